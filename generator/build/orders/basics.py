"""What every order says first: its template, languages, formats, number, day, digits, calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.build.orders.fields import Fields, foreign_letters, near, shown
from generator.build.orders.languages import LANGUAGE, by_language, day_of, note_tag
from generator.editions.names import ORDER_NAME, number_trouble
from generator.house.manners import DATINGS, DIGITS
from generator.writers.registry import FORMATS

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def read_identifier(fields: Fields, name: str, *, needed: bool) -> str:
    """The name of a template or house; "" where there is none that may be one."""
    value = fields.needed_text(name) if needed else fields.text(name)
    if value is None:
        return ""
    if not ORDER_NAME.fullmatch(value):
        fields.note("order-identifier", name, value=shown(value), letters=foreign_letters(value))
        return ""
    return value


def read_languages(fields: Fields) -> tuple[str, ...]:
    """Tags of languages, each once."""
    listed = fields.texts("languages")
    if listed is None:
        return ()
    if not listed:
        fields.note("order-no-languages", "languages")
    good: list[str] = []
    for tag, line in listed:
        if not LANGUAGE.fullmatch(tag):
            note_tag(fields, "languages", tag, line)
        elif tag.casefold() in (g.casefold() for g in good):
            fields.note("order-twice", "languages", line, value=tag)
        else:
            good.append(tag)
    return tuple(good)


def read_formats(fields: Fields) -> tuple[str, ...]:
    """Formats of documents; all where the order names none."""
    listed = fields.texts("formats")
    if listed is None:
        return ()
    if not listed:
        if fields.has("formats"):
            fields.note("order-no-formats", "formats", formats=", ".join(FORMATS))
        return FORMATS
    good: list[str] = []
    for name, line in listed:
        if fields.one_of("formats", name, FORMATS, line) is None:
            continue
        if name in good:
            fields.note("order-twice", "formats", line, value=name)
        good.append(name)
    return tuple(good)


def read_number(fields: Fields) -> str | None:
    """The document number, where it may be part of a file name."""
    value = fields.text("number")
    if value is None:
        return None
    if trouble := number_trouble(value):
        fields.note("order-number", "number", value=shown(value), reason=trouble)
        return None
    return value


def read_as_of(fields: Fields) -> dt.date | None:
    """The day the brief speaks for; None for the day on which it is made."""
    text = fields.date_text("as_of")
    if text is None or text == "today":
        return None
    day = day_of(text)
    if day is None:
        fields.note("order-as-of", "as_of", value=shown(text))
    return day


def read_digits(fields: Fields) -> Mapping[str, str]:
    """Systems of digits by language."""
    inner = fields.inside("digits")
    if inner is None:
        return _NONE
    given = by_language(inner)
    for language, system in given.items():
        if system not in DIGITS:
            line = inner.where(language).line
            inner.note(
                "digits-unknown",
                language,
                line,
                value=shown(system),
                hint=near(system, sorted(DIGITS)),
            )
    return given


def read_calendars(fields: Fields) -> Mapping[str, str]:
    """How dates are written, by language."""
    inner = fields.inside("calendars")
    if inner is None:
        return _NONE
    given = by_language(inner)
    for language, dating in given.items():
        inner.one_of(language, dating, DATINGS)
    return given
