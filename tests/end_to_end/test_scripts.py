"""The Iraq brief in other digits, calendars and scripts, as the command makes it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from generator.localisation.figures import strange
from tests.end_to_end.command import ROOT, briefing
from tests.end_to_end.reading import Printed, pdf_text, word_text
from tests.made_fonts import make_font

ORDER = """\
template = "country-brief"
subject = "IRQ"
number = "IRQ-S-0001"
languages = [{languages}]
formats = ["pdf", "docx", "html"]
house = "neutral"
as_of = "2024-12-01"
{more}
"""


def build(folder: Path, languages: str, more: str = "", *, status: int = 0) -> str:
    """A workspace with one order, built; gives what was said."""
    if not (folder / "briefings").is_dir():
        briefing(folder, "init", ".")
    quoted = ", ".join(f'"{tag}"' for tag in languages.split())
    text = ORDER.format(languages=quoted, more=more)
    (folder / "briefings" / "scripts.toml").write_text(text, encoding="utf-8")
    return briefing(folder, "build", "scripts", status=status).words


def made(folder: Path, tag: str, suffix: str, edition: int = 1) -> Path:
    return (
        folder
        / "briefings"
        / "scripts"
        / f"{edition:04d}"
        / f"IRQ-S-0001_UNCLASSIFIED_{tag}.{suffix}"
    )


def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


@pytest.mark.parametrize(
    ("choice", "digits"), [("", "arab"), ('digits = {ar = "latn"}', "latn"),
                           ('digits = {ar-IQ = "arabext"}', "arabext")],
)  # fmt: skip
def test_no_document_mixes_digits(tmp_path: Path, choice: str, digits: str) -> None:
    build(tmp_path, "ar-IQ", choice)
    whole = page(made(tmp_path, "ar-IQ", "html"))
    for other in whole.xpath("//head|//body//*[@lang and not(starts-with(@lang, 'ar'))]"):
        other.drop_tree()
    # Word counts its notes by itself; what is left is the text.
    word = re.sub(r"(?<=[.؟)])\d+(?=\s|$)", "", word_text(made(tmp_path, "ar-IQ", "docx")))
    word = re.sub(r"(?<=\w)\d(?=\n|$)", "", word)
    texts = {"html": whole.text_content(), "pdf": pdf_text(made(tmp_path, "ar-IQ", "pdf"))}
    for name, text in texts.items():
        for line in text.splitlines():
            assert strange(line, digits) == "", (name, line)
    figures = {line for line in word.splitlines() if strange(line, digits)}
    assert len(figures) <= len(re.findall(r"footnoteReference", word_xml(tmp_path))), figures


def word_xml(folder: Path) -> str:
    import zipfile

    with zipfile.ZipFile(made(folder, "ar-IQ", "docx")) as package:
        return package.read("word/document.xml").decode()


def test_dates_of_every_format_are_in_both_calendars_and_machines_get_the_gregorian(
    tmp_path: Path,
) -> None:
    build(
        tmp_path,
        "fa-IR ar-SA",
        'calendars = {fa = "persian+gregorian", ar = "gregorian+islamic-umalqura"}',
    )
    issued = "۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)".replace(" ", "")
    whole = page(made(tmp_path, "fa-IR", "html")).text_content()
    assert issued in re.sub(r"[\s\u200e\u200f\u2060]", "", whole)
    pages = Printed(made(tmp_path, "fa-IR", "pdf").read_bytes()).texts
    assert all("۱۴۰۵" in text and "۲۰۲۶" in text for text in pages)
    assert "۱۴۰۵" in footer(made(tmp_path, "fa-IR", "docx"))
    whole = page(made(tmp_path, "ar-SA", "html"))
    assert "جمادى الأولى ١٤٤٦" in whole.text_content().replace("\u00a0", " ")
    times = whole.xpath("//time/@datetime")
    assert times
    assert all(re.fullmatch(r"(19|20)\d\d(-\d\d(-\d\d)?)?", time) for time in times)


def footer(path: Path) -> str:
    import zipfile

    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if "footer" in name]
        return "".join(package.read(name).decode() for name in names)


def test_a_day_outside_the_calendar_is_told_to_the_officer(tmp_path: Path) -> None:
    more = 'calendars = {en = "gregorian+islamic-umalqura"}\n[meeting]\ndate = "2090-01-05"'
    said = build(tmp_path, "en-CA", more)
    assert (
        "Days that the calendar “islamic-umalqura” does not reach are printed in the Gregorian"
        " calendar alone: 2090-01-05." in said
    )
    assert "January\u00a05, 2090" in page(made(tmp_path, "en-CA", "html")).text_content()


def test_wrong_choices_are_refused_with_what_was_meant(tmp_path: Path) -> None:
    more = 'digits = {ar = "arabx"}\ncalendars = {fa = "persia"}'
    said = build(tmp_path, "en_US iw fr-ZZ", more, status=1)
    for words in (
        "“en_US” is not written as a language tag. Did you mean “en-US”?",
        "digits.ar is “arabx”, which is no set of ten digits that CLDR has. Did you mean “arab”?",
        "calendars.fa is “persia”; it can be gregorian,",
        "Did you mean “persian”?",
    ):
        assert words in said
    assert "Did you mean “he”?" in build(tmp_path, "iw fr-ZZ", status=1)


def test_a_choice_that_does_nothing_is_told(tmp_path: Path) -> None:
    said = build(tmp_path, "en-CA", 'calendars = {fa = "persian"}')
    assert (
        "calendars speaks of “fa”, and the order asks for en-CA: the choice does nothing." in said
    )


def test_a_country_without_data_is_built_and_told(tmp_path: Path) -> None:
    said = build(tmp_path, "fr-IQ")
    assert "There is no locale data for “fr-IQ”" in said
    assert page(made(tmp_path, "fr-IQ", "html")).get("lang") == "fr"


def test_a_script_without_a_font_is_refused_until_the_workspace_has_one(tmp_path: Path) -> None:
    said = build(tmp_path, "ka", status=1)
    assert "There is no font for Georgian, in which the document is written" in said
    assert "NotoSansGeorgian-Regular.ttf" in said
    letters = "".join(chr(code) for code in range(0x10D0, 0x10FB))
    make_font(tmp_path / "fonts" / "g.ttf", "Noto Sans Georgian", letters)
    assert "edition 1 made" in build(tmp_path, "ka")
    manifest = json.loads(made(tmp_path, "ka", "pdf").with_name("manifest.json").read_text())
    assert "g.ttf" in {font["name"] for font in manifest["fonts"]}
    assert "edition 1" in build(tmp_path, "ka")
    assert not made(tmp_path, "ka", "pdf", 2).exists()
    make_font(tmp_path / "fonts" / "g.ttf", "Noto Sans Georgian", letters + "₾")
    build(tmp_path, "ka")
    assert made(tmp_path, "ka", "pdf", 2).is_file()


def test_house_styles_of_the_project_name_the_fonts_of_the_shipped_scripts() -> None:
    for name in ("canada", "neutral", "un"):
        text = (ROOT / "templates" / "house" / name / "house.toml").read_text("utf-8")
        for use in ("latin", "arabic", "hebrew"):
            assert f"\n{use} = " in text
            assert f"\n{use}-heading = " in text
            assert f"\nword-{use} = " in text
