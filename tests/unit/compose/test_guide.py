"""The guide for template authors names everything that templates can use."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from generator.compose.elements import BOX_ROLES, ELEMENTS, ROOT, TABLE_ROLES
from generator.compose.filters.registry import FILTERS, FUNCTIONS
from generator.compose.render import CONTEXT_NAMES
from generator.compose.syntax import MAX_NESTING
from generator.compose.views import BriefView, Entry


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    return (root / "docs" / "templates.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted({*FILTERS, *FUNCTIONS, *CONTEXT_NAMES}))
def test_every_filter_function_and_name_is_explained(guide: str, name: str) -> None:
    assert any(form in guide for form in (f"`{name}", f"|{name}", f" `{name}(", f"`{name}."))


@pytest.mark.parametrize("name", sorted(ELEMENTS.keys() - {ROOT}))
def test_every_element_is_explained(guide: str, name: str) -> None:
    assert f"`{name}`" in guide


def test_every_part_of_a_fact_and_of_the_brief_is_named(guide: str) -> None:
    shown = [f.name for view in (Entry, BriefView) for f in fields(view) if f.name[0] != "_"]
    assert [name for name in shown if name not in guide] == []


def test_every_role_is_named(guide: str) -> None:
    assert [role for role in (*BOX_ROLES, *TABLE_ROLES) if f"`{role}`" not in guide] == []


def test_the_limit_on_nesting_is_told(guide: str) -> None:
    assert f"nest {MAX_NESTING} deep" in guide


def test_every_template_of_the_project_is_described(guide: str, root: Path) -> None:
    for path in (root / "templates").glob("*/template.toml"):
        assert f"templates/{path.parent.name}" in guide


def test_reading_a_template_folder_imports_nothing_heavy() -> None:
    code = (
        "import sys, generator.compose.template, generator.compose.model;"
        "print([m for m in ('jinja2', 'babel', 'weasyprint', 'docx', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
