"""XLIFF 2.0 through translate-toolkit.

The toolkit works with segments. Notes and original data stand at the unit, as the standard
wants them; a unit that a tool has cut into several segments is put together again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree

from generator.facts import slots
from generator.translation import library
from generator.translation.inline import Flat, Numbers, fill, flat
from generator.translation.model import Returned, ReturnedFile, Unit
from generator.translation.records import record_in, record_line, state_line

SUFFIX: Final = ".xlf"
_SPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_SKELETON: Final = (
    f'<xliff version="2.0" xmlns="{_SPACE}" srcLang="{{original}}" trgLang="{{language}}">{{files}}'
    "</xliff>"
)
_STATES: Final = {"reviewed": "reviewed", "original": "reviewed"}


def write(units: Sequence[Unit], original: str, language: str) -> bytes:
    """The units as one document, one ``file`` for each source."""
    sources = dict.fromkeys(unit.key.source for unit in units)
    files = "".join(f'<file id="{name}" original="sources/{name}"/>' for name in sources)
    skeleton = _SKELETON.format(original=original, language=language, files=files)
    store = library.storage("xliff2").Xliff2File.parsestring(skeleton.encode())
    for unit in units:
        store.body = store.getfilenode(unit.key.source)
        made = store.UnitClass(unit.source)
        made.setid(str(unit.key))
        store.addunit(made)
        _finish(made, unit)
    etree.cleanup_namespaces(store.document.getroot())
    return bytes(store)


def _finish(made: Any, unit: Unit) -> None:
    numbers = Numbers.of(unit.source, unit.names)
    segment, element = made.xmlelement, made.getunitelement()
    segment.attrib.pop(_XML_SPACE, None)  # the standard has it at the unit
    element.set(_XML_SPACE, "preserve")
    fill(made.source_dom, unit.source, numbers, version=2)
    if unit.target is not None:
        made.target = unit.target
        fill(made.target_dom, unit.target, numbers, version=2)
        segment.attrib.pop(_XML_SPACE, None)
        segment.set("state", _STATES.get(unit.state, "initial"))
    _add_data(element, unit, numbers)
    _add_notes(element, unit)


def _add_data(element: Any, unit: Unit, numbers: Numbers) -> None:
    """The slots as original data, before the segment."""
    codes = dict(_codes(unit.source, numbers))
    codes.update(_codes(unit.target or "", numbers))
    if not codes:
        return
    holder = etree.Element(f"{{{_SPACE}}}originalData")
    for number, text in codes.items():
        data = etree.SubElement(holder, f"{{{_SPACE}}}data")
        data.set("id", f"d{number}")
        data.text = text
    element.insert(0, holder)


def _codes(text: str, numbers: Numbers) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for name in slots.used(text, numbers.names):
        occurrence = seen.get(name, 0)
        seen[name] = occurrence + 1
        yield numbers.of_slot(name, occurrence), f"{{{name}}}"


def _add_notes(element: Any, unit: Unit) -> None:
    holder = etree.Element(f"{{{_SPACE}}}notes")
    told = [(note.sort, note.text) for note in unit.notes]
    told += [("context", state_line(unit)), ("record", record_line(unit))]
    for sort, text in told:
        note = etree.SubElement(holder, f"{{{_SPACE}}}note")
        note.set("category", sort)
        note.text = text
    element.insert(0, holder)


def read(data: bytes, name: str) -> ReturnedFile:
    """What came back. Raises ``ValueError`` or ``etree.XMLSyntaxError`` for what is no XLIFF."""
    store = library.storage("xliff2").Xliff2File.parsestring(data)
    root = store.document.getroot()
    elements: dict[Any, bool] = {}
    for segment in store.units:
        if segment.istranslatable():
            elements[segment.getunitelement()] = True
    units = tuple(_returned(element) for element in elements)
    return ReturnedFile(name, root.get("srcLang"), root.get("trgLang"), units)


def _returned(element: Any) -> Returned:
    data = {
        item.get("id", ""): "".join(item.itertext())
        for item in _inside(element, "data")
        if item.get("id")
    }
    source = Flat()
    targets: list[str | None] = []
    states: list[str | None] = []
    strange: list[str] = []
    for segment in element:
        if not isinstance(segment.tag, str) or _local(segment) not in ("segment", "ignorable"):
            continue
        original = flat(_first(segment, "source"), {}, data) if _has(segment, "source") else Flat()
        source.text += original.text
        source.codes.update(original.codes)
        if _has(segment, "target"):
            target = flat(_first(segment, "target"), original.codes | source.codes, data)
            targets.append(target.text)
            strange += target.strange
        elif _local(segment) == "ignorable":
            targets.append(original.text)
        elif original.text.strip():
            targets.append(None)
        if _local(segment) == "segment":
            states.append(segment.get("state"))
    whole = None if not targets or None in targets else "".join(t for t in targets if t)
    notes = "\n".join(note.text or "" for note in _inside(element, "note"))
    identifier, record = record_in(element.get("id") or "", notes)
    return Returned(
        id=identifier,
        source=source.text,
        target=whole,
        finished="initial" not in states,
        record=record,
        line=element.sourceline,
        strange=tuple(strange),
    )


def _local(element: Any) -> str:
    return str(etree.QName(element).localname)


def _inside(element: Any, name: str) -> Iterator[Any]:
    for child in element.iter():
        if isinstance(child.tag, str) and _local(child) == name:
            yield child


def _first(element: Any, name: str) -> Any:
    return next(c for c in element if isinstance(c.tag, str) and _local(c) == name)


def _has(element: Any, name: str) -> bool:
    return any(isinstance(c.tag, str) and _local(c) == name for c in element)
