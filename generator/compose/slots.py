"""What a template leaves to the officer: ``[slots.<name>]`` for texts, ``[sections.<name>]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from generator.compose.model import Slot, Switch
from generator.facts.readers.tree import Node, Scalar, Table
from generator.facts.schema import Fields
from generator.selection.nearest import hint

NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
USES: Final = ("to-say", "background")
LONGEST: Final = 20_000

_Part = TypeVar("_Part", Slot, Switch)


def read_slots(fields: Fields) -> Mapping[str, Slot]:
    """The slots of a template, in the order they are written."""
    return _each(fields, "slots", _slot)


def read_sections(fields: Fields, needs: Collection[str]) -> Mapping[str, Switch]:
    """The sections that an order may switch on or off; ``needs``: names of the template's."""

    def switch(name: str, own: Fields) -> Switch:
        return _switch(name, own, needs)

    return _each(fields, "sections", switch)


def _each(fields: Fields, part: str, read: Callable[[str, Fields], _Part]) -> Mapping[str, _Part]:
    node = fields.node(part)
    if node is None:
        return MappingProxyType({})
    if not isinstance(node, Table):
        fields.refuse("template-toml-type", part, node, expected="a table")
        return MappingProxyType({})
    found: dict[str, _Part] = {}
    for name, inner in _tables(fields, part, node):
        own = Fields(inner, fields.place, f"{part}.{name}")
        found[name] = read(name, own)
        own.finish()
    return MappingProxyType(found)


def _tables(fields: Fields, part: str, node: Table) -> Iterator[tuple[str, Table]]:
    folded: dict[str, str] = {}
    for name, inner in node.entries.items():
        same = folded.setdefault(name.replace("_", "-"), name)
        if not NAME.fullmatch(name):
            fields.refuse("template-slot-name", part, inner, value=name)
        elif same != name:
            fields.refuse("template-slot-same", part, inner, value=name, other=same)
        elif not isinstance(inner, Table):
            expected = f"a table of its own: [{part}.{name}]"
            fields.refuse("template-toml-type", f"{part}.{name}", inner, expected=expected)
        else:
            yield name, inner


def _slot(name: str, fields: Fields) -> Slot:
    longest = fields.integer("longest")
    if longest is not None and not 0 < longest <= LONGEST:
        fields.refuse("template-slot-longest", "longest", found=longest, limit=LONGEST)
    headings = fields.boolean("headings", default=True)
    items = (fields.integer("items_min"), fields.integer("items_max"))
    return Slot(
        name,
        description_of(fields),
        needed=fields.boolean("needed"),
        longest=longest,
        to_say=(fields.word("use", USES) or "background") == "to-say",
        headings=headings,
        items=(items[0] or 0, items[1] or LONGEST) if any(items) else None,
        title=description_of(fields, "title"),
    )


def _switch(name: str, fields: Fields, needs: Collection[str]) -> Switch:
    shown = fields.boolean("shown", default=True)
    return Switch(name, description_of(fields), shown=shown, needs=_own_needs(fields, needs))


def _own_needs(fields: Fields, needs: Collection[str]) -> tuple[str, ...]:
    """``needs`` of a section: names of needs."""
    found: dict[str, None] = {}
    for item in fields.items("needs"):
        if isinstance(item, Scalar) and item.text in needs:
            found[item.text] = None
            continue
        near = hint(item.text, needs) if isinstance(item, Scalar) else ""
        expected = f"a list of names of needs of this template.{near}".rstrip(".")
        fields.refuse("template-toml-type", "needs", item, expected=expected)
    return tuple(found)


def description_of(fields: Fields, name: str = "description") -> Mapping[str, str]:
    """``description``, or another text of that shape: one, or one for each language."""
    node: Node | None = fields.node(name)
    if node is None or isinstance(node, Table):
        inner = fields.inner(name, node) if isinstance(node, Table) else None
        texts = {tag: inner.text(tag) for tag in node.entries} if inner and node else {}
        if inner:
            inner.finish()
        return MappingProxyType({tag: text for tag, text in texts.items() if text})
    text = fields.text(name)
    return MappingProxyType({"en": text} if text else {})
