"""The choices a house or an order makes about how a locale is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.localisation.calendars import GREGORIAN, Dating

Months = Literal["default", "levant", "gulf", "dual"]

MONTHS: tuple[Months, ...] = ("default", "levant", "gulf", "dual")


@dataclass(frozen=True, slots=True)
class Options:
    """What may differ between two documents in one locale.

    numbering  CLDR numbering system ("latn", "arab", "arabext"); None = the locale's own.
    months     Arabic month names: of the country, Levantine, Gulf, or both ("كانون الثاني/يناير").
    editorial  rules of national style that CLDR does not have (1er, "milliards de dollars",
               no-break spaces); off gives the bare CLDR text.
    dating     the calendar of dates, and the one that follows in brackets.
    currency   how amounts in running text name their currency.
    """

    numbering: str | None = None
    months: Months = "default"
    editorial: bool = True
    currency: Literal["name", "code"] = "name"
    dating: Dating = GREGORIAN


DEFAULT_OPTIONS = Options()
