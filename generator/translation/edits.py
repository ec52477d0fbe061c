"""New texts put into the file of a source, and not one other character of it changed.

The places of values come from the reader (``generator.facts.readers.spans``). A value is
replaced where it stands, in the quotes it had; what is not there yet is put behind its
neighbour. Comments, order, indentation and line breaks of everything else stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from generator.facts.model import TextState
from generator.facts.readers.spans import (
    Group,
    Leaf,
    NoSpansError,
    Row,
    Span,
    plain,
    records,
    spans,
    value_end,
)
from generator.facts.records import PLURAL_FORMS
from generator.translation.model import NewText

_COMMENT_BEHIND: Final = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\n]*)")
_SEPARATOR: Final = re.compile(r"[\s,]*")


class CannotEditError(Exception):
    """A text cannot be put in without touching something else. ``code`` has the words."""

    def __init__(self, code: str, line: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is written.

    state  the state of a translation that states none (``state`` in source.toml).
    """

    json: bool
    state: TextState
    newline: str = "\n"


def edited(text: str, changes: Sequence[NewText], manner: Manner) -> str:
    """``text`` with the changes in it.

    Raises ``CannotEditError`` when that would touch anything else, or lose a comment.
    """
    root = _spans(text)
    editor = _Editor(text, manner)
    known = records(root)
    for change in changes:
        found = known.get(change.fact)
        if found is None:
            raise CannotEditError("translate-record-gone")
        editor.change(found, change)
    result = editor.result()
    _verify(text, result, root, changes, manner)
    return result


def _spans(text: str) -> Span | None:
    try:
        return spans(text)
    except NoSpansError as error:
        raise CannotEditError("translate-file-form", error.line) from error


@dataclass
class _Editor:
    text: str
    manner: Manner
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def result(self) -> str:
        """The text with all edits; insertions at one place in the order they were made."""
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            parts += [self.text[at:start], new]
            at = max(at, end)
        return "".join([*parts, self.text[at:]])

    def change(self, found: Group, change: NewText) -> None:
        texts = found.entries.get("text")
        if not isinstance(texts, Group):
            raise CannotEditError("translate-record-form")
        self._text(texts, change)
        past = found.entries.get("past")
        if change.past is not None and isinstance(past, Group):
            self._forms(past, change.language, change.past)

    # ------------------------------------------------------------ one text

    def _text(self, texts: Group, change: NewText) -> None:
        node = texts.entries.get(change.language)
        usual = change.state is self.manner.state
        if isinstance(node, Group) and not PLURAL_FORMS.issuperset(node.entries):
            self._table(node, change)
        elif usual:
            self._forms(texts, change.language, change.forms)
        elif node is None:
            self._insert(texts, change.language, self._with_state(change))
        else:
            self._replace(node, self._with_state(change))

    def _table(self, node: Group, change: NewText) -> None:
        """A text that is a table of text, state and made_from."""
        self._forms(node, "text", change.forms)
        state = node.entries.get("state")
        if isinstance(state, Leaf):
            self._scalar(state, change.state.value, word=True)
        elif change.state is not self.manner.state:
            self._insert(node, "state", self._word(change.state.value))
        made_from = node.entries.get("made_from")
        if isinstance(made_from, Leaf):
            self._scalar(made_from, change.made_from, word=True)

    def _forms(self, parent: Group, key: str, forms: Mapping[str, str]) -> None:
        """The forms of one wording under ``key``: a sentence, or plural forms."""
        node = parent.entries.get(key)
        if node is None:
            self._insert(parent, key, self._value(forms))
        elif isinstance(node, Leaf):
            if len(forms) == 1:
                self._scalar(node, forms["other"])
            else:
                self._replace(node, self._value(forms))
        elif isinstance(node, Group):
            for form, words in forms.items():
                there = node.entries.get(form)
                if isinstance(there, Leaf):
                    self._scalar(there, words)
                else:
                    self._insert(node, form, self._quoted(words))
        else:
            raise CannotEditError("translate-record-form")

    # ------------------------------------------------------------ writing

    def _scalar(self, leaf: Leaf, text: str, *, word: bool = False) -> None:
        if leaf.text == text:
            return
        if word and leaf.quote == "":
            new = text
        elif leaf.quote == "'" and text.isprintable():
            new = "'" + text.replace("'", "''") + "'"
        else:
            new = self._quoted(text)
        self._replace(leaf, new)

    def _replace(self, node: Span, new: str) -> None:
        if isinstance(node, Leaf) and node.quote in ("|", ">"):
            behind = _COMMENT_BEHIND.match(self.text, node.start)
            new += f" {behind[1].rstrip()}" if behind else ""
        self.edits.append((node.start, value_end(node, self.text), new))

    def _insert(self, group: Group, key: str, value: str) -> None:
        name = json.dumps(key) if self.manner.json else key
        entry = f"{name}: {value}"
        last = list(group.entries.values())[-1] if group.entries else None
        if group.flow:
            at = value_end(last, self.text) if last is not None else group.start + 1
            self.edits.append((at, at, self._separator(group) + entry if last else entry))
            return
        at = self._line_end(group.end)
        self.edits.append((at, at, f"{self.manner.newline}{' ' * group.column}{entry}"))

    def _separator(self, group: Group) -> str:
        """What stands between the entries of a mapping in braces."""
        if len(group.keys) > 1:
            *_, before, _ = group.entries.values()
            between = self.text[value_end(before, self.text) : list(group.keys.values())[-1]]
            if _SEPARATOR.fullmatch(between):
                return between
        return ", "

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if end and self.text[end - 1] == "\r" and end > at else end

    def _with_state(self, change: NewText) -> str:
        state, text = self._key("state"), self._key("text")
        return f"{{{text}: {self._value(change.forms)}, {state}: {self._word(change.state.value)}}}"

    def _value(self, forms: Mapping[str, str]) -> str:
        if len(forms) == 1:
            return self._quoted(forms["other"])
        return "{" + ", ".join(f"{self._key(f)}: {self._quoted(t)}" for f, t in forms.items()) + "}"

    def _key(self, name: str) -> str:
        return json.dumps(name) if self.manner.json else name

    def _word(self, word: str) -> str:
        return json.dumps(word) if self.manner.json else word

    def _quoted(self, text: str) -> str:
        """A text in double quotes, as JSON and YAML both read it."""
        return json.dumps(text, ensure_ascii=False)


# ---------------------------------------------------------------- proof


def _verify(
    before: str, after: str, root: Span | None, changes: Sequence[NewText], manner: Manner
) -> None:
    """Prove that exactly the changes were made: read again, compare, count comments."""
    now = _spans(after)
    expected: Any = plain(root)
    rows: Any = expected.get("facts") if isinstance(expected, dict) else expected
    by_id = {row["id"]: row for row in reversed(rows) if isinstance(row, dict) and "id" in row}
    for change in changes:
        _apply(by_id[change.fact], change, manner)
    if plain(now) != expected:
        raise CannotEditError("translate-edit-unsure")
    if _comments(before, root) != _comments(after, now):
        raise CannotEditError("translate-edit-comment")


def _apply(found: Any, change: NewText, manner: Manner) -> None:
    """Make a change in a plain record, as the file should then say it."""
    texts = found["text"]
    node = texts.get(change.language)
    if isinstance(node, dict) and not PLURAL_FORMS.issuperset(node):
        node["text"] = _plain_forms(change.forms, node.get("text"))
        if "state" in node or change.state is not manner.state:
            node["state"] = change.state.value
        if "made_from" in node:
            node["made_from"] = change.made_from
    elif change.state is manner.state:
        texts[change.language] = _plain_forms(change.forms, node)
    else:
        words = _plain_forms(change.forms, None)
        texts[change.language] = {"text": words, "state": change.state.value}
    past = found.get("past")
    if change.past is not None and isinstance(past, dict):
        past[change.language] = _plain_forms(change.past, past.get(change.language))


def _plain_forms(forms: Mapping[str, str], there: object) -> object:
    if len(forms) == 1 and not isinstance(there, dict):
        return forms["other"]
    return {**(there if isinstance(there, dict) else {}), **forms}


def _comments(text: str, root: Span | None) -> list[str]:
    """Every comment of a text, in order: what stands behind # outside of values."""
    found: list[str] = []
    at = 0
    for leaf in sorted(_leaves(root), key=lambda leaf: leaf.start):
        header = _COMMENT_BEHIND.match(text, leaf.start) if leaf.quote in ("|", ">") else None
        found += _behind(text[at : leaf.start])
        if header:
            found.append(header[1].rstrip())
        at = leaf.end
    return found + _behind(text[at:])


def _behind(gap: str) -> list[str]:
    return [line[line.index("#") :].rstrip() for line in gap.split("\n") if "#" in line]


def _leaves(span: Span | None) -> list[Leaf]:
    if isinstance(span, Leaf):
        return [span]
    if isinstance(span, Group):
        return [leaf for inner in span.entries.values() for leaf in _leaves(inner)]
    if isinstance(span, Row):
        return [leaf for inner in span.items for leaf in _leaves(inner)]
    return []
