"""Colours as WCAG sees them.

Rule: WCAG 2.1, 1.4.3: text stands out from what is behind it by 4.5 to 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

HEX: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")
TEXT_CONTRAST: Final = 4.5
READ_AS_TEXT: Final = ("text", "muted", "accent", "warning")
_OF_SERIES: Final = ("accent", "warning")
# All stand out from white by more than 6 to 1.
_MORE_OF_SERIES: Final = ("#5b2a86", "#00695c", "#7a4a00", "#8c1d5b")
SERIES: Final = 4
"""Colours of the series of a chart; the fifth has that of the first and another pattern."""
_DARKEST: Final = 0xDC  # darker greys are in the way of long reading, whatever their contrast


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, from 0 (black) to 1 (white)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def behind(texts: Iterable[str]) -> str:
    """The darkest of some pale greys on which every text colour can still be read.

    It is for a word that stands behind the text of a page: it must be seen, and hinder nobody.

    >>> behind(["#000000"]), contrast("#4f5a65", behind(["#4f5a65"])) >= TEXT_CONTRAST
    ('#dcdcdc', True)
    """
    colours = tuple(texts)
    for level in range(_DARKEST, 0xFF):
        grey = f"#{level:02x}{level:02x}{level:02x}"
        if all(contrast(colour, grey) >= TEXT_CONTRAST for colour in colours):
            return grey
    return "#fefefe"


def series_colours(colours: Mapping[str, str]) -> tuple[str, ...]:
    """The colours of the series of a chart: the house's own first, each another.

    >>> series_colours({"accent": "#26374A"})
    ('#26374a', '#5b2a86', '#00695c', '#7a4a00')
    """
    named = [colours[use].lower() for use in _OF_SERIES if use in colours]
    return tuple(dict.fromkeys((*named, *_MORE_OF_SERIES)))[:SERIES]
