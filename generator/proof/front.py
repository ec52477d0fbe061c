"""What stands on the first pages of a PDF, before the first section that begins a new one."""

from __future__ import annotations

from collections.abc import Sequence

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
