"""Which values are not believed: a sign that turns, a factor of ten, another unit.

A revised value is compared with the one it replaces. A period that is new is compared with
the one before it: a missing decimal mark or a slip of a column shows there first. What may
jump from one period to the next is said by the indicator (``jumps`` of ``indicators.csv``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, TypeAlias

from generator.facts import inuse
from generator.facts.inuse import Held, InUse
from generator.facts.model import Fact, Quantity
from generator.facts.refreshfile import RefreshSetup, Threshold
from generator.refresh.compare import Comparison, unit_of
from generator.refresh.wording import Kind

_Series: TypeAlias = tuple[object, ...]
_FAR: Final = dt.timedelta(days=3 * 366)
"""What lies further back is no period before: much may have happened since."""


@dataclass(frozen=True, slots=True)
class Step:
    """The facts in use, those of the new state, and what the indicators say of jumps."""

    old: Mapping[str, Fact]
    new: Mapping[str, Fact]
    jumps: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def jump(old: Quantity, new: Quantity, threshold: Threshold) -> str:
    """Why a change is not believed: "unit", "sign", "factor"; "" when it may be."""
    if old.value is None or new.value is None:
        return ""
    if unit_of(old) != unit_of(new):
        return "unit"
    small, large = sorted((abs(old.value), abs(new.value)))
    if large < threshold.least or large == 0:
        return ""
    if threshold.sign and old.value * new.value < 0:
        return "sign"
    factor = threshold.factor
    if factor is not None and small > 0 and large >= small * factor:
        return "factor"
    return ""


def jump_between(old: Quantity, new: Quantity, threshold: Threshold, words: tuple[str, ...]) -> str:
    """Why a new period is not believed after the one before it: "sign", "factor" or "".

    words  what the indicator says is not to be believed.
    """
    if not threshold.periods or unit_of(old) != unit_of(new):
        return ""
    why = jump(old, new, replace(threshold, sign=threshold.sign and "sign" in words))
    if why == "factor" and ("factor" not in words or _is_coarse(old) or _is_coarse(new)):
        return ""
    return why


def _is_coarse(quantity: Quantity) -> bool:
    """Whether a number has one digit only: 5 is anything from 4.5 to 5.5, and 0.1 near nothing."""
    value = quantity.value
    return value is not None and len(value.normalize().as_tuple().digits) < 2 and abs(value) < 10


def new_periods(
    step: Step,
    compared: Comparison,
    entries: Mapping[str, Held],
    setup: RefreshSetup,
    state: str,
) -> Mapping[str, Held]:
    """The entries that hold periods which are new, by fact.

    Each is compared with the newest period before it that is in use, so that one wrong value
    does not vouch for the next.
    """
    added = [step.new[c.id] for c in compared.changes if c.kind is Kind.ADDED]
    wanted = {_series(fact) for fact in added}
    series: dict[_Series, list[Fact]] = {}
    for fact_id, fact in step.old.items() if added else ():
        if fact_id in step.new and _series(fact) in wanted:
            series.setdefault(_series(fact), []).append(fact)
    found: dict[str, Held] = {}
    for fact in sorted(added, key=_last):
        known = series.setdefault(_series(fact), [])
        entry = _entry(fact, _before(fact, known), entries.get(fact.id), step, setup, state)
        if entry is None:
            known.append(fact)
        else:
            found[fact.id] = entry
    return found


def _before(fact: Fact, known: Iterable[Fact]) -> Fact | None:
    """The newest period before that of a fact, if it is not far back."""
    earlier = [one for one in known if _last(one) < _last(fact)]
    found = max(earlier, key=lambda one: (_last(one), one.id), default=None)
    return found if found is not None and _last(fact) - _last(found) <= _FAR else None


def _entry(
    fact: Fact,
    before: Fact | None,
    known: Held | None,
    step: Step,
    setup: RefreshSetup,
    state: str,
) -> Held | None:
    new = fact.quantity
    if new is None or new.value is None:
        return None
    if known is not None and known.before and known.received == new.value:
        return None if known.decision == inuse.ACCEPTED else known
    if before is None or before.quantity is None:
        return None
    words = step.jumps.get(fact.indicator or "", ())
    why = jump_between(before.quantity, new, setup.threshold(fact.indicator), words)
    if not why:
        return None
    return Held(fact.id, why, as_in_use(before), new.value, state=state, before=before.id)


def _series(fact: Fact) -> _Series:
    item = fact.listed
    named = None if item is None else (item.within, item.area or tuple(item.name.items()))
    return fact.countries, fact.indicator, named


def _last(fact: Fact) -> dt.date:
    when = fact.as_of or fact.moment.date
    return when.last if when is not None else dt.date.min


def as_in_use(fact: Fact) -> InUse:
    """A fact as it stays in use, with the place where it stands."""
    quantity = fact.quantity
    texts = [form for text in fact.text.values() for form in text.forms.values()]
    return InUse(
        value=quantity.value if quantity else None,
        minimum=quantity.minimum if quantity else None,
        maximum=quantity.maximum if quantity else None,
        text=texts[0] if texts else None,
        note=fact.note,
        file=fact.file,
        line=fact.line,
        cell=fact.cell,
    )
