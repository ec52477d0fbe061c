"""The files that travel inside a document's PDF: its facts as data, and its long tables whole."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.facts import FACTS_FILE, facts_json
from generator.document.tablefiles import table_files, titles
from generator.document.tree import Document


def attached(document: Document) -> Mapping[str, bytes]:
    """The files by name."""
    facts = {FACTS_FILE: facts_json(document)} if document.labels.facts_file else {}
    return {**facts, **table_files(document)}


def described(document: Document) -> Mapping[str, str]:
    """What each of them holds, in words of the document."""
    return {FACTS_FILE: document.labels.facts_file, **titles(document)}
