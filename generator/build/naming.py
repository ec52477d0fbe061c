"""Which source names the countries of a document: as its order says, else as its house does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.build.orders.fields import near
from generator.facts.naming import Differing, differing, named_by, naming_sources
from generator.localisation.locale import resolve
from generator.problems import Problem, Severity, Where
from generator.selection.markings import rank

if TYPE_CHECKING:
    from generator.build.orders.order import Order
    from generator.facts.model import FactBase
    from generator.house.model import HouseStyle


def named(base: FactBase, order: Order, house: HouseStyle, levels: Sequence[str]) -> FactBase:
    """The base as composing takes it: its countries named by the chosen source."""
    source = order.naming or house.naming
    return named_by(base, source, _told(order, levels)) if base.names else base


def naming_problems(
    base: FactBase, order: Order, house: HouseStyle, levels: Sequence[str]
) -> Iterator[Problem]:
    """What is wrong with the chosen source, and where it calls a country otherwise.

    An unknown source is an error: the document would print other names than were chosen.
    """
    source = order.naming or house.naming
    if not source:
        return
    where = order.where("naming") if order.naming else _in_house(house)
    known = naming_sources(base)
    if source not in known:
        shown = ", ".join(known) or "–"
        values = {"value": source, "hint": near(source, known), "known": shown}
        yield Problem("naming-unknown", where, values)
        return
    told = _told(order, levels)
    if any(one.source == source and one.marking not in told for one in base.names.values()):
        yield Problem("naming-above", where, {"source": source}, Severity.WARNING)
        return
    languages = tuple(dict.fromkeys(resolve(tag)[0].writing for tag in order.languages))
    for one in differing(base, source, order.areas, languages):
        if one.form == "short" and one.language in house.areas.get(one.area, {}):
            continue  # the house itself has decided
        yield _difference(one, source, where)


def _difference(one: Differing, source: str, where: Where) -> Problem:
    values = {
        "source": source,
        "area": one.area,
        "language": one.language,
        "theirs": one.theirs,
        "shipped": one.shipped or "–",
    }
    if one.theirs:
        return Problem("naming-differs", where, values, Severity.NOTICE)
    return Problem("naming-missing", where, values, Severity.WARNING)


def _told(order: Order, levels: Sequence[str]) -> tuple[str, ...]:
    """The markings that the document may hold."""
    return tuple(levels[: rank(order.ceiling or levels[0], levels) + 1])


def _in_house(house: HouseStyle) -> Where:
    file = f"templates/house/{house.name}/house.toml"
    return Where(file, record=house.name, field="naming")
