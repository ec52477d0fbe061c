"""The meeting that a brief is for, as an order says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.build.fields import Fields, foreign_letters, shown
from generator.build.order_languages import LANGUAGE, day_of, note_tag, texts_by_language
from generator.editions.names import ORDER_NAME
from generator.selection.markings import ceiling_rank, rank

if TYPE_CHECKING:
    from generator.build.order import Order
    from generator.facts.model import EdtfDate
    from generator.selection.model import Selection


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
    marking: str | None = None
    """Level of the house's scheme of all that is said of it; None for the lowest."""


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
        marking=inner.text("marking"),
    )
    inner.finish()
    return meeting


def with_meeting(order: Order, selection: Selection) -> tuple[Order, Selection, int]:
    """The order and the marking of its document with its meeting, or without a meeting that is
    marked above the ceiling; 1 when it was left out.
    """
    levels, ceiling = selection.request.levels, selection.request.ceiling
    marking = order.meeting.marking if order.meeting else None
    if marking is None:
        return order, selection, 0
    if rank(marking, levels) > ceiling_rank(ceiling, levels):
        return replace(order, meeting=None), selection, 1
    if rank(marking, levels) > rank(selection.marking, levels):
        selection = replace(selection, marking=levels[rank(marking, levels)])
    return order, selection, 0


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
