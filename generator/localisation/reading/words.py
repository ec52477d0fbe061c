"""Numbers in words, as far as they can be read: for comparing texts, never for printing.

A word is read softly: it may stand for a number that another language gives in figures,
but it asks for none ("one" is also a pronoun, "un" an article).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from generator.facts.numberwords import NUMBER_WORDS
from generator.localisation.reading.names import known
from generator.localisation.reading.plain import folded, small


def _row(first: int, words: str, step: int = 1) -> dict[str, int]:
    """Words in a row count up; forms of one number are joined by a stroke."""
    return {
        form: first + place * step
        for place, forms in enumerate(words.split())
        for form in forms.split("|")
    }


_TEENS_ENGLISH: Final = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS_ENGLISH: Final = "twenty thirty forty fifty sixty seventy eighty ninety hundred|hundreds"
_TEENS_FRENCH: Final = "treize quatorze quinze seize"
_TENS_FRENCH: Final = (
    "vingt|vingts|vingtaine trente|trentaine quarante|quarantaine cinquante|cinquantaine "
    "soixante|soixantaine|septante septante|soixante-dix huitante|quatre-vingts|quatre-vingt "
    "nonante|quatre-vingt-dix cent|cents|centaine|centaines"
)
_TENS_ARABIC: Final = (
    "عشرون|عشرين ثلاثون|ثلاثين أربعون|أربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين "
    "تسعون|تسعين مئة|مائة|مئات"
)
_MORE: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "en": _row(13, _TEENS_ENGLISH)
        | _row(20, _TENS_ENGLISH, 10)
        | _row(1, "first|once second|both|twice|double|pair third fourth fifth sixth seventh")
        | {"eighth": 8, "ninth": 9, "tenth": 10, "dozen": 12, "dozens": 12, "half": 50},
        "fr": _row(13, _TEENS_FRENCH)
        | _row(20, _TENS_FRENCH, 10)
        | _row(1, "une|premier|première deuxième|second|seconde|double|deux troisième|tiers")
        | _row(4, "quatrième|quart cinquième sixième septième huitième neuvième dixième|dizaine")
        | {"dizaines": 10, "douzaine": 12, "quinzaine": 15, "moitié": 50, "demi": 50},
        "ar": _row(20, _TENS_ARABIC, 10)
        | _row(1, "أول|أولى|أحد|إحدى ثان|ثاني|ثانية|كلا|كلتا|اثنا|اثنتا|اثني|اثنتي ثالث|ثالثة")
        | _row(4, "رابع|رابعة|ربع خامس|خامسة سادس|سادسة سابع|سابعة ثامن|ثامنة تاسع|تاسعة")
        | {"عاشر": 10, "عاشرة": 10, "نصف": 50, "مئتان": 200, "مئتين": 200, "مئتي": 200}
        | {"مئتا": 200, "ألفان": 2000, "ألفين": 2000, "ألفي": 2000, "ألفا": 2000, "آلاف": 1000}
        | {"مليونان": 2 * 10**6, "مليونين": 2 * 10**6, "مليوني": 2 * 10**6, "ملايين": 10**6}
        | {"ملياران": 2 * 10**9, "مليارين": 2 * 10**9, "ملياري": 2 * 10**9, "مليارات": 10**9},
        "es": _row(1, "un|una|uno dos tres cuatro cinco seis siete ocho nueve diez once doce"),
        "pt": _row(1, "um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze"),
        "de": _row(1, "ein|eine|einen|einem|einer|eines zwei drei vier fünf sechs sieben acht")
        | _row(9, "neun zehn elf zwölf"),
        "ru": _row(
            1, "один|одна|одно|одного|одной два|две|двух|двумя|двум три|трёх|трех|тремя|трем"
        )
        | _row(4, "четыре|четырёх|четырех пять|пяти шесть|шести семь|семи восемь|восьми")
        | _row(9, "девять|девяти десять|десяти одиннадцать|одиннадцати двенадцать|двенадцати"),
        "fa": _row(1, "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده"),
        "ur": _row(1, "ایک دو تین چار پانچ چھ سات آٹھ نو دس گیارہ بارہ"),
        "he": _row(
            1, "אחד|אחת שניים|שתיים|שני|שתי שלושה|שלוש ארבעה|ארבע חמישה|חמש שישה|שש שבעה|שבע"
        )
        | _row(8, "שמונה תשעה|תשע עשרה|עשר"),
        "tr": _row(1, "bir iki üç dört beş altı yedi sekiz dokuz on"),
    }
)
COMPLETE: Final = frozenset({"en", "fr", "ar"})
"""Languages whose common words for numbers are all known."""

_DUAL: Final = frozenset({"ar", "he", "sl", "mt", "ga", "gd"})
_ORDINALS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "ar": _row(
            1,
            "الأول|الأولى الثاني|الثانية الثالث|الثالثة الرابع|الرابعة الخامس|الخامسة "
            "السادس|السادسة السابع|السابعة الثامن|الثامنة التاسع|التاسعة العاشر|العاشرة",
        )
    }
)
_CHINESE_DIGITS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_CHINESE_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_CHINESE: Final = re.compile("[〇零一二三四五六七八九两十百千]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ARABIC_PREFIX: Final = re.compile("(?:[وف])?(?:[بلك])?(?:ال|لل)?")
_LARGE: Final = 1000
_HUNDRED: Final = 100
_JOINS: Final = frozenset({"and", "et", "de", "و"})


def ordinals(language: str) -> Mapping[str, int]:
    """Ordinals in words, folded, as values are printed with them."""
    return _ORDINALS.get(language, {})


def unread(language: str, number: int) -> bool:
    """Whether a text may well say ``number`` in words that are not read here.

    >>> unread("es", 40), unread("es", 41000), unread("en", 40), unread("ar", 2)
    (True, False, False, True)
    """
    if number in (0, 1) or (number == 2 and language in _DUAL):
        return True
    if language in COMPLETE:
        return False
    small_or_round = number < _HUNDRED or (number < _LARGE and number % _HUNDRED == 0)
    return small_or_round or str(number).rstrip("0") == "1"


@cache
def _words(language: str, tag: str) -> Mapping[str, int]:
    found = {folded(word): n for word, n in NUMBER_WORDS.get(language, {}).items()}
    found.update((folded(word), n) for word, n in _MORE.get(language, {}).items())
    names = known(tag, None)
    for word, power in (*names.scales.items(), *names.alone.items()):
        if len(word) > 2:
            found.setdefault(folded(word), int(10**power))
    return MappingProxyType(found)


def in_words(language: str, tag: str, text: str) -> frozenset[int]:
    """Every number that stands in words in a bare text, alone and put together.

    >>> sorted(in_words("en", "en", "twenty-one of two hundred"))
    [1, 2, 20, 21, 100, 200]
    """
    if language in ("zh", "ja"):
        return frozenset(filter(None, map(_chinese, _CHINESE.findall(text))))
    found: set[int] = set()
    row: list[int] = []
    for word in _WORD.findall(small(text)):
        number = _number(language, tag, word)
        if number is not None:
            row.append(number)
            found.add(number)
        elif row and word not in _JOINS:
            found.update(_together(row))
            row.clear()
    found.update(_together(row))
    return frozenset(found)


@lru_cache(1 << 15)
def _number(language: str, tag: str, word: str) -> int | None:
    words = _words(language, tag)
    number = words.get(word)
    if number is None and word.endswith("s"):
        number = words.get(word[:-1])
    if number is None and language == "ar":
        prefix = _ARABIC_PREFIX.match(word)
        if prefix and prefix[0]:
            for end in range(prefix.end(), 0, -1):
                number = words.get(word[end:])
                if number is not None:
                    break
    return number


def _together(row: list[int]) -> Iterator[int]:
    """A row of words as one number: "two hundred", "vingt et un", "خمسة وعشرون"."""
    if len(row) < 2:
        return
    total, part = 0, 0
    for number in row:
        if number >= _LARGE:
            total += (part or 1) * number
            part = 0
        elif number == _HUNDRED:
            part = (part or 1) * number
        else:
            part += number
    yield total + part


def _chinese(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in _CHINESE_TENS:
            total += (digit or 1) * _CHINESE_TENS[char]
            digit = 0
        else:
            digit = digit * 10 + _CHINESE_DIGITS[char]
    return total + digit
