"""One writer at a time."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from generator.editions.lock import LOCK_FILE, HeldError, locked

HOLDER = """
import sys
from pathlib import Path
from generator.editions.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold(folder: Path) -> subprocess.Popen[bytes]:
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def test_the_holder_is_named(tmp_path: Path) -> None:
    other = hold(tmp_path)
    try:
        with pytest.raises(HeldError) as refused, locked(tmp_path):
            pass
        assert refused.value.holder.startswith(f"process {other.pid} on ")
    finally:
        end(other)


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    end(hold(tmp_path))
    with locked(tmp_path):
        signed = (tmp_path / LOCK_FILE).read_text()
    assert str(os.getpid()) in signed
    assert platform.node() in signed


def test_waiting_ends_when_the_holder_is_done(tmp_path: Path) -> None:
    other = hold(tmp_path)
    pauses = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            other.communicate(b"\n")

    with locked(tmp_path, wait=60, pause=pause):
        assert len(pauses) == 3


def test_waiting_has_an_end(tmp_path: Path) -> None:
    other = hold(tmp_path)
    now = [0.0]

    def pause(seconds: float) -> None:
        now[0] += seconds

    try:
        with (
            pytest.raises(HeldError),
            locked(tmp_path, wait=5, clock=lambda: now[0], pause=pause),
        ):
            pass
    finally:
        end(other)
    assert 5 <= now[0] < 6


def test_a_lock_file_that_was_taken_away_is_made_again(tmp_path: Path) -> None:
    with locked(tmp_path):
        (tmp_path / LOCK_FILE).unlink()
        with locked(tmp_path):
            assert (tmp_path / LOCK_FILE).exists()


def test_words_in_a_lock_file_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    other = hold(tmp_path)
    try:
        (tmp_path / LOCK_FILE).write_text('{"process": 1, "machine": "\\u001b[31mevil"}')
        with pytest.raises(HeldError) as refused, locked(tmp_path):
            pass
        assert refused.value.holder == "process 1 on ??31mevil"
        (tmp_path / LOCK_FILE).write_text("nonsense")
        with pytest.raises(HeldError) as refused, locked(tmp_path):
            pass
        assert refused.value.holder == "another process"
    finally:
        end(other)
