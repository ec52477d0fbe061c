"""The command ``briefing``: reads the request, calls the build, shows the result.

Commands are imported only when they are used, so that ``briefing --help`` and
``briefing list`` answer at once. Exit status: 0 done (also when nothing had changed),
1 something was refused, 2 the command line was wrong, 3 a fault of the program, 4 (of a
plan) a build would have something to do.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Final, NoReturn

from generator.cli import interrupt

REFUSED: Final = 1
FAULT: Final = 3
DUE: Final = 4


def main() -> None:
    """Entry point of the command; never shows a stack trace."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A C locale must not turn an Arabic name into a crash.
            stream.reconfigure(encoding="utf-8", errors="replace")
    interrupt.listen()
    try:
        sys.exit(_said(_status()))
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Editions made before are unchanged.\n")
        _leave(130)
    except BrokenPipeError:
        sys.exit(0)


def _status() -> int:
    if "plan" in sys.argv:
        from generator.cli.quick import answer

        status = answer(sys.argv[1:])
        if status is not None:
            return status
    from generator.cli.group import run

    return run()


def _said(status: int) -> int:
    """The exit status, once all is said; what nobody takes is not said again at the very end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return status if isinstance(error, BrokenPipeError) else status or REFUSED
    return status


def _leave(status: int) -> NoReturn:
    """End at once with a status of ours.

    An interrupt that meets an import on its way leaves a mark in the interpreter, which then
    ends as if nobody had caught it, whatever ``sys.exit`` says.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)
