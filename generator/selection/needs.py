"""What a template asks for: the tables ``[needs.<name>]`` of template.toml, read and checked.

Every mistake is told with its line and, where there is one, the nearest right word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, cast

from generator.facts.entities import ORGANISATION_KINDS
from generator.facts.model import FactBase, Kind
from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table
from generator.facts.schema import Fields, Place
from generator.problems import Findings, Problem, Severity, Where
from generator.selection.matching import ALL
from generator.selection.model import Need
from generator.selection.nearest import hint
from generator.selection.own import KIND, is_word

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")

_LISTS: Final = (
    "tags",
    "without_tags",
    "indicators",
    "subject_keys",
    "organisations",
    "without_organisations",
    "own",
    "not_in",
)

PEOPLE: Final = ("asked", "participants")
"""Words for persons: those that the order names, and those of its meeting."""

_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "subject": ("main", "any", "several"),
        "audience": ("to-say", "background"),
        "order": ("newest", "oldest", "own-first"),
        "freshness": ("fresh", "due", "stale", "expired"),
        "past": ("no", "yes", "only"),
        "missing": ("may", "show", "must"),
        "item": ("itself", "parts"),
    }
)


def needs_from_table(
    table: Table | Mapping[str, object],
    findings: Findings | None = None,
    file: str = "template.toml",
) -> tuple[Need, ...]:
    """The needs of a template in the order they are written.

    table     the table ``needs``: as read with its lines, or plain values.
    findings  takes every mistake; without it, mistakes raise ``ProblemsFound``.
    """
    problems = Findings() if findings is None else findings
    tree = table if isinstance(table, Table) else _tree(table)
    assert isinstance(tree, Table)  # noqa: S101 - a mapping becomes a table
    place = Place(file, problems)
    needs: list[Need] = []
    for name, node in tree.entries.items():
        need = _need(name, node, place, [known.name for known in needs])
        if need is not None:
            needs.append(need)
    if findings is None:
        problems.stop_on_errors()
    return tuple(needs)


def unanswerable(needs: Iterable[Need], base: FactBase) -> tuple[Problem, ...]:
    """What needs ask for that no fact can ever have: codes nobody uses, with the near miss."""
    known = _used(base)
    return tuple(
        Problem("need-code-unused", Where(record=need.name, field=field), values, Severity.WARNING)
        for need in needs
        for field, value in _codes(need)
        if value not in known[field]
        and not is_word(value)
        and not (field == "indicators" and value == ALL)
        for values in ({"need": need.name, "value": value, "hint": hint(value, known[field])},)
    )


def _need(name: str, node: Node, place: Place, above: list[str]) -> Need | None:
    field = f"needs.{name}"
    if not _NAME.fullmatch(name):
        place.note("need-name", node, field, {"name": name})
        return None
    if not isinstance(node, Table):
        place.note("need-no-table", node, field, {"name": name})
        return None
    fields = Fields(node, place, field)
    given: dict[str, Any] = {"kinds": _kinds(fields)}
    given |= {word: fields.word(word, choices) for word, choices in _WORDS.items()}
    given |= {key: _texts(fields, key) for key in _LISTS}
    given |= {key: _count(fields, key) for key in ("limit", "series")}
    given |= {key: fields.boolean(key) for key in ("dated", "each", "agenda")}
    given["people"] = _people(fields)
    for key in ("organisations", "without_organisations", "own"):
        _body_kinds(fields, key, given[key])
    _refers(fields, given["not_in"], above)
    sound = fields.finish()
    present = {key: value for key, value in given.items() if value not in (None, (), False)}
    return Need(name, **present) if sound else None


def _kinds(fields: Fields) -> tuple[Kind, ...]:
    words = {kind.value: kind for kind in Kind}
    found = []
    for text in _texts(fields, "kinds"):
        if text in words:
            found.append(words[text])
        else:
            known = ", ".join(words)
            near = hint(text, words)
            fields.refuse("need-kind", "kinds", value=text, hint=near, known=known)
    return tuple(found)


def _people(fields: Fields) -> tuple[str, ...]:
    found = _texts(fields, "people")
    for word in found:
        if word not in PEOPLE:
            near, known = hint(word, PEOPLE), ", ".join(PEOPLE)
            fields.refuse("need-people", "people", value=word, hint=near, known=known)
    return tuple(word for word in found if word in PEOPLE)


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for item in fields.items(name):
        if isinstance(item, Scalar) and item.style in (Style.PLAIN, Style.QUOTED):
            found[item.text] = None
        else:
            fields.refuse("need-list", name, item, field=name)
    return tuple(found)


def _count(fields: Fields, name: str) -> int | None:
    value = fields.integer(name)
    if value == 0:
        fields.refuse("need-count", name)
    return value


def _body_kinds(fields: Fields, name: str, given: Iterable[str]) -> None:
    for text in given:
        kind = text.removeprefix(KIND)
        if kind != text and kind not in ORGANISATION_KINDS:
            known = ", ".join(ORGANISATION_KINDS)
            near = hint(kind, ORGANISATION_KINDS)
            fields.refuse("need-body-kind", name, value=kind, hint=near, known=known)


def _refers(fields: Fields, names: Iterable[str], above: list[str]) -> None:
    for name in names:
        if name not in above:
            fields.refuse("need-refers", "not_in", None, value=name, hint=hint(name, above))


def _codes(need: Need) -> Iterator[tuple[str, str]]:
    for field in ("tags", "indicators", "subject_keys", "organisations"):
        for value in cast("tuple[str, ...]", getattr(need, field)):
            yield field, value


def _used(base: FactBase) -> dict[str, set[str]]:
    facts = base.facts.values()
    return {
        "tags": {tag for fact in facts for tag in fact.tags},
        "indicators": {
            code
            for measured in {fact.indicator for fact in facts if fact.indicator}
            for code in base.measures.same(measured)
        },
        "subject_keys": {fact.subject_key for fact in facts if fact.subject_key},
        "organisations": set(base.organisations),
    }


def _tree(value: object) -> Node:
    """Plain TOML values as a tree without lines."""
    if isinstance(value, Mapping):
        entries = {str(key): _tree(inner) for key, inner in value.items()}
        return Table(MappingProxyType(entries), dict.fromkeys(entries, (1, 1)), 1, 1)
    if isinstance(value, list | tuple):
        return Sequence(tuple(_tree(inner) for inner in value), 1, 1)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", 1, 1, Style.BOOLEAN)
    if isinstance(value, int):
        return Scalar(str(value), 1, 1, Style.NUMBER)
    return Scalar(str(value), 1, 1, Style.QUOTED)
