"""Source notes as real footnotes or endnotes: their calls, and the part that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.document.tree import Citation, Note, Text
from generator.document.wordrecord import NOTE
from generator.localisation.figures import in_figures
from generator.writers.docx.fields import field as written_field
from generator.writers.docx.paragraphs import paragraph, properties
from generator.writers.docx.runs import Story
from generator.writers.docx.xml import DECLARATION, NAMESPACES

_SEPARATORS = (
    ("separator", -1, "separator"),
    ("continuationSeparator", 0, "continuationSeparator"),
)


@dataclass(frozen=True, slots=True)
class NoteKind:
    """Footnotes or endnotes: the names that Word has for each.

    word  "footnote" or "endnote", from which elements, styles and parts are named.
    """

    word: str
    content_type: str
    relation: str

    @property
    def mark(self) -> str:
        """The character style of a note's number."""
        return f"{self.word.capitalize()}Reference"

    @property
    def text(self) -> str:
        """The paragraph style of a note."""
        return f"{self.word.capitalize()}Text"


FOOTNOTES = NoteKind("footnote", CT.WML_FOOTNOTES, RT.FOOTNOTES)
ENDNOTES = NoteKind("endnote", CT.WML_ENDNOTES, RT.ENDNOTES)


@dataclass(slots=True)
class NoteCalls:
    """Turns citations into note references, in the order in which they are written.

    The first call of a note is its own; each later call is a NOTEREF field that
    shows the number of the first, by its bookmark, and leads back to it.

    listed  the notes are a list at the end of the text, and no notes of Word: a call leads
            to the number there, by its bookmark.
    """

    notes: Mapping[str, Note]
    rtl: bool
    digits: str = "latn"
    kind: NoteKind = FOOTNOTES
    bookmark: int = 1000
    listed: bool = False
    name: str = NOTE
    called: dict[str, int] = field(default_factory=dict)

    def call(self, citation: Citation) -> str:
        """The runs of one note call."""
        if self.listed:
            return self._link(self.notes[citation.note])
        number = self.called.get(citation.note)
        mark = f'<w:rPr><w:rStyle w:val="{self.kind.mark}"/>{self._rtl}</w:rPr>'
        if number is not None:
            shown = in_figures(number, self.digits)
            return written_field(f"NOTEREF _Note{number} \\f \\h", shown, mark)
        number = self.called[citation.note] = len(self.called) + 1
        at = self.bookmark + number
        return (
            f'<w:bookmarkStart w:id="{at}" w:name="{NOTE}{number}"/>'
            f'<w:r>{mark}<w:{self.kind.word}Reference w:id="{number}"/></w:r>'
            f'<w:bookmarkEnd w:id="{at}"/>'
        )

    def _link(self, note: Note) -> str:
        shaped = self._rtl if self.digits != "latn" else ""
        mark = f'<w:rPr><w:rStyle w:val="{self.kind.mark}"/>{shaped}</w:rPr>'
        shown = f"<w:r>{mark}<w:t>{in_figures(note.number, self.digits)}</w:t></w:r>"
        return (
            f'<w:hyperlink w:anchor="{self.name}{note.number}" w:history="1">{shown}</w:hyperlink>'
        )

    @property
    def _rtl(self) -> str:
        return "<w:rtl/>" if self.rtl else ""


def notes_part(story: Story, calls: NoteCalls, title: str = "") -> str:
    """``footnotes.xml`` or its like: the separators and every note called, by its number.

    title  stands above the line before the first note: where notes are at the end, they
           begin in the middle of a page.
    """
    word, style = calls.kind.word, calls.kind.text
    rtl = story.script.direction == "rtl"
    mark = f'<w:rPr><w:rStyle w:val="{calls.kind.mark}"/>{"<w:rtl/>" if rtl else ""}</w:rPr>'
    lead = f"<w:r>{mark}<w:{word}Ref/></w:r>" + story.text(" ")
    parts = [DECLARATION, f"<w:{word}s {NAMESPACES}>"]
    bare = replace(story, texts=None)
    headed = paragraph(bare, "NotesTitle", (Text(title),)) if title else ""
    for kind, id, element in _SEPARATORS:
        opening = properties(style, story.script.direction, "", _TIGHT)
        parts.append(
            f'<w:{word} w:type="{kind}" w:id="{id}">{headed}<w:p>{opening}'
            f"<w:r><w:{element}/></w:r></w:p></w:{word}>"
        )
        headed = ""
    for note_id, number in calls.called.items():
        note = calls.notes[note_id]
        body = paragraph(story, style, note.children, lead=lead)
        parts.append(f'<w:{word} w:id="{number}">{body}</w:{word}>')
    parts.append(f"</w:{word}s>")
    return "".join(parts)


def listed_notes(
    story: Story, calls: NoteCalls, notes: Sequence[Note], number: str
) -> Iterator[str]:
    """The notes as items of a numbered list; the calls of a note lead to its item.

    number  what makes a paragraph an item of the list.
    """
    style = calls.kind.text
    for note in notes:
        at = calls.bookmark + note.number
        lead = f'<w:bookmarkStart w:id="{at}" w:name="{calls.name}{note.number}"/>'
        tail = f'<w:bookmarkEnd w:id="{at}"/>'
        yield paragraph(story, style, note.children, before=number, lead=lead, tail=tail)


_TIGHT = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
