"""A Word file opened for the rules: parts, relationships, stories, and the cascade of styles."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
REL: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
# Found parts of a tree may be missing; a rule that follows a missing one fails by itself.
Element: TypeAlias = Any
STORIES: Final = ("header", "footer", "footnotes", "endnotes", "comments")
_SHAPES: Final = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_NOT_READ: Final = frozenset({"pPr", "del", "moveFrom", "rPr", "sdtPr", "txbxContent", "Fallback"})


def q(name: str, space: str = W) -> str:
    """A name with its namespace."""
    return f"{{{space}}}{name}"


def local(element: Element) -> str:
    """A name without its namespace."""
    name: str = element.tag
    return name.rpartition("}")[2]


def val(element: Element, name: str = "val") -> str | None:
    """An attribute of Word's namespace; None without one or without the element."""
    return None if element is None else element.get(q(name))


def is_on(element: Element) -> bool:
    """Whether an on/off property is there and on."""
    return element is not None and (val(element) or "1") not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: the last part of its type, its target (a part's name inside), and mode."""

    kind: str
    target: str
    outside: bool


class WordFile:
    """A Word file in memory. ``language`` is the one it should have."""

    def __init__(self, content: bytes, language: str) -> None:
        self.language = language
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.entries = self.archive.infolist()
        self.data = {entry.filename: self.archive.read(entry) for entry in self.entries}
        self.xml: dict[str, Element] = {}
        self.unreadable: list[str] = []
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for name, data in self.data.items():
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    self.xml[name] = etree.fromstring(data, parser)
                except etree.XMLSyntaxError:
                    self.unreadable.append(name)

    @cached_property
    def links(self) -> dict[str, dict[str, Link]]:
        """The relationships of each part by their ids; those of the package under ""."""
        return {
            source_of(name): dict(self.links_in(name)) for name in self.xml if name[-5:] == ".rels"
        }

    def links_in(self, name: str) -> Iterator[tuple[str, Link]]:
        """Ids and relationships of one part of relationships, as often as they stand there."""
        folder = posixpath.dirname(source_of(name))
        for element in self.xml[name].iter(q("Relationship", REL)):
            target = element.get("Target", "")
            outside = element.get("TargetMode") == "External"
            if not outside:
                target = unquote(target)
                whole = target[1:] if target[:1] == "/" else posixpath.join(folder, target)
                target = posixpath.normpath(whole)
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            yield element.get("Id", ""), Link(kind, target, outside)

    def related(self, source: str, kind: str) -> list[str]:
        """The parts of one kind that a part refers to."""
        found = self.links.get(source, {}).values()
        return [link.target for link in found if link.kind == kind and link.target in self.data]

    @cached_property
    def main(self) -> str:
        """Name of the part with the body."""
        return next(iter(self.related("", "officeDocument")), "")

    @cached_property
    def body(self) -> Element:
        """The root of the part with the body."""
        return self.xml[self.main]

    def part(self, kind: str) -> Element:
        """The root of the body's part of one kind; an empty element when there is none."""
        names = [name for name in self.related(self.main, kind) if name in self.xml]
        return self.xml[names[0]] if names else etree.Element("none")

    @cached_property
    def stories(self) -> dict[str, Element]:
        """Every part with text of its own."""
        names = [self.main, *(n for kind in STORIES for n in self.related(self.main, kind))]
        return {name: self.xml[name] for name in names if name in self.xml}

    @cached_property
    def cascade(self) -> Cascade:
        """What styles and defaults add to a paragraph and a run."""
        return Cascade(self.part("styles"))

    @cached_property
    def rtl(self) -> bool:
        """Whether the language of the document is written from right to left."""
        from tests.rules.finding import right_to_left

        return right_to_left(self.language)


def source_of(relationships: str) -> str:
    """The part whose relationships a part holds; "" for the package."""
    folder, base = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


# ---------------------------------------------------------------- texts


def run_text(run: Element) -> str:
    """The text of a run."""
    names = ((local(child), child) for child in run.iterchildren(etree.Element))
    return "".join(child.text or "" if n == "t" else _SHAPES.get(n, "") for n, child in names)


def runs(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph, without what was deleted, fallbacks and text boxes inside it."""
    for child in paragraph.iterchildren(etree.Element):
        name = local(child)
        if name == "r":
            yield child
        elif name not in _NOT_READ:
            yield from runs(child)


def paragraphs(root: Element) -> Iterator[Element]:
    """The paragraphs that are shown, in order."""
    for paragraph in root.iter(q("p")):
        if next(paragraph.iterancestors(q("Fallback", MC), q("del")), None) is None:
            yield paragraph


def text_of(paragraph: Element) -> str:
    """The text of a paragraph."""
    return "".join(map(run_text, runs(paragraph)))


# ---------------------------------------------------------------- styles


Properties: TypeAlias = dict[str, list[Element]]


class Cascade:
    """Properties by name, the nearest first: direct, character style, paragraph style, defaults."""

    def __init__(self, styles: Element) -> None:
        self.by_id = {val(style, "styleId") or "": style for style in styles.iter(q("style"))}
        kinds = {val(style, "type"): id for id, style in self.by_id.items() if _default(style)}
        self._paragraph = kinds.get("paragraph", "")
        self._character = kinds.get("character", "")
        self._of_style: dict[tuple[str, str], Properties] = {}
        self.defaults = {
            tag: styles.find(f"{q('docDefaults')}/{q(tag + 'Default')}/{q(tag)}")
            for tag in ("pPr", "rPr")
        }

    def chain(self, id: str) -> Iterator[Element]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while id in self.by_id and id not in seen:
            seen.add(id)
            yield self.by_id[id]
            id = val(self.by_id[id].find(q("basedOn"))) or ""

    def style(self, paragraph: Element) -> str:
        """The style of a paragraph."""
        own = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
        return val(own) or self._paragraph

    def of_paragraph(self, paragraph: Element, name: str) -> Element:
        """The nearest ``name`` among the properties of a paragraph, or None."""
        own = paragraph.find(f"{q('pPr')}/{q(name)}")
        if own is not None:
            return own
        inherited = self._inherited(self.style(paragraph), "pPr").get(name)
        return inherited[0] if inherited else None

    def of_run(self, run: Element, paragraph: Element) -> list[Properties]:
        """The properties of a run: its own, its style's, its paragraph's style's and defaults."""
        own = run.find(q("rPr"))
        levels = []
        if own is not None:
            table = _by_name([own])
            levels.append(table)
            if character := table.get("rStyle"):
                levels.append(self._of_character(val(character[0]) or ""))
        return [*levels, self._inherited(self.style(paragraph), "rPr")]

    def _of_character(self, style: str) -> Properties:
        """By name: what a character style and those it is based on say."""
        key = (style, "")
        if key not in self._of_style:
            levels = (found.find(q("rPr")) for found in self.chain(style))
            self._of_style[key] = _by_name(levels)
        return self._of_style[key]

    def _inherited(self, style: str, tag: str) -> Properties:
        """By name: what a paragraph style, the default character style and the defaults say."""
        key = (style, tag)
        if key not in self._of_style:
            levels = [found.find(q(tag)) for found in self.chain(style)]
            if tag == "rPr":
                levels += [found.find(q(tag)) for found in self.chain(self._character)]
            self._of_style[key] = _by_name((*levels, self.defaults[tag]))
        return self._of_style[key]

    def heading_level(self, paragraph: Element) -> int:
        """1 to 9 for a heading, 0 for any other paragraph."""
        level = val(self.of_paragraph(paragraph, "outlineLvl"))
        return int(level) + 1 if level is not None and level.isdecimal() and level != "9" else 0


def _by_name(levels: Iterable[Element]) -> Properties:
    """The properties of some levels, the nearest first; a level that is not there is None."""
    table: Properties = {}
    for level in levels:
        for element in () if level is None else level.iterchildren(etree.Element):
            table.setdefault(local(element), []).append(element)
    return table


def _default(style: Element) -> bool:
    return val(style, "default") in ("1", "true", "on")
