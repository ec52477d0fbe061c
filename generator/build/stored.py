"""Facts in a manifest and back: what an edition printed, for whoever compares it later.

Each printed fact is kept whole, as it was chosen, with the persons and bodies that it names:
what the sources say today may be something else. Notes of editors are not kept, and of its links
to other facts only those to facts that stand no higher than the documents: an edition may be
handed on.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeVar

from generator.changes.model import Holding
from generator.changes.texts import HeldText
from generator.editions.manifest import FactUsed, Manifest, NameUsed, TextUsed
from generator.editions.plain import (
    NotPlainError,
    canonical,
    digest,
    from_plain,
    plain_but,
    to_plain,
)
from generator.facts.dates import parse_edtf
from generator.facts.model import (
    EdtfDate,
    Fact,
    FactBase,
    Kind,
    LocalText,
    Moment,
    Organisation,
    Origin,
    Period,
    Person,
    Qualifier,
    Quantity,
    Source,
    Validity,
)
from generator.facts.refused import RefusedError
from generator.selection.markings import rank
from generator.selection.model import Chosen, Freshness

T = TypeVar("T")

_PERSON: Final = "person"
_BODY: Final = "organisation"
_LINKS: Final = ("supersedes", "superseded_by", "conflicts_with", "confirms", "part_of")
"""Fields of a fact that name others."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a manifest kept: the state, and the persons, bodies and documents it names."""

    holding: Holding
    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation]
    sources: Mapping[str, Source]


# ---------------------------------------------------------------- into the manifest


@dataclass(frozen=True, slots=True)
class Nameable:
    """Ids of the facts that a record may name: those up to its own marking."""

    base: FactBase
    marking: str
    levels: Sequence[str]

    def may_name(self, name: str) -> bool:
        """Whether it may name the fact with that id."""
        fact, top = self.base.facts.get(name), rank(self.marking, self.levels)
        return fact is not None and rank(fact.marking, self.levels) <= top


def whole_of(chosen: Chosen, may_name: Callable[[str], bool]) -> str:
    """A chosen fact as the manifest keeps it; may_name: whether it may name the fact with an id."""
    fact = chosen.fact

    def known(names: Iterable[str]) -> list[str]:
        return list(filter(may_name, names))

    bare = plain_but(
        fact,
        note=None,
        file="",
        line=0,
        origin=plain_but(fact.origin, note=None),
        derived={},
        image={},
        **{name: known(getattr(fact, name)) for name in _LINKS},
    )
    kept = plain_but(
        chosen,
        fact=bare,
        announced=known(chosen.announced),
        confirmed_by=known(chosen.confirmed_by),
        conflict=None if chosen.conflict is None else "disputed",
    )
    return canonical(kept).decode("utf-8", "surrogatepass")


def names_used(facts: Iterable[Fact], base: FactBase) -> tuple[NameUsed, ...]:
    """The persons and bodies that facts name, in order of their ids."""
    named: set[str] = set()
    for fact in facts:
        named |= {*fact.people, *fact.organisations, fact.asserted_by or ""}
        named.add(fact.origin.producer or "")
    return tuple(_names_used(sorted(named), base))


def _names_used(named: Iterable[str], base: FactBase) -> Iterator[NameUsed]:
    for name in named:
        if person := base.people.get(name):
            bare = canonical(to_plain(replace(person, note=None)))
            yield NameUsed(name, _PERSON, bare.decode())
        if body := base.organisations.get(name):
            yield NameUsed(name, _BODY, canonical(to_plain(body)).decode())


# ---------------------------------------------------------------- out of the manifest


def kept_of(manifest: Manifest, today: FactBase | None = None, language: str = "") -> Kept:
    """What the edition of a manifest printed, in all its languages or in one.

    today  what the sources say now: it completes facts in manifests of older programs.
    """
    facts = tuple(
        _chosen(used, manifest, today.facts.get(used.id) if today else None)
        for used in manifest.facts
        if not language or language in used.printed
    )
    holding = Holding(
        manifest.order.name,
        manifest.as_of,
        facts,
        manifest.edition,
        manifest.issued,
        language,
        manifest.known_on,
        texts_held(manifest.texts, language),
    )
    return Kept(
        holding,
        _read(manifest, _PERSON, Person),
        _read(manifest, _BODY, Organisation),
        _sources(manifest, facts),
    )


def texts_held(texts: Iterable[TextUsed], language: str = "") -> tuple[HeldText, ...]:
    """The officers' texts that documents printed, in all their languages or in one."""
    return tuple(
        HeldText(used.slot, used.marking, used.original, used.text)
        for used in texts
        if not language or language in used.printed
    )


def seal_of(holding: Holding) -> str:
    """SHA-256 of the facts of a state."""
    return digest(sorted([one.fact.id, one.fact.version] for one in holding.facts))


def _read(manifest: Manifest, kind: str, made: type[T]) -> Mapping[str, T]:
    found = (used for used in manifest.names if used.kind == kind)
    return MappingProxyType({used.id: from_plain(made, json.loads(used.whole)) for used in found})


def _sources(manifest: Manifest, facts: Iterable[Chosen]) -> Mapping[str, Source]:
    titles = {source.id: source for source in manifest.sources}
    origins: dict[str, dict[str, Origin]] = {}
    for one in facts:
        origin = one.fact.origin
        origins.setdefault(origin.source, {})[origin.document] = origin
    return MappingProxyType(
        {
            name: Source(name, known.title, known.licence, known.marking, origins=found)
            for name, found in origins.items()
            if (known := titles.get(name)) is not None
        }
    )


def _chosen(used: FactUsed, manifest: Manifest, now: Fact | None) -> Chosen:
    if used.whole:
        try:
            return from_plain(Chosen, json.loads(used.whole))
        except (NotPlainError, ValueError):
            pass  # written by a newer program: what every manifest has is read instead
    freshness = Freshness(used.freshness) if used.freshness else Freshness.FRESH
    if now is not None and now.version == used.version:
        return Chosen(now, freshness, used.age_days)
    return Chosen(_rebuilt(used, manifest, now), freshness, used.age_days)


def _rebuilt(used: FactUsed, manifest: Manifest, now: Fact | None) -> Fact:
    """A fact from what manifests have always told; what they did not is as it is today."""
    dates = used.dates
    period = Period(_date(dates.get("from")), _date(dates.get("to")))
    bare = now or Fact(
        used.id, Kind(used.kind), (manifest.subject,), {}, _origin(used), used.marking
    )
    return replace(
        bare,
        kind=Kind(used.kind),
        text={tag: LocalText({"other": text}) for tag, text in used.text.items()},
        origin=_origin(used),
        marking=used.marking,
        locator=used.locator or None,
        quantity=_quantity(used.value),
        moment=Moment(_date(dates.get("date")), period or None),
        validity=Validity(Period(_date(dates.get("valid_from")), _date(dates.get("valid_to")))),
        as_of=_date(dates.get("as_of")),
        version=used.version,
    )


def _origin(used: FactUsed) -> Origin:
    told = used.origin
    return Origin(
        source=told.source,
        document=told.document,
        title=told.title,
        producer=told.producer or None,
        as_of=_date(told.as_of),
        published=_date(told.published),
        retrieved=dt.date.fromisoformat(told.retrieved) if told.retrieved else None,
        url=told.url or None,
        licence=told.licence or None,
    )


def _quantity(value: Mapping[str, str]) -> Quantity | None:
    if "unit" not in value:
        return None
    return Quantity(
        value=_number(value.get("value")),
        unit=value["unit"],
        minimum=_number(value.get("minimum")),
        maximum=_number(value.get("maximum")),
        qualifier=Qualifier(value.get("qualifier", Qualifier.EXACT.value)),
        currency=value.get("currency"),
        price_base=value.get("price_base"),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _date(text: str | None) -> EdtfDate | None:
    try:
        return parse_edtf(text) if text else None
    except RefusedError:
        return None
