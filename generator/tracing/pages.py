"""The printings of a PDF with their pages: its data laid along the text that its pages draw."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from generator.proof.forms import drawn
from generator.tracing.model import STATEMENT, Printing
from generator.tracing.order import places


@dataclass(frozen=True, slots=True)
class _Run:
    """The text of a document in the form that is compared, and the page of each piece."""

    text: str
    starts: tuple[int, ...]
    pages: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, int]]) -> _Run:
        """The run of some pieces with their pages."""
        found = [(form, page) for text, page in pieces if (form := drawn(text))]
        starts = [0, *accumulate(len(text) for text, _ in found)]
        text, pages = "".join(text for text, _ in found), (page for _, page in found)
        return cls(text, tuple(starts), tuple(pages))

    def page(self, place: int) -> int:
        """The page on which a place of the text stands."""
        return self.pages[bisect_right(self.starts, place) - 1]


def printings_of(
    data: Mapping[str, Any], pieces: Sequence[tuple[str, int]]
) -> tuple[Printing, ...]:
    """Every printing that the data of a PDF tell, once for each page.

    pieces  the texts of the document with their pages, in reading order.
    """
    run = _Run.of(pieces)
    texts = [tuple(_texts(fact)) for fact in data["facts"]]
    order = data.get("order")
    if not isinstance(order, list):  # a file of an older program
        every = [one for own in texts for one in own]
        return tuple(found for one in every for found in _anywhere(one, run))
    found = []
    for number, place in order:
        if 0 <= number < len(texts) and 0 <= place < len(texts[number]):
            found.append(texts[number][place])
    placed = _paged([one for one in found if one.fact], run)
    return tuple(dict.fromkeys(placed))


def _texts(fact: Mapping[str, Any]) -> Iterator[Printing]:
    """The texts of a fact, in the order by which ``order`` counts them."""
    name = str(fact["id"])
    for value in fact.get("values", ()):
        for text in value["printed"]:
            yield Printing(name, str(value["type"]), str(value["exact"]), str(text))
    for text in fact.get("statements", ()):
        yield Printing(name, STATEMENT, "", str(text))


def _paged(printings: Sequence[Printing], run: _Run) -> list[Printing]:
    """The printings with their pages, as far as these are certain."""
    forms = [drawn(one.text) for one in printings]
    holders = _holders(printings, forms)
    alone = [at for at, holder in enumerate(holders) if holder is None]
    edges = frozenset(run.starts)
    found = dict(zip(alone, places([forms[at] for at in alone], run.text, edges), strict=True))
    at = [
        found[place] if holder is None else _within(found[holder[0]], holder[1])
        for place, holder in enumerate(holders)
    ]
    pages = [0 if place is None else run.page(place) for place in at]
    return [
        replace(one, page=page or _between(pages, place))
        for place, (one, page) in enumerate(zip(printings, pages, strict=True))
    ]


def _holders(printings: Sequence[Printing], forms: Sequence[str]) -> list[tuple[int, int] | None]:
    """For each value inside a sentence of its fact, the sentence and where in it it stands."""
    found: list[tuple[int, int] | None] = []
    sentence, passed = -1, 0
    for place, one in enumerate(printings):
        if one.type == STATEMENT:
            sentence, passed = place, 0
            found.append(None)
            continue
        at = -1
        if sentence >= 0 and printings[sentence].fact == one.fact:
            at = forms[sentence].find(forms[place], passed)
        if at < 0:
            found.append(None)
            continue
        passed = at + len(forms[place])
        found.append((sentence, at))
    return found


def _within(start: int | None, offset: int) -> int | None:
    return None if start is None else start + offset


def _between(pages: Sequence[int], place: int) -> int:
    """The page of a text that was not found, where those around it share one; else 0."""
    before = next((page for page in reversed(pages[:place]) if page), 0)
    after = next((page for page in pages[place + 1 :] if page), 0)
    return before if before == after else 0


def _anywhere(one: Printing, run: _Run) -> Iterator[Printing]:
    """A printing on every page whose text has it: no file says which of them is meant."""
    form, at, seen = drawn(one.text), -1, set[int]()
    while form and (at := run.text.find(form, at + 1)) >= 0:
        if (page := run.page(at)) not in seen:
            seen.add(page)
            yield replace(one, page=page)
    if not seen:
        yield one
