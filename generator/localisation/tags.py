"""What is wrong with a language tag that a person wrote, and which tag was meant.

Orders and commands take BCP 47 tags in their canonical form (``fr-CA``, ``zh-Hant-TW``,
``es-419``) and no other: a file is named by the tag, so one locale has one spelling. A
language without locale data is refused; a country without data of its own is given its
language's, and the officer is told. Rule: Unicode TR 35, locale inheritance.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from generator.localisation.cldr import store
from generator.localisation.locale import REPLACED, Locale, UnknownLocale

Verdict = Literal[
    "good", "malformed", "extended", "replaced", "language", "script", "country", "fallback", "bare"
]

CANONICAL: Final = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)
_NUMBERS: Final = re.compile(r"(?P<tag>.+?)-u(-[a-z0-9]{2,8})+", re.IGNORECASE)
_NO_COUNTRY: Final = frozenset({"ZZ", "XA", "XB", "EU", "EZ", "QO", "UN"})
_SLIPS: Final = {"UK": "GB", "EN": "GB", "SW": "SE", "UAE": "AE", "KSA": "SA"}
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a tag is.

    verdict  "good"; "bare" (Arabic of no country); "fallback" (``used`` has the data);
             else why it is refused: "malformed", "extended" (a Unicode extension),
             "replaced" (an older tag), "language", "script", "country" (unknown).
    meant    the canonical tag that was probably meant, or "".
    part     the unknown language, script or country.
    """

    verdict: Verdict
    meant: str = ""
    used: str = ""
    part: str = ""


def judged(tag: str) -> Judgement:
    """What ``tag`` is, and what to write instead.

    >>> judged("fr-CA").verdict
    'good'
    >>> judged("en_US")
    Judgement(verdict='malformed', meant='en-US', used='', part='')
    """
    if len(tag) <= _LONGEST and (extended := _NUMBERS.fullmatch(tag)):
        return Judgement("extended", meant=_known(extended["tag"]))
    if not CANONICAL.fullmatch(tag):
        return Judgement("malformed", meant=meant(tag))
    language = tag.split("-")[0]
    if language in REPLACED:
        return Judgement("replaced", meant=_known(tag))
    try:
        found = Locale.parse(tag)
    except UnknownLocale:
        return _unknown(tag)
    return Judgement("bare" if found.tag == "ar" else "good")


def _unknown(tag: str) -> Judgement:
    language, *rest = tag.split("-")
    if language not in store.known():
        return Judgement("language", meant=meant(tag), part=language)
    script = next((part for part in rest if len(part) == 4 and part.istitle()), "")
    country = next((part for part in rest if part.isupper() or part.isdigit()), "")
    territories = store.topic("en", "names")["territories"]
    if country and (country not in territories or country in _NO_COUNTRY):
        return Judgement("country", meant=_in_country(language, script, country), part=country)
    base = f"{language}-{script}" if script else language
    if not _known(base):
        return Judgement("script", meant=language, part=script)
    if country and tag == f"{base}-{country}":
        return Judgement("fallback", used=base)
    return Judgement("malformed", meant=f"{base}-{country}" if country else base)


def meant(tag: str) -> str:
    """The canonical tag behind another spelling or the name of a language; "" for none.

    >>> meant("FR_ca"), meant("english"), meant("zh_Hans_CN.UTF-8"), meant("../x")
    ('fr-CA', 'en', 'zh-Hans-CN', '')
    """
    if len(tag) > _LONGEST:
        return ""
    bare = re.split(r"[.@]", tag.strip())[0]
    if known := _known(bare):
        return known
    names = _languages_by_name()
    found = difflib.get_close_matches(bare.casefold(), names, n=1, cutoff=0.8)
    return names[found[0]] if found else ""


@cache
def _languages_by_name() -> dict[str, str]:
    names = store.topic("en", "names")["languages"]
    return {name.casefold(): tag for tag, name in names.items() if tag in store.known()}


def _known(tag: str) -> str:
    """The canonical form of ``tag`` when there is data for it, else ""."""
    try:
        return Locale.parse(tag).tag
    except UnknownLocale:
        return ""


def _in_country(language: str, script: str, country: str) -> str:
    """The tag with the country that a usual slip stands for; else without a country."""
    base = f"{language}-{script}" if script else language
    return _known(f"{base}-{_SLIPS.get(country, '')}") or _known(base)
