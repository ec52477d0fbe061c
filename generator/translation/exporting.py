"""Which texts go to the translator, and the files that hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from generator.facts.model import Fact, FactBase, TextState
from generator.facts.officer import is_officers
from generator.house.model import HouseStyle
from generator.selection.markings import ceiling_rank, rank
from generator.translation.desk import Desk
from generator.translation.formats import FORMATS
from generator.translation.model import MISSING, STATES, Unit
from generator.translation.notes import noter
from generator.translation.units import Wanted, tag_in, wanted
from generator.translation.wordfacts import is_words

CHANGED: Final = frozenset({MISSING, TextState.STALE.value})
"""States of texts for which there is something to translate."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The texts that go out, and how many stay behind and why.

    above     texts whose marking stands above the ceiling.
    spoken    quotations in the language they were spoken in: their own words are wanted.
    unlisted  sources that do not keep texts in the language; templates: those not made for it.
    """

    texts: tuple[Wanted, ...]
    above: int
    spoken: tuple[str, ...]
    unlisted: tuple[str, ...]
    templates: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units."""
        return tuple(unit for text in self.texts for unit in text.units)


@dataclass(frozen=True, slots=True)
class OutFile:
    """One file for the translator: the texts that are in one original language.

    open  every text in it has the lowest marking.
    """

    original: str
    language: str
    suffix: str
    texts: int
    units: int
    open: bool
    content: bytes = field(repr=False)


def choose(
    facts: Iterable[Fact],
    desk: Desk,
    language: str,
    *,
    levels: tuple[str, ...],
    ceiling: str,
    only_changed: bool,
) -> Chosen:
    """The texts of ``facts`` to be translated into ``language``.

    levels, ceiling  markings of the house, lowest first, and the highest that may go out.

    Raises ``ProblemsFound`` when the house has no such level.
    """
    limit = ceiling_rank(ceiling, levels)
    texts: list[Wanted] = []
    spoken: list[str] = []
    unlisted: dict[str, None] = {}
    templates: dict[str, None] = {}
    above = 0
    for fact in sorted(facts, key=lambda fact: (fact.origin.source, fact.file, fact.line)):
        if not fact.text:
            continue
        key = tag_in(desk.languages(fact.origin.source), language)
        if key is None and is_officers(fact):
            continue
        if key is None and is_words(fact):
            templates[fact.origin.document] = None
            continue
        if key is None:
            unlisted[fact.origin.source] = None
            continue
        found = wanted(fact, key, same_past=desk.same_past(fact))
        if found is None or found.state == TextState.ORIGINAL.value:
            continue
        if only_changed and found.state not in CHANGED:
            continue
        if rank(fact.marking, levels) > limit:
            above += 1
        elif found.spoken:
            spoken.append(fact.id)
        else:
            texts.append(found)
    return Chosen(tuple(texts), above, tuple(spoken), tuple(unlisted), tuple(templates))


def files(chosen: Chosen, base: FactBase, house: HouseStyle, form: str) -> tuple[OutFile, ...]:
    """The texts as files of one format, one for each language they were written in."""
    by_original: dict[tuple[str, str], list[Wanted]] = {}
    for text in chosen.texts:
        unit = text.units[0]
        by_original.setdefault((unit.original, unit.language), []).append(text)
    return tuple(
        _file(texts, pair, base, house, form) for pair, texts in sorted(by_original.items())
    )


def _file(
    texts: list[Wanted], pair: tuple[str, str], base: FactBase, house: HouseStyle, form: str
) -> OutFile:
    original, language = pair
    notes = noter(base, house, original, language)
    units = [notes.noted(unit) for text in texts for unit in text.units]
    lowest = house.marking.levels[0].name
    return OutFile(
        original=original,
        language=language,
        suffix=FORMATS[form].suffix,
        texts=len(texts),
        units=len(units),
        open=all(unit.marking == lowest for unit in units),
        content=FORMATS[form].write(units, original, language),
    )


def counts(
    facts: Iterable[Fact], desk: Desk, language: str, *, everywhere: bool
) -> Mapping[str, Mapping[str, int]]:
    """How many texts there are of each state, by source.

    everywhere  also count sources that do not keep the language: what they lack is missing.
    """
    found: dict[str, Counter[str]] = {}
    for fact in facts:
        if not fact.text:
            continue
        key = tag_in(desk.languages(fact.origin.source), language)
        if key is None and not everywhere:
            continue
        text = wanted(fact, key or language)
        if text is not None:
            found.setdefault(fact.origin.source, Counter())[text.state] += 1
    return MappingProxyType(
        {
            source: MappingProxyType({state: counted[state] for state in STATES})
            for source, counted in sorted(found.items())
        }
    )
