"""Which editions printed a fact: where, as what, and to whom they went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from generator.build.keeping import Keeping, KeptEdition
from generator.build.tracing import levels_of
from generator.editions import atomic
from generator.editions.deliveries import Delivery, received
from generator.editions.manifest import DocumentMade, FactUsed
from generator.problems import Problem, ProblemsFound
from generator.selection.markings import rank
from generator.tracing.finished import read_finished


@dataclass(frozen=True, slots=True)
class Printed:
    """A document that printed the fact. pages: of a PDF that is there and whole."""

    file: str
    language: str
    format: str
    pages: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """An edition that printed the fact, what the fact was then, and who has it."""

    edition: KeptEdition
    fact: FactUsed
    documents: tuple[Printed, ...]
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Recall:
    """The editions that printed a fact, oldest first. above: how many may not be told."""

    fact: str
    editions: tuple[Recalled, ...]
    above: int


def recall(keeping: Keeping, fact: str, ceiling: str | None, house: str) -> Recall:
    """Every edition that printed a fact. Raises ``ProblemsFound`` when none did.

    ceiling  highest marking of the fact, as it then was, that is told; None: the lowest.
    """
    levels = levels_of(keeping.workspace, house)
    ceiling = ceiling or levels[0]
    if ceiling not in levels:
        values = {"ceiling": ceiling, "levels": ", ".join(levels)}
        raise ProblemsFound([Problem("trace-ceiling", values=values)])
    found: list[Recalled] = []
    known: set[str] = set()
    above = 0
    for edition in keeping.all():
        for used in edition.manifest.facts:
            told = rank(used.marking, levels) <= rank(ceiling, levels)
            if told:
                known.add(used.id)
            if used.id == fact and used.printed:
                above += not told
                if told:
                    documents = tuple(_documents(edition, used))
                    went = _went(keeping, edition, documents)
                    found.append(Recalled(edition, used, documents, went))
    if not found and not above:
        near = get_close_matches(fact, sorted(known), n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        values = {"fact": fact[:80], "hint": hint}
        raise ProblemsFound([Problem("edition-fact-never", values=values)])
    found.sort(key=lambda one: (one.edition.manifest.issued, one.edition.name))
    return Recall(fact, tuple(found), above)


def _went(
    keeping: Keeping, edition: KeptEdition, documents: tuple[Printed, ...]
) -> tuple[Delivery, ...]:
    """Who was given a document that printed the fact, as far as it is known which they got."""
    hashes = {one.file: one.sha256 for one in edition.manifest.documents}
    printed = {hashes[one.file] for one in documents}
    every = received(keeping.workspace.root, edition.order, edition.number)
    return tuple(one for one in every if not one.documents or printed & {*one.documents})


def _documents(edition: KeptEdition, used: FactUsed) -> Iterator[Printed]:
    states = {one.file: state for one, state in edition.files}
    for made in edition.manifest.documents:
        if made.language not in used.printed:
            continue
        pages: tuple[int, ...] = ()
        texts: tuple[str, ...] = ()
        if made.format == "pdf" and states[made.file] == "whole":
            pages, texts = _pages(edition, made, used.id)
            if not texts and made.piece:
                continue  # a piece of a pack that does not print it
        yield Printed(made.file, made.language, made.format, pages, texts)


def _pages(
    edition: KeptEdition, made: DocumentMade, fact: str
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    path = edition.folder / made.file
    finished = read_finished(path, atomic.read_regular(path), made.file)
    own = [one for one in finished.printings if one.fact == fact] if finished else []
    pages = sorted({one.page for one in own if one.page})
    return tuple(pages), tuple(dict.fromkeys(one.text for one in own))
