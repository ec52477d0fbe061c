"""What a template asks for and what it gets: frozen values, no rules.

The rules stand in the other modules of this package, one behaviour a function.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from generator.facts.model import Fact, Kind, Relation, Ruling
from generator.house.producers import NO_RANKING, Producers


@dataclass(frozen=True, slots=True)
class Request:
    """For whom and when facts are chosen.

    area      ISO 3166-1 alpha-3 of the country the brief is about; of several the first.
    beside    the others, in the order in which they print.
    as_of     the day the brief speaks for.
    levels    the house's marking levels, lowest first; ceiling: the highest that may print.
    draft     drafts may show conflicts, withheld values and statements older than twice
              their limit; clean editions may not.
    audience  "to-say" leaves out facts that are background only.
    """

    area: str
    as_of: dt.date
    levels: tuple[str, ...]
    ceiling: str
    draft: bool = True
    audience: Literal["to-say", "background"] = "background"
    beside: tuple[str, ...] = ()
    item: str | None = None
    """Id of the event, visit or parliamentary item that the brief is about."""
    people: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Ids of the persons whom needs speak of: "asked" (those of the order), "participants"."""
    agenda: tuple[tuple[str, ...], ...] = ()
    """The topics (tags) of each item on the agenda of the meeting."""
    producers: Producers = NO_RANKING
    """Whose figures the house prefers; their names stand in ``house_file``."""
    house_file: str = "house.toml"
    off: frozenset[str] = frozenset()
    """Names of needs for which nothing is chosen: no section prints them."""

    @property
    def countries(self) -> tuple[str, ...]:
        """Every country the brief is about, in the order in which they print."""
        return (self.area, *self.beside)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a template asks for (a table of ``[needs.<name>]`` in template.toml).

    A fact answers when every stated condition holds. Lists are alternatives.

    subject    "main": the area is the fact's first country; "any": one of its countries;
               "several": so are at least two of the countries of the brief.
    each       it is answered for every country of the brief on its own.
    order      "newest", "oldest" (by date, for chronologies) or "own-first" (facts asserted
               by the organisations in ``own`` before others, then newest).
    limit      how many entries; facts of one conflict are one entry. A chronology ("oldest")
               keeps the newest.
    freshness  worst level accepted: "fresh", "due", "stale" or "expired" (history).
    past       "no": only what still holds; "yes": also what has ended, in the past tense;
               "only": only what has ended.
    missing    "may": an empty section is left out; "show": it says that nothing is known;
               "must": the brief is refused.
    """

    name: str
    kinds: tuple[Kind, ...] = ()
    people: tuple[str, ...] = ()
    """The fact names one of them: "asked" (persons of the order), "participants"."""
    agenda: bool = False
    """It is answered for every item of the agenda, by the topics of the item."""
    tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    subject_keys: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    without_organisations: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    subject: Literal["main", "any", "several"] = "any"
    audience: Literal["to-say", "background"] = "background"
    order: Literal["newest", "oldest", "own-first"] = "newest"
    freshness: Literal["fresh", "due", "stale", "expired"] = "stale"
    past: Literal["no", "yes", "only"] = "no"
    limit: int | None = None
    dated: bool = False
    each: bool = False
    missing: Literal["may", "show", "must"] = "may"
    series: int | None = None
    """For indicators: give the newest N periods of each instead of only the newest."""
    not_in: tuple[str, ...] = ()
    """Names of needs above this one whose facts are not repeated here."""
    item: Literal["itself", "parts"] | None = None
    """Only the item that the brief is about, or only what belongs to it, whatever country
    it names unless ``subject`` is "main"."""


class Freshness(enum.Enum):
    """How old a fact is against its limit."""

    FRESH = "fresh"
    DUE = "due"  # within the last fifth of the limit
    STALE = "stale"  # over the limit: prints with its as-of date
    EXPIRED = "expired"  # validity ended or target date passed: not printed as current


class Tense(enum.Enum):
    """Tense a statement must be written in at the as-of day."""

    PRESENT = "present"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A fact chosen for a need, with what composing must know about it.

    age_days   days between the fact's as-of date (latest day it can mean) and the brief's.
    show_as_of the statement prints with "as of …".
    attribute  the statement prints with who says it (claims, requests, reports).
    withheld   fields that must not print: "value" (currency not stated), "period",
               "duration" (contradicts the period), "date" (sources agree on none); the
               reason is among the notices.
    conflict   id of the open disagreement about values it is part of, or None.
    precision_text  EDTF text to print instead of the fact's own date, when outside sources
               agree only on a coarser one; None otherwise.
    announced  ids of known plans that will end or change it (Erbil before its closure).
    confirmed_by  ids of facts of other producers that give the same value.
    """

    fact: Fact
    freshness: Freshness = Freshness.FRESH
    age_days: int | None = None
    tense: Tense = Tense.PRESENT
    show_as_of: bool = False
    attribute: bool = False
    withheld: frozenset[str] = frozenset()
    conflict: str | None = None
    precision_text: str | None = None
    announced: tuple[str, ...] = ()
    confirmed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that disagree. Shown with all values and origins; a ruling settles it.

    what  "value" (different values), "contradiction" (within one statement), "date".
    """

    id: str
    what: Literal["value", "contradiction", "date"]
    chosen: tuple[Chosen, ...]
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A fact that was considered and not printed, and why (a code with wording)."""

    fact: Fact
    reason: str
    by: str | None = None
    """Id of the fact that stands in its place, when there is one."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The answer to all needs of one brief.

    chosen     facts by need, in order; every need has an entry, maybe empty.
    conflicts  disagreements among printed or considered facts, by id.
    held       what was left out and why; never contains facts above the ceiling except as
               a count in ``above_ceiling`` (their content must not leak).
    aged       chosen facts that are due or stale, oldest first, for the officer.
    marking    highest level among the facts given out; the lowest level when there are none.
    missing    names of needs that found nothing.
    by_area    of the needs that are answered for each country: the facts of each.
    by_item    of the needs that are answered for each item of an agenda: the facts of each.
    same_as    of indicators that measure the same as one of another producer: the code by
               which all of them are known.
    needs      what was asked, in order.
    others     facts that are given out beside the chosen ones, by id: announced plans,
               confirming facts, members of conflicts.
    relations  editors' relations that name a fact given out or held.
    unverified ids of persons named by chosen facts whose name in some script is an
               unverified transliteration.
    """

    request: Request
    chosen: Mapping[str, tuple[Chosen, ...]]
    conflicts: Mapping[str, Conflict] = field(default_factory=lambda: MappingProxyType({}))
    held: tuple[Held, ...] = ()
    above_ceiling: int = 0
    aged: tuple[Chosen, ...] = ()
    marking: str = ""
    missing: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    others: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    relations: tuple[Relation, ...] = ()
    unverified: tuple[str, ...] = ()
    by_area: Mapping[str, Mapping[str, tuple[Chosen, ...]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    by_item: Mapping[str, tuple[tuple[Chosen, ...], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    same_as: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def concept(self, indicator: str) -> str:
        """The code by which all indicators that measure the same as one are known."""
        return self.same_as.get(indicator, indicator)

    def silent(self, need: Need) -> tuple[str, ...]:
        """The countries for which nothing answers a need; all where nothing does at all."""
        countries = self.request.countries
        if need.name in self.by_area:
            return tuple(area for area in countries if not self.by_area[need.name].get(area))
        return countries if need.name in self.missing else ()

    def of_area(self, area: str) -> Mapping[str, tuple[Chosen, ...]]:
        """The facts of every need about one country; those of ``each`` are its own answers."""
        return {
            name: self.by_area[name].get(area, ())
            if name in self.by_area
            else tuple(one for one in some if area in one.fact.countries)
            for name, some in self.chosen.items()
        }
