"""Figures that stand as text in sentences: in the document's digits, like its values.

A translator writes "2016" or "٢٠١٦" into a sentence; which of the two a document prints is
for the house to say, not for the sentence. So literal figures are written in the document's
own digits, and their marks with them (3.5% becomes ٣٫٥٪). What is not a figure keeps its
digits, because it is the same in every language: addresses of pages and of mail, telephone
numbers, and codes such as F-16, S/RES/2170, Boeing 737 or 2024-0001. So do
digits of scripts that the document's language is not written with: they belong to words of
another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from generator.localisation.cldr import store
from generator.localisation.numbers import System, system

LATIN: Final = "latn"
_ARABIC: Final = frozenset({"arab", "arabext"})
_ANY: Final = re.compile(r"\d")
_FOREIGN: Final = re.compile(r"[^\D0-9]")
_GAP: Final = " \u00a0\u202f"
_LATIN_WORD: Final = r"[A-Za-z\u00c0-\u024f]"
_KEPT: Final = re.compile(
    r"(?:https?://|www\.)\S+"  # address of a page
    r"|[^\s@]+@[^\s@]+\.\S+"  # address of mail
    rf"|\+\d(?:[{_GAP}().\-\u2011]{{0,2}}\d){{6,}}"  # telephone
    rf"|\S*{_LATIN_WORD}\S*(?:[{_GAP}]\d[\d.,/:\-–]*(?=[\s.,;:!?)»\]،؛]|\Z))?"  # F-16, Boeing 737
    r"|(?<![\d/-])(?!\d{1,4}-\d\d(?:-\d\d)?(?![\d-]))"  # 2024-12-01 is a date
    r"(?:\d+[/-])*(?:0\d{2,})(?:[/-]\d+)*(?![\d/-])",  # 441-00155, 007
    re.ASCII,
)


@cache
def figures(name: str) -> str:
    """The ten digits of a CLDR numbering system, from zero.

    >>> figures("arab")
    '٠١٢٣٤٥٦٧٨٩'
    """
    digits: str = store.common()["digits"][name]
    return digits


def in_figures(number: int, name: str) -> str:
    """A counting number in the digits of a numbering system.

    >>> in_figures(12, "arabext")
    '۱۲'
    """
    shapes = figures(name)
    return "".join(shapes[int(digit)] for digit in str(number))


def in_digits_of(found: System, text: str) -> str:
    """``text`` with its literal figures in the digits of ``found``, codes as they are.

    >>> in_digits_of(system("ar-IQ", "arab"), "في 2016 ثم 3.5، F-16")
    'في ٢٠١٦ ثم ٣٫٥، F-16'
    >>> in_digits_of(system("ar-AE", "latn"), "في ٢٠١٦ ثم ٣٫٥")
    'في 2016 ثم 3.5'
    """
    if found.name == LATIN:
        own = watched(found.locale, LATIN)
        return _latin(found, text, own) if _FOREIGN.search(text) else text
    if not _ANY.search(text):
        return text
    return "".join(piece if kept else _native(found, piece) for kept, piece in _parts(text))


@cache
def watched(locale: str, name: str) -> frozenset[str]:
    """The digits that a locale's language is written with: 0-9, ``name``'s, and its script's.

    locale  tag of the locale's data.
    """
    systems = {LATIN, name, *store.topic(locale, "numbers")["systems"]}
    if store.topic(locale, "text")["direction"] == "rtl" and systems & _ARABIC:
        systems |= _ARABIC
    return frozenset("".join(figures(one) for one in systems))


def strange(text: str, name: str, digits: frozenset[str] | None = None) -> str:
    """The first literal figure of ``text`` that is not in the digits ``name``; "" for none.

    digits  those that are looked at; None looks at all there are. See ``watched``.

    >>> strange("٢٠١٦ و 2017", "arab"), strange("F-16", "arab")
    ('2017', '')
    """
    if not (_FOREIGN if name == LATIN else _ANY).search(text):
        return ""
    own = frozenset(figures(name))
    for kept, piece in _parts(text):
        if kept and name != LATIN:
            continue
        for found in _runs(piece):
            looked_at = found if digits is None else digits.intersection(found)
            if not own.issuperset(looked_at):
                return found
    return ""


def _runs(text: str) -> Iterator[str]:
    run = ""
    for letter in text:
        if letter.isdecimal():
            run += letter
        elif run:
            yield run
            run = ""
    if run:
        yield run


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """``text`` in pieces; True stands with what keeps its digits."""
    end = 0
    for found in _KEPT.finditer(text):
        if not any(map(str.isdecimal, found[0])):
            continue
        yield False, text[end : found.start()]
        yield True, found[0]
        end = found.end()
    yield False, text[end:]


def _native(found: System, text: str) -> str:
    """Latin and foreign digits, their marks and per cent signs, as the system writes them."""
    latin = system(found.locale, LATIN)
    plain = _plain_digits(text, found)

    def written(match: re.Match[str]) -> str:
        number = match["number"]
        if match["whole"] is not None:
            marks = {ord(latin.group): found.group, ord(latin.decimal): found.decimal}
            number = number.translate(marks)
        percent = found.data["signs"]["percent"] if match["percent"] else ""
        return found.in_digits(number) + percent

    return _number(latin.group, latin.decimal).sub(written, plain)


def _plain_digits(text: str, found: System) -> str:
    """Digits of other systems than the document's as 0-9, to be written anew."""
    other = watched(found.locale, found.name).difference(figures(found.name))
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() and letter in other else letter
        for letter in text
    )


@cache
def _number(group: str, decimal: str) -> re.Pattern[str]:
    """A number with marks that can be read in one way only, or bare digits."""
    g, d = re.escape(group), re.escape(decimal)
    return re.compile(
        rf"(?P<number>(?P<whole>(?<![\d.,])(?:\d{{1,3}}(?:{g}\d{{3}})+(?:{d}\d+)?|\d+{d}\d+)"
        rf"(?![\d]|[.,]\d))|\d+)(?P<percent>%)?",
        re.ASCII,
    )


_EASTERN: Final = re.compile("[٠-٩۰-۹]+(?:[٬٫][٠-٩۰-۹]+)*(?:٪\u061c?)?")


def _latin(found: System, text: str, own: frozenset[str]) -> str:
    """Every digit of the language as 0-9; Arabic marks between them become the locale's own."""
    percent = str(found.data["signs"]["percent"])

    def written(match: re.Match[str]) -> str:
        marks = {ord("٬"): found.group, ord("٫"): found.decimal, ord("٪"): percent, 0x061C: ""}
        return match[0].translate(marks)

    if "٠" in own:
        text = _EASTERN.sub(written, text)
    return "".join(
        str(unicodedata.decimal(letter))
        if letter.isdecimal() and not letter.isascii() and letter in own
        else letter
        for letter in text
    )
