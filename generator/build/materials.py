"""Everything a worker needs to make one brief, and nothing more."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.build.digests import digest_of
from generator.build.inputs import Wanted
from generator.build.orders import meeting as orders_meeting
from generator.build.orders.order import Order
from generator.build.packing import bare
from generator.facts import parcel
from generator.facts.model import Fact, FactBase, Source
from generator.facts.pictures import path_of
from generator.house.model import HouseStyle
from generator.selection.model import Selection

if TYPE_CHECKING:
    from generator.build.chosen import Chosen
    from generator.compose.model import Brief, Meeting, Template


@dataclass(frozen=True, slots=True)
class Materials:
    """What one brief in one language is made of. key is equal for equal materials."""

    key: str
    language: str
    template: Template
    selection: Selection
    base: FactBase
    house: HouseStyle
    brief: Brief
    digits: Mapping[str, str]
    calendars: Mapping[str, str]
    as_of_is_today: bool
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    """Files of pictures by their SHA-256."""
    parts: tuple[Materials, ...] = ()
    """Of a pack: those of its briefs. Its own are those of the cover."""
    own_number: str = ""
    """Of a brief in a pack: its number outside the pack."""


def materials_of(
    chosen: Chosen, language: str, edition: int, issued: dt.date, sources: Path
) -> Materials:
    """What a brief, or a pack with all its briefs, is made of in one language."""
    order, wanted, selection = chosen.order, chosen.wanted, chosen.selection
    texts = chosen.texts
    own_texts = MappingProxyType({}) if chosen.parts else texts  # those of parts are of parts
    digest = facts_digest(selection, texts)
    brief = brief_of(order, wanted, issued, edition, digest, own_texts)
    if chosen.changes is not None:
        shown = order.changes
        brief = replace(
            brief,
            changes=chosen.changes,
            change_box=shown is not None and shown.box,
            change_bars=shown is not None and shown.bars,
        )
    made = Materials(
        key=_key(chosen, language, edition),
        language=language,
        template=chosen.template,
        selection=selection,
        base=without_others(chosen.base, selection),
        house=chosen.house,
        brief=brief,
        digits=order.digits,
        calendars=order.calendars,
        as_of_is_today=wanted.as_of_rule == "today",
        pictures=pictures_of(selection, sources),
    )
    if not chosen.parts:
        return made
    parts = tuple(
        _of_part(part, f"{order.number}-{place}", language, edition, issued, sources)
        for place, part in enumerate(chosen.parts, 1)
    )
    cover = bare(selection)
    return replace(
        made,
        selection=cover,
        base=without_others(chosen.base, cover),
        pictures=MappingProxyType({}),
        parts=parts,
    )


def _key(chosen: Chosen, language: str, edition: int) -> str:
    key = f"{chosen.order.name}/{edition}/{language}"
    if chosen.gate:
        key += "/draft"  # the final edition was composed under the key without it
    return key if chosen.changes is None else f"{key}/changes"


def in_language(made: Materials, chosen: Chosen, language: str, edition: int) -> Materials:
    """The same materials for another language.

    chosen  what they were made of.
    """
    parts = (
        in_language(part, one, language, edition)
        for part, one in zip(made.parts, chosen.parts, strict=True)
    )
    return replace(
        made,
        key=_key(chosen, language, edition),
        language=language,
        parts=tuple(_numbered(part, part.brief.number) for part in parts),
    )


def _numbered(made: Materials, number: str) -> Materials:
    """The materials of a brief under the number that it has in its pack."""
    return replace(made, key=f"{number}/{made.key}", brief=replace(made.brief, number=number))


def _of_part(
    part: Chosen, number: str, language: str, edition: int, issued: dt.date, sources: Path
) -> Materials:
    """The materials of a brief under the number that it has in its pack.

    They are others than those of its own order, which may be made in the same run.
    """
    made = materials_of(part, language, edition, issued, sources)
    return replace(_numbered(made, number), own_number=part.order.number)


def brief_of(
    order: Order,
    wanted: Wanted,
    issued: dt.date,
    edition: int,
    facts: str,
    texts: Mapping[str, Fact] = MappingProxyType({}),
) -> Brief:
    """The values of an order that composing prints."""
    from generator.compose.model import Brief

    return Brief(
        number=order.number,
        issued=issued,
        as_of=wanted.as_of,
        edition=str(edition),
        draft=order.status == "draft",
        title=order.title,
        group=order.group,
        meeting=None if order.meeting is None else meeting_of(order.meeting),
        missing_translation=order.missing_translation,  # type: ignore[arg-type]
        stale_translation=order.stale_translation,  # type: ignore[arg-type]
        draft_translation=order.draft_translation,  # type: ignore[arg-type]
        machine_translation=order.machine_translation,  # type: ignore[arg-type]
        data_hash=facts,
        languages=tuple(order.languages),
        handling=order.handling,
        watermark=order.watermark,
        texts=texts,
        sections=order.sections,
        table_rows=order.table_rows,
        people=order.people,
        known_on=wanted.known_on,
    )


def meeting_of(told: orders_meeting.Meeting) -> Meeting:
    """The meeting of an order, as composing prints it."""
    from generator.compose.model import Meeting

    begins = None
    if told.time is not None and isinstance(told.date, dt.date):
        import zoneinfo

        zone = zoneinfo.ZoneInfo(told.zone or "Etc/UTC")
        begins = dt.datetime.combine(told.date, told.time, zone)
    return Meeting(
        date=told.date,
        place=told.place,
        title=told.title,
        participants=told.participants,
        language=told.language,
        begins=begins,
        zone=told.zone or "",
        minutes=told.minutes,
        interpretation=told.interpretation,
        delegation=told.delegation,
        agenda=tuple(item.title for item in told.agenda),
        marking=told.marking,
    )


def facts_digest(selection: Selection, texts: Mapping[str, Fact] = MappingProxyType({})) -> str:
    """SHA-256 over the versions of all facts that were chosen, and of an officer's texts."""
    versions = {fact.id: fact.version for fact in considered(selection)}
    versions |= {f"text {slot}": text.version for slot, text in texts.items()}
    return digest_of(*(f"{name}={versions[name]}" for name in sorted(versions)))


def considered(selection: Selection) -> Iterator[Fact]:
    """Every fact that a brief may print: chosen, or part of a disagreement that is shown."""
    for group in selection.chosen.values():
        yield from (chosen.fact for chosen in group)
    for conflict in selection.conflicts.values():
        yield from (chosen.fact for chosen in conflict.chosen)


def pictures_of(selection: Selection, sources: Path) -> Mapping[str, bytes]:
    """The files of the pictures that a brief may print, as they were when they were read."""
    found = {}
    for fact in considered(selection):
        file, sha256 = fact.image.get("file"), fact.image.get("sha256")
        if file and sha256:
            with contextlib.suppress(OSError):
                content = path_of(sources, fact.origin.source, file).read_bytes()
                if hashlib.sha256(content).hexdigest() == sha256:
                    found[sha256] = content
    return parcel.frozen(found)


def without_others(base: FactBase, selection: Selection) -> FactBase:
    """The fact base with only the facts that this selection speaks of.

    Names of countries, people, organisations and terms stay; what the brief does not
    concern, and what stands above its ceiling, never reaches the worker.
    """
    known = {fact.id: fact for fact in considered(selection)}
    for chosen in (*selection.aged, *(c for group in selection.chosen.values() for c in group)):
        known[chosen.fact.id] = chosen.fact
        for name in chosen.announced:
            if name in base.facts:
                known[name] = base.facts[name]
    known.update({held.fact.id: held.fact for held in selection.held})
    return dataclasses.replace(
        base,
        facts=parcel.frozen(known),
        sources=_sources_of(known.values(), base),
        relations=(),
        rulings=(),
        notes=(),
    )


def _sources_of(facts: Iterable[Fact], base: FactBase) -> Mapping[str, Source]:
    """The sources of some facts, each with the documents they were taken from and no others."""
    documents: dict[str, set[str]] = {}
    for fact in facts:
        documents.setdefault(fact.origin.source, set()).add(fact.origin.document)
    found = {}
    for name, used in documents.items():
        if source := base.sources.get(name):
            origins = {key: origin for key, origin in source.origins.items() if key in used}
            found[name] = dataclasses.replace(source, origins=parcel.frozen(origins))
    return parcel.frozen(found)
