"""One message between the supervisor and a worker: a JSON header and blocks of bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from generator.problems import Problem, Severity, Where

_SIZE: Final = struct.Struct(">I")


def pack(header: dict[str, Any], blocks: Sequence[bytes] = ()) -> bytes:
    """A header and blocks as one run of bytes."""
    text = json.dumps({**header, "blocks": [len(b) for b in blocks]}).encode()
    return b"".join([_SIZE.pack(len(text)), text, *blocks])


def unpack(data: bytes) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """What ``pack`` was given. Raises ``ValueError`` for anything else.

    >>> unpack(pack({"task": 1}, [b"a", b""]))
    ({'task': 1}, (b'a', b''))
    """
    if len(data) < _SIZE.size:
        raise ValueError("the message is cut")
    start = _SIZE.size + _SIZE.unpack_from(data)[0]
    header = json.loads(data[_SIZE.size : start])
    blocks = []
    for size in header.pop("blocks"):
        blocks.append(data[start : start + size])
        start += size
    if start != len(data):
        raise ValueError("the message is cut")
    return header, tuple(blocks)


def plain_problem(problem: Problem) -> dict[str, Any]:
    """A problem as plain values; ``read_problem`` is the way back."""
    severity = problem.severity.value
    values = dict(problem.values)
    return {"code": problem.code, "severity": severity, "values": values, **asdict(problem.where)}


def read_problem(plain: Mapping[str, Any]) -> Problem:
    """The problem that ``plain_problem`` was given."""
    place = [plain[name] for name in ("file", "line", "column", "record", "field")]
    return Problem(plain["code"], Where(*place), plain["values"], Severity(plain["severity"]))
