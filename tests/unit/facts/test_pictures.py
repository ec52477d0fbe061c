"""The picture of a fact: found beside its source, hashed, and its words read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.facts.pictures import texts
from tests.unit.facts.builder import Workspace, fact

PICTURE = b"\x89PNG\r\n\x1a\nwhatever it is"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def image(file: str = "gate.png", more: str = "") -> str:
    return fact(f'image: {{file: {file}, credit: "© A.", rights: "CC BY 4.0"{more}}}')


def test_a_picture_is_known_by_its_content(workspace: Workspace) -> None:
    workspace.write("page/pictures/gate.png", PICTURE)
    workspace.facts(image(more=', alt: {en: "A gate."}'))
    (found,) = workspace.read().facts.values()
    assert workspace.codes == []
    assert found.image["sha256"] == hashlib.sha256(PICTURE).hexdigest()
    assert texts(found.image, "alt") == {"en": "A gate."}
    assert texts(found.image, "credit") == {"": "© A."}


def test_another_picture_under_the_same_name_is_another_version(workspace: Workspace) -> None:
    workspace.facts(image())
    versions = set()
    for content in (PICTURE, PICTURE + b"!"):
        workspace.write("page/pictures/gate.png", content)
        (found,) = workspace.read().facts.values()
        versions.add(found.version)
    assert len(versions) == 2


def test_a_credit_may_be_given_by_language(workspace: Workspace) -> None:
    workspace.facts(fact('image: {credit: {en: "By A.", fr: "Par A."}, rights: x}'))
    (found,) = workspace.read().facts.values()
    assert texts(found.image, "credit") == {"en": "By A.", "fr": "Par A."}


@pytest.mark.parametrize(
    "name",
    ["../gate.png", "/etc/passwd", "Gate.png", "gate.gif", "gate.png.exe", ".png", "a/b.png"],
)
def test_a_name_that_is_no_picture_s_is_refused(workspace: Workspace, name: str) -> None:
    workspace.facts(image(f'"{name}"'))
    workspace.read()
    problem, _ = workspace.findings  # and that no source gives a sound fact
    assert problem.code == "picture-name"
    assert problem.what == f"image.file is “{name}”, which cannot be the name of a picture."


def test_a_picture_that_is_not_there_refuses_the_fact(workspace: Workspace) -> None:
    workspace.facts(image())
    assert workspace.read().facts == {}
    problem, _ = workspace.findings
    assert problem.what == "There is no picture “gate.png” in the folder “pictures” of this source."
    assert problem.where.line is not None


def test_a_link_is_not_followed(workspace: Workspace, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PICTURE)
    folder = workspace.write("page/pictures/other.png", PICTURE).parent
    (folder / "gate.png").symlink_to(secret)
    workspace.facts(image())
    workspace.read()
    assert workspace.codes[0] == "picture-missing"


def test_credit_and_rights_are_needed(workspace: Workspace) -> None:
    workspace.facts(fact("image: {file: gate.png}"))
    workspace.write("page/pictures/gate.png", PICTURE)
    workspace.read()
    assert workspace.codes[:2] == ["field-missing", "field-missing"]
