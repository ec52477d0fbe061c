"""Packs on their way to an edition: the facts of all their briefs, and what the cover is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from generator.build.digests import digest_of, file_digest
from generator.build.orders.fields import shown
from generator.build.orders.order import Order
from generator.facts import parcel
from generator.problems import Findings, Problem
from generator.selection.model import Chosen, Selection

if TYPE_CHECKING:
    from generator.build.chosen import Chosen as ChosenForOrder
    from generator.build.workspace import Workspace
    from generator.compose.model import Template
    from generator.facts.model import Fact
    from generator.house.model import HouseStyle

_T = TypeVar("_T")

COVER: Final = "shared/pack.j2"
"""The template of a pack's cover, in every folder of templates; the first that has it wins."""

NAME: Final = "pack"

BEFORE: Final = "changes-before"
AFTER: Final = "changes-after"
"""Names, among what is chosen, of the facts that a box of changes tells of."""


def with_parts(orders: Iterable[Order]) -> tuple[Order, ...]:
    """The orders, each pack with those of its briefs behind it."""
    found: list[Order] = []
    for order in orders:
        found += [order, *(order.pack.parts if order.pack else ())]
    return tuple(found)


def choose_parts(
    order: Order,
    house: HouseStyle | None,
    choose: Callable[[Order, Findings], ChosenForOrder | None],
    findings: Findings,
) -> tuple[ChosenForOrder, ...]:
    """What is chosen for each brief of a pack; problems of all of them are noted."""
    parts = []
    for part in order.pack.parts if order.pack else ():
        own = Findings()
        chosen = choose(under_ceiling(part, order, house), own)
        if chosen is None:
            findings.extend(own)
            values = {"value": shown(part.name)}
            findings.put(Problem("pack-brief-refused", order.where("briefs"), values))
        else:
            parts.append(chosen)
    return tuple(parts)


def under_ceiling(part: Order, pack: Order, house: HouseStyle | None) -> Order:
    """The order of a brief with the lower of its own ceiling and the pack's.

    A ceiling that the house style does not know stays: it is refused where it stands.
    """
    if house is None:
        return part
    levels = [level.name for level in house.marking.levels]
    asked = [order.ceiling or levels[0] for order in (part, pack)]
    if any(level not in levels for level in asked):
        return part
    return replace(part, ceiling=min(asked, key=levels.index))


def cover_template(workspace: Workspace, parts: Sequence[ChosenForOrder]) -> Template:
    """The template of the cover; its digest is of all templates of the pack."""
    from generator.compose.model import Template

    roots = workspace.template_roots
    file = next((root / COVER for root in roots if (root / COVER).is_file()), None)
    own = "" if file is None else file_digest(file.as_posix())
    digest = digest_of(own, *(part.template_digest for part in parts))
    return Template(NAME, {}, (), COVER, roots, digest=digest)


def together(selections: Sequence[Selection]) -> Selection:
    """The selections of all briefs as one, for what is told of the pack as a whole.

    Needs are told apart by the place of their brief: "1.figures".
    """
    first = selections[0]
    levels = first.request.levels
    chosen = {
        f"{place}.{need}": group
        for place, one in enumerate(selections, 1)
        for need, group in one.chosen.items()
    }
    return replace(
        first,
        chosen=parcel.frozen(chosen),
        conflicts=_merged(one.conflicts for one in selections),
        held=_unique((held for one in selections for held in one.held), lambda h: h.fact.id),
        above_ceiling=sum(one.above_ceiling for one in selections),
        aged=_unique((aged for one in selections for aged in one.aged), _fact_of),
        marking=max((one.marking for one in selections), key=levels.index),
        missing=(),
        needs=(),
        others=_merged(one.others for one in selections),
        relations=_unique((r for one in selections for r in one.relations), repr),
        unverified=tuple(dict.fromkeys(p for one in selections for p in one.unverified)),
    )


def texts_together(texts: Sequence[Mapping[str, Fact]]) -> Mapping[str, Fact]:
    """The officers' texts of all briefs, told apart by the place of their brief."""
    return parcel.frozen(
        {
            f"{place}.{slot}": text
            for place, one in enumerate(texts, 1)
            for slot, text in one.items()
        }
    )


def bare(selection: Selection) -> Selection:
    """The selection of a cover: it has the marking of the whole, and prints no fact of its own.

    What changed since the last edition stands there, where the order asks for it.
    """
    told = {name: some for name in (BEFORE, AFTER) if (some := selection.chosen.get(name))}
    return replace(
        selection,
        chosen=parcel.frozen(told),
        conflicts=parcel.frozen({}),
        held=(),
        aged=(),
        others=parcel.frozen({}),
        relations=(),
    )


def _fact_of(chosen: Chosen) -> str:
    return chosen.fact.id


def _merged(tables: Iterable[Mapping[str, _T]]) -> Mapping[str, _T]:
    found: dict[str, _T] = {}
    for table in tables:
        found.update(table)
    return parcel.frozen(found)


def _unique(things: Iterable[_T], key: Callable[[_T], str]) -> tuple[_T, ...]:
    return tuple({key(thing): thing for thing in things}.values())
