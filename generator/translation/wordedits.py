"""New translations put into ``words.toml`` of a template; all else in the file stays.

Values are replaced where they stand, new ones get a line below the others of their message, a
message that stands nowhere yet is put at the end. What a translation was made from and its state
are lines beside it: ``made_from.fr = "…"``, ``state.fr = "draft"``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from generator.compose.wordsfile import read_entries
from generator.facts.model import TextState
from generator.facts.readers.toml_file import TOKEN, places_of
from generator.problems import Findings
from generator.translation.edits import CannotEditError
from generator.translation.model import NewText
from generator.translation.ordertexts import quoted
from generator.translation.wordfacts import Message

_STRING: Final = re.compile(
    r"[^=\n]*=[ \t]*(?P<value>\"\"\"(?:[^\\]|\\.)*?\"{3,5}|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')',
    re.DOTALL,
)
_Path = tuple[str | int, ...]


def with_words(text: str, name: str, changes: Iterable[tuple[Message, NewText]]) -> str:
    """The content of a ``words.toml`` with new translations.

    name  of the file, relative to the workspace.

    Raises ``CannotEditError`` when anything else would change.
    """
    changes = tuple(changes)
    newline = "\r\n" if "\r\n" in text else "\n"
    before, faults = _loaded(text), _faults(text, name)
    edited = text
    for message, change in changes:
        edited = _Edit(edited, newline).made(message, change)
        _expected(before, message, change)
    if _loaded(edited) != before or _faults(edited, name) > faults:
        raise CannotEditError("translate-edit-unsure")
    return edited


def _loaded(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CannotEditError("translate-edit-unsure") from error


def _faults(text: str, name: str) -> int:
    """How many mistakes a build would find in the file."""
    findings = Findings()
    read_entries(text, name, findings)
    return len(findings.errors)


def _expected(document: dict[str, Any], message: Message, change: NewText) -> None:
    """Make the change in the loaded file, as it is to be read afterwards."""
    entries = document.setdefault("words", [])
    number = _number(entries, message)
    if number is None:
        entries.append(_new(message))
        number = len(entries) - 1
    entry = entries[number]
    entry[change.language] = _words(message, change)
    for field, value in _records(change).items():
        given = entry.setdefault(field, {})
        given.pop(change.language, None)
        if value:
            given[change.language] = value
        if not given:
            del entry[field]


def _number(entries: Iterable[Mapping[str, Any]], message: Message) -> int | None:
    """Which entry of the file holds a message; None: it stands nowhere yet."""
    for number, entry in enumerate(entries):
        english = entry.get("en")
        first = english.get("one", english.get("other")) if isinstance(english, dict) else english
        if (first, entry.get("context")) == message.key:
            return number
    return None


def _new(message: Message) -> dict[str, Any]:
    forms = dict(message.texts["en"].forms)
    context = {} if message.key[1] is None else {"context": message.key[1]}
    return {**context, "en": forms if message.counted else forms["other"]}


def _words(message: Message, change: NewText) -> str | dict[str, str]:
    return dict(change.forms) if message.counted else change.forms["other"]


def _records(change: NewText) -> Mapping[str, str]:
    """What is noted beside a translation; "" takes a note away."""
    reviewed = change.state is TextState.REVIEWED
    return {"made_from": change.made_from, "state": "" if reviewed else change.state.value}


class _Edit:
    """One text of a file, changed step by step; positions are found anew for each step."""

    def __init__(self, text: str, newline: str) -> None:
        self.text = text
        self.newline = newline

    def made(self, message: Message, change: NewText) -> str:
        """The text with the change in it."""
        number = _number(_loaded(self.text).get("words", ()), message)
        if number is None:
            self._append(message)
            number = len(_loaded(self.text)["words"]) - 1
        entry: _Path = ("words", number)
        words, tag = _words(message, change), change.language
        if (*entry, tag) not in self._places:
            self._insert(entry, f"{tag} = {_value(words)}")
        elif isinstance(words, dict):
            for form, text in words.items():
                self._replace((*entry, tag, form), text)
        else:
            self._replace((*entry, tag), words)
        for field, value in _records(change).items():
            self._record(entry, field, tag, value)
        return self.text

    @property
    def _places(self) -> Mapping[_Path, tuple[int, int]]:
        return places_of(self.text)

    def _offset(self, path: _Path) -> int:
        """Where a key, or the header of a table, begins."""
        place = self._places.get(path)
        if place is None:
            raise CannotEditError("translate-edit-unsure")
        lines = self.text.split("\n")
        start = sum(len(one) + 1 for one in lines[: place[0] - 1]) + place[1] - 1
        # The place of "[[words]]" is that of its second bracket.
        return start - 1 if self.text[start - 1 : start + 1] == "[[" else start

    def _append(self, message: Message) -> None:
        rest = self.text.rstrip()
        lines = [f"{name} = {_value(value)}" for name, value in _new(message).items()]
        block = self.newline.join(["[[words]]", *lines])
        gap = self.newline * 2 if rest else ""
        self.text = f"{rest}{gap}{block}{self.newline}"

    def _replace(self, path: _Path, value: str) -> None:
        start = self._offset(path)
        found = _STRING.match(self.text, start)
        if found is None:
            raise CannotEditError("translate-edit-unsure")
        new = quoted(value).replace("\n", self.newline)
        self.text = self.text[: found.start("value")] + new + self.text[found.end("value") :]

    def _insert(self, entry: _Path, line: str, behind: str = "") -> None:
        """A line below the last key of the message itself, or below one of its tables' header.

        behind  a table of the message that has a header of its own.
        """
        if behind:
            at = self._end(self._offset((*entry, behind)))
        else:
            starts = [self._offset(path) for path in self._places if path[:2] == entry]
            own = [start for start in starts if self._is_direct(start, self._offset(entry))]
            at = self._end(max(own))
        lead = "" if self.text[:at].endswith("\n") else self.newline
        self.text = f"{self.text[:at]}{lead}{line}{self.newline}{self.text[at:]}"

    def _is_direct(self, start: int, header: int) -> bool:
        """Whether what begins at ``start`` stands above all tables with headers of their own."""
        if not self.text.startswith("[[", header):
            raise CannotEditError("translate-edit-unsure")  # a list within one value
        return re.search(r"^[ \t]*\[", self.text[self._end(header) : start + 1], re.M) is None

    def _end(self, start: int) -> int:
        """Where the line ends on which the value of a key ends."""
        depth = 0
        for token in TOKEN.finditer(self.text, start):
            if token.lastgroup == "mark":
                depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.group(), 0)
            elif token.lastgroup == "break" and depth <= 0:
                return token.end()
        return len(self.text)

    def _record(self, entry: _Path, field: str, tag: str, value: str) -> None:
        """Note what a translation was made from, or its state; "" takes the note away."""
        table, leaf = (*entry, field), (*entry, field, tag)
        there = leaf in self._places
        if table in self._places and self._is_inline(table, field):
            self._inline(entry, field, tag, value)
        elif there and value:
            self._replace(leaf, value)
        elif there:
            start = self.text.rfind("\n", 0, self._offset(leaf)) + 1
            self.text = self.text[:start] + self.text[self._end(start) :]
        elif value and table in self._places and self.text.startswith("[", self._offset(table)):
            self._insert(entry, f"{tag} = {_value(value)}", behind=field)
        elif value:
            self._insert(entry, f"{field}.{tag} = {_value(value)}")

    def _is_inline(self, table: _Path, field: str) -> bool:
        opening = re.compile(rf"{field}[ \t]*=[ \t]*{{")
        return opening.match(self.text, self._offset(table)) is not None

    def _inline(self, entry: _Path, field: str, tag: str, value: str) -> None:
        """The notes that stand between braces on one line, written anew."""
        start = self._offset((*entry, field))
        given: dict[str, str] = dict(_loaded(self.text)["words"][entry[1]][field])
        given.pop(tag, None)
        if value:
            given[tag] = value
        close = self.text.index("}", start) + 1
        if given:
            self.text = f"{self.text[:start]}{field} = {_value(given)}{self.text[close:]}"
        else:
            self.text = self.text[:start] + self.text[self._end(start) :]


def _value(value: str | Mapping[str, str]) -> str:
    if isinstance(value, str):
        return quoted(value)
    inner = ", ".join(
        f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in value.items()
    )
    return f"{{ {inner} }}"
