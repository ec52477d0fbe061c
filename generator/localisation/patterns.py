"""Number patterns of CLDR ("#,##0.###", "¤ #,##0.00;(¤ #,##0.00)"), compiled once.

Rule: Unicode TR 35 part 3, number format patterns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

# Stand-ins for the characters that a pattern means symbolically, private to this package.
CURRENCY: Final = "\ue000"
MINUS: Final = "\ue001"
PLUS: Final = "\ue002"
PERCENT: Final = "\ue003"

_SYMBOLIC: Final = {"¤": CURRENCY, "-": MINUS, "+": PLUS, "%": PERCENT}
_NUMBER: Final = re.compile(r"[#0,.]+(?:E0+)?")


@dataclass(frozen=True, slots=True)
class Affixes:
    """What stands before and after the digits; symbolic characters as stand-ins."""

    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A compiled pattern.

    negative   affixes of negative numbers; never None, the sign is put in when absent.
    primary, secondary  sizes of the groups next to the decimal mark and beyond; 0 is none.
    """

    positive: Affixes
    negative: Affixes
    minimum_integer: int
    minimum_fraction: int
    maximum_fraction: int
    primary: int
    secondary: int
    zeros: int


@cache
def compiled(pattern: str) -> NumberPattern:
    """The compiled form of ``pattern``."""
    positive, _, negative = _split(pattern)
    prefix, number, suffix = _parts(positive)
    plus = Affixes(_literal(prefix), _literal(suffix))
    if negative:
        before, _, after = _parts(negative)
        minus = Affixes(_literal(before), _literal(after))
    else:
        minus = Affixes(MINUS + plus.prefix, plus.suffix)
    integer, _, fraction = number.partition("E")[0].partition(".")
    groups = integer.split(",")
    return NumberPattern(
        positive=plus,
        negative=minus,
        minimum_integer=integer.count("0"),
        minimum_fraction=fraction.count("0"),
        maximum_fraction=len(fraction),
        primary=len(groups[-1]) if len(groups) > 1 else 0,
        secondary=len(groups[-2]) if len(groups) > 2 else len(groups[-1]),
        zeros=integer.count("0"),
    )


def _split(pattern: str) -> tuple[str, str, str]:
    """Positive and negative pattern; a quoted semicolon does not part them."""
    quoted = False
    for place, character in enumerate(pattern):
        if character == "'":
            quoted = not quoted
        elif character == ";" and not quoted:
            return pattern[:place], ";", pattern[place + 1 :]
    return pattern, "", ""


def _parts(pattern: str) -> tuple[str, str, str]:
    """Prefix, digits and suffix of one pattern; quoted text belongs to the affixes."""
    quoted = False
    for place, character in enumerate(pattern):
        if character == "'":
            quoted = not quoted
        elif not quoted and character in "#0,.":
            match = _NUMBER.match(pattern, place)
            if match and ("0" in match[0] or "#" in match[0]):
                return pattern[:place], match[0], pattern[match.end() :]
    return pattern, "", ""


def _literal(affix: str) -> str:
    """The affix without quotes; unquoted symbolic characters become stand-ins."""
    found: list[str] = []
    quoted = False
    for place, character in enumerate(affix):
        if character == "'":
            if affix[place : place + 2] == "''" or affix[max(place - 1, 0) : place + 1] == "''":
                if affix[place : place + 2] == "''":
                    found.append("'")
                continue
            quoted = not quoted
        elif quoted:
            found.append(character)
        else:
            found.append(_SYMBOLIC.get(character, character))
    return "".join(found)
