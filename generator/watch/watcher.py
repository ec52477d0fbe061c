"""The watcher: one turn after another, each doing what is to be done at that moment.

Durations are measured by a clock that only goes on, times by the clock on the wall. No turn
waits longer than some seconds, so that sleep, and a wall clock that is set, are noticed.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from generator.build.workers.bounds import resident_size
from generator.build.workspace import Workspace
from generator.limits import MEGABYTE
from generator.watch.agenda import coming
from generator.watch.building import Builder
from generator.watch.child import Child
from generator.watch.delivering import Deliveries
from generator.watch.events import Events
from generator.watch.files import Files
from generator.watch.ledger import FOLDER, Ledger
from generator.watch.log import MOST, Log, listed
from generator.watch.notify import notify
from generator.watch.pacing import Pacing
from generator.watch.refreshing import Refresher
from generator.watch.settling import QUIET, Settling
from generator.watch.status import MOST as LISTED
from generator.watch.status import Status, write_status
from generator.watch.wants import Wants, span_in_words

BEAT: Final = 15.0
"""Seconds between two looks at the clock, and between two signs of life."""

LOOK: Final = 60.0
"""Seconds after which all files are looked at, whatever the system told."""

CALM: Final = 30.0
"""Seconds after the last change in which nobody waits for the next one."""

PATIENCE: Final = 300.0
"""Seconds that a time that has come waits for a file that is being written."""

AHEAD: Final = dt.timedelta(days=31)
LARGE: Final = 700 * MEGABYTE
_NEVER: Final = -1e9
_OFTEN: Final = 2.0
_JUMP: Final = dt.timedelta(seconds=90)
_LONG: Final = 10.0


def wall_clock() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(tz=dt.UTC)


@dataclass(frozen=True, slots=True)
class Clocks:
    """What time it is: on the wall, and in seconds that only go on."""

    wall: Callable[[], dt.datetime] = wall_clock
    steady: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command asks for.

    names  orders; none: all. quiet: seconds without a change after which a file is whole.
    once   do what is to be done now, and end. day: the day of issue, where it is fixed.
    deliver  what was made goes to its recipients, too. cluster: address of the machines that do
             the work; "": this one.
    """

    names: tuple[str, ...] = ()
    quiet: float = QUIET
    jobs: int = 0
    once: bool = False
    day: dt.date | None = None
    deliver: bool = False
    cluster: str = ""


@dataclass
class Watcher:
    """The watcher of one workspace. Whoever runs it holds the lock of its folder.

    stopped  it was told to end; renew: it is to begin anew, as another process.
    failed   something was refused or failed since it began.
    """

    workspace: Workspace
    wish: Wish
    log: Log
    clocks: Clocks = field(default_factory=Clocks)
    stopped: bool = field(init=False, default=False)
    renew: bool = field(init=False, default=False)
    failed: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        now, place = self.clocks.wall(), self.workspace
        self._wakes: queue.SimpleQueue[frozenset[str]] = queue.SimpleQueue()
        self._files = Files(place)
        self._settling = Settling({}, self.wish.quiet, self._files.is_of_program)
        self.ledger = Ledger(place.state / FOLDER, now)
        self._status = Status(now)
        self._builder = Builder(
            place,
            self.ledger,
            self.log,
            self._status,
            self.clocks.wall,
            lambda: self.stopped,
            self._beat_often,
            self.wish.jobs,
            self.wish.day,
            self.wish.cluster,
            prompt=not self.wish.once,
        )
        self.wants = Wants(place, self.wish.names, self.ledger, self.log, self._builder.day_of)
        self.pacing = Pacing(
            Refresher(place, Child(place.root)), self.ledger, self.log, self._status
        )
        self.deliveries = Deliveries(
            place, self.log, self._status, self.wish.deliver, self.wish.names
        )
        self._seen = (now, self.clocks.steady())
        self._beaten = self._looked = self._stirred = _NEVER
        self._since: float | None = None
        self._told_waiting = False

    # ------------------------------------------------------------ the whole

    def run(self) -> int:
        """Watch until somebody ends it; gives the exit status."""
        events = Events(self._files, self.wake, self._cannot_listen)
        try:
            if not self.wish.once:
                events.start()
            self.begin()
            if not self.wish.once:
                self._builder.warm()
            notify("READY=1")
            while not (self.stopped or self.renew):
                pause = self.turn()
                if self.wish.once and self.is_done:
                    break
                self._rest(pause)
                if not (self.wish.once or events.lives):
                    events.start()
        finally:
            notify("STOPPING=1")
            self._status.doing = "ended"
            events.stop()
            self.close()
        failed = self.failed or self.pacing.failed or self.deliveries.failed
        return 1 if self.wish.once and failed else 0

    def stop(self) -> None:
        """Begin nothing more, and end when what was begun is done. Safe in a signal handler."""
        self.stopped = True
        self.wake()

    def wake(self, written: frozenset[str] = frozenset()) -> None:
        """Let the next turn come at once. ``written``: files that were written into."""
        self._wakes.put(written)

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to be done at this moment."""
        waits = self.wants.now or self._settling.waiting or self.pacing.refresher.busy
        return not (waits or self.deliveries.busy)

    def begin(self) -> None:
        """Take stock: what there is, what was begun and not finished, what was missed."""
        now, clock = self.clocks.wall(), self.clocks.steady()
        if self.ledger.damaged:
            self.log.say("ledger", "The ledger was damaged; it was put aside and begun anew.")
        self._mind_the_clock(now, clock)
        self._settling.begin(self._files.look())
        self._looked = clock
        self.wants.read(now)
        self.pacing.begin()
        orders, sources = list(self.wants.orders), list(self.pacing.paces)
        words = f"Watching {len(orders)} orders; {len(sources)} sources are asked by themselves."
        self.log.say("begin", words, orders=orders, sources=sources)
        self.failed = not self.wants.pick_up(now)
        self.wants.because_changed("the watcher has begun")

    def turn(self) -> float:
        """Do what is to be done now; gives the seconds until the next turn at the latest."""
        now, clock = self.clocks.wall(), self.clocks.steady()
        self._mind_the_clock(now, clock)
        self._look(now, clock)
        self.wants.because_due(now)
        self.wants.because_of_the_day()
        self.wants.because_tried(clock)
        if self.pacing.turn(now, stopped=self.stopped):
            self._looked = _NEVER
        if self.wants.now and not self._is_held_up(clock) and not self.renew:
            self._make()
        elif self._is_calm(clock):
            self._catch_up()
        elif clock - self._beaten >= BEAT:
            self.ledger.save()  # what the clock has shown
            self._beat()
        self.deliveries.turn(now, stopped=self.stopped)
        return self._pause()

    def close(self) -> None:
        """End what it has started, and write down how things stand."""
        self.pacing.refresher.stop()
        self.deliveries.stop()
        self._builder.close()
        self.ledger.save()
        self._beat()

    # ------------------------------------------------------------ clock and files

    def _mind_the_clock(self, now: dt.datetime, clock: float) -> None:
        """Notice sleep and a clock that was set."""
        wall, steady = self._seen
        self._seen = (now, clock)
        back = self.ledger.tell_time(now)
        if back:
            words = (
                f"The clock went back by {span_in_words(back)}."
                " Nothing is made again for times that were made for already."
            )
            self.log.say("clock", words, seconds=-int(back.total_seconds()))
        ahead = (now - wall) - dt.timedelta(seconds=clock - steady)
        if ahead > _JUMP:
            words = f"{span_in_words(ahead)} have passed in sleep, or the clock was put forward."
            self.log.say("clock", words, seconds=int(ahead.total_seconds()))
            self._looked = _NEVER

    def _look(self, now: dt.datetime, clock: float) -> None:
        """Look at the files where something was told, or it is time; take what is still."""
        told, settling = False, self._settling
        while not self._wakes.empty():
            settling.told(self._wakes.get())
            told = True
        if told or settling.waiting or clock - self._looked >= LOOK:
            settling.look(self._files.look(), clock, now.timestamp())
            self._looked = clock
        if not settling.waiting:
            self._since, self._told_waiting = None, False
        elif settling.ready(clock):
            self._take(settling.take(), now)
        elif self._since is None:
            self._since = clock
        elif clock - self._since > _LONG and not self._told_waiting:
            self._told_waiting = True
            names = [self._files.shown(path) for path in settling.waiting]
            self.log.say("waiting", f"Still being written: {listed(names)}.", files=names[:MOST])

        self._status.waiting = len(settling.waiting)

    def _take(self, paths: frozenset[str], now: dt.datetime) -> None:
        """Files have changed and are whole: what that means."""
        if not paths:
            return
        names = sorted(self._files.shown(path) for path in paths)
        words = f"Changed: {listed(names)}."
        self.log.say("changed", words, files=names[:MOST], count=len(names))
        self._status.count("changes")
        if any(self._files.is_of_program(path) for path in paths) and not self.wish.once:
            self.log.say("renew", "The program or a catalogue has changed: beginning anew.")
            self.renew = True
            return
        if any(name.endswith("source.toml") for name in names):
            self.pacing.read()
        if any(self._files.is_of_order(path) for path in paths):
            self.wants.read(now)
        self.wants.because_changed(f"changed: {listed(names, 2)}")

    def _is_held_up(self, clock: float) -> bool:
        """Whether files that are being written are waited for; a time that has come goes on."""
        if not self._settling.waiting:
            return False
        since = clock if self._since is None else self._since
        return not (self.wants.has_due and clock - since > PATIENCE)

    # ------------------------------------------------------------ what is done

    def _is_calm(self, clock: float) -> bool:
        """Whether it is time to read what was put off while somebody might wait."""
        waits = self._settling.waiting or self.stopped or self.renew
        return self._builder.behind and not waits and clock - self._stirred >= CALM

    def _catch_up(self) -> None:
        self._status.doing = "reading"
        self._beat()
        self._builder.catch_up(self.wants.orders)
        self._status.doing = "idle"
        self._beat()

    def _make(self) -> None:
        wanted = self.wants.take()
        self._status.doing, self._status.queue = "building", tuple(wanted)
        self._beat()
        later = self._builder.make(wanted, self.wants.orders)
        self._stirred = self.clocks.steady()
        self.wants.made(wanted, later, self._stirred)
        book = self.ledger.book.orders
        self.failed = self.failed or any(book[n].failures for n in wanted if n in book)
        self._status.doing, self._status.queue = "idle", ()
        self._beat()
        self.deliveries.want()
        if resident_size(os.getpid()) > LARGE and not self.wish.once:
            self.log.say("renew", "Much memory is held: beginning anew.")
            self.renew = True

    # ------------------------------------------------------------ pauses and signs of life

    def _pause(self) -> float:
        now, clock = self.clocks.wall(), self.clocks.steady()
        if self._settling.waiting:
            return max(0.02, min(self._settling.wait(clock), 0.5))
        if self.wants.now:
            return 0.0
        if self.pacing.refresher.busy:
            return 0.5
        calm = [self._stirred + CALM - clock] if self._builder.behind else []
        waits = self.pacing.pauses(now), self.deliveries.pauses(now)
        soonest = (*self.wants.pauses(now, clock), *itertools.chain(*waits))
        return max(0.02, min([BEAT, *calm, *soonest]))

    def _rest(self, seconds: float) -> None:
        try:
            told = self._wakes.get(timeout=seconds)
        except queue.Empty:
            return
        self._wakes.put(told)  # the turn that follows must know that it was woken

    def _beat(self) -> None:
        """Write down how things stand."""
        now = self.clocks.wall()
        self._beaten = self.clocks.steady()
        found = coming(self.wants.orders.values(), self.pacing.expected(), now, now + AHEAD)
        next_ = itertools.islice(found, LISTED)
        write_status(self.workspace.state, self._status.as_json(self.ledger.book, next_, now))
        notify("WATCHDOG=1")

    def _beat_often(self) -> None:
        if self.clocks.steady() - self._beaten >= _OFTEN:
            self._beat()

    def _cannot_listen(self, kind: str) -> None:
        words = f"The system does not tell of changes ({kind}); files are looked at instead."
        self.log.say("polling", words)
