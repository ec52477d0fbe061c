"""Text that the engine leaves outside its column or page: its block is made to fit.

The engine finds no place to break a line in some mixtures of scripts, and keeps a word whole
that is wider than its column. What stood outside in one layout is loosened for the next: first
lines may break at every space and at every change of script, then letters are smaller, then
words may be cut anywhere. Nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import Final
from xml.etree.ElementTree import Element

from generator.writers.line_ends import BREAK

_CLASSES: Final = ("fit", "fit fit-small", "fit fit-smaller", "fit fit-smaller fit-cut")
"""Classes of a block after each layout in which some of it stood outside."""

STEPS: Final = len(_CLASSES)
"""Layouts after which nothing more is done about a block."""

_BLOCKS: Final = frozenset(
    {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "caption", "div", "header", "nav"}
)
_ONCE: Final = "head-once"
_MARK: Final = "data-fit"
_BREAKING: Final = "may-break"


def loosen(root: Element, outside: Iterable[Element], below: Iterable[Element]) -> bool:
    """Make the blocks of some elements fit better; False when nothing is left to be done.

    outside  of text at the side of its column.
    below    of text under the end of its page: what holds it may go on on the next page.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    done = False
    for block in {_block(element, parents): None for element in outside}:
        step = int(block.get(_MARK, "0"))
        if block is root or step == STEPS:
            continue
        before = _CLASSES[step - 1].split() if step else []
        own = [name for name in block.get("class", "").split() if name not in before]
        block.set("class", " ".join((*own, *_CLASSES[step].split())))
        block.set(_MARK, str(step + 1))
        if step == 0:
            _open_lines(block)
        done = True
    for element in below:
        done = _let_go_on(element, parents) or done
    return done


def keep_heads(tables: Iterable[Element]) -> bool:
    """Let some tables begin with their head and not repeat it; False when all did already.

    A head that a page repeats is left out by the engine where no row fits under it, even on
    the first page. As rows like others it stays, and the first of the rows goes on from page
    to page, as do those of the head.
    """
    done = False
    for table in tables:
        classes = table.get("class", "").split()
        if _ONCE not in classes:
            table.set("class", " ".join((*classes, _ONCE)))
            done = True
    return done


def _block(element: Element, parents: dict[Element, Element]) -> Element:
    while element.tag not in _BLOCKS and element in parents:
        element = parents[element]
    return element


def _open_lines(block: Element) -> None:
    """Let lines end at every space, also before a sign, and between calls of notes in a row."""
    for element in block.iter():
        if element.text:
            element.text = element.text.replace(" ", f" {BREAK}")
        for one, following in zip_longest(element, element[1:]):
            if one.tail:
                one.tail = one.tail.replace(" ", f" {BREAK}")
            elif following is not None and _is_call(one) and _is_call(following):
                one.tail = BREAK


def _is_call(element: Element) -> bool:
    return element.get("class") in ("call", "footnote")


def _let_go_on(element: Element, parents: dict[Element, Element]) -> bool:
    done = False
    while element in parents:
        classes = element.get("class", "").split()
        if _BREAKING not in classes:
            element.set("class", " ".join((*classes, _BREAKING)))
            done = True
        element = parents[element]
    return done
