"""The country that somebody typed: by a code, or by a name that it goes by in any language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Final

from generator.build.shelf import shelf_of
from generator.build.workspace import Workspace
from generator.facts.areacodes import area_named
from generator.facts.model import FactBase
from generator.facts.nearest_area import area_of_short_code, areas_near, exact_area, plain_name
from generator.facts.sources import read_sources
from generator.problems import Findings, Problem, ProblemsFound, Where

_OTHER_NAMES: Final = (None, "short", "variant")
"""The usual name in CLDR, and what else people say: "UK", "Ivory Coast"."""


def typed_area(base: FactBase, typed: str) -> str | None:
    """The alpha-3 code of the one area that ``typed`` is a code or a whole name of; else None.

    Names are those of the sources, in every language they have, those of CLDR in every language
    of the program's catalogues, and those that producers of data use, of the United Nations among
    them. Case, accents, apostrophes and hyphens do not count. Nothing is guessed: a word that is
    nearly a name, or the name of two areas, or that names of two begin with, means none.
    """
    code = typed.strip().upper().replace(".", "")
    if code in base.areas:
        return code
    found = area_of_short_code(base, code) or exact_area(base, typed)
    if found is not None:
        return found
    word = plain_name(typed)
    named = {area for area in base.areas if word and word in _names_of(area)}
    if named:
        return named.pop() if len(named) == 1 else None
    other = area_named(typed) if word else None
    if other is None or other not in base.areas or _begins_others(base, word, other):
        return None
    return other


def typed_codes(workspace: Workspace, typed: Sequence[str]) -> tuple[str, ...]:
    """The alpha-3 codes of the areas that were typed, each once.

    Raises ``ProblemsFound``, naming for each that is unknown what was probably meant.
    """
    base = read_sources(workspace.root, Findings(), areas=(), shelf=shelf_of(workspace))
    codes = {word: typed_area(base, word) for word in typed}
    unknown = [_unknown(base, word) for word, code in codes.items() if code is None]
    if unknown:
        raise ProblemsFound(unknown)
    return tuple(dict.fromkeys(code for code in codes.values() if code is not None))


def listed(base: FactBase, areas: Sequence[str]) -> str:
    """The areas with their English names: "IRN (Iran), IRQ (Iraq)"."""
    return ", ".join(f"{code} ({base.areas[code].name.get('en', code)})" for code in areas)


def _begins_others(base: FactBase, word: str, area: str) -> bool:
    """Whether the name of an area is how that of another begins: "Congo", which two are called."""
    return any(
        name == word or name.startswith(f"{word} ")
        for code in base.areas
        if code != area
        for name in _names_of(code)
    )


def _unknown(base: FactBase, typed: str) -> Problem:
    near = areas_near(base, typed)
    hint = (
        f"Did you mean {listed(base, near)}?"
        if near
        else "Use the three letters of ISO 3166-1, such as IRQ."
    )
    return Problem("survey-unknown-area", Where(), {"area": typed, "hint": hint})


@cache
def _names_of(alpha3: str) -> frozenset[str]:
    """The names of an area in CLDR, each without case and accents."""
    from generator.localisation import names

    short = names.alpha2(alpha3)
    if short is None:
        return frozenset()
    spoken = {
        names.territory(language, short, alternative=kind)
        for language in _languages()
        for kind in _OTHER_NAMES
    }
    return frozenset(word for name in spoken for word in _said(name))


def _said(name: str) -> Iterator[str]:
    """The whole name, and of "Myanmar (Burma)" each part: people say the one or the other."""
    yield plain_name(name)
    before, bracket, within = name.replace("（", "(").replace("）", ")").partition("(")
    if bracket:
        yield from (word for word in map(plain_name, (before, within.rstrip(") "))) if word)


@cache
def _languages() -> tuple[str, ...]:
    folder = resources.files("generator.localisation") / "languages"
    return tuple(sorted(entry.name for entry in folder.iterdir() if entry.is_dir()))
