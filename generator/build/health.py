"""The health of the facts that orders stand on: what is doubtful now, and what will be soon.

Everything is chosen as for a draft, which shows most. Facts are named by their ids and never
quoted: the list goes to whoever keeps the sources.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from generator.build.chosen import Chosen
from generator.build.gating import TOO_OLD, as_draft, doubtful, doubtful_by
from generator.build.inputs import Inputs, wanted_of
from generator.build.orders.changes import follows
from generator.build.orders.order import Order, read_orders
from generator.build.preparing import Preparation
from generator.build.report import Settings
from generator.build.stages import Stages
from generator.build.workspace import Workspace
from generator.facts.model import Fact
from generator.problems import Findings, Problem
from generator.selection.knowledge import age_days
from generator.selection.model import Selection
from generator.selection.staleness import freshness, limit_days
from generator.selection.texts import Answer, TextPolicy, text_for

Verdict: TypeAlias = Literal["final", "draft", "refused", "unknown"]
State: TypeAlias = Literal["now", "soon"]

_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ailment:
    """One doubt about one fact of an order.

    kind   "stale", "expired", "conflicting" or "untranslated"; state: today, or by the day
           looked forward to. since: the first day of the doubt, where it has one.
    age, limit  in days. languages: those that lack the text.
    with_facts  ids of the facts it disagrees with.
    """

    kind: str
    state: State
    fact: str
    source: str
    file: str
    line: int
    since: dt.date | None = None
    age: int | None = None
    limit: int | None = None
    languages: tuple[str, ...] = ()
    with_facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderHealth:
    """How the facts of an order stand.

    verdict  what a final edition would be today, whether or not one is ordered: "final", "draft"
             or "refused" by the gate; "unknown" where the order cannot be made at all.
    final    whether a final edition is ordered. until: the day looked forward to.
    facts    how many facts are chosen.
    """

    order: str
    as_of: dt.date
    until: dt.date
    final: bool
    verdict: Verdict
    facts: int = 0
    ailments: tuple[Ailment, ...] = ()
    problems: tuple[Problem, ...] = ()

    def counted(self, kind: str, state: State) -> int:
        """How many facts have that doubt."""
        return sum(one.kind == kind and one.state == state for one in self.ailments)


def health_of(
    workspace: Workspace, names: Sequence[str], today: dt.date, days: int, findings: Findings
) -> tuple[OrderHealth, ...]:
    """The health of some orders, or of all; what cannot be read is in ``findings``.

    days  how far to look forward: a meeting before then ends the look at its day.
    """
    settings = Settings(today=today, clock=today)
    orders = [order for order in read_orders(workspace, names, findings) if not follows(order)]
    preparation = Preparation(workspace, settings, Stages(), Inputs(workspace))
    preparation.read(orders)
    findings.extend(preparation.findings)
    return tuple(_health(preparation, order, settings, days) for order in orders)


def _health(preparation: Preparation, order: Order, settings: Settings, days: int) -> OrderHealth:
    found = Findings()
    wanted = wanted_of(order, settings, found)
    final = order.status == "clean"
    if wanted is None:
        day = settings.today
        return OrderHealth(
            order.name,
            day,
            _until(order, day, days),
            final,
            "unknown",
            problems=tuple(found.errors),
        )
    until = _until(order, wanted.as_of, days)
    chosen = preparation.choose(as_draft(order), wanted, "", None, found)
    if chosen is None:
        return OrderHealth(
            order.name, wanted.as_of, until, final, "unknown", problems=tuple(found.errors)
        )
    ailments = tuple(_ailments(chosen, wanted.languages, until))
    return OrderHealth(
        order.name,
        wanted.as_of,
        until,
        final,
        _verdict(chosen, ailments),
        len(_facts(chosen.selection)),
        ailments,
    )


def _until(order: Order, day: dt.date, days: int) -> dt.date:
    """The day of the meeting, when it is near enough; else so many days on."""
    last = day + dt.timedelta(days=days)
    met = order.meeting.date if order.meeting else None
    meeting = met if isinstance(met, dt.date) or met is None else met.last
    return meeting if meeting is not None and day < meeting <= last else last


def _verdict(chosen: Chosen, ailments: Sequence[Ailment]) -> Verdict:
    verdicts = {chosen.house.gate.on(one.kind) for one in ailments if one.state == "now"}
    if "refuse" in verdicts:
        return "refused"
    return "draft" if "draft" in verdicts else "final"


def _facts(selection: Selection) -> dict[str, Fact]:
    return {one.fact.id: one.fact for some in selection.chosen.values() for one in some}


def _ailments(chosen: Chosen, languages: Sequence[str], until: dt.date) -> Iterator[Ailment]:
    """Every doubt, the oldest first of each kind."""
    selection = chosen.selection
    facts = _facts(selection)
    facts |= {held.fact.id: held.fact for held in selection.held if held.reason == TOO_OLD}
    today = selection.request.as_of
    dated = [
        *_doubted(facts, doubtful(selection, facts), "now", today),
        *_doubted(facts, doubtful_by(selection, until), "soon", until),
    ]
    yield from sorted(dated, key=lambda one: (one.state, one.kind, one.since or until, one.fact))
    for conflict in selection.conflicts.values():
        members = [one.fact for one in conflict.chosen]
        if conflict.ruling is None and conflict.what == "value":
            for fact in members:
                others = tuple(other.id for other in members if other.id != fact.id)
                yield _ailment("conflicting", "now", fact, with_facts=others)
    for _, fact in sorted(facts.items()):
        lacking = tuple(tag for tag in languages if fact.text and _is_wanting(fact, tag))
        if lacking:
            yield _ailment("untranslated", "now", fact, languages=lacking)


def _doubted(
    facts: Mapping[str, Fact], doubts: Mapping[str, tuple[str, ...]], state: State, day: dt.date
) -> Iterator[Ailment]:
    """Facts that are too old or past; day: the last on which they may have become so."""
    for kind, names in doubts.items():
        for name in names:
            fact = facts[name]
            since = _turned(fact, day)
            age = age_days(fact, day) if kind == "stale" else None
            yield _ailment(kind, state, fact, since=since, age=age, limit=limit_days(fact))


def _turned(fact: Fact, day: dt.date) -> dt.date | None:
    """The first day on which a fact had the level it has on a day; None: it always had it."""
    level = freshness(fact, day)
    early, late = dt.date(1900, 1, 1), day
    if freshness(fact, early) is level:
        return None
    while late - early > _DAY:  # a fact only grows older
        between = early + (late - early) // 2
        early, late = (early, between) if freshness(fact, between) is level else (between, late)
    return late


def _is_wanting(fact: Fact, language: str) -> bool:
    """Whether a reader of the language does not get the text reviewed in it."""
    wording = text_for(fact, language, TextPolicy())
    return wording.answer is not Answer.OWN or wording.unreviewed


def _ailment(kind: str, state: State, fact: Fact, **more: Any) -> Ailment:
    return Ailment(
        kind, state, fact.id, fact.origin.source, fact.file or "", fact.line or 0, **more
    )
