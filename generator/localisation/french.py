"""French (and kindred) grammar around numbers and countries that CLDR leaves out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_VOWEL: Final = re.compile(r"[aeiouyàâäéèêëîïôöûüœæAEIOUÀÂÄÉÈÊËÎÏÔÖÛÜŒÆ]")

# After millions and milliards the counted word takes a preposition; elided before vowels.
_PREPOSITIONS: Final[Mapping[str, tuple[str, str | None]]] = MappingProxyType(
    {
        "fr": ("de", "d’"),
        "ca": ("de", "d’"),
        "es": ("de", None),
        "pt": ("de", None),
        "it": ("di", None),
    }
)
_MILLION: Final = 6


def links_millions(language: str, power: int) -> bool:
    """True when a word for this power of ten is a noun that needs "de" before the next."""
    return language in _PREPOSITIONS and power >= _MILLION


def linked(language: str, following: str) -> str:
    """``following`` with the language's preposition: "de dollars", "d’euros"."""
    word, elided = _PREPOSITIONS[language]
    if elided and starts_with_vowel(following):
        return elided + following
    return f"{word} {following}"


def starts_with_vowel(text: str) -> bool:
    """True when "de" and "le" lose their e before ``text`` (h is taken as aspirate)."""
    return bool(_VOWEL.match(text)) and not text.startswith(("Yé", "yé", "Yo", "yo", "Ya", "ya"))


def elided_of(text: str, name: str, value: str) -> str:
    """``text`` with "de {name}" written "d’{name}" when ``value`` begins with a vowel."""
    if starts_with_vowel(value):
        return text.replace(f"de {{{name}}}", f"d’{{{name}}}")
    return text


# French names of countries by ISO 3166-1 alpha-2. All others are feminine with article.
_MASCULINE_CODES: Final = (
    "AF AO AZ BD BF BI BJ BN BR BT BW BZ CA CD CG CL CM CR CV DK EC EH GA GB GH GL GT GY HN IQ IR "
    "JP KE KG KH KW KZ LA LB LI LK LR LS LU MA ME ML MM MW MX MZ NE NG NI NP PA PE PK PT PY QA RW "
    "SD SN SR SS SV SZ TD TG TJ TL TM UG UY VA VE VN VU XK YE ZW"
)
_PLURAL_CODES: Final = "US AE NL PH BS KM MV SC MH SB FJ PW TO WS BM KY FK VG VI FO TC"
_BARE_A_CODES: Final = (
    "CU MT CY MG SG MC BH OM DJ ST MU TW HK MO SM PR TV KI NR LC VC AG TT KN GI AW CW YT"
)
_MASCULINE: Final = frozenset(_MASCULINE_CODES.split())
_PLURAL: Final = frozenset(_PLURAL_CODES.split())
# Without article: "en" before these …
_BARE_EN: Final = frozenset({"IL", "HT", "AD"})
# … and "à" before these.
_BARE_A: Final = frozenset(_BARE_A_CODES.split())
# Small islands with an article keep it after "à": "à la Barbade".
_A_LA: Final = frozenset({"BB", "DM", "GD", "GP", "MQ", "RE"})


_TERRITORIES: Final = "Territoires "


def _plural(alpha2: str, name: str) -> bool:
    return alpha2 in _PLURAL or name.startswith((_TERRITORIES, "Îles "))


def with_article(alpha2: str, name: str) -> str:
    """ "l’Irak", "le Liban", "la France", "les États-Unis", "Cuba"."""
    if alpha2 in _BARE_EN | _BARE_A:
        return name
    if _plural(alpha2, name):
        return f"les {name}"
    if starts_with_vowel(name):
        return f"l’{name}"
    return f"le {name}" if alpha2 in _MASCULINE else f"la {name}"


def in_country(alpha2: str, name: str) -> str:
    """ "en Irak", "au Liban", "aux États-Unis", "à Cuba"."""
    if alpha2 in _BARE_A:
        return f"à {name}"
    if alpha2 in _A_LA:
        return f"à la {name}"
    if alpha2 == "EU":
        return f"dans {with_article(alpha2, name)}"
    if name.startswith(_TERRITORIES):
        return f"dans les {name}"
    if _plural(alpha2, name):
        return f"aux {name}"
    if alpha2 in _MASCULINE and not starts_with_vowel(name):
        return f"au {name}"
    return f"en {name}"


def of_country(alpha2: str, name: str) -> str:
    """ "de l’Irak", "du Liban", "de la France", "des États-Unis", "d’Israël"."""
    if alpha2 in _BARE_EN | _BARE_A:
        return f"d’{name}" if alpha2 == "HT" else linked("fr", name)
    if _plural(alpha2, name):
        return f"des {name}"
    if starts_with_vowel(name):
        return f"de l’{name}"
    return f"du {name}" if alpha2 in _MASCULINE else f"de la {name}"


_FEMININES: Final = (("en", "enne"), ("on", "onne"), ("ec", "ecque"), ("urc", "urque"))


def feminine(masculine: str) -> str:
    """The feminine of an adjective in one of the endings that adjectives of countries have.

    >>> [feminine(word) for word in ("irakien", "danois", "cubain", "letton", "grec", "russe")]
    ['irakienne', 'danoise', 'cubaine', 'lettonne', 'grecque', 'russe']
    """
    for ending, changed in _FEMININES:
        if masculine.endswith(ending):
            return masculine.removesuffix(ending) + changed
    return masculine if masculine.endswith("e") else masculine + "e"


def plural(singular: str) -> str:
    """The plural of such an adjective.

    >>> [plural(word) for word in ("irakien", "danois", "russe")]
    ['irakiens', 'danois', 'russes']
    """
    return singular if singular.endswith(("s", "x", "z")) else singular + "s"
