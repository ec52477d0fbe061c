"""The values a build gives back. Words for people are made from them by who shows them."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Problem, Severity, Where

if TYPE_CHECKING:
    from generator.editions.manifest import Manifest
    from generator.editions.store import Edition

DONE: Final = 0
REFUSED: Final = 1
FAULT: Final = 3

FAULT_CODES: Final = frozenset({"program-fault"})


@dataclass(frozen=True, slots=True)
class Settings:
    """One build request, beside the orders' names.

    today      day of issue, and what "today" means in orders.
    clock      the real day: facts dated after it are reported; None = not looked at.
    as_of, known_on, languages, formats  override the orders; what is then made is not "as ordered":
               it becomes an edition of its own that never counts as the latest.
    output     folder for the editions instead of the workspace's ``briefings/``.
    jobs       briefs made at the same time; None: one per core.
    cluster    address of a Dask scheduler whose machines do the work; "": this machine.
    wait       seconds to wait for another build of the same order before refusing.
    """

    today: dt.date
    clock: dt.date | None = None
    as_of: dt.date | None = None
    known_on: dt.date | None = None
    languages: tuple[str, ...] | None = None
    formats: tuple[str, ...] | None = None
    output: Path | None = None
    jobs: int | None = None
    cluster: str = ""
    wait: float = 30.0
    limits: Limits = DEFAULT_LIMITS


class Stage(enum.Enum):
    """The stages of a build, in order.

    FIT  a PDF is written only to count its pages; it may be of a form that is not taken.
    """

    READ = "read"
    SELECT = "select"
    COMPOSE = "compose"
    FIT = "fit"
    WRITE = "write"
    PUBLISH = "publish"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a build. ``done`` of ``total`` steps of the whole run are finished.

    order, language, format  what the step was about, "" when it was about the whole run.
    """

    stage: Stage
    done: int
    total: int
    order: str = ""
    language: str = ""
    format: str = ""


Watcher: TypeAlias = Callable[[Progress], None]


def unwatched(step: Progress) -> None:
    """The watcher that shows nothing."""


class Outcome(enum.Enum):
    """What became of an order."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One document of an edition, or a file that goes with one ("csv").

    piece  which part of a pack it is; "" for the whole.
    """

    path: Path
    language: str
    format: str
    size: int
    sha256: str
    piece: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a new edition was made, or what the difference to the one before is.

    what  "first", "facts-added", "facts-removed", "facts-changed", "texts", "template",
          "house", "program", "order", "as-of", "known-on", "languages", "formats",
          "notices", "damaged".
    items ids or names that the reason is about (ids of facts, never their values).
    told  for changed facts: id, and what changed; old and new values only where the
          marking is surely open.
    """

    what: str
    items: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What an edition was made from, in short; its manifest has everything."""

    template: str
    house: str
    as_of: dt.date
    issued: dt.date
    facts: int
    sources: tuple[str, ...]
    marking: str
    known_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OrderReport:
    """What became of one order.

    edition   number of the edition made; when unchanged, of the one that stands; None when
              there is none.
    folder    its folder; files: its documents (also when unchanged).
    last_good number of the newest sound edition after the build, or None.
    as_ordered  False when languages, formats or the as-of day were overridden.
    reasons   why a new edition was made.
    problems  errors first (outcome REFUSED), then what an officer should look at.
    """

    order: str
    outcome: Outcome
    edition: int | None = None
    folder: Path | None = None
    files: tuple[MadeFile, ...] = ()
    last_good: int | None = None
    as_ordered: bool = True
    made_from: MadeFrom | None = None
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refused it."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What an officer should look at: stale facts, conflicts, missing translations."""
        return tuple(p for p in self.problems if p.severity is not Severity.ERROR)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of a run.

    problems  of the run as a whole, not of one order: sources, unknown names of orders.
    stages    seconds by stage, for measurements.
    put_off   what sources say of orders that stand is to be told by a later run.
    """

    orders: tuple[OrderReport, ...]
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    stages: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    put_off: bool = False

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem of the run once, nearest cause first."""
        seen: dict[tuple[object, ...], Problem] = {}
        for problem in (*self.problems, *(p for o in self.orders for p in o.problems)):
            key = (problem.code, problem.where, tuple(sorted(problem.values.items())))
            seen.setdefault(key, problem)
        return tuple(seen.values())

    @property
    def exit_status(self) -> int:
        """0 done (also when nothing changed), 1 something was refused, 3 a fault of ours."""
        errors = [p for p in self.all_problems if p.severity is Severity.ERROR]
        if any(p.code in FAULT_CODES for p in errors):
            return FAULT
        if errors or any(o.outcome is Outcome.REFUSED for o in self.orders):
            return REFUSED
        return DONE


def with_edition(report: OrderReport, edition: Edition) -> OrderReport:
    """A report that tells of an edition: its number, folder, files and ingredients."""
    manifest = edition.manifest
    files = tuple(
        MadeFile(edition.folder / d.file, d.language, d.format, d.size, d.sha256, d.piece)
        for d in manifest.documents
    ) + tuple(
        MadeFile(edition.folder / t.file, t.language, "csv", t.size, t.sha256)
        for t in manifest.tables
    )
    problems = report.problems
    if not manifest.order.as_ordered:
        problems = (*problems, _partial(edition))
    return replace(
        report,
        edition=edition.number,
        folder=edition.folder,
        files=files,
        made_from=made_from(manifest),
        problems=problems,
    )


def made_from(manifest: Manifest) -> MadeFrom:
    """What an edition was made from, in short."""
    return MadeFrom(
        template=manifest.template.name,
        house=manifest.house.name,
        as_of=manifest.as_of,
        known_on=manifest.known_on,
        issued=manifest.issued,
        facts=len(manifest.facts),
        sources=tuple(source.id for source in manifest.sources),
        marking=manifest.marking,
    )


def _partial(edition: Edition) -> Problem:
    overrides = edition.manifest.order.overrides
    differences = "; ".join(f"{name} {value}" for name, value in sorted(overrides.items()))
    values = MappingProxyType({"differences": differences, "edition": str(edition.number)})
    where = Where(record=edition.order)
    return Problem("partial-edition", where, values, Severity.NOTICE)


def gravest_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, errors before warnings before notices."""
    order = list(Severity)
    unique = {(p.code, p.where, tuple(sorted(p.values.items()))): p for p in problems}
    return tuple(sorted(unique.values(), key=lambda p: order.index(p.severity)))
