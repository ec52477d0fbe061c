"""What the databases of a source answered, as files among the others that were received."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from generator.facts.refused import RefusedError, note
from generator.facts.shapes.sql import asked
from generator.facts.sourcefile import SourceFile
from generator.problems import Findings, Where
from generator.refresh.asking import Surroundings
from generator.refresh.partial import Partial, stamp
from generator.refresh.records import FileRecord


def ask_databases(
    source: SourceFile, partial: Partial, around: Surroundings, findings: Findings
) -> tuple[FileRecord, ...] | None:
    """The record of each answer; None, told, when one was not had: then nothing is replaced."""
    found: dict[str, FileRecord] = {}
    for table in source.tables:
        file = PurePosixPath(table.files).name
        if table.shape != "sql" or file in found:
            continue
        from generator.refresh.database import receive

        around.told(f"{table.layout.connection}: {file}")
        try:
            content = receive(table.layout)
        except RefusedError as error:
            where = Where(source.file, table.line, record=source.source.id)
            note(findings, error.code, where, error.values)
            return None
        record = FileRecord(
            file=file,
            asked=f"{table.layout.connection}: {asked(table.layout)}",
            answered=table.layout.connection,
            received=stamp(around.now()),
            status=200,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            sent=len(content),
            content_type="application/json",
        )
        partial.keep(record, content)
        found[file] = record
    return tuple(found.values())
