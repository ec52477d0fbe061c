"""What is wrong with a time, as data; who reads the order finds the words."""

from __future__ import annotations

import zoneinfo
from functools import cache


class ScheduleError(ValueError):
    """A time cannot be used.

    kind    "time" (not understood), "zone" (unknown), "no-zone", "never" (never comes),
            "span" (of time, not understood).
    reason  why, as part of a sentence; of "zone", its name. hint: what may be meant, or "".
    """

    def __init__(self, kind: str, reason: str = "", hint: str = "") -> None:
        super().__init__(f"{kind}: {reason}{hint}")
        self.kind = kind
        self.reason = reason
        self.hint = hint


def near_zone(name: str) -> str:
    """ " Did you mean “…”?" for the nearest time zone; "" when none is near."""
    import difflib

    known = _zones()
    for wanted, choices in (
        (name.casefold(), {one.casefold(): one for one in known}),
        (name.rpartition("/")[2].replace("_", " ").casefold(), _cities(known)),
    ):
        found = difflib.get_close_matches(wanted, choices, n=1, cutoff=0.6)
        if found:
            return f" Did you mean “{choices[found[0]]}”?"
    return ""


def _cities(known: tuple[str, ...]) -> dict[str, str]:
    return {one.rpartition("/")[2].replace("_", " ").casefold(): one for one in known}


@cache
def _zones() -> tuple[str, ...]:
    """Every zone of a continent, in the order of the alphabet; listing them takes a while."""
    left_out = ("Etc/", "posix/", "right/", "SystemV/", "US/", "Canada/", "Brazil/", "Mexico/")
    found = (one for one in zoneinfo.available_timezones() if "/" in one)
    return tuple(sorted(one for one in found if not one.startswith(left_out)))
