"""Closed things use the past tense: bodies, posts and offices whose validity ended.

A body is closed when its stated validity ended, or when an event that is known and has
happened closes it. An end that somebody only concluded from a plan closes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from generator.facts.model import Fact, Organisation
from generator.selection.validity import (
    TOLD_AS_PAST,
    Standing,
    end_of,
    happened,
    implied_end,
    standing,
)


def closes_at(event: Fact, day: dt.date) -> bool:
    """True when the event has surely taken place by ``day`` (its date's last day)."""
    last = end_of(event)
    return happened(event, day) and (last is None or last <= day)


def closed_by(
    organisation: str,
    organisations: Mapping[str, Organisation],
    events: Iterable[Fact],
    day: dt.date,
    stands: Callable[[Fact], bool],
) -> tuple[bool, str | None]:
    """Whether the body is closed at ``day``, and the id of the event that closed it."""
    for event in events:
        if stands(event) and closes_at(event, day):
            return True, event.id
    body = organisations.get(organisation)
    if body is None or implied_end(body.validity):
        return False, None
    return standing(body.validity, day) is Standing.ENDED, None


def touched_by_closure(fact: Fact) -> bool:
    """False for what is told in the past already: events, quotes, claims, agreements."""
    return fact.kind not in TOLD_AS_PAST
