"""Fewer sweeps for garbage while millions of values are made that are none."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_SELDOM = (50_000, 20, 100)


@contextlib.contextmanager
def few_sweeps() -> Iterator[None]:
    """Look for garbage seldom while something is read: each look goes through all that was read."""
    before = gc.get_threshold()
    if before[0] == 0:  # nobody wants any
        yield
        return
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        _settle()
        gc.set_threshold(*before)


def _settle() -> None:
    """Count what was made among the old: else the next object has all of it looked through.

    That is how a freeze ends; where something is frozen for good, it stays so.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
