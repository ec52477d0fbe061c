"""What composing looks up by id, noted as it is read: whose names a document depends on."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from generator.facts.model import FactBase

T = TypeVar("T")

_NOTED = ("people", "organisations", "areas")


class Looked(Mapping[str, T]):
    """A mapping that notes every id that is asked for, there or not."""

    def __init__(self, inner: Mapping[str, T]) -> None:
        self.asked: dict[str, None] = {}
        self._inner = inner

    def __getitem__(self, name: str) -> T:
        self.asked[name] = None
        return self._inner[name]

    def __contains__(self, name: object) -> bool:
        if isinstance(name, str):
            self.asked[name] = None
        return name in self._inner

    def __iter__(self) -> Iterator[str]:
        return iter(self._inner)

    def values(self) -> ValuesView[T]:
        """All values; asks for none of them by id."""
        return self._inner.values()

    def items(self) -> ItemsView[str, T]:
        """All values with their ids; asks for none of them."""
        return self._inner.items()

    def __len__(self) -> int:
        return len(self._inner)


def watched(base: FactBase) -> FactBase:
    """The same facts; what is asked of persons, bodies and countries is noted."""
    return replace(
        base,
        people=Looked(base.people),
        organisations=Looked(base.organisations),
        areas=Looked(base.areas),
    )


def read_of(base: FactBase) -> Mapping[str, tuple[str, ...]]:
    """The ids that were asked for of a base that is ``watched``, by sort."""
    found = {}
    for sort in _NOTED:
        mapping = getattr(base, sort)
        found[sort] = tuple(sorted(mapping.asked)) if isinstance(mapping, Looked) else ()
    return MappingProxyType(found)


def together(read: Iterable[Mapping[str, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
    """What several documents asked for."""
    every = [*read]
    return MappingProxyType(
        {
            sort: tuple(sorted({name for one in every for name in one.get(sort, ())}))
            for sort in _NOTED
        }
    )
