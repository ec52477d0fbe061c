"""Slots as inline codes of XLIFF, and inline codes as slots.

A slot such as ``{date}`` goes out as a placeholder element, which translation tools show as
a tag and keep. What comes back may also hold it as plain text: both mean the slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from generator.facts import slots

_BRACED: Final = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]{0,39}\}")
_THROUGH: Final = frozenset({"mrk", "sm", "em", "g", "pc"})
"""Elements that only mark a stretch of text."""
_CODES: Final = frozenset({"ph", "x"})


@dataclass(frozen=True)
class Numbers:
    """The number of each slot of an original, by name and occurrence.

    >>> Numbers.of("{from} to {to}").of_slot("to", 0)
    '2'
    """

    order: tuple[str, ...]
    names: tuple[str, ...] = slots.SLOTS

    @classmethod
    def of(cls, original: str, names: Sequence[str] = slots.SLOTS) -> Numbers:
        """The numbers for the slots of an original. names: of all that such texts can have."""
        return cls(slots.used(original, names), tuple(names))

    def of_slot(self, name: str, occurrence: int) -> str:
        """The number of a slot; one that the original lacks gets a number of its own."""
        places = [n for n, other in enumerate(self.order, 1) if other == name]
        if occurrence < len(places):
            return str(places[occurrence])
        return f"{name}-{occurrence + 1}"


def fill(element: Any, text: str, numbers: Numbers, *, version: int) -> None:
    """Make ``text`` the content of a source or target element, slots as codes."""
    for child in list(element):
        element.remove(child)
    element.text = None
    seen: dict[str, int] = {}
    last: Any = None
    for kind, piece in slots.split(text, numbers.names):
        if kind == "slot":
            occurrence = seen.get(piece, 0)
            seen[piece] = occurrence + 1
            last = _code(element, piece, numbers.of_slot(piece, occurrence), version)
        elif last is None:
            element.text = (element.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece


def _code(element: Any, name: str, number: str, version: int) -> Any:
    space = etree.QName(element).namespace
    code = etree.SubElement(element, f"{{{space}}}ph")
    code.set("id", number)
    shown = f"{{{name}}}"
    if version == 1:
        code.set("ctype", "x-slot")
        code.set("equiv-text", shown)
        code.text = shown
    else:
        code.set("canDelete", "no")
        code.set("dataRef", f"d{number}")
        code.set("disp", shown)
        code.set("equiv", shown)
    return code


@dataclass
class Flat:
    """The text of an element with its codes written out.

    codes    what each code stands for, by its id; strange: codes that stand for no slot.
    """

    text: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)


def flat(element: Any, known: Mapping[str, str], data: Mapping[str, str]) -> Flat:
    """The text of a source or target element.

    known  what the codes of the original stand for, by id; data: original data by id.
    """
    found = Flat()
    found.text = "".join(_pieces(element, known, data, found))
    return found


def _pieces(
    element: Any, known: Mapping[str, str], data: Mapping[str, str], found: Flat
) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _child(child, known, data, found)
        yield child.tail or ""


def _child(
    child: Any, known: Mapping[str, str], data: Mapping[str, str], found: Flat
) -> Iterator[str]:
    tag = etree.QName(child).localname
    if tag in _THROUGH:
        if tag in ("g", "pc"):
            found.strange.append(tag)
        yield from _pieces(child, known, data, found)
    elif tag == "cp":
        yield _character(child.get("hex", ""))
    elif tag in _CODES:
        yield _slot(child, known, data, found)
    else:
        found.strange.append(tag)


def _slot(child: Any, known: Mapping[str, str], data: Mapping[str, str], found: Flat) -> str:
    """What a placeholder stands for, by any of the ways in which tools say it."""
    identifier = child.get("id", "")
    said = (
        "".join(child.itertext()),
        data.get(child.get("dataRef", ""), ""),
        child.get("equiv", ""),
        child.get("equiv-text", ""),
        child.get("disp", ""),
        known.get(child.get("copyOf", ""), ""),
        known.get(identifier, ""),
    )
    for text in said:
        if _BRACED.fullmatch(text.strip()):
            found.codes[identifier] = text.strip()
            return text.strip()
    found.strange.append(f"{etree.QName(child).localname} {identifier}".strip())
    return ""


def _character(code: str) -> str:
    """A character that XML cannot hold, as XLIFF 2 writes it; the checks will refuse it."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
