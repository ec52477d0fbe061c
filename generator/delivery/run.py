"""Delivers what is due: the outbox of a workspace.

For each delivery the account says first what is about to be done, then what came of it. One that
fails never keeps back another. ``deliver`` can be called at any time, as often as one likes:
what was delivered is not delivered again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.build.workspace import Workspace
from generator.delivery.deciding import Step, after_failure, moment, stamp, step_of
from generator.delivery.ledger import Ledger, opened
from generator.delivery.model import Book
from generator.delivery.planning import Parcel, Planner, withheld
from generator.delivery.report import TROUBLE, DeliveryReport, Told
from generator.delivery.sending import Sender
from generator.delivery.settings import note_unused, read_book
from generator.delivery.trouble import DeliveryError
from generator.editions.deliveries import Delivery, State, delivery_id
from generator.editions.lock import HeldError
from generator.editions.trouble import writing_problem
from generator.problems import Findings, Problem, Severity, Where

_CODES = {
    State.FAILED: "delivery-failed",
    State.REFUSED: "delivery-refused",
    State.UNSURE: "delivery-unsure",
    State.HANDING: "delivery-unsure",
}
_OPEN = frozenset({State.INTENDED, State.SENDING, State.FAILED, State.REFUSED})


def _now() -> dt.datetime:
    return dt.datetime.now(tz=dt.UTC)


@dataclass(frozen=True, slots=True)
class Around:
    """Clock and listener of a run; a test brings its own. wait: seconds for another run."""

    now: Callable[[], dt.datetime] = _now
    told: Callable[[str], None] = lambda line: None
    wait: float = 30.0


def deliver(
    workspace: Workspace, names: Sequence[str] = (), around: Around | None = None
) -> DeliveryReport:
    """Deliver the newest editions of some orders, or of all that ``deliveries.toml`` names.

    Gives what became of each delivery; raises nothing for what a person can mend. A workspace
    without the file delivers nothing.
    """
    findings = Findings()
    book = read_book(workspace.root, findings)
    if book is None:
        return DeliveryReport(problems=tuple(findings))
    with contextlib.ExitStack() as stack:
        return _Run(workspace, book, findings, around or Around(), stack).deliver(names)


class _Run:
    def __init__(
        self,
        workspace: Workspace,
        book: Book,
        findings: Findings,
        around: Around,
        stack: contextlib.ExitStack,
    ) -> None:
        self._workspace = workspace
        self._book = book
        self._findings = findings
        self._around = around
        self._planner = Planner(workspace, book, findings)
        self._sender = Sender(workspace, self._planner, around.now, findings, stack)
        self._closed: dict[str, DeliveryError] = {}
        self._told: list[Told] = []

    def deliver(self, names: Sequence[str]) -> DeliveryReport:
        note_unused(self._book, self._findings)
        plan = self._planner.plan(names)
        for order, parcels in plan.parcels.items():
            self._order(order, parcels)
        problems = (*self._findings, *plan.withheld)
        return DeliveryReport(tuple(self._told), problems)

    # ------------------------------------------------------------ one order

    def _order(self, order: str, parcels: Sequence[Parcel]) -> None:
        root, briefings = self._workspace.root, self._workspace.briefings
        place = f"deliveries/{order}"
        try:
            with opened(
                root,
                briefings,
                order,
                lambda: self._meant(order),
                now=stamp(self._around.now()),
                wait=self._around.wait,
            ) as ledger:
                self._findings.extend(ledger.problems)
                for parcel in parcels:
                    self._one(ledger, parcel)
        except HeldError as error:
            values = {"order": order, "holder": error.holder}
            self._findings.put(Problem("delivery-in-use", Where(place), values))
        except OSError as error:
            # What stands in the account holds; the next run goes on from there.
            self._findings.put(writing_problem(error, place))
            self._findings.add("delivery-account-unwritable", Where(place), order=order)

    def _meant(self, order: str) -> Mapping[str, Delivery]:
        """Every delivery of an order that could have been made, by its id."""
        found: dict[str, Delivery] = {}
        for edition in self._planner.store.list(order).editions:
            for recipient in self._book.recipients.values():
                for name in recipient.channels:
                    made = delivery_id(edition.manifest, recipient.name, name)
                    kind = self._book.channels[name].kind
                    found[made] = Delivery(
                        made, order, edition.number, recipient.name, name, kind, recipient.address
                    )
        return found

    # ------------------------------------------------------------ one delivery

    def _one(self, ledger: Ledger, parcel: Parcel) -> None:
        known = ledger.of(parcel.id)
        self._supersede(ledger, parcel)
        now = self._around.now()
        step = step_of(parcel, known, ledger.account, now, doubtful=ledger.doubtful)
        delivery = known or parcel.delivery()
        files = tuple(one.file for one in parcel.files)
        match step:
            case Step.UNCHANGED:
                self._note(ledger, delivery, State.UNCHANGED)
            case Step.DOUBT:
                told = replace(delivery, code="delivery-account-doubtful")
                delivery = self._note(ledger, told, State.UNSURE)
                self._tell(delivery, new=True, files=files)
            case Step.SEND if parcel.channel.name in self._closed:
                self._keep_back(ledger, parcel, delivery)
            case Step.SEND:
                delivery = self._send(ledger, parcel, delivery)
                self._tell(delivery, new=True, files=files)
            case _:
                self._tell(delivery, files=files)

    def _keep_back(self, ledger: Ledger, parcel: Parcel, delivery: Delivery) -> None:
        """Leave a delivery for the next run: its channel does not work for anybody."""
        if delivery.id not in ledger.deliveries:
            delivery = self._note(ledger, delivery, State.INTENDED)
        reason = self._closed[parcel.channel.name]
        answer = _words_of(delivery, reason)
        self._tell(replace(delivery, state=State.FAILED, answer=answer), files=())

    def _supersede(self, ledger: Ledger, parcel: Parcel) -> None:
        """Settle older editions that never went: the newest takes their place."""
        for one in list(ledger.deliveries.values()):
            same = (one.recipient, one.channel) == (parcel.recipient.name, parcel.channel.name)
            if same and one.edition < parcel.edition.number and one.state in _OPEN:
                self._note(ledger, one, State.SUPERSEDED)

    def _send(self, ledger: Ledger, parcel: Parcel, delivery: Delivery) -> Delivery:
        """Try a delivery once."""
        if delivery.id not in ledger.deliveries:
            delivery = self._note(ledger, delivery, State.INTENDED)
        number = parcel.edition.number
        who = f"{parcel.order.name}, edition {number}, to {delivery.recipient}"
        self._around.told(f"Delivering {who} ({parcel.channel.name})")
        begun = replace(
            delivery, attempts=delivery.attempts + 1, due="", code="", answer="", to=parcel.to
        )
        try:
            self._check_once_more(parcel)
            send = self._sender.ready(parcel, ledger.account, moment(delivery.first))
            begun = self._note(ledger, begun, State.SENDING)
            answer = send(lambda: _nothing(self._note(ledger, begun, State.HANDING)))
        except DeliveryError as error:
            if error.settings:
                self._closed[parcel.channel.name] = error
            return self._failed(ledger, begun, error)
        return self._note(ledger, replace(begun, answer=answer), State.SENT)

    def _check_once_more(self, parcel: Parcel) -> None:
        """Right before anything leaves: the documents are as published, and may go there."""
        problem = self._planner.store.verify(parcel.edition) or withheld(
            parcel.edition.manifest, parcel.house, parcel.recipient, parcel.channel
        )
        if problem is not None:
            self._findings.put(problem)
            raise DeliveryError("delivery-not-sound", edition=parcel.edition.number)

    def _failed(self, ledger: Ledger, begun: Delivery, error: DeliveryError) -> Delivery:
        """Write down why a try failed, and when the next one is."""
        state, due = after_failure(begun, error, self._around.now())
        told = replace(begun, due=due, code=error.code, answer=_words_of(begun, error))
        return self._note(ledger, told, state)

    # ------------------------------------------------------------ small things

    def _note(self, ledger: Ledger, delivery: Delivery, state: State) -> Delivery:
        return ledger.note(replace(delivery, state=state, at=stamp(self._around.now())))

    def _tell(self, delivery: Delivery, files: tuple[str, ...], *, new: bool = False) -> None:
        problem = None
        if delivery.state in TROUBLE:
            problem = account_problem(delivery)
        self._told.append(Told(delivery, new=new, problem=problem, files=files))


def account_problem(delivery: Delivery) -> Problem:
    """What the account tells of a delivery that is not sent, as a problem with its remedy."""
    values = {
        "order": delivery.order,
        "edition": str(delivery.edition),
        "recipient": delivery.recipient,
        "channel": delivery.channel,
        "id": delivery.id,
        "due": delivery.due,
        "attempts": str(delivery.attempts),
        "reason": delivery.answer or "the program was ended while it was sending.",
    }
    code = _CODES[delivery.state]
    severity = Severity.WARNING if delivery.state is State.FAILED else Severity.ERROR
    return Problem(code, Where(record=delivery.order), values, severity)


def _words_of(delivery: Delivery, error: DeliveryError) -> str:
    """The reason of a failure; where a person has to mend something, with what is to be done."""
    problem = Problem(error.code, Where(record=delivery.order), error.values)
    return f"{problem.what} {problem.remedy}" if error.settings else problem.what


def _nothing(_: object) -> None:
    """What is written down is all that is wanted."""
