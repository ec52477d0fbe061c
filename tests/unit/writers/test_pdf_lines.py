"""Where the lines of a page end: at the last word that fits, and in addresses behind a stroke."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.tree import (
    Cell,
    Citation,
    Document,
    Inline,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
    Value,
)
from generator.house import HouseStyle
from generator.writers.line_ends import BREAK, JOINER
from generator.writers.pdf import laid_out_pages
from generator.writers.pdf_engine import boxes
from generator.writers.pdf_sheet import sheet
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import HOUSE

WORDS = {
    "en": "The committee of both houses last met on the matter of the border in the year ",
    "ar": "اجتمعت اللجنة المشتركة لمجلسي البرلمان آخر مرة بشأن مسألة الحدود في سنة ",
}
NARROW = "i"  # a step of about two points: the fault had a window of four
LAST: tuple[Inline, ...] = (
    Value("2022", "f", "2022", "time"),
    Value("2022", "f", "2022"),
    Value("+2022", "f", "2022", direction="ltr"),
    Span((Text("(2022)"),), role="as-of"),
    Span((Text("2022"),), lang="fr", direction="ltr"),
)
STEPS = 180  # of a "word" each ten: from one line far into the second


def _lines(document: Document, house: HouseStyle = HOUSE) -> list[list[str]]:
    """The lines of each paragraph of the body, without what is at the edges of the page."""
    found: dict[object, list[str]] = {}
    for page in laid_out_pages(document, house, ()).pages.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.LineBox) and box.element is not None:
                text = "".join(
                    one.text for one in box.descendants() if isinstance(one, boxes.TextBox)
                )
                if box.element_tag.partition("::")[0] == "p":
                    found.setdefault(box.element, []).append(text)
    return [lines for lines in found.values() if lines]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("last", LAST, ids=["time", "data", "number", "as of", "foreign"])
def test_a_value_a_full_stop_and_a_call_that_do_not_fit_break_the_line_before_them(
    language: str, last: Inline
) -> None:
    """The engine ended such a line behind its first word while values were elements."""
    base = sample(language)
    note = base.notes[0]

    def statement(step: int) -> Paragraph:
        padding = "word " * (step // 10) + NARROW * (step % 10)
        inside: tuple[Inline, ...] = (Text(f"{padding} {WORDS[language]}"), last, Text("."))
        return Paragraph((Span(inside, fact="f", role="statement"), Citation(note.id)))

    document = replace(base, blocks=tuple(map(statement, range(STEPS))), notes=(note,))
    long = [lines for lines in _lines(document) if "2022" in "".join(lines)]
    assert len(long) == STEPS
    assert len(long[0]) == 1
    assert len(long[-1]) > 1
    for lines in long:
        assert all(len(line) > len(WORDS[language]) // 2 for line in lines[:-1]), lines


@pytest.mark.parametrize(
    ("address", "pieces"),
    [
        (
            "https://www.example.org/world-monde/relations_internationales/x?id=1&b=2",
            "https://www.example.org/|world-monde/|relations_|internationales/|x?|id=|1&|b=|2",
        ),
        (
            "https://databank.worldbank.example.org/source/development",
            "https://databank.worldbank.example.org/|source/|development",
        ),
        (
            "HTTPS://DATABANK.WORLDBANK.EXAMPLE.ORG/SOURCE",
            "HTTPS://DATABANK.|WORLDBANK.EXAMPLE.ORG/|SOURCE",
        ),
        (
            "first.secretary_political@a-long-name.example.org",
            "first.secretary_|political@|a-long-name.example.org",
        ),
    ],
)
def test_an_address_may_be_divided_behind_its_strokes(address: str, pieces: str) -> None:
    document = replace(sample("en"), blocks=(Paragraph((Text(address),)),), notes=())
    body = sheet(document).find("body")
    assert body is not None
    (text,) = [p.text for p in body.findall("p") if p.text and "example" in p.text.lower()]
    assert text.replace(BREAK, "|").replace(JOINER, "") == pieces
    assert f"://{JOINER}" in text or "@" in text
    assert text.replace(BREAK, "").replace(JOINER, "") == address


def test_no_part_of_an_address_is_longer_than_any_line() -> None:
    label = "x" * 70
    document = replace(sample("en"), blocks=(Paragraph((Text(f"a/{label}.org"),)),), notes=())
    body = sheet(document).find("body")
    assert body is not None
    (text,) = [p.text for p in body.findall("p") if p.text and "xxx" in p.text]
    assert max(map(len, text.split(BREAK))) <= 30


def test_a_note_that_a_narrow_cell_calls_has_the_whole_line() -> None:
    base = sample("en")
    address = "https://data.example.org/source/world-development-indicators"
    note = replace(base.notes[0], children=(Text(address),))
    cells = (Cell((Text("x"),)), Cell((Text("1"), Citation(note.id))))
    table = Table((Text("Figures"),), (88, 12), (), (Row(cells),))
    root = sheet(replace(base, blocks=(table,), notes=(note,)))
    (called,) = (one for one in root.iter() if one.get("class") == "footnote")
    assert called.text is not None
    whole = called.text.replace(JOINER, "")
    assert whole.endswith(f"source/{BREAK}world-development-indicators")


def test_a_text_in_ideographs_is_no_long_word_nor_is_a_year() -> None:
    base = replace(sample("en"), lang="zh-CN", notes=())
    name = "失业人口占劳动力的比例（国际劳工组织模型估计）"
    value = Value("2023年", "gdp", "2023", "time")
    rows = (Row((Cell((Text(name),)), Cell((value,)))),)
    root = sheet(replace(base, blocks=(Table((), (91, 9), (), rows),)))
    assert not [one for one in root.iter() if one.get("class") == "long"]
    assert f"{name}2023年" in "".join(root.itertext())


def test_a_space_before_a_long_word_stays_before_it() -> None:
    """In the block of its own that such a word is, a space at the beginning is no space."""
    base = sample("en")
    words = Text(f"A word of {'x' * 45} letters")
    document = replace(base, blocks=(Paragraph((words,)),), notes=())
    (long,) = (one for one in sheet(document).iter() if one.get("class") == "long")
    assert long.text == "x" * 45
    (lines,) = [lines for lines in _lines(document) if "word of" in "".join(lines)]
    assert " ".join("".join(lines).split()) == f"A word of {'x' * 45} letters"
