"""Quotation marks of a locale, outer and inner, as CLDR has them and as print wants them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.localisation.cldr import store
from generator.localisation.locale import Locale

# Where print differs from CLDR: Arabic diplomatic print and Spain use guillemets, French
# Canada's inner marks stand the wrong way round in CLDR.
_PRINT: Final[Mapping[str, tuple[str, str, str, str]]] = MappingProxyType(
    {
        "ar": ("«", "»", "“", "”"),
        "es-ES": ("«", "»", "“", "”"),
        "fr-CA": ("«", "»", "“", "”"),
    }
)


def marks(locale: Locale, *, inner: bool = False) -> tuple[str, str]:
    """Opening and closing mark as CLDR has them, without spacing."""
    found = store.topic(locale.data, "text")["quotes"]
    return (found[2], found[3]) if inner else (found[0], found[1])


def print_marks(locale: Locale, *, inner: bool = False) -> tuple[str, str]:
    """Opening and closing mark as diplomatic print has them, without spacing."""
    found = _PRINT.get(locale.tag)
    if found is None and locale.language == "ar":
        found = _PRINT["ar"]
    if found is None:
        return marks(locale, inner=inner)
    return (found[2], found[3]) if inner else (found[0], found[1])
