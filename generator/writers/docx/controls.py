"""Printed values as content controls, each tied to its fact and bound to the data part.

Word shows what the data part says. So a control is bound only where both are the same
to the last character: where the value is one run, without marks of direction inside it.
LibreOffice writes the whole text of a bound control once for each piece of another script
in it, when it saves the file (seen in 7.4: “2023年年2023年”), so only values in Latin, Greek
or Cyrillic letters are bound. Other values are controls too, with the tag and title of
their fact, but not bound.
"""

from __future__ import annotations

import re
import uuid
from typing import Final, NamedTuple

from generator.document.tree import Document, Value
from generator.document.wordrecord import NAMESPACE, TAG_LENGTH, tag_of
from generator.writers.bindings import bound
from generator.writers.docx.direction import MARKS
from generator.writers.docx.xml import quoted

_FIRST: Final = 700001
_SPACE: Final = uuid.UUID("6f1d2f5c-35a5-5d0e-9a8c-6f0a3a3f1c55")
_WESTERN: Final = (
    " -~\u00a0-\u00ac\u00ae-\u02af\u0370-\u052f\u1e00-\u1fff\u2012-\u2015\u2018-\u201f\u2026\u202f"
    "\u2030-\u2044\u20a0-\u20bf\u2212"
)
_BOUND: Final = re.compile(f"(?!\\s)[{_WESTERN}]+(?<!\\s)")


class Entry(NamedTuple):
    """A value in the data part.

    text  what the part holds and a bound control shows; "" where none can be bound.
    """

    place: int
    text: str


class Controls:
    """The content controls of one document.

    store    GUID of the data part.
    entries  what the part holds for each value, by fact, exact value and printed text. A
             value that is printed twice in the same words is bound twice to one place, so
             that both change when one is changed.
    """

    def __init__(self, document: Document) -> None:
        own = document.properties
        name = "\n".join((own.number, own.edition, document.lang, own.data_hash))
        self.store = f"{{{str(uuid.uuid5(_SPACE, name)).upper()}}}"
        self.entries: dict[tuple[str, str, str], Entry] = {}
        self._document = document
        self._heads: dict[str, str] = {}
        self._next = _FIRST

    def entry(self, value: Value) -> Entry:
        """The place of a value in the data part, and what stands there."""
        key = (value.fact, value.exact, value.text)
        found = self.entries.get(key)
        if found is None:
            found = self.entries[key] = Entry(len(self.entries) + 1, _stored(value))
        return found

    def around(self, value: Value, runs: str, shown: str = "", properties: str = "") -> str:
        """A control around the ``runs`` that print ``value``.

        shown       their text when they are one run; "" leaves the control unbound.
        properties  ``w:rPr`` of the run.
        """
        number = self._next
        self._next += 1
        entry = self.entry(value)
        binding = ""
        if shown and shown == entry.text:
            binding = (
                f'<w:dataBinding w:prefixMappings="xmlns:b=&quot;{NAMESPACE}&quot;"'
                f' w:xpath="/b:document[1]/b:shown[1]/b:value[{entry.place}]"'
                f' w:storeItemID="{self.store}"/><w:text/>'
            )
        head = self._heads.get(value.fact)
        if head is None:
            head = self._heads[value.fact] = self._head(value.fact)
        return (
            f'<w:sdt><w:sdtPr>{properties}{head}<w:id w:val="{number}"/>{binding}</w:sdtPr>'
            f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )

    def _head(self, fact: str) -> str:
        """Title and tag of the controls of a fact."""
        known = self._document
        title = " ".join((known.titles.get(fact) or known.sources.get(fact, "")).split())
        if len(title) > TAG_LENGTH:
            title = f"{title[: TAG_LENGTH - 1]}…"
        alias = f"<w:alias w:val={quoted(title)}/>" if title else ""
        return f"{alias}<w:tag w:val={quoted(tag_of(fact))}/>"


def _stored(value: Value) -> str:
    """What the data part holds for a value: its text as it is shown, without marks around."""
    (shown,) = bound((value,))
    text = getattr(shown, "text", "").strip(MARKS)
    return text if _BOUND.fullmatch(text) else ""
