"""A template that must keep to its pages: shortened until it does, and never published longer."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.build.report import Progress, Settings, Stage
from generator.build.run import build
from generator.build.workspace import Workspace
from tests.end_to_end.command import ROOT, briefing
from tests.matrix import workspace
from tests.unit.writers.pdf_reading import page_texts

TOML = """\
[title]
en = "{area}: sheet"
fr = "{area} : feuille"
ar = "{area}: ورقة"
[budget]
pages_max = 1
shorter = 2
[needs.none]
kinds = ["image"]
"""
BRIEF = """\
<section><h2>{{ t("Key figures") }}</h2><ul>
{% for n in ROWS %}
{% if brief.shorter == 0 or n <= HALF and brief.shorter == 1 or n <= LAST %}
<li>{{ brief.area|name }} {{ n|number }}</li>
{% endif %}{% endfor %}
</ul></section>
"""


def written(work: Path, name: str, rows: int, half: int, last: int) -> str:
    """A template of so many lines in its whole form, and in its two shorter ones."""
    folder = work / "templates" / name
    folder.mkdir()
    (folder / "template.toml").write_text(TOML, "utf-8")
    text = BRIEF.replace("ROWS", str(list(range(1, rows + 1))))
    (folder / "brief.j2").write_text(
        text.replace("HALF", str(half)).replace("LAST", str(last)), "utf-8"
    )
    return name


def ordered(work: Path, template: str, formats: str) -> str:
    name = f"{template}-{len(formats)}"
    (work / "briefings" / f"{name}.toml").write_text(
        f'template = "{template}"\nsubject = "IRQ"\nlanguages = ["en-CA", "ar-IQ"]\n'
        f'formats = {formats}\nas_of = "2024-12-01"\nnumber = "{name}"\n',
        "utf-8",
    )
    return name


def manifest(work: Path, order: str) -> Any:
    return json.loads((work / f"briefings/{order}/0001/manifest.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("one-page"))


def test_a_sheet_is_shortened_until_it_fits_and_the_officer_is_told(work: Path) -> None:
    order = ordered(work, written(work, "long", 90, 70, 12), '["pdf", "docx"]')
    said = briefing(work, "build", order)
    assert "every language is made in a shorter form, step 2 of 2." in said.words
    found = manifest(work, order)
    pages = [one["proof"]["pages"] for one in found["documents"] if one["format"] == "pdf"]
    assert pages == [1, 1]
    assert [n["values"]["languages"] for n in found["notices"] if n["code"] == "budget-shortened"]
    assert "nothing has changed" in briefing(work, "build", order).words.casefold()


def test_a_later_edition_takes_the_same_form_and_nothing_new_makes_none(work: Path) -> None:
    order = ordered(work, written(work, "again", 90, 70, 12), '["pdf", "docx"]')
    briefing(work, "build", order)
    first = manifest(work, order)
    assert [(one["piece"], one["step"]) for one in first["shortened"]] == [("", 2)]
    toml = work / "templates/again/template.toml"
    toml.write_text(toml.read_text("utf-8") + "# The same in every form.\n", "utf-8")
    assert "nothing has changed" in briefing(work, "build", order).words.casefold()
    assert not (work / f"briefings/{order}/0002").exists()
    path = work / f"briefings/{order}.toml"
    path.write_text(path.read_text("utf-8").replace("2024-12-01", "2024-12-02"), "utf-8")
    steps: list[Progress] = []
    build(Workspace(work), (order,), Settings(dt.date(2024, 12, 3)), steps.append)
    counted = [one.language for one in steps if one.stage is Stage.FIT]
    assert counted == [first["shortened"][0]["language"]], "still too long in the form before"
    finished = [(one.language, one.format) for one in steps if one.stage is Stage.WRITE]
    assert len(finished) == len(set(finished)) == 4
    second = json.loads((work / f"briefings/{order}/0002/manifest.json").read_text("utf-8"))
    assert second["shortened"] == first["shortened"]


def test_the_whole_form_is_made_where_it_fits(work: Path) -> None:
    order = ordered(work, written(work, "short", 20, 10, 5), '["pdf"]')
    briefing(work, "build", order)
    codes = {notice["code"] for notice in manifest(work, order)["notices"]}
    assert not {code for code in codes if code.startswith("budget-")}


def test_pages_are_counted_where_only_word_is_ordered(work: Path) -> None:
    order = ordered(work, written(work, "word-only", 90, 12, 5), '["docx"]')
    said = briefing(work, "build", order)
    assert "step 1 of 2" in said.words
    files = {one["format"] for one in manifest(work, order)["documents"]}
    assert files == {"docx"}
    assert not list((work / f"briefings/{order}/0001").glob("*.pdf"))


def test_a_language_without_fonts_for_pages_takes_the_form_of_the_others(work: Path) -> None:
    order = ordered(work, written(work, "chinese", 20, 12, 5), '["docx"]')
    path = work / "briefings" / f"{order}.toml"
    path.write_text(path.read_text("utf-8").replace('"ar-IQ"', '"zh"'), "utf-8")
    said = briefing(work, "build", order)
    assert "The pages of “chinese” in zh are not counted" in said.words
    assert len(manifest(work, order)["documents"]) == 2


def test_what_never_fits_is_refused_and_nothing_is_published(work: Path) -> None:
    order = ordered(work, written(work, "endless", 90, 80, 70), '["pdf"]')
    said = briefing(work, "build", order, status=1)
    assert "in the shortest form of “endless”, which must not have more than 1." in said.words
    assert not (work / "briefings" / order / "0001").exists()


def test_shorter_forms_need_a_number_of_pages(work: Path) -> None:
    name = written(work, "boundless", 5, 3, 1)
    path = work / "templates" / name / "template.toml"
    path.write_text(TOML.replace("pages_max = 1\n", ""), "utf-8")
    try:
        said = briefing(work, "check", status=1)
    finally:
        path.write_text(TOML, "utf-8")
    assert (
        "“shorter” says that the template prints itself shorter to keep to its pages" in said.words
    )


def test_the_sheet_on_iraq_keeps_six_figures_two_charts_and_three_points(work: Path) -> None:
    order = 'template = "fact-sheet"\nsubject = "IRQ"\nlanguages = ["en-CA", "fr-CA", "ar-IQ"]\n'
    more = 'formats = ["html", "pdf"]\nas_of = "2025-04-15"\nnumber = "SHEET"\n'
    (work / "briefings/sheet.toml").write_text(order + more, "utf-8")
    briefing(work, "build", "sheet")
    found = manifest(work, "sheet")
    pages = [one["proof"]["pages"] for one in found["documents"] if one["format"] == "pdf"]
    assert pages == [1, 1, 1]
    for path in (work / "briefings/sheet/0001").glob("*.html"):
        text = path.read_text("utf-8")
        assert 6 <= text[: text.index("<figure")].count('<th scope="row"') <= 8
        assert text.count("<figure") == 2
        points = text[text.index('id="points"') : text.index('id="contacts"')]
        assert points.count("<li>") == 3


@pytest.mark.parametrize(
    ("order", "languages"), [("nato-iraq-dialogue", ["fa", "ur"]), ("iraq-changes", ["ru"])]
)
def test_readout_and_change_note_take_one_page_in_long_languages_too(
    work: Path, order: str, languages: list[str]
) -> None:
    text = (ROOT / "briefings" / f"{order}.toml").read_text("utf-8")
    text = re.sub(r"^languages = .*$", f"languages = {json.dumps(languages)}", text, flags=re.M)
    text = re.sub(r"^formats = .*$", 'formats = ["pdf"]', text, flags=re.M)
    (work / "briefings" / f"{order}.toml").write_text(text, "utf-8")
    followed = ROOT / "briefings/iraq-country-brief.toml"
    (work / "briefings" / followed.name).write_text(followed.read_text("utf-8"), "utf-8")
    briefing(work, "build", order)
    found = manifest(work, order)["documents"]
    assert [one["proof"]["pages"] for one in found] == [1] * len(languages)


def packed(work: Path, briefs: list[str], separate: str, formats: str = '["pdf"]') -> str:
    name = f"pack-{'-'.join(briefs)}-{len(separate)}-{len(formats)}"
    (work / "briefings" / f"{name}.toml").write_text(
        f'briefs = {json.dumps(briefs)}\nlanguages = ["en-CA", "ar-IQ"]\n'
        f'formats = {formats}\nas_of = "2024-12-01"\nnumber = "{name}"\nseparate = {separate}\n',
        "utf-8",
    )
    return name


def starts(path: Path) -> list[int]:
    """The pages on which the parts of a pack begin."""
    pages = page_texts(path.read_bytes())
    return [n for n, text in enumerate(pages, 1) if re.search(r"Part[12]–", text) and n > 1]


@pytest.mark.parametrize("separate", ['["briefs"]', "[]"])
def test_a_sheet_keeps_to_its_page_in_a_pack_too(work: Path, separate: str) -> None:
    sheet = ordered(work, written(work, f"in-pack-{len(separate)}", 90, 70, 12), '["pdf"]')
    other = ordered(work, written(work, f"beside-{len(separate)}", 20, 10, 5), '["pdf"]')
    order = packed(work, [sheet, other], separate)
    said = briefing(work, "build", order).words
    assert (
        f"The whole form of “{sheet}” has more than 1 page(s) in en-CA, ar-IQ: in this pack" in said
    )
    assert "step 2 of 2." in said
    assert f"“{other}” has more" not in said
    assert "allows" not in said
    folder = work / f"briefings/{order}/0001"
    (whole,) = folder.glob(f"{order}_*_en-CA.pdf")
    first, second = starts(whole)
    assert second == first + 1
    pieces = sorted(folder.glob(f"{order}-1_*.pdf"))
    assert len(pieces) == (2 if "briefs" in separate else 0)
    for one in pieces:
        assert len(page_texts(one.read_bytes())) == 1
    assert "nothing has changed" in briefing(work, "build", order).words.casefold()


def test_pages_of_a_pack_are_counted_where_only_word_is_ordered(work: Path) -> None:
    sheet = ordered(work, written(work, "pack-word", 90, 12, 5), '["docx"]')
    order = packed(work, [sheet], "[]", '["docx"]')
    assert "step 1 of 2" in briefing(work, "build", order).words
    assert not list((work / f"briefings/{order}/0001").glob("*.pdf"))
