"""Typed reading of a tree: one accessor per sort of field, every mistake with its place.

``Fields`` reads one record. It remembers which fields were asked for, so that ``finish``
can report the rest, with the near miss. An accessor that finds a mistake notes it and gives
None: reading goes on, and all mistakes of all files come out together.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from re import Pattern
from types import MappingProxyType
from typing import Any, Final, TypeVar

from generator.facts import codes
from generator.facts.dates import parse_edtf, parse_interval
from generator.facts.discreet import WITHHELD
from generator.facts.model import EdtfDate, Period, Precision
from generator.facts.numbers import parse_number
from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table, describe
from generator.facts.refused import RefusedError, note
from generator.facts.text import clean_text, lost_quote
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Severity, Where

_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=enum.Enum)

_TEXTUAL: Final = frozenset({Style.PLAIN, Style.QUOTED})
_NULL_WORDS: Final = frozenset({"null", "Null", "NULL"})
_QUOTING: Final = ("value", "sample", "found", "near", "lost")
"""Placeholders that repeat content of the record: withheld where the marking asks for it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands and how its problems are told.

    quote  False: messages must not repeat values of the record (its marking is not open).
    """

    file: str
    findings: Findings
    limits: Limits = DEFAULT_LIMITS
    record: str | None = None
    quote: bool = True

    def of(self, record: str | None, *, quote: bool = True) -> Place:
        """The same place for one record."""
        return Place(self.file, self.findings, self.limits, record, quote)

    def note(
        self,
        code: str,
        at: Node | tuple[int, int] | None,
        field: str | None = None,
        values: Mapping[str, object] = MappingProxyType({}),
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem at a node or at a line and column."""
        line = column = None
        if isinstance(at, (Scalar, Sequence, Table)):
            line, column = at.line, at.column
        elif at is not None:
            line, column = at
        if not self.quote:
            values = {k: WITHHELD if k in _QUOTING else v for k, v in values.items()}
        where = Where(self.file, line, column, self.record, field)
        note(self.findings, code, where, values, severity)


class Fields:
    """The fields of one record.

    prefix     dotted name of the table within its record, "" for the record itself.
    inherited  names that come from defaults: their problems are told once, for the file.

    ``by_language`` is what the names of fields begin with that end in the code of a language of
    the source, such as ``name_``; None where there are no such fields.
    """

    def __init__(
        self,
        table: Table,
        place: Place,
        prefix: str = "",
        inherited: frozenset[str] = frozenset(),
    ) -> None:
        self.table = table
        self.place = place
        self.prefix = prefix
        self.inherited = inherited
        self.asked: dict[str, None] = {}
        self.by_language: str | None = None
        self.missing: dict[str, Table] = {}
        self.sound = True

    # ------------------------------------------------------------ plumbing

    def __contains__(self, name: str) -> bool:
        return name in self.table.entries

    def node(self, name: str, *, required: bool = False) -> Node | None:
        """The node of a field; empty fields are reported and count as missing."""
        self.asked[name] = None
        found = self.table.entries.get(name)
        if found is None:
            if required:
                self.missing[name] = self.table
                self.sound = False
            return None
        if isinstance(found, Scalar) and found.style is Style.NULL:
            self.refuse("field-empty", name, found)
            return None
        return found

    def refuse(
        self,
        code: str,
        name: str,
        at: Node | tuple[int, int] | None = None,
        severity: Severity = Severity.ERROR,
        **values: object,
    ) -> None:
        """Note a problem of the field ``name``."""
        self._note(code, name, at, values, severity)

    def refused(self, error: RefusedError, name: str, at: Node | None = None) -> None:
        """Note why the value of the field ``name`` was refused."""
        self._note(error.code, name, at, error.values, Severity.ERROR)

    def _note(
        self,
        code: str,
        name: str,
        at: Node | tuple[int, int] | None,
        values: Mapping[str, object],
        severity: Severity,
    ) -> None:
        if severity is Severity.ERROR:
            self.sound = False
        place = replace(self.place, record=None) if name in self.inherited else self.place
        at = at if at is not None else self.table.entries.get(name, self.table)
        field = f"{self.prefix}.{name}" if self.prefix else name
        place.note(code, at, field, {"field": field, **values}, severity)

    def finish(self) -> bool:
        """Report fields nobody asked for, then what is missing; True when all was sound.

        A field that is missing because its name is misspelt is reported once.
        """
        misspelt = set()
        for name, at in self.table.keys.items():
            if name in self.asked or name in self.inherited:
                continue
            near = codes.near(name, self.asked)
            if language := self._language_of(name):
                self.refuse("field-language-unlisted", name, at, language=language)
                continue
            misspelt.add(near)
            code = "field-unknown-near" if near else "field-unknown"
            shown = codes.shortened(name)
            known = ", ".join(self.asked)
            self.refuse(code, shown, at, suggestion=near, known=known)
        for name, table in self.missing.items():
            if name not in misspelt:
                self.refuse("field-missing", name, table)
        self.missing.clear()
        return self.sound

    def _language_of(self, name: str) -> str:
        """The language that a field nobody asked for is in; "" for another kind of field."""
        if self.by_language is None or not name.startswith(self.by_language):
            return ""
        language = name.removeprefix(self.by_language)
        return language if codes.LANGUAGE.fullmatch(language) else ""

    def _scalar(self, name: str, expected: str, required: bool) -> Scalar | None:
        found = self.node(name, required=required)
        if found is None:
            return None
        if not isinstance(found, Scalar):
            self.refuse("field-type", name, found, expected=expected, is_now=describe(found))
            return None
        return found

    def _parsed(self, name: str, scalar: Scalar, parse: Callable[[str], _Value]) -> _Value | None:
        try:
            return parse(scalar.text)
        except RefusedError as error:
            self.refused(error, name, scalar)
            return None

    # ------------------------------------------------------------ texts and codes

    def text(self, name: str, *, required: bool = False) -> str | None:
        """A text, cleaned; NFC."""
        found = self._scalar(name, "a text", required)
        return None if found is None else self.cleaned(name, found)

    def cleaned(self, name: str, scalar: Scalar) -> str | None:
        """The text of a scalar, with warnings for what was changed or looks lost."""
        if scalar.style not in _TEXTUAL:
            now = describe(scalar)
            self.refuse("field-type", name, scalar, expected="a text in quotes", is_now=now)
            return None
        if scalar.style is Style.PLAIN and scalar.text in _NULL_WORDS:
            self.refuse("field-null", name, scalar, value=scalar.text)
            return None
        if scalar.lost:
            lost = codes.shortened(scalar.lost)
            self.refuse("yaml-comment", name, scalar, Severity.WARNING, lost=lost)
        if scalar.style is Style.PLAIN and lost_quote(scalar.text):
            grave = Severity.ERROR if "{" in scalar.text else Severity.WARNING
            self.refuse("yaml-quote-lost", name, scalar, grave)
        try:
            cleaned = clean_text(scalar.text, self.place.limits)
        except RefusedError as error:
            self.refused(error, name, scalar)
            return None
        for code, values in cleaned.remarks:
            self._note(code, name, scalar, values, Severity.WARNING)
        if not any(char.isprintable() and char != " " for char in cleaned.text):
            self.refuse("field-empty", name, scalar)
            return None
        return cleaned.text

    def code(
        self, name: str, pattern: Pattern[str], kind: str, *, required: bool = False
    ) -> str | None:
        """A code of exactly one form."""
        found = self._scalar(name, "a code", required)
        if found is None:
            return None
        if found.style not in _TEXTUAL and found.style is not Style.NUMBER:
            now = describe(found)
            self.refuse("field-type", name, found, expected="a code", is_now=now)
            return None
        return self._parsed(name, found, lambda text: codes.check_code(text, pattern, kind))

    def codes(
        self, name: str, pattern: Pattern[str], kind: str, *, required: bool = False
    ) -> tuple[str, ...]:
        """A list of codes, each once."""
        found: dict[str, None] = {}
        for number, item in enumerate(self.items(name, required=required)):
            if not isinstance(item, Scalar):
                now = describe(item)
                self.refuse("field-type", name, item, expected="a list of codes", is_now=now)
                continue
            text = self._parsed(name, item, lambda text: codes.check_code(text, pattern, kind))
            if text is None:
                continue
            if text in found:
                self.refuse("list-twice", name, item, value=text, number=number + 1)
            found[text] = None
        return tuple(found)

    def choice(
        self, name: str, options: type[_Choice], *, required: bool = False
    ) -> _Choice | None:
        """One word of a closed list."""
        found = self._scalar(name, "one word", required)
        if found is None:
            return None
        words: Mapping[str, _Choice] = _words(options)
        if found.text in words:
            return words[found.text]
        near = codes.near(found.text, words)
        code = "choice-near" if near else "choice-unknown"
        value = codes.shortened(found.text)
        self.refuse(code, name, found, value=value, suggestion=near, known=", ".join(words))
        return None

    def word(self, name: str, options: Iterable[str], *, required: bool = False) -> str | None:
        """As ``choice``, for words without an enumeration."""
        found = self._scalar(name, "one word", required)
        if found is None:
            return None
        words = tuple(options)
        if found.text in words:
            return found.text
        near = codes.near(found.text, words)
        code = "choice-near" if near else "choice-unknown"
        value = codes.shortened(found.text)
        self.refuse(code, name, found, value=value, suggestion=near, known=", ".join(words))
        return None

    # ------------------------------------------------------------ numbers and dates

    def number(self, name: str, *, required: bool = False) -> Decimal | None:
        """An exact decimal number."""
        found = self._scalar(name, "a number", required)
        if found is None:
            return None
        if found.style in (Style.BOOLEAN, Style.DATE):
            self.refuse("field-type", name, found, expected="a number", is_now=describe(found))
            return None
        limits = self.place.limits
        return self._parsed(name, found, lambda text: parse_number(text, limits=limits))

    def integer(self, name: str, *, required: bool = False) -> int | None:
        """A whole number from 0."""
        value = self.number(name, required=required)
        if value is None:
            return None
        if value < 0 or value != value.to_integral_value():
            self.refuse("number-whole", name, value=value)
            return None
        return int(value)

    def boolean(self, name: str, *, default: bool = False) -> bool:
        """true or false; ``yes`` and ``no`` are refused, they mean too many things."""
        found = self._scalar(name, "true or false", required=False)
        if found is None:
            return default
        if found.text in ("true", "false") and found.style is not Style.QUOTED:
            return found.text == "true"
        self.refuse("boolean-form", name, found, value=codes.shortened(found.text))
        return default

    def date(self, name: str, *, required: bool = False) -> EdtfDate | None:
        """An EDTF date."""
        found = self._scalar(name, "a date", required)
        return None if found is None else self._parsed(name, found, parse_edtf)

    def day(self, name: str, *, required: bool = False) -> dt.date | None:
        """A date that must be a single day."""
        value = self.date(name, required=required)
        if value is None:
            return None
        if value.precision is not Precision.DAY or value.approximate or value.uncertain:
            self.refuse("date-day-needed", name, value=value.text)
            return None
        return value.first

    def period(self, name: str, *, required: bool = False) -> Period | None:
        """An EDTF interval, or one date for a period that is a year, quarter or month."""
        found = self._scalar(name, "a period", required)
        if found is None:
            return None
        if "/" not in found.text:
            single = self._parsed(name, found, parse_edtf)
            return None if single is None else Period(single, single)
        return self._parsed(name, found, parse_interval)

    # ------------------------------------------------------------ tables and lists

    def items(self, name: str, *, required: bool = False) -> tuple[Node, ...]:
        """The entries of a list; a single entry may stand without brackets."""
        found = self.node(name, required=required)
        if found is None:
            return ()
        if isinstance(found, Sequence):
            if required and not found.items:
                self.refuse("list-empty", name, found)
            return found.items
        if isinstance(found, Table):
            self.refuse("field-type", name, found, expected="a list", is_now=describe(found))
            return ()
        return (found,)

    def table_of(self, name: str, *, required: bool = False) -> Fields | None:
        """A group of fields, to be read and finished by the caller."""
        found = self.node(name, required=required)
        if found is None:
            return None
        if not isinstance(found, Table):
            now = describe(found)
            self.refuse("field-type", name, found, expected="a group of fields", is_now=now)
            return None
        return self.inner(name, found)

    def inner(self, name: str, table: Table) -> Fields:
        """``Fields`` of a table inside this record."""
        prefix = f"{self.prefix}.{name}" if self.prefix else name
        place = replace(self.place, record=None) if name in self.inherited else self.place
        return Fields(table, place, prefix)

    def wordings(
        self, name: str, languages: Iterable[str], *, required: bool = False
    ) -> Mapping[str, str]:
        """One text per language; other languages than ``languages`` are refused."""
        fields = self.table_of(name, required=required)
        if fields is None:
            return MappingProxyType({})
        found = {}
        languages = tuple(languages)
        if all(codes.LANGUAGE.fullmatch(language) for language in languages):
            fields.by_language = ""
        for language in languages:
            if language in fields:
                text = fields.text(language)
                if text is not None:
                    found[language] = text
            else:
                fields.asked[language] = None
        sound = fields.finish()
        self.sound = sound and self.sound
        if required and not found and sound:  # else it was told what is wrong inside
            self.refuse("field-missing", name)
        return MappingProxyType(found)


@cache
def _words(options: type[enum.Enum]) -> Mapping[str, Any]:
    return MappingProxyType({_word(option): option for option in options})


def _word(option: enum.Enum) -> str:
    value = option.value
    return value if isinstance(value, str) else option.name.lower()
