"""The progress display of a build: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from generator.build.report import Progress, Stage, Watcher, unwatched
from generator.cli import interrupt

WORDS = {
    Stage.READ: "Reading sources",
    Stage.SELECT: "Choosing facts",
    Stage.COMPOSE: "Composing",
    Stage.FIT: "Counting pages",
    Stage.WRITE: "Writing",
    Stage.PUBLISH: "Publishing",
    Stage.DONE: "Done",
}


@contextmanager
def watched(*, quiet: bool = False) -> Iterator[Watcher]:
    """A watcher that shows how far a build is.

    On a terminal a bar that goes away when the build is done; in a log one line for each
    stage and language, so that a long build does not look dead.
    """
    if quiet:
        yield _stoppable(unwatched)
    elif sys.stderr.isatty():
        with _bar() as watcher:
            yield _stoppable(watcher)
    else:
        yield _stoppable(_Lines())


def _stoppable(watcher: Watcher) -> Watcher:
    """The watcher, which stops the work where an interrupt was passed over."""

    def watch(step: Progress) -> None:
        if step.stage is not Stage.DONE:
            interrupt.check()
        watcher(step)

    return watch


class _Lines:
    """One line to standard error whenever the work moves on."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, step: Progress) -> None:
        line = describe(step)
        if line != self._last:
            self._last = line
            done = f"[{step.done}/{step.total}] " if step.total else ""
            sys.stderr.write(f"{done}{line}\n")
            sys.stderr.flush()


def describe(step: Progress) -> str:
    """One step in words: “Writing iraq-country-brief, ar-IQ, PDF”."""
    about = ", ".join(part for part in (step.order, step.language, step.format.upper()) if part)
    return f"{WORDS[step.stage]} {about}".strip()


@contextmanager
def _bar() -> Iterator[Watcher]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as RichProgress

    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("Starting", total=None)

        def watcher(step: Progress) -> None:
            display.update(
                task,
                completed=step.done,
                total=step.total or None,
                description=escape(describe(step)),
            )

        yield watcher
