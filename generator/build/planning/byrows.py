"""Sources of which only some rows of a table have changed: only these are read.

A snapshot of such a source has its tables by groups of rows, each with a digest of its lines.
A group whose lines are as they were gives the facts that it gave, as long as nothing else of
the source has changed; so the others alone are read, and what they give is compared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.planning.snapshots import (
    Change,
    Group,
    Snapshot,
    Table,
    fact_version,
    group_of,
    key_of,
)
from generator.build.planning.watched import digest_of
from generator.facts.divided import Divided, divided
from generator.facts.model import Fact
from generator.facts.shapes import HEAD
from generator.facts.sources import SOURCE_FILE
from generator.problems import Findings

Files = Mapping[str, str]
"""SHA-256 of the files of a source, by their names within its folder."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What differs by rows, and the snapshot of the source as it is now."""

    change: Change
    snapshot: Snapshot


def with_tables(
    snapshot: Snapshot, facts: Collection[Fact], root: Path, source: str, files: Files
) -> Snapshot:
    """A snapshot with its tables by groups of rows, where they can be read so.

    facts  all that was read of the source.
    """
    found = divided(root, source)
    if found is None:
        return snapshot
    tables: dict[str, Table] = {}
    by_file = _by_file(facts, f"sources/{source}/")
    versions = dict(snapshot.versions)
    for file in found.files:
        digests = found.digests(file)
        if digests is None:
            return snapshot
        keys = found.keys(file)
        groups: dict[str, list[Fact]] = {key: [] for key in digests}
        for fact in by_file.get(file, ()):
            if fact.line not in keys:
                return snapshot
            groups[keys[fact.line]].append(fact)
            versions.pop(key_of(fact.id), None)
        tables[file] = Table(
            files.get(file, ""), {key: group_of(digests[key], groups[key]) for key in digests}
        )
    return Snapshot(snapshot.areas, versions, _rest(found, files), tables)


def by_rows(
    snapshot: Snapshot,
    root: Path,
    source: str,
    files: Files,
    findings: Findings,
    opened: Divided | None = None,
) -> Rows | None:
    """What differs between a snapshot and now; None when the source has to be read whole.

    opened  the tables of the source as they are now, where they were opened before.
    """
    found = (opened or divided(root, source)) if snapshot.rest else None
    if found is None or _rest(found, files) != snapshot.rest:
        return None
    if found.files.keys() != snapshot.tables.keys():
        return None
    changed: list[Fact] = []
    lost: set[str] = set()
    here: set[str] = set()
    tables = dict(snapshot.tables)
    for file, before in snapshot.tables.items():
        if files.get(file) == before.sha256:
            continue
        digests = found.digests(file)
        if digests is None or before.groups[HEAD].digest != digests[HEAD] or len(digests) == 1:
            return None  # a table without a row is a mistake
        groups: dict[str, Group] = {}
        for key, digest in digests.items():
            known = before.groups.get(key)
            if known is not None and known.digest == digest:
                groups[key] = known
                continue
            facts = [*found.facts(file, key, snapshot.areas, findings)]
            groups[key] = group_of(digest, facts)
            old = known.versions() if known else {}
            changed += [one for one in facts if old.get(key_of(one.id)) != fact_version(one)]
            here.update(groups[key].versions())
            lost.update(old)
        for key in before.groups.keys() - groups.keys():
            lost.update(before.groups[key].versions())
        tables[file] = Table(files[file], groups)
    change = Change(tuple(changed), here=None, lost=frozenset(lost - here))
    return Rows(change, replace(snapshot, tables=tables))


def _rest(found: Divided, files: Files) -> str:
    """Digest of everything but the rows: other files, and what source.toml means."""
    others = {n: sha for n, sha in files.items() if n not in found.files and n != SOURCE_FILE}
    return digest_of({**others, SOURCE_FILE: found.meaning})


def _by_file(facts: Collection[Fact], prefix: str) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.file is not None and fact.file.startswith(prefix):
            found.setdefault(fact.file.removeprefix(prefix), []).append(fact)
    return found
