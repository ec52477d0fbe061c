"""The page on selection says what there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from generator.selection.model import Need

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def page() -> str:
    return (HERE.parents[2] / "docs" / "selection.md").read_text("utf-8")


def test_every_field_of_a_need_is_described(page: str) -> None:
    for field in fields(Need):
        assert field.name == "name" or f"`{field.name}`" in page


def test_every_rule_has_its_row_and_its_tests(page: str) -> None:
    written = (HERE / "test_rules.py").read_text("utf-8")
    rows = [int(number) for number in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)]
    assert rows == list(range(1, 16))
    for rule in rows:
        assert f"test_rule_{rule}_" in page
        assert len(re.findall(rf"^def test_rule_{rule}_", written, re.MULTILINE)) >= 2


def test_every_test_the_page_names_exists(page: str) -> None:
    written = "".join(file.read_text("utf-8") for file in HERE.glob("test_*.py"))
    for name in re.findall(r"`(test_rule_\w+[a-z])`", page):
        assert f"def {name}(" in written
    for name in re.findall(r"`(test_\w+\.py)`", page):
        assert (HERE / name).is_file()
