"""Contrast as WCAG computes it, and the fonts a style may name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.house.colours import HEX, contrast
from generator.house.families import SHIPPED
from generator.writers import fonts

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours, colours)
def test_contrast_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert HEX.match(one)
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


def test_contrast_of_known_pairs() -> None:
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_darker_greys_stand_out_more() -> None:
    greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(0, 256, 16)]
    assert all(
        contrast(dark, "#ffffff") >= contrast(light, "#ffffff") for dark, light in pairwise(greys)
    )


def test_the_families_a_style_may_name_are_those_that_are_shipped() -> None:
    assert set(SHIPPED) == set(fonts.FAMILIES)
    for files in fonts.FAMILIES.values():
        for file in files:
            assert (fonts.folder() / file).is_file()
