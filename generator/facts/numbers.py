"""Numbers from text: exact decimals, never floats, nothing guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from generator.facts.refused import RefusedError
from generator.limits import DEFAULT_LIMITS, Limits

_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?")
_QUICK = re.compile(r"-?[0-9]{1,24}(?:\.([0-9]{1,24}))?")  # most numbers, within any limit
_MAYBE_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]{3})+")
_GROUPS: Final = (" ", "'")
_LONGEST = 64  # characters; every number within the limits is far shorter
_DIGITS: Final = {
    "latn": {},
    "arab": {0x660 + n: str(n) for n in range(10)} | {0x66B: ".", 0x66C: ","},
    "arabext": {0x6F0 + n: str(n) for n in range(10)} | {0x66B: ".", 0x66C: ","},
}


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a source writes its numbers; only what is stated is accepted.

    decimal  the decimal mark, "." or ","; None: the source has not said.
    group    the mark between thousands ("" = none). A blank stands for every kind of
             blank (no-break, thin).
    digits   numbering system of the digits: "latn", "arab" or "arabext".
    """

    decimal: str | None = "."
    group: str = ""
    digits: str = "latn"


_OF_SIGNS: Final = re.compile(r"[-+0-9., ]*[0-9][-+0-9., ]*")
"""What may be a number, in some form or other: "n.d." is none in any."""

PLAIN: Final = NumberForm()
"""Digits with a point before decimals."""


def parse_number(text: str, form: NumberForm = PLAIN, limits: Limits = DEFAULT_LIMITS) -> Decimal:
    """Read one number exactly.

    >>> parse_number("1234.50")
    Decimal('1234.50')
    >>> parse_number("1 234,5", NumberForm(decimal=",", group=" "))
    Decimal('1234.5')

    Raises ``RefusedError`` for anything else than a finite decimal number within the limits,
    and where ``1,234`` could mean two numbers.
    """
    text = text.strip()
    if form.decimal == "." and not form.group and form.digits == "latn":
        quick = _QUICK.fullmatch(text)
        within = quick is not None and len(quick[1] or "") <= limits.number_decimals
        if within and len(text) <= limits.number_magnitude:
            return Decimal(text)
    if len(text) > _LONGEST:
        raise RefusedError("number-long", length=len(text), limit=_LONGEST)
    plain = _in_plain_form(text, form)
    if not _PLAIN.fullmatch(plain):
        raise _no_number(text, form)
    value = Decimal(plain)
    if value and value.adjusted() >= limits.number_magnitude:
        raise RefusedError("number-large", value=text, limit=limits.number_magnitude)
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    if decimals > limits.number_decimals:
        raise RefusedError(
            "number-decimals", value=text, limit=limits.number_decimals, found=decimals
        )
    return value


def decimals_of(value: Decimal) -> int:
    """Digits after the decimal mark, as written."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _no_number(text: str, form: NumberForm) -> RefusedError:
    """Why a text is no number: marks between thousands that nobody stated, or anything else."""
    for mark in _GROUPS:
        if not form.group and mark != form.decimal:
            try:
                grouped = _in_plain_form(text, replace(form, group=mark))
            except RefusedError:
                continue
            if _PLAIN.fullmatch(grouped):
                return RefusedError("number-groups", value=text, mark=mark)
    return RefusedError("number-form", value=text)


def _in_plain_form(text: str, form: NumberForm) -> str:
    plain = text.translate(_DIGITS[form.digits])
    plain = plain.replace("\u2212", "-").replace("\u200e", "").replace("\u200f", "")
    if form.group == " ":
        plain = re.sub(r"[ \u00a0\u202f\u2009]", " ", plain)
    if form.decimal is None:
        if _MAYBE_GROUPED.fullmatch(plain):
            raise RefusedError("number-ambiguous", value=text)
        return plain
    if form.group:
        plain = _without_groups(plain, text, form)
    elif form.decimal == "." and re.fullmatch(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+", plain):
        raise RefusedError("number-ambiguous", value=text)
    if form.decimal == ",":
        if "." in plain:
            is_number = _OF_SIGNS.fullmatch(plain) is not None
            raise RefusedError("number-ambiguous" if is_number else "number-form", value=text)
        plain = plain.replace(",", ".")
    return plain


def _without_groups(plain: str, text: str, form: NumberForm) -> str:
    if form.group not in plain:
        return plain
    whole, mark, rest = plain.partition(form.decimal or ".")
    group = re.escape(form.group)
    if not re.fullmatch(rf"[+-]?[0-9]{{1,3}}(?:{group}[0-9]{{3}})+", whole) or form.group in rest:
        raise RefusedError("number-form", value=text)
    return whole.replace(form.group, "") + mark + rest
