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
        gc.set_threshold(*before)
