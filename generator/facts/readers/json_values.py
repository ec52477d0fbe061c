"""JSON as plain values, for data of machines: numbers as they were written, nothing lost.

``json_tree`` keeps the line of every value, for texts that people write. Replies of
services stand on one line and are long; here a place is a JSON pointer (RFC 6901).
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from generator.facts.refused import RefusedError

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder()


class Written(str):
    """A number as it stands in the text."""

    __slots__ = ()


def json_values(text: str) -> Any:
    """The value of a JSON text; every number is a ``Written``.

    >>> json_values('{"a": [1.50, null]}')
    {'a': ['1.50', None]}

    Raises ``RefusedError`` for what is no JSON, a key that stands twice, ``NaN``, and lists
    within lists without end.
    """
    try:
        return json.loads(
            text,
            parse_float=Written,
            parse_int=Written,
            parse_constant=_constant,
            object_pairs_hook=_table,
        )
    except json.JSONDecodeError as error:
        found = text[error.pos : error.pos + 12]
        code = "json-syntax" if found.strip() else "json-cut"
        raise RefusedError(code, found=found) from error
    except RecursionError as error:
        raise RefusedError("file-deep", limit=32) from error


def _constant(word: str) -> NoReturn:
    raise RefusedError("json-not-finite", found=word)


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise RefusedError("json-twice", key=twice[:60])
    return found


def span_of(text: str, pointer: str) -> tuple[int, int] | None:
    """From and up to which character the value of a pointer stands; None when it is not there.

    >>> span_of('[{"page": 1}, [{"value": 7.5}]]', "/1/0/value")
    (25, 28)
    """
    at = _skip(text, 0)
    for step in pointer.split("/")[1:]:
        found = _inside(text, at, step.replace("~1", "/").replace("~0", "~"))
        if found is None:
            return None
        at = found
    try:
        return at, _DECODER.raw_decode(text, at)[1]
    except ValueError:
        return None


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _inside(text: str, at: int, step: str) -> int | None:
    """Where the value begins that one step of a pointer leads to."""
    opening = text[at : at + 1]
    if opening not in ("[", "{"):
        return None
    at, number = _skip(text, at + 1), 0
    try:
        while text[at : at + 1] not in ("]", "}", ""):
            name = str(number)
            if opening == "{":
                name, at = _DECODER.raw_decode(text, at)
                at = _skip(text, _skip(text, at) + 1)
            if name == step:
                return at
            _, at = _DECODER.raw_decode(text, at)
            at = _skip(text, at)
            if text[at : at + 1] == ",":
                at = _skip(text, at + 1)
            number += 1
    except (ValueError, RecursionError):
        return None
    return None
