"""The table ``[gate]`` of ``house.toml``."""

from __future__ import annotations

from typing import cast

from generator.facts.schema import Fields
from generator.house.gate import KINDS, OPEN, Gate, Verdict, with_gate


def gate_of(fields: Fields) -> Gate:
    """What keeps a house's final editions back; mistakes are noted."""
    inner = fields.table_of("gate")
    if inner is None:
        return OPEN
    chosen: dict[str, Verdict] = {}
    for kind, verdicts in KINDS.items():
        if word := inner.word(kind, verdicts):
            chosen[kind] = cast(Verdict, word)
    fields.sound = inner.finish() and fields.sound
    return with_gate(OPEN, chosen)
