"""The picture of a fact: its file beside the facts of its source, and its words.

A file of that name must lie in the source's folder ``pictures``. Here it is only found and
hashed: the hash is part of what the fact says, so that another picture makes a new edition.
What the file holds is judged where it is drawn.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.facts.readers.decode import read_bytes
from generator.facts.readers.tree import Table
from generator.facts.schema import Fields

FOLDER: Final = "pictures"
FILE: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}\.(png|jpe?g|svg)\Z")
UNCLEARED: Final = "all_rights_reserved_unless_cleared"
"""Rights under which a picture prints only when somebody has cleared the fact."""


def image(fields: Fields, folder: Path, languages: Iterable[str]) -> Mapping[str, str]:
    """The fields of ``image``, flat: "credit", "credit.fr", "alt.en", "file", "sha256" …"""
    inner = fields.table_of("image")
    if inner is None:
        return MappingProxyType({})
    found: dict[str, str | None] = {}
    if isinstance(inner.table.entries.get("credit"), Table):
        credit = inner.wordings("credit", languages, required=True)
        found.update({f"credit.{language}": text for language, text in credit.items()})
    else:
        found["credit"] = inner.text("credit", required=True)
    found["rights"] = inner.text("rights", required=True)
    alt = inner.wordings("alt", languages)
    found.update({f"alt.{language}": text for language, text in alt.items()})
    found["file"] = inner.text("file")
    if found["file"] is not None:
        found["sha256"] = _hash(inner, folder, found["file"])
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType({name: text for name, text in found.items() if text})


def texts(image: Mapping[str, str], name: str) -> Mapping[str, str]:
    """The texts of a field by language; one that is the same in all stands under ""."""
    start = f"{name}."
    found = {key.removeprefix(start): text for key, text in image.items() if key.startswith(start)}
    return {"": image[name], **found} if name in image else found


def path_of(sources: Path, source: str, file: str) -> Path:
    """Where the picture of a fact of that source lies."""
    return sources / source / FOLDER / file


def _hash(fields: Fields, folder: Path, file: str) -> str | None:
    """SHA-256 of the file; None after noting that there is no such file."""
    if not FILE.match(file):
        fields.refuse("picture-name", "file", value=file[:80])
        return None
    path = folder / FOLDER / file
    if path.is_symlink() or (folder / FOLDER).is_symlink() or not path.is_file():
        fields.refuse("picture-missing", "file", value=file, folder=FOLDER)
        return None
    limit = fields.place.limits.picture_file
    shown = f"{folder.parent.name}/{folder.name}/{FOLDER}/{file}"
    content = read_bytes(path, shown, fields.place.findings, limit)
    if content is None:
        fields.sound = False
        return None
    return hashlib.sha256(content).hexdigest()
