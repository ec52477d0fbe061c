"""The guide for people who enter facts names every field there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts import slots
from generator.facts.entities import READERS
from generator.facts.model import Confidence, Kind, Qualifier, RelationType, Staleness, Stance
from generator.facts.records import DEFAULTS, FIELDS
from generator.facts.sourcefile import DOCUMENT_KINDS


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    return (root / "docs/facts.md").read_text("utf-8")


def test_every_field_of_a_fact_is_in_the_guide(guide: str) -> None:
    assert [
        name for name in sorted(FIELDS) if f"`{name}" not in guide and f"{name}:" not in guide
    ] == []
    assert [name for name in DEFAULTS if f"`{name}`" not in guide] == []


def test_every_word_of_the_closed_lists_is_in_the_guide(guide: str) -> None:
    words = [
        option.value
        for kind in (Kind, Stance, Qualifier, Staleness, RelationType)
        for option in kind
    ]
    words += [option.name.lower() for option in Confidence]
    words += [*DOCUMENT_KINDS, *READERS, *(f"{{{slot}}}" for slot in slots.SLOTS)]
    assert [word for word in words if word not in guide] == []
