"""Names of bodies as they stand after "according to" and "selon".

English and French need an article before some names ("the Government of Canada", "l'OTAN"),
and none before others ("Global Affairs Canada"). The noun that heads the name decides; a name
whose head is not known stands as it is, which is right for most. Arabic names carry their
article and stand after a colon, where a name keeps the form in which it is known.
"""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

Gender = Literal["m", "f", "p"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH_THE: Final = _words(
    "government ministry embassy office commission house senate parliament council assembly "
    "coalition organization organisation signatories united international global department "
    "mission bureau committee secretariat court group european world forces police north "
    "islamic un eu"
)
_ENGLISH_BARE: Final = frozenset(
    {"global affairs canada", "united nations high commissioner for refugees"}
)
_FRENCH_HEADS: Final[dict[str, Gender]] = {
    "affaires": "p",
    "agence": "f",
    "alliance": "f",
    "ambassade": "f",
    "armée": "f",
    "assemblée": "f",
    "banque": "f",
    "bureau": "m",
    "chambre": "f",
    "coalition": "f",
    "comité": "m",
    "commission": "f",
    "centre": "m",
    "conseil": "m",
    "département": "m",
    "direction": "f",
    "institut": "m",
    "cour": "f",
    "fonds": "m",
    "force": "f",
    "forces": "p",
    "gouvernement": "m",
    "groupe": "m",
    "haut": "m",
    "mécanisme": "m",
    "ministère": "m",
    "mission": "f",
    "nations": "p",
    "office": "m",
    "opération": "f",
    "organisation": "f",
    "otan": "f",
    "onu": "f",
    "parlement": "m",
    "police": "f",
    "sénat": "m",
    "secrétariat": "m",
    "signataires": "p",
    "union": "f",
}
_FRENCH_BARE: Final = frozenset({"affaires mondiales canada", "daech", "interpol"})
_FRENCH_GENERIC: Final = _words(
    "ambassade armée bureau forces gouvernement groupe ministère police signataires"
)


def _elides(name: str) -> bool:
    first = unicodedata.normalize("NFD", name[:1]).lower()[:1]
    return first in "aeiou" or (first == "h" and not name.startswith(("Honduras", "Hongrie")))


def body_in_sentence(language: str, name: str) -> str:
    """The name of a body after "according to" and "selon"; in Arabic, after a colon.

    >>> body_in_sentence("en", "Government of Canada")
    'the Government of Canada'
    >>> body_in_sentence("fr", "OTAN"), body_in_sentence("fr", "Affaires mondiales Canada")
    ('l’OTAN', 'Affaires mondiales Canada')
    """
    if language == "en":
        return _english_body(name)
    if language == "fr":
        return _french_body(name)
    return name


def _english_body(name: str) -> str:
    first = name.split(" ")[0].lower()
    if name.lower() in _ENGLISH_BARE or first not in _ENGLISH_THE:
        return name
    generic = first in ("signatories", "office")
    return "the " + (name[:1].lower() + name[1:] if generic else name)


def _french_body(name: str) -> str:
    first = name.split(" ")[0]
    gender = _FRENCH_HEADS.get(first.lower())
    if gender is None or name.lower() in _FRENCH_BARE:
        return name
    if first.lower() in _FRENCH_GENERIC:
        name = name[:1].lower() + name[1:]
    if gender == "p":
        return f"les {name}"
    if _elides(first):
        return f"l’{name}"
    return f"la {name}" if gender == "f" else f"le {name}"
