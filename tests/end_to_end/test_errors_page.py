"""The page on refusals for administrators says what the program does."""

from __future__ import annotations

import re

import pytest

from generator.cli import DUE, FAULT, REFUSED
from generator.cli.status_command import NOT_RUNNING
from generator.problems import codes
from tests.end_to_end.command import ROOT

PAGE = (ROOT / "docs" / "errors.md").read_text("utf-8")
ROWS = [line.split("|") for line in PAGE.splitlines() if line.startswith("| ")]
NAMED = re.findall(r"`([a-z]+(?:-[a-z0-9]*)+)`", " ".join(row[2] for row in ROWS if len(row) == 6))


@pytest.mark.parametrize("name", sorted(set(NAMED)))
def test_every_code_on_the_page_is_one_of_the_program(name: str) -> None:
    known = set(codes())
    assert name in known or (name.endswith("-") and any(code.startswith(name) for code in known))


def test_every_exit_status_is_on_the_page() -> None:
    told = {int(row[1]) for row in ROWS if row[1].strip().isdecimal()}
    assert told == {0, REFUSED, 2, FAULT, NOT_RUNNING, DUE, 130}


def test_every_refusal_of_a_build_is_on_the_page() -> None:
    stages = ("output-", "disk-", "stage-", "order-", "source-refuses", "not-in-order", "edition-")
    for code in codes():
        if code.startswith((*stages, "proof-")):
            assert code in NAMED or any(code.startswith(n) for n in NAMED if n.endswith("-")), code
