"""The new contents of all files that an import touches, before any of them is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.facts.model import FactBase
from generator.problems import Problem, Where
from generator.translation.desk import Desk
from generator.translation.edits import CannotEditError
from generator.translation.model import NewText


@dataclass
class Prepared:
    """Contents by file, relative to the workspace, and texts that could not be put in.

    before  what each file holds; None: it is not there yet.
    dropped  by source and fact, why.
    """

    before: dict[str, bytes | None] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    dropped: dict[tuple[str, str], Problem] = field(default_factory=dict)


def prepare(desk: Desk, base: FactBase, changes: Iterable[NewText]) -> Prepared:
    """Put the changes into the files they belong to; those that do not fit are dropped."""
    done = Prepared()
    for source, of_source in _by_source(changes).items():
        _source(desk, base, source, of_source, done)
    return done


def _by_source(changes: Iterable[NewText]) -> Mapping[str, list[NewText]]:
    found: dict[str, list[NewText]] = {}
    for change in changes:
        found.setdefault(change.source, []).append(change)
    return found


def _source(
    desk: Desk, base: FactBase, source: str, changes: list[NewText], done: Prepared
) -> None:
    """One source whole: its facts files and its record of translations, or nothing."""
    contents: dict[str, bytes] = {}
    kept: list[NewText] = []
    for name, of_file in _by_file(base, changes).items():
        fitting, content = _fitting(desk, name, of_file, done)
        if fitting:
            contents[name] = content or desk.with_texts(name, tuple(fitting))
            kept += fitting
    unrecorded = [c for c in kept if not desk.keeps_hash(base.facts[c.fact], c.language)]
    try:
        records = desk.with_records(source, unrecorded) if unrecorded else None
    except CannotEditError as error:
        for change in kept:
            _drop(done, change, error, f"sources/{source}")
        return
    if records is not None:
        contents[records[0]] = records[1]
    for name, data in contents.items():
        there = desk.text(name)
        before = there.content if there else None
        if data != before:
            done.before[name], done.after[name] = before, data


def _by_file(base: FactBase, changes: Iterable[NewText]) -> Mapping[str, list[NewText]]:
    found: dict[str, list[NewText]] = {}
    for change in changes:
        found.setdefault(base.facts[change.fact].file, []).append(change)
    return found


def _fitting(
    desk: Desk, name: str, changes: list[NewText], done: Prepared
) -> tuple[list[NewText], bytes | None]:
    """The changes that can be made together; one that cannot does not stop the others.

    Gives the new content too where all could be made at once.
    """
    try:
        return changes, desk.with_texts(name, tuple(changes))
    except CannotEditError as error:
        if len(changes) == 1:
            _drop(done, changes[0], error, name)
            return [], None
    half = len(changes) // 2
    first, _ = _fitting(desk, name, changes[:half], done)
    second, _ = _fitting(desk, name, changes[half:], done)
    return [*first, *second], None


def _drop(done: Prepared, change: NewText, error: CannotEditError, file: str) -> None:
    where = Where(file, error.line, record=change.fact)
    done.dropped[change.source, change.fact] = Problem(error.code, where)
