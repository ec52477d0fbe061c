"""The title of a document as its readers get it: read from the finished file itself."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from generator.editions.manifest import DocumentMade
from generator.proof.pdf_objects import PdfObjects, Stream
from generator.proof.trouble import UnreadableError

_HTML: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_XML: Final = re.compile(r"<dc:title>(?:.*?<rdf:li[^>]*>)?([^<]*)<", re.DOTALL)
_QUICKEST: Final = ("html", "docx", "pdf")


def title_of(folder: Path, documents: Iterable[DocumentMade]) -> str:
    """The title that documents of one language bear; "" when none tells it."""
    for made in sorted(documents, key=lambda one: (bool(one.piece), _QUICKEST.index(one.format))):
        found = _READ[made.format]((folder / made.file).read_bytes())
        if found:
            return " ".join(html.unescape(found).split())
    return ""


def _of_html(content: bytes) -> str:
    found = _HTML.search(content[:200_000].decode("utf-8", "replace"))
    return found[1] if found else ""


def _of_word(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = _XML.search(package.read("docProps/core.xml").decode("utf-8", "replace"))
    return found[1] if found else ""


def _of_pdf(content: bytes) -> str:
    try:
        objects = PdfObjects(content)
        catalog = objects.get(objects.trailer["/Root"])
        record = objects.get(catalog["/Metadata"])
    except (UnreadableError, KeyError, TypeError):
        return ""
    if not isinstance(record, Stream):
        return ""
    found = _XML.search(record.data().decode("utf-8", "replace"))
    return found[1] if found else ""


_READ: Final = {"html": _of_html, "docx": _of_word, "pdf": _of_pdf}
