"""Limits a worker sets on itself, and how large a process is.

Memory and processor time are limits of the system, where it has them: a time-out inside
the process does not stop code written in C. The wall clock and the memory watch are the
supervisor's and work everywhere.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

try:
    import resource
except ImportError:  # pragma: no cover - Windows
    resource = None  # type: ignore[assignment]

_PAGE: Final = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def set_memory_limit(size: int) -> None:
    """Bound the address space of this process, and forbid core dumps."""
    if resource is None:  # pragma: no cover
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):  # macOS accepts the limit and does not keep it
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        bound = size if hard == resource.RLIM_INFINITY else min(size, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def allow_processor_seconds(seconds: int) -> None:
    """Let this process use ``seconds`` more of processor time, counted from now."""
    if resource is None:  # pragma: no cover
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    bound = math.ceil(used.ru_utime + used.ru_stime) + seconds
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (bound, hard))


def resident_size(process: int) -> int:
    """Bytes of memory that a process holds; 0 when that cannot be known."""
    try:
        if sys.platform.startswith("linux"):
            fields = Path(f"/proc/{process}/statm").read_text("ascii").split()
            return int(fields[1]) * _PAGE
        return _asked_of_ps(process)
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return 0


def _asked_of_ps(process: int) -> int:
    if os.name == "nt":  # pragma: no cover
        command = ["tasklist", "/FI", f"PID eq {process}", "/FO", "CSV", "/NH"]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True)  # noqa: S603 - fixed command, a number as argument
        digits = "".join(c for c in answer.stdout.rsplit('","', 1)[-1] if c.isdigit())
        return int(digits) * 1024
    command = ["/bin/ps", "-o", "rss=", "-p", str(process)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True)  # noqa: S603 - fixed command, a number as argument
    return int(answer.stdout) * 1024
