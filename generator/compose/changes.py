"""What a template sees of changes: plain frozen values, and which of them are of a sort."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from generator.changes.model import Change, Delta, Holding, What
from generator.changes.texts import TextChange
from generator.compose.model import Brief
from generator.compose.views import Entry, entry_of
from generator.selection.model import Selection

_UNSEEN: Final = frozenset({What.AGED, What.RENEWED, What.SOURCE, What.TRANSLATION})
"""Sorts of changes that leave the words as they were, but for translations in other words."""


@dataclass(frozen=True, slots=True, eq=False)
class ChangeView:
    """One change.

    sort    the gravest of its sorts, such as "value"; sorts: all of them.
    before  the fact as it stood, or none; after: as it stands, or none.
    reworded  the languages whose translation says it in other words.
    """

    sort: str
    sorts: tuple[str, ...]
    before: Entry | None
    after: Entry | None
    reworded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class StateView:
    """One of the two states. edition: its number, 0 of a day; issued: none of a day.

    language  the tag of the one language that is looked at; "" for all.
    known_on  the day of which it holds only what was known then, if it is limited so.
    """

    edition: int
    as_of: dt.date
    issued: dt.date | None
    language: str = ""
    known_on: dt.date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TextView:
    """A text of an officer that is new, another, or gone.

    sort  "added", "changed" or "removed"; slot: the name of its slot.
    """

    sort: str
    slot: str
    _change: TextChange | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class ChangesView:
    """What changed from one state to another.

    all    what a reader is told of facts, gravest first.
    texts  officers' own texts that are new, others, or gone.
    count  of both together.
    """

    before: StateView
    after: StateView
    all: tuple[ChangeView, ...]
    texts: tuple[TextView, ...] = ()
    count: int = 0


def changes_view(delta: Delta | None, selection: Selection) -> ChangesView | None:
    """The view of what differs between two states; None where nothing is compared."""
    if delta is None:
        return None
    told = tuple(_change(change, selection) for change in delta.told)
    texts = tuple(TextView(one.what.value, one.slot, one) for one in delta.texts)
    count = len(told) + len(texts)
    return ChangesView(_state(delta.before), _state(delta.after), told, texts, count)


def text_change_of(view: TextView) -> TextChange:
    """The change of a text behind a view."""
    assert view._change is not None  # noqa: S101 - views are only made from changes
    return view._change


def changed_facts(brief: Brief, language: str) -> tuple[str, ...]:
    """Ids of the facts that a reader of a language finds new or changed since the last edition."""
    if brief.changes is None:
        return ()
    told = brief.changes.told
    found = (one.after for one in told if one.what not in _UNSEEN or language in one.reworded)
    return tuple(sorted({one.fact.id for one in found if one is not None}))


def _state(holding: Holding) -> StateView:
    return StateView(
        holding.edition or 0, holding.as_of, holding.issued, holding.language, holding.known_on
    )


def _change(change: Change, selection: Selection) -> ChangeView:
    return ChangeView(
        change.what.value,
        tuple(sort.value for sort in change.sorts),
        None if change.before is None else entry_of(change.before, selection),
        None if change.after is None else entry_of(change.after, selection),
        change.reworded,
    )
