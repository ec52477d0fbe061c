"""What every writer makes sure of before it writes: the tree can be written as it stands.

A document that breaks one of these rules is refused, never mended in silence: a mark
that is missing or a value that loses a letter would go out under the ministry's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from generator.document.tree import Citation, Document, Figure, Link, Span, Table, Value
from generator.document.walk import (
    figures,
    headings,
    inlines,
    inlines_of,
    lines,
    place_of,
    plain,
    tables,
)
from generator.drawing.svg import BadDrawing, read
from generator.house import HouseStyle
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Where
from generator.writers.phrases import IDEOGRAPHIC

# Control characters, surrogates, non-characters, and the marks that override, embed or
# isolate a direction: they change how what follows is read. Direction is in the tree.
UNWRITABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(chr((plane << 16) + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


OWN_IDS: Final = "doc-"
"""Names of notes, calls and boxes in HTML and PDF start so; a template's may not."""

_STARTS: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}

LARGEST_FIGURE: Final = 250
"""Millimetres: what a page has room for."""


def check(document: Document, house: HouseStyle, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raise ``ProblemsFound`` with everything that keeps ``document`` from being written."""
    findings = Findings()
    _marking(document, house, findings)
    _characters(document, findings)
    _words(document, limits, findings)
    _calls(document, findings)
    _targets(document, findings)
    _tables(document, limits, findings)
    _figures(document, findings)
    findings.stop_on_errors()


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


def _strings(document: Document) -> Iterator[tuple[str, str]]:
    for place, children in lines(document):
        yield place, plain(children)
    title = plain(document.title)
    for inline in inlines(document):
        match inline:
            case Value(fact=fact, exact=exact):
                yield title, fact + exact
            case Span(fact=fact) if fact:
                yield title, fact
            case Link(href=href):
                yield title, href
    for note in document.notes:
        yield note.label, note.label + note.id
    for fact, source in document.sources.items():
        yield fact, source
    properties = document.properties
    yield title, " ".join((properties.title, properties.subject, properties.author))
    yield title, " ".join((*properties.keywords, properties.number, properties.generator))


def _characters(document: Document, findings: Findings) -> None:
    for place, text in _strings(document):
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


def _words(document: Document, limits: Limits, findings: Findings) -> None:
    too_long = re.compile(rf"[^\s{IDEOGRAPHIC}]{{{limits.word_characters + 1},}}")
    for place, children in lines(document):
        if found := too_long.search(plain(children)):
            findings.add(
                "word-too-long",
                _where(document, place),
                start=found.group()[:20],
                length=len(found.group()),
                limit=limits.word_characters,
            )


def _calls(document: Document, findings: Findings) -> None:
    known = {note.id for note in document.notes}
    for note in document.notes:
        if any(isinstance(inline, Citation) for inline in inlines_of(note.children)):
            findings.add("note-calls-note", _where(document), note=note.label)
    firsts: Counter[str] = Counter()
    for inline in inlines(document):
        if isinstance(inline, Citation):
            firsts[inline.note] += inline.first
            if inline.note not in known:
                findings.add("note-unknown", _where(document), note=inline.note)
    for note in document.notes:
        if firsts[note.id] != 1:
            findings.add(
                "note-not-called-once", _where(document), note=note.label, times=firsts[note.id]
            )


def _targets(document: Document, findings: Findings) -> None:
    ids = Counter(heading.id for heading in headings(document))
    ids.update(table.id for table in tables(document) if table.id)
    ids.update(figure.id for figure in figures(document) if figure.id)
    for id, times in ids.items():
        if times > 1:
            findings.add("document-id-twice", _where(document), id=id)
        if id.startswith(OWN_IDS):
            findings.add("document-id-reserved", _where(document), id=id)
    for inline in inlines(document):
        if isinstance(inline, Link) and inline.href.startswith("#") and inline.href[1:] not in ids:
            findings.add(
                "link-target-missing",
                _where(document, place_of(document, plain(inline.children))),
                target=inline.href,
            )


def _tables(document: Document, limits: Limits, findings: Findings) -> None:
    data = (figure.data for figure in figures(document) if figure.data is not None)
    for table in (*tables(document), *data):
        if len(table.rows) > limits.table_rows:
            findings.add(
                "table-too-long",
                _where(document, plain(table.caption)),
                rows=len(table.rows),
                limit=limits.table_rows,
            )
        for row in (*table.head, *table.rows):
            columns = sum(max(1, cell.colspan) for cell in row.cells)
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


def _figures(document: Document, findings: Findings) -> None:
    for number, figure in enumerate(figures(document), 1):
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
