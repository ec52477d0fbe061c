"""Lists of shares and of names: "Italy 29%, USA 6% (2023)", "Muslim 99% (Sunni 90%, Shia 9%)".

An item is understood wholly or the list is not: a list without one of its items would say
something else. What stands in brackets is a breakdown of its item only where the parts add
up to it; else one could not tell shares of the whole from shares of the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from generator.facts.areacodes import area_named
from generator.facts.factbook.amounts import (
    QUALIFYING,
    Amount,
    amounts_of,
    parts_of,
    read_amount,
    segments_of,
)
from generator.facts.factbook.asof import AsOf, read_as_of
from generator.facts.factbook.lists import LONGEST, MOST, Named, without_date
from generator.facts.factbook.reasons import NotUnderstoodError, Reason
from generator.facts.factbook.unitwords import PERCENT

_SIGNS: Final = {"<": "less than", ">": "more than", "~": "approximately"}
_WORDS: Final = "|".join(sorted(QUALIFYING, key=len, reverse=True))
_AMOUNT: Final = rf"(?:(?:{_WORDS})\s+)?[0-9.].*"
_ITEM: Final = re.compile(
    rf"(?P<name>[^\W\d].*?)[\s:\u2013-]+(?P<amount>{_AMOUNT})", re.DOTALL | re.IGNORECASE
)
_HEAD: Final = re.compile(rf"(?P<amount>{_AMOUNT}):\s*(?P<rest>\S.*)", re.DOTALL | re.IGNORECASE)
_INCLUDES: Final = re.compile(r"(?:includes|including|include)\s+")
_NO_NAME: Final = re.compile(
    r"(?:predominantly|mostly|mainly|majority|primarily|of which|an?|some|about|est)\b.*"
    r"|.*\b(?:is|are|was|were|has|have|not available)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_NOTE: Final = re.compile(
    r"(?:^|[;\n.,]\s*)note\b[\s\d]*[:\u2013-]\s*(.*)", re.IGNORECASE | re.DOTALL
)
_LONGEST_NAME: Final = 120
_LONGEST_WORD: Final = 60
_ROUNDING: Final = Decimal("0.1")
_WHOLE: Final = Decimal(100)
_SHORT: Final = {
    "US": "USA",
    "USA": "USA",
    "UK": "GBR",
    "UAE": "ARE",
    "NZ": "NZL",
    "DRC": "COD",
    "S. Korea": "KOR",
    "N. Korea": "PRK",
}
"""Countries as the Factbook shortens them in its lists."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One item as it stands: its name, its amount, and the texts of its brackets."""

    name: str
    amount: Amount
    brackets: tuple[str, ...] = ()


def read_shares(text: str, *, whole: bool = False) -> tuple[Named, ...]:
    """The items of a list of shares in its order, each followed by its parts.

    whole  the shares are of one whole and cannot be more than it (but for rounding).

    Raises ``NotUnderstoodError`` unless every item is a name with a share.
    """
    bare, as_of, note = _outer(text)
    items = list(_items(bare))
    if whole and sum(_least(one.amount) for one in items) > _WHOLE + _slack(items):
        raise NotUnderstoodError(Reason.SHARE)
    found: list[Named] = []
    for one in items:
        found.extend(_with_parts(one))
    _check_names(found)
    return tuple(_dated(one, as_of, note) for one in found)


def read_words(text: str) -> tuple[Named, ...]:
    """The items of a list of mere names: "crude petroleum, gold (2023)".

    Raises ``NotUnderstoodError`` where an item may be more than a name.
    """
    bare, as_of, note = _outer(text)
    found = [_word(item) for item in amounts_of(bare)]
    if not found:
        raise NotUnderstoodError(Reason.EMPTY)
    _check_names(found)
    return tuple(_dated(one, as_of, note) for one in found)


def area_of(name: str) -> str | None:
    """The country that a list calls so; None where it is none, or may be two."""
    return _SHORT.get(name) or area_named(name)


def _outer(text: str) -> tuple[str, AsOf | None, str]:
    """The list without the date and the note behind it."""
    if len(text) > LONGEST:
        raise NotUnderstoodError(Reason.LONG)
    noted = _NOTE.search(text)
    bare, as_of = without_date(text[: noted.start()] if noted else text)
    if len(list(amounts_of(bare))) > MOST:
        raise NotUnderstoodError(Reason.LONG)
    return bare, as_of, noted[1].strip() if noted else ""


def _items(text: str) -> Iterator[_Item]:
    """The items of one level. Behind "less than 1%:" stand names that share it."""
    none = True
    for segment in segments_of(text):
        shared: Amount | None = None
        before = ""
        for item in amounts_of(segment):
            none = False
            head = _HEAD.fullmatch(_worded(item))
            if head is not None and not before:
                shared, item = read_amount(head["amount"].strip()), head["rest"]
            if shared is not None:
                yield _sharing(item, shared)
            elif before:
                yield _read(f"{before}, {item}")
                before = ""
            elif re.search(r"[0-9]", item):
                yield _read(item)
            else:
                before = item  # "Gambia, The 1%"
        if before:
            raise NotUnderstoodError(Reason.LIST_FORM, before)
    if none:
        raise NotUnderstoodError(Reason.EMPTY)


def _worded(text: str) -> str:
    """Signs of comparison in words: "<1 percent" is "less than 1%"."""
    text = re.sub(r"(?<=[0-9]) ?percent\b", "%", text)
    return re.sub(r"([<>~])\s?(?=[0-9.])", lambda sign: f"{_SIGNS[sign[1]]} ", text)


def _split(text: str) -> tuple[str, tuple[str, ...]]:
    parts = parts_of(text)
    plain = " ".join(part.text for part in parts if not part.bracketed)
    return plain, tuple(part.text for part in parts if part.bracketed)


def _sharing(text: str, amount: Amount) -> _Item:
    plain, brackets = _split(text)
    return _Item(_name(plain, text), amount, brackets)


def _read(text: str) -> _Item:
    plain, brackets = _split(text)
    found = _ITEM.fullmatch(_worded(plain))
    if found is None:
        raise NotUnderstoodError(Reason.LIST_FORM, text)
    name = found["name"]
    if ", " in name and not name.endswith(", The"):
        raise NotUnderstoodError(Reason.LIST_FORM, text)
    return _Item(_name(name, text), _share(found["amount"]), brackets)


def _share(text: str) -> Amount:
    amount = read_amount(text)
    if amount.unit != PERCENT:
        raise NotUnderstoodError(Reason.UNIT_MISSING if not amount.unit else Reason.UNIT_OTHER)
    if amount.base:
        raise NotUnderstoodError(Reason.BASE_OTHER, amount.base)
    if max(n for n in (amount.value, amount.minimum, amount.maximum) if n is not None) > _WHOLE:
        raise NotUnderstoodError(Reason.SHARE, text)
    return amount


def _name(text: str, found: str) -> str:
    name = text.strip(" ,:;")
    if not name or re.search(r"[0-9%<>]", name) or len(name) > _LONGEST_NAME:
        raise NotUnderstoodError(Reason.LIST_FORM, found)
    if _NO_NAME.fullmatch(name) or name.casefold() in QUALIFYING:
        raise NotUnderstoodError(Reason.WORDS, found)
    return name


def _word(text: str) -> Named:
    plain, brackets = _split(text)
    name = _name(plain, text)
    if len(name) > _LONGEST_WORD or re.search(r"[:.!?]", name):
        raise NotUnderstoodError(Reason.LIST_FORM, text)
    return Named(name, Amount(None, remark="; ".join(brackets)))


def _with_parts(item: _Item) -> list[Named]:
    """The item, and the parts that one of its brackets divides it into."""
    remarks: list[str] = []
    parts: list[Named] = []
    amount = item.amount
    for text in item.brackets:
        as_of = read_as_of(text)
        if as_of is not None:
            amount = replace(amount, as_of=as_of)
        elif not parts and (found := _breakdown(text, item)):
            parts = found
        else:
            remarks.append(text)
    remark = "; ".join(filter(None, (amount.remark, *remarks)))
    return [Named(item.name, replace(amount, remark=remark)), *parts]


def _breakdown(text: str, whole: _Item) -> list[Named]:
    """The parts that a bracket gives; none unless they add up to what they are parts of."""
    try:
        items = list(_items(_INCLUDES.sub("", text, count=1) if _INCLUDES.match(text) else text))
    except NotUnderstoodError:
        return []
    slack = _slack(items)
    least, most = sum(_least(i.amount) for i in items), sum(_most(i.amount) for i in items)
    if least > _most(whole.amount) + slack or most < _least(whole.amount) - slack:
        return []
    return [
        Named(
            one.name,
            replace(one.amount, remark="; ".join(filter(None, (one.amount.remark, *one.brackets)))),
            within=whole.name,
        )
        for one in items
    ]


def _least(amount: Amount) -> Decimal:
    """The least that an amount can mean: "less than 1%" may be next to nothing."""
    if amount.value is None:
        return amount.minimum or Decimal(0)
    return Decimal(0) if amount.qualifier.value == "up_to" else amount.value


def _most(amount: Amount) -> Decimal:
    if amount.value is None:
        return _WHOLE if amount.maximum is None else amount.maximum
    return _WHOLE if amount.qualifier.value == "more_than" else amount.value


def _slack(items: Sequence[_Item]) -> Decimal:
    """What rounding may add: half of the last place that is given, for each item."""
    places = [_place(one.amount) for one in items]
    return max(_ROUNDING, sum(places, Decimal(0)) / 2)


def _place(amount: Amount) -> Decimal:
    number = next(n for n in (amount.value, amount.maximum, amount.minimum) if n is not None)
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _check_names(found: Sequence[Named]) -> None:
    names = [slug(named) for named in found]
    if len(set(names)) < len(names) or not all(names):
        raise NotUnderstoodError(Reason.LIST_FORM, "a name stands twice")


def slug(named: Named) -> str:
    """What tells the item from the others of its list, in the letters of an id."""
    words = f"{named.within} {named.name}".casefold()
    return "-".join(re.findall(r"\w+", words))


def _dated(named: Named, as_of: AsOf | None, note: str) -> Named:
    amount = named.amount
    remark = "; ".join(filter(None, (amount.remark, note)))
    return replace(named, amount=replace(amount, as_of=amount.as_of or as_of, remark=remark))
