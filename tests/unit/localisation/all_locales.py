"""Everything a document prints, written once in a locale: nothing may fail in any of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from babel import localedata

from generator.facts.dates import parse_edtf
from generator.facts.model import Period, Qualifier, Quantity
from generator.house.manners import DATINGS
from generator.localisation import Localiser
from generator.localisation.calendars import Dating

DAY = dt.date(2026, 3, 12)
AT = dt.datetime(2026, 3, 12, 14, 5, tzinfo=dt.UTC)
STYLES = ("full", "long", "medium", "short")
EARLY, LATE = parse_edtf("2011"), parse_edtf("2014-06-30")


def tags() -> list[str]:
    """Every locale that Babel carries, but for a computer's own."""
    names = (name for name in localedata.locale_identifiers() if "POSIX" not in name)
    return sorted(name.replace("_", "-") for name in names)


def everything(tag: str) -> Iterator[str]:
    """One value of each kind in the locale ``tag``."""
    edition = Localiser(tag)
    for number in ("0", "1", "-1234567.891", "0.5", "1000000", "4100000000"):
        yield edition.number(Decimal(number))
        yield edition.compact(Decimal(number))
        yield edition.compact(Decimal(number), length="short")
        yield edition.count("years", Decimal(number))
    yield edition.percent(Decimal("-0.256"))
    for code in ("USD", "IQD", "EUR", "XAF"):
        yield edition.currency(Decimal("1234.5"), code)
        yield edition.currency(Decimal("1234.5"), code, display="code")
        yield edition.compact_currency(Decimal(4_000_000_000), code)
        yield edition.currency_name(code)
    for unit in ("square-kilometer", "kilometer", "year", "celsius"):
        yield edition.unit(Decimal(11), unit)
    yield edition.quantity(Quantity(Decimal(500), "people", qualifier=Qualifier.MORE_THAN))
    yield edition.ordinal(1)
    yield from _dates(tag, edition)
    yield edition.list(["a", "b", "c"])
    yield edition.quote("x")
    yield edition.quote("x", inner=True)
    for area in ("IRQ", "USA", "TTO"):
        yield edition.area_name(area)
        yield edition.area_in(area)
        yield edition.area_of(area)
    for other in ("fr-CA", "zh-Hant-TW", "prs", "xx"):
        yield edition.language_name(other)
    yield " ".join(edition.sort(["Irak", "Égypte", "العراق"]))
    yield edition.message("Page {page} of {pages}", page=1, pages=2)
    yield edition.punctuate("a : b ; c ?")


def _dates(tag: str, edition: Localiser) -> Iterator[str]:
    yield edition.weekday(DAY)
    yield edition.time(AT, zone="Asia/Baghdad")
    yield edition.datetime(AT, zone="Asia/Baghdad")
    yield edition.relative(-1, "day")
    yield edition.age(800)
    for dating in DATINGS:
        dated = Localiser(tag, dating=Dating.of(dating))
        for style in STYLES:
            yield dated.date(DAY, style=style)  # type: ignore[arg-type]
        for date in ("2016", "2016-06", "2016-34", "2016-06~", "2016?"):
            yield dated.date(parse_edtf(date))
        yield dated.period(Period(EARLY, EARLY))
        yield dated.period(Period(EARLY, None))
        yield dated.period(Period(EARLY, LATE))
        yield dated.period(Period(parse_edtf("2014-06-02"), LATE))
