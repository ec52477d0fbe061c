"""``translations.csv`` with what new translations were made from; its other lines stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.translation.model import NewText

HEADER: Final = "id,language,made_from"


def recorded(text: str | None, changes: Iterable[NewText]) -> str:
    """The content of the file with the changes in it; None is a file that is not there.

    The row of a text is replaced where it stands; a new one is put behind the last row of
    its fact, or at its place in a file that is sorted by fact, or at the end.
    """
    newline = "\r\n" if text and "\r\n" in text else "\n"
    lines = [HEADER] if not (text or "").strip() else (text or "").rstrip("\r\n").splitlines()
    for change in changes:
        _put(lines, change)
    return newline.join(lines) + newline


def _put(lines: list[str], change: NewText) -> None:
    row = f"{change.fact},{change.language},{change.made_from}"
    fields = [_fields(line) for line in lines]
    for number, (fact, language) in enumerate(fields):
        if number and (fact, language) == (change.fact, change.language):
            lines[number] = row
            return
    same = [number for number, (fact, _) in enumerate(fields) if number and fact == change.fact]
    lines.insert(same[-1] + 1 if same else _place([f for f, _ in fields], change.fact), row)


def _place(facts: list[str], fact: str) -> int:
    """Where a fact belongs among the rows; the end where they are not in order."""
    rows = facts[1:]
    if rows == sorted(rows):
        return 1 + sum(other < fact for other in rows)
    return len(facts)


def _fields(line: str) -> tuple[str, str]:
    cells = [cell.strip().strip('"') for cell in line.split(",")]
    return cells[0], cells[1] if len(cells) > 1 else ""
