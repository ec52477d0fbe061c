"""Messages: one translatable sentence each, kept in gettext catalogues, one per language.

The plural form follows the number *as shown* ("1.0 years"), by the locale's CLDR category,
so fractions have a form too. Placeholders are ``{name}``; what has no translation is
given in English, the language of the message ids.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import IO, Any

from generator.localisation import pseudo
from generator.localisation.french import links_millions
from generator.localisation.locale import Locale, inherited
from generator.localisation.numbers import scaled_by
from generator.localisation.ownwords import NONE, OwnWords
from generator.localisation.plurals import categories, category

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_CONTEXT = "\x04"


class Catalogue(gettext.GNUTranslations):
    """The messages of one language, read from its compiled catalogue."""

    def __init__(self, fp: IO[bytes] | None = None) -> None:
        self._catalog: dict[Any, str] = {}
        super().__init__(fp)

    def get(self, msgid: str, context: str | None = None) -> str | None:
        """The translation of ``msgid``; None when there is none."""
        return self._catalog.get(_key(msgid, context))

    def get_plural(self, one: str, index: int, context: str | None = None) -> str | None:
        """The plural form at ``index`` in the catalogue's order; None when there is none."""
        return self._catalog.get((_key(one, context), index))


def _key(msgid: str, context: str | None) -> str:
    return msgid if context is None else context + _CONTEXT + msgid


@cache
def has_catalogue(locale: Locale) -> bool:
    """Whether the program's own words have been translated for the readers of a locale."""
    languages = resources.files("generator.localisation") / "languages"
    return locale.pseudo or any(
        (languages / tag / "messages.mo").is_file() for tag in catalogue_tags(locale)
    )


def catalogue_tags(locale: Locale) -> tuple[str, ...]:
    """The catalogues that speak for a locale, nearest first.

    They follow CLDR's inheritance: "es-MX" may have words of its own, then those of Latin
    America, then Spanish. It never crosses from one script to another: Simplified Chinese
    is not printed for "zh-TW".

    >>> catalogue_tags(Locale.parse("es-MX")), catalogue_tags(Locale.parse("zh-TW"))
    (('es-MX', 'es-419', 'es'), ('zh-TW', 'zh-Hant-TW', 'zh-Hant'))
    """
    if locale.pseudo:
        return ()
    return tuple(dict.fromkeys((locale.tag, *inherited(locale.data))))


@cache
def catalogue(tag: str) -> Catalogue:
    """The catalogue in the folder named ``tag``; an empty one when there is none."""
    entry = resources.files("generator.localisation") / "languages" / tag / "messages.mo"
    if not entry.is_file():
        return Catalogue()
    with entry.open("rb") as stream:
        return Catalogue(stream)


class Speaker:
    """The messages of one locale: its country's own wording first, then its language's.

    own  words of a template, before all others.
    """

    def __init__(self, locale: Locale, own: OwnWords = NONE) -> None:
        self.locale = locale
        self._own = own
        self._tags = catalogue_tags(locale)
        self._catalogues = tuple(map(catalogue, self._tags))

    def pattern(self, msgid: str, context: str | None = None) -> str:
        """The translated message with its placeholders still in it."""
        if own := self._own.form(self._tags, (msgid, context)):
            return own
        for one in self._catalogues:
            found = one.get(msgid, context)
            if found:
                return found
        return self._source(msgid)

    def _source(self, text: str) -> str:
        """A message in the language it was written in; a pseudo-locale makes it strange."""
        return pseudo.message(self.locale.tag, text) if self.locale.pseudo else text

    def plural_pattern(
        self,
        one: str,
        other: str,
        shown: Decimal | int,
        *,
        power: int = 0,
        context: str | None = None,
    ) -> str:
        """The translated form for the number as shown, with its placeholders still in it.

        power  the power of ten in words, when ``shown`` is a number such as "4 million".
        """
        chosen = category(self.locale, scaled_by(Decimal(shown), power) if power else shown)
        if power and links_millions(self.locale.language, power):
            chosen = "many"
        if own := self._own.form(self._tags, (one, context), chosen):
            return own
        known = categories(self.locale)
        index = known.index(chosen) if chosen in known else len(known) - 1
        for source in self._catalogues:
            found = source.get_plural(one, index, context)
            if found:
                return found
        return self._source(one if shown == 1 and not power else other)


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """``pattern`` with its ``{placeholders}`` filled; nothing else in it is interpreted.

    Raises KeyError when a placeholder has no value.
    """
    return _PLACEHOLDER.sub(lambda found: values[found[1]], pattern)


def placeholders(pattern: str) -> frozenset[str]:
    """Names of the placeholders in ``pattern``."""
    return frozenset(_PLACEHOLDER.findall(pattern))
