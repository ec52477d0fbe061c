"""Reads a template's output, once, into the blocks of the document tree.

The output is markup of the small set in ``elements``, in which each value stands as a
numbered mark; the values themselves never pass through markup, so whatever text they
hold arrives unchanged and cannot become an element. Empty paragraphs, lists, tables,
boxes and sections are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias
from xml.parsers import expat

from generator.compose.anchors import Anchors
from generator.compose.drawn import Drawn, figure_from
from generator.compose.elements import ELEMENTS, HEADING_LEVELS, ROOT
from generator.compose.mistakes import Mistake
from generator.compose.opened import Kept, Open, inlines, named, raw
from generator.compose.statictext import AT, read_place
from generator.compose.subsections import is_text, placed
from generator.compose.tables import RowCounter, table_from
from generator.document.tree import (
    Block,
    Box,
    Contents,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Section,
    Span,
    Strong,
    Table,
    Text,
)
from generator.limits import DEFAULT_LIMITS, Limits

MARK: Final = "_"
"""The element that stands for a value; its attribute ``n`` is the value's number."""

BLOCKS: Final = "_b"
"""The element that stands for whole blocks, such as a map with its disclaimer."""

Resolve: TypeAlias = Callable[[int], tuple[Inline, ...] | Drawn]
Blocks: TypeAlias = Callable[[int], tuple[Block, ...]]
Shown: TypeAlias = Callable[[str], str]

_SPACES: Final = re.compile("[ \t\n\r]+")
_IN_ITEMS: Final = (Paragraph, ListBlock)
_COUNTED: Final = (Paragraph, ListBlock, Figure, Box, Section)


class TreeBuilder:
    """Feed it markup in pieces, then take the blocks.

    resolve   gives the inlines of a value, or a figure, by its number.
    shown     gives the path of a template, as its author knows it, from its name.
    blocks    gives the whole blocks behind a mark by its number.
    unprinted  gives the inlines of a value in a row that is too far down to be printed.
    contents  the localised title of a table of contents.
    """

    def __init__(
        self,
        resolve: Resolve,
        shown: Shown,
        contents: str = "",
        limits: Limits = DEFAULT_LIMITS,
        *,
        blocks: Blocks = lambda _: (),
        unprinted: Resolve | None = None,
    ) -> None:
        self._resolve = resolve
        self._unprinted = unprinted or resolve
        self._whole = blocks
        self._shown = shown
        self._contents = contents
        self._limits = limits
        self._stack = [Open(ROOT, "", {})]
        self._at = ""
        self._blocks = 0
        self._anchors = Anchors()
        self._sections: list[int] = [0]
        self._rows = RowCounter(limits)
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.Parse(f"<{ROOT}>", False)

    def feed(self, markup: str) -> None:
        """Read one piece; raises ``Mistake`` with its place."""
        self._parse(markup, False)

    def blocks(self) -> tuple[Block, ...]:
        """End the reading and give the blocks."""
        self._parse(f"</{ROOT}>", True)
        self._anchors.check(self._place)
        return tuple(b for b in self._stack[0].content if b is not None)  # type: ignore[misc]

    def _parse(self, markup: str, final: bool) -> None:
        try:
            self._parser.Parse(markup, final)
        except expat.ExpatError as error:
            raise self._malformed(error, final) from None
        except Mistake as mistake:
            if mistake.where is None and self._at:
                self._place(mistake, self._at)
            raise

    def _place(self, mistake: Mistake, at: str) -> Mistake:
        if at:
            template, line = read_place(at)
            mistake.placed(self._shown(template), line)
        return mistake

    def _malformed(self, error: expat.ExpatError, final: bool) -> Mistake:
        still = self._stack[-1]
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]:
            if final:
                mistake = Mistake("template-element-open", element=still.name)
                return self._place(mistake, still.at)
            template, line = read_place(still.at) if still.at else ("", 0)
            if still.name == ROOT:
                return self._place(Mistake("template-end-alone"), self._at)
            mistake = Mistake(
                "template-end-mismatch",
                element=still.name,
                opened=f"{self._shown(template)}, line {line}",
            )
            return self._place(mistake, self._at)
        return self._place(Mistake("template-character-in-output"), self._at)

    # ------------------------------------------------------------ expat's events

    def _instruction(self, target: str, data: str) -> None:
        if target == AT:
            self._at = data

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == MARK:
            self._put_mark(int(attributes["n"]))
            return
        if name == BLOCKS:
            self._put_blocks(int(attributes["n"]))
            return
        if name == ROOT:
            return
        at = attributes.pop(AT, "")
        self._at = at or self._at
        self._check_place(name)
        self._rows.opened(name, self._stack)
        if name == "section":
            self._sections[-1] += 1
            self._sections.append(0)
        self._stack.append(Open(name, at, attributes))

    def _end(self, name: str) -> None:
        if name in (MARK, BLOCKS, ROOT):
            return
        done = self._stack.pop()
        self._rows.closed(name)
        made = self._made(done)
        if done.name == "section":
            self._sections.pop()
        if made is not None:
            self._stack[-1].content.append(made)

    def _characters(self, text: str) -> None:
        top = self._stack[-1]
        if ELEMENTS[top.name].text:
            top.content.append(Text(_SPACES.sub(" ", text)))
        elif text.strip(" \t\n\r"):
            raise self._stray(text.strip()[:40])

    def _put_mark(self, number: int) -> None:
        top = self._stack[-1]
        inlines = (self._unprinted if self._rows.past else self._resolve)(number)
        if isinstance(inlines, Drawn):
            if top.name != "figure":
                raise Mistake("template-figure-outside", element=top.name)
            top.content.append(inlines)
            return
        if not inlines:
            return
        if not ELEMENTS[top.name].text:
            raise self._stray("")
        self._refer(inlines)
        top.content.extend(Kept(inline) for inline in inlines)

    def _refer(self, inlines: Sequence[Inline]) -> None:
        """Note references: they speak the language of the document."""
        self._anchors.referred(inlines, self._at)
        for inline in inlines:
            if (
                isinstance(inline, Link)
                and inline.numbered
                and any("lang" in open.attributes for open in self._stack)
            ):
                raise Mistake("template-reference-in-language", name=inline.href[1:])

    def _put_blocks(self, number: int) -> None:
        top = self._stack[-1]
        found = self._whole(number)
        holders = (ROOT, "section", "aside") if is_text(found) else (ROOT, "section")
        if top.name not in holders:
            raise Mistake("template-figure-misplaced", element=top.name)
        if top.name != ROOT and not any(isinstance(c, Open) for c in top.content):
            expected = f"h{len(self._sections)}" if top.name == "section" else "header"
            raise Mistake(
                "template-element-first", element=top.name, first=expected, given="figure"
            )
        found = placed(found, len(self._sections) - 1, self._anchors, in_box=top.name == "aside")
        for figure in found:
            if isinstance(figure, Figure) and figure.id:
                self._anchors.take(figure.id)
                if figure.caption:
                    self._anchors.numbered(figure.id, printed=True)
        top.content.extend(found)

    def _stray(self, text: str) -> Mistake:
        top = self._stack[-1]
        if top.name == ROOT:
            return Mistake("template-text-outside", text=text or "…")
        return Mistake("template-text-in-element", element=top.name, text=text or "…")

    # ------------------------------------------------------------ the small grammar

    def _check_place(self, name: str) -> None:
        top = self._stack[-1]
        holder = ELEMENTS[top.name]
        if name not in holder.children:
            holders = sorted(n for n, e in ELEMENTS.items() if name in e.children and n != ROOT)
            where = "not inside another element" if top.name == ROOT else f"in “<{top.name}>”"
            raise Mistake(
                "template-element-misplaced",
                element=name,
                place="on its own" if top.name == ROOT else where,
                holders=", ".join(holders) or "no other element",
            )
        if len(self._stack) > self._limits.nesting:
            raise Mistake("template-elements-too-deep", limit=self._limits.nesting)
        if not holder.first:
            return
        first = not any(not isinstance(c, Text) or c.text.strip() for c in top.content)
        if holder.first == "h":
            self._check_heading(name, top, first)
        elif (name == holder.first) != first:
            raise Mistake(
                "template-element-first", element=top.name, first=holder.first, given=name
            )

    def _check_heading(self, name: str, section: Open, first: bool) -> None:
        depth = len(self._sections) - 1
        expected = f"h{depth + 1}"
        if depth > max(HEADING_LEVELS.values()):
            raise Mistake("template-sections-too-deep", limit=max(HEADING_LEVELS.values()))
        if (name in HEADING_LEVELS) != first:
            raise Mistake("template-element-first", element="section", first=expected, given=name)
        if first and name != expected:
            raise Mistake("template-heading-level", given=name, expected=expected)

    def _made(self, done: Open) -> object | None:
        if done.name in HEADING_LEVELS or done.name in (
            "caption",
            "figcaption",
            "header",
            "summary",
        ):
            return done
        make = _MAKERS.get(done.name)
        made = make(self, done) if make else done
        if isinstance(made, _COUNTED) or done.name == "table":
            self._blocks += 1
            if self._blocks > self._limits.document_blocks:
                raise Mistake("template-too-many-blocks", limit=self._limits.document_blocks)
        return made

    def _paragraph(self, done: Open) -> Paragraph | None:
        children = inlines(done.content)
        return Paragraph(children, done.attributes.get("class", "")) if children else None

    def _list(self, done: Open) -> ListBlock | None:
        items = tuple(c for c in done.content if isinstance(c, Item))
        role = done.attributes.get("class", "")
        return ListBlock(items, done.name == "ol", role) if items else None

    def _item(self, done: Open) -> Item | None:
        found: list[Block] = []
        run: list[object] = []
        for part in [*done.content, None]:
            if isinstance(part, _IN_ITEMS) or part is None:
                children = inlines(run)
                if children:
                    found.append(Paragraph(children))
                run = []
                if part is not None:
                    found.append(part)
            else:
                run.append(part)
        return Item(tuple(found)) if found else None

    def _box(self, done: Open) -> Box | None:
        title = named(done, "header")
        found = tuple(c for c in done.content if not isinstance(c, Open))
        return Box(done.attributes["class"], title, found) if found else None  # type: ignore[arg-type]

    def _section(self, done: Open) -> Section | None:
        given = done.attributes.get("id")
        if given is not None:
            self._anchors.take(given)
        heading = next((c for c in done.content if isinstance(c, Open)), None)
        if heading is None:
            if done.content:
                expected = f"h{len(self._sections)}"
                raise self._place(
                    Mistake("template-element-first", element="section", first=expected, given=""),
                    done.at,
                )
            return None
        found = tuple(c for c in done.content if not isinstance(c, Open))
        children = inlines(heading.content)
        if not found:
            return None
        if not children:
            raise self._place(Mistake("template-heading-empty"), heading.at)
        name = given or "section-" + "-".join(str(n) for n in self._sections[:-1])
        level = HEADING_LEVELS[heading.name]
        new_page = done.attributes.get("class") == "new-page"
        return Section(Heading(level, name, children), found, new_page)  # type: ignore[arg-type]

    def _table(self, done: Open) -> object | None:
        name = done.attributes.get("id")
        if name is not None:
            self._anchors.take(name)
        table: Table | None = table_from(done, self._limits, self._place)
        if name is not None:
            self._anchors.numbered(name, printed=table is not None)
        return table

    def _figure(self, done: Open) -> Figure | Table | None:
        """The drawing, or the table in its place, with the caption; without one, nothing."""
        figure, below = figure_from(done, self._place)
        if name := done.attributes.get("id", ""):
            self._anchors.take(name)
            self._anchors.numbered(name, printed=bool(figure and figure.caption))
        if figure is None or below is None:
            return figure
        self._stack[-1].content.append(figure)
        return below

    def _nav(self, done: Open) -> Contents:
        return Contents((Text(self._contents),))

    def _strong(self, done: Open) -> object | None:
        children = raw(done.content)
        return Strong(children) if children else None

    def _emphasis(self, done: Open) -> object | None:
        children = raw(done.content)
        return Emphasis(children) if children else None

    def _link(self, done: Open) -> object | None:
        children = raw(done.content)
        return Link(done.attributes["href"], children) if children else None

    def _span(self, done: Open) -> object | None:
        children = raw(done.content)
        lang, direction = done.attributes.get("lang"), done.attributes.get("dir")
        return Span(children, lang, direction) if children else None  # type: ignore[arg-type]

    def _break(self, done: Open) -> LineBreak:
        return LineBreak()


_MAKERS: Final[Mapping[str, Callable[[TreeBuilder, Open], object | None]]] = {
    "p": TreeBuilder._paragraph,
    "ul": TreeBuilder._list,
    "ol": TreeBuilder._list,
    "li": TreeBuilder._item,
    "aside": TreeBuilder._box,
    "section": TreeBuilder._section,
    "table": TreeBuilder._table,
    "figure": TreeBuilder._figure,
    "nav": TreeBuilder._nav,
    "strong": TreeBuilder._strong,
    "em": TreeBuilder._emphasis,
    "a": TreeBuilder._link,
    "span": TreeBuilder._span,
    "br": TreeBuilder._break,
}
