"""Adjectives of countries in templates: agreement by language, the house's form, and none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.tree import Paragraph, Section, Text
from generator.document.walk import plain
from generator.facts.model import FactBase, Term
from generator.problems import Severity
from tests.unit.compose.stage import Stage, house

LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")
IRAQ = Term(
    "iraq",
    {"en": ("Iraq",), "fr": ("Irak", "Iraq"), "ar": ("العراق",)},
    related={
        "fr": {
            "Irak": ("irakien", "irakienne", "irakiens", "irakiennes"),
            "Iraq": ("iraquien", "iraquienne", "iraquiens", "iraquiennes"),
        }
    },
)


class StageWithTerms(Stage):
    """A stage whose term for Iraq has its derived words."""

    def base(self) -> FactBase:
        """Everything known, and the term."""
        return replace(super().base(), terms={IRAQ.id: IRAQ})


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return StageWithTerms(tmp_path / "templates")


def printed(stage: Stage, expression: str, language: str = "en-CA") -> str:
    (block,) = stage.document(f"<p>x{{{{ {expression} }}}}</p>", language).blocks
    assert isinstance(block, Paragraph)
    return plain(block.children)[1:]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("'IRQ'|adjective", ("Iraqi", "irakien", "عراقي")),
        ("'IRQ'|adjective(gender='feminine')", ("Iraqi", "irakienne", "عراقية")),
        ("'IRQ'|adjective(plural=true)", ("Iraqi", "irakiens", "عراقية")),
        ("'IRQ'|adjective(gender='feminine', plural=true)", ("Iraqi", "irakiennes", "عراقية")),
        ("'IRQ'|adjective(definite=true)", ("Iraqi", "irakien", "العراقي")),
        ("brief.area|adjective(ar='feminine definite')", ("Iraqi", "irakien", "العراقية")),
        (
            "'KOR'|adjective(plural=true, fr='feminine plural', ar='definite')",
            ("South Korean", "sud-coréennes", "الكوري الجنوبي"),
        ),
        ("'LBN'|adjective(fr='feminine singular')", ("Lebanese", "libanaise", "لبناني")),
    ],
)
def test_forms_in_three_languages(
    stage: Stage, expression: str, words: tuple[str, str, str]
) -> None:
    for language, expected in zip(LANGUAGES, words, strict=True):
        assert printed(stage, expression, language) == expected


def test_cases_of_languages_that_have_them(stage: Stage) -> None:
    expression = (
        "'IRQ'|adjective(gender='feminine', de='neuter dative definite', ru='plural genitive')"
    )
    for language, expected in (
        ("fr-CA", "irakienne"),
        ("de-DE", "irakischen"),
        ("ru-RU", "иракских"),
    ):
        assert printed(stage, expression, language) == expected


def test_sentences_and_headings_of_a_note(stage: Stage) -> None:
    words = {
        "en-CA": (
            "The {{ 'IRQ'|adjective }} government and the {{ 'ZAF'|adjective }} forces",
            "The Iraqi government and the South African forces",
        ),
        "fr-CA": (
            "Le gouvernement {{ 'IRQ'|adjective }} et les forces "
            "{{ 'ZAF'|adjective(gender='feminine', plural=true) }}",
            "Le gouvernement irakien et les forces sud-africaines",
        ),
        "ar-IQ": (
            "الحكومة {{ 'IRQ'|adjective(gender='feminine', definite=true) }} والقوات "
            "{{ 'SYR'|adjective(plural=true, definite=true) }}",
            "الحكومة العراقية والقوات السورية",
        ),
    }
    for language, (written, expected) in words.items():
        text = f"<section><h2>{written}</h2><p>{written}.</p></section>"
        (section,) = stage.document(text, language).blocks
        assert isinstance(section, Section)
        (paragraph,) = section.blocks
        assert isinstance(paragraph, Paragraph)
        assert plain(section.heading.children) == expected
        assert plain(paragraph.children) == f"{expected}."


def test_in_its_own_script_it_is_text_like_the_words_around_it(stage: Stage) -> None:
    (block,) = stage.document("<p>{{ 'IRQ'|adjective }}</p>", "ar-IQ").blocks
    assert isinstance(block, Paragraph)
    assert block.children == (Text("عراقي"),)


@pytest.mark.parametrize(("form", "expected"), [("Irak", "irakiennes"), ("Iraq", "iraquiennes")])
def test_it_follows_the_form_of_the_house(stage: Stage, form: str, expected: str) -> None:
    stage.house = house(terms={"iraq": {"fr": form}})
    assert printed(stage, "'IRQ'|adjective(gender='feminine', plural=true)", "fr-CA") == expected


# ---------------------------------------------------------------- no adjective


def test_without_an_adjective_the_country_is_named_and_the_officer_told(stage: Stage) -> None:
    for language, name, words in (
        ("en-CA", "English", "of North Macedonia"),
        ("fr-CA", "French", "de la Macédoine du Nord"),
        ("ar-IQ", "Arabic", "مقدونيا الشمالية"),
    ):
        text = "<p>{{ 'MKD'|adjective }} {{ 'MKD'|adjective }}</p>"
        composed = stage.composed(text, language)
        (block,) = composed.document.blocks
        assert isinstance(block, Paragraph)
        assert plain(block.children) == f"{words} {words}"
        (problem,) = composed.problems
        assert problem.severity is Severity.WARNING
        assert str(problem.where) == "MKD"
        assert problem.what == (
            f"There is no adjective of MKD in {name}; “{words}” is printed in its place."
        )
        assert problem.remedy == (
            "Read the sentence. Where it does not hold, let the template ask has_adjective(…) "
            "and say it in another way."
        )


def test_what_stands_in_its_place_has_the_house_s_name_of_the_country(stage: Stage) -> None:
    stage.house = house(areas={"MKD": {"fr": "Macédoine du Nord (la)"}})
    assert "Macédoine du Nord (la)" in printed(stage, "'MKD'|adjective", "fr-CA")


def test_a_template_can_ask_first(stage: Stage) -> None:
    text = (
        "<p>{% for area in ['IRQ', 'MKD', 'MCO'] %}{% if has_adjective(area) %}"
        "{{ area|adjective }} {% else %}({{ of_area(area) }}) {% endif %}{% endfor %}</p>"
    )
    for language, expected in (
        ("en-CA", "Iraqi (of North Macedonia) Monegasque"),
        ("ar-IQ", "عراقي (مقدونيا الشمالية) (موناكو)"),
    ):
        composed = stage.composed(text, language)
        (block,) = composed.document.blocks
        assert isinstance(block, Paragraph)
        assert plain(block.children).strip() == expected
        assert composed.problems == ()


def test_the_guide_s_examples_work_as_they_stand(stage: Stage, root: Path) -> None:
    guide = (root / "docs" / "templates.md").read_text("utf-8")
    part = guide.split("### Adjectives of countries")[1].split("\n## ")[0]
    examples = [block.split("```")[0] for block in part.split("```jinja\n")[1:]]
    assert len(examples) == 2
    for language, expected in (
        ("en-CA", "The Iraqi government Iraqi forces The Iraqi government"),
        ("fr-CA", "The irakien government irakiennes forces The irakien government"),
        ("ar-IQ", "The العراقية government عراقية forces The العراقية government"),
    ):
        (block,) = stage.document(f"<p>{''.join(examples)}</p>", language).blocks
        assert isinstance(block, Paragraph)
        assert " ".join(plain(block.children).split()) == expected


# ---------------------------------------------------------------- wrong words


@pytest.mark.parametrize(
    ("expression", "what", "remedy"),
    [
        (
            "'IRQ'|adjective(gender='femenine')",
            "“femenine” is not a choice of gender. Did you mean “feminine”?",
            "Use one of: masculine, feminine.",
        ),
        (
            "'IRQ'|adjective(gender='neuter')",
            "“neuter” is not a choice of gender.",
            "Use one of: masculine, feminine.",
        ),
        (
            "'IRQ'|adjective(plural='no')",
            "“no” is not a choice of plural.",
            "Use one of: true, false.",
        ),
        (
            "'IRQ'|adjective(definite=1)",
            "“1” is not a choice of definite.",
            "Use one of: true, false.",
        ),
        (
            "'IRQ'|adjective(gendr='feminine')",
            "“gendr” is not a choice of adjective. Did you mean “gender”?",
            "Use one of: gender, plural, definite, ar, de, en, es, fr, pt, ru.",
        ),
        (
            "'IRQ'|adjective(ar='femenine definite')",
            "“femenine” is not a choice of ar. Did you mean “feminine”?",
            "Use one of: masculine, feminine, singular, plural, definite.",
        ),
        (
            "'IRQ'|adjective(fr='masculine feminine')",
            "“masculine feminine” is not a choice of fr.",
            "Use one of: masculine, feminine.",
        ),
        (
            "'IRQ'|adjective(fr='neuter')",
            "“neuter” is not a choice of fr.",
            "Use one of: masculine, feminine, singular, plural, definite.",
        ),
        (
            "'IRQ'|adjective(de='feminine dativ')",
            "“dativ” is not a choice of de. Did you mean “dative”?",
            "Use one of: masculine, feminine, neuter, singular, plural, definite, nominative, "
            "genitive, dative, accusative.",
        ),
        (
            "'IRQ'|adjective(ru='genitive dative')",
            "“genitive dative” is not a choice of ru.",
            "Use one of: nominative, genitive, dative, accusative, instrumental, prepositional.",
        ),
        ("'IRQ'|adjective(ar=true)", "“ar” cannot be used on yes or no.", "It takes words."),
        (
            "'IRQ'|adjective('feminine')",
            "“adjective” is given the wrong arguments: too many positional arguments.",
            "See “adjective” in the guide for template authors.",
        ),
        (
            "'irq'|adjective",
            "No person, organisation or country has the id “irq”. Did you mean “IRQ”?",
            "Correct the id, or add the record under sources/.",
        ),
        (
            "has_adjective('IRAQ')",
            "No person, organisation or country has the id “IRAQ”. Did you mean “IRQ”?",
            "Correct the id, or add the record under sources/.",
        ),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_words_are_named_with_their_line_in_every_language(
    stage: Stage, expression: str, what: str, remedy: str, language: str
) -> None:
    (problem,) = stage.problems(f"<p>\n{{{{ {expression} }}}}</p>", language)
    assert (problem.what, problem.remedy) == (what, remedy)
    assert (problem.where.line, str(problem.where).partition(",")[0][-13:]) == (2, "test/brief.j2")
