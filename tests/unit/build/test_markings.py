"""What stands above the ceiling of an order is nowhere in what the order leaves behind."""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from generator.build.report import Outcome, Settings
from generator.build.run import build
from generator.build.setup import init_workspace
from generator.build.workspace import Workspace

pytestmark = pytest.mark.usefixtures("warm_workers")
LEVELS = {"UNCLASSIFIED": "U", "PROTECTED A": "PA", "SECRET": "S"}
CANARY = re.compile(r"CANARY-(?:[A-Z]+)-(?:[A-Z]+)")
SOURCE = """\
title.en = "CANARY-{sign}-SOURCE"
title.fr = "CANARY-{sign}-SOURCE"
title.ar = "CANARY-{sign}-SOURCE"
languages = ["en", "fr", "ar"]
licence = "CANARY-{sign}-LICENCE"
marking = "{level}"
producer = "gac"

[documents.cable]
kind = "press_release"
language = "en"
title.en = "CANARY-{sign}-TITLE"
title.fr = "CANARY-{sign}-TITLE"
title.ar = "CANARY-{sign}-TITLE"
as_of = "2024-11"
"""
FACTS = """\
facts:
  - id: cable-{id}
    kind: position
    countries: [IRQ]
    organisations: [gac]
    text:
      en: "Canada says CANARY-{sign}-TEXT."
      fr: "Le Canada dit CANARY-{sign}-TEXT."
      ar: "CANARY-{sign}-TEXT."
    asserted_by: gac
    tags: [key_message]
    locator: "CANARY-{sign}-PLACE"
    note: "CANARY-{sign}-NOTE"
"""


@pytest.fixture(scope="module")
def cables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a cable at each of three levels, and an order with each as its ceiling."""
    root = tmp_path_factory.mktemp("marked") / "briefs"
    init_workspace(root)
    order = next((root / "briefings").glob("*.toml"))
    text = order.read_text("utf-8").replace('["en-CA", "fr-CA", "ar-IQ"]', '["en-CA"]')
    order.unlink()
    for level, sign in LEVELS.items():
        folder = root / "sources" / f"cables-{sign.lower()}"
        (folder / "facts").mkdir(parents=True)
        values = {"level": level, "sign": sign, "id": sign.lower()}
        (folder / "source.toml").write_text(SOURCE.format(**values), "utf-8")
        (folder / "facts" / "cables.yaml").write_text(FACTS.format(**values), "utf-8")
        marked = text.replace('ceiling = "UNCLASSIFIED"', f'ceiling = "{level}"')
        marked = marked.replace("IRQ-CTY-2024-0001", f"IRQ-{sign}")
        (root / "briefings" / f"order-{sign.lower()}.toml").write_text(marked, "utf-8")
    report = build(Workspace(root), (), Settings(today=dt.date(2024, 12, 2), jobs=2))
    problems = [
        problem.what for problem in report.all_problems if problem.severity.value == "error"
    ]
    assert problems == []
    assert {order.outcome for order in report.orders} == {Outcome.PUBLISHED}
    return root


def canaries(shared: Path, paths: list[Path]) -> set[str]:
    """Every canary in files: names, bytes, members of packages, all that a PDF holds."""
    scan = _scanner(shared)
    found: set[str] = set()
    for path in paths:
        for _, text in [("", path.name), *scan.texts(path.name, path.read_bytes())]:
            found.update(CANARY.findall(text))
    return found


def _scanner(shared: Path) -> Any:
    place = shared / "hostile" / "tools" / "canary_scan.py"
    spec = importlib.util.spec_from_file_location("canary_scan", place)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.pdf = lambda name, data, depth: ((name, text) for text in _pdf_texts(data))
    return module


def _pdf_texts(data: bytes) -> Iterator[str]:
    pages = pypdfium2.PdfDocument(data)
    for page in pages:
        yield re.sub(r"\s+", "", page.get_textpage().get_text_range())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_bytes().decode("utf-8", "replace")
            yield str(thing)
            yield repr(thing)


@pytest.mark.parametrize(("sign", "hidden"), [("U", {"PA", "S"}), ("PA", {"S"}), ("S", set())])
def test_nothing_above_the_ceiling_is_left_anywhere(
    cables: Path, shared: Path, sign: str, hidden: set[str]
) -> None:
    name = f"order-{sign.lower()}"
    files = [path for path in (cables / "briefings" / name).rglob("*") if path.is_file()]
    files.append(cables / "state" / "checks" / f"{name}.json")
    assert len(files) > 4
    found = canaries(shared, files)
    assert {canary for canary in found if canary.split("-")[1] in hidden} == set()
    shown = {canary.split("-")[1] for canary in found}
    assert shown == set(LEVELS.values()) - hidden


def test_a_document_carries_the_highest_marking_it_received(cables: Path) -> None:
    from generator.editions.store import EditionStore

    store = EditionStore(cables / "briefings")
    for level, sign in LEVELS.items():
        latest = store.latest(f"order-{sign.lower()}")
        assert latest is not None
        assert latest.manifest.marking == level
