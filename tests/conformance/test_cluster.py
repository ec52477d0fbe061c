"""Clusters under hard conditions: what is marked, documents that take machines down, lost ones."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from generator.build.report import Outcome, Progress
from generator.build.run import build
from generator.build.workspace import Workspace as Folder
from tests.cluster import cluster
from tests.end_to_end.command import briefing, content
from tests.end_to_end.workspaces import Workspace
from tests.unit.build import fake_parts
from tests.unit.build.running import SETTINGS, codes, facts

OPENSSL = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=127.0.0.1 "
    "-addext subjectAltName=IP:127.0.0.1"
)
HERE = "tests.conformance.test_cluster"


def kill_machine(argument: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Compose, and for one country end the Dask worker whose process this is."""
    if b"!machine" in argument:
        zygote = os.getppid()
        stat = Path(f"/proc/{zygote}/stat").read_text().rsplit(")", 1)[1].split()
        os.kill(int(stat[1]), signal.SIGKILL)
        time.sleep(30)
    return fake_parts.compose(argument)


def test_a_document_that_takes_machines_down_is_refused_and_the_others_are_made(
    tmp_path: Path,
) -> None:
    work = fake_parts.workspace(tmp_path / "work", "iraq")
    fake_parts.write_order(work, "syria", subject='"SYR"', languages='["en-CA"]')
    facts(work, "one IRQ sound\ntwo SYR !machine\n")
    stages = dataclasses.replace(fake_parts.stages(), compose=f"{HERE}:kill_machine")
    with cluster(tmp_path / "cluster") as machines:
        for name in ("one", "two", "three", "four"):
            machines.work(name)
        machines.wait("one", "two", "three", "four")
        settings = dataclasses.replace(SETTINGS, cluster=machines.address)
        iraq, syria = build(Folder(work), (), settings, stages=stages).orders
    assert iraq.outcome is Outcome.PUBLISHED
    assert codes(syria) == ["stage-crash"]
    assert "3 machines were lost that made it" in syria.problems[0].what


def test_a_cluster_that_goes_is_told_and_what_was_made_stands(tmp_path: Path) -> None:
    work = fake_parts.workspace(tmp_path / "work", "a", "b", "c", "d", "e", "f")
    with cluster(tmp_path / "cluster", "one") as machines:

        def watch(step: Progress) -> None:
            if step.done >= 7:
                machines.kill("scheduler")

        settings = dataclasses.replace(SETTINGS, cluster=machines.address)
        report = build(Folder(work), (), settings, watch, stages=fake_parts.stages())
    outcomes = [order.outcome for order in report.orders]
    assert Outcome.PUBLISHED in outcomes
    assert {code for order in report.orders for code in codes(order)} == {"cluster-lost"}
    assert not list(work.rglob(".tmp-*"))
    again = build(Folder(work), (), SETTINGS, stages=fake_parts.stages())
    assert again.exit_status == 0


@pytest.fixture
def marked(tmp_path: Path) -> Workspace:
    """A workspace with a secret order on Kenya beside the open one on Uganda."""
    made = Workspace(tmp_path / "briefs")
    made.facts({"hidden": "Nobody may read this on the way."}, marking="SECRET")
    made.order("kenya", ceiling='"SECRET"', house='"canada"', formats='["html"]')
    return made


def _certificates(folder: Path) -> dict[str, str]:
    folder.mkdir()
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    try:
        subprocess.run(
            [*OPENSSL.split(), "-keyout", key, "-out", certificate],
            check=True,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("openssl, which makes certificates, is not here")
    names = {"CA_FILE": certificate}
    for who in ("SCHEDULER", "WORKER", "CLIENT"):
        names |= {f"{who}__CERT": certificate, f"{who}__KEY": key}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(path) for name, path in names.items()}


def test_what_is_marked_travels_only_over_tls(
    marked: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cluster(tmp_path / "open", "one") as machines:
        said = briefing(marked.root, "build", "--cluster", machines.address, status=1)
    assert (
        f"What this briefing is made of is marked SECRET, and would travel to {machines.address} "
        "without encryption."
    ) in said.words
    assert not marked.editions("kenya")
    assert marked.editions("uganda") == ["0001"]
    tls = _certificates(tmp_path / "certificates")
    for name, path in tls.items():
        monkeypatch.setenv(name, path)
    with cluster(tmp_path / "sealed", options=("--protocol", "tls")) as machines:
        machines.work("one", "--no-nanny")
        machines.wait("one")
        assert machines.address.startswith("tls://")
        briefing(marked.root, "build", env={**tls, "BRIEFING_CLUSTER": machines.address})
    assert marked.editions("kenya") == ["0001"]
    made = content(marked.root / "briefings/kenya/0001")
    briefing(marked.root, "build", "--output", tmp_path / "here")
    assert content(tmp_path / "here/kenya/0001") == made
