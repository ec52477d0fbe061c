"""The files that travel inside a document's PDF: its facts as data, and its long tables whole."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.facts import FACTS_FILE, facts_json
from generator.document.tablefiles import table_files, titles
from generator.document.tree import Document


def attached(document: Document) -> Mapping[str, bytes]:
    """The files by name."""
    facts = {FACTS_FILE: facts_json(document)} if document.labels.facts_file else {}
    files = {**facts, **table_files(document)}
    if document.beside is not None:
        other = document.beside.document
        if other.labels.facts_file:
            files[_facts_of(other)] = facts_json(other)
        files |= table_files(other)
    return files


def described(document: Document) -> Mapping[str, str]:
    """What each of them holds, in words of the document."""
    told = {FACTS_FILE: document.labels.facts_file, **titles(document)}
    if document.beside is not None:
        other = document.beside.document
        told |= {_facts_of(other): other.labels.facts_file, **titles(other)}
    return told


def _facts_of(document: Document) -> str:
    """The name of the facts of a second language."""
    return f"facts-{document.lang}.json"
