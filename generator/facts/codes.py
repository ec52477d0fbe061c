"""Codes and ids: exact patterns, look-alikes refused by name, the near miss suggested."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from generator.facts.refused import RefusedError
from generator.facts.text import code_points

ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
AREA: Final = re.compile(r"[A-Z]{3}")
ALPHA2: Final = re.compile(r"[A-Z]{2}")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
CURRENCY: Final = re.compile(r"[A-Z]{3}")
TAG: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
INDICATOR: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
SHA256: Final = re.compile(r"[0-9a-f]{64}")
VARIABLE: Final = re.compile(r"[A-Z][A-Z0-9_]{0,63}")
SQL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}(?:\.[A-Za-z_][A-Za-z0-9_]{0,62})?")
HASH: Final = re.compile(r"[0-9a-f]{12}(?:[0-9a-f]{52})?")
DURATION: Final = re.compile(r"P[0-9]{1,4}[YMD]")
URL: Final = re.compile(r"(?:https?://[^\s<>\"{}|\\^`\x00-\x20]+|mailto:[^\s<>\"]+)")
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10)}
)
"""Names that Windows keeps for devices: no file may carry them."""


def check_code(text: str, pattern: re.Pattern[str], kind: str) -> str:
    """Give ``text`` when it has exactly the form of ``pattern``.

    kind  what it is, as the wording ``code-<kind>`` explains it: "id", "area", "language",
          "currency", "tag", "indicator", "url".

    Raises ``RefusedError``; characters that only look right are named by code point.
    """
    if pattern.fullmatch(text) and not (kind == "id" and text in _RESERVED):
        return text
    if text.isascii() or kind == "url":
        raise RefusedError(f"code-{kind}", value=shortened(text))
    strange = "".join(char for char in text if not char.isascii())
    if unicodedata.normalize("NFKC", text) != text or not text.isascii():
        raise RefusedError(
            "code-look-alike", value=shortened(text), characters=code_points(strange)
        )
    raise RefusedError(f"code-{kind}", value=shortened(text))


def near(text: str, known: Iterable[str], like: float = 0.6) -> str:
    """The known word most like ``text``, or "" when none is so much like it (0 to 1)."""
    from difflib import get_close_matches

    words = {word.casefold(): word for word in known}
    found = get_close_matches(text.casefold(), words, 1, like)
    return words[found[0]] if found else ""


def shortened(text: str, length: int = 60) -> str:
    """Text for a message: one line, not too long."""
    text = " ".join(text.split()) if text.strip() else text
    return text if len(text) <= length else text[: length - 1] + "…"
