"""Looks for canaries everywhere in files: names, bytes, packages, all that a PDF holds."""

from __future__ import annotations

import importlib.util
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

CANARY = re.compile(r"CANARY-[A-Z]{1,2}-\d\d")
NUMBER = "777000111"


def found_in(shared: Path, paths: Iterable[Path]) -> set[str]:
    """Every canary in files and folders, and the number that is one, however it is written."""
    scan = _scanner(shared)
    hits: set[str] = set()
    files = [p for path in paths for p in (path.rglob("*") if path.is_dir() else [path])]
    for path in files:
        if not path.is_file():
            continue
        for _, text in [("", path.name), *scan.texts(path.name, path.read_bytes())]:
            hits.update(CANARY.findall(text))
            if NUMBER in scan.digits(text):
                hits.add(NUMBER)
    return hits


def found_in_text(text: str) -> set[str]:
    """Every canary in what was said."""
    return set(CANARY.findall(text)) | (
        {NUMBER} if NUMBER in re.sub(r"[\s,.]", "", text) else set()
    )


def _scanner(shared: Path) -> Any:
    place = shared / "hostile" / "tools" / "canary_scan.py"
    spec = importlib.util.spec_from_file_location("canary_scan", place)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.pdf = lambda name, data, depth: ((name, text) for text in _pdf_texts(data))
    return module


def _pdf_texts(data: bytes) -> Iterator[str]:
    pages = pypdfium2.PdfDocument(data)
    for page in pages:
        text = page.get_textpage().get_text_range()
        yield text
        yield re.sub(r"\s+", "", text)
    pages.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_bytes().decode("utf-8", "replace")
            yield str(thing)
            yield repr(thing)
