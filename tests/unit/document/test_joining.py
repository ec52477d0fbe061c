"""Documents that become one: notes once each, ids apart, numbers through the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.joining import NOTES_ID, Joined, annexes, excerpt, joined
from generator.document.numbering import numbered
from generator.document.tree import (
    Cell,
    Citation,
    Contents,
    Document,
    Heading,
    Inline,
    Link,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    Value,
)
from generator.document.walk import blocks, headings, inlines, plain
from tests.sample_tree import sample


def table(id: str, caption: str) -> Table:
    return Table((Text(caption),), (100,), (), (Row((Cell((Text("x"),)),)),), id=id)


def brief(*sections: Section, notes: tuple[Note, ...] = ()) -> Document:
    return replace(sample("en"), blocks=sections, notes=notes, masthead=())


def section(id: str, *inside: object, level: int = 1, new_page: bool = False) -> Section:
    return Section(Heading(level, id, (Text(id),)), tuple(inside), new_page)  # type: ignore[arg-type]


def note(number: int, words: str, origin: str) -> Note:
    return Note(f"note-{number}", number, str(number), (Text(words),), origin)


def said(*children: Inline) -> Paragraph:
    return Paragraph(children)


def together(*documents: Document) -> Document:
    cover = brief(Contents((Text("Contents"),)))  # type: ignore[arg-type]
    parts = [
        Joined(one, f"part-{place}", (Text(f"Part {place}"),))
        for place, one in enumerate(documents, 1)
    ]
    return joined(cover, parts, (Text("Sources"),), str)[0]


ONE = brief(
    section("economy", said(Citation("note-1")), table("figures", "Figures")),
    section(
        "more",
        said(Citation("note-2"), Link("#figures", (Text("Table 1"),), numbered=True)),
        said(Citation("note-1", first=False)),
    ),
    notes=(note(1, "World Bank", "wb/wdi"), note(2, "Rudaw", "press/rudaw")),
)
OTHER = brief(
    section("economy", said(Citation("note-1")), table("figures", "Other figures")),
    section("more", said(Citation("note-2"), Link("#figures", (Text("Table 1"),), numbered=True))),
    notes=(note(1, "Rudaw", "press/rudaw"), note(2, "UN", "un/ga")),
)


def test_a_source_of_two_parts_is_one_note_numbered_by_its_first_call() -> None:
    whole = together(ONE, OTHER)
    assert [(n.number, n.label, n.origin) for n in whole.notes] == [
        (1, "1", "wb/wdi"),
        (2, "2", "press/rudaw"),
        (3, "3", "un/ga"),
    ]
    calls = [(c.note, c.first) for c in inlines(whole) if isinstance(c, Citation)]
    assert calls == [
        ("note-1", True),
        ("note-2", True),
        ("note-1", False),
        ("note-2", False),
        ("note-3", True),
    ]


def test_one_origin_in_other_words_stays_a_note_of_its_own() -> None:
    other = replace(OTHER, notes=(note(1, "(S) Rudaw", "press/rudaw"), OTHER.notes[1]))
    assert len(together(ONE, other).notes) == 4


def test_ids_are_those_of_the_part_and_references_follow_their_table() -> None:
    whole = together(ONE, OTHER)
    assert [heading.id for heading in headings(whole)] == [
        "part-1",
        "part-1-economy",
        "part-1-more",
        "part-2",
        "part-2-economy",
        "part-2-more",
        NOTES_ID,
    ]
    assert [heading.level for heading in headings(whole)] == [1, 2, 2, 1, 2, 2, 1]
    links = [link.href for link in inlines(whole) if isinstance(link, Link)]
    assert links == ["#part-1-figures", "#part-2-figures"]
    found = numbered(whole)
    assert [found[link[1:]].number for link in links] == [1, 2]


def test_parts_start_pages_and_the_notes_stand_under_a_section_of_their_own() -> None:
    whole = together(ONE, OTHER)
    tops = [block for block in whole.blocks if isinstance(block, Section)]
    assert all(top.new_page for top in tops)
    assert whole.notes_under == tops[-1].heading.id == NOTES_ID
    assert tops[-1].blocks == ()


def test_without_a_note_there_is_no_list_of_notes() -> None:
    whole = together(brief(section("a", said(Text("words")))))
    assert whole.notes_under == ""
    assert [heading.id for heading in headings(whole)] == ["part-1", "part-1-a"]


def test_headings_never_go_deeper_than_the_lowest_level() -> None:
    deep = section("a", section("b", section("c", section("d", level=4), level=3), level=2))
    levels = [heading.level for heading in headings(together(brief(deep)))]
    assert levels == [1, 2, 3, 4, 4]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_part_says_word_for_word_what_it_says_alone(language: str) -> None:
    document = sample(language)
    part = Joined(document, "part-1", document.title)
    whole, _ = joined(replace(document, blocks=(), notes=()), [part], (Text("S"),), str)
    before = [plain(block.children) for block in blocks(document) if isinstance(block, Paragraph)]
    after = [plain(block.children) for block in blocks(whole) if isinstance(block, Paragraph)]
    assert after == before
    values = [inline for inline in inlines(document) if isinstance(inline, Value)]
    kept = [inline for inline in inlines(whole) if isinstance(inline, Value)]
    assert set(values) == set(kept)


@given(st.lists(st.lists(st.integers(0, 5), max_size=6), min_size=1, max_size=4))
def test_law_every_note_is_called_first_once_and_numbers_rise(parts: list[list[int]]) -> None:
    documents = []
    for origins in parts:
        order = list(dict.fromkeys(origins))
        notes = tuple(note(i, f"source {o}", f"s/{o}") for i, o in enumerate(order, 1))
        calls = [said(Citation(f"note-{order.index(o) + 1}")) for o in origins]
        documents.append(brief(section("a", *calls), notes=notes))
    whole = together(*documents)
    met = list(dict.fromkeys(o for origins in parts for o in origins))
    assert [n.origin for n in whole.notes] == [f"s/{o}" for o in met]
    firsts = [c.note for c in inlines(whole) if isinstance(c, Citation) and c.first]
    assert firsts == [n.id for n in whole.notes]
    calls_of_all = [c.note for c in inlines(whole) if isinstance(c, Citation)]
    by_id = {n.id: n.origin for n in whole.notes}
    assert [by_id[c] for c in calls_of_all] == [f"s/{o}" for origins in parts for o in origins]


# ---------------------------------------------------------------- annexes

ANNEXED = brief(
    section("body", said(Citation("note-1")), table("figures", "Main figures")),
    section(
        "annex",
        said(Citation("note-2"), Value("4", "gdp", "4")),
        section("inner", table("own", "Own"), level=2),
        said(
            Link("#figures", (Text("Table 1"),), numbered=True),
            Link("#own", (Text("Table 2"),), numbered=True),
            Link("#body", (Text("above"),)),
        ),
        new_page=True,
    ),
    notes=(note(1, "World Bank", "wb/wdi"), note(2, "Rudaw", "press/rudaw")),
)


def test_annexes_are_the_sections_of_the_first_level_that_start_a_page() -> None:
    assert [one.heading.id for one in annexes(ANNEXED)] == ["annex"]


def test_an_annex_alone_has_its_own_title_levels_and_notes() -> None:
    (annex,) = annexes(ANNEXED)
    alone = excerpt(ANNEXED, annex, str)
    assert plain(alone.title) == "annex"
    assert plain(alone.subtitle) == plain(ANNEXED.title)
    assert [(n.number, n.origin) for n in alone.notes] == [(1, "press/rudaw")]
    assert [(h.level, h.id) for h in headings(alone)] == [(1, "inner")]


def test_an_annex_names_by_its_caption_the_table_that_stayed_behind() -> None:
    (annex,) = annexes(ANNEXED)
    alone = excerpt(ANNEXED, annex, str)
    last = [block for block in blocks(alone) if isinstance(block, Paragraph)][-1]
    assert last.children == (
        Span((Text("Main figures"),)),
        Link("#own", (Text("Table 2"),), numbered=True),
        Span((Text("above"),)),
    )


def test_an_annex_carries_only_the_facts_it_prints() -> None:
    (annex,) = annexes(ANNEXED)
    document = replace(ANNEXED, facts={"gdp": "1", "other": "2"}, sources={"other": "x"})
    alone = excerpt(document, annex, str)
    assert (dict(alone.facts), dict(alone.sources)) == ({"gdp": "1"}, {})
