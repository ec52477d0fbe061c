"""Names of countries as sentences need them: "en Irak", "of the United States", "في العراق"."""

from __future__ import annotations

from typing import Final

from generator.localisation import french, names
from generator.localisation.locale import Locale

# English names that take the article inside a sentence, by ISO 3166-1 alpha-2.
_ARTICLE_CODES: Final = "AE BS CC CF CK DO FK FO GB GM IM KM KY MH MP MV NL PH SB SC TC UM US VG VI"
_ENGLISH_ARTICLE: Final = frozenset(_ARTICLE_CODES.split())
# Where CLDR's usual name is an official one too long for a sentence.
_SHORT: Final = frozenset({"HK", "MO", "PS"})


def name(locale: Locale, alpha3: str) -> str:
    """The country's name standing alone; the code itself when CLDR has no name for it."""
    code = names.alpha2(alpha3)
    return names.territory(locale.data, code) if code else alpha3


def sentence_name(locale: Locale, alpha3: str, known: str | None = None) -> str:
    """The name with the article it has in a sentence: "the United States", "l’Irak"."""
    code, text = _inside(locale, alpha3, known)
    if locale.language == "en" and code in _ENGLISH_ARTICLE:
        return f"the {text}"
    if locale.language == "fr" and code:
        return french.with_article(code, text)
    return text


def located(locale: Locale, alpha3: str, known: str | None = None) -> str | None:
    """ "in the United States", "au Liban", "في العراق"; None where a language has no rule here."""
    code, text = _inside(locale, alpha3, known)
    if locale.language == "fr" and code:
        return french.in_country(code, text)
    prepositions = {"en": "in", "ar": "في"}
    if locale.language not in prepositions:
        return None
    return f"{prepositions[locale.language]} {sentence_name(locale, alpha3, known)}"


def owned(locale: Locale, alpha3: str, known: str | None = None) -> str | None:
    """ "of the United States", "du Liban"; in Arabic the name itself; None without a rule."""
    code, text = _inside(locale, alpha3, known)
    if locale.language == "fr" and code:
        return french.of_country(code, text)
    if locale.language == "en":
        return f"of {sentence_name(locale, alpha3, known)}"
    return text if locale.language == "ar" else None


def _inside(locale: Locale, alpha3: str, known: str | None) -> tuple[str | None, str]:
    code = names.alpha2(alpha3)
    if known is not None or code is None:
        return code, known if known is not None else alpha3
    form = "short" if code in _SHORT else None
    return code, names.territory(locale.data, code, alternative=form)
