"""Word files in two languages on a house's letterhead, and with charts that Word draws."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from generator.document.bilingual import bilingual
from generator.document.layouts import Layout
from generator.document.tree import Document
from generator.document.walk import plain
from generator.house.letterhead.model import Letterhead
from generator.house.model import HouseStyle
from generator.house.word import with_choices
from generator.proof.files import prove
from generator.writers.docx.writer import write_docx
from generator.writers.docx.zipping import zipped
from tests.letterheads import FOUR, headed_by, page_field, paragraph, part, style, word_file
from tests.sample_tree import sample
from tests.unit.writers.docx_reading import HOUSE, Word, broken_rules, q, with_blocks
from tests.unit.writers.test_native_charts import BARS, LINE, NATIVE, figure

VML = "{urn:schemas-microsoft-com:vml}"
PAIRS = [("fr", "ar"), ("en", "fr"), ("ar", "en")]
LAYOUTS: list[Layout] = ["side-by-side", "tumble"]


@cache
def both(one: str, other: str, layout: Layout) -> Document:
    return bilingual(sample(one, draft=True), sample(other, draft=True), layout)


def on(content: bytes, document: Document, twin: bytes | None = None) -> Word:
    found = Letterhead("reference.docx", content)
    turned = None if twin is None else Letterhead("rtl.docx", twin)
    return Word(write_docx(document, replace(HOUSE, letterhead=found, letterhead_rtl=turned)))


@cache
def made(name: str, one: str, other: str, layout: Layout) -> Word:
    return on(FOUR[name](), both(one, other, layout))


def broken(file: Word) -> frozenset[str]:
    return frozenset(finding.rule for finding in broken_rules(file))


@cache
def on_own_pages(one: str, other: str, layout: Layout) -> frozenset[str]:
    """Rules that a file which begins from right to left breaks wherever it stands.

    They take a whole file to be of one direction.
    """
    found = broken(Word(write_docx(both(one, other, layout), HOUSE)))
    assert one == "ar" or not found
    return found


def edges(file: Word, start: str) -> dict[str, str]:
    """The text of each header or footer, by the name of its part."""
    return {
        name: "\n".join(
            "".join(text.text or "" for text in line.iter(q("t")))
            for line in file.xml(name).iter(q("p"))
        )
        for name in file.names
        if name.startswith(f"word/{start}")
    }


CASES = [(name, *pair, layout) for name in FOUR for pair in PAIRS for layout in LAYOUTS]


@pytest.mark.parametrize(("name", "one", "other", "layout"), CASES)
def test_both_languages_stand_on_every_letterhead(
    name: str, one: str, other: str, layout: Layout
) -> None:
    file, document = made(name, one, other, layout), both(one, other, layout)
    letterhead = Letterhead(name, FOUR[name]())
    assert prove(document, "docx", file.data, letterhead).differences == ()
    assert broken(file) <= on_own_pages(one, other, layout)


@pytest.mark.parametrize("name", FOUR)
def test_the_same_letterhead_gives_the_same_bytes(name: str) -> None:
    again = on(FOUR[name](), both("fr", "ar", "tumble"))
    assert again.data == made(name, "fr", "ar", "tumble").data


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_side_by_side_the_marking_of_both_stands_on_each_page(one: str, other: str) -> None:
    document = both(one, other, "side-by-side")
    assert document.beside is not None
    banners = [plain(each.furniture.banner) for each in (document, document.beside.document)]
    for name in FOUR:
        tops = edges(made(name, one, other, "side-by-side"), "header")
        bottoms = edges(made(name, one, other, "side-by-side"), "footer")
        for place, text in tops.items():
            below = bottoms[place.replace("header", "footer")]
            for banner in banners:
                bare = text + below
                assert banner in bare.replace("\u200e", "").replace("\u200f", ""), (name, place)


@pytest.mark.parametrize("name", ["", *FOUR])
def test_side_by_side_the_word_of_a_draft_stands_across_in_both_languages(name: str) -> None:
    document = both("fr", "ar", "side-by-side")
    file = made(name, "fr", "ar", "side-by-side") if name else Word(write_docx(document, HOUSE))
    assert document.beside is not None
    words = [one.furniture.across for one in (document, document.beside.document)]
    assert len({*words, ""}) == 3
    for place, root in file.stories.items():
        if place.startswith("word/header"):
            shapes = [s for s in root.iter(f"{VML}shape") if str(s.get("id")).startswith("Water")]
            assert [next(s.iter(f"{VML}textpath")).get("string") for s in shapes] == words
            tops = [re.search("margin-top:(-?[0-9]+)pt", str(s.get("style"))) for s in shapes]
            above, below = (int(top[1]) for top in tops if top)
            assert below - above > 150
            assert len({s.get("id") for s in shapes}) == 2
    parts = {name: file.raw(name) for name in file.names}
    lost = {n: data.replace(words[1].encode(), words[0].encode()) for n, data in parts.items()}
    letterhead = Letterhead(name, FOUR[name]()) if name else None
    assert prove(document, "docx", zipped(lost), letterhead).differences


def test_in_a_tumble_each_half_says_its_own_and_counts_its_own_pages() -> None:
    inner = f"<w:p>{page_field('PAGE')}{page_field('NUMPAGES')}</w:p>"
    file = on(headed_by(paragraph("Ministère") + inner), both("fr", "ar", "tumble"))
    tops = edges(file, "header")
    for place, text in tops.items():
        second = place.endswith("2.xml")
        assert ("غير مصنف" in text) is second
        assert ("NON CLASSIFIÉ" in text) is not second
        codes = "".join(each.text or "" for each in file.xml(place).iter(q("instrText")))
        assert "NUMPAGES" not in codes
    sections = list(file.body.iter(q("sectPr")))
    assert [s.find(q("pgNumType")).get(q("start")) for s in sections] == ["1", "1"]
    assert [s.find(q("bidi")) is not None for s in sections] == [False, True]


def test_a_twin_from_right_to_left_is_for_files_that_begin_so() -> None:
    own, twin = headed_by(paragraph("Ministère")), headed_by(paragraph("الوزارة"))
    first = on(own, both("fr", "ar", "side-by-side"), twin)
    assert all("Ministère" in text for text in edges(first, "header").values())
    first = on(own, both("ar", "en", "side-by-side"), twin)
    assert all("الوزارة" in text for text in edges(first, "header").values())


def test_styles_of_a_letterhead_suit_the_letters_of_both_languages() -> None:
    look = '<w:spacing w:val="40"/><w:i/>'
    paragraphs = '<w:pPr><w:jc w:val="both"/></w:pPr>'
    letterhead = word_file(
        {
            "styles.xml": part(
                "styles",
                style("Titre1", "heading 1", look) + style("Normal", "Normal", "", paragraphs),
            )
        }
    )
    file = on(letterhead, both("fr", "ar", "side-by-side"))
    root = file.xml("word/styles.xml")
    assert not [jc for jc in root.iter(q("jc")) if jc.get(q("val")) == "both"]
    heading = next(s for s in root.iter(q("style")) if s.get(q("styleId")) == "Heading1")
    assert heading.find(f"{q('rPr')}/{q('spacing')}") is None
    assert broken_rules(file) == []


def test_a_strange_word_or_a_lost_marking_of_the_second_language_is_found() -> None:
    document = both("fr", "ar", "side-by-side")
    letterhead = Letterhead("french", FOUR["french"]())
    file = made("french", "fr", "ar", "side-by-side")
    entries = {name: file.raw(name) for name in file.names}
    lost = {
        name: data.replace("غير مصنف".encode(), "سرّي".encode())
        if name.startswith(("word/header", "word/footer"))
        else data
        for name, data in entries.items()
    }
    told = prove(document, "docx", zipped(lost), letterhead).differences
    assert any("غير مصنف" in one.wanted for one in told)


# ---------------------------------------------------------------- charts that Word draws


def charted(layout: Layout, house: HouseStyle) -> tuple[Document, bytes]:
    one = with_blocks(figure(LINE, "a"), figure(BARS, "b"), language="fr")
    other = with_blocks(figure(LINE, "a"), figure(BARS, "b"), language="ar")
    document = bilingual(one, other, layout)
    return document, write_docx(document, house)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_charts_of_both_languages_are_words_own(layout: Layout) -> None:
    document, data = charted(layout, NATIVE)
    assert prove(document, "docx", data).differences == ()
    file = Word(data)
    charts = [name for name in file.names if name.startswith("word/charts/chart")]
    assert len(charts) == 4
    turned = [b'orientation val="maxMin"' in file.raw(name) for name in sorted(charts)]
    wanted = [False, True] * 2 if layout == "side-by-side" else [False, False, True, True]
    assert turned == wanted
    assert broken(file) <= {"paragraph-left"}  # the captions of the sample are in English


def test_without_the_choice_charts_are_pictures() -> None:
    _, data = charted("side-by-side", replace(HOUSE, word=with_choices(HOUSE.word, {})))
    assert not [name for name in Word(data).names if name.startswith("word/charts")]
