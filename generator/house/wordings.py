"""Texts by language in a house style or a marking scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.facts.readers.tree import Table
from generator.facts.schema import Fields

LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?\Z")
_USUAL: Final = ("en", "fr", "ar", "de", "es", "fa", "he", "pt", "ru", "tr", "ur", "zh")
"""Languages that a message about a wrong one proposes; others may stand there as well."""


def languages(fields: Fields, name: str) -> tuple[str, ...]:
    """The languages a table speaks; names of another form are left for it to refuse."""
    node = fields.table.entries.get(name)
    keys = node.entries if isinstance(node, Table) else ()
    return tuple(key for key in keys if LANGUAGE.match(key))


def wordings(fields: Fields, name: str) -> Mapping[str, str]:
    """The text of a field by language; it must be given in one at least."""
    known = dict.fromkeys((*languages(fields, name), *_USUAL))
    return fields.wordings(name, known, required=True)
