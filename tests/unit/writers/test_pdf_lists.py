"""Lists in PDF: an item's paragraphs and lists in one body, in the order they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.tree import (
    Block,
    Citation,
    Document,
    Heading,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Section,
    Text,
)
from generator.proof.files import prove
from generator.writers.pdf import write_pdf
from tests.rules.pdf import broken
from tests.sample_tree import LANGUAGES, TAGS, sample
from tests.unit.writers.pdf_reading import HOUSE


def say(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def listed(*items: tuple[Block, ...], ordered: bool = False) -> ListBlock:
    return ListBlock(tuple(map(Item, items)), ordered)


INNER = listed((say("inner one"),), (say("inner two"), listed((say("innermost"),)), say("end")))
SHAPES = {
    "two paragraphs": listed((say("one"), say("two")), (say("three"),)),
    "a list inside": listed((say("one"), INNER), (say("two"),), ordered=True),
    "a paragraph after a list": listed((say("one"), INNER, say("after")), (say("two"),)),
    "a list first": listed((INNER, say("after"), INNER, INNER), (say("two"), INNER)),
    "nothing but a list": listed((INNER,), (INNER,)),
    "over pages": listed(*((say(f"item {n} " * 40), INNER, say("after")) for n in range(30))),
}


def document(block: Block, language: str = "en") -> Document:
    section = Section(Heading(1, "h", (Text("Head"),)), (block,))
    return replace(sample(language), blocks=(section,), notes=())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES)
def test_items_have_a_label_and_a_body_and_are_read_in_order(shape: str, language: str) -> None:
    written = document(SHAPES[shape], language)
    content = write_pdf(written, HOUSE)
    assert prove(written, "pdf", content).differences == ()
    assert broken(content, TAGS[language]) == []


def test_a_note_called_in_an_item_stays_behind_its_call() -> None:
    called = Paragraph((Text("called here"), Citation("n", True)))
    base = document(listed((say("one"), INNER, called), (say("two"),)))
    written = replace(base, notes=(Note("n", 1, "1", (Text("the note"),)),))
    content = write_pdf(written, HOUSE)
    assert prove(written, "pdf", content).differences == ()
    assert broken(content, "en-CA") == []
