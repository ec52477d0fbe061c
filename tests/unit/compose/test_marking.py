"""The banner of a document, worded as its house's scheme has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.tree import Span, Text
from generator.document.walk import plain
from generator.house import Level, MarkingScheme
from generator.house.marking import Caveat
from tests.unit.compose.stage import Stage

FIXED = MarkingScheme(
    (Level("UNCLASSIFIED"), Level("SECRET")),
    translated=False,
    handling="free",
    caveats=(Caveat("RECIPIENTS ONLY"), Caveat("UK EYES ONLY", least="SECRET")),
)
WORDED = MarkingScheme(
    (Level("UNCLASSIFIED", {"en": "OPEN", "fr": "OUVERT", "ar": "مفتوح"}),),
    handling="listed",
    caveats=(Caveat("EYES ONLY", {"en": "EYES ONLY", "fr": "À LIRE", "ar": "للاطلاع فقط"}),),
)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.write("<p>x</p>")
    return made


def marked(stage: Stage, scheme: MarkingScheme, *handling: dict[str, str]) -> Stage:
    stage.house = replace(stage.house, marking=scheme)
    stage.brief = replace(stage.brief, handling=handling)
    return stage


def banner(stage: Stage, language: str) -> str:
    return plain(stage.document(language=language).furniture.banner)


@pytest.mark.parametrize("language", ["en-CA", "fr-CA", "ar-IQ", "zh-CN"])
def test_a_label_that_is_never_translated_is_the_levels_name(stage: Stage, language: str) -> None:
    composed = marked(stage, FIXED, {"": "RECIPIENTS ONLY"}).composed(language=language)
    furniture = composed.document.furniture
    assert (furniture.marking, furniture.marking_lang) == ("UNCLASSIFIED", "en")
    assert furniture.handling == (Text(" – "), Text("RECIPIENTS ONLY"))
    assert not [problem for problem in composed.problems if "marking" in problem.values]


def test_a_caveat_is_printed_in_the_words_of_the_language(stage: Stage) -> None:
    marked(stage, WORDED, {"": "EYES ONLY"})
    shown = {tag: banner(stage, tag) for tag in ("en-CA", "fr-CA", "ar-IQ")}
    assert shown == {
        "en-CA": "OPEN – EYES ONLY",
        "fr-CA": "OUVERT – À LIRE",
        "ar-IQ": "مفتوح – للاطلاع فقط",
    }


def test_words_of_the_orders_own_are_isolated_beside_a_label(stage: Stage) -> None:
    marked(stage, FIXED, {"en": "Desk only", "ar": "للمكتب فقط"})
    arabic = stage.document(language="ar-IQ").furniture
    assert arabic.handling[1] == Span((Text("للمكتب فقط"),), "ar", "rtl")
    assert stage.document().furniture.handling[1] == Text("Desk only")
    french = stage.composed(language="fr-CA")
    assert french.document.furniture.handling[1] == Text("Desk only")
    (told,) = [p for p in french.problems if p.values.get("words") == "handling"]
    assert told.values["shown"] == "English"


def test_a_caveat_does_not_go_with_a_level_below_its_own(stage: Stage) -> None:
    (problem,) = marked(stage, FIXED, {"": "UK EYES ONLY"}).problems()
    assert problem.what == (
        "The order adds “UK EYES ONLY” to the marking, which goes with SECRET or above in the "
        "scheme “canada”; the brief is UNCLASSIFIED."
    )


def test_the_lowest_level_stays_unmarked_unless_something_is_added(stage: Stage) -> None:
    unmarked = replace(FIXED, lowest="omit")
    assert banner(marked(stage, unmarked), "en-CA") == ""
    document = stage.document()
    assert document.properties.marking == "UNCLASSIFIED"
    marked(stage, unmarked, {"": "RECIPIENTS ONLY"})
    assert banner(stage, "en-CA") == "UNCLASSIFIED – RECIPIENTS ONLY"


def test_a_draft_may_do_without_its_word_across_the_page(stage: Stage) -> None:
    assert stage.document().furniture.across == "DRAFT"
    stage.brief = replace(stage.brief, watermark=False)
    furniture = stage.document().furniture
    assert (furniture.draft, furniture.across) == ("DRAFT", "")
