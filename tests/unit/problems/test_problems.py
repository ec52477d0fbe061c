"""Problems are data with words: every code has them, every wording is used."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from generator.problems import Findings, Problem, ProblemsFound, Severity, Where, codes, wording

ROOT = Path(__file__).resolve().parents[3]
CODE = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"')


def _quoted_in_program() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        found |= set(CODE.findall(path.read_text("utf-8")))
    return found


def _composed_in_program() -> set[str]:
    """Beginnings of codes that are put together, such as f"code-{what}"."""
    found: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        found |= set(re.findall(r'f"([a-z0-9-]+-)\{', path.read_text("utf-8")))
    return found


def test_every_wording_is_used_somewhere_in_the_program() -> None:
    quoted = _quoted_in_program()
    composed = tuple(_composed_in_program())
    unused = {c for c in codes() - quoted if not c.startswith(composed)}
    assert not unused


@pytest.mark.parametrize("code", sorted(codes()))
def test_a_wording_says_what_is_wrong_and_what_to_do_in_whole_sentences(code: str) -> None:
    words = wording(code)
    for sentence in (words.what, words.remedy):
        if sentence:
            assert sentence.rstrip("”)")[-1] in ".?!}", sentence
        for _, name, spec, conversion in string.Formatter().parse(sentence):
            assert name is None or re.fullmatch(r"[a-z_]+", name)
            assert not spec
            assert not conversion
    assert words.what


def test_the_same_problem_is_said_once() -> None:
    findings = Findings()
    for _ in range(3):
        findings.add("workspace-not-found", Where(file="x"))
    findings.add("workspace-not-found", Where(file="y"), severity=Severity.WARNING)
    assert len(findings) == 2
    assert len(findings.errors) == 1


def test_a_place_is_written_as_file_line_record_field() -> None:
    where = Where(file="sources/a/facts.yaml", line=4, record="erbil-office", field="as_of.value")
    assert str(where) == "sources/a/facts.yaml, line 4, erbil-office, field as_of.value"


def test_errors_stop_and_warnings_do_not() -> None:
    findings = Findings()
    findings.add("workspace-not-found", severity=Severity.WARNING)
    findings.stop_on_errors()
    findings.add("workspace-not-found")
    with pytest.raises(ProblemsFound) as caught:
        findings.stop_on_errors()
    assert [p.severity for p in caught.value.problems] == [Severity.ERROR]


def test_a_value_with_braces_cannot_reach_into_the_wording() -> None:
    problem = Problem("workspace-not-found", Where(), {"file": "{0.__class__}"})
    assert "__class__" not in problem.what.replace("{0.__class__}", "")
