"""The boundary sets that ship with the product: what each shows, and where it is from.

Every drawing of boundaries takes a position. A set therefore says whose view it is, and
what it draws of each place that is disputed; an officer is told both before a map goes out.
"""

from __future__ import annotations

import csv
import gzip
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.maps.sphere import Place, Vector, divided, vector
from generator.maps.topology import Region, Ring, Topology, read_topology

DATA: Final = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class SetName:
    """A set by the name that orders use.

    title  what a credit line calls it; licence: under which it may be used.
    view   whose view of boundaries it draws, in an officer's words.
    """

    name: str
    title: str
    licence: str
    view: str


SETS: Final[Mapping[str, SetName]] = MappingProxyType(
    {
        "natural-earth": SetName(
            "natural-earth",
            "Natural Earth (1:50m)",
            "public domain",
            "de facto control, as Natural Earth sees it",
        ),
        "visionscarto": SetName(
            "visionscarto",
            "Visionscarto, after Natural Earth (1:50m)",
            "BSD-3-Clause",
            "close to the United Nations’ view, as Visionscarto draws it",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Disputed:
    """A place on whose country states differ, and the region of a set in which it lies."""

    place: str
    at: Place
    drawn_in: str


@dataclass(frozen=True)
class Boundaries:
    """A set, ready to be drawn: every arc as places and as directions."""

    name: SetName
    topology: Topology
    areas: Mapping[str, tuple[Region, ...]]
    """Regions by the code of the area they belong to; those of none stand under ""."""

    @cached_property
    def arcs(self) -> tuple[tuple[Vector, ...], ...]:
        """The arcs as directions, their long steps divided."""
        return tuple(tuple(vector(at) for at in divided(arc)) for arc in self.topology.arcs)

    def directions(self, ring: Ring) -> list[Vector]:
        """The points around a ring."""
        found: list[Vector] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            found.extend(arc[:-1])
        return found


@cache
def boundaries(name: str) -> Boundaries:
    """The set of that name."""
    content = gzip.decompress((DATA / f"{name}.topojson.gz").read_bytes())
    topology = read_topology(content)
    codes = {code: area for code, (area, _) in _codes().items()}
    found: dict[str, list[Region]] = {}
    for region in topology.regions:
        code = codes.get(region.code) or codes.get(region.name, "")
        found.setdefault(code, []).append(region)
    areas = {code: tuple(regions) for code, regions in found.items()}
    return Boundaries(SETS[name], topology, MappingProxyType(areas))


@cache
def region_of(area: str) -> str:
    """The code of the United Nations' region an area lies in ("145"), or ""."""
    return dict(_codes().values()).get(area, "")


@cache
def areas_in(region: str) -> tuple[str, ...]:
    """The areas of a region, in the order of their codes."""
    return tuple(sorted(area for area, inside in _codes().values() if region and inside == region))


@cache
def point_of(area: str) -> Place | None:
    """A place in an area that some set draws no polygon of; None for all others."""
    for row in _rows("points.csv"):
        if row["area"] == area:
            return float(row["longitude"]), float(row["latitude"])
    return None


def capital_of(area: str, name: str) -> Place | None:
    """Where the capital of that English name lies; None when the table knows no such one.

    A capital that has moved, or that is called otherwise, is never marked where another is.
    """
    names, at = _capitals().get(area, ((), (0.0, 0.0)))
    return at if _letters(name) in names else None


def capital_count() -> int:
    """How many capitals the table knows the place of."""
    return len(_capitals())


@cache
def _capitals() -> Mapping[str, tuple[tuple[str, ...], Place]]:
    return {
        row["area"]: (
            tuple(_letters(name) for name in row["names"].split("|")),
            (float(row["longitude"]), float(row["latitude"])),
        )
        for row in _rows("capitals.csv")
    }


def _letters(name: str) -> str:
    """The letters of a name alone, small and without accents."""
    parts = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in parts if char.isalnum())


@cache
def disputed(name: str) -> tuple[Disputed, ...]:
    """The disputed places known of, with what the set draws."""
    return tuple(
        Disputed(row["place"], (float(row["longitude"]), float(row["latitude"])), row[name])
        for row in _rows("disputed.csv")
    )


@cache
def _codes() -> Mapping[str, tuple[str, str]]:
    """Area and region by the code, or the name, that sets use."""
    return {row["code"]: (row["area"], row["region"]) for row in _rows("codes.csv")}


def _rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
