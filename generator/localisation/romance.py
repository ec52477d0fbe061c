"""Articles of countries in Spanish and Portuguese: "en el Líbano", "no Iraque".

Spanish names stand bare unless usage keeps the article; Portuguese names take it unless
usage leaves it out. A preposition and an article that follow each other melt together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Article = Literal["", "m", "f", "mp", "fp"]

# Spanish names that keep their article, by ISO 3166-1 alpha-2.
_SPANISH: Final[Mapping[str, Article]] = MappingProxyType(
    {
        "AE": "mp",
        "BS": "fp",
        "CD": "f",
        "CF": "f",
        "CG": "m",
        "DO": "f",
        "EH": "m",
        "EU": "f",
        "GB": "m",
        "IN": "f",
        "KM": "fp",
        "LB": "m",
        "MV": "fp",
        "NL": "mp",
        "VA": "f",
    }
)
_SPANISH_ISLANDS: Final[tuple[tuple[str, Article], ...]] = (
    ("Islas ", "fp"),
    ("Isla ", "f"),
    ("Territorios ", "mp"),
    ("Territorio ", "m"),
    ("República ", "f"),
)
_SPANISH_ARTICLES: Final[Mapping[str, str]] = MappingProxyType(
    {"": "", "m": "el ", "f": "la ", "mp": "los ", "fp": "las "}
)

# Portuguese names that stand bare …
_BARE_CODES: Final = (
    "AD AG AI AO AW BB BF BL BW BZ CU CV CW CY DG DJ DM FJ GD GG GH GI GP GU HK HN IL JE "
    "KI KN LC LI LU MA MC ME MF MG MM MO MQ MS MT MU MZ NR NU OM PM PR PT PW RE RW SG SH "
    "SJ SM ST SV SX SZ TA TK TL TO TT TV TW UG VC VU WF WS YT"
)
_BARE: Final = frozenset(_BARE_CODES.split())
# … and those whose gender their ending does not show.
_PORTUGUESE: Final[Mapping[str, Article]] = MappingProxyType(
    {
        "AE": "mp",
        "BM": "fp",
        "BQ": "mp",
        "BS": "fp",
        "CM": "mp",
        "EU": "f",
        "GN": "f",
        "GQ": "f",
        "GW": "f",
        "KE": "m",
        "KH": "m",
        "KM": "fp",
        "LK": "m",
        "MV": "fp",
        "NL": "mp",
        "PG": "f",
        "PH": "fp",
        "SC": "fp",
        "US": "mp",
        "VA": "f",
        "CI": "f",
    }
)
_PORTUGUESE_BEGINNINGS: Final[tuple[tuple[str, Article], ...]] = (
    ("Ilhas ", "fp"),
    ("Ilha ", "f"),
    ("Territórios ", "mp"),
    ("Território ", "m"),
    ("República ", "f"),
    ("Reino ", "m"),
    ("Saara ", "m"),
)
_PORTUGUESE_ARTICLES: Final[Mapping[str, str]] = MappingProxyType(
    {"": "", "m": "o ", "f": "a ", "mp": "os ", "fp": "as "}
)


def _article(language: str, alpha2: str, name: str) -> Article:
    beginnings = _SPANISH_ISLANDS if language == "es" else _PORTUGUESE_BEGINNINGS
    for beginning, article in beginnings:
        if name.startswith(beginning):
            return article
    if language == "es":
        return _SPANISH.get(alpha2, "")
    if alpha2 in _BARE:
        return ""
    known = _PORTUGUESE.get(alpha2)
    if known is not None:
        return known
    return "f" if name.split(" ")[0].endswith("a") else "m"


def with_article(language: str, alpha2: str, name: str) -> str:
    """ "el Líbano", "Francia"; "o Iraque", "Portugal"."""
    articles = _SPANISH_ARTICLES if language == "es" else _PORTUGUESE_ARTICLES
    return articles[_article(language, alpha2, name)] + name


def in_country(language: str, alpha2: str, name: str) -> str:
    """ "en Irak", "en el Líbano"; "no Iraque", "nos Estados Unidos", "em Portugal"."""
    phrase = with_article(language, alpha2, name)
    if language == "es":
        return f"en {phrase}"
    return f"em {name}" if phrase == name else f"n{phrase}"


def of_country(language: str, alpha2: str, name: str) -> str:
    """ "de Irak", "del Líbano"; "do Iraque", "dos Estados Unidos", "de Portugal"."""
    phrase = with_article(language, alpha2, name)
    if phrase == name:
        return f"de {name}"
    if language == "pt":
        return f"d{phrase}"
    return f"del {name}" if phrase.startswith("el ") else f"de {phrase}"
