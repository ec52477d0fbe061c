"""What a plan says: values without rules.

Tuples with names, from the standard library alone: who asks whether anything is due waits for
all that is loaded for the answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

UP_TO_DATE: Final = "up-to-date"
STALE: Final = "stale"
TO_CHECK: Final = "to-check"
ALONG: Final = "along"

_GRAVITY: Final = {UP_TO_DATE: 0, ALONG: 1, TO_CHECK: 2, STALE: 3}


class Why(NamedTuple):
    """One reason why a document is due, or one change that does not concern it.

    what     code; ``generator.build.planning.words`` says it in plain words.
    name     what it is about: id of a fact, name of a file, a language, a library.
    old, new what it was and is, as far as that may be told; source: where it stands.
    certain  the document will surely be another; else only composing it will tell.
    languages  the documents that it concerns; () = all of the order.
    """

    what: str
    name: str = ""
    old: str = ""
    new: str = ""
    source: str = ""
    certain: bool = False
    languages: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values for scripts."""
        return {**self._asdict(), "languages": list(self.languages)}


class Planned(NamedTuple):
    """One document of an order: one language in one format (and one piece of a pack).

    state    "up-to-date"; "stale": what it prints has changed; "to-check": something it depends
             on has changed, and composing tells whether it prints otherwise; "along": nothing it
             depends on has changed, but its edition is made again because of the others.
    file     its name in the edition that stands; "" when there is none.
    """

    language: str
    format: str
    state: str
    reasons: tuple[Why, ...] = ()
    file: str = ""
    piece: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values for scripts."""
        return {**self._asdict(), "reasons": [why.as_json() for why in self.reasons]}


class PlannedOrder(NamedTuple):
    """An order with its documents, and the edition that stands (0: there is none).

    unaffected  changes it was looked at for, and that it does not depend on.
    """

    order: str
    edition: int
    documents: tuple[Planned, ...]
    unaffected: tuple[Why, ...] = ()

    @property
    def state(self) -> str:
        """The gravest state of its documents."""
        states = (document.state for document in self.documents)
        return max(states, key=lambda state: _GRAVITY[state], default=TO_CHECK)

    @property
    def due(self) -> bool:
        """Whether a build has anything to do for it."""
        return self.state != UP_TO_DATE

    @property
    def reasons(self) -> tuple[Why, ...]:
        """Every reason of its documents, once."""
        return tuple(dict.fromkeys(why for one in self.documents for why in one.reasons))


class Plan(NamedTuple):
    """Every document of every order, as it stands on a day.

    until    the first day on which the answer may be another although no file changes.
    problems what could not be read, as plain values of problems: those orders are to check.
    """

    day: dt.date
    orders: tuple[PlannedOrder, ...]
    until: dt.date | None = None

    @property
    def due(self) -> tuple[str, ...]:
        """Names of the orders for which a build has something to do."""
        return tuple(one.order for one in self.orders if one.due)

    def of(self, order: str) -> PlannedOrder | None:
        """What is planned for an order, or None."""
        return next((one for one in self.orders if one.order == order), None)

    def holds(self, day: dt.date) -> bool:
        """Whether the plan is the same on another day, as long as no file changes."""
        return self.day <= day and (self.until is None or day < self.until)

    def as_json(self) -> dict[str, Any]:
        """Plain values for scripts."""
        return {
            "day": self.day.isoformat(),
            "until": self.until.isoformat() if self.until else None,
            "orders": [
                {
                    "order": one.order,
                    "edition": one.edition,
                    "state": one.state,
                    "documents": [made.as_json() for made in one.documents],
                    "unaffected": [why.as_json() for why in one.unaffected],
                }
                for one in self.orders
            ],
        }


def packed(plan: Plan) -> list[Any]:
    """A plan as plain lists, for keeping it: what no document has in particular costs nothing."""
    until = plan.until.isoformat() if plan.until else None
    return [plan.day.isoformat(), until, [_packed_order(one) for one in plan.orders]]


def _packed_order(one: PlannedOrder) -> list[Any]:
    documents = [
        [made.language, made.format, made.state, _packed_reasons(made.reasons), made.file]
        + ([made.piece] if made.piece else [])
        for made in one.documents
    ]
    return [one.order, one.edition, documents, _packed_reasons(one.unaffected)]


def _packed_reasons(reasons: Iterable[Why]) -> list[tuple[Any, ...]]:
    return [*reasons]


def plan_from(plain: Any) -> Plan:
    """The plan that ``packed`` gave. Raises ``IndexError``, ``TypeError``, ``ValueError``."""
    day, until, orders = plain
    return Plan(
        dt.date.fromisoformat(day),
        tuple(_order_from(*one) for one in orders),
        dt.date.fromisoformat(until) if until else None,
    )


def _order_from(
    order: str, edition: int, documents: list[list[Any]], unaffected: list[list[Any]]
) -> PlannedOrder:
    found = tuple(
        Planned(language, name, state, _reasons_from(reasons), *rest)
        for language, name, state, reasons, *rest in documents
    )
    return PlannedOrder(order, edition, found, _reasons_from(unaffected))


def _reasons_from(plain: list[list[Any]]) -> tuple[Why, ...]:
    return tuple(_reason_from(*one) for one in plain)


def _reason_from(
    what: str, name: str, old: str, new: str, source: str, certain: bool, languages: list[str]
) -> Why:
    return Why(what, name, old, new, source, certain, tuple(languages))
