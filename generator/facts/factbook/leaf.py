"""One leaf of a Factbook file: its text read as its kind of field says."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import Final

from generator.facts.factbook.amounts import MONEY, Amount, read_amount
from generator.facts.factbook.asof import AsOf
from generator.facts.factbook.fields import FieldKind, Form
from generator.facts.factbook.lists import Named, read_by_sex, read_list, read_named
from generator.facts.factbook.missing import is_missing
from generator.facts.factbook.reasons import NotUnderstoodError, Reason
from generator.facts.factbook.shares import area_of, read_shares, read_words, slug
from generator.facts.factbook.unitwords import PERCENT, RATE
from generator.facts.factbook.worddates import WordDate, read_date

NUMBER: Final = "number"
NO_AMOUNT: Final = Amount(None)
_LISTS: Final = frozenset({Form.BORDERS, Form.SHARES, Form.PARTNERS, Form.WORDS})
_MAY_BE_NEGATIVE: Final = frozenset({PERCENT, RATE, MONEY, "meter", "metric-ton"})
"""Heights lie below the sea, and forests take in more carbon than is given off."""


class State(enum.Enum):
    """What became of a leaf."""

    TYPED = "typed"
    LISTED = "listed"
    TEXT = "text"
    MISSING = "missing"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value: the indicator, and a number or a date.

    name    whose value it is ("Mont Blanc", "Andorra"), where the text says so.
    place   of an item of a list: its place there, from 1; 0 of all else.
    area    of an item that is a country: its code; within: of which item it is a part.
    """

    code: str
    amount: Amount | None = None
    date: WordDate | None = None
    name: str = ""
    place: int = 0
    area: str | None = None
    within: str = ""

    @property
    def variant(self) -> str:
        """What tells the item of a list from the others; "" for what is none."""
        return (self.area or slug(Named(self.name, NO_AMOUNT, self.within))) if self.place else ""


def read_leaf(text: str, kind: FieldKind, label: str) -> tuple[State, tuple[Value, ...]]:
    """The values of a plain text.

    label  name of the field, which the text may repeat before the value.

    Raises ``NotUnderstoodError``: the text stays text.
    """
    if is_missing(text):
        return State.MISSING, ()
    if kind.form is Form.DATE:
        return State.TYPED, (Value(kind.code, date=read_date(text)),)
    if kind.form in _LISTS:
        return _list(text, kind)
    if kind.form is Form.TYPES:
        return State.TYPED, tuple(_typed(item, kind) for item in read_list(text))
    if kind.form is Form.NAMED:
        named = read_named(text)
        return State.TYPED, (Value(kind.code, _fitting(named.amount, kind), name=named.name),)
    if kind.form is Form.BY_SEX:
        share, men, women = read_by_sex(text)
        return State.TYPED, (
            Value(kind.code, _fitting(share, kind)),
            Value(f"{kind.code}.male", replace(men, unit="persons")),
            Value(f"{kind.code}.female", replace(women, unit="persons")),
        )
    amount = read_amount(text, label=label, more=kind.more)
    return State.TYPED, (Value(kind.code, _fitting(amount, kind)),)


def _list(text: str, kind: FieldKind) -> tuple[State, tuple[Value, ...]]:
    """The items of a list, in its order."""
    if kind.form is Form.WORDS:
        items = read_words(text)
        return State.LISTED, tuple(
            Value(kind.code, one.amount, name=one.name, place=place)
            for place, one in enumerate(items, start=1)
        )
    if not any(sign.isdigit() for sign in text):
        return State.TEXT, ()  # "Arabic (official)": words, and no list of numbers
    if kind.form is Form.BORDERS:
        items = read_list(text)
    else:
        items = read_shares(text, whole=kind.form is Form.PARTNERS)
    named = kind.form in (Form.BORDERS, Form.PARTNERS)
    areas = [area_of(one.name) if named else None for one in items]
    return State.LISTED, tuple(
        Value(
            kind.code,
            _fitting(one.amount, kind),
            name=one.name,
            place=place,
            area=area if areas.count(area) == 1 else None,
            within=one.within,
        )
        for place, (one, area) in enumerate(zip(items, areas, strict=True), start=1)
    )


def _typed(item: Named, kind: FieldKind) -> Value:
    """A value of a list whose items are always the same."""
    code = kind.parts.get(item.name.casefold())
    if code is None:
        raise NotUnderstoodError(Reason.LIST_FORM, item.name)
    return Value(code, _fitting(item.amount, kind))


def _fitting(amount: Amount, kind: FieldKind) -> Amount:
    """The amount with the unit of its field; refused when it has another one."""
    fitting = _with_unit(amount, kind)
    numbers = (fitting.value, fitting.minimum, fitting.maximum)
    if fitting.unit not in _MAY_BE_NEGATIVE and any(n is not None and n < 0 for n in numbers):
        raise NotUnderstoodError(Reason.NEGATIVE)
    return fitting


def _with_unit(amount: Amount, kind: FieldKind) -> Amount:
    if kind.unit == MONEY:
        if amount.unit != MONEY:
            raise NotUnderstoodError(Reason.UNIT_OTHER, amount.unit or "no currency")
        if amount.currency != kind.currency:
            raise NotUnderstoodError(Reason.CURRENCY_OTHER, amount.currency)
        return amount
    if not kind.unit:
        if amount.unit:
            raise NotUnderstoodError(Reason.UNIT_OTHER, amount.unit)
        return replace(amount, unit=kind.counted or NUMBER)
    if not amount.unit:
        if not kind.implied:
            raise NotUnderstoodError(Reason.UNIT_MISSING)
        return replace(amount, unit=kind.unit)
    if amount.unit != kind.unit:
        raise NotUnderstoodError(Reason.UNIT_OTHER, amount.unit)
    if amount.base not in kind.bases and (amount.base or kind.unit == RATE):
        raise NotUnderstoodError(Reason.BASE_OTHER, amount.base)
    if kind.unit == PERCENT and not amount.base and kind.bases and "" not in kind.bases:
        raise NotUnderstoodError(Reason.BASE_OTHER, "not said")
    return amount


def with_date(value: Value, as_of: AsOf) -> Value:
    """The value with a date that its own text does not give."""
    if value.amount is None:
        return value
    return replace(value, amount=replace(value.amount, as_of=as_of))
