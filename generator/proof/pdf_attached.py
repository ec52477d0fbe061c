"""The files inside a finished PDF."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

from generator.proof.pdf_objects import PdfObjects, Stream, text_of
from generator.proof.trouble import UnreadableError

_BEFORE: Final = 24  # characters that are told before the first that differs


def read_attachments(objects: PdfObjects) -> dict[str, bytes]:
    """The attached files by name. Raises ``UnreadableError``."""
    try:
        root = objects.get(objects.trailer["/Root"])
        names = objects.get(objects.get(root.get("/Names", {})).get("/EmbeddedFiles", {}))
        found = dict(_files(objects, objects.get(names.get("/Names", []))))
        listed = [objects.get(one) for one in objects.get(root.get("/AF", []))]
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise UnreadableError(f"a file inside it is not whole ({error})") from error
    if {text_of(one["/UF"]) for one in listed} != found.keys():
        raise UnreadableError("it does not say which files belong to it")
    return found


def parting(name: str, wanted: bytes | None, found: bytes | None) -> tuple[str, str]:
    """The first lines in which a file is not as wanted; its name for one too many or lost."""
    if wanted is None or found is None:
        return (name, "") if found is None else ("", name)
    pair = (wanted, found)
    lines = zip_longest(*(content.decode("utf-8", "replace").splitlines() for content in pair))
    one, other = next(((one, other) for one, other in lines if one != other), ("", ""))
    one, other = one or "", other or ""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((place for place, (char, there) in pairs if char != there), 0)
    start = max(0, same - _BEFORE)
    return one[start:].strip() or name, other[start:].strip() or name


def _files(objects: PdfObjects, names: list[Any]) -> Iterator[tuple[str, bytes]]:
    for place in range(1, len(names), 2):
        file = objects.get(names[place])
        stream = objects.get(file["/EF"]["/F"])
        if not isinstance(stream, Stream):
            raise UnreadableError("a file inside it has no content")
        yield text_of(file["/UF"]), stream.data()
