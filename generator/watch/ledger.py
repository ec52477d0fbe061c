"""What was meant to be done and what was done, on the disk: it survives ``kill -9``.

A run is written down before it begins and again when it has ended. One that began and never
ended is run again, once, when the watcher is back: the store of editions makes nothing new
of what is there already. A time that was run for is never run for again, wherever the clock
goes meanwhile.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.build import memory
from generator.build.workspace import Workspace
from generator.editions.plain import NotPlainError, from_plain, readable, to_plain
from generator.schedule.whole import Due, Schedule

FOLDER: Final = "watch"
FILE: Final = "ledger.json"
TRIES: Final = 3
"""How often a run that ends the watcher is begun."""
_KEPT: Final = 64
_FORM: Final = "%Y-%m-%dT%H:%M:%SZ"


def written(when: dt.datetime) -> str:
    """A moment as it is written down."""
    return when.astimezone(dt.UTC).strftime(_FORM)


def read(text: str) -> dt.datetime:
    """A moment that was written down. Raises ``ValueError``."""
    return dt.datetime.strptime(text, _FORM).replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Run:
    """A run that was begun. ``due``: the time it was for, "" for a change; tries: beginnings."""

    began: str
    due: str = ""
    why: str = ""
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Last:
    """How the last run ended. ``outcome`` is "published", "unchanged", "refused" or "fault"."""

    ended: str
    outcome: str
    why: str = ""
    edition: int = 0
    milliseconds: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of one order.

    schedule  its times as they were when they were last counted from ``since``.
    since     times up to this moment are done or do not count; ran: times run for lately.
    begun     a run that has not ended; failures: refusals and faults in a row.
    """

    since: str
    schedule: str = ""
    ran: tuple[str, ...] = ()
    begun: Run | None = None
    last: Last | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """How a source was asked last: when, with what outcome, and failures in a row."""

    when: str
    outcome: str = ""
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """All that is written down. ``seen``: the latest moment that the clock has shown."""

    seen: str
    orders: Mapping[str, Account] = field(default_factory=lambda: MappingProxyType({}))
    sources: Mapping[str, Asked] = field(default_factory=lambda: MappingProxyType({}))


class Ledger:
    """The book of one workspace, written whole after each change."""

    def __init__(self, folder: Path, now: dt.datetime) -> None:
        self._path = folder / FILE
        self.damaged = False
        self.book = self._read() or Book(written(now))

    # ------------------------------------------------------------ times

    def adopt(self, schedules: Mapping[str, Schedule | None], now: dt.datetime) -> None:
        """Know these orders from now on. Times of a new or changed schedule count from now."""
        orders = dict(self.book.orders)
        for name, schedule in schedules.items():
            text = schedule.text if schedule else ""
            known = orders.get(name)
            if known is None or known.schedule != text:
                known = known or Account(written(now))
                orders[name] = replace(known, schedule=text, since=written(now))
        for name in set(orders) - set(schedules):
            if orders[name].begun is None:
                del orders[name]
        self._put(replace(self.book, orders=orders))

    def tell_time(self, now: dt.datetime) -> dt.timedelta:
        """Note what the clock shows; gives how far it has gone back since it was last asked.

        Times after it are still to come then, but for those that were run for.
        """
        back = read(self.book.seen) - now
        if back <= dt.timedelta(seconds=1):
            self.book = replace(self.book, seen=max(written(now), self.book.seen))
            return dt.timedelta()
        text = written(now)
        orders = {
            name: replace(account, since=min(account.since, text))
            for name, account in self.book.orders.items()
        }
        sources = {
            name: replace(asked, when=min(asked.when, text))
            for name, asked in self.book.sources.items()
        }
        self._put(Book(text, orders, sources))
        return back

    def due(self, name: str, schedule: Schedule, now: dt.datetime) -> Due | None:
        """The time that an order is to be made for now: of several missed ones the last."""
        account = self.book.orders.get(name)
        if account is None:
            return None
        found = schedule.latest(read(account.since), now)
        return None if found is None or written(found.when) in account.ran else found

    def next(self, name: str, schedule: Schedule, now: dt.datetime) -> Due | None:
        """The next time that an order will be made for."""
        account = self.book.orders.get(name)
        ran = account.ran if account else ()
        found = schedule.next(now)
        for _ in range(_KEPT):
            if found is None or written(found.when) not in ran:
                return found
            found = schedule.next(found.when)
        return found

    # ------------------------------------------------------------ runs

    def begin(self, runs: Mapping[str, tuple[str, Due | None]], now: dt.datetime) -> None:
        """Write down that these orders are going to be made: why, and for which time."""
        orders = dict(self.book.orders)
        for name, (why, due) in runs.items():
            account = orders.get(name) or Account(written(now))
            before = account.begun
            time = written(due.when) if due else (before.due if before else "")
            tries = before.tries + 1 if before else 1
            orders[name] = replace(account, begun=Run(written(now), time, why, tries))
        self._put(replace(self.book, orders=orders))

    def end(self, ends: Mapping[str, Last]) -> None:
        """Write down how runs ended; their times are done."""
        orders = dict(self.book.orders)
        for name, last in ends.items():
            account = orders.get(name) or Account(last.ended)
            due = account.begun.due if account.begun else ""
            failed = last.outcome not in ("published", "unchanged")
            orders[name] = replace(
                account,
                begun=None,
                last=last,
                since=max(account.since, due),
                ran=(*account.ran, due)[-_KEPT:] if due else account.ran,
                failures=account.failures + 1 if failed else 0,
            )
        self._put(replace(self.book, orders=orders))

    def put_off(self, names: Iterable[str]) -> None:
        """Runs that were begun and not made, because the watcher ends: not one try of theirs."""
        orders = dict(self.book.orders)
        for name in names:
            account = orders.get(name)
            if account is not None and account.begun is not None:
                begun = replace(account.begun, tries=account.begun.tries - 1)
                orders[name] = replace(account, begun=begun)
        self._put(replace(self.book, orders=orders))

    def unfinished(self) -> Mapping[str, Run]:
        """Runs that were begun and have not ended."""
        found = self.book.orders.items()
        return {name: account.begun for name, account in found if account.begun is not None}

    # ------------------------------------------------------------ sources

    def asked(self, source: str, asked: Asked) -> None:
        """Write down that a source is asked, or how it went."""
        self._put(replace(self.book, sources={**self.book.sources, source: asked}))

    # ------------------------------------------------------------ the file

    def save(self) -> bool:
        """Write the book; False when that is not possible, which only tells less to the next."""
        data = readable(to_plain(self.book))
        return memory.write_private(self._path, data.encode())

    def _put(self, book: Book) -> None:
        if book != self.book:
            self.book = book
            self.save()

    def _read(self) -> Book | None:
        try:
            return _book(self._path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, NotPlainError, RecursionError):
            self.damaged = True
            with contextlib.suppress(OSError):
                self._path.replace(self._path.with_suffix(".damaged"))
            return None


def asked_of(workspace: Workspace) -> Mapping[str, Asked]:
    """How sources were asked last, for those who only look; nothing is put aside or written."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        return _book(workspace.state / FOLDER / FILE).sources
    return MappingProxyType({})


def _book(path: Path) -> Book:
    """The book of a file. Raises ``ValueError`` where a moment cannot be read."""
    book = from_plain(Book, json.loads(path.read_bytes()))
    read(book.seen)
    for account in book.orders.values():
        begun = account.begun.due if account.begun else ""
        for text in (account.since, *account.ran, *((begun,) if begun else ())):
            read(text)
    for asked in book.sources.values():
        read(asked.when)
    return book
