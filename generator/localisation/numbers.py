"""Numbers as readers of a locale write them: digits, signs, grouping, per cent.

Values are exact ``Decimal``; ties are rounded half to even, as CLDR's own tools do.
Digits are mapped in the number alone, so affixes and words keep their characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal

from generator.localisation.cldr import store
from generator.localisation.patterns import MINUS, PERCENT, PLUS, NumberPattern, compiled

Sign = Literal["auto", "always", "accounting"]

_EXACT: Final = Context(prec=120, rounding=ROUND_HALF_EVEN)
_QUANTA: Final = tuple(Decimal(1).scaleb(-digits) for digits in range(41))

# What CLDR's root has for numbering systems that a locale does not name.
_ROOT_SYSTEMS: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "arab": {
            "signs": {
                "decimal": "٫",
                "group": "٬",
                "minus": "\u061c-",
                "plus": "\u061c+",
                "percent": "٪\u061c",
                "exponential": "اس",
            },
            "money": "#,##0.00\u00a0¤",
        },
        "arabext": {
            "signs": {
                "decimal": "٫",
                "group": "٬",
                "minus": "\u200e-\u200e",
                "plus": "\u200e+\u200e",
                "percent": "٪",
                "exponential": "×۱۰^",
            },
        },
    }
)


@dataclass(frozen=True, slots=True)
class System:
    """One locale's way of writing numbers in one numbering system.

    data   the locale's CLDR tables for this system.
    native translation table from 0–9; None for Latin digits.
    """

    locale: str
    name: str
    data: Mapping[str, Any]
    native: Mapping[int, str] | None
    decimal: str
    group: str
    money_decimal: str
    money_group: str
    minimum_grouping: int

    def in_digits(self, text: str) -> str:
        """``text`` with its digits in the system's own."""
        return text.translate(self.native) if self.native else text

    def signed(self, affix: str) -> str:
        """``affix`` with the signs of the system in place of their stand-ins."""
        signs = self.data["signs"]
        return (
            affix.replace(MINUS, signs["minus"])
            .replace(PLUS, signs["plus"])
            .replace(PERCENT, signs["percent"])
        )


@cache
def system(locale: str, name: str) -> System:
    """The numbering system ``name`` as the locale with data tag ``locale`` writes it.

    Raises KeyError for a numbering system that has no digits of its own.
    """
    digits: str = store.common()["digits"][name]
    systems = store.topic(locale, "numbers")["systems"]
    if name in systems:
        data = {**systems["latn"], **systems[name]}
    else:
        data = {**systems["latn"], **_ROOT_SYSTEMS.get(name, {})}
    signs = data["signs"]
    return System(
        locale=locale,
        name=name,
        data=MappingProxyType(data),
        native=None
        if name == "latn"
        else MappingProxyType(
            {ord(figure): own for figure, own in zip("0123456789", digits, strict=True)}
        ),
        decimal=signs["decimal"],
        group=signs["group"],
        money_decimal=signs.get("currency_decimal", signs["decimal"]),
        money_group=signs.get("currency_group", signs["group"]),
        minimum_grouping=store.topic(locale, "numbers")["min_group"],
    )


def scaled_by(value: Decimal, power: int) -> Decimal:
    """``value`` times ten to the ``power``, with all its digits."""
    return value.scaleb(power, _EXACT)


def rounded(value: Decimal | int, minimum: int, maximum: int | None) -> Decimal:
    """``value`` with exactly the fraction digits that will be shown.

    At least ``minimum`` and at most ``maximum`` digits, without needless zeros;
    maximum None keeps the digits that the value has.
    """
    number = value if isinstance(value, Decimal) else Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"not a finite number: {number}")
    if maximum is not None and -exponent > maximum:
        number = number.quantize(_QUANTA[maximum], context=_EXACT)
        exponent = -maximum
    if maximum is not None and -exponent > minimum:
        text = format(number, "f")
        kept = max(len(text.rstrip("0").partition(".")[2]), minimum)
        number = number.quantize(_QUANTA[kept], context=_EXACT)
    elif -exponent < minimum:
        number = number.quantize(_QUANTA[minimum], context=_EXACT)
    elif exponent > 0:
        number = number.quantize(_QUANTA[0], context=_EXACT)
    return number


def digits(
    found: System,
    shown: Decimal,
    pattern: NumberPattern,
    *,
    money: bool = False,
    minimum_grouping: int | None = None,
) -> str:
    """The digits of ``shown``, without sign: grouped, marked and in the system's digits."""
    whole, _, fraction = format(shown.copy_abs(), "f").partition(".")
    if len(whole) < pattern.minimum_integer:
        whole = whole.zfill(pattern.minimum_integer)
    least = found.minimum_grouping if minimum_grouping is None else minimum_grouping
    if pattern.primary and len(whole) >= pattern.primary + least:
        group = found.money_group if money else found.group
        whole = _grouped(whole, group, pattern.primary, pattern.secondary)
    mark = found.money_decimal if money else found.decimal
    text = f"{whole}{mark}{fraction}" if fraction else whole
    return text.translate(found.native) if found.native else text


def _grouped(whole: str, group: str, primary: int, secondary: int) -> str:
    parts = [whole[-primary:]]
    rest = whole[:-primary]
    while rest:
        parts.append(rest[-secondary:])
        rest = rest[:-secondary]
    return group.join(reversed(parts))


@cache
def affixes(found: str, name: str, kind: str, sign: str) -> tuple[str, str]:
    """Prefix and suffix for numbers of one ``sign`` ("", "-" or "+") in a kind of pattern."""
    numbering = system(found, name)
    pattern = compiled(numbering.data[kind])
    return signed_affixes(numbering, pattern, sign)


def signed_affixes(found: System, pattern: NumberPattern, sign: str) -> tuple[str, str]:
    """The affixes of ``pattern`` for one sign, with the system's own signs."""
    chosen = pattern.positive if not sign else pattern.negative
    prefix, suffix = chosen.prefix, chosen.suffix
    if sign == "+":
        if MINUS in prefix + suffix:
            prefix, suffix = prefix.replace(MINUS, PLUS), suffix.replace(MINUS, PLUS)
        else:
            prefix, suffix = PLUS + pattern.positive.prefix, pattern.positive.suffix
    return found.signed(prefix), found.signed(suffix)


def sign_of(shown: Decimal, sign: Sign) -> str:
    """The sign to print: nothing before zero, a plus when always asked for."""
    if shown < 0:
        return "-"
    return "+" if sign == "always" and shown != 0 else ""


def decimal(
    found: System,
    value: Decimal | int,
    *,
    minimum: int = 0,
    maximum: int | None = None,
    sign: Sign = "auto",
    minimum_grouping: int | None = None,
) -> str:
    """A decimal number: "1 234,5"."""
    shown = rounded(value, minimum, maximum)
    prefix, suffix = affixes(found.locale, found.name, "decimal", sign_of(shown, sign))
    pattern = compiled(found.data["decimal"])
    return prefix + digits(found, shown, pattern, minimum_grouping=minimum_grouping) + suffix


def percent(
    found: System,
    ratio: Decimal | int,
    *,
    minimum: int = 0,
    maximum: int | None = None,
    sign: Sign = "auto",
) -> str:
    """A ratio as per cent: 0.256 gives "25,6 %"."""
    number = ratio if isinstance(ratio, Decimal) else Decimal(ratio)
    shown = rounded(scaled_by(number, 2), minimum, maximum)
    prefix, suffix = affixes(found.locale, found.name, "percent", sign_of(shown, sign))
    return prefix + digits(found, shown, compiled(found.data["percent"])) + suffix


def scientific(found: System, value: Decimal | int, *, maximum: int | None = None) -> str:
    """A number with its power of ten: "1,235E5"."""
    number = value if isinstance(value, Decimal) else Decimal(value)
    power = number.adjusted() if number else 0
    shown = rounded(scaled_by(number, -power), 0, maximum)
    if shown.copy_abs() >= 10:
        power += 1
        shown = rounded(scaled_by(number, -power), 0, maximum)
    prefix, suffix = affixes(found.locale, found.name, "decimal", sign_of(shown, "auto"))
    mantissa = digits(found, shown, compiled("0.###"))
    minus = found.data["signs"]["minus"] if power < 0 else ""
    exponential = found.data["signs"]["exponential"]
    return f"{prefix}{mantissa}{exponential}{minus}{found.in_digits(str(abs(power)))}{suffix}"
