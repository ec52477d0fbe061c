"""The texts that the translator's loop is about: of a workspace, or of one order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.build.inputs import Inputs, wanted_of
from generator.build.materials import considered
from generator.build.orders.audiences import asked, may_be_meant
from generator.build.orders.handoff import order_facts, order_texts, with_order_texts
from generator.build.orders.order import (
    DEFAULT_HOUSE,
    Order,
    read_order,
    read_orders,
    unknown_names,
)
from generator.build.preparing import Preparation
from generator.build.report import Settings
from generator.build.stages import Stages
from generator.build.template_words import template_words, with_words
from generator.build.workspace import Workspace
from generator.facts.model import Fact, FactBase
from generator.facts.sources import read_sources
from generator.house.model import HouseStyle
from generator.house.read import read_house
from generator.problems import Findings, Problem, ProblemsFound, Severity, Where
from generator.translation.desk import Desk


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose texts are meant: all of the workspace, or those that one order prints.

    house    the house style with markings and terms; an order has its own. None: the one
             that all orders of the workspace name.
    ceiling  highest marking that may go out; None: the order's, else the lowest level.
    """

    order: str | None = None
    house: str | None = None
    ceiling: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of a scope, with all that is needed to speak of them."""

    base: FactBase
    house: HouseStyle
    facts: tuple[Fact, ...]
    desk: Desk
    ceiling: str
    order: Order | None = None
    problems: tuple[Problem, ...] = field(default=())

    @property
    def levels(self) -> tuple[str, ...]:
        """The marking levels of the house, lowest first."""
        return tuple(level.name for level in self.house.marking.levels)

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language in which a source keeps texts."""
        return self._kept_by((*self.base.sources, *self.desk.orders, *self.desk.templates))

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages of the sources that hold statements; names alone do not count."""
        return self._kept_by(fact.origin.source for fact in self.facts if fact.text)

    def _kept_by(self, sources: Iterable[str]) -> tuple[str, ...]:
        found = (tag for name in dict.fromkeys(sources) for tag in self.desk.languages(name))
        return tuple(dict.fromkeys(found))


def texts_known(workspace: Workspace, scope: Scope, today: dt.date) -> Known:
    """The texts of a scope. Raises ``ProblemsFound`` when its order is unsound."""
    if scope.order is None:
        return all_known(workspace, scope)
    return _order_known(workspace, scope, scope.order, today)


def all_known(workspace: Workspace, scope: Scope) -> Known:
    """Every statement of the workspace; statistics have no texts to translate."""
    findings = Findings()
    house = _house(workspace, scope.house)
    levels = tuple(level.name for level in house.marking.levels)
    reading = Findings()
    base = read_sources(workspace.root, reading, levels=levels, areas=())
    ceiling = scope.ceiling or levels[0]
    orders = read_orders(workspace, (), Findings())
    templates = template_words(workspace, reading)
    findings.extend(_unread(reading))
    desk = Desk(
        workspace.root,
        levels,
        orders={o.name: order_texts(o, workspace) for o in orders},
        templates={words.source: words for words in templates},
    )
    base = with_order_texts(with_words(base, templates, levels[0]), orders, levels)
    return Known(base, house, tuple(base.facts.values()), desk, ceiling, problems=tuple(findings))


def _order_known(workspace: Workspace, scope: Scope, name: str, today: dt.date) -> Known:
    """The statements that an order prints on its day."""
    order = _order(workspace, name)
    settings = Settings(today=today, clock=today)
    findings = Findings()
    wanted = wanted_of(order, settings, findings)
    preparation = Preparation(workspace, settings, Stages(), Inputs(workspace))
    preparation.read([order])
    chosen = None
    if wanted is not None:
        chosen = preparation.choose(order, wanted, "", None, findings)
    if chosen is None:
        raise ProblemsFound([*preparation.findings.errors, *findings.errors])
    levels = tuple(level.name for level in chosen.house.marking.levels)
    facts = {fact.id: fact for fact in considered(chosen.selection)}
    facts |= {fact.id: fact for fact in order_facts(order, levels)}
    templates = template_words(workspace, preparation.findings, (order.template,))
    facts |= {fact.id: fact for words in templates for fact in words.facts(levels[0])}
    return Known(
        with_order_texts(with_words(chosen.base, templates, levels[0]), (order,), levels),
        chosen.house,
        tuple(facts.values()),
        Desk(
            workspace.root,
            levels,
            orders={order.name: order_texts(order, workspace)},
            templates={words.source: words for words in templates},
        ),
        scope.ceiling or order.ceiling or levels[0],
        order,
        tuple(_unread(preparation.findings)),
    )


def _order(workspace: Workspace, name: str) -> Order:
    """The order of that name; ``ProblemsFound`` when there is none or it is unsound."""
    unknown = unknown_names(workspace, (name,))
    if unknown:
        raise ProblemsFound(unknown)
    findings = Findings()
    for stem in workspace.order_names():
        path = workspace.briefings / f"{stem}.toml"
        if not may_be_meant(stem, (name,)):
            continue
        order = read_order(path, findings, shown_as=workspace.shown(path))
        if order is not None and order.name == name:
            return order
        for one in asked((order,) if order else (), (name,)):
            return one
    raise ProblemsFound(findings)


def _unread(findings: Findings) -> Iterable[Problem]:
    """Mistakes of the sources, as warnings: what cannot be read cannot be translated."""
    for problem in findings.errors:
        yield Problem(problem.code, problem.where, problem.values, Severity.WARNING)


def _house(workspace: Workspace, asked: str | None) -> HouseStyle:
    name = asked or _usual_house(workspace)
    findings = Findings()
    folder = workspace.house_folder(name)
    house = read_house(folder, findings) if folder else None
    if house is None:
        findings.stop_on_errors()
        values = {"house": name, "houses": ", ".join(workspace.house_names())}
        raise ProblemsFound([Problem("survey-unknown-house", Where(), values)])
    return house


def _usual_house(workspace: Workspace) -> str:
    """The house style of all orders; that of new orders where they differ or there are none."""
    orders = read_orders(workspace, (), Findings())
    names = {order.house for order in orders}
    return names.pop() if len(names) == 1 else DEFAULT_HOUSE
