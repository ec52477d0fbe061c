"""A pack: the documents of several briefs behind one cover, with one list of sources.

Each brief is composed as any other; here its document becomes a part of the pack's. The
documents that go out beside the pack, each brief and each of its annexes, are made from the
same trees, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType

from markupsafe import Markup

from generator.compose.composer import Composer
from generator.compose.looked import together
from generator.compose.model import Composed, PrintedTerm
from generator.compose.portions import ROLE, lowest_portion
from generator.compose.references import with_references
from generator.document.joining import Joined, annexes, excerpt, joined
from generator.document.tree import Document, Inline, Paragraph, Properties, Span, Strong, Text
from generator.document.walk import plain
from generator.localisation.locale import resolve
from generator.localisation.marks import N_

PACK = "pack"
"""The name of a pack's template, in manifests and properties."""


@dataclass(frozen=True, slots=True)
class Part:
    """One brief of a pack, composed under the number that it has in the pack.

    number  its own, as its order has it.
    """

    number: str
    composed: Composed


@dataclass(frozen=True, slots=True, eq=False)
class PartView:
    """A brief of the pack, as the template of the cover sees it.

    place    from 1, as printed; annexes: how many of its sections can go out alone.
    title, marking  marks of what is printed; marking is "" where the level is unmarked.
    """

    place: Markup
    title: Markup
    number: Markup
    marking: Markup
    annexes: int


def part_views(composer: Composer, parts: Sequence[Part]) -> tuple[PartView, ...]:
    """The parts as the cover lists them."""
    return tuple(
        PartView(
            place=composer.put(composer.text(composer.localiser.number(place))),
            title=composer.put(*_without_portion(part.composed.document.title)),
            number=composer.put(composer.text(part.number)),
            marking=composer.put(*_banner(composer, part.composed.document)),
            annexes=len([*annexes(part.composed.document)]),
        )
        for place, part in enumerate(parts, 1)
    )


def pack_title(composer: Composer) -> tuple[Inline, ...]:
    """The title of a pack whose order gives none."""
    return composer.message(N_("Meeting pack"))


def packed(composer: Composer, cover: Composed, parts: Sequence[Part]) -> Composed:
    """The cover with its parts behind it; ``pieces`` holds what also goes out alone."""
    title = lowest_portion(composer, composer.message(N_("Sources of all parts")))
    document, names = joined(
        _highest(composer, cover.document, parts),
        [_joined(composer, cover.document, part, place) for place, part in enumerate(parts, 1)],
        title,
        composer.localiser.number,
    )
    all_parts = (cover, *(part.composed for part in parts))
    return Composed(
        with_references(replace(document, properties=_properties(document, parts))),
        tuple(chain.from_iterable(one.problems for one in all_parts)),
        sum(one.words for one in all_parts),
        _cited(all_parts, names),
        tuple(_terms(all_parts)),
        untranslated=frozenset(chain.from_iterable(one.untranslated for one in all_parts)),
        omitted=frozenset(chain.from_iterable(one.omitted for one in all_parts)),
        named=MappingProxyType(dict(chain.from_iterable(o.named.items() for o in all_parts))),
        texts=MappingProxyType(
            {
                f"{place}.{slot}": language
                for place, part in enumerate(parts, 1)
                for slot, language in part.composed.texts.items()
            }
        ),
        pieces=MappingProxyType(dict(_pieces(composer, parts))),
        until=min((one.until for one in all_parts if one.until), default=None),
        read=together(one.read for one in all_parts),
    )


def _joined(composer: Composer, cover: Document, part: Part, place: int) -> Joined:
    document = part.composed.document
    number = composer.text(composer.localiser.number(place))
    mark = document.title[: len(document.title) - len(_without_portion(document.title))]
    words = composer.message(
        N_("Part {number} – {title}"), number=number, title=_without_portion(document.title)
    )
    line: tuple[Inline, ...] = composer.message(
        N_("No. {number}"), number=composer.text(part.number)
    )
    if banner := _banner(composer, document):
        line = (*line, Text(" · "), *banner)
    lead = [Paragraph(lowest_portion(composer, line), "note")]
    if document.subtitle and plain(document.subtitle) != plain(cover.subtitle):
        lead.insert(0, Paragraph(document.subtitle, "lead"))
    return Joined(document, f"part-{place}", (*mark, *words), tuple(lead))


def _without_portion(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A title without the mark before it and the gap behind that."""
    first = children[0] if children else None
    return children[2:] if isinstance(first, Span) and first.role == ROLE else children


def _banner(composer: Composer, document: Document) -> tuple[Inline, ...]:
    """The marking of a document as words of a text, in the language of the marking."""
    furniture = document.furniture
    if not furniture.banner:
        return ()
    own = resolve(furniture.marking_lang)[0]
    if own.language == composer.localiser.locale.language:
        return furniture.banner
    turned = own.direction if own.direction != composer.direction else None
    return (Span(furniture.banner, furniture.marking_lang, turned),)


def _highest(composer: Composer, cover: Document, parts: Iterable[Part]) -> Document:
    """The cover with the marking of the most restrictive of the parts, or its own."""
    scheme = composer.house.marking
    documents = [cover, *(part.composed.document for part in parts)]
    highest = max(documents, key=lambda one: scheme.rank(one.properties.marking) or 0)
    marked = highest.furniture
    return replace(
        cover,
        furniture=replace(
            cover.furniture,
            marking=marked.marking,
            marking_lang=marked.marking_lang,
            handling=marked.handling,
        ),
        properties=replace(
            cover.properties,
            marking=highest.properties.marking,
            handling=highest.properties.handling,
        ),
    )


def _properties(document: Document, parts: Iterable[Part]) -> Properties:
    found = chain.from_iterable(part.composed.document.properties.keywords for part in parts)
    return replace(document.properties, keywords=tuple(dict.fromkeys((*found, PACK))))


def _cited(
    all_parts: Sequence[Composed], names: Mapping[tuple[int, str], str]
) -> Mapping[str, tuple[str, ...]]:
    """The facts each note stands for, those of all parts together."""
    found: dict[str, dict[str, None]] = {}
    for place, one in enumerate(all_parts):
        for note, facts in one.cited.items():
            if (place, note) in names:
                found.setdefault(names[place, note], {}).update(dict.fromkeys(facts))
    return MappingProxyType({note: tuple(facts) for note, facts in found.items()})


def _terms(all_parts: Iterable[Composed]) -> Iterable[PrintedTerm]:
    """Terms of all parts: one that prints alike in several stands once, with all its facts."""
    found: dict[object, PrintedTerm] = {}
    for term in chain.from_iterable(one.terms for one in all_parts):
        key = (term.id, term.language, term.forms, term.others)
        known = found.get(key)
        facts = term.facts if known is None else (*known.facts, *term.facts)
        found[key] = replace(term, facts=tuple(dict.fromkeys(facts)))
    return found.values()


# ---------------------------------------------------------------- what goes out alone


def _pieces(composer: Composer, parts: Sequence[Part]) -> Iterable[tuple[str, Document]]:
    """Each brief, and each of its annexes, by what follows the number of the pack."""
    for place, part in enumerate(parts, 1):
        document = part.composed.document
        yield str(place), document
        for letter, section in zip(_letters(), annexes(document), strict=False):
            alone = excerpt(document, section, composer.localiser.number)
            title = plain(_without_portion(alone.title))[:255]
            alone = replace(alone, properties=replace(alone.properties, title=title))
            piece = f"{place}-{letter}"
            yield piece, with_references(_renumbered(composer, alone, piece))


def _letters() -> Iterable[str]:
    """A to Z, then AA, AB and so on."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    yield from (one + other for one in alphabet for other in alphabet)


def _renumbered(composer: Composer, document: Document, piece: str) -> Document:
    """The document under the number of the pack with what stands for the piece behind it."""
    number = f"{composer.brief.number}-{piece}"
    words: tuple[Inline, ...] = composer.message(N_("No. {number}"), number=composer.text(number))
    edition = composer.brief.edition
    if edition:
        shown = composer.localiser.number(int(edition)) if edition.isdecimal() else edition
        told = composer.message(N_("Edition {edition}"), edition=composer.text(shown))
        words = (*words, Text(" · "), *told)
    masthead = document.masthead
    if masthead:
        masthead = ((Strong((composer.text(number),)),), *masthead[1:])
    properties = replace(document.properties, number=number)
    furniture = replace(document.furniture, number=words)
    return replace(document, masthead=masthead, furniture=furniture, properties=properties)
