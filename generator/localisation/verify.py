"""Proof against expected values: ``python -m generator.localisation.verify FILE``.

FILE is JSON with ``rows``: each has a kind, a locale, an input, options and the expected
text, as made with an independent implementation of CLDR. Each difference is printed, and
at the end how many rows are equal. Editorial rules are off: this is the bare CLDR text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.localisation.kinds import KINDS, UnknownKind

USAGE = "usage: python -m generator.localisation.verify FILE\n"


class NotRows(ValueError):  # noqa: N818 - said in the user's words
    """Raised for a file that does not have the form described."""


@dataclass(frozen=True, slots=True)
class Row:
    """One expected value."""

    place: int
    kind: str
    locale: str
    input: Any
    options: Mapping[str, Any]
    expected: Any


def read(text: str) -> list[Row]:
    """The rows of a file's text. Raises NotRows with the reason."""
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotRows(f"it is not JSON: {error}") from error
    rows = content.get("rows") if isinstance(content, dict) else content
    if not isinstance(rows, list):
        raise NotRows("it has no list “rows”")
    return [_row(place, entry) for place, entry in enumerate(rows, 1)]


def _row(place: int, entry: object) -> Row:
    if not isinstance(entry, dict):
        raise NotRows(f"row {place} is not a table of fields")
    missing = {"kind", "locale", "expected"} - entry.keys()
    if missing:
        raise NotRows(f"row {place} lacks {', '.join(sorted(missing))}")
    kind, locale, options = entry["kind"], entry["locale"], entry.get("options") or {}
    if not isinstance(kind, str) or not isinstance(locale, str) or not isinstance(options, dict):
        raise NotRows(f"row {place} has a kind, locale or options of the wrong form")
    return Row(place, kind, locale, entry.get("input"), options, entry["expected"])


def given(row: Row) -> Any:
    """What this program writes for the row. Raises when it cannot."""
    try:
        write = KINDS[row.kind]
    except KeyError:
        raise UnknownKind(row.kind) from None
    return write(row.locale, row.input, row.options)


def differences(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """The rows that differ, with what was given instead."""
    for row in rows:
        try:
            found = given(row)
        except Exception as error:  # whatever a row asks for, the next one is still checked
            yield row, f"nothing ({type(error).__name__}: {error})"
            continue
        if found != row.expected:
            yield row, _shown(found)


def _shown(value: Any) -> str:
    """JSON with every invisible character spelt out."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(
        c if c.isprintable() and c.isspace() == (c == " ") else f"<{ord(c):04X}>" for c in text
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Check one file; 0 when all rows are equal, 1 when not, 2 when it cannot be read."""
    given_arguments = list(sys.argv[1:] if arguments is None else arguments)
    if len(given_arguments) != 1 or given_arguments[0] in ("-h", "--help"):
        sys.stdout.write(f"{USAGE}\n{__doc__}\n")
        return 0 if given_arguments[:1] in (["-h"], ["--help"]) else 2
    path = Path(given_arguments[0])
    try:
        rows = read(path.read_text("utf-8"))
    except OSError as error:
        sys.stdout.write(f"{path} cannot be read: {error.strerror}.\n")
        return 2
    except UnicodeDecodeError:
        sys.stdout.write(f"{path} cannot be read: it is not UTF-8 text.\n")
        return 2
    except NotRows as error:
        sys.stdout.write(f"{path} is not a file of expected values: {error}.\n")
        return 2
    return report(rows)


def report(rows: Sequence[Row]) -> int:
    """Print every difference and the count of equal rows; 0 when all are equal."""
    differing = 0
    for row, found in differences(rows):
        differing += 1
        options = json.dumps(dict(row.options), ensure_ascii=False)
        sys.stdout.write(
            f"row {row.place}: {row.kind} {row.locale} {_shown(row.input)} {options}\n"
            f"  expected {_shown(row.expected)}\n  given    {found}\n"
        )
    sys.stdout.write(f"{len(rows) - differing} of {len(rows)} rows equal\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
