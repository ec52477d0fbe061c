"""What a template sees of facts and of the brief: plain frozen values without methods.

A template decides by these what appears and in which order; what is printed comes from
filters, which look up the fact itself behind the view.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType

from generator.facts.model import Period
from generator.records import dataclass
from generator.selection.model import Chosen, Conflict, Selection, Tense


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A chosen fact, as templates see it.

    kind       "post", "event", "figure" …
    has_start  it is known since when it holds.
    past       what it states has ended; it prints in the past tense.
    age        "fresh", "due", "stale" or "expired".
    withheld   it has a value or period that must not print as it is.
    disputed   sources disagree on it.
    announced  known plans that will end or change it.
    """

    id: str
    kind: str
    tags: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    indicator: str | None = None
    has_value: bool = False
    has_date: bool = False
    has_start: bool = False
    past: bool = False
    age: str = "fresh"
    attributed: bool = False
    withheld: bool = False
    disputed: bool = False
    announced: tuple[Entry, ...] = ()
    _chosen: Chosen | None = field(default=None, repr=False)


def chosen_of(entry: Entry) -> Chosen:
    """The chosen fact behind a view."""
    assert entry._chosen is not None  # noqa: S101 - views are only made from chosen facts
    return entry._chosen


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The newest values of one indicator: newest, the one before it or None, and all.

    area  code of the country they are about; "" where the brief names none of theirs.
    """

    indicator: str
    newest: Entry
    previous: Entry | None
    all: tuple[Entry, ...]
    area: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """One indicator of several countries: a fact for each in their order, None for none.

    first  the first of the facts, for the name of what is measured.
    """

    indicator: str
    first: Entry
    cells: tuple[Entry | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Disagreement:
    """Facts that disagree. what: "value", "contradiction" or "date"."""

    id: str
    what: str
    facts: tuple[Entry, ...]
    settled: bool
    _conflict: Conflict | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class SourceUsed:
    """A document that facts printed so far come from, and which facts."""

    facts: tuple[Entry, ...]
    _key: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, eq=False)
class TermUsed:
    """A term that stands in the document: how it is written, and other forms there are.

    contested  choosing a form takes a position.
    """

    id: str
    chosen: str
    others: tuple[str, ...]
    contested: bool


@dataclass(frozen=True, slots=True, eq=False)
class MeetingView:
    """The meeting of the order. date is None when it is not known.

    participants  whom we meet; delegation: who comes with us.
    minutes       how long it lasts, or None; interpretation: "consecutive" … or "".
    agenda        its items, with the facts for each.
    """

    date: object
    place: str
    title: str
    participants: tuple[str, ...]
    language: str | None
    minutes: int | None = None
    interpretation: str = ""
    delegation: tuple[str, ...] = ()
    agenda: tuple[AgendaView, ...] = ()
    has_time: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class AgendaView:
    """One item of an agenda. title: in the document's language; facts: by need."""

    title: str
    facts: Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class BriefView:
    """What a template may know of the order and its document.

    area             the country it is about; of several the first. areas: all of them.
    shorter          steps by which it is to be shorter than its whole form.
    other_languages  the languages, without country, in which it is issued beside this one.
    people    ids of the persons it is about.
    sections  whether each section is to appear that the template lets an order switch.
    """

    area: str
    number: str
    issued: dt.date
    _day: Callable[[], dt.date]
    draft: bool
    meeting: MeetingView | None
    language: str
    house: str
    other_languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    shorter: int = 0
    people: tuple[str, ...] = ()
    sections: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    known_on: dt.date | None = None

    @property
    def as_of(self) -> dt.date:
        """The day it speaks for."""
        return self._day()


def entry_of(chosen: Chosen, selection: Selection) -> Entry:
    """The view of a chosen fact."""
    fact = chosen.fact
    plans = (chosen_by_id(selection, name) for name in chosen.announced)
    return Entry(
        id=fact.id,
        kind=fact.kind.value,
        tags=fact.tags,
        countries=fact.countries,
        organisations=fact.organisations,
        people=fact.people,
        indicator=fact.indicator,
        has_value=fact.quantity is not None,
        has_date=fact.moment.date is not None or bool(fact.moment.period),
        has_start=(fact.validity.period or fact.moment.period or Period()).start is not None,
        past=chosen.tense is Tense.PAST,
        age=chosen.freshness.value,
        attributed=chosen.attribute,
        withheld=bool(chosen.withheld),
        disputed=chosen.conflict is not None,
        announced=tuple(entry_of(plan, selection) for plan in plans if plan is not None),
        _chosen=chosen,
    )


def chosen_by_id(selection: Selection, name: str) -> Chosen | None:
    """A fact by its id: as it was chosen for a need, or beside the chosen ones."""
    for some in selection.chosen.values():
        for chosen in some:
            if chosen.fact.id == name:
                return chosen
    fact = selection.others.get(name)
    return None if fact is None else Chosen(fact)


def facts_view(selection: Selection) -> Mapping[str, tuple[Entry, ...]]:
    """The facts of every need, by the need's name."""
    return _view(selection, selection.chosen)


def facts_of_view(selection: Selection, area: str) -> Mapping[str, tuple[Entry, ...]]:
    """The facts about one country of every need, by the need's name."""
    return _view(selection, selection.of_area(area))


def _view(
    selection: Selection, chosen_by_need: Mapping[str, tuple[Chosen, ...]]
) -> Mapping[str, tuple[Entry, ...]]:
    made: dict[int, Entry] = {}
    found: dict[str, tuple[Entry, ...]] = {}
    for need, some in chosen_by_need.items():
        entries = []
        for chosen in some:
            key = id(chosen)
            if key not in made:
                made[key] = entry_of(chosen, selection)
            entries.append(made[key])
        found[need] = _in_order(need, entries, selection)
    return MappingProxyType(found)


def item_view(selection: Selection, place: int) -> Mapping[str, tuple[Entry, ...]]:
    """The facts for one item of the agenda, by need."""
    return MappingProxyType(
        {
            need: tuple(entry_of(one, selection) for one in items[place])
            for need, items in selection.by_item.items()
            if place < len(items)
        }
    )


def _in_order(need: str, entries: list[Entry], selection: Selection) -> tuple[Entry, ...]:
    """Statistics stand in the order in which the template asks for their indicators.

    Those of one indicator stand by country, in the order of the brief.
    """
    countries = {code: place for place, code in enumerate(selection.request.countries)}
    for asked in selection.needs:
        if asked.name == need and asked.indicators:
            concept = selection.concept
            places = {concept(code): n for n, code in enumerate(asked.indicators)}
            entries = sorted(
                entries,
                key=lambda entry: (
                    places.get(concept(entry.indicator or ""), 0),
                    min((countries[c] for c in entry.countries if c in countries), default=0),
                ),
            )
    return tuple(entries)


def conflicts_view(selection: Selection) -> tuple[Disagreement, ...]:
    """The disagreements of the brief."""
    return tuple(
        Disagreement(
            id=conflict.id,
            what=conflict.what,
            facts=tuple(entry_of(chosen, selection) for chosen in conflict.chosen),
            settled=conflict.ruling is not None,
            _conflict=conflict,
        )
        for conflict in selection.conflicts.values()
    )


def aged_view(selection: Selection) -> tuple[Entry, ...]:
    """The chosen facts that are due or stale, oldest first."""
    return tuple(entry_of(chosen, selection) for chosen in selection.aged)
