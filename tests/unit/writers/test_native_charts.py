"""Charts that Word draws: what is in the file, what is refused, and that nothing else is in it."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree

from generator.document.tree import Box, Chart, Figure, Plotted, Point, Text
from generator.house.model import HouseStyle
from generator.house.word import with_choices
from generator.proof.files import prove
from generator.proof.trouble import UnreadableError
from generator.proof.word_charts import grid_of
from generator.proof.word_text import read_word
from generator.returned.reading import read_back
from generator.writers.docx.charts.workbook import Column, cells, workbook
from generator.writers.docx.writer import write_docx
from tests.sample_tree import LANGUAGES
from tests.unit.writers.docx_reading import HOUSE, Word, broken_rules, q, with_blocks
from tests.unit.writers.test_figures import GROWTH, drawing

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
NATIVE = dataclasses.replace(HOUSE, word=with_choices(HOUSE.word, {"charts": "native"}))
TICKS = (("-5", "−5%"), ("0", "0%"), ("5", "5%"), ("10", "10%"))
PERIODS = ("2020", "2021", "2022", "2023")
LINE = Chart(
    "line",
    PERIODS,
    (
        Plotted(
            "GDP <growth> & more",
            (
                Point("-2.4", "−2.4%"),
                Point(""),
                Point("7.0", "about 7.0%", "estimated"),
                Point("3.2", "3.2%", "projected"),
            ),
        ),
    ),
    TICKS,
    (("estimated", "Estimated"), ("projected", "Projected")),
)
TWO = dataclasses.replace(
    LINE, series=(*LINE.series, Plotted("Prices", tuple(Point("1", "1%") for _ in PERIODS)))
)
BARS = dataclasses.replace(TWO, kind="bar")
COMPARED = Chart(
    "comparison",
    ("Iraq", "Jordan"),
    (Plotted("Value", (Point("4", "4%"), Point("-2", "−2%"))),),
    TICKS,
)
CHARTS = {
    "line": LINE,
    "lines": TWO,
    "bar": dataclasses.replace(LINE, kind="bar"),
    "bars": BARS,
    "comparison": COMPARED,
    "plain": dataclasses.replace(COMPARED, kind="bar"),
    "one point": Chart("line", ("2020",), (Plotted("x", (Point("5", "5%"),)),), TICKS),
}  # fmt: skip


def figure(chart: Chart, id: str = "growth") -> Figure:
    return dataclasses.replace(GROWTH, chart=chart, id=id)


def file(*charts: Chart, language: str = "en", house: HouseStyle = NATIVE) -> bytes:
    figures = (figure(chart, f"chart-{n}") for n, chart in enumerate(charts))
    return write_docx(with_blocks(*figures, language=language), house)


def part(content: bytes, name: str = "word/charts/chart1.xml") -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    """The file with other text in one part, of its first workbook too ("book!part")."""
    outer, _, inner = name.partition("!")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for entry in before.namelist():
            data = before.read(entry)
            if entry == outer and inner:
                data = changed(data, inner, old, new)
            elif entry == outer:
                assert old in data.decode()
                data = data.decode().replace(old, new, 1).encode()
            after.writestr(entry, data)
    return made.getvalue()


# ---------------------------------------------------------------- what is in the file


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_file_with_a_chart_of_words_own_is_sound_and_says_what_its_document_says(
    name: str, language: str
) -> None:
    document = with_blocks(figure(CHARTS[name]), language=language)
    content = write_docx(document, NATIVE)
    assert broken_rules(Word(content)) == []
    assert prove(document, "docx", content).differences == ()
    assert write_docx(document, NATIVE) == content


@pytest.mark.parametrize("name", CHARTS)
def test_chart_and_workbook_hold_what_the_tree_holds_and_nothing_else(name: str) -> None:
    (found,) = read_word(file(CHARTS[name])).charts
    assert found.shown == found.book == grid_of(CHARTS[name])


def test_charts_are_drawn_unless_they_are_asked_for() -> None:
    content = file(LINE, house=HOUSE)
    names = Word(content).names
    assert [n for n in names if "chart" in n or "embeddings" in n] == []
    assert "word/media/image1.svg" in names
    native = Word(file(LINE, COMPARED)).names
    assert [n for n in native if n.startswith(("word/charts/chart", "word/embeddings"))] == [
        "word/charts/chart1.xml", "word/charts/chart2.xml",
        "word/embeddings/chart1.xlsx", "word/embeddings/chart2.xlsx",
    ]  # fmt: skip
    assert not [n for n in native if n.startswith("word/media/")]


def test_a_figure_that_is_no_chart_stays_a_picture() -> None:
    flag = Figure((), drawing("#aa0000"), 20, 10, "Flag of Iraq", role="flag")
    content = write_docx(with_blocks(flag, figure(LINE)), NATIVE)
    names = Word(content).names
    assert "word/media/image1.png" in names
    assert "word/charts/chart1.xml" in names
    assert prove(with_blocks(flag, figure(LINE)), "docx", content).differences == ()


def test_a_chart_stands_in_a_box_and_on_a_page_with_others() -> None:
    document = with_blocks(
        Box("meeting", (Text("The meeting"),), (figure(LINE),)), figure(TWO, "b")
    )
    content = write_docx(document, NATIVE)
    assert broken_rules(Word(content)) == []
    assert prove(document, "docx", content).differences == ()


def test_those_who_listen_have_the_words_and_data_of_the_chart() -> None:
    body = Word(file(LINE)).body
    (frame,) = body.iter("{*}docPr")
    assert frame.get("descr") == "Growth from 2022 to 2023. · 2022: 7.0% · 2023: -3.4%"


# ---------------------------------------------------------------- how it looks


def test_a_gap_stays_a_gap() -> None:
    root = part(file(LINE))
    assert root.find(f".//{C}dispBlanksAs").get("val") == "gap"
    values = root.find(f".//{C}ser/{C}val//{C}numCache")
    assert [pt.get("idx") for pt in values.iter(f"{C}pt")] == ["0", "2", "3"]


def test_what_is_not_certain_is_open_and_dashed_and_the_legend_says_so() -> None:
    root = part(file(LINE))
    own, *explained = root.iter(f"{C}ser")
    points = {dpt.find(f"{C}idx").get("val"): dpt for dpt in own.iter(f"{C}dPt")}
    assert sorted(points) == ["2", "3"]
    fills = [p.find(f"{C}marker//{{*}}srgbClr").get("val") for p in points.values()]
    assert fills == ["FFFFFF", "FFFFFF"]
    # Nothing leads from the gap to 2022; from there to 2023 the line is dashed.
    dashes = [p.find(f"{C}spPr//{{*}}prstDash").get("val") for p in points.values()]
    assert dashes == ["solid", "sysDot"]
    assert ["".join(s.find(f"{C}tx").itertext("{*}v")) for s in explained] == [
        "Estimated",
        "Projected",
    ]
    (hidden,) = root.iter(f"{C}legendEntry")
    assert hidden.find(f"{C}idx").get("val") == "0"


def test_open_bars_are_empty_with_a_dashed_edge() -> None:
    root = part(file(CHARTS["bar"]))
    open_bars = [dpt.find(f"{C}spPr") for dpt in root.find(f".//{C}ser").iter(f"{C}dPt")]
    assert len(open_bars) == 2
    for bar in open_bars:
        assert bar.find("{*}solidFill/{*}srgbClr").get("val") == "FFFFFF"
        assert bar.find("{*}ln/{*}prstDash") is not None


def test_series_differ_without_their_colour() -> None:
    series = tuple(Plotted(f"S{n}", (Point(str(n), f"{n}%"),) * 4) for n in range(8))
    for kind, path in (("line", f"{C}spPr/{{*}}ln"), ("bar", f"{C}spPr")):
        chart = dataclasses.replace(LINE, kind=kind, series=series, legend=())  # type: ignore[arg-type]
        looks = [etree.tostring(s.find(path)) for s in part(file(chart)).iter(f"{C}ser")]
        assert len(set(looks)) == 8


def test_from_right_to_left_time_runs_to_the_left_and_numbers_stand_on_the_right() -> None:
    sides = {}
    for language in ("en", "ar"):
        root = part(file(LINE, language=language))
        names, values = root.find(f".//{C}catAx"), root.find(f".//{C}valAx")
        sides[language] = (
            names.find(f"{C}scaling/{C}orientation").get("val"),
            values.find(f"{C}axPos").get("val"),
            names.find(".//{*}pPr").get("rtl"),
        )
    assert sides == {"en": ("minMax", "l", None), "ar": ("maxMin", "r", "1")}


def test_a_comparison_is_read_from_the_top_and_from_the_start() -> None:
    for language, sides in (("en", ("l", "minMax")), ("ar", ("r", "maxMin"))):
        root = part(file(COMPARED, language=language))
        assert root.find(f".//{C}barDir").get("val") == "bar"
        names, values = root.find(f".//{C}catAx"), root.find(f".//{C}valAx")
        assert names.find(f"{C}scaling/{C}orientation").get("val") == "maxMin"
        found = names.find(f"{C}axPos").get("val"), values.find(f".//{C}orientation").get("val")
        assert found == sides


def test_a_chart_is_not_in_a_right_to_left_paragraph_and_stands_at_its_start() -> None:
    body = Word(file(LINE, language="ar")).body
    (paragraph,) = [p for p in body.iter(q("p")) if p.find(f".//{C}chart") is not None]
    properties = paragraph.find(q("pPr"))
    assert properties.find(q("bidi")).get(q("val")) == "0"
    assert properties.find(q("jc")).get(q("val")) == "end"


def test_the_axis_goes_as_far_as_in_the_drawing() -> None:
    scale = part(file(LINE)).find(f".//{C}valAx")
    assert scale.find(f"{C}scaling/{C}min").get("val") == "-5"
    assert scale.find(f"{C}scaling/{C}max").get("val") == "10"
    assert scale.find(f"{C}majorUnit").get("val") == "5"


def test_a_label_that_no_format_writes_says_its_words() -> None:
    points = (Point("5", "five to six"), Point("6", "6%"))
    chart = Chart("comparison", ("a", "b"), (Plotted("Value", points),), TICKS)
    labels = [*part(file(chart)).iter(f"{C}dLbl")]
    assert ["".join(label.itertext("{*}t")) for label in labels] == ["five to six", ""]
    assert [label.find(f"{C}numFmt") is None for label in labels] == [True, False]


def test_a_line_of_many_points_has_markers_only_where_they_are_needed() -> None:
    points = [Point(str(n % 9), f"{n % 9}%") for n in range(2000)]
    points[999] = points[1001] = Point("")
    chart = dataclasses.replace(
        LINE,
        categories=tuple(str(n) for n in range(2000)),
        series=(Plotted("x", tuple(points)),),
        legend=(),
    )
    root = part(file(chart))
    assert [d.find(f"{C}idx").get("val") for d in root.iter(f"{C}dPt")] == ["1000", "1999"]
    assert int(root.find(f".//{C}tickLblSkip").get("val")) > 50


# ---------------------------------------------------------------- the proof


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/charts/chart1.xml", "<c:v>7.0</c:v>", "<c:v>8.0</c:v>"),
        ("word/charts/chart1.xml", "<c:v>2021</c:v>", "<c:v>2031</c:v>"),
        ("word/charts/chart1.xml", "<c:v>Estimated</c:v>", "<c:v>Certain</c:v>"),
        ("word/embeddings/chart1.xlsx!xl/worksheets/sheet1.xml", "<v>7.0</v>", "<v>8.0</v>"),
        ("word/embeddings/chart1.xlsx!xl/worksheets/sheet1.xml", ">2021<", ">2031<"),
        (
            "word/embeddings/chart1.xlsx!xl/worksheets/sheet1.xml",
            "</sheetData>",
            '<row r="9"><c r="H9"><v>4711</v></c></row></sheetData>',
        ),
    ],
    ids=["value", "period", "legend", "cell", "cell of words", "one more cell"],
)
def test_every_number_and_word_of_a_chart_and_its_workbook_is_compared(
    name: str, old: str, new: str
) -> None:
    document = with_blocks(figure(LINE, "chart-0"))
    content = changed(write_docx(document, NATIVE), name, old, new)
    (difference, *_) = prove(document, "docx", content).differences
    assert difference.place == "Growth of GDP"


def test_a_chart_that_the_document_does_not_have_is_a_difference() -> None:
    content = file(LINE, COMPARED)
    document = with_blocks(figure(LINE, "chart-0"), dataclasses.replace(GROWTH, id="chart-1"))
    assert prove(document, "docx", content).differences


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/charts/chart1.xml", 'ptCount val="4"', 'ptCount val="x"'),
        ("word/charts/chart1.xml", 'ptCount val="4"', 'ptCount val="1"'),
        ("word/charts/chart1.xml", "<c:externalData", "<c:externalDat"),
        ("word/charts/_rels/chart1.xml.rels", "chart1.xlsx", "chart9.xlsx"),
        ("word/embeddings/chart1.xlsx!xl/worksheets/sheet1.xml", "<v>7.0</v>", "<f>1+6</f>"),
    ],
)
def test_a_damaged_chart_is_unreadable(name: str, old: str, new: str) -> None:
    with pytest.raises(UnreadableError):
        read_word(changed(file(LINE), name, old, new))


def test_a_file_with_charts_comes_back_unchanged(tmp_path: Any) -> None:
    path = tmp_path / "back.docx"
    path.write_bytes(file(LINE, language="ar"))
    assert read_back(path, "back.docx").changes == ()


# ---------------------------------------------------------------- the workbook


def test_the_workbook_is_a_file_of_its_own_with_one_sheet() -> None:
    book = workbook(("2020", "2021"), (Column("A & B", ("1.50", "")),), rtl=True)
    assert workbook(("2020", "2021"), (Column("A & B", ("1.50", "")),), rtl=True) == book
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = archive.namelist()
        sheet: Any = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        for name in names:
            etree.fromstring(archive.read(name))
    assert names[0] == "[Content_Types].xml"
    found: Mapping[str, str] = {c.get("r"): "".join(c.itertext()) for c in sheet.iter("{*}c")}
    assert found == {"B1": "A & B", "A2": "2020", "B2": "1.50", "A3": "2021"}
    assert sheet.find(".//{*}sheetView").get("rightToLeft") == "1"


def test_words_in_the_workbook_are_words_even_when_they_look_like_a_formula() -> None:
    book = workbook(("=1+1",), (Column("=HYPERLINK()", ("1",)),), rtl=False)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet: Any = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert {c.get("t") for c in sheet.iter("{*}c") if c.get("r") != "B2"} == {"inlineStr"}
    assert sheet.find(".//{*}f") is None


def test_formulas_name_the_cells() -> None:
    assert [cells(n, 0) for n in (0, 25, 26, 701, 702)] == [
        "Sheet1!$A$1", "Sheet1!$Z$1", "Sheet1!$AA$1", "Sheet1!$ZZ$1", "Sheet1!$AAA$1",
    ]  # fmt: skip
