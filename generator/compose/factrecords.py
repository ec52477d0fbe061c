"""What the document knows of its facts: versions, where each is from, unit and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from generator.compose.composer import Composer
from generator.compose.names import for_language
from generator.compose.notes import (
    origin_in_words,
    place_in_source,
    producer_words,
    source_in_few_words,
)
from generator.compose.terms import apostrophes
from generator.compose.values import exact_moment
from generator.document.records import FactRecord, RecordOrigin
from generator.document.walk import plain
from generator.facts.model import Fact
from generator.selection.currency import printable


def records(composer: Composer) -> Mapping[str, FactRecord]:
    """The record of every fact that the document depends on, by id."""
    facts = composer.base.facts
    origins: dict[tuple[str, str], RecordOrigin] = {}
    return MappingProxyType(
        {
            name: _record(composer, facts[name], origins)
            for name in sorted(composer.printed)
            if name in facts
        }
    )


def _record(
    composer: Composer, fact: Fact, origins: dict[tuple[str, str], RecordOrigin]
) -> FactRecord:
    quantity = fact.quantity if fact.quantity and printable(fact.quantity) else None
    return FactRecord(
        kind=fact.kind.value,
        version=fact.version,
        origin=_origin(composer, fact, origins),
        unit=quantity.unit if quantity else "",
        currency=(quantity.currency or "") if quantity else "",
        qualifier=quantity.qualifier.value if quantity else "",
        period=exact_moment(fact) if fact.indicator else "",
        as_of=str(fact.as_of or ""),
    )


def _origin(
    composer: Composer, fact: Fact, origins: dict[tuple[str, str], RecordOrigin]
) -> RecordOrigin:
    origin, locator = fact.origin, fact.locator or ""
    key = (origin.source, origin.document)
    if key not in origins:
        title, language = for_language(origin.title, composer.language) or ("", "")
        if language == composer.language:
            title = apostrophes(composer.localiser.punctuate(title))
        address = origin.url or ""
        origins[key] = RecordOrigin(
            source=origin.source,
            document=origin.document,
            producer=plain(producer_words(composer, origin)),
            title=title,
            title_lang=language,
            as_of=str(origin.as_of or ""),
            published=str(origin.published or ""),
            retrieved=origin.retrieved.isoformat() if origin.retrieved else "",
            url=address if address.startswith(("https://", "http://")) else "",
        )
    return replace(origins[key], locator=locator) if locator else origins[key]


def versions(composer: Composer) -> Mapping[str, str]:
    """The version of every fact that the document or one of its files prints, by id."""
    facts = composer.base.facts
    return MappingProxyType(
        {
            name: facts[name].version
            for name in sorted({*composer.printed, *composer.filed})
            if name in facts
        }
    )


def sources(composer: Composer) -> Mapping[str, str]:
    """Where every printed fact is from, with its place there, in words."""
    facts = composer.base.facts
    origins: dict[tuple[str, str], tuple[str, ...]] = {}
    found = {}
    for name in sorted(composer.printed):
        if name not in facts:
            continue
        origin = facts[name].origin
        key = origin.source, origin.document
        if key not in origins:
            origins[key] = origin_in_words(composer, origin)
        found[name] = place_in_source(composer, origins[key], facts[name])
    return MappingProxyType(found)


def titles(composer: Composer) -> Mapping[str, str]:
    """Where every fact is from in few words; facts of one origin and day share them."""
    facts = composer.base.facts
    known: dict[tuple[str, str, str], str] = {}
    found = {}
    for name in sorted(composer.printed):
        if name not in facts:
            continue
        fact = facts[name]
        key = fact.origin.source, fact.origin.document, str(fact.as_of)
        if key not in known:
            known[key] = source_in_few_words(composer, fact)
        found[name] = known[key]
    return MappingProxyType(found)
