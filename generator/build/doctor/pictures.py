"""What the doctor says of maps and flags: which boundary sets and drawings are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from generator.flags import table
from generator.maps import sets


def boundaries_told() -> str:
    """Each set, how many countries it draws, and whose view it is."""
    told = []
    for name, its in sets.SETS.items():
        areas = [area for area in sets.boundaries(name).areas if area]
        told.append(f"{name} ({len(areas)} countries; {its.view})")
    known = len(sets.disputed(min(sets.SETS)))
    return f"{'; '.join(told)}; {known} disputed places, {sets.capital_count()} capitals"


def flags_told() -> str:
    """How many drawings there are, and how new the table is."""
    drawn = [flag for flag in table.flags() if flag.drawing]
    areas = {flag.area for flag in drawn}
    newest = max(flag.since for flag in table.flags())
    return f"{len(drawn)} drawings for {len(areas)} countries; the newest since {newest}"


PARTS: Final[tuple[tuple[str, Path, Callable[[], str]], ...]] = (
    ("boundaries of maps", sets.DATA, boundaries_told),
    ("flags", table.DATA, flags_told),
)
"""Name of the check, folder with a list of sums, and what is said where it is whole."""
