"""The meeting that a brief is for, as an order says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.build.fields import Fields, foreign_letters, shown
from generator.build.order_languages import LANGUAGE, day_of, note_tag, texts_by_language
from generator.editions.names import ORDER_NAME

if TYPE_CHECKING:
    from generator.facts.model import EdtfDate


def _none() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting the brief is for. Texts are by language; participants are ids of persons."""

    title: Mapping[str, str] = field(default_factory=_none)
    date: EdtfDate | dt.date | None = None
    place: Mapping[str, str] = field(default_factory=_none)
    language: str | None = None
    participants: tuple[str, ...] = ()


def read_meeting(fields: Fields) -> Meeting | None:
    """The table ``[meeting]``; None when there is none."""
    inner = fields.inside("meeting")
    if inner is None:
        return None
    language = inner.text("language")
    if language is not None and not LANGUAGE.fullmatch(language):
        note_tag(inner, "language", language, None)
    meeting = Meeting(
        title=texts_by_language(inner, "title"),
        date=_date(inner),
        place=texts_by_language(inner, "place"),
        language=language,
        participants=ids(inner, "participants"),
    )
    inner.finish()
    return meeting


def ids(fields: Fields, name: str) -> tuple[str, ...]:
    """A list of ids, such as those of persons."""
    found = fields.texts(name) or ()
    for one, line in found:
        if not ORDER_NAME.fullmatch(one):
            letters = foreign_letters(one)
            fields.note("order-identifier", name, line, value=shown(one), letters=letters)
    return tuple(one for one, _ in found)


def _date(fields: Fields) -> EdtfDate | dt.date | None:
    text = fields.date_text("date")
    if text is None:
        return None
    if (day := day_of(text)) is not None:
        return day
    from generator.facts.dates import parse_edtf  # takes time that listing orders does not have

    try:
        return parse_edtf(text)
    except ValueError as error:
        fields.note("order-meeting-date", "date", value=shown(text), reason=str(error))
        return None
