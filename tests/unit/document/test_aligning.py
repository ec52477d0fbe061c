"""Two languages laid beside each other: every block once, in its order, beside its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.aligning import Aligned, aligned, fits_half, matched
from generator.document.bilingual import PREFIX, bilingual, rows_of
from generator.document.tree import (
    Block,
    Box,
    Cell,
    Document,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    Value,
)
from generator.document.walk import blocks, headings, plain
from tests.sample_tree import sample


def said(fact: str, words: str = "") -> Paragraph:
    return Paragraph((Span((Text(words or fact),), fact=fact, role="statement"),))


def listed(*facts: str) -> ListBlock:
    return ListBlock(tuple(Item((said(fact),)) for fact in facts))


def section(id: str, *inside: Block) -> Section:
    return Section(Heading(1, id, (Text(id),)), inside)


def document(*inside: Block) -> Document:
    return replace(sample("en"), blocks=inside, notes=())


def words(block: Block | None) -> str:
    match block:
        case Paragraph(children=children):
            return plain(children)
        case ListBlock(items=items):
            return " ".join(words(inner) for item in items for inner in item.blocks)
        case Section(heading=heading):
            return f"# {plain(heading.children)}"
        case Box(title=title):
            return f"[{plain(title)}]"
        case Table(caption=caption):
            return f"|{plain(caption)}|"
        case _:
            return ""


def shown(rows: tuple[Aligned, ...]) -> list[tuple[str, str]]:
    return [(words(row.one), words(row.other)) for row in rows]


def test_lists_of_unequal_length_stay_aligned_by_their_facts() -> None:
    one = document(section("a", listed("f1", "f2", "f3", "f4")))
    other = document(section("a", listed("f1", "f3", "f4", "f5")))
    assert shown(aligned(one, other)) == [
        ("# a", "# a"),
        ("f1", "f1"),
        ("f2", ""),
        ("f3", "f3"),
        ("f4", "f4"),
        ("", "f5"),
    ]


def test_a_paragraph_that_one_language_leaves_out_stands_beside_nothing() -> None:
    one = document(section("a", said("f1"), said("f2"), Paragraph((Text("own words"),))))
    other = document(section("a", said("f2"), Paragraph((Text("other words"),))))
    assert shown(aligned(one, other))[1:] == [
        ("f1", ""),
        ("f2", "f2"),
        ("own words", "other words"),
    ]


def test_sections_are_found_by_their_ids_and_one_may_be_missing() -> None:
    one = document(section("a", said("f1")), section("b", said("f2")), section("c", said("f3")))
    other = document(section("a", said("f1")), section("c", said("f3")))
    assert shown(aligned(one, other)) == [
        ("# a", "# a"),
        ("f1", "f1"),
        ("# b", ""),
        ("f2", ""),
        ("# c", "# c"),
        ("f3", "f3"),
    ]


def test_a_list_in_one_language_alone_still_goes_by_items() -> None:
    rows = aligned(document(listed("f1", "f2")), document())
    assert shown(rows) == [("f1", ""), ("f2", "")]


def test_a_numbered_list_stays_whole() -> None:
    one = replace(listed("f1", "f2"), ordered=True)
    assert shown(aligned(document(one), document(one))) == [("f1 f2", "f1 f2")]


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_law_all_of_both_are_there_once_in_order(one: list[int], other: list[int]) -> None:
    rows = matched(one, other, lambda a, b: float(a == b))
    assert [a for a, _ in rows if a is not None] == one
    assert [b for _, b in rows if b is not None] == other
    assert all(a is not None or b is not None for a, b in rows)
    assert all(a == b for a, b in rows if a is not None and b is not None)


@given(st.lists(st.integers(0, 6), unique=True), st.lists(st.integers(0, 6), unique=True))
def test_law_blocks_of_a_document_are_laid_out_whole(one: list[int], other: list[int]) -> None:
    left, right = (document(*(said(f"f{n}") for n in numbers)) for numbers in (one, other))
    rows = aligned(left, right)
    assert [words(row.one) for row in rows if row.one] == [f"f{n}" for n in one]
    assert [words(row.other) for row in rows if row.other] == [f"f{n}" for n in other]


@pytest.mark.parametrize(("one", "other"), [("en", "fr"), ("fr", "ar"), ("ar", "en")])
def test_samples_of_two_languages_have_no_empty_side(one: str, other: str) -> None:
    both = bilingual(sample(one), sample(other), "side-by-side")
    assert both.beside is not None
    rows = aligned(both, both.beside.document, PREFIX)
    assert all(row.one is not None and row.other is not None for row in rows)
    found = [block for _, block in rows_of(both)]
    assert len(found) == 2 * len(rows)


def test_ids_of_the_second_language_are_its_own_and_notes_are_listed_in_both() -> None:
    both = bilingual(sample("en"), sample("ar"), "side-by-side")
    assert both.beside is not None
    other = both.beside.document
    first = {heading.id for heading in headings(both)}
    second = {heading.id for heading in headings(other)}
    assert not first & second
    assert both.notes_under in first
    assert other.notes_under in second
    assert [note.label for note in other.notes] == [note.label for note in sample("ar").notes]
    assert len([*blocks(both)]) == len([*blocks(sample("en"))]) + 1


def test_only_narrow_tables_go_into_half_a_line() -> None:
    def table(*cells: str) -> Table:
        row = Row(tuple(Cell((Text(cell),)) for cell in cells))
        share = 100 / len(cells)
        return Table((), (share,) * len(cells), (), (row,))

    assert fits_half(table("short", "words that wrap"))
    assert not fits_half(table("a", "b", "c"))
    assert not fits_half(table("short", "unbreakablewordofmanyletters"))
    date = Row((Cell((Value("September 2014 00", "f", "2014-09", "time"),)), Cell(())))
    assert not fits_half(Table((), (40, 60), (), (date,)))
