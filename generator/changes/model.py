"""States of an order and what differs between two of them: frozen values, no rules."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from generator.changes.texts import HeldText, TextChange
from generator.selection.model import Chosen


class What(enum.Enum):
    """The sort of a change; of several the gravest counts."""

    HOLDER = "holder"  # another person holds the office
    FIGURE = "figure"  # a newer value of a statistic
    FULFILLED = "fulfilled"  # a plan was carried out
    REOPENED = "reopened"  # a plan counts as not carried out after all
    VALUE = "value"  # another number
    DATE = "date"  # another date or period
    PEOPLE = "people"  # other persons are named
    REPLACED = "replaced"  # another statement stands in its place
    WORDING = "wording"  # the same in other words
    ENDED = "ended"  # what it states has ended
    RESUMED = "resumed"  # what it states holds again
    DISPUTED = "disputed"  # sources disagree now
    SETTLED = "settled"  # sources disagree no more
    SOURCE = "source"  # the same from another document or for another day
    AGED = "aged"  # past its review date now
    RENEWED = "renewed"  # past its review date no more
    ADDED = "added"
    REMOVED = "removed"
    TRANSLATION = "translation"  # a translation is new, changed, or in another state


OPPOSITE: Final[Mapping[What, What]] = MappingProxyType(
    {
        one: other
        for pair in (
            (What.FULFILLED, What.REOPENED),
            (What.ENDED, What.RESUMED),
            (What.DISPUTED, What.SETTLED),
            (What.AGED, What.RENEWED),
            (What.ADDED, What.REMOVED),
        )
        for one, other in (pair, pair[::-1])
    }
)
"""What a change is called when it is read from the later state to the earlier one."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    what    the gravest of its sorts; also: the others, gravest first.
    before  the fact as it stood; None of what is added. after: as it stands; None of what
            is removed. In a translation both are the same fact.
    minor   one of a series whose newest value is a change of its own, or did not change.
    languages  of a translation: primary tags of those that differ.
    reworded  those of them in which other words stand now; a translation that is new, or is
              gone, is not in other words.
    """

    what: What
    before: Chosen | None = None
    after: Chosen | None = None
    also: tuple[What, ...] = ()
    minor: bool = False
    languages: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """Id of the fact, as it stands or else as it stood."""
        one = self.after or self.before
        assert one is not None  # noqa: S101 - a change has one of the two at least
        return one.fact.id

    @property
    def sorts(self) -> tuple[What, ...]:
        """All its sorts, gravest first."""
        return (self.what, *self.also)

    def mirrored(self) -> Change:
        """The same, read from the later state to the earlier one."""
        what, *also = (OPPOSITE.get(sort, sort) for sort in self.sorts)
        return replace(self, what=what, before=self.after, after=self.before, also=tuple(also))


@dataclass(frozen=True, slots=True)
class Holding:
    """What an order printed in one edition, or would be made from on one day.

    order    name of the order. edition: its number; None of a day.
    as_of    the day it speaks for; issued: the day of issue of an edition.
    facts    in their order; of an edition those that print.
    language  tag of the one language that is looked at, "" for all.
    known_on  the day of which it holds only what was known then; None: all on record.
    texts    the officers' own texts, by slot.
    """

    order: str
    as_of: dt.date
    facts: tuple[Chosen, ...]
    edition: int | None = None
    issued: dt.date | None = None
    language: str = ""
    known_on: dt.date | None = None
    texts: tuple[HeldText, ...] = ()


@dataclass(frozen=True, slots=True)
class Delta:
    """What differs between two holdings, gravest first.

    hidden  how many facts and texts stand above the ceiling in one of them or in both, and are
            left out with all they changed; never which.
    texts   officers' own texts that are new, others, or gone.
    """

    before: Holding
    after: Holding
    changes: tuple[Change, ...] = ()
    hidden: int = 0
    texts: tuple[TextChange, ...] = ()

    def of(self, *sorts: What) -> tuple[Change, ...]:
        """The changes of some sorts that are not minor."""
        return tuple(one for one in self.changes if one.what in sorts and not one.minor)

    @property
    def differs(self) -> bool:
        """Whether a reader is told of anything."""
        return bool(self.told or self.texts)

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes that a reader is told of."""
        return tuple(one for one in self.changes if not one.minor)

    def mirrored(self) -> Delta:
        """The same, read from the later state to the earlier one; the order is another."""
        turned = tuple(change.mirrored() for change in self.changes)
        texts = tuple(text.mirrored() for text in self.texts)
        return replace(self, before=self.after, after=self.before, changes=turned, texts=texts)


@dataclass(frozen=True, slots=True)
class Limit:
    """What may be told: nothing above a level of the house.

    levels  of the house, lowest first; now: markings of facts as the sources have them today.
    """

    levels: tuple[str, ...]
    ceiling: str
    now: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
