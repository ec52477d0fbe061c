"""Reads ``sources/``: every folder, every file, every mistake at once.

One folder is one source, described by its ``source.toml``. What else it holds is known by
name: ``facts/*.yaml`` and ``facts/*.json`` (statements), ``organisations.yaml``,
``people.yaml``, ``terms.yaml``, ``relations.yaml``, ``rulings.yaml``, ``notes.yaml``,
``areas.csv``, ``indicators.csv``, ``translations.csv``, and the tables that ``[[tables]]`` in
source.toml names. Nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.facts import codes, shapes
from generator.facts.agreed import tell_misspelt
from generator.facts.agreementfile import FILE as AGREEMENT
from generator.facts.agreementfile import read_agreement
from generator.facts.checks import check
from generator.facts.collected import Collected
from generator.facts.contents import MOST_PROBLEMS, Contents
from generator.facts.corrections import FOLDER as CORRECTIONS
from generator.facts.corrections import Corrections, Declared, read_corrections
from generator.facts.discreet import Discreet, is_open
from generator.facts.entities import READERS, Record, area
from generator.facts.indicators import Indicator, read_indicators, rows_as_tables
from generator.facts.inuse import HELD
from generator.facts.kept import Keeper, Shelf
from generator.facts.model import Fact, FactBase
from generator.facts.naming import country_names
from generator.facts.pictures import FOLDER as PICTURES
from generator.facts.readers.csv_table import CsvTable, csv_table
from generator.facts.readers.decode import decode, read_bytes
from generator.facts.readers.folder import entries, files_below, shown
from generator.facts.readers.json_tree import json_tree
from generator.facts.readers.tree import Node, Scalar, Table, describe
from generator.facts.readers.tree import Sequence as Items
from generator.facts.readers.yaml_tree import yaml_tree
from generator.facts.received import FOLDER as RECEIVED
from generator.facts.records import DEFAULTS, FactReader, countries_named
from generator.facts.rowgroups import SoundTables
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile, read_source_file
from generator.facts.sweeps import few_sweeps
from generator.facts.tables import TableReader
from generator.facts.tablesetup import TableSetup
from generator.facts.textchecks import check_text
from generator.facts.translations import FILE as TRANSLATIONS
from generator.facts.translations import Translations, read_translations, with_states
from generator.facts.versions import with_version
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Severity, Where

SOURCE_FILE: Final = "source.toml"
FACTS: Final = "facts"
AREAS: Final = "areas.csv"
INDICATORS: Final = "indicators.csv"
_KNOWN: Final = frozenset(
    {
        SOURCE_FILE,
        FACTS,
        AREAS,
        INDICATORS,
        TRANSLATIONS,
        PICTURES,
        RECEIVED,
        HELD,
        AGREEMENT,
        CORRECTIONS,
        *READERS,
    }
)
_NAMES: Final = ("people.yaml", "organisations.yaml", "terms.yaml")
_SILENT: Final = frozenset({".md", ".txt", ""})
_SUFFIXES: Final = (".yaml", ".yml", ".json")


def read_sources(
    root: Path,
    findings: Findings,
    limits: Limits = DEFAULT_LIMITS,
    *,
    levels: Sequence[str] = (),
    areas: Iterable[str] | None = None,
    today: dt.date | None = None,
    shelf: Shelf | None = None,
    known_on: dt.date | None = None,
) -> FactBase:
    """Read and check every source of a workspace.

    root    the workspace: the folder that holds ``sources/``.
    levels  marking levels of the house, lowest first; () = markings are not compared here
            (an unknown one counts as the highest when facts are chosen).
    areas   areas whose statistics are wanted; None = all, and the tables are checked whole.
    today   the clock: statements dated after it are reported; None = not checked.
    shelf   where sources that have not changed are kept between runs; None = read all.
    known_on  data as received and corrections are read as they were in use on that day;
            which facts were known then is for ``asknown``. None = as they are today.

    Gives everything that is sound; mistakes go to ``findings`` with file, line and field.
    """
    wanted = None if areas is None else frozenset(areas)
    collected = Collected(whole=wanted is None)
    scope = _scope(limits, levels, wanted)
    keeper = Keeper(shelf, root / "sources", tuple(levels), scope, lazy=wanted is None)
    keeper.past = of_their_day(root / "sources") if known_on is not None else frozenset()
    kept = keeper.whole(findings, today)
    if kept is not None:
        return kept
    found = Findings()
    with few_sweeps():
        _Reading(root, found, limits, tuple(levels), wanted, collected, keeper, known_on).read()
        base = check(collected, found, levels=tuple(levels), today=today)
        keeper.keep(base, {name: base.facts[name] for name in sorted(collected.changed)}, found)
    findings.extend(found)
    return base


def read_each(
    root: Path,
    names: Iterable[str],
    findings: Findings,
    limits: Limits = DEFAULT_LIMITS,
    *,
    levels: Sequence[str] = (),
    areas: Iterable[str] | None = None,
    shelf: Shelf | None = None,
) -> dict[str, Contents | None]:
    """Read some sources by the names of their folders; arguments as for ``read_sources``.

    Their records are not compared with each other. None for one that cannot be read.
    """
    wanted, sources = None if areas is None else frozenset(areas), root / "sources"
    keeper = Keeper(shelf, sources, tuple(levels), _scope(limits, levels, wanted))
    keeper.take()
    reading = _Reading(root, findings, limits, tuple(levels), wanted, Collected(), keeper)
    return {
        name: reading.contents(sources / name, f"sources/{name}")
        if codes.ID.fullmatch(name) and (sources / name / SOURCE_FILE).is_file()
        else None
        for name in names
    }


def of_their_day(folder: Path) -> frozenset[str]:
    """The sources that say something else for another day on which things are to be known."""
    parts = (RECEIVED, CORRECTIONS)
    found = (one for part in parts for one in folder.glob(f"*/{part}"))
    return frozenset(one.parent.name for one in found if one.is_dir())


def _scope(limits: Limits, levels: Sequence[str], areas: frozenset[str] | None) -> tuple[str, ...]:
    """All that decides what is read of a source beside its files."""
    return (repr(limits), *levels, "all" if areas is None else ",".join(sorted(areas)))


@dataclass(slots=True)
class _Reading:
    """One pass over the folders."""

    root: Path
    findings: Findings
    limits: Limits
    levels: tuple[str, ...]
    areas: frozenset[str] | None
    collected: Collected
    keeper: Keeper
    known_on: dt.date | None = None

    def read(self) -> None:
        folder = self.root / "sources"
        if not folder.is_dir():
            self.findings.add("sources-missing", Where("sources"))
            return
        for entry in entries(folder, "sources", self.findings):
            if entry.is_file() and entry.suffix in _SILENT:
                continue
            name = f"sources/{shown(entry.name)}"
            if not entry.is_dir():
                self.findings.add("source-not-folder", Where(name), severity=Severity.WARNING)
            elif not codes.ID.fullmatch(entry.name):
                self.findings.add("source-name", Where(name), name=codes.shortened(entry.name))
            elif not (entry / SOURCE_FILE).is_file():
                self.findings.add("source-file-missing", Where(name))
            else:
                self._source(entry, name)
        if self.areas != frozenset():
            known = self.collected
            tell_misspelt(known.agreements, known.measured, self.findings)

    def contents(self, folder: Path, name: str) -> Contents | None:
        """What one source holds; None when it cannot be read."""

        def read(found: Findings) -> Contents | None:
            place = Place(f"{name}/{SOURCE_FILE}", found, self.limits)
            source = read_source_file(folder, place.file, place)
            if source is None:
                return None
            contents = Contents(source)
            _OneSource(self, folder, name, source, found, contents).read()
            return contents

        return self.keeper.contents(folder, read, self.findings)

    def _source(self, folder: Path, name: str) -> None:
        contents = self.contents(folder, name)
        if contents is None:
            self.collected.unread[f"{name}/{SOURCE_FILE}"] = ""
            return
        contents.put_into(self.collected, self.findings)
        self._count(name)

    def _count(self, name: str) -> None:
        count, limit = len(self.collected.facts), self.limits.facts
        if count > limit:
            self.findings.add("facts-many", Where(name), found=count, limit=limit)


@dataclass(slots=True)
class _OneSource:
    """Reads the files of one folder."""

    reading: _Reading
    folder: Path
    name: str
    source: SourceFile
    findings: Findings
    contents: Contents

    def read(self) -> None:
        self._unknown_entries()
        translations: Translations = {}
        for file, reader in READERS.items():
            tree = self._tree(self.folder / file)
            if tree is not None:
                self._names_are_open(file)
            for table, place in self._records(tree, file):
                record = reader(table, place, self.source.languages)
                if record is not None:
                    self._keep(record, place, table.line)
        self._areas()
        self._agreement()
        recorded = self._csv(TRANSLATIONS)
        if recorded is not None:
            translations = read_translations(recorded, self._place(TRANSLATIONS))
        self._facts(translations)
        self._statistics()

    def _names_are_open(self, file: str) -> None:
        """Say that names have no marking, where they stand in a source that has a higher one."""
        level = self.source.source.marking
        if file in _NAMES and level and not is_open(level, self.reading.levels):
            where = Where(f"{self.name}/{file}")
            self.findings.add("names-unmarked", where, severity=Severity.WARNING, level=level)

    def _unknown_entries(self) -> None:
        tables = [setup.files.split("/", 1)[0] or SOURCE_FILE for setup in self.source.tables]
        tables += [setup.beside for setup in self.source.tables if setup.beside]
        for entry in entries(self.folder, self.name, self.findings):
            used = any(Path(entry.name).match(pattern) for pattern in tables)
            if entry.name in _KNOWN or used:
                continue
            if entry.is_file() and entry.suffix in _SILENT:
                continue
            near = codes.near(entry.name, _KNOWN)
            where = Where(f"{self.name}/{shown(entry.name)}")
            code = "source-entry-near" if near else "source-entry"
            self.findings.add(code, where, severity=Severity.WARNING, suggestion=near)

    def _place(self, file: str) -> Place:
        return Place(f"{self.name}/{file}", self.findings, self.reading.limits)

    def _text(self, path: Path, file: str) -> str | None:
        label = f"{self.name}/{shown(file)}"
        if not path.resolve().is_relative_to(self.folder.resolve()):
            self.findings.add("file-outside", Where(label))
            return None
        content = read_bytes(path, label, self.findings, self.reading.limits.facts_file)
        if content is None:
            return None
        self.contents.digests[file] = hashlib.sha256(content).hexdigest()
        return decode(content, label, self.findings)

    def _tree(self, path: Path) -> Node | None:
        """The tree of a file; None when there is no such file or it is unsound."""
        file = path.relative_to(self.folder).as_posix()
        if not _is_there(path):
            return None
        label = f"{self.name}/{shown(file)}"
        text = self._text(path, file)
        parse = json_tree if path.suffix == ".json" else yaml_tree
        tree = None
        if text is not None:
            tree = parse(text, label, self.findings, self.reading.limits)
        if tree is None:
            self._unread(file, label)
        return tree

    def _unread(self, file: str, label: str) -> None:
        """Remember that nobody knows which ids a file defines."""
        sort = FACTS if file.startswith(f"{FACTS}/") else Path(file).stem
        self.contents.unread[label] = sort

    def _csv(self, file: str) -> CsvTable | None:
        path = self.folder / file
        if not _is_there(path):
            return None
        label = f"{self.name}/{file}"
        text = self._text(path, file)
        table = None
        if text is not None:
            table = csv_table(text, label, self.findings, limits=self.reading.limits)
        if table is None:
            self._unread(file, label)
        return table

    def _records(self, tree: Node | None, file: str) -> Iterator[tuple[Table, Place]]:
        """The records of a file that is a list of them."""
        if tree is None:
            return
        place = self._place(file)
        if not isinstance(tree, Items):
            place.note("file-not-list", tree, None, {"found": describe(tree)})
            return
        for item in tree.items:
            if isinstance(item, Table):
                yield item, place
            else:
                place.note("record-form", item, None, {"found": describe(item)})

    def _keep(self, record: Fact | Record, place: Place, line: int) -> None:
        self.contents.keep(record, Where(place.file, line, record=record.id))

    def _areas(self) -> None:
        table = self._csv(AREAS)
        if table is None:
            return
        place = self._place(AREAS)
        for row in rows_as_tables(table):
            record = area(row, place, self.source.languages)
            if record is not None:
                self._keep(record, place, row.line)

    def _agreement(self) -> None:
        path = self.folder / AGREEMENT
        if self._text(path, AGREEMENT) if _is_there(path) else None:
            place = self._place(AGREEMENT)
            self.contents.agreement = read_agreement(path, place, self.source.languages)

    def _facts(self, translations: Translations) -> None:
        folder = self.folder / FACTS
        if not folder.is_dir():
            return
        for path in files_below(folder, f"{self.name}/{FACTS}", self.findings):
            file = path.relative_to(self.folder).as_posix()
            if path.suffix not in _SUFFIXES:
                where = Where(f"{self.name}/{shown(file)}")
                self.findings.add("facts-suffix", where, severity=Severity.WARNING)
                continue
            self._facts_file(self._tree(path), file, translations)

    def _facts_file(self, tree: Node | None, file: str, translations: Translations) -> None:
        if tree is None:
            return
        place = self._place(shown(file))
        defaults, records = _parts(tree, place)
        reader = FactReader(self.source, place, self.reading.levels)
        before = len(self.findings)
        sound: list[Fact] = []
        for item in records:
            if len(self.findings) - before > MOST_PROBLEMS:
                place.note("problems-many", item, None, {"limit": MOST_PROBLEMS})
                break
            if not isinstance(item, Table):
                place.note("record-form", item, None, {"found": describe(item)})
                continue
            fact = reader.fact(item, defaults)
            if fact is None:
                self.contents.refuse(place.file, countries_named(item, defaults))
                continue
            fact = with_version(with_states(fact, translations, self.findings))
            sound.append(fact)
            self._keep(fact, place, item.line)
        for fact in sound:
            is_told = is_open(fact.marking, self.reading.levels)
            check_text(fact, self.source, self.findings if is_told else Discreet(self.findings))

    def _statistics(self) -> None:
        self.contents.tabled = len(self.contents.records)
        wanted = [setup for setup in self.source.tables if self._is_wanted(setup)]
        if not wanted:
            return
        indicators: Mapping[str, Indicator] = {}
        table = self._csv(INDICATORS)
        if table is not None:
            place = self._place(INDICATORS)
            indicators = read_indicators(table, place, self.source.languages)
        elif INDICATORS not in self.contents.digests and not all(
            setup.naming is not None or shapes.knows_indicators(setup.shape)
            for setup in self.source.tables
        ):
            self.findings.add("indicators-missing", Where(self.name))
        place = self._place(SOURCE_FILE)
        areas = self.reading.areas
        reader = TableReader(
            self.source,
            place,
            indicators,
            self.contents,
            areas,
            known_on=self.reading.known_on,
            sound=self.reading.keeper.sound(self.folder) if areas is not None else SoundTables(),
        )
        reader.describe()
        day = self.reading.known_on
        declared = (one for one in self._corrections() if day is None or one.correction.on <= day)
        reader.corrections = Corrections(tuple(declared))
        for setup in wanted:
            self.contents.records.extend(reader.facts(setup))  # a fact knows its place
        for names in country_names(self.source.source.id, reader.named):
            self.contents.keep(names, Where(place.file, record=names.area))
        reader.corrections.tell_unmet(areas)

    def _is_wanted(self, setup: TableSetup) -> bool:
        """Names of countries are read also where no country's statistics are asked for."""
        return self.reading.areas != frozenset() or setup.naming is not None

    def _corrections(self) -> Iterator[Declared]:
        folder = self.folder / CORRECTIONS
        if not folder.is_dir():
            return
        for path in files_below(folder, f"{self.name}/{CORRECTIONS}", self.findings):
            file = path.relative_to(self.folder).as_posix()
            if path.suffix != ".toml":
                where = Where(f"{self.name}/{shown(file)}")
                self.findings.add("corrections-suffix", where, severity=Severity.WARNING)
            elif self._text(path, file) is not None:
                yield from read_corrections(path, self._place(shown(file)))


def _is_there(path: Path) -> bool:
    """True for anything of that name, also a link that leads nowhere: reading will tell."""
    return path.exists() or path.is_symlink()


def _parts(tree: Node, place: Place) -> tuple[Table | None, tuple[Node, ...]]:
    """Defaults and records of a facts file: a list, or a table of ``defaults`` and ``facts``."""
    if isinstance(tree, Items):
        return None, tree.items
    if isinstance(tree, Scalar) or FACTS not in tree.entries:
        place.note("facts-form", tree, None, {"found": describe(tree)})
        return None, ()
    for key, at in tree.keys.items():
        if key not in (FACTS, "defaults"):
            place.note("field-unknown", at, key, {"field": key, "known": "defaults, facts"})
    facts, defaults = tree.entries[FACTS], tree.entries.get("defaults")
    if not isinstance(facts, Items):
        place.note("file-not-list", facts, FACTS, {"found": describe(facts)})
        return None, ()
    if defaults is None:
        return None, facts.items
    if not isinstance(defaults, Table):
        values = {"field": "defaults", "expected": "a group of fields"}
        place.note("field-type", defaults, "defaults", {**values, "is_now": describe(defaults)})
        return None, facts.items
    return _known_defaults(defaults, place), facts.items


def _known_defaults(defaults: Table, place: Place) -> Table:
    known = {}
    for key, at in defaults.keys.items():
        if key in DEFAULTS:
            known[key] = defaults.entries[key]
            continue
        near = codes.near(key, DEFAULTS)
        values = {"field": f"defaults.{key}", "suggestion": near, "known": ", ".join(DEFAULTS)}
        code = "field-unknown-near" if near else "field-unknown"
        place.note(code, at, f"defaults.{key}", values)
    return Table(known, defaults.keys, defaults.line, defaults.column)
