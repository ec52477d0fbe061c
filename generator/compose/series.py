"""Series of facts made ready to be plotted: one measure, in order, with its gaps.

What is plotted together is of one producer, unit, currency and price base. What is of
another kind is left out and told, never mixed in; a value that is withheld, or on which
sources disagree, is a gap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.compose.composer import Composer
from generator.compose.values import date_of
from generator.compose.views import Entry, chosen_of
from generator.facts.dates import parse_edtf
from generator.facts.model import EdtfDate, Fact, Precision, Qualifier
from generator.problems import Severity, Where
from generator.selection.currency import printable
from generator.selection.knowledge import described
from generator.selection.model import Chosen

MOST: Final = 12_000  # periods of one chart: a thousand years of months
_MONTHS: Final = {Precision.YEAR: 12, Precision.QUARTER: 3, Precision.MONTH: 1}


@dataclass(frozen=True, slots=True)
class Measured:
    """A value of a series: when, the fact, and whether it is estimated or projected."""

    date: EdtfDate
    entry: Entry
    status: str

    @property
    def fact(self) -> Fact:
        """The fact."""
        return chosen_of(self.entry).fact

    @property
    def number(self) -> Decimal:
        """The exact number."""
        quantity = self.fact.quantity
        assert quantity is not None  # noqa: S101 - only facts with a number are measured
        assert quantity.value is not None  # noqa: S101
        return quantity.value


def kind_of(fact: Fact) -> tuple[str, ...]:
    """What values must share to stand in one series: unit, currency, prices, producer."""
    quantity = fact.quantity
    assert quantity is not None  # noqa: S101 - asked of figures alone
    by = fact.origin.producer or fact.origin.source
    return (*measure_of(fact), by)


def measure_of(fact: Fact) -> tuple[str, ...]:
    """What series must share to stand on one axis."""
    quantity = fact.quantity
    assert quantity is not None  # noqa: S101
    return (quantity.unit, quantity.currency or "", quantity.price_base or "")


def measured(c: Composer, entries: Iterable[Entry]) -> tuple[Measured, ...]:
    """The values that can be plotted, oldest first; what is left out is told."""
    found: dict[str, Measured] = {}
    doubtful: dict[str, Fact] = {}
    apart: list[Fact] = []  # of days, or of decades: no axis has such steps
    for entry in entries:
        chosen = chosen_of(entry)
        date = date_of(chosen) or described(chosen.fact)
        quantity = chosen.fact.quantity
        if date is None or quantity is None:
            continue
        if date.precision not in _MONTHS:
            apart.append(chosen.fact)
            continue
        if quantity.value is None or _doubtful(c, chosen):
            doubtful[date.text] = chosen.fact
        else:
            found.setdefault(date.text, Measured(date, entry, _status(chosen.fact, date)))
    for text, fact in doubtful.items():
        found.pop(text, None)
        c.remark("chart-value-unsettled", fact, name=_name(fact), period=text)
    if apart:
        c.remark("chart-value-period", apart[0], name=_name(apart[0]), count=str(len(apart)))
    rows = sorted(found.values(), key=lambda one: (one.date.first, one.date.last))
    return _of_one_kind(c, rows)


def _doubtful(c: Composer, chosen: Chosen) -> bool:
    """Whether nobody can say which value to draw.

    Where it is another producer's series that has another value, this one goes on as it is:
    a line is of one producer, and the document says that they disagree.
    """
    conflict = c.selection.conflicts.get(chosen.conflict or "")
    indicators = [one.fact.indicator for one in conflict.chosen] if conflict else []
    return (
        (chosen.conflict is not None and indicators.count(chosen.fact.indicator) != 1)
        or "value" in chosen.withheld
        or not printable(chosen.fact.quantity)
    )


def _of_one_kind(c: Composer, rows: Sequence[Measured]) -> tuple[Measured, ...]:
    if not rows:
        return ()
    kept = (kind_of(rows[-1].fact), rows[-1].date.precision)
    same = [one for one in rows if (kind_of(one.fact), one.date.precision) == kept]
    if len(same) < len(rows):
        others = sorted(
            {" ".join(filter(None, kind_of(one.fact))) for one in rows}
            - {" ".join(filter(None, kept[0]))}
        )
        fact = rows[-1].fact
        c.findings.add(
            "chart-series-mixed",
            Where(file=fact.file or None, line=fact.line or None, record=fact.id),
            severity=Severity.WARNING,
            name=_name(fact),
            count=len(rows) - len(same),
            kept=" ".join(filter(None, kept[0])),
            others=", ".join(others) or kept[1].value,
        )
    return tuple(same)


def _name(fact: Fact) -> str:
    return fact.name.get("en") or fact.indicator or fact.id


def _status(fact: Fact, date: EdtfDate) -> str:
    """Whether the source gives the value before its period is over, or as not exact."""
    known = fact.origin.as_of or fact.origin.published
    if known is not None and date.first > known.last:
        return "projected"
    quantity = fact.quantity
    vague = quantity is not None and quantity.qualifier is not Qualifier.EXACT
    return "estimated" if vague or date.approximate or date.uncertain else ""


def periods(series: Iterable[Sequence[Measured]]) -> tuple[EdtfDate, ...]:
    """Every period from the first to the last of the series, those without a value too."""
    known = {one.date.text.rstrip("?~%"): one.date for some in series for one in some}
    dates = sorted(known.values(), key=lambda date: date.first)
    months = _MONTHS[dates[0].precision]
    found = [dates[0]]
    for date in dates[1:]:
        while len(found) < MOST and (after := _after(found[-1], months)).first < date.first:
            found.append(after)
        found.append(date)
    return tuple(found)


def _after(date: EdtfDate, months: int) -> EdtfDate:
    day = date.last + dt.timedelta(days=1)
    if months == 12:
        return parse_edtf(f"{day.year:04}")
    if months == 1:
        return parse_edtf(f"{day.year:04}-{day.month:02}")
    return parse_edtf(f"{day.year:04}-{32 + (day.month + 2) // 3}")
