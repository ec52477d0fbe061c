"""Which flag is a country's on a day: the table ``data/flags.csv`` and the drawings beside it.

Flags change, and some are claimed by two sides. The table says from when to when each is
the flag of its area; a day on which it knows no flag, or more than one, has none unless the
house says which.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from generator.facts.dates import parse_edtf

DATA: Final = Path(__file__).resolve().parent / "data"
SINCE: Final = dt.date(2000, 1, 1)
"""Flags without a first day were in use on this day; what was before is not in the table."""

NONE: Final = "none"
"""The choice of a house that prints no flag of an area."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag of one area.

    first, last  days on which it surely is the flag; last None: until now.
    drawing      whether a drawing of it ships; since: what the table states, EDTF, or "".
    """

    id: str
    area: str
    first: dt.date
    last: dt.date | None
    since: str
    drawing: bool
    basis: str

    def holds(self, day: dt.date) -> bool:
        """Whether it is surely the flag on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@cache
def flags() -> tuple[Flag, ...]:
    """The table, in the order of its lines."""
    with (DATA / "flags.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(_flag(row) for row in csv.DictReader(stream))


def flags_of(area: str) -> tuple[Flag, ...]:
    """Every flag of an area that the table knows."""
    return tuple(flag for flag in flags() if flag.area == area)


def flags_on(area: str, day: dt.date) -> tuple[Flag, ...]:
    """The flags that are an area's on a day: one, or none, or several claims."""
    return tuple(flag for flag in flags_of(area) if flag.holds(day))


def drawing(identifier: str) -> str:
    """The drawing of a flag, in the closed vocabulary; ``KeyError`` when none ships."""
    return _drawings()[identifier]


@cache
def _drawings() -> dict[str, str]:
    text = gzip.decompress((DATA / "drawings.gz").read_bytes()).decode("ascii")
    lines = (line.partition("\t") for line in text.splitlines())
    drawn = {file: svg for file, _, svg in lines}
    with (DATA / "flags.csv").open(encoding="utf-8", newline="") as stream:
        rows = [(row["id"], row["file"]) for row in csv.DictReader(stream)]
    return {identifier: drawn[file] for identifier, file in rows if file}


def _flag(row: dict[str, str]) -> Flag:
    """A month or a year is no day: it is sure from its end on, and until its beginning."""
    since, until = row["valid_from"], row["valid_to"]
    return Flag(
        id=row["id"],
        area=row["area"],
        first=parse_edtf(since).last if since else SINCE,
        last=parse_edtf(until).first if until else None,
        since=since,
        drawing=bool(row["file"]),
        basis=row["basis"],
    )
