"""``source.toml``: who publishes a source, its documents, and how its tables are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.facts import codes
from generator.facts.model import Basis, Origin, Source, TextState
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Table
from generator.facts.refreshfile import RefreshSetup, read_refresh
from generator.facts.schema import Fields, Place
from generator.facts.tablesetup import TableSetup, read_table

DOCUMENT_KINDS: Final = (
    "web_page",
    "press_article",
    "press_release",
    "parliamentary_petition",
    "parliamentary_record",
    "report",
    "reference_work",
    "data_set",
    "editors_note",
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source as its ``source.toml`` describes it.

    languages  those in which its texts must be given.
    original   language our wording was first written in; None: that of the document.
    state      state of the texts that are not the original.
    """

    source: Source
    folder: Path
    file: str
    languages: tuple[str, ...]
    original: str | None
    state: TextState
    tables: tuple[TableSetup, ...]
    refresh: RefreshSetup | None = None

    def document(self, name: str | None) -> Origin | None:
        """The document of that name; without a name the only one there is."""
        if name is not None:
            return self.source.origins.get(name)
        origins = self.source.origins
        return next(iter(origins.values())) if len(origins) == 1 else None


def read_source_file(folder: Path, name: str, place: Place) -> SourceFile | None:
    """Read ``folder/source.toml``; None with its problems when it is unsound.

    name  the file as messages call it.
    """
    tree = read_toml(folder / "source.toml", place.findings, place.limits, name=name)
    if tree is None:
        return None
    fields = Fields(tree, place.of(folder.name))
    languages = fields.codes("languages", codes.LANGUAGE, "language", required=True)
    licence = fields.text("licence", required=True)
    source = Source(
        id=folder.name,
        title=fields.wordings("title", languages, required=True),
        licence=licence or "",
        marking=_marking(fields) or "",
        producer=fields.code("producer", codes.ID, "id"),
        note=fields.text("note"),
    )
    producer_name = fields.wordings("producer_name", languages)
    original = fields.code("original", codes.LANGUAGE, "language")
    state = fields.choice("state", TextState) or TextState.REVIEWED
    origins = _documents(fields, source, languages, producer_name)
    tables = tuple(read_table(fields, node, origins) for node in fields.items("tables"))
    refresh = read_refresh(fields)
    if refresh is not None and not refresh.requests and not _asks_database(tables):
        fields.refuse("field-missing", "refresh", field="refresh.requests")
    if not fields.finish():
        return None
    return SourceFile(
        source=_with_origins(source, origins),
        folder=folder,
        file=name,
        languages=languages,
        original=original,
        state=state,
        tables=tuple(table for table in tables if table is not None),
        refresh=refresh,
    )


def _asks_database(tables: tuple[TableSetup | None, ...]) -> bool:
    return any(table is not None and table.shape == "sql" for table in tables)


def _marking(fields: Fields) -> str | None:
    return fields.text("marking")


def _with_origins(source: Source, origins: Mapping[str, Origin]) -> Source:
    return Source(
        id=source.id,
        title=source.title,
        licence=source.licence,
        marking=source.marking,
        producer=source.producer,
        origins=MappingProxyType(dict(origins)),
        note=source.note,
    )


def _documents(
    fields: Fields,
    source: Source,
    languages: tuple[str, ...],
    producer_name: Mapping[str, str],
) -> dict[str, Origin]:
    documents = fields.table_of("documents")
    if documents is None:
        return {}
    origins: dict[str, Origin] = {}
    for name, node in documents.table.entries.items():
        documents.asked[name] = None
        if not codes.ID.fullmatch(name):
            documents.refuse("code-id", name, documents.table.keys[name], value=name)
            continue
        if not isinstance(node, Table):
            documents.refuse("field-type", name, node, expected="a table", is_now="a value")
            continue
        inner = documents.inner(name, node)
        origins[name] = _document(inner, name, source, languages, producer_name)
        fields.sound = inner.finish() and fields.sound
    fields.sound = documents.finish() and fields.sound
    return origins


def _document(
    fields: Fields,
    name: str,
    source: Source,
    languages: tuple[str, ...],
    producer_name: Mapping[str, str],
) -> Origin:
    own_producer = fields.code("producer", codes.ID, "id")
    own_name = fields.wordings("producer_name", languages)
    return Origin(
        source=source.id,
        document=name,
        title=fields.wordings("title", languages, required=True),
        producer=own_producer or (None if own_name else source.producer),
        producer_name=own_name or ({} if own_producer else producer_name),
        kind=fields.word("kind", DOCUMENT_KINDS, required=True) or "",
        language=fields.code("language", codes.LANGUAGE, "language"),
        as_of=fields.date("as_of"),
        as_of_basis=fields.choice("as_of_basis", Basis)
        or (Basis.STATED if "as_of" in fields else Basis.NOT_STATED),
        published=fields.date("published"),
        retrieved=fields.day("retrieved"),
        url=fields.code("url", codes.URL, "url"),
        licence=fields.text("licence") or source.licence or None,
        note=fields.text("note"),
        marking=_marking(fields) or source.marking,
    )
