"""Markings as their schemes have them printed: place, size, colours, direction, in every format."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from typing import TypeAlias
from xml.etree.ElementTree import tostring

import pikepdf
import pypdfium2
import pytest

from generator.document.tree import Document, Text
from generator.facts import schema
from generator.facts.readers.toml_file import toml_tree
from generator.facts.schema import Fields
from generator.house import HouseStyle, MarkingScheme
from generator.house.colours import READ_AS_TEXT, TEXT_CONTRAST, contrast
from generator.house.read import read_house
from generator.house.schemes import read_marking
from generator.problems import Findings, ProblemsFound
from generator.proof.files import prove
from generator.writers.docx.writer import write_docx
from generator.writers.html import write_html
from generator.writers.pdf import write_pdf
from generator.writers.pdf_sheet import sheet
from generator.writers.registry import writer
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.docx_reading import Word, paragraph_text, q
from tests.unit.writers.pdf_reading import ROOT

HANDLING = (Text(" – "), Text("STEERING GROUP ONLY"))


@cache
def styled(scheme: str) -> HouseStyle:
    """The Canadian style with the marking scheme of another body."""
    found = read_house(ROOT / "templates" / "house" / "canada", Findings())
    assert found is not None
    return replace(found, marking=_scheme(scheme), letterhead=None, letterhead_rtl=None)


def _scheme(name: str) -> MarkingScheme:
    findings = Findings()
    tree = toml_tree(f'[marking]\nscheme = "{name}"\n', "house.toml", findings)
    assert tree is not None
    scheme = read_marking(
        Fields(tree, schema.Place("house.toml", findings)), ROOT / "templates" / "house" / "canada"
    )
    assert not list(findings)
    return scheme


def document(
    language: str, scheme: str, level: str, paper: str = "a4", *, handled: bool = False
) -> Document:
    """The sample document, marked as a scheme has it."""
    whole, of = sample(language), styled(scheme).marking
    label = of.level(level).label.get(language, level)
    furniture = replace(
        whole.furniture,
        marking=label,
        marking_lang=language if of.translated else "en",
        position=of.position,
        handling=HANDLING if handled else (),
    )
    properties = replace(whole.properties, marking=level)
    return replace(whole, furniture=furniture, properties=properties, paper=paper)  # type: ignore[arg-type]


@cache
def printed(
    language: str, scheme: str, level: str, paper: str = "a4", *, handled: bool = False
) -> bytes:
    """The PDF of the same."""
    return write_pdf(document(language, scheme, level, paper, handled=handled), styled(scheme))


CASES = [
    ("canada", "PROTECTED B", "letter"),
    ("tlp", "TLP:AMBER+STRICT", "a4"),
    ("uk", "OFFICIAL-SENSITIVE", "a4"),
    ("un", "STRICTLY CONFIDENTIAL", "a4"),
    ("us", "SECRET", "letter"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("scheme", "level", "paper"), CASES)
def test_every_format_says_the_marking_and_what_is_added(
    language: str, scheme: str, level: str, paper: str
) -> None:
    handled = scheme in ("tlp", "uk")
    marked = document(language, scheme, level, paper, handled=handled)
    for format_name in ("docx", "html"):
        content = writer(format_name)(marked, styled(scheme))
        assert prove(marked, format_name, content).differences == (), format_name
    content = printed(language, scheme, level, paper, handled=handled)
    assert prove(marked, "pdf", content).differences == ()


Place: TypeAlias = tuple[float, float, float]
"""Left, right and middle height of a text, in points."""


def places_of(content: bytes, wanted: str) -> list[list[Place]]:
    """Where a text stands on each page."""
    found: list[list[Place]] = []
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        places: list[Place] = []
        searcher = text.search(wanted)
        while hit := searcher.get_next():
            boxes = [text.get_charbox(at) for at in range(hit[0], sum(hit))]
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            places.append((left, right, sum(box[1] for box in boxes) / len(boxes)))
        found.append(places)
    return found


WIDTH, HEIGHT, MARGIN = {"letter": 612.0, "a4": 595.28}, {"letter": 792.0, "a4": 841.89}, 56.7


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("scheme", "level", "paper"), CASES)
def test_a_marking_stands_on_every_page_where_its_scheme_has_it(
    language: str, scheme: str, level: str, paper: str
) -> None:
    position = styled(scheme).marking.position
    twice = position.startswith("top-bottom")
    marked = document(language, scheme, level, paper)
    content = printed(language, scheme, level, paper)
    for places in places_of(content, marked.furniture.marking):
        assert len(places) == (2 if twice else 1)
        heights = sorted(height for _, _, height in places)
        assert heights[-1] > HEIGHT[paper] - 65
        assert not twice or heights[0] < 60
        for left, right, _ in places:
            if position.endswith("right"):
                assert WIDTH[paper] - MARGIN - right == pytest.approx(0, abs=5)
            else:
                assert (left + right) / 2 == pytest.approx(WIDTH[paper] / 2, abs=2)


def test_a_label_that_is_never_translated_stays_latin_and_on_the_right_of_arabic_pages() -> None:
    content = write_pdf(document("ar", "tlp", "TLP:AMBER+STRICT"), styled("tlp"))
    for first, last in zip(places_of(content, "TLP"), places_of(content, "STRICT"), strict=True):
        assert len(first) == len(last) == 2
        for (left, _, _), (other, right, _) in zip(sorted(first), sorted(last), strict=True):
            assert left < other
            assert WIDTH["a4"] - MARGIN - right == pytest.approx(0, abs=5)
    page = write_html(document("ar", "tlp", "TLP:RED"), styled("tlp"))
    assert (
        page.count(
            b'<div class="marking" lang="en" dir="ltr"><span class="level">TLP:RED</span></div>'
        )
        == 2
    )


def test_a_label_of_the_traffic_light_protocol_has_its_size_and_colours() -> None:
    marked = document("en", "tlp", "TLP:RED")
    text = pypdfium2.PdfDocument(write_pdf(marked, styled("tlp")))[0].get_textpage()
    at, _ = text.search("TLP:RED").get_next()
    pixels = pypdfium2.raw.FPDFText_GetFontSize(text, at)  # of 96 to the inch
    assert pixels * 72 / 96 == pytest.approx(12)
    page = write_html(marked, styled("tlp")).decode()
    assert ".marking { font-size: 12pt !important }" in page
    assert re.search(r"\.marking \.level \{ background: #000000 !important; color: #ff2b2b", page)
    styles = Word(write_docx(marked, styled("tlp"))).styles
    (style,) = [s for s in styles.iter(q("style")) if s.get(q("styleId")) == "Marking"]
    assert style.find(f".//{q('color')}").get(q("val")) == "FF2B2B"
    assert style.find(f".//{q('shd')}").get(q("fill")) == "000000"
    assert int(style.find(f".//{q('sz')}").get(q("val"))) >= 24
    assert int(style.find(f".//{q('szCs')}").get(q("val"))) >= 24


@pytest.mark.parametrize(("language", "jc"), [("en", "end"), ("ar", None)])
def test_a_marking_on_the_right_of_word_footers_is_right_on_the_paper(
    language: str, jc: str | None
) -> None:
    file = Word(write_docx(document(language, "tlp", "TLP:RED"), styled("tlp")))
    stories = {name: part for name, part in file.stories.items() if "word/footer" in name}
    assert len(stories) == 2  # of the first page, and of the others
    for story in stories.values():
        line = [p for p in story.iter(q("p")) if "TLP:RED" in paragraph_text(p)][-1]
        found = line.find(f".//{q('jc')}")
        assert (found.get(q("val")) if found is not None else None) == jc


def test_the_lowest_level_may_stay_unmarked_where_its_scheme_lets_it() -> None:
    scheme = replace(styled("uk").marking, lowest="omit")
    style = replace(styled("uk"), marking=scheme)
    bare_one = document("en", "uk", "OFFICIAL")
    unmarked = replace(bare_one, furniture=replace(bare_one.furniture, marking=""))
    for format_name in ("pdf", "docx", "html"):
        content = writer(format_name)(unmarked, style)
        assert prove(unmarked, format_name, content).differences == ()
        with pytest.raises(ProblemsFound):
            writer(format_name)(unmarked, styled("uk"))


def test_a_marking_that_is_missing_from_a_page_is_found() -> None:
    marked = document("en", "us", "SECRET")
    other = replace(marked, furniture=replace(marked.furniture, handling=HANDLING))
    for format_name in ("pdf", "docx", "html"):
        content = writer(format_name)(marked, styled("us"))
        assert prove(other, format_name, content).differences != ()


def test_the_properties_of_every_file_name_the_marking() -> None:
    marked = document("fr", "uk", "OFFICIAL-SENSITIVE")
    marked = replace(marked, properties=replace(marked.properties, handling="A & B <only>"))
    with pikepdf.open(io.BytesIO(write_pdf(marked, styled("uk")))) as pdf:
        assert pdf.docinfo["/Marking"] == "OFFICIAL-SENSITIVE"
        assert pdf.docinfo["/Handling"] == "A & B <only>"
        with pdf.open_metadata() as metadata:
            assert metadata["xmp:Label"] == "OFFICIAL-SENSITIVE – A & B <only>"
    file = Word(write_docx(marked, styled("uk")))
    core = file.xml("docProps/core.xml")
    assert [e.text for e in core if e.tag.endswith("}category")] == ["OFFICIAL-SENSITIVE"]
    custom = {e.get("name"): "".join(e.itertext()) for e in file.xml("docProps/custom.xml")}
    assert (custom["Marking"], custom["Handling"]) == ("OFFICIAL-SENSITIVE", "A & B <only>")
    page = write_html(marked, styled("uk")).decode()
    assert '<meta name="briefing.marking" content="OFFICIAL-SENSITIVE"/>' in page
    assert '<meta name="briefing.handling" content="A &amp; B &lt;only&gt;"/>' in page


def test_the_word_of_a_draft_stands_across_each_page_and_can_be_left_out() -> None:
    marked = document("ar", "canada", "PROTECTED B")
    draft = replace(marked, furniture=replace(marked.furniture, draft="مسودة"))
    for wanted, shown in ((draft, True), (_without_watermark(draft), False), (marked, False)):
        file = Word(write_docx(wanted, styled("canada")))
        headers = [part for name, part in file.stories.items() if "word/header" in name]
        assert len(headers) == 2
        for header in headers:
            words = [one.get("string") for one in header.iter(f"{VML}textpath")]
            assert [word for word in words if word] == (["مسودة"] if shown else [])
        assert (b"watermark-word" in write_pdf_sheet(wanted)) is shown
        assert prove(wanted, "docx", file.data).differences == ()
        other = draft if wanted is not draft else marked
        assert prove(other, "docx", file.data).differences != ()


def test_text_can_be_read_on_the_word_of_a_draft() -> None:
    for name in ("canada", "neutral", "un"):
        style = read_house(ROOT / "templates" / "house" / name, Findings())
        assert style is not None
        for use in READ_AS_TEXT:
            assert contrast(style.colours[use], style.watermark) >= TEXT_CONTRAST


def test_a_draft_has_no_more_pages_than_a_clean_brief() -> None:
    marked = document("en", "us", "SECRET")
    draft = replace(marked, furniture=replace(marked.furniture, draft="DRAFT"))
    lengths = {
        len(pypdfium2.PdfDocument(write_pdf(one, styled("us"))))
        for one in (draft, _without_watermark(draft))
    }
    assert len(lengths) == 1


VML = "{urn:schemas-microsoft-com:vml}"


def _without_watermark(whole: Document) -> Document:
    return replace(whole, furniture=replace(whole.furniture, watermark=False))


def write_pdf_sheet(whole: Document) -> bytes:
    """The markup from which the pages of a PDF are laid out."""
    return bytes(tostring(sheet(whole)))
