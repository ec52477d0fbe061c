"""Waits until nobody is writing: a half-written file must not become an edition."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from generator.watch.files import Seen, Snapshot
from generator.watch.wholeness import Wholeness

QUIET: Final = 1.0
"""Seconds without a change after which a file that was written in place counts as whole."""

AT_ONCE: Final = 0.2
"""The same for a file that was put in place in one step."""

LOOKS_WHOLE: Final = 0.4
"""The same for a file that was written in place and looks whole."""

_SOON: Final = 0.4

SLOW: Final = 5
"""How many times as long files of the program are waited for: an installer writes many."""


@dataclass(slots=True)
class Settling:
    """What has changed since the last build, and since when it has been still.

    Files are compared with how they were taken last; events of the system only say when to look.

    is_slow  whether a file is waited for longer.
    """

    taken: Snapshot
    quiet: float = QUIET
    is_slow: Callable[[str], bool] = lambda path: False
    _whole: Wholeness = field(init=False, default_factory=Wholeness)
    _last: Snapshot = field(init=False)
    _since: dict[str, float] = field(init=False, default_factory=dict)
    _written: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._last = self.taken

    def begin(self, now: Snapshot) -> None:
        """Take all as it is: what has changed before is not waited for."""
        self.taken = self._last = now
        self._since.clear()
        self._whole.note(path for path in now if not self.is_slow(path))

    def look(self, now: Snapshot, clock: float, wall: float | None = None) -> None:
        """Note what files look like. ``clock`` is in seconds and never goes back.

        wall  the time of day in seconds: a file has been still since it was written, a little
              before it was noticed.
        """
        for path in _different(self._last, now):
            seen = now.get(path)
            noticed = 0.0 if wall is None or seen is None else wall - seen.written / 1e9
            self._since[path] = clock - (noticed if 0 < noticed < _SOON else 0.0)
        self._last = now

    def told(self, written: Iterable[str]) -> None:
        """The system told that these files were written into, and not only put in place."""
        self._written.update(written)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Files that have changed and are not taken yet."""
        return tuple(sorted(self._since))

    def ready(self, clock: float) -> bool:
        """Whether something has changed and all of it has been still for long enough."""
        return bool(self._since) and self.wait(clock) <= 0

    def wait(self, clock: float) -> float:
        """Seconds until all is still, if nobody writes any more; 0 when nothing is waited for."""
        left = (since + self._needed(path) - clock for path, since in self._since.items())
        return max(0.0, max(left, default=0.0))

    def take(self) -> frozenset[str]:
        """The files that differ from those taken last; from now on these are the last."""
        found = frozenset(path for path in self._since if self._differs(path))
        self.taken = self._last
        self._whole.note(path for path in self._since if not self.is_slow(path))
        self._since.clear()
        self._written.clear()
        return found

    def _differs(self, path: str) -> bool:
        return self.taken.get(path) != self._last.get(path)

    def _needed(self, path: str) -> float:
        if self.is_slow(path):
            return self.quiet * SLOW
        before, now = self.taken.get(path), self._last.get(path)
        in_one_step = path not in self._written and _is_another(before, now)
        if in_one_step:
            return min(AT_ONCE, self.quiet)
        whole = self._whole.looks_whole(path, before, now)
        return min(LOOKS_WHOLE, self.quiet) if whole else self.quiet


def _is_another(before: Seen | None, now: Seen | None) -> bool:
    """Whether another file stands in the place of one: most likely by a rename.

    A file that was made there and written into is told as written by the system.
    """
    if before is None or now is None or os.name == "nt":
        return False
    return now.number != before.number and now.size > 0


def _different(one: Snapshot, two: Snapshot) -> Iterable[str]:
    yield from (path for path, seen in two.items() if one.get(path) != seen)
    yield from (path for path in one if path not in two)
