"""Markdown of an officer as blocks of the document: CommonMark, without all that a brief has not.

Paragraphs, lists, strong, stress, links and headings, the same small set that templates have.
Everything else is noted with its line, all at once. The text is data: nothing in it is markup
of ours, and a name of a sign (``&#x202e;``) brings in no character that may not be in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from generator.document.tree import (
    Block,
    Emphasis,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Section,
    Strong,
    Text,
)
from generator.document.walk import plain
from generator.facts.refused import RefusedError
from generator.facts.text import clean_text

DEEPEST_LIST: Final = 3
DEEPEST_HEADING: Final = 2
SAFE_LINK: Final = re.compile(r"(?:https?://|mailto:)[^\s<>\"\x00-\x1f]+", re.IGNORECASE)

_REFUSED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "html_block": "order-text-html",
        "html_inline": "order-text-html",
        "image": "order-text-picture",
        "table": "order-text-table",
        "code_block": "order-text-code-block",
        "fence": "order-text-code",
        "code_inline": "order-text-code",
        "blockquote": "order-text-quotation",
        "hr": "order-text-rule",
        "s": "order-text-struck",
    }
)
"""Elements of Markdown that a brief does not have, and what is said of each."""

_NATIVE_NUMBER: Final = re.compile(r"^( {0,9})([٠-٩۰-۹]{1,3})([.)])(?=\s)", re.MULTILINE)
_TYPED_BULLET: Final = re.compile(r"^\s*[•●▪◦‣·]\s", re.MULTILINE)
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_UNSPACED: Final = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that a text may not hold. line counts from 1, in the text."""

    code: str
    line: int
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Read:
    """A text as blocks. Sections are of level 1 and 2, their ids numbers: "1", "1-2"."""

    blocks: tuple[Block, ...]
    troubles: tuple[Trouble, ...] = ()
    letters: int = 0
    """How many characters a reader sees."""

    @property
    def items(self) -> int:
        """How many items its lists have, those of lists inside them not counted."""
        return sum(len(block.items) for block in self.blocks if isinstance(block, ListBlock))


def read_markdown(text: str, *, headings: bool = True) -> Read:
    """The blocks of a text, and everything in it that a brief does not have.

    >>> read_markdown("A *new* text.").blocks[0].children[1]
    Emphasis(children=(Text(text='new'),))
    """
    from markdown_it.tree import SyntaxTreeNode

    readable = _NATIVE_NUMBER.sub(lambda m: m[1] + m[2].translate(_DIGITS) + m[3], text)
    reader = _Reader(headings)
    for found in _TYPED_BULLET.finditer(text):
        reader.note("order-text-bullet", text.count("\n", 0, found.start()) + 1)
    root = SyntaxTreeNode(_parser().parse(readable))
    blocks = reader.sections(root.children)
    troubles = tuple(sorted(reader.troubles, key=lambda one: one.line))
    return Read(blocks, troubles, _letters(blocks))


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    setattr(parser, "validateLink", lambda _: True)  # noqa: B010 - each is told with its line
    return parser


class _Reader:
    def __init__(self, headings: bool) -> None:
        self.troubles: list[Trouble] = []
        self._headings = headings
        self._line = 1

    def note(self, code: str, line: int | None = None, **values: str) -> None:
        """Note something that a text may not hold."""
        told = Trouble(code, line or self._line, MappingProxyType(values))
        if (told.code, told.line) not in {(one.code, one.line) for one in self.troubles}:
            self.troubles.append(told)

    # ------------------------------------------------------------ headings

    def sections(self, nodes: Sequence[Any]) -> tuple[Block, ...]:
        """The blocks of a text; what follows a heading stands under it."""
        levels = sorted({int(node.tag[1]) for node in nodes if node.type == "heading"})
        for node in nodes if len(levels) > DEEPEST_HEADING or not self._headings else ():
            if node.type == "heading" and not self._headings:
                self.note("order-text-heading", _line(node, self._line))
            elif node.type == "heading" and int(node.tag[1]) in levels[DEEPEST_HEADING:]:
                limit = str(DEEPEST_HEADING)
                self.note("order-text-heading-deep", _line(node, self._line), limit=limit)
        ranks = {level: min(rank, DEEPEST_HEADING) for rank, level in enumerate(levels, 1)}
        return self._under(list(nodes), ranks, 1, "")

    def _under(
        self, nodes: list[Any], ranks: Mapping[int, int], rank: int, prefix: str
    ) -> tuple[Block, ...]:
        """Blocks up to the first heading of this rank, then a section for each such heading."""
        if rank > DEEPEST_HEADING:
            return self._blocks([node for node in nodes if node.type != "heading"], 0)
        starts = [at for at, node in enumerate(nodes) if self._rank(node, ranks) == rank]
        if not starts:
            return self._under(nodes, ranks, rank + 1, prefix)
        found = list(self._under(nodes[: starts[0]], ranks, rank + 1, f"{prefix}0-"))
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=True), 1):
            heading = nodes[start]
            self._line = _line(heading, self._line)
            children = self._inlines(heading.children[0].children if heading.children else ())
            name = f"{prefix}{number}"
            inner = self._under(nodes[start + 1 : end], ranks, rank + 1, f"{name}-")
            if not plain(children).strip() or not inner:
                self.note("order-text-heading-empty", _line(heading, self._line))
            found.append(Section(Heading(rank, name, children), inner))
        return tuple(found)

    @staticmethod
    def _rank(node: Any, ranks: Mapping[int, int]) -> int:
        return ranks[int(node.tag[1])] if node.type == "heading" else 0

    # ------------------------------------------------------------ blocks

    def _blocks(self, nodes: Iterable[Any], depth: int) -> tuple[Block, ...]:
        found: list[Block] = []
        for node in nodes:
            self._line = _line(node, self._line)
            if node.type == "paragraph":
                children = self._inlines(node.children[0].children)
                if plain(children).strip():
                    found.append(Paragraph(children))
            elif node.type in ("bullet_list", "ordered_list"):
                found.append(self._list(node, depth + 1))
            elif node.type == "heading":
                self.note("order-text-heading-in-list")
            else:
                self.note(_REFUSED.get(node.type, "order-text-element"), element=node.type)
        return tuple(found)

    def _list(self, node: Any, depth: int) -> ListBlock:
        ordered = node.type == "ordered_list"
        if depth > DEEPEST_LIST:
            self.note("order-text-list-deep", limit=str(DEEPEST_LIST))
        if ordered and node.attrs.get("start", 1) != 1:
            self.note("order-text-list-start", start=str(node.attrs["start"]))
        items = []
        for item in node.children:
            self._line = _line(item, self._line)
            if blocks := self._blocks(item.children, depth):
                items.append(Item(blocks))
            elif not item.children:
                self.note("order-text-item-empty")
        return ListBlock(tuple(items), ordered)

    # ------------------------------------------------------------ inlines

    def _inlines(self, nodes: Sequence[Any]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for at, node in enumerate(nodes):
            if node.type == "text":
                self._text(node.content, found)
            elif node.type == "softbreak":
                self._soft(nodes, at, found)
            elif node.type == "hardbreak":
                found.append(LineBreak())
                self._line += 1
            elif node.type in ("strong", "em"):
                inner = self._inlines(node.children)
                if inner:
                    found.append(Strong(inner) if node.type == "strong" else Emphasis(inner))
            elif node.type == "link":
                self._link(node, found)
            else:
                self.note(_REFUSED.get(node.type, "order-text-element"), element=node.type)
        return tuple(found)

    def _text(self, content: str, found: list[Inline]) -> None:
        try:
            cleaned = clean_text(content)
        except RefusedError as refused:
            self.troubles.append(Trouble(refused.code, self._line, refused.values))
            return
        for code, values in cleaned.remarks:
            if code == "text-taken-out":
                self.note("order-text-character", character=values["characters"])
        if not cleaned.text:
            return
        if found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + cleaned.text)
        else:
            found.append(Text(cleaned.text))

    def _soft(self, nodes: Sequence[Any], at: int, found: list[Inline]) -> None:
        """A line of the file ends: a space, but between signs that are written without one."""
        self._line += 1
        around = [n.content for n in (nodes[at - 1], nodes[min(at + 1, len(nodes) - 1)])]
        if _UNSPACED.fullmatch(around[0][-1:]) and _UNSPACED.fullmatch(around[1][:1]):
            return
        self._text(" ", found)

    def _link(self, node: Any, found: list[Inline]) -> None:
        href = str(node.attrs.get("href", ""))
        inner = self._inlines(node.children)
        if not SAFE_LINK.fullmatch(href):
            self.note("order-text-link", address=href[:60] or "–")
        elif node.attrs.get("title"):
            self.note("order-text-link-title")
        elif plain(inner).strip():
            found.append(Link(href, inner))


def _line(node: Any, otherwise: int) -> int:
    return node.map[0] + 1 if node.map else otherwise


def _letters(blocks: Iterable[Block]) -> int:
    """How many characters of the blocks a reader sees."""
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            count += len(plain(block.children))
        elif isinstance(block, ListBlock):
            count += sum(_letters(item.blocks) for item in block.items)
        elif isinstance(block, Section):
            count += len(plain(block.heading.children)) + _letters(block.blocks)
    return count
