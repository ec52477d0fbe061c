"""Random documents for the laws of the Word writer: every node type, mixed scripts."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Literal

from hypothesis import strategies as st

from generator.document.tree import (
    Align,
    Block,
    Box,
    Cell,
    Citation,
    Contents,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
    Value,
)
from tests.sample_tree import sample

NOTES = ("one", "two", "three")
ALPHABET = st.sampled_from(
    "abZ éß09.,;:!?-–−+%$€()[]«»/'’\"&<>{}_\t\n\u00a0\u202f\u200e\u200f\u2011\u00ad"
    "سلامعبد٠٩،؛؟٪أِالله אבקжЖω中あ🙂"
)
texts = st.text(ALPHABET, max_size=20)
words = texts.map(lambda text: f"{text}x") | st.just("نص 12%") | st.just("Shell plc. (est. 1907)")
directions = st.sampled_from([None, "ltr", "rtl"])
languages = st.sampled_from([None, "en", "fr-CA", "ar", "fa", "ru", "zh"])
addresses = st.sampled_from(
    ["https://example.org/a?b=1&c=2", "mailto:a@example.org", "#absent", "#h0", "javascript:x", ""]
)


def _nested(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    children = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Span, children, languages, directions),
        st.builds(Strong, children),
        st.builds(Emphasis, children),
        st.builds(Link, addresses, children),
    )


inlines = st.recursive(
    st.one_of(
        st.builds(Text, texts),
        st.builds(Value, texts, st.just("f"), st.just("1"), direction=directions),
        st.builds(Citation, st.sampled_from(NOTES), st.just(False)),
        st.just(LineBreak()),
    ),
    _nested,
    max_leaves=6,
)
lines = st.lists(inlines, max_size=5).map(tuple)
lines_without_calls = lines.map(
    lambda some: tuple(inline for inline in some if isinstance(inline, Text | Value))
)
titles = st.builds(lambda word, rest: (Text(word), *rest), words, lines_without_calls)
paragraphs = st.builds(Paragraph, lines, st.sampled_from(["", "lead", "note", "draft"]))
headers: st.SearchStrategy[Literal["col", "row"] | None] = st.sampled_from([None, "row", "col"])
aligns: st.SearchStrategy[Align] = st.sampled_from(["start", "end", "center"])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))

    def row() -> Row:
        if columns > 1 and draw(st.booleans()):
            rest = columns - 1
            spanned = Cell(draw(lines), draw(headers), draw(aligns), colspan=rest)
            return Row((Cell(draw(lines)), spanned))
        return Row(tuple(Cell(draw(lines), None, draw(aligns)) for _ in range(columns)))

    head = tuple(row() for _ in range(draw(st.integers(0, 1))))
    rows = tuple(row() for _ in range(draw(st.integers(0, 3))))
    return Table(draw(lines), (100 / columns,) * columns, head, rows, draw(texts))


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M1 9L19 1L19 9Z"/></svg>'
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    if draw(st.booleans()):
        return Figure((), DRAWING, 20, 10, "", decorative=True)
    alt = draw(words.filter(str.strip))
    return Figure(draw(titles | st.just(())), DRAWING, draw(st.integers(5, 240)), 30, alt)


def _grown(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(Item, some), max_size=3).map(tuple)
    heading = st.builds(Heading, st.integers(1, 4), st.just("h"), titles)
    return st.one_of(
        st.builds(ListBlock, items, st.booleans()),
        st.builds(Box, st.sampled_from(["meeting", "conflict", "to-say", ""]), lines, some),
        st.builds(Section, heading, some, st.booleans()),
    )


blocks = st.recursive(
    st.one_of(paragraphs, paragraphs, tables(), figures(), st.builds(Contents, titles)),
    _grown,
    max_leaves=8,
)


def _with_ids(block: Block, numbers: list[int]) -> Block:
    """``block`` with headings h0, h1, … in reading order."""
    match block:
        case Section():
            heading = replace(block.heading, id=f"h{len(numbers)}")
            numbers.append(0)
            return Section(heading, _all_with_ids(block.blocks, numbers), block.new_page)
        case Box():
            return replace(block, blocks=_all_with_ids(block.blocks, numbers))
        case ListBlock():
            items = (Item(_all_with_ids(item.blocks, numbers)) for item in block.items)
            return replace(block, items=tuple(items))
        case _:
            return block


def _all_with_ids(some: tuple[Block, ...], numbers: list[int]) -> tuple[Block, ...]:
    return tuple(_with_ids(block, numbers) for block in some)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document that the shared checks let pass: ids once, notes placed once."""
    base = sample(draw(st.sampled_from(["en", "ar"])))
    first = Section(
        Heading(1, "start", (Text("Notes"),)),
        (Paragraph((Text("n"), *(Citation(id) for id in NOTES))), Paragraph((Text("m"),))),
    )
    drawn = draw(st.lists(blocks, max_size=4).map(tuple))
    anchor = Section(Heading(1, "h", (Text("End"),)), ())
    numbers: list[int] = []
    body = _all_with_ids((*drawn, anchor), numbers)
    known = {f"#h{n}" for n in range(len(numbers))}
    notes = tuple(
        Note(id, number, str(number), (Text("Note "), *draw(lines_without_calls)))
        for number, id in enumerate(NOTES, 1)
    )
    whole = replace(base, title=draw(titles), blocks=(first, *body), notes=notes)
    return _with_sound_links(whole, known)


def _with_sound_links(document: Document, known: set[str]) -> Document:
    """``document`` without links to places that are not there."""
    return _sound(document, known)  # type: ignore[return-value]


def _sound(value: object, known: set[str]) -> object:
    if isinstance(value, Link) and value.href.startswith("#") and value.href not in known:
        return Strong(tuple(_sound(child, known) for child in value.children))  # type: ignore[misc]
    if isinstance(value, tuple):
        return tuple(_sound(inner, known) for inner in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            each.name: _sound(getattr(value, each.name), known)
            for each in dataclasses.fields(value)
            if isinstance(getattr(value, each.name), tuple)
            or dataclasses.is_dataclass(getattr(value, each.name))
        }
        return replace(value, **changed)
    return value
