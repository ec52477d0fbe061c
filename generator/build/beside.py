"""Files that go with the documents of an edition: the long tables of each language, whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from generator.editions.manifest import TableMade

MadeTable: TypeAlias = tuple[TableMade, bytes]


def beside(
    language: str, told: Iterable[Mapping[str, Any]], contents: Iterable[bytes]
) -> list[MadeTable]:
    """The files that a worker gave with the first document of a language."""
    return [
        (
            TableMade(
                language=language,
                file=one["file"],
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                rows=one["rows"],
                printed=one["printed"],
                separator=one["separator"],
                decimal=one["decimal"],
            ),
            content,
        )
        for one, content in zip(told, contents, strict=True)
    ]
