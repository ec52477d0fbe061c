"""Names of countries as sentences need them: "en Irak", "of the United States", "في العراق".

Languages whose rule is one word stand here; where articles, cases or endings are asked
for, the language has a module of its own. Where no sound rule is known the answer is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.localisation import french, german, names, romance, russian, turkish
from generator.localisation.locale import Locale

# English names that take the article inside a sentence, by ISO 3166-1 alpha-2.
_ARTICLE_CODES: Final = (
    "AE BS CC CF CK DO EU FK FO GB GM IM KM KY MH MP MV NL PH SB SC TC UM US VG VI"
)
_ENGLISH_ARTICLE: Final = frozenset(_ARTICLE_CODES.split())
# Where CLDR's usual name is an official one too long for a sentence.
_SHORT: Final = frozenset({"HK", "MO", "PS"})

_ROMANCE: Final = frozenset({"es", "pt"})
# What stands before the name, and what after it, for "in".
_IN: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"en": ("in ", ""), "ar": ("في ", ""), "fa": ("در ", ""), "ur": ("", " میں"), "zh": ("在", "")}
)
# Languages in which the name alone follows what belongs to the country.
_OF_BARE: Final = frozenset({"ar", "fa", "zh"})
# Hebrew names that begin with the article, which melts into the preposition.
_HEBREW_ARTICLE: Final = ("האי", "הטריטורי", "הפיליפינים", "הרפובליקה", "השטחים")


def name(locale: Locale, alpha3: str) -> str:
    """The country's name standing alone; the code itself when CLDR has no name for it."""
    code = names.alpha2(alpha3)
    return names.territory(locale.data, code) if code else alpha3


def sentence_name(locale: Locale, alpha3: str, known: str | None = None) -> str:
    """The name with the article it has in a sentence: "the United States", "l’Irak"."""
    code, text = _inside(locale, alpha3, known)
    language = locale.language
    if code is None:
        return text
    if language == "en" and code in _ENGLISH_ARTICLE:
        return f"the {text}"
    if language == "fr":
        return french.with_article(code, text)
    if language == "de":
        return german.with_article(code, text)
    return romance.with_article(language, code, text) if language in _ROMANCE else text


def located(locale: Locale, alpha3: str, known: str | None = None) -> str | None:
    """ "in the United States", "au Liban", "في العراق"; None where a language has no rule here."""
    code, text = _inside(locale, alpha3, known)
    language = locale.language
    if language in _IN:
        before, after = _IN[language]
        return f"{before}{sentence_name(locale, alpha3, known)}{after}"
    if language == "he":
        return _in_hebrew(text)
    if language == "tr":
        return turkish.in_country(text)
    if code is None:
        return None
    match language:
        case "fr":
            return french.in_country(code, text)
        case "de":
            return german.in_country(code, text)
        case "ru":
            return russian.in_country(code, text)
    return romance.in_country(language, code, text) if language in _ROMANCE else None


def owned(locale: Locale, alpha3: str, known: str | None = None) -> str | None:
    """ "of the United States", "du Liban"; in Arabic the name itself; None without a rule."""
    code, text = _inside(locale, alpha3, known)
    language = locale.language
    if language == "en":
        return f"of {sentence_name(locale, alpha3, known)}"
    if language in _OF_BARE:
        return text
    match language:
        case "he":
            return f"של {text}"
        case "tr":
            return turkish.of_country(text)
        case "ru":
            return russian.of_country(text)
    if code is None:
        return None
    match language:
        case "fr":
            return french.of_country(code, text)
        case "de":
            return german.of_country(code, text)
    return romance.of_country(language, code, text) if language in _ROMANCE else None


def _in_hebrew(text: str) -> str:
    if text.startswith(_HEBREW_ARTICLE) and not text.startswith("האיטי"):
        return f"ב{text[1:]}"
    return f"ב{text}" if "\u05d0" <= text[:1] <= "\u05ea" else f"ב-{text}"


def _inside(locale: Locale, alpha3: str, known: str | None) -> tuple[str | None, str]:
    code = names.alpha2(alpha3)
    if known is not None or code is None:
        return code, known if known is not None else alpha3
    form = "short" if code in _SHORT else None
    return code, names.territory(locale.data, code, alternative=form)
