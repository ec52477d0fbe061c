"""What is said when the program itself is at fault: one sentence and a saved report."""

from __future__ import annotations

import os
import tempfile
import traceback

import click

from generator import __version__
from generator.cli import FAULT
from generator.problems import ProblemsFound


def report_fault(error: BaseException) -> int:
    """Say what happened and where the report is; give the exit status.

    ``ProblemsFound`` that reached the top is worded like any problem. Anything else is a
    fault of ours: the trace goes to a file only its owner can read, never to the screen,
    because it may quote facts.
    """
    if isinstance(error, ProblemsFound):
        from generator.cli.show import show_problems

        show_problems(error.problems)
        return 1
    if isinstance(error, OSError):
        return _file_trouble(error)
    lines = traceback.format_exception(error)
    try:
        handle, path = tempfile.mkstemp(prefix="briefing-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as out:
            out.write(f"briefing {__version__}\n")
            out.writelines(lines)
        place = f"A report is in {path}; please send it to whoever keeps this program."
    except OSError:
        place = "No report could be saved, because the temporary folder cannot be written."
    click.echo(
        "The program stopped because of a fault of its own"
        f" ({type(error).__name__}). {place}\nEditions made before are unchanged.",
        err=True,
    )
    return FAULT


def _file_trouble(error: OSError) -> int:
    reason = error.strerror or type(error).__name__
    name = f" {error.filename}" if error.filename else ""
    click.echo(
        f"Not done: the system refused access to a file or folder{name} ({reason}).\n"
        "To go on: check that the folder exists, can be written and has space left.\n"
        "Editions made before are unchanged.",
        err=True,
    )
    return 1
