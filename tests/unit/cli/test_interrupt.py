from __future__ import annotations

import subprocess
import sys

from tests.bounds import PATIENCE

SWALLOWED = """
import contextlib, os, signal
from generator.build.report import Progress, Stage
from generator.cli import interrupt
from generator.cli.progress import watched
signal.signal(signal.SIGINT, signal.default_int_handler)
interrupt.listen()
with watched() as watcher:
    watcher(Progress(Stage.READ, 0, 0))
    with contextlib.suppress(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)
    print("passed over")
    try:
        watcher(Progress(Stage.COMPOSE, 1, 2))
    except KeyboardInterrupt:
        print("raised again")
"""


def test_an_interrupt_that_was_passed_over_stops_the_next_step() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SWALLOWED],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert done.stdout.splitlines() == ["passed over", "raised again"]
