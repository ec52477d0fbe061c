"""The fonts that are shipped, and the fontconfig file that shows only them.

All are Noto fonts under the SIL Open Font License. Noto Sans Math and Noto Sans
Symbols 2 are cut down to the signs that the text fonts lack, among them the minus
sign U+2212.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Final

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
    return Path(str(resources.files(__package__)))


def stack(*families: str) -> str:
    """A CSS list of families that ends with the fall-backs and a generic one.

    >>> stack("Noto Serif").split(", ")[:2]
    ['"Noto Serif"', '"Noto Sans"']
    """
    names = dict.fromkeys((*families, *FALLBACK))
    generic = "serif" if "Serif" in families[0] else "sans-serif"
    return ", ".join((*(f'"{name}"' for name in names), generic))
