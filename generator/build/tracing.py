"""``briefing trace``: a finished file, or a fact, with the sources of a workspace."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from generator.build.shelf import shelf_of
from generator.build.workspace import Workspace
from generator.editions.store import EditionStore
from generator.facts.areacodes import is_iso3
from generator.facts.model import FactBase
from generator.facts.sources import read_sources
from generator.house.read import read_house
from generator.problems import Findings
from generator.selection.markings import rank
from generator.tracing.editions import Recognised, named, recognised
from generator.tracing.finished import content_of, original_of, read_finished, refused
from generator.tracing.model import Finished, Traced
from generator.tracing.places import Places
from generator.tracing.trace import Tracer, of_manifest

HOUSE: Final = "canada"
_AREA: Final = re.compile(r"(?:^|-)([a-z]{3})(?=-|$)")
_PAGED: Final = "pdf"


@dataclass(frozen=True, slots=True)
class FileTrace:
    """A file, the edition that it is of, and what it prints with where that is from.

    edition  the folder, as a person would type it; "" when no edition here is the file's.
    whole    the file is, byte for byte, what was published.
    """

    finished: Finished
    edition: str
    published: str
    whole: bool
    traced: tuple[Traced, ...]


def trace_file(workspace: Workspace, path: Path, shown: str, page: int, fact: str) -> FileTrace:
    """Trace what a finished file prints. Raises ``ProblemsFound``."""
    content = content_of(path, shown)
    store = EditionStore(workspace.briefings)
    found = recognised(store, content)
    if found is None and len(original := original_of(content)) < len(content):
        found = recognised(store, original)
        found = found and replace(found, whole=False)
    finished = read_finished(path, content, shown)
    if finished is None:
        if found is None:
            raise refused("trace-word-plain", shown)
        finished = of_manifest(found.manifest, found.document.language, _about(found))
    elif found is None:
        found = named(store, finished)
    if not finished.about.get("language") and found is not None:
        finished = replace(finished, about={**finished.about, "language": found.document.language})
    _check(finished, page, fact, shown)
    tracer = _tracer(workspace, finished, found)
    traced = tracer.of_file(finished, found.manifest if found else None, page, fact)
    folder = workspace.shown(found.folder) if found else ""
    published = found.document.file if found else ""
    return FileTrace(finished, folder, published, bool(found and found.whole), traced)


def trace_fact(
    workspace: Workspace, name: str, house: str = HOUSE, ceiling: str | None = None
) -> Traced:
    """Trace a fact of the sources. Raises ``ProblemsFound``."""
    levels = levels_of(workspace, house)
    ceiling = ceiling or levels[0]
    if ceiling not in levels:
        raise refused("trace-ceiling", "", ceiling=ceiling, levels=", ".join(levels))
    areas = {area.upper() for area in _AREA.findall(name) if is_iso3(area.upper())}
    base = _facts(workspace, levels, areas or None)
    if name not in base.facts and areas:
        base = _facts(workspace, levels, None)
    fact = base.facts.get(name)
    if fact is None or rank(fact.marking, levels) > rank(ceiling, levels):
        # Not there, or not to be told: the answer is the same.
        top = rank(ceiling, levels)
        told = [one.id for one in base.facts.values() if rank(one.marking, levels) <= top]
        near = get_close_matches(name, told, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise refused("trace-fact-unknown", "", fact=name[:80], hint=hint, ceiling=ceiling)
    return Tracer(workspace.root, base, levels, ceiling, Places(workspace.root)).of_fact(fact)


def _about(found: Recognised) -> dict[str, str]:
    manifest = found.manifest
    return {
        "number": manifest.number,
        "edition": str(manifest.edition),
        "language": found.document.language,
        "marking": manifest.marking,
        "issued": manifest.issued.isoformat(),
        "as_of": manifest.as_of.isoformat(),
        "known_on": manifest.known_on.isoformat() if manifest.known_on else "",
    }


def _check(finished: Finished, page: int, fact: str, shown: str) -> None:
    """Refuse a page that the file does not have, and a fact that it does not print."""
    if page and finished.format != _PAGED:
        raise refused("trace-no-pages", shown, format=finished.format)
    if page > finished.pages:
        raise refused("trace-page-unknown", shown, page=page, pages=finished.pages)
    known = {one.fact for one in finished.printings}
    if fact and fact not in known:
        near = get_close_matches(fact, sorted(known), n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise refused("trace-not-printed", shown, fact=fact[:80], hint=hint)


def _tracer(workspace: Workspace, finished: Finished, found: Recognised | None) -> Tracer:
    house = found.manifest.house.name if found else HOUSE
    levels = levels_of(workspace, house)
    marking = found.manifest.marking if found else finished.about.get("marking", "")
    ceiling = marking if marking in levels else levels[0]
    areas: set[str] | None = None
    if found is not None:
        areas = {found.manifest.subject, *found.manifest.subjects}
    # What was known on a day is in the data that were in use then, not in today's.
    known_on = found.manifest.known_on if found else None
    base = _facts(workspace, levels, areas, known_on)
    return Tracer(workspace.root, base, levels, ceiling, Places(workspace.root))


def levels_of(workspace: Workspace, house: str) -> tuple[str, ...]:
    """The markings of a house style, the lowest first. Raises ``ProblemsFound``."""
    folder = workspace.house_folder(house) or workspace.house_folder(HOUSE)
    findings = Findings()
    style = read_house(folder, findings) if folder else None
    if style is None:
        findings.stop_on_errors()
        raise refused(
            "survey-unknown-house", "", house=house, houses=", ".join(workspace.house_names())
        )
    return tuple(level.name for level in style.marking.levels)


def _facts(
    workspace: Workspace,
    levels: tuple[str, ...],
    areas: Iterable[str] | None,
    known_on: dt.date | None = None,
) -> FactBase:
    """What the sources say now; what is wrong in them is the concern of ``briefing check``."""
    shelf = shelf_of(workspace) if areas is not None else None
    return read_sources(
        workspace.root, Findings(), levels=levels, areas=areas, shelf=shelf, known_on=known_on
    )
