"""Kills, full disks, folders that cannot be written, builds side by side: what stands, stands."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import random
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bounds import until
from tests.end_to_end.command import COMMAND, SECONDS, Said, briefing, content, environment
from tests.end_to_end.workspaces import Workspace

PROCESSES = Path("/proc")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a brief on Kenya, built."""
    work = Workspace(tmp_path_factory.mktemp("built"))
    work.facts({"one": "A statement."})
    work.order("kenya")
    briefing(work.root, "build", "--quiet")
    return work.root


@pytest.fixture
def work(built: Path, tmp_path: Path) -> Workspace:
    """A copy of it in which a fact has changed."""
    made = Workspace.at(Path(shutil.copytree(built, tmp_path / "work")))
    made.facts({"one": "Another statement."})
    return made


@pytest.fixture(scope="session")
def faults(shared: Path) -> Any:
    """Helpers that make disks full and folders read-only, where the machine lets them."""
    place = shared / "hostile" / "tools" / "faults.py"
    spec = importlib.util.spec_from_file_location("faults", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextlib.contextmanager
def started(work: Workspace, *args: str) -> Iterator[subprocess.Popen[str]]:
    """A build in the background; in the end nothing that it started may still run."""
    mark = f"BRIEFING_TEST={uuid.uuid4().hex}"
    name, _, value = mark.partition("=")
    with subprocess.Popen(
        [*COMMAND, "build", *args],
        cwd=work.root,
        env=environment({name: value}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # as at a terminal
    ) as process:
        yield process
        process.kill()
    assert not still_running(mark)


def still_running(mark: str) -> list[str]:
    """Processes with a mark in their surroundings, after they were waited for."""
    running: list[str] = []

    def ended() -> bool:
        running[:] = [path.parent.name for path in _surroundings() if _holds(path, mark)]
        return not running

    until(ended, every=0.1)
    return running


def _surroundings() -> Iterator[Path]:
    return PROCESSES.glob("[0-9]*/environ")


def _holds(path: Path, mark: str) -> bool:
    try:
        return mark.encode() in path.read_bytes()
    except OSError:
        return False


def sound(work: Workspace, order: str = "kenya") -> list[str]:
    """The editions of an order, each of which must be whole."""
    found = work.editions(order)
    for name in found:
        folder = work.root / "briefings" / order / name
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        files = {document["file"] for document in manifest["documents"]}
        assert {path.name for path in folder.iterdir()} == files | {"manifest.json"}
        for document in manifest["documents"]:
            assert (folder / document["file"]).stat().st_size == document["size"]
    return found


# ---------------------------------------------------------------- kills


def test_a_build_killed_at_any_moment_leaves_what_stood_and_the_next_one_works(
    work: Workspace,
) -> None:
    first = content(work.edition("kenya"))
    moments = random.Random(4)
    for number in range(6):
        work.facts({"one": f"Statement number {number}."})
        with started(work) as process:
            time.sleep(moments.uniform(0.05, 1.2))
            process.send_signal(signal.SIGKILL)
        editions = sound(work)
        assert content(work.edition("kenya")) == first
        latest = (work.root / "briefings/kenya/latest").read_text().strip()
        assert latest in editions
    work.facts({"one": "The last statement."})
    briefing(work.root, "build", "--quiet")
    assert work.leavings() == []
    last = work.edition("kenya", len(sound(work)))
    assert "The last statement." in (last / "KENYA_UNCLASSIFIED_en.html").read_text("utf-8")
    assert (work.root / "briefings/kenya/latest").read_text().strip() == last.name


def test_a_build_that_is_interrupted_says_so_and_leaves_nothing_behind(work: Workspace) -> None:
    for editions in range(1, 6):
        before = content(work.root / "briefings")
        work.facts({"one": f"Statement number {editions}."})
        with started(work) as process:
            assert process.stderr is not None
            process.stderr.readline()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=SECONDS)
        if len(sound(work)) == editions:
            break  # else the signal came when the edition was made already
    assert process.returncode == 130
    assert "Stopped. Editions made before are unchanged." in err
    assert "Traceback" not in out + err
    assert content(work.root / "briefings") == before
    assert f"edition {editions + 1} made" in briefing(work.root, "build", "kenya").out
    assert work.leavings() == []


def test_a_reader_that_goes_away_is_no_fault(work: Workspace) -> None:
    line = " ".join(COMMAND) + " facts KEN --as-of 2024-12-01 | head -c 1"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=work.root,
        env=environment(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert len(done.stdout) == 1
    assert done.stderr == b""


# ---------------------------------------------------------------- disks and folders


def test_a_full_disk_is_said_and_the_last_edition_stands(work: Workspace, faults: Any) -> None:
    try:
        with faults.small_disk(1) as disk:
            output = Path(disk)
            briefing(work.root, "build", "kenya", "--output", output, "--quiet")
            before = content(output)
            with (output / "filler").open("wb", 0) as file, contextlib.suppress(OSError):
                while True:
                    file.write(bytes(4096))
            work.facts({"one": "A third statement."})
            said = briefing(work.root, "build", "kenya", "--output", output, status=1)
            assert "[disk-full]" in said.err
            assert "Edition 1 of kenya is unchanged." in said.err
            (output / "filler").unlink()
            assert content(output) == before
            briefing(work.root, "build", "kenya", "--output", output, "--quiet")
            assert (output / "kenya/latest").read_text() == "0002\n"
    except faults.Unavailable as reason:
        pytest.skip(f"no small disk can be made here: {reason}")


def limited(work: Workspace, blocks: int) -> Said:
    """A build that may write no file of more than some blocks of 512 bytes."""
    line = f"ulimit -f {blocks}; exec {' '.join(COMMAND)} build kenya"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=work.root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def test_a_file_that_cannot_be_written_whole_makes_no_edition(work: Workspace) -> None:
    before = content(work.root / "briefings")
    said = limited(work, 8)
    assert said.status == 1
    assert "Where: briefings/kenya" in said.err
    assert "Edition 1 of kenya is unchanged." in said.err
    assert content(work.root / "briefings") == before
    assert work.leavings() == []
    assert "edition 2 made" in briefing(work.root, "build", "kenya").out


def test_a_folder_that_may_not_be_written_is_said(work: Workspace, faults: Any) -> None:
    before = content(work.root / "briefings")
    try:
        with faults.read_only(str(work.root)):
            said = briefing(work.root, "build", "kenya", status=1)
            listed = briefing(work.root, "list")
            checked = briefing(work.root, "check")
            doctor = briefing(work.root, "doctor", status=1)
    except faults.Unavailable as reason:
        pytest.skip(f"no folder can be made read-only here: {reason}")
    assert "[output-not-writable]" in said.err
    assert "Edition 1 of kenya is unchanged." in said.err
    assert "briefings/kenya/0001" in listed.out
    assert checked.err == ""
    assert "✗ write access to briefings/" in doctor.out
    assert content(work.root / "briefings") == before


def test_a_file_in_the_place_of_the_output_is_a_slip(work: Workspace) -> None:
    path = work.write("results", "in the way")
    said = briefing(work.root, "build", "--output", "results", status=2)
    assert "results" in said.err
    assert path.read_text() == "in the way"


def test_a_file_in_the_place_of_an_order_s_folder_is_said(work: Workspace) -> None:
    work.order("norway", subject="NOR", formats='["html"]')
    work.write("briefings/norway", "in the way")
    said = briefing(work.root, "build", status=1)
    assert "Where: briefings/norway" in said.err
    assert "kenya: edition 2 made" in said.out
    assert (work.root / "briefings/norway").read_text() == "in the way"


@pytest.mark.parametrize("how", ["garbage", "zero_page", "truncate", "empty", "flip"])
def test_a_damaged_edition_is_told_and_never_taken_for_the_latest(
    work: Workspace, faults: Any, how: str
) -> None:
    work.facts({"one": "A statement."})  # as it was built
    damaged = work.edition("kenya") / "KENYA_UNCLASSIFIED_en.pdf"
    faults.corrupt(damaged, how)
    found = damaged.read_bytes()
    said = briefing(work.root, "build", "kenya")
    assert "[edition-damaged]" in said.out
    assert "edition 2 made" in said.out
    assert damaged.read_bytes() == found
    assert "briefings/kenya/0002" in briefing(work.root, "list").out


# ---------------------------------------------------------------- side by side


def test_builds_side_by_side_make_one_edition_between_them(work: Workspace) -> None:
    work.order("kenya", formats='["html"]')  # each waits half a minute for the others, no longer
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(started(work, "kenya")) for _ in range(3)]
        said = [process.communicate(timeout=SECONDS) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    assert sum("edition 2 made" in out for out, _ in said) == 1
    assert sum("nothing has changed; edition 2 stands" in out for out, _ in said) == 2
    assert sound(work) == ["0001", "0002"]
    assert work.leavings() == []


def test_a_change_with_the_old_time_of_its_file_is_seen(work: Workspace, faults: Any) -> None:
    briefing(work.root, "build", "--quiet")
    path = work.root / "sources/page/facts/facts.json"
    faults.edit_same_mtime(path, path.read_bytes().replace(b"Another", b"Changed"))
    assert "edition 3 made" in briefing(work.root, "build", "kenya").out


def test_state_can_go_at_any_time(work: Workspace) -> None:
    briefing(work.root, "build", "--quiet")
    shutil.rmtree(work.root / "state")
    assert "kenya: nothing has changed; edition 2 stands." in briefing(work.root, "build").out
    for path in (work.root / "state").rglob("*.json"):
        path.write_bytes(b"\x00garbage")
    assert "kenya: nothing has changed; edition 2 stands." in briefing(work.root, "build").out


def test_one_mistake_in_a_source_is_one_thing_to_mend(work: Workspace) -> None:
    """Whatever number of briefs cannot be made for it."""
    work.write("sources/desk/source.toml", "licence = =\n")
    said = briefing(work.root, "check", status=1)
    assert said.out.splitlines()[0].startswith("1 to mend, ")
    assert "Briefs that are refused because of that: 2." in said.words  # Kenya, Uganda
