"""One message between the supervisor and a worker: a JSON header and blocks of bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any, Final

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
