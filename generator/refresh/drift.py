"""Drift in the shape of data: fields that are missing, new, renamed or of another type.

The fields of every file of a state are listed with their types. A field counts when every
record has it: what stands in some records only may well be absent for a while.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from generator.editions.atomic import read_regular
from generator.facts.readers.csv_table import csv_table
from generator.facts.readers.encodings import likely_encoding
from generator.facts.received import state_files
from generator.facts.tablefile import DETECT
from generator.facts.tablesetup import TableSetup
from generator.problems import Findings
from generator.refresh.paths import at, parsed
from generator.refresh.trouble import FetchError

_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9 .,'’\u00a0\u202f]*(?:[eE][-+]?[0-9]+)?%?")
_SAMPLES: Final = 200
_MOST: Final = 20_000


class Drift(enum.Enum):
    """What happened to a field."""

    MISSING = "missing"
    NEW = "new"
    RENAMED = "renamed"
    RETYPED = "retyped"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is not as it was. ``before`` and ``after`` are names, types or words."""

    drift: Drift
    field: str
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class _Field:
    count: int = 0
    types: set[str] = field(default_factory=set)
    samples: set[str] = field(default_factory=set)

    def see(self, value: object) -> None:
        """Count one value."""
        self.count += 1
        kind = _type(value)
        if kind:
            self.types.add(kind)
        if kind in ("text", "number", "true or false") and len(self.samples) < _SAMPLES:
            self.samples.add(str(value))


@dataclass(slots=True)
class Profile:
    """The fields of one state. ``words`` are those of the fields that must not change."""

    fields: dict[str, _Field] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)

    def always(self, path: str) -> bool:
        """True when every record that could have a field has it."""
        parent = self.fields.get(path.rpartition(".")[0])
        found = self.fields.get(path)
        return found is not None and (parent is None or found.count >= parent.count)


@dataclass(frozen=True, slots=True)
class Written:
    """How the text of a table is written; delimiter "": the one that its header has most of."""

    encoding: str = "utf-8"
    delimiter: str = ""


def as_stated(tables: Iterable[TableSetup]) -> Callable[[str], Written]:
    """How source.toml says that the files of a state are written, by their names."""
    known = [
        (pattern, Written(getattr(one.layout, "encoding", "utf-8"), one.layout.delimiter or ""))
        for one in tables
        if hasattr(one.layout, "delimiter") and (pattern := state_files(one.files)) is not None
    ]

    def written(file: str) -> Written:
        return next((how for pattern, how in known if fnmatchcase(file, pattern)), Written())

    return written


def profile_of(
    folder: Path,
    files: Iterable[str],
    constant: Iterable[str] = (),
    written: Callable[[str], Written] = lambda _: Written(),
) -> Profile:
    """The fields of the files of a state. written: how each file is written, by its name."""
    found = Profile()
    for name in files:
        content = read_regular(folder / name)
        if name.endswith(".json"):
            _json(content, found, tuple(constant))
        elif name.endswith((".csv", ".tsv", ".txt")):
            _table(content, found, written(name))
    return found


def drift_between(before: Profile, after: Profile) -> tuple[Change, ...]:
    """Every field that is not as it was, renamed ones once.

    Of what is no JSON and no table at all there is nothing to say: reading it says why.
    """
    if "" in before.fields and "" not in after.fields:
        return ()
    gone = [p for p in before.fields if p not in after.fields and before.always(p)]
    new = [p for p in after.fields if p not in before.fields and after.always(p)]
    found: list[Change] = []
    for path in _topmost(gone):
        name = _renamed(path, before, [p for p in new if _parent(p) == _parent(path)], after)
        if name is None:
            found.append(Change(Drift.MISSING, path))
        else:
            found.append(
                Change(Drift.RENAMED, path, path.rpartition(".")[2], name.rpartition(".")[2])
            )
            new = [p for p in new if p != name and not p.startswith(f"{name}.")]
    found.extend(Change(Drift.NEW, path) for path in _topmost(new))
    found.extend(_retyped(before, after))
    found.extend(_reworded(before, after))
    return tuple(found)


def _retyped(before: Profile, after: Profile) -> Iterable[Change]:
    for path, old in before.fields.items():
        now = after.fields.get(path)
        if now is not None and old.types and now.types - old.types:
            was, is_now = ", ".join(sorted(old.types)), ", ".join(sorted(now.types))
            yield Change(Drift.RETYPED, path, was, is_now)


def _reworded(before: Profile, after: Profile) -> Iterable[Change]:
    for path, old in before.words.items():
        now = after.words.get(path, set())
        for gone, came in zip(sorted(old - now), sorted(now - old), strict=False):
            yield Change(Drift.REWORDED, path, gone[:120], came[:120])


def _renamed(path: str, before: Profile, candidates: list[str], after: Profile) -> str | None:
    """The new field that holds what this one held."""
    old = before.fields[path]
    best, most = None, 0.0
    for name in candidates:
        now = after.fields[name]
        if now.types != old.types:
            continue
        shared = len(old.samples & now.samples) / max(1, min(len(old.samples), len(now.samples)))
        alone = len(candidates) == 1 and not old.samples
        if shared > most or (alone and best is None):
            best, most = name, shared
    return best if most >= 0.5 or (best is not None and not old.samples) else None


def _topmost(paths: list[str]) -> list[str]:
    """Those that do not stand within another one of them."""
    known = set(paths)
    return [p for p in paths if not any(p.startswith(f"{other}.") for other in known)]


def _parent(path: str) -> str:
    return path.rpartition(".")[0]


def _json(content: bytes, found: Profile, constant: tuple[str, ...]) -> None:
    try:
        value = parsed(content)
    except FetchError:
        return
    for path in constant:
        words = {str(one) for one in at(value, path) if one is not None}
        found.words.setdefault(path, set()).update(words)
    stack: list[tuple[str, Any]] = [("", value)]
    while stack:
        path, one = stack.pop()
        if len(found.fields) >= _MOST and path not in found.fields:
            continue
        found.fields.setdefault(path, _Field()).see(one)
        if isinstance(one, dict):
            stack.extend((f"{path}.{key}" if path else str(key), v) for key, v in one.items())
        elif isinstance(one, list):
            # Parts of different kinds (head and rows) are fields; rows of one kind are one.
            mixed = len({_type(inner) for inner in one}) > 1
            for number, inner in enumerate(one):
                step = str(number) if mixed and path == "" else "*"
                stack.append((f"{path}.{step}" if path else step, inner))


def _table(content: bytes, found: Profile, written: Written) -> None:
    text = _text(content, written.encoding)
    head = text.partition("\n")[0]
    delimiter = written.delimiter or max(",;\t|", key=head.count)
    table = csv_table(text, "", Findings(), delimiter=delimiter)
    if table is None:
        return
    found.fields.setdefault("", _Field()).count += len(table.rows)
    for number, header in enumerate(table.header):
        one = found.fields.setdefault(header.replace(".", "·"), _Field())
        for row in table.rows:
            cell = row.cells[number].strip()
            one.see(Decimal(0) if _NUMBER.fullmatch(cell) else cell)
        one.samples = {row.cells[number].strip() for row in table.rows[:_SAMPLES]} - {""}


def _text(content: bytes, encoding: str) -> str:
    """A table as text, in the encoding that is stated or that reading it finds."""
    if encoding == DETECT:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            likely = likely_encoding(content)
            encoding = likely[0] if likely else "utf-8"
    return content.decode("utf-8-sig" if encoding == "utf-8" else encoding, "replace")


def _type(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float | Decimal):
        return "number"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, list) else "group of fields"


def told(changes: Iterable[Change]) -> Mapping[Drift, list[Change]]:
    """Changes by what happened."""
    found: dict[Drift, list[Change]] = {}
    for change in changes:
        found.setdefault(change.drift, []).append(change)
    return found
