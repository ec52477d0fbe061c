"""The manifest of an edition, from what it was made of, and why it differs from the last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.build.digests import fonts, library_versions, program_digest
from generator.build.inputs import Wanted
from generator.build.orders.order import Order
from generator.build.record_texts import text_reasons
from generator.build.report import Reason
from generator.build.stored import Nameable, names_used, whole_of
from generator.changes.aspects import dates_of, value_of
from generator.editions.manifest import (
    BriefUsed,
    Compared,
    DocumentMade,
    FactUsed,
    GateUsed,
    Manifest,
    NoticeGiven,
    OrderMade,
    OriginUsed,
    Part,
    PlaceUsed,
    Shortened,
    SourceUsed,
    TableMade,
    TermUsed,
    TextUsed,
    edition_fingerprint,
)
from generator.facts.discreet import is_open
from generator.selection.model import Chosen

if TYPE_CHECKING:
    import datetime as dt

    from generator.build.chosen import Chosen as ChosenForOrder
    from generator.facts.model import Fact, FactBase, LocalText, Origin
    from generator.problems import Problem
    from generator.selection.model import Selection


@dataclass(frozen=True, slots=True)
class Ingredients:
    """All that goes into one edition, as far as its manifest tells it.

    fonts    SHA-256 of the font files that pages took beside the shipped ones, by name.
    printed  by language, the version of every fact its document depends on.
    inputs   digest of all that was there to read.
    terms    by language, the terms on which usage differs, as its document prints them.
    texts    an officer's own texts, as far as they print.
    """

    order: Order
    wanted: Wanted
    edition: int
    issued: dt.date
    marking: str
    ceiling: str
    base: FactBase
    selection: Selection
    template: Part
    house: Part
    locale_data: Mapping[str, str]
    fonts: Mapping[str, str]
    printed: Mapping[str, Mapping[str, str]]
    notices: tuple[Problem, ...]
    inputs: str
    terms: Mapping[str, Sequence[Mapping[str, Any]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    texts: tuple[TextUsed, ...] = ()
    briefs: tuple[BriefUsed, ...] = ()
    above_ceiling: int = 0
    compared: Compared | None = None
    gate: tuple[GateUsed, ...] = ()
    shortened: tuple[Shortened, ...] = ()


def manifest_of(
    made: Ingredients,
    documents: tuple[DocumentMade, ...],
    tables: tuple[TableMade, ...] = (),
) -> Manifest:
    """The manifest of an edition of those documents, and the files that go with them."""
    facts = _facts(made)
    used = sorted({fact.origin.source for fact in facts})
    order, wanted = made.order, made.wanted
    return Manifest(
        order=OrderMade(order.name, order.sha256, order.languages, order.formats, wanted.overrides),
        edition=made.edition,
        number=order.number,
        subject=order.areas[0],
        subjects=order.areas if len(order.areas) > 1 else (),
        issued=made.issued,
        as_of=wanted.as_of,
        as_of_rule=wanted.as_of_rule,
        known_on=wanted.known_on,
        status=order.status,
        marking=made.marking,
        ceiling=made.ceiling,
        languages=wanted.languages,
        formats=wanted.formats,
        documents=documents,
        facts=facts,
        sources=tuple(
            SourceUsed(name, source.title, source.licence, source.marking)
            for name in used
            if (source := made.base.sources.get(name))
        ),
        template=made.template,
        house=made.house,
        fonts=fonts(made.fonts),
        locale_data=made.locale_data,
        program={"version": __version__, "sha256": program_digest()},
        libraries=library_versions(),
        notices=tuple(NoticeGiven.of(problem) for problem in made.notices),
        inputs=made.inputs,
        fingerprint=edition_fingerprint(documents),
        terms=tuple(
            _term(tag, plain) for tag in wanted.languages for plain in made.terms.get(tag, ())
        ),
        texts=made.texts,
        briefs=made.briefs,
        tables=tables,
        names=names_used((made.base.facts[one.id] for one in facts), made.base),
        compared=made.compared,
        gate=made.gate,
        shortened=made.shortened,
        audience=order.readers,
        above_ceiling=made.above_ceiling,
    )


def briefs_used(parts: Iterable[ChosenForOrder]) -> tuple[BriefUsed, ...]:
    """The briefs of a pack, as its manifest names them."""
    return tuple(
        BriefUsed(
            one.order.name,
            one.order.sha256,
            one.order.number,
            one.order.areas,
            Part(one.template.name, one.template_digest),
        )
        for one in parts
    )


def _term(document: str, plain: Mapping[str, Any]) -> TermUsed:
    lists = {name: tuple(plain[name]) for name in ("forms", "others", "facts")}
    return TermUsed(document=document, **{**plain, **lists})


def reasons(old: Manifest | None, new: Manifest) -> tuple[Reason, ...]:
    """What differs between two editions, so that a person sees why there is a new one."""
    if old is None:
        return (Reason("first"),)
    found = [*_fact_reasons(old, new), *text_reasons(old, new)]
    parts = {
        "template": old.template.sha256 != new.template.sha256,
        "house": old.house != new.house,
        "order": old.order.sha256 != new.order.sha256,
        "as-of": old.as_of != new.as_of,
        "known-on": old.known_on != new.known_on,
        "languages": old.languages != new.languages,
        "formats": old.formats != new.formats,
        "program": (old.program, old.libraries) != (new.program, new.libraries),
    }
    return (*found, *(Reason(what) for what, differs in parts.items() if differs))


def _fact_reasons(old: Manifest, new: Manifest) -> Iterable[Reason]:
    before = {fact.id: fact for fact in old.facts}
    after = {fact.id: fact for fact in new.facts}
    both = [(before[name], fact) for name, fact in after.items() if name in before]
    changed = [(was, now) for was, now in both if was.version != now.version]
    names = {
        "facts-added": [name for name in after if name not in before],
        "facts-removed": [name for name in before if name not in after],
    }
    yield from (Reason(what, tuple(ids)) for what, ids in names.items() if ids)
    if changed:
        ids = tuple(now.id for _, now in changed)
        yield Reason("facts-changed", ids, tuple(_change(was, now) for was, now in changed))


def _change(was: FactUsed, now: FactUsed) -> str:
    """A changed fact by id, with its old and new numbers and dates when these are open.

    What the reason says ends up on screens and in logs, where no marking protects it.
    """
    fields = [
        (name, old.get(name, "none"), new.get(name, "none"))
        for old, new in ((was.value, now.value), (was.dates, now.dates))
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    ]
    if not fields:
        return f"{now.id}: wording"
    if not (is_open(was.marking, ()) and is_open(now.marking, ())):
        return f"{now.id}: {', '.join(name for name, _, _ in fields)}"
    return f"{now.id}: {', '.join(f'{name} {old} → {new}' for name, old, new in fields)}"


def _facts(made: Ingredients) -> tuple[FactUsed, ...]:
    chosen = _by_id(made.selection)
    languages: dict[str, list[str]] = {}
    for language, versions in made.printed.items():
        for name in versions:
            languages.setdefault(name, []).append(language)
    base = made.base
    named = Nameable(base, made.marking, made.selection.request.levels)
    return tuple(
        _fact(
            fact,
            chosen.get(name),
            tuple(languages[name]),
            named.may_name,
            _place(fact, base),
        )
        for name in sorted(languages)
        if (fact := base.facts.get(name)) is not None
    )


def _by_id(selection: Selection) -> Mapping[str, Chosen]:
    found = {one.fact.id: one for c in selection.conflicts.values() for one in c.chosen}
    found.update({one.fact.id: one for group in selection.chosen.values() for one in group})
    return found


def _fact(
    fact: Fact,
    chosen: Chosen | None,
    printed: tuple[str, ...],
    may_name: Callable[[str], bool],
    place: PlaceUsed | None = None,
) -> FactUsed:
    spoken = {tag.split("-")[0] for tag in printed}
    texts = {tag: _sentence(text) for tag, text in fact.text.items() if tag.split("-")[0] in spoken}
    return FactUsed(
        id=fact.id,
        version=fact.version,
        kind=fact.kind.value,
        origin=_origin(fact.origin),
        marking=fact.marking,
        locator=fact.locator or "",
        text=texts,
        value=value_of(fact.quantity),
        dates=dates_of(fact),
        freshness=chosen.freshness.value if chosen else "",
        age_days=chosen.age_days if chosen else None,
        printed=printed,
        whole=whole_of(chosen or Chosen(fact), may_name),
        place=place,
    )


def _place(fact: Fact, base: FactBase) -> PlaceUsed | None:
    """Where the fact stood, with the hash of its file as it was read."""
    source = base.sources.get(fact.origin.source)
    if source is None or not fact.file:
        return None
    inside = fact.file.removeprefix(f"sources/{source.id}/")
    return PlaceUsed(fact.file, fact.line, fact.cell, source.files.get(inside, ""))


def _sentence(text: LocalText) -> str:
    return text.forms.get("other") or next(iter(text.forms.values()), "")


def _origin(origin: Origin) -> OriginUsed:
    return OriginUsed(
        source=origin.source,
        document=origin.document,
        title=origin.title,
        producer=origin.producer or "",
        as_of=str(origin.as_of or ""),
        published=str(origin.published or ""),
        retrieved=origin.retrieved.isoformat() if origin.retrieved else "",
        url=origin.url or "",
        licence=origin.licence or "",
    )
