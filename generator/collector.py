"""Python's collector of cycles, kept out of the way of a document.

A document is hundreds of thousands of objects that live until it is done: each time the collector
looks through them it finds next to nothing. Afterwards one look at what is new takes it all.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No collection inside. Where the collector runs otherwise, it looks right behind it.

    Workers, in which it does not run, have it look themselves, between their tasks.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
            gc.collect(0)  # all that is new, so what was done inside pays for its own leavings
