"""Two languages in one file, in every format: read back, each in its own direction."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator.build.orders.bilingual import FORMATS_OF
from generator.document.bilingual import bilingual
from generator.document.layouts import Layout
from generator.document.tree import Document, Text
from generator.document.walk import plain, values
from generator.house.word import WordOptions
from generator.problems import ProblemsFound
from generator.proof.files import prove
from generator.proof.pdf_objects import PdfObjects, Ref, text_of
from generator.proof.pdf_text import read_pdf
from generator.returned.reading import read_back
from generator.writers.docx.zipping import zipped
from generator.writers.pdf import laid_out_pages
from generator.writers.registry import writer
from tests.rules import pdf as rules
from tests.sample_tree import sample
from tests.unit.writers.docx_reading import q
from tests.unit.writers.pdf_reading import HOUSE

PAIRS = [("fr", "ar"), ("en", "fr"), ("ar", "en")]
CASES = [
    (one, other, layout, name)
    for one, other in PAIRS
    for layout, formats in FORMATS_OF.items()
    for name in formats
]


@lru_cache(maxsize=32)
def both(one: str, other: str, layout: Layout) -> Document:
    return bilingual(sample(one, draft=True), sample(other, draft=True), layout)


@lru_cache(maxsize=32)
def written(one: str, other: str, layout: Layout, name: str) -> bytes:
    return writer(name)(both(one, other, layout), HOUSE)


@pytest.mark.parametrize(("one", "other", "layout", "name"), CASES)
def test_every_line_of_both_languages_is_read_back(
    one: str, other: str, layout: Layout, name: str
) -> None:
    proof = prove(both(one, other, layout), name, written(one, other, layout, name))
    assert proof.differences == ()
    assert proof.lines > 250


@pytest.mark.parametrize(("one", "other", "layout", "name"), CASES)
def test_a_word_of_the_second_language_that_is_another_is_found(
    one: str, other: str, layout: Layout, name: str
) -> None:
    document = both(one, other, layout)
    assert document.beside is not None
    second = document.beside.document
    changed = replace(second, subtitle=(*second.subtitle, Text(" 77")))
    wrong = replace(document, beside=replace(document.beside, document=changed))
    proof = prove(wrong, name, written(one, other, layout, name))
    assert any("77" in difference.wanted for difference in proof.differences)


def test_the_same_document_gives_the_same_bytes() -> None:
    for layout, name in (
        ("side-by-side", "pdf"),
        ("tumble-print", "pdf"),
        ("side-by-side", "docx"),
    ):
        again = writer(name)(both("fr", "ar", layout), HOUSE)
        assert again == written("fr", "ar", layout, name)


def test_what_keeps_the_second_language_from_being_written_refuses_the_file() -> None:
    document = both("fr", "ar", "side-by-side")
    assert document.beside is not None
    second = replace(document.beside.document, subtitle=(Text("\u202e"),))
    wrong = replace(document, beside=replace(document.beside, document=second))
    for name in ("pdf", "docx", "html"):
        with pytest.raises(ProblemsFound) as refused:
            writer(name)(wrong, HOUSE)
        assert {p.code for p in refused.value.problems} == {"character-not-writable"}


# ---------------------------------------------------------------- side by side


def test_on_a_page_each_side_says_its_language_and_direction() -> None:
    page: Any = etree.fromstring(written("fr", "ar", "side-by-side", "html").split(b"\n", 1)[1])
    pairs = page.xpath("//div[contains(concat(' ', @class, ' '), ' pair ')]")
    assert len(pairs) > 30
    for pair in pairs:
        sides = [(side.get("lang"), side.get("dir")) for side in pair if side.get("lang")]
        assert sides == [("fr-CA", "ltr"), ("ar-IQ", "rtl")]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)


def test_in_word_each_cell_has_the_direction_of_its_language() -> None:
    root = document_xml("fr", "ar", "side-by-side")
    rows = [row for row in root.iter(q("tr")) if len(row.findall(q("tc"))) == 2]
    letters = re.compile("[\u0600-\u06ff]")
    seen = 0
    for row in rows:
        table = row.getparent()
        if table.find(f"{q('tblPr')}/{q('tblStyle')}") is not None:
            continue
        for place, cell in enumerate(row.findall(q("tc"))):
            for paragraph in cell.findall(q("p")):
                text = "".join(paragraph.itertext())
                bidi = paragraph.find(f"{q('pPr')}/{q('bidi')}") is not None
                if text.strip() and letters.search(text):
                    assert bidi == (place == 1)
                    seen += 1
    assert seen > 30


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_on_paper_the_room_between_the_columns_is_inside_and_neither_leaves_the_text(
    one: str, other: str
) -> None:
    page = laid_out_pages(both(one, other, "side-by-side"), HOUSE, ()).pages.pages[0]._page_box
    text = page.children[0]  # the html element: as wide as the text
    cells = [box for box in page.descendants() if box.element_tag == "div"
             and type(box).__name__ == "TableCellBox"]  # fmt: skip
    left = min(box.position_x for box in cells)
    assert left == pytest.approx(text.position_x, abs=0.1)
    right = max(box.position_x + box.margin_width() for box in cells)
    assert right == pytest.approx(text.position_x + text.margin_width(), abs=0.1)
    for box in cells:
        outer, inner = box.padding_left, box.padding_right
        if box.position_x != left:
            outer, inner = inner, outer
        assert (outer, inner > 0) == (0, True)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_in_word_both_columns_are_equally_wide_and_end_where_the_text_ends(
    one: str, other: str
) -> None:
    root = document_xml(one, other, "side-by-side")
    seen = set()
    for row in root.iter(q("tr")):
        if row.getparent().find(f"{q('tblPr')}/{q('tblStyle')}") is not None:
            continue
        first, last = (cell.find(q("tcPr")) for cell in row.findall(q("tc")))
        assert first.find(q("tcW")).get(q("w")) == last.find(q("tcW")).get(q("w"))
        rooms = [cell.find(q("tcMar")) for cell in (first, last)]
        seen.add(tuple(etree.QName(side).localname for room in rooms for side in room))
    assert ("right", "left") in seen  # as a table counts its sides: the inner ones


def test_in_word_words_of_a_second_latin_language_are_in_that_language() -> None:
    root = document_xml("en", "fr", "side-by-side")
    said = {
        "".join(run.itertext()): run.find(f"{q('rPr')}/{q('lang')}") for run in root.iter(q("r"))
    }
    (french,) = [lang for text, lang in said.items() if text.startswith("Messages clés")]
    assert french is not None
    assert french.get(q("val")) == "fr-CA"


def test_captions_of_both_languages_are_counted_apart_in_word() -> None:
    codes = " ".join(
        str(node.text) for node in document_xml("fr", "ar", "side-by-side").iter(q("instrText"))
    )
    assert "SEQ Table " in codes
    assert "SEQ TableOther " in codes
    assert "TOC" not in codes  # it would mix both languages when it is made again


def document_xml(one: str, other: str, layout: Layout) -> Any:
    content = written(one, other, layout, "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


# ---------------------------------------------------------------- tumble


def pages_of(objects: PdfObjects) -> list[Any]:
    root: Any = objects.get(objects.trailer["/Root"])

    def leaves(node: Any) -> list[Any]:
        table: Any = objects.get(node)
        if table["/Type"] == "/Page":
            return [table]
        return [leaf for kid in objects.get(table["/Kids"]) for leaf in leaves(kid)]

    return leaves(root["/Pages"])


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_tumble_is_read_page_by_page_as_its_pages_lie(one: str, other: str) -> None:
    content = written(one, other, "tumble", "pdf")
    objects = PdfObjects(content)
    pages = pages_of(objects)
    assert all("/Rotate" not in page for page in pages)
    assert all(page.strip() for page in read_pdf(content).pages)
    told = labels_of(objects)
    ahead = sum(label.startswith(f"{one}-") for label in told)
    behind = len(pages) - ahead
    assert told == [f"{one}-{n}" for n in range(1, ahead + 1)] + [
        f"{other}-{n}" for n in range(1, behind + 1)
    ]
    assert rules.broken(content, one) == []


@pytest.mark.parametrize("layout", ["side-by-side", "tumble"])
def test_no_rule_is_broken_where_rows_meet_the_end_of_a_page(layout: Layout) -> None:
    for details in (4, 15):
        document = bilingual(sample("fr", details=details), sample("ar", details=details), layout)
        assert rules.broken(writer("pdf")(document, HOUSE), "fr") == []


def labels_of(objects: PdfObjects) -> list[str]:
    root: Any = objects.get(objects.trailer["/Root"])
    numbers = objects.get(root["/PageLabels"])["/Nums"]
    labels = [objects.get(label) for label in numbers[1::2]]
    return [f"{text_of(label['/P'])}{label.get('/St', '')}" for label in labels]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_for_a_printer_the_second_language_begins_at_the_back_turned_where_both_read_alike(
    one: str, other: str
) -> None:
    content = written(one, other, "tumble-print", "pdf")
    objects = PdfObjects(content)
    pages = pages_of(objects)
    assert len(pages) % 2 == 0  # the last cover is the back of a sheet
    turned = [page.get("/Rotate", 0) == 180 for page in pages]
    same_way = {one, other} == {"en", "fr"}
    assert any(turned) is same_way
    if same_way:
        half = turned.index(True)
        assert turned == [False] * half + [True] * (len(pages) - half)
    told = labels_of(objects)
    assert told[0] == f"{one}-1"
    assert told[-1] == f"{other}-1"
    back = [label for label in told if label.startswith(f"{other}-")]
    assert back == [f"{other}-{n}" for n in range(len(back), 0, -1)]


def test_an_odd_number_of_pages_gets_an_empty_one_between_the_halves() -> None:
    short = sample("en", details=1)
    document = bilingual(short, sample("fr", details=12), "tumble-print")
    content = writer("pdf")(document, HOUSE)
    assert prove(document, "pdf", content).differences == ()
    pages = read_pdf(content).pages
    assert len(pages) % 2 == 0


@pytest.mark.parametrize("layout", ["tumble", "tumble-print"])
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_outline_of_a_tumble_has_both_titles_and_leads_to_pages_in_reading_order(
    one: str, other: str, layout: Layout
) -> None:
    objects = PdfObjects(written(one, other, layout, "pdf"))
    root: Any = objects.get(objects.trailer["/Root"])
    top: Any = objects.get(objects.get(root["/Outlines"])["/First"])
    titles = []
    while True:
        titles.append(text_of(top["/Title"]))
        following = top.get("/Next")
        if following is None:
            break
        top = objects.get(following)
    expected = both(one, other, layout)
    assert expected.beside is not None
    names = (expected.properties.title, expected.beside.document.properties.title)
    assert tuple(titles) == names
    assert isinstance(top["/First"], Ref)


def test_word_has_two_halves_that_each_count_their_own_pages() -> None:
    root = document_xml("fr", "ar", "tumble")
    sections = [*root.iter(q("sectPr"))]
    assert [section.find(q("bidi")) is not None for section in sections] == [False, True]
    assert all(section.find(q("pgNumType")).get(q("start")) == "1" for section in sections)
    with zipfile.ZipFile(io.BytesIO(written("fr", "ar", "tumble", "docx"))) as archive:
        feet = [name for name in archive.namelist() if name.startswith("word/footer")]
        # The letterhead of the house has one kind of page.
        assert feet == ["word/footer1.xml", "word/footer2.xml"]
        assert all(b"SECTIONPAGES" in archive.read(name) for name in feet)


LIVE = [(one, other, layout) for one, other in PAIRS for layout in ("side-by-side", "tumble")]


@pytest.mark.parametrize(("one", "other", "layout"), LIVE)
def test_word_ties_the_values_of_both_languages_to_one_record(
    one: str, other: str, layout: Layout, tmp_path: Path
) -> None:
    path = tmp_path / "both.docx"
    path.write_bytes(written(one, other, layout, "docx"))
    found = read_back(path, "both.docx")
    assert (found.changes, found.tracked, found.comments) == ((), (), ())
    about, document = found.record.about, both(one, other, layout)
    assert document.beside is not None
    beside = document.beside.document
    assert (about["lang"], about["beside"]) == (document.lang, beside.lang)
    assert about["title-beside"] == plain(beside.title)
    shown = {(value.lang, value.printed) for value in found.record.values}
    for each in (document, beside):
        printed = {value.text for value in values(each) if value.fact and value.text.strip()}
        edges = {plain(part) for part in (each.furniture.issued, each.furniture.as_of)}
        assert {text for text in printed if not any(text in edge for edge in edges)} <= {
            text for lang, text in shown if lang == each.lang
        }
    root = document_xml(one, other, layout)
    bound = [sdt.find(f"{q('sdtPr')}/{q('dataBinding')}") for sdt in root.iter(q("sdt"))]
    assert len(bound) > 100
    assert None not in bound
    ids = [each.get(q("val")) for each in root.iter(q("id"))]
    assert len(ids) == len(set(ids))


def test_a_value_changed_in_the_second_language_is_found_in_it_alone(tmp_path: Path) -> None:
    data = written("fr", "ar", "side-by-side", "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    text = entries["word/document.xml"].decode()
    assert text.count(">46,042,015<") == 1
    entries["word/document.xml"] = text.replace(">46,042,015<", ">47,000,000<").encode()
    path = tmp_path / "both.docx"
    path.write_bytes(zipped(entries))
    (change,) = read_back(path, "both.docx").changes
    assert (change.kind, change.before, change.after) == ("value", "46,042,015", "47,000,000")
    assert change.facts == ("irq-population",)


def test_without_live_facts_a_file_in_two_languages_has_no_record() -> None:
    plain_house = replace(HOUSE, word=WordOptions(facts="plain"))
    data = writer("docx")(both("fr", "ar", "side-by-side"), plain_house)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not [name for name in file.namelist() if name.startswith("customXml")]
        assert b"<w:sdt>" not in file.read("word/document.xml")
