"""Units as the Factbook writes them, and what they are.

A unit may have a base: "% of GDP" is per cent with the base "gdp", "deaths/1,000 live
births" a rate with the base "deaths/1,000 live births". Which base a field must have is
said in the table of fields, so that a share of something else is not taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

RATE: Final = "rate"
PERCENT: Final = "percent"
_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the facts; ``factor`` makes one of the Factbook's into it, exactly."""

    id: str
    factor: Decimal = _ONE
    base: str = ""


def _all(*groups: tuple[Iterable[str], Unit]) -> dict[str, Unit]:
    return {word: unit for words, unit in groups for word in words}


_WORDS: Final = MappingProxyType(
    _all(
        (("sq km", "square kilometers", "sq. km", "km2"), Unit("square-kilometer")),
        (("km", "kilometers", "kilometer"), Unit("kilometer")),
        (("m", "meters", "meter"), Unit("meter")),
        (("nm", "nautical miles"), Unit("nautical-mile")),
        (("ha", "hectares"), Unit("hectare")),
        (("years", "year", "years of age"), Unit("years")),
        (("months", "month"), Unit("months")),
        (("kW",), Unit("kilowatt")),
        (("MW",), Unit("megawatt")),
        (("GW",), Unit("gigawatt")),
        (("kWh",), Unit("kilowatt-hour")),
        (("bbl/day", "barrels/day", "barrels per day", "bbl per day"), Unit("barrel-per-day")),
        (("barrels", "bbl", "barrel"), Unit("barrel")),
        (("cubic meters", "cu m", "cubic meter"), Unit("cubic-meter")),
        (("metric tons", "metric tonnes", "metric ton", "tonnes"), Unit("metric-ton")),
        (("kt", "kilotons"), Unit("metric-ton", Decimal(1000))),
        (("megatons", "Mt"), Unit("metric-ton", Decimal(1_000_000))),
        (
            ("metric tonnes of CO2", "metric tons of CO2"),
            Unit("metric-ton", base="co2"),
        ),
        (("micrograms per cubic meter",), Unit("microgram-per-cubic-meter")),
        (("liters of pure alcohol",), Unit("liter", base="pure alcohol")),
        (("Btu/person",), Unit("british-thermal-unit", base="person")),
        (("mt-km",), Unit("metric-ton-kilometer")),
    )
)
AMBIGUOUS: Final = frozenset({"tons", "ton", "miles", "gallons", "dollars"})
"""Words that mean several units: a ton is metric, short or long."""

_RATE: Final = re.compile(r"[a-z]+(?:\(s\))?(?: [a-z]+)?/(?:[0-9,]+ )?[a-z]+(?: [a-z]+)*")
_SHARE: Final = re.compile(r"%(?: (?:of )?(?P<base>[A-Za-z][A-Za-z ,'-]*))?")


@lru_cache(maxsize=1024)
def unit_of(words: str) -> Unit | None:
    """What the words behind a number mean; None when they are no unit known here.

    >>> unit_of("% of GDP")
    Unit(id='percent', factor=Decimal('1'), base='gdp')
    >>> unit_of("deaths/1,000 live births").base
    'deaths/1,000 live births'
    """
    bare = " ".join(words.split()).strip(" ,;")
    if found := _SHARE.fullmatch(bare):
        return Unit(PERCENT, base=(found["base"] or "").strip().lower())
    if bare in _WORDS:  # as written: "M" is no metre, and a kW no KW
        return _WORDS[bare]
    lower = bare.lower()
    return Unit(RATE, base=lower) if _RATE.fullmatch(lower) else None
