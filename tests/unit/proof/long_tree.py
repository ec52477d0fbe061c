"""A document over many pages: long tables with a header, long paragraphs with notes, a list."""

from __future__ import annotations

from dataclasses import replace

from generator.document.tree import (
    Cell,
    Citation,
    Document,
    Heading,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Value,
)
from tests.sample_tree import sample

_WORDS = {
    "en": "The delegation asked for more time and for the documents of the commission",
    "fr": "La délégation a demandé plus de temps et les documents de la commission",
    "ar": "طلب الوفد مزيداً من الوقت ووثائق اللجنة المختصة (في بغداد) قبل الاجتماع",
}


def long_document(language: str) -> Document:
    """About ten pages."""
    words = _WORDS[language]
    notes = tuple(
        Note(f"n{number}", number, str(number), (Text(f"{words} {number}."),), f"s/{number}")
        for number in range(1, 31)
    )
    head = (Row(tuple(Cell((Text(f"{words[:8]} {n}"),), "col") for n in range(3))),)
    rows = tuple(
        Row(
            (
                Cell((Text(f"{words[:20]} {n}"),), "row"),
                Cell((Value(f"{n}.5", f"f{n}", f"{n}.5"), Citation(notes[n % 30].id, n < 30))),
                Cell((Text(words),)),
            )
        )
        for n in range(60)
    )
    table = Table((Text(words[:12]),), (30.0, 20.0, 50.0), head, rows, id="t")
    paragraphs = tuple(Paragraph((Text(f"{words} " * 60),)) for _ in range(6))
    items = tuple(Item((Paragraph((Text(f"{words} {n}"),)),)) for n in range(80))
    first = Section(Heading(1, "long", (Text(words[:10]),)), (table, *paragraphs))
    second = Section(Heading(1, "more", (Text(words[:9]),)), (ListBlock(items),))
    return replace(sample(language), blocks=(first, second), notes=notes)
