"""Orders on their way through the workers: a few at a time, each refused or made by itself."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.build.chosen import Chosen
from generator.build.edition_maker import EditionMaker
from generator.build.orders.order import Order
from generator.build.publisher import Publisher
from generator.build.report import OrderReport
from generator.build.warm import never
from generator.build.workers.launcher import WorkersGoneError
from generator.editions.lock import HeldError
from generator.editions.trouble import held_problem, writing_problem
from generator.problems import Findings, Problem

if TYPE_CHECKING:
    from generator.build.workers.doing import Workers

_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class Ways:
    """How the line gets at the rest of the run.

    choose  facts for an order, or None with problems; maker: who makes an edition of them.
    refuse  the report of an order that is not made; place: an order's folder, in words.
    enough  whether no further order is to be begun.
    """

    choose: Callable[[Order, Findings], Chosen | None]
    maker: Callable[[Chosen], EditionMaker]
    refuse: Callable[[Order, tuple[Problem, ...]], OrderReport]
    place: Callable[[Order], str]
    enough: Callable[[], bool] = never


class Line:
    """Takes orders through the workers. ``finished`` holds the makers that are done."""

    def __init__(self, ways: Ways, pool: Workers, wait: float) -> None:
        self.finished: list[EditionMaker] = []
        self._ways = ways
        self._pool = pool
        self._width = 1
        self._wait = wait
        self._waiting: deque[Order] = deque()
        self._held: list[Order] = []
        self._active: dict[str, EditionMaker] = {}
        self._publisher = Publisher()
        self._reports: list[OrderReport] = []

    def make(self, orders: Sequence[Order]) -> list[OrderReport]:
        """Make all; gives what became of each, in the order in which they ended."""
        self._waiting.extend(orders)
        try:
            self._run()
        except WorkersGoneError as gone:
            while self._publisher:  # what is made needs no workers
                self._settle_published(await_one=True)
            unmade = [*(maker.order for maker in self._active.values()), *self._waiting]
            for order in (*unmade, *self._held):
                self._reports.append(self._ways.refuse(order, (gone.problem(order.name),)))
        finally:
            self._publisher.close()
            for maker in self._active.values():
                maker.close()
        return self._reports

    def _run(self) -> None:
        self._pool.await_workers()
        self._width = self._pool.width + 1
        self._open()
        self._work()
        while self._publisher:
            self._settle_published(await_one=True)
            self._open()
            self._work()

    def _work(self) -> None:
        """Take results until no task is left; editions may still be on their way to the disk."""
        for result in self._pool.results():
            maker = self._active[result.task.key[0]]
            for task in maker.take(result):
                self._pool.submit(task)
            if maker.ready is not None:
                self._publisher.begin(maker)
            self._settle(maker)
            # Whole documents are held until they are written: a slow disk gets no ever longer row.
            self._settle_published(await_one=len(self._publisher) > self._width)
            self._open()

    def _open(self) -> None:
        """Bring in orders while there is room; those held by another build come last."""
        if self._ways.enough():
            self._waiting.clear()
            self._held.clear()
        while self._waiting and len(self._active) - len(self._publisher) < self._width:
            self._bring(self._waiting.popleft(), self._held.append)
        if not self._active and not self._waiting:
            self._wait_for_held()

    def _wait_for_held(self) -> None:
        deadline = time.monotonic() + self._wait
        while self._held and not self._active and not self._ways.enough():
            still: list[Order] = []
            for order in self._held:
                self._bring(order, still.append)
            self._held = still
            if not still or self._active:
                return
            if time.monotonic() >= deadline:
                for order in still:
                    self._bring(order, None)
                self._held = []
                return
            time.sleep(_PAUSE)

    def _bring(self, order: Order, later: Callable[[Order], None] | None) -> None:
        """Begin an order; ``later`` takes it when another build holds it, else it is refused."""
        findings = Findings()
        chosen = self._ways.choose(order, findings)
        if chosen is None:
            self._reports.append(self._ways.refuse(order, tuple(findings)))
            return
        maker = self._ways.maker(chosen)
        place = self._ways.place(order)
        try:
            tasks = maker.begin()
        except HeldError as held:
            maker.close()
            if later is not None:
                later(order)
                return
            problem = held_problem(held, order.name, place)
            self._reports.append(self._ways.refuse(order, (problem,)))
            return
        except OSError as error:
            maker.close()
            problem = writing_problem(error, place)
            self._reports.append(self._ways.refuse(order, (problem,)))
            return
        self._active[order.name] = maker
        for task in tasks:
            self._pool.submit(task)

    def _settle_published(self, *, await_one: bool) -> None:
        for maker in self._publisher.ended(await_one=await_one):
            self._settle(maker)

    def _settle(self, maker: EditionMaker) -> None:
        if maker.report is None:
            return
        self._reports.append(maker.report)
        self.finished.append(maker)
        del self._active[maker.order.name]
