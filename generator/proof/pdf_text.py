"""The text of a finished PDF in reading order: what its pages draw, glyph by glyph.

The order is that of the structure, which readers for the blind follow. A text that is
drawn from right to left stands in the structure letter by letter; what the page draws
must have the same letters and figures, or both count.
"""

from __future__ import annotations

import re
import unicodedata
from binascii import unhexlify
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

from generator.proof.pdf_attached import read_attachments
from generator.proof.pdf_glyphs import check_digits
from generator.proof.pdf_objects import PdfObjects, Ref, Stream, text_of
from generator.proof.trouble import UnreadableError

# Every branch starts with a sign, so that what lies between is passed over quickly.
_STEP: Final = re.compile(
    rb"\[(?P<row>[^\[\]()]*)\]\s*TJ\b"
    rb"|/(?P<font>[^\s/]+)\s+[\d.]+\s+Tf\b"
    rb"|/(?P<tag>\w+)\s*(?:<<(?P<marks>[^>]*)>>\s*BDC|BMC)\b(?P<begin>)"
    rb"|(?P<end>E(?<=\sE)MC\b)"
    rb"|(?P<one><[0-9a-fA-F\s]*>)\s*Tj\b"
    rb"|(?P<other>\)\s*(?:Tj|'|\")|B(?<=\sB)I\b|D(?<=\sD)o\b)"
)
_MCID: Final = re.compile(rb"/MCID (\d+)")
_GLYPHS: Final = re.compile(rb"<([^<>]*)>")
_PAIR: Final = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]*)>")
_Letters: TypeAlias = Mapping[bytes, str]
_NO_TEXT: Final = frozenset({"/Lbl"})
_ARTIFACT: Final = b"Artifact"
_LAYOUT: Final = b"/Type /Layout"
_AROUND, _AGAIN = -1, -2
"""Where text is drawn that is no numbered piece: around the body, or again on a new page."""


_HEADING: Final = re.compile(r"/H[1-6]?")


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says.

    body   the texts of the structure in order, notes and list marks left out.
    notes  the texts of each note with its number, in the order of the structure.
    pages  what each page draws outside of the structure: headers, footers, the draft word.
    figures  the alternative text of each figure, in the order of the structure.
    files  the files inside it, by name.
    again    what each page repeats of a page before: the head of a table that goes on.
    headings  the page, from 1, on which each heading stands, the title first.
    run       every text with its page, from 1 (0: drawn nowhere), in the order of the
              structure: the body with the alternative texts of its figures, then the notes.
    """

    body: tuple[str, ...]
    notes: tuple[str, ...]
    pages: tuple[str, ...]
    figures: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    again: tuple[str, ...] = ()
    headings: tuple[int, ...] = ()
    run: tuple[tuple[str, int], ...] = ()


class _Part(NamedTuple):
    """A text of the structure and the object of its page; spoken: it says what a figure shows."""

    text: str
    page: int
    spoken: bool = False


@dataclass(slots=True)
class _Page:
    """What one page draws: by number of the marked content, and outside of the structure."""

    drawn: dict[int, str] = field(default_factory=dict)
    outside: str = ""
    again: str = ""


def read_pdf(content: bytes) -> PdfText:
    """The text of a PDF. Raises ``UnreadableError``."""
    try:
        return _Reading(PdfObjects(content)).text()
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise UnreadableError(f"something is missing in its structure ({error})") from error


class _Reading:
    def __init__(self, objects: PdfObjects) -> None:
        self._objects = objects
        self._root = objects.get(objects.trailer["/Root"])
        self._pages: dict[int, _Page] = {}
        self._fonts: dict[int, _Letters] = {}
        self._body: list[_Part] = []
        self._notes: list[list[_Part]] = []
        self._figures: list[str] = []
        self._headings: list[int] = []

    def text(self) -> PdfText:
        pages = [page.number for page in self._leaves(self._root["/Pages"])]
        for number in pages:
            self._pages[number] = self._drawn(self._objects.get(Ref(number)))
        tree = self._objects.get(self._root["/StructTreeRoot"])
        for kid in _listed(self._objects.get(tree["/K"])):
            self._element(self._objects.get(kid), self._body)
        outside = tuple(self._pages[number].outside for number in pages)
        files = read_attachments(self._objects)
        figures = tuple(self._figures)
        again = tuple(self._pages[number].again for number in pages)
        headings = tuple(pages.index(page) + 1 if page in pages else 0 for page in self._headings)
        body = tuple(part.text for part in self._body if not part.spoken)
        notes = tuple("".join(part.text for part in note) for note in self._notes)
        numbers = {page: number for number, page in enumerate(pages, 1)}
        every = (*self._body, *(part for note in self._notes for part in note))
        run = tuple((part.text, numbers.get(part.page, 0)) for part in every)
        return PdfText(body, notes, outside, figures, files, again, headings, run)

    def _leaves(self, node: Ref) -> Iterator[Ref]:
        table = self._objects.get(node)
        if table["/Type"] == "/Page":
            yield node
            return
        for kid in self._objects.get(table["/Kids"]):
            yield from self._leaves(kid)

    # ------------------------------------------------------------ structure

    def _element(self, element: Mapping[str, Any], into: list[_Part]) -> None:
        role = element["/S"]
        if role == "/Figure":
            self._figures.append(text_of(element["/Alt"]))
            into.append(_Part(self._figures[-1], self._page_of(element), spoken=True))
        if _HEADING.fullmatch(role):
            self._headings.append(self._page_of(element))
        if role == "/Note":
            inner: list[_Part] = []
            self._kids(element, inner, labels=True)
            self._notes.append(inner)
        elif role != "/LI" or "/K" in element:
            self._kids(element, into, labels=False)

    def _kids(self, element: Mapping[str, Any], into: list[_Part], *, labels: bool) -> None:
        if not labels and element["/S"] == "/Lbl":
            return
        spoken = element.get("/ActualText")
        if spoken is not None:
            text = _agreed("".join(self._pieces(element)), text_of(spoken))
            into.append(_Part(text, self._page_of(element)))
            return
        for kid in _listed(element.get("/K", [])):
            piece = self._piece(kid, element)
            if piece is not None:
                into.append(_Part(_sure(piece), _page_of_piece(kid, element)))
                continue
            inner = self._objects.get(kid)
            if inner.get("/Type") != "/StructElem":
                continue  # the place of a link on its page
            if labels:
                self._kids(inner, into, labels=True)
            else:
                self._element(inner, into)

    def _page_of(self, element: Mapping[str, Any]) -> int:
        """The object of the page on which an element begins; 0 when it draws nothing."""
        for kid in _listed(element.get("/K", [])):
            if isinstance(kid, int) or (isinstance(kid, dict) and "/Pg" in kid):
                return _page_of_piece(kid, element)
            inner = self._objects.get(kid)
            if isinstance(inner, dict) and (page := self._page_of(inner)):
                return page
        return 0

    def _pieces(self, element: Mapping[str, Any]) -> Iterator[str]:
        """What the page draws for an element whose text stands in the structure."""
        for kid in _listed(element.get("/K", [])):
            piece = self._piece(kid, element)
            if piece is not None:
                yield piece
            elif (inner := self._objects.get(kid)).get("/Type") == "/StructElem":
                yield from self._pieces(inner)

    def _piece(self, kid: Any, element: Mapping[str, Any]) -> str | None:
        """What is drawn for a kid that is a piece of a page's content; None for another."""
        if isinstance(kid, int):
            return self._pages[element["/Pg"].number].drawn.get(kid, "")
        if isinstance(kid, dict) and kid.get("/Type") == "/MCR":
            return self._pages[kid["/Pg"].number].drawn.get(kid["/MCID"], "")
        return None

    # ------------------------------------------------------------ pages

    def _drawn(self, page: Mapping[str, Any]) -> _Page:
        fonts = self._objects.get(self._objects.get(page["/Resources"]).get("/Font", {}))
        maps = {name.removeprefix("/"): self._font(value) for name, value in fonts.items()}
        contents = self._objects.get(page["/Contents"])
        streams = [self._objects.get(part) for part in _listed(contents)]
        found = _Page()
        inside: list[int] = []
        letters: _Letters = {}
        outside: dict[int, list[str]] = {_AROUND: [], _AGAIN: []}
        for step in _STEP.finditer(b"\n".join(stream.data() for stream in streams)):
            kind = step.lastgroup
            if kind == "begin":
                inside.append(_place(step["tag"], step["marks"] or b""))
            elif kind == "end":
                inside.pop()
            elif kind == "font":
                letters = maps[step["font"].decode("latin-1")]
            elif kind == "other":
                _refuse(step)
            else:
                text = _letters(step["row"] or step["one"] or b"", letters)
                where = inside[-1] if inside else _AROUND
                if where in outside:
                    outside[where].append(text)
                else:
                    found.drawn[where] = found.drawn.get(where, "") + text
        found.outside, found.again = (_sure("".join(part)) for part in outside.values())
        return found

    def _font(self, reference: Any) -> _Letters:
        """What the glyphs of a font stand for, by their four hexadecimal digits."""
        if not isinstance(reference, Ref):
            raise UnreadableError("a font has no object of its own")
        if reference.number not in self._fonts:
            font = self._objects.get(reference)
            table = self._objects.get(font["/ToUnicode"])
            if not isinstance(table, Stream):
                raise UnreadableError("a font does not say its letters")
            letters = {
                int(glyph, 16): _maybe(unhexlify(text).decode("utf-16-be"))
                for glyph, text in _PAIR.findall(table.data())
            }
            check_digits(self._objects, font, letters)
            self._fonts[reference.number] = {b"%04x" % code: letters[code] for code in letters}
        return self._fonts[reference.number]


def _page_of_piece(kid: Any, element: Mapping[str, Any]) -> int:
    """The object of the page that draws a piece."""
    holder = kid if isinstance(kid, dict) and "/Pg" in kid else element
    return int(holder["/Pg"].number)


def _place(tag: bytes, marks: bytes) -> int:
    """The number of a piece of marked content, or what it is when it has none."""
    number = _MCID.search(marks)
    if tag == _ARTIFACT or number is None:
        return _AGAIN if tag == _ARTIFACT and _LAYOUT in marks else _AROUND
    return int(number[1])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _refuse(step: re.Match[bytes]) -> None:
    if step["other"].endswith(b"Do"):
        return  # a picture, or a drawing that the pages share
    raise UnreadableError("a page draws text in a way that is not read here")


def _letters(row: bytes, letters: _Letters) -> str:
    glyphs = _GLYPHS.findall(row)
    try:
        return "".join(map(letters.__getitem__, glyphs))
    except KeyError:  # several in a row, or in capitals
        codes = b"".join(b"".join(glyphs).split()).lower()
    try:
        return "".join(letters[codes[at : at + 4]] for at in range(0, len(codes), 4))
    except KeyError as error:
        raise UnreadableError("a page draws a glyph that stands for no letter") from error


# ---------------------------------------------------------------- drawn and spoken


_SHARED: Final = {
    "ی": "ي",
    "ى": "ي",
    "ے": "ي",
    "ک": "ك",
    "ہ": "ه",
    "ة": "ه",
    "ۀ": "ه",
    "ھ": "ه",
    "ە": "ه",
} | {")": "(", "]": "[", "}": "{", ">": "<", "»": "«", "›": "‹", "\u2011": "-", "\u2010": "-"}


class _Shapes(dict[int, str]):
    """By character, what is compared of it: its shape, a figure as 0–9, nothing of a mark."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isdecimal():
            shape = str(unicodedata.decimal(char))
        elif char.isspace():
            shape = " "
        elif unicodedata.category(char) in ("Cf", "Mn"):
            shape = ""
        else:
            whole = unicodedata.normalize("NFKD", char)
            shape = _SHARED.get(char, char) if whole == char else whole.translate(self)
        self[code] = shape
        return shape


_SHAPES: Final = _Shapes()
_MARKED: Final = re.compile("[\u064b-\u0655\u0670\u0591-\u05c7]")
_MAYBE: Final = re.compile("\ue010([^\ue011]*)\ue011")
_RUN: Final = re.compile(r"\d+")
_RIGHT: Final = r"[\u0590-\u08ff][\W\u0590-\u08ff]*"
_MEETING: Final = re.compile(rf"(\d+)({_RIGHT}(?:\d+{_RIGHT})*)(\d+)")
"""Figures on both sides of right-to-left letters or signs, with no other letter between."""
_EASTERN: Final = "[\u0660-\u0669\u06f0-\u06f9]"
_OTHER_FIGURES: Final = re.compile(rf"(?<=[0-9])(?={_EASTERN})|(?<={_EASTERN})(?=[0-9])")
"""Where figures of two systems touch, of which one may go with the letters beside it."""


def _agreed(drawn: str, spoken: str) -> str:
    """What the structure says when the page draws the same letters; else both.

    The page draws from right to left: the same letters in another order, brackets turned,
    and letters that share a glyph read as the first of them. Figures keep their order. The
    glyph of a vowel sign may read as a letter with it, of another word: such letters count
    only where the structure has them.
    """
    maybe = "".join(_MAYBE.findall(drawn))
    apart, in_groups = _MAYBE.sub("", drawn).translate(_SHAPES), spoken.translate(_SHAPES)
    plain, said = apart.replace(" ", ""), in_groups.replace(" ", "")
    if maybe:
        letters, wanted = set(plain), set(said)
        same = letters <= wanted <= letters | set(maybe.translate(_SHAPES))
    else:
        same = sorted(plain) == sorted(said)
    # Groups of a number that spaces part stand in the order of the line: the first on its right.
    # In a line from left to right, "1אב2" is drawn as "12" and its letters: its figures meet.
    met = _MEETING.sub(r"\1\3\2", said)
    # In "0٠א" only the second figure goes with the letter: it is drawn as "0א٠".
    parted = _OTHER_FIGURES.sub(" ", spoken).translate(_SHAPES)
    for one, other in ((plain, said), (apart, in_groups), (plain, met), (plain, parted)):
        if same and sorted(_RUN.findall(one)) == sorted(_RUN.findall(other)):
            return spoken
    return f"{_sure(drawn)[::-1]} / {spoken}"


def _maybe(letters: str) -> str:
    """The letters of a glyph, marked when it may be the sign of a vowel with any letter."""
    return f"\ue010{letters}\ue011" if len(letters) > 1 and _MARKED.search(letters) else letters


def _sure(drawn: str) -> str:
    return _MAYBE.sub(r"\1", drawn)
