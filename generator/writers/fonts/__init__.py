"""The fonts that are shipped, and the fontconfig file that shows only them.

All are Noto fonts under the SIL Open Font License. Noto Sans Math and Noto Sans
Symbols 2 are cut down to the signs that the text fonts lack, among them the minus
sign U+2212.
"""

from __future__ import annotations

from generator.house.shipped import FALLBACK, FAMILIES, folder

__all__ = ["FALLBACK", "FAMILIES", "folder", "stack"]


def stack(*families: str) -> str:
    """A CSS list of families that ends with the fall-backs and a generic one.

    >>> stack("Noto Serif").split(", ")[:2]
    ['"Noto Serif"', '"Noto Sans"']
    """
    names = dict.fromkeys((*families, *FALLBACK))
    generic = "serif" if "Serif" in families[0] else "sans-serif"
    return ", ".join((*(f'"{name}"' for name in names), generic))
