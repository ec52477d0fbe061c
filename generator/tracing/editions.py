"""Which edition of a workspace a finished file is: by its content, else by what it says."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.editions import atomic
from generator.editions.manifest import (
    MANIFEST_FILE,
    DamagedManifestError,
    DocumentMade,
    Manifest,
    read_manifest,
)
from generator.editions.store import EditionStore
from generator.tracing.model import Finished


@dataclass(frozen=True, slots=True)
class Recognised:
    """The edition that a file is of. whole: the file is, byte for byte, what was published."""

    folder: Path
    manifest: Manifest
    document: DocumentMade
    whole: bool


def recognised(store: EditionStore, content: bytes) -> Recognised | None:
    """The edition that published exactly this content, under whatever name it now has."""
    digest = hashlib.sha256(content).hexdigest()
    for folder, manifest in _manifests(store, digest):
        for document in manifest.documents:
            if document.sha256 == digest:
                return Recognised(folder, manifest, document, whole=True)
    return None


def named(store: EditionStore, finished: Finished) -> Recognised | None:
    """The edition that a file says it is of, although it is not what was published."""
    number = finished.about.get("number", "")
    edition, language = finished.about.get("edition", ""), finished.about.get("language", "")
    if not number or not edition.isascii() or not edition.isdigit():
        return None
    wanted = json.dumps(number, ensure_ascii=False)
    for folder, manifest in _manifests(store, wanted):
        if (manifest.number, manifest.edition) != (number, int(edition)):
            continue
        for document in manifest.documents:
            if (document.language, document.format) == (language, finished.format):
                return Recognised(folder, manifest, document, whole=False)
    return None


def _manifests(store: EditionStore, wanted: str) -> Iterator[tuple[Path, Manifest]]:
    """The sound manifests whose text holds ``wanted``, the newest of each order first."""
    sought = wanted.encode()
    for order in store.orders():
        folders = sorted(store.folder(order).glob("[0-9]*"), reverse=True)
        for folder in folders:
            with contextlib.suppress(OSError, DamagedManifestError):
                content = atomic.read_regular(folder / MANIFEST_FILE)
                if sought in content:
                    yield folder, read_manifest(content)
