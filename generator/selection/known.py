"""The facts about one country that were known on a day, without looking at those of others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from operator import attrgetter

from generator.facts.model import Fact, FactBase
from generator.facts.sweeps import few_sweeps
from generator.facts.wholes import KeptFacts
from generator.selection.knowledge import known_among


def known(base: FactBase, area: str, day: dt.date) -> tuple[Fact, ...]:
    """Every fact that names an area and was known on a day, by id.

    Of facts that were kept between runs only those about the area are opened. What of them
    prints, and how, is for ``select`` and ``survey``: this is what they may know.
    """
    facts = base.facts
    with few_sweeps():  # what is opened is no garbage, and a sweep takes longer than opening it
        about: Iterable[Fact]
        if isinstance(facts, KeptFacts):
            about = facts.about(area)
        else:
            about = (fact for fact in facts.values() if area in fact.countries)
        return tuple(sorted(known_among(about, day), key=attrgetter("id")))
