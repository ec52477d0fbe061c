"""The font families that every copy of the product has; a house style names only these."""

from __future__ import annotations

from typing import Final

SHIPPED: Final = (
    "Noto Sans",
    "Noto Serif",
    "Noto Naskh Arabic",
    "Noto Sans Arabic",
    "Noto Sans Math",
    "Noto Sans Symbols2",
)
