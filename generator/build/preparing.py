"""What comes before composing: read sources, house styles and templates, each once a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from generator.build.choosing import Choosing
from generator.build.chosen import Chosen
from generator.build.fontfiles import font_files
from generator.build.houses import read_house, read_template
from generator.build.inputs import Inputs, Wanted
from generator.build.knownon import split_findings
from generator.build.orders.order import Order
from generator.build.packing import (
    with_parts,
)
from generator.build.report import Settings
from generator.build.shelf import shelf_of
from generator.build.stages import Scope, Stages
from generator.build.strange import strange_names
from generator.build.workspace import Workspace
from generator.editions.manifest import Manifest
from generator.facts.asknown import KnownBase, known_on
from generator.facts.model import FactBase
from generator.house.model import HouseStyle
from generator.problems import Findings, Problem

if TYPE_CHECKING:
    from generator.compose.model import Template

T = TypeVar("T")


class Preparation:
    """What a run has read. ``findings`` holds the problems of the sources.

    writes  keep what was read for the next run; False for who may only look.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        stages: Stages,
        inputs: Inputs,
        *,
        writes: bool = True,
    ) -> None:
        self.findings = Findings()
        self.workspace = workspace
        self._settings = settings
        self.stages = stages
        self.inputs = inputs
        self._houses: dict[str, tuple[HouseStyle | None, tuple[Problem, ...]]] = {}
        self._templates: dict[str, tuple[Template | None, tuple[Problem, ...]]] = {}
        self._base: FactBase | None = None
        self._scope: Scope | None = None
        self._bases: dict[dt.date | None, FactBase] = {}
        self._states: dict[dt.date | None, tuple[Problem, ...]] = {}
        self._known: dict[dt.date, KnownBase] = {}
        self._whole = False
        self._shelf = shelf_of(workspace, writes=writes)

    def read(
        self,
        orders: Sequence[Order],
        *,
        everything: bool = False,
        known_on: Iterable[dt.date | None] = (None,),
    ) -> None:
        """Read the sources; the statistics of other countries only when all is wanted.

        known_on  the days of which only what was known is to print, and None: what is on
                  record. The first is that of ``base``; others are read when they are asked for.
        """
        orders = with_parts(orders)
        houses = frozenset(order.house for order in orders)
        areas = frozenset(area for order in orders for area in order.areas)
        self.read_for(None if everything else areas, houses, known_on)

    def read_for(
        self,
        areas: frozenset[str] | None,
        houses: frozenset[str],
        days: Iterable[dt.date | None] = (None,),
    ) -> None:
        """Read the sources for orders about some countries, in some house styles."""
        self._whole = areas is None
        settings = self._settings
        levels = self._levels(houses)
        self._scope = Scope(settings.limits, levels, areas, settings.clock, self._shelf)
        self._bases, self._known = {}, {}
        self._base, *_ = [self._read(day) for day in days]

    def _read(self, day: dt.date | None) -> FactBase:
        """What is on record, with data as received and corrections as they were on a day."""
        if self._scope is None:
            raise AssertionError("read comes first")
        if day not in self._bases:
            found = Findings()
            scope = replace(self._scope, known_on=day)
            self._bases[day] = self.stages.read_sources(self.workspace.root, found, scope)
            problems, self._states[day] = split_findings(found)
            self.findings.extend(problems)
        return self._bases[day]

    def read_styles(self) -> tuple[Problem, ...]:
        """Problems of every template and house style there is."""
        found: list[Problem] = []
        for name in self.workspace.house_names():
            house, problems = self.house_read(name)
            found.extend(problems)
            found.extend(strange_names(house, self._base) if house and self._base else ())
        for name in self.workspace.template_names():
            found.extend(self.template_read(name)[1])
            found.extend(self.check_template(name))
        return tuple(found)

    def check_pictures(self) -> tuple[Problem, ...]:
        """What is wrong with the pictures of the sources."""
        if self._base is None:
            return ()
        from generator.build.picturecheck import check_pictures

        return tuple(check_pictures(self._base, self.workspace.sources))

    def check_template(self, name: str) -> tuple[Problem, ...]:
        """What is wrong inside the files of a template that could be read, without facts.

        Needs that no fact of the sources can answer are told when all sources were read.
        """
        template = self.template_read(name)[0]
        if template is None:
            return ()
        unused: tuple[Problem, ...] = ()
        if self._whole and self._base is not None:
            from generator.selection.needs import unanswerable

            unused = unanswerable(template.needs, self._base)
        return (*self.stages.check_template(template), *unused)

    def choose(
        self, order: Order, wanted: Wanted, inputs: str, last: Manifest | None, findings: Findings
    ) -> Chosen | None:
        """The facts for an order, with all that composing needs; None, with problems.

        last  manifest of the order's newest edition: what it printed matters when a record
              of the sources cannot be read.
        """
        return Choosing(self).choose(order, wanted, inputs, last, findings)

    def base_of(self, wanted: Wanted) -> FactBase:
        """What was read for the day of which only what was known is to print."""
        return self.base if wanted.known_on is None else self._read(wanted.known_on)

    def states_of(self, day: dt.date | None) -> tuple[Problem, ...]:
        """What could not be had of the data as they were received on a day."""
        return self._states[day]

    def past(self, day: dt.date) -> KnownBase:
        """What was known on a day, of what was read for it."""
        if day not in self._known:
            today = self._settings.clock or self._settings.today
            self._known[day] = known_on(self._read(day), day, today)
        return self._known[day]

    def _levels(self, houses: Iterable[str]) -> tuple[str, ...]:
        """The marking levels of the house; () when there are several or none."""
        read = [house for name in houses if (house := self.house_read(name)[0])]
        schemes = {tuple(level.name for level in house.marking.levels) for house in read}
        return schemes.pop() if len(schemes) == 1 else ()

    @property
    def base(self) -> FactBase:
        """What was read of the sources."""
        if self._base is None:
            raise AssertionError("read comes first")
        return self._base

    def house(self, name: str, findings: Findings) -> HouseStyle:
        """A house style; raises ``ProblemsFound`` when it is unsound or not there."""
        house, problems = self.house_read(name)
        return _sound(house, problems, "order-house-unknown", name, findings)

    def sound_template(self, name: str) -> Template | None:
        """A template; None when it is unsound or not there."""
        return self.template_read(name)[0]

    def template(self, name: str, findings: Findings) -> Template:
        """A template; raises ``ProblemsFound`` when it is unsound or not there."""
        template, problems = self.template_read(name)
        return _sound(template, problems, "order-template-unknown", name, findings)

    def house_read(self, name: str) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
        """A house style, or None, with what is wrong with it."""
        if name not in self._houses:
            folder = self.workspace.house_folder(name)
            house, problems = read_house(self.stages.read_house, folder, self.inputs, self._shelf)
            if house is not None:
                house = replace(house, font_files=font_files(self.workspace))
            self._houses[name] = house, problems
        return self._houses[name]

    def template_read(self, name: str) -> tuple[Template | None, tuple[Problem, ...]]:
        """A template, or None, with what is wrong with it."""
        if name not in self._templates:
            folder = self.workspace.template_folder(name)
            behind = self.workspace.template_roots[1:]
            self._templates[name] = read_template(
                self.stages.read_template, folder, behind, self.inputs, self._shelf
            )
        return self._templates[name]


def _sound(
    found: T | None, problems: tuple[Problem, ...], code: str, name: str, findings: Findings
) -> T:
    findings.extend(problems)
    if found is None and not findings.errors:
        findings.add(code, value=name, hint="", choices="–")
    findings.stop_on_errors()
    if found is None:
        raise AssertionError("an unsound folder has a problem")
    return found
