"""Values that stay in use although the newest data say otherwise.

Two files say so, both written by a refresh: ``kept.json`` beside a state lists what differs in
dress only (markup, wording, digits that carry nothing), so that no document is made anew for
it; ``held.toml`` of the source lists values that jumped, until an editor has decided.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from generator.facts import received
from generator.facts.observations import Observation
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Table
from generator.facts.schema import Fields, Place
from generator.limits import DEFAULT_LIMITS
from generator.problems import Findings, Severity

KEPT: Final = "kept.json"
HELD: Final = "held.toml"
ACCEPTED: Final = "accepted"
REFUSED: Final = "refused"
REASONS: Final = ("sign", "factor", "unit")
_DECIMALS: Final = 40
_NUMBERS: Final = ("value", "minimum", "maximum")
_WORDS: Final = ("text", "note", "unit", "currency", "price_base", "file", "cell")


@dataclass(frozen=True, slots=True)
class InUse:
    """What a fact says, and where that stands in the data as received.

    unit, currency, price_base  where they are not those of the newest data.
    """

    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    text: str | None = None
    note: str | None = None
    unit: str | None = None
    currency: str | None = None
    price_base: str | None = None
    file: str = ""
    line: int = 0
    cell: str = ""

    def instead_of(self, seen: Observation) -> Observation:
        """The observation as it stays in use."""
        found = seen._replace(
            value=self.value,
            minimum=self.minimum,
            maximum=self.maximum,
            text=self.text,
            note=seen.note if self.note is None else self.note,
        )
        if self.unit is None:
            return found
        return found._replace(unit=self.unit, currency=self.currency, price_base=self.price_base)


@dataclass(frozen=True, slots=True)
class Held:
    """A value that jumped. ``in_use`` stays until an editor has accepted ``received``.

    why       "sign", "factor" or "unit".
    received  the new number, with its unit where that is another.
    state     in which state it came first.
    before    of a new period: the fact of the period before it, whose value is ``in_use``. While
              it is held, the new period is not there.
    decision  "accepted" or "refused", by whom, when and why; "" while it is open.
    """

    fact: str
    why: str
    in_use: InUse
    received: Decimal
    received_unit: str = ""
    state: str = ""
    decision: str = ""
    by: str = ""
    on: dt.date | None = None
    reason: str = ""
    before: str = ""

    def concerns(self, seen: Observation) -> bool:
        """Whether that is the observation that is held: the same value again."""
        return seen.value == self.received

    def as_on(self, day: dt.date) -> Held:
        """The entry as it stood on a day: open until somebody had decided."""
        if self.on is None or self.on <= day:
            return self
        return replace(self, decision="", by="", on=None, reason="")


@dataclass(frozen=True, slots=True)
class Overlay:
    """Everything that stays in use for one source."""

    kept: Mapping[str, InUse]
    held: Mapping[str, Held]

    def of(self, fact: str, seen: Observation) -> tuple[InUse | None, Held | None]:
        """What stays in use in place of an observation, and the entry that holds it."""
        entry = self.held.get(fact)
        if (
            entry is not None
            and not entry.before
            and entry.decision != ACCEPTED
            and entry.concerns(seen)
        ):
            return entry.in_use, entry
        return self.kept.get(fact), None

    def withheld(self, fact: str, seen: Observation) -> Held | None:
        """The entry that keeps a new period out; None where it may be used."""
        entry = self.held.get(fact)
        if entry is None or not entry.before or entry.decision == ACCEPTED:
            return None
        return entry if entry.concerns(seen) else None


NOTHING: Final = Overlay(MappingProxyType({}), MappingProxyType({}))


def overlay_of(
    folder: Path, name: str, findings: Findings, state: Path | None, on: dt.date | None = None
) -> Overlay:
    """What stays in use for the source in ``folder``.

    name   the folder as messages call it; state: the one that is read.
    on     decisions of later days have not been taken yet; None = all have.
    """
    if state is None:
        return NOTHING
    held = read_held(folder, name, findings)
    if on is not None:
        held = {fact: one.as_on(on) for fact, one in held.items()}
    return Overlay(read_kept(state, name, findings), held)


# ---------------------------------------------------------------- kept.json


def written_kept(kept: Mapping[str, InUse]) -> bytes:
    """The file ``kept.json``, a line for each fact."""
    lines = (f"{json.dumps(fact)}: {_as_json(one)}" for fact, one in sorted(kept.items()))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def read_kept(state: Path, name: str, findings: Findings) -> Mapping[str, InUse]:
    """What stays in use beside a state; a damaged file is told and holds nothing."""
    path = state / KEPT
    if not path.exists():
        return MappingProxyType({})
    try:
        found = json.loads(path.read_bytes())
        return MappingProxyType({str(fact): _in_use(one) for fact, one in found.items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError, InvalidOperation):
        where = Place(f"{name}/{received.FOLDER}/{state.name}/{KEPT}", findings)
        where.note("kept-damaged", None, severity=Severity.WARNING)
        return MappingProxyType({})


def _as_json(one: InUse) -> str:
    found: dict[str, Any] = {}
    for field in (*_NUMBERS, *_WORDS):
        value = getattr(one, field)
        if value not in (None, ""):
            found[field] = value if isinstance(value, str) else format(value, "f")
    if one.line:
        found["line"] = one.line
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def _in_use(found: Mapping[str, Any]) -> InUse:
    numbers = {name: Decimal(found[name]) for name in _NUMBERS if name in found}
    words = {name: str(found[name]) for name in _WORDS if name in found}
    return InUse(**numbers, **words, line=int(found.get("line", 0)))  # type: ignore[arg-type]


# ---------------------------------------------------------------- held.toml


def read_held(folder: Path, name: str, findings: Findings) -> Mapping[str, Held]:
    """The entries of ``held.toml``, by fact; mistakes go to ``findings``."""
    if not (folder / HELD).exists():
        return MappingProxyType({})
    # As many decimals as any table may state: what is written down here was read from one.
    limits = replace(
        DEFAULT_LIMITS, number_decimals=_DECIMALS, order_file=DEFAULT_LIMITS.facts_file
    )
    place = Place(f"{name}/{HELD}", findings, limits)
    tree = read_toml(folder / HELD, findings, place.limits, name=place.file)
    found: dict[str, Held] = {}
    if tree is None:
        return MappingProxyType(found)
    fields = Fields(tree, place)
    for node in fields.items("held"):
        if isinstance(node, Table):
            entry = _held(node, place)
            if entry is not None:
                found[entry.fact] = entry
    fields.finish()
    return MappingProxyType(found)


def _held(node: Table, place: Place) -> Held | None:
    fields = Fields(node, place, "held")
    fact = fields.text("fact", required=True)
    why = fields.word("why", REASONS, required=True)
    value = fields.number("in_use", required=True)
    new = fields.number("received", required=True)
    in_use = InUse(
        value=value,
        unit=fields.text("unit"),
        currency=fields.text("currency"),
        price_base=fields.text("price_base"),
        file=fields.text("file") or "",
        line=fields.integer("line") or 0,
        cell=fields.text("cell") or "",
    )
    decision = fields.word("decision", (ACCEPTED, REFUSED))
    by = fields.text("by", required=decision is not None)
    on = fields.day("on", required=decision is not None)
    reason = fields.text("reason", required=decision is not None)
    unit, state = fields.text("received_unit"), fields.text("state")
    before = fields.text("before")
    if not fields.finish() or fact is None or why is None or new is None:
        return None
    return Held(
        fact,
        why,
        in_use,
        new,
        unit or "",
        state or "",
        decision or "",
        by or "",
        on,
        reason or "",
        before or "",
    )


def written_held(entries: Iterable[Held]) -> bytes:
    """The file ``held.toml``, for editors to read."""
    parts = [_HEAD]
    parts.extend(_written(entry) for entry in sorted(entries, key=lambda one: one.fact))
    return "\n".join(parts).encode()


_HEAD: Final = """\
# Values that jumped when new data came. The value in_use is printed; the one received is not.
# Where it says "before", a new period came, and in_use is the value of that earlier fact.
# An editor decides: briefing refresh SOURCE --accept ID --by NAME --why "…" (or --refuse ID).
"""


def _written(entry: Held) -> str:
    used = entry.in_use
    lines = ["[[held]]", f"fact = {_quoted(entry.fact)}", f"why = {_quoted(entry.why)}"]
    lines.append(f"in_use = {_quoted(format(used.value or Decimal(0), 'f'))}")
    lines.append(f"received = {_quoted(format(entry.received, 'f'))}")
    texts = {
        "unit": used.unit,
        "currency": used.currency,
        "price_base": used.price_base,
        "received_unit": entry.received_unit,
        "file": used.file,
        "cell": used.cell,
        "state": entry.state,
        "before": entry.before,
        "decision": entry.decision,
        "by": entry.by,
        "on": entry.on.isoformat() if entry.on else "",
        "reason": entry.reason,
    }
    lines.extend(f"{name} = {_quoted(text)}" for name, text in texts.items() if text)
    if used.line:
        lines.append(f"line = {used.line}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML text: JSON writes the same escapes, but for the one that TOML does not have."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
