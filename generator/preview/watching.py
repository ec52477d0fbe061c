"""Tells a preview when a file that it is made from was written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from watchfiles import Change, watch

from generator.build.workspace import Workspace

SETTLED_MS: Final = 120
"""Milliseconds without a further change before a change is told: editors write in steps."""

_ENDINGS: Final = frozenset({".j2", ".toml", ".css", ".yaml", ".json", ".csv", ".docx", ".svg"})


def watched_folders(workspace: Workspace) -> tuple[Path, ...]:
    """The folders whose files a document is made from, those that are there."""
    folders = (*workspace.template_roots, workspace.sources, workspace.briefings)
    return tuple(folder for folder in folders if folder.is_dir())


def follow(workspace: Workspace, changed: Callable[[], None], stop: threading.Event) -> None:
    """Call ``changed`` after each change of a file that counts, until ``stop`` is set."""
    editions = workspace.briefings

    def counts(_: Change, path: str) -> bool:
        where = Path(path)
        if where.is_relative_to(editions) and where.parent != editions:
            return False  # editions are written by builds, not by authors
        return where.suffix in _ENDINGS and not where.name.startswith(".")

    folders = watched_folders(workspace)
    for _ in watch(
        *folders,
        watch_filter=counts,
        stop_event=stop,
        step=SETTLED_MS,
        rust_timeout=500,
        yield_on_timeout=False,
        raise_interrupt=False,
    ):
        changed()
