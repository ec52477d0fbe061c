"""The orders of a run that need no making, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.build import memory
from generator.build.inputs import Inputs, Wanted
from generator.build.packing import with_parts
from generator.build.plan import Look, Plan
from generator.build.report import OrderReport, Outcome, Settings, with_edition
from generator.build.standing import Standing, Standings
from generator.build.workspace import Workspace
from generator.editions.store import EditionStore
from generator.problems import Findings, Problem

if TYPE_CHECKING:
    from generator.build.orders.order import Order
    from generator.build.preparing import Preparation


@dataclass(slots=True)
class Unchanged:
    """Finds the orders of which nothing has changed that they depend on.

    problems  those of the run: what sources said when an order was looked at is told again.
    whole     the run is one of all orders.
    """

    workspace: Workspace
    settings: Settings
    store: EditionStore
    inputs: Inputs
    problems: Findings
    plan: Plan | None = None
    look: Look | None = None
    whole: bool = True
    standing: dict[str, Standing] = field(default_factory=dict)
    _kept: bool = False
    _standings: Standings | None = None
    _found: list[tuple[Order, memory.Check, Standing]] = field(default_factory=list)
    _made: dict[str, Standing] = field(default_factory=dict)

    def known(self, names: Sequence[str]) -> frozenset[str]:
        """The names of the files of orders that stand, and are not to be opened."""
        settings = self.settings
        overrides = (settings.languages, settings.formats, settings.as_of, settings.output)
        if self.plan is None or self.look is None or any(one is not None for one in overrides):
            return frozenset()
        self._standings = Standings(
            self.workspace.state, self.workspace.briefings, settings.today, self.look
        )
        found = self._standings.recall(self.plan)
        self.standing = {
            name: one for name, one in found.items() if not names or {name, one.stem} & {*names}
        }
        self.whole = len(self.standing) == len(found)
        return frozenset(one.stem for one in found.values())

    def keep_plan(self) -> None:
        """Keep the plan for the next time, once what was due is made."""
        if self.look is not None and not self._kept:
            self._kept = True
            self.look.keep()

    def is_due(self, order: str) -> bool:
        """Whether the plan says that an order is to be made, or to be looked at."""
        found = self.plan.of(order) if self.plan is not None else None
        return found is None or found.due

    def report(self, order: Order, wanted: Wanted) -> OrderReport | None:
        """The report of an order of which nothing has changed; None when it is to be made."""
        if self.settings.output is not None or wanted.overrides or self.is_due(order.name):
            return None
        known = memory.recall(self.workspace.state, order.name)
        found = self.plan.of(order.name) if self.plan is not None else None
        if known is None or found is None or found.edition != known.edition:
            return None
        shelf = self.store.search(order.name, lambda edition: edition.manifest.order.as_ordered)
        latest = shelf.edition
        if latest is None or latest.number != known.edition:
            return None
        aged = known.inputs != self.inputs.of(order, wanted)
        told = OrderReport(
            order.name,
            Outcome.UNCHANGED,
            last_good=latest.number,
            problems=(*known.order_problems, *shelf.damaged),
        )
        report = with_edition(told, latest)
        stands = self._standing(order, wanted, report, known.run_problems, aged=aged)
        self._found.append((order, known, stands))
        return report

    def made(self, order: Order, wanted: Wanted, report: OrderReport) -> None:
        """Note an order that was made now: it stands from here on, and need not be opened again."""
        stands, said = replace(report, outcome=Outcome.UNCHANGED), tuple(self.problems)
        if report.outcome is Outcome.PUBLISHED:  # before what is damaged stands what is not
            problems = tuple(one for one in report.problems if not _is_damage(one))
            stands = replace(stands, problems=problems)
        self._made[order.name] = self._standing(order, wanted, stands, said, aged=False)

    def _standing(
        self,
        order: Order,
        wanted: Wanted,
        report: OrderReport,
        said: tuple[Problem, ...],
        *,
        aged: bool,
    ) -> Standing:
        day = self.settings.today.isoformat() if wanted.as_of_rule == "today" else ""
        every = with_parts((order,))
        houses = tuple(dict.fromkeys(one.house for one in every))
        areas = tuple(dict.fromkeys(area for one in every for area in one.areas))
        return Standing(order.name, order.stem, houses, areas, day, lambda: report, said, aged)

    @property
    def is_aged(self) -> bool:
        """Whether sources have changed in what concerns none of the orders that stand."""
        every = (*self.standing.values(), *(one for _, _, one in self._found))
        return any(one.aged for one in every)

    def look_again(
        self,
        preparation: Callable[[], Preparation],
        wanted: Mapping[str, Wanted],
        orders: Iterable[Order],
    ) -> None:
        """Tell what sources say, as it was told, or today where they have changed since.

        orders  those of the run that were opened: sources are read for their countries too, so
                that it is the same reading whichever of all orders are due.
        """
        every = [*self.standing.values(), *(one for _, _, one in self._found)]
        for said in {id(one.said): one.said for one in every if not one.aged}.values():
            self.problems.extend(said)
        aged = [one for one in every if one.aged]
        if aged:
            read = preparation()
            opened = with_parts(orders)
            areas = {area for one in opened for area in one.areas}
            houses = {one.house for one in opened}
            read.read_for(
                frozenset(areas.union(*(one.areas for one in every))),
                frozenset(houses.union(*(one.houses for one in every))),
            )
            self.problems.extend(read.findings)
            for said in {id(one.said): one.said for one in aged}.values():
                self.problems.extend(p for p in said if not _is_of_sources(p))
        if self.problems.errors:
            return
        for order, known, one in self._found:
            if one.aged:
                inputs = self.inputs.of(order, wanted[order.name])
                given = known.edition, known.order_problems, tuple(self.problems)
                memory.remember(self.workspace.state, order.name, inputs, *given)

    def keep(self, reports: Iterable[OrderReport], orders: Iterable[Order]) -> None:
        """Keep what stands, after a run of all orders; not when a mistake was found in it.

        orders  those that were opened. A file one of whose orders does not stand is opened the
                next time, too, with all its orders.
        """
        if self._standings is None or not self.whole or self.problems.errors:
            return
        if any(report.outcome is Outcome.REFUSED for report in reports):
            return
        told: tuple[Problem, ...] = tuple(self.problems)
        every = (
            *self.standing.values(),
            *(one for _, _, one in self._found),
            *self._made.values(),
        )
        sound = [one for one in every if not any(map(_is_damage, one.report.problems))]
        names = {one.order for one in sound}
        opened = {order.stem for order in orders if order.name not in names}
        self._standings.keep(
            (
                replace(one, said=told, aged=False) if one.aged else one
                for one in sound
                if one.stem not in opened
            ),
            self._made.keys(),
        )


def _is_damage(problem: Problem) -> bool:
    return problem.code == "edition-damaged"


def _is_of_sources(problem: Problem) -> bool:
    """Whether a problem was found while sources were read, and not in choosing."""
    return (problem.where.file or "").startswith("sources/")
