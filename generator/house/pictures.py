"""What a house or an order may choose for maps and flags. Both are off unless asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any, Final, Literal

from generator.records import dataclass


def _none() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a locator map is made.

    boundaries  the set of boundaries; "" is none, and no map is made without one: every set
                takes a position, so somebody has to choose.
    view        what surrounds the country: "near", "close" or "region".
    frame       west, south, east and north in degrees, in place of a view; () = none.
    names       which names stand on it: of the country, its capital and its "neighbours", of
                the "country" and its capital alone, or "none".
    disclaimer, attribution  the house's own words by language, in place of the program's.
    """

    show: bool = False
    boundaries: str = ""
    view: Literal["near", "close", "region"] = "near"
    frame: tuple[float, ...] = ()
    names: Literal["neighbours", "country", "none"] = "neighbours"
    disclaimer: Mapping[str, str] = field(default_factory=_none)
    attribution: Mapping[str, str] = field(default_factory=_none)


@dataclass(frozen=True, slots=True)
class FlagOptions:
    """Whether the flag of the country stands in a brief.

    choices  by area, the flag that the house uses where more than one is claimed, or "none".
    """

    show: bool = False
    choices: Mapping[str, str] = field(default_factory=_none)


NO_MAP: Final = MapOptions()
NO_FLAG: Final = FlagOptions()

MAP_CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "boundaries": ("natural-earth", "visionscarto"),
        "view": ("near", "close", "region"),
        "names": ("neighbours", "country", "none"),
    }
)
"""The words of each option of maps that has some."""

MAP_WORDINGS: Final = ("disclaimer", "attribution")
FRAME_FORM: Final = "four numbers in degrees: west, south, east, north, such as [38, 28, 50, 38]"


def frame_trouble(numbers: tuple[float, ...]) -> str:
    """Why four numbers are no frame, or ""; west may be east of east, over the 180th meridian.

    >>> frame_trouble((170, -25, -170, -10)), frame_trouble((38, 38, 50, 28))
    ('', 'south is not below north')
    """
    if len(numbers) != 4:
        return f"it has {len(numbers)} numbers"
    west, south, east, north = numbers
    if not all(-180 <= n <= 180 for n in (west, east)):
        return "west or east is not between -180 and 180"
    if not all(-90 <= n <= 90 for n in (south, north)):
        return "south or north is not between -90 and 90"
    if north - south < 0.5:
        return "south is not below north" if north <= south else "it is lower than half a degree"
    wide = (east - west) % 360
    if wide < 0.5 or wide > 160:
        return "it is not between half a degree and 160 degrees wide"
    return ""


def with_map(options: MapOptions, chosen: Mapping[str, Any]) -> MapOptions:
    """``options`` with some of them chosen otherwise; wordings are taken language by language.

    A view that is chosen puts a frame aside.
    """
    found = dict(chosen)
    for name in MAP_WORDINGS:
        if name in found:
            found[name] = MappingProxyType({**getattr(options, name), **found[name]})
    if "view" in found:
        found.setdefault("frame", ())
    return dataclasses.replace(options, **found)


def with_flag(options: FlagOptions, chosen: Mapping[str, Any]) -> FlagOptions:
    """``options`` with some of them chosen otherwise; choices are taken area by area."""
    found = dict(chosen)
    if "choices" in found:
        found["choices"] = MappingProxyType({**options.choices, **found["choices"]})
    return dataclasses.replace(options, **found)
