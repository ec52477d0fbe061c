"""The paragraphs of a Word file as it is now: text, controls, tracked changes, comments.

The text is what stands there when every tracked change is accepted. What programs make by
themselves is passed over: entries of a table of contents, page numbers, marks of notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from generator.document.wordrecord import NOTE, TAG, part_of

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS: Final = {
    f"{_W}tab": "\t",
    f"{_W}br": " ",
    f"{_W}cr": " ",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_CHANGES: Final = {
    f"{_W}ins": "inserted",
    f"{_W}moveTo": "inserted",
    f"{_W}del": "deleted",
    f"{_W}moveFrom": "deleted",
}
_NO_TEXT: Final = frozenset(
    f"{_W}{name}"
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid")
)
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ENTRY: Final = re.compile(r"(?:TOC|Contents)\d")
# Results of these fields are made by Word itself and are no text of a person.
_UNREAD_FIELDS: Final = frozenset({"TOC", "PAGE", "NUMPAGES", "NOTEREF", "PAGEREF"})


@dataclass(frozen=True, slots=True)
class Control:
    """Controls around a printed value: their tag, and where they stand in the text.

    path  the value in the record that they are bound to, or "".
    """

    tag: str
    start: int
    end: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change: "inserted" or "deleted", by whom and when, and its text."""

    kind: str
    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: by whom and when, what it says, and the text it is about."""

    author: str
    date: str
    text: str
    about: str = ""


@dataclass(slots=True)
class FoundText:
    """A paragraph as it stands in the file."""

    parts: list[str] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.parts)


class Story:
    """Reads one part of the file.

    fields  whether results of fields are read: in headers and footers all are made anew.
    """

    def __init__(self, *, fields: bool = True) -> None:
        self._read_fields = fields
        self.about: dict[str, list[str]] = {}
        self._open: set[str] = set()
        self._fields: list[list[str]] = []
        self._shown: list[bool] = []
        self._change: tuple[str, str, str] | None = None

    def paragraphs(self, root: Any) -> Iterator[FoundText]:
        """Every paragraph in order, those in tables and boxes too."""
        for node in root:
            if _is_entry(node):
                continue
            if node.tag == f"{_W}p":
                inner: list[Any] = []
                found = FoundText()
                self._walk(node, found, inner)
                yield found
                for box in inner:
                    yield from self.paragraphs(box)
            elif node.tag not in _NO_TEXT and node.tag != _FALLBACK:
                yield from self._inside(node)

    def _inside(self, node: Any) -> Iterator[FoundText]:
        kind = _CHANGES.get(node.tag)
        if node.tag == f"{_W}commentRangeStart":
            self._open.add(str(node.get(f"{_W}id")))
        elif node.tag == f"{_W}commentRangeEnd":
            self._open.discard(str(node.get(f"{_W}id")))
        elif node.tag == f"{_W}sdt" and node.find(f"{_W}sdtPr//{_W}docPartGallery") is not None:
            return  # a table of contents as programs wrap it
        elif kind != "deleted":
            yield from self.paragraphs(node)

    # ------------------------------------------------------------ one paragraph

    def _walk(self, node: Any, found: FoundText, boxes: list[Any]) -> None:
        for child in node:
            tag = child.tag
            if tag in _NO_TEXT or tag == _FALLBACK or _calls_note(child):
                continue
            if tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag == f"{_W}t" or tag == f"{_W}delText":
                self._say(child.text or "", found)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], found)
            elif tag == f"{_W}sdt":
                self._control(child, found, boxes)
            elif tag in _CHANGES:
                self._changed(child, found, boxes)
            elif not (self._field(child) or self._comment(child) or _between_marks(child)):
                self._walk(child, found, boxes)

    def _say(self, text: str, found: FoundText) -> None:
        if not all(self._shown):
            return
        if self._change:
            found.revisions.append(Revision(*self._change, text))
            if self._change[0] == "deleted":
                return
        found.parts.append(text)
        for comment in self._open:
            self.about.setdefault(comment, []).append(text)

    def _control(self, node: Any, found: FoundText, boxes: list[Any]) -> None:
        tag = node.find(f"{_W}sdtPr/{_W}tag")
        name = "" if tag is None else str(tag.get(f"{_W}val", ""))
        start = len(found.text)
        self._walk(node, found, boxes)
        if not name.startswith(TAG):
            return
        binding = node.find(f"{_W}sdtPr/{_W}dataBinding")
        path, part = ("", 1) if binding is None else part_of(str(binding.get(f"{_W}xpath")))
        before = found.controls[-1] if found.controls else None
        if part > 1 and before is not None and (before.tag, before.path) == (name, path):
            start = found.controls.pop().start
        found.controls.append(Control(name, start, len(found.text), path))

    def _changed(self, node: Any, found: FoundText, boxes: list[Any]) -> None:
        outer = self._change
        if outer is None or outer[0] != "deleted":
            author, date = (str(node.get(f"{_W}{name}", "")) for name in ("author", "date"))
            self._change = (_CHANGES[node.tag], author, date)
        self._walk(node, found, boxes)
        self._change = outer

    def _field(self, node: Any) -> bool:
        """Follow the parts of a field; True when there is nothing to read in the node."""
        if node.tag == f"{_W}instrText":
            if self._fields:
                self._fields[-1].append(node.text or "")
            return True
        if node.tag == f"{_W}fldSimple":
            return not self._is_read(str(node.get(f"{_W}instr", "")).split()[:1])
        if node.tag != f"{_W}fldChar":
            return False
        kind = node.get(f"{_W}fldCharType")
        if kind == "begin":
            self._fields.append([])
            self._shown.append(False)
        elif kind == "separate" and self._fields:
            name = "".join(self._fields[-1]).split()[:1]
            self._shown[-1] = self._is_read(name)
        elif kind == "end" and self._fields:
            self._fields.pop()
            self._shown.pop()
        return True

    def _is_read(self, name: list[str]) -> bool:
        return self._read_fields and not _UNREAD_FIELDS.intersection(map(str.upper, name))

    def _comment(self, node: Any) -> bool:
        if node.tag == f"{_W}commentRangeStart":
            self._open.add(str(node.get(f"{_W}id")))
            return True
        if node.tag == f"{_W}commentRangeEnd":
            self._open.discard(str(node.get(f"{_W}id")))
            return True
        return False


def _is_entry(node: Any) -> bool:
    """Whether a paragraph is a line of a table of contents, whose words are those of headings.

    LibreOffice makes fields of the links in one that is none of Word's own, and names
    their style anew.
    """
    style = node.find(f"{_W}pPr/{_W}pStyle") if node.tag == f"{_W}p" else None
    return style is not None and _ENTRY.fullmatch(str(style.get(f"{_W}val"))) is not None


def _calls_note(node: Any) -> bool:
    """Whether a link is the call of a note that stands in a list: its number is no text."""
    return node.tag == f"{_W}hyperlink" and str(node.get(f"{_W}anchor")).startswith(NOTE)


def _between_marks(run: Any) -> bool:
    """Whether a run is the space between two marks of notes, which is no text."""
    if run.tag != f"{_W}r":
        return False
    style = run.find(f"{_W}rPr/{_W}rStyle")
    name = "" if style is None else str(style.get(f"{_W}val", "")).lower()
    texts = [text.text or "" for text in run.iter(f"{_W}t")]
    marked = name.startswith(("footnote", "endnote"))
    return marked and bool(texts) and not "".join(texts).strip()


def joined(revisions: list[Revision]) -> list[Revision]:
    """Revisions of one kind and author that follow one another as one."""
    whole: list[Revision] = []
    for one in revisions:
        last = whole[-1] if whole else None
        if last and (last.kind, last.author, last.date) == (one.kind, one.author, one.date):
            whole[-1] = Revision(*(last.kind, last.author, last.date), last.text + one.text)
        else:
            whole.append(one)
    return whole


def comments_of(root: Any, about: dict[str, list[str]]) -> Iterator[Comment]:
    """The comments of a file; ``about`` is the text that each stands beside, by its id."""
    for node in root.iterfind(f"{_W}comment"):
        said = " ".join(found.text for found in Story().paragraphs(node))
        marked = "".join(about.get(str(node.get(f"{_W}id")), []))
        author, date = (str(node.get(f"{_W}{name}", "")) for name in ("author", "date"))
        yield Comment(author, date, said.strip(), marked)
