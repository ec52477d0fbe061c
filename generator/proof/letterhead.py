"""Headers and footers of a Word file on a letterhead: ours are all there, and nothing strange.

A letterhead has words of its own and places ours where it likes, so they are looked for in
header and footer together. What is left over must be the letterhead's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.document.tree import Document
from generator.document.walk import plain
from generator.document.wordboxes import paragraphs
from generator.house.letterhead.edges import SLOT
from generator.house.letterhead.model import Letterhead
from generator.house.letterhead.read import taken_apart
from generator.house.letterhead.xml import val, w
from generator.localisation.reading.plain import plain as without_marks
from generator.proof import lines
from generator.proof.word_text import story_of

_SEPARATOR = "·"


@dataclass(frozen=True, slots=True)
class Strange:
    """What should stand on a kind of page and does not, or stands there and should not."""

    wanted: str
    found: str


def strange_edges(
    document: Document, edges: Mapping[str, tuple[str, ...]], letterhead: Letterhead
) -> Iterator[Strange]:
    """Compare the headers and footers of each kind of page with the furniture."""
    own, numbered = _own_words(letterhead)
    kinds: dict[str, list[str]] = {}
    for name, texts in sorted(edges.items()):
        kind = name.removeprefix("word/").removeprefix("header").removeprefix("footer")
        kinds.setdefault(kind, []).extend(texts)
    for kind, said in kinds.items():
        text = _even(" ".join(said))
        rest = text
        there = _documents(document, kind)
        told = [each for one in there for each in _wanted(one, numbered=numbered)]
        for wanted, needed in told:
            shorter = _without(rest, wanted)
            if shorter == rest and needed:
                yield Strange(wanted, text)
            rest = shorter
        for one in there:
            rest = _without(rest, one.furniture.organisation)
        rest = _without_repeated(rest, there, letterhead)
        left = [word for word in rest.split() if word not in own and word != _SEPARATOR]
        if left:
            yield Strange("", " ".join(left))


def _without(text: str, words: str) -> str:
    """The text without the words, where they stand first."""
    return text.replace(_even(words), " ", 1) if words else text


def _without_repeated(text: str, there: Sequence[Document], letterhead: Letterhead) -> str:
    """The text without words for which the letterhead has a further place."""
    asked = Counter(
        val(slot)
        for edge in taken_apart(letterhead).edges.values()
        for _, nodes in paragraphs(edge.root)
        for slot in nodes
        if slot.tag == w(SLOT)
    )
    for name, times in asked.items():
        for one in there[:1]:
            for _ in range(times):
                text = _without(text, _in_slot(name, one))
    return text


def _in_slot(name: str, document: Document) -> str:
    """The words of a slot."""
    furniture = document.furniture
    if name == "marking":
        return plain(furniture.banner)
    if name == "page":
        first = lines.in_digits(1, furniture.digits)
        return furniture.page.replace("{page}", first).replace("{pages}", first)
    said = getattr(furniture, name)
    return said if isinstance(said, str) else plain(said)


def _documents(document: Document, kind: str) -> list[Document]:
    """Whose words stand on a kind of page; a marking that two languages say alike stands once."""
    if document.beside is None:
        return [document]
    other = document.beside.document
    if document.beside.in_halves:
        return [other if kind.endswith("2.xml") else document]
    if plain(other.furniture.banner) == plain(document.furniture.banner):
        bare = replace(other.furniture, marking="", handling=())
        other = replace(other, furniture=bare)
    return [document, other]


def _wanted(document: Document, *, numbered: bool) -> Iterator[tuple[str, bool]]:
    """Our words, and whether they must be there: a letterhead may number pages itself."""
    furniture = document.furniture
    first = lines.in_digits(1, furniture.digits)
    page = furniture.page.replace("{page}", first).replace("{pages}", first)
    banner = plain(furniture.banner)
    parts = [banner, furniture.draft]
    parts += [plain(each) for each in (furniture.number, furniture.issued, furniture.as_of)]
    if furniture.position.startswith("top-bottom"):
        parts.append(banner)
    needed = {part: True for part in parts if part}
    # The longest first: a short word may be part of another.
    told = [*filter(None, parts), page]
    for part in sorted(told, key=len, reverse=True):
        yield part, needed.get(part, not numbered)


def _own_words(letterhead: Letterhead) -> tuple[frozenset[str], bool]:
    """The words of the letterhead's headers and footers, and whether it numbers pages itself."""
    words: set[str] = set()
    numbered = False
    for edge in taken_apart(letterhead).edges.values():
        for text in story_of(edge.root):
            words.update(_even(text).split())
        codes = [each.text or "" for each in edge.root.iter(w("instrText"))]
        codes += [val(each, "instr") for each in edge.root.iter(w("fldSimple"))]
        numbered = numbered or any(code.split()[:1] == ["PAGE"] for code in codes)
    return frozenset(words), numbered


def _even(text: str) -> str:
    return " ".join(without_marks(text).split())
