"""Machines join a run: each is compared with this one before it gets any work.

A machine that differs is left out and named, because its documents could have other bytes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from generator.build.cluster import hosting, likeness
from generator.build.cluster.luggage import Luggage, wanted
from generator.build.cluster.trouble import ClusterGoneError, in_short
from generator.build.workers.message import pack, unpack
from generator.build.workers.pool import Pool, Task
from generator.limits import Limits
from generator.problems import Problem, Severity, Where

if TYPE_CHECKING:
    from distributed import Client

SEALED: Final = ("tls://", "wss://")
"""Beginnings of addresses to which nothing travels in the open."""


@dataclass(frozen=True, slots=True)
class Run:
    """What machines must know of a run. name: no other run has it."""

    name: str
    profiles: Mapping[str, tuple[str, ...]]
    limits: Limits
    luggage: Luggage

    def greeting(self, prepare: Iterable[str]) -> bytes:
        """The first words to a machine."""
        limits = dataclasses.asdict(self.limits)
        told = {"run": self.name, "profiles": dict(self.profiles), "limits": limits}
        return pack({**told, "prepare": list(prepare)})

    def files(self, missing: Iterable[str]) -> bytes:
        """What a machine lays down, with the content it does not have."""
        sent = sorted(missing)
        told = {"run": self.name, "sent": sent, **self.luggage.told()}
        return pack(told, [self.luggage.content(sha256) for sha256 in sent])


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of asking machines: how many briefs each makes at once, and problems."""

    jobs: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def likeness_here(run: Run) -> Mapping[str, str]:
    """What documents depend on at this machine, told by a worker of its own."""
    profile = list(run.profiles)[-1]
    with Pool(1, run.profiles, run.limits) as pool:
        pool.submit(Task(("likeness",), likeness.CALL, b"", profile))
        (result,) = pool.results()
    if result.failure:
        raise ClusterGoneError("cluster-here", {"reason": result.error})
    return result.header


def join(
    client: Client,
    run: Run,
    here: Callable[[], Mapping[str, str]],
    prepare: Iterable[str],
    addresses: list[str],
) -> Joined:
    """Compare machines with this one, and equip those that are like it.

    here  what documents depend on at this machine; it is asked while the others look.
    """
    sealed = client.scheduler.address.startswith(SEALED)
    open_lines = [a for a in addresses if sealed and not a.startswith(SEALED)]
    problems = [_problem("cluster-worker-open", address) for address in open_lines]
    asked = [address for address in addresses if address not in open_lines]
    like: dict[str, dict[str, Any]] = {}
    for address, told in _ask(client, hosting.greet, run.greeting(prepare), asked):
        differing = likeness.differences(here(), told.get("likeness", {}))
        if told["how"] == "like" and not differing:
            like[address] = told
        elif told["how"] == "like":
            differences = "; ".join(differing)
            problems.append(_problem("cluster-worker-differs", address, differences=differences))
        elif told["how"] == "no-children":
            problems.append(_problem("cluster-worker-daemon", address))
        else:
            problems.append(_problem("cluster-worker-fails", address, reason=told["error"]))
    files = run.luggage.told()
    ready = {}
    for address, told in like.items():
        parcel = run.files(set(wanted(files)) - set(told["fonts"]))
        for _, answer in _ask(client, hosting.equip, parcel, [address]):
            if answer["how"] == "ready":
                ready[address] = told["jobs"]
            else:
                reason = answer.get("error", "it was started anew meanwhile")
                problems.append(_problem("cluster-worker-fails", address, reason=reason))
    return Joined(ready, tuple(problems))


def _ask(
    client: Client, function: Any, data: bytes, addresses: list[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each machine answers; what went wrong there is an answer as well."""
    if not addresses:
        return
    answers = client.run(function, data, workers=addresses, on_error="return")
    for address in addresses:
        answer = answers.get(address)
        if isinstance(answer, bytes):
            yield address, unpack(answer)[0]
        else:
            yield address, {"how": "failed", "error": _short(answer)}


def _short(error: object) -> str:
    if isinstance(error, ImportError | AttributeError):
        return "this program, or this version of it, is not installed there"
    return in_short(error)


def _problem(code: str, address: str, **values: str) -> Problem:
    return Problem(code, Where(record=address), {"worker": address, **values}, Severity.WARNING)
