"""Two texts of one thing: another value, another date, other words, or the same in new dress.

Texts are compared as a reader takes them in: without markup, as numbers, dates and words.
A doubt counts as a change of value, for a change that is told in vain costs a look, and one
that is passed over costs a wrong brief.
"""

from __future__ import annotations

import enum
import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final


class Kind(enum.Enum):
    """What became of one thing between two states of a source."""

    ADDED = "added"
    REMOVED = "removed"
    VALUE = "changed value"
    DATE = "changed date only"
    WORDING = "wording"
    MARKUP = "markup only"
    SAME = "same"

    @property
    def is_real(self) -> bool:
        """Whether documents that use it are made anew."""
        return self in _REAL


_REAL: Final = frozenset({Kind.ADDED, Kind.REMOVED, Kind.VALUE, Kind.DATE})

_TAG: Final = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_BREAKING: Final = re.compile(r"</?(?:br|p|li|ul|ol|div|tr|td|h[1-6])\b", re.IGNORECASE)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR: Final = r"(?:1[5-9]|20|21)[0-9]{2}"
_WHEN: Final = rf"(?:{_MONTH}|{_YEAR}|[0-9]{{1,2}}|FY|Q[1-4]|est|estimated|proj|projected|forecast"
_DATE: Final = re.compile(
    rf"\(\s*(?:as of\s+|since\s+|in\s+)?{_WHEN}|[\s,./-])*{_YEAR}(?:{_WHEN[3:]}|[\s,./-])*\)",
    re.IGNORECASE,
)
_SCALES: Final = {
    "hundred": Decimal(10) ** 2,
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
_TOKEN: Final = re.compile(
    r"(?P<number>(?<![\w.,])[-+\u2212]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    rf"(?:\s+(?P<scale>{'|'.join(_SCALES)})\b)?"
    r"|(?P<sign>[%$\u20ac\u00a3\u00a5\u00b0])"
    r"|(?P<word>[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|[0-9]+)",
    re.IGNORECASE,
)
_LIKE: Final = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
    }
)
_SMALL: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "which",
        "who",
        "approximately",
        "about",
        "note",
    ]
)
_TURNING: Final = frozenset(
    [
        "no",
        "not",
        "none",
        "never",
        "without",
        "neither",
        "nor",
        "cannot",
        "unless",
        "except",
        "increase",
        "increased",
        "increasing",
        "decrease",
        "decreased",
        "decreasing",
        "rise",
        "rising",
        "fall",
        "falling",
        "rose",
        "fell",
        "grew",
        "grow",
        "growing",
        "shrank",
        "declined",
        "decline",
        "declining",
        "ended",
        "end",
        "began",
        "begin",
        "suspended",
        "banned",
        "abolished",
        "former",
        "acting",
        "interim",
        "vacant",
        "closed",
        "open",
        "first",
        "second",
        "third",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "half",
        "most",
        "least",
        "more",
        "less",
        "above",
        "below",
        "under",
        "over",
        "before",
        "after",
    ]
)
_SHORT: Final = 8
_ALIKE: Final = 0.8


def classify(old: str, new: str) -> Kind:
    """What changed between two texts about the same thing.

    >>> classify("$3.786 trillion (2023 est.)", "$3.786 trillion (2024 est.)").value
    'changed date only'
    >>> classify("<b>note:</b> coal&nbsp;only", "<strong>note</strong>: coal only").value
    'markup only'
    """
    if old == new:
        return Kind.SAME
    before, after = _read(old), _read(new)
    if before == after:
        return Kind.MARKUP
    if before.numbers != after.numbers:
        return Kind.VALUE
    if _carrying(before, after):
        return Kind.VALUE
    if before.dates != after.dates:
        return Kind.DATE
    return Kind.WORDING


def plain(text: str) -> str:
    """A text without markup: no tags, no entities, ordinary blanks.

    >>> plain("<p>total: 5&nbsp;km<sup>2</sup></p>")
    'total: 5 km2'
    """
    text = _TAG.sub(lambda tag: " " if _BREAKING.match(tag[0]) else "", text)
    text = unicodedata.normalize("NFKC", html.unescape(text)).translate(_LIKE)
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as numbers with what stands behind them, dates, and words as written."""

    numbers: tuple[tuple[str, Decimal, str], ...]
    dates: tuple[str, ...]
    words: tuple[str, ...]
    starts: frozenset[int] = field(compare=False)


def _read(text: str) -> _Text:
    text = plain(text)
    dates = [" ".join(re.findall(r"\w+", found[0].lower())) for found in _DATE.finditer(text)]
    text = _DATE.sub(" ", text)
    numbers: list[tuple[str, Decimal, str]] = []
    words: list[str] = []
    starts: set[int] = set()
    end, sign = 0, ""
    for token in _TOKEN.finditer(text):
        between = text[end : token.start()]
        if not words or re.search(r"[.;:!?]\s|\n", between):
            starts.add(len(words))
        end = token.end()
        if token["sign"]:
            sign = _sign(token["sign"], numbers, sign)
        elif token["number"]:
            value, is_year = _number(token["number"], token["scale"])
            if is_year:
                dates.append(token["number"])
            else:
                numbers.append((sign, value, ""))
            sign = ""
        else:
            _word(token["word"], between, numbers, words)
            sign = ""
    return _Text(tuple(numbers), tuple(dates), tuple(words), frozenset(starts))


def _sign(found: str, numbers: list[tuple[str, Decimal, str]], sign: str) -> str:
    """A currency stands before its number, a share behind it."""
    if found in "%\u00b0":
        if numbers:
            before, value, behind = numbers[-1]
            numbers[-1] = (before, value, behind or found)
        return sign
    return found


def _word(
    word: str, between: str, numbers: list[tuple[str, Decimal, str]], words: list[str]
) -> None:
    if word.casefold() in ("percent", "cent", "per") and numbers and not between.strip():
        before, value, _ = numbers[-1]
        numbers[-1] = (before, value, "%")
        return
    if numbers and not numbers[-1][2] and between and not between.strip() and len(word) <= 4:
        # "12 km" is another value than "12 mi"; a longer word behind a number is a word.
        before, value, _ = numbers[-1]
        if word.casefold() not in _SMALL:
            numbers[-1] = (before, value, word.casefold())
    words.append(word)


def _number(text: str, scale: str | None) -> tuple[Decimal, bool]:
    """The exact number; True when it is more likely a year."""
    is_year = scale is None and re.fullmatch(_YEAR, text) is not None
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:  # pragma: no cover - the pattern gives numbers only
        return Decimal(0), False
    return (value * _SCALES[scale.lower()] if scale else value).normalize(), is_year


def _carrying(before: _Text, after: _Text) -> bool:
    """Whether words differ that carry what is said, not how it is said."""
    if max(len(before.words), len(after.words)) <= _SHORT:
        return _content(before) != _content(after)
    if _names(before) != _names(after) or _turning(before) != _turning(after):
        return True
    old, new = _content(before), _content(after)
    shared = sum((old & new).values())
    return shared < _ALIKE * max(sum(old.values()), sum(new.values()), 1)


def _content(text: _Text) -> Counter[str]:
    return Counter(folded for word in text.words if (folded := _folded(word)) not in _SMALL)


def _names(text: _Text) -> Counter[str]:
    """Words with a capital that do not begin a sentence, as both texts may write them."""
    return Counter(
        _folded(word)
        for number, word in enumerate(text.words)
        if word[0].isupper() and (number not in text.starts or (word.isupper() and len(word) > 1))
    )


def _turning(text: _Text) -> Counter[str]:
    return Counter(folded for word in text.words if (folded := _folded(word)) in _TURNING)


def _folded(word: str) -> str:
    """A word without accents, hyphens and capitals: two spellings of one word are one."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c) and c not in "-'\u2019")
