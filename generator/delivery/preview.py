"""What a run would send: the same plan and messages, and nothing is sent or written down."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from generator.build.workspace import Workspace
from generator.delivery.deciding import Step, moment, stamp, step_of
from generator.delivery.letter import letter_of
from generator.delivery.mail import message_of, subject_of
from generator.delivery.model import FolderChannel, MailChannel, WebhookChannel
from generator.delivery.planning import Parcel, Planner
from generator.delivery.run import account_problem
from generator.delivery.sending import Sender
from generator.delivery.settings import note_unused, read_book
from generator.delivery.since import Since
from generator.delivery.trouble import DeliveryError
from generator.delivery.webhook import body_of
from generator.editions import atomic
from generator.editions.deliveries import Account, read_account
from generator.problems import Findings, Problem, ProblemsFound, Where

_WORDS: Final = {
    Step.SEND: "would be sent",
    Step.WAIT: "would wait for its next try",
    Step.ASK: "waits for an officer",
    Step.UNCHANGED: "nothing that they get has changed; nothing would be sent",
    Step.DOUBT: "would wait for an officer",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One delivery that would be made. since: what it says of changes, in short."""

    id: str
    order: str
    edition: int
    recipient: str
    channel: str
    kind: str
    to: str
    language: str
    step: str
    words: str
    subject: str = ""
    since: str = ""
    files: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Plain values for scripts."""
        return asdict(self)


def preview(
    workspace: Workspace, names: Sequence[str] = (), save: Path | None = None
) -> tuple[tuple[Shown, ...], tuple[Problem, ...]]:
    """What would go to whom, and what an officer should know.

    save  a folder for the messages: ``<delivery>.eml`` and ``<delivery>.json``.
    """
    findings = Findings()
    book = read_book(workspace.root, findings)
    if book is None:
        return (), tuple(findings)
    note_unused(book, findings)
    now = dt.datetime.now(tz=dt.UTC)
    planner = Planner(workspace, book, findings)
    plan = planner.plan(names)
    shown: list[Shown] = []
    with contextlib.ExitStack() as stack:
        sender = Sender(workspace, planner, lambda: now, findings, stack)
        for order, parcels in plan.parcels.items():
            account = read_account(workspace.root, order, workspace.briefings)
            for parcel in parcels:
                one = _shown(parcel, account, sender, now, findings, save)
                shown += [one] if one else []
    return tuple(shown), (*findings, *plan.withheld)


def _shown(
    parcel: Parcel,
    account: Account,
    sender: Sender,
    now: dt.datetime,
    findings: Findings,
    save: Path | None,
) -> Shown | None:
    known = account.deliveries.get(parcel.id)
    doubtful = bool(account.damaged and account.ids_damaged)
    step = step_of(parcel, known, account, now, doubtful=doubtful)
    if known is None and parcel.id in account.ids:
        return None  # the account lost it, the ids know it: it has gone
    if step is Step.DONE:
        return None
    if step is Step.ASK and known is not None:
        findings.put(account_problem(known))
    subject, told = "", ""
    if step is Step.SEND and not isinstance(parcel.channel, FolderChannel):
        try:
            since = sender.since(parcel, account)
            subject, told = subject_of(letter_of(parcel, since, ())), _since(since)
            if save is not None:
                _save(parcel, since, moment(known.first) if known else now, save)
        except ProblemsFound as found:
            findings.extend(found.problems)
        except DeliveryError as error:
            where = Where(record=parcel.order.name)
            findings.put(Problem(error.code, where, error.values))
    files = tuple(one.file for one in parcel.files) if step is Step.SEND else ()
    return Shown(
        id=parcel.id,
        order=parcel.order.name,
        edition=parcel.edition.number,
        recipient=parcel.recipient.name,
        channel=parcel.channel.name,
        kind=parcel.channel.kind,
        to=parcel.to,
        language=parcel.recipient.language,
        step=step.value,
        words=_WORDS[step],
        subject=subject,
        since=told,
        files=files,
    )


def _since(since: Since) -> str:
    if since.summary is None:
        return "Their first edition." if since.first else "What changed is not told."
    count = len(since.summary.delta.told) + len(since.summary.delta.texts)
    number = since.summary.before.number
    hidden = since.summary.delta.hidden
    left = f"; {hidden} above the marking are not told" if hidden else ""
    changes = "1 change" if count == 1 else f"{count} changes"
    return f"Tells {changes} since edition {number}{left}."


def _save(parcel: Parcel, since: Since, first: dt.datetime, save: Path) -> None:
    save.mkdir(parents=True, exist_ok=True)
    channel = parcel.channel
    if isinstance(channel, MailChannel):
        first = moment(stamp(first))
        atomic.write_file(save / f"{parcel.id}.eml", message_of(parcel, channel, since, first))
    elif isinstance(channel, WebhookChannel):
        atomic.write_file(save / f"{parcel.id}.json", body_of(parcel, channel, since))
