"""Comparing two states of a source that are on disk: ``briefing changes``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.facts import received
from generator.facts.sourcefile import SourceFile
from generator.problems import Findings, Where
from generator.refresh.compare import (
    Comparison,
    NotComparableError,
    compare_facts,
    compare_fields,
)
from generator.refresh.judging import is_read, read_state


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states by name, and what changed between them. by_field: not fact by fact."""

    before: str
    after: str
    by_field: bool
    comparison: Comparison


def compare_states(
    source: SourceFile,
    before: str | None,
    after: str | None,
    findings: Findings,
    *,
    by_field: bool = False,
) -> Compared | None:
    """Compare two states as they were received; None, told, when there are no two.

    before, after  names of states, or folders; None: the one in use, and the one before it.
    """
    old, new = _chosen(source, before, after, findings)
    if old is None or new is None:
        return None
    by_field = by_field or not is_read(source)
    names = (_name(source, old), _name(source, new))
    if by_field:
        try:
            return Compared(*names, True, compare_fields(old, new))
        except NotComparableError as error:
            findings.add("changes-not-json", Where(file=error.path.as_posix()))
            return None
    readings = [read_state(source, state) for state in (old, new)]
    for reading in readings:
        findings.extend(reading.findings)
    if findings.errors:
        return None
    return Compared(*names, False, compare_facts(readings[0].facts, readings[1].facts))


def _chosen(
    source: SourceFile, before: str | None, after: str | None, findings: Findings
) -> tuple[Path | None, Path | None]:
    known = received.states(source.folder)
    new = _state(source, after, known, findings) if after else received.latest(source.folder)
    if before:
        old = _state(source, before, known, findings)
    else:
        earlier = [state for state in known if new is None or state.name < new.name]
        old = earlier[-1] if earlier else None
    if (old is None or new is None) and not findings.errors:
        where = Where(file=source.file)
        findings.add("changes-one-state", where, name=source.source.id)
    return old, new


def _state(
    source: SourceFile, name: str, known: tuple[Path, ...], findings: Findings
) -> Path | None:
    found = [state for state in known if state.name == name]
    if found:
        return found[0]
    if ("/" in name or "\\" in name or name.startswith(".")) and Path(name).is_dir():
        return Path(name).absolute()
    names = ", ".join(state.name for state in known) or "none"
    where = Where(file=source.file)
    findings.add("changes-no-state", where, state=name[:80], known=names)
    return None


def _name(source: SourceFile, state: Path) -> str:
    inside = state.parent == source.folder / received.FOLDER
    return state.name if inside else state.as_posix()
