"""What is known of an order that was built: exactly what its documents depend on.

Written after a build in which no mistake was found, one file per order under ``state/plan/``.
What stands in it may be lost; it is found again by building.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.build.planning import kept
from generator.editions.plain import from_plain, to_plain
from generator.selection.model import Need
from generator.selection.reach import Reach

ORDERS: Final = "orders"


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact that was looked at: version, source, and the languages in which it printed."""

    version: str
    source: str
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What one brief asked for. Fields as in ``selection.model.Request``."""

    area: str
    beside: tuple[str, ...]
    levels: tuple[str, ...]
    ceiling: str
    item: str | None
    people: Mapping[str, tuple[str, ...]]
    agenda: tuple[tuple[str, ...], ...]
    off: tuple[str, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a fact may come to stand otherwise, and in what way."""

    day: dt.date
    fact: str
    what: str


@dataclass(frozen=True, slots=True)
class File:
    """A document of the edition that stands. sha256: of its content."""

    language: str
    format: str
    piece: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """What the edition that stands depends on.

    stem     name of the order's file; parts: files by group ("order", "template", "house",
             "fonts"), each with its SHA-256; program: digests of its parts.
    sources  digest of each source; facts: those looked at, by id.
    named, groups, bodies, people  as in ``selection.reach.Reach``; areas: countries named.
    turns    the next days on which something may come to stand otherwise, when the order
             speaks for the day it is built.
    follows  the order that a change note follows; followed: number of its edition.
    known_on  the day of which it prints only what was known, or "": any change in a source is
             then looked at by choosing again.
    """

    order: str
    stem: str
    edition: int
    as_of: dt.date
    as_of_rule: str
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    files: tuple[File, ...]
    beside: Mapping[str, str]
    meeting: str
    parts: Mapping[str, Mapping[str, str]]
    program: Mapping[str, str]
    surroundings: str
    sources: Mapping[str, str]
    facts: Mapping[str, FactRead]
    named: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    turns: tuple[Turn, ...] = ()
    follows: str = ""
    followed: int = 0
    known_on: str = ""
    templates: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()
    stems: tuple[str, ...] = field(default_factory=tuple)

    @property
    def reach(self) -> Reach:
        """What choosing its facts looked at."""
        lists = (self.facts, self.named, self.groups, self.bodies, self.people)
        return Reach(*(frozenset(one) for one in lists))

    @property
    def countries(self) -> frozenset[str]:
        """The countries that its briefs are about: those whose statistics are read for it."""
        return frozenset(area for asked in self.asked for area in (asked.area, *asked.beside))

    def until(self) -> dt.date | None:
        """The first day on which something may stand otherwise; None: the day decides nothing."""
        if self.as_of_rule != "today":
            return None
        return min((turn.day for turn in self.turns), default=None)


def record_path(state: Path, order: str) -> Path:
    """Where the record of an order lies."""
    return state / kept.FOLDER / ORDERS / f"{order}.json"


def recall(state: Path, order: str) -> OrderRecord | None:
    """The record of an order; None when there is none that can be read.

    A process that plans again and again opens those again that were written since.
    """
    return _opened.take(record_path(state, order))


_opened: Final = kept.Opened(lambda plain: from_plain(OrderRecord, plain), most=2048)


def remember(state: Path, record: OrderRecord) -> bool:
    """Keep a record; False where that is not possible."""
    return kept.put(record_path(state, record.order), _short(to_plain(record)))


def forget(state: Path, orders: Iterable[str]) -> None:
    """Forget what is known of some orders."""
    for order in orders:
        record_path(state, order).unlink(missing_ok=True)


_NEED: Final[Mapping[str, object]] = MappingProxyType(to_plain(Need("")))


def _short(plain: dict[str, object]) -> dict[str, object]:
    """A plain record without what needs do not state."""
    for asked in plain["asked"]:  # type: ignore[attr-defined]
        asked["needs"] = [
            {k: v for k, v in need.items() if k == "name" or v != _NEED[k]}
            for need in asked["needs"]
        ]
    return plain
