"""Measures with their units: "438 317 kilomètres carrés", "90 كم/س".

A unit is named by its CLDR id without the type ("square-kilometer"); ratios that CLDR has
no pattern for are put together from their parts ("person-per-square-kilometer" is not a
CLDR unit: people are counted in messages).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal

from generator.localisation.cldr import store
from generator.localisation.numbers import System, decimal, percent, rounded, scaled_by
from generator.localisation.plurals import category_for, form

Width = Literal["long", "short"]


class UnitNotNamed(LookupError):  # noqa: N818 - said in the field's words
    """Raised for a unit that CLDR has no name for."""


def unit(
    found: System,
    value: Decimal | int,
    name: str,
    *,
    width: Width = "long",
    minimum: int = 0,
    maximum: int | None = 3,
) -> str:
    """A value with its unit; at most three fraction digits unless asked otherwise.

    Raises UnitNotNamed when CLDR has no such unit.
    """
    shown = rounded(value, minimum, maximum)
    if name == "percent" and width == "short":
        return percent(found, scaled_by(shown, -2), minimum=minimum, maximum=maximum)
    number = decimal(found, shown, minimum=minimum)
    return pattern(found.locale, name, shown, width).replace("{0}", number)


def pattern(locale: str, name: str, shown: Decimal, width: Width) -> str:
    """The pattern of a unit for the number ``shown``."""
    return pattern_of(locale, name, category_for(locale, shown), width)


def pattern_of(locale: str, name: str, category: str, width: Width) -> str:
    """The pattern of a unit for one plural category."""
    entry = _entry(locale, name)
    if entry is not None:
        forms = _width(entry, width)["forms"]
        return str(forms.get(category) or forms["other"])
    numerator, per, denominator = name.rpartition("-per-")
    if not per:
        raise UnitNotNamed(name)
    return _ratio(locale, pattern_of(locale, numerator, category, width), denominator, width)


def _ratio(locale: str, above: str, denominator: str, width: Width) -> str:
    entry = _entry(locale, denominator)
    if entry is None:
        raise UnitNotNamed(denominator)
    chosen = _width(entry, width)
    if "per" in chosen:
        return str(chosen["per"]).replace("{0}", above)
    below = form(locale, chosen["forms"], 1).replace("{0}", "").strip()
    glue: str = store.topic(locale, "units")["per"][width]["glue"]
    return glue.replace("{0}", above).replace("{1}", below)


def _width(entry: Mapping[str, Any], width: Width) -> Mapping[str, Any]:
    found: Mapping[str, Any] = entry.get(width) or entry["short" if width == "long" else "long"]
    return found


# Names that CLDR gave up, by the one it has now.
_RENAMED: Final[Mapping[str, str]] = MappingProxyType(
    {"metric-ton": "tonne", "permillion": "part-per-1e6", "inch-hg": "inch-ofhg"}
)


def _entry(locale: str, name: str) -> Mapping[str, Any] | None:
    table = store.topic(locale, "units")
    full = name if name in table else _full_names().get(_RENAMED.get(name, name))
    found: Mapping[str, Any] | None = table.get(full) if full else None
    return found if found and any("forms" in widths for widths in found.values()) else None


def known(name: str) -> bool:
    """True when CLDR names the unit, as it stands or as a ratio of two units."""
    name = _RENAMED.get(name, name)
    numerator, per, denominator = name.rpartition("-per-")
    whole = name in _full_names()
    return whole or bool(per and numerator in _full_names() and denominator in _full_names())


@cache
def _full_names() -> Mapping[str, str]:
    """CLDR's id with the type of measure, by the id without it."""
    return {
        full.partition("-")[2]: full for full in store.topic(store.ROOT, "units") if "-" in full
    }
