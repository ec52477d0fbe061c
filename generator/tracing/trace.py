"""From each printed text of a file, or from a fact, to the place in the data as received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from generator.changes.aspects import value_of
from generator.editions.manifest import FactUsed, Manifest
from generator.facts.model import Fact, FactBase, Origin
from generator.selection.markings import rank
from generator.tracing.inputs import Worked, concluded, worked_out
from generator.tracing.model import Finished, Input, Place, Printing, State, Traced
from generator.tracing.places import Places

_NUMBERS: Final = ("value", "minimum", "maximum")
_ORIGIN: Final = ("source", "document", "title", "producer", "as_of", "published", "retrieved")


@dataclass(frozen=True, slots=True)
class Tracer:
    """Traces facts into the sources of a workspace.

    base    what the sources say now.
    levels  markings, the lowest first; ceiling: the highest whose facts are told.
    """

    root: Path
    base: FactBase
    levels: Sequence[str]
    ceiling: str
    places: Places

    def of_file(
        self, finished: Finished, manifest: Manifest | None, page: int = 0, fact: str = ""
    ) -> tuple[Traced, ...]:
        """Every fact that a file prints, on one page or on all, or one of them."""
        used = {one.id: one for one in manifest.facts} if manifest else {}
        language = finished.about.get("language", "")
        printed: dict[str, list[Printing]] = {}
        for one in finished.printings:
            if page in (0, one.page) and fact in ("", one.fact):
                printed.setdefault(one.fact, []).append(one)
        return tuple(
            self._printed(
                name, tuple(texts), finished.facts.get(name, {}), used.get(name), language
            )
            for name, texts in printed.items()
        )

    def of_fact(self, fact: Fact) -> Traced:
        """A fact as the sources have it today."""
        worked = concluded(fact, self.base)
        return self._with_inputs(self._now(fact, "same", self.places.of(fact)), fact, worked)

    # ------------------------------------------------------------ one fact

    def _printed(
        self,
        name: str,
        printings: tuple[Printing, ...],
        said: Mapping[str, Any],
        used: FactUsed | None,
        language: str,
    ) -> Traced:
        version = str(said.get("version", "")) or (used.version if used else "")
        fact = self.base.facts.get(name)
        state = self._state(fact, version, printings)
        as_told = _as_told(name, state, version, printings, said, used)
        if fact is None or state == "above":
            return replace(as_told, places=_built(used))
        places = self._compared(self.places.of(fact, printings, language), used)
        now = replace(self._now(fact, state, places), printings=printings)
        if state == "changed":
            value = "" if now.value == as_told.value else now.value
            kept = ("version", "value", "unit", "period", "as_of", "origin", "locator")
            return replace(now, now=value, **{name: getattr(as_told, name) for name in kept})
        found = (worked_out(fact, one, self.base) for one in printings)
        worked = next((one for one in found if one is not None), concluded(fact, self.base))
        return self._with_inputs(now, fact, worked)

    def _state(self, fact: Fact | None, version: str, printings: Iterable[Printing]) -> State:
        if fact is None:
            return "gone"
        if rank(fact.marking, self.levels) > rank(self.ceiling, self.levels):
            return "above"
        if version:
            return "same" if fact.version == version else "changed"
        unknown = (worked_out(fact, one, self.base) for one in printings)
        lost = any(worked is not None and worked.facts == (fact,) for worked in unknown)
        return "changed" if lost else "same"

    def _now(self, fact: Fact, state: State, places: tuple[Place, ...]) -> Traced:
        quantity = fact.quantity
        as_of = fact.as_of or fact.origin.as_of
        source = self.base.sources.get(fact.origin.source)
        licence = fact.origin.licence or (source.licence if source else "")
        return Traced(
            fact=fact.id,
            state=state,
            version=fact.version,
            value=_value(value_of(quantity)) if quantity else "",
            unit=(quantity.currency or quantity.unit) if quantity else "",
            period=_when(fact) if fact.indicator else "",
            as_of=as_of.text if as_of else "",
            origin=_origin(fact.origin, licence),
            locator=fact.locator or "",
            places=places,
        )

    def _with_inputs(self, traced: Traced, fact: Fact, worked: Worked | None) -> Traced:
        if worked is None and fact.cell and len(traced.places) > 1:
            return replace(traced, how=f"The sum of {len(traced.places)} rows, which are these.")
        if worked is None:
            return traced
        told = [one for one in worked.facts if self._may_be_told(one)]
        inputs = tuple(self._input(one) for one in told if one is not fact or len(told) > 1)
        return replace(traced, how=worked.how, inputs=inputs, above=len(worked.facts) - len(told))

    def _may_be_told(self, fact: Fact) -> bool:
        return rank(fact.marking, self.levels) <= rank(self.ceiling, self.levels)

    def _input(self, fact: Fact) -> Input:
        value = _value(value_of(fact.quantity)) if fact.quantity else _when(fact)
        return Input(fact.id, value, self.places.of(fact))

    def _compared(self, places: Iterable[Place], used: FactUsed | None) -> tuple[Place, ...]:
        """The places with the hash of their file when the edition was made."""
        built = used.place if used else None
        if built is None:
            return tuple(places)
        return tuple(
            replace(one, built=built.sha256) if one.file == built.file else one for one in places
        )


def _built(used: FactUsed | None) -> tuple[Place, ...]:
    """Where a fact stood when the edition was made, as its manifest says."""
    built = used.place if used else None
    if built is None:
        return ()
    return (Place(built.file, built.cell, built.line, built=built.sha256),)


def _as_told(
    name: str,
    state: State,
    version: str,
    printings: tuple[Printing, ...],
    said: Mapping[str, Any],
    used: FactUsed | None,
) -> Traced:
    """A fact as the file, and the manifest of its edition, say it was."""
    told = {field: str(value) for field, value in said.get("origin", {}).items()}
    value = dict(used.value) if used else {}
    if used is not None:
        origin = used.origin
        kept = {field: getattr(origin, field) for field in (*_ORIGIN[:2], *_ORIGIN[3:], "licence")}
        title = origin.title.get("en") or next(iter(origin.title.values()), "")
        told = {**kept, "title": title, "url": origin.url, **told}
    number = _value(value) or next((one.exact for one in printings if one.type == "number"), "")
    return Traced(
        fact=name,
        state=state,
        version=version,
        value=number,
        unit=str(said.get("currency") or said.get("unit") or value.get("unit", "")),
        period=str(said.get("period", "")),
        as_of=str(said.get("as_of") or told.get("as_of", "")),
        origin={field: text for field, text in told.items() if text and field != "title_lang"},
        locator=told.pop("locator", ""),
        printings=printings,
    )


def _value(value: Mapping[str, str]) -> str:
    if "value" in value:
        return value["value"]
    ends = (value.get("minimum", ".."), value.get("maximum", ".."))
    return "" if ends == ("..", "..") else "/".join(ends)


def _when(fact: Fact) -> str:
    moment = fact.moment
    if moment.date is not None:
        return moment.date.text
    if moment.period is None:
        return ""
    ends = (moment.period.start, moment.period.end)
    return "/".join(".." if end is None else end.text for end in ends)


def _origin(origin: Origin, licence: str) -> Mapping[str, str]:
    title = origin.title.get("en") or next(iter(origin.title.values()), "")
    name = origin.producer_name
    told = {
        "source": origin.source,
        "document": origin.document,
        "title": title,
        "producer": origin.producer or name.get("en") or next(iter(name.values()), ""),
        "as_of": origin.as_of.text if origin.as_of else "",
        "published": origin.published.text if origin.published else "",
        "retrieved": origin.retrieved.isoformat() if origin.retrieved else "",
        "url": origin.url or "",
        "licence": licence,
    }
    return {field: text for field, text in told.items() if text}


def of_manifest(manifest: Manifest, language: str, about: Mapping[str, str]) -> Finished:
    """What a file prints that says nothing of its facts, as the manifest of its edition says."""
    facts: dict[str, Mapping[str, Any]] = {one.id: {} for one in _of_language(manifest, language)}
    printings = tuple(
        Printing(one.id, "statement" if one.text else "number", "", one.text.get(language, ""))
        for one in _of_language(manifest, language)
    )
    return Finished("docx", about, facts, printings)


def _of_language(manifest: Manifest, language: str) -> Iterator[FactUsed]:
    return (one for one in manifest.facts if language in one.printed)
