"""Writes the account of an order's deliveries: each step before it is taken, each answer after it.

Every line is on the disk before the next step begins. Two records are kept apart: the account,
which tells everything and can be read by its owner only, and bare ids beside the editions.
What one of them lost is written anew from the other; where both are damaged, nothing goes
out until an officer has decided.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.editions import atomic
from generator.editions.deliveries import (
    ACCOUNT_FILE,
    FOLDER,
    IDS_FILE,
    IN_IDS,
    Account,
    Delivery,
    State,
    account_line,
    ids_line,
    read_account,
)
from generator.editions.lock import locked
from generator.problems import Problem, Severity, Where

_PRIVATE: Final = 0o600


@dataclass(slots=True)
class Ledger:
    """The account of one order, open for writing. ``problems``: what was found damaged."""

    root: Path
    briefings: Path
    order: str
    deliveries: dict[str, Delivery]
    problems: list[Problem]
    doubtful: bool = False

    def note(self, delivery: Delivery) -> Delivery:
        """Write down the state of a delivery; it is on the disk when this returns."""
        if delivery.state in IN_IDS:
            _append(self.briefings / self.order / IDS_FILE, ids_line(delivery), 0o666)
        _append(self._account, account_line(delivery), _PRIVATE)
        first = self.deliveries[delivery.id].first if delivery.id in self.deliveries else ""
        self.deliveries[delivery.id] = replace(delivery, first=first or delivery.at)
        return self.deliveries[delivery.id]

    def of(self, name: str) -> Delivery | None:
        """What is known of a delivery."""
        return self.deliveries.get(name)

    @property
    def account(self) -> Account:
        """The account as it stands now."""
        return Account(self.order, dict(self.deliveries))

    @property
    def _account(self) -> Path:
        return self.root / FOLDER / self.order / ACCOUNT_FILE


@contextlib.contextmanager
def opened(
    root: Path,
    briefings: Path,
    order: str,
    known: Callable[[], Mapping[str, Delivery]],
    *,
    now: str,
    wait: float = 0.0,
) -> Iterator[Ledger]:
    """Hold the account of an order for writing.

    known  gives the deliveries that could be meant by an id that the account has lost, by id.

    What a killed run left is settled first. Raises ``HeldError`` and ``OSError``.
    """
    folder = root / FOLDER / order
    if not (root / FOLDER).is_dir():
        atomic.make_folder(root / FOLDER)
        (root / FOLDER).chmod(0o700)
    atomic.make_folder(folder)
    with locked(folder, wait=wait):
        atomic.sweep(folder)
        ledger = _mended(root, briefings, order, known, now)
        for delivery in list(ledger.deliveries.values()):
            if delivery.state is State.HANDING:
                # Whoever handed it over is gone: nobody knows whether it was taken.
                told = replace(delivery, state=State.UNSURE, at=now, code="delivery-cut-off")
                ledger.note(told)
        yield ledger


def _mended(
    root: Path,
    briefings: Path,
    order: str,
    known: Callable[[], Mapping[str, Delivery]],
    now: str,
) -> Ledger:
    """The account, each of its two records made whole from the other."""
    read = read_account(root, order, briefings)
    problems: list[Problem] = []
    place = f"{FOLDER}/{order}/{ACCOUNT_FILE}"
    lost_ids = {name: state for name, (_, state) in read.ids.items() if name not in read.deliveries}
    meant = known() if lost_ids else {}
    restored = {
        name: replace(meant[name], state=state, at=now, first=now)
        for name, state in lost_ids.items()
        if name in meant
    }
    found = {**read.deliveries, **restored}
    ledger = Ledger(root, briefings, order, found, problems)
    if read.damaged or restored:
        values = {"order": order, "restored": str(len(restored)), "lines": str(read.damaged)}
        problems.append(Problem("delivery-account-mended", Where(place), values, Severity.WARNING))
        _rewrite(root / FOLDER / order / ACCOUNT_FILE, map(account_line, found.values()), _PRIVATE)
    told = [_for_ids(one) for one in found.values() if one.state in {*IN_IDS, State.UNSURE}]
    lost = [one for one in told if one.id not in read.ids]
    if read.ids_damaged or lost:
        nameless = [
            Delivery(name, order, number, "", "", state=state)
            for name, (number, state) in read.ids.items()
            if name not in found
        ]
        _rewrite(briefings / order / IDS_FILE, map(ids_line, (*nameless, *told)), 0o666)
    ledger.doubtful = bool(read.damaged and read.ids_damaged)
    if ledger.doubtful:
        problems.append(Problem("delivery-account-doubtful", Where(place), {"order": order}))
    for path in (root / FOLDER / order / ACCOUNT_FILE, briefings / order / IDS_FILE):
        _cut_torn_end(path)
    return ledger


def _for_ids(delivery: Delivery) -> Delivery:
    """A delivery as the ids tell of it: what is unsure had been handed over."""
    unsure = delivery.state is State.UNSURE
    return replace(delivery, state=State.HANDING) if unsure else delivery


def _rewrite(path: Path, lines: Iterable[bytes], mode: int) -> None:
    """Write a record anew; what stood there is kept beside it, for whoever wants to look."""
    if path.is_file():
        number = 1
        while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
            number += 1
        atomic.write_file(aside, atomic.read_regular(path), mode=mode)
    atomic.write_file(path, b"".join(lines), mode=mode)


def _cut_torn_end(path: Path) -> None:
    """Take away a last line that a kill cut off: nothing was done after it."""
    if not path.is_file():
        return
    content = atomic.read_regular(path)
    end = content.rfind(b"\n") + 1
    if end != len(content):
        os.truncate(path, end)


def _append(path: Path, line: bytes, mode: int) -> None:
    """Add a line that is on the disk when this returns. Raises ``OSError``."""
    atomic.refuse_symlink(path)
    is_new = not path.exists()
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "ab") as file:
        begin = file.tell()
        try:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                os.truncate(path, begin)
            raise
    if is_new:
        atomic.sync_folder(path.parent)
