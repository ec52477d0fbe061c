"""What an order says of its marking: how it is to be handled, and whether a draft shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from generator.build.orders.fields import Fields, near, shown
from generator.problems import Findings

if TYPE_CHECKING:
    from generator.build.orders.order import Order
    from generator.house.marking import MarkingScheme

MOST: Final = 4
LONGEST: Final = 60
"""Handling instructions, and characters of one: the banner is one line on every page."""

LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def read_handling(fields: Fields) -> tuple[Mapping[str, str], ...]:
    """What is added to the marking, in order; each by language, "" when it is one text."""
    found: list[Mapping[str, str]] = []
    for texts, line in fields.wordings("handling"):
        for language, text in texts.items():
            if language and not LANGUAGE.fullmatch(language):
                values = {"value": shown(language), "hint": "", "meant": "en"}
                fields.note("order-language-key", "handling", line, **values)
            if len(text) > LONGEST:
                fields.note("order-field-long", "handling", line, length=len(text), limit=LONGEST)
        if texts in found:
            fields.note("order-twice", "handling", line, value=shown(next(iter(texts.values()))))
        if texts:
            found.append(texts)
    if len(found) > MOST:
        fields.note("order-handling-many", "handling", count=len(found), limit=MOST)
    return tuple(found)


def read_watermark(fields: Fields) -> bool:
    """Whether the word of a draft stands across each page; a draft has it unless told otherwise."""
    asked = fields.boolean("watermark")
    if asked and fields.peek("status") == "clean":
        fields.note("order-watermark-clean", "watermark")
    return asked is not False


def check_handling(order: Order, scheme: MarkingScheme, findings: Findings) -> None:
    """Note what the order adds to the marking and its house's scheme does not know."""
    if scheme.handling == "free":
        return
    where = order.where("handling")
    name = scheme.name or order.house
    if scheme.handling == "none":
        findings.add("order-handling-none", where, scheme=name)
        return
    known = [caveat.name for caveat in scheme.caveats]
    for texts in order.handling:
        if (text := texts.get("")) not in known:
            told = shown(text if text is not None else next(iter(texts.values())))
            findings.add(
                "order-handling-unknown",
                where,
                value=told,
                scheme=name,
                choices=", ".join(known),
                hint=near(told, known),
            )
