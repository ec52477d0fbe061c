"""What a house or an order may choose for its Word files."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class WordOptions:
    """How Word files are made.

    notes       where source notes stand: at the foot of each page, or at the end.
    facts       "live": each printed value is a control that knows its fact, and the file
                carries a record of itself; "plain": text alone.
    protection  "tracked": what is changed is recorded, and cannot be switched off by hand;
                "zones": only texts that state no fact can be changed.
    charts      "drawn": as pictures, the same as in every format; "native": charts of Word's
                own, with the data beside them to be edited.
    embed_fonts whether the fonts that the file names travel in it.
    """

    notes: Literal["footnotes", "endnotes"] = "footnotes"
    facts: Literal["live", "plain"] = "live"
    protection: Literal["none", "tracked", "zones"] = "none"
    charts: Literal["drawn", "native"] = "drawn"
    embed_fonts: bool = False


AS_USUAL: Final = WordOptions()
"""The options of a house style that says nothing of them."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "notes": ("footnotes", "endnotes"),
        "facts": ("live", "plain"),
        "protection": ("none", "tracked", "zones"),
        "charts": ("drawn", "native"),
    }
)
"""The words of each option that has some."""

SWITCHES: Final = ("embed_fonts",)
"""Options that are true or false."""


def with_choices(options: WordOptions, chosen: Mapping[str, Any]) -> WordOptions:
    """``options`` with some of them chosen otherwise.

    >>> with_choices(AS_USUAL, {"notes": "endnotes"}).notes
    'endnotes'
    """
    return dataclasses.replace(options, **chosen)
