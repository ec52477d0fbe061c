"""French words that change before a vowel: what stands before a word that is exchanged."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from generator.localisation.french import starts_with_vowel

_OPEN: Final = MappingProxyType(
    {
        "d": "de ",
        "qu": "que ",
        "n": "ne ",
        "s": "se ",
        "j": "je ",
        "m": "me ",
        "t": "te ",
        "jusqu": "jusque ",
        "lorsqu": "lorsque ",
        "puisqu": "puisque ",
        "quoiqu": "quoique ",
    }
)
_SHORT: Final = MappingProxyType(
    {
        **{opened.strip(): f"{short}’" for short, opened in _OPEN.items()},
        "le": "l’",
        "la": "l’",
        "du": "de l’",
        "au": "à l’",
    }
)
BEFORE: Final = (
    rf"(?:(?i:{'|'.join(sorted(_OPEN, key=len, reverse=True))}|l)['’]|"
    rf"(?i:{'|'.join(sorted(_SHORT, key=len, reverse=True))})[ \u00a0])?"
)
"""A pattern for the words that may have to change, with the space or sign after them."""


def fitted(before: str, word: str, form: str) -> str | None:
    """What stands before ``word``, as it must be before ``form``; None when nobody can tell.

    >>> fitted("de ", "Daech", "EIIL"), fitted("d’", "EIIL", "Daech"), fitted("l’", "EI", "Daech")
    ('d’', 'de ', None)
    """
    vowel = starts_with_vowel(form)
    if not before or vowel == starts_with_vowel(word):
        return before
    bare = before[:-1].lower()
    if vowel:
        found = _SHORT.get(bare)
    elif before[-1] in "'’":
        found = _OPEN.get(bare)  # l’ hides whether the word was masculine or feminine
    else:
        return before
    if found is None:
        return None
    return found[0].upper() + found[1:] if before[0].isupper() else found
