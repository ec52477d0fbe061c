"""What a letterhead gives once it has been read and cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from generator.house.letterhead.xml import Element

Kind = Literal["default", "first", "even"]
Place = Literal["header", "footer"]
KINDS: Final[tuple[Kind, ...]] = ("default", "first", "even")
SLOTS: Final = ("organisation", "marking", "draft", "number", "issued", "as_of", "page")
"""What a letterhead may ask for by name, as ``{marking}`` or a content control of that tag."""

STYLE_NAMES: Final = frozenset(
    {
        "box title", "brief table", "caption", "draft mark", "draft text", "draft word",
        "empty section", "endnote reference", "endnote text", "footer", "footer first",
        "footnote reference", "footnote text", "header", "heading 1", "heading 2", "heading 3",
        "heading 4", "hyperlink", "lead", "list bullet", "list continue", "list number", "masthead",
        "muted",
        "normal", "notes title", "small print", "snapshot label", "subtitle", "table head",
        "table row head", "table text", "table topic", "title", "toc 1", "toc 2", "toc 3",
        "toc heading", "warning title",
    }
)  # fmt: skip
"""The styles that a letterhead may give, by Word's own names, in small letters."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A house's own Word file, as it lies in its folder: found sound, not yet taken apart."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of a letterhead that was left out or repaired.

    code    of the wording; part: where it was; what: its name, when it has one.
    danger  whether it could have reached outside the file.
    """

    code: str
    part: str
    what: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in twips (1/1440 inch)."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    gutter: int = 0

    @property
    def text_width(self) -> int:
        """Width of the text."""
        return self.width - self.left - self.right - self.gutter


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or font that a part shows, by the relationship id that it uses for it."""

    relation: str
    kind: str
    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Edge:
    """One header or footer: its XML, its pictures and the addresses of its links."""

    root: Element
    media: tuple[Media, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Opened:
    """A letterhead taken apart.

    styles     ``w:styles``, or None when the file has none.
    numbering  ``w:numbering``; fonts: ``w:fonts`` with the media it embeds.
    theme      the part as it is, with its media.
    edges      headers and footers by place and kind of page.
    title_page, even  whether the first page and even pages have headers of their own.
    around     XML of the section besides paper, margins and headers: page borders and paper source.
    body       whether there is text in the body, which is left out.
    """

    page: Page
    styles: Element | None = None
    numbering: Element | None = None
    fonts: Edge | None = None
    theme: Edge | None = None
    edges: dict[tuple[Place, Kind], Edge] = field(default_factory=dict)
    title_page: bool = False
    even: bool = False
    mirrored: bool = False
    around: tuple[Element, ...] = ()
    body: bool = False
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, code: str, part: str, what: str = "", *, danger: bool = False) -> None:
        """Note once what was left out or repaired."""
        remark = Remark(code, part, what[:60], danger)
        if remark not in self.remarks:
            self.remarks.append(remark)
