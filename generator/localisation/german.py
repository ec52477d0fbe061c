"""Articles of countries in German: "im Irak", "in den Vereinigten Staaten", "der Türkei".

Most names stand bare. Those with an article change with the case; a name that a house
writes in another form than the one declined here stays bare, which is right for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Masculine names: "der Irak", "im Irak", "des Irak".
_MASCULINE: Final = frozenset(("IQ", "IR", "LB", "NE", "SD", "SN", "SS", "TD", "XK", "YE"))
# Feminine names: "die Türkei", "in der Türkei", "der Türkei".
_FEMININE: Final = frozenset(("AQ", "CH", "EH", "IM", "MD", "MN", "SK", "TR", "UA", "VA"))
_ON_ISLANDS: Final = "BS KM MV PH SC SB AX CC CK FK FO KY MH PN TC"
_PLURAL_ISLANDS: Final = frozenset(_ON_ISLANDS.split())

# Names whose words change: with article, after "in", after "of".
_DECLINED: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "Dominikanische Republik": (
            "die Dominikanische Republik",
            "in der Dominikanischen Republik",
            "der Dominikanischen Republik",
        ),
        "Zentralafrikanische Republik": (
            "die Zentralafrikanische Republik",
            "in der Zentralafrikanischen Republik",
            "der Zentralafrikanischen Republik",
        ),
        "Vereinigte Staaten": (
            "die Vereinigten Staaten",
            "in den Vereinigten Staaten",
            "der Vereinigten Staaten",
        ),
        "Vereinigte Arabische Emirate": (
            "die Vereinigten Arabischen Emirate",
            "in den Vereinigten Arabischen Emiraten",
            "der Vereinigten Arabischen Emirate",
        ),
        "Vereinigtes Königreich": (
            "das Vereinigte Königreich",
            "im Vereinigten Königreich",
            "des Vereinigten Königreichs",
        ),
        "Europäische Union": (
            "die Europäische Union",
            "in der Europäischen Union",
            "der Europäischen Union",
        ),
        "Niederlande": ("die Niederlande", "in den Niederlanden", "der Niederlande"),
        "Palästinensische Autonomiegebiete": (
            "die Palästinensischen Autonomiegebiete",
            "in den Palästinensischen Autonomiegebieten",
            "der Palästinensischen Autonomiegebiete",
        ),
    }
)

# "Britische Jungferninseln", "St. Vincent und die Grenadinen": their words would change too.
_CHANGES: Final = re.compile(r"\w+[a-zß]e [A-ZÄÖÜ]|.* die ")


def with_article(alpha2: str, name: str) -> str:
    """ "der Irak", "die Türkei", "die Malediven", "Frankreich"."""
    if name in _DECLINED:
        return _DECLINED[name][0]
    if alpha2 in _MASCULINE:
        return f"der {name}"
    return f"die {name}" if alpha2 in _FEMININE | _PLURAL_ISLANDS else name


def in_country(alpha2: str, name: str) -> str | None:
    """ "im Irak", "in der Türkei", "in Frankreich"; None where the name's words would change."""
    if name in _DECLINED:
        return _DECLINED[name][1]
    if _CHANGES.match(name):
        return None
    if alpha2 in _MASCULINE:
        return f"im {name}"
    if alpha2 in _FEMININE:
        return f"in der {name}"
    if alpha2 in _PLURAL_ISLANDS:
        return f"auf den {name}"
    return f"in {name}"


def of_country(alpha2: str, name: str) -> str | None:
    """ "des Irak", "der Türkei", "von Frankreich"; None where the name's words would change."""
    if name in _DECLINED:
        return _DECLINED[name][2]
    if _CHANGES.match(name):
        return None
    if alpha2 in _MASCULINE:
        return f"des {name}"
    return f"der {name}" if alpha2 in _FEMININE | _PLURAL_ISLANDS else f"von {name}"
