"""The style sheets of a document: the writers' own rules, then the look.

``base.css`` is the look that every house starts from; a house's ``style.css`` comes after it
and says what differs. A house style names its colours and fonts once, in house.toml; the
sheets use them as ``var(--house-accent)``. They are put in here, as text, because every use
of a real CSS variable costs the PDF engine time for each element.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

from generator.house import HouseStyle
from generator.house.families import SCRIPTS
from generator.writers.fonts import FALLBACK, stack
from generator.writers.scripts import STYLED, families

HOUSE_VALUE: Final = re.compile(r"var\(--house-([a-z-]+)\)")


def house_css(house: HouseStyle, *more: str) -> str:
    """The look of the house, common sheet and own, with its colours and fonts put in.

    more  names of sheets of the writers' own that come after them.
    """
    values = dict(house.colours)
    for script in SCRIPTS:
        for part in ("", "-heading"):
            use = f"{script.use}{part}"
            if script.use not in STYLED:
                values[f"font-{use}"] = families(script, house, part)
            elif family := house.family(use):
                values[f"font-{use}"] = _families(use, family)

    def value(found: re.Match[str]) -> str:
        return values.get(found.group(1), "inherit")

    sheets = (own_css("base"), house.style_css, *map(own_css, more))
    return HOUSE_VALUE.sub(value, "\n".join(sheets))


def _families(use: str, family: str) -> str:
    if use.startswith("arabic"):
        return stack(family, "Noto Naskh Arabic", "Noto Sans")
    return stack(family, *FALLBACK)


@cache
def own_css(name: str) -> str:
    """One of the writers' own sheets: "sheet" for PDF, "screen" for HTML, "base" for both."""
    return (resources.files(__package__) / f"{name}.css").read_text("utf-8")
