"""What a message says, as a document: which edition it is, what comes with it, what changed.

Text and HTML of a message are written from the same tree, in the recipient's language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from generator.delivery.ceilings import banner
from generator.delivery.planning import DRAFT, Parcel
from generator.delivery.since import Since
from generator.delivery.titles import title_of
from generator.document.tree import (
    Block,
    Document,
    Furniture,
    Heading,
    Inline,
    Item,
    Labels,
    Link,
    ListBlock,
    Paragraph,
    Properties,
    Section,
    Text,
)
from generator.editions.manifest import Manifest
from generator.localisation import Localiser
from generator.localisation.locale import resolve

FORMAT_NAMES: Final = {"pdf": "PDF", "docx": "Word", "html": "HTML", "csv": "CSV"}
SMALL: Final = "small"
"""Role of the paragraphs that stand around the message."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message. subject: one line; marking: as printed, "" where the scheme prints none."""

    subject: str
    title: str
    marking: str
    document: Document


def letter_of(parcel: Parcel, since: Since, links: tuple[str, ...]) -> Letter:
    """The message that brings a parcel.

    links    addresses of the documents, in their order; () when they are attached.
    """
    manifest, order = parcel.edition.manifest, parcel.order
    locale = resolve(parcel.recipient.language)[0]
    localiser = Localiser.for_house(locale, parcel.house, order.digits, order.calendars)
    title = title_of(parcel.edition.folder, parcel.documents) or manifest.number
    marking = banner(parcel.house.marking, manifest.marking, order.handling, locale.writing)
    named = localiser.message("{title} – edition {edition}", title=title, edition=manifest.edition)
    subject = f"[{marking}] {named}" if marking else named
    blocks = tuple(_blocks(parcel, since, links, localiser))
    summary = since.summary
    notes = summary.document.notes if summary is not None and summary.lists else ()
    document = Document(
        lang=locale.tag,
        direction=locale.direction,
        paper=parcel.house.paper,
        title=(Text(title),),
        subtitle=(),
        furniture=Furniture(marking, locale.tag, "top-right", "", localiser.digits, (), (), ()),
        labels=Labels("", localiser.message("Sources"), "", ""),
        properties=Properties(
            title=title,
            subject="",
            author="",
            keywords=(),
            issued=manifest.issued.isoformat(),
            as_of=manifest.as_of.isoformat(),
            known_on=manifest.known_on.isoformat() if manifest.known_on else "",
            number=manifest.number,
            marking=manifest.marking,
            data_hash="",
            edition=str(manifest.edition),
            generator="",
        ),
        blocks=blocks,
        notes=notes,
    )
    return Letter(subject, title, marking, document)


def _blocks(
    parcel: Parcel, since: Since, links: tuple[str, ...], localiser: Localiser
) -> Iterator[Block]:
    manifest = parcel.edition.manifest
    if manifest.status == DRAFT:
        yield Paragraph((Text(localiser.message("DRAFT")),))
    dates = (
        localiser.message("Edition {edition}", edition=manifest.edition),
        localiser.message("Issued {date}", date=manifest.issued),
        _as_of(manifest, localiser),
    )
    yield Paragraph((Text(" · ".join(dates)),))
    yield from _changes(since, localiser)
    heading = localiser.message("Documents") if links else localiser.message("Attached documents")
    listed = _documents(parcel, links, localiser)
    yield Section(Heading(1, "documents", (Text(heading),)), (ListBlock(tuple(listed)),))
    sent = localiser.message(
        "This message was sent by a program. If it should not have come to you, "
        "tell the sender and delete it."
    )
    yield Paragraph((Text(sent),), SMALL)
    yield Paragraph(
        (Text(localiser.message("Number of this delivery: {id}", id=parcel.id)),), SMALL
    )


def _as_of(manifest: Manifest, localiser: Localiser) -> str:
    """The day an edition speaks for, and that of what was known, where it is another matter."""
    if manifest.known_on is None:
        return localiser.message("Information as of {date}", date=manifest.as_of)
    return localiser.message(
        "Information as of {date}, as known on {known}",
        date=manifest.as_of,
        known=manifest.known_on,
    )


def _changes(since: Since, localiser: Localiser) -> Iterator[Block]:
    summary = since.summary
    if summary is None:
        if not since.first:
            return
        yield Paragraph((Text(localiser.message("This is the first edition that you receive.")),))
        return
    if summary.lists:
        yield from summary.document.blocks
        return
    before = summary.before.manifest
    told = localiser.message(
        "Nothing that is stated has changed since edition {edition} of {date}; "
        "the form, the sources or the translations have.",
        edition=before.edition,
        date=before.issued,
    )
    yield Paragraph((Text(told),))


def _documents(parcel: Parcel, links: tuple[str, ...], localiser: Localiser) -> Iterator[Item]:
    for place, made in enumerate(parcel.files):
        kind = FORMAT_NAMES[getattr(made, "format", "csv")]
        words: Inline = Text(made.file)
        if links:
            words = Link(links[place], (words,))
        between = " · "
        yield Item((Paragraph((words, Text(f"{between}{kind}"))),))


def links_of(parcel: Parcel, begin: str) -> tuple[str, ...]:
    """The addresses of a parcel's documents: beginning, order, edition, file."""
    folder = f"{begin}/{quote(parcel.order.name)}/{parcel.edition.number:04d}"
    return tuple(f"{folder}/{quote(made.file)}" for made in parcel.files)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)
