"""From a template and chosen facts to one document in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from generator import __version__
from generator.collector import paused
from generator.compose.changes import changed_facts
from generator.compose.check import doubtful, untranslated, unworded
from generator.compose.composer import Composer
from generator.compose.context import context
from generator.compose.digits import check_digits, in_one_set_of_digits
from generator.compose.environment import BriefEnvironment
from generator.compose.factrecords import records, sources, titles, versions
from generator.compose.longtables import check_files, printed_rows, with_files, with_first_lines
from generator.compose.looked import read_of, watched
from generator.compose.marking import banner_of, level_of, tell_other_language
from generator.compose.model import Brief, Composed, Meeting, Template
from generator.compose.names import (
    area_name,
    bracketed,
    for_language,
    foreign,
    language_remark,
    subject_name,
    told,
)
from generator.compose.notes import note
from generator.compose.packing import Part, pack_title, packed, part_views
from generator.compose.portions import portioned
from generator.compose.printed_terms import printed_terms, report
from generator.compose.references import with_references
from generator.compose.render import environment, load, render
from generator.compose.terms import apostrophes
from generator.document.tree import (
    Document,
    Furniture,
    Inline,
    Labels,
    Properties,
    Signs,
    Strong,
    Text,
)
from generator.document.walk import lines, plain
from generator.facts.model import FactBase
from generator.house.model import HouseStyle
from generator.limits import DEFAULT_LIMITS, Limits
from generator.localisation.locale import resolve
from generator.localisation.localiser import Localiser
from generator.localisation.marks import N_
from generator.localisation.separators import signs_of
from generator.problems import Findings, Problem, Severity, Where
from generator.selection.model import Selection

__all__ = ["Brief", "Composed", "Meeting", "compose"]

CHANGE_BOX: Final = "shared/changes-box.j2"
GENERATOR: Final = f"briefing-generator {__version__}"


@paused()
def compose(
    template: Template,
    selection: Selection,
    base: FactBase,
    house: HouseStyle,
    localiser: Localiser,
    brief: Brief,
    limits: Limits = DEFAULT_LIMITS,
    *,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    parts: Sequence[Part] = (),
) -> Composed:
    """Make the document of one language.

    pictures  files of the pictures that may print, by their SHA-256.
    parts     the briefs of a pack, of which the template is the cover.

    Raises ``ProblemsFound``: mistakes of the template with file and line, and statements
    without text in the language where the order refuses that.
    """
    findings = Findings()
    composer = Composer(
        localiser=localiser,
        house=house,
        base=watched(base),
        selection=selection,
        brief=brief,
        findings=findings,
        pictures=pictures,
        slots=template.slots,
    )
    localiser.learn(template.own_words)
    document = _printed(composer, template, limits, parts)
    _tell_outside(composer, findings)
    cited = {composer.notes[key]: tuple(facts) for key, facts in _called(composer)}
    document = with_first_lines(portioned(composer, document, cited))
    words = _counted(document, template, findings)
    terms = printed_terms(composer, document)
    report(composer, terms, findings)
    untranslated = frozenset(composer.untranslated)
    composed = Composed(
        document,
        tuple(findings),
        words,
        MappingProxyType(cited),
        terms,
        untranslated=untranslated,
        omitted=untranslated - composer.stated.keys(),
        named=MappingProxyType(dict(composer.named)),
        texts=MappingProxyType(dict(composer.texts)),
        until=min(composer.turns, default=None),
        read=read_of(composer.base),
    )
    return packed(composer, composed, parts) if parts else composed


def _printed(
    composer: Composer, template: Template, limits: Limits, parts: Sequence[Part]
) -> Document:
    """What the template prints, as a document; raises ``ProblemsFound`` when it is unsound."""
    findings, localiser = composer.findings, composer.localiser
    box = environment(template.roots, limits)
    given = {**context(composer, template), "parts": part_views(composer, parts)}
    rows = template.table_rows, composer.house.table_rows, composer.brief.table_rows
    limits = printed_rows(limits, *rows)
    begun = render(box, CHANGE_BOX, given, composer, limits) if composer.brief.change_box else ()
    blocks = render(box, template.entry, given, composer, limits)
    blocks = with_files(composer, (*begun, *blocks))
    findings.stop_on_errors()
    findings.extend(_unworded(box, template, composer.tag))
    document = _document(composer, template, blocks)
    document = with_references(in_one_set_of_digits(document, localiser))
    check_digits(document, findings)
    check_files(document, findings, limits)
    findings.stop_on_errors()
    return document


def _counted(document: Document, template: Template, findings: Findings) -> int:
    """How many words the document has; more than the template's budget are told."""
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
    return words


def _unworded(box: BriefEnvironment, template: Template, tag: str) -> Iterator[Problem]:
    """Words that the document says in another language than its own, so it is told."""
    names, _ = load(box, template.entry)
    literal = (problem for name in names for problem in unworded(box, name))
    for problem in (*literal, *untranslated(box, names, template, (tag,))):
        if problem.severity is Severity.ERROR:
            yield replace(problem, severity=Severity.WARNING)
    yield from doubtful(template, (tag,))


def _tell_outside(composer: Composer, findings: Findings) -> None:
    """Note the days that a calendar of the document does not reach."""
    outside = composer.localiser.outside
    for calendar in sorted({calendar for calendar, _ in outside}):
        days = sorted(day.isoformat() for found, day in outside if found == calendar)
        more = f" and {len(days) - 5} more" if len(days) > 5 else ""
        where = Where(record=f"{composer.brief.number} ({composer.tag})")
        findings.add(
            "date-outside-calendar",
            where,
            severity=Severity.WARNING,
            calendar=calendar,
            days=", ".join(days[:5]) + more,
        )


def _called(composer: Composer) -> Iterable[tuple[tuple[str, str], Iterable[str]]]:
    return ((key, facts) for key, facts in composer.called.items() if key in composer.notes)


# ---------------------------------------------------------------- around the blocks


def _document(composer: Composer, template: Template, blocks: tuple[Any, ...]) -> Document:
    house, brief = composer.house, composer.brief
    title = _title(composer, template)
    level = level_of(composer)
    banner = banner_of(composer, level)
    notes = tuple(
        note(composer, key, identifier, number)
        for number, (key, identifier) in enumerate(composer.notes.items(), 1)
    )
    organisation = _organisation(composer)
    return Document(
        lang=composer.tag,
        direction=composer.direction,
        paper=house.paper,
        masthead=_masthead(composer),
        title=title,
        subtitle=_subtitle(composer, template),
        furniture=Furniture(
            marking=banner.label,
            marking_lang=banner.language,
            position=house.marking.position,
            page=composer.localiser.pattern(N_("Page {page} of {pages}")),
            digits=composer.localiser.digits,
            number=_number(composer),
            issued=composer.message("Issued {date}", date=_date(composer, brief.issued)),
            as_of=_as_of(composer),
            organisation=organisation,
            draft=composer.words(N_("DRAFT")) if brief.draft else "",
            handling=banner.handling,
            watermark=brief.watermark,
        ),
        labels=Labels(
            contents=composer.words(N_("Contents")),
            notes=composer.words(N_("Sources")),
            note_back=composer.words(N_("Back to the text")),
            table=composer.words(N_("Table")),
            skip=composer.words(N_("Skip to the text")),
            facts_file=composer.words(N_("The facts of this document as data")),
            figure=composer.words(N_("Figure")),
            exact=composer.localiser.pattern(N_("{column} (exact value)")),
            facts=composer.words(N_("Facts")),
        ),
        properties=replace(
            _properties(composer, template, plain(title)),
            marking=level.name,
            handling=banner.added,
        ),
        blocks=blocks,
        notes=notes,
        signs=Signs(*signs_of(composer.localiser.locale)),
        facts=versions(composer),
        sources=sources(composer),
        titles=titles(composer),
        records=records(composer),
        changed=changed_facts(composer.brief, composer.language)
        if composer.brief.change_bars
        else (),
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


def _masthead(composer: Composer) -> tuple[tuple[Inline, ...], ...]:
    """Symbol, date and original language; the first language of an order is its original."""
    if composer.house.masthead == "none":
        return ()
    brief = composer.brief
    original = resolve((*brief.languages, composer.tag)[0])[0].language
    name = composer.text(composer.localiser.language_name(original))
    return (
        (Strong((composer.text(brief.number),)),),
        composer.message("Issued {date}", date=_date(composer, brief.issued)),
        composer.message("Original: {language}", language=name),
    )


def _as_of(composer: Composer) -> tuple[Inline, ...]:
    """The day the document speaks for, and that of what was known, where it is another matter."""
    brief = composer.brief
    day = _date(composer, brief.as_of)
    if brief.known_on is None:
        return composer.message("Information as of {date}", date=day)
    known = _date(composer, brief.known_on)
    return composer.message("Information as of {date}, as known on {known}", date=day, known=known)


def _date(composer: Composer, day: dt.date) -> Inline:
    return composer.text(composer.localiser.date(day))


def _title(composer: Composer, template: Template) -> tuple[Inline, ...]:
    """The title; one in another language says which, and the officer is told."""
    texts = composer.brief.title or template.title
    if not texts:
        return pack_title(composer)
    text, language = _fixed(composer, texts) or (template.name, "en")
    speaker = composer
    if language != composer.language:
        speaker = composer.speaking(Localiser.for_house(resolve(language)[0], composer.house))
    name = subject_name(speaker)
    title = apostrophes(speaker.localiser.punctuate(text.replace("{area}", name)))
    if language == composer.language:
        return (Text(title),)
    tell_other_language(composer, "title", template.name, language)
    remark = language_remark(composer, language)
    return (foreign(composer, title, language), *bracketed(composer, remark))


def _fixed(composer: Composer, texts: Mapping[str, str]) -> tuple[str, str] | None:
    """A fixed text of the house or the template, and its language; None when there is none."""
    own = composer.localiser.fixed(texts)
    return (own, composer.language) if own else for_language(texts, composer.language)


def _subtitle(composer: Composer, template: Template) -> tuple[Inline, ...]:
    """The meeting the brief is for: what, where, when.

    Where, in a document that is made for a meeting, is said by its line below.
    """
    meeting = composer.brief.meeting
    if meeting is None:
        return ()
    parts: list[Inline] = []
    comma = composer.localiser.pgettext("between parts of a line", ", ")
    for texts in (meeting.title, *(() if template.meeting and meeting.title else (meeting.place,))):
        found = for_language(texts, composer.language)
        if found is None:
            continue
        text, language = found
        parts.extend((Text(comma),) if parts else ())
        parts.extend(told(composer, {language: text}))
    if meeting.date is not None:
        parts.extend((Text(comma),) if parts else ())
        parts.append(composer.text(composer.localiser.date(meeting.date)))
    return tuple(parts)


def _organisation(composer: Composer) -> str:
    found = _fixed(composer, composer.house.organisation)
    if found is None:
        return ""
    if found[1] != composer.language:
        tell_other_language(composer, "organisation", composer.house.name, found[1])
    return found[0]


def _properties(composer: Composer, template: Template, title: str) -> Properties:
    brief = composer.brief
    organisation = _fixed(composer, composer.house.organisation)
    description = _fixed(composer, template.description)
    areas = composer.selection.request.countries
    names = (area_name(composer, area) for area in areas)
    issued = dt.datetime.combine(brief.issued, dt.time(), dt.UTC)
    return Properties(
        title=title[:255],
        subject=description[0] if description else "",
        author=organisation[0] if organisation else "",
        keywords=(*names, *areas, template.name),
        issued=issued.strftime("%Y-%m-%dT%H:%M:%SZ"),
        as_of=brief.as_of.isoformat(),
        number=brief.number,
        marking="",
        data_hash=brief.data_hash,
        edition=brief.edition,
        generator=GENERATOR,
        known_on=brief.known_on.isoformat() if brief.known_on else "",
    )


def _words(document: Document) -> int:
    """How many words the body and notes have; Arabic words are counted alike."""
    return sum(len(plain(children).split()) for _, children in lines(document))
