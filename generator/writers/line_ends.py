"""Where lines of a page may end, said with signs and spaces as the PDF engine understands them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element

from generator.writers.hyphens import DIVIDED
from generator.writers.phrases import IDEOGRAPHIC

JOINER: Final = "\u2060"
BREAK: Final = "\u200b"
INVISIBLE: Final = dict.fromkeys(map(ord, (JOINER, BREAK)))
"""Signs that are for the layout alone: readers get the text without them."""
BOUND: Final = re.compile(r"(?<=\w)-(?=\w|\Z)|(?<=\d)–(?=\d)")
LINE_END: Final = re.compile(r"[\n\r\f\v]")
FOLDED_SPACES: Final = re.compile(r"[ \t]*[\n\r\f\v][ \t\n\r\f\v]*")
IDLE: Final = re.compile("(?<!\\w)[\u00ad\u2060]+|[\u00ad\u2060]+(?!\\w)")
"""Soft hyphens and joiners that are not inside a word.

The engine would draw such a hyphen at a line's end, and end no line at a space beside a joiner.
"""
LONG_WORD: Final = 30  # characters that a line of text always has room for
LONG_LABEL: Final = 40  # small letters of an address that a line has room for
LONGER_THAN_LINES: Final = 75  # characters of a word that no line has room for
CUTTABLE: Final = re.compile(
    "[\u0021-\u007e\u00a1-\u00ac\u00ae-\u024f\u0370-\u03ff\u0400-\u052f\u2010-\u2060]+"
)
"""Words of letters and signs that stay as they are when a line ends between any two of them."""
STEP: Final = re.compile("(?s:.{0,11}[/&?=_.,;]|.{1,11}[^-\u2060]|.{1,12})")
"""A piece of such a word: up to a sign, where there is one soon; never up to a hyphen."""
ADDRESS: Final = re.compile(r"[/@?=&_]|\w\.\w")
UP_TO_STROKE: Final = re.compile(r"(?:[A-Za-z]+://)?[^/?=&_@]*(?:[/?=&_@]+|\Z)")
UP_TO_DOT: Final = re.compile(r"[^.]*(?:\.+|\Z)")
TAKES_SPACE: Final = frozenset({"span", "strong", "em"})
INLINE: Final = TAKES_SPACE | {"a", "bdi"}


def ready_for_lines(root: Element) -> None:
    """Say with signs and spaces where lines may end, as the engine understands it."""
    keep_apart(root)
    lead_with_spaces(root)


def keep_apart(root: Element) -> None:
    """Write a hyphen that is a letter otherwise than the sign that divides a word."""
    for element in root.iter():
        if element.text and DIVIDED in element.text:
            element.text = element.text.replace(DIVIDED, "-")
        if element.tail and DIVIDED in element.tail:
            element.tail = element.tail.replace(DIVIDED, "-")


def lead_with_spaces(root: Element) -> None:
    """Let spaces begin the elements that they stand before.

    Where an element just does not fit into its line and text that ends in a space stands
    before it, the engine looks for the end of the line in that text, from its end, and finds
    its first word. A space of the element's own leaves it nothing to look for. Underlines and
    isolated directions do not take it in: before them a place for the line's end does, at
    the price of a line that sometimes ends a word early.
    """
    for parent in root.iter():
        before: Element | None = None
        for child in parent:
            text = (parent.text if before is None else before.tail) or ""
            if text[-1:] == " " and child.tag in INLINE and child.get("class") != "long":
                takes = child.tag in TAKES_SPACE and child.text and "dir" not in child.attrib
                text = text[:-1] if takes else text + BREAK
                if takes:
                    child.text = f" {child.text}"
                if before is None:
                    parent.text = text
                else:
                    before.tail = text
            before = child


def folded(text: str) -> str:
    """Text with its line ends as spaces, and without signs that do nothing but harm here."""
    if "\u00ad" in text or JOINER in text:
        text = IDLE.sub("", text)
    return FOLDED_SPACES.sub(" ", text) if LINE_END.search(text) else text


def joined(text: str) -> str:
    """Text that no line ends in behind a hyphen, nor behind the beginning of an address."""
    if "-" in text or "–" in text:
        text = BOUND.sub(lambda found: found.group() + JOINER, text)
    return text.replace("://", f"://{JOINER}") if "://" in text else text


def address(text: str, room: int) -> str:
    """An address of the net, with places for a line's end behind the strokes in it.

    What is between two strokes stays whole where a line has room for it, else its last dots
    are kept: a line that ends in "worldbank." and one that begins with "org" help nobody.
    """
    pieces: list[str] = []
    for piece in filter(None, UP_TO_STROKE.findall(joined(text))):
        most = LONG_LABEL if room >= LONG_WORD and piece.islower() else room
        pieces += [piece] if len(piece) <= most else _at_dots(piece, room)
    return BREAK.join(pieces)


def _at_dots(text: str, room: int) -> list[str]:
    pieces: list[str] = []
    for label in filter(None, reversed(UP_TO_DOT.findall(text))):
        if pieces and len(label) + len(pieces[0]) <= room:
            pieces[0] = label + pieces[0]
        else:
            pieces[:0] = [label] if len(label) <= room else STEP.findall(label)
    return pieces


def steps(text: str) -> str:
    """A word that no line has room for, with places where it may be cut."""
    return BREAK.join(STEP.findall(joined(text)))


@lru_cache(maxsize=LONG_WORD)
def longer_than(letters: int) -> re.Pattern[str]:
    """What finds the words of more than so many letters."""
    return re.compile(rf"([^\s{IDEOGRAPHIC}]{{{letters + 1},}})")
