"""One set of digits in the whole document, in figures that stand as text too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from generator.document.rewrite import rewritten
from generator.document.tree import Document, Emphasis, Inline, LineBreak, Link, Span, Strong
from generator.document.walk import lines, plain, unprinted
from generator.localisation.figures import figures, in_digits_of, strange, watched
from generator.localisation.locale import resolve
from generator.localisation.localiser import Localiser
from generator.problems import Findings, Where

_LATIN: Final = re.compile("[A-Za-z]")


def in_one_set_of_digits(document: Document, localiser: Localiser) -> Document:
    """``document`` with the literal figures of its texts in the document's own digits.

    Its number stays as it is: it is a name, and files carry it.
    """
    number = document.properties.number

    def words(text: str) -> str:
        if number and number in text:
            before, kept, after = text.partition(number)
            return words(before) + kept + words(after)
        return in_digits_of(localiser.numbers, text)

    native = frozenset(figures(localiser.digits)) if localiser.digits != "latn" else frozenset()

    def change(inline: Inline) -> Inline:
        """Figures in digits of the document's script run with its text."""
        if isinstance(inline, Span) and inline.direction == "ltr" and not inline.lang:
            inside = plain(inline.children)
            if native & set(inside) and not _LATIN.search(inside):
                return replace(inline, direction=None)
        return inline

    return rewritten(document, change, words)


def check_digits(document: Document, findings: Findings) -> None:
    """Every value, label and literal figure is in the digits of the document."""
    number = document.properties.number
    record = f"{number} ({document.lang})"
    name = document.furniture.digits
    own = watched(resolve(document.lang)[0].data, name)
    for place, children in (*lines(document), *unprinted(document)):
        for text in _own(children, document.lang.split("-")[0]):
            told = text.replace(number, "") if number else text
            if found := strange(told, name, own):
                at = told.find(found)
                near = told[max(0, at - 12) : at + len(found) + 12]
                digits = document.furniture.digits
                where = Where(record=record, field=place or None)
                findings.add("digits-mixed", where, found=found, digits=digits, near=near)
    for note in document.notes:
        if strange(note.label, document.furniture.digits):
            findings.add(
                "digits-mixed",
                Where(record=record),
                found=note.label,
                digits=document.furniture.digits,
                near=note.label,
            )


def _own(children: tuple[Inline, ...], language: str) -> Iterator[str]:
    """The texts of a run in the document's language; what another language says is its own."""
    own: list[Inline] = []
    for child in children:
        match child:
            case Span(lang=lang) if lang and lang.split("-")[0] != language:
                own.append(LineBreak())
            case Span(children=inner) | Strong(children=inner) | Emphasis(children=inner):
                yield from _own(inner, language)
            case Link(children=inner):
                yield from _own(inner, language)
            case _:
                own.append(child)
    yield plain(own)
