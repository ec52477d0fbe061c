"""An interrupt is never lost.

Python raises ``KeyboardInterrupt`` wherever it happens to be, also inside callbacks of the
interpreter that pass every exception over. So it is remembered, and raised again at the next
step of the work.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn

_seen = False


def listen() -> None:
    """Remember interrupts of this process from now on; one that ignores them goes on so."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _handle)


def _handle(_number: int, _frame: FrameType | None) -> NoReturn:
    global _seen
    _seen = True
    raise KeyboardInterrupt


def check() -> None:
    """Raise ``KeyboardInterrupt`` when one was asked for and passed over."""
    if _seen:
        raise KeyboardInterrupt
