"""PO (gettext) through translate-toolkit.

Each form is an entry of its own with its key as context: a PO file's own plural forms are
those of one rule for the whole file, and say less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from generator.translation import library
from generator.translation.model import Returned, ReturnedFile, Unit
from generator.translation.records import record_in, record_line, state_line

SUFFIX: Final = ".po"
_DONE: Final = frozenset({"reviewed", "original", "missing"})
_ORIGINAL: Final = "X-Source-Language"


class PoTroubleError(Exception):
    """The file is no PO file that can be used. ``code`` has the words."""

    def __init__(self, code: str, line: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


def write(units: Sequence[Unit], original: str, language: str) -> bytes:
    """The units as one file."""
    pypo = library.storage("pypo")
    header = (
        'msgid ""\nmsgstr ""\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {language}\\n"\n"{_ORIGINAL}: {original}\\n"\n'
    )
    store = pypo.pofile.parsestring(header.encode())
    for unit in units:
        store.addunit(_entry(store, unit))
    return bytes(store)


def _entry(store: Any, unit: Unit) -> Any:
    made = store.UnitClass(unit.source)
    made.setcontext(str(unit.key))
    if unit.target is not None:
        made.target = unit.target
    for note in unit.notes:
        made.addnote(note.text, origin="developer")
    made.addnote(state_line(unit), origin="developer")
    made.addnote(record_line(unit), origin="developer")
    if unit.file and " " not in unit.file:
        made.addlocation(f"{unit.file}:{unit.line}")
    if unit.slots and unit.source.count("{") == len(unit.slots):
        made.settypecomment("python-brace-format")  # tools then watch over the slots
    if unit.target is not None and unit.state not in _DONE:
        made.markfuzzy()
    return made


def read(data: bytes, name: str) -> ReturnedFile:
    """What came back. Raises ``PoTroubleError`` for a file that is broken or cut."""
    pypo = library.storage("pypo")
    try:
        store = pypo.pofile.parsestring(data)
    except ValueError as error:
        line = getattr(error, "line_number", None) or _line_said(str(error))
        raise PoTroubleError("translate-po-syntax", line) from error
    if not store.units or not store.units[0].isheader():
        raise PoTroubleError("translate-po-header", 1)
    header = dict(store.parseheader())
    if not any(key.casefold() == "content-type" for key in header):
        raise PoTroubleError("translate-po-header", 1)
    entries = [u for u in store.units if not u.isheader() and not u.isobsolete()]
    _whole(data.decode())
    units = tuple(_returned(unit) for unit in entries)
    original = header.get(_ORIGINAL) or None
    return ReturnedFile(name, original, header.get("Language") or None, units)


def _whole(text: str) -> None:
    """Refuse a file that ends inside an entry: the library would take it for untranslated."""
    begun = ended = 0
    last = 1
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.removeprefix("#~").lstrip()
        if bare.startswith(("msgid ", "msgid\t", 'msgid"')):
            begun, last = begun + 1, number
        elif bare.startswith(("msgstr ", "msgstr\t", 'msgstr"', "msgstr[0]")):
            ended += 1
    if begun > ended:
        raise PoTroubleError("translate-po-cut", last)


def _line_said(message: str) -> int | None:
    """The line that the library names in its message."""
    found = re.search(r"line (\d+)", message)
    return int(found[1]) if found else None


def _returned(unit: Any) -> Returned:
    plural = bool(unit.hasplural())
    identifier, record = record_in(unit.getcontext(), unit.getnotes())
    return Returned(
        id=identifier,
        source=str(unit.source),
        target=str(unit.target) or None,
        finished=not unit.isfuzzy(),
        record=record,
        line=unit.line_number,
        strange=("msgid_plural",) if plural else (),
    )
