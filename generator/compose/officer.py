"""An officer's own text in its slot: the wording of the document's language, as blocks.

Every run of it is one span that knows its slot, so that Word can leave it to the officer and
what was changed in it by hand is found again. Policies for what is missing, out of date or not
reviewed are those of statements, and so are the marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from generator.compose.composer import Composer
from generator.compose.markdown import read_markdown
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.model import Slot
from generator.compose.names import bracketed, foreign, house_words, language_remark
from generator.compose.statements import translation_marks, wording_for
from generator.compose.textbars import with_bars
from generator.document.tree import (
    Block,
    Direction,
    Emphasis,
    Inline,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Section,
    Span,
    Strong,
    Text,
)
from generator.selection.model import Chosen
from generator.selection.texts import Answer

ROLE: Final = "officer"


def slot_of(composer: Composer, name: str) -> Slot:
    """The slot of that name; raises ``Mistake`` when the template declares none."""
    slots = composer.slots
    if name not in slots:
        known = ", ".join(slots) or "none"
        raise Mistake("template-slot-unknown", name=name, hint=near_miss(name, slots), known=known)
    return slots[name]


def officer_blocks(composer: Composer, name: str) -> tuple[Block, ...]:
    """The blocks of the text for a slot; none where there is none or it may not print."""
    slot = slot_of(composer, name)
    fact = composer.brief.texts.get(name)
    found = None if fact is None else wording_for(composer, Chosen(fact))
    if fact is None or found is None or found.text is None or found.language is None:
        return ()
    own = found.answer is Answer.OWN
    language = found.language.split("-", 1)[0]
    read = read_markdown(found.text.forms["other"], headings=slot.headings)
    if read.troubles:  # they are told when the order is read
        return ()
    composer.texts[name] = found.language
    bare = None if own else foreign(composer, "", language)
    around = Around(
        composer,
        name,
        None if bare is None else bare.lang,
        None if bare is None else bare.direction,
        "to-say" if slot.to_say else "",
    )
    marks = translation_marks(composer, fact, found)
    remark = () if own else bracketed(composer, language_remark(composer, language))
    told = (*remark, *marks)
    first: tuple[Block, ...] = (Paragraph(_without_gap(told), "note"),) if told else ()
    printed = around.blocks(read.blocks)
    return (*first, *with_bars(composer, name, found.language, read.blocks, printed))


def _without_gap(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without the space that stands before a remark behind a sentence."""
    first = inlines[0]
    if isinstance(first, Text):
        text = first.text.lstrip()
        return (Text(text), *inlines[1:]) if text else inlines[1:]
    return inlines


@dataclass(frozen=True, slots=True)
class Around:
    """Puts the span of a slot around the runs of its blocks."""

    composer: Composer
    slot: str
    lang: str | None
    direction: Direction | None
    role: str = ""

    def blocks(self, some: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks, each run in its span."""
        return tuple(self._block(block) for block in some)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(children=children):
                return replace(block, children=self.run(children))
            case ListBlock(items=items):
                inner = tuple(Item(self.blocks(item.blocks)) for item in items)
                return replace(block, items=inner, role=self.role)
            case Section(heading=heading, blocks=inner):
                name = f"text-{self.slot.replace('_', '-')}-{heading.id}"
                titled = replace(heading, id=name, children=self.run(heading.children))
                return replace(block, heading=titled, blocks=self.blocks(inner))
            case _:
                return block

    def run(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A run in its span, with the house's words where it is in the document's language."""
        worded = self._worded(children) if self.lang is None else children
        return (Span(worded, self.lang, self.direction, role=ROLE, slot=self.slot),)

    def _worded(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """With the house's terms and national punctuation, as every text has them."""
        found: list[Inline] = []
        for child in children:
            match child:
                case Text(text=text):
                    words = house_words(self.composer, text)
                    self.composer.said.append(words)
                    found.append(Text(words))
                case Strong(children=inner) | Emphasis(children=inner) | Link(children=inner):
                    found.append(replace(child, children=self._worded(inner)))
                case _:
                    found.append(child)
        return tuple(found)
