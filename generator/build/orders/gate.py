"""The table ``[gate]`` of an order: what keeps its final edition back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from generator.build.orders.fields import Fields
from generator.house.gate import KINDS, Verdict


def read_gate(fields: Fields) -> Mapping[str, Verdict]:
    """What the order decides otherwise than its house style; mistakes are noted."""
    inner = fields.inside("gate")
    found: dict[str, Verdict] = {}
    if inner is not None:
        for kind, verdicts in KINDS.items():
            if word := inner.choice(kind, verdicts, None):
                found[kind] = cast(Verdict, word)
        inner.finish()
    return MappingProxyType(found)
