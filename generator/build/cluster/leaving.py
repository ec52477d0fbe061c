"""Whether what a brief is made of may travel in the open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.build.materials import without_others
from generator.facts.discreet import is_open

if TYPE_CHECKING:
    from generator.build.chosen import Chosen


def restricted(chosen: Chosen) -> str:
    """The highest marking of what would leave this machine for an order; "" when all is open."""
    levels = [level.name for level in chosen.house.marking.levels]
    found = {marking for marking in _markings(chosen) if not is_open(marking, levels)}
    ranks = {name: rank for rank, name in enumerate(levels)}
    # A marking that the house does not know stands above all others.
    return max(sorted(found), key=lambda name: ranks.get(name, len(levels)), default="")


def _markings(chosen: Chosen) -> Iterator[str]:
    """Of everything that stands in the parcels of an order's tasks."""
    yield chosen.selection.marking
    for fact in without_others(chosen.base, chosen.selection).facts.values():
        yield fact.marking
    for text in chosen.texts.values():
        yield text.marking
    if chosen.changes is not None:
        for holding in (chosen.changes.before, chosen.changes.after):
            yield from (one.fact.marking for one in holding.facts)
            yield from (text.marking for text in holding.texts)
    for part in chosen.parts:
        yield from _markings(part)
