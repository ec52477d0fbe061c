"""The order that comes with the program, built with everything real."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build.report import BuildReport, Outcome, Settings
from generator.build.run import build
from generator.build.setup import init_workspace, new_order
from generator.build.workspace import Workspace
from generator.editions.manifest import read_manifest
from generator.editions.store import EditionStore
from tests.unit.editions.test_store import content

pytestmark = pytest.mark.usefixtures("warm_workers")
ORDER = "iraq-country-brief"
SETTINGS = Settings(today=dt.date(2024, 12, 2), jobs=2)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    root = tmp_path_factory.mktemp("one") / "briefs"
    init_workspace(root)
    return root, build(Workspace(root), (ORDER,), SETTINGS)


def test_a_new_workspace_builds_nine_documents(built: tuple[Path, BuildReport]) -> None:
    root, report = built
    (order,) = report.orders
    assert [problem.what for problem in order.errors] == []
    assert (order.outcome, order.edition, report.exit_status) == (Outcome.PUBLISHED, 1, 0)
    assert len(order.files) == 9
    starts = {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!DOCTYPE html"}
    for file in order.files:
        data = file.path.read_bytes()
        assert data.lower().startswith(starts[file.format].lower())
        assert hashlib.sha256(data).hexdigest() == file.sha256
    assert EditionStore(root / "briefings").verified(ORDER).damaged == ()


def test_its_manifest_tells_what_it_was_made_from(built: tuple[Path, BuildReport]) -> None:
    root, _ = built
    data = (root / "briefings" / ORDER / "0001" / "manifest.json").read_bytes()
    manifest = read_manifest(data)
    assert (manifest.subject, manifest.as_of) == ("IRQ", dt.date(2024, 12, 1))
    assert manifest.marking == "UNCLASSIFIED"
    assert manifest.locale_data["cldr"]
    assert {"weasyprint", "babel", "python-docx"} <= set(manifest.libraries)
    assert {part.name for part in manifest.fonts} >= {"NotoSans-Regular.ttf"}
    assert len(manifest.facts) > 20
    for fact in manifest.facts:
        assert len(fact.version) == 64
        assert fact.origin.source in {source.id for source in manifest.sources}
        assert set(fact.printed) <= {"en-CA", "fr-CA", "ar-IQ"}
    assert any(fact.value.get("value") for fact in manifest.facts)
    text = data.decode()
    assert str(root) not in text
    assert json.loads(text)["order"]["overrides"] == {}


def test_it_is_not_made_again(built: tuple[Path, BuildReport]) -> None:
    root, first = built
    before = content(root / "briefings")
    (order,) = build(Workspace(root), (ORDER,), SETTINGS).orders
    assert order.outcome is Outcome.UNCHANGED
    assert order.files == first.orders[0].files
    assert {p.code for p in order.notices} == {p.code for p in first.orders[0].notices}
    assert content(root / "briefings") == before


def test_another_folder_another_process_one_job_and_the_bytes_are_the_same(
    built: tuple[Path, BuildReport], tmp_path: Path
) -> None:
    root, _ = built
    other = tmp_path / "a folder with blanks" / "ملف"
    init_workspace(other)
    command = [sys.executable, "-m", "generator", "-C", str(other), "build", ORDER]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    environment |= {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [*command, "--jobs", "1", "--issued", "2024-12-02", "--quiet"],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert content(other / "briefings" / ORDER) == content(root / "briefings" / ORDER)


def test_a_new_order_for_another_country_builds(built: tuple[Path, BuildReport]) -> None:
    root, _ = built
    path = new_order(Workspace(root), "SYR", today=SETTINGS.today)
    path.write_text(path.read_text().replace('["pdf", "docx", "html"]', '["html"]'))
    (order,) = build(Workspace(root), (path.stem,), SETTINGS).orders
    assert [problem.what for problem in order.errors] == []
    assert order.outcome is Outcome.PUBLISHED
