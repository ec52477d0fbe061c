"""Marks for texts that stand in code and are translated elsewhere.

Each gives its arguments back unchanged; the catalogue extractor finds the calls.
"""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - the name gettext users know
    """Mark ``text`` for the catalogues."""
    return text


def NP_(context: str, text: str) -> tuple[str, str]:  # noqa: N802
    """Mark ``text`` with a ``context`` that tells it from the same words elsewhere."""
    return context, text


def NN_(one: str, other: str) -> tuple[str, str]:  # noqa: N802
    """Mark a message that has plural forms."""
    return one, other
