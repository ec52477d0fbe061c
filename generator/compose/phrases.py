"""Names of bodies and countries as they stand in a sentence: with article or preposition.

CLDR has names, not grammar. English and French need an article before some names ("the
Government of Canada", "l'OTAN") and French a preposition that follows gender and number
("en Irak", "au Liban", "aux États-Unis"). Arabic names carry their article.
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
_ENGLISH_PLURAL_COUNTRIES: Final = _words(
    "ARE BHS CAF CIV COD COG COM CYM DOM FLK GMB GBR MDV MHL MNP NLD PHL SLB SYC TCA USA VGB VIR"
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

_FRENCH_PLURAL: Final = _words(
    "ARE BHS COM COK CYM FLK FRO FSM FJI MDV MHL MNP NLD PHL SLB SYC TCA USA VGB VIR"
)
_FRENCH_NO_ARTICLE: Final = _words(
    "AND BHR CPV CUB CYP DJI GUM HKG HTI ISR KIR KNA LCA MAC MCO MDG MLT MSR MUS NRU NIU OMN PLW "
    "PRI SGP SHN SMR STP TLS TON TTO TUV TWN VCT VUT"
)
_FRENCH_EN: Final = frozenset({"AND", "ISR", "OMN"})
_FRENCH_MASCULINE_E: Final = _words("BLZ KHM MEX MOZ SUR ZWE")
_FRENCH_FEMININE: Final = frozenset({"GUF"})


def french_gender(alpha3: str, name: str) -> Gender:
    """Gender and number of a country's French name: feminine in -e, with known exceptions."""
    if alpha3 in _FRENCH_PLURAL:
        return "p"
    head = name.split(" ")[0].split("-")[0]
    if alpha3 in _FRENCH_MASCULINE_E:
        return "m"
    return "f" if head.endswith("e") or alpha3 in _FRENCH_FEMININE else "m"


def in_country(language: str, alpha3: str, name: str) -> str:
    """ "in Iraq", "en Irak", "au Liban", "aux États-Unis", "في العراق".

    >>> in_country("fr", "LBN", "Liban"), in_country("fr", "IRQ", "Irak")
    ('au Liban', 'en Irak')
    """
    if language == "fr":
        return _french_in(alpha3, name)
    if language == "ar":
        return f"في {name}"
    return f"in {with_the(alpha3, name)}"


def of_country(language: str, alpha3: str, name: str) -> str:
    """ "of Iraq", "de l’Irak", "du Liban", "des États-Unis"; Arabic names stand alone.

    >>> of_country("fr", "IRQ", "Irak"), of_country("fr", "JOR", "Jordanie")
    ('de l’Irak', 'de la Jordanie')
    """
    if language == "fr":
        return _french_of(alpha3, name)
    if language == "ar":
        return name
    return f"of {with_the(alpha3, name)}"


def with_the(alpha3: str, name: str) -> str:
    """An English country name with the article that some need.

    >>> with_the("USA", "United States"), with_the("IRQ", "Iraq")
    ('the United States', 'Iraq')
    """
    return f"the {name}" if alpha3 in _ENGLISH_PLURAL_COUNTRIES else name


def _french_in(alpha3: str, name: str) -> str:
    if alpha3 in _FRENCH_NO_ARTICLE:
        return f"en {name}" if alpha3 in _FRENCH_EN else f"à {name}"
    gender = french_gender(alpha3, name)
    if gender == "p":
        return f"aux {name}"
    return f"en {name}" if gender == "f" or _elides(name) else f"au {name}"


def _french_of(alpha3: str, name: str) -> str:
    if alpha3 in _FRENCH_NO_ARTICLE:
        return f"d’{name}" if _elides(name) else f"de {name}"
    gender = french_gender(alpha3, name)
    if gender == "p":
        return f"des {name}"
    if _elides(name):
        return f"de l’{name}"
    return f"de la {name}" if gender == "f" else f"du {name}"


def _elides(name: str) -> bool:
    first = unicodedata.normalize("NFD", name[:1]).lower()[:1]
    return first in "aeiou" or (first == "h" and not name.startswith(("Honduras", "Hongrie")))


def body_in_sentence(language: str, name: str) -> str:
    """The name of a body after "according to", "selon" or "بحسب".

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
