"""C types that the engine names again and again are parsed once.

The engine hands lists to HarfBuzz as arrays of their very length, a type for each length, and to
parse the name of a type takes longer than anything that is done with it. An array without a
stated length takes that of the list it is made of, and is one type for all.
"""

from __future__ import annotations

import re
from typing import Any, Final

_ARRAY: Final = re.compile(r"(\w+)\[(\d+)\]")
_USUAL: Final = (
    "char[]",
    "char[4]",
    "hb_codepoint_t[]",
    "hb_tag_t[100]",
    "PangoLogAttr[]",
    "PangoRectangle *",
    "unsigned int *",
)


class ForeignTypes:
    """The engine's way to C, to which arrays of one kind are one type."""

    def __init__(self, ways: Any) -> None:
        self._ways = ways

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ways, name)

    def new(self, declaration: str, given: Any = None) -> Any:
        """A new value of a type, as the engine asks for it."""
        array = _ARRAY.fullmatch(declaration)
        if array is not None and isinstance(given, list | tuple) and len(given) == int(array[2]):
            declaration = f"{array[1]}[]"
        return self._ways.new(declaration, given)


def share_types(module: Any) -> None:
    """Let a module of the engine name arrays by their kind alone."""
    module.ffi = ForeignTypes(module.ffi)


def know_types(ways: Any) -> None:
    """Parse what every document needs, before workers are forked."""
    for name in _USUAL:
        ways.typeof(name)
