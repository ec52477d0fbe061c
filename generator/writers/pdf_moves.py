"""Notes that the engine leaves on another page than their call: their blocks begin a new page.

Where a note does not fit under the line that calls it, the engine may keep it on the page
before or push it to the page after (WeasyPrint 1564, 2502). Begun on a new page, the block
that calls it has room for its notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element

TRIES: Final = 6
"""Layouts of one document; what is still astray then is a problem."""

MOVED: Final = "moved-on"
_BLOCKS: Final = frozenset({"p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "table"})


def move_on(root: Element, calls: Iterable[Element]) -> bool:
    """Let the blocks of some calls begin a page; False when none is left to be moved."""
    parents = {child: parent for parent in root.iter() for child in parent}
    moved = False
    for call in calls:
        for block in _blocks(call, parents):
            classes = block.get("class", "").split()
            if MOVED not in classes:
                block.set("class", " ".join((*classes, MOVED)))
                moved = True
                break
    return moved


def _blocks(element: Element, parents: dict[Element, Element]) -> list[Element]:
    """The row that an element stands in, else its paragraph or items; a table for its head.

    The nearest first: one that did not help by beginning a page is followed by the next.
    """
    chain = [element]
    while (above := parents.get(chain[-1])) is not None:
        chain.append(above)
    names = [each.tag for each in chain]
    for whole, inside in (("table", {"thead", "caption"}), ("tr", {"td", "th"})):
        if inside & set(names):
            return [each for each in chain if each.tag in (whole, "table")]
    return [each for each in chain if each.tag in _BLOCKS]
