"""In which one-byte encoding a text was saved, judged by the names of countries in it.

Every byte is a letter in nearly every code page: that a text can be read proves nothing. So
an encoding counts only when each word outside ASCII is one that people write (letters of one
script, capitals where capitals stand) and the text holds names that are known. Where two
encodings remain that read differently, nothing is said.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from generator.facts.areacodes import name_words

CANDIDATES: Final = (
    "windows-1252",
    "windows-1256",
    "windows-1251",
    "windows-1254",
    "windows-1250",
    "windows-1255",
    "iso-8859-15",
    "iso-8859-6",
)
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_MOST_WORDS: Final = 2_000
_MARKS: Final = frozenset("’‘“”«»–—…°€²³·\u00a0")


def likely_encoding(content: bytes) -> tuple[str, str] | None:
    """The encoding and a word of the text read by it; None when no single one is likely.

    >>> likely_encoding("CIV,Côte d’Ivoire".encode("windows-1252"))
    ('windows-1252', 'Côte')
    >>> likely_encoding("EGY,مصر".encode("windows-1256"))
    ('windows-1256', 'مصر')
    """
    words = list(dict.fromkeys(_WORD.findall(content)))[:_MOST_WORDS]
    found: list[tuple[int, str, tuple[str, ...], str]] = []
    for encoding in CANDIDATES:
        read = _read(words, encoding)
        if read is None:
            continue
        known = [word for word in read if word.casefold() in name_words()]
        if known:
            found.append((len(known), encoding, read, known[0]))
    if not found:
        return None
    most = max(number for number, *_ in found)
    best = [one for one in found if one[0] == most]
    if any(read != best[0][2] for _, _, read, _ in best):
        return None
    return best[0][1], best[0][3]


def _read(words: list[bytes], encoding: str) -> tuple[str, ...] | None:
    """The words in an encoding; None when one of them is none."""
    read = []
    for word in words:
        try:
            text = word.decode(encoding)
        except UnicodeDecodeError:
            return None
        if not _is_written(text):
            return None
        read.append(text)
    return tuple(read)


def _is_written(text: str) -> bool:
    """Whether people write a word so: one script, and a capital only before small letters."""
    for part in re.split("[" + "".join(_MARKS) + "]", text):
        if not part.isalpha() and part:
            return False
        scripts = {unicodedata.name(char, "?").split(" ", 1)[0] for char in part}
        if len(scripts) > 1:
            return False
        if part not in (part.lower(), part.upper(), part.capitalize()) and not part.istitle():
            return False
    return True
