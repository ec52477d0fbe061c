"""Numbers in words of running text: CLDR's, mended where national style asks for it.

"4 milliards de dollars canadiens", "٤ مليارات دولار كندي": the preposition after a
million, the Arabic plural after three to ten, no line break between number and word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from generator.localisation import arabic, compact, money, units
from generator.localisation.french import linked, links_millions
from generator.localisation.numbers import System, decimal, rounded
from generator.localisation.plurals import category_for

NBSP: Final = "\u00a0"
_MILLION: Final = 6
_GERMAN_ADJECTIVE: Final = re.compile(r"[A-ZÄÖÜ][\w-]*isch(?:e|er|es)(?= [A-ZÄÖÜ])")


def running(language: str, name: str) -> str:
    """A currency's name as it stands inside a sentence; CLDR writes it as on a list.

    >>> running("de", "Kanadische Dollar"), running("pt", "Dólares canadenses")
    ('kanadische Dollar', 'dólares canadenses')
    """
    begins = language == "pt" and name[1:2].islower()
    if begins or (language == "de" and _GERMAN_ADJECTIVE.match(name)):
        return name[:1].lower() + name[1:]
    return name


def bound(text: str, number: str) -> str:
    """``text`` with no line break between ``number`` and the word beside it."""
    return text.replace(f"{number} ", f"{number}{NBSP}").replace(f" {number}", f"{NBSP}{number}")


def scaled(
    found: System,
    language: str,
    value: Decimal | int,
    maximum: int,
    length: compact.Length = "long",
) -> compact.Scaled:
    """The number in words: what is shown, and the word for its power of ten.

    maximum  digits after the mark of millions and milliards. Languages that count in other
             powers (万, 亿, lakh, crore) show the same figures of the number, no fewer.
    """
    table = compact.table(found, length)
    result = compact.scaled(found, table, value, maximum)
    thousands = Decimal(value).adjusted() // 3 * 3
    if result.power and result.power != thousands and value:
        places = max(0, maximum + result.power - thousands)
        result = compact.scaled(found, table, value, places)
    if language == "ar" and result.pattern:
        return replace(result, pattern=arabic.power_word(result.pattern, result.shown))
    return result


def in_words(
    found: System,
    language: str,
    value: Decimal | int,
    maximum: int,
    length: compact.Length = "long",
) -> str:
    """ "4 milliards", kept on one line."""
    return compact.written(found, scaled(found, language, value, maximum, length)).replace(
        " ", NBSP
    )


def money_in_words(
    found: System, language: str, amount: Decimal | int, code: str, maximum: int
) -> str:
    """ "4 milliards de dollars canadiens"."""
    result = scaled(found, language, amount, maximum)
    number = compact.written(found, result).replace(" ", NBSP)
    full = rounded(result.full, 0, 0)
    if links_millions(language, result.power):
        name = running(language, money.plural_name(found.locale, code))
        return f"{number} {linked(language, name)}"
    text = money.named(found, number, full, code)
    name = money.name_for(found.locale, code, full)
    return text.replace(name, running(language, name))


def money_in_figures(
    found: System, language: str, amount: Decimal | int, code: str, maximum: int | None
) -> str:
    """ "1 000 000 de dollars", "500 dollars": whole amounts without empty decimals."""
    value = amount if isinstance(amount, Decimal) else Decimal(amount)
    if maximum is None and value == value.to_integral_value():
        maximum = 0
    text = money.currency(found, value, code, display="name", maximum=maximum)
    places = min(money.fraction_digits(code), maximum) if maximum is not None else None
    shown = rounded(value, places if places is not None else money.fraction_digits(code), maximum)
    listed = money.name_for(found.locale, code, shown)
    name = running(language, listed)
    text = text.replace(listed, name)
    if _is_millions(found, language, shown) and text.endswith(f" {name}"):
        text = f"{text.removesuffix(name)}{linked(language, name)}"
    if language == "ar":
        bare = money.name(found.locale, code)
        chosen = arabic.counted(bare, category_for(found.locale, shown))
        text = text.removesuffix(name) + (name if chosen == bare else chosen)
    number, space, rest = text.partition(" ")
    return f"{number}{NBSP}{rest}" if space and number[-1:].isdigit() else text


def _is_millions(found: System, language: str, shown: Decimal) -> bool:
    if not links_millions(language, _MILLION):
        return False
    return category_for(found.locale, shown) == "many"


def measure(
    found: System, value: Decimal | int, name: str, width: units.Width, maximum: int | None
) -> str:
    """A value with its unit, kept on one line."""
    text = units.unit(found, value, name, width=width, maximum=maximum)
    return bound(text, decimal(found, value, maximum=maximum))
