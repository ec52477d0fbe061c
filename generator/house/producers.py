"""Whose figures a house prefers, where several producers publish the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from generator.facts.codes import ID, INDICATOR
from generator.facts.readers.tree import Table
from generator.facts.schema import Fields

STANDS: Final = ("newest", "first")
CONFIRMED: Final = ("first", "all")


@dataclass(frozen=True, slots=True)
class Producers:
    """The ranking of producers.

    rank        ids of organisations or sources, the preferred one first, for all indicators.
    indicators  the same for some of them, by code.
    stands      "newest": a newer period stands before the ranking; "first": the ranking does.
    confirmed   "all": notes are called for the sources of figures that confirm one, too.
    """

    rank: tuple[str, ...] = ()
    indicators: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    stands: Literal["newest", "first"] = "newest"
    confirmed: Literal["first", "all"] = "first"

    def of(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The ranking for indicators that measure the same."""
        for code in codes:
            if code in self.indicators:
                return self.indicators[code]
        return self.rank

    def named(self) -> Iterable[tuple[str, str]]:
        """Every producer that is named, with the field that names it."""
        yield from (("producers.rank", one) for one in self.rank)
        for code, rank in self.indicators.items():
            yield from ((f"producers.indicators.{code}", one) for one in rank)


NO_RANKING: Final = Producers()


def read_producers(fields: Fields) -> Producers:
    """The table ``[producers]`` of house.toml."""
    inner = fields.table_of("producers")
    if inner is None:
        return NO_RANKING
    rank = inner.codes("rank", ID, "id")
    stands = inner.word("stands", STANDS) or "newest"
    confirmed = inner.word("confirmed", CONFIRMED) or "first"
    by_indicator = _by_indicator(inner)
    fields.sound = inner.finish() and fields.sound
    return Producers(
        rank,
        MappingProxyType(by_indicator),
        "first" if stands == "first" else "newest",
        "all" if confirmed == "all" else "first",
    )


def _by_indicator(fields: Fields) -> dict[str, tuple[str, ...]]:
    node = fields.table.entries.get("indicators")
    inner = fields.table_of("indicators")
    if inner is None or not isinstance(node, Table):
        return {}
    found = {}
    for code in node.entries:
        if INDICATOR.fullmatch(code):
            found[code] = inner.codes(code, ID, "id", required=True)
    fields.sound = inner.finish() and fields.sound
    return found
