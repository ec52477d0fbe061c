"""Reads a Word file back: what it says of facts and texts, and what was changed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.limits import DEFAULT_LIMITS, Limits
from generator.returned.compare import Change, compared, edges_compared, seen
from generator.returned.opening import Package, opened, refused
from generator.returned.record import Record, record_of
from generator.returned.story import (
    Comment,
    FoundText,
    Revision,
    Story,
    comments_of,
    joined,
)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracked change and the paragraph it stands in."""

    revision: Revision
    near: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A Word file read back.

    record    what it was when it was generated.
    texts     its paragraphs as they are now, notes last.
    controls  printed values that still are controls.
    """

    record: Record
    texts: tuple[str, ...]
    controls: int
    changes: tuple[Change, ...]
    tracked: tuple[Tracked, ...]
    comments: tuple[Comment, ...]


def read_back(
    path: Path,
    shown: str,
    against: Path | None = None,
    against_shown: str = "",
    limits: Limits = DEFAULT_LIMITS,
) -> Returned:
    """The file at ``path``, compared with its own record or with that of ``against``.

    shown  the paths as a person would type them. Raises ``ProblemsFound``.
    """
    package = opened(path, shown, limits)
    record = record_of(package)
    if against is not None:
        original = opened(against, against_shown, limits)
        record = record_of(original)
        if record is None:
            raise refused("word-record-missing-original", against_shown)
    if record is None:
        raise refused("word-record-missing", shown)
    return _read(package, record, own=against is None)


def _read(package: Package, record: Record, *, own: bool) -> Returned:
    story = Story()
    body = [*story.paragraphs(package.xml(package.main))]
    notes = [found for part in _note_parts(package) for found in _notes(package, part, story)]
    edges = [
        found.text
        for start in ("word/header", "word/footer")
        for part in package.named(start)
        for found in Story(fields=False).paragraphs(package.xml(part))
    ]
    changes = [
        *compared(record, record.body, body),
        *compared(record, record.notes, notes),
        *edges_compared(record.edges, edges),
    ]
    if own:
        changes += _data_changes(record, changes)
    whole = [*body, *notes]
    comments: Iterable[Comment] = ()
    if "word/comments.xml" in package.parts:
        comments = comments_of(package.xml("word/comments.xml"), story.about)
    return Returned(
        record,
        tuple(text for found in whole if (text := seen(found.text))),
        sum(len(found.controls) for found in whole),
        tuple(changes),
        tuple(_tracked(whole)),
        tuple(comments),
    )


def _note_parts(package: Package) -> Sequence[str]:
    return [part for part in ("word/footnotes.xml", "word/endnotes.xml") if part in package.parts]


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _notes(package: Package, part: str, story: Story) -> Iterable[FoundText]:
    """The notes of a part, without the lines that stand above them."""
    root: Any = package.xml(part)
    for note in root:
        if note.get(f"{_W}type") in (None, "normal"):
            yield from story.paragraphs(note)


def _tracked(texts: Iterable[FoundText]) -> Iterable[Tracked]:
    for found in texts:
        for revision in joined(found.revisions):
            yield Tracked(revision, seen(found.text))


def _data_changes(record: Record, changes: Sequence[Change]) -> Iterable[Change]:
    """Values that were changed in the data alone: Word will show them when it opens the file."""
    told = {fact for change in changes for fact in change.facts if change.kind == "value"}
    for value in record.values:
        if value.fact not in told and seen(value.now) != seen(value.printed):
            yield Change("value", seen(value.printed), seen(value.now), (value.fact,))
