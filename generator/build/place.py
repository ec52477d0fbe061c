"""Where a workspace is. Standard library only: this runs before anything else is known."""

from __future__ import annotations

from pathlib import Path
from typing import Final

IMPORT_JOURNAL: Final = "translation-import.json"
"""What an import of translations writes before it replaces files, and takes away after."""


def root_of(start: Path) -> Path | None:
    """The folder from ``start`` upwards that holds ``sources/`` and ``briefings/``, or None."""
    begin = start.absolute()
    for folder in (begin, *begin.parents):
        if (folder / "sources").is_dir() and (folder / "briefings").is_dir():
            return folder
    return None


def state_of(root: Path) -> Path:
    """What may be deleted at any time: remembered checks, reports of faults."""
    return root / "state"


def is_half_imported(root: Path) -> bool:
    """Whether an import of translations was killed while it replaced files."""
    return (state_of(root) / IMPORT_JOURNAL).exists()
