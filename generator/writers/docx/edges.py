"""The headers and footers of one section of a Word file, as parts of its package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.document.tree import Document
from generator.document.walk import plain
from generator.writers.docx.furniture import (
    footer_lines,
    footer_part,
    header_lines,
    header_part,
)
from generator.writers.docx.looks import TWIPS, Looks
from generator.writers.docx.package import WordPackage
from generator.writers.docx.runs import Story
from generator.writers.docx.watermark import watermarks


@dataclass(frozen=True, slots=True)
class Edges:
    """Writes headers and footers; the parameters are those of ``section_of``."""

    package: WordPackage
    document: Document
    look: Looks
    second: tuple[Story, Document] | None = None
    half: int = 0

    def references(self) -> str:
        """What the section says of its headers and footers, which are written now."""
        document, found = self.document, []
        half = str(self.half) if self.half else ""
        total = "SECTIONPAGES" if self.half else "NUMPAGES"
        script = replace(self.look.script, direction=document.direction)
        room, below = self._room, ""
        for place, (kind, name) in enumerate((("default", ""), ("first", "First"))):
            part, id = self.package.part(f"header{name}{half}.xml", CT.WML_HEADER, RT.HEADER)
            number = 1 + place + 2 * max(self.half - 1, 0)
            beside = None if self.second is None else self.second[1]
            across = watermarks(document, beside, self.look, number)
            own = Story(script, part.link, lang=document.lang)
            part.write(header_part(own, document, room, across, self._more(header_lines)))
            found.append(f'<w:headerReference w:type="{kind}" r:id="{id}"/>')
            part, id = self.package.part(f"footer{name}{half}.xml", CT.WML_FOOTER, RT.FOOTER)
            if not below:
                own = Story(script, part.link, lang=document.lang)
                below = footer_part(own, document, room, self._more(footer_lines), total)
            part.write(below)
            if part.relations:  # its own: the other must have them too
                below = ""
            found.append(f'<w:footerReference w:type="{kind}" r:id="{id}"/>')
        return "".join(found)

    @property
    def _room(self) -> float:
        return self.look.width / TWIPS

    def _more(self, lines: Callable[[Story, Document, float], list[str]]) -> list[str]:
        """The lines of the second language; a marking that both say alike stands once."""
        if self.second is None:
            return []
        story, other = self.second
        if plain(other.furniture.banner) == plain(self.document.furniture.banner):
            bare = replace(other.furniture, marking="", handling=())
            other = replace(other, furniture=bare)
        return lines(Story(story.script, story.link, lang=story.lang), other, self._room)
