"""Values that jumped: held with both numbers until an editor decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from generator.editions import atomic
from generator.editions.lock import HeldError, locked
from generator.facts import codes, inuse
from generator.facts.inuse import Held, InUse
from generator.facts.model import Fact
from generator.facts.received import FOLDER
from generator.facts.refreshfile import RefreshSetup
from generator.facts.sourcefile import SourceFile
from generator.problems import Findings, Where
from generator.refresh.compare import Change, Comparison
from generator.refresh.jumps import Step, as_in_use, jump, new_periods
from generator.refresh.wording import Kind

_PATIENCE: Final = 5.0
"""Seconds that an editor waits for a refresh of the same source."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a new state means for the facts in use.

    changes  real ones that documents will show, and cosmetic ones that they will not.
    held     entries of ``held.toml`` once the new state is in use; fresh: those that are new.
    kept     what stays in use in place of what differs in dress only.
    """

    changes: Comparison
    held: Mapping[str, Held]
    fresh: tuple[Held, ...]
    kept: Mapping[str, InUse]


def settle(
    step: Step,
    compared: Comparison,
    entries: Mapping[str, Held],
    setup: RefreshSetup,
    state: str,
) -> Settled:
    """Sort changes into those that are used, those that are held, and those that are none."""
    old, new = step.old, step.new
    arrived = new_periods(step, compared, entries, setup, state)
    held = {fact: one for fact, one in entries.items() if one.decision}
    fresh: list[Held] = []
    passed: list[Change] = []
    for change in compared.changes:
        entry = None
        if change.kind is Kind.ADDED:
            entry = arrived.get(change.id)
        elif change.kind is Kind.VALUE and not change.other:
            entry = _entry(old[change.id], new[change.id], entries.get(change.id), setup, state)
        if entry is None:
            passed.append(change)
            continue
        held[entry.fact] = entry
        if entries.get(entry.fact) != entry:
            fresh.append(entry)
    kept = {c.id: as_in_use(old[c.id]) for c in compared.cosmetic if not c.other}
    return Settled(
        Comparison(tuple(passed), compared.same),
        MappingProxyType(held),
        tuple(fresh),
        MappingProxyType(kept),
    )


def _entry(
    before: Fact, after: Fact, known: Held | None, setup: RefreshSetup, state: str
) -> Held | None:
    """The entry that holds a changed value; None when it is believed."""
    old, new = before.quantity, after.quantity
    if old is None or new is None or old.value is None or new.value is None:
        return None
    if known is not None and known.received == new.value and known.in_use.value == old.value:
        return None if known.decision == inuse.ACCEPTED else known
    why = jump(old, new, setup.threshold(after.indicator))
    if not why:
        return None
    in_use = as_in_use(before)
    told = ""
    if why == "unit":
        in_use = replace(in_use, unit=old.unit, currency=old.currency, price_base=old.price_base)
        told = new.currency or new.unit or ""
    return Held(after.id, why, in_use, new.value, told, state)


def write_held(source: SourceFile, entries: Iterable[Held]) -> None:
    """Write ``held.toml``; without entries there is none."""
    path = source.folder / inuse.HELD
    entries = list(entries)
    if entries:
        atomic.write_file(path, inuse.written_held(entries))
    else:
        path.unlink(missing_ok=True)


def decide(
    source: SourceFile,
    decisions: Mapping[str, str],
    by: str,
    reason: str,
    on: dt.date,
    findings: Findings,
) -> tuple[str, ...]:
    """Write down what an editor has decided on each fact: all of it or nothing."""
    received = source.folder / FOLDER
    where = Where(file=source.file, record=source.source.id)
    try:
        atomic.make_folder(received)
        with locked(received, wait=_PATIENCE):
            return _decided(source, decisions, by, reason, on, findings)
    except HeldError as error:
        findings.add("refresh-held", where, holder=error.holder)
    except OSError as error:
        findings.add("refresh-disk", where, reason=error.strerror or type(error).__name__)
    return ()


def _decided(
    source: SourceFile,
    decisions: Mapping[str, str],
    by: str,
    reason: str,
    on: dt.date,
    findings: Findings,
) -> tuple[str, ...]:
    name = source.file.rpartition("/")[0]
    entries = dict(inuse.read_held(source.folder, name, findings))
    where = Where(file=f"{name}/{inuse.HELD}")
    for fact in decisions:
        if fact not in entries:
            near = codes.near(fact, entries)
            code = "refresh-held-unknown-near" if near else "refresh-held-unknown"
            findings.add(code, where, fact=codes.shortened(fact), suggestion=near)
    if findings.errors:
        return ()
    for fact, decision in decisions.items():
        entries[fact] = replace(entries[fact], decision=decision, by=by, reason=reason, on=on)
    write_held(source, entries.values())
    return tuple(decisions)
