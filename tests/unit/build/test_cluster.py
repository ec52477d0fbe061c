"""Work on other machines: what comes back, what is refused, who is left out."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.cluster import hosting
from generator.build.cluster.hosting import Host
from generator.build.cluster.likeness import differences
from generator.build.cluster.luggage import DamagedError, Luggage, lay_down, wanted
from generator.build.cluster.messages import (
    pack_results,
    pack_tasks,
    unpack_results,
    unpack_tasks,
)
from generator.build.report import BuildReport, Outcome, Settings
from generator.build.run import build
from generator.build.stages import Stages
from generator.build.workers.pool import Failure, Result, Task
from generator.build.workspace import Workspace
from generator.limits import MEGABYTE, Limits
from generator.problems import Problem, Severity, Where
from tests.bounds import PATIENCE, until
from tests.cluster import Cluster, cluster
from tests.end_to_end.command import ROOT
from tests.end_to_end.workspaces import Workspace as SmallWorkspace
from tests.unit.build import fake_parts, test_workers
from tests.unit.build.fake_parts import write_order
from tests.unit.build.running import SETTINGS, codes, editions, facts, make, only
from tests.unit.editions.test_store import content


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster"), "one", "two") as made:
        yield made


def on(address: str, **changes: object) -> Settings:
    return dataclasses.replace(SETTINGS, cluster=address, **changes)  # type: ignore[arg-type]


# ---------------------------------------------------------------- machines


def test_machines_make_the_same_bytes_and_keep_to_the_same_limits(
    tmp_path: Path, machines: Cluster
) -> None:
    texts = {"IRQ": "sound", "SYR": "!die", "KAZ": "!hang"}
    told, roots = [], (tmp_path / "here", tmp_path / "away")
    for root, address in zip(roots, ("", machines.address), strict=True):
        fake_parts.workspace(root, "iraq")
        write_order(root, "syria", subject='"SYR"')
        write_order(root, "kazakhstan", subject='"KAZ"')
        facts(root, "".join(f"a{a.lower()} {a} {text}\n" for a, text in texts.items()))
        began = time.monotonic()
        sound = _made(root, ("iraq", "syria"), on(address), PATIENCE)
        # Machines are compared within the same limit: it is as long as all took until here.
        wall = max(1.0, 2 * (time.monotonic() - began)) if address else 1.0
        late = _made(root, ("kazakhstan",), on(address), wall)
        told.append([*_told(sound), *_told(late)])
    here, away = told
    assert here == away
    assert [(order, outcome, codes) for order, outcome, _, codes in away] == [
        ("iraq", Outcome.PUBLISHED, []),
        ("syria", Outcome.REFUSED, ["stage-crash"]),
        ("kazakhstan", Outcome.REFUSED, ["stage-time"]),
    ]
    assert content(roots[0] / "briefings") == content(roots[1] / "briefings")


def _made(root: Path, orders: tuple[str, ...], settings: Settings, wall: float) -> BuildReport:
    limits = Limits(worker_wall_seconds=wall, worker_memory=900 * MEGABYTE)
    settings = dataclasses.replace(settings, limits=limits)
    return build(Workspace(root), orders, settings, stages=_warm_stages())


def _warm_stages() -> Stages:
    """The tiny stages, with all loaded that comparing machines needs: limits hold there too."""
    making = "generator.build.making"
    pages = (fake_parts.HERE, f"{making}:warm_text", f"{making}:warm_pages")
    return dataclasses.replace(
        fake_parts.stages(), profiles={"text": (fake_parts.HERE,), "pages": pages}
    )


def _told(report: BuildReport) -> list[tuple[object, ...]]:
    return [(order.order, order.outcome, order.edition, codes(order)) for order in report.orders]


def test_a_machine_with_another_program_gets_no_work_and_is_named(
    work: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(
        ROOT / "generator", other / "generator", ignore=shutil.ignore_patterns("__pycache__")
    )
    changed = other / "generator/writers/elements.css"
    changed.write_text(changed.read_text() + "\n")
    make(work)
    facts(work, "one IRQ second\n")
    with cluster(tmp_path / "cluster") as machines:
        path = os.pathsep.join((str(other), str(ROOT)))
        machines.work("unlike", "--no-nanny", env={"PYTHONPATH": path})
        machines.wait("unlike")
        report = make(work, settings=on(machines.address))
    (problem,) = only(report).problems
    address = machines.address
    assert problem.code == "cluster-none-like"
    assert re.sub(r"The machine \S+ was", "The machine M was", problem.what) == (
        f"No machine of the cluster at {address} can make these documents byte for byte as this "
        "one does. The machine M was left out, because its documents could have other bytes: it "
        "has other versions of the program itself."
    )
    assert (report.exit_status, editions(work)) == (1, [1])
    assert not report.problems


def test_a_scheduler_that_is_not_there_is_said_and_the_last_edition_stands(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(work)
    before = content(work / "briefings")
    facts(work, "one IRQ second\n")
    monkeypatch.setattr("generator.build.cluster.pool._CONNECT", 0.5)
    report = make(work, settings=on("tcp://127.0.0.1:9"))
    (problem,) = only(report).problems
    assert problem.what.startswith("No Dask scheduler answers at tcp://127.0.0.1:9 (")
    assert problem.remedy == (
        "Check the address and that the scheduler runs, then build again; or build without "
        "--cluster, and this machine does the work."
    )
    assert (only(report).last_good, report.exit_status) == (1, 1)
    assert content(work / "briefings") == before
    assert only(make(work)).edition == 2


def test_what_is_marked_does_not_travel_in_the_open(tmp_path: Path, machines: Cluster) -> None:
    made = SmallWorkspace(tmp_path / "briefs")
    made.facts({"hidden": "Nobody may read this on the way."}, marking="SECRET")
    made.order("kenya", ceiling='"SECRET"', house='"canada"', formats='["html"]')
    report = build(Workspace(made.root), ("kenya",), on(machines.address))
    assert [problem.what for problem in only(report).errors] == [
        "What this briefing is made of is marked SECRET, and would travel to "
        f"{machines.address} without encryption."
    ]
    assert report.exit_status == 1


@pytest.mark.parametrize("address", ["nonsense://127.0.0.1:1", "tcp://127.0.0.1:port"])
def test_what_is_no_address_is_said(work: Path, address: str) -> None:
    assert codes(only(make(work, settings=on(address)))) == ["cluster-address"]


def test_a_cluster_without_machines_is_said(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.build.cluster.pool._CONNECT", 1.0)
    with cluster(tmp_path / "cluster") as machines:
        report = make(work, settings=on(machines.address))
    assert codes(only(report)) == ["cluster-empty"]
    assert f"“dask worker {machines.address}”" in only(report).problems[0].remedy


def test_nothing_of_a_cluster_is_needed_without_one(work: Path) -> None:
    import sys

    held = {name: sys.modules.pop(name) for name in list(sys.modules) if name == "distributed"}
    try:
        make(work)
        assert "distributed" not in sys.modules
    finally:
        sys.modules.update(held)


# ---------------------------------------------------------------- at a machine

TOLD = {
    "profiles": {"text": ["json"]},
    "prepare": (),
    "limits": dataclasses.asdict(Limits(worker_wall_seconds=PATIENCE)),
}


def task(name: str, argument: bytes = b"") -> Task:
    return Task((name,), f"{test_workers.HERE}:{name}", argument)


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where folders of runs are made: a place where no other process makes any."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def folders(place: Path) -> list[Path]:
    return list(place.glob("briefing-run-*"))


def test_nothing_of_a_run_stays_at_a_machine_when_it_is_over(runs: Path) -> None:
    host = Host(1, TOLD)
    answers = host.do([task("echo", b"one"), task("refuse"), task("echo", b"two")])
    assert answers is not None
    assert [one.blocks for one in answers] == [(b"one",), (), (b"two",)]
    process = answers[0].header["process"]
    assert [one.failure for one in answers] == [None, Failure.REFUSED, None]
    assert len(folders(runs)) == 1
    threading.Timer(0.3, host.end).start()
    assert host.do([task("hang")]) is None
    _until(lambda: not folders(runs) and not test_workers._alive(process))
    assert host.do([task("echo")]) is None


def test_a_machine_that_is_asked_nothing_gives_its_room_back(runs: Path) -> None:
    host = Host(1, TOLD, idle=2.0)
    assert host.do([task("echo")])
    _until(lambda: not folders(runs))
    assert host.do([task("echo")]) is None


@pytest.mark.usefixtures("runs")
def test_the_folders_of_killed_workers_are_removed() -> None:
    left = Path(tempfile.mkdtemp(prefix=f"briefing-run-{2**22 + 1}-"))
    mine = Path(tempfile.mkdtemp(prefix=f"briefing-run-{os.getpid()}-"))
    hosting._sweep()
    assert (left.exists(), mine.exists()) == (False, True)
    mine.rmdir()


def _until(happened: Callable[[], bool]) -> None:
    assert until(happened, every=0.05)


# ---------------------------------------------------------------- what travels

results = st.builds(
    Result,
    st.just(Task(("a",), "m:f", b"")),
    st.dictionaries(st.text(max_size=5), st.integers() | st.text()),
    st.lists(st.binary()).map(tuple),
    st.none() | st.sampled_from(Failure),
    st.just((Problem("file-empty", Where("a", 1), {"b": "ب"}, Severity.NOTICE),)),
    st.text(),
    st.text(),
    st.floats(0, 100),
)


@given(st.lists(results, min_size=1))
def test_results_come_back_as_they_were(given_results: list[Result]) -> None:
    tasks = [result.task for result in given_results]
    assert unpack_results(pack_results(given_results), tasks) == given_results


@given(st.lists(st.tuples(st.text(), st.binary(), st.text(), st.text()), min_size=1))
def test_tasks_arrive_as_they_were(told: list[tuple[str, bytes, str, str]]) -> None:
    tasks = [Task(("key",), *one) for one in told]
    run, arrived = unpack_tasks(pack_tasks("run", tasks))
    assert run == "run"
    assert [dataclasses.replace(task, key=("key",)) for task in arrived] == tasks


def test_templates_and_fonts_lie_in_their_order_under_their_names(tmp_path: Path) -> None:
    root = fake_parts.workspace(tmp_path / "work", "iraq")
    (root / "templates/country-brief/brief.j2").write_text("text")
    (root / "templates/country-brief/out.j2").symlink_to("/etc/hostname")
    (root / "fonts").mkdir()
    for name in ("b.ttf", "a.ttf"):
        (root / "fonts" / name).write_bytes(name.encode())
    luggage = Luggage.of(Workspace(root))
    content = {sha256: luggage.content(sha256) for sha256 in wanted(luggage.told())}
    places = lay_down(tmp_path / "there", luggage.told(), content)
    own = (root / "templates").as_posix()
    there = Path(places[own])
    assert (there.name, [p.name for p in there.rglob("*.j2")]) == ("templates", ["brief.j2"])
    fonts = {path: new for path, new in places.items() if path.endswith(".ttf")}
    assert {Path(path).name: Path(new).read_bytes() for path, new in fonts.items()} == {
        "a.ttf": b"a.ttf",
        "b.ttf": b"b.ttf",
    }
    assert [fonts[path] for path in sorted(fonts)] == sorted(fonts.values())
    assert not any(str(root) in new for new in places.values())


@pytest.mark.parametrize("name", ["../out.j2", "/etc/x.j2", "a/b.txt"])
def test_a_file_with_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    sha256 = hashlib.sha256(b"").hexdigest()
    with pytest.raises(DamagedError):
        lay_down(tmp_path, {"folders": {"/t": {name: sha256}}, "fonts": {}}, {sha256: b""})


def test_a_file_that_is_not_what_was_sent_is_refused(tmp_path: Path) -> None:
    sha256 = hashlib.sha256(b"right").hexdigest()
    with pytest.raises(DamagedError, match=r"a\.ttf"):
        lay_down(tmp_path, {"folders": {}, "fonts": {"/a.ttf": sha256}}, {sha256: b"wrong"})


@given(st.dictionaries(st.text(), st.text()), st.dictionaries(st.text(), st.text()))
def test_machines_differ_where_anything_differs(
    here: dict[str, str], there: dict[str, str]
) -> None:
    assert bool(differences(here, there)) == (here != there)
    assert differences(here, here) == ()
