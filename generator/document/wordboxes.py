"""The paragraphs of a part of a Word file, where some stand in text boxes inside of others.

Word writes a text box twice: as a shape of today, and as one of old for programs that know no
other. The second says nothing that the first does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX: Final = f"{_W}txbxContent"
_AGAIN: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def paragraphs(root: Any) -> Iterator[tuple[Any, Iterable[Any]]]:
    """Each paragraph with the elements in it; those of a box are its own, and stand there once."""
    if next(root.iter(_BOX), None) is None:
        for paragraph in root.iter(f"{_W}p"):
            yield paragraph, paragraph.iter()
        return
    for paragraph in root.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_AGAIN), None) is None:
            yield paragraph, _own(paragraph)


def _own(node: Any) -> Iterator[Any]:
    yield node
    for child in node:
        if child.tag not in (_BOX, _AGAIN):
            yield from _own(child)
