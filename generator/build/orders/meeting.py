"""The meeting that a brief is for, as an order says it."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.build.orders.fields import Fields, foreign_letters, near, shown
from generator.build.orders.languages import LANGUAGE, day_of, note_tag, texts_by_language
from generator.editions.names import ORDER_NAME
from generator.records import dataclass
from generator.selection.markings import ceiling_rank, rank

if TYPE_CHECKING:
    from generator.build.orders.order import Order
    from generator.compose.model import Template
    from generator.facts.model import EdtfDate, FactBase
    from generator.problems import Findings
    from generator.selection.model import Selection


INTERPRETATIONS: Final = ("none", "consecutive", "simultaneous", "whispered")
TOPIC: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
_COPIES: Final = ("posix", "right")  # folders of the zone database with all zones once more
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::00)?")


def _none() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda: its title by language, and the topics (tags) of facts for it."""

    title: Mapping[str, str]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting the brief is for. Texts are by language; participants are ids of persons.

    time, zone  when it begins, as clocks there show it, and whose clocks these are (IANA).
    minutes     how long it lasts.
    interpretation  "none", "consecutive", "simultaneous" or "whispered"; None: not stated.
    delegation  ids of those who come with us; participants are those whom we meet.
    """

    title: Mapping[str, str] = field(default_factory=_none)
    date: EdtfDate | dt.date | None = None
    place: Mapping[str, str] = field(default_factory=_none)
    language: str | None = None
    participants: tuple[str, ...] = ()
    marking: str | None = None
    """Level of the house's scheme of all that is said of it; None for the lowest."""
    time: dt.time | None = None
    zone: str | None = None
    minutes: int | None = None
    interpretation: str | None = None
    delegation: tuple[str, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()


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
        time=_time(inner),
        zone=_zone(inner),
        minutes=inner.whole("minutes", 1, 1440),
        interpretation=inner.choice("interpretation", INTERPRETATIONS, None),
        delegation=ids(inner, "delegation"),
        agenda=tuple(map(_item, inner.tables("agenda"))),
    )
    if meeting.time is not None and not isinstance(meeting.date, dt.date):
        inner.note("order-meeting-time-alone", "time")
    if meeting.time is not None and meeting.zone is None and not inner.has("zone"):
        inner.note("order-meeting-no-zone", "time")
    inner.finish()
    return meeting


def may_be_told(order: Order, levels: tuple[str, ...]) -> bool:
    """Whether the order's meeting lies below its ceiling; also when it has none."""
    marking = order.meeting.marking if order.meeting else None
    if marking is None:
        return True
    return rank(marking, levels) <= ceiling_rank(order.ceiling or levels[0], levels)


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


def _item(fields: Fields) -> AgendaItem:
    title = texts_by_language(fields, "title")
    if not title and not fields.has("title"):
        fields.note("order-field-missing", "title")
    topics = fields.texts("topics") or ()
    for topic, line in topics:
        if not TOPIC.fullmatch(topic):
            letters = foreign_letters(topic)
            fields.note("order-topic-form", "topics", line, value=shown(topic), letters=letters)
    fields.finish()
    return AgendaItem(title, tuple(topic for topic, _ in topics))


def _time(fields: Fields) -> dt.time | None:
    text = fields.date_text("time")
    if text is None:
        return None
    found = _CLOCK.fullmatch(text)
    if found is None:
        fields.note("order-meeting-time", "time", value=shown(text))
        return None
    return dt.time(int(found[1]), int(found[2]))


def _zone(fields: Fields) -> str | None:
    text = fields.text("zone")
    if text is None:
        return None
    if not _is_zone(text):
        import zoneinfo

        known = zoneinfo.available_timezones()
        named = {name.rpartition("/")[2].replace("_", " "): name for name in known if "/" in name}
        hint = near(text, known) or near(text.rpartition("/")[2], named, named=named)
        fields.note("order-meeting-zone", "zone", value=shown(text), hint=hint)
        return None
    return text


def _is_zone(text: str) -> bool:
    """Whether a name is that of a zone with its continent, as the zone database writes it.

    One file is looked at instead of all six hundred, where the case of its name counts.
    """
    import zoneinfo

    area = text.partition("/")[0]
    if "/" not in text or area in _COPIES:
        return False
    if sys.platform != "linux":
        return text in zoneinfo.available_timezones()
    try:
        zoneinfo.ZoneInfo(text)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True


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


def when(meeting: Meeting | None) -> str:
    """When a meeting is, as one text; "" without one, or where no date is known."""
    if meeting is None or meeting.date is None:
        return ""
    time = meeting.time.isoformat("minutes") if meeting.time else ""
    return " ".join(filter(None, (str(meeting.date), time, meeting.zone or "")))


def check_meeting(
    order: Order, template: Template, base: FactBase, as_of: dt.date, findings: Findings
) -> None:
    """Note a meeting that a template needs and that is missing or over, and unknown topics.

    as_of  the day the document speaks for.
    """
    meeting = order.meeting
    if meeting is None:
        if template.meeting:
            findings.add("order-meeting-missing", order.where("meeting"), template=template.name)
        return
    day = meeting.date
    last = day if isinstance(day, dt.date) or day is None else day.last
    if template.meeting and last is not None and last < as_of:
        findings.add(
            "order-meeting-past",
            order.where("meeting.date"),
            meeting=last.isoformat(),
            as_of=as_of.isoformat(),
        )
    known = {tag for fact in base.facts.values() for tag in fact.tags}
    for number, item in enumerate(meeting.agenda, 1):
        for topic in item.topics:
            if topic not in known:
                where = order.where("meeting.agenda")
                hint = near(topic, known)
                findings.add(
                    "order-topic-unknown", where, value=shown(topic), item=number, hint=hint
                )
