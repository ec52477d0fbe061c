"""The fonts that are shipped: their families, files and folder, and where letters are looked for.

The files lie beside the writers that embed them; drawings look letters up in the same.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.house.families import Script
from generator.house.model import HouseStyle

FAMILIES: Final = MappingProxyType(
    {
        "Noto Sans": ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf"),
        "Noto Serif": ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
        "Noto Naskh Arabic": ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"),
        "Noto Sans Arabic": ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
        "Noto Sans Hebrew": ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
        "Noto Serif Hebrew": ("NotoSerifHebrew-Regular.ttf", "NotoSerifHebrew-Bold.ttf"),
        "Noto Sans Math": ("NotoSansMath-Regular.ttf",),
        "Noto Sans Symbols2": ("NotoSansSymbols2-Regular.ttf",),
    }
)
FALLBACK: Final = ("Noto Sans", "Noto Naskh Arabic", "Noto Sans Math", "Noto Sans Symbols2")
"""Ends every list of families, so that each sign the fonts have is found."""


def folder() -> Path:
    """The folder of the font files."""
    return Path(str(resources.files("generator"))) / "writers" / "fonts"


def label_files(house: HouseStyle, script: Script) -> tuple[str, ...]:
    """Files in which the letters of drawings are looked for, in this order.

    The house's family for the script and the usual ones, the fall-backs of every page, and
    the fonts that were brought; a family that is not shipped is among the last.
    """
    named = house.family(script.use)
    names = dict.fromkeys((named, *script.families, *FALLBACK))
    shipped = (str(folder() / FAMILIES[name][0]) for name in names if name in FAMILIES)
    return (*shipped, *house.font_files)
