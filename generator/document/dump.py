"""A tree as text that a reviewer can read and compare, and its fingerprint.

One line for each block, two spaces deeper for what it holds; inlines in a notation of
their own: ``{value|fact=exact}``, ``<fr ltr original:…>``, ``[1]`` for the call of note 1
where its text stands and ``[1^]`` where it is called again. Invisible marks are shown by
name, so that a change of a no-break space can be seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from generator.document.tree import (
    Block,
    Box,
    Cell,
    Citation,
    Contents,
    Document,
    Emphasis,
    Figure,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Rest,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
    Value,
)

SHOWN = str.maketrans(
    {
        "\u00a0": "⍽",
        "\u202f": "‹nnbsp›",
        "\u2009": "‹thin›",
        "\u200e": "‹lrm›",
        "\u200f": "‹rlm›",
        "\u061c": "‹alm›",
        "\u200c": "‹zwnj›",
        "\u200d": "‹zwj›",
        "\u2066": "‹lri›",
        "\u2067": "‹rli›",
        "\u2068": "‹fsi›",
        "\u2069": "‹pdi›",
        "\u00ad": "‹shy›",
        "\n": "⏎",
    }
)
INDENT = "  "


def dump(document: Document) -> str:
    """The whole document as text, ending with a newline."""
    return "\n".join(_document(document)) + "\n"


def fingerprint(document: Document) -> str:
    """SHA-256 of what the reader gets: equal documents give equal fingerprints.

    The clock, the generator's version and the edition's number are not part of it.
    """
    lines = (line for line in _document(document) if not line.startswith("@"))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def inline_text(children: Iterable[Inline], labels: dict[str, str] | None = None) -> str:
    """Inlines in the notation of the dump; ``labels`` gives the printed mark of each note.

    >>> inline_text((Text("GDP: "), Value("4\\N{NO-BREAK SPACE}%", "gdp", "4")))
    'GDP: {4⍽%|gdp=4}'
    """
    return "".join(_inline(child, labels or {}) for child in children)


def _document(document: Document) -> Iterator[str]:
    labels = {note.id: note.label for note in document.notes}
    yield f"document {document.lang} {document.direction} {document.paper}"
    for line in document.masthead:
        yield f"masthead {inline_text(line, labels)}"
    yield f"title {inline_text(document.title, labels)}"
    yield f"subtitle {inline_text(document.subtitle, labels)}"
    furniture = document.furniture
    yield f"marking {_shown(furniture.marking)} ({furniture.marking_lang}, {furniture.position})"
    if furniture.handling:
        yield f"handling {inline_text(furniture.handling, labels)}"
    yield f"organisation {_shown(furniture.organisation)}"
    for name in ("number", "issued", "as_of"):
        yield f"{name} {inline_text(getattr(furniture, name), labels)}"
    yield f"page {_shown(furniture.page)} ({furniture.digits})"
    head_only = "" if furniture.watermark else " (at the head only)"
    yield f"draft {_shown(furniture.draft)}{head_only}"
    properties = document.properties
    for name in ("title", "subject", "author", "keywords", "as_of", "number", "marking"):
        yield f"property {name} {getattr(properties, name)!r}"
    if properties.known_on:
        yield f"property known_on {properties.known_on!r}"
    for name in ("issued", "edition", "data_hash", "generator"):
        yield f"@property {name} {getattr(properties, name)!r}"
    if document.beside is not None:
        yield f"beside {document.beside.layout}"
        yield from (f"{INDENT}{line}" for line in _document(document.beside.document))
    yield "body"
    yield from _blocks(document.blocks, labels, 1)
    yield f"notes under #{document.notes_under}" if document.notes_under else "notes"
    for note in document.notes:
        text = inline_text(note.children, labels)
        yield f"{INDENT}{note.number} {note.label} {note.id} ({note.origin}) {text}"
    yield "facts"
    for fact, version in sorted(document.facts.items()):
        yield f"{INDENT}{fact} {version}"
    if document.changed:
        yield f"changed {' '.join(document.changed)}"


def _blocks(blocks: Iterable[Block], labels: dict[str, str], depth: int) -> Iterator[str]:
    for block in blocks:
        for line in _block(block, labels):
            yield INDENT * depth + line


def _block(block: Block, labels: dict[str, str]) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"{_named('paragraph', block.role)} {inline_text(block.children, labels)}"
        case Contents():
            yield f"contents {inline_text(block.title, labels)}"
        case Section(heading=heading):
            page = " new-page" if block.new_page else ""
            text = inline_text(heading.children, labels)
            yield f"section{page} h{heading.level} #{heading.id} {text}"
            yield from _blocks(block.blocks, labels, 1)
        case Box():
            yield f"{_named('box', block.role)} {inline_text(block.title, labels)}"
            yield from _blocks(block.blocks, labels, 1)
        case ListBlock():
            yield _named("numbered" if block.ordered else "list", block.role)
            yield from _items(block.items, labels)
        case Table():
            yield from _table(block, labels)
        case Figure():
            yield from _figure(block, labels)


def _items(items: Iterable[Item], labels: dict[str, str]) -> Iterator[str]:
    for item in items:
        yield f"{INDENT}item"
        yield from _blocks(item.blocks, labels, 2)


def _table(table: Table, labels: dict[str, str]) -> Iterator[str]:
    widths = " ".join(f"{width:g}" for width in table.widths)
    yield f"{_named('table', table.role)} #{table.id} [{widths}]"
    yield f"{INDENT}caption {inline_text(table.caption, labels)}"
    if table.summary:
        yield f"{INDENT}summary {_shown(table.summary)}"
    for kind, rows in (("head", table.head), ("row", table.rows)):
        for row in rows:
            yield f"{INDENT}{kind} {_row(row, labels)}"
    if table.rest is not None:
        yield f"{INDENT}rest {_rest(table.rest)}"


def _rest(rest: Rest) -> str:
    """How many rows go in which file, and a fingerprint of what they say."""
    labels = {note.id: inline_text(note.children) for note in rest.notes}
    said = "\n".join(_row(row, labels) for row in rest.rows)
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    return f"{len(rest.rows)} {rest.file} {digest}"


def _figure(figure: Figure, labels: dict[str, str]) -> Iterator[str]:
    shown = figure.svg.encode() if figure.pixels is None else figure.pixels.content
    drawing = hashlib.sha256(shown).hexdigest()[:16]
    decorative = " decorative" if figure.decorative else ""
    size = f"{figure.width:g}x{figure.height:g}"
    yield f"{_named('figure', figure.role)}{decorative} #{figure.id} {size} {drawing}"
    yield f"{INDENT}caption {inline_text(figure.caption, labels)}"
    yield f"{INDENT}alt {_shown(figure.alt)}"
    if figure.data is not None:
        yield from (f"{INDENT}{line}" for line in _table(figure.data, labels))


def _row(row: Row, labels: dict[str, str]) -> str:
    return " | ".join(_cell(cell, labels) for cell in row.cells)


def _cell(cell: Cell, labels: dict[str, str]) -> str:
    marks = [cell.header and f"th-{cell.header}", cell.align if cell.align != "start" else None]
    if cell.colspan != 1:
        marks.append(f"x{cell.colspan}")
    shown = " ".join(mark for mark in marks if mark)
    return (
        f"({shown}) {inline_text(cell.children, labels)}"
        if shown
        else inline_text(cell.children, labels)
    )


def _inline(child: Inline, labels: dict[str, str]) -> str:
    match child:
        case Text(text=text):
            return _shown(text)
        case Value():
            ends = f" {child.direction}" if child.direction else ""
            return f"{{{_shown(child.text)}|{child.fact}={child.exact}{ends}}}"
        case Span():
            fact, slot = child.fact and f"={child.fact}", child.slot and f"slot={child.slot}"
            changed = "changed" if child.changed else ""
            marks = (child.lang, child.direction, child.role, fact, slot, changed)
            shown = " ".join(mark for mark in marks if mark)
            return f"<{shown}:{inline_text(child.children, labels)}>"
        case Strong(children=inner):
            return f"**{inline_text(inner, labels)}**"
        case Emphasis(children=inner):
            return f"_{inline_text(inner, labels)}_"
        case Link(href=href, children=inner, numbered=True):
            return f"<reference {href}>({inline_text(inner, labels)})"
        case Link(href=href, children=inner):
            return f"<{href}>({inline_text(inner, labels)})"
        case Citation(note=note, first=first):
            return f"[{labels.get(note, '?' + note)}{'' if first else '^'}]"
        case LineBreak():
            return "⏎"


def _named(kind: str, role: str) -> str:
    return f"{kind} ({role})" if role else kind


def _shown(text: str) -> str:
    return text.translate(SHOWN)
