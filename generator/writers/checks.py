"""What every writer makes sure of before it writes: the tree can be written as it stands.

A document that breaks one of these rules is refused, never mended in silence: a mark
that is missing or a value that loses a letter would go out under the ministry's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.document.numbering import numbered
from generator.document.tree import (
    Block,
    Citation,
    Document,
    Figure,
    Inline,
    Link,
    Section,
    Span,
    Table,
    Value,
)
from generator.document.walk import (
    blocks,
    inlines_of,
    lines,
    place_of,
    plain,
    unprinted,
)
from generator.drawing.svg import BadDrawing, read
from generator.house import HouseStyle
from generator.limits import DEFAULT_LIMITS, Limits
from generator.localisation.figures import in_figures
from generator.problems import Findings, Where
from generator.writers.phrases import IDEOGRAPHIC

# Control characters, surrogates, non-characters, and the marks that override, embed or
# isolate a direction: they change how what follows is read. Direction is in the tree.
_BASIC: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    "\ufffe\uffff"
)
UNWRITABLE: Final = re.compile(
    f"[{_BASIC}\U000e0000-\U000e007f"
    + "".join(chr((plane << 16) + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


# All of them and more, for a quick look: most texts hold no character beyond the basic plane.
_SUSPECT: Final = re.compile(f"[{_BASIC}\U00010000-\U0010ffff]")

OWN_IDS: Final = "doc-"
"""Names of notes, calls and boxes in HTML and PDF start so; a template's may not."""

_STARTS: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}

LARGEST_FIGURE: Final = 250
"""Millimetres: what a page has room for."""


def check(document: Document, house: HouseStyle, limits: Limits = DEFAULT_LIMITS) -> Read:
    """Raise ``ProblemsFound`` with everything that keeps ``document`` from being written.

    Gives what was read of it, for the writer.
    """
    findings = Findings()
    read = _read(document)
    _marking(document, house, findings)
    _characters(document, read, findings)
    _words(document, read, limits, findings)
    _calls(document, read, findings)
    _targets(document, read, findings)
    _tables(document, read, limits, findings)
    _figures(document, read, findings)
    findings.stop_on_errors()
    if document.beside is not None:
        check(document.beside.document, house, limits)
    return read


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it is read once for all rules: the tree is walked no second time.

    lines    every line as its place and its text.
    inlines  every inline, one before those it holds.
    """

    lines: Sequence[tuple[str, str]]
    inlines: Sequence[Inline]
    blocks: Sequence[Block]

    def tables(self) -> list[Table]:
        """The tables of the body."""
        return [block for block in self.blocks if isinstance(block, Table)]

    def figures(self) -> list[Figure]:
        """The figures of the body."""
        return [block for block in self.blocks if isinstance(block, Figure)]


def _read(document: Document) -> Read:
    texts: list[tuple[str, str]] = []
    found: list[Inline] = []
    for place, children in lines(document):
        texts.append((place, plain(children)))
        found += inlines_of(children)
    return Read(texts, found, [*blocks(document)])


def _where(document: Document, place: str = "") -> Where:
    number = document.properties.number or None
    return Where(record=f"{number} ({document.lang})" if number else None, field=place or None)


def _marking(document: Document, house: HouseStyle, findings: Findings) -> None:
    name = document.properties.marking
    rank = house.marking.rank(name)
    if rank is None:
        findings.add("marking-not-of-house", _where(document), marking=name, house=house.name)
        return
    level = house.marking.levels[rank]
    labels = {name, *level.label.values()} if house.marking.translated else {name}
    if not house.marking.is_printed(name) and not document.furniture.handling:
        labels.add("")
    if document.furniture.marking not in labels:
        findings.add(
            "marking-printed-wrong",
            _where(document),
            printed=document.furniture.marking,
            marking=name,
        )


def _strings(document: Document, read: Read) -> Iterator[tuple[str, str]]:
    yield from read.lines
    yield from ((place, plain(children)) for place, children in unprinted(document))
    title = plain(document.title)
    for inline in read.inlines:
        if isinstance(inline, Value):
            yield title, inline.fact + inline.exact
        elif isinstance(inline, Span):
            if inline.fact:
                yield title, inline.fact
        elif isinstance(inline, Link):
            yield title, inline.href
    for note in document.notes:
        yield note.label, note.label + note.id
    yield from document.sources.items()
    properties = document.properties
    yield title, " ".join((properties.title, properties.subject, properties.author))
    yield title, " ".join((*properties.keywords, properties.number, properties.generator))


def _characters(document: Document, read: Read, findings: Findings) -> None:
    strings = [*_strings(document, read)]
    if not _SUSPECT.search("\n".join([text for _, text in strings])):
        return
    for place, text in strings:
        if found := UNWRITABLE.search(text):
            findings.add(
                "character-not-writable",
                _where(document, place),
                character=f"U+{ord(found.group()):04X}",
                near=_near(text, found.start()),
            )


def _near(text: str, at: int) -> str:
    """Twelve characters either side, without what cannot be shown."""
    return UNWRITABLE.sub("�", text[max(0, at - 12) : at + 13])


def _words(document: Document, read: Read, limits: Limits, findings: Findings) -> None:
    limit = limits.word_characters
    too_long = _longer_than(limit)
    for place, text in read.lines:
        # What is between spaces holds whole words, so most lines need no closer look.
        if len(text) <= limit or max(map(len, text.split()), default=0) <= limit:
            continue
        if found := too_long.search(text):
            findings.add(
                "word-too-long",
                _where(document, place),
                start=found.group()[:20],
                length=len(found.group()),
                limit=limit,
            )


@lru_cache(maxsize=4)
def _longer_than(letters: int) -> re.Pattern[str]:
    return re.compile(rf"[^\s{IDEOGRAPHIC}]{{{letters + 1},}}")


def _calls(document: Document, read: Read, findings: Findings) -> None:
    known = {note.id for note in document.notes}
    for note in document.notes:
        if any(isinstance(inline, Citation) for inline in inlines_of(note.children)):
            findings.add("note-calls-note", _where(document), note=note.label)
    firsts: Counter[str] = Counter()
    for inline in read.inlines:
        if isinstance(inline, Citation):
            firsts[inline.note] += inline.first
            if inline.note not in known:
                findings.add("note-unknown", _where(document), note=inline.note)
    for note in document.notes:
        if firsts[note.id] != 1:
            findings.add(
                "note-not-called-once", _where(document), note=note.label, times=firsts[note.id]
            )


def _targets(document: Document, read: Read, findings: Findings) -> None:
    ids = Counter(block.heading.id for block in read.blocks if isinstance(block, Section))
    ids.update(table.id for table in read.tables() if table.id)
    ids.update(figure.id for figure in read.figures() if figure.id)
    for id, times in ids.items():
        if times > 1:
            findings.add("document-id-twice", _where(document), id=id)
        if id.startswith(OWN_IDS):
            findings.add("document-id-reserved", _where(document), id=id)
    _references(document, read, findings)
    for inline in read.inlines:
        if isinstance(inline, Link) and inline.href.startswith("#") and inline.href[1:] not in ids:
            findings.add(
                "link-target-missing",
                _where(document, place_of(document, plain(inline.children))),
                target=inline.href,
            )


def _references(document: Document, read: Read, findings: Findings) -> None:
    """A reference says what the caption it leads to says."""
    references = [one for one in read.inlines if isinstance(one, Link) and one.numbered]
    known = numbered(document) if references else {}
    for inline in references:
        found = known.get(inline.href.removeprefix("#"))
        number = in_figures(found.number, document.furniture.digits) if found else ""
        words, said = found.words(number) if found else "", plain(inline.children)
        if said != words:
            findings.add(
                "reference-words-wrong",
                _where(document, place_of(document, said) if said else ""),
                target=inline.href,
                said=said or "nothing",
                words=words or "nothing: no numbered table or figure",
            )


def _tables(document: Document, read: Read, limits: Limits, findings: Findings) -> None:
    # Data that are read out and laid out nowhere may be longer than a printed table.
    data = ((one.data, limits.chart_rows) for one in read.figures() if one.data is not None)
    for table, limit in (*((one, limits.table_rows) for one in read.tables()), *data):
        if len(table.rows) > limit:
            findings.add(
                "table-too-long",
                _where(document, plain(table.caption)),
                rows=len(table.rows),
                limit=limit,
            )
        for row in (*table.head, *table.rows):
            columns = sum([max(1, cell.colspan) for cell in row.cells])
            if columns != len(table.widths):
                findings.add(
                    "table-row-uneven",
                    _where(document, plain(table.caption)),
                    cells=columns,
                    columns=len(table.widths),
                )


def _drawable(figure: Figure) -> None:
    """Raise ``BadDrawing`` when there is neither a sound drawing nor a picture of pixels."""
    if figure.pixels is None:
        read(figure.svg)
    elif figure.svg or not figure.pixels.content.startswith(_STARTS[figure.pixels.media]):
        raise BadDrawing("it is not the picture that it says it is")


def _figures(document: Document, read: Read, findings: Findings) -> None:
    for number, figure in enumerate(read.figures(), 1):
        name = plain(figure.caption) or f"figure {number}"
        where = _where(document, name)
        try:
            _drawable(figure)
        except BadDrawing as error:
            findings.add("figure-not-drawable", where, figure=name, reason=str(error)[:200])
        if not (0 < figure.width <= LARGEST_FIGURE and 0 < figure.height <= LARGEST_FIGURE):
            size = f"{figure.width:g} × {figure.height:g}"
            findings.add("figure-size", where, figure=name, size=size, limit=LARGEST_FIGURE)
        said = figure.alt.strip() or figure.caption or figure.data
        if figure.decorative and said:
            findings.add("figure-decoration-speaks", where, figure=name)
        elif not figure.decorative and not figure.alt.strip():
            findings.add("figure-without-words", where, figure=name)
        if figure.data is not None and _calls_notes(figure.data):
            findings.add("figure-data-calls-note", where, figure=name)


def _calls_notes(table: Table) -> bool:
    rows = (*table.head, *table.rows)
    said = (table.caption, *(cell.children for row in rows for cell in row.cells))
    return any(isinstance(one, Citation) for children in said for one in inlines_of(children))
