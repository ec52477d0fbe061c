"""Which indicators measure the same, and when two of their values agree.

Producers have codes of their own: the World Bank's ``SP.POP.TOTL`` is the Factbook's
``people.population.total``. ``indicators.csv`` says so (``same_as``); what follows from it
follows in steps, and whoever says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far two values may lie apart and still agree; the wider of the two counts.

    relative  share of the larger of the two ("0.05" is 5 %).
    absolute  in the unit of the indicator.
    reason    why so far.
    within    whether a value for part of a period is compared with one for the whole: the
              number of inhabitants in July with that of the year.
    """

    relative: Decimal = Decimal(0)
    absolute: Decimal = Decimal(0)
    reason: str = ""
    within: bool = False

    def allows(self, one: Fraction, other: Fraction) -> bool:
        """Whether the two agree.

        >>> Tolerance(relative=Decimal("0.05")).allows(Fraction(95), Fraction(100))
        True
        """
        apart, larger = abs(one - other), max(abs(one), abs(other))
        return apart <= Fraction(self.absolute) or apart <= Fraction(self.relative) * larger


USUAL: Final = Tolerance(relative=Decimal("0.01"))
"""Where nothing is declared: as far as rounding and small revisions go."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Indicators that measure the same, by code.

    groups      all codes that measure the same as a code, itself among them; the first is
                the one they are known by. A code that stands alone is in none.
    tolerances  of groups, by their first code; usual: of all others.
    factors     by code: what its values are multiplied with to be those of the first, as
                numerator and denominator.
    codes       of all indicators that any source describes, in order.
    differences by code, then language: how its definition differs from that of the first.
    """

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    tolerances: Mapping[str, Tolerance] = field(default_factory=lambda: MappingProxyType({}))
    usual: Tolerance = USUAL
    factors: Mapping[str, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    differences: Mapping[str, Mapping[str, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    codes: tuple[str, ...] = ()

    def same(self, code: str) -> tuple[str, ...]:
        """Every code that measures the same, the one they are known by first."""
        return self.groups.get(code) or (code,)

    def concept(self, code: str) -> str:
        """The one code by which all that measure the same are known."""
        return self.same(code)[0]

    def known_by(self, codes: Iterable[str]) -> Mapping[str, str]:
        """By code of all that measure the same as some: the one they are known by."""
        same = {one: self.concept(one) for code in sorted(set(codes)) for one in self.same(code)}
        return MappingProxyType({code: one for code, one in same.items() if code != one})

    def factor(self, code: str) -> Fraction:
        """What values of an indicator are multiplied with to be those of the first of its group."""
        return Fraction(*self.factors.get(code, (1, 1)))

    def tolerance(self, code: str) -> Tolerance:
        """How far values of different producers may lie apart."""
        return self.tolerances.get(self.concept(code), self.usual)


NO_MEASURES: Final = Measures()


def grouped(declared: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """The groups that follow from ``same_as``, whatever its direction and in any number of steps.

    A group is known by a code that is declared to be the same as nothing else; of several,
    and where all are, by the first in the alphabet.

    >>> found = grouped({"people": ["POP"], "inhabitants": ["people"]})
    >>> found["people"]
    ('POP', 'inhabitants', 'people')
    """
    joined: dict[str, set[str]] = {}
    for code, others in declared.items():
        for other in others:
            together = joined.get(code, {code}) | joined.get(other, {other})
            joined.update(dict.fromkeys(together, together))
    pointing = {code for code, others in declared.items() if any(o != code for o in others)}
    groups: dict[str, tuple[str, ...]] = {}
    for code in sorted(joined):
        if code not in groups and len(joined[code]) > 1:
            group = tuple(sorted(joined[code], key=lambda one: (one in pointing, one)))
            groups.update(dict.fromkeys(group, group))
    return MappingProxyType(groups)
