"""Whether a file that was written in place looks whole: then less patience is enough.

A writer empties a file and writes it from its beginning to its end, or puts something else
into its middle. So a file that is as long as it was, that ends as it ended, or that can only be
read when it is whole, most likely is. All others are waited for longer.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.limits import MEGABYTE
from generator.watch.files import Seen

_END: Final = 256
"""Bytes at the end of a file by which it is known."""
_LEAST: Final = 2 * _END
_LARGEST: Final = 8 * MEGABYTE


@dataclass(slots=True)
class Wholeness:
    """Remembers how files ended when they were taken last."""

    _ends: dict[str, bytes] = field(default_factory=dict)
    _told: dict[tuple[str, Seen], bool] = field(default_factory=dict)

    def note(self, paths: Iterable[str]) -> None:
        """Note how these files end now; what is gone or short has no end to be known by."""
        self._told.clear()
        for path in paths:
            end = _end_of(path)
            if end:
                self._ends[path] = end
            else:
                self._ends.pop(path, None)

    def looks_whole(self, path: str, before: Seen | None, now: Seen | None) -> bool:
        """Whether a file looks whole. ``before``: as it was taken last; ``now``: as it is."""
        if now is None or now.size == 0:
            return False
        key = path, now
        if key not in self._told:
            self._told[key] = self._looks_whole(path, before, now)
        return self._told[key]

    def _looks_whole(self, path: str, before: Seen | None, now: Seen) -> bool:
        if before is not None and before.size == now.size:
            return True
        if path.endswith(".json"):
            return now.size <= _LARGEST and _is_json(path)
        end = self._ends.get(path)
        return end is not None and end == _end_of(path)


def _end_of(path: str) -> bytes:
    """The last bytes of a file; none of one that is short or cannot be read."""
    try:
        with Path(path).open("rb") as file:
            if file.seek(0, os.SEEK_END) < _LEAST:
                return b""
            file.seek(-_END, os.SEEK_END)
            return file.read()
    except OSError:
        return b""


def _is_json(path: str) -> bool:
    """Whether a file can be read as a list or a table of JSON: no part of one can."""
    try:
        return isinstance(json.loads(Path(path).read_bytes()), list | dict)
    except (OSError, ValueError, RecursionError):
        return False
