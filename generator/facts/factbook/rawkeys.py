"""Names as a JSON file writes them: the reader compares them without blanks at their ends."""

from __future__ import annotations

import json
from typing import Final

_DECODER: Final = json.JSONDecoder()


class RawKeys:
    """Finds the written form of names by their places."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    def pointed(self, key: str, at: tuple[int, int]) -> str:
        """The name at a line and column as part of a JSON pointer (RFC 6901)."""
        line, column = self.lines[at[0] - 1], at[1] - 1
        raw = key
        if not line.startswith(f'{key}"', column + 1) or "\\" in key:
            raw, _ = _DECODER.raw_decode(line, column)
        return raw.replace("~", "~0").replace("/", "~1")
