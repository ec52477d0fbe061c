"""What the officer who builds should know and no document says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from generator.build.chosen import Chosen
from generator.build.gating import doubtful_by, listed
from generator.problems import Problem, Severity, Where

_AT_THE_MEETING: Final = {"stale": "stale-at-meeting", "expired": "expired-at-meeting"}


def remarks(chosen: Chosen) -> Iterator[Problem]:
    """What the officer who builds should know and no document says."""
    order, wanted, selection = chosen.order, chosen.wanted, chosen.selection
    from generator.localisation.locale import resolve
    from generator.localisation.messages import has_catalogue

    where = Where(record=order.name)
    if selection.above_ceiling:
        values = {"count": str(selection.above_ceiling), "ceiling": selection.request.ceiling}
        yield Problem("facts-above-ceiling", where, values, Severity.WARNING)
    if chosen.texts_above:
        values = {"count": str(chosen.texts_above), "ceiling": selection.request.ceiling}
        yield Problem("texts-above-ceiling", where, values, Severity.WARNING)
    for tag in wanted.languages:
        locale = resolve(tag)[0]
        if not has_catalogue(locale):
            yield Problem("catalogue-missing", where, {"language": tag}, Severity.WARNING)
        if locale.pseudo:
            yield Problem("pseudo-language", where, {"language": tag}, Severity.WARNING)
    day = order.meeting.date if order.meeting else None
    last = day if isinstance(day, dt.date) or day is None else day.last
    later = order.item is not None or chosen.template.meeting
    if last is not None and last < wanted.as_of and not later:
        values = {"meeting": last.isoformat(), "as_of": wanted.as_of.isoformat()}
        yield Problem("meeting-before-as-of", where, values, Severity.WARNING)
    if isinstance(last, dt.date) and last > wanted.as_of:
        yield from _at_the_meeting(chosen, last, where)


def _at_the_meeting(chosen: Chosen, day: dt.date, where: Where) -> Iterator[Problem]:
    """What is sound today and will not be when people meet."""
    for kind, facts in doubtful_by(chosen.selection, day).items():
        if facts:
            values = {"meeting": day.isoformat(), "count": str(len(facts)), "facts": listed(facts)}
            yield Problem(_AT_THE_MEETING[kind], where, values, Severity.WARNING)
