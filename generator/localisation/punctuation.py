"""National rules of punctuation and spacing, applied to running text.

CLDR has none of this: it is style, by language and country. Addresses of pages, mail and
clock times are left alone. Ordinary spaces are replaced and missing ones added; spaces that
already do not break stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from generator.localisation.cldr import store
from generator.localisation.locale import Locale

NBSP: Final = "\u00a0"
NARROW: Final = "\u202f"

_UNTOUCHED: Final = re.compile(
    r"(?:https?|ftp)://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|`[^`]*`", re.IGNORECASE
)


_ADDRESSES: Final = ("@", "`", "://")  # one of them, or "www.", is in all that is left alone
_KEPT: Final = "\ue010"  # stands in for what is left alone


@dataclass(frozen=True, slots=True)
class _French:
    """The spaces of one country: before ; ! ? and before : and inside « »."""

    high: str
    colon: str
    quotes: str


_FRENCH: Final[Mapping[str | None, _French]] = MappingProxyType(
    {
        "CA": _French("", NBSP, NBSP),
        "CH": _French(NARROW, NARROW, NARROW),
        None: _French(NARROW, NBSP, NBSP),
    }
)

_HIGH: Final = re.compile(r"(?<=[^\s\u00a0\u202f;!?¿¡(\[«]) ?(?=[;!?]+(?:[\s»”\")\]]|$))")
_COLON: Final = re.compile(r"(?<=[^\s\u00a0\u202f:]) ?(?=:(?:\s|$))")
_OPEN: Final = re.compile(r"«[ ]?(?![\u00a0\u202f])")
_CLOSE: Final = re.compile(r"(?<![\u00a0\u202f ])»| »")
_GROUPS: Final = re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))")

# Words that belong to the number or name after them.
_FRENCH_BEFORE: Final = re.compile(
    r"\b(n[o°]s?|pp?\.|art\.|chap\.|vol\.|fig\.|MM?\.|Mmes?|Mlle|Dr|S\.E\.|R[ée]s\.) "
    r"(?=[\dA-ZÉÈÀÎ])"
)
_ENGLISH_BEFORE: Final = re.compile(
    r"\b(No\.|Nos\.|p\.|pp\.|art\.|vol\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|H\.E\.|Res\.) (?=[\dA-Z])"
)
_AFTER_CENTURY: Final = ("siècle", "arrondissement", "République")
_CENTURY: Final = re.compile(
    r"\b([IVX]+(?:e|er|re|ᵉ)) (?=siècles?\b|arrondissement\b|République\b)"
)
_GROUP: Final = re.compile(r" (?<=\d )(?=\d{3}(?!\d))")
# These begin with the space: it is found fast, and only there is looked about.
_SIGNS: Final = re.compile(r" (?<=\d )(?=[%‰€$£¥°])")
_NUMBER_BEFORE: Final = re.compile(r" (?<=\d )(?=(?P<word>[^\W\d_]+))")
# Where one of the words that belong to what follows may end: most texts have no such place.
_FRENCH_MAYBE: Final = re.compile(r"[.erso°] (?=[\dA-ZÉÈÀÎ])")
_ENGLISH_MAYBE: Final = re.compile(r"[.rs] (?=[\dA-Z])")
# Words that stay with the number before them, beside the names of months.
_FRENCH_COUNTED: Final = (
    "an ans année années mois jour jours semaine semaines heure heures minute minutes h min km m "
    "ha kg t million millions milliard milliards billion billions mille pour personnes personne "
    "dollars dollar euros euro francs dinars pays kilomètres mètres hectares tonnes barils points "
    "voix"
)
_ENGLISH_COUNTED: Final = (
    "million billion trillion thousand per percent km kg ha people persons years months days "
    "weeks hours minutes countries dollars euros"
)
_SPANISH_COUNTED: Final = "millón millones mil años meses días km por personas dólares euros"
_COUNTED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "fr": frozenset(_FRENCH_COUNTED.split()),
        "en": frozenset(_ENGLISH_COUNTED.split()),
        "es": frozenset(_SPANISH_COUNTED.split()),
    }
)

# Chinese and Japanese print whole-width signs, which bring their own space.
_WIDE: Final = frozenset({"ja", "yue", "zh"})
_FULL_STOPS: Final[Mapping[str, str]] = MappingProxyType(
    {"ja": "。", "yue": "。", "zh": "。", "ur": "۔", "hi": "।"}
)

_ARABIC_LETTER: Final = r"[\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff\u064b-\u0652»)]"
_ARABIC_COMMA: Final = re.compile(rf"(?<={_ARABIC_LETTER}),(?=\s|$)")
_ARABIC_SEMICOLON: Final = re.compile(rf"(?<={_ARABIC_LETTER});(?=\s|$)")
_ARABIC_QUESTION: Final = re.compile(rf"(?<={_ARABIC_LETTER})\?")
_ARABIC_MARKS: Final = frozenset({"ar", "fa", "ur", "ps", "ckb", "sd", "ug"})


def punctuate(locale: Locale, text: str) -> str:
    """``text`` with the spacing and the marks that print in the locale asks for.

    >>> punctuate(Locale.parse("fr-FR"), "Vraiment ? Oui : le 9 février.")
    'Vraiment\\u202f? Oui\\xa0: le 9\\xa0février.'
    """
    rule = _rules(locale)
    if rule is None:
        return text
    if not any(sign in text for sign in _ADDRESSES) and "www." not in text.lower():
        return rule(text)
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return _KEPT

    masked = rule(_UNTOUCHED.sub(keep, text))
    return re.sub(_KEPT, lambda _: kept.pop(0), masked) if kept else masked


def brackets(locale: Locale) -> tuple[str, str]:
    """What goes before and after a remark: " (" and ")", or whole-width brackets."""
    return ("（", "）") if locale.language in _WIDE else (" (", ")")


def full_stop(locale: Locale) -> str:
    """The sign that ends a sentence."""
    return _FULL_STOPS.get(locale.language, ".")


@cache
def _rules(locale: Locale) -> Callable[[str], str] | None:
    if locale.language == "fr":
        spaces = _FRENCH.get(locale.region, _FRENCH[None])
        return lambda text: _bound(locale, _spaced(text, spaces))
    if locale.language in _ARABIC_MARKS:
        return _arabic
    if locale.language in _COUNTED:
        return lambda text: _bound(locale, text)
    return None


# Most texts hold few of the signs and none of the words: each rule first looks for them.
def _spaced(text: str, spaces: _French) -> str:
    if ";" in text or "!" in text or "?" in text:
        text = _HIGH.sub(spaces.high, text)
    if ":" in text:
        text = _COLON.sub(spaces.colon, text)
    if "«" in text:
        text = _OPEN.sub(f"«{spaces.quotes}", text)
    if "»" in text:
        text = _CLOSE.sub(f"{spaces.quotes}»", text)
    if any(word in text for word in _AFTER_CENTURY):
        text = _CENTURY.sub(rf"\1{NBSP}", text)
    if _GROUP.search(text):
        group = store.topic("fr-CA" if not spaces.high else "fr", "numbers")["systems"]["latn"]
        text = _GROUPS.sub(rf"\1{group['signs']['group']}", text)
    return text


def _bound(locale: Locale, text: str) -> str:
    """Numbers kept on one line with what they count, titles with their name."""
    if locale.language == "fr" and _FRENCH_MAYBE.search(text):
        text = _FRENCH_BEFORE.sub(rf"\1{NBSP}", text)
    elif locale.language == "en" and _ENGLISH_MAYBE.search(text):
        text = _ENGLISH_BEFORE.sub(rf"\1{NBSP}", text)
    if locale.language in ("fr", "en"):
        text = _SIGNS.sub(NBSP, text)

    def bind(found: re.Match[str]) -> str:
        return NBSP if found["word"].lower() in _kept_words(locale) else " "

    return _NUMBER_BEFORE.sub(bind, text)


@cache
def _kept_words(locale: Locale) -> frozenset[str]:
    months = store.topic(locale.data, "dates")["months"]["f"]
    names = {name.rstrip(".").lower() for width in ("w", "a") for name in months[width]}
    return _COUNTED[locale.language] | names


def _arabic(text: str) -> str:
    if "," in text:
        text = _ARABIC_COMMA.sub("،", text)
    if ";" in text:
        text = _ARABIC_SEMICOLON.sub("؛", text)
    return _ARABIC_QUESTION.sub("؟", text) if "?" in text else text
