"""XLIFF 1.2 through translate-toolkit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from lxml import etree

from generator.translation import library
from generator.translation.inline import Numbers, fill, flat
from generator.translation.model import Returned, ReturnedFile, Unit
from generator.translation.records import record_in, record_line, state_line

SUFFIX: Final = ".xlf"
_SPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_SKELETON: Final = (
    f'<xliff version="1.2" xmlns="{_SPACE}"><file original="NoName" source-language="{{original}}"'
    ' target-language="{language}" datatype="plaintext"><body/></file></xliff>'
)
_STATES: Final = {
    "reviewed": "final",
    "original": "final",
    "draft": "needs-review-translation",
    "machine": "needs-review-translation",
    "stale": "needs-translation",
}
_DEVELOPER: Final = "developer"
"""The word by which conversions to PO know the remarks that they must keep."""

_HEADER: Final = "x-gettext-domain-header"
_UNFINISHED: Final = frozenset(
    {"new", "needs-translation", "needs-adaptation", "needs-l10n"}
    | {f"needs-review-{what}" for what in ("translation", "adaptation", "l10n")}
)
_APPROVED: Final = frozenset({"final", "signed-off"})


def write(units: Sequence[Unit], original: str, language: str) -> bytes:
    """The units as one document, one ``file`` for each source."""
    xliff = library.storage("xliff")
    skeleton = _SKELETON.format(original=original, language=language)
    store = xliff.Xliff1File.parsestring(skeleton.encode())
    for unit in units:
        store.switchfile(f"sources/{unit.key.source}", createifmissing=True)
        made = store.UnitClass(unit.source)
        made.setid(str(unit.key))
        store.addunit(made)
        _finish(made, unit)
    etree.cleanup_namespaces(store.document.getroot())
    return bytes(store)


def _finish(made: Any, unit: Unit) -> None:
    numbers = Numbers.of(unit.source, unit.names)
    fill(made.source_dom, unit.source, numbers, version=1)
    element = made.xmlelement
    element.set("maxwidth", str(unit.room))
    element.set("size-unit", "char")
    if unit.target is not None:
        made.target = unit.target
        fill(made.target_dom, unit.target, numbers, version=1)
        state = _STATES.get(unit.state, "needs-translation")
        made.target_dom.set("state", state)
        element.set("approved", "yes" if state == "final" else "no")
    for note in unit.notes:
        made.addnote(note.text, origin=f"{_DEVELOPER}: {note.sort}")
    made.addnote(state_line(unit), origin=f"{_DEVELOPER}: context")
    made.addnote(record_line(unit), origin=f"{_DEVELOPER}: record")


def read(data: bytes, name: str) -> ReturnedFile:
    """What came back. Raises ``ValueError`` or ``etree.XMLSyntaxError`` for what is no XLIFF."""
    store = library.storage("xliff").Xliff1File.parsestring(data)
    languages = _languages(store, "target-language")
    originals = _languages(store, "source-language")
    units = tuple(_returned(unit) for unit in store.units if _is_text(unit))
    return ReturnedFile(name, _one(originals), _one(languages), units)


def _is_text(unit: Any) -> bool:
    """False for what is not to be translated, and for the header of a converted PO file."""
    return bool(unit.istranslatable()) and unit.xmlelement.get("restype") != _HEADER


def _languages(store: Any, attribute: str) -> Iterator[str | None]:
    for node in store.document.getroot().iterchildren(store.namespaced("file")):
        yield node.get(attribute)


def _one(found: Iterable[str | None]) -> str | None:
    """The one language of all files of a document; several are told together."""
    told = dict.fromkeys(found)
    return next(iter(told)) if len(told) == 1 else ", ".join(tag or "?" for tag in told) or None


def _returned(unit: Any) -> Returned:
    element = unit.xmlelement
    source = flat(unit.source_dom, {}, {}) if unit.source_dom is not None else None
    known = source.codes if source else {}
    node = unit.target_dom
    target = flat(node, known, {}) if node is not None else None
    identifier, record = record_in(element.get("id") or "", unit.getnotes())
    return Returned(
        id=identifier,
        source=source.text if source else None,
        target=target.text if target else None,
        finished=_finished(element, node),
        record=record,
        line=element.sourceline,
        strange=tuple(target.strange) if target else (),
    )


def _finished(element: Any, target: Any) -> bool:
    """Whether the file calls the unit done; most tools say so on the target or the unit."""
    state = target.get("state") if target is not None else None
    if element.get("approved") == "yes" or state in _APPROVED:
        return True
    return state not in _UNFINISHED
