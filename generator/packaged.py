"""Where the sources, templates and orders stand that come with the program."""

from __future__ import annotations

from pathlib import Path


def packaged_root() -> Path:
    """The folder with the sources, templates and orders that come with the program.

    In an installed copy they stand inside the package; in a checkout the repository is
    itself a workspace and is taken as it is.
    """
    package = Path(__file__).resolve().parent
    inside = package / "packaged"
    return inside if inside.is_dir() else package.parent
