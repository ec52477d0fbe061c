"""House styles are read whole or not at all, every mistake with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.house import HouseStyle
from generator.house.pictures import NO_FLAG, NO_MAP, with_flag, with_map
from generator.house.producers import Producers
from generator.house.read import read_house
from generator.house.word import WordOptions
from generator.problems import Findings, Problem


def style(root: Path, name: str) -> HouseStyle:
    findings = Findings()
    house = read_house(root / "templates" / "house" / name, findings)
    assert not list(findings)
    assert house is not None
    return house


@pytest.fixture
def changed(root: Path, tmp_path: Path) -> Path:
    """A copy of the Canadian style that a test may spoil."""
    folder = tmp_path / "templates" / "house" / "canada"
    shutil.copytree(root / "templates" / "house" / "canada", folder)
    return folder


def problems(folder: Path) -> dict[str, Problem]:
    findings = Findings()
    assert read_house(folder, findings) is None
    return {problem.code: problem for problem in findings}


def replace_in(path: Path, old: str, new: str) -> int:
    """Replace the first ``old``; the number of its line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_words_are_divided_in_named_languages(changed: Path) -> None:
    wrong = 'fallback = "show"\nhyphenation = ["de", "zh", "fr-CA"]'
    line = replace_in(changed / "house.toml", 'fallback = "show"', wrong) + 1
    findings = Findings()
    assert read_house(changed, findings) is None
    first, second = findings
    assert (first.code, first.where.line) == ("house-hyphenation", line)
    assert first.what == (
        "Entry 2 of hyphenation is “zh”; no dictionary divides the words of this language."
    )
    assert first.remedy.startswith("Take it out, or write one of af, be, bg, ca, ")
    assert second.what.startswith("Entry 3 of hyphenation is “fr-CA”")
    replace_in(changed / "house.toml", 'hyphenation = ["de", "zh", "fr-CA"]', "hyphenation = true")
    assert problems(changed)["code-language"].what == "“true” is not a language tag."


def test_the_canadian_style_holds_what_the_department_decided(root: Path) -> None:
    house = style(root, "canada")
    names = [level.name for level in house.marking.levels]
    assert names[0] == "UNCLASSIFIED"
    assert names[-1] == "TOP SECRET"
    assert house.marking.position == "top-right"
    assert house.paper == "letter"
    assert house.digits["ar"] == "latn"
    assert house.months["ar"] == "dual"
    assert house.terms["iraq"]["fr"] == "Irak"
    assert house.marking.levels[1].label["fr"] == "PROTÉGÉ A"
    assert "var(--house-accent)" in house.style_css


def test_the_united_nations_style_has_the_levels_of_its_bulletin(root: Path) -> None:
    house = style(root, "un")
    names = [level.name for level in house.marking.levels]
    assert names == ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY CONFIDENTIAL"]
    assert (house.paper, house.digits["ar"], house.months["ar"]) == ("a4", "arab", "dual")
    assert house.areas["TUR"]["fr"] == "Türkiye"
    assert set(house.organisation) == set(house.terms["iraq"])


def test_a_house_says_what_doubtful_translations_do(root: Path, changed: Path) -> None:
    plain = style(root, "canada")
    wanting = (plain.stale_translation, plain.draft_translation, plain.machine_translation)
    assert wanting == (None, "mark", "mark")
    more = (
        'stale_translation = "show"\ndraft_translation = "omit"\nmachine_translation = "refuse"\n'
    )
    replace_in(changed / "house.toml", 'fallback = "show"\n', f'fallback = "show"\n{more}')
    house = read_house(changed, Findings())
    assert house is not None
    wanting = (house.stale_translation, house.draft_translation, house.machine_translation)
    assert wanting == ("show", "omit", "refuse")
    replace_in(changed / "house.toml", 'draft_translation = "omit"', 'draft_translation = "hide"')
    assert list(problems(changed)) == ["choice-unknown"]


def test_a_house_chooses_how_its_word_files_are_made(root: Path, changed: Path) -> None:
    assert style(root, "canada").word == WordOptions()
    path = changed / "house.toml"
    text = f'{path.read_text("utf-8")}\n[word]\nnotes = "endnotes"\ncharts = "native"\n'
    path.write_text(text, "utf-8")
    house = read_house(changed, Findings())
    assert house is not None
    assert house.word == WordOptions(notes="endnotes", charts="native")
    line = replace_in(path, 'notes = "endnotes"', 'notes = "margin"')
    (problem,) = problems(changed).values()
    assert (problem.code, problem.where.line) == ("choice-unknown", line)


def test_the_neutral_style_is_a4_with_each_locales_digits(root: Path) -> None:
    house = style(root, "neutral")
    assert house.paper == "a4"
    assert "ar" not in house.digits
    assert house.marking.position == "top-center"
    assert house.marking.rank("RESTRICTED") == 1


def test_every_level_of_every_style_is_worded_in_twelve_languages(root: Path) -> None:
    for name in ("canada", "neutral", "un"):
        for level in style(root, name).marking.levels:
            assert set(level.label) >= {
                "ar",
                "de",
                "en",
                "es",
                "fa",
                "fr",
                "he",
                "pt",
                "ru",
                "tr",
                "ur",
                "zh",
            }


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('paper = "letter"', 'paper = "foolscap"', "choice-unknown"),
        ('muted = "#4f5a65"', 'muted = "grey"', "house-colour-form"),
        ('muted = "#4f5a65"', 'muted = "#a9b4c0"', "house-contrast"),
        ('latin = "Noto Sans"', 'latin = "Comic Sans"', "choice-near"),
        ('fallback = "show"', 'falback = "show"', "field-unknown-near"),
        ('ar = "dual"', 'ar = "lunar"', "choice-unknown"),
        ("[colours]", "[colors]", "field-unknown-near"),
        ("[terms.daesh]", "[terms.Daesh]", "house-name-key"),
        ("[terms.daesh]", "[areas.TR]", "house-name-key"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_style_is_not_used(
    changed: Path, old: str, new: str, code: str
) -> None:
    line = replace_in(changed / "house.toml", old, new)
    found = problems(changed)
    assert code in found
    where = found[code].where
    assert where.file == "templates/house/canada/house.toml"
    assert where.line == line


def test_a_house_may_name_countries_its_own_way(changed: Path) -> None:
    toml = changed / "house.toml"
    text = toml.read_text("utf-8")
    toml.write_text(text + '\n[areas.TUR]\nen = "Türkiye"\nfr = "Türkiye"\n', "utf-8")
    house = read_house(changed, Findings())
    assert house is not None
    assert house.areas == {"TUR": {"en": "Türkiye", "fr": "Türkiye"}}


@pytest.mark.parametrize(
    ("entry", "code"), [('en = ""', "field-empty"), ('english = "Iran"', "field-unknown")]
)
def test_a_mistake_in_a_name_is_told_once(changed: Path, entry: str, code: str) -> None:
    toml = changed / "house.toml"
    toml.write_text(f"{toml.read_text('utf-8')}\n[areas.IRN]\n{entry}\n", "utf-8")
    (problem,) = problems(changed).values()
    assert problem.code == code
    assert "use one of: ." not in problem.remedy


def test_a_style_sheet_that_fetches_is_refused(changed: Path) -> None:
    css = changed / "style.css"
    css.write_text(css.read_text("utf-8") + "\nh1 { background: url(http://x.invalid/a) }\n")
    found = problems(changed)["house-css-address"]
    assert found.where.file == "templates/house/canada/style.css"
    assert found.where.line == css.read_text("utf-8").count("\n")


def test_a_style_without_its_style_sheet_is_refused(changed: Path) -> None:
    (changed / "style.css").unlink()
    assert "file-unreadable" in problems(changed)


def test_a_level_must_be_a_group_of_fields(changed: Path) -> None:
    toml = changed / "house.toml"
    text = toml.read_text("utf-8")
    start, end = text.index("[marking]"), text.index("[digits]")
    toml.write_text(text[:start] + '[marking]\nlevels = ["SECRET"]\n\n' + text[end:], "utf-8")
    assert "house-level-form" in problems(changed)


def test_a_house_ranks_producers(root: Path, changed: Path) -> None:
    assert style(root, "canada").producers == Producers()
    ranking = """
[producers]
rank = ["cia", "world-bank"]
stands = "first"
confirmed = "all"

[producers.indicators]
"SP.POP.TOTL" = ["world-bank"]
"""
    with (changed / "house.toml").open("a", encoding="utf-8") as file:
        file.write(ranking)
    findings = Findings()
    house = read_house(changed, findings)
    assert not list(findings)
    assert house is not None
    expected = {"SP.POP.TOTL": ("world-bank",)}
    assert house.producers == Producers(("cia", "world-bank"), expected, "first", "all")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('stands = "newest"', 'stands = "first-one"', "choice-near"),
        ('rank = ["cia"]', 'rang = ["cia"]', "field-unknown-near"),
        ('rank = ["cia"]', 'rank = ["CIA"]', "code-id"),
        ('"SP.POP.TOTL" = ["cia"]', '"SP POP" = ["cia"]', "field-unknown"),
    ],
)
def test_mistakes_in_a_ranking_are_told(changed: Path, old: str, new: str, code: str) -> None:
    ranking = '[producers]\nrank = ["cia"]\nstands = "newest"\n[producers.indicators]\n'
    text = (ranking + '"SP.POP.TOTL" = ["cia"]\n').replace(old, new)
    with (changed / "house.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + text)
    assert code in problems(changed)


def test_maps_and_flags_are_off_unless_a_house_turns_them_on(root: Path) -> None:
    house = style(root, "canada")
    assert (house.map, house.flag) == (NO_MAP, NO_FLAG)


def test_a_house_may_say_how_its_maps_and_flags_are(changed: Path) -> None:
    with (changed / "house.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[map]\nshow = true\nboundaries = "visionscarto"\nframe = [38, 28.5, 50, 38]\n'
            '[map.disclaimer]\nen = "Not official."\n'
            '[flag]\nshow = true\n[flag.choices]\nAFG = "afg-republic"\n'
        )
    findings = Findings()
    house = read_house(changed, findings)
    assert house is not None, [p.what for p in findings]
    assert (house.map.show, house.map.boundaries) == (True, "visionscarto")
    assert house.map.frame == (38.0, 28.5, 50.0, 38.0)
    assert house.map.disclaimer == {"en": "Not official."}
    assert house.flag.choices == {"AFG": "afg-republic"}


def test_a_house_names_capitals_or_has_none_printed(changed: Path) -> None:
    with (changed / "house.toml").open("a", encoding="utf-8") as file:
        file.write('[capitals]\nISR = "none"\n[capitals.BOL]\nen = "Sucre"\n')
    findings = Findings()
    house = read_house(changed, findings)
    assert house is not None, [p.what for p in findings]
    assert house.capitals == {"ISR": {}, "BOL": {"en": "Sucre"}}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[map]\nboundaries = "google"\n', "choice-unknown"),
        ('[map]\nview = "nearer"\n', "choice-near"),
        ("[map]\nframe = [1, 2]\n", "map-frame"),
        ('[map]\nframe = ["a", 1, 2, 3]\n', "map-frame"),
        ("[map]\nboundary = 1\n", "field-unknown-near"),
        ('[flag.choices]\nafghanistan = "x"\n', "house-name-key"),
        ('[flag.choices]\nAFG = "The Republic"\n', "code-id"),
        ("[flag]\nchoices = 3\n", "field-type"),
        ('[flag]\nshow = "yes"\n', "boolean-form"),
        ('[capitals]\nISR = "nowhere"\n', "choice-unknown"),
        ('[capitals]\nIsrael = "none"\n', "house-name-key"),
        ("[capitals]\nISR = 3\n", "choice-unknown"),
    ],
)
def test_a_mistake_in_them_is_named(changed: Path, text: str, code: str) -> None:
    with (changed / "house.toml").open("a", encoding="utf-8") as file:
        file.write(text)
    assert problems(changed).keys() == {code}


def test_an_order_changes_single_choices_of_its_house() -> None:
    house = with_map(NO_MAP, {"boundaries": "visionscarto", "frame": (1.0, 2.0, 3.0, 4.0)})
    house = with_map(house, {"disclaimer": {"en": "A", "fr": "B"}})
    ordered = with_map(house, {"show": True, "view": "close", "disclaimer": {"en": "C"}})
    assert (ordered.show, ordered.boundaries, ordered.frame) == (True, "visionscarto", ())
    assert ordered.disclaimer == {"en": "C", "fr": "B"}
    flags = with_flag(with_flag(NO_FLAG, {"choices": {"AFG": "none"}}), {"choices": {"SYR": "x"}})
    assert flags.choices == {"AFG": "none", "SYR": "x"}


def test_a_house_may_print_fewer_rows_of_a_table_and_never_more(changed: Path) -> None:
    path = changed / "house.toml"
    line = replace_in(path, "paper = ", "table_rows = 100\npaper = ")
    assert style(changed.parents[2], "canada").table_rows == 100
    replace_in(path, "table_rows = 100", "table_rows = 1000")
    problem = problems(changed)["table-rows-limit"]
    assert (problem.where.line, problem.where.field) == (line, "table_rows")
    assert "from 1 to 300 rows" in problem.what


def test_a_house_chooses_whether_the_data_of_charts_are_printed(root: Path, changed: Path) -> None:
    assert not style(root, "canada").charts.table
    path = changed / "house.toml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}\n[charts]\ntable = true\n", "utf-8")
    house = read_house(changed, Findings())
    assert house is not None
    assert house.charts.table
    path.write_text(f'{text}\n[charts]\ntable = "yes"\n', "utf-8")
    assert problems(changed)
