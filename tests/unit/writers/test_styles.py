"""The look of a page: a common sheet, then what a house says."""

from __future__ import annotations

from dataclasses import replace

from generator.house.read import COLOURS, FONTS, MORE_FONTS
from generator.house.stylesheet import check_css
from generator.writers.styles import house_css, own_css
from tests.unit.writers.pdf_reading import HOUSE


def test_the_common_sheet_keeps_to_what_a_house_may_write() -> None:
    names = (*COLOURS, *(f"font-{use}" for use in (*FONTS, *MORE_FONTS)))
    assert not list(check_css(own_css("base"), names))


def test_what_a_house_says_comes_after_the_common_sheet() -> None:
    css = house_css(replace(HOUSE, style_css="h1 { color: var(--house-warning) }"))
    assert css.endswith(f"h1 {{ color: {HOUSE.colours['warning']} }}")
    assert css.index(f"h1 {{ color: {HOUSE.colours['accent']}") < css.rindex("h1 { color: #")
    assert "var(--house-" not in css


def test_a_house_without_a_word_in_its_sheet_has_the_common_look() -> None:
    css = house_css(replace(HOUSE, style_css=""))
    for selector in ("html {", "h2 {", ".box {", "table {", "@page {"):
        assert selector in css
