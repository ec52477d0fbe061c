"""Which briefs a mistake in a source may touch."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.build.attribution import touching
from generator.build.stages import Scope
from generator.limits import DEFAULT_LIMITS
from generator.problems import Findings, Problem, Where
from tests.unit.build import fake_parts

FILE = "sources/wire/facts.txt"
MISTAKE = (Problem("file-empty", Where(FILE, 2)),)


@pytest.mark.parametrize(
    ("facts", "refused", "touched"),
    [
        ("one IRQ first\n", {}, ["IRQ"]),
        ("one IRQ first\n", {FILE: {"SYR"}}, ["IRQ", "SYR"]),
        ("one IRQ first\n", {FILE: {""}}, ["IRQ"]),
        ("", {FILE: {"SYR"}}, ["SYR"]),
        ("", {FILE: {"SYR", ""}}, ["IRQ", "KAZ", "SYR"]),
        ("", {FILE: {"SRY"}}, ["IRQ", "KAZ", "SYR"]),
        ("", {}, ["IRQ", "KAZ", "SYR"]),
    ],
)
def test_a_mistake_touches_what_its_record_names_and_its_file_speaks_of(
    tmp_path: Path, facts: str, refused: dict[str, set[str]], touched: list[str]
) -> None:
    root = fake_parts.workspace(tmp_path, facts=facts)
    base = fake_parts.read_sources(root, Findings(), Scope(DEFAULT_LIMITS, (), None, None))
    named = {file: frozenset(areas) for file, areas in refused.items()}
    base = dataclasses.replace(base, refused=MappingProxyType(named))
    assert [
        area for area in sorted(base.areas) if touching(MISTAKE, base, (area,), None)
    ] == touched
