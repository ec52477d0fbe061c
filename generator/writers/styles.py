"""The style sheets of a document: the writers' own rules, then the house's look.

A house style names its colours and fonts once, in house.toml; its ``style.css`` uses them as
``var(--house-accent)``. They are put in here, as text, because every use of a real CSS
variable costs the PDF engine time for each element.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

from generator.house import HouseStyle
from generator.writers.fonts import FALLBACK, stack

HOUSE_VALUE: Final = re.compile(r"var\(--house-([a-z-]+)\)")


def house_css(house: HouseStyle) -> str:
    """The house's ``style.css`` with its colours and fonts put in."""
    values = dict(house.colours)
    for use, family in house.fonts.items():
        if not use.startswith("word-"):
            values[f"font-{use}"] = _families(use, family)

    def value(found: re.Match[str]) -> str:
        return values.get(found.group(1), "inherit")

    return HOUSE_VALUE.sub(value, house.style_css)


def _families(use: str, family: str) -> str:
    if use.startswith("arabic"):
        return stack(family, "Noto Naskh Arabic", "Noto Sans")
    return stack(family, *FALLBACK)


@cache
def own_css(name: str) -> str:
    """One of the writers' own style sheets: "sheet" for PDF, "screen" for HTML."""
    return (resources.files(__package__) / f"{name}.css").read_text("utf-8")
