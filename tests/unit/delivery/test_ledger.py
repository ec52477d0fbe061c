"""The account and the ids: whatever one of them loses, nothing that went goes once more."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.delivery.ledger import opened
from generator.editions.deliveries import (
    HAD,
    Delivery,
    State,
    delivered_editions,
    read_account,
    received,
)

ACCOUNT = "deliveries/kenya/account.jsonl"
IDS = "briefings/kenya/.deliveries"
NOW = "2026-11-22T12:00:00Z"
NAMES = ("11111111-aaaa", "22222222-bbbb", "33333333-cccc")

WAYS = (
    (State.INTENDED, State.SENDING, State.HANDING, State.SENT),
    (State.INTENDED, State.SENDING, State.FAILED, State.SENDING, State.HANDING, State.SENT),
    (State.INTENDED, State.SENDING, State.HANDING, State.FAILED, State.SENDING, State.SENT),
    (State.INTENDED, State.SENDING, State.HANDING, State.REFUSED),
    (State.INTENDED, State.SENDING, State.SENT),
    (State.INTENDED, State.SENDING, State.HANDING),
    (State.INTENDED, State.SENDING, State.FAILED, State.GIVEN_UP),
)
"""How a delivery can go; each may be cut off anywhere."""

OPEN = frozenset({State.INTENDED, State.SENDING, State.FAILED})
"""What the next run sends."""


def delivery(name: str) -> Delivery:
    return Delivery(name, "kenya", 1, f"reader-{name[0]}", "mail", "e-mail", "x@example.org")


def known() -> dict[str, Delivery]:
    return {name: delivery(name) for name in NAMES}


def write(root: Path, ways: Sequence[tuple[State, ...]]) -> dict[str, State]:
    """Let deliveries go these ways in turns; the last state of each."""
    (root / "briefings/kenya").mkdir(parents=True)
    last: dict[str, State] = {}
    with opened(root, root / "briefings", "kenya", known, now=NOW) as ledger:
        for step in range(max(map(len, ways))):
            for name, way in zip(NAMES, ways, strict=False):
                if step < len(way):
                    one = ledger.of(name) or delivery(name)
                    ledger.note(replaced(one, way[step]))
                    last[name] = way[step]
    return last


def replaced(one: Delivery, state: State) -> Delivery:
    return replace(one, state=state, at=NOW)


def read_again(root: Path) -> tuple[dict[str, State], bool]:
    """What the next run finds, and whether it doubts what it does not find."""
    with opened(root, root / "briefings", "kenya", known, now=NOW) as ledger:
        return {name: one.state for name, one in ledger.deliveries.items()}, ledger.doubtful


ways = st.lists(
    st.sampled_from(WAYS).flatmap(
        lambda way: st.integers(1, len(way)).map(lambda length: way[:length])
    ),
    min_size=1,
    max_size=3,
)
harm = st.tuples(
    st.sampled_from([ACCOUNT, IDS]),
    st.sampled_from(["lose", "empty", "cut", "flip", "fill"]),
    st.floats(0, 1),
)
"""Which record, what is done to it, and how far in it."""


def do_harm(root: Path, file: str, how: str, share: float) -> None:
    path = root / file
    if not path.is_file():
        return
    content = path.read_bytes()
    place = min(int(share * len(content)), max(0, len(content) - 1))
    match how:
        case "lose":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(content[:place])
        case "flip" if content:
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        case "fill":
            path.write_bytes(content[:place] + bytes(40) + content[place:])


@settings(max_examples=150)
@given(ways, harm)
def test_what_went_or_may_have_gone_is_never_open_again(
    went: list[tuple[State, ...]], done: tuple[str, str, float]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        last = write(root, went)
        do_harm(root, *done)
        found, doubtful = read_again(root)
        assert not doubtful  # one of the two was whole
        for name, state in last.items():
            if state in HAD or state is State.GIVEN_UP:
                assert found[name] not in OPEN, (state, found[name])
        again, _ = read_again(root)
        assert again == found  # mended once, it stays as it is


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("lines", range(6))
def test_an_account_that_ends_too_early_is_completed_from_the_ids(
    tmp_path: Path, way: tuple[State, ...], lines: int
) -> None:
    last = write(tmp_path, [way])[NAMES[0]]
    path = tmp_path / ACCOUNT
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:lines]))
    found, _ = read_again(tmp_path)
    if last in HAD or last is State.GIVEN_UP:
        assert found[NAMES[0]] not in OPEN


@settings(max_examples=60)
@given(ways)
def test_the_account_is_read_as_it_was_written(went: list[tuple[State, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        last = write(root, went)
        found, _ = read_again(root)
        for name, state in last.items():
            # Nobody is handing over any more: whether it was taken is not known.
            assert found[name] is (State.UNSURE if state is State.HANDING else state)
        assert len(received(root, "kenya", 1)) == sum(s in HAD for s in last.values())


def test_delivered_editions_are_known_without_any_name(tmp_path: Path) -> None:
    write(tmp_path, [WAYS[0], WAYS[3]])
    assert delivered_editions(tmp_path / "briefings", "kenya") == (1,)
    assert delivered_editions(tmp_path / "briefings", "uganda") == ()


def test_a_line_that_a_kill_cut_off_is_taken_away(tmp_path: Path) -> None:
    write(tmp_path, [WAYS[0][:2]])
    path = tmp_path / ACCOUNT
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"id": "half')
    account = read_account(tmp_path, "kenya")
    assert account.damaged == 0
    assert account.deliveries[NAMES[0]].state is State.SENDING
    read_again(tmp_path)
    assert path.read_bytes() == whole
