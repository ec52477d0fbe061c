"""Values on their way from the program to its own workers.

Parcels are made here and opened in a child of this very process; they are never stored
and never taken from anywhere else. What comes back from a worker is JSON and bytes.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


class _Packer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, MappingProxyType):
            return frozen, (dict(value),)
        return NotImplemented


def frozen(table: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """A mapping that cannot be changed: pickle knows none of its own."""
    return MappingProxyType(table)


def pack(value: object) -> bytes:
    """A value of ours as bytes for a worker.

    >>> unpack(pack(MappingProxyType({"a": 1})))
    mappingproxy({'a': 1})
    """
    out = io.BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def unpack(data: bytes) -> Any:
    """The value that ``pack`` was given, in a worker."""
    return pickle.loads(data)  # noqa: S301 - only ever given what ``pack`` made in our parent
