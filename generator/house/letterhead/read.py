"""Reads the letterheads of a house: ``reference.docx`` or ``.dotx``, and their mirrored twins."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from generator.house.letterhead.model import Letterhead, Opened, Remark
from generator.house.letterhead.opening import open_letterhead
from generator.house.letterhead.package import FILE, RefusedError
from generator.problems import Findings, Problem, Severity, Where

NAME: Final = "reference"
TWIN: Final = "reference-rtl"
ENDINGS: Final = (".docx", ".dotx")
_REFUSED_ENDINGS: Final = (".docm", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf")
# What is told at each build; the rest is for who asks: ``briefing template check``.
_QUIET: Final = frozenset(
    {
        "letterhead-comments",
        "letterhead-one-script",
        "letterhead-sections",
        "letterhead-side",
    }
)


def read_letterheads(
    folder: Path, shown: str, findings: Findings
) -> tuple[Letterhead | None, Letterhead | None]:
    """The letterhead of a house and its right-to-left twin; None where there is none.

    What is wrong is noted in ``findings`` with the file and the part of it.
    """
    return _one(folder, NAME, shown, findings), _one(folder, TWIN, shown, findings)


def _one(folder: Path, stem: str, shown: str, findings: Findings) -> Letterhead | None:
    there = [f"{stem}{ending}" for ending in ENDINGS if (folder / f"{stem}{ending}").is_file()]
    for ending in _REFUSED_ENDINGS:
        if (folder / f"{stem}{ending}").is_file():
            findings.add("letterhead-ending", Where(f"{shown}/{stem}{ending}"), ending=ending)
    if len(there) > 1:
        findings.add("letterhead-two", Where(f"{shown}/{there[0]}"), other=there[1])
        return None
    if not there:
        return None
    return read_file(folder / there[0], f"{shown}/{there[0]}", findings)


def read_file(path: Path, shown: str, findings: Findings) -> Letterhead | None:
    """One letterhead, opened once to see that it can be; None, with reasons, when it cannot."""
    try:
        with path.open("rb") as file:
            content = file.read(FILE + 1)
    except OSError as error:
        findings.add("letterhead-unreadable", Where(shown), why=error.strerror or str(error))
        return None
    letterhead = Letterhead(path.name, content)
    try:
        found = taken_apart(letterhead)
    except RefusedError as refused:
        where = Where(shown, field=refused.part or None)
        values = {name: str(value) for name, value in refused.values.items()}
        findings.put(Problem(refused.code, where, values))
        return None
    for remark in found.remarks:
        if remark.code not in _QUIET:
            note(remark, shown, findings)
    return letterhead


def note(remark: Remark, shown: str, findings: Findings) -> None:
    """Say as a warning what was left out or repaired."""
    where = Where(shown, field=remark.part)
    findings.add(remark.code, where, severity=Severity.WARNING, what=remark.what)


@lru_cache(maxsize=8)
def taken_apart(letterhead: Letterhead) -> Opened:
    """A letterhead taken apart, once in the life of a process. Nobody may change what it gives.

    Raises ``RefusedError``.
    """
    return open_letterhead(letterhead.content)
