"""The translations that come with the program would pass the checks of an import."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts.sources import read_sources
from generator.house.read import read_house
from generator.problems import Findings, Severity
from generator.translation.checks import checked
from generator.translation.desk import Desk
from generator.translation.notes import glossary
from generator.translation.units import wanted


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_shipped_translation_would_be_refused(root: Path, language: str) -> None:
    base = read_sources(root, Findings(), areas=())
    house = read_house(root / "templates/house/canada", Findings())
    assert house is not None
    desk = Desk(root)
    words = {tag: glossary(base, house, tag, language) for tag in ("en", "fr", "ar")}
    seen = 0
    for fact in base.facts.values():
        text = wanted(fact, language, same_past=desk.same_past(fact))
        for unit in text.units if text else ():
            result = checked(unit, unit.target or "", words[unit.original])
            assert [f for f in result.found if f.severity is Severity.ERROR] == [], unit.key
            assert result.text == unit.target
            seen += 1
    assert seen > 50
