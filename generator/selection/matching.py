"""Whether a fact is what a need asks for. Words in texts are never looked at.

Bodies match by id alone: NATO Mission Iraq, the Global Coalition and Operation IMPACT are
three ids, and “the mission in Iraq” is none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from generator.facts.measures import Measures
from generator.facts.model import Fact, Kind
from generator.selection.model import Need

ALL: Final = "all"
"""Among the indicators of a need: whatever the sources measure of the country."""

_ONLY_BY_NAME: Final = (Kind.DOCUMENT, Kind.IMAGE, Kind.NAME)
"""Kinds that answer only needs that name them: remarks on documents, and pictures."""


def answers(
    fact: Fact,
    need: Need,
    area: str,
    countries: tuple[str, ...] = (),
    people: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> bool:
    """True when the fact is about the area and meets every condition the need states.

    countries  all that the brief is about; people: of whom its needs speak, by their word.
    A fact that names a person asked for may be about any country.
    """
    return (
        _about(fact, need, area, countries)
        and _of_kind(fact, need)
        and _of_subject(fact, need)
        and _by_bodies(fact, need)
        and (not need.people or not persons_of(need, people).isdisjoint(fact.people))
        and (not need.tags or not set(need.tags).isdisjoint(fact.tags))
        and set(need.without_tags).isdisjoint(fact.tags)
        and (not need.dated or fact.moment.date is not None or bool(fact.moment.period))
    )


def widened(need: Need, measures: Measures) -> Need:
    """The need with all indicators that measure what it asks for, whoever publishes them."""
    codes = dict.fromkeys(c for code in need.indicators for c in measures.same(code))
    return replace(need, indicators=tuple(codes)) if codes else need


def _about(fact: Fact, need: Need, area: str, countries: tuple[str, ...]) -> bool:
    if need.subject == "several" and len(set(fact.countries).intersection(countries)) < 2:
        return False
    if need.subject == "main":
        return fact.countries[:1] == (area,)
    anywhere = need.item is not None or bool(need.people)
    return (anywhere and not need.each) or area in fact.countries


def persons_of(need: Need, people: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The ids of the persons of whom a need speaks."""
    return frozenset(person for word in need.people for person in people.get(word, ()))


def _of_kind(fact: Fact, need: Need) -> bool:
    if need.kinds:
        return fact.kind in need.kinds
    return fact.kind not in _ONLY_BY_NAME


def _of_subject(fact: Fact, need: Need) -> bool:
    if fact.indicator is not None:
        return fact.indicator in need.indicators or (
            ALL in need.indicators and fact.listed is None  # a list is asked for by its name
        )
    if need.subject_keys:
        return fact.subject_key in need.subject_keys
    return not need.indicators


def _by_bodies(fact: Fact, need: Need) -> bool:
    bodies = set(fact.organisations)
    if need.organisations and bodies.isdisjoint(need.organisations):
        return False
    return bodies.isdisjoint(need.without_organisations)
