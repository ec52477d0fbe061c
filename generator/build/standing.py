"""Orders that stand as they are: what a build says of them, without a look at any of their files.

When the plan finds an order up to date, its edition, its file and all that it depends on are
known to be as they were. What the last build of all orders said of it is kept beside the plan,
so that a build with nothing to do need not open orders, manifests and documents. What is kept
may be lost: then they are opened again.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from generator.build import memory
from generator.build.planning import kept
from generator.build.planning.watched import Contents, digest_of, made_name, numbers_in
from generator.build.report import MadeFile, MadeFrom, OrderReport, Outcome
from generator.problems import Problem, Severity, Where

if TYPE_CHECKING:
    from generator.build.plan import Look, Plan
    from generator.build.planning.model import PlannedOrder

FILE: Final = "reports.json"
_ORDERS: Final = "briefings/"
_SOURCES: Final = "sources/"


@dataclass(frozen=True)
class Standing:
    """An order that stands as it is.

    order  its name; stem: name of its file.
    houses, areas  house styles and countries, of the parts of a pack too.
    day    the day for which this was found, where the order speaks for today; else "".
    make   makes the report, which nobody needs before what is due is made.
    said   what sources said when it was looked at last.
    aged   sources have changed since, in nothing that concerns the order.
    """

    order: str
    stem: str
    houses: tuple[str, ...]
    areas: tuple[str, ...]
    day: str
    make: Callable[[], OrderReport]
    said: tuple[Problem, ...]
    aged: bool = False

    @cached_property
    def report(self) -> OrderReport:
        """What is said of it."""
        return self.make()


class Standings:
    """What is known of all orders that stood when all were built last."""

    def __init__(self, state: Path, briefings: Path, today: dt.date, look: Look) -> None:
        self._path = state / kept.FOLDER / FILE
        self._state = state
        self._briefings = briefings
        self._today = today.isoformat()
        self._look = look
        self._plain: Any = None
        self._digests: _Digests | None = None

    def recall(self, plan: Plan) -> dict[str, Standing]:
        """The orders that stand, by name: of a file all, or none.

        None at all when the file of any order has changed: orders are compared with each other.
        """
        plain = self._plain = kept.take(self._path)
        try:
            if plain is None or plain["digests"][0] != self._now(plain).orders:
                return {}
            found = {one.order: one for one in self._standing(plain, plan)}
            for name in [*found][:1]:  # all are of one form
                self._report(name, plain["standing"][name])
            stems: dict[str, set[str]] = {}
            for name, entry in plain["standing"].items():
                stems.setdefault(entry["stem"], set()).add(name)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            self._digests = None
            return {}
        whole = {stem for stem, names in stems.items() if names <= found.keys()}
        return {name: one for name, one in found.items() if one.stem in whole}

    def _now(self, plain: Any) -> _Digests:
        """Digests of what is there now: those that were kept, if no file has changed since."""
        if self._digests is None:
            same = plain is not None and plain["look"] == self._look.signature
            self._digests = _Digests(*plain["digests"]) if same else _digests(self._look.contents())
        return self._digests

    def keep(self, standing: Iterable[Standing], made: Collection[str]) -> None:
        """Keep what stands after a build of all orders in which no mistake was found.

        made  orders that may have another edition since the files were looked at.
        """
        said: dict[str, tuple[int, list[Any]]] = {}
        entries = {}
        for one in standing:
            told = [_told(problem) for problem in one.said]
            number, _ = said.setdefault(json.dumps(told), (len(said), told))
            entries[one.order] = _packed(one, number, self._check(one.order))
        now = self._now(None)
        plain = {
            "look": self._look.signature,
            "digests": [now.orders, now.sources, {**now.editions, **self._numbers(made)}],
            "said": [told for _, told in said.values()],
            "standing": entries,
        }
        if plain != self._plain:
            kept.put(self._path, plain)

    def _numbers(self, orders: Iterable[str]) -> dict[str, str]:
        """The editions that orders have now."""
        return {name: numbers_in(os.fspath(self._briefings / name)) for name in orders}

    def _standing(self, plain: Any, plan: Plan) -> Iterator[Standing]:
        said = [tuple(_problem(one) for one in told) for told in plain["said"]]
        now, (_, sources, editions) = self._now(plain), plain["digests"]
        orders = {one.order: one for one in plan.orders}
        for name, entry in plain["standing"].items():
            planned = orders.get(name)
            if planned is None or not self._holds(entry, planned):
                continue
            if editions.get(name) != now.editions.get(name):
                continue
            yield Standing(
                name,
                entry["stem"],
                tuple(entry["houses"]),
                tuple(entry["areas"]),
                entry["day"],
                partial(self._report, name, entry),
                said[entry["said"]],
                aged=sources != now.sources,
            )

    def _holds(self, entry: Mapping[str, Any], planned: PlannedOrder) -> bool:
        return (
            not planned.due
            and entry["edition"] == planned.edition
            and entry["day"] in ("", self._today)
            and entry["check"] == self._check(planned.order)
        )

    def _check(self, order: str) -> list[int]:
        """The sign of what is remembered of an order: another one tells something else."""
        try:
            status = memory.check_path(self._state, order).stat()
        except OSError:
            return []
        return [status.st_size, status.st_mtime_ns, status.st_ino]

    def _report(self, order: str, entry: Mapping[str, Any]) -> OrderReport:
        number = entry["edition"]
        folder = self._briefings / order / f"{number:04d}"
        template, house, as_of, issued, facts, sources, marking, known = entry["from"]
        known_on = dt.date.fromisoformat(known) if known else None
        days = dt.date.fromisoformat(as_of), dt.date.fromisoformat(issued)
        return OrderReport(
            order,
            Outcome.UNCHANGED,
            edition=number,
            folder=folder,
            files=tuple(MadeFile(folder / name, *rest) for name, *rest in entry["files"]),
            last_good=number,
            made_from=MadeFrom(template, house, *days, facts, tuple(sources), marking, known_on),
            problems=tuple(_problem(one) for one in entry["problems"]),
        )


@dataclass(frozen=True, slots=True)
class _Digests:
    """Digests of all files of orders and of all sources; the editions of each order."""

    orders: str
    sources: str
    editions: Mapping[str, str] = field(default_factory=dict)


def _digests(contents: Contents) -> _Digests:
    orders: dict[str, str] = {}
    sources: dict[str, str] = {}
    editions: dict[str, str] = {}
    for name, sha256 in contents.sha256.items():
        if name.startswith(_SOURCES):
            sources[name] = sha256
        elif name.startswith(_ORDERS):
            first, _, rest = name.removeprefix(_ORDERS).partition("/")
            if name == made_name(first):
                editions[first] = sha256
            elif not rest or first.endswith(".text"):
                orders[name] = sha256
    return _Digests(digest_of(orders), digest_of(sources), editions)


def _packed(one: Standing, said: int, check: list[int]) -> dict[str, Any]:
    report, made = one.report, one.report.made_from
    if made is None:
        raise AssertionError("an order that stands has an edition")
    days = made.as_of.isoformat(), made.issued.isoformat()
    return {
        "stem": one.stem,
        "houses": list(one.houses),
        "areas": list(one.areas),
        "day": one.day,
        "edition": report.edition,
        "check": check,
        "said": said,
        "problems": [_told(problem) for problem in report.problems],
        "files": [
            [file.path.name, file.language, file.format, file.size, file.sha256, file.piece]
            for file in report.files
        ],
        "from": [
            *(made.template, made.house, *days, made.facts, [*made.sources], made.marking),
            made.known_on.isoformat() if made.known_on else "",
        ],
    }


def _told(problem: Problem) -> list[Any]:
    where = problem.where
    place = [where.file, where.line, where.record, where.field]
    return [problem.code, place, dict(problem.values), problem.severity.value]


def _problem(plain: list[Any]) -> Problem:
    code, (file, line, record, place), values, severity = plain
    where = Where(file, line, None, record, place)
    return Problem(code, where, MappingProxyType(values), Severity(severity))
