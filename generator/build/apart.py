"""What was chosen for a brief, taken apart in a worker: its names and bytes as editions keep it.

To read through all that a selection holds and to pack it takes some twenty milliseconds. It needs
nothing but what the workers have already, so the program that publishes does not do it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.build.parcels import facts_in
from generator.editions.canonical import Known, NoDigestError, digest_of_value
from generator.editions.objects import packed
from generator.facts import parcel

if TYPE_CHECKING:
    from generator.build.parcels import Packed


@dataclass(frozen=True, slots=True)
class Part:
    """A part under its name; data: as ``Objects`` keep it."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Apart:
    """What was chosen, and the rest of its fact base beside what briefs share."""

    selection: Part
    rest: Part


@dataclass(slots=True)
class Taking:
    """What was chosen for an edition, by its parcel, as far as it has been taken apart."""

    done: dict[bytes, Apart] = field(default_factory=dict)
    _due: tuple[bytes, ...] = ()

    def begin(self, materials: Iterable[Packed]) -> bytes | None:
        """What ``take_apart`` is to be given; None when nothing is left to do."""
        every = dict.fromkeys(facts for one in materials for facts in one.facts)
        self._due = tuple(facts for facts in every if facts not in self.done)
        return parcel.pack(self._due) if self._due else None

    def take(self, header: Mapping[str, Any], blocks: Sequence[bytes]) -> None:
        """Take what it gave."""
        parts = [Part(name, data) for name, data in zip(header["names"], blocks, strict=True)]
        found = [Apart(*two) for two in zip(parts[::2], parts[1::2], strict=True)]
        self.done.update(zip(self._due, found, strict=True))


def take_apart(argument: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Take some parcels of facts apart; gives names, two for each, and as many blocks.

    argument  a parcel with a tuple of parcels as ``Packed.facts`` holds them.
    """
    names: list[str] = []
    blocks: list[bytes] = []
    for data in parcel.unpack(argument):
        selection, rest = facts_in(data)
        known = Known()
        for fact in rest.get("facts", {}).values():  # what was chosen speaks of facts, too
            known.hold(fact)
        for value in (selection, tuple(sorted(rest.items()))):
            names.append(name_of(value, known))
            blocks.append(packed(parcel.pack(value)))
    return {"names": names}, blocks


def name_of(value: object, known: Known | None = None) -> str:
    """The name under which a value is kept: equal ones have one name.

    Where nobody says what makes two such values equal, those have that are packed alike.

    known  as for ``digest_of_value``.
    """
    try:
        return digest_of_value(value, known)
    except NoDigestError:
        return hashlib.sha256(parcel.pack(value)).hexdigest()
