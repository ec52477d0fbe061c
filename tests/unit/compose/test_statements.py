"""A fact's sentence with what must travel with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.document.dump import dump
from generator.document.tree import Document, ListBlock, Paragraph, Span, Text, Value
from generator.document.walk import plain
from generator.facts.dates import parse_edtf, parse_interval
from generator.facts.model import (
    Fact,
    Kind,
    LocalText,
    Moment,
    Qualifier,
    Stance,
    TextState,
    Validity,
)
from generator.facts.text import clean_text
from generator.problems import Severity
from generator.selection.model import Chosen, Freshness, Tense
from tests.unit.compose.stage import (
    PAGE,
    PETITION,
    RELEASE,
    Stage,
    amount,
    fact,
    house,
)

ALL = "{% for f in facts.some %}<p>{{ f|statement }}</p>{% endfor %}"
LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")


def said(stage: Stage, some: Chosen | Fact, language: str = "en-CA", template: str = ALL) -> str:
    one = Chosen(some) if isinstance(some, Fact) else some
    stage.needs = {"some": (one,)}
    return text_of(stage.document(template, language))


def text_of(document: Document) -> str:
    return " | ".join(plain(b.children) for b in document.blocks if isinstance(b, Paragraph))


def span_of(document: Document) -> Span:
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    (span,) = block.children
    assert isinstance(span, Span)
    return span


# ---------------------------------------------------------------- text and slots


def test_the_sentence_is_a_span_tied_to_its_fact(stage: Stage) -> None:
    stage.needs = {"some": (Chosen(fact("Canada has an embassy.", id="embassy")),)}
    document = stage.document(ALL)
    assert span_of(document) == Span(
        (Text("Canada has an embassy."),), fact="embassy", role="statement"
    )
    assert document.facts == {"embassy": "0" * 64}


def test_numbers_and_dates_stand_in_their_slots_as_values_of_the_fact(stage: Stage) -> None:
    record = fact(
        {"en": "Up to {value} people by {date}.", "fr": "Au plus {value} personnes d'ici {date}."},
        id="target",
        quantity=amount("1200", "persons", qualifier=Qualifier.UP_TO),
        moment=Moment(parse_edtf("2017-12")),
    )
    stage.needs = {"some": (Chosen(record),)}
    assert span_of(stage.document(ALL)).children == (
        Text("Up to "),
        Value("1,200", "target", "1200"),
        Text(" people by "),
        Value("December 2017", "target", "2017-12", "time"),
        Text("."),
    )
    french = span_of(stage.document(ALL, "fr-CA")).children
    assert french[1] == Value("1\u00a0200", "target", "1200")
    assert french[3] == Value("décembre 2017", "target", "2017-12", "time")


def test_periods_and_their_ends(stage: Stage) -> None:
    record = fact(
        "{period}; from {from} to {to}.", moment=Moment(period=parse_interval("2016/2022-03"))
    )
    stage.needs = {"some": (Chosen(record),)}
    values = [c for c in span_of(stage.document(ALL)).children if isinstance(c, Value)]
    assert [v.exact for v in values] == ["2016/2022-03", "2016", "2022-03"]
    assert {v.kind for v in values} == {"time"}


def test_braces_that_are_no_slots_are_text(stage: Stage) -> None:
    words = "Printed as it stands: {{ 7*7 }} {x} %s {0} {% endfor %}"
    assert said(stage, fact(words)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [("1", "عضو واحد"), ("2", "عضوان"), ("5", "5 أعضاء"), ("50", "50 عضواً"), ("100", "100 عضو")],
)
def test_the_plural_form_follows_the_number_in_arabic(
    stage: Stage, number: str, words: str
) -> None:
    forms = {
        "zero": "لا أعضاء",
        "one": "عضو واحد",
        "two": "عضوان",
        "few": "{value} أعضاء",
        "many": "{value} عضواً",
        "other": "{value} عضو",
    }
    record = replace(fact("", quantity=amount(number, "members")), text={"ar": LocalText(forms)})
    assert said(stage, record, "ar-IQ") == words


def test_what_has_ended_is_told_in_the_past(stage: Stage) -> None:
    text = LocalText({"other": "Canada has an office."}, past={"other": "Canada had an office."})
    record = replace(fact("", kind=Kind.POST), text={"en": text})
    assert said(stage, Chosen(record, tense=Tense.PAST)) == "Canada had an office."
    assert said(stage, Chosen(record)) == "Canada has an office."


def test_a_date_prints_only_as_exactly_as_sources_agree(stage: Stage) -> None:
    record = fact(
        {"en": "Met on {date}.", "fr": "Rencontre le {date}.", "ar": "التقيا يوم {date}."},
        moment=Moment(parse_edtf("2024-08-27")),
    )
    agreed = Chosen(record, precision_text="2024-08")
    assert said(stage, agreed) == "Met in August 2024."
    assert said(stage, agreed, "fr-CA") == "Rencontre en août 2024."
    assert said(stage, agreed, "ar-IQ") == "التقيا في آب/أغسطس 2024."


# ---------------------------------------------------------------- attribution and age


@pytest.mark.parametrize(
    ("stance", "by", "words"),
    [
        (
            Stance.ALLEGED,
            "signatories",
            (
                "X (allegation, according to the signatories of petition 441-00155).",
                "X (allégation, selon les signataires de la pétition 441-00155).",
                "X (ادعاء، الجهة المدّعية: الموقعون على العريضة 441-00155).",
            ),
        ),
        (
            Stance.REQUESTED,
            "signatories",
            (
                "X (request, according to the signatories of petition 441-00155).",
                "X (demande, selon les signataires de la pétition 441-00155).",
                "X (طلب، الجهة الطالبة: الموقعون على العريضة 441-00155).",
            ),
        ),
        (
            Stance.REPORTED,
            "nato",
            (
                "X (according to NATO).",
                "X (selon l’OTAN).",
                "X (المصدر: حلف الناتو).",
            ),
        ),
        (
            Stance.REPORTED,
            "gac",
            (
                "X (according to Global Affairs Canada).",
                "X (selon Affaires mondiales Canada).",
                "X (المصدر: وزارة الشؤون العالمية الكندية).",
            ),
        ),
        (
            Stance.REPORTED,
            "kathy-bunka",
            (
                "X (according to Kathy Bunka).",
                "X (selon Kathy Bunka).",
                "X (المصدر: كاثي بونكا).",
            ),
        ),
    ],
)
def test_claims_and_reports_say_whose_they_are_in_each_language(
    stage: Stage, stance: Stance, by: str, words: tuple[str, str, str]
) -> None:
    record = fact("X.", stance=stance, asserted_by=by, origin=PETITION)
    for language, expected in zip(LANGUAGES, words, strict=True):
        assert said(stage, Chosen(record, attribute=True), language) == expected


@pytest.mark.parametrize(
    ("text", "attributed"),
    [
        (("The petition asks.", "La pétition demande.", "تطلب العريضة."), False),
        (("They asked by petition.", "Par voie de cette pétition.", "طلبوا ذلك في عريضة."), True),
    ],
)
def test_a_claim_that_opens_with_its_petition_does_not_name_it_twice(
    stage: Stage, text: tuple[str, str, str], attributed: bool
) -> None:
    texts = dict(zip(("en", "fr", "ar"), text, strict=True))
    record = fact(texts, stance=Stance.REQUESTED, asserted_by="signatories", origin=PETITION)
    for language in LANGUAGES:
        assert ("(" in said(stage, Chosen(record, attribute=True), language)) is attributed
    elsewhere = replace(record, origin=PAGE)
    assert "(request" in said(stage, Chosen(elsewhere, attribute=True))


def test_a_date_in_brackets_is_left_to_the_column_that_has_it(stage: Stage) -> None:
    record = fact(
        "They met ({date}).",
        moment=Moment(parse_edtf("2024-06-02")),
        stance=Stance.REPORTED,
        asserted_by="nato",
    )
    template = ALL.replace("|statement", "|statement(dated=false)")
    shown = said(stage, Chosen(record, attribute=True), template=template)
    assert shown == "They met (according to NATO)."
    kept = fact("They met in {date}.", moment=Moment(parse_edtf("2024-06")))
    assert said(stage, Chosen(kept), template=template) == "They met in June 2024."


def test_a_report_without_a_speaker_names_the_producer_or_the_sort_of_document(
    stage: Stage,
) -> None:
    record = fact("X.", stance=Stance.REPORTED, origin=RELEASE)
    assert said(stage, Chosen(record, attribute=True)) == "X (according to NATO)."
    article = replace(PAGE, producer=None, kind="press_article")
    record = fact("X.", stance=Stance.REPORTED, origin=article)
    assert said(stage, Chosen(record, attribute=True), "fr-CA") == "X (selon un article de presse)."


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2017", ("X (as of 2017).", "X (situation en 2017).", "X (وفق معطيات عام 2017).")),
        (
            "2024-08",
            (
                "X (as of August 2024).",
                "X (situation en août 2024).",
                "X (وفق معطيات آب/أغسطس 2024).",
            ),
        ),
        (
            "2022-03-01",
            (
                "X (as of March\u00a01, 2022).",
                "X (situation au 1er\u00a0mars 2022).",
                "X (وفق معطيات 1\u00a0آذار/مارس 2022).",
            ),
        ),
        (
            "2024~",
            (
                "X (as of about 2024).",
                "X (situation vers 2024).",
                "X (وفق معطيات نحو عام 2024).",
            ),
        ),
    ],
)
def test_old_statements_say_as_of_when(
    stage: Stage, as_of: str, words: tuple[str, str, str]
) -> None:
    record = fact("X.", as_of=parse_edtf(as_of))
    old = Chosen(record, Freshness.STALE, show_as_of=True)
    for language, expected in zip(LANGUAGES, words, strict=True):
        assert said(stage, old, language) == expected


def test_remarks_share_one_pair_of_brackets_and_join_the_sentence_s_own(stage: Stage) -> None:
    record = fact(
        "They met (in Baghdad).",
        stance=Stance.REPORTED,
        asserted_by="nato",
        as_of=parse_edtf("2024-08"),
    )
    both = Chosen(record, attribute=True, show_as_of=True)
    assert said(stage, both) == "They met (in Baghdad; according to NATO; as of August 2024)."


def test_tags_can_be_left_to_the_columns_of_a_table(stage: Stage) -> None:
    record = fact("X.", stance=Stance.REPORTED, asserted_by="nato")
    template = ALL.replace("|statement", "|statement(tags=false)")
    assert said(stage, Chosen(record, attribute=True), template=template) == "X."


def test_disputed_statements_are_marked_in_drafts_only(stage: Stage) -> None:
    disputed = Chosen(fact("X."), conflict="c")
    assert said(stage, disputed) == "X (sources disagree)."
    stage.brief = replace(stage.brief, draft=False)
    assert said(stage, disputed) == "X."


# ---------------------------------------------------------------- what is withheld


def test_an_amount_without_currency_shows_a_query_mark_in_drafts(stage: Stage) -> None:
    money = amount(
        "4000000000",
        "currency",
        currency="XXX",
        currency_word="dollars",
        qualifier=Qualifier.MORE_THAN,
    )
    texts = {"en": "More than {value}.", "fr": "Plus de {value}.", "ar": "أكثر من {value}."}
    held = Chosen(fact(texts, quantity=money), withheld=frozenset({"value"}))
    assert said(stage, held) == "More than 4\u00a0billion dollars (?)."
    assert said(stage, held, "fr-CA") == "Plus de 4\u00a0milliards de dollars (?)."
    assert said(stage, held, "ar-IQ") == "أكثر من 4\u00a0مليارات دولار (؟)."


def test_an_amount_without_currency_is_left_out_of_clean_editions(stage: Stage) -> None:
    stage.brief = replace(stage.brief, draft=False)
    money = amount("4000000000", "currency", currency="XXX", currency_word="dollars")
    held = Chosen(fact("Pledged {value}.", quantity=money), withheld=frozenset({"value"}))
    printed = said(stage, held)
    assert printed == "Pledged [amount withheld: the source does not state the currency]."
    assert "4" not in said(stage, held, "fr-CA")


def test_a_currency_that_is_not_stated_never_prints_even_when_nobody_withheld_it(
    stage: Stage,
) -> None:
    money = amount("5000000", "currency", currency="XXX")
    record = fact("Pledged {value}.", quantity=money)
    assert said(stage, record) == "Pledged 5\u00a0million (currency not stated)."


def test_a_length_that_contradicts_its_period_is_withheld(stage: Stage) -> None:
    record = fact(
        "For {value} years, {period}.",
        quantity=amount("5", "years"),
        moment=Moment(period=parse_interval("2016/2022")),
    )
    held = Chosen(record, withheld=frozenset({"duration"}))
    printed = said(stage, held)
    assert printed.startswith("For [length withheld: it contradicts the dates] years, 2016")


# ---------------------------------------------------------------- missing translations


def test_a_missing_translation_is_shown_in_its_language_and_says_so(stage: Stage) -> None:
    record = fact({"en": "Canada pledged {value}."}, quantity=amount("1200", "persons"), id="x")
    stage.needs = {"some": (Chosen(record),)}
    composed = stage.composed(ALL, "ar-IQ")
    (original, *rest) = span_of(composed.document).children
    assert isinstance(original, Span)
    assert (original.lang, original.direction, original.role) == ("en", "ltr", "original")
    assert plain(original.children) == "Canada pledged 1,200."
    assert plain(rest) == " (باللغة الإنجليزية)"
    (problem,) = composed.problems
    assert problem.what == "A statement has no text in Arabic and is shown in English."
    assert problem.where.record == "x"
    assert problem.severity is Severity.WARNING


def test_a_missing_translation_can_be_left_out_with_a_warning(stage: Stage) -> None:
    stage.brief = replace(stage.brief, missing_translation="omit")
    stage.needs = {"some": (Chosen(fact({"en": "X."})), Chosen(fact({"fr": "Y."})))}
    composed = stage.composed(ALL, "fr-CA")
    assert text_of(composed.document) == "Y."
    (problem,) = composed.problems
    assert problem.what == "A statement has no text in French and was left out."


def test_a_missing_translation_can_refuse_the_brief_naming_every_statement(stage: Stage) -> None:
    stage.house = house(fallback="refuse")
    stage.needs = {"some": (Chosen(fact({"en": "X."}, id="a")), Chosen(fact({"en": "Y."}, id="b")))}
    problems = stage.problems(ALL, "fr-CA")
    assert [p.where.record for p in problems] == ["a", "b"]
    assert {p.what for p in problems} == {"A statement has no text in French."}


def test_a_sentence_that_is_left_out_leaves_no_call_of_a_note(stage: Stage) -> None:
    stage.brief = replace(stage.brief, missing_translation="omit")
    stage.needs = {"some": (Chosen(fact({"en": "X."})), Chosen(fact({"fr": "Y."})))}
    items = "{% for f in facts.some %}<li>{{ f|statement(cite=true) }}</li>{% endfor %}"
    document = stage.document(f"<ul>{items}</ul>", "fr-CA")
    (block,) = document.blocks
    assert isinstance(block, ListBlock)
    assert len(block.items) == 1
    assert len(document.notes) == 1


def test_a_quotation_is_never_given_through_a_translation(stage: Stage) -> None:
    text = {"fr": LocalText({"other": "Traduit."}, TextState.REVIEWED)}
    record = replace(fact("", kind=Kind.QUOTE), text=text, original_language="ar")
    stage.needs = {"some": (Chosen(record),)}
    composed = stage.composed(ALL, "en-CA")
    assert composed.document.blocks == ()
    assert [p.code for p in composed.problems] == ["text-not-translated-omitted"]


def test_a_stale_translation_is_refused_where_gaps_are(stage: Stage) -> None:
    stage.brief = replace(stage.brief, missing_translation="refuse")
    text = {"en": LocalText({"other": "X."}, TextState.STALE)}
    stage.needs = {"some": (Chosen(replace(fact(""), text=text)),)}
    (problem,) = stage.problems(ALL)
    assert problem.what == "The text in English was made from wording that has changed since."


def test_the_original_language_is_preferred_to_another_translation(stage: Stage) -> None:
    record = replace(
        fact(""),
        text={
            "en": LocalText({"other": "Translated."}, TextState.REVIEWED),
            "fr": LocalText({"other": "Originel."}, TextState.ORIGINAL),
        },
    )
    assert said(stage, record, "ar-IQ").startswith("Originel")


DOUBTS = {
    TextState.STALE: (
        "[translation out of date]",
        "The text in English was made from wording that has changed since",
    ),
    TextState.MACHINE: (
        "[machine translation]",
        "The text in English is an unchecked machine translation",
    ),
    TextState.DRAFT: (
        "[text not reviewed]",
        "The text in English is a draft that nobody has reviewed",
    ),
}
doubted = pytest.mark.parametrize("state", list(DOUBTS))


def under(state: TextState, verdict: str) -> dict[str, Any]:
    """The policy that a text in this state gets a verdict."""
    return {f"{state.value}_translation": verdict}


def doubtful(state: TextState, **fields: Any) -> Fact:
    """A fact whose French original is sound and whose English text is in a state."""
    texts = {
        "en": LocalText({"other": "X."}, state),
        "fr": LocalText({"other": "Originel."}, TextState.ORIGINAL),
    }
    return replace(fact("", id="x"), text=texts, original_language="fr", **fields)


@doubted
@pytest.mark.parametrize("draft", [True, False])
def test_a_doubtful_text_prints_marked_in_drafts_and_in_clean_documents(
    stage: Stage, state: TextState, draft: bool
) -> None:
    mark, what = DOUBTS[state]
    stage.brief = replace(stage.brief, draft=draft)
    stage.needs = {"some": (Chosen(doubtful(state)),)}
    composed = stage.composed(ALL)
    assert text_of(composed.document) == f"X. {mark}"
    assert [(p.what, p.severity) for p in composed.problems] == [(f"{what}.", Severity.WARNING)]


@doubted
def test_the_original_can_stand_in_for_a_doubtful_text(stage: Stage, state: TextState) -> None:
    stage.brief = replace(stage.brief, **under(state, "show"))
    stage.needs = {"some": (Chosen(doubtful(state)),)}
    composed = stage.composed(ALL)
    assert text_of(composed.document) == "Originel. (in French)"
    (problem,) = composed.problems
    assert problem.what == f"{DOUBTS[state][1]}; the statement is shown in French."


@doubted
def test_a_doubtful_text_can_be_left_out_and_is_listed(stage: Stage, state: TextState) -> None:
    stage.house = house(**under(state, "omit"))
    stage.needs = {"some": (Chosen(doubtful(state)), Chosen(fact("Sound.")))}
    items = "{% for f in facts.some %}<li>{{ f|statement(cite=true) }}</li>{% endfor %}"
    listed = "{% for f in left_out() %}<li>{{ f.id }} {{ f|source_title }}</li>{% endfor %}"
    composed = stage.composed(f"<ul>{items}</ul><ol>{listed}</ol>")
    (problem,) = composed.problems
    assert problem.what == f"{DOUBTS[state][1]}; the statement was left out."
    assert (problem.where.record, problem.severity) == ("x", Severity.WARNING)
    said = dump(composed.document)
    assert "x “Canada in Iraq”" in said.replace('"', "")
    assert "X." not in said


@doubted
def test_a_doubtful_text_can_refuse_the_brief(stage: Stage, state: TextState) -> None:
    stage.brief = replace(stage.brief, **under(state, "refuse"))
    stage.needs = {"some": (Chosen(doubtful(state)),)}
    (problem,) = stage.problems(ALL)
    assert problem.what == f"{DOUBTS[state][1]}."
    assert problem.severity is Severity.ERROR


@doubted
def test_a_quotation_that_may_not_print_in_translation_is_given_in_its_own_words(
    stage: Stage, state: TextState
) -> None:
    stage.brief = replace(stage.brief, **under(state, "show"))
    spoken = doubtful(state, kind=Kind.QUOTE)
    stage.needs = {"some": (Chosen(spoken),)}
    assert text_of(stage.document(ALL)) == "Originel. (in French)"
    back = replace(
        spoken,
        original_language="ar",
        text={**spoken.text, "fr": LocalText({"other": "Traduit."}, TextState.REVIEWED)},
    )
    stage.needs = {"some": (Chosen(back),)}
    composed = stage.composed(ALL)
    assert composed.document.blocks == ()
    assert [p.code for p in composed.problems] == [f"text-{state.value}-omitted"]


def test_the_order_decides_before_the_house(stage: Stage) -> None:
    stage.house = house(stale_translation="refuse", fallback="refuse")
    stage.brief = replace(stage.brief, stale_translation="mark", missing_translation="omit")
    stage.needs = {"some": (Chosen(doubtful(TextState.STALE)), Chosen(fact({"fr": "Y."})))}
    composed = stage.composed(ALL)
    assert text_of(composed.document) == "X. [translation out of date]"


def test_a_draft_that_was_overtaken_follows_the_stricter_rule(stage: Stage) -> None:
    texts = doubtful(TextState.STALE).text
    stale = replace(texts["en"], before=TextState.MACHINE)
    record = replace(doubtful(TextState.STALE), text={**texts, "en": stale})
    stage.needs = {"some": (Chosen(record),)}
    assert text_of(stage.document(ALL)) == "X. [translation out of date] [machine translation]"
    stage.brief = replace(stage.brief, machine_translation="omit")
    composed = stage.composed(ALL)
    assert [p.code for p in composed.problems] == ["text-machine-omitted"]


def test_a_translation_that_may_not_print_stands_in_for_nothing(stage: Stage) -> None:
    texts = {"en": LocalText({"other": "X."}, TextState.DRAFT)}
    record = replace(fact("", id="x"), text=texts, original_language="ar")
    stage.needs = {"some": (Chosen(record),)}
    shown = text_of(stage.document(ALL, "fr-CA"))
    assert shown == "X. (en anglais) [texte non révisé]"
    stage.brief = replace(stage.brief, draft_translation="omit")
    assert stage.document(ALL, "fr-CA").blocks == ()


# ---------------------------------------------------------------- the house's words


def test_terms_follow_the_house_and_official_names_keep_their_spelling(stage: Stage) -> None:
    words = {"fr": "La mission OTAN en Iraq aide l'Iraq."}
    assert said(stage, fact(words), "fr-CA") == "La mission OTAN en Iraq aide l’Irak."
    stage.house = house(terms={"iraq": {"fr": "Iraq"}})
    assert said(stage, fact({"fr": "L'Irak et l'Irakien."}), "fr-CA") == "L’Iraq et l’Irakien."


def test_sentences_get_national_punctuation(stage: Stage) -> None:
    assert said(stage, fact({"fr": "Elle dit : « oui »."}), "fr-CA") == (
        "Elle dit\u00a0: «\u00a0oui\u00a0»."
    )


# ---------------------------------------------------------------- text is never markup


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_of_a_fact_arrives_as_text(
    tmp_path_factory: pytest.TempPathFactory, raw: str
) -> None:
    text = clean_text(raw).text
    if not text or "'" in text or "{" in text:
        return
    stage = Stage(tmp_path_factory.getbasetemp() / "templates")
    stage.needs = {"some": (Chosen(fact({"ar": text})),)}
    template = "<p>before {% for f in facts.some %}{{ f|statement }}{% endfor %} after</p>"
    (block,) = stage.document(template, "en-CA").blocks
    assert isinstance(block, Paragraph)
    span = block.children[1]
    assert isinstance(span, Span)
    original = span.children[0]
    assert isinstance(original, Span)
    shown = plain(original.children)
    from generator.localisation import Localiser

    whole = Localiser.for_house("ar-IQ", stage.house).punctuate(text)
    assert shown in (whole, whole[:-1])
    assert plain(block.children).startswith("before ")
    assert plain(block.children).endswith(" after")


def test_no_hostile_string_becomes_markup(shared: Path, stage: Stage) -> None:
    import json

    lines = (shared / "hostile" / "strings" / "strings.jsonl").read_text("utf-8").splitlines()
    tried = 0
    for row in map(json.loads, lines):
        try:
            text = clean_text(row["text"]).text
        except ValueError:
            assert row["expect"] in ("reject", "reject-or-clean", "bounded", "literal"), row["id"]
            continue
        if not text or "{" in text:
            continue
        tried += 1
        record = fact({"en": text, "fr": text, "ar": text})
        raw = "<p>{% for f in facts.some %}{{ f|statement }}{% endfor %}</p><p>{{ f }}</p>"
        template = raw.replace("{{ f }}", "{{ brief.number }}")
        stage.brief = replace(stage.brief, number=text)
        stage.needs = {"some": (Chosen(record),)}
        first, second = stage.document(template).blocks
        assert isinstance(first, Paragraph)
        assert isinstance(second, Paragraph)
        assert plain(first.children).replace("’", "'") == text.replace("’", "'"), row["id"]
        assert plain(second.children) == text, row["id"]
        kinds = {type(child) for block in (first, second) for child in block.children}
        assert kinds <= {Span, Text}, row["id"]
    assert tried > 40


def test_slots_in_validity(stage: Stage) -> None:
    record = fact("Since {from}.", validity=Validity(parse_interval("2018/..")))
    assert said(stage, record) == "Since 2018."
