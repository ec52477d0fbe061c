"""The text of a finished Word file: body, notes, headers and footers, from its parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from generator.document.wordboxes import paragraphs
from generator.document.wordrecord import NAMESPACE, NOTE, TAG, part_of
from generator.proof.trouble import UnreadableError
from generator.proof.word_charts import NativeChart, native_charts

CALL: Final = "\ue000"
"""Stands before the number of a note that is called."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS: Final = {
    f"{_W}tab": "\t",
    f"{_W}br": " ",
    f"{_W}cr": " ",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_NOTES: Final = ("footnote", "endnote")
_CALLS: Final = {f"{_W}{kind}Reference": kind for kind in _NOTES}
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATION: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_DATA: Final = "customXml/item1.xml"
_LETTERING: Final = "{urn:schemas-microsoft-com:vml}textpath"
_BLANK: Final = " \t\n\u00a0\u202f\u200e\u200f\u061c"
"""Spaces and marks of direction: a paragraph of these alone shows nothing."""
_REFERRING: Final = ("bookmarkStart", "bookmarkEnd", "instrText", "fldChar", "t")
_NO_MARKS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
_LARGEST: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class WordText:
    """What a Word file says.

    body   its paragraphs in order, those in tables too; a call of a note is ``CALL`` with
           the place of the note among the notes, from 1.
    notes  the text of each note in the order of the calls.
    edges  the paragraphs of each header and footer, by the name of the part.
    across  the words drawn across the page by each header, by the name of the part.
    figures  the alternative text of each drawing of the body that is not decoration.
    values  tag and text of each printed value that a control holds, notes after the body;
            None where the file has no controls and no data.
    charts  what each chart that Word draws shows and holds.
    untrue  tag, text and data of each value whose data says something else: Word shows it.
    """

    body: tuple[str, ...]
    notes: tuple[str, ...]
    edges: dict[str, tuple[str, ...]]
    figures: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] | None = None
    untrue: tuple[tuple[str, str, str], ...] = ()
    across: dict[str, tuple[str, ...]] = field(default_factory=dict)
    charts: tuple[NativeChart, ...] = ()


def read_word(content: bytes) -> WordText:
    """The text of a Word file. Raises ``UnreadableError``."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if archive.testzip() is not None:
                raise UnreadableError("a part of the file is damaged")
            main = _root(archive, "word/document.xml")
            notes: dict[str, str] = {}
            stories = [main]
            for kind in _NOTES:
                if f"word/{kind}s.xml" in names:
                    root = _root(archive, f"word/{kind}s.xml")
                    notes.update(_notes(root, kind))
                    stories.append(root)
            data = _root(archive, _DATA) if _DATA in names else None
            untrue = [] if data is None else [*_untrue(stories, data)]
            charts = tuple(native_charts(archive, main))
            parts = {
                name: _root(archive, name)
                for name in names
                if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
            }
            edges = {name: story_of(root) for name, root in parts.items()}
            across = {
                name: tuple(filter(None, (one.get("string") for one in root.iter(_LETTERING))))
                for name, root in parts.items()
            }
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise UnreadableError("it is no whole Word file") from error
    if any(shown != held for shown, held in _references(main)):
        raise UnreadableError("a cross-reference shows other words than the caption it names")
    story = _Story()
    body = tuple(story.paragraphs(main))
    missing = [one for one in story.called if one not in notes]
    if missing:
        raise UnreadableError("a note that is called is not in the file")
    under = tuple(notes[one] for one in story.called)
    values = tuple(found for root in stories for found in _values(root, data))
    tied = None if data is None else values
    shown = tuple(_figures(main))
    return WordText(body, under, edges, shown, tied, tuple(untrue), across, charts)


def story_of(root: Any) -> tuple[str, ...]:
    """The paragraphs of a header or footer, as ``read_word`` reads them: breaks part words."""
    return tuple(_Story().paragraphs(root))


def _root(archive: zipfile.ZipFile, name: str) -> Any:
    if archive.getinfo(name).file_size > _LARGEST:
        raise UnreadableError("a part of the file is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _values(root: Any, data: Any) -> Iterator[tuple[str, str]]:
    """Tag and text of the controls around printed values; the parts of one together."""
    for control in root.iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        if tag is None or not str(tag.get(f"{_W}val")).startswith(TAG):
            continue
        path, part = _bound_to(control)
        if part == 1:
            said, last = _parts_of(control, path)
            before, behind = _hyphens(control, last, _held(data, path))
            yield str(tag.get(f"{_W}val")), f"{before}{said}{behind}"


def _bound_to(control: Any) -> tuple[str, int]:
    binding = control.find(f"{_W}sdtPr/{_W}dataBinding")
    return ("", 1) if binding is None else part_of(str(binding.get(f"{_W}xpath")))


def _parts_of(control: Any, path: str) -> tuple[str, Any]:
    """What all parts of a value say, and the control of the last one."""
    said, passed, last, number = _shown(control), "", control, 1
    for node in control.itersiblings():
        passed += _shown(node)
        if node.tag == f"{_W}sdt":
            whole, part = _bound_to(node)
            if whole != path or part != number + 1:
                break
            said, passed, last, number = said + passed, "", node, part
    return said, last


def _held(data: Any, path: str) -> Any:
    """The element of the data that a value in parts is bound to."""
    there = data is not None and path
    found: Any = data.xpath(path, namespaces={"b": NAMESPACE}) if there else ()
    return found[0] if len(found) == 1 and len(found[0]) else None


def _hyphens(first: Any, last: Any, held: Any) -> tuple[str, str]:
    """What stands right before and behind the controls of a value, and belongs to it."""
    if held is None:
        return "", ""
    before, behind = str(held.text or ""), str(held[-1].tail or "")
    return (
        _there(before, first.itersiblings(preceding=True), before=True),
        _there(behind, last.itersiblings(), before=False),
    )


def _there(wanted: str, beside: Iterable[Any], *, before: bool) -> str:
    """The words, where runs beside a control say them; those nearest to it come first."""
    said = ""
    for run in beside if wanted else ():
        shown = _shown(run).translate(_NO_MARKS)
        said = shown + said if before else said + shown
        if len(said) >= len(wanted):
            break
    return said if said == wanted else ""


def _untrue(stories: Iterable[Any], data: Any) -> Iterator[tuple[str, str, str]]:
    """Bound controls that show something else than their data, which have no marks of direction."""
    for root in stories:
        for binding in root.iter(f"{_W}dataBinding"):
            path = str(binding.get(f"{_W}xpath"))
            found = data.xpath(path, namespaces={"b": NAMESPACE})
            told = found[0].text or "" if len(found) == 1 else ""
            control = binding.getparent().getparent()
            if told != _shown(control).translate(_NO_MARKS):
                tag = control.find(f"{_W}sdtPr/{_W}tag").get(f"{_W}val")
                yield str(tag), _shown(control), told


def _shown(control: Any) -> str:
    parts = (_SIGNS.get(node.tag, node.text or "") for node in control.iter(f"{_W}t", *_SIGNS))
    return "".join(parts)


def _references(main: Any) -> Iterator[tuple[str, str | None]]:
    """What each cross-reference shows, and what its bookmark holds: None where there is none."""
    held: dict[str, str] = {}
    shown: list[tuple[str, str]] = []
    open_marks: dict[str, str] = {}
    target, result = "", False
    for node in main.iter(*(f"{_W}{name}" for name in _REFERRING)):
        kind = node.get(f"{_W}fldCharType")
        if node.tag == f"{_W}bookmarkStart":
            name = str(node.get(f"{_W}name"))
            open_marks[str(node.get(f"{_W}id"))] = name
            held[name] = ""
        elif node.tag == f"{_W}bookmarkEnd":
            open_marks.pop(str(node.get(f"{_W}id")), None)
        elif node.tag == f"{_W}instrText":
            code = (node.text or "").split()
            target = code[1] if code[:1] == ["REF"] and len(code) > 1 else ""
        elif node.tag == f"{_W}t":
            words = (node.text or "").translate(_NO_MARKS)
            for name in open_marks.values():
                held[name] += words
            if target and result:
                shown[-1] = (target, shown[-1][1] + words)
        elif kind == "separate" and target:
            result = True
            shown.append((target, ""))
        elif kind == "end":
            target, result = "", False
    for name, words in shown:
        yield words, held.get(name)


def _notes(root: Any, kind: str) -> dict[str, str]:
    found = {}
    for note in root.iter(f"{_W}{kind}"):
        if note.get(f"{_W}type") is None:
            found[f"{kind} {note.get(f'{_W}id')}"] = "".join(_Story().paragraphs(note))
    return found


def _figures(main: Any) -> Iterator[str]:
    """The alternative texts of the drawings; the picture in one repeats that of its frame."""
    for frame in main.iter(_DRAWING):
        if frame.find(f".//{_DECORATION}") is not None:
            continue
        alt = frame.get("descr") or ""
        inner = frame.getparent().iter("{*}cNvPr")
        if any(picture.get("descr") != alt for picture in inner):
            raise UnreadableError("a picture and its frame say different things")
        yield alt


def _leads_to_note(node: Any) -> bool:
    """Whether a text is the call of a note that stands in a list: a link to its number."""
    link = node.getparent().getparent()
    return link.tag == f"{_W}hyperlink" and str(link.get(f"{_W}anchor")).startswith(NOTE)


def _digits(text: str | None) -> str:
    """A number in 0-9: the file has those of its document."""
    return str(int(text)) if text and text.isdecimal() else text or ""


class _Story:
    """Reads the paragraphs of one part, in which notes may be called."""

    def __init__(self) -> None:
        self.called: dict[str, int] = {}

    def paragraphs(self, root: Any) -> Iterator[str]:
        """The text of every paragraph that is not empty."""
        for _, nodes in paragraphs(root):
            text = "".join(self._pieces(nodes))
            if text.strip(_BLANK):
                yield text

    def _pieces(self, nodes: Iterable[Any]) -> Iterator[str]:
        again = False  # inside a field that calls a note once more
        for node in nodes:
            tag = node.tag
            if tag == f"{_W}t":
                calls = again or _leads_to_note(node)
                yield f"{CALL}{_digits(node.text)}" if calls else node.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag in _CALLS:
                called = f"{_CALLS[tag]} {node.get(f'{_W}id')}"
                number = self.called.setdefault(called, len(self.called) + 1)
                yield f"{CALL}{number}"
            elif tag == f"{_W}instrText":
                again = (node.text or "").split()[:1] == ["NOTEREF"]
            elif tag == f"{_W}fldChar" and node.get(f"{_W}fldCharType") == "end":
                again = False
