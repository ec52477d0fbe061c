"""``agreement.toml`` of a source: which indicators measure the same, and how near is near enough.

Editors write it for figures of several producers. What ``same_as`` of ``indicators.csv`` says
of one source's own codes, this file can say of anybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from generator.facts import codes
from generator.facts.measures import Tolerance
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Node, Table
from generator.facts.schema import Fields, Place
from generator.problems import Where

FILE: Final = "agreement.toml"


@dataclass(frozen=True, slots=True)
class Same:
    """One indicator measures the same as another.

    factor      what its values are multiplied with to be the other's (1000, where it counts
                thousands).
    difference  by language: how its definition differs, where it does a little.
    """

    indicator: str
    other: str
    where: Where
    factor: Decimal | None = None
    difference: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """How far figures of some indicators may lie apart; () = of all others."""

    indicators: tuple[str, ...]
    tolerance: Tolerance
    where: Where


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one file says."""

    same: tuple[Same, ...] = ()
    allowed: tuple[Allowed, ...] = ()


NOTHING: Final = Agreement()


def read_agreement(path: Path, place: Place, languages: Iterable[str]) -> Agreement:
    """What the file says; mistakes go to the findings of ``place``."""
    tree = read_toml(path, place.findings, place.limits, name=place.file)
    if tree is None:
        return NOTHING
    fields = Fields(tree, place)
    same = [_same(node, place, tuple(languages)) for node in fields.items("same")]
    allowed = [_allowed(node, place) for node in fields.items("tolerance")]
    usual = fields.table_of("usual")
    if usual is not None:
        tolerance = _tolerance(usual)
        if usual.finish() and tolerance is not None:
            where = Where(place.file, usual.table.line, field="usual")
            allowed.append(Allowed((), tolerance, where))
    fields.finish()
    return Agreement(
        tuple(one for one in same if one is not None),
        tuple(one for one in allowed if one is not None),
    )


def _same(node: Node, place: Place, languages: tuple[str, ...]) -> Same | None:
    if not isinstance(node, Table):
        place.note("agreement-entry", node, "same")
        return None
    fields = Fields(node, place, "same")
    indicator = fields.code("indicator", codes.INDICATOR, "indicator", required=True)
    other = fields.code("as", codes.INDICATOR, "indicator", required=True)
    factor = fields.number("factor")
    if factor is not None and factor <= 0:
        fields.refuse("agreement-factor", "factor", value=factor)
    difference = fields.wordings("difference", languages) if "difference" in fields else None
    if indicator is not None and indicator == other:
        fields.refuse("agreement-itself", "as", value=other)
    if not fields.finish() or indicator is None or other is None:
        return None
    return Same(indicator, other, Where(place.file, node.line, field="same"), factor, difference)


def _allowed(node: Node, place: Place) -> Allowed | None:
    if not isinstance(node, Table):
        place.note("agreement-entry", node, "tolerance")
        return None
    fields = Fields(node, place, "tolerance")
    indicators = fields.codes("indicators", codes.INDICATOR, "indicator", required=True)
    tolerance = _tolerance(fields)
    if not fields.finish() or tolerance is None:
        return None
    return Allowed(indicators, tolerance, Where(place.file, node.line, field="tolerance"))


def _tolerance(fields: Fields) -> Tolerance | None:
    relative, absolute = fields.number("relative"), fields.number("absolute")
    reason = fields.text("reason", required=True)
    within = fields.word("periods", ("equal", "within")) == "within"
    if relative is not None and not 0 <= relative < 1:
        fields.refuse("agreement-relative", "relative", value=relative)
    if absolute is not None and absolute < 0:
        fields.refuse("agreement-absolute", "absolute", value=absolute)
    if relative is None and absolute is None:
        fields.refuse("agreement-empty", "relative", fields.table)
    if not fields.sound or reason is None:
        return None
    zero = Decimal(0)
    return Tolerance(relative or zero, absolute or zero, reason, within)
