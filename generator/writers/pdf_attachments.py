"""Files inside a PDF: its facts as data, and long tables whole (PDF/A-3, relationship "Data")."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.document.attached import attached, described
from generator.document.tree import Document
from generator.writers.pdf_engine import FETCHER, Attachment


def attachments(document: Document) -> list[Any]:
    """What the engine attaches to the document's PDF, by name; dates are the day of issue."""
    words = described(document)
    issued = dt.datetime.fromisoformat(document.properties.issued)
    return [
        Attachment(
            string=content,
            name=name,
            description=words.get(name, name),
            created=issued,
            modified=issued,
            relationship="Data",
            url_fetcher=FETCHER,
        )
        for name, content in sorted(attached(document).items())
    ]
