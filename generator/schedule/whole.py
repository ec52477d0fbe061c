"""All times of one order: what is next, what was missed, what comes within a span."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.schedule.rule import Rule


@dataclass(frozen=True, slots=True)
class Fixed:
    """A moment that comes once: so long before a meeting. ``text`` says why it comes."""

    text: str
    when: dt.datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Due:
    """A moment at which something is to be done, by whose clocks, and all that asks for it."""

    when: dt.datetime
    zone: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """When an order is made by itself.

    zone       whose civil day it is made for; the first zone that is named.
    on_change  whether it is made, too, when something that it is made from has changed.
    """

    rules: tuple[Rule, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    zone: str = "UTC"
    on_change: bool = True

    @property
    def text(self) -> str:
        """All its times in one text: another text is another schedule."""
        rules = (f"{rule.text} [{rule.zone}]" for rule in self.rules)
        moments = (f"{one.text} [{one.when.isoformat()}]" for one in self.fixed)
        return "; ".join((*rules, *moments))

    def next(self, after: dt.datetime) -> Due | None:
        """The first moment after ``after``; None when nothing is to come."""
        found = [
            (when, rule.zone, rule.text)
            for rule in self.rules
            if (when := rule.after(after)) is not None
        ]
        found += [(one.when, one.zone, one.text) for one in self.fixed if one.when > after]
        return _together(found, min(found)[0]) if found else None

    def latest(self, after: dt.datetime, until: dt.datetime) -> Due | None:
        """The last moment after ``after`` and not later than ``until``: of several that were
        missed, the one that stands for all. None when there is none.
        """
        found = [
            (when, rule.zone, rule.text)
            for rule in self.rules
            if (when := rule.latest(after, until)) is not None
        ]
        found += [(one.when, one.zone, one.text) for one in self.fixed if after < one.when <= until]
        return _together(found, max(found)[0]) if found else None

    def between(self, after: dt.datetime, until: dt.datetime) -> Iterator[Due]:
        """Every moment after ``after`` and not later than ``until``, each once, in order."""
        due = self.next(after)
        while due is not None and due.when <= until:
            yield due
            due = self.next(due.when)


def _together(found: list[tuple[dt.datetime, str, str]], when: dt.datetime) -> Due:
    """What asks for one moment."""
    here = [(zone, text) for moment, zone, text in found if moment == when]
    return Due(when, here[0][0], tuple(dict.fromkeys(text for _, text in here)))
