"""Materials as bytes on their way to workers: what many documents share is packed once a run.

The names of countries, bodies and persons, a template and a house style are the same for every
language of a brief and for most briefs of a run, and they are most of what materials hold. Each
of them is a parcel of its own, which a worker opens once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, Final

from generator.build.materials import Materials
from generator.facts import parcel
from generator.facts.model import FactBase

OF_BASE: Final = ("areas", "organisations", "people", "terms", "names", "measures", "refused")
"""Fields of a fact base that most briefs have in common."""
_OF_MATERIALS: Final = ("template", "house")
_APART: Final = frozenset({*_OF_MATERIALS, "selection", "base", "parts"})
_HELD: Final = 4
"""Values of one sort that are held at a time."""
_MOST: Final = _HELD * (len(OF_BASE) + len(_OF_MATERIALS) + 1)
"""Shared values that a worker keeps."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Materials, and as bytes: packed once, however many documents are made of them.

    facts  the parcels of what was chosen that are in the data: its own, then those of its parts.
    """

    materials: Materials = field(repr=False)
    data: bytes = field(repr=False)
    facts: tuple[bytes, ...] = field(repr=False)

    @property
    def key(self) -> str:
        """Equal for equal materials."""
        return self.materials.key

    def to_write(self, second: Packed | None, format_name: str, first: bool, piece: str) -> bytes:
        """What the writing of a document takes; second: its second language, if it has one."""
        return parcel.pack((self.data, second.data if second else b"", format_name, first, piece))


@dataclass(frozen=True, slots=True)
class _Bare:
    """Materials without what is shared.

    own     the fields that are another's in each language.
    facts   place, among the parcels that go with it, of what was chosen; shared: by name, of the
            other fields, those of the fact base too.
    """

    own: Mapping[str, Any]
    facts: int
    shared: Mapping[str, int]
    parts: tuple[_Bare, ...]


@dataclass(slots=True)
class Packer:
    """Packs the materials of one run."""

    _kept: dict[str, deque[tuple[Any, bytes]]] = field(default_factory=dict)

    def pack(self, materials: Materials) -> Packed:
        """The materials with their bytes."""
        parcels: dict[bytes, int] = {}

        def place(data: bytes) -> int:
            return parcels.setdefault(data, len(parcels))

        bare = self._bare(materials, place)
        every = tuple(parcels)
        data = parcel.pack((parcel.pack(bare), every))
        return Packed(materials, data, tuple(every[one] for one in _places(bare)))

    def _bare(self, made: Materials, place: Callable[[bytes], int]) -> _Bare:
        base = made.base
        shared = {name: place(self._shared(name, getattr(base, name))) for name in OF_BASE}
        shared |= {name: place(self._equal(name, getattr(made, name))) for name in _OF_MATERIALS}
        return _Bare(
            {name: value for name, value in _fields(made) if name not in _APART},
            place(self._facts_of(made)),
            shared,
            tuple(self._bare(part, place) for part in made.parts),
        )

    def _shared(self, name: str, value: object) -> bytes:
        """The bytes of a value that others may share: packed once, for as long as it is held."""
        found = (data for known, data in self._kept.get(name, ()) if known is value)
        return next(found, None) or self._keep(name, value, parcel.pack(value))

    def _equal(self, name: str, value: object) -> bytes:
        """The same, where orders have equal values that are not one."""
        found = (data for known, data in self._kept.get(name, ()) if known == value)
        return next(found, None) or self._keep(name, value, parcel.pack(value))

    def _facts_of(self, made: Materials) -> bytes:
        """What was chosen, and the facts that it speaks of: those that stand in both are one."""
        for known, data in self._kept.get("facts", ()):
            if known[0] is made.selection and known[1] is made.base:
                return data
        rest = {name: value for name, value in _fields(made.base) if name not in OF_BASE}
        data = parcel.pack((made.selection, rest))
        return self._keep("facts", (made.selection, made.base), data)

    def _keep(self, name: str, value: Any, data: bytes) -> bytes:
        kept = self._kept.setdefault(name, deque(maxlen=_HELD))
        kept.appendleft((value, data))
        return data


def _places(bare: _Bare) -> Iterator[int]:
    yield bare.facts
    for part in bare.parts:
        yield from _places(part)


def facts_in(data: bytes) -> tuple[Any, dict[str, Any]]:
    """What was chosen, and by name the fields of its fact base that briefs do not share."""
    selection, rest = _opened(data)
    return selection, rest


def opened(data: bytes) -> Materials:
    """The materials that were packed, in a worker."""
    bare, parcels = parcel.unpack(data)
    return _whole(parcel.unpack(bare), [_opened(one) for one in parcels])


@lru_cache(maxsize=_MOST)
def _opened(data: bytes) -> Any:
    return parcel.unpack(data)


def _whole(bare: _Bare, shared: Sequence[Any]) -> Materials:
    found = {name: shared[place] for name, place in bare.shared.items()}
    selection, rest = shared[bare.facts]
    return Materials(
        **bare.own,
        **{name: found[name] for name in _OF_MATERIALS},
        selection=selection,
        base=FactBase(**rest, **{name: found[name] for name in OF_BASE}),
        parts=tuple(_whole(part, shared) for part in bare.parts),
    )


def _fields(value: Materials | FactBase) -> list[tuple[str, Any]]:
    return [(one.name, getattr(value, one.name)) for one in fields(value)]
