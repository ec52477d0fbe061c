"""What was read and chosen for one order, before anything is composed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.build.inputs import Wanted
from generator.build.orders.order import Order
from generator.changes.model import Delta
from generator.editions.manifest import Compared, GateUsed
from generator.facts.model import Fact, FactBase
from generator.house.model import HouseStyle
from generator.problems import Problem
from generator.selection.model import Selection

if TYPE_CHECKING:
    from generator.compose.model import Template


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was read and chosen for one order, before anything is composed.

    texts  an officer's texts that may print, by slot; texts_above: how many may not.
    """

    order: Order
    wanted: Wanted
    base: FactBase
    template: Template
    template_digest: str
    house: HouseStyle
    house_digest: str
    fonts_digest: str
    selection: Selection
    notices: tuple[Problem, ...]
    inputs: str
    texts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    texts_above: int = 0
    parts: tuple[Chosen, ...] = ()
    """Of a pack: what was chosen for each of its briefs."""
    changes: Delta | None = None
    """What a change note tells, or what a document shows of its own changes."""
    compared: Compared | None = None
    gate: tuple[GateUsed, ...] = ()
    """What made a draft of it, of an order for a final edition."""
    final: bool = False
    """Whether a final edition was ordered, before which the gate stands."""
    as_draft: Callable[[], Chosen | None] | None = None
    """Chooses for a draft instead, where it is chosen for a final edition; else None."""
