"""Ranges of numbers: "10–15 km", "€100 – €200", "-5 – 5".

What stands at both numbers is printed once when it is longer than one character; a single
character is printed twice, with spaces round the dash; so is everything when an end is
negative. Rule: Unicode TR 35 part 3, number ranges.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.localisation import money, units
from generator.localisation.cldr import store
from generator.localisation.numbers import System, digits, rounded, sign_of, signed_affixes
from generator.localisation.patterns import compiled
from generator.localisation.plurals import category_for

_SPACES: Final = tuple(" \t\n\u200e\u200f")


@dataclass(frozen=True, slots=True)
class _End:
    """One end of the range, written but not yet put together."""

    shown: Decimal
    prefix: str
    number: str
    suffix: str

    @property
    def around(self) -> str:
        return self.prefix + self.suffix

    @property
    def text(self) -> str:
        return self.prefix + self.number + self.suffix


def number_range(
    found: System,
    low: Decimal,
    high: Decimal,
    *,
    maximum: int | None = None,
    currency: str | None = None,
    percent: bool = False,
    unit: str | None = None,
    width: units.Width = "short",
) -> str:
    """A range of numbers, of one currency, one unit or in per cent (already times 100)."""
    kind = "money" if currency else "percent" if percent else "decimal"
    found = money.system_for(found, currency) if currency else found
    first, second = (_end(found, value, kind, maximum, currency) for value in (low, high))
    text = first.text if first.text == second.text else _joined(found, first, second)
    if unit is None:
        return text
    chosen = range_category(found.locale, first.shown, second.shown)
    return units.pattern_of(found.locale, unit, chosen, width).replace("{0}", text)


def _end(
    found: System, value: Decimal, kind: str, maximum: int | None, currency: str | None
) -> _End:
    places = money.fraction_digits(currency) if currency else 0
    limit = places if currency and maximum is None else maximum
    shown = rounded(value, places if limit is None else min(places, limit), limit)
    pattern = compiled(found.data[kind])
    prefix, suffix = signed_affixes(found, pattern, sign_of(shown, "auto"))
    if currency:
        prefix, suffix = money.placed(prefix, suffix, money.symbol(found, currency, "symbol"))
    return _End(shown, prefix, digits(found, shown, pattern, money=bool(currency)), suffix)


def _joined(found: System, first: _End, second: _End) -> str:
    pattern: str = found.data["range"]
    same = (first.prefix, first.suffix) == (second.prefix, second.suffix)
    if same and len(first.around) != 1:
        numbers = pattern.replace("{0}", first.number).replace("{1}", second.number)
        return first.prefix + numbers + first.suffix
    if first.around:
        pattern = spaced(pattern)
    return pattern.replace("{0}", first.text).replace("{1}", second.text)


def spaced(pattern: str) -> str:
    """A range pattern with a space on either side of its dash."""
    middle = pattern.removeprefix("{0}").removesuffix("{1}")
    # A thin space does not count as a space here, as in CLDR's own tools.
    before = "" if middle[:1] in _SPACES else " "
    after = "" if middle[-1:] in _SPACES else " "
    return f"{{0}}{before}{middle}{after}{{1}}"


def range_category(locale: str, low: Decimal, high: Decimal) -> str:
    """The plural category of a range: by CLDR's table, else "other"."""
    language = locale.split("-")[0]
    table = store.common()["plural_ranges"].get(language, {})
    ends = f"{category_for(locale, low)}-{category_for(locale, high)}"
    return str(table.get(ends, "other"))
