"""Marks before each portion of a document: "(S)" before a paragraph that prints a secret fact.

A portion is what a reader may lift out: title, heading, paragraph, item, caption, note, and a
row of a table whose rows differ. Its mark is that of the most restrictive fact it prints, and
of the meeting where it prints that; words of our own and of the template are of the lowest level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.compose.composer import Composer
from generator.compose.marking import AS_WRITTEN
from generator.document.tree import (
    Block,
    Box,
    Contents,
    Direction,
    Document,
    Figure,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    Value,
)
from generator.document.walk import inlines_of, plain
from generator.house.marking import OWN_LANGUAGE, MarkingScheme
from generator.problems import Severity, Where
from generator.selection.markings import highest, rank

ROLE = "portion"
MEETING = "meeting"
"""The section in which all that is printed is of the meeting."""

TEXT = "text:"
"""Stands before the slot of an officer's text, where facts are named by their id."""

_GAP = "\u00a0"


def marks_of(scheme: MarkingScheme, handling: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The mark of each level, lowest first, with the controls that the order adds to it.

    >>> from generator.house.marking import Caveat, Level
    >>> levels = (Level("OPEN", portion="U"), Level("SECRET", portion="S"))
    >>> noforn = Caveat("NOFORN", least="SECRET", portion="NF")
    >>> scheme = MarkingScheme(levels, portions=True, caveats=(noforn,), separator="//")
    >>> marks_of(scheme, [{"": "NOFORN"}])
    ('(U)', '(S//NF)')
    """
    asked = {texts.get(AS_WRITTEN) for texts in handling}
    added = [caveat for caveat in scheme.caveats if caveat.name in asked and caveat.portion]
    marks = []
    for place, level in enumerate(scheme.levels):
        controls = [one.portion for one in added if place >= (scheme.rank(one.least) or 0)]
        marks.append(f"({scheme.separator.join((level.portion, *controls))})")
    return tuple(marks)


def portioned(
    composer: Composer, document: Document, cited: Mapping[str, Sequence[str]]
) -> Document:
    """The document with marks before its portions, where its house's scheme has them.

    cited  the facts whose source each note stands for, by the note's id.
    """
    scheme, facts = composer.house.marking, composer.base.facts
    if not scheme.portions:
        return document
    levels = tuple(level.name for level in scheme.levels)
    texts = {f"{TEXT}{slot}": text.marking for slot, text in composer.brief.texts.items()}
    for change in composer.brief.changes.texts if composer.brief.changes else ():
        texts.setdefault(f"{TEXT}{change.slot}", highest(change.sides, levels))

    def of(name: str) -> int:
        fact = facts.get(name)
        known = texts.get(name) or (fact.marking if fact is not None else None)
        return rank(known, levels) if known is not None else len(levels) - 1

    meeting = _meeting(composer, levels)
    _tell_higher_banner(composer, document, of, meeting)
    return with_portions(document, marks_of(scheme, composer.brief.handling), of, cited, meeting)


@dataclass(frozen=True, slots=True)
class MeetingMark:
    """How a meeting that is marked is found again in a document.

    rank   its level; words: its texts, people and day, letters and figures alone.
    """

    rank: int = 0
    words: tuple[str, ...] = ()

    def of(self, children: Iterable[Inline]) -> int:
        """Its level where some inlines print something of it, else the lowest."""
        if not self.words:
            return 0
        text = _bare(plain(children))
        return self.rank if any(words in text for words in self.words) else 0


def _meeting(composer: Composer, levels: Sequence[str]) -> MeetingMark:
    """The marking of the meeting, whose data are no facts: they are known by their words."""
    meeting = composer.brief.meeting
    if meeting is None or meeting.marking is None:
        return MeetingMark()
    told = [meeting.title, meeting.place, *meeting.agenda]
    people = (*meeting.participants, *meeting.delegation)
    told += [composer.base.people[one].name for one in people if one in composer.base.people]
    words = [text for texts in told for text in texts.values()]
    if meeting.date is not None:
        words.append(composer.localiser.date(meeting.date))
    bare = dict.fromkeys(filter(None, map(_bare, words)))
    return MeetingMark(rank(meeting.marking, levels), tuple(bare))


def _bare(text: str) -> str:
    """Letters and figures alone, for spaces, quotes and direction marks differ where they print."""
    return "".join(filter(str.isalnum, text.casefold()))


def lowest_portion(composer: Composer, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Words of our own behind the mark of the lowest level, where the scheme has such marks."""
    scheme = composer.house.marking
    if not scheme.portions:
        return children
    mark = marks_of(scheme, composer.brief.handling)[0]
    return (_portion(mark, composer.tag, composer.direction), Text(_GAP), *children)


def _portion(mark: str, tag: str, direction: Direction) -> Span:
    """A mark as it stands in a document of that language and direction."""
    lang = None if tag.split("-")[0] == OWN_LANGUAGE else OWN_LANGUAGE
    return Span((Text(mark),), lang, "ltr" if direction == "rtl" else None, role=ROLE)


def _tell_higher_banner(
    composer: Composer, document: Document, of: Callable[[str], int], meeting: MeetingMark
) -> None:
    """Tell the officer when the banner stands above every portion.

    A brief bears the marking of all that it was made from: a fact may decide what another says,
    such as its tense, without being printed.
    """
    scheme = composer.house.marking
    printed = (*composer.printed, *composer.filed, *(f"{TEXT}{slot}" for slot in composer.texts))
    highest = max((of(name) for name in printed), default=0)
    highest = max(highest, meeting.of(document.subtitle))
    banner = scheme.rank(document.properties.marking) or 0
    if highest < banner:
        composer.findings.add(
            "portions-below-marking",
            Where(record=document.properties.number or None),
            severity=Severity.WARNING,
            marking=scheme.levels[banner].name,
            highest=scheme.levels[highest].name,
        )


def with_portions(
    document: Document,
    marks: Sequence[str],
    rank: Callable[[str], int],
    cited: Mapping[str, Sequence[str]],
    meeting: MeetingMark | None = None,
) -> Document:
    """``document`` with a mark before each portion.

    rank   the level of a fact by its id, as a place in ``marks``.
    cited  the facts whose source each note stands for, by the note's id.
    """
    marker = _Marker(document, marks, rank, meeting or MeetingMark())
    notes = tuple(
        replace(note, children=marker.marked(note.children, marker.highest(cited.get(note.id, ()))))
        for note in document.notes
    )
    return replace(
        document,
        title=marker.marked(document.title),
        subtitle=marker.marked(document.subtitle),
        blocks=marker.blocks(document.blocks),
        notes=notes,
    )


@dataclass(frozen=True, slots=True)
class _Marker:
    document: Document
    marks: Sequence[str]
    rank: Callable[[str], int]
    meeting: MeetingMark
    least: int = 0

    def highest(self, facts: Iterable[str]) -> int:
        return max((self.rank(fact) for fact in facts), default=0)

    def of(self, *parts: Iterable[Inline]) -> int:
        """The level of the most restrictive fact that some inlines print, or of the meeting."""
        found = (inline for part in parts for inline in inlines_of(part))
        facts = self.highest(
            named
            for inline in found
            if isinstance(inline, Value | Span) and (named := _named(inline))
        )
        return max(facts, self.least, *(self.meeting.of(part) for part in parts))

    def marked(self, children: tuple[Inline, ...], rank: int | None = None) -> tuple[Inline, ...]:
        """Inlines behind their mark; what shows nothing has none."""
        if not plain(children).strip():
            return children
        document = self.document
        mark = self.marks[self.of(children) if rank is None else rank]
        return (_portion(mark, document.lang, document.direction), Text(_GAP), *children)

    def blocks(self, some: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in some)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(children=children):
                return replace(block, children=self.marked(children))
            case ListBlock(items=items):
                return replace(block, items=tuple(Item(self.blocks(i.blocks)) for i in items))
            case Section(heading=heading, blocks=inner):
                titled = replace(heading, children=self.marked(heading.children))
                whole = heading.id == MEETING and self.meeting.words
                within = replace(self, least=self.meeting.rank) if whole else self
                return replace(block, heading=titled, blocks=within.blocks(inner))
            case Box(title=title, blocks=inner):
                return replace(block, title=self.marked(title), blocks=self.blocks(inner))
            case Contents(title=title):
                return replace(block, title=self.marked(title))
            case Table():
                return self._table(block)
            case Figure(caption=caption, data=data):
                cells = _cells(data) if data is not None else ()
                return replace(block, caption=self.marked(caption, self.of(caption, *cells)))

    def _table(self, table: Table) -> Table:
        """One mark before the caption; where rows differ each has its own in its first cell."""
        whole = self.of(table.caption, *_cells(table))
        rest = table.rest
        rows = (*table.rows, *(rest.rows if rest else ()))
        ranks = [self.of(*(cell.children for cell in row.cells)) for row in rows]
        if len(set(ranks)) > 1:
            rows = tuple(self._row(row, rank) for row, rank in zip(rows, ranks, strict=True))
        printed = len(table.rows)
        return replace(
            table,
            caption=self.marked(table.caption, whole),
            rows=rows[:printed],
            rest=replace(rest, rows=rows[printed:]) if rest else None,
        )

    def _row(self, row: Row, rank: int) -> Row:
        shown = [place for place, cell in enumerate(row.cells) if plain(cell.children).strip()]
        if not shown:
            return row
        cells = list(row.cells)
        first = cells[shown[0]]
        cells[shown[0]] = replace(first, children=self.marked(first.children, rank))
        return Row(tuple(cells))


def _named(inline: Value | Span) -> str:
    """Whose words or value it is: the id of a fact, or the slot of an officer's text."""
    if isinstance(inline, Span) and inline.slot:
        return f"{TEXT}{inline.slot}"
    return inline.fact or ""


def _cells(table: Table) -> tuple[tuple[Inline, ...], ...]:
    others = table.rest.rows if table.rest else ()
    return tuple(cell.children for row in (*table.head, *table.rows, *others) for cell in row.cells)
