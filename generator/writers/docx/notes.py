"""Source notes as real footnotes: their calls in the text and the part that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.document.tree import Citation, Note
from generator.localisation.figures import in_figures
from generator.writers.docx.fields import field as written_field
from generator.writers.docx.paragraphs import paragraph, properties
from generator.writers.docx.runs import Story
from generator.writers.docx.xml import DECLARATION, NAMESPACES

_SEPARATORS = (
    ("separator", -1, "separator"),
    ("continuationSeparator", 0, "continuationSeparator"),
)


@dataclass(slots=True)
class NoteCalls:
    """Turns citations into note references, in the order in which they are written.

    The first call of a note is its footnote; each later call is a NOTEREF field that
    shows the number of the first, by its bookmark, and leads back to it.
    """

    notes: Mapping[str, Note]
    rtl: bool
    digits: str = "latn"
    bookmark: int = 1000
    called: dict[str, int] = field(default_factory=dict)

    def call(self, citation: Citation) -> str:
        """The runs of one note call."""
        number = self.called.get(citation.note)
        mark = f'<w:rPr><w:rStyle w:val="FootnoteReference"/>{self._rtl}</w:rPr>'
        if number is not None:
            shown = in_figures(number, self.digits)
            return written_field(f"NOTEREF _Note{number} \\f \\h", shown, mark)
        number = self.called[citation.note] = len(self.called) + 1
        at = self.bookmark + number
        return (
            f'<w:bookmarkStart w:id="{at}" w:name="_Note{number}"/>'
            f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>'
            f'<w:bookmarkEnd w:id="{at}"/>'
        )

    @property
    def _rtl(self) -> str:
        return "<w:rtl/>" if self.rtl else ""


def footnotes_part(story: Story, calls: NoteCalls) -> str:
    """``footnotes.xml``: the separators and every note that was called, by its number."""
    rtl = story.script.direction == "rtl"
    mark = f'<w:rPr><w:rStyle w:val="FootnoteReference"/>{"<w:rtl/>" if rtl else ""}</w:rPr>'
    lead = f"<w:r>{mark}<w:footnoteRef/></w:r>" + story.text(" ")
    parts = [DECLARATION, f"<w:footnotes {NAMESPACES}>"]
    for kind, id, element in _SEPARATORS:
        opening = properties("FootnoteText", story.script.direction, "", _TIGHT)
        parts.append(
            f'<w:footnote w:type="{kind}" w:id="{id}"><w:p>{opening}'
            f"<w:r><w:{element}/></w:r></w:p></w:footnote>"
        )
    for note_id, number in calls.called.items():
        note = calls.notes[note_id]
        body = paragraph(story, "FootnoteText", note.children, lead=lead)
        parts.append(f'<w:footnote w:id="{number}">{body}</w:footnote>')
    parts.append("</w:footnotes>")
    return "".join(parts)


_TIGHT = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
