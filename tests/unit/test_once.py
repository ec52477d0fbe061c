"""What workers of one run share is made once, whoever comes first, and fails for all alike."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.once import once


@dataclass(frozen=True)
class Worker:
    """A worker's folder, below the folder of the run."""

    folder: Path

    def getbasetemp(self) -> Path:
        return self.folder


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Worker]:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    for name in ("gw0", "gw1", "gw2", "gw3"):
        (tmp_path / name).mkdir()
    return [Worker(path) for path in sorted(tmp_path.iterdir())]


def test_workers_that_come_at_the_same_time_share_what_one_makes(workers: list[Worker]) -> None:
    def make(folder: Path) -> list[str]:
        with (folder / "made").open("a") as file:
            file.write("x")
        return [(folder / "made").read_text(), str(folder)]

    with ThreadPoolExecutor(len(workers)) as several:
        given = list(several.map(lambda worker: once(worker, "things", make), workers))
    assert {tuple(each) for each in given} == {tuple(given[0])}
    assert Path(given[0][1], "made").read_text() == given[0][0] == "x"
    assert once(workers[0], "others", lambda folder: str(folder)) != given[0][1]


def test_without_workers_the_folder_is_the_run_s_own(
    workers: list[Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER")
    folders = [Path(once(worker, "things", str)) for worker in workers[:2]]
    assert [folder.parent for folder in folders] == [worker.folder for worker in workers[:2]]


def test_what_fails_is_not_tried_again_and_fails_every_test_that_needs_it(
    workers: list[Worker],
) -> None:
    tried = []

    def make(folder: Path) -> str:
        tried.append(folder)
        raise OSError("no room on the disk")

    for worker in workers:
        with pytest.raises(pytest.fail.Exception, match="no room on the disk"):
            once(worker, "things", make)
    assert len(tried) == 1
