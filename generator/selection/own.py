"""Words in needs for bodies: the house's own, which it names, and those of a kind.

A template says ``own`` where it means the bodies that speak for whoever writes the brief;
the house style names them. So one template serves every ministry.

``own``        the bodies the house names.
``own-all``    these and every body under them.
``own-posts``  the diplomatic posts among those under them.

And for bodies of one kind, whoever they are: ``kind:police`` stands for every organisation
of that kind, so that a template made for one country serves the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.facts.entities import ORGANISATION_KINDS
from generator.facts.model import Organisation
from generator.selection.model import Need

OWN: Final = "own"
OWN_ALL: Final = "own-all"
OWN_POSTS: Final = "own-posts"
WORDS: Final = frozenset({OWN, OWN_ALL, OWN_POSTS})
KIND: Final = "kind:"
POST: Final = "diplomatic_post"
NOBODY: Final = "own-nobody"
"""Stands where a word has no body: a need for it must find nothing, not everything."""


def is_word(name: str) -> bool:
    """True for a word that stands for bodies, and not for an id."""
    return name in WORDS or name.startswith(KIND)


def with_bodies(
    needs: Iterable[Need], bodies: Sequence[str], organisations: Mapping[str, Organisation]
) -> tuple[Need, ...]:
    """``needs`` with the words for own bodies replaced by the ids they stand for."""
    under = _under(bodies, organisations)
    meant: dict[str, tuple[str, ...]] = {
        f"{KIND}{kind}": tuple(o.id for o in organisations.values() if o.kind == kind)
        for kind in ORGANISATION_KINDS
    }
    meant |= {
        OWN: tuple(bodies),
        OWN_ALL: (*bodies, *under),
        OWN_POSTS: tuple(name for name in under if organisations[name].kind == POST),
    }
    return tuple(
        replace(
            need,
            organisations=_meant(need.organisations, meant, NOBODY),
            without_organisations=_meant(need.without_organisations, meant),
            own=_meant(need.own, meant),
        )
        for need in needs
    )


def _under(bodies: Sequence[str], organisations: Mapping[str, Organisation]) -> tuple[str, ...]:
    """Ids of every organisation below one of ``bodies``, at any depth, in order of id."""
    found: set[str] = set()
    before = -1
    while len(found) > before:
        before = len(found)
        above = found | set(bodies)
        found |= {o.id for o in organisations.values() if o.parent in above}
    return tuple(sorted(found - set(bodies)))


def _meant(
    names: tuple[str, ...], meant: Mapping[str, tuple[str, ...]], nobody: str | None = None
) -> tuple[str, ...]:
    if not any(is_word(name) for name in names):
        return names
    found = dict.fromkeys(id_ for name in names for id_ in meant.get(name, (name,)))
    if not found and nobody:
        return (nobody,)
    return tuple(found)
