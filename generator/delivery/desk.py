"""What an officer sees and decides: the account of all orders, and what becomes of an open one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from generator.build.workspace import Workspace
from generator.delivery.deciding import stamp
from generator.delivery.ledger import opened
from generator.editions.deliveries import (
    FOLDER,
    HAD,
    SETTLED,
    Delivery,
    State,
    read_account,
)
from generator.editions.lock import HeldError
from generator.editions.names import ORDER_NAME
from generator.editions.trouble import writing_problem
from generator.problems import Findings, Problem, Where

RETRY: Final = "retry"
GIVE_UP: Final = "give-up"
ARRIVED: Final = "sent"

_AFTER: Final = {RETRY: State.FAILED, GIVE_UP: State.GIVEN_UP, ARRIVED: State.SENT}
_FROM: Final = {
    RETRY: frozenset({State.FAILED, State.REFUSED, State.UNSURE, State.HANDING, State.GIVEN_UP}),
    GIVE_UP: frozenset(State) - SETTLED,
    ARRIVED: frozenset({State.UNSURE, State.HANDING}),
}


def accounts(
    workspace: Workspace, orders: Sequence[str] = (), *, everything: bool = False
) -> tuple[Delivery, ...]:
    """The deliveries of some orders or all; of each recipient the newest, and all that are open.

    everything  also what was settled before.
    """
    found: list[Delivery] = []
    for name in _orders(workspace):
        if orders and name not in orders:
            continue
        account = read_account(workspace.root, name, workspace.briefings)
        every = sorted(
            account.deliveries.values(), key=lambda one: (one.edition, one.recipient, one.channel)
        )
        newest = {(one.recipient, one.channel): one.id for one in every}
        found += [
            one
            for one in every
            if everything
            or one.state not in SETTLED
            or newest[one.recipient, one.channel] == one.id
        ]
        found += [
            Delivery(known, name, number, "", "", state=state)
            for known, (number, state) in account.ids.items()
            if known not in account.deliveries and state in HAD
        ]
    return tuple(found)


def decide(
    workspace: Workspace, name: str, what: str, by: str, why: str, findings: Findings
) -> Delivery | None:
    """Write down what an officer has decided about a delivery; None, with the problem, if not.

    name  the id of the delivery, or its beginning.
    """
    one = _meant(workspace, name, findings)
    if one is None:
        return None
    now = stamp(dt.datetime.now(tz=dt.UTC))
    place = f"{FOLDER}/{one.order}"
    try:
        with opened(
            workspace.root,
            workspace.briefings,
            one.order,
            lambda: MappingProxyType({}),
            now=now,
            wait=30.0,
        ) as ledger:
            known = ledger.of(one.id)
            if known is None or known.state not in _FROM[what]:
                state = known.state.value if known else one.state.value
                findings.add("delivery-not-open", Where(place), id=one.id[:8], state=state)
                return None
            decided = replace(known, state=_AFTER[what], at=now, due="", attempts=0, by=by, why=why)
            return ledger.note(decided)
    except HeldError as error:
        values = {"order": one.order, "holder": error.holder}
        findings.put(Problem("delivery-in-use", Where(place), values))
    except OSError as error:
        findings.put(writing_problem(error, place))
    return None


def _orders(workspace: Workspace) -> tuple[str, ...]:
    """The orders of which something was delivered."""
    folders = (workspace.root / FOLDER, workspace.briefings)
    return tuple(
        sorted(
            {
                path.name
                for folder in folders
                if folder.is_dir()
                for path in folder.iterdir()
                if path.is_dir() and ORDER_NAME.fullmatch(path.name)
            }
        )
    )


def _meant(workspace: Workspace, name: str, findings: Findings) -> Delivery | None:
    every = accounts(workspace, everything=True)
    found = [one for one in every if one.id.startswith(name.lower())] if name else []
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(one.id[:13] for one in found[:5])
        findings.add("delivery-many-ids", id=name[:40], choices=choices)
    else:
        findings.add("delivery-unknown-id", id=name[:40])
    return None
