"""The order in which the letters of a short label are drawn.

The Unicode Bidirectional Algorithm (UAX 9) for one line without embeddings, overrides and
isolates, which no document holds: rules W1 to W7, N1, N2, I1, I2 and L2.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Final, Literal, NamedTuple

_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON", "BN"})
_UNSEEN: Final = frozenset("\u200e\u200f\u061c\u2060")


class Run(NamedTuple):
    """A stretch of one direction, its characters in the order in which they are read."""

    text: str
    rtl: bool


def runs(text: str, base: Literal["ltr", "rtl"]) -> list[Run]:
    """The stretches of a line from left to right.

    >>> [run.text for run in runs("GDP 2024 في", "rtl")]
    [' في', 'GDP 2024']
    """
    level = 1 if base == "rtl" else 0
    levels = _levels([unicodedata.bidirectional(char) for char in text], level)
    found = [
        (one, "".join(char for char, _ in group))
        for one, group in groupby(zip(text, levels, strict=True), key=lambda pair: pair[1])
    ]
    for limit in range(max((one for one, _ in found), default=0), 0, -1):
        found = _turned(found, limit)
    shown = ((one, _seen(part)) for one, part in found)
    return [Run(part, bool(one % 2)) for one, part in shown if part]


def _seen(text: str) -> str:
    return "".join(char for char in text if char not in _UNSEEN)


def _turned(found: list[tuple[int, str]], limit: int) -> list[tuple[int, str]]:
    """L2: what is at a level or above it stands the other way round."""
    turned: list[tuple[int, str]] = []
    for high, group in groupby(found, key=lambda pair: pair[0] >= limit):
        part = list(group)
        turned += reversed(part) if high else part
    return turned


def _levels(types: list[str], level: int) -> list[int]:
    outer = "R" if level else "L"
    kinds = _numbers(types, outer)
    strong = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
    found: list[int] = []
    for place, kind in enumerate(kinds):
        if kind in _NEUTRAL:
            before = next((strong[k] for k in reversed(kinds[:place]) if k in strong), outer)
            after = next((strong[k] for k in kinds[place:] if k in strong), outer)
            kind = before if before == after else outer
        found.append(_implied(kind, level))
    return found


def _implied(kind: str, level: int) -> int:
    """I1 and I2."""
    if level:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _numbers(types: list[str], outer: str) -> list[str]:
    """W1 to W7."""
    kinds: list[str] = []
    strong = previous = outer
    for kind in types:
        if kind == "NSM":
            kind = previous
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        previous = kind
        kinds.append(kind)
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        around = {kinds[place - 1], kinds[place + 1]}
        if kinds[place] == "ES" and around == {"EN"}:
            kinds[place] = "EN"
        elif kinds[place] == "CS" and around in ({"EN"}, {"AN"}):
            kinds[place] = around.pop()
    kinds = _terminators(kinds)
    return _latin_numbers(kinds, outer)


def _terminators(kinds: list[str]) -> list[str]:
    """W5 and W6: signs beside European digits go with them, others are neutral."""
    found: list[str] = []
    for kind, group in groupby(enumerate(kinds), key=lambda pair: pair[1]):
        part = list(group)
        first, last = part[0][0], part[-1][0]
        if kind == "ET":
            beside = (kinds[first - 1] if first else "", (kinds[last + 1 :] or [""])[0])
            kind = "EN" if "EN" in beside else "ON"
        elif kind in ("ES", "CS"):
            kind = "ON"
        found += [kind] * len(part)
    return found


def _latin_numbers(kinds: list[str], outer: str) -> list[str]:
    """W7: digits behind Latin letters are Latin text."""
    strong = outer
    found = []
    for kind in kinds:
        if kind in ("L", "R"):
            strong = kind
        found.append("L" if kind == "EN" and strong == "L" else kind)
    return found
