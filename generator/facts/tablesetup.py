"""``[[tables]]`` of source.toml: which files hold statistics, and how they are laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from generator.facts import codes, shapes
from generator.facts.areacodes import ISO3, SYSTEMS
from generator.facts.model import Origin
from generator.facts.namecells import Naming
from generator.facts.readers.tree import Scalar, Table
from generator.facts.schema import Fields

REFUSE: Final = "refuse"
LEAVE_OUT: Final = "leave-out"


@dataclass(frozen=True, slots=True)
class TableSetup:
    """How the tables of a source are read.

    files      name or pattern of the files, within the source's folder.
    shape      how they are laid out: a module of ``generator.facts.shapes``; layout: what
               that module needs to know, in a value of its own.
    indicator  the one indicator of the file; None: the shape finds it, else the file's name.
    code_system  of the areas in the file.
    leave_out  codes, as the file writes them, that are no countries.
    decimals   most digits after the decimal mark the producer gives; more are refused.
    beside     a further file of the folder that the shape reads, such as an index.
    on_bad_rows  "refuse": a file with a bad row is not used; "leave-out": its good rows are.
    digest     SHA-256 by file name; rows: number of records by file name. A file that does
               not agree is refused: it was cut or changed.
    """

    files: str
    document: str
    id_prefix: str
    shape: str = shapes.DEFAULT
    layout: Any = None
    indicator: str | None = None
    code_system: str = ISO3
    leave_out: frozenset[str] = frozenset()
    decimals: int = 12
    on_bad_rows: str = REFUSE
    beside: str = ""
    rows: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    digest: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    line: int = 1

    @property
    def naming(self) -> Naming | None:
        """What stands in the columns of a table of names and codes; None for one of numbers."""
        found: Naming | None = getattr(getattr(self.layout, "grid", None), "naming", None)
        return found


def read_table(fields: Fields, node: object, origins: Mapping[str, Origin]) -> TableSetup | None:
    """One entry of ``[[tables]]``; None, with its problems noted, when it is unsound."""
    if not isinstance(node, Table):
        at = node if isinstance(node, Scalar) else None
        fields.refuse("field-type", "tables", at, expected="[[tables]]", is_now="a value")
        return None
    inner = fields.inner("tables", node)
    shape = inner.word("shape", shapes.names())
    if shape is None and "shape" in inner:
        fields.sound = False
        return None  # what else stands there belongs to a shape that is not known
    shape = shape or shapes.DEFAULT
    layout = shapes.module(shape).layout(inner)
    setup = TableSetup(
        files=inner.text("files", required=True) or "",
        document=inner.word("document", origins, required=True) or "",
        id_prefix=inner.code("id_prefix", codes.ID, "id", required=True) or "",
        shape=shape,
        layout=layout,
        beside=getattr(layout, "index", ""),
        indicator=inner.code("indicator", codes.INDICATOR, "indicator"),
        code_system=inner.word("code_system", SYSTEMS) or ISO3,
        leave_out=_leave_out(inner),
        decimals=inner.integer("decimals") or 12,
        on_bad_rows=inner.word("on_bad_rows", (REFUSE, LEAVE_OUT)) or REFUSE,
        rows=_rows(inner),
        digest=_digests(inner),
        line=node.line,
    )
    sound = inner.finish()
    fields.sound = sound and fields.sound
    return setup if sound else None


def _leave_out(fields: Fields) -> frozenset[str]:
    """Codes in the words of the table: those of groups follow no system."""
    return frozenset(node.text for node in fields.items("leave_out") if isinstance(node, Scalar))


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
