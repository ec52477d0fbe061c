"""The nearest right word for a mistaken one."""

from __future__ import annotations

from collections.abc import Iterable


def hint(word: str, known: Iterable[str]) -> str:
    """A question with the nearest known word, to put behind a sentence; or nothing.

    >>> hint("irk", ("IRQ", "IRN"))
    ' Did you mean “IRQ”?'
    >>> hint("zzz", ("IRQ",))
    ''
    """
    from difflib import get_close_matches

    by_fold = {one.casefold(): one for one in known}
    found = get_close_matches(word.casefold(), list(by_fold), 1, 0.6)
    return f" Did you mean “{by_fold[found[0]]}”?" if found else ""
