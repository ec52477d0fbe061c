"""What all sources together say of indicators that measure the same, put together and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from generator.facts.agreementfile import Agreement, Allowed, Same
from generator.facts.measures import USUAL, Measures, Tolerance, grouped
from generator.problems import Findings, Severity

_NEAR: Final = 0.85
"""How like two codes must be for one to be a slip of the other."""


def measures_of(
    same_as: Mapping[str, Iterable[str]],
    agreements: Iterable[Agreement],
    codes: Iterable[str] = (),
) -> Measures:
    """The groups that follow from what is declared, with their tolerances.

    The order in which files are read changes nothing.
    """
    declared: dict[str, list[str]] = {code: list(others) for code, others in same_as.items()}
    said = sorted((one for a in agreements for one in a.same), key=_place)
    for one in said:
        declared.setdefault(one.indicator, []).append(one.other)
    groups = grouped(declared)
    known = Measures(groups)
    tolerances: dict[str, Tolerance] = {}
    usual = USUAL
    for rule in sorted((one for a in agreements for one in a.allowed), key=_place):
        if not rule.indicators:
            usual = rule.tolerance
        for code in rule.indicators:
            tolerances.setdefault(known.concept(code), rule.tolerance)
    return Measures(
        groups,
        MappingProxyType(tolerances),
        usual,
        MappingProxyType(_factors(declared, said, groups)),
        MappingProxyType({one.indicator: one.difference for one in said if one.difference}),
        tuple(sorted(set(codes))),
    )


def tell_misspelt(
    agreements: Iterable[Agreement], codes: Iterable[str], findings: Findings
) -> None:
    """Warn of indicators that are nearly one that some source describes, and none.

    What is like no other may be of a source that this workspace does not have.
    """
    known = sorted(set(codes))
    named = [(one.where, code) for a in agreements for one in a.allowed for code in one.indicators]
    named += [(one.where, code) for a in agreements for one in a.same for code in _both(one)]
    for where, code in named:
        near = [] if code in known else get_close_matches(code, known, 1, _NEAR)
        if near:
            values = {"value": code, "suggestion": near[0]}
            findings.add("agreement-unknown-near", where, severity=Severity.WARNING, **values)


def _both(one: Same) -> tuple[str, str]:
    return one.indicator, one.other


def _place(one: Same | Allowed) -> tuple[str, int]:
    return one.where.file or "", one.where.line or 0


def _factors(
    declared: Mapping[str, Iterable[str]],
    said: Iterable[Same],
    groups: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[int, int]]:
    """Factors towards the first code of each group, through as many steps as it takes."""
    steps: dict[str, dict[str, Fraction]] = {}
    for code in sorted(declared):
        for other in declared[code]:
            steps.setdefault(code, {})[other] = Fraction(1)
            steps.setdefault(other, {}).setdefault(code, Fraction(1))
    for one in said:
        if one.factor is not None:
            factor = Fraction(one.factor)
            steps[one.indicator][one.other] = factor
            steps[one.other][one.indicator] = 1 / factor
    found: dict[str, Fraction] = {}
    for first in sorted({group[0] for group in groups.values()}):
        found[first] = Fraction(1)
        ahead = [first]
        while ahead:
            at = ahead.pop(0)
            for code in sorted(steps.get(at, {})):
                if code not in found:
                    found[code] = found[at] * steps[code][at]
                    ahead.append(code)
    return {code: one.as_integer_ratio() for code, one in found.items() if one != 1}
