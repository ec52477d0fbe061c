"""Hostile pictures as facts: refused in words, beside briefs that are built."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace
from tests.hostile.conftest import Listener

TEMPLATE = """\
<section><h2>{{ t("Snapshot") }}</h2><p>x</p>
{% for f in facts.pictures %}{{ picture(f) }}{% endfor %}</section>
"""


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.template("pictures", TEMPLATE, '[needs.pictures]\nkinds = ["image"]\n')
    made.order("kenya", template='"pictures"')
    return made


def picture_of(work: Workspace, file: str) -> None:
    """A fact about Kenya with a picture."""
    record = {
        "id": "photo",
        "kind": "image",
        "countries": ["KEN"],
        "text": {"en": "What the picture shows."},
        "image": {"file": file, "credit": "A. Person", "rights": "CC0"},
    }
    work.write("sources/page/facts/pictures.json", json.dumps([record]) + "\n")


def test_each_hostile_picture_is_refused_and_the_rest_is_built(
    work: Workspace, shared: Path, listener: Listener
) -> None:
    folder = shared / "hostile" / "images"
    there = work.root / "sources" / "page" / "pictures"
    there.mkdir(parents=True)
    for path in sorted(folder.iterdir()):
        name = path.name.lower().replace("_", "-")
        shutil.copyfile(path, there / name)
        picture_of(work, name)
        said = briefing(work.root, "build", "--json", status=1, env=listener.surroundings)
        outcomes = {order["order"]: order["outcome"] for order in said.json["orders"]}
        assert outcomes["kenya"] == "refused", path.name
        assert "published" in outcomes.values() or "unchanged" in outcomes.values()
        errors = [
            p
            for order in said.json["orders"]
            for p in order["problems"]
            if p["severity"] == "error"
        ]
        assert {p["code"].startswith("picture-") for p in errors} == {True}, path.name
        assert {p["file"] for p in errors} == {f"sources/page/pictures/{name}"}
        assert all(p["remedy"] and p["record"] == "photo" for p in errors)
    assert listener.asked == []
    assert work.leavings() == []
