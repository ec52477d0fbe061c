"""How a marking looks in PDF and HTML: size and colours as the house's scheme says.

These rules come after the house's style sheet and outdo it: a marking is never smaller or
paler than its scheme has it.
"""

from __future__ import annotations

from generator.document.tree import Document
from generator.house import HouseStyle


def is_set_off(document: Document, house: HouseStyle) -> bool:
    """Whether the marking of ``document`` has a colour of its own."""
    return bool(house.marking.level(document.properties.marking).colour)


def marking_css(document: Document, house: HouseStyle) -> str:
    """The rules for the level of ``document``; "" where the house's style sheet decides."""
    scheme = house.marking
    level = scheme.level(document.properties.marking)
    rules = (
        [f".watermark-word {{ color: {house.watermark} }}\n"] if document.furniture.across else []
    )
    if scheme.size:
        rules.append(f".marking {{ font-size: {scheme.size:g}pt !important }}\n")
    if level.colour:
        ground = level.background or "#ffffff"
        rules.append(
            f".marking .level {{ background: {ground} !important;"
            f" color: {level.colour} !important; padding: 0 0.3em }}\n"
        )
    return "".join(rules)
