"""The day of which an order prints only what was known: ``known_on``."""

from __future__ import annotations

import datetime as dt
from typing import Final

from generator.build.orders.fields import Fields, shown
from generator.build.orders.languages import day_of
from generator.problems import NOWHERE, Findings, Where

FIELD: Final = "known_on"


def read_known_on(fields: Fields) -> dt.date | None:
    """The day of which an order prints only what was known; None: all that is on record."""
    text = fields.date_text(FIELD)
    day = None if text is None else day_of(text)
    if text is not None and day is None:
        fields.note("order-known-on", FIELD, value=shown(text))
    return day


def note_future(
    day: dt.date | None, today: dt.date, findings: Findings, where: Where = NOWHERE
) -> bool:
    """False, with a problem, when nobody can know yet what was known on a day."""
    if day is None or day <= today:
        return True
    findings.add("known-on-future", where, day=day.isoformat(), today=today.isoformat())
    return False
