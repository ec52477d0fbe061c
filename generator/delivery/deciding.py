"""What is to be done about a delivery now: rules without any reading or writing."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Final

from generator.delivery.model import MailChannel
from generator.delivery.planning import Parcel
from generator.delivery.trouble import DeliveryError
from generator.editions.deliveries import Account, Delivery, State

PAUSES: Final = (60, 5 * 60, 15 * 60, 3600, 3 * 3600, 12 * 3600, 24 * 3600)
"""Seconds before each further try. After the last one an officer decides."""

LONGEST_WAIT: Final = 24 * 3600.0


class Step(enum.Enum):
    """What is to be done about a delivery."""

    SEND = "send"
    WAIT = "wait"  # a try failed, and the next one is not due
    DONE = "done"
    ASK = "ask"  # an officer must decide
    UNCHANGED = "unchanged"  # nothing that the recipient gets differs from what they have
    DOUBT = "doubt"  # the account is damaged: nobody knows whether it went


def step_of(
    parcel: Parcel,
    known: Delivery | None,
    account: Account,
    now: dt.datetime,
    *,
    doubtful: bool = False,
) -> Step:
    """What is to be done about a parcel.

    known     what the account tells of it; doubtful: both records of the account are damaged.
    """
    if known is None:
        if doubtful:
            return Step.DOUBT
        before = account.last_sent(
            parcel.recipient.name, parcel.channel.name, parcel.edition.number
        )
        is_same = before is not None and before.content == parcel.content
        return Step.UNCHANGED if is_same else Step.SEND
    match known.state:
        case State.INTENDED | State.SENDING:
            return Step.SEND
        case State.FAILED:
            return Step.SEND if is_due(known, now) else Step.WAIT
        case State.UNSURE | State.HANDING:
            return Step.SEND if _sends_again(parcel) and is_due(known, now) else Step.ASK
        case State.REFUSED:
            return Step.ASK
    return Step.DONE


def is_due(delivery: Delivery, now: dt.datetime) -> bool:
    """Whether the next try may begin; a clock that was set back does not hold it up."""
    if not delivery.due:
        return True
    return now >= moment(delivery.due) or now < moment(delivery.at)


def after_failure(delivery: Delivery, error: DeliveryError, now: dt.datetime) -> tuple[State, str]:
    """The state after a failed try, and when the next one is due ("" for never)."""
    if not error.again and not error.unsure:
        return State.REFUSED, ""
    if delivery.attempts > len(PAUSES):
        return State.UNSURE if error.unsure else State.REFUSED, ""
    pause = float(PAUSES[max(0, delivery.attempts - 1)])
    if error.wait is not None:
        pause = min(max(pause, error.wait), LONGEST_WAIT)
    due = stamp(now + dt.timedelta(seconds=pause))
    return State.UNSURE if error.unsure else State.FAILED, due


def _sends_again(parcel: Parcel) -> bool:
    """Whether what may have arrived is sent once more by itself."""
    channel = parcel.channel
    return not isinstance(channel, MailChannel) or channel.unsure == "again"


def stamp(now: dt.datetime) -> str:
    """A moment as the account writes it: UTC, to the second."""
    return now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> dt.datetime:
    """A moment of the account; the beginning of time for what cannot be read."""
    try:
        return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
