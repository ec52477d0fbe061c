"""The state of one rendering: what filters look things up in, and the values they put in.

A filter hands its inlines to ``put`` and gets back a mark, an empty element with a
number. The marks travel through Jinja as markup; the inlines do not. When the output is
read, ``resolve`` gives the inlines back, and numbers the notes in the order in which they
are met in the document.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from markupsafe import Markup

from generator.compose.drawn import Drawn, Tabled
from generator.compose.model import Brief, Slot
from generator.compose.treebuilder import BLOCKS, MARK
from generator.document.tree import (
    Block,
    Citation,
    Direction,
    Figure,
    Inline,
    Paragraph,
    Span,
    Text,
    Value,
)
from generator.document.walk import inlines_of, plain
from generator.facts.model import Fact, FactBase
from generator.house.model import HouseStyle
from generator.localisation.messages import placeholders
from generator.problems import Findings, Severity, Where
from generator.records import dataclass
from generator.selection.model import Chosen, Selection
from generator.selection.texts import TextPolicy

if TYPE_CHECKING:
    from generator.compose.views import Entry
    from generator.localisation.localiser import Localiser

CURRENT: Final[ContextVar[Composer]] = ContextVar("composer")

OriginKey: TypeAlias = tuple[str, str]
"""Ids of source and document."""

_MARKED: Final = re.compile(rf'<{MARK} n="(\d+)"/>')
_BLANK: Final = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT: Final = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f]")


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A call of the note for an origin; its number is known when the document is read."""

    origin: OriginKey
    fact: str


Part: TypeAlias = Inline | NoteCall
Filling: TypeAlias = Inline | tuple[Inline, ...] | str


class Composer:
    """Everything that is known while one document is rendered."""

    def __init__(
        self,
        *,
        localiser: Localiser,
        house: HouseStyle,
        base: FactBase,
        selection: Selection,
        brief: Brief,
        findings: Findings,
        pictures: Mapping[str, bytes] = MappingProxyType({}),
        slots: Mapping[str, Slot] = MappingProxyType({}),
    ) -> None:
        self.localiser = localiser
        self.tag = localiser.locale.tag
        self.language = localiser.locale.writing
        self.direction: Direction = localiser.direction
        self.house = house
        self.base = base
        self.selection = selection
        self.brief = brief
        self.findings = findings
        self.pictures = pictures
        self.slots = slots
        self.texts: dict[str, str] = {}
        self.policy = _policy(brief, house)
        self._parts: list[tuple[Part, ...]] = []
        self._blocks: list[tuple[tuple[Block, ...], NoteCall | None]] = []
        self._figures: dict[int, Drawn] = {}
        self._notes: dict[OriginKey, str] = {}
        self.called: dict[OriginKey, dict[str, None]] = {}
        self.printed: dict[str, None] = {}
        self.filed: dict[str, None] = {}  # facts in rows that go into a file
        self.filed_notes: dict[OriginKey, str] = {}
        self.said: list[str] = []
        self.stated: dict[str, None] = {}
        self.withheld: dict[str, Chosen] = {}
        self.untranslated: dict[str, None] = {}
        self.named: dict[str, str] = {}
        self.left_out: dict[str, Chosen] = {}
        self.areas: dict[str, Mapping[str, tuple[Entry, ...]]] = {}
        self.turns: dict[dt.date, None] = {}

    def day(self) -> dt.date:
        """The day the brief speaks for, for what prints otherwise the day after."""
        day = self.brief.as_of
        if day < dt.date.max:
            self.turns[day + dt.timedelta(days=1)] = None
        return day

    def speaking(self, localiser: Localiser) -> Composer:
        """The same rendering in another language, for a text that stays in its own."""
        other = copy.copy(self)
        other.localiser = localiser
        other.tag = localiser.locale.tag
        other.language = localiser.locale.writing
        other.direction = localiser.direction
        other.named = {}
        other.said = []  # what is said in another language uses none of the house's words
        return other

    # ------------------------------------------------------------ values and their marks

    def put(self, *parts: Part) -> Markup:
        """Keep the parts and give the mark that stands for them; nothing gives no mark."""
        if not parts:
            return Markup("")
        self._parts.append(parts)
        return Markup(f'<{MARK} n="{len(self._parts) - 1}"/>')  # noqa: S704 - a number

    def put_blocks(self, *blocks: Block, call: NoteCall | None = None) -> Markup:
        """Keep whole blocks and give the mark that stands for them; nothing gives no mark.

        call  of a note, at the end of the last of them, a paragraph.
        """
        if not blocks:
            return Markup("")
        self._blocks.append((blocks, call))
        return Markup(f'<{BLOCKS} n="{len(self._blocks) - 1}"/>')  # noqa: S704 - a number

    def blocks(self, number: int) -> tuple[Block, ...]:
        """The blocks behind a mark; the call of a note gets its number now."""
        blocks, call = self._blocks[number]
        last = blocks[-1]
        if call is not None and isinstance(last, Paragraph):
            citation = self._citation(call)
            blocks = (*blocks[:-1], replace(last, children=(*last.children, citation)))
        for block in blocks:
            self._remember(getattr(block, "caption", ()))
            self._remember(getattr(block, "children", ()))
        return blocks

    def figure_id(self) -> str:
        """The id of the next figure that is put in."""
        return f"figure-{len(self._blocks) + 1}"

    def put_figure(self, figure: Drawn) -> Markup:
        """Keep a figure, with a table or a table in its place; give the mark that stands for it."""
        self._figures[len(self._parts)] = figure
        self._parts.append(())
        return Markup(f'<{MARK} n="{len(self._parts) - 1}"/>')  # noqa: S704 - a number

    def resolve(self, number: int) -> tuple[Inline, ...] | Drawn:
        """The inlines or the figure behind a mark; calls of notes get their numbers now."""
        if number in self._figures:
            figure = self._figures[number]
            data = figure.data if isinstance(figure, Figure) else figure
            data = data.table if isinstance(data, Tabled) else data
            for row in () if data is None else data.rows:
                for cell in row.cells:
                    self._remember(cell.children)
            return figure
        found = tuple(
            self._citation(part) if isinstance(part, NoteCall) else part
            for part in self._parts[number]
        )
        self._remember(found)
        return found

    def unprinted(self, number: int) -> tuple[Inline, ...] | Drawn:
        """The inlines behind a mark in a row that goes into a file: its notes are the file's."""
        if number in self._figures:
            return self.resolve(number)
        found = tuple(
            self._filed_call(part) if isinstance(part, NoteCall) else part
            for part in self._parts[number]
        )
        for inline in inlines_of(found):
            fact = getattr(inline, "fact", None)
            if fact:
                self.filed[fact] = None
        return found

    def _filed_call(self, call: NoteCall) -> Citation:
        name = self.filed_notes.setdefault(call.origin, f"file-note-{len(self.filed_notes) + 1}")
        self.filed[call.fact] = None
        return Citation(name, first=False)

    def heard(self, marks: Markup) -> str:
        """What a reader reads where the marks stand, without calls of notes."""
        inlines = (
            part
            for number in _MARKED.findall(marks)
            for part in self._parts[int(number)]
            if not isinstance(part, NoteCall)
        )
        return plain(inlines)

    def _citation(self, call: NoteCall) -> Citation:
        first = call.origin not in self._notes
        if first:
            self._notes[call.origin] = f"note-{len(self._notes) + 1}"
        self.printed[call.fact] = None
        return Citation(self._notes[call.origin], first)

    def _remember(self, inlines: Sequence[Inline]) -> None:
        for inline in inlines:
            if isinstance(inline, Value):
                self.printed[inline.fact] = None
            elif not isinstance(inline, Text):
                fact = getattr(inline, "fact", None)
                if fact:
                    self.printed[fact] = None
                self._remember(getattr(inline, "children", ()))

    @property
    def notes(self) -> Mapping[OriginKey, str]:
        """The notes called in the document so far, in order, with their ids."""
        return self._notes

    def cite(self, fact: Fact) -> NoteCall:
        """A call of the note of the fact's origin."""
        key = (fact.origin.source, fact.origin.document)
        self.called.setdefault(key, {})[fact.id] = None
        return NoteCall(key, fact.id)

    # ------------------------------------------------------------ words

    def message(self, msgid: str, **values: Filling) -> tuple[Inline, ...]:
        """A message of the catalogues with its blanks filled by inlines or text."""
        return self.filled(self.localiser.pattern(msgid), values)

    def pgettext(self, context: str, msgid: str, **values: Filling) -> tuple[Inline, ...]:
        """``message`` for a text that has a context."""
        return self.filled(self.localiser.pattern(msgid, context), values)

    def plural(
        self, one: str, other: str, n: Decimal | int, **values: Filling
    ) -> tuple[Inline, ...]:
        """The form of a message for ``n``; its blank ``{n}`` is the number as shown."""
        pattern = self.localiser.plural_pattern(one, other, n)
        return self.filled(pattern, {"n": self.text(self.localiser.number(n)), **values})

    def words(self, msgid: str, **values: str) -> str:
        """A message as plain text."""
        return self.localiser.message(msgid, **values)

    def filled(self, pattern: str, values: Mapping[str, Filling]) -> tuple[Inline, ...]:
        """``pattern`` as inlines, its blanks filled; its own text gets national punctuation."""
        parts: list[Inline] = []
        for piece in pieces(self.localiser.punctuate(pattern)):
            if isinstance(piece, Blank):
                given = values[piece.name]
                if isinstance(given, str):
                    parts.append(self.text(given))
                elif isinstance(given, tuple):
                    parts.extend(given)
                else:
                    parts.append(given)
            elif piece:
                parts.append(Text(piece))
        return tuple(parts)

    def text(self, text: str) -> Inline:
        """Text of unknown script, isolated when it runs against the document's direction."""
        direction = self.direction_of(text)
        return Text(text) if direction is None else Span((Text(text),), None, direction)

    def direction_of(self, text: str) -> Direction | None:
        """The direction a piece of text needs, or None when the document's is right.

        Right to left as soon as it has such a letter; in a right-to-left document, left
        to right when it has Latin letters or must be kept together (dates, codes).
        """
        if _RIGHT_TO_LEFT.search(text):
            return None if self.direction == "rtl" else "rtl"
        if self.direction == "rtl" and (
            _LEFT_TO_RIGHT.search(text) or self.localiser.isolates(text)
        ):
            return "ltr"
        return None

    def value_direction(self, text: str) -> Direction | None:
        """The direction of a formatted value; one with letters of the document runs with it."""
        return self.direction_of(text)

    # ------------------------------------------------------------ remarks

    def remark(
        self, code: str, fact: Fact, *, severity: Severity = Severity.WARNING, **values: str
    ) -> None:
        """Note what an officer should look at, with the place of the fact."""
        where = Where(file=fact.file or None, line=fact.line or None, record=fact.id)
        self.findings.add(code, where, severity=severity, **values)


def _policy(brief: Brief, house: HouseStyle) -> TextPolicy:
    """What a wanting text does: as the order says, else the house.

    An order that speaks of gaps alone settles stale texts too, unless the house does.
    """
    return TextPolicy(
        missing=brief.missing_translation or house.fallback,
        stale=brief.stale_translation or house.stale_translation,
        draft=brief.draft_translation or house.draft_translation,
        machine=brief.machine_translation or house.machine_translation,
    )


@dataclass(frozen=True, slots=True)
class Blank:
    """A place in a text to be filled."""

    name: str


def pieces(pattern: str) -> list[str | Blank]:
    """A pattern as text and blanks in turn.

    >>> pieces("as of {date}.")
    ['as of ', Blank(name='date'), '.']
    """
    found: list[str | Blank] = []
    end = 0
    for blank in _BLANK.finditer(pattern):
        if blank.start() > end:
            found.append(pattern[end : blank.start()])
        found.append(Blank(blank[1]))
        end = blank.end()
    if end < len(pattern):
        found.append(pattern[end:])
    return found


def blanks(pattern: str) -> frozenset[str]:
    """Names of the blanks in a pattern."""
    return placeholders(pattern)
