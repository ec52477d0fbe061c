"""Inlines as runs: one walk over the inlines, one string out.

A ``Story`` is what one part of the package needs to write inlines: the document's
languages, how links are registered, and how a note is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.document.tree import (
    Citation,
    Direction,
    Emphasis,
    Inline,
    Link,
    Span,
    Strong,
    Text,
    Value,
)
from generator.writers.bindings import bound, without_line_ends
from generator.writers.docx.addresses import safe_address
from generator.writers.docx.controls import Controls, Written, spots
from generator.writers.docx.cutting import parts
from generator.writers.docx.direction import MARKS, Piece, settled, split
from generator.writers.docx.fields import begin as field_begin
from generator.writers.docx.fields import end as field_end
from generator.writers.docx.xml import escape, quoted
from generator.writers.phrases import RLM, RTL_LETTER
from generator.writers.scripts import east_asian_language

if TYPE_CHECKING:
    from generator.writers.docx.record import Texts

# Languages written from right to left, for spans that name a language but no direction.
RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "syr"})
BLANK = f"{MARKS} \u00a0\u202f"
NOTE_GAP = "\u202f"  # between two note marks that follow one another
_SPECIAL = re.compile("\r\n|[\t\n\r\u00ad\u2011\u2028\u2029]")
_NOT_PLAIN = re.compile("[\t\n\r\u00ad\u2011\u2028\u2029&<>]")
_SPECIAL_XML = {
    "\t": "<w:tab/>",
    "\u00ad": "<w:softHyphen/>",
    "\u2011": "<w:noBreakHyphen/>",
}
_LATIN_DIGITS = re.compile("[0-9]")
_TAIL, _NEAR = 4, 32  # texts that are looked back at, and letters at their end
# Behind these the number of a note would be drawn as more of the same figure or words.
_DRAWS_IN = re.compile(
    f"(?:[\u0660-\u0669\u06f0-\u06f9][^\\w]*|[0-9A-Za-z\u00c0-\u024f][%\u00b0+]?[)\\]]?)[{MARKS}]*$"
)


class Look(NamedTuple):
    """What sets a run apart from its paragraph's style."""

    bold: bool = False
    stress: bool = False
    style: str = ""
    lang: str = ""
    direction: Direction | None = None


PLAIN = Look()


class Atom(NamedTuple):
    """One step of the walk: text with its look, or finished XML that text flows around.

    bare    XML that says nothing to the eye, such as the tags of a link.
    values  the values in the text that a control goes around, each with where it starts.
    """

    text: str = ""
    look: Look = PLAIN
    xml: str = ""
    bare: bool = False
    values: tuple[tuple[int, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """Languages and direction of a document, as its default styles state them.

    east_asian  marks shared with Latin text, such as “ ” …, are full-width.
    divided     words may be divided at the ends of lines.
    beside      the file begins in another language, which is read from left to right.
    """

    direction: Direction
    ltr_lang: str
    rtl_lang: str
    east_asian: bool = False
    divided: bool = False
    beside: bool = False


@dataclass(slots=True)
class Story:
    """Writes the inlines of one part of the package.

    link     gives the relationship id of an outside address.
    anchors  bookmark names by the tree's ids, for links inside the document.
    numbers  bookmark names of the word and number of captions alone, for references.
    call     gives the XML of a note call, or None where notes cannot be called.
    note_mark  the character style of its number.
    controls   makes the controls around printed values; None prints them as text.
    texts      the record of what is written, where one is kept.
    lang       of text that names no other, where that is not the language of the styles.
    changed    ids of facts that are new or changed: a paragraph that tells of one has a bar.
    """

    script: Script
    link: Callable[[str], str]
    anchors: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    call: Callable[[Citation], str] | None = None
    note_mark: str = "FootnoteReference"
    controls: Controls | None = None
    texts: Texts | None = None
    lang: str = ""
    changed: tuple[str, ...] = ()
    _properties: dict[Look, tuple[str, str]] = field(default_factory=dict)

    def runs(
        self, inlines: Sequence[Inline], base: Direction | None = None, look: Look = PLAIN
    ) -> str:
        """The runs of ``inlines`` in a paragraph of direction ``base``."""
        atoms: list[Atom] = []
        self._walk(inlines, look, atoms)
        return self.written(atoms, base or self.script.direction)

    def text(self, text: str, base: Direction | None = None, look: Look = PLAIN) -> str:
        """The runs of a plain text."""
        return self.written([Atom(text, look)], base or self.script.direction)

    def written(self, atoms: Sequence[Atom], base: Direction) -> str:
        """The XML of ``atoms``, each text cut by direction and held in its place."""
        if base == "ltr" and not RTL_LETTER.search("".join([atom.text for atom in atoms])):
            return "".join(
                [
                    atom.xml or self._printed(atom, (Piece(atom.text, rtl=False),))
                    for atom in atoms
                    if atom.xml or atom.text
                ]
            )
        written = []
        before: Piece | None = None
        for atom in _joined(atoms) if len(atoms) > 1 else atoms:
            if not atom.text:
                written.append(atom.xml)
                continue
            pieces = split(atom.text, base, atom.look.direction or base)
            pieces = settled(pieces, base, before)
            written.append(self._printed(atom, pieces))
            before = pieces[-1]
        return "".join(written)

    def _printed(self, atom: Atom, pieces: Sequence[Piece]) -> str:
        """The runs of a text in its pieces, with a control around those of each value."""
        controls = self.controls
        if controls is None or not atom.values:
            return self._runs(pieces, atom.look)
        value, look = atom.values[0][1], atom.look
        if len(pieces) == 1 and value.text == atom.text:
            return self._control(controls, value, pieces, look)
        written = []
        for some, value_of in parts(pieces, atom.text, atom.values):
            if value_of is None:
                written.append(self._runs(some, look))
            else:
                written.append(self._control(controls, value_of, some, look))
        return "".join(written)

    def _control(
        self, controls: Controls, value: Value, pieces: Sequence[Piece], look: Look
    ) -> str:
        """The runs of a value in its controls."""
        both = self._both(look)
        written = []
        for piece in pieces:
            for spot in spots(piece):
                text, rtl = spot.piece
                written.append(Written(spot, _run(text, both[rtl]), both[rtl]))
        return controls.around(value, written)

    def run(self, piece: Piece, look: Look = PLAIN) -> str:
        """One run of one direction."""
        return _run(piece.text, self._both(look)[piece.rtl])

    def _runs(self, pieces: Sequence[Piece], look: Look) -> str:
        """Runs of one look."""
        both = self._both(look)
        if len(pieces) == 1:
            text, rtl = pieces[0]
            return _run(text, both[rtl])
        return "".join([_run(text, both[rtl]) for text, rtl in pieces])

    def _both(self, look: Look) -> tuple[str, str]:
        """The properties of a run of that look: from left to right, from right to left."""
        found = self._properties.get(look)
        if found is None:
            ways = self._run_properties(False, look), self._run_properties(True, look)
            found = self._properties[look] = ways
        return found

    def _run_properties(self, rtl: bool, look: Look) -> str:
        parts = []
        if look.style:
            parts.append(f'<w:rStyle w:val="{look.style}"/>')
        if self.script.east_asian:
            parts.append('<w:rFonts w:hint="eastAsia"/>')
        # Arabic has no italics: its stress is weight.
        if look.bold or (look.stress and rtl):
            parts.append("<w:b/><w:bCs/>")
        if look.stress and not rtl:
            parts.append("<w:i/><w:iCs/>")
        if rtl:
            parts.append("<w:rtl/>")
        parts.append(self._language(rtl, look.lang or self.lang))
        inner = "".join(parts)
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""

    def _language(self, rtl: bool, lang: str) -> str:
        """``w:lang`` where the run's language is not the one of the document's styles."""
        if not lang or (lang.split("-")[0] in RTL_LANGUAGES) is not rtl:
            return ""
        if rtl:
            return "" if lang == self.script.rtl_lang else f"<w:lang w:bidi={quoted(lang)}/>"
        if east_asian := east_asian_language(lang):
            return "" if self.script.east_asian else f"<w:lang w:eastAsia={quoted(east_asian)}/>"
        return "" if lang == self.script.ltr_lang else f"<w:lang w:val={quoted(lang)}/>"

    # ------------------------------------------------------------ the walk

    def _walk(self, inlines: Sequence[Inline], look: Look, atoms: list[Atom]) -> None:
        for inline in bound(inlines):
            if isinstance(inline, Text):
                atoms.append(Atom(inline.text, look))
            elif isinstance(inline, Value):
                atoms.append(self._value(inline, look))
            elif isinstance(inline, Span):
                self._walk(inline.children, _inside(inline, look), atoms)
            elif isinstance(inline, Citation):
                self._citation(inline, atoms)
            elif isinstance(inline, Strong):
                self._walk(inline.children, look._replace(bold=True), atoms)
            elif isinstance(inline, Emphasis):
                self._walk(inline.children, look._replace(stress=True), atoms)
            elif isinstance(inline, Link) and inline.numbered and inline.href[1:] in self.numbers:
                self._reference(inline, look, atoms)
            elif isinstance(inline, Link):
                self._link(inline, look, atoms)
            else:
                atoms.append(Atom(xml="<w:r><w:br/></w:r>"))

    def _value(self, value: Value, look: Look) -> Atom:
        """A value as text, with what ties it to its fact."""
        value = without_line_ends(value)
        if value.direction:
            look = look._replace(direction=value.direction)
        if self.controls is None or not value.fact or not value.text.strip(BLANK):
            return Atom(value.text, look)
        return Atom(value.text, look, "", False, ((0, value),))

    def _link(self, link: Link, look: Look, atoms: list[Atom]) -> None:
        attributes = self._target(link.href)
        inner: list[Atom] = []
        if attributes and look.style != "Hyperlink":
            self._walk(link.children, look._replace(style="Hyperlink"), inner)
        else:
            attributes = ""
            self._walk(link.children, look, inner)
        if not attributes or not any(atom.text.strip() for atom in inner):
            atoms.extend(inner)
            return
        atoms.append(Atom(xml=f'<w:hyperlink {attributes} w:history="1">', bare=True))
        atoms.extend(inner)
        atoms.append(Atom(xml="</w:hyperlink>", bare=True))

    def _reference(self, link: Link, look: Look, atoms: list[Atom]) -> None:
        """A field that shows the word and number of a caption and leads there."""
        inner: list[Atom] = []
        self._walk(link.children, look, inner)
        words = "".join(atom.text for atom in inner)
        # Digits of the script run with its text; those from 0 to 9 run from left to right.
        rtl = self.script.direction == "rtl" and not _LATIN_DIGITS.search(words)
        shaped = "<w:rPr><w:rtl/></w:rPr>" if rtl else ""
        code = f"REF {self.numbers[link.href[1:]]} \\h"
        atoms.append(Atom(xml=field_begin(code, shaped), bare=True))
        atoms.extend(inner)
        atoms.append(Atom(xml=field_end(shaped), bare=True))

    def _target(self, href: str) -> str:
        """Attributes of the hyperlink, or nothing for what must not become a link."""
        if href.startswith("#"):
            name = self.anchors.get(href[1:])
            return f'w:anchor="{name}"' if name else ""
        address = safe_address(href)
        return f'r:id="{self.link(address)}"' if address else ""

    def _citation(self, citation: Citation, atoms: list[Atom]) -> None:
        if self.call is None:
            return
        previous = next((atom for atom in reversed(atoms) if not atom.bare), None)
        if previous is not None and previous.look.style == self.note_mark:
            atoms.append(Atom(xml=self._note_gap()))
        elif self.script.direction == "rtl" and _DRAWS_IN.search(_tail(atoms)[-_NEAR:]):
            atoms.append(Atom(xml=self.run(Piece(RLM, rtl=True))))
        atoms.append(Atom(look=Look(style=self.note_mark), xml=self.call(citation)))

    def _note_gap(self) -> str:
        piece = Piece(NOTE_GAP, rtl=self.script.direction == "rtl")
        return self.run(piece, Look(style=self.note_mark))


def _tail(atoms: Sequence[Atom]) -> str:
    """The last words that were walked, up to what is no text."""
    said: list[str] = []
    for atom in reversed(atoms):
        if atom.bare:
            continue
        if not atom.text or len(said) > _TAIL:
            break
        said.append(atom.text)
    return "".join(reversed(said))


def _joined(atoms: Sequence[Atom]) -> list[Atom]:
    """Texts of one look that follow each other as one text, so that a phrase stays whole.

    Cut apart, its words would be laid out in the order of the paragraph: "(Arabic in)".
    """
    joined: list[Atom] = []
    for atom in atoms:
        held = joined[-1] if joined else None
        if held is None or not held.text or not atom.text or held.look != atom.look:
            joined.append(atom)
            continue
        shifted = tuple([(start + len(held.text), value) for start, value in atom.values])
        joined[-1] = Atom(held.text + atom.text, held.look, values=held.values + shifted)
    return joined


_ROLE_STYLES = {
    "original": "Muted",
    "as-of": "Muted",
    "attribution": "Muted",
    "draft-mark": "DraftMark",
}


@lru_cache(maxsize=1024)
def _of_span(lang: str | None, direction: Direction | None, own: str, look: Look) -> Look:
    if direction is None and lang:
        direction = "rtl" if lang.split("-")[0] in RTL_LANGUAGES else look.direction
    return look._replace(
        lang=lang or look.lang,
        direction=direction or look.direction,
        style=look.style if look.style == "Hyperlink" else own or look.style,
    )


def _inside(span: Span, look: Look) -> Look:
    return _of_span(span.lang, span.direction, _ROLE_STYLES.get(span.role, ""), look)


def _run(text: str, properties: str) -> str:
    if _NOT_PLAIN.search(text):
        return f"<w:r>{properties}{_content(text)}</w:r>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _content(text: str) -> str:
    if not _SPECIAL.search(text):
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    parts = []
    end = 0
    for found in _SPECIAL.finditer(text):
        if found.start() > end:
            parts.append(_content(text[end : found.start()]))
        parts.append(_SPECIAL_XML.get(found[0], "<w:br/>"))
        end = found.end()
    if end < len(text):
        parts.append(_content(text[end:]))
    return "".join(parts)
