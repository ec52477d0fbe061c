"""What a reader of finished files raises."""

from __future__ import annotations


class UnreadableError(ValueError):
    """The file is not as finished files are; the text says what was met."""
