"""The document tree: one immutable value per language, from which every format is written.

Everything localised is already text here ("Page", "Source", "Contents" too); language
and direction travel with the parts that differ from the document's. A writer has no
language rules of its own. A printed value never loses its fact: ``Value`` carries the
fact's id and its exact value beside the text the reader sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from generator.document.layouts import Layout
from generator.document.records import FactRecord
from generator.records import dataclass

Direction: TypeAlias = Literal["ltr", "rtl"]
Align: TypeAlias = Literal["start", "end", "center"]


BESIDE: Final = "beside:"
"""Before the name of a file that goes with the document, in the address of a link."""


# ---------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text in the language and direction of what surrounds it."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A formatted value that is still tied to its fact.

    text    as the reader sees it, in the document's locale, with the no-break spaces and
            direction marks that must be kept.
    exact   machine form: a decimal number, or an EDTF date, or a code.
    kind    "data" for numbers, codes and names, "time" for dates and periods.
    direction  "ltr" when the text must be laid out left to right inside a right-to-left
            paragraph (Latin digits with signs, codes); None = as the surroundings.
    """

    text: str
    fact: str
    exact: str
    kind: Literal["data", "time"] = "data"
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Inlines in another language or direction, isolated from what surrounds them.

    fact  id of the fact whose statement this is, when it is one.
    role  "statement" (a fact's sentence), "attribution", "as-of", "original" (shown in
          the original language for want of a translation), "term", "mention" (a word that
          is spoken of, not used), "draft-mark", "portion" (the marking of what follows),
          "officer" (an officer's own words), or "".
    slot  the template's slot in which an officer's own words stand, or "".
    changed  it is a line of an officer's text that is new or another than in the last edition.
    """

    children: tuple[Inline, ...]
    lang: str | None = None
    direction: Direction | None = None
    fact: str | None = None
    role: str = ""
    slot: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress; writers use no italics for Arabic script."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to http, https or mailto, to "#id" inside the document, or to a file beside it.

    href      of a file that goes with the document: ``BESIDE`` and its name.
    numbered  True for a reference to a table or figure: its words are the word and the
              number of the caption there ("Table 2"), as ``numbering`` has them.
    """

    href: str
    children: tuple[Inline, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A call of a note. first is True where the note's text stands (its first call)."""

    note: str
    first: bool = True


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break."""


Inline: TypeAlias = Text | Value | Span | Strong | Emphasis | Link | Citation | LineBreak


# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """level 1 to 4 (the document's title is not a heading of the body); id is unique."""

    level: int
    id: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """role: "" (body), "lead", "note" (small print), "empty-section", "draft"."""

    children: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: blocks, mostly a single paragraph."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list. role: "" or "to-say" (lines to be said aloud) or "background"."""

    items: tuple[Item, ...]
    ordered: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. header: "col" or "row" scope, or None. Empty cells hold no inlines."""

    children: tuple[Inline, ...]
    header: Literal["col", "row"] | None = None
    align: Align = "start"
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells, in logical order (first = at the reading start)."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """The rows of a table that are not printed; with those that are, they travel in a file.

    file   name of the file, which goes with the document.
    about  its first line: marking, number and dates of the document, title, caption.
    notes  the sources that the rows call; they are not among the document's notes.
    """

    rows: tuple[Row, ...]
    file: str = ""
    about: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption.

    widths   share of each column in per cent, summing to 100.
    head     header rows, repeated on each page.
    rows     those that are printed: all, or the first of a long table.
    summary  description for those who cannot see it, in the document's language.
    role     "snapshot", "figures", "chronology", "if-raised", "contacts", "sources", or "".
    """

    caption: tuple[Inline, ...]
    widths: tuple[float, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    summary: str = ""
    role: str = ""
    id: str = ""
    rest: Rest | None = None


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture of pixels as a PNG or JPEG file that the program itself has written.

    width, height  of the picture, in pixels.
    """

    media: Literal["image/png", "image/jpeg"]
    content: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series as it is plotted.

    exact   a decimal number; "" where there is no value: a gap, never bridged.
    text    the value as the document prints it.
    status  "estimated" or "projected" when the source says so; drawn open and dashed.
    """

    exact: str
    text: str = ""
    status: Literal["", "estimated", "projected"] = ""


@dataclass(frozen=True, slots=True)
class Plotted:
    """One series of a chart: its name, and a point for each category."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows, in words and exact numbers.

    kind        "line" or "bar" over time; "comparison": a bar for each category.
    categories  the periods, oldest first, or what is compared.
    ticks       values that the axis names, as (exact, text), lowest first.
    legend      the words for points that are estimated or projected, by status.
    """

    kind: Literal["line", "bar", "comparison"]
    categories: tuple[str, ...]
    series: tuple[Plotted, ...]
    ticks: tuple[tuple[str, str], ...]
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what it says in words: a chart, a map, a flag.

    caption     printed above it behind "Figure 2"; a figure without one has no number.
    svg         the drawing, in the closed vocabulary of ``generator.drawing.svg``: no text,
                no script, no address; letters are outlines. "" where there are pixels.
    width, height  of the drawing on the page, in millimetres.
    alt         what it shows, for those who cannot see it, in the document's language.
    data        the exact data as a table that is not printed but read out; it calls no notes.
    role        "chart", "map", "flag", "picture", or "".
    pixels      a photograph, in place of a drawing.
    decorative  True for what says nothing; then it has neither caption nor alt nor data.
    chart       what the drawing was made from, for formats that have charts of their own.
    """

    caption: tuple[Inline, ...]
    svg: str
    width: float
    height: float
    alt: str
    id: str = ""
    role: str = ""
    data: Table | None = None
    decorative: bool = False
    pixels: Pixels | None = None
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks set apart, with a title.

    role: "key-messages", "conflict" (sources disagree), "staleness", "to-say",
    "background", "meeting", "warning", "changes" (since the last edition).
    """

    role: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what belongs under it; nests for sub-sections.

    new_page  True when the section starts a page (annexes circulate alone).
    """

    heading: Heading
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table of contents stands. title is localised ("Contents")."""

    title: tuple[Inline, ...]


Block: TypeAlias = Paragraph | ListBlock | Table | Figure | Box | Section | Contents


# ---------------------------------------------------------------- the whole


@dataclass(frozen=True, slots=True)
class Note:
    """A source note. number is its place in the document, from 1; label as printed.

    origin  "source/document" of the origin it stands for; "" for other notes.
    """

    id: str
    number: int
    label: str
    children: tuple[Inline, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page, already worded for the document's locale.

    marking     label of the document's marking ("UNCLASSIFIED"), with its language; "" where
                the house's scheme leaves the lowest level unmarked.
    position    where the house's scheme puts it: "top-right", "top-center",
                "top-bottom-center", "top-bottom-right"; right is physical right in both
                directions.
    handling    what stands behind the marking: separators, and how to handle the document.
    page        pattern with {page} and {pages}: "Page {page} of {pages}".
    digits      "latn", "arab" or "arabext": digits of automatic page numbers.
    number      document number with its label; issued, as_of likewise.
    draft       word that says of a draft what it is, or "".
    watermark   whether that word stands across each page too.
    """

    marking: str
    marking_lang: str
    position: str
    page: str
    digits: str
    number: tuple[Inline, ...]
    issued: tuple[Inline, ...]
    as_of: tuple[Inline, ...]
    organisation: str = ""
    draft: str = ""
    handling: tuple[Inline, ...] = ()
    watermark: bool = True

    @property
    def across(self) -> str:
        """The word across each page, or ""."""
        return self.draft if self.watermark else ""

    @property
    def banner(self) -> tuple[Inline, ...]:
        """The marking with what stands behind it."""
        return (Text(self.marking), *self.handling) if self.marking else self.handling


@dataclass(frozen=True, slots=True)
class Labels:
    """Words that writers need and templates do not write, in the document's language."""

    contents: str
    notes: str
    note_back: str
    table: str
    skip: str = ""
    """Words of the HTML page's first link: "Skip to the text"; "" leaves it out."""
    facts_file: str = ""
    """What the file attached to a PDF holds: "The facts of this document as data"; "" without."""
    figure: str = "Figure"
    """The word before the number of a figure."""
    exact: str = "{column} (exact)"
    """The heads of a table file's columns: exact values of {column}, and ids of facts."""
    facts: str = "Facts"


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs by which a file of rows is written, as programs of the language's readers expect.

    separator  between cells; decimal: the decimal mark of exact numbers.
    """

    separator: Literal[",", ";"] = ","
    decimal: Literal[".", ","] = "."


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties for PDF and Word.

    issued  UTC date and time, ISO 8601 with Z: creation and modification date of files.
    data_hash  fingerprint of the facts printed; edition number as text ("3"), or "".
    marking  the level by its name in the house's scheme; handling: what is added to it, or "".
    known_on  the day of which only what was known prints, or "".
    """

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    issued: str
    as_of: str
    number: str
    marking: str
    data_hash: str
    edition: str
    generator: str
    handling: str = ""
    known_on: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole brief in one language. lang is BCP 47 ("fr-CA")."""

    lang: str
    direction: Direction
    paper: Literal["letter", "a4"]
    title: tuple[Inline, ...]
    subtitle: tuple[Inline, ...]
    furniture: Furniture
    labels: Labels
    properties: Properties
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Version (SHA-256) of every fact the document depends on, by id."""
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Where each printed fact is from, with its place there, in words, by fact id."""
    titles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The same in few words, with the day it speaks for: titles of controls in Word."""
    records: Mapping[str, FactRecord] = field(default_factory=lambda: MappingProxyType({}))
    """What each fact is beside its printed words: unit, period, origin; by fact id."""
    beside: Beside | None = None
    """Of a bilingual edition: the other language, and how both stand."""
    notes_under: str = ""
    """Id of the section at the end, without blocks, under which all notes are listed.

    "" where notes stand as their format has them: at the foot of a page, or at the end.
    """
    signs: Signs = Signs()
    masthead: tuple[tuple[Inline, ...], ...] = ()
    """Lines above the title, where the house has them: symbol, date, original language."""
    changed: tuple[str, ...] = ()
    """Ids of facts that are new or others than in the last edition: what prints them is marked.

    So is a line of an officer's text whose span says that it is ``changed``.
    """


@dataclass(frozen=True, slots=True)
class Beside:
    """The other language of a bilingual edition. Its ids differ from those of the first.

    layout  "side-by-side": paragraph beside paragraph; "tumble": one half behind the other, each
            complete; "tumble-print": the same as a booklet is printed, each from its own end.
    """

    document: Document
    layout: Layout

    @property
    def in_halves(self) -> bool:
        """Whether each language is complete, with pages of its own."""
        return self.layout != "side-by-side"
