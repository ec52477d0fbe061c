"""The last step of a PDF: its objects as bytes, each once.

It takes the place of pydyf's ``PDF.write``, which puts every object into bytes a second time
for the identifier of the file, and packs at the level that takes five times as long for files
that are smaller by a fifteenth. Objects stand in one packed stream, what is a stream itself
before it. Rule: ISO 32000-1, 7.5.7 and 7.5.8.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from codecs import BOM_UTF16_BE
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

import pydyf

LEVEL: Final = 4
_ESCAPED: Final = re.compile(r"([\\()])")
_ESCAPE: Final = r"\\\1"
_HEADER: Final = b"%%PDF-%b\n%%\xf0\x9f\x96\xa4\n"


class Output(Protocol):
    """Where a file is written to."""

    def write(self, content: bytes, /) -> object:
        """Append."""


class Part(pydyf.Dictionary):  # type: ignore[misc]
    """An element of the structure, of which a file has hundreds.

    What each of them has is kept apart; the dictionary holds what only some have, and stands
    behind it.
    """

    offset = generation = 0
    free = "n"
    compressible = True

    def __init__(self, role: str, parent: str) -> None:
        self.role = role
        self.parent = parent
        self.kids: list[Any] = []

    @property
    def data(self) -> bytes:
        """As pydyf would have it."""
        return in_bytes(self)


class File:
    """An unwritten PDF of the engine, to be written by us."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf

    def write(self, output: Output, version: str, identifier: bool, compress: bool) -> None:
        """Stand in for the engine's function of that name: what it may leave out is always there.

        That is the identifier, made of the objects, so that equal documents are equal files,
        and the packing.
        """
        del identifier, compress
        pdf, self._pdf = self._pdf, None  # which holds this: neither would go without the collector
        output.write(_written(pdf, version))


def _written(pdf: Any, version: str) -> bytes:
    """The file, with a cross-reference stream."""
    pdf.add_object(pdf.info)
    loose = [thing for thing in pdf.objects if thing.free == "n" and thing.compressible]
    content = bytearray(_HEADER % version.encode())
    places: dict[int, tuple[int, int, int]] = {}
    for thing in pdf.objects:
        if thing.free == "f":
            places[thing.number] = (0, 0, thing.generation)
        elif not thing.compressible:
            places[thing.number] = (1, len(content), thing.generation)
            _append(content, thing.number, in_bytes(thing))
    last = len(pdf.objects)
    packed = [_text(thing) for thing in loose]
    for index, thing in enumerate(loose):
        places[thing.number] = (2, last, index)
    places[last] = (1, len(content), 0)
    _append(content, last, _of_objects([thing.number for thing in loose], packed))
    objects = "".join(packed).encode("latin-1")
    name = hashlib.md5(content + objects, usedforsecurity=False).hexdigest().encode()
    start = len(content)
    places[last + 1] = (1, start, 0)
    _append(content, last + 1, _of_places(pdf, places, name))
    content += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(content)


def _append(content: bytearray, number: int, thing: bytes) -> None:
    content += b"%d 0 obj\n%b\nendobj\n" % (number, thing)


def _of_objects(numbers: Iterable[int], packed: list[str]) -> bytes:
    """The stream that holds all objects that are no streams."""
    table, place = [], 0
    for number, thing in zip(numbers, packed, strict=True):
        table.append(f"{number} {place}")
        place += len(thing) + 1
    head = " ".join(table)
    keys = b"/Type /ObjStm/N %d/First %d" % (len(packed), len(head) + 1)
    return _stream(keys, "\n".join((head, *packed)).encode("latin-1"))


def _of_places(pdf: Any, places: dict[int, tuple[int, int, int]], name: bytes) -> bytes:
    """The stream that says where each object is."""
    rows = [places[number] for number in range(len(places))]
    second, third = ((max(row[at] for row in rows).bit_length() + 7) // 8 for at in (1, 2))
    above, width = 8 * third, 1 + second + third
    table = b"".join(
        [
            (((kind << 8 * second | place) << above) | index).to_bytes(width, "big")
            for kind, place, index in rows
        ]
    )
    keys = b"/Type /XRef/Index [0 %d]/W [1 %d %d]/Size %d/Root %b/Info %b/ID [(%b) (%b)]" % (
        *(len(rows), second, third, len(rows)),
        *(pdf.catalog.reference, pdf.info.reference, name, name),
    )
    return _stream(keys, table)


def _stream(keys: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, LEVEL)
    return b"<<%b/Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream" % (
        *(keys, len(packed), packed),
    )


# ---------------------------------------------------------------- one object


def in_bytes(thing: Any) -> bytes:
    """An object as it is written."""
    return _streamed(thing) if isinstance(thing, pydyf.Stream) else _text(thing).encode("latin-1")


def _streamed(thing: Any) -> bytes:
    content = b"\n".join(
        [one if one.__class__ is bytes else _text(one).encode("latin-1") for one in thing.stream]
    )
    keys = _pairs(thing.extra).encode("latin-1")
    if thing.compress:
        return _stream(keys, content)
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (keys, len(content), content)


# Called for every value of every object: bytes are held as text, a character for a byte.
def _text(thing: Any) -> str:
    way = _WAYS.get(thing.__class__)
    if way is not None:
        return way(thing)
    return _bytes(thing.data) if isinstance(thing, pydyf.Object) else str(thing)


def _pairs(thing: dict[Any, Any]) -> str:
    return "".join(
        [
            f"/{key} {value}" if value.__class__ in _PLAIN else f"/{key} {_text(value)}"
            for key, value in thing.items()
        ]
    )


def _dictionary(thing: dict[Any, Any]) -> str:
    return f"<<{_pairs(thing)}>>"


def _array(thing: list[Any]) -> str:
    return f"[{' '.join([one if one.__class__ is str else _text(one) for one in thing])}]"


def _part(thing: Part) -> str:
    kids = " ".join([one if one.__class__ is str else _text(one) for one in thing.kids])
    own = f"/Type /StructElem/S /{thing.role}/P {thing.parent}/K [{kids}]"
    return f"<<{own}{_pairs(thing)}>>"


def _string(thing: Any) -> str:
    text = thing.string
    if text.__class__ is not str:
        return _bytes(thing.data)
    if text.isascii():
        return f"({_ESCAPED.sub(_ESCAPE, text)})"
    return f"<{(BOM_UTF16_BE + text.encode('utf-16-be')).hex()}>"


def _number(thing: float) -> str:
    return str(int(thing)) if thing.is_integer() else f"{thing:f}".rstrip("0")


def _bytes(thing: bytes) -> str:
    return thing.decode("latin-1")


_PLAIN: Final = frozenset({str, int})
_WAYS: Final[dict[type, Callable[[Any], str]]] = {
    str: str,
    int: str,
    bytes: _bytes,
    float: _number,
    Part: _part,
    pydyf.String: _string,
    pydyf.Dictionary: _dictionary,
    pydyf.Array: _array,
}
