"""Reads ``words.toml`` of a template: its own words, with their translations.

::

    [[words]]
    en = "What we want"
    fr = "Ce que nous voulons"
    ar = "ما نريده"

    [[words]]                       # for tn("{n} visit", "{n} visits", n)
    en = { one = "{n} visit", other = "{n} visits" }
    fr = { one = "{n} visite", many = "{n} de visites", other = "{n} visites" }

``context`` is the first argument of ``tp``. What the translator's loop knows of a translation
stands beside it, by language: ``made_from``, the hash of the English words it was made from,
so that it is out of date once they change, and ``state``, ``"draft"`` or ``"machine"``.
Every mistake comes with its line: another blank than the English words have, a plural form
too many or too few, a message twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.facts import codes
from generator.facts.model import LocalText, TextState
from generator.facts.readers.decode import read_text
from generator.facts.readers.toml_file import toml_tree
from generator.facts.readers.tree import Node, Scalar, Sequence, Table
from generator.facts.schema import Fields, Place
from generator.facts.translations import hash_of
from generator.limits import DEFAULT_LIMITS, Limits
from generator.localisation.locale import Locale, UnknownLocale
from generator.localisation.messages import placeholders
from generator.localisation.ownwords import Doubt, Forms, Key, OwnWords
from generator.localisation.plurals import categories, exact_categories
from generator.problems import Findings

SOURCE_LANGUAGE: Final = "en"
STATES: Final = (TextState.DRAFT.value, TextState.MACHINE.value)
_OTHER: Final = "other"
_RECORDS: Final = ("made_from", "state")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of the file.

    texts   its words by language, the English ones first; those that are unsound are not there.
    line    of its beginning.
    """

    key: Key
    texts: Mapping[str, LocalText]
    line: int

    @property
    def forms(self) -> Mapping[str, Forms]:
        """The translations, by language."""
        given = {tag: text.forms for tag, text in self.texts.items() if tag != SOURCE_LANGUAGE}
        return MappingProxyType(given)

    @property
    def doubts(self) -> Iterator[Doubt]:
        """The translations that nobody answers for today."""
        for tag, text in self.texts.items():
            if text.state in (TextState.STALE, TextState.DRAFT, TextState.MACHINE):
                yield Doubt(self.key[0], tag, text.state.value, self.line)


def read_words(
    path: Path, shown: str, findings: Findings, limits: Limits = DEFAULT_LIMITS
) -> OwnWords:
    """The own words in a file; what is unsound is noted and left out."""
    text = read_text(path, shown, findings, limits.order_file)
    found = () if text is None else read_entries(text, shown, findings, limits)
    return OwnWords(
        MappingProxyType({entry.key: entry.forms for entry in found}),
        tuple(doubt for entry in found for doubt in entry.doubts),
    )


def read_entries(
    text: str, shown: str, findings: Findings, limits: Limits = DEFAULT_LIMITS
) -> tuple[Entry, ...]:
    """The messages of the text of a file, in order; what is unsound is noted and left out."""
    table = toml_tree(text, shown, findings, limits)
    if table is None:
        return ()
    fields = Fields(table, Place(shown, findings, limits, shown.rsplit("/", 2)[-2]))
    found: dict[Key, Entry] = {}
    for number, node in enumerate(_entries(fields)):
        if isinstance(node, Table):
            _entry(fields.inner(f"words[{number + 1}]", node), found)
        else:
            fields.refuse("template-toml-type", "words", node, expected="a list of [[words]]")
    fields.finish()
    return tuple(found.values())


def _entries(fields: Fields) -> tuple[Node, ...]:
    node = fields.node("words")
    if isinstance(node, Sequence):
        return node.items
    return () if node is None else (node,)


def _entry(fields: Fields, found: dict[Key, Entry]) -> None:
    """One message with its translations, put into ``found``."""
    context = fields.text("context")
    english = fields.node(SOURCE_LANGUAGE, required=True)
    source = None if english is None else _forms(fields, SOURCE_LANGUAGE, english, None)
    given = dict(_translations(fields, source))
    made_from, states = (_record(fields, name) for name in _RECORDS)
    fields.finish()
    if source is None:
        return
    key = (source.get("one", source[_OTHER]), context)
    if key in found:
        fields.refuse("words-twice", SOURCE_LANGUAGE, message=key[0])
    original = LocalText(source, TextState.ORIGINAL)
    texts = {SOURCE_LANGUAGE: original}
    for tag, forms in given.items():
        hash_, state = made_from.get(tag), TextState(states.get(tag, TextState.REVIEWED.value))
        fresh = hash_ is None or hash_ == hash_of(original)
        texts[tag] = LocalText(forms, state if fresh else TextState.STALE, None, hash_)
    found[key] = Entry(key, MappingProxyType(texts), fields.table.line)


def _record(fields: Fields, name: str) -> Mapping[str, str]:
    """``made_from`` or ``state``: a value by language."""
    node = fields.node(name)
    if node is None:
        return {}
    if not isinstance(node, Table):
        fields.refuse("template-toml-type", name, node, expected="a table with a line per language")
        return {}
    inner = fields.inner(name, node)
    found: dict[str, str] = {}
    for tag in (tag for tag in node.entries if tag in fields.table.entries):
        is_state = name == "state"
        value = inner.word(tag, STATES) if is_state else inner.code(tag, codes.HASH, "hash")
        if value is not None:
            found[tag] = value
    inner.finish()
    return found


def _translations(fields: Fields, source: Forms | None) -> Iterator[tuple[str, Forms]]:
    for name, node in fields.table.entries.items():
        if name in (SOURCE_LANGUAGE, "context", *_RECORDS):
            continue
        if not _is_language(name):
            continue  # ``finish`` tells it as a field that nobody knows
        fields.asked[name] = None
        forms = _forms(fields, name, node, source)
        if forms is not None:
            yield name, forms


def _is_language(name: str) -> bool:
    try:
        return Locale.parse(name).tag == name
    except UnknownLocale:
        return False


def _forms(fields: Fields, tag: str, node: Node, source: Forms | None) -> Forms | None:
    """One text, or one for each plural form; None, with its mistakes, when it is unsound."""
    fields.asked[tag] = None
    if isinstance(node, Scalar):
        if source is not None and len(source) > 1:
            _need_forms(fields, tag, node, ())
            return None
        text = fields.text(tag)
        forms = None if text is None else {_OTHER: text}
    elif isinstance(node, Table):
        forms = _counted(fields, tag, node, source)
    else:
        fields.refuse("template-toml-type", tag, node, expected="a text or its plural forms")
        return None
    if forms is None or (source is not None and not _same_blanks(fields, tag, forms, source)):
        return None
    return MappingProxyType(forms)


def _counted(fields: Fields, tag: str, node: Table, source: Forms | None) -> dict[str, str] | None:
    inner = fields.inner(tag, node)
    known = categories(Locale.parse(tag))
    forms: dict[str, str] = {name: text for name in known if (text := inner.text(name)) is not None}
    inner.finish()
    if source is not None and len(source) == 1:
        fields.refuse("words-not-counted", tag, node, language=tag)
        return None
    if len(forms) < len(known):
        if inner.sound:
            _need_forms(fields, tag, node, tuple(forms))
        return None
    return forms


def _need_forms(fields: Fields, tag: str, node: Node, given: tuple[str, ...]) -> None:
    known = categories(Locale.parse(tag))
    lacking = ", ".join(name for name in known if name not in given)
    fields.refuse("words-forms", tag, node, language=tag, lacking=lacking)


def _same_blanks(fields: Fields, tag: str, forms: Forms, source: Forms) -> bool:
    """Whether every form has the blanks of the English words; ``{n}`` may be said in a word."""
    wanted = frozenset().union(*(placeholders(text) for text in source.values()))
    exact = exact_categories(Locale.parse(tag))
    sound = True
    for category, text in forms.items():
        has = placeholders(text)
        if has == wanted or (category in exact and has == wanted - {"n"}):
            continue
        sound = False
        fields.refuse("words-blanks", tag, language=tag, given=_listed(has), wanted=_listed(wanted))
    return sound


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"
