"""What is remembered between runs, so that a build with nothing to do ends at once.

One small file per order under ``state/``, which may be deleted at any time. It says: with
exactly these inputs, this edition was found to be what would be made. It is written only
after a run without any mistake, so that no mistake is ever passed over in silence.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.editions.atomic import sweep_old, write_file
from generator.editions.manifest import NoticeGiven
from generator.editions.plain import NotPlainError, from_plain, to_plain
from generator.problems import Problem

PRIVATE: Final = 0o600
CHECKS: Final = "checks"
FAULTS: Final = "faults"


@dataclass(frozen=True, slots=True)
class Check:
    """The inputs that were found to give an edition, and what was noticed meanwhile."""

    inputs: str
    edition: int
    notices: tuple[NoticeGiven, ...] = ()
    sources: tuple[NoticeGiven, ...] = field(default=())

    @property
    def order_problems(self) -> tuple[Problem, ...]:
        """What an officer should look at in the edition."""
        return tuple(notice.problem for notice in self.notices)

    @property
    def run_problems(self) -> tuple[Problem, ...]:
        """What was noticed while the sources were read."""
        return tuple(notice.problem for notice in self.sources)


def recall(state: Path, order: str) -> Check | None:
    """What is remembered of an order; None when nothing is, or it cannot be read."""
    with contextlib.suppress(OSError, ValueError, NotPlainError):
        plain = json.loads(check_path(state, order).read_bytes())
        return from_plain(Check, plain)
    return None


def remember(
    state: Path,
    order: str,
    inputs: str,
    edition: int,
    notices: Sequence[Problem],
    sources: Sequence[Problem],
) -> None:
    """Remember a check; where that is not possible, the next build is only slower."""
    check = Check(
        inputs,
        edition,
        tuple(NoticeGiven.of(problem) for problem in notices),
        tuple(NoticeGiven.of(problem) for problem in sources),
    )
    data = json.dumps(to_plain(check), ensure_ascii=False, sort_keys=True)
    write_private(check_path(state, order), data.encode())


def check_path(state: Path, order: str) -> Path:
    """Where what is remembered of an order lies."""
    return state / CHECKS / f"{order}.json"


def save_fault(state: Path, name: str, text: str) -> str:
    """Save a report of a fault of ours; gives its place in words. Only its owner may read it."""
    path = state / FAULTS / f"{name.strip('-')}.txt"
    if write_private(path, text.encode("utf-8", "backslashreplace")):
        return f"{state.name}/{FAULTS}/{path.name}"
    return "(it could not be saved)"


def write_private(path: Path, data: bytes) -> bool:
    """Write a file of the state folder that only its owner may read; False when it cannot be."""
    try:
        for folder in (path.parent.parent, path.parent):  # parents=True would open the first
            folder.mkdir(mode=0o700, exist_ok=True)
        write_file(path, data, mode=PRIVATE)
        sweep_old(path.parent)
    except OSError:
        return False
    return True
