"""A check looks at every picture there is, used or not."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from generator.build.picturecheck import check_pictures
from generator.problems import Severity
from tests.unit.facts.builder import Workspace, fact


def png() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(stream, "PNG")
    return stream.getvalue()


def image(file: str, name: str) -> str:
    return fact(f'image: {{file: {file}, credit: "A", rights: "B"}}', id=name)


def test_each_unsound_picture_is_named_once_with_its_place(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("page/pictures/good.png", png())
    workspace.write("page/pictures/cut.png", png()[:50])
    workspace.write("page/pictures/named.jpg", png())
    workspace.facts(
        image("good.png", "good")
        + image("cut.png", "cut")
        + image("cut.png", "cut-again")
        + image("named.jpg", "named")
    )
    found = {p.code: p for p in check_pictures(workspace.read(), tmp_path / "sources")}
    assert found.keys() == {"picture-broken", "picture-ending"}
    assert found["picture-broken"].where.file == "sources/page/pictures/cut.png"
    assert found["picture-broken"].severity is Severity.ERROR
    assert found["picture-ending"].severity is Severity.WARNING


def test_a_picture_that_went_meanwhile_is_named(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    path = workspace.write("page/pictures/good.png", png())
    workspace.facts(image("good.png", "good"))
    base = workspace.read()
    path.unlink()
    assert [p.code for p in check_pictures(base, tmp_path / "sources")] == ["picture-gone"]
