"""From a template and chosen facts to one document in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from generator import __version__
from generator.compose.composer import Composer
from generator.compose.model import Brief, Composed, Meeting, Template
from generator.compose.names import area_name, for_language, foreign, house_words
from generator.compose.notes import note, place_in_source
from generator.compose.printed_terms import printed_terms, report
from generator.compose.render import environment, render
from generator.compose.terms import apostrophes
from generator.compose.views import (
    BriefView,
    MeetingView,
    aged_view,
    conflicts_view,
    facts_view,
)
from generator.document.tree import Document, Furniture, Inline, Labels, Properties, Text
from generator.document.walk import lines, plain
from generator.facts.model import FactBase
from generator.house.model import HouseStyle, Level
from generator.limits import DEFAULT_LIMITS, Limits
from generator.localisation.localiser import Localiser
from generator.localisation.marks import N_
from generator.problems import Findings, Severity, Where
from generator.selection.model import Selection

__all__ = ["Brief", "Composed", "Meeting", "compose"]

GENERATOR: Final = f"briefing-generator {__version__}"


def compose(
    template: Template,
    selection: Selection,
    base: FactBase,
    house: HouseStyle,
    localiser: Localiser,
    brief: Brief,
    limits: Limits = DEFAULT_LIMITS,
) -> Composed:
    """Make the document of one language.

    Raises ``ProblemsFound``: mistakes of the template with file and line, and statements
    without text in the language where the order refuses that.
    """
    findings = Findings()
    composer = Composer(
        localiser=localiser,
        house=house,
        base=base,
        selection=selection,
        brief=brief,
        findings=findings,
    )
    box = environment(template.roots, limits)
    blocks = render(box, template.entry, _context(composer, template), composer, limits)
    findings.stop_on_errors()
    document = _document(composer, template, blocks)
    words = _words(document)
    if template.words is not None and words > template.words:
        findings.add(
            "brief-over-budget",
            Where(record=template.name),
            severity=Severity.WARNING,
            words=words,
            limit=template.words,
            template=template.name,
        )
    terms = printed_terms(composer, document)
    report(composer, terms, findings)
    cited = {composer.notes[key]: tuple(facts) for key, facts in _called(composer)}
    untranslated = frozenset(composer.untranslated)
    return Composed(
        document,
        tuple(findings),
        words,
        MappingProxyType(cited),
        terms,
        untranslated=untranslated,
        omitted=untranslated - composer.stated.keys(),
    )


def _called(composer: Composer) -> Iterable[tuple[tuple[str, str], Iterable[str]]]:
    return ((key, facts) for key, facts in composer.called.items() if key in composer.notes)


def _context(composer: Composer, template: Template) -> dict[str, Any]:
    brief, selection = composer.brief, composer.selection
    return {
        "facts": facts_view(selection),
        "conflicts": conflicts_view(selection),
        "aged": aged_view(selection),
        "brief": BriefView(
            area=selection.request.area,
            number=brief.number,
            issued=brief.issued,
            as_of=brief.as_of,
            draft=brief.draft,
            meeting=_meeting(composer, brief.meeting),
            language=composer.language,
            house=composer.house.name,
            other_languages=_other_languages(composer),
        ),
    }


def _other_languages(composer: Composer) -> tuple[str, ...]:
    names = dict.fromkeys(tag.split("-", 1)[0] for tag in composer.brief.languages)
    return tuple(name for name in names if name != composer.language)


def _meeting(composer: Composer, meeting: Meeting | None) -> MeetingView | None:
    if meeting is None:
        return None
    place, title = (for_language(t, composer.language) for t in (meeting.place, meeting.title))
    return MeetingView(
        date=meeting.date,
        place=place[0] if place else "",
        title=title[0] if title else "",
        participants=meeting.participants,
        language=meeting.language,
    )


# ---------------------------------------------------------------- around the blocks


def _document(composer: Composer, template: Template, blocks: tuple[Any, ...]) -> Document:
    house, brief = composer.house, composer.brief
    title = _title(composer, template)
    level = _level(composer)
    notes = tuple(
        note(composer, key, identifier, number)
        for number, (key, identifier) in enumerate(composer.notes.items(), 1)
    )
    label, label_language = _label(level, composer.language)
    organisation = for_language(house.organisation, composer.language)
    return Document(
        lang=composer.tag,
        direction=composer.direction,
        paper=house.paper,
        title=(Text(title),),
        subtitle=_subtitle(composer),
        furniture=Furniture(
            marking=label,
            marking_lang=label_language,
            position=house.marking.position,
            page=composer.localiser.pattern(N_("Page {page} of {pages}")),
            digits=composer.localiser.digits,
            number=_number(composer),
            issued=composer.message("Issued {date}", date=_date(composer, brief.issued)),
            as_of=composer.message("Information as of {date}", date=_date(composer, brief.as_of)),
            organisation=organisation[0] if organisation else "",
            draft=composer.words(N_("DRAFT")) if brief.draft else "",
        ),
        labels=Labels(
            contents=composer.words(N_("Contents")),
            notes=composer.words(N_("Sources")),
            note_back=composer.words(N_("Back to the text")),
            table=composer.words(N_("Table")),
            skip=composer.words(N_("Skip to the text")),
        ),
        properties=_properties(composer, template, title, level.name),
        blocks=blocks,
        notes=notes,
        facts=_facts(composer),
        sources=_sources(composer),
    )


def _number(composer: Composer) -> tuple[Inline, ...]:
    """The document's number and, once it is published, which edition this is."""
    brief = composer.brief
    words = composer.message("No. {number}", number=composer.text(brief.number))
    if not brief.edition:
        return words
    edition = composer.localiser.number(int(brief.edition)) if brief.edition.isdecimal() else ""
    shown = composer.text(edition or brief.edition)
    return (*words, Text(" · "), *composer.message("Edition {edition}", edition=shown))


def _date(composer: Composer, day: dt.date) -> Inline:
    return composer.text(composer.localiser.date(day))


def _title(composer: Composer, template: Template) -> str:
    texts = composer.brief.title or template.title
    found = for_language(texts, composer.language)
    pattern = found[0] if found else template.name
    name = area_name(composer, composer.selection.request.area)
    return apostrophes(composer.localiser.punctuate(pattern.replace("{area}", name)))


def _subtitle(composer: Composer) -> tuple[Inline, ...]:
    """The meeting the brief is for: what, where, when."""
    meeting = composer.brief.meeting
    if meeting is None:
        return ()
    parts: list[Inline] = []
    comma = composer.localiser.pgettext("between parts of a line", ", ")
    for texts in (meeting.title, meeting.place):
        found = for_language(texts, composer.language)
        if found is None:
            continue
        text, language = found
        parts.extend((Text(comma),) if parts else ())
        own = language == composer.language
        parts.append(
            Text(house_words(composer, text)) if own else foreign(composer, text, language)
        )
    if meeting.date is not None:
        parts.extend((Text(comma),) if parts else ())
        parts.append(composer.text(composer.localiser.date(meeting.date)))
    return tuple(parts)


def _level(composer: Composer) -> Level:
    """The marking of what the brief received; the highest level when it is unknown."""
    scheme = composer.house.marking
    rank = scheme.rank(composer.selection.marking)
    return scheme.highest if rank is None else scheme.levels[rank]


def _label(level: Level, language: str) -> tuple[str, str]:
    found = for_language(level.label, language)
    return found if found else (level.name, "en")


def _properties(composer: Composer, template: Template, title: str, marking: str) -> Properties:
    brief, language = composer.brief, composer.language
    organisation = for_language(composer.house.organisation, language)
    description = for_language(template.description, language)
    area = composer.selection.request.area
    issued = dt.datetime.combine(brief.issued, dt.time(), dt.UTC)
    return Properties(
        title=title[:255],
        subject=description[0] if description else "",
        author=organisation[0] if organisation else "",
        keywords=(area_name(composer, area), area, template.name),
        issued=issued.strftime("%Y-%m-%dT%H:%M:%SZ"),
        as_of=brief.as_of.isoformat(),
        number=brief.number,
        marking=marking,
        data_hash=brief.data_hash,
        edition=brief.edition,
        generator=GENERATOR,
    )


def _facts(composer: Composer) -> Mapping[str, str]:
    facts = composer.base.facts
    return MappingProxyType(
        {name: facts[name].version for name in sorted(composer.printed) if name in facts}
    )


def _sources(composer: Composer) -> Mapping[str, str]:
    facts = composer.base.facts
    return MappingProxyType(
        {
            name: place_in_source(composer, facts[name])
            for name in sorted(composer.printed)
            if name in facts
        }
    )


def _words(document: Document) -> int:
    """How many words the body and notes have; Arabic words are counted alike."""
    return sum(len(plain(children).split()) for _, children in lines(document))
