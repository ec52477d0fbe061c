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
from unicodedata import normalize

from generator.document.attached import attached
from generator.document.tree import Document, Note
from generator.document.walk import plain, tables
from generator.document.wordrecord import TAG, tag_of
from generator.house.letterhead.model import Letterhead
from generator.localisation.reading.plain import plain as without_marks
from generator.proof import lines
from generator.proof.found import Difference, Proof
from generator.proof.lines import Line, Manner
from generator.proof.page_text import read_page
from generator.proof.pdf_attached import parting
from generator.proof.pdf_text import read_pdf
from generator.proof.watermarks import strange_words
from generator.proof.word_charts import strange_charts
from generator.proof.word_text import CALL, WordText, read_word
from generator.proof.word_values import tied_values

MOST: Final = 5
"""Differences told of one file; one mistake often makes many."""

_SPACES: Final = re.compile(r"\s+")
_CALLS: Final = re.compile(rf"\s*({CALL}\d+)\s*(?={CALL})")
_CALL: Final = re.compile(rf"{CALL}\d+")
_ACCENT: Final = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE: Final = re.compile(f"{_ACCENT}{{3}}")
_PAGE_NUMBER: Final = re.compile(r"[.\s]*(\d{1,4})")
_BEFORE: Final = 12
_SHOWN: Final = 60
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
    furniture, labels = document.furniture, document.labels
    place = plain(document.title)
    marking = Line(plain(furniture.banner), place)
    wanted = [Line(labels.skip, place), Line(furniture.organisation, place), marking]
    wanted.append(Line(furniture.draft, place))
    wanted += lines.body(document, Manner(lambda note: note.label, summary=True))
    if document.notes:
        if not document.notes_under:
            wanted.append(Line(labels.notes, labels.notes))
        back = {note.id for note in lines.called(document)}
        for note in document.notes:
            tail = "↩" if note.id in back else ""
            text = f"{note.label}{_note(note, lambda one: one.label, document)}{tail}"
            wanted.append(Line(text, f"{labels.notes} {note.label}"))
    wanted += [Line(_reference(document), place), marking]
    return _compared(wanted, read_page(content), _tight)


def _prove_pdf(document: Document, content: bytes, _: Letterhead | None) -> Proof:
    read = read_pdf(content)
    place = plain(document.title)
    wanted = [Line(document.furniture.draft, place)]
    wanted += lines.body(document, Manner(lambda note: note.label))
    notes = [
        Line(f"{note.label}. {_note(note, lambda one: one.label, document)}", _of(document, note))
        for note in lines.called(document)
    ]
    if document.notes_under:
        wanted, notes = [*wanted, *notes], []
    body = _compared(wanted, "".join(read.body), _drawn)
    under = _compared(notes, "".join(read.notes), _drawn)
    around = [*_edges_of_pages(document, read.pages), *_attached(document, read.files)]
    shown = _rows(lines.pictured(document), read.figures)
    around += _repeated(document, read.again)
    found = (*body.differences, *under.differences, *shown.differences, *around)
    # A pile of accents is drawn as one and not told whole: such a line cannot be compared.
    differences = tuple(one for one in found if not _PILE.search(one.wanted))
    count = body.lines + under.lines + shown.lines
    return Proof(count, differences[:MOST], len(read.pages))


def _prove_word(document: Document, content: bytes, letterhead: Letterhead | None) -> Proof:
    read = read_word(content)
    order = {note.id: place for place, note in enumerate(lines.called(document), 1)}
    wanted = [
        line
        for line in lines.body(
            document, Manner(lambda note: f"{CALL}{order[note.id]}", blank=False)
        )
        if _spaced(line.text)
    ]
    notes = [
        Line(_note(note, lambda _: "", document), _of(document, note))
        for note in lines.called(document)
    ]
    if document.notes_under:  # their numbers are those of a list, which Word counts
        wanted, notes = [*wanted, *notes], []
    body = _rows(wanted, [text for text in read.body if _spaced(text)])
    under = _rows(notes, read.notes)
    edges = _edges_of_word(document, read.edges, letterhead)
    across = strange_words(document, read.across, with_own=letterhead is not None)
    drawn = (*across, *strange_charts(document, read.charts))
    around = [*edges, *(Difference(place, "", *map(_short, two)) for place, two in drawn)]
    shown = _rows(lines.pictured(document), read.figures)
    tied = _tied(document, read)
    found = (*body.differences, *under.differences, *shown.differences, *around, *tied)
    return Proof(body.lines + under.lines + shown.lines, found[:MOST])


def _tied(document: Document, read: WordText) -> Iterator[Difference]:
    """Printed values that are not tied to their facts, or whose data says something else."""
    place = plain(document.title)
    for tag, said, data in read.untrue:
        yield Difference(place, tag.removeprefix(TAG), data, said)
    wanted = [(tag_of(one.fact), _spaced(one.text), one.fact) for one in tied_values(document)]
    found = ((tag, _spaced(text)) for tag, text in read.values or ())
    there = [one for one in found if one[1]]
    for one, other in zip_longest([one for one in wanted if one[1]], there):
        expected = None if one is None else one[:2]
        if read.values is not None and expected != other:
            fact, text = ("", "") if one is None else (one[2], one[1])
            yield Difference(place, fact, _short(text), _short(" ".join(other or ())))
            return


_PROOFS: Final[dict[str, Callable[[Document, bytes, Letterhead | None], Proof]]] = {
    "pdf": _prove_pdf,
    "docx": _prove_word,
    "html": _prove_page,
}


def _note(note: Note, call: Callable[[Note], str], document: Document) -> str:
    notes = {one.id: one for one in document.notes}
    return lines.said(note.children, lambda citation: call(notes[citation.note]))


def _of(document: Document, note: Note) -> str:
    return f"{document.labels.notes} {note.label}"


def _reference(document: Document) -> str:
    furniture = document.furniture
    parts = (furniture.number, furniture.issued, furniture.as_of)
    return " · ".join(plain(part) for part in parts if part)


def _attached(document: Document, found: Mapping[str, bytes]) -> Iterator[Difference]:
    """The files inside a PDF are those that its document has, byte for byte."""
    wanted = attached(document)
    for name in sorted({*wanted, *found}):
        if wanted.get(name) != found.get(name):
            place = document.labels.facts_file or name
            told = parting(name, wanted.get(name), found.get(name))
            yield Difference(place, "", *map(_short, told))


def _at_the_foot(document: Document) -> bool:
    """Whether the marking stands at the foot of each page too."""
    return document.furniture.position.startswith("top-bottom")


# ---------------------------------------------------------------- headers and footers


def _edges_of_pages(document: Document, pages: Sequence[str]) -> Iterator[Difference]:
    """Every page bears the marking, number, dates and its own number."""
    furniture = document.furniture
    banner = plain(furniture.banner)
    words = [furniture.organisation, furniture.across, banner, _reference(document)]
    words += [banner] if _at_the_foot(document) else []
    total = lines.in_digits(len(pages), furniture.digits)
    for place, page in enumerate(pages, 1):
        number = lines.in_digits(place, furniture.digits)
        counted = furniture.page.replace("{page}", number).replace("{pages}", total)
        wanted = "".join(map(_drawn, (*words, counted)))
        if sorted(_edge(wanted)) != sorted(_edge(_drawn(page))):
            where = f"{plain(document.title)}, {counted}"
            yield Difference(where, "", _short(" ".join((*words, counted))), _short(page))


def _repeated(document: Document, pages: Sequence[str]) -> Iterator[Difference]:
    """What a page repeats is the head of a table, whole."""
    labels = {note.id: note.label for note in document.notes}
    heads = {
        _letters(lines.said(cell.children, lambda call: labels[call.note]) for cell in cells)
        for table in tables(document)
        if (cells := [cell for row in table.head for cell in row.cells])
    }
    for place, page in enumerate(pages, 1):
        if page and _letters([page]) not in heads:
            yield Difference(f"{plain(document.title)}, {place}", "", "", _short(page))


def _letters(texts: Iterable[str]) -> tuple[str, ...]:
    """The letters in any order: from right to left they are drawn in another."""
    return tuple(sorted(_edge(_drawn("".join(texts)))))


_TURNED: Final = str.maketrans(")]}>»›", "([{<«‹")


def _edge(text: str) -> str:
    """Without the side a bracket opens to: from right to left it is drawn turned."""
    return text.translate(_TURNED)


def _edges_of_word(
    document: Document, edges: dict[str, tuple[str, ...]], letterhead: Letterhead | None
) -> Iterator[Difference]:
    if letterhead is not None:
        from generator.proof.letterhead import strange_edges

        for one in strange_edges(document, edges, letterhead):
            yield Difference(plain(document.title), "", *map(_short, (one.wanted, one.found)))
        return
    furniture = document.furniture
    first = lines.in_digits(1, furniture.digits)
    page = furniture.page.replace("{page}", first).replace("{pages}", first)
    banner = plain(furniture.banner)
    top = Counter(filter(None, (furniture.organisation, furniture.draft, banner)))
    bottom = Counter(filter(None, (_reference(document), page)))
    if _at_the_foot(document) and banner:
        bottom[banner] += 1
    for name, paragraphs in sorted(edges.items()):
        wanted = top if name.startswith("word/header") else bottom
        pieces = (piece for text in paragraphs for piece in text.split("\t"))
        found = Counter(_spaced(piece) for piece in pieces if piece.strip())
        expected = Counter({_spaced(text): count for text, count in wanted.items()})
        if found != expected:
            told = " ".join(wanted), " ".join(found)
            yield Difference(plain(document.title), "", *map(_short, told))


# ---------------------------------------------------------------- comparing


def _spaced(text: str) -> str:
    """Without marks of direction and soft hyphens; every space a plain one, and one alone."""
    return _CALLS.sub(r"\1", _SPACES.sub(" ", without_marks(text)).strip())


def _tight(text: str) -> str:
    """The same without any space: a page breaks lines where it likes."""
    return _SPACES.sub("", without_marks(text))


_SIGNS: Final = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "İ": "i", "ı": "i", "µ": "μ", "•": "·", "\u2219": "·"}
    | {chr(code): normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
)
"""Characters that share a glyph in fonts: hyphens, dots, radicals and the same ideographs."""


def _drawn(text: str) -> str:
    """The same as glyphs tell it: capitals may be the style's, and some signs share a glyph."""
    return _tight(text).translate(_SIGNS).casefold()


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
        at = _start(found, expected, starts, form(line.again))
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
        differences.append(Difference("", "", "", _short(_cut(raw, starts[0], form))))
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
    told = (_short(_from_word(text, _cut(text, start, form))) for text in (line.text, found))
    return Difference(line.place, line.fact, *told)


def _from_word(text: str, end: str) -> str:
    """The end of a text from where its first word begins."""
    place = len(text) - len(end)
    back = text.rfind(" ", max(0, place - _BEFORE), place)
    return text[back + 1 :] if back >= 0 and place else end


def _short(text: str) -> str:
    readable = _SPACES.sub(" ", _CALL.sub("", without_marks(text))).strip()
    return readable if len(readable) <= _SHOWN else f"{readable[:_SHOWN]}…"


def _rows(wanted: Sequence[Line], found: Sequence[str]) -> Proof:
    """Compare lines with paragraphs."""
    expected = [_spaced(line.text) for line in wanted]
    there = [_spaced(text) for text in found]
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
                differences.append(Difference("", "", "", _short(text)))
            else:
                differences.append(_difference(wanted[one], text, _tight))
    return Proof(len(expected), tuple(differences[:MOST]))
