"""Whether an edition is already what would be made now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.build.publishing import made_from_of
from generator.editions.store import Edition, EditionStore
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.build.chosen import Chosen
    from generator.build.wished import Wished


@dataclass(frozen=True, slots=True)
class Same:
    """The sound edition that is already what would be made, or None; and editions not sound."""

    edition: Edition | None
    damaged: tuple[Problem, ...]


def same_as_before(
    store: EditionStore,
    chosen: Chosen,
    plain: Mapping[str, Any],
    documents: Sequence[Wished],
    but: Collection[str] = (),
) -> Same:
    """Compare what was composed with the latest edition as ordered.

    Of a part of an order, it is the newest edition that holds all of the part.

    plain  what composing told of each language's document, without marks of changes.
    but    languages that are not compared: they are composed otherwise, for a trial.
    """
    as_ordered = not chosen.wanted.overrides

    def holds(edition: Edition) -> bool:
        return edition.manifest.order.as_ordered if as_ordered else made(edition) >= {*documents}

    found = store.search(chosen.order.name, holds)
    edition = found.edition
    if edition is None or (as_ordered and made(edition) != {*documents}):
        return Same(None, found.damaged)
    from_what = {(d.language, d.format, d.piece): d.made_from for d in edition.manifest.documents}
    same = all(
        from_what[one] == made_from_of(chosen, plain, one) for one in documents if one[0] not in but
    )
    return Same(edition if same else None, found.damaged)


def made(edition: Edition) -> set[Wished]:
    """The documents that an edition has."""
    return {(d.language, d.format, d.piece) for d in edition.manifest.documents}
