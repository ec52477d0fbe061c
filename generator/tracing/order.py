"""On which page each printing stands: a list of texts laid along the text of a document.

Both are in reading order, so that of the many places where a short text stands only those
count that leave room for all others: of all ways to lay the list along the text, the one that
covers most of it is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_MOST: Final = 400
"""Places of one text that are looked at."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A place for the text ``number``: how much of the text all steps up to it cover."""

    number: int
    start: int
    end: int
    covered: int
    before: int


def places(texts: Sequence[str], run: str, edges: frozenset[int]) -> list[int | None]:
    """Where each of ``texts`` begins in ``run``; None for those that have no place in it.

    edges  where pieces of ``run`` begin and end: a text that fills a piece goes before one
           that is only a part of one.

    >>> places(["3", "2024"], "in2023,32024", frozenset({7, 8, 12}))
    [7, 8]
    """
    steps: list[_Step] = []
    ends: list[int] = []  # of the best steps, ascending, each covering more than those before
    best: list[int] = []
    for number, text in enumerate(texts):
        found = [
            _step(steps, ends, best, number, start, text, edges) for start in _starts(text, run)
        ]
        for step in found:
            steps.append(step)
            _keep(steps, ends, best, len(steps) - 1)
    result: list[int | None] = [None] * len(texts)
    at = best[-1] if best else -1
    while at >= 0:
        result[steps[at].number] = steps[at].start
        at = steps[at].before
    return result


def _starts(text: str, run: str) -> list[int]:
    if not text:
        return []
    found = []
    for match in re.finditer(f"(?={re.escape(text)})", run):
        found.append(match.start())
        if len(found) == _MOST:
            break
    return found


def _step(
    steps: Sequence[_Step],
    ends: Sequence[int],
    best: Sequence[int],
    number: int,
    start: int,
    text: str,
    edges: frozenset[int],
) -> _Step:
    end = start + len(text)
    place = bisect_right(ends, start) - 1
    before = best[place] if place >= 0 else -1
    covered = steps[before].covered if before >= 0 else 0
    fits = (start in edges) + (end in edges)
    return _Step(number, start, end, covered + 4 * len(text) + 2 * fits, before)


def _keep(steps: Sequence[_Step], ends: list[int], best: list[int], at: int) -> None:
    """Keep a step among the best: none that ends later covers less."""
    step = steps[at]
    place = bisect_right(ends, step.end)
    if place and steps[best[place - 1]].covered >= step.covered:
        return
    last = place
    while last < len(ends) and steps[best[last]].covered <= step.covered:
        last += 1
    first = place - 1 if place and ends[place - 1] == step.end else place
    ends[first:last] = [step.end]
    best[first:last] = [at]
