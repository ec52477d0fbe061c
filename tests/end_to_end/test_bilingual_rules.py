"""Bilingual editions of the project's own facts: no rule for Word or PDF files is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import matrix
from tests.end_to_end.command import briefing
from tests.rules import pdf, word

ORDER = """\
template = "country-brief"
subject = "IRQ"
number = "IRQ-{number}"
languages = ["{one}", "{other}"]
formats = ["pdf", "docx"]
as_of = "2024-12-01"
[bilingual]
languages = ["{one}", "{other}"]
layouts = ["side-by-side", "tumble"]
"""
PAIRS = [("fr-CA", "ar-IQ"), ("en-CA", "ar-IQ"), ("en-CA", "fr-CA")]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = matrix.workspace(tmp_path_factory.mktemp("bilingual"))
    for number, (one, other) in enumerate(PAIRS, 1):
        text = ORDER.format(number=number, one=one, other=other)
        (folder / "briefings" / f"{one}-{other}.toml".lower()).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_rule_is_broken_in_either_layout(place: Path, one: str, other: str) -> None:
    name = f"{one}-{other}".lower()
    briefing(place, "build", name)
    edition = place / "briefings" / name / "0001"
    files = sorted(edition.glob(f"*_{one}-{other}-*"))
    assert len(files) == 4
    for path in files:
        rules = {".pdf": pdf.broken, ".docx": word.broken}[path.suffix]
        assert (path.name, rules(path.read_bytes(), one)) == (path.name, [])
