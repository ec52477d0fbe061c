"""What a template sees: the facts it asked for, and the order they are printed for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from generator.compose.changes import changes_view
from generator.compose.composer import Composer
from generator.compose.model import Brief, Meeting, Template
from generator.compose.names import told
from generator.compose.views import (
    AgendaView,
    BriefView,
    MeetingView,
    aged_view,
    conflicts_view,
    facts_view,
    item_view,
)
from generator.localisation.locale import resolve


def context(composer: Composer, template: Template) -> dict[str, Any]:
    """The names that every template is given."""
    brief, selection = composer.brief, composer.selection
    return {
        "facts": facts_view(selection),
        "conflicts": conflicts_view(selection),
        "aged": aged_view(selection),
        "changes": changes_view(brief.changes, selection),
        "brief": BriefView(
            area=selection.request.area,
            areas=selection.request.countries,
            number=brief.number,
            issued=brief.issued,
            _day=composer.day,
            known_on=composer.brief.known_on,
            draft=brief.draft,
            meeting=_meeting(composer, brief.meeting),
            language=composer.language,
            house=composer.house.name,
            other_languages=_other_languages(composer),
            sections=_sections(brief, template),
            shorter=brief.shorter,
            people=brief.people,
        ),
    }


def _sections(brief: Brief, template: Template) -> Mapping[str, bool]:
    """Whether each section appears that the template lets an order switch."""
    given = brief.sections
    found = {name: given.get(name, one.shown) for name, one in template.sections.items()}
    return MappingProxyType(found)


def _other_languages(composer: Composer) -> tuple[str, ...]:
    names = dict.fromkeys(resolve(tag)[0].writing for tag in composer.brief.languages)
    return tuple(name for name in names if name != composer.language)


def _meeting(composer: Composer, meeting: Meeting | None) -> MeetingView | None:
    if meeting is None:
        return None
    return MeetingView(
        date=meeting.date,
        place=_told(composer, meeting.place),
        title=_told(composer, meeting.title),
        participants=meeting.participants,
        language=meeting.language,
        minutes=meeting.minutes,
        interpretation=meeting.interpretation or "",
        delegation=meeting.delegation,
        agenda=tuple(
            AgendaView(_told(composer, title), item_view(composer.selection, place))
            for place, title in enumerate(meeting.agenda)
        ),
        has_time=meeting.begins is not None,
    )


def _told(composer: Composer, texts: Mapping[str, str]) -> str:
    """A text of the order in the document's language; another one says which it is in."""
    return composer.put(*told(composer, texts))
