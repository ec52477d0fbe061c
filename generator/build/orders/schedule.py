"""When an order is made by itself: its table ``[schedule]``, read with the meeting it is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from generator.build.orders.fields import Fields, shown
from generator.problems import Problem, Severity
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.build.orders.meeting import Meeting
    from generator.build.orders.order import Order
    from generator.schedule.rule import Rule
    from generator.schedule.spans import Before
    from generator.schedule.trouble import ScheduleError
    from generator.schedule.whole import Fixed, Schedule

FIELD: Final = "schedule"
_CODES: Final = {
    "time": "schedule-time",
    "zone": "schedule-zone",
    "no-zone": "schedule-no-zone",
    "never": "schedule-never",
    "span": "schedule-before",
}


def read_schedule(fields: Fields, meeting: Meeting | None) -> Schedule | None:
    """The table ``[schedule]``; None when there is none. Mistakes are noted."""
    inner = fields.inside(FIELD)
    if inner is None:
        return None
    # Listing orders has no time for the calendar: it is read where an order has a schedule.
    from generator.schedule.whole import Schedule

    reader = _Reader(inner, meeting)
    zone = reader.zone()
    rules = tuple(reader.rules(zone))
    fixed = tuple(reader.before_meeting(zone))
    on_change = inner.switch("on_change")
    inner.finish()
    if not inner.has("times") and not inner.has("before_meeting") and on_change is not True:
        inner.note("schedule-empty", "on_change" if inner.has("on_change") else "times")
    first = zone or next((rule.zone for rule in rules), None)
    first = first or next((one.zone for one in fixed), "UTC")
    return Schedule(rules, fixed, first, on_change is not False)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the fields of one table."""

    fields: Fields
    meeting: Meeting | None

    def zone(self) -> str | None:
        """The zone of all times that name none."""
        from generator.schedule.moments import zone_of
        from generator.schedule.trouble import near_zone

        text = self.fields.text("zone")
        if text is None:
            return None
        if zone_of(text) is None:
            self.fields.note("schedule-zone", "zone", value=shown(text), hint=near_zone(text))
            return "UTC"  # so that the times are looked at, too
        return text

    def rules(self, zone: str | None) -> Iterator[Rule]:
        """The times by the calendar."""
        from generator.schedule.trouble import ScheduleError
        from generator.schedule.words import read_rule

        seen: set[str] = set()
        for text, line in self._texts("times", seen):
            try:
                yield read_rule(text, zone)
            except ScheduleError as error:
                self._note(error, "times", text, line)

    def before_meeting(self, zone: str | None) -> Iterator[Fixed]:
        """The moments before the meeting."""
        from generator.schedule.spans import read_before
        from generator.schedule.trouble import ScheduleError

        if self.fields.has("before_meeting") and self.meeting is None:
            self.fields.note("schedule-no-meeting", "before_meeting")
        seen: set[str] = set()
        for text, line in self._texts("before_meeting", seen):
            try:
                before = read_before(text)
            except ScheduleError as error:
                self._note(error, "before_meeting", text, line)
                continue
            if self.meeting is not None:
                yield from self._fixed(before, self.meeting, zone, line)

    def _fixed(
        self, before: Before, meeting: Meeting, zone: str | None, line: int
    ) -> Iterator[Fixed]:
        from generator.schedule.moments import zone_of
        from generator.schedule.whole import Fixed

        name = meeting.zone or zone
        known = None if name is None else zone_of(name)
        if not isinstance(meeting.date, dt.date):
            self.fields.note("schedule-meeting-day", "before_meeting", line)
        elif meeting.time is None and before.days is None:
            value = shown(before.text)
            self.fields.note("schedule-meeting-time", "before_meeting", line, value=value)
        elif name is None or known is None:
            self.fields.note("schedule-no-zone", "before_meeting", line)
        else:
            when = before.moment(meeting.date, meeting.time, known)
            if when is not None:
                text = before.text.removesuffix("before").strip()
                yield Fixed(f"{text} before the meeting", when, name)

    def _texts(self, name: str, seen: set[str]) -> Iterator[tuple[str, int]]:
        """The texts of a list, each once."""
        listed = self.fields.texts(name) or ()
        if not listed and self.fields.has(name):
            self.fields.note("schedule-empty", name)
        for text, line in listed:
            same = " ".join(text.casefold().split())
            if same in seen:
                self.fields.note("order-twice", name, line, value=shown(text))
            else:
                seen.add(same)
                yield text, line

    def _note(self, error: ScheduleError, name: str, text: str, line: int) -> None:
        code = _CODES[error.kind]
        value = error.reason if error.kind == "zone" else text
        reason, hint = error.reason, error.hint
        self.fields.note(code, name, line, value=shown(value), reason=reason, hint=hint)


def over(order: Order, now: dt.datetime) -> Iterator[Problem]:
    """A warning where an order has times and all of them are over."""
    schedule = order.schedule
    if schedule is None or not (schedule.rules or schedule.fixed):
        return
    last = schedule.latest(dt.datetime(1970, 1, 2, tzinfo=dt.UTC), now)
    if last is None or schedule.next(now) is not None:
        return
    name = "times" if schedule.rules else "before_meeting"
    values = {"last": last.when.date().isoformat(), "causes": "; ".join(last.causes)}
    yield Problem("schedule-over", order.where(f"{FIELD}.{name}"), values, Severity.WARNING)
