"""Each filter and function, in three languages where it speaks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.compose.model import Meeting
from generator.document.tree import (
    Citation,
    Document,
    Inline,
    Link,
    Paragraph,
    Span,
    Table,
    Text,
    Value,
)
from generator.document.walk import plain
from generator.facts.dates import parse_edtf, parse_interval
from generator.facts.model import Fact, Kind, Moment, Qualifier, Quantity, Stance, Validity
from generator.problems import Severity
from generator.selection.model import Chosen, Conflict, Freshness
from tests.unit.compose.stage import PAGE, PETITION, RELEASE, Stage, amount, chosen, fact, needs

LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")


def printed(stage: Stage, expression: str, language: str = "en-CA") -> str:
    return plain(inlines(stage.document(f"<p>x{{{{ {expression} }}}}</p>", language)))[1:]


def inlines(document: Document) -> tuple[Inline, ...]:
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    return block.children


def one_value(stage: Stage, expression: str, language: str = "en-CA") -> Value:
    found = [
        c
        for c in inlines(stage.document(f"<p>{{{{ {expression} }}}}</p>", language))
        if isinstance(c, Value)
    ]
    (value,) = found
    return value


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("1234567|number", ("1,234,567", "1 234 567", "1,234,567")),
        ("5|number(digits=2)", ("5.00", "5,00", "5.00")),
        ("4000000|compact", ("4 million", "4 millions", "4 ملايين")),
        ("3|percent", ("3%", "3 %", "\u200e3\u200e%\u200e")),
        ("12|unit('kilometer')", ("12 kilometres", "12 kilomètres", "12 كيلومترًا")),
        (
            "5000|currency('CAD')",
            ("5,000 Canadian dollars", "5 000 dollars canadiens", "5,000 دولار كندي"),
        ),
    ],
)
def test_bare_numbers(stage: Stage, expression: str, words: tuple[str, str, str]) -> None:
    for language, expected in zip(LANGUAGES, words, strict=True):
        shown = printed(stage, expression, language).replace("\u00a0", " ").replace("\u202f", " ")
        assert shown.replace("\u200e", "") == expected.replace("\u200e", "")


def test_a_fact_s_number_is_tied_to_it_and_keeps_its_exact_value(stage: Stage) -> None:
    record = fact(id="gdp", quantity=amount("268881051643.549", "currency", currency="USD"))
    stage.needs = needs(record)
    for form in ("value", "compact"):
        value = one_value(stage, f"facts.some[0]|{form}", "fr-CA")
        assert value.text.replace("\u00a0", " ") == "268,9 milliards de dollars des États-Unis"
        assert (value.fact, value.exact, value.kind) == ("gdp", "268881051643.549", "data")


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (amount("5965.318", "currency", currency="USD"), "5,965 US dollars"),
        (amount("12.5", "currency", currency="CAD"), "12.50 Canadian dollars"),
        (amount("850", "persons", qualifier=Qualifier.UP_TO), "up to 850 people"),
        (amount("4.358", "percent", decimals=1), "4.4%"),
        (
            amount("4700000000", "currency", currency="CAD", qualifier=Qualifier.MORE_THAN),
            "more than 4.7 billion Canadian dollars",
        ),
    ],
)
def test_values_with_unit_and_qualifier(stage: Stage, quantity: Quantity, words: str) -> None:
    stage.needs = needs(fact(quantity=quantity))
    assert printed(stage, "facts.some[0]|value").replace("\u00a0", " ") == words


def test_bounds_without_a_value_keep_both_in_the_exact_form(stage: Stage) -> None:
    bounds = Quantity(None, "persons", Decimal(10), Decimal(20))
    stage.needs = needs(fact(quantity=bounds))
    assert one_value(stage, "facts.some[0]|value").exact == "10/20"


def test_no_number_filter_prints_a_withheld_amount(stage: Stage) -> None:
    money = amount("4000000000", "currency", currency="XXX")
    stage.needs = needs(fact(quantity=money), withheld=frozenset({"value"}))
    stage.brief = replace(stage.brief, draft=False)
    for form in ("value", "number", "compact", "currency('CAD')", "percent"):
        assert "4" not in printed(stage, f"facts.some[0]|{form}")


def test_changes_are_per_cent_or_points_and_never_minus_zero(stage: Stage) -> None:
    def series(new: str, old: str, unit: str) -> tuple[Chosen, ...]:
        money = "USD" if unit == "currency" else None
        return chosen(
            fact(indicator="i", quantity=amount(new, unit, currency=money)),
            fact(indicator="i", quantity=amount(old, unit, currency=money)),
        )

    template = "(facts.some|by_indicator)[0]|change"
    for new, old, unit, words in (
        ("110", "100", "currency", "+10.0%"),
        ("93.6", "100", "currency", "−6.4%"),
        ("100", "100.01", "currency", "0.0%"),
        ("4.4", "5.0", "percent", "−0.6 points"),
        ("6", "5", "percent", "+1.0 points"),
        ("5", "5.01", "percent", "0.0 points"),
        ("5", "0", "currency", ""),
        ("-5.8", "1.4", "currency", ""),
        ("5.8", "-1.4", "currency", ""),
        ("0", "4", "currency", "−100.0%"),
    ):
        stage.needs = {"some": series(new, old, unit)}
        assert printed(stage, template) == words


# ---------------------------------------------------------------- time


def test_dates_and_periods_of_facts(stage: Stage) -> None:
    stage.needs = needs(
        fact(id="a", moment=Moment(parse_edtf("2016-06"))),
        fact(id="b", moment=Moment(period=parse_interval("2016/2022"))),
        fact(id="c"),
    )
    assert one_value(stage, "facts.some[0]|date", "ar-IQ") == Value(
        "حزيران/يونيو 2016", "a", "2016-06", "time"
    )
    assert one_value(stage, "facts.some[1]|date").exact == "2016/2022"
    assert printed(stage, "facts.some[2]|date") == ""


def test_dates_of_the_brief(stage: Stage) -> None:
    assert printed(stage, "brief.as_of|date", "fr-CA") == "1er\u00a0décembre 2024"
    assert printed(stage, "brief.as_of|date(style='short')") == "2024-12-01"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("2018", ("since 2018", "depuis 2018", "منذ عام 2018")),
        (
            "2022-10-13",
            (
                "since October 13, 2022",
                "depuis le 13 octobre 2022",
                "منذ 13 تشرين الأول/أكتوبر 2022",
            ),
        ),
    ],
)
def test_since(stage: Stage, start: str, words: tuple[str, str, str]) -> None:
    stage.needs = needs(fact(validity=Validity(parse_interval(f"{start}/.."))))
    for language, expected in zip(LANGUAGES, words, strict=True):
        assert printed(stage, "facts.some[0]|since", language).replace("\u00a0", " ") == expected


def test_age(stage: Stage) -> None:
    stage.needs = needs(fact(), age_days=2900)
    assert printed(stage, "facts.some[0]|age").replace("\u00a0", " ") == "7 years"


def test_the_own_date_of_a_fact_on_which_sources_differ(stage: Stage) -> None:
    stage.needs = needs(fact(moment=Moment(parse_edtf("2024-08-27"))), precision_text="2024-08")
    assert printed(stage, "facts.some[0]|date") == "August 2024"
    assert printed(stage, "facts.some[0]|own_date").replace("\u00a0", " ") == "August 27, 2024"


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("'IRQ'|name", ("Iraq", "Irak", "العراق")),
        ("'IRQ'|formal_name", ("Republic of Iraq", "République d’Irak", "جمهورية العراق")),
        ("'IRQ'|formal_name('ar')", ("جمهورية العراق",) * 3),
        ("'IRQ'|capital", ("Baghdad", "Bagdad", "بغداد")),
        ("in_area('IRQ')", ("in Iraq", "en Irak", "في العراق")),
        ("in_area('LBN')", ("in Lebanon", "au Liban", "في لبنان")),
        ("of_area('IRQ')", ("of Iraq", "de l’Irak", "العراق")),
        ("'kathy-bunka'|name", ("Kathy Bunka", "Kathy Bunka", "كاثي بونكا")),
        ("'rob-oliphant'|name", ("Rob Oliphant", "Rob Oliphant", "روب أوليفانت (Rob Oliphant)")),
        (
            "'adviser'|name",
            ("Adviser to the Prime Minister", "conseiller du premier ministre", "مستشار"),
        ),
        (
            "'kathy-bunka'|title",
            (
                "Ambassador of Canada to Iraq",
                "Ambassadrice du Canada en Irak",
                "سفيرة كندا لدى العراق",
            ),
        ),
        (
            "'kathy-bunka'|title(inside=true)",
            (
                "Ambassador of Canada to Iraq",
                "ambassadrice du Canada en Irak",
                "سفيرة كندا لدى العراق",
            ),
        ),
        ("'nmi'|name", ("NATO Mission Iraq", "mission OTAN en Iraq", "بعثة الناتو في العراق")),
        (
            "['gac', 'nato', 'IRQ']|names",
            (
                "Global Affairs Canada, NATO and Iraq",
                "Affaires mondiales Canada, OTAN et Irak",
                "وزارة الشؤون العالمية الكندية وحلف الناتو والعراق",
            ),
        ),
        ("term('iraq')", ("Iraq", "Irak", "العراق")),
        ("'ar'|language", ("Arabic", "arabe", "العربية")),
        (
            "'ar-IQ'|language",  # CLDR writes Iraq in English and Irak in French
            ("Arabic (Iraq)", "arabe (Irak)", "العربية (العراق)"),
        ),
    ],
)
def test_names(stage: Stage, expression: str, words: tuple[str, str, str]) -> None:
    for language, expected in zip(LANGUAGES, words, strict=True):
        shown = printed(stage, expression, language)
        assert shown.replace("،", "").replace("  ", " ") == expected.replace("،", "")


def test_a_country_in_the_name_of_a_language_has_the_form_of_the_house(stage: Stage) -> None:
    stage.house = replace(stage.house, terms={"iraq": {"fr": "Iraq"}})
    assert printed(stage, "'ar-IQ'|language", "fr-CA") == "arabe (Iraq)"


def test_the_latin_form_beside_an_unconfirmed_arabic_name_is_isolated(stage: Stage) -> None:
    found = inlines(stage.document("<p>{{ 'rob-oliphant'|name }}</p>", "ar-IQ"))
    assert Span((Text("Rob Oliphant"),), None, "ltr") in found


def test_a_raw_text_of_another_direction_is_isolated(stage: Stage) -> None:
    assert inlines(stage.document("<p>{{ brief.number }}</p>", "ar-IQ")) == (
        Span((Text("IRQ-CTY-2024-0001"),), None, "ltr"),
    )


# ---------------------------------------------------------------- sources


def notes_of(document: Document) -> list[str]:
    return [plain(note.children) for note in document.notes]


def test_notes_are_one_for_each_document_numbered_by_first_call(stage: Stage) -> None:
    stage.needs = needs(
        fact(origin=RELEASE), fact(), fact(origin=RELEASE, locator="¶2"), fact(origin=PETITION)
    )
    document = stage.document("{% for f in facts.some %}<p>{{ f|cite }}</p>{% endfor %}")
    calls = [inlines(replace(document, blocks=(block,)))[0] for block in document.blocks]
    assert calls == [
        Citation("note-1"),
        Citation("note-2"),
        Citation("note-1", first=False),
        Citation("note-3"),
    ]
    assert [(n.number, n.label, n.origin) for n in document.notes] == [
        (1, "1", "nato/release"),
        (2, "2", "web/page"),
        (3, "3", "house/petition"),
    ]


def test_notes_are_numbered_in_the_order_of_the_document_not_of_the_computation(
    stage: Stage,
) -> None:
    stage.needs = needs(fact(origin=RELEASE), fact())
    document = stage.document(
        "{% set late %}{{ facts.some[0]|cite }}{% endset %}<p>{{ "
        "facts.some[1]|cite }}</p><p>{{ late }}</p>"
    )
    assert [note.origin for note in document.notes] == ["web/page", "nato/release"]


def test_a_note_that_is_called_only_in_what_is_left_out_is_not_printed(stage: Stage) -> None:
    stage.needs = needs(fact())
    document = stage.document("{% set unused %}{{ facts.some[0]|cite }}{% endset %}<p>x</p>")
    assert document.notes == ()


def test_the_text_of_a_note_in_three_languages(stage: Stage) -> None:
    stage.needs = needs(fact())
    template = "<p>{{ facts.some[0]|cite }}</p>"
    shown = [
        notes_of(stage.document(template, language))[0].replace("\u00a0", " ")
        for language in LANGUAGES
    ]
    assert shown == [
        "Global Affairs Canada, “Canada in Iraq”, as of 2017 (date inferred), "
        "retrieved November 22, 2024, https://example.org/iraq?a=1&b=2",
        "Affaires mondiales Canada, « Le Canada en Irak », situation en 2017 "
        "(date déduite), consulté le 22 novembre 2024, "
        "https://example.org/iraq?a=1&b=2",
        "وزارة الشؤون العالمية الكندية، «كندا في العراق»، وفق معطيات عام 2017 "
        "(تاريخ مستنتج)، اطُّلع عليه في 22 تشرين الثاني/نوفمبر 2024، "
        "https://example.org/iraq?a=1&b=2",
    ]
    note = stage.document(template, "ar-IQ").notes[0]
    assert note.children[-1] == Link(
        "https://example.org/iraq?a=1&b=2",
        (Span((Text("https://example.org/iraq?a=1&b=2"),), None, "ltr"),),
    )


def test_a_title_that_is_not_translated_stands_in_its_own_language(stage: Stage) -> None:
    stage.needs = needs(fact(origin=RELEASE))
    document = stage.document("<p>{{ facts.some[0]|cite }}</p>", "ar-IQ")
    title = next(c for c in document.notes[0].children if isinstance(c, Span))
    assert (title.lang, title.direction) == ("en", "ltr")


def test_addresses_that_are_no_web_pages_are_not_printed_as_links(stage: Stage) -> None:
    for url in ("javascript:alert(1)", "file:///etc/passwd", "ftp://x"):
        origin = replace(RELEASE, document=url, url=url)
        stage.needs = needs(fact(origin=origin))
        document = stage.document("<p>{{ facts.some[0]|cite }}</p>")
        assert not [c for c in document.notes[0].children if isinstance(c, Link)]


def test_the_list_of_sources_knows_how_many_statements_each_gave(stage: Stage) -> None:
    stage.needs = needs(fact(), fact(), fact(origin=RELEASE))
    template = """
    <p>{% for f in facts.some %}{{ f|cite }}{{ f|cite }}{% endfor %}</p>
    <table><caption>Sources</caption><tbody>
    {% for s in sources() %}
      <tr><td>{{ s|producer }}{{ s|cite }}</td><td>{{ s|source_title }}</td>
          <td>{{ s|speaks_for }}</td><td>{{ s.facts|length|number }}</td></tr>
    {% endfor %}
    </tbody></table>"""
    table = stage.document(template).blocks[1]
    assert isinstance(table, Table)
    assert [[plain(cell.children) for cell in row.cells] for row in table.rows] == [
        ["Global Affairs Canada", "“Canada in Iraq”", "2017 (date inferred)", "2"],
        ["NATO", "“NATO and Iraq launch a dialogue”", "August 2024 (date from elsewhere)", "1"],
    ]


def test_who_says_it_and_as_of_when_alone(stage: Stage) -> None:
    record = fact(
        id="a",
        asserted_by="signatories",
        as_of=parse_edtf("2024-08"),
        validity=Validity(parse_interval("2018/2022")),
    )
    stage.needs = needs(record)
    assert printed(stage, "facts.some[0]|attribution") == (
        "according to the signatories of petition 441-00155"
    )
    assert printed(stage, "facts.some[0]|as_of", "fr-CA") == "situation en août 2024"
    assert one_value(stage, "facts.some[0]|as_of_date").exact == "2024-08"
    assert one_value(stage, "facts.some[0]|validity").exact == "2018/2022"
    assert printed(stage, "facts.some[0]|producer") == "Global Affairs Canada"
    assert printed(stage, "facts.some[0]|source_title") == "“Canada in Iraq”"


def test_the_document_says_which_facts_it_depends_on_and_where_each_is_from(stage: Stage) -> None:
    stage.needs = needs(fact(id="used", locator="¶3", version="a" * 64), fact(id="unused"))
    composed = stage.composed("<p>{{ facts.some[0]|statement }}{{ facts.some[0]|cite }}</p>")
    assert composed.document.facts == {"used": "a" * 64}
    assert composed.document.sources == {"used": "Global Affairs Canada, “Canada in Iraq”, ¶3"}
    assert composed.document.titles == {"used": "Global Affairs Canada, “Canada in Iraq”, 2017"}
    assert composed.cited == {"note-1": ("used",)}


# ---------------------------------------------------------------- messages and groups


def test_messages_and_their_plurals(stage: Stage) -> None:
    assert printed(stage, "t('Key messages')", "fr-CA") == "Messages clés"
    template = "tn('{n} dollar', '{n} dollars', 3)"
    assert printed(stage, template).replace("\u00a0", " ") == "3 dollars"
    assert printed(stage, "tp('a month', 'as of {date}', date='x')", "fr-CA") == "situation en x"


def test_blanks_of_messages_take_values_with_their_facts(stage: Stage) -> None:
    stage.needs = needs(fact(id="a", moment=Moment(parse_edtf("2024"))))
    value = one_value(stage, "tp('a year', 'as of {date}', date=facts.some[0]|date)")
    assert value.fact == "a"


def test_lists_join_values_without_losing_their_facts(stage: Stage) -> None:
    stage.needs = needs(
        fact(id="a", quantity=amount("1", "index")), fact(id="b", quantity=amount("2", "index"))
    )
    found = inlines(
        stage.document("<p>{{ [facts.some[0]|number, facts.some[1]|number]|list }}</p>")
    )
    assert [c.fact for c in found if isinstance(c, Value)] == ["a", "b"]
    assert plain(found) == "1 and 2"


def test_groups(stage: Stage) -> None:
    stage.needs = {
        "some": (
            *chosen(fact(id="a", tags=("x",), people=("kathy-bunka",))),
            *chosen(
                fact(id="b", kind=Kind.POST, people=("kathy-bunka",)), freshness=Freshness.STALE
            ),
            *chosen(fact(id="c", tags=("x", "y"), origin=RELEASE), conflict="k"),
        )
    }

    def ids(expression: str) -> str:
        loop = f"{{% for f in {expression} %}}{{{{ f.id }}}}{{% endfor %}}"
        return plain(inlines(stage.document(f"<p>-{loop}</p>")))[1:]

    assert ids("facts.some|tagged('x')") == "ac"
    assert ids("facts.some|untagged('x')") == "b"
    assert ids("facts.some|of_kind('post')") == "b"
    assert ids("facts.some|of_age('stale')") == "b"
    assert ids("facts.some|undisputed") == "ab"
    assert ids("facts.some|per_person") == "a"
    assert ids("facts.some|oldest_first") == "cba"
    assert ids("facts.some|asserted") == "abc"
    assert ids("(facts.some|by_source)[0].facts") == "ab"
    said = "{{ facts.some[0]|statement }}{% for f in facts.some|unsaid %}{{ f.id }}{% endfor %}"
    assert plain(inlines(stage.document(f"<p>{said}</p>"))).endswith("bc")


def test_what_prints_is_told_from_what_was_only_chosen(stage: Stage) -> None:
    stage.needs = {"some": chosen(fact(id="a"), fact(id="b"), fact(id="c", origin=RELEASE))}
    loop = "{% for f in facts.some|cited %}{{ f.id }}{% endfor %}"
    said = "{{ facts.some[0]|statement }}{{ facts.some[2]|cite }}{{ facts.some[0]|cite }}"
    assert plain(inlines(stage.document(f"<p>{loop}.{said}{loop}</p>"))).endswith("ac")
    assert plain(inlines(stage.document(f"<p>{loop}.{said}{loop}</p>"))).startswith(".")


def test_events_of_two_needs_stand_in_one_order_each_once(stage: Stage) -> None:
    def event(name: str, date: str) -> Fact:
        return fact(id=name, moment=Moment(parse_edtf(date)))

    year, day = event("y", "2024"), event("d", "2024-06-02")
    stage.needs = {
        "own": chosen(day, event("m", "2024-06")),
        "world": chosen(year, day, event("o", "2016-06")),
    }
    loop = "{% for f in facts.own|oldest_first(facts.world) %}{{ f.id }}{% endfor %}"
    assert plain(inlines(stage.document(f"<p>{loop}</p>"))) == "oymd"


def test_what_others_say_is_told_from_what_a_source_states(stage: Stage) -> None:
    own, claim = fact(id="a"), fact(id="b", stance=Stance.ALLEGED, asserted_by="signatories")
    stage.needs = {"some": (Chosen(own), Chosen(claim, attribute=True))}
    loop = "{% for f in facts.some|asserted %}{{ f.id }}{% endfor %}"
    assert plain(inlines(stage.document(f"<p>{loop}</p>"))) == "a"


def test_facts_from_sources_later_than_the_brief_are_counted(stage: Stage) -> None:
    late = replace(RELEASE, document="late", published=parse_edtf("2026-07-01"))
    stage.needs = needs(fact(origin=late), fact(origin=late), fact(origin=RELEASE), fact())
    cites = "{% for f in facts.some %}{{ f|cite }}{% endfor %}{{ from_later()|number }}"
    assert plain(inlines(stage.document(f"<p>{cites}</p>"))).endswith("2")


def test_names_of_languages_and_quoted_words(stage: Stage) -> None:
    stage.brief = replace(stage.brief, languages=("en-CA", "fr-CA", "ar-IQ"))
    assert printed(stage, "brief.other_languages|languages") == "French and Arabic"
    assert printed(stage, "brief.other_languages|languages", "fr-CA") == "anglais et arabe"
    assert printed(stage, "[t('Economy')|quoted, ''|quoted]|list") == "“Economy”"


def test_the_number_says_which_edition_it_is(stage: Stage) -> None:
    assert plain(stage.document("<p>x</p>").furniture.number) == "No. IRQ-CTY-2024-0001"
    stage.brief = replace(stage.brief, edition="2")
    number = stage.document("<p>x</p>").furniture.number
    assert plain(number) == "No. IRQ-CTY-2024-0001 · Edition 2"


def test_disagreements_are_found_by_their_facts(stage: Stage) -> None:
    one, other, third = fact(id="a"), fact(id="b"), fact(id="c")
    stage.needs = needs(one, third)
    stage.conflicts = {"k": Conflict("k", "value", chosen(one, other))}
    inner = "{% for f in d.facts %}{{ f.id }}{% endfor %}"
    template = f"<p>-{{% for d in conflicts|about(facts.some) %}}{inner}{{% endfor %}}</p>"
    assert plain(inlines(stage.document(template))) == "-ab"
    assert plain(inlines(stage.document(template.replace("about", "not_about")))) == "-"
    assert (
        plain(inlines(stage.document(template.replace("about(facts.some)", "unsettled")))) == "-ab"
    )
    dates = template.replace("about(facts.some)", "of_what('date')")
    assert plain(inlines(stage.document(dates))) == "-"


def test_announced_plans_stand_with_what_they_will_end(stage: Stage) -> None:
    plan = fact("It will close.", id="plan", kind=Kind.PLAN)
    stage.needs = {"some": (Chosen(fact(), announced=("plan", "gone")),)}
    stage.others = {"plan": plan}
    loop = "{% for p in facts.some[0].announced %}{{ p|statement }}{% endfor %}"
    assert plain(inlines(stage.document(f"<p>{loop}</p>"))) == "It will close."


def test_terms_that_the_document_uses_and_that_others_write_otherwise(stage: Stage) -> None:
    stage.needs = needs(fact({"fr": "L'Irak."}))
    loop = "{% for x in terms_used() %}{{ x.chosen }}/{{ x.others|list }}{% endfor %}"
    template = f"<p>{{{{ facts.some[0]|statement }}}}</p><p>-{loop}</p>"
    blocks = stage.document(template, "fr-CA").blocks
    assert isinstance(blocks[1], Paragraph)
    assert plain(blocks[1].children) == "-Irak/Iraq"


def test_what_is_withheld_or_untranslated_can_be_counted(stage: Stage) -> None:
    money = amount("1000000", "currency", currency="XXX")
    stage.needs = {
        "some": (
            Chosen(fact({"en": "{value}"}, quantity=money), withheld=frozenset({"value"})),
            Chosen(fact({"en": "X"})),
        )
    }
    loop = "{% for f in facts.some %}{{ f|statement }}{% endfor %}"
    counts = "{{ withheld()|length|number }} {{ untranslated()|number }}"
    blocks = stage.document(f"<p>{loop}</p><p>{counts}</p>", "fr-CA").blocks
    assert isinstance(blocks[1], Paragraph)
    assert plain(blocks[1].children) == "1 2"


# ---------------------------------------------------------------- around the blocks


def test_furniture_is_worded_for_the_locale(stage: Stage) -> None:
    stage.write("<p>x</p>")
    document = stage.document(language="fr-CA")
    furniture = document.furniture
    assert furniture.marking == "NON CLASSIFIÉ"
    assert furniture.marking_lang == "fr"
    assert furniture.page == "Page {page} sur {pages}"
    assert plain(furniture.number) == "Nº\u00a0IRQ-CTY-2024-0001"
    assert plain(furniture.issued) == "Publié le 1er\u00a0décembre 2024"
    assert plain(furniture.as_of) == "Renseignements en date du 1er\u00a0décembre 2024"
    assert furniture.draft == "ÉBAUCHE"
    assert plain(document.title) == "Irak\u00a0: note"
    assert document.properties.issued == "2024-12-01T00:00:00Z"
    assert document.properties.marking == "UNCLASSIFIED"
    arabic = stage.document(language="ar-IQ")
    assert (arabic.direction, arabic.furniture.digits) == ("rtl", "latn")
    assert (arabic.furniture.marking, arabic.furniture.marking_lang) == ("غير مصنف", "ar")


def test_fixed_words_that_a_language_lacks_are_told_and_marked(stage: Stage) -> None:
    composed = stage.composed("<p>5</p>", "de-DE")
    document = composed.document
    assert (document.furniture.marking, document.furniture.marking_lang) == ("UNCLASSIFIED", "en")
    assert plain(document.title) == "Iraq: country brief (auf Englisch)"
    assert isinstance(document.title[0], Span)
    assert document.title[0].lang == "en"
    assert [problem.what for problem in composed.problems] == [
        "The title of “test” is not given in German: it prints in English, "
        "and says so where there is room.",
        "The marking “UNCLASSIFIED” of “canada” is not given in German: it prints in English, "
        "and says so where there is room.",
        "The organisation of “canada” is not given in German: it prints in English, "
        "and says so where there is room.",
    ]
    assert {problem.severity for problem in composed.problems} == {Severity.WARNING}
    assert composed.problems[0].remedy == "Add the text in German to house.toml or template.toml."


def test_traditional_chinese_never_prints_the_words_of_simplified(stage: Stage) -> None:
    stage.house = replace(stage.house, organisation={"en": "Office", "zh": "办事处"})
    traditional = stage.document("<p>{{ t('Sources') }}</p>", "zh-TW")
    assert traditional.furniture.organisation == "Office"
    assert plain(inlines(traditional)) == "Sources"
    simplified = stage.document("<p>{{ t('Sources') }}</p>", "zh-SG")
    assert simplified.furniture.organisation == "办事处"
    stage.needs = needs(fact({"en": "Canada has an embassy.", "zh": "加拿大设有使馆。"}, id="x"))
    shown = "<p>{% for f in facts.some %}{{ f|statement }}{% endfor %}</p>"
    assert plain(inlines(stage.document(shown, "zh-SG"))) == "加拿大设有使馆。"
    assert plain(inlines(stage.document(shown, "zh-TW"))) == "Canada has an embassy.（in English）"
    assert plain(inlines(simplified)) == "来源"


def test_clean_editions_carry_no_draft_word(stage: Stage) -> None:
    stage.brief = replace(stage.brief, draft=False)
    assert stage.document("<p>x</p>").furniture.draft == ""


def test_an_unknown_marking_counts_as_the_highest(stage: Stage) -> None:
    stage.write("<p>x</p>")
    from generator.compose.brief import compose
    from generator.localisation import Localiser

    selection = replace(stage.selection(), marking="UNCLASIFIED")
    localiser = Localiser.for_house("en-CA", stage.house)
    composed = compose(
        stage.template(), selection, stage.base(), stage.house, localiser, stage.brief
    )
    assert composed.document.furniture.marking == "SECRET"


def test_the_meeting_stands_under_the_title_and_is_known_to_the_template(stage: Stage) -> None:
    meeting = Meeting(
        dt.date(2024, 12, 10), {"en": "Baghdad", "fr": "Bagdad"}, {"en": "Talks"}, ("kathy-bunka",)
    )
    stage.brief = replace(stage.brief, meeting=meeting)
    template = "<p>{{ brief.meeting.place }}: {{ brief.meeting.participants|names }}</p>"
    document = stage.document(template, "fr-CA")
    assert plain(document.subtitle) == "Talks (en anglais), Bagdad, 10\u00a0décembre 2024"
    assert document.subtitle[0] == Span((Text("Talks"),), "en", None)
    assert plain(inlines(document)) == "Bagdad: Kathy Bunka"


def test_a_document_over_its_budget_of_words_is_reported(stage: Stage) -> None:
    from generator.compose.brief import compose
    from generator.localisation import Localiser

    stage.write("<p>" + "100 " * 51 + "</p>")
    template = replace(stage.template(), words=20)
    localiser = Localiser.for_house("en-CA", stage.house)
    composed = compose(
        template, stage.selection(), stage.base(), stage.house, localiser, stage.brief
    )
    (problem,) = composed.problems
    assert problem.code == "brief-over-budget"
    assert composed.words > 50


def test_one_stage_after_another_in_several_languages_gives_the_same_documents(
    stage: Stage,
) -> None:
    stage.needs = needs(
        fact({"en": "A.", "fr": "B.", "ar": "ج."}, moment=Moment(parse_edtf("2024-02")))
    )
    template = (
        "<p>{{ facts.some[0]|statement }} {{ facts.some[0]|date }}{{ facts.some[0]|cite }}</p>"
    )
    first = {language: stage.document(template, language) for language in LANGUAGES}
    again = {language: stage.document(language=language) for language in reversed(LANGUAGES)}
    assert first == again


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Canada in Iraq", "Global Affairs Canada, “Canada in Iraq”, 2017"),
        (
            "Canada in Iraq and " * 5,
            "Global Affairs Canada, “Canada in Iraq and Canada in Ira…”, 2017",
        ),
    ],
)
def test_where_a_fact_is_from_is_told_in_the_room_of_a_title(
    stage: Stage, title: str, told: str
) -> None:
    origin = replace(PAGE, title={"en": title})
    stage.needs = needs(fact(id="used", origin=origin))
    document = stage.composed(
        "<p>{{ facts.some[0]|statement }}{{ facts.some[0]|cite }}</p>"
    ).document
    assert document.titles["used"] == told
    assert len(told) <= 64


@pytest.mark.parametrize(
    ("number", "decimals", "words"),
    [("72.424", 1, "72.4 years"), ("72", 1, "72 years"), ("72.424", None, "72.424 years")],
)
def test_a_measure_has_no_more_decimals_than_its_source_states(
    stage: Stage, number: str, decimals: int | None, words: str
) -> None:
    stage.needs = needs(fact({}, quantity=amount(number, "years", decimals=decimals)))
    assert printed(stage, "facts.some[0]|value").replace("\u00a0", " ") == words
