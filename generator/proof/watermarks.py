"""The word of a draft across the pages of a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document.tree import Document
from generator.document.walk import plain


def strange_words(
    document: Document, drawn: Mapping[str, tuple[str, ...]], *, with_own: bool
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Headers that do not draw the word across their pages, or draw another; footers that do.

    drawn     the words drawn by each header and footer, by the name of the part.
    with_own  the file is on a letterhead, which may draw words of its own.

    Gives place, and what was wanted and found.
    """
    words = {"": [document.furniture.across]}
    if document.beside is not None:
        other = document.beside.document.furniture.across
        if document.beside.in_halves:
            words["2.xml"] = [other]
        elif other not in words[""]:
            words[""].append(other)
    for name, found in sorted(drawn.items()):
        asked = [*filter(None, words.get(name[-5:], words[""]))]
        wanted = asked if name.startswith("word/header") else []
        there = [one for one in found if one in wanted or not with_own]
        if there != wanted:
            yield plain(document.title), (" ".join(asked), " ".join(found))
