"""Which formats there are, and the function that writes each.

A writer is imported only when it is asked for: the libraries behind PDF and Word take
half a second to load.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias, cast

if TYPE_CHECKING:
    from generator.document.tree import Document
    from generator.house import HouseStyle

Writer: TypeAlias = "Callable[[Document, HouseStyle], bytes]"

_PLACES: Final = MappingProxyType(
    {
        "pdf": ("generator.writers.pdf", "write_pdf"),
        "docx": ("generator.writers.docx.writer", "write_docx"),
        "html": ("generator.writers.html", "write_html"),
    }
)
FORMATS: Final = tuple(_PLACES)


def writer(format: str) -> Writer:
    """The function that writes ``format``: document and house style in, bytes out.

    Raises ``KeyError`` for a format that is not in ``FORMATS``. What the function cannot
    write it refuses with ``ProblemsFound``.
    """
    module, name = _PLACES[format]
    return cast("Writer", getattr(import_module(module), name))
