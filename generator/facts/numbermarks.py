"""How a table writes its numbers, found out from all of them together.

One ``1,234`` can be two numbers; a column that also holds ``0,5`` or ``1,234,567`` can not.
What is found is used only where every number agrees with it, and it is always told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from generator.facts.numbers import NumberForm

_BLANKS: Final = re.compile("[ \u00a0\u202f\u2009]")
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9., ']*")
_GROUPS: Final = re.compile(r"[1-9][0-9]{0,2}(?:([., '])[0-9]{3})(?:\1[0-9]{3})*")
_ENDS: Final = re.compile(r"(.*)([.,])([0-9]+)")


@dataclass(slots=True)
class Marks:
    """The evidence of one column."""

    decimals: dict[str, tuple[str, int]] = field(default_factory=dict)
    groups: dict[str, tuple[str, int]] = field(default_factory=dict)
    either: dict[str, tuple[str, int]] = field(default_factory=dict)

    def take(self, text: str, line: int) -> None:
        """Look at one number."""
        plain = _BLANKS.sub(" ", text.strip()).replace("\u2212", "-")
        if not _NUMBER.fullmatch(plain):
            return
        plain = plain.lstrip("+-")
        at = (text.strip(), line)
        grouped = _GROUPS.fullmatch(plain)
        if grouped:
            mark = grouped.group(1)
            alone = plain.count(mark) == 1 and mark in ".,"
            (self.either if alone else self.groups).setdefault(mark, at)
            return
        ends = _ENDS.fullmatch(plain)
        if ends is None:
            return
        whole, mark, _ = ends.groups()
        within = _GROUPS.fullmatch(whole)
        if whole.isdecimal() or (within and within.group(1) != mark):
            self.decimals.setdefault(mark, at)
            if within:
                self.groups.setdefault(within.group(1), at)

    def form(self, digits: str) -> tuple[NumberForm, tuple[str, int]] | None:
        """The one form that all numbers have, with an example; None when there is not one."""
        decimals, groups = set(self.decimals), set(self.groups)
        if len(decimals) > 1 or len(groups) > 1 or decimals & groups:
            return None
        if not decimals and not groups:
            return None
        decimal = next(iter(decimals), None) or ("," if groups == {"."} else ".")
        group = next(iter(groups), "")
        for mark in self.either:
            if mark == decimal and not decimals:
                return None  # only "1.234" beside "1 234": it can be either
            if mark != decimal:
                if group not in ("", mark):
                    return None
                group = mark
        shown = (self.groups.get(group) if group else None) or next(iter(self.decimals.values()))
        return NumberForm(decimal, group, digits), shown


def marks_of(numbers: Iterable[tuple[str, int]]) -> Marks:
    """The evidence of many numbers, each with its line.

    >>> marks_of([("1,234", 2), ("1,234,567.5", 3)]).form("latn")[0]
    NumberForm(decimal='.', group=',', digits='latn')
    >>> marks_of([("1,234", 2), ("12", 3)]).form("latn") is None
    True
    """
    found = Marks()
    for text, line in numbers:
        if text and not text.isdecimal():
            found.take(text, line)
    return found
