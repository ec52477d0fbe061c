"""Marking schemes: those that come with the program, those of a workspace, and a house's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.editions.names import file_name_trouble
from generator.house import HouseStyle, Level, MarkingScheme
from generator.house.colours import TEXT_CONTRAST, contrast
from generator.house.read import read_house
from generator.house.scheme_files import scheme_names
from generator.problems import Findings, Problem

LANGUAGES = {"ar", "de", "en", "es", "fa", "fr", "he", "pt", "ru", "tr", "ur", "zh"}
SCHEMES = ("canada", "tlp", "uk", "un", "us")


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A house style that a test may change; it names no scheme yet."""
    folder = tmp_path / "templates" / "house" / "ours"
    shutil.copytree(root / "templates" / "house" / "canada", folder)
    return folder


def marked(folder: Path, marking: str) -> tuple[HouseStyle | None, list[Problem], int]:
    """The house with this ``[marking]``, its problems, and the line the group starts on."""
    toml = folder / "house.toml"
    text = toml.read_text("utf-8")
    start, end = text.index("[marking]"), text.index("[digits]")
    toml.write_text(f"{text[:start]}[marking]\n{marking}\n\n{text[end:]}", "utf-8")
    findings = Findings()
    house = read_house(folder, findings)
    return house, list(findings), text[:start].count("\n") + 1


def sound(folder: Path, marking: str) -> MarkingScheme:
    house, problems, _ = marked(folder, marking)
    assert problems == []
    assert house is not None
    return house.marking


def test_five_schemes_come_with_the_program(folder: Path) -> None:
    assert scheme_names(folder) == SCHEMES


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_is_worded_for_every_language_or_for_none(folder: Path, name: str) -> None:
    scheme = sound(folder, f'scheme = "{name}"')
    assert scheme.name == name
    labels = [one.label for one in scheme.levels] + [one.label for one in scheme.caveats]
    for label in labels:
        assert set(label) == (LANGUAGES if scheme.translated else set())


def test_the_schemes_say_place_size_and_what_is_optional(folder: Path) -> None:
    found = {name: sound(folder, f'scheme = "{name}"') for name in SCHEMES}
    assert {name: scheme.position for name, scheme in found.items()} == {
        "canada": "top-right",
        "tlp": "top-bottom-right",
        "uk": "top-bottom-center",
        "un": "top-bottom-center",
        "us": "top-bottom-center",
    }
    assert found["tlp"].size == 12
    assert [name for name, scheme in found.items() if scheme.translated] == ["canada", "un"]
    assert [name for name, scheme in found.items() if scheme.portions] == ["us"]
    assert all(scheme.capitals and scheme.lowest == "print" for scheme in found.values())


def test_the_traffic_light_protocol_has_its_labels_and_colours(folder: Path) -> None:
    scheme = sound(folder, 'scheme = "tlp"')
    colours = {level.name: (level.colour, level.background) for level in scheme.levels}
    assert colours == {
        "TLP:CLEAR": ("#ffffff", "#000000"),
        "TLP:GREEN": ("#33ff00", "#000000"),
        "TLP:AMBER": ("#ffc000", "#000000"),
        "TLP:AMBER+STRICT": ("#ffc000", "#000000"),
        "TLP:RED": ("#ff2b2b", "#000000"),
    }
    assert all(contrast(*pair) >= TEXT_CONTRAST for pair in colours.values())


def test_the_american_portions_are_those_of_their_levels(folder: Path) -> None:
    levels = sound(folder, 'scheme = "us"').levels
    assert [level.portion for level in levels] == ["U", "CUI", "C", "S", "TS"]


def test_a_house_may_leave_the_lowest_level_unmarked_where_its_scheme_lets_it(
    folder: Path,
) -> None:
    scheme = sound(folder, 'scheme = "uk"\nlowest = "omit"')
    assert [scheme.is_printed(level.name) for level in scheme.levels] == [False, True, True, True]
    _, (problem,), start = marked(folder, 'scheme = "canada"\nlowest = "omit"')
    assert problem.what == (
        "The house style leaves “UNCLASSIFIED” unmarked, and the marking scheme “canada” has "
        "every level printed."
    )
    assert problem.where.line == start + 2


def test_a_house_may_take_other_colours_that_can_be_read(folder: Path) -> None:
    text = 'scheme = "uk"\n[marking.colours.SECRET]\ncolour = "#ffffff"\nbackground = "#B00000"'
    level = sound(folder, text).level("SECRET")
    assert (level.colour, level.background) == ("#ffffff", "#b00000")


def test_a_scheme_of_the_workspace_stands_before_ours(folder: Path) -> None:
    own = folder.parent.parent / "marking" / "uk.toml"
    own.parent.mkdir()
    own.write_text('position = "top-center"\ntranslated = false\n[[levels]]\nname = "OPEN"\n')
    scheme = sound(folder, 'scheme = "uk"')
    assert [level.name for level in scheme.levels] == ["OPEN"]
    own.write_text('position = "top-center"\ntranslated = false\n[[levels]]\nnam = "OPEN"\n')
    house, (problem,), _ = marked(folder, 'scheme = "uk"')
    assert house is None
    assert (problem.where.file, problem.where.line) == ("templates/marking/uk.toml", 4)


OWN = 'position = "top-center"\n[[marking.levels]]\nname = "OPEN"\nlabel.en = "OPEN"\n'


def test_a_house_may_write_its_levels_itself(folder: Path) -> None:
    scheme = sound(folder, OWN)
    assert (scheme.name, scheme.position, scheme.translated) == ("", "top-center", True)


@pytest.mark.parametrize(
    ("marking", "code", "line"),
    [
        ('scheme = "tpl"', "house-marking-unknown", 1),
        ('scheme = "../house/canada/house"', "code-id", 1),
        ('scheme = "uk"\nposition = "top-right"', "house-marking-clash", 2),
        ('scheme = "uk"\n[[marking.levels]]\nname = "OPEN"', "house-marking-clash", 2),
        ('scheme = "tlp"\nsize = 11.5', "house-marking-size", 2),
        ('scheme = "uk"\nsize = 72', "house-marking-points", 2),
        ('scheme = "tlp"\n[marking.colours."TLP:WHITE"]\ncolour = "#ffffff"',
         "house-marking-level", 2),
        ('scheme = "tlp"\n[marking.colours."TLP:RED"]\ncolour = "#661111"',
         "house-marking-contrast", 3),
        ('scheme = "tlp"\n[marking.colours."TLP:RED"]\nbackground = "#ffffff"',
         "house-marking-contrast", 3),
        ('scheme = "uk"\n[marking.colours.SECRET]\ncolour = "red"', "house-colour-form", 3),
        ('scheme = "uk"\n[marking.colours.SECRET]\nbackground = "#000000"', "field-missing", 2),
        ('scheme = "uk"\nlevls = 1', "house-marking-clash", 2),
        (OWN.replace("top-center", "top-left"), "choice-near", 1),
        (OWN + '[[marking.levels]]\nname = "OPEN"\nlabel.en = "O"', "house-level-twice", 6),
        ("portions = true\n" + OWN, "field-missing", 3),
        ("capitals = true\n" + OWN.replace('en = "OPEN"', 'en = "Open"'),
         "house-marking-capitals", 5),
        ("translated = false\n" + OWN, "house-marking-label", 5),
        ('levels = ["SECRET"]', "house-level-form", 1),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(folder: Path, marking: str, code: str, line: int) -> None:
    house, problems, start = marked(folder, marking)
    assert house is None
    found = {problem.code: problem for problem in problems}
    assert code in found, problems
    assert found[code].where.file == "templates/house/ours/house.toml"
    assert found[code].where.line == start + line


def test_an_unknown_scheme_is_told_with_those_there_are(folder: Path) -> None:
    _, (problem,), _ = marked(folder, 'scheme = "canda"')
    assert problem.what == (
        "The house style names the marking scheme “canda”, and there is none of that name. "
        "Did you mean “canada”?"
    )
    assert problem.remedy.startswith("Name one of canada, tlp, uk, un, us, or")


names = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=90),
    min_size=1,
    max_size=6,
    unique=True,
)


@given(names)
@example(["LEVEL-2", "سري"])
def test_levels_stand_apart_in_file_names_of_every_system(levels: list[str]) -> None:
    scheme = MarkingScheme(tuple(Level(name) for name in levels))
    words = [scheme.in_file_names(name) for name in levels]
    assert len({word.casefold() for word in words}) == len(levels)
    for word in words:
        assert word.isascii()
        assert file_name_trouble(f"N_{word}_en.pdf") is None
