"""The table ``[producers]`` of an order: whose figures it prefers, other than its house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

from generator.build.orders.fields import Fields
from generator.build.orders.meeting import ids
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.build.orders.order import Order
    from generator.facts.model import FactBase
    from generator.house.producers import Producers


@dataclass(frozen=True, slots=True)
class RankChoices:
    """What an order says of producers; what it leaves out is as the house says.

    rank        the preferred producer first; () leaves it to the house.
    indicators  other rankings for some, by code, beside those of the house.
    stands, confirmed  words as in house.toml, or None.
    """

    rank: tuple[str, ...] = ()
    indicators: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    stands: Literal["newest", "first"] | None = None
    confirmed: Literal["first", "all"] | None = None


def read_order_producers(fields: Fields) -> RankChoices | None:
    """What the order says itself; None where it leaves all of it to the house."""
    inner = fields.inside("producers")
    if inner is None:
        return None
    from generator.house.producers import CONFIRMED, STANDS  # listing orders does not need it

    table = inner.inside("indicators")
    ranks = {code: ids(table, code) for code in table.names()} if table is not None else {}
    found = RankChoices(
        ids(inner, "rank"),
        MappingProxyType({code: rank for code, rank in ranks.items() if rank}),
        cast(Literal["newest", "first"] | None, inner.choice("stands", STANDS, None)),
        cast(Literal["first", "all"] | None, inner.choice("confirmed", CONFIRMED, None)),
    )
    inner.finish()
    return found


def with_producers(house: Producers, order: Order) -> Producers:
    """The ranking of the house with what the order says otherwise.

    An order that ranks all producers anew leaves the house's rankings for single indicators
    behind: they are older wishes about the same.
    """
    chosen = order.producers
    if chosen is None:
        return house
    kept = {} if chosen.rank else house.indicators
    return replace(
        house,
        rank=chosen.rank or house.rank,
        indicators=MappingProxyType({**kept, **chosen.indicators}),
        stands=chosen.stands or house.stands,
        confirmed=chosen.confirmed or house.confirmed,
    )


def check_order_producers(order: Order, base: FactBase) -> None:
    """Refuse producers and indicators that no source has. Raises ``ProblemsFound``."""
    if order.producers is None:
        return
    from generator.house.producers import NO_RANKING
    from generator.selection.ranking import check_producers

    check_producers(with_producers(NO_RANKING, order), base, order.file)
