"""Names of files and folders: made from ids only, safe on every system.

Facts never name a file. An order is named by its file; documents by the order's number,
their marking, a language tag and a format. Editions made before keep the names they have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

ORDER_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
DOCUMENT_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
FILE_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
MAX_BYTES: Final = 200

# Windows opens a device under these names, with any extension.
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"]
)


def order_name_trouble(name: str) -> str | None:
    """What is wrong with the name of an order, in a few words; None when it is good.

    >>> order_name_trouble("iraq-country-brief")
    >>> order_name_trouble("Iraq brief")
    'the character “I” (U+0049); small letters a to z, digits and hyphens only'
    >>> order_name_trouble("nul")
    '“nul” is a device on Windows'
    """
    return _trouble(name, ORDER_NAME, r"[a-z0-9-]", "small letters a to z, digits and hyphens only")


def number_trouble(number: str) -> str | None:
    """What is wrong with a document number, in a few words; None when it is good."""
    return _trouble(
        number, DOCUMENT_NUMBER, r"[A-Za-z0-9-]", "letters A to Z, digits and hyphens only"
    )


def file_name_trouble(name: str) -> str | None:
    """What is wrong with the name of a file to be written; None when it is good."""
    return _trouble(
        name, FILE_NAME, r"[A-Za-z0-9._-]", "letters A to Z, digits, points, hyphens and low lines"
    )


def twins(names: Iterable[str]) -> tuple[str, str] | None:
    """Two names that one file system keeps apart and another does not; None without any.

    >>> twins(["a.pdf", "A.pdf"])
    ('a.pdf', 'A.pdf')
    """
    seen: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            return seen[key], name
        seen[key] = name
    return None


def document_name(number: str, marking: str, language: str, format_name: str) -> str:
    """The file name of one document; marking is its level as file names write it.

    >>> document_name("IRQ-CTY-2024-0001", "PROTECTED-A", "fr-CA", "pdf")
    'IRQ-CTY-2024-0001_PROTECTED-A_fr-CA.pdf'
    """
    return f"{number}_{marking}_{language}.{format_name}"


def _trouble(name: str, whole: re.Pattern[str], char: str, allowed: str) -> str | None:
    if not name:
        return "it is empty"
    if len(name.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return f"it is longer than {MAX_BYTES} bytes"
    for letter in name:
        if not re.fullmatch(char, letter):
            shown = letter if letter.isprintable() and not letter.isspace() else "?"
            return f"the character “{shown}” (U+{ord(letter):04X}); {allowed}"
    if name.partition(".")[0].casefold() in _DEVICES:
        return f"“{name}” is a device on Windows"
    if name.endswith("."):
        return "a point at the end"
    if not whole.fullmatch(name):
        return (
            "it is longer than 64 characters" if name[0].isalnum() else f"“{name[0]}” at the start"
        )
    return None
