"""The records of a source as they were when orders were built: each by its version.

A snapshot belongs to one state of the files of a source. It says which records have changed
since, so that only these are compared with what orders depend on. Ids are kept as hashes: a
snapshot tells nothing about a source that stands above the lowest marking.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from generator.build.planning import kept
from generator.facts.agreementfile import NOTHING
from generator.facts.collected import SORTS
from generator.facts.model import Fact
from generator.facts.versions import version_of

if TYPE_CHECKING:
    from generator.facts.contents import Contents
    from generator.facts.entities import Record

SOURCES: Final = "sources"
MOST: Final = 24
"""Snapshots of one source: orders that were built at different times may need as many."""
_LONG: Final = 20
_FACT: Final = SORTS[Fact]
OWN: Final = "source"
MEASURES: Final = "measures"


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one group of rows: a digest of its lines, and their keys with versions.

    facts  keys and versions one after the other, each of the same length.
    """

    digest: str
    facts: str = ""

    def versions(self) -> dict[str, str]:
        """The versions of its facts, by key."""
        found, long = self.facts, _LONG
        return {
            f"{_FACT}:{found[at : at + long]}": found[at + long : at + 2 * long]
            for at in range(0, len(found), 2 * long)
        }


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read by groups of rows. sha256: of its content."""

    sha256: str
    groups: Mapping[str, Group]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The versions of the records of a source, by key.

    areas   whose statistics were read.
    rest    digest of all that decides how tables are read by groups; "": they are not.
    tables  by name: files of which the facts are not among ``versions``.
    """

    areas: frozenset[str]
    versions: Mapping[str, str]
    rest: str = ""
    tables: Mapping[str, Table] = field(default_factory=dict)

    def every(self) -> dict[str, str]:
        """The versions of all records, those of tables too."""
        found = dict(self.versions)
        for table in self.tables.values():
            for group in table.groups.values():
                found.update(group.versions())
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in a source between a snapshot and now.

    changed  facts that are new or otherwise; records: the same of what is no fact.
    gone     sorts of records that went and are no facts; own: its title or licence is another;
             measures: so is what it says of indicators that measure the same.
    here     ids of all facts that there are; None when only what has changed was read, and
             ``lost`` has the keys of the facts that went.
    """

    changed: tuple[Fact, ...]
    records: tuple[Record, ...] = ()
    gone: frozenset[str] = frozenset()
    own: bool = False
    measures: bool = False
    here: frozenset[str] | None = None
    lost: frozenset[str] = frozenset()

    @property
    def may_have_gone(self) -> bool:
        """Whether any fact may have gone."""
        return self.here is not None or bool(self.lost)

    def is_gone(self, fact: str) -> bool:
        """Whether a fact that was there is not any more."""
        return fact not in self.here if self.here is not None else key_of(fact) in self.lost


def fact_version(fact: Fact) -> str:
    """The version of a fact, with what it says of those that replace it."""
    return "".join((fact.version[:_LONG], *(f" {name}" for name in fact.superseded_by)))


def snapshot_of(contents: Contents, areas: Iterable[str]) -> Snapshot:
    """The records that were read of a source."""
    return Snapshot(frozenset(areas), dict(_versions(contents)))


def change_since(snapshot: Snapshot | None, contents: Contents | None) -> Change:
    """What differs now. Without a snapshot everything counts as changed."""
    before: Mapping[str, str] = snapshot.every() if snapshot else {}
    after = dict(_versions(contents)) if contents else {}
    records = contents.records if contents else []
    new = [r for r in records if before.get(_key(r)) != after[_key(r)]]
    gone = (key for key in before if key not in after)
    return Change(
        changed=tuple(r for r in new if isinstance(r, Fact)),
        records=tuple(r for r in new if not isinstance(r, Fact)),
        gone=frozenset(key.partition(":")[0] for key in gone) - {SORTS[Fact], OWN, MEASURES},
        own=contents is not None and before.get(OWN) != after.get(OWN),
        measures=before.get(MEASURES) != after.get(MEASURES),
        here=frozenset(r.id for r in records if isinstance(r, Fact)),
    )


def _versions(contents: Contents) -> Iterator[tuple[str, str]]:
    for record in contents.records:
        version = fact_version(record) if isinstance(record, Fact) else version_of(record)[:_LONG]
        yield _key(record), version
    source = contents.source.source
    parts = (source.title, source.licence, source.marking)
    yield OWN, version_of(parts)[:_LONG]
    if contents.same_as or contents.agreement != NOTHING:
        yield MEASURES, version_of((contents.same_as, contents.agreement))[:_LONG]


def _key(record: Fact | Record) -> str:
    return f"{SORTS[type(record)]}:{hashlib.sha256(record.id.encode()).hexdigest()[:_LONG]}"


def key_of(fact: str) -> str:
    """The key of a fact, by its id."""
    return f"{_FACT}:{hashlib.sha256(fact.encode()).hexdigest()[:_LONG]}"


def group_of(digest: str, facts: Iterable[Fact]) -> Group:
    """A group of rows with the facts that it gave."""
    pairs = (key_of(fact.id).partition(":")[2] + fact_version(fact) for fact in facts)
    return Group(digest, "".join(pairs))


# ---------------------------------------------------------------- kept


def recall(state: Path, source: str, digest: str) -> Snapshot | None:
    """The snapshot of a source in the state with that digest, or None."""
    path = _path(state, source, digest)
    found = _opened.take(path)
    _opened.touch(path)  # what is used is not thrown away
    return found


def _snapshot(plain: Any) -> Snapshot:
    versions: dict[str, Any] = plain["versions"]
    if not all(type(version) is str for version in versions.values()):
        raise ValueError("versions of another form")
    tables = {name: _table(*one) for name, one in plain["tables"].items()}
    return Snapshot(frozenset(plain["areas"]), versions, plain["rest"], tables)


OPENED: Final = 16
"""States of sources that a process holds at a time."""

_opened: Final = kept.Opened(_snapshot, most=OPENED)


def _table(sha256: str, groups: Mapping[str, Any]) -> Table:
    found = {key: Group(digest, facts) for key, (digest, facts) in groups.items()}
    if any(len(one.facts) % (2 * _LONG) for one in found.values()):
        raise ValueError("facts of another form")
    return Table(sha256, found)


def remember(state: Path, source: str, digest: str, snapshot: Snapshot) -> None:
    """Keep a snapshot, with those of the source that were kept last."""
    path = _path(state, source, digest)
    tables = {
        name: [one.sha256, {key: [group.digest, group.facts] for key, group in one.groups.items()}]
        for name, one in snapshot.tables.items()
    }
    plain = {
        "areas": sorted(snapshot.areas),
        "versions": dict(snapshot.versions),
        "rest": snapshot.rest,
        "tables": tables,
    }
    _opened.put(path, plain, snapshot)
    with contextlib.suppress(OSError):
        others = sorted(
            path.parent.glob(f"{source}.*.json"), key=lambda one: -one.stat().st_mtime_ns
        )
        for one in others[MOST:]:
            one.unlink(missing_ok=True)


def _path(state: Path, source: str, digest: str) -> Path:
    return state / kept.FOLDER / SOURCES / f"{source}.{digest[:_LONG]}.json"
