"""Printed values as content controls, each tied to its fact and bound to the data part.

Word shows what the data part says, in one look and one direction, so each run of a value is a
control of its own, bound to its own element: a value that is written in both directions has
several, one for each of its runs. Spaces between two runs stand between their controls.

The data hold no marks of direction. A run that needs its own has them, and they stand around its
control as well, for when Word has put the data in the place of the run.

LibreOffice 7.4 writes a bound control of plain text anew for each piece of another script in
it, when it saves the file ("2023年年2023年"), and without the look of its run (bold, a style). A
combo box, which takes any text too, it keeps. So what is not surely written in one script, or
looks otherwise than the text around it, is a combo box without entries.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final, NamedTuple, TypeAlias

from generator.document import wordrecord as names
from generator.document.tree import Document, Value
from generator.document.wordrecord import HYPHEN, NAMESPACE, TAG_LENGTH, tag_of
from generator.writers.docx.direction import MARKS, Piece, fragile
from generator.writers.docx.xml import quoted
from generator.writers.phrases import LRM
from generator.writers.scripts import script_of

_FIRST: Final = 700001
_SPACE: Final = uuid.UUID("6f1d2f5c-35a5-5d0e-9a8c-6f0a3a3f1c55")
_WESTERN: Final = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02af\u0370-\u052f\u1e00-\u1fff\u2012-\u2015\u2018-\u201f\u2026\u202f"
    "\u2030-\u2044\u20a0-\u20bf\u2212]+"
)
# In a document of another script its signs, and those at the edges, count as of that script.
_AMID_OTHERS: Final = re.compile("[0-9A-Za-z](?:[0-9A-Za-z,. \u00a0]*[0-9A-Za-z])?")
_EDGES: Final = f"{MARKS} "
# Signs that are elements in a run, and the spaces around them: they stand between controls.
_BETWEEN: Final = re.compile(
    f"[ {MARKS}]*[\t\n\r\u00ad\u2011\u2028\u2029{MARKS}][ \t\n\r\u00ad\u2011\u2028\u2029{MARKS}]*"
)
_ELEMENTS: Final = re.compile(
    " *[\t\n\r\u00ad\u2011\u2028\u2029][ \t\n\r\u00ad\u2011\u2028\u2029]*"
)
# Any of these, and spaces at the edges.
_DIVIDES: Final = re.compile(f"[\t\n\r\u00ad\u2011\u2028\u2029{MARKS}]|^ | $")
_LOOK: Final = re.compile("<w:(?:rStyle|b|i) ?[^>]*/>")  # what sets a run apart from its text
_NO_MARKS: Final = dict.fromkeys(map(ord, MARKS))


_PLACES: Final = f"/b:{names.DOCUMENT}[1]/b:"
_BINDING: Final = f'<w:dataBinding w:prefixMappings="xmlns:b=&quot;{NAMESPACE}&quot;" w:xpath="'


class Spot(NamedTuple):
    """Part of a printed value: what one run prints.

    tied  whether a control goes around it; what stands between controls is not tied.
    """

    piece: Piece
    tied: bool

    @property
    def data(self) -> str:
        """What the data part holds for it."""
        text = self.piece.text
        return text if text.isascii() else text.translate(_NO_MARKS)


_AROUND: Final = Spot(Piece(LRM, rtl=False), tied=False)


class Written(NamedTuple):
    """A spot with its run, and the ``w:rPr`` of it."""

    spot: Spot
    run: str
    properties: str


Said: TypeAlias = tuple[tuple[str, bool], ...]
"""The texts of a value as the data part holds them, each with whether a control shows it."""


@dataclass(slots=True)
class Entry:
    """A value in the data part; said is () until a control shows it."""

    place: int
    said: Said = ()


class Controls:
    """The content controls of one document, or of one language of a file in two.

    store    GUID of the data part.
    entries  what the part holds for each value, by language, fact, exact value and printed text. A
             value that is printed twice in the same words is bound twice to one place, so
             that both change when one is changed.
    again    the same values where their runs are cut in another way.
    """

    def __init__(self, document: Document, first: Controls | None = None) -> None:
        """Make controls; ``first`` are those of the language that comes first in the file."""
        own = document.properties
        name = "\n".join((own.number, own.edition, document.lang, own.data_hash))
        self.store = f"{{{str(uuid.uuid5(_SPACE, name)).upper()}}}"
        self.entries: dict[tuple[str, str, str, str], Entry] = {}
        self.again: dict[tuple[int, Said], int] = {}
        self._numbers = count(_FIRST)
        if first is not None:
            self.store, self.entries, self.again = first.store, first.entries, first.again
            self._numbers = first._numbers
        self._document = document
        western = script_of(document.lang).slot == "latin"
        self._one_script = _WESTERN if western else _AMID_OTHERS
        self._heads: dict[str, str] = {}

    def entry(self, value: Value) -> Entry:
        """The place of a value in the data part, and what stands there."""
        key = (self._document.lang, value.fact, value.exact, value.text)
        found = self.entries.get(key)
        if found is None:
            found = self.entries[key] = Entry(len(self.entries) + 1)
        return found

    def around(self, value: Value, written: Sequence[Written]) -> str:
        """The runs that print ``value``, with a control around each that can be bound."""
        seen = [place for place, each in enumerate(written) if each.spot.tied or _shows(each)]
        inside = written[seen[0] : seen[-1] + 1] if seen else ()
        said = tuple([(each.spot.data, each.spot.tied) for each in inside])
        if not any(tied for _, tied in said):
            return self._control(value, "".join([each.run for each in written]))
        path, number = self._path(value, said), 0
        runs = []
        for each in written:
            if not each.spot.tied:
                runs.append(each.run)
                continue
            number += 1
            part = f"/b:{names.PART}[{number}]" if len(said) > 1 else ""
            binding = self._binding(f"{path}{part}", each)
            runs.append(self._control(value, each.run, binding, each.properties))
        return "".join(runs)

    def _control(self, value: Value, runs: str, binding: str = "", properties: str = "") -> str:
        number = next(self._numbers)
        head = self._heads.get(value.fact)
        if head is None:
            head = self._heads[value.fact] = self._head(value.fact)
        return (
            f'<w:sdt><w:sdtPr>{properties}{head}<w:id w:val="{number}"/>{binding}</w:sdtPr>'
            f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )

    def _binding(self, path: str, written: Written) -> str:
        plain = self._one_script.fullmatch(written.spot.piece.text)
        kind = "text" if plain and not _LOOK.search(written.properties) else "comboBox"
        return f'{_BINDING}{path}" w:storeItemID="{self.store}"/><w:{kind}/>'

    def _path(self, value: Value, said: Said) -> str:
        """Where the data part holds a value that is said so."""
        entry = self.entry(value)
        if not entry.said:
            entry.said = said
        group, place = names.SHOWN, entry.place
        if entry.said != said:
            group, place = (
                names.AGAIN,
                self.again.setdefault((entry.place, said), len(self.again) + 1),
            )
        return f"{_PLACES}{group}[1]/b:{names.VALUE}[{place}]"

    def _head(self, fact: str) -> str:
        """Title and tag of the controls of a fact."""
        known = self._document
        title = " ".join((known.titles.get(fact) or known.sources.get(fact, "")).split())
        if len(title) > TAG_LENGTH:
            title = f"{title[: TAG_LENGTH - 1]}…"
        alias = f"<w:alias w:val={quoted(title)}/>" if title else ""
        return f"{alias}<w:tag w:val={quoted(tag_of(fact))}/>"


def _shows(written: Written) -> bool:
    """Whether what stands outside of all controls is seen: a hyphen at the end of a value."""
    return HYPHEN in written.spot.piece.text


def spots(piece: Piece) -> Sequence[Spot]:
    """A piece of a printed value as what controls go around, and what stands between them.

    Spaces at the ends of a control are at risk: programs may read data without them.

    >>> [spot.piece.text for spot in spots(Piece(" сто", rtl=False))]
    [' ', 'сто']
    """
    text, rtl = piece
    marked = not rtl and text[:1] == text[-1:] == LRM
    core = text[1:-1] if marked else text
    if core and not _DIVIDES.search(core):  # as most are
        if not marked:
            return (Spot(piece, tied=True),)
        whole = piece if fragile(core) else Piece(core, rtl=False)
        return (_AROUND, Spot(whole, tied=True), _AROUND)
    return tuple(_cut(text, rtl))


def _cut(text: str, rtl: bool) -> Iterator[Spot]:
    bare = text.strip(_EDGES)
    kept = bool(bare) and not rtl and text.strip(LRM) != text and _needs_its_marks(text)
    core = text.strip(" ") if kept else bare
    start = text.index(core)
    end = 0
    for place, behind in _between(core, start, len(text), _ELEMENTS if kept else _BETWEEN):
        said = text[end:place]
        if said.strip(_EDGES):
            yield from _marked(said) if kept else (Spot(Piece(said, rtl), tied=True),)
        elif said:
            yield Spot(Piece(said, rtl), tied=False)
        if behind > place:
            yield Spot(Piece(text[place:behind], rtl), tied=False)
        end = behind


def _marked(text: str) -> Iterator[Spot]:
    """A left-to-right run with its marks, and others around its control."""
    inside = Piece(f"{LRM}{text.strip(LRM)}{LRM}", rtl=False)
    yield from (_AROUND, Spot(inside, tied=True), _AROUND)


def _between(
    core: str, start: int, length: int, signs: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Where what is not tied starts and ends: before, inside and behind ``core``."""
    yield 0, start
    for found in signs.finditer(core):
        yield start + found.start(), start + found.end()
    yield start + len(core), length


def _needs_its_marks(text: str) -> bool:
    """Whether the marks at the ends of a left-to-right ``text`` must stay in its own run."""
    core = text.strip(MARKS)
    return fragile(core) or text.strip(LRM) != core
