"""Items of lists whose English words are known have the name of the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose import itemnames
from generator.compose.itemnames import item_name
from generator.document.tree import Paragraph
from generator.document.walk import plain
from generator.facts.model import Listed
from generator.localisation.locale import resolve
from generator.localisation.localiser import Localiser
from tests.unit.compose.stage import Stage, needs
from tests.unit.compose.test_figures import figure

LANGUAGES = ("ar", "de", "es", "fa", "fr", "he", "pt", "ru", "tr", "ur", "zh")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")


def named(language: str, indicator: str, name: str) -> str | None:
    return item_name(Localiser(resolve(language)[0]), indicator, name)


@pytest.mark.parametrize(
    ("indicator", "name", "french", "arabic"),
    [
        ("people.religions", "Muslim", "musulmans", "مسلمون"),
        ("people.religions", "Roman Catholic", "catholiques romains", "روم كاثوليك"),
        ("people.religions", "none", "sans religion", "بلا دين"),
        ("people.religions", "not stated", "non précisé", "غير محدد"),
        ("people.religions", "other", "autres", "غير ذلك"),
        ("people.languages", "Pashto", "pachto", "البشتو"),
        ("people.languages", "Luxembourgish", "luxembourgeois", "اللكسمبورغية"),
        ("people.languages", "unspecified", "non précisé", "غير محدد"),
        ("people.ethnic-groups", "other", "autres", "غير ذلك"),
    ],
)
def test_what_is_known_by_its_very_words_is_named(
    indicator: str, name: str, french: str, arabic: str
) -> None:
    assert named("fr-CA", indicator, name) == french
    assert named("ar-IQ", indicator, name) == arabic


@pytest.mark.parametrize(
    ("indicator", "name"),
    [
        ("people.religions", "Vodoun"),
        ("people.religions", "Catholic Orthodox"),
        ("people.religions", "French"),
        ("people.languages", "Uzbeki"),
        ("people.languages", "Spanish only"),
        ("people.languages", "Muslim"),
        ("people.languages", "Creole"),
        ("people.ethnic-groups", "Malay"),
        ("people.ethnic-groups", "Jewish"),
        ("economy.exports.commodities", "other"),
    ],
)
def test_nothing_is_guessed(indicator: str, name: str) -> None:
    assert {named(language, indicator, name) for language in LANGUAGES} == {None}


def test_each_name_has_words_of_its_own_in_every_language() -> None:
    for language in LANGUAGES:
        localiser = Localiser(resolve(language)[0])
        known = (*itemnames._FOLLOWERS, *itemnames._REST)
        words = [localiser.pgettext(*one) for one in known]
        assert not {one[1] for one in known}.intersection(words), language


def faith(name: str, within: str = "", place: int = 1) -> Listed:
    return Listed(place, {"en": name}, within=within)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-CA", "Muslim (95.0%) and other (5.0%)"),
        ("fr-CA", "musulmans (95,0\u00a0%) et autres (5,0\u00a0%)"),
        ("ar-IQ", "مسلمون (95.0\u200e%\u200e) وغير ذلك (5.0\u200e%\u200e)"),
    ],
)
def test_a_list_that_is_known_whole_bears_no_mark(stage: Stage, language: str, words: str) -> None:
    stage.needs = needs(
        figure("a", "95", listed=faith("Muslim"), indicator="people.religions"),
        figure("b", "5", listed=faith("other", place=2), indicator="people.religions"),
    )
    (block,) = stage.document("<p>x{{ facts.some|itemised }}</p>", language).blocks
    assert isinstance(block, Paragraph)
    assert plain(block.children)[1:] == words


@pytest.mark.parametrize(
    ("name", "within", "words"),
    [
        ("Sunni", "Muslim", "musulmans\u00a0: sunnites (63,0\u00a0%)"),
        ("Zaidi", "Muslim", "Muslim: Zaidi (63,0\u00a0%)"),
        ("Sunni", "believers", "believers: Sunni (63,0\u00a0%)"),
    ],
)
def test_a_part_is_named_where_its_whole_is_too(
    stage: Stage, name: str, within: str, words: str
) -> None:
    part = figure("a", "63", listed=faith(name, within), indicator="people.religions")
    stage.needs = needs(part)
    (block,) = stage.document("<p>{{ facts.some[0]|statement }}</p>", "fr-CA").blocks
    assert isinstance(block, Paragraph)
    assert plain(block.children).endswith(words)
