"""What a printed number was worked out from, where no source states it.

Templates work out one thing: the change of a statistic on the value before. It is worked out
again from the facts, so that what is told is proven. An editor's conclusion names its facts
in its own words (``derived``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from generator.facts.model import Fact, FactBase
from generator.tracing.model import Printing

_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{2,}")
_AGE: Final = re.compile(r"P\d+D")
_SHARE: Final = "percent"


@dataclass(frozen=True, slots=True)
class Worked:
    """How a number was worked out, in words, and from which facts."""

    how: str
    facts: tuple[Fact, ...]


def worked_out(fact: Fact, printing: Printing, base: FactBase) -> Worked | None:
    """From what a printed value of a fact was worked out; None when the fact says it itself."""
    if _AGE.fullmatch(printing.exact):
        return Worked("Its age on the day the document speaks for, from the date above.", ())
    number = _number(printing.exact)
    if printing.type != "number" or number is None or _states(fact, printing.exact, number):
        return None
    for before in _earlier(fact, base):
        if _change(fact, before) == number:
            how = "The change on the value before"
            kind = "in points" if _unit(fact) == _SHARE else "as a share of it"
            return Worked(f"{how}, {kind}; worked out again, it agrees.", (fact, before))
    return Worked("Worked out by the template; from what is not known.", (fact,))


def concluded(fact: Fact, base: FactBase) -> Worked | None:
    """From which facts an editor has concluded this one, or how a value was corrected.

    None when a document states it.
    """
    if fact.correction is not None:
        one = fact.correction
        said = f"Corrected: the source says “{one.received}”. {one.reason}"
        where = f"{one.file}, line {one.line}"
        return Worked(f"{said} ({one.by}, {one.on.isoformat()}; {where})", ())
    how = fact.derived.get("how")
    if not how:
        return None
    named = dict.fromkeys(name for name in _ID.findall(how) if name in base.facts)
    return Worked(how, tuple(base.facts[name] for name in named if name != fact.id))


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _states(fact: Fact, exact: str, number: Decimal) -> bool:
    """Whether the fact itself says the number: as its value, an end of it, or a year."""
    quantity = fact.quantity
    own = (quantity.value, quantity.minimum, quantity.maximum) if quantity else ()
    if any(one is not None and one == number for one in own):
        return True
    moment, valid, origin = fact.moment, fact.validity.period, fact.origin
    periods = [one for one in (moment.period, valid) if one is not None]
    dates = [moment.date, fact.as_of, origin.as_of, origin.published]
    dates += [end for period in periods for end in (period.start, period.end)]
    return any(date is not None and date.text == exact for date in dates)


def _unit(fact: Fact) -> str:
    return fact.quantity.unit if fact.quantity else ""


def _earlier(fact: Fact, base: FactBase) -> Iterator[Fact]:
    """Earlier values of the same series, the latest first."""
    when = fact.as_of
    if fact.indicator is None or when is None:
        return
    found = [
        one
        for one in base.facts.values()
        if one.indicator == fact.indicator
        and one.countries == fact.countries
        and one.as_of is not None
        and one.as_of.last < when.first
    ]
    yield from sorted(found, key=lambda one: (one.as_of or when).last, reverse=True)


def _change(fact: Fact, before: Fact) -> Decimal | None:
    """The change between two values, as the filter ``change`` works it out."""
    new = fact.quantity.value if fact.quantity else None
    old = before.quantity.value if before.quantity else None
    if new is None or old is None or _unit(fact) != _unit(before):
        return None
    if _unit(fact) == _SHARE:
        return round(new - old, 1)
    return round((new - old) / old, 3) if old > 0 else None
