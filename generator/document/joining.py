"""Several documents as one, and a section of a document as one of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, TypeVar

from generator.document.retelling import Ledger, Retelling
from generator.document.tree import (
    Block,
    Citation,
    Document,
    Heading,
    Inline,
    Note,
    Paragraph,
    Section,
)
from generator.document.walk import filed_facts, printed_facts

NOTES_ID: Final = "sources-of-all"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Joined:
    """A document that becomes a part of another.

    id       of its heading, and the beginning of every id inside it.
    heading  what its heading says, and ``lead``: the paragraphs between that and its text.
    """

    document: Document
    id: str
    heading: tuple[Inline, ...]
    lead: tuple[Paragraph, ...] = ()


def joined(
    cover: Document,
    parts: Sequence[Joined],
    notes_title: tuple[Inline, ...],
    label: Callable[[int], str],
) -> tuple[Document, Mapping[tuple[int, str], str]]:
    """The cover with each part behind it on a page of its own, and all notes in one list.

    notes_title  the heading over the list, which is a section like the others.
    label        how the number of a note is printed.

    Gives the document, and the new id of each note by the place of its part and its id
    there; place 0 is the cover.
    """
    ledger = Ledger(label)
    blocks: list[Block] = [*Retelling(cover, ledger).blocks(cover.blocks)]
    blocks += [_part(part, ledger) for part in parts]
    if ledger.notes:
        blocks.append(Section(Heading(1, NOTES_ID, notes_title), (), new_page=True))
    documents = [cover, *(part.document for part in parts)]
    names = {
        (place, note.id): name
        for place, document in enumerate(documents)
        for note in document.notes
        if (name := ledger.renamed(note))
    }
    whole = replace(
        cover,
        blocks=tuple(blocks),
        notes=ledger.notes,
        notes_under=NOTES_ID if ledger.notes else "",
        facts=_merged(document.facts for document in documents),
        sources=_merged(document.sources for document in documents),
        titles=_merged(document.titles for document in documents),
        records=_merged(document.records for document in documents),
        changed=tuple(sorted({fact for document in documents for fact in document.changed})),
    )
    return whole, MappingProxyType(names)


def _part(part: Joined, ledger: Ledger) -> Section:
    telling = Retelling(part.document, ledger, prefix=f"{part.id}-", deeper=1)
    lead = Retelling(part.document, ledger).blocks(part.lead)
    inner = telling.blocks(part.document.blocks)
    heading = Heading(1, part.id, part.heading)
    return Section(heading, (*lead, *inner), new_page=True)


def annexes(document: Document) -> Iterator[Section]:
    """The sections that can go out alone: those of the first level that start a page."""
    for block in document.blocks:
        if isinstance(block, Section) and block.new_page:
            yield block


def excerpt(document: Document, section: Section, label: Callable[[int], str]) -> Document:
    """A section as a document of its own, with the notes and the facts that it prints.

    The document's title becomes its subtitle; number and properties are the document's.
    """
    ledger = Ledger(label)
    inside = section.blocks
    telling = Retelling(document, ledger, deeper=-1, within=inside)
    blocks = telling.blocks(inside)
    alone = replace(
        document,
        title=_quiet(telling, section.heading.children),
        subtitle=_quiet(telling, document.title),
        blocks=blocks,
        notes=ledger.notes,
    )
    printed = printed_facts(alone) | _cited(document, ledger.notes)
    return replace(
        alone,
        facts=_only(document.facts, printed | filed_facts(alone)),
        sources=_only(document.sources, printed),
        titles=_only(document.titles, printed),
        records=_only(document.records, printed),
    )


def _quiet(telling: Retelling, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of a title without calls of notes, which a title of a document never has."""
    return telling.inlines(child for child in children if not isinstance(child, Citation))


def _cited(document: Document, notes: Iterable[Note]) -> frozenset[str]:
    """The facts whose origin is that of one of the notes."""
    origins = {note.origin for note in notes}
    return frozenset(
        fact
        for fact, record in document.records.items()
        if f"{record.origin.source}/{record.origin.document}" in origins
    )


def _merged(tables: Iterable[Mapping[str, _T]]) -> Mapping[str, _T]:
    found: dict[str, _T] = {}
    for table in tables:
        found.update(table)
    return MappingProxyType(dict(sorted(found.items())))


def _only(table: Mapping[str, _T], names: frozenset[str]) -> Mapping[str, _T]:
    return MappingProxyType({name: value for name, value in table.items() if name in names})
