"""``translations.csv`` with what new translations were made from; its other lines stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
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
    rows = [(_fields(line), line) for line in lines[1:]]
    new = {(c.fact, c.language): f"{c.fact},{c.language},{c.made_from}" for c in changes}
    kept = [(fields, new.pop(fields, line)) for fields, line in rows]
    return newline.join([lines[0], *_placed(kept, new)]) + newline


def _placed(
    rows: list[tuple[tuple[str, str], str]], new: Mapping[tuple[str, str], str]
) -> Iterator[str]:
    """The rows with new ones between them."""
    facts = [fact for (fact, _), _ in rows]
    in_order = facts == sorted(facts)
    last = {fact: number for number, fact in enumerate(facts)}
    behind: dict[int, list[str]] = {}
    for (fact, _), row in sorted(new.items(), key=lambda item: item[0][0]):
        at = last.get(fact)
        if at is None:
            at = bisect_right(facts, fact) - 1 if in_order else len(facts) - 1
        behind.setdefault(at, []).append(row)
    yield from behind.get(-1, ())
    for number, (_, line) in enumerate(rows):
        yield line
        yield from behind.get(number, ())


def _fields(line: str) -> tuple[str, str]:
    cells = [cell.strip().strip('"') for cell in line.split(",")]
    return cells[0], cells[1] if len(cells) > 1 else ""
