"""Figures in all formats: the drawing, its words, its number, and what is refused."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from lxml import etree
from PIL import Image

from generator.document.dump import dump, fingerprint
from generator.document.rewrite import rewritten
from generator.document.tree import (
    Box,
    Cell,
    Citation,
    Document,
    Figure,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    Value,
)
from generator.document.walk import described, printed_facts
from generator.drawing.svg import Canvas
from generator.problems import ProblemsFound
from generator.proof.files import prove
from generator.proof.outline import Outliner
from generator.writers.checks import check
from generator.writers.registry import FORMATS, writer
from tests.sample_tree import LANGUAGES
from tests.unit.writers.docx_reading import (
    Word,
    broken_rules,
    paragraph_text,
    q,
    style_of,
    with_blocks,
)
from tests.unit.writers.pdf_reading import HOUSE

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SVG = "{http://www.w3.org/2000/svg}"


def drawing(colour: str = "#1f4e6b") -> str:
    canvas = Canvas(80, 40)
    canvas.rect(0, 0, 80, 40, fill="#f4f4f2")
    canvas.path("M5 35L40 5L75 20", fill="none", stroke=colour, stroke_width=1)
    return canvas.svg()


def row(year: str, value: str) -> Row:
    return Row((Cell((Text(year),), "row"), Cell((Value(value, f"gdp-{year}", value),))))


DATA = Table(
    (Text("Data of the figure"),),
    (50, 50),
    (Row((Cell((Text("Year"),), "col"), Cell((Text("Growth"),), "col"))),),
    (row("2022", "7.0%"), row("2023", "-3.4%")),
)
GROWTH = Figure(
    (Text("Growth of GDP"),),
    drawing(),
    120,
    60,
    "Growth from 2022 to 2023.",
    "growth",
    "chart",
    DATA,
)
FLAG = Figure((), drawing("#aa0000"), 20, 10, "Flag of Iraq", role="flag")
BAR = Figure((), drawing("#00aa00"), 20, 10, "", decorative=True)
READ = "Growth from 2022 to 2023. · 2022: 7.0% · 2023: -3.4%"


def with_figures(language: str = "en", *figures: Figure) -> Document:
    link = Paragraph((Link("#growth", (Text("the figure"),)),))
    return with_blocks(*(figures or (GROWTH, FLAG, BAR)), link, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", FORMATS)
def test_a_file_with_figures_says_what_its_document_says(format: str, language: str) -> None:
    document = with_figures(language)
    content = writer(format)(document, HOUSE)
    assert prove(document, format, content).differences == ()
    assert writer(format)(document, HOUSE) == content


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "change",
    [
        {"alt": "Growth from 2022 to 2024."},
        {"caption": (Text("Growth of output"),)},
        {"data": dataclasses.replace(DATA, rows=(row("2022", "7.0%"), row("2023", "-3.5%")))},
        {"data": None},
    ],
    ids=["alt", "caption", "value", "no data"],
)
def test_every_word_of_a_figure_is_compared(format: str, change: dict[str, object]) -> None:
    content = writer(format)(with_figures("en", GROWTH), HOUSE)
    other = with_figures("en", dataclasses.replace(GROWTH, **change))  # type: ignore[arg-type]
    assert prove(other, format, content).differences


# ---------------------------------------------------------------- HTML


def styled(file: Word, style: str) -> list[str]:
    found = (one for one in file.body.iter(q("p")) if style_of(one) == style)
    return [paragraph_text(one) for one in found]


def page(document: Document) -> Any:
    content = writer("html")(document, HOUSE)
    return etree.fromstring(content.partition(b"\n")[2])


def test_on_the_page_a_figure_is_an_image_with_a_title_and_its_data() -> None:
    root = page(with_figures())
    chart, flag, bar = root.iter("figure")
    assert "".join(chart.find("figcaption").itertext()) == "Figure\u00a01 – Growth of GDP"
    drawn = chart.find(f"{SVG}svg")
    assert drawn.get("role") == "img"
    title = drawn.find(f"{SVG}title")
    assert (title.get("id"), title.text) == (drawn.get("aria-labelledby"), GROWTH.alt)
    table = chart.find("div[@class='for-listeners']/table")
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col", "row", "row"]
    assert [one.get("data-fact") for one in table.iter("data")] == ["gdp-2022", "gdp-2023"]
    assert flag.find("figcaption") is None
    assert bar.find(f"{SVG}svg").get("aria-hidden") == "true"


def test_the_page_of_a_figure_keeps_to_its_policy() -> None:
    """No style attribute, no address, no identifier twice."""
    root = page(with_figures("en", GROWTH, dataclasses.replace(GROWTH, id="again")))
    assert not root.xpath("//@style")
    assert not root.xpath("//@src")
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


# ---------------------------------------------------------------- PDF


def structure(content: bytes) -> Iterator[pikepdf.Object]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield from _elements(pdf.Root.StructTreeRoot.K)


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from _elements(kid.K)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_in_the_pdf_a_figure_has_its_words_and_data_and_decoration_is_no_content(
    language: str,
) -> None:
    content = writer("pdf")(with_figures(language), HOUSE)
    found = [str(one.Alt) for one in structure(content) if one.S == "/Figure"]
    marks = re.compile("[\u200e\u200f]")
    assert [marks.sub("", alt) for alt in found] == [READ, "Flag of Iraq"]


def test_the_pdf_draws_paths_and_no_picture_of_pixels() -> None:
    content = writer("pdf")(with_figures("en", GROWTH), HOUSE)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert b" Do" not in drawn
    assert b"5 35 m 40 5 l 75 20 l\nS" in drawn


# ---------------------------------------------------------------- Word


def test_in_word_a_figure_is_svg_with_png_beside_it() -> None:
    file = Word(writer("docx")(with_figures(), HOUSE))
    assert broken_rules(file) == []
    media = [name for name in file.names if name.startswith("word/media/")]
    assert media == [f"word/media/image{n}.{end}" for n in (1, 2, 3) for end in ("png", "svg")]
    assert len(list(file.body.iter(f"{{{A}}}blip"))) == 3


def test_in_word_the_words_are_alternative_text_and_decoration_is_marked() -> None:
    file = Word(writer("docx")(with_figures(), HOUSE))
    frames = list(file.body.iter(f"{{{WP}}}docPr"))
    assert [frame.get("descr") for frame in frames] == [READ, "Flag of Iraq", ""]
    assert [frame.get("id") for frame in frames] == ["1", "2", "3"]
    assert [len(frame) for frame in frames] == [0, 0, 1]


def test_in_word_figures_count_apart_from_tables_and_can_be_referred_to() -> None:
    document = with_blocks(
        DATA,
        GROWTH,
        dataclasses.replace(GROWTH, id="two"),
        Paragraph((Link("#two", (Text("x"),)),)),
    )
    file = Word(writer("docx")(document, HOUSE))
    assert styled(file, "Caption") == [
        "Table\u00a01 – Data of the figure",
        "Figure\u00a01 – Growth of GDP",
        "Figure\u00a02 – Growth of GDP",
    ]
    names = [mark.get(q("name")) for mark in file.body.iter(q("bookmarkStart"))]
    (link,) = file.body.iter(q("hyperlink"))
    assert link.get(q("anchor")) == names[-1]
    codes = [code.text.split()[:2] for code in file.body.iter(q("instrText"))]
    assert codes == [["SEQ", "Table"], ["SEQ", "Figure"], ["SEQ", "Figure"]]


def test_in_word_a_picture_is_no_wider_than_the_text_and_kept_once() -> None:
    wide = dataclasses.replace(GROWTH, width=240, height=120, id="wide")
    file = Word(writer("docx")(with_figures("en", GROWTH, wide), HOUSE))
    sizes = [(int(e.get("cx")), int(e.get("cy"))) for e in file.body.iter(f"{{{WP}}}extent")]
    assert sizes[0] == (120 * 36000, 60 * 36000)
    assert sizes[1][0] < 180 * 36000
    assert sizes[1][0] == pytest.approx(2 * sizes[1][1], abs=2)
    assert len([name for name in file.names if name.endswith(".png")]) == 1


def test_the_png_beside_the_drawing_shows_it() -> None:
    file = Word(writer("docx")(with_figures("en", FLAG, GROWTH), HOUSE))
    image = Image.open(
        io.BytesIO(zipfile.ZipFile(io.BytesIO(file.data)).read("word/media/image1.png"))
    ).convert("RGB")
    assert image.width == round(20 / 25.4 * 220)
    assert (170, 0, 0) in [colour for _, colour in image.getcolors(10_000) or ()]


def test_a_figure_stands_in_a_box() -> None:
    document = with_blocks(Box("meeting", (Text("The meeting"),), (GROWTH,)))
    file = Word(writer("docx")(document, HOUSE))
    assert broken_rules(file) == []
    assert len(list(file.body.iter(f"{{{WP}}}docPr"))) == 1
    for format in FORMATS:
        assert prove(document, format, writer(format)(document, HOUSE)).differences == ()


# ---------------------------------------------------------------- the tree


def test_a_figure_is_told_and_rewritten_with_its_data() -> None:
    document = with_figures()
    told = dump(document)
    assert "figure (chart) #growth 120x60 " in told
    assert "    alt Growth from 2022 to 2023." in told
    assert "row (th-row) 2023 | {-3.4%|gdp-2023=-3.4%}" in told
    recoloured = dataclasses.replace(GROWTH, svg=drawing("#000000"))
    assert fingerprint(with_figures("en", GROWTH)) != fingerprint(with_figures("en", recoloured))
    assert printed_facts(document) >= {"gdp-2022", "gdp-2023"}
    changed = rewritten(document, lambda inline: inline, lambda text: text.replace("2022", "1444"))
    figure = changed.blocks[0]
    assert isinstance(figure, Figure)
    assert described(figure) == "Growth from 1444 to 2023. · 1444: 7.0% · 2023: -3.4%"


def test_the_languages_of_a_figure_are_laid_beside_each_other() -> None:
    outline = Outliner(with_figures()).outline()
    facts = [unit["facts"] for g in outline["sections"][""]["groups"] for unit in g]
    assert facts == [["gdp-2022"], ["gdp-2023"]]


def test_rows_of_several_columns_name_them() -> None:
    cells = (Cell((Text("2022"),)), Cell((Text("7.0%"),)), Cell((Text("1.2%"),)))
    head = Row(tuple(Cell((Text(word),), "col") for word in ("Year", "Iraq", "Jordan")))
    table = Table((), (40, 30, 30), (head,), (Row(cells),))
    figure = dataclasses.replace(GROWTH, data=table)
    assert described(figure) == "Growth from 2022 to 2023. · 2022: Iraq 7.0% – Jordan 1.2%"


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"svg": "<svg/>"}, "figure-not-drawable", "cannot be used: “svg” is not of SVG."),
        ({"width": 0}, "figure-size", "is 0 × 60 millimetres large"),
        ({"height": 251}, "figure-size", "is 120 × 251 millimetres large"),
        ({"alt": " "}, "figure-without-words", "no words for those who cannot see it"),
        ({"decorative": True}, "figure-decoration-speaks", "is decoration and has a caption"),
        (
            {"data": dataclasses.replace(DATA, caption=(Citation("n", False),))},
            "figure-data-calls-note",
            "call a source note, but are not printed",
        ),
        ({"id": "doc-x"}, "document-id-reserved", "names that start with “doc-”"),
    ],
)
def test_a_figure_that_cannot_be_written_is_refused_in_words(
    change: dict[str, object], code: str, words: str
) -> None:
    figure = dataclasses.replace(GROWTH, **change)  # type: ignore[arg-type]
    with pytest.raises(ProblemsFound) as refused:
        check(with_blocks(figure), HOUSE)
    (problem,) = [one for one in refused.value.problems if one.code == code]
    assert words in problem.what
    assert problem.remedy
