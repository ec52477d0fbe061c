"""What is new or changed, marked in pages and in Word: a bar where lines end."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.document.dump import dump, fingerprint
from generator.document.tree import (
    Block,
    Box,
    Cell,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
    Value,
)
from generator.document.walk import tells_of
from generator.writers.docx.paragraphs import with_bar, with_room
from generator.writers.html import write_html
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import HOUSE

OLD, NEW = Value("850", "old", "850"), Value("900", "new", "900")
STATED = Span((Text("It is new."),), fact="new", role="statement")


def page(*blocks: Block, changed: tuple[str, ...] = ("new",)) -> str:
    document = replace(sample(), blocks=blocks, changed=changed, notes=())
    return write_html(document, HOUSE).decode("utf-8")


def test_a_run_tells_of_the_facts_of_its_values_and_statements() -> None:
    assert tells_of((Text("a"), Span((NEW,))), ("new",))
    assert tells_of((STATED,), ("new",))
    assert not tells_of((OLD, Text("new")), ("new",))
    assert not tells_of((NEW,), ())


@pytest.mark.parametrize("changed", [(), ("other",)])
def test_nothing_is_marked_without_a_change(changed: tuple[str, ...]) -> None:
    text = page(Paragraph((NEW,)), changed=changed)
    assert 'class="changed"' not in text


def test_paragraphs_items_and_rows_are_marked_and_their_neighbours_are_not() -> None:
    rows = (Row((Cell((Text("a"),)), Cell((NEW,)))), Row((Cell((Text("b"),)), Cell((OLD,)))))
    text = page(
        Paragraph((NEW,), role="lead"),
        Paragraph((OLD,)),
        ListBlock((Item((Paragraph((STATED,)),)), Item((Paragraph((OLD,)),)))),
        Table((Text("t"),), (50, 50), (), rows),
    )
    assert len(re.findall(r'class="(?:lead )?changed"', text)) == 3
    assert 'class="lead changed"' in text
    assert '<li><div class="changed">' in text
    assert '<tr class="changed"><td>a</td>' in text


def test_in_the_box_of_changes_all_is_a_change_and_none_is_marked() -> None:
    inside = ListBlock((Item((Paragraph((STATED,)),)),))
    assert 'class="changed"' not in page(Box("changes", (Text("Changed"),), (inside,)))
    assert 'class="changed"' in page(Box("meeting", (Text("Changed"),), (inside,)))


def test_marks_are_part_of_what_a_reader_gets() -> None:
    bare = replace(sample(), changed=())
    marked = replace(bare, changed=("new",))
    assert fingerprint(bare) != fingerprint(marked)
    assert dump(marked).endswith("changed new\n")
    assert "changed" not in dump(bare).splitlines()[-1]


def test_the_bar_in_word_stands_where_lines_end_in_the_order_of_the_schema() -> None:
    assert "<w:right " in with_bar("", "ltr")
    assert "<w:left " in with_bar("", "rtl")
    kept = with_bar("<w:keepNext/><w:numPr/><w:tabs/><w:suppressAutoHyphens/>", "ltr")
    names = re.findall(r"<w:(keepNext|numPr|pBdr|tabs|suppressAutoHyphens)\b", kept)
    assert names == ["keepNext", "numPr", "pBdr", "tabs", "suppressAutoHyphens"]


@pytest.mark.parametrize(
    ("spacing", "room"),
    [
        ("", '<w:ind w:right="120"/>'),
        ('<w:spacing w:before="1"/>', '<w:spacing w:before="1"/><w:ind w:right="120"/>'),
        ('<w:ind w:left="4"/>', '<w:ind w:right="120" w:left="4"/>'),
        ('<w:ind w:right="4"/>', '<w:ind w:right="4"/>'),
    ],
)
def test_there_is_room_for_the_bar(spacing: str, room: str) -> None:
    assert with_room(spacing) == room
