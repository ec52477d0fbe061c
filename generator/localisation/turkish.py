"""Turkish endings of countries: "Irak’ta", "Ürdün’de", "Suriye’nin", by vowel harmony.

A name with letters that Turkish does not have is pronounced in its own way, so no ending
can be told from its spelling: there is no answer for it, and the caller prints it bare.
"""

from __future__ import annotations

import re
from typing import Final

_TURKISH: Final = re.compile(r"[A-Za-zÇĞİÖŞÜçğıöşü \-]+")
_FOREIGN: Final = re.compile(
    r"[qwxQWX]|th|ch|sh|ph|ou|ea|ii|Saint|San |El |Sint|Sierra|Costa|Diego"
)
_VOWELS: Final = "aeıioöuüAEIİOÖUÜ"
_BACK: Final = frozenset("aıouAIOU")
_ROUND: Final = frozenset("oöuüOÖUÜ")
_VOICELESS: Final = frozenset("fstkçşhp")
# Names that end in the possessive: "… Cumhuriyeti’nde".
_POSSESSIVE: Final = (
    "leri", "ları", "yeti", "Birliği", "Toprakları", "Bölgeleri", "Adası", "Ginesi", "Samoası",
    "Guyanası", "Polinezyası", "Hollandası",
)  # fmt: skip
# Written with a back vowel, spoken with a soft l at the end.
_SOFT: Final = frozenset({"Nepal", "Senegal"})


def in_country(name: str) -> str | None:
    """ "Irak’ta", "Ürdün’de", "Birleşik Arap Emirlikleri’nde"; None where no rule fits."""
    vowel = _last_vowel(name)
    if vowel is None:
        return None
    joint = "n" if name.endswith(_POSSESSIVE) else ""
    hard = "t" if name[-1] in _VOICELESS else "d"
    back = vowel in _BACK and name not in _SOFT
    return f"{name}’{joint}{hard}{'a' if back else 'e'}"


def of_country(name: str) -> str | None:
    """ "Irak’ın", "Ürdün’ün", "Suriye’nin"; None where no rule fits."""
    vowel = _last_vowel(name)
    if vowel is None:
        return None
    joint = "n" if name[-1] in _VOWELS else ""
    back = vowel in _BACK and name not in _SOFT
    narrow = ("u" if back else "ü") if vowel in _ROUND else ("ı" if back else "i")
    return f"{name}’{joint}{narrow}n"


def _last_vowel(name: str) -> str | None:
    """The vowel that endings follow; None when the spelling does not tell the sound."""
    if not _TURKISH.fullmatch(name) or _FOREIGN.search(name):
        return None
    return next((letter for letter in reversed(name) if letter in _VOWELS), None)
