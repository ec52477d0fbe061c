"""After a build: what each order depends on, as far as choosing and composing really looked.

The files are those that were seen before the build began. One that changed meanwhile counts as
changed later, however it was read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from generator.build.materials import considered
from generator.build.orders.changes import follows
from generator.build.orders.meeting import when
from generator.build.planning import record, snapshots
from generator.build.planning.byrows import with_tables
from generator.build.planning.parts import Parts
from generator.build.planning.record import Asked, FactRead, File, OrderRecord, Turn
from generator.build.planning.watched import Contents, Places, surroundings, unmoved
from generator.build.shelf import shelf_of
from generator.editions.manifest import MANIFEST_FILE
from generator.facts.model import Fact
from generator.limits import Limits
from generator.problems import Findings
from generator.selection.matching import widened
from generator.selection.reach import Reach, reach
from generator.selection.turning import turns
from generator.selection.view import view_of

if TYPE_CHECKING:
    from generator.build.chosen import Chosen
    from generator.build.orders.order import Order
    from generator.build.report import OrderReport
    from generator.build.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Recorded:
    """An order that was just made or found up to date, and what composing told of it."""

    chosen: Chosen
    report: OrderReport
    composed: Mapping[str, Mapping[str, Any]]


def keep_records(
    workspace: Workspace, made: Sequence[Recorded], seen: Contents, limits: Limits
) -> None:
    """Keep what orders depend on. seen: the files, as they were before anything was read."""
    parts = Parts(seen)
    areas: set[str] = set()
    levels: set[tuple[str, ...]] = set()
    for one in made:
        found = record_of(one.chosen, one.report, one.composed, parts)
        record.remember(workspace.state, found)
        areas.update(found.countries)
        levels.update(asked.levels for asked in found.asked)
    scheme = levels.pop() if len(levels) == 1 else ()
    keep_snapshots(workspace, seen, frozenset(areas), scheme, limits)


_MOST_TURNS: Final = 200
MEETING_OVER: Final = "meeting-over"
PRINTED: Final = "printed"


def record_of(
    chosen: Chosen,
    report: OrderReport,
    composed: Mapping[str, Mapping[str, Any]],
    parts: Parts,
) -> OrderRecord:
    """What an order depends on that was just found up to date, or made.

    composed  what composing told of each language.
    """
    order, wanted, base = chosen.order, chosen.wanted, chosen.base
    briefs = chosen.parts or (chosen,)
    reached = [_reached(one) for one in briefs]
    printed = _printed(composed)
    looked = {name for one in reached for name in one.facts} | printed.keys()
    looked |= {fact.id for one in briefs for fact in considered(one.selection)}
    facts = {name: base.facts[name] for name in sorted(looked) if name in base.facts}
    stems, templates, houses = _made_with(order)
    today = wanted.as_of_rule == "today"
    people = {p for one in reached for p in one.people} | _people_of(briefs)
    bodies = {body for one in reached for body in one.bodies}
    areas = {area for fact in facts.values() for area in fact.countries} | {*order.areas}
    return OrderRecord(
        order=order.name,
        stem=order.stem,
        edition=report.edition or 0,
        as_of=wanted.as_of,
        as_of_rule=wanted.as_of_rule,
        languages=wanted.languages,
        formats=wanted.formats,
        files=tuple(
            File(made.language, made.format, made.piece, made.path.name, made.sha256)
            for made in report.files
            if made.format != "csv"
        ),
        beside=_beside(report),
        meeting=when(order.meeting),
        parts=parts.of(stems, templates, houses),
        program=parts.program,
        surroundings=surroundings(),
        sources=parts.sources,
        facts={
            name: FactRead(snapshots.fact_version(fact), fact.origin.source, printed.get(name, ()))
            for name, fact in facts.items()
        },
        named=_sorted(one.named for one in reached),
        groups=_sorted(one.groups for one in reached),
        bodies=tuple(sorted(bodies | _read(composed, "organisations"))),
        people=tuple(sorted(people | _read(composed, "people"))),
        areas=tuple(sorted(areas | _read(composed, "areas"))),
        asked=tuple(_asked(one) for one in briefs),
        turns=tuple(_turns(chosen, facts.values(), bodies, composed)) if today else (),
        follows=order.changes.of if order.changes is not None and follows(order) else "",
        followed=_followed(chosen),
        known_on=wanted.known_on.isoformat() if wanted.known_on else "",
        templates=templates,
        houses=houses,
        stems=stems,
    )


def _reached(chosen: Chosen) -> Reach:
    selection = chosen.selection
    request = selection.request
    view = view_of(chosen.base, request.levels, request.ceiling)
    return reach(view, request, selection.needs)


def _asked(chosen: Chosen) -> Asked:
    request = chosen.selection.request
    return Asked(
        area=request.area,
        beside=request.beside,
        levels=request.levels,
        ceiling=request.ceiling,
        item=request.item,
        people=request.people,
        agenda=request.agenda,
        off=tuple(sorted(request.off)),
        needs=tuple(widened(need, chosen.base.measures) for need in chosen.selection.needs),
    )


def _printed(composed: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """By fact, the languages in which it printed."""
    found: dict[str, list[str]] = {}
    for language, told in composed.items():
        for name in told["facts"]:
            found.setdefault(name, []).append(language)
    return {name: tuple(languages) for name, languages in found.items()}


def _read(composed: Mapping[str, Mapping[str, Any]], sort: str) -> set[str]:
    """Ids of whose names composing looked up, in any language."""
    return {name for told in composed.values() for name in told.get("read", {}).get(sort, ())}


def _sorted(groups: Iterable[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for group in groups for name in group}))


def _people_of(briefs: Iterable[Chosen]) -> set[str]:
    """The persons whom orders name, at a meeting too."""
    found: set[str] = set()
    for one in briefs:
        found.update(one.order.people)
        if (meeting := one.order.meeting) is not None:
            found.update((*meeting.participants, *meeting.delegation))
    return found


def _beside(report: OrderReport) -> dict[str, str]:
    """The other files of the edition: long tables, and its manifest."""
    found = {made.path.name: made.sha256 for made in report.files if made.format == "csv"}
    if report.folder is not None:
        manifest = (report.folder / MANIFEST_FILE).read_bytes()
        found[MANIFEST_FILE] = hashlib.sha256(manifest).hexdigest()
    return found


def _turns(
    chosen: Chosen,
    facts: Iterable[Fact],
    bodies: Iterable[str],
    composed: Mapping[str, Mapping[str, Any]],
) -> Iterator[Turn]:
    known = chosen.base.organisations
    as_of = chosen.wanted.as_of
    found = turns(facts, (known[body] for body in bodies if body in known), as_of)
    ends = [_end_of_meeting(one.order) for one in (chosen, *chosen.parts)]
    over = [(day, "", MEETING_OVER) for day in ends if day is not None and day > as_of]
    days = {told["until"] for told in composed.values() if told.get("until")}
    over += [(dt.date.fromisoformat(day), "", PRINTED) for day in days]
    for day, name, what in sorted([*over, *found])[:_MOST_TURNS]:
        yield Turn(day, name, what)


def _end_of_meeting(order: Order) -> dt.date | None:
    """The day after the meeting of an order."""
    day = order.meeting.date if order.meeting is not None else None
    last = day if isinstance(day, dt.date) or day is None else day.last
    return None if last is None else last + dt.timedelta(days=1)


def _made_with(order: Order) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The orders, templates and house styles that an order is made with, by name."""
    followed = order.changes.followed if order.changes else None
    orders = [order, *(order.pack.parts if order.pack else ())]
    if followed is not None:
        orders += [followed, *(followed.pack.parts if followed.pack else ())]
    named = ((one.stem, one.template, one.house) for one in orders)
    stems, templates, houses = zip(*named, strict=True)
    return (
        tuple(dict.fromkeys(stems)),
        tuple(name for name in dict.fromkeys(templates) if name),
        tuple(dict.fromkeys(houses)),
    )


def _followed(chosen: Chosen) -> int:
    compared = chosen.compared
    return (compared.after.edition or 0) if compared is not None else 0


# ---------------------------------------------------------------- sources


def keep_snapshots(
    workspace: Workspace,
    contents: Contents,
    areas: frozenset[str],
    levels: tuple[str, ...],
    limits: Limits,
) -> None:
    """Keep the versions of all records of the sources as they were when the build began."""
    from generator.facts.sources import read_each

    places = Places(workspace.root, workspace.briefings)
    wanted: dict[frozenset[str], dict[str, str]] = {}
    for source, digest in Parts(contents).sources.items():
        known = snapshots.recall(workspace.state, source, digest)
        if known is None or not known.areas >= areas:
            wider = areas | (known.areas if known else frozenset())
            wanted.setdefault(wider, {})[source] = digest
    for wider, digests in wanted.items():
        found = Findings()
        shelf = shelf_of(workspace)
        read = read_each(
            workspace.root, digests, found, limits, levels=levels, areas=wider, shelf=shelf
        )
        for source, digest in digests.items():
            one = read[source]
            if one is not None and not found.errors and unmoved(source, places, contents):
                facts = [record for record in one.records if isinstance(record, Fact)]
                files = contents.within(f"sources/{source}/")
                made = snapshots.snapshot_of(one, wider)
                made = with_tables(made, facts, workspace.root, source, files)
                snapshots.remember(workspace.state, source, digest, made)
