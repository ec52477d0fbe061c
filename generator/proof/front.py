"""On which pages of a PDF things stand: what is at its front, and the parts of a pack."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from generator.document.tree import Document, Section
from generator.document.walk import blocks, plain


def front_pages(document: Document, pages: Sequence[int]) -> int:
    """How many pages stand before the first section that begins a page; 0 where none does.

    pages  the page on which each heading stands, the title first.
    """
    sections = (block for block in blocks(document) if isinstance(block, Section))
    for place, section in enumerate(sections, 1 if plain(document.title).strip() else 0):
        if section.new_page and place < len(pages):
            return pages[place] - 1
    return 0


_PART: Final = re.compile(r"part-[0-9]+")


def part_pages(document: Document, headings: Sequence[int], pages: int) -> Mapping[str, int]:
    """How many pages each part of a pack takes, by the id of its heading; none of other documents.

    headings  the page on which each heading stands, the title first; pages: of the whole.
    """
    if not any(isinstance(b, Section) and _PART.fullmatch(b.heading.id) for b in document.blocks):
        return {}
    first = 1 if plain(document.title).strip() else 0
    sections = [block for block in blocks(document) if isinstance(block, Section)]
    begin: list[tuple[str, int]] = []
    for place, section in enumerate(sections, first):
        if section in document.blocks and section.new_page and place < len(headings):
            begin.append((section.heading.id, headings[place]))
    ends = [*begin, ("", pages + 1)]
    return {
        name: end - start for (name, start), (_, end) in pairwise(ends) if _PART.fullmatch(name)
    }
