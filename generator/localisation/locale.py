"""Locale identifiers: BCP 47 outside, parsed once, with a visible fallback.

A document's locale carries its country ("ar-IQ"): bare "ar" means the Egyptian and Gulf
month names and Latin digits, which is right for few readers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from generator.localisation.cldr import store
from generator.localisation.cldr.supplement import parent
from generator.localisation.pseudo import DIRECTIONS as PSEUDO
from generator.problems import NOWHERE, Problem, Severity, Where

Direction = Literal["ltr", "rtl"]

_TAG: Final = re.compile(
    r"(?P<language>[A-Za-z]{2,3})"
    r"(?:[-_](?P<script>[A-Za-z]{4}))?"
    r"(?:[-_](?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:[-_](?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
    r"(?:-[Uu]-[Nn][Uu]-(?P<numbers>[A-Za-z]{3,8}))?"
)
# Languages that CLDR keeps under another tag.
REPLACED: Final = {
    "prs": "fa-AF",
    "kmr": "ku",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "tl": "fil",
    "mo": "ro",
    "sh": "sr-Latn",
}


class UnknownLocale(ValueError):  # noqa: N818 - a locale that is unknown, in the field's words
    """Raised for a tag that is not BCP 47 or that has no locale data."""

    def __init__(self, tag: str, code: str) -> None:
        self.tag = tag
        self.code = code
        super().__init__(f"{code}: {tag!r}")

    def __reduce__(self) -> tuple[object, ...]:
        return (UnknownLocale, (self.tag, self.code))


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as used in a country. Made with ``Locale.parse`` only, so one per tag.

    tag        canonical BCP 47, such as ``fr-CA``, ``zh-Hant-TW``.
    direction  of the script: "ltr" or "rtl".
    default_numbering  CLDR numbering system used when nothing else is asked for.
    data       tag of the locale whose CLDR data is used ("fr" for "fr-FR").
    """

    tag: str
    language: str
    script: str | None
    region: str | None
    direction: Direction
    default_numbering: str
    data: str = field(repr=False)

    def __str__(self) -> str:
        return self.tag

    @property
    def writing(self) -> str:
        """The language, with its script where that is not the usual one: "fr", "zh-Hant".

        What is written in one script is no text for the readers of another, so texts are
        looked up under this name and never under the language alone.
        """
        return self.tag.partition("-")[0] if self.pseudo else _writing(self.language, self.data)

    @property
    def pseudo(self) -> bool:
        """True when the program's words are made strange, to show what is not translated."""
        return self.tag in PSEUDO

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
        locale = _nearest(tag, default)
        values = {"tag": tag, "used": locale.tag}
        return locale, (Problem(unknown.code, where, values, Severity.WARNING),)
    if locale.tag == "ar":
        told = Problem("locale-without-country", where, {"tag": tag}, Severity.NOTICE)
        return locale, (told,)
    return locale, ()


def _nearest(tag: str, default: str) -> Locale:
    match = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?=[-_]|$)", tag)
    written = match.group().replace("_", "-") if match else ""
    for one in (written, written.split("-")[0].lower()):
        try:
            return _parsed(one)
        except UnknownLocale:
            continue
    return _parsed(default)


@cache
def _parsed(tag: str) -> Locale:
    match = _TAG.fullmatch(tag.strip()) if isinstance(tag, str) else None
    if match is None:
        raise UnknownLocale(str(tag), "locale-malformed")
    language = match["language"].lower()
    script = match["script"].title() if match["script"] else None
    region = match["region"].upper() if match["region"] else None
    if language in REPLACED:
        language, *implied = REPLACED[language].split("-")
        script = script or next((part for part in implied if len(part) == 4), None)
        region = region or next((part for part in implied if len(part) == 2), None)
    variants = tuple(part for part in re.split("[-_]", match["variants"].lower()) if part)
    numbers = match["numbers"].lower() if match["numbers"] else None
    canonical = "-".join(part for part in (language, script, region, *variants) if part)
    complete = f"{canonical}-u-nu-{numbers}" if numbers else canonical
    if complete != tag:
        return _parsed(complete)
    if canonical in PSEUDO:
        return _pseudo(canonical, numbers)
    known = _known(language, script, region, variants)
    if known is None or (numbers and numbers not in store.common()["digits"]):
        raise UnknownLocale(tag, "locale-unknown")
    return Locale(
        tag=canonical,
        language=language,
        script=script,
        region=region,
        direction=store.topic(known, "text")["direction"],
        default_numbering=numbers or store.topic(known, "numbers")["system"],
        data=known,
    )


def _pseudo(tag: str, numbers: str | None) -> Locale:
    """English values in another look; the tag says which texts of facts are printed."""
    english = _parsed("en")
    return Locale(
        tag=tag,
        language="en",
        script=None,
        region=tag.partition("-")[2],
        direction=PSEUDO[tag],
        default_numbering=numbers or english.default_numbering,
        data="en",
    )


def _known(
    language: str, script: str | None, region: str | None, variants: tuple[str, ...]
) -> str | None:
    """The tag under which data for these parts is kept; None when there is none."""
    tag = "-".join(part for part in (language, script, region, *variants) if part)
    tried = [tag]
    if region and not script:  # "zh-TW" is kept as "zh-Hant-TW"
        full = store.common()["likely"].get(f"{language}-{region}", "")
        if full.count("-") == 2:
            tried.append(full)
    likely = store.common()["likely"].get(language, "").split("-")
    if len(likely) == 3 and region and not script:  # "zh-CN" is kept as "zh-Hans-CN"
        tried.append("-".join((language, likely[1], region, *variants)))
    if len(likely) == 3 and script == likely[1]:  # "ar-Arab-IQ" is kept as "ar-IQ"
        tried.append("-".join(part for part in (language, region, *variants) if part))
    spelt = {known.lower(): known for known in store.known()} if variants else {}
    return next((one for one in tried if one in store.known()), spelt.get(tag.lower()))


@cache
def _writing(language: str, data: str) -> str:
    scripts = [part for part in data.split("-")[1:] if len(part) == 4 and part.isalpha()]
    usual = store.common()["likely"].get(language, "").split("-")
    if not scripts or (len(usual) == 3 and usual[1] == scripts[0]):
        return language
    return f"{language}-{scripts[0]}"


@cache
def likely_region(locale: Locale) -> str:
    """The country of the locale, or the one where most readers of its language live."""
    if locale.region:
        return locale.region
    likely = store.common()["likely"]
    for key in (f"{locale.language}-{locale.script}", locale.language):
        if key in likely:
            return str(likely[key]).split("-")[-1]
    return "001"


@cache
def script_of(locale: Locale) -> str:
    """The ISO 15924 code of the script that the locale is written in.

    >>> script_of(Locale.parse("zh-TW")), script_of(Locale.parse("fa-AF"))
    ('Hant', 'Arab')
    """
    if locale.script:
        return locale.script
    if len(kept := locale.data.split("-")) > 1 and len(kept[1]) == 4:
        return kept[1]
    likely = store.common()["likely"]
    for key in (f"{locale.language}-{locale.region}", locale.language):
        if (parts := likely.get(key, "").split("-"))[1:]:
            return str(parts[1])
    return "Latn"


def by_locale(choices: Mapping[str, str], locale: Locale) -> str | None:
    """The choice for a locale: of its whole tag, else of its language and script, its language.

    >>> by_locale({"ar": "latn", "ar-SY": "arab"}, Locale.parse("ar-SY"))
    'arab'
    """
    written = f"{locale.language}-{script_of(locale)}"
    for tag in (locale.tag, written, locale.language):
        if tag in choices:
            return choices[tag]
    return None


def inherited(tag: str) -> tuple[str, ...]:
    """``tag`` and the locales it inherits from, nearest first, without the root."""
    found = []
    while tag != store.ROOT:
        found.append(tag)
        tag = parent(tag, store.common()["parents"], store.known())
    return tuple(found)
