from __future__ import annotations

import pytest

from generator.facts import slots
from generator.facts.dates import parse_edtf, parse_interval
from generator.facts.model import Fact, Kind, Moment, Origin, Period, Validity
from generator.problems import Severity
from tests.unit.facts.builder import Workspace, fact

NO_END = Validity()


def codes_of(workspace: Workspace, content: str) -> list[tuple[str, str | None]]:
    workspace.facts(content)
    workspace.read()
    return [(p.code, p.where.field) for p in workspace.findings]


@pytest.mark.parametrize(
    ("lines", "en", "fr"),
    [
        (("value: 1200", "unit: persons"), "Up to {value} people.", "Jusqu'à {value} personnes."),
        (("value: 1200", "unit: persons"), "Up to 1,200 people.", "Jusqu'à 1\u202f200 personnes."),
        (("value: 3", "unit: years"), "A three-year plan.", "Un plan de trois ans."),
        (
            ("value: 4000000000", "unit: currency", "currency: CAD"),
            "More than 4 billion.",
            "Plus de 4 milliards.",
        ),
        (("date: 2016-06",), "In June 2016 it was.", "En juin 2016, il fut."),
        (("date: 2022-01-20",), "On 20 January 2022.", "Le 20 janvier 2022."),
        (("period: 2011/2014",), "For 2011-2014.", "De 2011 à 2014."),
        ((), "Petition 441-00155 and resolution 71/130.", "Pétition 441-00155, résolution 71/130."),
        ((), "The G7 and Mi-17.", "Le G7 et le Mi-17."),
        ((), "Braces {x}, {{ 7*7 }} and {0} are text.", "{x} aussi."),
    ],
)
def test_texts_that_agree_with_their_fields_are_silent(
    workspace: Workspace, lines: tuple[str, ...], en: str, fr: str
) -> None:
    en = en.replace("it was", "something was")
    fr = fr.replace("il fut", "quelque chose fut")
    assert codes_of(workspace, fact(*lines, en=en, fr=fr)) == []


@pytest.mark.parametrize(
    ("lines", "en", "fr", "expected"),
    [
        (
            ("value: 1200", "unit: persons"),
            "Up to 1,300 people.",
            "Jusqu'à 1 300 personnes.",
            {"text-number-differs"},
        ),
        (
            ("value: 1200", "unit: persons"),
            "Up to 1,200 people.",
            "Jusqu'à 1 300 personnes.",
            {"text-number-differs", "text-numbers-disagree"},
        ),
        (
            ("value: 3", "unit: years"),
            "A four-year plan.",
            "Un plan de trois ans.",
            {"text-value-absent"},
        ),
        (
            ("date: 2016-07",),
            "In June 2016 something was.",
            "En juin 2016, ce fut.",
            {"text-number-differs"},
        ),
        (("date: 2016",), "Since 2017.", "Depuis 2017.", {"text-number-differs"}),
        ((), "Since 2017.", "Depuis 2017.", {"text-number-loose"}),
        ((), "Since {from}.", "Depuis {from}.", {"slot-empty"}),
        (("date: 2017",), "In {dat}.", "En {date}.", {"slot-misspelt"}),
        ((), "They agreed.", "Les deux sont d'accord.", {"text-pointing"}),
        ((), "The two agreed.", "Elles sont d'accord.", {"text-pointing"}),
    ],
)
def test_texts_that_say_something_else_are_told(
    workspace: Workspace, lines: tuple[str, ...], en: str, fr: str, expected: set[str]
) -> None:
    found = codes_of(workspace, fact(*lines, en=en, fr=fr))
    assert {code for code, _ in found} == expected
    assert all(field and field.startswith("text") for _, field in found)


@pytest.mark.parametrize("word", ["dat", "Date", "valeu", "vlaue", "perod"])
def test_a_misspelt_slot_is_an_error_for_it_would_be_printed(
    workspace: Workspace, word: str
) -> None:
    codes_of(workspace, fact("date: 2017", en=f"In {{{word}}}.", fr="En {date}."))
    assert [(p.code, p.severity) for p in workspace.findings] == [("slot-misspelt", Severity.ERROR)]


def test_other_words_in_braces_are_only_warned_of(workspace: Workspace) -> None:
    codes_of(workspace, fact(en="Dear {name}.", fr="Bonjour {name}."))
    found = {(p.code, p.severity) for p in workspace.findings}
    assert found == {("slot-unknown", Severity.WARNING)}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ('Canada spoke in {date}."', Severity.ERROR),
        ('Canada spoke."', Severity.WARNING),
        ("Canada spoke.'", Severity.WARNING),
    ],
)
def test_a_lost_opening_quote_is_told(workspace: Workspace, text: str, severity: Severity) -> None:
    record = (
        f"- id: one\n  kind: position\n  countries: [IRQ]\n  date: 2017\n  text:\n    en: {text}\n"
    )
    codes_of(workspace, record + '    fr: "Le Canada."\n')
    found = [(p.code, p.severity, p.where.line) for p in workspace.findings]
    assert ("yaml-quote-lost", severity, 6) in found


def test_quotes_that_are_balanced_are_not_told(workspace: Workspace) -> None:
    record = "- id: one\n  kind: position\n  countries: [IRQ]\n  text:\n"
    workspace.facts(record + '    en: Canada said "no"\n    fr: Le Canada a dit "non"\n')
    workspace.read()
    assert workspace.codes == []


@pytest.mark.parametrize(
    ("en", "fr"),
    [
        ("Many left when the article appeared.", "Beaucoup sont partis."),
        ("During the visit two officials met.", "Deux responsables se sont vus."),
        ("Many left.", "Beaucoup sont partis à la date de l'article."),
        ("Many left.", "Pendant la visite, deux responsables se sont vus."),
        ("Many left.", "Le communiqué ne dit rien."),
    ],
)
def test_a_document_that_only_the_writer_has_before_him_is_told(
    workspace: Workspace, en: str, fr: str
) -> None:
    found = codes_of(workspace, fact(en=en, fr=fr))
    assert [code for code, _ in found] == ["text-unnamed"]
    assert workspace.errors == []


def test_the_same_is_told_of_arabic(workspace: Workspace) -> None:
    source = workspace.root / "sources/page/source.toml"
    source.write_text(source.read_text().replace('"fr"]', '"fr", "ar"]', 1))
    plain = fact("date: 2016", en="In {date}.", fr="En {date}.")

    def found(arabic: str) -> list[tuple[str, str | None]]:
        return codes_of(workspace, plain.replace("  date:", f'    ar: "{arabic}"\n  date:'))

    assert found("كانوا نازحين عند نشر المقال.") == [("text-unnamed", "text.ar")]
    assert found("التقى المسؤولون خلال الزيارة.") == [("text-unnamed", "text.ar")]
    assert found("يصف مقال صحفي الزيارة الرسمية.") == []


def test_a_document_that_is_named_is_sound(workspace: Workspace) -> None:
    english = "The release of prisoners and the visit to Erbil are known."
    french = "L'article de presse et la visite du ministre sont connus."
    assert codes_of(workspace, fact(en=english, fr=french)) == []


def test_french_impersonal_sentences_point_nowhere(workspace: Workspace) -> None:
    assert codes_of(workspace, fact(fr="Il s'est passé du temps.")) == []
    assert codes_of(workspace, fact(fr="Il y a du temps.")) == []


def test_arabic_digits_and_months_are_compared_too(workspace: Workspace) -> None:
    source = workspace.root / "sources/page/source.toml"
    source.write_text(source.read_text().replace('"fr"]', '"fr", "ar"]', 1))
    record = fact(
        "date: 2016-06", "value: 44", "unit: days", en="{value} in {date}.", fr="{value}, {date}."
    )
    arabic = '    ar: "مرّ ٤٥ يوماً في حزيران/يونيو ٢٠١٦."\n'
    found = codes_of(workspace, record.replace("  date:", arabic + "  date:"))
    assert ("text-number-differs", "text.ar") in found
    assert all(field == "text.ar" for _, field in found)
    assert "45" in next(iter(workspace.findings)).what
    correct = arabic.replace("٤٥", "٤٤")
    assert codes_of(workspace, record.replace("  date:", correct + "  date:")) == []


def test_a_missing_language_is_a_notice(workspace: Workspace) -> None:
    workspace.facts("- {id: one, kind: context, countries: [IRQ], text: {en: A.}}\n")
    workspace.read()
    assert workspace.codes == ["text-missing"]
    assert workspace.errors == []


def _fact(moment: Moment, validity: Validity = NO_END) -> Fact:
    origin = Origin("page", "page", {})
    return Fact(
        "one", Kind.EVENT, ("IRQ",), {}, origin, "UNCLASSIFIED", moment=moment, validity=validity
    )


def test_slots_are_filled_from_the_period_or_else_the_validity() -> None:
    valid = Validity(parse_interval("2022-01/.."))
    assert slots.filled_by(_fact(Moment(), valid)) == {"from"}
    assert slots.filled_by(_fact(Moment(period=parse_interval("2011/2014")), valid)) == {
        "period",
        "from",
        "to",
    }
    assert slots.filled_by(_fact(Moment(date=parse_edtf("2024")))) == {"date"}
    assert slots.span(_fact(Moment(), Validity(Period()))) == Period()


def test_only_known_words_in_braces_are_slots() -> None:
    text = "%s {0} {x} $x ${x} {value} {{ date }} {Date}"
    assert slots.used(text) == ("value",)
    assert (
        "".join(part if sort == "text" else f"{{{part}}}" for sort, part in slots.split(text))
        == text
    )
