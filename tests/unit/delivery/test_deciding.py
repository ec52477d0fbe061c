"""When a delivery is tried again, and when no more."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.delivery.deciding import PAUSES, after_failure, is_due, moment, stamp
from generator.delivery.trouble import DeliveryError
from generator.editions.deliveries import Delivery, State

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def failed(attempts: int, due: str = "") -> Delivery:
    return Delivery("id", "iraq", 1, "desk", "mail", attempts=attempts, at=stamp(NOW), due=due)


def test_pauses_grow_and_end() -> None:
    later = DeliveryError("delivery-smtp-later", again=True)
    found = [after_failure(failed(number), later, NOW) for number in range(1, len(PAUSES) + 2)]
    assert [state for state, _ in found] == [State.FAILED] * len(PAUSES) + [State.REFUSED]
    seconds = [(moment(due) - NOW).total_seconds() for _, due in found[:-1]]
    assert seconds == list(PAUSES) == sorted(PAUSES)


def test_a_refusal_for_good_is_not_tried_again() -> None:
    assert after_failure(failed(1), DeliveryError("x"), NOW) == (State.REFUSED, "")


@pytest.mark.parametrize(("asked", "given_"), [(5.0, 60), (7200.0, 7200), (1e9, 86400)])
def test_what_the_other_side_asks_is_heard_within_a_day(asked: float, given_: int) -> None:
    error = DeliveryError("x", again=True, wait=asked)
    _, due = after_failure(failed(1), error, NOW)
    assert (moment(due) - NOW).total_seconds() == given_


def test_a_doubt_stays_one_however_often_it_is_tried() -> None:
    error = DeliveryError("delivery-smtp-unsure", unsure=True)
    for attempts in (1, 20):
        assert after_failure(failed(attempts), error, NOW)[0] is State.UNSURE


def test_a_clock_that_is_set_back_holds_nothing_up() -> None:
    one = failed(1, due=stamp(NOW + dt.timedelta(hours=1)))
    assert not is_due(one, NOW)
    assert is_due(one, NOW + dt.timedelta(hours=1))
    assert is_due(one, NOW - dt.timedelta(days=400))


@given(st.integers(0, 7_000_000_000))
def test_a_moment_is_read_as_it_was_written(seconds: int) -> None:
    exact = dt.datetime.fromtimestamp(seconds, tz=dt.UTC)
    assert moment(stamp(exact)) == exact
