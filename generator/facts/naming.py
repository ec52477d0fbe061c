"""What sources call the countries, and the countries as one chosen source names them.

A table of names gives facts, one for each form and language with its cell. Those of one
country make a record, ``CountryNames``: a house or an order names the source whose records
stand before the names that are shipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from generator.facts.model import Area, CountryNames, Fact, FactBase, TextState
from generator.facts.namecells import CODE, NAME

_SERVING: Final = frozenset({TextState.ORIGINAL, TextState.REVIEWED})
"""States of names that may stand in a document: what is no more than a draft does not."""
_CURRENCY: Final = f"{CODE}.currency"


def country_names(source: str, facts: Iterable[Fact]) -> list[CountryNames]:
    """One record for each country that the facts of a source name, in their order.

    The record is marked as the highest-marked fact would be: the facts of a table share one.
    """
    by_area: dict[str, list[Fact]] = {}
    for fact in facts:
        by_area.setdefault(fact.countries[0], []).append(fact)
    return [_names(source, area, some) for area, some in by_area.items()]


def _names(source: str, area: str, facts: Sequence[Fact]) -> CountryNames:
    forms: dict[str, dict[str, str]] = {}
    currencies: dict[str, None] = {}
    for fact in facts:
        key = fact.subject_key or ""
        language, text = next(iter(fact.text.items()))
        if key == _CURRENCY:
            currencies[text.forms["other"]] = None
        elif key.startswith(f"{NAME}.") and text.state in _SERVING:
            form = key.removeprefix(f"{NAME}.").split(".", 1)[0]
            forms.setdefault(form, {})[language] = text.forms["other"]
    return CountryNames(
        id=f"{source}/{area}",
        source=source,
        area=area,
        marking=facts[0].marking,
        forms=MappingProxyType({form: MappingProxyType(some) for form, some in forms.items()}),
        currencies=tuple(currencies),
        facts=tuple(fact.id for fact in facts),
    )


def naming_sources(base: FactBase) -> tuple[str, ...]:
    """The sources that a house can choose, in their order."""
    return tuple(dict.fromkeys(one.source for one in base.names.values()))


def named_by(base: FactBase, source: str, markings: Iterable[str]) -> FactBase:
    """The base with its countries named by a source.

    markings  that the document may hold: names above them are as if they were not there.

    What the source does not name keeps its shipped name. What other sources call the countries
    goes: no document needs it.
    """
    told = frozenset(markings)
    areas = dict(base.areas)
    for one in base.names.values():
        if one.source == source and one.marking in told and one.area in areas:
            areas[one.area] = _renamed(areas[one.area], one)
    return replace(base, areas=MappingProxyType(areas), names=MappingProxyType({}))


def _renamed(area: Area, names: CountryNames) -> Area:
    short, capital = names.forms.get("short", {}), names.forms.get("capital", {})
    return replace(
        area,
        name=_over(area.name, short),
        formal_name=_over(area.formal_name, names.forms.get("formal", {})),
        capital=_over(area.capital, capital),
        located=names.forms.get("in", area.located),
        owned=names.forms.get("of", area.owned),
        currencies=names.currencies or area.currencies,
        contested=area.contested and not short,
        contested_capital=area.contested_capital and not capital,
    )


def _over(known: Mapping[str, str], chosen: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({**known, **chosen}) if chosen else known


@dataclass(frozen=True, slots=True)
class Differing:
    """A name of the naming source beside the shipped one, in one language and form."""

    area: str
    form: str
    language: str
    theirs: str
    shipped: str


def differing(
    base: FactBase, source: str, areas: Iterable[str], languages: Sequence[str]
) -> list[Differing]:
    """Where a source names countries otherwise than the program does, or not at all.

    theirs is "" where the source has no short name in the language.
    """
    found = []
    for code in areas:
        area, names = base.areas.get(code), base.names.get(f"{source}/{code}")
        if area is None:
            continue
        known = {"short": area.name, "formal": area.formal_name, "capital": area.capital}
        for form, shipped in known.items():
            given = names.forms.get(form, {}) if names is not None else {}
            for language in languages:
                ours, theirs = shipped.get(language, ""), given.get(language, "")
                if (theirs and ours and theirs != ours) or (form == "short" and not theirs):
                    found.append(Differing(code, form, language, theirs, ours))
    return found
