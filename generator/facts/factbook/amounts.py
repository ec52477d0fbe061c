"""One number with its scale, unit, qualifier and date, wherever these stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from generator.facts.factbook.asof import AsOf, read_as_of
from generator.facts.factbook.reasons import NotUnderstoodError, Reason
from generator.facts.factbook.unitwords import AMBIGUOUS, Unit, unit_of
from generator.facts.model import Qualifier
from generator.limits import DEFAULT_LIMITS

MONEY: Final = "currency"
_NUMBER: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_SCALE: Final = r"thousand|million|billion|trillion"
_SIGNED: Final = (
    r"(?P<{0}sign>[-\u2212\u2013]?)\s?(?P<{0}money>US\$|\$|\u20ac)?(?P<{0}minus>[-\u2212]?)"
)
_BODY: Final = re.compile(
    r"(?:(?P<words>[A-Za-z][A-Za-z. ]*?)\s+)?"
    + _SIGNED.format("low")
    + rf"(?P<low>{_NUMBER})(?P<lowshare>%)?(?:\s(?P<lowscale>{_SCALE}))?"
    + r"(?:\s?(?:-|\u2013|\bto\b)\s?"
    + _SIGNED.format("high")
    + rf"(?P<high>{_NUMBER}))?"
    + rf"(?:\s?(?P<scale>{_SCALE})\b)?"
    + r"(?:\s?(?P<unit>[A-Za-z%].*))?",
    re.IGNORECASE | re.DOTALL,
)
_TENS: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_QUALIFIERS: Final = {
    **dict.fromkeys(
        (
            *("approximately", "approx", "about", "around", "roughly", "some", "nearly", "ca"),
            *("almost", "estimated", "an estimated", "close to"),
        ),
        Qualifier.APPROXIMATELY,
    ),
    **dict.fromkeys(("less than", "fewer than", "under", "below"), Qualifier.UP_TO),
    **dict.fromkeys(("up to", "at most", "no more than", "not more than"), Qualifier.UP_TO),
    **dict.fromkeys(("more than", "over", "greater than", "above"), Qualifier.MORE_THAN),
}
_AT_LEAST: Final = frozenset({"at least", "no less than", "no fewer than"})
QUALIFYING: Final = frozenset({*_QUALIFIERS, *_AT_LEAST})
"""Words that may stand before a number and say how it is meant."""
_CURRENCIES: Final = {"$": "USD", "US$": "USD", "\u20ac": "EUR"}
_NOTE: Final = re.compile(r"\s*note\b[\s\d]*[:\u2013-]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_BRACKET: Final = re.compile(r"[()]")
_PLURAL: Final = re.compile(r"[A-Za-z]\((?:s|es|men)\)")
_LONGEST: Final = 2_000
_LARGEST: Final = Decimal(10) ** DEFAULT_LIMITS.number_magnitude


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text says in numbers.

    value     the number; None when only bounds are given (``minimum``, ``maximum``).
    unit, base, currency  see ``unitwords``; "" where the text gives none.
    remark    words in brackets and further parts that do not change the value.
    """

    value: Decimal | None
    unit: str = ""
    base: str = ""
    currency: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    as_of: AsOf | None = None
    remark: str = ""


class Part(NamedTuple):
    """A piece of a text: plain, or from between brackets."""

    text: str
    bracketed: bool


def parts_of(text: str) -> tuple[Part, ...]:
    """The text cut at its outer brackets; those inside a word ("migrant(s)") are letters.

    Raises ``NotUnderstoodError`` for a bracket without its other half.
    """
    if "(" not in text and ")" not in text:
        return (Part(text.strip(), False),) if text.strip() else ()
    found: list[Part] = []
    depth, start, inside = 0, 0, 0
    for match in _BRACKET.finditer(text):
        place, sign = match.start(), match[0]
        if sign == "(":
            if depth == 0 and _PLURAL.match(text, place - 1):
                inside += 1
                continue
            if depth == 0:
                found.append(Part(text[start:place].strip(), False))
                start = place + 1
            depth += 1
        elif sign == ")":
            if depth == 0:
                if not inside:
                    raise NotUnderstoodError(Reason.BRACKETS, text[start : place + 1])
                inside -= 1
                continue
            depth -= 1
            if depth == 0:
                found.append(Part(text[start:place].strip(), True))
                start = place + 1
    if depth or inside:
        raise NotUnderstoodError(Reason.BRACKETS, text[start:])
    found.append(Part(text[start:].strip(), False))
    return tuple(part for part in found if part.text)


def segments_of(text: str) -> list[str]:
    """The text cut at line ends and at semicolons outside brackets."""
    if ";" not in text and "\n" not in text:
        return [text] if text else []
    found, depth, current = [], 0, ""
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == "\n" or (sign == ";" and depth <= 0):
            found.append(current.strip())
            current = ""
        else:
            current += sign
    return [segment for segment in (*found, current.strip()) if segment]


def read_amount(text: str, *, label: str = "", more: bool = False) -> Amount:
    """The one amount that a plain text gives.

    label  words that may stand before it with a colon ("urban: 100% of population").
    more   further parts behind the first are remarks; otherwise only notes are.

    Raises ``NotUnderstoodError`` unless every word has its place.
    """
    if len(text) > _LONGEST:
        raise NotUnderstoodError(Reason.LONG)
    segments = segments_of(text)
    if not segments:
        raise NotUnderstoodError(Reason.EMPTY)
    first, remarks = _without_label(segments[0], label), []
    for segment in segments[1:]:
        noted = _NOTE.fullmatch(segment)
        if noted is None and not more and not _of_a_part(segment):
            raise NotUnderstoodError(Reason.SEVERAL, segment)
        remarks.append(noted[1] if noted else segment)
    return _of_parts(parts_of(first), remarks, more=more)


def _of_a_part(text: str) -> bool:
    """Whether a further amount says of which part it is: "551,500 sq km (metropolitan France)"."""
    try:
        return bool(_of_parts(parts_of(text), [], more=False).remark)
    except NotUnderstoodError:
        return False


def _without_label(text: str, label: str) -> str:
    head, colon, rest = text.partition(":")
    known = label.casefold().split(":")[-1].strip()
    if colon and known and head.strip().casefold() == known:
        return rest.strip()
    return text


def _of_parts(parts: tuple[Part, ...], behind: list[str], *, more: bool) -> Amount:
    dates = [found for part in parts if part.bracketed and (found := read_as_of(part.text))]
    if len({(date.text, date.estimated) for date in dates}) > 1:
        raise NotUnderstoodError(Reason.TWO_DATES, " / ".join(date.text for date in dates))
    body, tail, remarks = _body(parts)
    if not body and len(remarks) == 1:  # "(less than 1%)"
        body, remarks = remarks[0], []
    try:
        amount = _number(" ".join((body, *tail)))
    except NotUnderstoodError:
        if not more or not tail:
            raise
        amount = _number(body)
        remarks.extend(tail)
    if not dates and not remarks and not behind:
        return amount
    as_of = dates[0] if dates else None
    return replace(amount, as_of=as_of, remark="; ".join((*remarks, *behind)))


def _body(parts: tuple[Part, ...]) -> tuple[str, list[str], list[str]]:
    """The first plain part, the plain parts behind it, and what the brackets remark."""
    plain: list[str] = []
    remarks: list[str] = []
    for part in parts:
        if plain and not part.bracketed and (noted := _NOTE.fullmatch(part.text)):
            remarks.append(noted[1])
        elif not part.bracketed:
            plain.append(part.text)
        elif part.text.lower().startswith("of ") and plain and plain[-1].endswith("%"):
            plain[-1] += f" {part.text}"  # "0.6% (of GDP)"
        elif read_as_of(part.text) is None:
            remarks.append(part.text)
    return (plain[0] if plain else ""), plain[1:], remarks


def _number(text: str) -> Amount:
    text = " ".join(text.split()).strip(" ,")
    found = _BODY.fullmatch(text)
    if found is None:
        reason = Reason.NUMBER_FORM if re.search(r"[0-9]", text) else Reason.NO_NUMBER
        raise NotUnderstoodError(reason, text)
    unit, currency = _unit(found), _currency(found)
    low = _value(found, "low", found["lowscale"] or found["scale"], unit)
    high = _value(found, "high", found["scale"], unit) if found["high"] else None
    if high is not None and (low >= high or _unlike(found)):
        raise NotUnderstoodError(Reason.RANGE_ORDER, text)
    amount = Amount(
        low if high is None else None,
        unit=unit.id if unit else (MONEY if currency else ""),
        base=unit.base if unit else "",
        currency=currency,
        minimum=None if high is None else low,
        maximum=high,
    )
    return _qualified(amount, found["words"])


def _unit(found: re.Match[str]) -> Unit | None:
    words = found["unit"] or ("%" if found["lowshare"] and not found["high"] else "")
    if found["lowshare"] and found["unit"] and not found["high"]:
        words = f"% {found['unit']}"
    if not words:
        return None
    unit = unit_of(words)
    if unit is None:
        bare = words.strip().lower()
        reason = Reason.UNIT_AMBIGUOUS if bare in AMBIGUOUS else Reason.UNIT_UNKNOWN
        raise NotUnderstoodError(reason, words)
    return unit


def _currency(found: re.Match[str]) -> str:
    signs = {found["lowmoney"], found["highmoney"]} - {None}
    if len(signs) > 1:
        raise NotUnderstoodError(Reason.CURRENCY_OTHER, found[0])
    currency = _CURRENCIES[str(signs.pop()).upper()] if signs else ""
    if currency and (found["unit"] or found["lowshare"]):
        raise NotUnderstoodError(Reason.UNIT_UNKNOWN, found["unit"] or "%")
    return currency


def _value(found: re.Match[str], end: str, scale: str | None, unit: Unit | None) -> Decimal:
    value = Decimal(found[end].replace(",", ""))
    if scale:
        value = _in_full(value.scaleb(_TENS[scale.lower()]))
    if unit is not None and unit.factor != 1:
        value = _in_full(value * unit.factor)
    if value >= _LARGEST:
        raise NotUnderstoodError(Reason.NUMBER_LARGE, found[end])
    negative = bool(found[f"{end}sign"]) != bool(found[f"{end}minus"])
    return -value if negative and value else value


def _unlike(found: re.Match[str]) -> bool:
    """Whether the ends of a range may be of different scale: "40-50,000", "1 million to 3"."""
    if found["lowscale"]:
        return not found["scale"]
    return "," in found["high"] and "," not in found["low"] and len(found["low"]) < 4


def _in_full(value: Decimal) -> Decimal:
    """Without an exponent and without zeros behind the decimal mark."""
    return Decimal(f"{value.normalize():f}")


def _qualified(amount: Amount, words: str | None) -> Amount:
    if not words:
        return amount
    bare = words.strip(" .").lower()
    if bare in _AT_LEAST and amount.value is not None:
        return replace(amount, value=None, minimum=amount.value)
    qualifier = _QUALIFIERS.get(bare)
    if qualifier is None:
        raise NotUnderstoodError(Reason.WORDS, words)
    if amount.value is None and qualifier is not Qualifier.APPROXIMATELY:
        raise NotUnderstoodError(Reason.WORDS, words)
    return replace(amount, qualifier=qualifier)


def amounts_of(text: str) -> Iterator[str]:
    """The items of a list: cut at semicolons, line ends and commas that end an item."""
    for segment in segments_of(text):
        depth, current = 0, ""
        for place, sign in enumerate(segment):
            depth += (sign == "(") - (sign == ")")
            between = sign == "," and depth <= 0
            if between and not re.match(r",[0-9]{3}(?![0-9])", segment[place : place + 5]):
                yield current.strip()
                current = ""
            else:
                current += sign
        if current.strip():
            yield current.strip()
