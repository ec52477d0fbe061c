"""How a file came, where a refresh brought it."""

from __future__ import annotations

from pathlib import Path

from generator.facts.received import FOLDER
from generator.refresh.records import is_as_received, read_record
from generator.tracing.model import Receipt


def receipt_of(source: Path, path: Path) -> Receipt | None:
    """The receipt of a file in a state of the source in the folder ``source``; None elsewhere."""
    states = source / FOLDER
    if not path.is_relative_to(states) or len(path.relative_to(states).parts) < 2:
        return None
    state = states / path.relative_to(states).parts[0]
    record = read_record(state)
    name = path.relative_to(state).as_posix()
    for one in record.files if record else ():
        if one.file == name and record is not None:
            sound = is_as_received(path, one)
            return Receipt(
                one.answered or one.asked, one.received, one.sha256, record.licence, sound
            )
    return None
