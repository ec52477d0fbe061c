"""An officer's own texts: ``[text.<slot>]`` of an order, and the files beside it.

A text stands in the order, or as ``<order>.text/<slot>.<language>.md`` beside it, where it
is as long as it likes. ``translations.csv`` in the same folder says what each translation
was made from; the program writes it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.build.orders.fields import Fields, foreign_letters, near, shown
from generator.build.orders.languages import LANGUAGE, note_tag
from generator.facts.readers.decode import decode, read_bytes
from generator.facts.readers.tree import Node, Scalar, Style
from generator.facts.refused import RefusedError
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Problem, Severity, Where
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.facts.model import Fact, TextState

SLOT: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
RECORDS: Final = "translations.csv"
HEADER: Final = "slot,language,made_from,state"
STATES: Final = ("draft", "machine")
_OWN: Final = ("original", "marking", "state")
_FILE: Final = re.compile(r"(?P<slot>[^.]+)\.(?P<tag>[^.]+)\.md")
_ROW: Final = re.compile(r"([a-z][a-z0-9_-]{0,39}),([A-Za-z0-9-]{2,35}),([0-9a-f]{12}),([a-z]*)")


@dataclass(frozen=True, slots=True)
class Written:
    """A text in one language. line is that of its first line, in its file.

    beside  it is a file of its own; else key_line is the line of its key in the order.
    """

    text: str
    file: str
    line: int
    beside: bool = False
    key_line: int = 0


@dataclass(frozen=True, slots=True)
class OfficerText:
    """The text for one slot.

    original  tag of the language it was first written in, or None where nobody said it.
    marking   level of the house's scheme, or None for the lowest.
    states    "draft" or "machine", by tag; made_from: hash of the original, by tag.
    stated    the states that stand in the order itself.
    place     of its table in the order.
    """

    slot: str
    texts: Mapping[str, Written]
    place: Where
    original: str | None = None
    marking: str | None = None
    states: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    made_from: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    stated: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands in the folder beside an order: texts by slot and tag, records, a digest."""

    texts: Mapping[str, Mapping[str, Written]]
    records: Mapping[tuple[str, str], tuple[str, str]]
    digest: str = ""


def folder_of(path: Path) -> Path:
    """The folder of the texts beside an order's file."""
    return path.with_name(f"{path.stem}.text")


def digest_with(content: bytes, beside: Beside) -> str:
    """SHA-256 of an order with the texts beside it."""
    own = hashlib.sha256(content)
    if beside.digest:
        own.update(beside.digest.encode())
    return own.hexdigest()


# ---------------------------------------------------------------- beside the order


def read_beside(path: Path, file: str, findings: Findings, limits: Limits) -> Beside:
    """The texts beside the order's file ``path``, which is shown as ``file``."""
    folder = folder_of(path)
    label = f"{file.removesuffix('.toml')}.text"
    if not folder.is_dir():
        return Beside(MappingProxyType({}), MappingProxyType({}))
    if folder.is_symlink():
        findings.add("order-symlink", Where(label))
        return Beside(MappingProxyType({}), MappingProxyType({}))
    texts: dict[str, dict[str, Written]] = {}
    records: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType({})
    digest = hashlib.sha256()
    for entry in sorted(folder.iterdir()):
        shown_as = f"{label}/{entry.name}"
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        content = _content(entry, shown_as, findings, limits)
        if content is None:
            continue
        digest.update(f"{entry.name}\0{len(content)}\0".encode() + content)
        text = decode(content, shown_as, findings)
        if text is None:
            continue
        if entry.name == RECORDS:
            records = read_records(text, shown_as, findings)
        elif (named := _named(entry.name, shown_as, findings)) is not None:
            slot, tag = named
            written = _cleaned(text, Where(shown_as, 1, None, path.stem), findings, limits)
            if written is not None:
                texts.setdefault(slot, {})[tag] = Written(written, shown_as, 1, beside=True)
    return Beside(MappingProxyType(texts), records, digest.hexdigest())


def _content(path: Path, name: str, findings: Findings, limits: Limits) -> bytes | None:
    if path.is_symlink():
        findings.add("order-symlink", Where(name))
        return None
    return read_bytes(path, name, findings, limits.order_file)


def _named(name: str, shown_as: str, findings: Findings) -> tuple[str, str] | None:
    """Slot and language that a file's name says."""
    found = _FILE.fullmatch(name)
    if found and SLOT.fullmatch(found["slot"]) and LANGUAGE.fullmatch(found["tag"]):
        return found["slot"], found["tag"]
    findings.add("order-text-file", Where(shown_as), name=shown(name))
    return None


def read_records(
    text: str, name: str, findings: Findings
) -> Mapping[tuple[str, str], tuple[str, str]]:
    """What each translation was made from, and its state, by slot and tag."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or (number == 1 and line.strip() == HEADER):
            continue
        row = _ROW.fullmatch(line.strip())
        if row is None or row[4] not in ("", *STATES):
            findings.add("order-text-record", Where(name, number), row=shown(line))
            continue
        found[row[1], row[2]] = (row[3], row[4])
    return MappingProxyType(found)


# ---------------------------------------------------------------- in the order


def read_texts(
    fields: Fields, source: str, beside: Beside, limits: Limits = DEFAULT_LIMITS
) -> Mapping[str, OfficerText]:
    """The texts of an order by slot: those of its tables, and those beside it.

    source  the order's file as text, to know the line on which a text begins.
    """
    lines = source.splitlines()
    found: dict[str, OfficerText] = {}
    tables = fields.inside("text")
    for slot in tables.names() if tables is not None else ():
        inner = tables.inside(slot) if tables is not None else None
        if inner is None or tables is None:
            continue
        if not SLOT.fullmatch(slot):
            tables.note("order-text-name", slot, value=shown(slot), letters=foreign_letters(slot))
            continue
        found[slot] = _Table(inner, lines, limits).read(slot, beside, tables.where(slot))
    for slot, texts in beside.texts.items():
        if slot not in found:
            first = next(iter(texts.values()))
            place = Where(first.file, None, None, fields.record, f"text.{slot}")
            found[slot] = _with_records(OfficerText(slot, texts, place), beside)
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class _Table:
    """One table ``[text.<slot>]``."""

    fields: Fields
    lines: list[str]
    limits: Limits

    def read(self, slot: str, beside: Beside, place: Where) -> OfficerText:
        fields = self.fields
        texts = dict(self._texts())
        for tag, written in beside.texts.get(slot, {}).items():
            if tag in texts:
                fields.note("order-text-twice", tag, other=written.file)
            texts[tag] = written
        original = fields.text("original")
        if original is not None and original not in texts:
            known = ", ".join(texts) or "none"
            fields.note("order-text-original", "original", value=shown(original), known=known)
        text = OfficerText(
            slot,
            MappingProxyType(texts),
            place,
            original=original,
            marking=fields.text("marking"),
            states=self._states(texts),
        )
        return _with_records(text, beside)

    def _texts(self) -> Iterator[tuple[str, Written]]:
        for key in self.fields.names():
            if key in _OWN:
                continue
            if not LANGUAGE.fullmatch(key):
                self._strange(key)
                continue
            node = self.fields.node(key)
            written = None if node is None else self._written(key, node)
            if written is not None:
                yield key, written

    def _strange(self, key: str) -> None:
        if hint := near(key, _OWN):
            self.fields.note("order-unknown-field", key, hint=hint)
        else:
            note_tag(self.fields, key, key, None, "order-language-key")

    def _written(self, tag: str, node: Node) -> Written | None:
        where = self.fields.where(tag)
        if not isinstance(node, Scalar) or node.style is not Style.QUOTED:
            self.fields.wrong_shape(tag, node, 'a text in quotes, """ for one of several lines')
            return None
        text = _cleaned(node.text, where, self.fields.findings, self.limits)
        if text is None:
            return None
        line = where.line or node.line
        return Written(text, where.file or "", self._first_line(line), key_line=line)

    def _first_line(self, line: int) -> int:
        """The line on which a text begins: the next one, where a line ends with three quotes."""
        shown_line = self.lines[line - 1].rstrip() if 0 < line <= len(self.lines) else ""
        return line + 1 if re.search(r"=\s*(\"{3}|'{3})\\?$", shown_line) else line

    def _states(self, texts: Mapping[str, Written]) -> Mapping[str, str]:
        inner = self.fields.inside("state")
        if inner is None:
            return MappingProxyType({})
        given = inner.all_texts()
        for tag, state in given.items():
            if tag not in texts:
                known = ", ".join(texts) or "none"
                inner.note("order-text-state-language", tag, value=shown(tag), known=known)
            inner.one_of(tag, state, STATES)
        return given


def _with_records(text: OfficerText, beside: Beside) -> OfficerText:
    """The text with what is on record of its translations; the graver state holds."""
    states, made_from = dict(text.states), {}
    for tag in text.texts:
        hash_, state = beside.records.get((text.slot, tag), ("", ""))
        if hash_:
            made_from[tag] = hash_
        if state and states.get(tag) != "machine":
            states[tag] = state
    return OfficerText(
        text.slot,
        text.texts,
        text.place,
        text.original,
        text.marking,
        MappingProxyType(states),
        MappingProxyType(made_from),
        text.states,
    )


def _cleaned(text: str, where: Where, findings: Findings, limits: Limits) -> str | None:
    """A text without what no reader can see; None, with a problem, when it may not be kept."""
    from generator.facts.text import clean_text

    try:
        cleaned = clean_text(text, limits)
    except RefusedError as refused:
        findings.put(Problem(refused.code, where, refused.values))
        return None
    for code, values in cleaned.remarks:
        findings.put(Problem(code, where, values, Severity.WARNING))
    if not cleaned.text.strip():
        findings.add("order-field-empty", where, field=where.field or where.file or "")
        return None
    return cleaned.text


# ---------------------------------------------------------------- as facts


def original_of(text: OfficerText, languages: tuple[str, ...]) -> str:
    """The tag of the original: as stated, else the first language of the order that has one.

    An order in other languages alone has the one that is written first.
    """
    if text.original in text.texts:
        return text.original or ""
    for language in languages:
        for tag in (language, language.split("-", 1)[0]):
            if tag in text.texts:
                return tag
    return next(iter(text.texts), "")


def text_as_fact(
    text: OfficerText, order: str, languages: tuple[str, ...], lowest: str, *, to_say: bool
) -> Fact:
    """The text as a fact of the order.

    lowest  the lowest marking of the house, for a text that states none.
    """
    from generator.facts.model import LocalText
    from generator.facts.officer import officer_text

    original = original_of(text, languages)
    forms = {
        tag: LocalText(
            MappingProxyType({"other": written.text}),
            _state(text, tag, original),
            made_from=None if tag == original else text.made_from.get(tag),
        )
        for tag, written in text.texts.items()
    }
    return officer_text(
        order,
        text.slot,
        forms,
        original=original,
        marking=text.marking or lowest,
        disclosable=to_say,
        file=text.place.file or "",
        line=text.place.line or 0,
    )


def _state(text: OfficerText, tag: str, original: str) -> TextState:
    from generator.facts.model import TextState

    stated = text.states.get(tag)
    if stated:
        return TextState(stated)
    return TextState.ORIGINAL if tag == original else TextState.REVIEWED
