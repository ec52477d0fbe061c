"""Slots: places in a fact's text where its number or dates are written per locale.

``{value}``    the fact's number. A counted thing stands in the sentence ("{value} people"),
               so only the number is written; an amount is written with its currency, a share
               with its per cent sign, a measure with its unit ("435,050 square kilometres").
               Words such as "more than" or "up to" stand in the sentence.
``{minimum}``, ``{maximum}``  the bounds of a range, written like ``{value}``.
``{date}``     the fact's date, at its own precision.
``{period}``   the fact's period, from start to end.
``{from}``, ``{to}``  start and end of the period, or of the validity when there is none.

Any other text in braces is text: ``{x}`` and ``{{ 7*7 }}`` print as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from generator.facts.model import EdtfDate, Fact, Period

SLOTS: Final = ("value", "minimum", "maximum", "date", "period", "from", "to")
_BRACED: Final = re.compile(r"\{([A-Za-z_]{2,20})\}")


def split(text: str, names: Sequence[str] = SLOTS) -> list[tuple[str, str]]:
    """Cut a text into ("text", …) and ("slot", name) pieces.

    names  of the slots, for texts that have others than statements have.

    >>> split("In {date} it was {x}.")
    [('text', 'In '), ('slot', 'date'), ('text', ' it was {x}.')]
    """
    pieces: list[tuple[str, str]] = []
    for number, part in enumerate(_slot(tuple(names)).split(text)):
        if number % 2:
            pieces.append(("slot", part))
        elif part:
            pieces.append(("text", part))
    return pieces


def used(text: str, names: Sequence[str] = SLOTS) -> tuple[str, ...]:
    """Names of the slots in a text, in order."""
    return tuple(_slot(tuple(names)).findall(text))


def braced(text: str, names: Sequence[str] = SLOTS) -> tuple[str, ...]:
    """Words in braces that are no slots, perhaps misspelt ones."""
    return tuple(word for word in _BRACED.findall(text) if word not in names)


@cache
def _slot(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the slots of these names; nothing where there are none."""
    return re.compile(r"\{(" + "|".join(map(re.escape, names)) + r")\}" if names else r"(?!)()")


def span(fact: Fact) -> Period:
    """What ``{from}`` and ``{to}`` refer to: the fact's period, else its validity."""
    return fact.moment.period or fact.validity.period


def filled_by(fact: Fact) -> frozenset[str]:
    """The slots that the fact has a field for."""
    found: set[str] = set()
    if fact.quantity is not None:
        given = {
            "value": fact.quantity.value,
            "minimum": fact.quantity.minimum,
            "maximum": fact.quantity.maximum,
        }
        found.update(name for name, number in given.items() if number is not None)
    if fact.moment.date is not None:
        found.add("date")
    if fact.moment.period:
        found.add("period")
    ends: dict[str, EdtfDate | None] = {"from": span(fact).start, "to": span(fact).end}
    found.update(name for name, end in ends.items() if end is not None)
    return frozenset(found)
