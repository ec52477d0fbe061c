"""Data as received: ``received/<time>/`` of a source, and which of them is in use.

Each state is a folder that is never changed: the answers as they came, and ``received.json``
that says from where, when and with which hash. ``received/latest`` names the one that the
source's tables are read from: ``files = "received/latest/*.json"``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = "received"
LATEST: Final = "latest"
RECORD: Final = "received.json"
STATE_NAME: Final = re.compile(r"[0-9][0-9A-Za-z-]{3,39}")
_PREFIX: Final = f"{FOLDER}/{LATEST}/"


def latest(folder: Path) -> Path | None:
    """The state of a source that is in use; None when nothing was received yet."""
    pointer = folder / FOLDER / LATEST
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if pointer.is_symlink():
            return None
        name = pointer.read_text("ascii").strip()
        if STATE_NAME.fullmatch(name) and _is_state(pointer.parent / name):
            return pointer.parent / name
    return None


def states(folder: Path) -> tuple[Path, ...]:
    """Every state of a source, oldest first."""
    try:
        with os.scandir(folder / FOLDER) as found:
            names = sorted(one.name for one in found if STATE_NAME.fullmatch(one.name))
    except OSError:
        return ()
    return tuple(path for name in names if _is_state(path := folder / FOLDER / name))


@dataclass(frozen=True, slots=True)
class Past:
    """What was in use on a day, as far as the states that are kept can tell.

    state      None when nothing is kept of what was in use then.
    lost       name of a state that was in use on the day and is kept no more, or "".
    missing    name of a state of a later day that is kept no more: others may be, too; or "".
    withdrawn  name of a newer state of the day that is not in use today, or "": since when it
               is not, nobody wrote down.
    first      name of the earliest state that is kept, or "".
    """

    state: Path | None = None
    lost: str = ""
    missing: str = ""
    withdrawn: str = ""
    first: str = ""


def in_use_on(folder: Path, day: dt.date) -> Past:
    """The state of a source that was in use at the end of a day (UTC).

    A state is in use from the day on which it was made until the next one is. Of states that
    are newer than the one in use today, none is taken: somebody went back.
    """
    known, now = states(folder), latest(folder)
    if now is None:
        return Past()
    first = known[0].name
    used = [one for one in known if one.name <= now.name]
    newer = [one.name for one in known if one.name > now.name and _is_of(one, day)]
    withdrawn = newer[0] if newer else ""
    place = max((n for n, one in enumerate(used) if _is_of(one, day)), default=None)
    if place is None:
        return Past(withdrawn=withdrawn, first=first)
    before = _before(used[place + 1]) if place + 1 < len(used) else ""
    if before and not (folder / FOLDER / before).is_dir():
        since = _day_of_name(before)
        if since is None or since <= day:
            return Past(lost=before, withdrawn=withdrawn, first=first)
        return Past(used[place], missing=before, withdrawn=withdrawn, first=first)
    return Past(used[place], withdrawn=withdrawn, first=first)


def made_on(state: Path) -> dt.date | None:
    """The day on which a state was made (UTC): as its record says, or its name."""
    return _day_of_name(str(_record(state).get("made", ""))) or _day_of_name(state.name)


def _is_of(state: Path, day: dt.date) -> bool:
    made = made_on(state)
    return made is not None and made <= day


def _before(state: Path) -> str:
    """The name of the state that was in use before one was made; "" where it does not say."""
    name = _record(state).get("before", "")
    return name if isinstance(name, str) and STATE_NAME.fullmatch(name) else ""


def _record(state: Path) -> dict[str, object]:
    with contextlib.suppress(OSError, ValueError):
        found = json.loads((state / RECORD).read_bytes())
        if isinstance(found, dict):
            return found
    return {}


def _day_of_name(text: str) -> dt.date | None:
    with contextlib.suppress(ValueError):
        return dt.datetime.strptime(text[:8], "%Y%m%d").replace(tzinfo=dt.UTC).date()
    return None


def state_files(pattern: str) -> str | None:
    """The part of a pattern of files that counts within a state; None for files elsewhere."""
    return pattern.removeprefix(_PREFIX) if pattern.startswith(_PREFIX) else None


def _is_state(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
