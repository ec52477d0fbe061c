"""The stages of a build as one value, so that tests can put others in their place.

Nothing is imported before it is called: a build with nothing to do loads no stage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from generator.compose.model import Template
    from generator.facts.kept import Shelf
    from generator.facts.model import FactBase
    from generator.house.model import HouseStyle
    from generator.limits import Limits
    from generator.problems import Findings, Problem
    from generator.selection.model import Need, Request, Selection

COMPOSE: Final = "compose"
WRITE: Final = "write"
TAKE_APART: Final = "take-apart"
"""What workers do for an edition."""

TEXT: Final = "text"
PAGES: Final = "pages"
"""Profiles of workers: TEXT composes and writes HTML and Word, PAGES also lays out pages."""

PROFILE_OF: Final = {"pdf": PAGES}


def _profiles() -> Mapping[str, tuple[str, ...]]:
    making = "generator.build.making"
    return {TEXT: (f"{making}:warm_text",), PAGES: (f"{making}:warm_text", f"{making}:warm_pages")}


def _read_sources(root: Path, findings: Findings, scope: Scope) -> FactBase:
    from generator.facts.sources import read_sources

    return read_sources(
        root,
        findings,
        scope.limits,
        levels=scope.levels,
        areas=scope.areas,
        today=scope.clock,
        shelf=scope.shelf,
        known_on=scope.known_on,
    )


def _read_template(folder: Path, findings: Findings, behind: Sequence[Path]) -> Template | None:
    from generator.compose.template import read_template

    return read_template(folder, findings, behind=behind)


def _check_template(template: Template) -> tuple[Problem, ...]:
    from generator.compose.check import check_template

    return check_template(template)


def _read_house(folder: Path, findings: Findings) -> HouseStyle | None:
    from generator.house.read import read_house

    return read_house(folder, findings)


def _select(base: FactBase, request: Request, needs: Sequence[Need]) -> Selection:
    from generator.selection import select

    return select(base, request, needs)


def _notices(selection: Selection) -> tuple[Problem, ...]:
    from generator.selection.notices import notices

    return notices(selection)


@dataclass(frozen=True, slots=True)
class Scope:
    """How far sources are read.

    levels  marking levels that are known, lowest first; areas: whose statistics are
            wanted, None = all; clock: the real day, None = facts may lie in the future.
    shelf   where sources are kept between runs; None = every file is read.
    known_on  the day of which data as received and corrections are wanted; None = today's.
    """

    limits: Limits
    levels: tuple[str, ...]
    areas: frozenset[str] | None
    clock: dt.date | None
    shelf: Shelf | None = None
    known_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Stages:
    """What each stage is done by.

    compose, write  functions that a worker imports, as "module:function"; see ``making``.
    take_apart      the same; see ``apart``.
    profiles  what is loaded before a worker of each profile is forked, as "module" or
              "module:function"; the lightest first.
    """

    read_sources: Callable[[Path, Findings, Scope], FactBase] = _read_sources
    read_template: Callable[[Path, Findings, Sequence[Path]], Template | None] = _read_template
    read_house: Callable[[Path, Findings], HouseStyle | None] = _read_house
    check_template: Callable[[Any], tuple[Problem, ...]] = _check_template
    select: Callable[[Any, Any, Any], Any] = _select
    notices: Callable[[Any], tuple[Problem, ...]] = _notices
    compose: str = "generator.build.making:compose_brief"
    write: str = "generator.build.making:write_brief"
    take_apart: str = "generator.build.apart:take_apart"
    profiles: Mapping[str, tuple[str, ...]] = field(default_factory=_profiles)
