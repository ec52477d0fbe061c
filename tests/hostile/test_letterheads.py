"""Hostile letterheads: refused with file and reason, or used with what was left out named."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from generator.house.letterhead.model import Letterhead
from generator.house.letterhead.read import read_file
from generator.problems import Findings
from generator.writers.docx.writer import write_docx
from tests.bounds import ends
from tests.sample_tree import sample
from tests.unit.writers.docx_reading import HOUSE, Word, broken_rules

REFUSED = {
    "deep_xml": "letterhead-part-damaged",
    "empty": "letterhead-not-word",
    "laughs": "letterhead-part-damaged",
    "macro_type": "letterhead-macros",
    "not_a_zip": "letterhead-not-word",
    "truncated": "letterhead-not-word",
    "vba_part": "letterhead-macros",
    "xxe": "letterhead-part-damaged",
    "zip_bomb": "letterhead-bomb",
    "zip_slip": "letterhead-entry-name",
}
NAMED = {
    "dde_field": "letterhead-field-danger",
    "remote_image": "letterhead-outside",
    "remote_template": "letterhead-outside",
    "unc_hyperlink": "letterhead-outside",
    "split_runs": "",  # the body is left out, whatever it says
    "template_syntax": "",
}
NEVER = (b"canary", b"DDEAUTO", b"vbaProject", b"attachedTemplate", b"file:", b"\\\\server")


def read(path: Path) -> tuple[Letterhead | None, dict[str, str]]:
    findings = Findings()
    letterhead = read_file(path, f"templates/house/x/{path.name}", findings)
    assert all(one.where.file == f"templates/house/x/{path.name}" for one in findings)
    return letterhead, {one.code: one.severity.value for one in findings}


def test_every_sample_has_its_answer(shared: Path) -> None:
    lines = (shared / "hostile" / "manifest.jsonl").read_text("utf-8").splitlines()
    files = [json.loads(line)["file"] for line in lines if line]
    samples = {Path(file).stem for file in files if file.startswith("docx/")}
    assert samples <= {*REFUSED, *NAMED}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_made_safe_is_refused(shared: Path, name: str) -> None:
    with ends(name):
        letterhead, told = read(shared / "hostile" / "docx" / f"{name}.docx")
    assert letterhead is None
    assert told == {REFUSED[name]: "error"}


@pytest.mark.parametrize("name", NAMED)
def test_what_is_left_out_is_named_and_never_gets_into_a_document(shared: Path, name: str) -> None:
    letterhead, told = read(shared / "hostile" / "docx" / f"{name}.docx")
    assert letterhead is not None
    assert NAMED[name] in {*told, ""}
    assert set(told.values()) <= {"warning"}
    for language in ("en", "ar"):
        file = Word(write_docx(sample(language), replace(HOUSE, letterhead=letterhead)))
        assert broken_rules(file) == []
        with zipfile.ZipFile(BytesIO(file.data)) as archive:
            whole = b"".join(archive.read(entry) for entry in archive.namelist())
        for word in NEVER:
            assert word not in whole
