"""What an edition was made from: every fact given out, as it was on that day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from generator.facts.model import Fact, FactBase, Period, Quantity
from generator.selection.knowledge import as_of
from generator.selection.model import Selection


@dataclass(frozen=True, slots=True)
class SnapshotEntry:
    """One fact of an edition. Numbers and dates are text in their exact form.

    value     "1200", "1000/9999" for a range, "../850" with an open end, or None.
    origin    "source/document"; locator is the place in it.
    needs     names of the needs it answers; empty for what only stands beside (plans that
              are announced, the other side of a conflict, confirming facts).
    """

    id: str
    version: str
    value: str | None
    unit: str | None
    currency: str | None
    qualifier: str | None
    date: str | None
    as_of: str | None
    origin: str
    locator: str | None
    retrieved: str | None
    marking: str
    freshness: str | None
    tense: str | None
    needs: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Plain values for a manifest, without what is not there."""
        found = {name: value for name, value in asdict(self).items() if value is not None}
        return {**found, "needs": list(self.needs)}


def snapshot(selection: Selection, base: FactBase) -> tuple[SnapshotEntry, ...]:
    """Every fact the selection gives out, in order of id."""
    needs: dict[str, list[str]] = {}
    states: dict[str, tuple[str, str]] = {}
    for name, group in selection.chosen.items():
        for one in group:
            needs.setdefault(one.fact.id, []).append(name)
            states[one.fact.id] = (one.freshness.value, one.tense.value)
    ids = sorted(needs.keys() | selection.others.keys())
    return tuple(
        _entry(base.facts[fact_id], states.get(fact_id), needs.get(fact_id, ())) for fact_id in ids
    )


def fingerprint(entries: Iterable[SnapshotEntry]) -> str:
    """SHA-256 over the entries: the same facts, in the same state, give the same."""
    plain = [entry.as_json() for entry in entries]
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def exact(quantity: Quantity) -> str:
    """A quantity as plain text: the number, or the range with ``..`` for an open end."""
    if quantity.value is not None:
        return _plain(quantity.value)
    ends = (quantity.minimum, quantity.maximum)
    return "/".join(".." if end is None else _plain(end) for end in ends)


def _entry(fact: Fact, state: tuple[str, str] | None, needs: Iterable[str]) -> SnapshotEntry:
    quantity, spoken, origin = fact.quantity, as_of(fact), fact.origin
    return SnapshotEntry(
        id=fact.id,
        version=fact.version,
        value=exact(quantity) if quantity else None,
        unit=quantity.unit if quantity else None,
        currency=quantity.currency if quantity else None,
        qualifier=quantity.qualifier.value if quantity else None,
        date=_date(fact),
        as_of=spoken.text if spoken else None,
        origin=f"{origin.source}/{origin.document}",
        locator=fact.locator,
        retrieved=origin.retrieved.isoformat() if origin.retrieved else None,
        marking=fact.marking,
        freshness=state[0] if state else None,
        tense=state[1] if state else None,
        needs=tuple(needs),
    )


def _date(fact: Fact) -> str | None:
    if fact.moment.date:
        return fact.moment.date.text
    return _interval(fact.moment.period) if fact.moment.period else None


def _interval(period: Period) -> str:
    return "/".join(end.text if end else ".." for end in (period.start, period.end))


def _plain(number: Decimal) -> str:
    return f"{number:f}"
