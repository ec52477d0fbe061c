"""How the watcher is, as files that others read: JSON for scripts, text for Prometheus."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from generator.editions.atomic import TEMPORARY, refuse_symlink
from generator.editions.lock import HeldError, locked
from generator.watch.agenda import Coming
from generator.watch.ledger import FOLDER, Book, written

FILE: Final = "status.json"
METRICS: Final = "metrics.prom"
MOST: Final = 20
"""Coming times that are listed."""


@dataclass(slots=True)
class Status:
    """What the watcher is doing, and how often it has done what since it began.

    doing   "starting", "idle", "waiting for files", "building", "reading", "ending".
    queue   orders that wait to be made; counts: by what has happened.
    """

    began: dt.datetime
    doing: str = "starting"
    queue: tuple[str, ...] = ()
    waiting: int = 0
    asking: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    first_file: float = 0.0

    def count(self, what: str, number: int = 1) -> None:
        """Count what has happened."""
        self.counts[what] = self.counts.get(what, 0) + number

    def as_json(self, book: Book, next_: Iterable[Coming], now: dt.datetime) -> dict[str, Any]:
        """Plain values."""
        return {
            "process": os.getpid(),
            "machine": platform.node(),
            "began": written(self.began),
            "at": written(now),
            "doing": self.doing,
            "queue": list(self.queue),
            "files_waited_for": self.waiting,
            "asking": self.asking,
            "counts": dict(sorted(self.counts.items())),
            "next": [one.as_json() for one in next_],
            "orders": {
                name: _plain_order(account)
                for name, account in sorted(book.orders.items())
                if account.last is not None or account.begun is not None
            },
            "sources": {
                name: {"asked": asked.when, "outcome": asked.outcome, "failures": asked.failures}
                for name, asked in sorted(book.sources.items())
            },
        }


def _plain_order(account: Any) -> dict[str, Any]:
    last, begun = account.last, account.begun
    found: dict[str, Any] = {"failures": account.failures, "running": begun is not None}
    if last is not None:
        found |= {
            "ended": last.ended,
            "outcome": last.outcome,
            "because": last.why,
            "edition": last.edition or None,
            "seconds": last.milliseconds / 1000,
        }
    return found


def write_status(state: Path, plain: Mapping[str, Any]) -> None:
    """Write both files, each whole; where that is not possible, nothing else suffers."""
    data = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)
    with contextlib.suppress(OSError):
        _replace(state / FOLDER / FILE, data.encode())
        _replace(state / FOLDER / METRICS, metrics(plain).encode())


def _replace(path: Path, data: bytes) -> None:
    """Put a file in the place of another, for its owner alone.

    It is not made to survive a power cut, after which it would be wrong: a save is not to wait
    for the disk.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_symlink(path)
    beside = path.with_name(f"{TEMPORARY}{path.name}")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    beside.replace(path)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a watcher: whether one lives, and what the last one wrote."""

    lives: bool
    holder: str
    plain: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def failing(self) -> tuple[str, ...]:
        """Orders and sources whose last run failed."""
        parts = ((name, self.plain.get(name, {})) for name in ("orders", "sources"))
        return tuple(
            f"source {name}" if kind == "sources" else name
            for kind, found in parts
            for name, one in found.items()
            if one["failures"]
        )


def read_status(state: Path) -> Found:
    """How the watcher of a workspace is. Reads no order and no source."""
    folder = state / FOLDER
    if not folder.is_dir():
        return Found(False, "")
    try:
        plain = json.loads((folder / FILE).read_bytes())
        plain = plain if isinstance(plain, dict) else {}
    except (OSError, ValueError):
        plain = {}
    try:
        with locked(folder):
            return Found(False, "", plain)
    except HeldError as held:
        return Found(True, held.holder, plain)
    except OSError:
        return Found(False, "", plain)


def metrics(plain: Mapping[str, Any]) -> str:
    """The status in the text format of Prometheus."""
    lines = [
        "# TYPE briefing_watch_beat_seconds gauge",
        f"briefing_watch_beat_seconds {_seconds(plain['at'])}",
        "# TYPE briefing_watch_began_seconds gauge",
        f"briefing_watch_began_seconds {_seconds(plain['began'])}",
        "# TYPE briefing_watch_queue gauge",
        f"briefing_watch_queue {len(plain['queue'])}",
        "# TYPE briefing_watch_events_total counter",
    ]
    lines += [
        f'briefing_watch_events_total{{event="{name}"}} {number}'
        for name, number in plain["counts"].items()
    ]
    for metric, kind, value in (
        ("order_failures", "orders", "failures"),
        ("source_failures", "sources", "failures"),
    ):
        lines.append(f"# TYPE briefing_watch_{metric} gauge")
        label = kind.removesuffix("s")
        lines += [
            f'briefing_watch_{metric}{{{label}="{name}"}} {one[value]}'
            for name, one in plain[kind].items()
        ]
    lines.append("# TYPE briefing_watch_order_ended_seconds gauge")
    lines += [
        f'briefing_watch_order_ended_seconds{{order="{name}"}} {_seconds(one["ended"])}'
        for name, one in plain["orders"].items()
        if "ended" in one
    ]
    return "\n".join(lines) + "\n"


def _seconds(text: str) -> int:
    return int(dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").timestamp())
