"""What day and what moment it is for a command. Standard library only."""

from __future__ import annotations

import contextlib
import datetime as dt
import os


def today(issued: dt.date | None = None) -> dt.date:
    """The day of issue: as asked, or of SOURCE_DATE_EPOCH, or of the clock (UTC)."""
    return clock_now().date() if issued is None else issued


def clock_now() -> dt.datetime:
    """This moment in UTC: of SOURCE_DATE_EPOCH, or of the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) <= 12:
        with contextlib.suppress(OverflowError, ValueError, OSError):
            return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC)
    return dt.datetime.now(tz=dt.UTC)


def day_of(text: str) -> dt.date | None:
    """The day that is written as YYYY-MM-DD, or “today”; None for anything else."""
    if text == "today":
        return today()
    with contextlib.suppress(ValueError):
        if len(text) == 10 and text.isascii():
            return dt.date.fromisoformat(text)
    return None
