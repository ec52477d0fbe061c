"""Where a fact stands in the data as received: file, line, field or cell, and bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.facts.inuse import ACCEPTED, HELD, read_held
from generator.facts.model import Fact
from generator.facts.schema import Place as Reading
from generator.facts.sourcefile import SourceFile, read_source_file
from generator.facts.sources import SOURCE_FILE
from generator.problems import Findings
from generator.tracing.entries import entry_places
from generator.tracing.model import Place, Printing
from generator.tracing.receipts import receipt_of
from generator.tracing.tables import table_places


class Places:
    """Finds places in the sources of a workspace; each source is described once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sources: dict[str, SourceFile | None] = {}

    def of(
        self, fact: Fact, asked: Iterable[Printing] = (), language: str = ""
    ) -> tuple[Place, ...]:
        """The places of a fact, or of what is printed of it; none when they are gone.

        asked     what a document prints of it; nothing: all that it says.
        language  of that document.
        """
        if not fact.cell:
            return tuple(entry_places(self._root, fact, asked, language))
        source = self._source(fact.origin.source)
        path = self._root / fact.file
        if source is None or not path.resolve().is_relative_to(source.folder.resolve()):
            return ()
        receipt = receipt_of(source.folder, path)
        found = (replace(one, receipt=receipt) for one in table_places(source, path, fact))
        return (*self._held(source, fact), *self._corrected(fact), *found)

    def _source(self, name: str) -> SourceFile | None:
        if name not in self._sources:
            folder = self._root / "sources" / name
            label = f"sources/{name}/{SOURCE_FILE}"
            place = Reading(label, Findings())
            self._sources[name] = read_source_file(folder, label, place)
        return self._sources[name]

    def _corrected(self, fact: Fact) -> Iterator[Place]:
        """Where the value is declared that is used in place of what was received."""
        correction = fact.correction
        if correction is None or not correction.file:
            return
        content = (self._root / correction.file).read_bytes()
        lines = content.split(b"\n")
        before = sum(len(line) + 1 for line in lines[: correction.line - 1])
        entry = content[before:].split(b"\n[[")[0]
        found = re.search(rb'(?m)^corrected\s*=\s*"(.*)"', entry)
        if found is None:  # the datum is left out, or is written in another way
            yield Place(correction.file, "correction", correction.line)
            return
        start, end = (before + at for at in found.span(1))
        line = content.count(b"\n", 0, start) + 1
        said = found.group(1).decode("utf-8", "replace")
        digest = hashlib.sha256(content).hexdigest()
        yield Place(correction.file, "correction.corrected", line, start, end, said, sha256=digest)

    def _held(self, source: SourceFile, fact: Fact) -> Iterator[Place]:
        """The entry by which an earlier value stays in use, for an editor to decide."""
        label = f"sources/{source.source.id}"
        held = read_held(source.folder, label, Findings()).get(fact.id)
        value = fact.quantity.value if fact.quantity else None
        if held is None or held.decision == ACCEPTED or held.in_use.value != value:
            return
        text = (source.folder / HELD).read_text("utf-8")
        entry = re.search(rf'fact = "{re.escape(fact.id)}"(.*?)in_use = "(.*?)"', text, re.DOTALL)
        if entry is not None:
            line = text.count("\n", 0, entry.start(2)) + 1
            start, end = (len(text[:at].encode()) for at in entry.span(2))
            yield Place(f"{label}/{HELD}", "held.in_use", line, start, end, entry.group(2))
