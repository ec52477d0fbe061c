"""How long a four-page brief takes as a Word file: docxtpl, plain python-docx, and ours.

    python -m benchmarks.word [--rounds 30]

Same texts, tables, header and footer for all; warm, in one process, taken in turns so
that a busy machine hurts all alike; the median of all rounds. docxtpl gets a template
that is built here and read again for every document, as it needs; it writes its sources
as a list and its values as plain text, which is less than ours does (real notes, runs
by direction, values apart), so the ratio is in its favour.
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import docx
from docxtpl import DocxTemplate
from jinja2 import Environment

from generator.document.tree import (
    Block,
    Box,
    Contents,
    Document,
    Figure,
    ListBlock,
    Paragraph,
    Section,
)
from generator.document.walk import headings, plain
from generator.house import HouseStyle, Level, MarkingScheme
from generator.writers.docx.writer import write_docx
from tests.sample_tree import sample

HOUSE = HouseStyle(
    "canada",
    {},
    {},
    "letter",
    MarkingScheme(
        (Level("UNCLASSIFIED", {"fr": "NON CLASSIFIÉ", "ar": "غير مصنف", "en": "UNCLASSIFIED"}),)
    ),
)
DETAILS = 8  # sections of running text that make four pages
STYLES = {
    "h1": "Heading 1",
    "h2": "Heading 2",
    "p": "Normal",
    "bullet": "List Bullet",
    "number": "List Number",
    "caption": "Caption",
}


@dataclass(frozen=True)
class Flat:
    """One line or table of the brief, as plain text."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def flattened(document: Document) -> list[Flat]:
    """The brief as a list of lines and tables, sources at the end."""
    lines = [line for block in document.blocks for line in _flat(block, document, "p")]
    notes = (Flat("p", f"{note.label}. {plain(note.children)}") for note in document.notes)
    return [*lines, Flat("h1", document.labels.notes), *notes]


def _flat(block: Block, document: Document, kind: str) -> Iterator[Flat]:
    match block:
        case Paragraph():
            yield Flat(kind, plain(block.children))
        case ListBlock():
            inner = "number" if block.ordered else "bullet"
            for item in block.items:
                for part in item.blocks:
                    yield from _flat(part, document, inner)
        case Box():
            parts = [line.text for part in block.blocks for line in _flat(part, document, "p")]
            yield Flat("table1", rows=((plain(block.title),), *((part,) for part in parts)))
        case Section():
            yield Flat(f"h{min(block.heading.level, 2)}", plain(block.heading.children))
            for part in block.blocks:
                yield from _flat(part, document, "p")
        case Contents():
            for heading in headings(document):
                yield Flat("p", plain(heading.children))
        case Figure():
            yield Flat("caption", plain(block.caption))
        case _:
            yield Flat("caption", plain(block.caption))
            wide = max(sum(cell.colspan for cell in row.cells) for row in block.rows)
            rows = (*block.head, *block.rows)
            texts = (tuple(plain(cell.children) for cell in row.cells) for row in rows)
            yield Flat(f"table{wide}", rows=tuple(t + ("",) * (wide - len(t)) for t in texts))


# ---------------------------------------------------------------- the three ways


def template() -> bytes:
    """A docxtpl template with a loop over lines and tables, header and footer."""
    made = docx.Document()
    made.add_paragraph("{{ title }}", style="Title")
    made.add_paragraph("{{ subtitle }}", style="Subtitle")
    made.add_paragraph("{%p for block in blocks %}")
    for kind, style in STYLES.items():
        made.add_paragraph(f"{{%p if block.kind == '{kind}' %}}")
        made.add_paragraph("{{ block.text }}", style=style)
        made.add_paragraph("{%p endif %}")
    for wide in (1, 2, 4):
        made.add_paragraph(f"{{%p if block.kind == 'table{wide}' %}}")
        table = made.add_table(3, wide, style="Table Grid")
        table.cell(0, 0).text = "{%tr for row in block.rows %}"
        for column in range(wide):
            table.cell(1, column).text = f"{{{{ row[{column}] }}}}"
        table.cell(2, 0).text = "{%tr endfor %}"
        made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")
    section = made.sections[0]
    section.header.paragraphs[0].text = "{{ organisation }}\t{{ draft }}\t{{ marking }}"
    section.footer.paragraphs[0].text = "{{ number }}\t{{ issued }}\t{{ as_of }}"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def through_docxtpl(
    document: Document, blocks: list[Flat], base: bytes, jinja: Environment
) -> bytes:
    """The brief through docxtpl."""
    furniture = document.furniture
    made = DocxTemplate(io.BytesIO(base))
    context = {
        "title": plain(document.title),
        "subtitle": plain(document.subtitle),
        "blocks": blocks,
        "organisation": furniture.organisation,
        "draft": furniture.draft,
        "marking": furniture.marking,
        "number": plain(furniture.number),
        "issued": plain(furniture.issued),
        "as_of": plain(furniture.as_of),
    }
    made.render(context, jinja)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def through_python_docx(document: Document, blocks: list[Flat]) -> bytes:
    """The brief through the calls that python-docx's guide shows."""
    made = docx.Document()
    made.add_paragraph(plain(document.title), style="Title")
    made.add_paragraph(plain(document.subtitle), style="Subtitle")
    for block in blocks:
        if not block.rows:
            made.add_paragraph(block.text, style=STYLES[block.kind])
            continue
        table = made.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        for at, row in enumerate(block.rows):
            for column, text in enumerate(row):
                table.cell(at, column).text = text
    furniture = document.furniture
    section = made.sections[0]
    section.header.paragraphs[0].text = f"{furniture.organisation}\t\t{furniture.marking}"
    section.footer.paragraphs[0].text = plain(furniture.number)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


# ---------------------------------------------------------------- taking the time


def medians(ways: dict[str, Callable[[], bytes]], rounds: int) -> dict[str, float]:
    """Median milliseconds of each way, all taken in turns after a warm-up."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        for _ in range(3):
            way()
    for _ in range(rounds):
        for name, way in ways.items():
            gc.collect()  # what one way leaves behind is not for the next to clear away
            start = time.process_time()
            way()
            taken[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    """Print one table for each language."""
    parser = argparse.ArgumentParser(description="Word files: ours beside docxtpl.")
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    base = template()
    jinja = Environment(autoescape=True)
    for language in ("en", "fr", "ar"):
        document = sample(language, draft=True, details=DETAILS)
        blocks = flattened(document)
        ways: dict[str, Callable[[], bytes]] = {
            "docxtpl": lambda d=document, b=blocks: through_docxtpl(d, b, base, jinja),  # type: ignore[misc]
            "python-docx, plain": lambda d=document, b=blocks: through_python_docx(d, b),  # type: ignore[misc]
            "ours": lambda d=document: write_docx(d, HOUSE),  # type: ignore[misc]
        }
        sizes = {name: len(way()) for name, way in ways.items()}
        lines = sum(max(1, sum(len(row) for row in block.rows)) for block in blocks)
        print(f"\n{document.lang}: {lines} text blocks, median of {rounds} rounds")
        print(f"{'':20}{'ms':>8}{'to docxtpl':>12}{'KB':>7}")
        found = medians(ways, rounds)
        for name, taken in found.items():
            ratio = taken / found["docxtpl"]
            print(f"{name:20}{taken:8.1f}{ratio:12.2f}{sizes[name] / 1024:7.0f}")


if __name__ == "__main__":
    main()
