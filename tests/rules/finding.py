"""What a rule says of a file that breaks it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LEFT_OVER: Final = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|#\}|\b(?:TODO|FIXME|TBD)\b|(?i:lorem ipsum)|\[object "
    r"|&(?:amp|lt|gt|nbsp|quot|#\d+);|^\s*(?:None|null|undefined|nan|NaN)\s*$"
    r"|[:(=]\s*(?:None|null|undefined|nan|NaN)\s*(?:[)%.;]|$)|\bnan\s?%"
)
"""What a program leaves in a text that it did not fill in."""
NO_DESCRIPTION: Final = re.compile(
    r"(?:picture|image|chart|graphic|figure|صورة)?\s*\d*|.*\.(?:png|jpe?g|svg|gif)", re.IGNORECASE
)
"""Texts that stand for a picture and say nothing of it."""
RTL: Final = frozenset({"ar", "he", "fa", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "ks"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule. rule is its short name; place a part, page or style; said what is wrong."""

    rule: str
    place: str
    said: str

    def __str__(self) -> str:
        return f"{self.rule} {self.place}: {self.said}"


def near(text: str) -> str:
    """The start of a text, to find its place by."""
    short = " ".join(text.split())[:40]
    return f" (at “{short}”)" if short else ""


def right_to_left(language: str) -> bool:
    """Whether a language tag is of a language written from right to left."""
    return language.split("-")[0].lower() in RTL
