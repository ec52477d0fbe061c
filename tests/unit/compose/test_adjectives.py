"""Adjectives of countries in templates: agreement by language, the house's form, and none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.tree import Heading, Paragraph, Section
from generator.document.walk import plain
from generator.facts.model import FactBase, Term
from generator.problems import Severity, said
from tests.unit.compose.stage import Stage

LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")
