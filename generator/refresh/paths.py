"""Places in a JSON answer: ``0.pages`` is the field ``pages`` of its first part."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Final, NoReturn

from generator.refresh.trouble import FetchError

ALL: Final = "*"
_DEEPEST: Final = 64


def parsed(content: bytes) -> Any:
    """The JSON of an answer, numbers exact. ``FetchError`` when it is cut or is none."""
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise FetchError("refresh-not-json", again=True) from error


def at(value: Any, path: str) -> list[Any]:
    """Every value at a path; a part ``*`` stands for every entry of a list.

    >>> at([{"pages": 3}, [{"id": "A"}, {"id": "B"}]], "1.*.id")
    ['A', 'B']
    """
    found = [value]
    for part in path.split(".")[:_DEEPEST]:
        inner: list[Any] = []
        for one in found:
            if part == ALL and isinstance(one, list):
                inner.extend(one)
            elif isinstance(one, list) and part.isdecimal() and int(part) < len(one):
                inner.append(one[int(part)])
            elif isinstance(one, dict) and part in one:
                inner.append(one[part])
        found = inner
    return found


def one_at(value: Any, path: str) -> Any:
    """The single value at a path, or None."""
    found = at(value, path)
    return found[0] if len(found) == 1 else None


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")
