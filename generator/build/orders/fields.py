"""Typed reading of the fields of an order: a value, or a problem with its line."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from types import MappingProxyType

from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table, describe
from generator.facts.refused import RefusedError
from generator.facts.text import clean_text
from generator.problems import Findings, Problem, Severity, Where


class Fields:
    """One table of an order. Each method gives a value, or None after noting a problem.

    A field that is absent gives the default without a problem; ``finish`` notes the fields
    that nobody asked for.
    """

    def __init__(
        self, table: Table, file: str, record: str, findings: Findings, prefix: str = ""
    ) -> None:
        self._table = table
        self._file = file
        self._record = record
        self._findings = findings
        self._prefix = prefix
        self._known: list[str] = []

    def where(self, name: str, line: int | None = None) -> Where:
        """The place of a field, or of the table when the field is absent."""
        if line is None:
            line = self._table.keys.get(name, (self._table.line, 0))[0]
        return Where(self._file, line, None, self._record, self._prefix + name)

    @property
    def record(self) -> str:
        """The name of the record that the fields belong to."""
        return self._record

    @property
    def findings(self) -> Findings:
        """Where problems of the fields are noted."""
        return self._findings

    def names(self) -> tuple[str, ...]:
        """The fields that are given, in their order."""
        return tuple(self._table.entries)

    def has(self, name: str) -> bool:
        """True when the field is given."""
        return name in self._table.entries

    def note(self, code: str, name: str, line: int | None = None, **values: object) -> None:
        """Note a problem of a field."""
        texts = {key: str(value) for key, value in values.items()}
        texts.setdefault("field", self._prefix + name)
        self._findings.put(Problem(code, self.where(name, line), texts))

    def peeked(self, name: str) -> Node | None:
        """A field as it was read, without asking for it."""
        return self._table.entries.get(name)

    def peek(self, name: str) -> str:
        """A field as it is written, whatever its form; "" when it is absent or no single value."""
        node = self._table.entries.get(name)
        return node.text if isinstance(node, Scalar) else ""

    def node(self, name: str) -> Node | None:
        """The field as it was read, or None."""
        self._known.append(name)
        return self._table.entries.get(name)

    def text(self, name: str, default: str | None = None) -> str | None:
        """A text on one line."""
        node = self.node(name)
        if node is None:
            return default
        return self._text_of(node, name)

    def needed_text(self, name: str) -> str | None:
        """A text that must be given."""
        value = self.text(name)
        if value is None and not self.has(name):
            self._findings.add("order-field-missing", self.where(name), field=self._prefix + name)
        return value

    def date_text(self, name: str) -> str | None:
        """A date or a word, with or without quotes."""
        node = self.node(name)
        if isinstance(node, Scalar) and node.style is Style.DATE:
            return node.text
        return None if node is None else self._text_of(node, name)

    def choice(self, name: str, choices: Collection[str], default: str | None) -> str | None:
        """One of a few words."""
        value = self.text(name)
        if value is None:
            return default if not self.has(name) else None
        return self.one_of(name, value, choices)

    def one_of(
        self, name: str, value: str, choices: Collection[str], line: int | None = None
    ) -> str | None:
        """``value`` when it is among ``choices``; else a problem with the nearest one."""
        if value in choices:
            return value
        self.note(
            "order-choice",
            name,
            line,
            value=shown(value),
            choices=", ".join(choices),
            hint=near(value, choices),
        )
        return None

    def switch(self, name: str) -> bool | None:
        """True or false, written without quotes."""
        node = self.node(name)
        if isinstance(node, Scalar) and node.style is Style.BOOLEAN:
            return node.text == "true"
        if node is not None:
            self.wrong_shape(name, node, "true or false, without quotes")
        return None

    def texts(self, name: str) -> tuple[tuple[str, int], ...] | None:
        """A list of texts, each with its line; () when the field is absent."""
        node = self.node(name)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.wrong_shape(name, node, 'a list of texts, such as ["en-CA", "fr-CA"]')
            return None
        found = []
        for item in node.items:
            text = self._text_of(item, name)
            if text is None:
                return None
            found.append((text, item.line))
        return tuple(found)

    def boolean(self, name: str) -> bool | None:
        """true or false; None when the field is absent."""
        node = self.node(name)
        if node is None:
            return None
        if isinstance(node, Scalar) and node.style is Style.BOOLEAN:
            return node.text == "true"
        self.wrong_shape(name, node, "true or false, without quotes")
        return None

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number between two bounds, written without quotes."""
        node = self.node(name)
        if node is None:
            return None
        wanted = f"a whole number from {least} to {most}, without quotes"
        if not isinstance(node, Scalar) or node.style is not Style.NUMBER:
            self.wrong_shape(name, node, wanted)
            return None
        if not node.text.isdecimal() or not least <= int(node.text) <= most:
            self.note(
                "order-choice", name, value=shown(node.text), choices=f"{least} to {most}", hint=""
            )
            return None
        return int(node.text)

    def tables(self, name: str) -> tuple[Fields, ...]:
        """The tables of a list of tables; () when it is absent."""
        node = self.node(name)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else ()
        if not items or not all(isinstance(item, Table) for item in items):
            self.wrong_shape(name, node, f"a list of tables: [[{self._prefix}{name}]]")
            return ()
        return tuple(
            Fields(item, self._file, self._record, self._findings, f"{self._prefix}{name}.{at}.")
            for at, item in enumerate(items, 1)
            if isinstance(item, Table)
        )

    def wordings(self, name: str) -> tuple[tuple[Mapping[str, str], int], ...]:
        """A list of texts, each with its line: one text (by "") or a table of them by key."""
        node = self.node(name)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.wrong_shape(name, node, 'a list of texts, such as ["RECIPIENTS ONLY"]')
            return ()
        found: list[tuple[Mapping[str, str], int]] = []
        for item in node.items:
            if isinstance(item, Table):
                inner = Fields(
                    item, self._file, self._record, self._findings, f"{self._prefix}{name}."
                )
                found.append((inner.all_texts(), item.line))
            elif (text := self._text_of(item, name)) is not None:
                found.append(({"": text}, item.line))
        return tuple(found)

    def inside(self, name: str) -> Fields | None:
        """The fields of a table of this table; None when it is absent or no table."""
        node = self.node(name)
        if isinstance(node, Table):
            prefix = f"{self._prefix}{name}."
            return Fields(node, self._file, self._record, self._findings, prefix)
        if node is not None:
            self.wrong_shape(name, node, "a table of its own")
        return None

    def all_texts(self) -> Mapping[str, str]:
        """Every field as a text, such as a title per language."""
        found = {key: self.text(key) for key in self._table.entries}
        return MappingProxyType({key: text for key, text in found.items() if text is not None})

    def finish(self) -> None:
        """Note every field that this kind of table does not have."""
        for key in self._table.entries:
            if key not in self._known:
                self.note("order-unknown-field", key, hint=near(key, self._known))

    def _text_of(self, node: Node, name: str) -> str | None:
        if not isinstance(node, Scalar) or node.style is not Style.QUOTED:
            self.wrong_shape(name, node, "a text in quotes")
            return None
        text = self._clean(node.text, name, node.line)
        if text is not None and not text.strip():
            self.note("order-field-empty", name, node.line)
            return None
        if text is not None and len(text) > _LONGEST:
            self.note("order-field-long", name, node.line, length=len(text), limit=_LONGEST)
            return None
        return text

    def _clean(self, text: str, name: str, line: int) -> str | None:
        """A text of one line, without characters that cannot be seen and turn others round."""
        bad = next((c for c in text if unicodedata.category(c) in {"Cc", "Cn"}), None)
        if bad is not None:
            self.note("order-character", name, line, character=f"U+{ord(bad):04X}")
            return None
        try:
            cleaned = clean_text(text)
        except RefusedError as refused:
            self.note(refused.code, name, line, **refused.values)
            return None
        for code, values in cleaned.remarks:
            if code == "text-taken-out":
                self.note("order-character", name, line, character=values["characters"])
                return None
            where = self.where(name, line)
            self._findings.put(Problem(code, where, values, Severity.WARNING))
        return cleaned.text

    def wrong_shape(self, name: str, node: Node, wanted: str) -> None:
        """Note that a field has another form than the one wanted."""
        self.note("order-field-shape", name, node.line, found=describe(node), wanted=wanted)


_LONGEST = 500


def places_of(keys: Mapping[str, tuple[int, int]], fields: Fields) -> Mapping[str, int]:
    """The line of each field, those inside tables too ("meeting.date")."""
    found = {key: line for key, (line, _) in keys.items()}
    for key in keys:
        node = fields.peeked(key)
        if isinstance(node, Table):
            found |= {f"{key}.{name}": line for name, (line, _) in node.keys.items()}
    return MappingProxyType(found)


def switches(fields: Fields, name: str) -> Mapping[str, bool]:
    """A table of true and false by name; empty when it is absent."""
    inner = fields.inside(name)
    found = {} if inner is None else {key: inner.switch(key) for key in inner.names()}
    return MappingProxyType({key: on for key, on in found.items() if on is not None})


def near(value: str, choices: Collection[str], *, named: Mapping[str, str] | None = None) -> str:
    """ " Did you mean “…”?" for the nearest choice; "" when none is near.

    named  what to call a choice, when it is not called by itself.
    """
    import difflib

    folded = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(value.casefold(), folded, n=1, cutoff=0.6)
    if not found:
        return ""
    choice = folded[found[0]]
    return f" Did you mean “{named[choice] if named else choice}”?"


def shown(text: str, longest: int = 60) -> str:
    """A text from a file as it may stand in a message: one line, short, no controls."""
    clean = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def foreign_letters(text: str) -> str:
    """The letters that are not plain ASCII, with their code points: look-alikes show up.

    >>> foreign_letters("\N{CYRILLIC CAPITAL LETTER EM}RQ")
    ' (it contains U+041C)'
    """
    points = sorted({f"U+{ord(c):04X}" for c in text if not "!" <= c <= "~"})
    return f" (it contains {', '.join(points[:5])})" if points else ""
