"""One finished file: which edition it is of, what it depends on, why it would be made again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.build.plan import plan_of
from generator.build.planning import record
from generator.build.planning.model import Planned
from generator.editions.store import Edition, EditionStore
from generator.problems import Problem, ProblemsFound, Where

if TYPE_CHECKING:
    from generator.build.planning.record import OrderRecord
    from generator.build.workspace import Workspace
    from generator.editions.manifest import DocumentMade, Manifest


@dataclass(frozen=True, slots=True)
class Depends:
    """What the documents of an order depend on, as its last build found it.

    printed  facts that this document prints, each with its source; looked: ids of those that
             were looked at and print in no document.
    needs    what is looked for: a fact that answers one of them would be looked at.
    files    of order, template, house style and fonts, by group; sources: that were read.
    until    the first day on which something may stand otherwise.
    """

    printed: tuple[tuple[str, str], ...]
    looked: tuple[str, ...]
    needs: tuple[str, ...]
    people: tuple[str, ...]
    bodies: tuple[str, ...]
    countries: tuple[str, ...]
    files: dict[str, tuple[str, ...]]
    sources: tuple[str, ...]
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A finished file, explained.

    altered  it is not as it was published; stands: number of the order's edition that stands
             now (0: none). planned, depends: None where another edition stands, or where
             nothing is known.
    """

    file: str
    order: str
    edition: int
    language: str
    format: str
    piece: str
    issued: dt.date
    as_of: dt.date
    known_on: dt.date | None
    altered: bool
    stands: int
    planned: Planned | None
    depends: Depends | None

    def as_json(self) -> dict[str, Any]:
        """Plain values for scripts."""
        plain = asdict(self)
        plain.update(issued=self.issued.isoformat(), as_of=self.as_of.isoformat())
        plain["known_on"] = self.known_on.isoformat() if self.known_on else None
        plain["planned"] = self.planned.as_json() if self.planned else None
        if self.depends is not None:
            until = self.depends.until
            plain["depends"]["until"] = until.isoformat() if until else None
            printed = [{"fact": name, "source": source} for name, source in self.depends.printed]
            plain["depends"]["printed"] = printed
        return plain


def explain(workspace: Workspace, file: Path, today: dt.date) -> Explained:
    """What there is to say of a finished file, or of a copy of one.

    Raises ``ProblemsFound`` when it is of no edition in the workspace, or cannot be read.
    """
    try:
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        raise ProblemsFound([Problem("explain-unreadable", Where(str(file)), values)]) from None
    found = _document(workspace, file, sha256)
    if found is None:
        raise ProblemsFound([Problem("explain-unknown", Where(str(file)))])
    edition, made = found
    planned = plan_of(workspace, today).of(edition.order)
    stands = planned.edition if planned is not None else 0
    known = record.recall(workspace.state, edition.order) if stands == edition.number else None
    return Explained(
        file=made.file,
        order=edition.order,
        edition=edition.number,
        language=made.language,
        format=made.format,
        piece=made.piece,
        issued=edition.manifest.issued,
        as_of=edition.manifest.as_of,
        known_on=edition.manifest.known_on,
        altered=made.sha256 != sha256,
        stands=stands,
        planned=_of(planned.documents, made)
        if planned is not None and stands == edition.number
        else None,
        depends=None if known is None else _depends(known, edition.manifest, made.language),
    )


def _document(workspace: Workspace, file: Path, sha256: str) -> tuple[Edition, DocumentMade] | None:
    """The document that a file is: by its content; else by where it lies, or by its name."""
    named: list[tuple[Edition, DocumentMade]] = []
    for edition, made in _documents(EditionStore(workspace.briefings)):
        if made.sha256 == sha256:
            return edition, made
        if made.file == file.name:
            named.append((edition, made))
    for edition, made in named:
        if file.absolute() == (edition.folder / made.file).absolute():
            return edition, made
    return named[0] if named else None


def _documents(store: EditionStore) -> Iterator[tuple[Edition, DocumentMade]]:
    """Every document of every edition, the newest edition of each order first."""
    for order in store.orders():
        for edition in store.recorded(order):
            for made in edition.manifest.documents:
                yield edition, made


def _of(documents: tuple[Planned, ...], made: DocumentMade) -> Planned | None:
    key = (made.language, made.format, made.piece)
    return next((one for one in documents if (one.language, one.format, one.piece) == key), None)


def _depends(known: OrderRecord, manifest: Manifest, language: str) -> Depends:
    return Depends(
        printed=tuple(
            (fact.id, fact.origin.source) for fact in manifest.facts if language in fact.printed
        ),
        looked=tuple(name for name, fact in known.facts.items() if not fact.printed),
        needs=tuple(dict.fromkeys(need.name for asked in known.asked for need in asked.needs)),
        people=known.people,
        bodies=tuple(filter(None, known.bodies)),
        countries=known.areas,
        files={group: tuple(files) for group, files in known.parts.items()},
        sources=tuple(known.sources),
        until=known.until(),
    )
