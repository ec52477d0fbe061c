"""What an order says about changes: ``[changes]``.

A change note follows another order: ``of`` names it, and ``since`` or ``between`` says which two
states of it are compared. Any other order can have the changes since its last edition shown in its
own documents: ``box`` and ``bars``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

from generator.build.orders.audiences import for_audiences, may_be_meant
from generator.build.orders.fields import Fields, near, shown
from generator.build.orders.languages import day_of
from generator.build.orders.pack import Reader, gathered
from generator.editions.names import ORDER_NAME
from generator.facts.readers.tree import Scalar, Style
from generator.problems import Findings
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.build.orders.order import Order
    from generator.compose.model import Template

FIELD: Final = "changes"
PREVIOUS: Final = "previous"
LAST_DELIVERED: Final = "last-delivered"
_WORDS: Final = (PREVIOUS, LAST_DELIVERED)
HIGHEST: Final = 999_999_999
OF_FOLLOWED: Final = ("subject", "subjects", "group", "item", "people", "as_of")
"""Fields that a change note has from the order it follows."""

Since: TypeAlias = int | dt.date | str


@dataclass(frozen=True, slots=True)
class Changes:
    """What an order says about changes.

    of       name of the order that a change note follows; "" in all other orders.
    since    the edition it begins with: its number, the last one of a day, "previous", or
             "last-delivered": the newest before the last that somebody was given.
    until    number of the edition it ends with; None is the newest.
    between  two days that are compared instead of editions.
    box, bars  the document shows what changed since its own last edition: as a box at its
             beginning, as bars beside what is new or changed.
    followed  the order that ``of`` names, once it is read.
    """

    of: str = ""
    since: Since = PREVIOUS
    until: int | None = None
    between: tuple[dt.date, dt.date] | None = None
    box: bool = False
    bars: bool = False
    followed: Order | None = None


def read_changes(fields: Fields) -> Changes | None:
    """The table ``[changes]``; None where it is absent. Mistakes are noted."""
    inner = fields.inside(FIELD)
    if inner is None:
        return None
    of = inner.text("of") or ""
    if of and not ORDER_NAME.fullmatch(of):
        inner.note("changes-order-unknown", "of", value=shown(of), hint="")
    found = Changes(
        of=of,
        since=_since(inner),
        until=inner.whole("until", 1, HIGHEST),
        between=_between(inner),
        box=inner.switch("box") or False,
        bars=inner.switch("bars") or False,
    )
    _note_contradictions(fields, inner, of)
    inner.finish()
    return found


def _note_contradictions(fields: Fields, inner: Fields, of: str) -> None:
    for name in ("since", "until", "between"):
        if inner.has(name) and not inner.has("of"):
            inner.note("changes-of-missing", name)
    for name in ("since", "until"):
        if inner.has(name) and inner.has("between"):
            inner.note("changes-both", name)
    for name in ("box", "bars"):
        if inner.has(name) and inner.has("of"):
            inner.note("changes-in-note", name)
    for name in OF_FOLLOWED if inner.has("of") else ():
        if fields.has(name):
            fields.node(name)
            fields.note("changes-field-of-followed", name, of=shown(of))
    if inner.has("of") and fields.has("briefs"):
        fields.note("changes-pack", "briefs")


def _since(fields: Fields) -> Since:
    """An edition: its number, a day, or a word for one before the newest."""
    node = fields.peeked("since")
    if isinstance(node, Scalar) and node.style is Style.NUMBER:
        return fields.whole("since", 1, HIGHEST) or PREVIOUS
    text = fields.date_text("since")
    if text is None or text in _WORDS:
        return text or PREVIOUS
    day = day_of(text)
    if day is None:
        fields.note("changes-since", "since", value=shown(text), hint=near(text, _WORDS))
    return day or PREVIOUS


def _between(fields: Fields) -> tuple[dt.date, dt.date] | None:
    listed = fields.texts("between")
    if not fields.has("between") or listed is None:
        return None
    days = [day_of(text) for text, _ in listed]
    match days:
        case [dt.date() as first, dt.date() as last] if first < last:
            return first, last
    fields.note("changes-between", "between", value=shown(", ".join(text for text, _ in listed)))
    return None


def following(order: Order, path: Path, read: Reader, findings: Findings) -> Order:
    """The change note with the order that it follows, of which it takes what it is about.

    path  of the change note's file; the orders it can name lie beside it.
    """
    changes = order.changes
    if changes is None or not changes.of:
        return order
    where, before = order.where("changes.of"), len(findings.errors)
    found = next(_named(changes.of, order, path, read, findings), None)
    if found is None:
        there = sorted({one.stem for one in path.parent.glob("*.toml")} - {order.name})
        hint = near(changes.of, there)
        if len(findings.errors) == before:
            findings.add("changes-order-unknown", where, value=shown(changes.of), hint=hint)
        return order
    if found.audiences:
        names = ", ".join(one.name for one in for_audiences(found))
        findings.add("changes-order-audiences", where, value=changes.of, choices=names)
    elif found.changes is not None and found.changes.of:
        findings.add("changes-of-note", where, value=changes.of, of=found.changes.of)
    return replace(
        order,
        subject=found.areas[0],
        subjects=found.areas if len(found.areas) > 1 else (),
        group=found.group,
        as_of=changes.between[1] if changes.between else None,
        changes=replace(changes, followed=found),
    )


def _named(
    name: str, order: Order, path: Path, read: Reader, findings: Findings
) -> Iterator[Order]:
    """The order of that name, or of an audience of that name."""
    for file in sorted(path.parent.glob("*.toml")):
        if file.stem == order.name or not may_be_meant(file.stem, (name,)):
            continue
        beside = (PurePosixPath(order.file).parent / file.name).as_posix()
        read_one = read(file, shown_as=beside)
        if read_one is None:
            findings.add(
                "changes-order-unsound", order.where("changes.of"), value=name, file=beside
            )
        elif file.stem == name:
            yield gathered(read_one, file, read, findings)
        else:
            yield from (one for one in for_audiences(read_one) if one.name == name)


def check_changes(order: Order, template: Template, findings: Findings) -> None:
    """Note an order whose template does not tell changes and that follows one, or otherwise."""
    if follows(order) and not template.changes:
        of = order.changes.of if order.changes else ""
        findings.add("changes-template", order.where("template"), of=of, template=template.name)
    elif template.changes and not follows(order):
        findings.add("changes-missing", order.where("template"), template=template.name)


def followers_last(orders: list[Order]) -> Iterator[list[Order]]:
    """Orders in the turns in which they are made: change notes after what they follow."""
    notes = [order for order in orders if follows(order)]
    yield [order for order in orders if not follows(order)]
    yield notes


def follows(order: Order) -> bool:
    """Whether it is the order of a change note."""
    return order.changes is not None and bool(order.changes.of)
