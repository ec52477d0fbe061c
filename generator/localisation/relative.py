"""Distances in time: "in 3 days", "yesterday", "l’année dernière"."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from generator.localisation.cldr import store
from generator.localisation.numbers import System, decimal, rounded
from generator.localisation.plurals import form

Unit = Literal["year", "quarter", "month", "week", "day", "hour", "minute", "second"]


def relative(
    found: System, n: Decimal | int, unit: Unit, *, words: bool = False, past: bool | None = None
) -> str:
    """``n`` units from now; negative is past. ``words`` allows "yesterday", "this month"."""
    entry = store.topic(found.locale, "fields")[unit]
    if words and str(n) in entry.get("words", {}):
        return str(entry["words"][str(n)])
    shown = rounded(-n if n < 0 else n, 0, 3)
    backwards = n < 0 if past is None else past
    pattern = form(found.locale, entry["past" if backwards else "future"], shown)
    return pattern.replace("{0}", decimal(found, shown))
