"""What a folder holds, with a problem for what cannot be looked at."""

from __future__ import annotations

import os
from pathlib import Path

from generator.problems import Findings, Where


def entries(folder: Path, label: str, findings: Findings) -> list[Path]:
    """Files and folders directly inside, by name; hidden ones are left out."""
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        findings.add("file-unreadable", Where(label), reason=error.strerror or "not readable")
        return []
    return [path for path in found if not path.name.startswith(".")]


def files_below(folder: Path, label: str, findings: Findings) -> list[Path]:
    """Everything below that is no folder, by path; hidden files and folders are left out."""
    found: list[Path] = []
    for path in entries(folder, label, findings):
        if path.is_dir() and not path.is_symlink():  # a link could lead round in a circle
            found += files_below(path, f"{label}/{shown(path.name)}", findings)
        else:
            found.append(path)
    return found


def shown(name: str) -> str:
    """A file's name as it may stand in a message: nothing in it acts on a screen or a log."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
