"""Lists of named values: "Andorra 55 km; Belgium 556 km", "Muslim 95%, Christian 1%"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from generator.facts.factbook.amounts import Amount, amounts_of, parts_of, read_amount
from generator.facts.factbook.asof import AsOf, read_as_of
from generator.facts.factbook.reasons import NotUnderstoodError, Reason

_NAMED: Final = re.compile(
    r"(?P<name>[^\W\d].*?)[\s:\u2013-]+(?P<amount>[-\u2212]?[$]?[0-9.].*)", re.DOTALL
)
_HEIGHT: Final = re.compile(
    r"(?P<name>[^\W\d].*?) (?P<amount>[-\u2212]?[0-9][0-9,]*(?:\.[0-9]+)?(?: ?m(?:eters)?)?)",
    re.DOTALL,
)
_SEX: Final = re.compile(r"males? ([0-9,]+) ?/ ?females? ([0-9,]+)")
LONGEST: Final = 4_000
MOST: Final = 200
"""Signs of a list, and its items."""


@dataclass(frozen=True, slots=True)
class Named:
    """One item of a list: whose value it is, and the value.

    within  name of the item of which it is a part, or "".
    """

    name: str
    amount: Amount
    within: str = ""


def read_list(text: str) -> tuple[Named, ...]:
    """The items of a list in its order; one date behind the list holds for all of it.

    Raises ``NotUnderstoodError`` unless every item is a name with a number.
    """
    if len(text) > LONGEST:
        raise NotUnderstoodError(Reason.LONG)
    bare, as_of = without_date(text)
    items = list(amounts_of(bare))
    if not items:
        raise NotUnderstoodError(Reason.EMPTY)
    if len(items) > MOST:
        raise NotUnderstoodError(Reason.LONG)
    found = [_item(item) for item in items]
    names = [named.name.casefold() for named in found]
    if len(set(names)) < len(names):
        raise NotUnderstoodError(Reason.LIST_FORM, "a name stands twice")
    return tuple(
        replace(named, amount=replace(named.amount, as_of=named.amount.as_of or as_of))
        for named in found
    )


def without_date(text: str) -> tuple[str, AsOf | None]:
    """A list without the date behind it, and that date."""
    parts = parts_of(text)
    if len(parts) > 1 and parts[-1].bracketed:
        as_of = read_as_of(parts[-1].text)
        if as_of is not None:
            return text[: text.rindex("(")].rstrip(), as_of
    return text, None


def _item(text: str) -> Named:
    found = _NAMED.fullmatch(text.strip())
    if found is None:
        raise NotUnderstoodError(Reason.LIST_FORM, text)
    name = found["name"].strip()
    if re.search(r"[0-9]", name):
        raise NotUnderstoodError(Reason.LIST_FORM, text)
    return Named(name, read_amount(found["amount"]))


def read_named(text: str) -> Named:
    """A name with one number behind it: "Mont Blanc 4,810", "Rhone River delta -2 m".

    Raises ``NotUnderstoodError`` when it is anything else.
    """
    parts = parts_of(text)
    plain = " ".join(part.text for part in parts if not part.bracketed)
    found = _HEIGHT.fullmatch(plain.strip())
    if found is None or re.search(r"[\n;0-9]", found["name"]):
        raise NotUnderstoodError(Reason.LIST_FORM, text)
    remark = "; ".join(part.text for part in parts if part.bracketed)
    return Named(found["name"].strip(), replace(read_amount(found["amount"]), remark=remark))


def read_by_sex(text: str) -> tuple[Amount, Amount, Amount]:
    """Share, men and women of "17.3% (male 6,060,087/female 5,792,805)".

    Raises ``NotUnderstoodError`` when the bracket is another one.
    """
    parts = parts_of(text)
    brackets = [found for p in parts if p.bracketed and (found := _SEX.fullmatch(p.text))]
    if len(brackets) != 1:
        raise NotUnderstoodError(Reason.SEX_FORM, text)
    rest = " ".join(
        f"({p.text})" if p.bracketed else p.text
        for p in parts
        if not (p.bracketed and _SEX.fullmatch(p.text))
    )
    share = read_amount(rest)
    men, women = (read_amount(number) for number in brackets[0].groups())
    return share, replace(men, as_of=share.as_of), replace(women, as_of=share.as_of)
