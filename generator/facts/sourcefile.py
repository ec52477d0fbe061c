"""``source.toml``: who publishes a source, its documents, and how its tables are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.facts import codes
from generator.facts.model import Basis, Kind, Origin, Source, TextState
from generator.facts.numbers import PLAIN, NumberForm
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Scalar, Table
from generator.facts.schema import Fields, Place

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
DELIMITERS: Final = MappingProxyType({"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"})
ENCODINGS: Final = (
    "utf-8",
    "utf-16",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "iso-8859-1",
    "iso-8859-6",
    "iso-8859-15",
)


@dataclass(frozen=True, slots=True)
class TableSetup:
    """How the tables (CSV) of a source are read: ``[[tables]]`` in source.toml.

    files      name or pattern of the files, within the source's folder.
    columns    meaning of a column (area, period, value, indicator, status) to its header.
    indicator  the one indicator of the file; None: the column, else the file's name.
    digest     SHA-256 by file name; rows: number of records by file name. A file that does
               not agree is refused: it was cut or changed.
    decimals   most digits after the decimal mark the producer gives; more are refused.
    """

    files: str
    document: str
    columns: Mapping[str, str]
    indicator: str | None = None
    id_prefix: str = ""
    kind: Kind = Kind.FIGURE
    delimiter: str = ","
    encoding: str = "utf-8"
    form: NumberForm = PLAIN
    missing: tuple[str, ...] = ("",)
    leave_out: frozenset[str] = frozenset()
    decimals: int = 12
    rows: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    digest: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    line: int = 1


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
    tables = tuple(_table(fields, node, origins) for node in fields.items("tables"))
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
    )


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


def _table(fields: Fields, node: object, origins: Mapping[str, Origin]) -> TableSetup | None:
    if not isinstance(node, Table):
        at = node if isinstance(node, Scalar) else None
        fields.refuse("field-type", "tables", at, expected="[[tables]]", is_now="a value")
        return None
    inner = fields.inner("tables", node)
    columns = inner.table_of("columns", required=True)
    document = inner.word("document", origins, required=True)
    encoding = inner.word("encoding", ENCODINGS) or "utf-8"
    delimiter = inner.word("delimiter", DELIMITERS) or "comma"
    setup = TableSetup(
        files=inner.text("files", required=True) or "",
        document=document or "",
        columns=_columns(columns) if columns is not None else {},
        indicator=inner.code("indicator", codes.INDICATOR, "indicator"),
        id_prefix=inner.code("id_prefix", codes.ID, "id", required=True) or "",
        delimiter=DELIMITERS[delimiter],
        encoding=encoding,
        form=_number_form(inner),
        missing=_missing(inner),
        leave_out=frozenset(inner.codes("leave_out", codes.AREA, "area")),
        decimals=inner.integer("decimals") or 12,
        rows=_rows(inner),
        digest=_digests(inner),
        line=node.line,
    )
    if columns is not None:
        inner.sound = columns.finish() and inner.sound
    sound = inner.finish()
    fields.sound = sound and fields.sound
    return setup if sound else None


def _columns(fields: Fields) -> Mapping[str, str]:
    found = {}
    for meaning in ("area", "period", "value", "indicator", "status"):
        header = fields.text(meaning, required=meaning in ("area", "period", "value"))
        if header is not None:
            found[meaning] = header
    return MappingProxyType(found)


def _number_form(fields: Fields) -> NumberForm:
    decimal = fields.word("decimal_mark", (".", ","))
    group = fields.word("group_mark", (",", ".", " ", "'"))
    digits = fields.word("digits", ("latn", "arab", "arabext"))
    return NumberForm(decimal, group or "", digits or "latn")


def _missing(fields: Fields) -> tuple[str, ...]:
    words = tuple(n.text for n in fields.items("missing") if isinstance(n, Scalar))
    return ("", *words)


def _rows(fields: Fields) -> Mapping[str, int]:
    inner = fields.table_of("rows")
    if inner is None:
        return MappingProxyType({})
    found = {file: inner.integer(file) for file in inner.table.entries}
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType({file: n for file, n in found.items() if n is not None})


def _digests(fields: Fields) -> Mapping[str, str]:
    inner = fields.table_of("sha256")
    if inner is None:
        return MappingProxyType({})
    found = {file: inner.code(file, codes.SHA256, "sha256") for file in inner.table.entries}
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType({file: text for file, text in found.items() if text is not None})
