"""All filters and functions, by the names templates use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.compose.filters import (
    charts,
    facts,
    figures,
    groups,
    items,
    naming,
    numbers,
    references,
    slots,
    times,
    wording,
)
from generator.compose.filters.calls import Function, bound

_FILTERS: Final[tuple[Function, ...]] = (
    facts.statement,
    facts.cite,
    facts.attribution,
    facts.as_of,
    facts.as_of_date,
    facts.speaks_for,
    facts.producer,
    facts.source_title,
    numbers.value,
    numbers.number,
    numbers.compact,
    numbers.percent,
    numbers.currency,
    numbers.unit,
    numbers.change,
    times.date,
    times.own_date,
    times.period,
    times.since,
    times.validity,
    times.age,
    items.days_left,
    items.days_over,
    items.original_language,
    items.people_of,
    naming.name,
    naming.title,
    naming.formal_name,
    naming.capital,
    naming.adjective,
    naming.term,
    naming.language,
    wording.mentioned,
    wording.names,
    wording.languages,
    wording.quoted,
    charts.plottable,
    charts.span,
    charts.cites,
    charts.together,
    charts.not_drawn,
    charts.chart,
    groups.by_indicator,
    groups.compared,
    groups.in_groups,
    groups.by_source,
    groups.per_person,
    groups.tagged,
    groups.untagged,
    groups.of_kind,
    groups.up_to,
    groups.unsaid,
    groups.undisputed,
    groups.of_age,
    groups.oldest_first,
    groups.asserted,
    groups.unsettled,
    groups.of_what,
    groups.about,
    groups.not_about,
)
_FUNCTIONS: Final[tuple[Function, ...]] = (
    wording.t,
    wording.tn,
    wording.tp,
    naming.subject_name,
    naming.in_area,
    naming.of_area,
    naming.has_adjective,
    naming.term,
    facts.sources,
    facts.from_later,
    figures.locator_map,
    figures.flag,
    figures.picture,
    references.reference,
    groups.facts_of,
    slots.text,
    slots.has_text,
    groups.terms_used,
    groups.withheld,
    groups.untranslated,
    groups.left_out,
)

FILTERS: Final[Mapping[str, Function]] = MappingProxyType(
    {**{f.__name__: bound(f) for f in _FILTERS}, "list": bound(wording.listed)}
)
FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType(
    {f.__name__: bound(f) for f in _FUNCTIONS}
)
