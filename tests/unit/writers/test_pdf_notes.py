"""Notes of pages: they look like notes wherever they are called, and stand under their call."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pypdfium2
import pytest

from generator.document.tree import (
    Cell,
    Citation,
    Emphasis,
    Heading,
    Note,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Value,
)
from generator.proof.files import prove
from generator.proof.pdf_text import read_pdf
from generator.writers.pdf import write_pdf
from generator.writers.pdf_engine import (
    FETCHER,
    HTML,
    font_configuration,
    listening,
    stylesheet,
)
from generator.writers.pdf_layout import Pages
from generator.writers.pdf_moves import MOVED, move_on
from generator.writers.styles import own_css
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import File, house


def called_in_a_cell() -> File:
    call = Emphasis((Strong((Citation("n", True),)),))
    row = Row((Cell((Text("a"),), "row"), Cell((Text("12"), call), None, "end")))
    head = Row((Cell((Text("What"),), "col"), Cell((Text("Value"),), "col", "end")))
    table = Table((Text("Figures"),), (50, 50), (head,), (row,))
    section = Section(Heading(1, "h", (Text("Head"),)), (table,))
    note = Note("n", 1, "1", (Text("Where this is from."),))
    return File(replace(sample("en"), blocks=(section,), notes=(note,)))


def test_a_note_starts_at_the_start_of_the_line_wherever_it_is_called() -> None:
    file = called_in_a_cell()
    page = pypdfium2.PdfDocument(file.content)[0]
    text = page.get_textpage()
    whole = text.get_text_range()
    left, *_ = text.get_charbox(whole.index("Where this is from"))
    assert left < 100


def test_a_note_is_neither_bold_nor_italic_where_its_call_is() -> None:
    assert {"Noto-Sans-Italic", "Noto-Sans-Bold-Italic"}.isdisjoint(called_in_a_cell().fonts())


PAGE = """<html><body><ul><li id="outer">a<ul><li id="inner">b <i><span id="call"/></i></li></ul>
</li></ul><table id="table"><thead><tr><th><span id="head"/></th></tr></thead><tbody><tr id="row">
<td><p><span id="cell"/></p></td></tr></tbody></table></body></html>"""


@pytest.mark.parametrize(
    ("call", "blocks"),
    [("call", ["inner", "outer"]), ("head", ["table"]), ("cell", ["row", "table"])],
)
def test_the_block_of_a_call_begins_a_page_then_what_it_stands_in(
    call: str, blocks: list[str]
) -> None:
    root = fromstring(PAGE)
    element = next(each for each in root.iter() if each.get("id") == call)
    for place in range(1, len(blocks) + 1):
        assert move_on(root, [element])
        moved = {e.get("id") for e in root.iter() if MOVED in (e.get("class") or "").split()}
        assert moved == set(blocks[:place])
    assert not move_on(root, [element])
    assert not move_on(root, [])


@pytest.mark.parametrize(
    "blocks",
    [
        "<table><tbody><tr><td>a</td></tr><tr class='moved-on'><td>b</td></tr></tbody></table>",
        "<ul><li>a</li><li class='moved-on'>b</li></ul>",
    ],
)
def test_the_last_row_or_item_begins_a_page_too(blocks: str) -> None:
    """Otherwise it is kept with the one before."""
    with listening():
        page = HTML(string=f"<html><body>{blocks}", url_fetcher=FETCHER)
        sheets = [stylesheet(own_css("sheet"))]
        laid_out = page.render(font_config=font_configuration(), stylesheets=sheets)
    assert len(laid_out.pages) == 2


def test_no_note_is_given_up_for_a_line_at_the_end_of_the_page() -> None:
    """The engine would push it to the next page where that lets a paragraph begin on this one."""
    sheets = [stylesheet(own_css("sheet")), stylesheet("@page { size: 300px 400px; margin: 50px }")]
    called = "<p>Called<span class='footnote' data-label='1'>The note.</span></p>"
    several = "<p>" + "long enough " * 20 + "</p>"
    for height in range(120, 240, 6):
        markup = f"<html><body>{called}<div style='height: {height}px'></div>{several}"
        with listening():
            page = HTML(string=markup, url_fetcher=FETCHER)
            laid_out = page.render(font_config=font_configuration(), stylesheets=sheets)
        assert Pages(laid_out).calls_astray() == []


def test_notes_are_read_in_the_order_of_their_calls_where_a_row_goes_on() -> None:
    """The first cell ends on the next page, with its call; that of the second is on this one."""
    long = (Text("words of a cell that is long " * 120), Citation("a", True))
    row = Row((Cell(long), Cell((Text("short"), Citation("b", True)))))
    table = Table((Text("Figures"),), (30, 70), (), (row,))
    section = Section(Heading(1, "h", (Text("Head"),)), (table,))
    notes = (Note("a", 1, "1", (Text("The first."),)), Note("b", 2, "2", (Text("The second."),)))
    document = replace(sample("en"), blocks=(section,), notes=notes)
    content = write_pdf(document, house())
    assert [note[:2] for note in read_pdf(content).notes] == ["1.", "2."]
    assert prove(document, "pdf", content).differences == ()
    first, second = (page.get_textpage() for page in [*pypdfium2.PdfDocument(content)][-2:])
    assert "The second." in first.get_text_range()
    assert "The first." in second.get_text_range()


@pytest.mark.parametrize("share", [17, 18, 19, 20, 21, 23])
@pytest.mark.parametrize("style", ["canada", "un", "neutral"])
@pytest.mark.parametrize(
    "value", ["46.042.015\u00a0Personen", "279,6\u00a0Milliarden\u00a0US-Dollar"]
)
def test_the_call_behind_a_value_stays_in_its_narrow_column(
    style: str, value: str, share: float
) -> None:
    """Where a number, its word and a call do not fit on a line, the word begins another."""
    call = Citation("n", True)
    widths = (100 - 4 * share, *[share] * 4)
    cells = tuple(Cell((Value(value, "x", "1"), call)) for _ in range(4))
    calls = (replace(call, first=False),)
    others = tuple(Cell((Value(value, "x", "1"), *calls)) for _ in range(3))
    row = Row((Cell((Text("Bevölkerung"),), "row"), cells[0], *others))
    table = Table((Text("Zahlen"),), widths, (), (row,))
    section = Section(Heading(1, "h", (Text("Head"),)), (table,))
    note = Note("n", 6, "6", (Text("Where this is from."),))
    made = replace(sample("en"), lang="de-DE", blocks=(section,), notes=(note,), facts={})
    made = replace(made, sources={}, titles={}, records={})
    body = "".join(read_pdf(write_pdf(made, house(style))).body)
    assert body.count(value.split("\u00a0")[-1].split("-")[-1]) == 4
