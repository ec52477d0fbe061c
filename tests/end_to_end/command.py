"""The command as a person runs it: a process of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from tests.bounds import PATIENCE
from tests.end_to_end.warm import warm

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = PATIENCE
NO_CHANGE: Final[Mapping[str, str]] = MappingProxyType({})
COMMAND: Final = (sys.executable, "-m", "generator")
NOON: Final = "1795348800"
"""22 November 2026, noon: the day of the clock in these tests."""

_TRACES: Final = re.compile(r'Traceback \(most recent|^ *File ".*", line \d+', re.MULTILINE)


@dataclass(frozen=True)
class Said:
    """How a run ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Both outputs."""
        return self.out + self.err

    @property
    def words(self) -> str:
        """Both outputs on one line, as if the terminal were endlessly wide."""
        return " ".join(self.all.split())

    @property
    def json(self) -> Any:
        """What a script reads."""
        return json.loads(self.out)


def environment(changes: Mapping[str, str] = NO_CHANGE) -> dict[str, str]:
    """The surroundings of a run: the project's code, a day, no colours, a plain locale."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": NOON,
        "LC_ALL": "C",
        "TZ": "America/St_Johns",
        **changes,
    }


def briefing(
    folder: Path,
    *args: object,
    status: int = 0,
    env: Mapping[str, str] = NO_CHANGE,
    seconds: float = SECONDS,
    fresh: bool = False,
) -> Said:
    """Run ``briefing`` in ``folder``; it ends with ``status`` and shows nobody a stack trace.

    seconds  how long it may take.
    fresh    in a Python that is started for it, with an order of sets of its own, and whose
             processor time is that of a child; else see ``warm``.
    """
    words, surroundings = [*map(str, args)], environment(env)
    helper = None if fresh else warm(ROOT, environment())
    if helper is not None and helper.can(surroundings):
        ended, out, err = helper.run(folder, words, surroundings, seconds)
    else:
        done = subprocess.run(
            [*COMMAND, *words],
            cwd=folder,
            env=surroundings,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
        ended, out, err = done.returncode, done.stdout, done.stderr
    said = Said(ended, _text(out), _text(err))
    assert not _TRACES.search(said.all), said.all
    assert said.status == status, said.all
    return said


def _text(data: bytes) -> str:
    return data.decode().replace("\r\n", "\n").replace("\r", "\n")


def content(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its path; lock files, which hold nothing, left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
