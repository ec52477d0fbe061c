"""The objects of a finished PDF, read from its bytes.

Strict where a viewer forgives: every object must lie where the file's index says, and what
is not understood is an error, never passed over. It reads what finished files have (one
index, object streams, deflated streams) and nothing else; encrypted files and files with
later additions are refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from generator.proof.trouble import UnreadableError

_UNLIKE_LATIN: Final = frozenset((*range(0x18, 0x20), *range(0x7F, 0xA1), 0xAD))
_ROWS_ABOVE: Final = 12
_UP: Final = 2
_LIMIT: Final = 200_000_000
_TOKEN: Final = re.compile(
    rb"\s*(?:(?P<ref>\d+ \d+ R)|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))|(?P<name>/[^\s()<>\[\]{}/%]*)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<text>\()"
    rb"|(?P<word>true|false|null))"
)
# Most objects are elements of the structure: dictionaries with nothing inside but attributes.
# They are cut in one step; their parents and attributes are passed over, nobody asks for them.
_PASSED: Final = rb"/P\s+\d+ \d+ R|/A\s*<<[^<>]*>>"
_PLAIN: Final = rb"\[[\d R]*\]|\d+ \d+ R|\d+(?![\d.])|/\w+|<[0-9A-Fa-f]*>|\((?:[^()\\]|\\.)*\)"
_ELEMENT: Final = re.compile(
    rb"\s*<<\s*/Type\s*/StructElem\s*/S\s*(/\w+)\s*/P\s+\d+ \d+ R\s*/K\s*(\[[\d R]*\])"
    rb"(?:\s*/Pg\s+(\d+ \d+ R))?((?:\s*(?:%b|/\w+\s*(?:%b)))*)\s*>>\s*" % (_PASSED, _PLAIN),
    re.DOTALL,
)
_PAIR: Final = re.compile(rb"%b|(/\w+)\s*(%b)" % (_PASSED, _PLAIN), re.DOTALL)
_KID: Final = re.compile(rb"(\d+) \d+ R|(\d+)")
_OPEN_ARRAY, _OPEN_HEX, _SLASH, _R = b"[</R"
_OPEN_TEXTS: Final = b"(<"
_COLUMNS: Final = 3
_ESCAPE: Final = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)", re.DOTALL)
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS: Final = {b"true": True, b"false": False, b"null": None}
_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_HEAD: Final = re.compile(rb"\s*(\d+) (\d+) obj\s*")
_STREAM: Final = re.compile(rb"\s*stream\r?\n")


class Ref(NamedTuple):
    """A reference to an object by its number."""

    number: int


class Stream(NamedTuple):
    """A stream with its dictionary, still packed."""

    table: Mapping[str, Any]
    packed: bytes

    def data(self) -> bytes:
        """Its content, unpacked."""
        filters = self.table.get("/Filter")
        if filters is None:
            return self.packed
        if filters not in ("/FlateDecode", ["/FlateDecode"]):
            raise UnreadableError(f"a stream is packed by {filters}")
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(self.packed, _LIMIT)
        except zlib.error as error:
            raise UnreadableError("a stream is damaged") from error
        if not unpacker.eof:
            raise UnreadableError("a stream is cut")
        return _unpredicted(content, self.table.get("/DecodeParms"))


def _unpredicted(content: bytes, settings: Any) -> bytes:
    """The content of a stream whose rows hold their difference to the row above."""
    if settings is None:
        return content
    if not isinstance(settings, dict) or settings.get("/Predictor") != _ROWS_ABOVE:
        raise UnreadableError("a stream is packed in an unknown way")
    width = int(settings["/Columns"])
    above, rows = bytes(width), []
    for at in range(0, len(content), width + 1):
        kind, row = content[at], content[at + 1 : at + 1 + width]
        if kind == _UP:
            row = bytes((one + two) & 255 for one, two in zip(row, above, strict=True))
        elif kind:
            raise UnreadableError("a stream is packed in an unknown way")
        rows.append(row)
        above = row
    return b"".join(rows)


class PdfObjects:
    """The objects of one file, each read when it is asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._read: dict[int, Any] = {}
        self._packed: dict[int, list[tuple[int, bytes]]] = {}
        start = _START.search(content[-64:])
        if not content.startswith(b"%PDF-") or start is None:
            raise UnreadableError("the file has no end")
        index = self._object_at(int(start[1]))
        if not isinstance(index, Stream) or index.table.get("/Type") != "/XRef":
            raise UnreadableError("the index is not where the file says")
        self.trailer = index.table
        if "/Prev" in self.trailer or "/Encrypt" in self.trailer:
            raise UnreadableError("the file was added to, or is encrypted")
        self._places = _places(index)

    def get(self, value: Any) -> Any:
        """``value``, or the object it refers to."""
        while isinstance(value, Ref):
            value = self._number(value.number)
        return value

    def _number(self, number: int) -> Any:
        if number not in self._read:
            kind, first, second = self._places.get(number, (0, 0, 0))
            if kind == 1:
                self._read[number] = self._object_at(first, number)
            elif kind == 2:
                self._read[number] = self._in_stream(first, second, number)
            else:
                raise UnreadableError(f"there is no object {number}")
        return self._read[number]

    def _object_at(self, place: int, number: int | None = None) -> Any:
        head = _HEAD.match(self._content, place)
        if head is None or (number is not None and int(head[1]) != number):
            raise UnreadableError(f"object {number} is not where the index says")
        value, end = parsed(self._content, head.end())
        stream = _STREAM.match(self._content, end)
        if stream is None:
            return value
        if not isinstance(value, dict):
            raise UnreadableError("a stream has no dictionary")
        length = value.get("/Length")
        length = self.get(length) if isinstance(length, Ref) else length
        if not isinstance(length, int):
            raise UnreadableError("a stream has no length")
        data = self._content[stream.end() : stream.end() + length]
        if not self._content[stream.end() + length :][:20].lstrip().startswith(b"endstream"):
            raise UnreadableError("a stream has another length than it says")
        return Stream(value, data)

    def _in_stream(self, holder: int, place: int, number: int) -> Any:
        if holder not in self._packed:
            self._packed[holder] = self._unpacked(holder)
        listed = self._packed[holder]
        if place >= len(listed) or listed[place][0] != number:
            raise UnreadableError(f"object {number} is not where the index says")
        return whole(listed[place][1])

    def _unpacked(self, holder: int) -> list[tuple[int, bytes]]:
        stream = self._number(holder)
        if not isinstance(stream, Stream) or stream.table.get("/Type") != "/ObjStm":
            raise UnreadableError(f"object {holder} holds no objects")
        data, first = stream.data(), int(stream.table["/First"])
        numbers = [int(word) for word in data[:first].split()]
        starts = [first + place for place in numbers[1::2]]
        ends = [*starts[1:], len(data)]
        return [
            (number, data[start:end])
            for number, start, end in zip(numbers[::2], starts, ends, strict=True)
        ]


def _places(index: Stream) -> dict[int, tuple[int, int, int]]:
    """Where each object is: (1, offset, 0) in the file, (2, stream, place) in a stream."""
    widths = index.table["/W"]
    sections = index.table.get("/Index", [0, index.table["/Size"]])
    numbers = [
        number
        for first, count in zip(sections[::2], sections[1::2], strict=True)
        for number in range(first, first + count)
    ]
    data, length = index.data(), sum(widths)
    if len(widths) != _COLUMNS or not all(widths) or len(data) != length * len(numbers):
        raise UnreadableError("the index has another form than it says")
    columns, at = [], 0
    for width in widths:
        column = list(data[at::length])
        for place in range(at + 1, at + width):
            column = [
                high << 8 | low for high, low in zip(column, data[place::length], strict=True)
            ]
        columns.append(column)
        at += width
    return dict(zip(numbers, zip(*columns, strict=True), strict=True))


def whole(data: bytes) -> Any:
    """The one value that ``data`` is."""
    element = _ELEMENT.fullmatch(data)
    if element is None:
        return parsed(data, 0)[0]
    role, kids, page, rest = element.groups()
    table = {"/Type": "/StructElem", "/S": _name(role), "/K": _simple(kids)}
    if page:
        table["/Pg"] = _simple(page)
    for name, text in _PAIR.findall(rest) if rest else ():
        if name:
            table[_name(name)] = _text(text) if text[0] in _OPEN_TEXTS else _simple(text)
    return table


# The same few roles, pages and numbers come again and again, in every document.
@lru_cache(4096)
def _name(text: bytes) -> str:
    return text.decode("ascii")


@lru_cache(16384)
def _simple(text: bytes) -> Any:
    first = text[0]
    if first == _SLASH:
        return _name(text)
    if first == _OPEN_ARRAY:
        return [Ref(int(ref)) if ref else int(number) for ref, number in _KID.findall(text)]
    return Ref(int(text.split(b" ", 1)[0])) if text[-1] == _R else int(text)


def _text(text: bytes) -> bytes:
    return _hex(text) if text[0] == _OPEN_HEX else _literal(text, 1)[0]


def parsed(data: bytes, at: int) -> tuple[Any, int]:
    """The value that starts at a place, and where it ends.

    >>> parsed(b"<</S /P/K [1 2 0 R]>>", 0)[0]
    {'/S': '/P', '/K': [1, Ref(number=2)]}
    """
    stack: list[list[Any]] = [[]]
    match = _TOKEN.match
    while True:
        token = match(data, at)
        if token is None:
            raise UnreadableError(f"near {data[at : at + 20]!r}")
        at = token.end()
        kind = token.lastgroup
        found = token[kind] if kind else b""
        value: Any
        if kind == "name":
            value = found.decode("latin-1")
        elif kind == "ref":
            value = Ref(int(found.split(b" ", 1)[0]))
        elif kind == "number":
            value = float(found) if b"." in found else int(found)
        elif kind == "open":
            stack.append([])
            continue
        elif kind == "close":
            inner = stack.pop()
            if not stack:
                raise UnreadableError("a bracket closes what was not opened")
            value = inner if found == b"]" else _table(inner)
        elif kind == "hex":
            value = _hex(found)
        elif kind == "text":
            value, at = _literal(data, at)
        else:
            value = _WORDS[found]
        if len(stack) == 1:
            return value, at
        stack[-1].append(value)


def _table(inner: list[Any]) -> dict[str, Any]:
    if len(inner) % 2:
        raise UnreadableError("a dictionary has a key without a value")
    return dict(zip(inner[::2], inner[1::2], strict=True))


def _hex(found: bytes) -> bytes:
    digits = b"".join(found[1:-1].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _literal(data: bytes, at: int) -> tuple[bytes, int]:
    """A text in round brackets that starts behind the first of them."""
    depth, end = 1, at
    while depth:
        char = data[end : end + 1]
        if not char:
            raise UnreadableError("a text has no end")
        if char == b"\\":
            end += 1
        elif char == b"(":
            depth += 1
        elif char == b")":
            depth -= 1
        end += 1
    return _ESCAPE.sub(_unescaped, data[at : end - 1]), end


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign.isdigit():
        return bytes([int(sign, 8) & 255])
    return _ESCAPED.get(sign, b"" if sign.endswith(b"\n") else sign)


def text_of(value: bytes) -> str:
    """A text string: UTF-16 with its mark, otherwise one byte a letter.

    >>> text_of(bytes.fromhex("feff0627"))
    'ا'
    """
    try:
        if value.startswith(b"\xfe\xff"):
            return value[2:].decode("utf-16-be")
        if any(byte in _UNLIKE_LATIN for byte in value):
            raise UnreadableError("a text is in no known encoding")
        return value.decode("latin-1")
    except UnicodeDecodeError as error:
        raise UnreadableError("a text is in no known encoding") from error
