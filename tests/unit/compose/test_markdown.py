"""An officer's Markdown: what becomes of it, and what is told of all that a brief has not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compose.markdown import Read, read_markdown
from generator.document.tree import (
    Emphasis,
    Heading,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Section,
    Strong,
    Text,
)
from generator.problems import codes, wording


def told(text: str, *, headings: bool = True) -> list[tuple[str, int]]:
    read = read_markdown(text, headings=headings)
    return [(trouble.code.removeprefix("order-text-"), trouble.line) for trouble in read.troubles]


def paragraph(*children: object) -> Paragraph:
    return Paragraph(children)  # type: ignore[arg-type]


def test_the_small_set_becomes_blocks() -> None:
    read = read_markdown(
        "First **line**\nof *one*.  \nNext.\n\n- a\n- [b](https://example.org/x)\n\n"
        "  more\n  1. one\n\n## Later\n\nLast & \\*plain\\*."
    )
    assert read.troubles == ()
    inner = ListBlock((Item((paragraph(Text("one")),)),), ordered=True)
    link = Link("https://example.org/x", (Text("b"),))
    assert read.blocks == (
        paragraph(
            Text("First "),
            Strong((Text("line"),)),
            Text(" of "),
            Emphasis((Text("one"),)),
            Text("."),
            LineBreak(),
            Text("Next."),
        ),
        ListBlock(
            (
                Item((paragraph(Text("a")),)),
                Item((paragraph(link), paragraph(Text("more")), inner)),
            )
        ),
        Section(Heading(1, "1", (Text("Later"),)), (paragraph(Text("Last & *plain*.")),)),
    )


def test_headings_of_any_two_levels_nest() -> None:
    read = read_markdown("## A\n\nx\n\n#### B\n\ny\n\n## C\n\nz\n")
    assert [(b.heading.level, b.heading.id) for b in read.blocks if isinstance(b, Section)] == [
        (1, "1"),
        (1, "2"),
    ]
    first = read.blocks[0]
    assert isinstance(first, Section)
    assert [type(block).__name__ for block in first.blocks] == ["Paragraph", "Section"]
    assert read.troubles == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\n<div>x</div>\n", [("html", 3)]),
        ("One <b>two</b>\nthree.", [("html", 1)]),
        ("One\ntwo <!-- hidden -->", [("html", 2)]),
        ("![alt](x.png)", [("picture", 1)]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", [("table", 1)]),
        ("One.\n\n    code", [("code-block", 3)]),
        ("```\ncode\n```", [("code", 1)]),
        ("Say `this`.", [("code", 1)]),
        ("> said", [("quotation", 1)]),
        ("One.\n\n***\n\nTwo.", [("rule", 3)]),
        ("One ~~two~~.", [("struck", 1)]),
        ("[x](javascript:alert(1))", [("link", 1)]),
        ("[x](file:///etc/passwd)", [("link", 1)]),
        ("[x](//example.org)", [("link", 1)]),
        ("<https://example.org> is sound, [y](data:text/html,x) is not", [("link", 1)]),
        ('[x](https://example.org "title")', [("link-title", 1)]),
        ("# A\n\nx\n\n## B\n\ny\n\n### C\n\nz", [("heading-deep", 9)]),
        ("# A\n\n# B\n\nx", [("heading-empty", 1)]),
        ("- # A", [("heading-in-list", 1)]),
        ("- a\n  - b\n    - c\n      - d", [("list-deep", 4)]),
        ("3. three", [("list-start", 1)]),
        ("- a\n-\n- c", [("item-empty", 2)]),
        ("• a\n• b", [("bullet", 1), ("bullet", 2)]),
        ("a &#x202e;b", [("character", 1)]),
        ("<i>a</i>\n\n> b\n\n`c`", [("html", 1), ("quotation", 3), ("code", 5)]),
    ],
)
def test_everything_else_is_told_with_its_line_all_at_once(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert told(text) == expected


def test_a_slot_without_headings_says_so() -> None:
    assert told("# A\n\nx", headings=False) == [("heading", 1)]


def test_every_trouble_has_its_words() -> None:
    for code in codes():
        if code.startswith("order-text-"):
            assert wording(code).remedy, code


def test_lists_may_be_numbered_in_the_digits_of_the_language() -> None:
    read = read_markdown("١. أولاً\n٢. ثانياً\n")
    assert read.troubles == ()
    (found,) = read.blocks
    assert isinstance(found, ListBlock)
    assert (found.ordered, len(found.items)) == (True, 2)


def test_chinese_lines_are_joined_without_a_space() -> None:
    assert read_markdown("第一行\n第二行").blocks == (paragraph(Text("第一行第二行")),)


def test_what_readers_see_is_counted() -> None:
    assert read_markdown("**ab** [c](https://example.org)\n\n- de").letters == 6


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab <>&*_`#-+.1)\n[](!)~|:=\\\t•١", max_size=120))
def test_no_text_makes_the_reader_fail_and_no_markup_comes_through(text: str) -> None:
    read = read_markdown(text)
    assert isinstance(read, Read)
    assert all(1 <= trouble.line <= text.count("\n") + 1 for trouble in read.troubles)
    assert all(trouble.code in codes() for trouble in read.troubles)


def test_hostile_nesting_ends_soon() -> None:
    for text in ("[" * 9000, "*a" * 9000, "> " * 9000 + "x", "- " * 5000 + "x", "<" * 18000):
        read = read_markdown(text)
        assert read.blocks or read.troubles
        assert all(trouble.code in codes() for trouble in read.troubles)
