"""The files of the sources as a translator's texts stand in them."""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.facts.model import Fact, LocalText
from generator.facts.officer import is_officers
from generator.facts.readers.csv_table import csv_table
from generator.facts.readers.decode import decode, read_bytes
from generator.facts.readers.json_tree import json_tree
from generator.facts.readers.spans import Group, Leaf, NoSpansError, records, spans
from generator.facts.readers.tree import Node, Scalar, Sequence, Table
from generator.facts.readers.yaml_tree import yaml_tree
from generator.facts.records import FactReader
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile, read_source_file
from generator.facts.sources import SOURCE_FILE
from generator.facts.translations import FILE as TRANSLATIONS
from generator.facts.translations import Translations, read_translations
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings
from generator.translation.edits import CannotEditError, Manner, edited
from generator.translation.model import NewText
from generator.translation.ordertexts import OrderTexts
from generator.translation.recorded import recorded
from generator.translation.wordfacts import TemplateWords, is_words

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file as read. name is relative to the workspace; content None: not there."""

    name: str
    content: bytes | None
    text: str

    @property
    def json(self) -> bool:
        """Whether it is JSON."""
        return self.name.endswith(".json")

    def encoded(self, text: str) -> bytes:
        """A text in the encoding of the file, with its mark where it has one."""
        start = (self.content or b"")[:3]
        if start[:2] in _UTF16:
            order = "utf-16-le" if start[:2] == codecs.BOM_UTF16_LE else "utf-16-be"
            return start[:2] + text.encode(order)
        mark = codecs.BOM_UTF8 if start == codecs.BOM_UTF8 else b""
        return mark + text.encode()


class Desk:
    """Reads files once, and prepares their new contents. Nothing is written here.

    orders     the texts of orders, by the name of the order.
    templates  the words of templates, by what stands for a template as a source.
    """

    def __init__(
        self,
        root: Path,
        levels: tuple[str, ...] = (),
        limits: Limits = DEFAULT_LIMITS,
        orders: Mapping[str, OrderTexts] = MappingProxyType({}),
        templates: Mapping[str, TemplateWords] = MappingProxyType({}),
    ) -> None:
        self.orders = orders
        self.templates = templates
        self.root = root
        self.levels = levels
        self.limits = limits
        self._sources: dict[str, SourceFile | None] = {}
        self._texts: dict[str, SourceText | None] = {}
        self._records_of: dict[str, dict[str, Group]] = {}

    def source(self, name: str) -> SourceFile | None:
        """How a source describes itself; None when it cannot be read."""
        if name not in self._sources:
            folder = self.root / "sources" / name
            label = f"sources/{name}/{SOURCE_FILE}"
            place = Place(label, Findings(), self.limits)
            self._sources[name] = read_source_file(folder, label, place)
        return self._sources[name]

    def languages(self, name: str) -> tuple[str, ...]:
        """The languages in which a source keeps its texts."""
        if name in self.templates:
            return self.templates[name].languages
        if name in self.orders and not (self.root / "sources" / name).is_dir():
            return self.orders[name].languages
        source = self.source(name)
        own = tuple(source.languages) if source else ()
        texts = self.orders[name].languages if name in self.orders else ()
        return tuple(dict.fromkeys((*own, *texts)))

    def text(self, name: str) -> SourceText | None:
        """A file of the workspace; None when it cannot be read."""
        if name not in self._texts:
            self._texts[name] = self._read(name)
        return self._texts[name]

    def _read(self, name: str) -> SourceText | None:
        path = self.root / name
        if not path.exists():
            return SourceText(name, None, "")
        content = read_bytes(path, name, Findings(), self.limits.facts_file)
        text = None if content is None else decode(content, name, Findings())
        return None if text is None else SourceText(name, content, text)

    def same_past(self, fact: Fact) -> bool:
        """True when the record says that its text is in the past tense already."""
        if is_officers(fact) or is_words(fact):
            return True
        found = self._groups(fact.file).get(fact.id)
        past = found.entries.get("past") if found else None
        return isinstance(past, Leaf) and past.text == "same"

    def keeps_hash(self, fact: Fact, language: str) -> bool:
        """True when the text itself says what it was made from, and not translations.csv."""
        found = self._groups(fact.file).get(fact.id)
        texts = found.entries.get("text") if found else None
        text = texts.entries.get(language) if isinstance(texts, Group) else None
        return isinstance(text, Group) and "made_from" in text.entries

    def _groups(self, name: str) -> dict[str, Group]:
        if name not in self._records_of:
            source = self.text(name)
            found: dict[str, Group] = {}
            if source is not None:
                with contextlib.suppress(NoSpansError):
                    found = records(spans(source.text))
            self._records_of[name] = found
        return self._records_of[name]

    # ------------------------------------------------------------ new contents

    def with_texts(self, name: str, changes: tuple[NewText, ...]) -> bytes:
        """The content of a facts file with new texts, proven to change nothing else.

        Raises ``CannotEditError``.
        """
        source = self.text(name)
        described = self.source(changes[0].source)
        if source is None or source.content is None or described is None:
            raise CannotEditError("translate-record-gone")
        newline = "\r\n" if "\r\n" in source.text else "\n"
        manner = Manner(source.json, described.state, newline)
        new = edited(source.text, changes, manner)
        self._prove(source, new, changes, described)
        return source.encoded(new)

    def _prove(
        self, source: SourceText, new: str, changes: tuple[NewText, ...], described: SourceFile
    ) -> None:
        """Read the file anew as a build would; exactly the texts wanted may differ."""
        before = self._facts(source.text, source, described)
        after = self._facts(new, source, described)
        for change in changes:
            if change.fact in before:
                before[change.fact] = _changed(before[change.fact], change)
        if before != after:
            raise CannotEditError("translate-edit-unsure")

    def _facts(self, text: str, source: SourceText, described: SourceFile) -> dict[str, Fact]:
        parse = json_tree if source.json else yaml_tree
        tree = parse(text, source.name, Findings(), self.limits)
        if tree is None:
            raise CannotEditError("translate-edit-unsure")
        defaults, records = _parts(tree)
        reader = FactReader(described, Place(source.name, Findings(), self.limits), self.levels)
        found = (reader.fact(r, defaults) for r in records if isinstance(r, Table))
        return {fact.id: _placeless(fact) for fact in found if fact is not None}

    def with_records(self, source: str, changes: Iterable[NewText]) -> tuple[str, bytes] | None:
        """Name and content of the source's record of translations; None where it stays.

        Raises ``CannotEditError`` when it cannot be read.
        """
        changes = tuple(changes)
        name = f"sources/{source}/{TRANSLATIONS}"
        there = self.text(name)
        if there is None:
            raise CannotEditError("translate-records")
        text = None if there.content is None else there.text
        new = recorded(text, changes)
        before = {} if text is None else dict(self._records(text, name))
        before.update({(c.fact, c.language): c.made_from for c in changes})
        if dict(self._records(new, name)) != before:
            raise CannotEditError("translate-records")
        return None if new == text else (name, there.encoded(new))

    def _records(self, text: str, name: str) -> Translations:
        findings = Findings()
        table = csv_table(text, name, findings, limits=self.limits)
        found = None
        if table is not None:
            found = read_translations(table, Place(name, findings, self.limits))
        if found is None or findings.errors:
            raise CannotEditError("translate-records")
        return found


def _parts(tree: Node) -> tuple[Table | None, tuple[Node, ...]]:
    if isinstance(tree, Table):
        defaults, rows = tree.entries.get("defaults"), tree.entries.get("facts")
        records = rows.items if isinstance(rows, Sequence) else ()
        return defaults if isinstance(defaults, Table) else None, records
    return None, () if isinstance(tree, Scalar) else tree.items


def _placeless(fact: Fact) -> Fact:
    """A fact for comparing: its texts as plain dictionaries."""
    return replace(fact, text=dict(fact.text))


def _changed(fact: Fact, change: NewText) -> Fact:
    """The fact as it should read after the change, before translations are compared."""
    there = fact.text.get(change.language)
    same = there is not None and there.past is there.forms
    first = next(iter(fact.text.values()))
    same = same or (there is None and first.past is first.forms)
    forms = MappingProxyType({**(there.forms if there else {}), **change.forms})
    past = there.past if there else None
    if same:
        past = forms
    elif change.past is not None:
        past = MappingProxyType({**(past or {}), **change.past})
    own = there.made_from if there is not None else None
    text = LocalText(forms, change.state, past, change.made_from if own else None)
    return replace(fact, text={**fact.text, change.language: text})
