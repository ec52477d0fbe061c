"""The answer of those who ask again and again: that nothing is due.

``briefing plan`` of a workspace in which nothing has changed is answered from what the last plan
kept, before the library that reads command lines is loaded: loading that takes as long as all
the rest. What is asked otherwise, and whatever is not as it was, goes the ordinary way.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.build.place import is_half_imported, root_of
from generator.build.plan import standing_plan
from generator.cli.clock import day_of, today
from generator.cli.plan_lines import closing, up_to_date


def answer(arguments: Sequence[str]) -> int | None:
    """Answer a request and give the exit status; None for any other.

    Also where something fails: the ordinary way meets it again, and tells it.
    """
    gc.disable()  # what is read here is in use until the end
    with contextlib.suppress(Exception):
        asked = _asked(arguments)
        lines = None if asked is None or sys.stdout is None else _lines(*asked)
        if lines is not None:
            _say("".join(f"{line}{os.linesep}" for line in lines))
            return 0
    gc.enable()
    return None


def _say(text: str) -> None:
    """Write at once: what could not be written is left in no buffer for the end."""
    sys.stdout.flush()
    data = text.encode(sys.stdout.encoding, "replace")
    while data:
        data = data[os.write(sys.stdout.fileno(), data) :]


def _lines(start: Path, day: dt.date, only_due: bool) -> list[str] | None:
    root = root_of(start) if start.is_dir() and os.access(start, os.R_OK) else None
    if root is None or is_half_imported(root):
        return None
    plan = standing_plan(root, day)
    if plan is None or plan.due or any(one.unaffected for one in plan.orders):
        return None
    return [*(() if only_due else map(up_to_date, plan.orders)), *closing(plan)]


def _asked(arguments: Sequence[str]) -> tuple[Path, dt.date, bool] | None:
    """Where, for which day, and whether only what is due is asked for."""
    rest, given = [*arguments], "."
    if rest[:1] in (["-C"], ["--workspace"]) and len(rest) > 1:
        given = rest[1]
        del rest[:2]
    if rest[:1] != ["plan"] or not given:
        return None
    del rest[0]
    only_due = "--due" in rest
    if only_due:
        rest.remove("--due")
    day: dt.date | None = today()
    if rest[:1] == ["--issued"] and len(rest) == 2:
        day = day_of(rest[1])
        del rest[:]
    return None if rest or day is None else (Path(given), day, only_due)
