"""Whether a finished file says what its document says: every line, in order, and no more.

What is published are the bytes of a file; so they are read back, by other means than they
were written, and compared with the document they were written from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from generator.document.attached import attached
from generator.document.tree import Cell, Document, Table
from generator.document.walk import plain, tables
from generator.document.wordrecord import TAG, tag_of
from generator.house.letterhead.model import Letterhead
from generator.proof import lines
from generator.proof.around import (
    listed,
    page_notes,
    paired_page_lines,
    pdf_lines_of_both,
    pictured,
    reference,
    word_edges,
    word_lines_of_both,
)
from generator.proof.forms import drawn, edge, short, spaced, tight
from generator.proof.found import Difference, Proof
from generator.proof.front import front_pages, part_pages
from generator.proof.lines import Line, Manner
from generator.proof.page_edges import edges_of_pages
from generator.proof.page_text import read_page
from generator.proof.pdf_attached import parting
from generator.proof.pdf_text import read_pdf
from generator.proof.watermarks import strange_words
from generator.proof.word_charts import strange_charts
from generator.proof.word_text import CALL, WordText, read_word
from generator.proof.word_values import tied_values

MOST: Final = 5
"""Differences told of one file; one mistake often makes many."""

_ACCENT: Final = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE: Final = re.compile(f"{_ACCENT}{{3}}")
_PAGE_NUMBER: Final = re.compile(r"[.\s]*(\d{1,4})")
_BEFORE: Final = 12
_SURE: Final = 6  # characters of a line that is looked for further on


def prove(
    document: Document, format_name: str, content: bytes, letterhead: Letterhead | None = None
) -> Proof:
    """Compare a finished file with its document.

    letterhead  that of a Word file, whose headers and footers have words of its own.

    Raises ``UnreadableError`` for a file that cannot be read as its format.
    """
    return _PROOFS[format_name](document, content, letterhead)


# ---------------------------------------------------------------- by format


def _prove_page(document: Document, content: bytes, _: Letterhead | None) -> Proof:
    if document.beside is not None:
        return _compared(paired_page_lines(document), read_page(content), tight)
    furniture, labels = document.furniture, document.labels
    place = plain(document.title)
    marking = Line(plain(furniture.banner), place)
    wanted = [Line(labels.skip, place), Line(furniture.organisation, place), marking]
    wanted.append(Line(furniture.draft, place))
    wanted += lines.body(document, Manner(lambda note: note.label, summary=True))
    if document.notes:
        if not document.notes_under:
            wanted.append(Line(labels.notes, labels.notes))
        wanted += page_notes(document)
    wanted += [Line(reference(document), place), marking]
    return _compared(wanted, read_page(content), tight)


def _prove_pdf(document: Document, content: bytes, _: Letterhead | None) -> Proof:
    read = read_pdf(content)
    manner = Manner(lambda note: note.label, draft=True)
    notes = listed(document, numbers=True)
    if document.beside is not None:
        wanted, notes = pdf_lines_of_both(document, manner), []
    else:
        wanted = [*lines.body(document, manner)]
        if document.notes_under:
            wanted, notes = [*wanted, *notes], []
    body = _compared(wanted, "".join(read.body), drawn)
    under = _compared(notes, "".join(read.notes), drawn)
    around = [*edges_of_pages(document, read.pages), *_attached(document, read.files)]
    shown = _rows(pictured(document), read.figures)
    around += _repeated(document, read.again)
    found = (*body.differences, *under.differences, *shown.differences, *around)
    # A pile of accents is drawn as one and not told whole: such a line cannot be compared.
    differences = tuple(one for one in found if not _PILE.search(one.wanted))
    count = body.lines + under.lines + shown.lines
    pages = len(read.pages)
    front = front_pages(document, read.headings)
    parts = part_pages(document, read.headings, pages) if document.beside is None else {}
    return Proof(count, differences[:MOST], pages, front, parts)


def _prove_word(document: Document, content: bytes, letterhead: Letterhead | None) -> Proof:
    read = read_word(content)
    order = {note.id: place for place, note in enumerate(lines.called(document), 1)}
    manner = Manner(lambda note: f"{CALL}{order[note.id]}", blank=False)
    notes = listed(document, numbers=False)
    if document.beside is not None:
        wanted, notes = word_lines_of_both(document), []
    elif document.notes_under:  # their numbers are those of a list, which Word counts
        wanted, notes = [*lines.body(document, manner), *notes], []
    else:
        wanted = [*lines.body(document, manner)]
    wanted = [line for line in wanted if spaced(line.text)]
    body = _rows(wanted, [text for text in read.body if spaced(text)])
    under = _rows(notes, read.notes)
    edges = _edges_of_word(document, read.edges, letterhead)
    across = strange_words(document, read.across, with_own=letterhead is not None)
    drawn = (*across, *strange_charts(document, read.charts))
    around = [*edges, *(Difference(place, "", *map(short, two)) for place, two in drawn)]
    shown = _rows(pictured(document), read.figures)
    tied = _tied(document, read)
    found = (*body.differences, *under.differences, *shown.differences, *around, *tied)
    return Proof(body.lines + under.lines + shown.lines, found[:MOST])


def _tied(document: Document, read: WordText) -> Iterator[Difference]:
    """Printed values that are not tied to their facts, or whose data says something else."""
    place = plain(document.title)
    for tag, said, data in read.untrue:
        yield Difference(place, tag.removeprefix(TAG), data, said)
    wanted = [(tag_of(one.fact), spaced(one.text), one.fact) for one in tied_values(document)]
    found = ((tag, spaced(text)) for tag, text in read.values or ())
    there = [one for one in found if one[1]]
    for one, other in zip_longest([one for one in wanted if one[1]], there):
        expected = None if one is None else one[:2]
        if read.values is not None and expected != other:
            fact, text = ("", "") if one is None else (one[2], one[1])
            yield Difference(place, fact, short(text), short(" ".join(other or ())))
            return


_PROOFS: Final[dict[str, Callable[[Document, bytes, Letterhead | None], Proof]]] = {
    "pdf": _prove_pdf,
    "docx": _prove_word,
    "html": _prove_page,
}


def _attached(document: Document, found: Mapping[str, bytes]) -> Iterator[Difference]:
    """The files inside a PDF are those that its document has, byte for byte."""
    wanted = attached(document)
    for name in sorted({*wanted, *found}):
        if wanted.get(name) != found.get(name):
            place = document.labels.facts_file or name
            told = parting(name, wanted.get(name), found.get(name))
            yield Difference(place, "", *map(short, told))


# ---------------------------------------------------------------- headers and footers


def _repeated(document: Document, pages: Sequence[str]) -> Iterator[Difference]:
    """What a page repeats is the head of a table, whole."""
    heads = set()
    for one, table in _tables(document):
        labels = {note.id: note.label for note in one.notes}
        cells = [cell for row in table.head for cell in row.cells]
        if cells:
            heads.add(_letters(_with_labels(cells, labels)))
    for place, page in enumerate(pages, 1):
        if page and _letters([page]) not in heads:
            yield Difference(f"{plain(document.title)}, {place}", "", "", short(page))


def _tables(document: Document) -> Iterator[tuple[Document, Table]]:
    other = () if document.beside is None else (document.beside.document,)
    for one in (document, *other):
        for table in tables(one):
            yield one, table


def _with_labels(cells: Iterable[Cell], labels: Mapping[str, str]) -> Iterator[str]:
    for cell in cells:
        yield lines.said(cell.children, lambda call: labels[call.note])


def _letters(texts: Iterable[str]) -> tuple[str, ...]:
    """The letters in any order: from right to left they are drawn in another."""
    return tuple(sorted(edge(drawn("".join(texts)))))


def _edges_of_word(
    document: Document, edges: dict[str, tuple[str, ...]], letterhead: Letterhead | None
) -> Iterator[Difference]:
    if letterhead is not None:
        from generator.proof.letterhead import strange_edges

        for one in strange_edges(document, edges, letterhead):
            yield Difference(plain(document.title), "", *map(short, (one.wanted, one.found)))
        return
    top, bottom = word_edges(document)
    for name, paragraphs in sorted(edges.items()):
        half = 1 if name.endswith("2.xml") else 0
        wanted = (top if name.startswith("word/header") else bottom)[half]
        found, expected = _at_tabs(paragraphs), _at_tabs(wanted.elements())
        if found != expected:
            told = " ".join(wanted), " ".join(found)
            yield Difference(plain(document.title), "", *map(short, told))


def _at_tabs(texts: Iterable[str]) -> Counter[str]:
    """What stands between tabs: those that part it in an edge, and those that a text has."""
    pieces = (piece for text in texts for piece in text.split("\t"))
    return Counter(spaced(piece) for piece in pieces if piece.strip())


# ---------------------------------------------------------------- comparing


def _compared(wanted: Iterable[Line], raw: str, form: Callable[[str], str]) -> Proof:
    """Compare lines with one run of text; after a difference go on where a line is found."""
    found, count = form(raw), 0
    starts = [0]  # where the next line may begin; several behind a page number
    differences: list[Difference] = []
    lost: Line | None = None
    for line in wanted:
        expected = form(line.text)
        if not expected:
            continue
        count += 1
        at = _start(found, expected, starts, form(line.again) if line.again else "")
        if lost is not None and at < 0:
            at = found.find(expected, starts[0]) if len(expected) >= _SURE else -1
            if at < 0:
                continue
        if lost is not None:
            differences.append(_difference(lost, _cut(raw, starts[0], form), form))
            lost = None
        if at < 0:
            lost = line
            continue
        starts = [at + len(expected)]
        if line.sort == "contents":
            starts += _behind_number(found, starts[0])
    if lost is not None:
        differences.append(_difference(lost, _cut(raw, starts[0], form), form))
    elif all(start < len(found) for start in starts):
        differences.append(Difference("", "", "", short(_cut(raw, starts[0], form))))
    return Proof(count, tuple(differences[:MOST]))


def _start(found: str, expected: str, starts: Sequence[int], again: str) -> int:
    """Where the line starts, behind the header of its table where a page repeats it."""
    for start in starts:
        if found.startswith(expected, start):
            return start
        if again and found.startswith(again + expected, start):
            return start + len(again)
    return -1


def _behind_number(found: str, start: int) -> list[int]:
    """Where the number of a page may end that starts here, behind its row of dots."""
    number = _PAGE_NUMBER.match(found, start)
    return [] if number is None else list(range(number.start(1) + 1, number.end() + 1))


def _cut(raw: str, start: int, form: Callable[[str], str]) -> str:
    """The text from the place that is ``start`` in the form that is compared."""
    passed = 0
    for place, char in enumerate(raw):
        if passed >= start and form(char):
            return raw[place:]
        passed += len(form(char))
    return ""


def _difference(line: Line, found: str, form: Callable[[str], str]) -> Difference:
    """Where a line and what was found in its place part, with a few characters around."""
    wanted, there = form(line.text), form(found)
    same = 0
    while same < min(len(wanted), len(there)) and wanted[same] == there[same]:
        same += 1
    start = max(same - _BEFORE, 0)
    told = (short(_from_word(text, _cut(text, start, form))) for text in (line.text, found))
    return Difference(line.place, line.fact, *told)


def _from_word(text: str, end: str) -> str:
    """The end of a text from where its first word begins."""
    place = len(text) - len(end)
    back = text.rfind(" ", max(0, place - _BEFORE), place)
    return text[back + 1 :] if back >= 0 and place else end


def _rows(wanted: Sequence[Line], found: Sequence[str]) -> Proof:
    """Compare lines with paragraphs."""
    expected = [spaced(line.text) for line in wanted]
    there = [spaced(text) for text in found]
    if expected == there:
        return Proof(len(expected))
    differences: list[Difference] = []
    steps = SequenceMatcher(None, expected, there, autojunk=False).get_opcodes()
    for kind, first, last, low, high in steps:
        if kind == "equal":
            continue
        for one, other in zip_longest(range(first, last), range(low, high)):
            text = "" if other is None else there[other]
            if one is None:
                differences.append(Difference("", "", "", short(text)))
            else:
                differences.append(_difference(wanted[one], text, tight))
    return Proof(len(expected), tuple(differences[:MOST]))
