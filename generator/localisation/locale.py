"""Locale identifiers: BCP 47 outside, parsed once, with a visible fallback.

A document's locale carries its country ("ar-IQ"): bare "ar" means the Egyptian and Gulf
month names and Latin digits, which is right for few readers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.core import get_global

from generator.localisation import guard
from generator.problems import NOWHERE, Problem, Severity, Where

guard.install()

Direction = Literal["ltr", "rtl"]

_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})"
    r"(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?"
)
# Deprecated or macro-language codes that CLDR keeps under another locale.
_REPLACED = {
    "prs": "fa-AF",
    "kmr": "ku",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "tl": "fil",
    "mo": "ro",
}


class UnknownLocale(ValueError):
    """Raised for a tag that is not BCP 47 or that has no locale data."""

    def __init__(self, tag: str, code: str) -> None:
        self.tag = tag
        self.code = code
        super().__init__(f"{code}: {tag!r}")


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as used in a country. Made with ``Locale.parse`` only, so one per tag.

    tag        canonical BCP 47, such as ``fr-CA``, ``zh-Hant-TW``.
    direction  of the script: "ltr" or "rtl".
    default_numbering  CLDR numbering system used when nothing else is asked for.
    babel      name of the same locale in Babel ("fr_CA").
    """

    tag: str
    language: str
    script: str | None
    region: str | None
    direction: Direction
    default_numbering: str
    babel: str = field(repr=False)

    def __str__(self) -> str:
        return self.tag

    @staticmethod
    def parse(tag: str) -> Locale:
        """The locale named by a BCP 47 ``tag``; the same object for the same tag.

        >>> Locale.parse("ar-IQ").direction
        'rtl'
        >>> Locale.parse("prs").tag
        'fa-AF'

        Raises UnknownLocale when the tag is malformed or no data exists for it.
        """
        return _parsed(tag)


def resolve(
    tag: str, *, default: str = "en", where: Where = NOWHERE
) -> tuple[Locale, tuple[Problem, ...]]:
    """The nearest locale with data for ``tag``, and what the user should be told.

    Falls back from region to language to ``default``; never fails for a text.
    """
    try:
        locale = _parsed(tag)
    except UnknownLocale as unknown:
        nearest = _language_of(tag)
        try:
            locale = _parsed(nearest or default)
        except UnknownLocale:
            locale = _parsed(default)
        values = {"tag": tag, "used": locale.tag}
        return locale, (Problem(unknown.code, where, values, Severity.WARNING),)
    if locale.tag == "ar":
        told = Problem("locale-without-country", where, {"tag": tag}, Severity.NOTICE)
        return locale, (told,)
    return locale, ()


def _language_of(tag: str) -> str | None:
    match = re.match(r"[A-Za-z]{2,3}(?=-|_|$)", tag)
    return match.group().lower() if match else None


@cache
def _parsed(tag: str) -> Locale:
    match = _TAG.fullmatch(tag.strip()) if isinstance(tag, str) else None
    if match is None:
        raise UnknownLocale(str(tag), "locale-malformed")
    language = match["language"].lower()
    script = match["script"].title() if match["script"] else None
    region = match["region"].upper() if match["region"] else None
    if language in _REPLACED:
        new = _REPLACED[language].split("-")
        language = new[0]
        region = region or (new[1] if len(new) > 1 else None)
    canonical = "-".join(part for part in (language, script, region) if part)
    if canonical != tag:
        return _parsed(canonical)
    try:
        found = BabelLocale.parse(canonical, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise UnknownLocale(tag, "locale-unknown") from error
    direction: Direction = "rtl" if found.text_direction == "rtl" else "ltr"
    return Locale(
        tag=canonical,
        language=language,
        script=script,
        region=region,
        direction=direction,
        default_numbering=found.default_numbering_system,
        babel=str(found),
    )


@cache
def likely_region(locale: Locale) -> str:
    """The country of the locale, or the one where most readers of its language live."""
    if locale.region:
        return locale.region
    likely = get_global("likely_subtags")
    for key in (f"{locale.language}_{locale.script}", locale.language):
        if key in likely:
            return str(likely[key]).split("_")[-1]
    return "001"
