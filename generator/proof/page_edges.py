"""Whether every page of a PDF bears what stands around its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.document.tree import Document
from generator.document.walk import plain
from generator.proof.around import at_the_foot, page_of, reference
from generator.proof.forms import drawn, edge, short
from generator.proof.found import Difference


def edges_of_pages(document: Document, pages: Sequence[str]) -> Iterator[Difference]:
    """Every page bears the marking, number, dates and its own number."""
    if document.beside is not None and document.beside.in_halves:
        yield from _edges_of_halves(document, document.beside.document, pages)
        return
    furniture = document.furniture
    banner = plain(furniture.banner)
    words = [furniture.organisation, furniture.across, banner, reference(document)]
    words += [banner] if at_the_foot(document) else []
    patterns = [furniture]
    if document.beside is not None:
        words += _beside(document, document.beside.document)
        patterns.append(document.beside.document.furniture)
    for place, page in enumerate(pages, 1):
        counted = " ".join(page_of(place, len(pages), one) for one in patterns)
        wanted = "".join(map(drawn, (*words, counted)))
        if sorted(edge(wanted)) != sorted(edge(drawn(page))):
            where = f"{plain(document.title)}, {counted}"
            yield Difference(where, "", short(" ".join((*words, counted))), short(page))


def _edges_of_halves(one: Document, other: Document, pages: Sequence[str]) -> Iterator[Difference]:
    """Each half counts its own pages; as a booklet is printed, the second from the back."""
    printed = one.beside is not None and one.beside.layout == "tumble-print"
    one = replace(one, beside=None)
    for front in range(1, len(pages)):
        if not [*edges_of_pages(one, pages[:front])]:
            break
    else:
        front = len(pages) - 1
    back = pages[front + (printed and not pages[front].strip()) :]
    yield from edges_of_pages(one, pages[:front])
    yield from edges_of_pages(other, back[::-1] if printed else back)
    if printed and len(pages) % 2:
        told = str(len(pages))
        yield Difference(plain(one.title), "", str(len(pages) + 1), told)


def _beside(document: Document, other: Document) -> list[str]:
    """What the second language adds to the edges of a page; a marking said alike stands once."""
    furniture = other.furniture
    words = [furniture.organisation, reference(other)]
    if furniture.across != document.furniture.across:
        words.append(furniture.across)
    banner = plain(furniture.banner)
    if banner != plain(document.furniture.banner):
        words += [banner] * (1 + at_the_foot(document))
    return words
