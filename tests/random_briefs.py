# ruff: noqa: E501 (sentences and numbers are read on one line)
"""Briefs with random content, the same for the same seed: what no written sample thinks of.

Long words and titles, tables of many columns, numbers of any length, lists in lists, empty sections, tables of sixty rows, scripts mixed in a line, boxes,
notes called again, headings of four levels, odd characters, numbers with signs in Arabic. All of
it is content that a document may have, so every writer must write it and every rule must hold.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from generator.document.tree import (
    Align,
    Block,
    Box,
    Cell,
    Citation,
    Contents,
    Direction,
    Document,
    Emphasis,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
    Value,
)
from generator.localisation.locale import Locale
from tests.sample_tree import LANGUAGES, TAGS, sample
from tests.script_samples import LATIN, SENTENCES, in_script

COUNT: Final = 200
MOST_ROWS: Final = 60

_SAID: Final = {
    "en-CA": "The Republic of Iraq lies in the Middle East; its capital is Baghdad (about 2016).",
    "fr-CA": "L’Irak, dont la capitale est Bagdad, s’étend sur 435 052 km² ; voici « l’essentiel ».",
    "ar-IQ": "تقع جمهورية العراق في الشرق الأوسط، وعاصمتها بغداد؛ واللغتان الرسميتان: العربية والكردية.",
    **LATIN,
    **SENTENCES,
}
TAGS_OF_ALL: Final = (
    "en-CA", "ar-IQ", "fr-CA", "ar-IQ", *SENTENCES, *LATIN, "ar-IQ", "en-CA"
)  # fmt: skip
_LEFT: Final = ("en-CA", "fr-CA", "ru", "el", "tr", "vi", "de")
_RIGHT: Final = ("ar-IQ", "fa", "he", "ur", "ckb")
_LONG: Final = (
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "превысокомногорассмотрительствующий-человеконенавистничество",
    "https://www.example.org/a/very/long/path/without/any/space/"
    + "segment/" * 14
    + "?q=1&lang=ar",
    "A" * 150,
    "العربيالطويلبلافراغات" * 5,
    "0123456789" * 12,
    "-" * 80,
    "_" * 90,
    "x/y" * 50,
)
_NUMBERS: Final = (
    "−3.4%", "-3.4%", "+4.4 %", "±0.5", "2019–2023", "441-00155", "+964 770 123 4567", "$4.7bn",
    "4.7–5.2%", "(−1.5)", "1/2", "12:30", "50–60%", "№ 5", "€1,200.50", "~10", "<5", ">95%", "10°C",
    "2024-12-01", "[1]", "#7", "1.", "C++", ".NET", "U.S.", "G7+", "A/RES/77(2022)", "3,14 %", "−٣٫٤٪",
    "٢٠١٩–٢٠٢٣", "٤٫٧ مليار", "(٪١٢)", "+٩٦٤ ٧٧٠", "١٢:٣٠", "−999,999,999,999,999,999.999999999999",
    "0.000000000001%", "1 234 567 890 123 456 789 012 Mds", "٩٩٩٬٩٩٩٬٩٩٩٬٩٩٩٬٩٩٩٬٩٩٩٬٩٩٩", "CHF −0",
)  # fmt: skip
_ODD: Final = (
    "\u00a0", "\u202f", "\u200b", "\u200c", "\u200d", "\u00ad", "\u2011", "\u2060", "\u200e",
    "\u200f", "\u061c", "\t", "&", "<b>", '"', "'", "\\", "%s", "e\u0301", "ـ", "؟!", "…", "—", "«»", "\u2028"[:0], "  ", "ﬁ", "½", "™", "µ", "Ω", "İı", "ßẞ", "ŉ",
)  # fmt: skip
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_ROLES: Final = ("", "", "", "lead", "note", "empty-section", "draft")
_BOXES: Final = (
    "key-messages", "conflict", "staleness", "to-say", "background", "meeting", "warning",
)  # fmt: skip
_TABLES: Final = ("", "snapshot", "figures", "chronology", "if-raised", "contacts", "sources")


def tag_of(seed: int) -> str:
    """The language of a brief."""
    return TAGS_OF_ALL[seed % len(TAGS_OF_ALL)]


def brief(seed: int) -> Document:
    """The brief of a seed."""
    return _Writer(random.Random(seed), tag_of(seed)).document(seed)


def _base(tag: str) -> Document:
    own = {TAGS[language]: language for language in LANGUAGES}
    return sample(own[tag]) if tag in own else in_script(tag)


@dataclass
class _Writer:
    """Draws one document."""

    draw: random.Random
    tag: str
    notes: list[str] = field(default_factory=list)
    headings: int = 0
    values: int = 0
    tables: int = 0

    def document(self, seed: int) -> Document:
        base = _base(self.tag)
        blocks: list[Block] = []
        if self.draw.random() < 0.5:
            blocks.append(self.box(1))
        if self.draw.random() < 0.5:
            blocks.append(Contents((Text(base.labels.contents),)))
        blocks += [self.section(1) for _ in range(self.draw.randint(1, 4))]
        if seed % 10 == 3:
            blocks.append(self.part("long", self.table(MOST_ROWS)))
        notes = tuple(
            Note(id, place, str(place), self.words(3, plain=True))
            for place, id in enumerate(self.notes, 1)
        )
        draft = self.draw.choice(["", "", base.furniture.draft or "DRAFT"])
        places = ["top-right", "top-center", "top-bottom-center", "top-bottom-right"]
        furniture = replace(base.furniture, position=self.draw.choice(places), draft=draft)
        if self.draw.random() < 0.2:
            longer = (
                *furniture.number,
                Text(" "),
                *self.words(self.draw.choice([1, 4]), plain=True),
            )
            furniture = replace(furniture, number=longer)
        return replace(
            base,
            title=(*self.words(1, plain=True), Text(" "), Text(self.title())),
            subtitle=self.words(1, plain=True) if self.draw.random() < 0.7 else (),
            paper=self.draw.choice(["letter", "a4"]),
            blocks=tuple(blocks),
            notes=notes,
            furniture=furniture,
        )

    def title(self) -> str:
        """Some words, at times as many as a sentence has, or one longer than a line."""
        some = self.sentence(self.tag, self.draw.choice([4, 4, 4, 30]))
        return f"{some} {self.draw.choice(_LONG)}" if self.draw.random() < 0.1 else some

    # ---------------------------------------------------------------- blocks

    def section(self, level: int) -> Section:
        heading = Heading(level, f"h{self.headings}", self.called(1))
        self.headings += 1
        blocks = [self.block(level) for _ in range(self.draw.choice([0, 1, 2, 3, 4]))]
        if level < 4:
            blocks += [self.section(level + 1) for _ in range(self.draw.choice([0, 0, 1, 2]))]
        return Section(heading, tuple(blocks), self.draw.random() < 0.1)

    def part(self, id: str, block: Block) -> Section:
        return Section(Heading(1, id, (self.text(3),)), (block,))

    def block(self, level: int) -> Block:
        kinds: list[Callable[[], Block]] = [
            self.paragraph,
            self.paragraph,
            self.paragraph,
            lambda: self.listing(self.draw.randint(1, 4)),
            lambda: self.table(self.draw.choice([1, 2, 3, 8])),
            lambda: self.box(level),
        ]
        return self.draw.choice(kinds)()

    def paragraph(self) -> Paragraph:
        return Paragraph(self.words(self.draw.randint(1, 6)), self.draw.choice(_ROLES))

    def listing(self, depth: int) -> ListBlock:
        items = []
        for _ in range(self.draw.randint(1, 4)):
            inner: list[Block] = [Paragraph(self.words(2))]
            if depth > 1 and self.draw.random() < 0.5:
                inner.append(self.listing(depth - 1))
            if self.draw.random() < 0.2:
                inner.append(Paragraph(self.words(1)))
            items.append(Item(tuple(inner)))
        role = self.draw.choice(["", "", "to-say", "background"])
        return ListBlock(tuple(items), self.draw.random() < 0.5, role)

    def box(self, level: int) -> Box:
        role, title = self.draw.choice(_BOXES), self.called(1)
        inner: list[Block] = [self.paragraph() for _ in range(self.draw.randint(0, 3))]
        if self.draw.random() < 0.4:
            inner.append(self.listing(2))
        if level > 1 and self.draw.random() < 0.3:
            inner.append(self.table(3))
        return Box(role, title, tuple(inner))

    def table(self, rows: int) -> Table:
        columns = self.draw.choice([1, 2, 3, 4, 5, 6, 6, 8])
        share = round(100 / columns, 2)
        widths = (*[share] * (columns - 1), round(100 - share * (columns - 1), 2))
        first = self.draw.random() < 0.5
        self.tables += 1
        return Table(
            caption=self.called(1) if self.draw.random() < 0.9 else (self.text(2),),
            widths=widths,
            head=self.head(columns),
            rows=tuple(self.row(columns, first) for _ in range(rows)),
            summary=self.sentence(self.tag, 6) if self.draw.random() < 0.5 else "",
            role=self.draw.choice(_TABLES),
            id=f"t{self.tables}" if self.draw.random() < 0.3 else "",
        )

    def head(self, columns: int) -> tuple[Row, ...]:
        """The head of a table, of one row or two; mostly of few words, at times of many."""
        last = Row(tuple(Cell(self.name(), "col") for _ in range(columns)))
        if columns < 3 or self.draw.random() < 0.8:
            return (last,)
        one, other = (
            Cell((self.text(1),), "col"),
            Cell((self.text(2),), "col", "start", columns - 1),
        )
        return (Row((one, other)), last)

    def name(self) -> tuple[Inline, ...]:
        """What a column is called."""
        most = self.draw.random()
        if most < 0.9:
            return (self.text(2),)
        return self.called(1) if most < 0.97 else self.words(self.draw.randint(2, 12))

    def row(self, columns: int, first: bool) -> Row:
        if columns > 2 and self.draw.random() < 0.1:
            wide = Cell(self.words(2), None, "start", columns - 1)
            return Row((Cell((self.text(1),), "row" if first else None), wide))
        start = [Cell((self.text(2),), "row")] if first else []
        return Row((*start, *(self.cell(columns) for _ in range(columns - len(start)))))

    def cell(self, columns: int) -> Cell:
        """A cell: empty, of a word, of some, or of so many that its row is longer than a page."""
        aligns: list[Align] = ["start", "start", "end", "center"]
        align, kind = self.draw.choice(aligns), self.draw.random()
        if kind < 0.1:
            return Cell(())
        if kind < 0.12:
            return Cell((Text(self.draw.choice(_LONG)),), None, align)
        if kind < 0.125:
            return Cell(self.words(self.draw.randint(4, 40)), None, align)
        if columns > 6 and kind < 0.7:
            return Cell((self.text(1), Text(" "), self.value()), None, align)
        return Cell(self.words(self.draw.choice([1, 1, 1, 2])), None, align)

    # ---------------------------------------------------------------- inlines

    def words(self, count: int, *, plain: bool = False) -> tuple[Inline, ...]:
        """Pieces of a line; ``plain`` has no links, line breaks or calls of notes."""
        made: list[Inline] = [Text(f"{self.sentence(self.tag, 1)} ")]
        for _ in range(count):
            made += [self.inline(1, plain), Text(self.draw.choice([" ", " ", ", ", " – ", ". "]))]
        return (*made, Text(self.sentence(self.tag, 2)))

    def called(self, count: int) -> tuple[Inline, ...]:
        """Plain pieces of a line, at times with the call of a note behind them."""
        said = self.words(count, plain=True)
        return (*said, self.call()) if self.draw.random() < 0.1 else said

    def inline(self, depth: int, plain: bool) -> Inline:
        kinds: list[Callable[[], Inline]] = [
            lambda: self.text(self.draw.randint(1, 12)),
            lambda: self.text(self.draw.randint(1, 12)),
            lambda: Text(self.draw.choice(_NUMBERS)),
            self.value,
            self.foreign,
            lambda: Text(self.odd()),
        ]
        if depth < 3:
            kinds += [
                lambda: Strong(self.inner(depth, plain)),
                lambda: Emphasis(self.inner(depth, plain)),
            ]
        if not plain:
            kinds += [self.link, self.call, LineBreak, lambda: Text(self.draw.choice(_LONG))]
        return self.draw.choice(kinds)()

    def inner(self, depth: int, plain: bool) -> tuple[Inline, ...]:
        made = [self.inline(depth + 1, plain) for _ in range(self.draw.randint(1, 2))]
        return (made[0], *(part for more in made[1:] for part in (Text(" "), more)))

    def text(self, words: int) -> Text:
        return Text(self.sentence(self.tag, words))

    def sentence(self, tag: str, words: int) -> str:
        pieces = _SAID.get(tag, "Rechtsschutzversicherungsgesellschaften im Überblick").split()
        if len(pieces) == 1:  # a script without spaces: as long as so many words
            return (pieces[0] * 3)[: 3 * words]
        # A line that begins with a dash or a number looks like a list that was typed.
        start = self.draw.choice([at for at, word in enumerate(pieces) if word[0].isalpha()])
        return " ".join((pieces[start:] + pieces * 3)[:words])

    def value(self) -> Value:
        self.values += 1
        text = self.draw.choice(_NUMBERS)
        direction: Direction | None = None if _ARABIC.search(text) else "ltr"
        if self.draw.random() < 0.5:
            return Value(text, f"fact-{self.values}", "2024-12", "time", direction)
        return Value(text, f"fact-{self.values}", str(self.values), "data", direction)

    def foreign(self) -> Span:
        tag = self.draw.choice(_RIGHT if self.draw.random() < 0.5 else _LEFT)
        direction = Locale.parse(tag).direction
        words = self.sentence(tag, self.draw.randint(1, 8))
        more = (Text(" "), self.value()) if self.draw.random() < 0.2 else ()
        children = (Text(words), *more)
        return Span(children, tag, direction, role=self.draw.choice(["", "original", "mention"]))

    def odd(self) -> str:
        return self.draw.choice(_ODD) + self.sentence(self.tag, 2) + self.draw.choice(_ODD)

    def link(self) -> Link:
        outside = ("https://example.org/a?b=1&c=(2)", "mailto:desk@example.org")
        inside = f"#h{self.draw.randrange(self.headings)}" if self.headings else outside[0]
        return Link(self.draw.choice((*outside, inside)), (self.text(2),))

    def call(self) -> Citation:
        if self.notes and (self.draw.random() < 0.4 or len(self.notes) > 40):
            return Citation(self.draw.choice(self.notes), False)
        self.notes.append(f"note{len(self.notes)}")
        return Citation(self.notes[-1], True)
