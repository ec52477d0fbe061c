"""The guide to house styles names what there is."""

from __future__ import annotations

from pathlib import Path

from generator.house.families import SHIPPED
from generator.house.marking import POSITIONS
from generator.house.read import COLOURS, FONTS, WORD_FONTS


def test_the_guide_names_every_setting(root: Path) -> None:
    guide = (root / "docs" / "house-styles.md").read_text("utf-8")
    families = [family for family in SHIPPED if "Math" not in family and "Symbols" not in family]
    for name in (*COLOURS, *FONTS, *WORD_FONTS, *POSITIONS, *families):
        assert name in guide
