"""Russian cases: of dates after a preposition, and of countries ("в Ираке", "Ирака").

CLDR has month names in two cases only. A month that stands alone is in the nominative;
after "с", "до" or "около" it is in the genitive, after "в" in the prepositional. Names of
countries are declined by their endings; for a name that no rule fits there is no answer,
and the caller prints it bare.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from generator.localisation.cldr import store

Case = Literal["genitive", "prepositional"]

_GOVERNED: Final[Mapping[str, Case]] = MappingProxyType(
    {
        "с": "genitive",
        "со": "genitive",
        "до": "genitive",
        "от": "genitive",
        "около": "genitive",
        "после": "genitive",
        "в": "prepositional",
        "во": "prepositional",
    }
)
_QUARTER: Final = re.compile(r"\b(\d)-й квартал\b")
_QUARTERS: Final[Mapping[Case, str]] = MappingProxyType(
    {"genitive": r"\1-го квартала", "prepositional": r"\1-м квартале"}
)


def governed(pattern: str, name: str, text: str) -> str:
    """The date ``text`` in the case that the word before ``{name}`` in ``pattern`` asks for.

    >>> governed("с {date}", "date", "июнь 2016 г.")
    'с июня 2016 г.'
    >>> governed("опубликовано в {date}", "date", "2-й квартал 2016 г.")
    'опубликовано в 2-м квартале 2016 г.'
    """
    return pattern.replace(f"{{{name}}}", in_case(pattern, name, text))


def in_case(pattern: str, name: str, text: str) -> str:
    """Like ``governed``, but only the date."""
    before = re.search(rf"(\w+) \{{{re.escape(name)}\}}", pattern)
    case = _GOVERNED.get(before[1].lower()) if before else None
    if case is None:
        return text
    for nominative, genitive in _months():
        if re.search(rf"(?<!\w){nominative}(?!\w)", text):
            month = genitive if case == "genitive" else re.sub("[ая]$", "е", genitive)
            return re.sub(rf"(?<!\w){nominative}(?!\w)", month, text)
    return _QUARTER.sub(_QUARTERS[case], text)


@cache
def _months() -> tuple[tuple[str, str], ...]:
    """Each month standing alone and inside a date, as CLDR has them."""
    months = store.topic("ru", "dates")["months"]
    return tuple(zip(months["s"]["w"], months["f"]["w"], strict=True))


# ---------------------------------------------------------------- countries

_INDECLINABLE: Final = re.compile(r"(?:[оуеиэ]|уа|оа|США|ОАЭ|КНДР)$")
_ISLANDS: Final = frozenset(("CU", "CY", "JM", "MG", "MT", "MU", "LK", "BB"))
_WHOLE: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "Багамы": ("на Багамах", "Багам"),
        "Беларусь": ("в Беларуси", "Беларуси"),
        "Гвинея-Бисау": ("в Гвинее-Бисау", "Гвинеи-Бисау"),
        "Европейский союз": ("в Европейском союзе", "Европейского союза"),
        "Египет": ("в Египте", "Египта"),
        "Израиль": ("в Израиле", "Израиля"),
        "Коморы": ("на Коморах", "Комор"),
        "Мальдивы": ("на Мальдивах", "Мальдив"),
        "Нидерланды": ("в Нидерландах", "Нидерландов"),
        "Палестинские территории": ("на палестинских территориях", "палестинских территорий"),
        "Республика Корея": ("в Республике Корея", "Республики Корея"),
        "Соединенные Штаты": ("в Соединенных Штатах", "Соединенных Штатов"),
        "Сан-Томе и Принсипи": ("в Сан-Томе и Принсипи", "Сан-Томе и Принсипи"),
        "Тайвань": ("на Тайване", "Тайваня"),
        "Федеративные Штаты Микронезии": (
            "в Федеративных Штатах Микронезии",
            "Федеративных Штатов Микронезии",
        ),
        "Филиппины": ("на Филиппинах", "Филиппин"),
    }
)
_ADJECTIVES: Final[tuple[tuple[str, str, str], ...]] = (
    ("ая", "ой", "ой"),
    ("ый", "ого", "ом"),
    ("ий", "ого", "ом"),
    ("ое", "ого", "ом"),
)
# Ending, its genitive, its prepositional; the first that fits counts.
_NOUNS: Final[tuple[tuple[str, str, str], ...]] = (
    ("ия", "ии", "ии"),
    ("ея", "еи", "ее"),
    ("ка", "ки", "ке"),
    ("га", "ги", "ге"),
    ("ха", "хи", "хе"),
    ("жа", "жи", "же"),
    ("ша", "ши", "ше"),
    ("а", "ы", "е"),
    ("я", "и", "е"),
    ("й", "я", "е"),
)
_CONSONANT: Final = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")


def in_country(alpha2: str, name: str) -> str | None:
    """ "в Ираке", "во Франции", "на Кубе"; None where no rule fits the name."""
    if name in _WHOLE:
        return _WHOLE[name][0]
    text = _declined(name, 2)
    if text is None:
        return None
    if alpha2 in _ISLANDS:
        return f"на {text}"
    return f"{'во' if re.match('[ВФ][бвгджзклмнпрстфхцчшщь]', text) else 'в'} {text}"


def of_country(name: str) -> str | None:
    """ "Ирака", "Саудовской Аравии"; None where no rule fits the name."""
    return _WHOLE[name][1] if name in _WHOLE else _declined(name, 1)


def _declined(name: str, column: int) -> str | None:
    """The name in one case: column 1 is the genitive, 2 the prepositional."""
    if re.search(r"[().,]|о-в| - |ы$", name):
        return None
    *adjectives, last = name.split(" ")
    if adjectives and adjectives[-1] in ("и", "—"):  # two names side by side
        first = _declined(" ".join(adjectives[:-1]), column)
        second = _declined(last, column)
        return None if first is None or second is None else f"{first} {adjectives[-1]} {second}"
    if "—" in adjectives:  # "Папуа — Новая Гвинея"
        before, _, after = name.partition(" — ")
        parts = [_declined(part, column) for part in (before, after)]
        return None if None in parts else " — ".join(filter(None, parts))
    words = [_ending(word, _ADJECTIVES, column) for word in adjectives]
    noun = _noun(last, column)
    if noun is None or None in words:
        return None
    return " ".join([*filter(None, words), noun])


def _noun(word: str, column: int) -> str | None:
    if _INDECLINABLE.search(word):
        return word
    if _CONSONANT.search(word):
        return word + ("а" if column == 1 else "е")
    return _ending(word, _NOUNS, column)


def _ending(word: str, table: tuple[tuple[str, str, str], ...], column: int) -> str | None:
    for row in table:
        if word.endswith(row[0]):
            return word.removesuffix(row[0]) + row[column]
    return None
