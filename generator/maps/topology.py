"""Reads TopoJSON: countries as rings of shared lines, in degrees.

A set of boundaries is a topology: lines (arcs) that neighbours share, quantised, each point
as a step from the one before, and countries as rings of the numbers of arcs. Whatever does
not hold together is refused with a reason: a map with a wrong line is worse than none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

Place: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees."""

Ring: TypeAlias = tuple[int, ...]
"""Numbers of arcs, one after the other; ~n is arc n backwards."""

COUNTRIES: Final = "countries"
MOST_POINTS: Final = 2_000_000
MOST_RINGS: Final = 100_000
_EDGE: Final = 1e-6


class BadBoundaries(ValueError):  # noqa: N818 - said in the user's words
    """Raised for a file that is no sound topology; the text says why."""


@dataclass(frozen=True, slots=True)
class Region:
    """What a set draws as one: a country, or a territory that it draws apart.

    code   the set's own code for it, "" when it gives none.
    parts  polygons, each as its rings, the outer one first.
    """

    code: str
    name: str
    parts: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs in degrees, and the regions made of them."""

    arcs: tuple[tuple[Place, ...], ...]
    regions: tuple[Region, ...]


def read_topology(content: str | bytes) -> Topology:
    """The regions of a TopoJSON file. Raises ``BadBoundaries``."""
    try:
        tree = json.loads(content, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadBoundaries(f"it is no JSON: {error}") from None
    if not isinstance(tree, dict) or tree.get("type") != "Topology":
        raise BadBoundaries("it is no topology")
    arcs = tuple(_arcs(tree))
    objects = tree.get("objects")
    collection = objects.get(COUNTRIES) if isinstance(objects, dict) else None
    listed = collection.get("geometries") if isinstance(collection, dict) else None
    if not isinstance(listed, list) or not listed:
        raise BadBoundaries(f"it has no collection “{COUNTRIES}”")
    regions = tuple(_region(one, len(arcs)) for one in listed)
    if sum(len(part) for region in regions for part in region.parts) > MOST_RINGS:
        raise BadBoundaries(f"it has more than {MOST_RINGS} rings")
    topology = Topology(arcs, regions)
    _check_joined(topology)
    return topology


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _arcs(tree: Mapping[str, Any]) -> Iterator[tuple[Place, ...]]:
    transform = tree.get("transform")
    if transform is not None and not isinstance(transform, dict):
        raise BadBoundaries("its transform is no table")
    scale, shift = ((1.0, 1.0), (0.0, 0.0))
    if transform is not None:
        scale, shift = (_pair(transform.get(name), name) for name in ("scale", "translate"))
    listed = tree.get("arcs")
    if not isinstance(listed, list) or not listed:
        raise BadBoundaries("it has no arcs")
    left = MOST_POINTS
    for number, steps in enumerate(listed):
        if not isinstance(steps, list) or len(steps) < 2:
            raise BadBoundaries(f"arc {number} has fewer than two points")
        left -= len(steps)
        if left < 0:
            raise BadBoundaries(f"it has more than {MOST_POINTS} points")
        yield _arc(steps, number, scale, shift, relative=transform is not None)


def _arc(
    steps: Sequence[Any], number: int, scale: Place, shift: Place, *, relative: bool
) -> tuple[Place, ...]:
    x = y = 0.0
    found = []
    for step in steps:
        across, up = _pair(step, f"a point of arc {number}")
        x, y = (x + across, y + up) if relative else (across, up)
        longitude, latitude = x * scale[0] + shift[0], y * scale[1] + shift[1]
        if abs(longitude) > 180 + _EDGE or abs(latitude) > 90 + _EDGE:
            raise BadBoundaries(f"arc {number} leaves the world")
        found.append((min(180.0, max(-180.0, longitude)), min(90.0, max(-90.0, latitude))))
    return tuple(found)


def _pair(value: Any, what: str) -> Place:
    if (
        not isinstance(value, list)
        or len(value) < 2
        or any(isinstance(n, bool) or not isinstance(n, int | float) for n in value[:2])
        or not all(math.isfinite(n) and abs(n) < 1e12 for n in value[:2])
    ):
        raise BadBoundaries(f"{what} is no pair of numbers")
    return float(value[0]), float(value[1])


def _region(one: Any, arcs: int) -> Region:
    if not isinstance(one, dict):
        raise BadBoundaries("a country is no table")
    properties = one.get("properties")
    name = properties.get("name") if isinstance(properties, dict) else None
    code, shown = one.get("id"), name if isinstance(name, str) else "?"
    kind, listed = one.get("type"), one.get("arcs")
    if kind == "Polygon":
        listed = [listed]
    elif kind != "MultiPolygon":
        raise BadBoundaries(f"“{shown}” is a {kind}, not a polygon")
    if not isinstance(listed, list) or not all(isinstance(part, list) for part in listed):
        raise BadBoundaries(f"“{shown}” has no rings")
    parts = tuple(tuple(_ring(ring, arcs, shown) for ring in part) for part in listed)
    return Region(str(code) if isinstance(code, str | int) else "", shown, parts)


def _ring(ring: Any, arcs: int, name: str) -> Ring:
    if not isinstance(ring, list) or not ring:
        raise BadBoundaries(f"“{name}” has an empty ring")
    for number in ring:
        if isinstance(number, bool) or not isinstance(number, int) or not -arcs <= number < arcs:
            raise BadBoundaries(f"“{name}” uses arc {number!s:.20}, which is not there")
    return tuple(ring)


def _check_joined(topology: Topology) -> None:
    """Each arc of a ring must begin where the one before ends, and the ring must close."""
    arcs = topology.arcs
    for region in topology.regions:
        for ring in (ring for part in region.parts for ring in part):
            ends = [
                (arcs[n][0], arcs[n][-1]) if n >= 0 else (arcs[~n][-1], arcs[~n][0]) for n in ring
            ]
            for (_, end), (start, _) in zip(ends, [*ends[1:], ends[0]], strict=True):
                if abs(end[0] - start[0]) > _EDGE or abs(end[1] - start[1]) > _EDGE:
                    raise BadBoundaries(f"a ring of “{region.name}” does not close")
