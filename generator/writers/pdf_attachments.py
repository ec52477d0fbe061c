"""Files inside a PDF: the facts that it prints, as data (PDF/A-3, relationship "Data")."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.document.facts import attached
from generator.document.tree import Document
from generator.writers.pdf_engine import FETCHER, Attachment


def attachments(document: Document) -> list[Any]:
    """What the engine attaches to the document's PDF, by name; dates are the day of issue."""
    issued = dt.datetime.fromisoformat(document.properties.issued)
    return [
        Attachment(
            string=content,
            name=name,
            description=document.labels.facts_file,
            created=issued,
            modified=issued,
            relationship="Data",
            url_fetcher=FETCHER,
        )
        for name, content in sorted(attached(document).items())
    ]
