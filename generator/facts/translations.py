"""Translations and what they were made from.

A translation is good as long as the text it was made from has not changed. For each one
``translations.csv`` of a source keeps the hash of that text; when the original is changed
later, its translations are stale until somebody has looked at them and records them anew::

    python -m generator.facts.translations sources/<name>
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from generator.facts import codes
from generator.facts.indicators import rows_as_tables
from generator.facts.model import Fact, LocalText, TextState
from generator.facts.readers.csv_table import CsvTable
from generator.facts.schema import Fields, Place
from generator.problems import Findings, Severity, Where

Translations: TypeAlias = Mapping[tuple[str, str], str]

FILE: Final = "translations.csv"
_SHORT: Final = 12
_HEADER: Final = ("id", "language", "made_from")


def hash_of(text: LocalText) -> str:
    """Hash of a wording, 12 hexadecimal digits; changes when any of its forms changes."""
    forms = [dict(text.forms), dict(text.past or {})]
    content = json.dumps(forms, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:_SHORT]


def read_translations(table: CsvTable, place: Place) -> Translations:
    """What each translation was made from, by fact id and language."""
    found: dict[tuple[str, str], str] = {}
    if table.header == _HEADER and all(_is_sound(row.cells) for row in table.rows):
        return MappingProxyType({(r.cells[0], r.cells[1]): r.cells[2] for r in table.rows})
    for record in rows_as_tables(table):
        fields = Fields(record, place)
        fact_id = fields.code("id", codes.ID, "id", required=True)
        language = fields.code("language", codes.LANGUAGE, "language", required=True)
        made_from = fields.code("made_from", codes.HASH, "hash", required=True)
        if fields.finish() and fact_id and language and made_from:
            found[fact_id, language] = made_from
    return MappingProxyType(found)


def _is_sound(cells: tuple[str, ...]) -> bool:
    fact_id, language, made_from = cells
    return bool(
        codes.ID.fullmatch(fact_id)
        and codes.LANGUAGE.fullmatch(language)
        and codes.HASH.fullmatch(made_from)
    )


def with_states(fact: Fact, recorded: Translations, findings: Findings) -> Fact:
    """The fact with what its translations were made from; those left behind are stale."""
    original = fact.text.get(fact.original_language or "")
    if original is None or not any(
        text.made_from or (fact.id, language) in recorded for language, text in fact.text.items()
    ):
        return fact
    now = hash_of(original)
    texts = dict(fact.text)
    for language, text in fact.text.items():
        made_from = text.made_from or recorded.get((fact.id, language))
        if language == fact.original_language or made_from is None:
            continue
        state, before = text.state, text.before
        if not now.startswith(made_from[:_SHORT]):
            if state is not TextState.STALE:
                state, before = TextState.STALE, state
            where = Where(fact.file, fact.line, record=fact.id, field=f"text.{language}")
            findings.add(
                "translation-stale",
                where,
                severity=Severity.WARNING,
                language=language,
                original=fact.original_language,
            )
        texts[language] = replace(text, made_from=made_from, state=state, before=before)
    return replace(fact, text=MappingProxyType(texts))


def as_csv(facts: Iterable[Fact]) -> str:
    """The content of ``translations.csv`` when every translation is up to date."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    for fact in sorted(facts, key=lambda fact: fact.id):
        original = fact.text.get(fact.original_language or "")
        if original is None:
            continue
        for language in fact.text:
            if language != fact.original_language:
                writer.writerow((fact.id, language, hash_of(original)))
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Record the translations of the sources named as made from today's originals."""
    from generator.facts.sources import read_sources  # the reader uses this module

    for name in arguments:
        folder = Path(name).resolve()
        base = read_sources(folder.parents[1], Findings(), areas=())
        facts = [f for f in base.facts.values() if f.origin.source == folder.name and f.text]
        stale = sum(text.state is TextState.STALE for fact in facts for text in fact.text.values())
        if facts:
            written = folder / f".{FILE}.tmp"
            written.write_text(as_csv(facts), encoding="utf-8")
            written.replace(folder / FILE)
        sys.stdout.write(f"{folder.name}: {len(facts)} facts recorded, {stale} texts were stale\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
