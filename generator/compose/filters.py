"""The filters and functions of templates, by name. ``docs/templates.md`` explains each.

A filter takes a fact's view, or a bare value, and gives marks that stand for inlines; what
comes from a fact stays tied to it. None of them opens a file or looks at a clock.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import wraps
from typing import Any, Final, Literal, TypeAlias

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from generator.compose.composer import CURRENT, Blank, Composer, pieces
from generator.compose.environment import printable, type_word
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.names import (
    area_name,
    in_language,
    name_of,
    person_of,
    person_title,
    term_text,
)
from generator.compose.notes import (
    as_of_words,
    origin_of,
    producer_words,
    title_words,
)
from generator.compose.phrases import in_country, of_country
from generator.compose.statements import attribution as attribution_parts
from generator.compose.statements import statement as statement_parts
from generator.compose.values import (
    as_of_parts,
    date_of,
    exact_moment,
    exact_number,
    exact_period,
    moment_text,
    percent_text,
    tied,
    withheld_amount,
    withheld_duration,
    withheld_period,
)
from generator.compose.views import Entry, Series, SourceUsed, chosen_of
from generator.document.tree import Span, Text
from generator.facts.model import EdtfDate, Period, Quantity
from generator.facts.units import MEASURES, MONEY, SHARE

Made: TypeAlias = Markup
Function: TypeAlias = Callable[..., Any]
DateStyle: TypeAlias = Literal["long", "full", "medium", "short"]


def _bound(function: Function) -> Function:
    """Make a function of the composer one that Jinja can call.

    It takes Jinja's context so that Jinja never computes it ahead, for all languages.
    """

    @pass_context
    @wraps(function)
    def call(context: Context, *args: Any, **kwargs: Any) -> Any:
        try:
            return function(CURRENT.get(), *args, **kwargs)
        except TypeError:
            _check_call(function, args, kwargs)
            raise

    return call


def _check_call(function: Function, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Tell an author's wrong arguments from a fault of ours."""
    try:
        inspect.signature(function).bind(None, *args, **kwargs)
    except TypeError as error:
        raise Mistake("template-arguments", name=function.__name__, reason=error) from None


def _fact(value: object, name: str) -> Entry:
    if isinstance(value, Entry):
        return value
    raise Mistake("template-argument", name=name, given=type_word(value), expected="a fact")


# ---------------------------------------------------------------- statements and sources


def statement(c: Composer, fact: Entry, *, tags: bool = True) -> Made:
    """The fact's sentence, with attribution and as-of where they belong."""
    return c.put(*statement_parts(c, chosen_of(_fact(fact, "statement")), tags=tags))


def cite(c: Composer, fact: Entry | Series) -> Made:
    """A call of the note for the fact's source."""
    if isinstance(fact, Series):
        fact = fact.newest
    return c.put(c.cite(chosen_of(_fact(fact, "cite")).fact))


def attribution(c: Composer, fact: Entry) -> Made:
    """Who stands behind the statement: "according to …"."""
    return c.put(*attribution_parts(c, chosen_of(_fact(fact, "attribution")).fact))


def as_of(c: Composer, value: Entry | SourceUsed) -> Made:
    """ "as of …" of a fact or of a source."""
    if isinstance(value, SourceUsed):
        return c.put(*as_of_words(c, origin_of(c, value._key)))
    fact = chosen_of(_fact(value, "as_of")).fact
    date = fact.as_of or fact.origin.as_of
    if date is None:
        return Markup("")
    return c.put(Span(as_of_parts(c, date), fact=fact.id, role="as-of"))


def producer(c: Composer, value: Entry | SourceUsed) -> Made:
    """Who published the document a fact is from."""
    return c.put(*producer_words(c, _origin(c, value, "producer")))


def source_title(c: Composer, value: Entry | SourceUsed) -> Made:
    """The title of the document a fact is from, in quotation marks."""
    return c.put(*title_words(c, _origin(c, value, "source_title")))


def _origin(c: Composer, value: Entry | SourceUsed, name: str) -> Any:
    if isinstance(value, SourceUsed):
        return origin_of(c, value._key)
    return chosen_of(_fact(value, name)).fact.origin


def sources(c: Composer) -> tuple[SourceUsed, ...]:
    """The documents cited so far, in the order of their first call."""
    found = []
    for key, facts in c.called.items():
        entries = tuple(Entry(id=name, kind="") for name in facts)
        found.append(SourceUsed(entries, key))
    return tuple(found)


# ---------------------------------------------------------------- numbers


def value(c: Composer, fact: Entry) -> Made:
    """The fact's number with its unit and how it is meant ("more than", "up to")."""
    chosen = chosen_of(_fact(fact, "value"))
    quantity = chosen.fact.quantity
    if quantity is None:
        return Markup("")
    held = _withheld(c, fact)
    if held is not None:
        return held
    text = c.localiser.quantity(quantity)
    return c.put(tied(c, text, chosen.fact, exact_number(quantity), "data"))


def _withheld(c: Composer, fact: Entry) -> Made | None:
    chosen = chosen_of(fact)
    if "value" in chosen.withheld:
        return c.put(*withheld_amount(c, chosen.fact))
    if "duration" in chosen.withheld:
        return c.put(*withheld_duration(c))
    return None


def _numeric(
    c: Composer, given: Entry | Decimal | int, name: str, write: Callable[[Decimal, Quantity], str]
) -> Made:
    """Format a fact's number or a bare one; a withheld number never slips through."""
    if isinstance(given, Entry):
        held = _withheld(c, given)
        if held is not None:
            return held
        fact = chosen_of(given).fact
        quantity = fact.quantity
        if quantity is None or quantity.value is None:
            return value(c, given)
        return c.put(tied(c, write(quantity.value, quantity), fact, f"{quantity.value:f}", "data"))
    if isinstance(given, bool) or not isinstance(given, Decimal | int):
        expected = "a number or a fact with a number"
        raise Mistake("template-argument", name=name, given=type_word(given), expected=expected)
    return c.put(c.text(write(Decimal(given), Quantity(Decimal(given), ""))))


def number(c: Composer, given: Entry | Decimal | int, *, digits: int | None = None) -> Made:
    """The bare number with the locale's digits and grouping."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        shown = quantity.decimals if digits is None else digits
        return c.localiser.number(amount, min_fraction=shown or 0, max_fraction=shown)

    return _numeric(c, given, "number", write)


def compact(c: Composer, given: Entry | Decimal | int, *, digits: int = 1) -> Made:
    """A large number in words: "46 million", with the currency when it is money."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        if quantity.unit == MONEY and quantity.currency:
            return c.localiser.compact_currency(amount, quantity.currency, max_fraction=digits)
        return c.localiser.compact(amount, max_fraction=digits)

    return _numeric(c, given, "compact", write)


def percent(c: Composer, given: Entry | Decimal | int, *, digits: int | None = None) -> Made:
    """A number of points as per cent: 3.1 gives "3.1%"."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        return percent_text(c.localiser, amount, quantity.decimals if digits is None else digits)

    return _numeric(c, given, "percent", write)


def currency(c: Composer, given: Entry | Decimal | int, code: str | None = None) -> Made:
    """An amount of money, in full."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        unit = code or quantity.currency
        if not unit:
            expected = "a fact with an amount of money, or a currency code"
            raise Mistake("template-argument", name="currency", given="a number", expected=expected)
        return c.localiser.currency(amount, unit, display=c.house.currency)

    return _numeric(c, given, "currency", write)


def unit(c: Composer, given: Entry | Decimal | int, name: str | None = None) -> Made:
    """A number with a unit of measure."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        wanted = name or quantity.unit
        if wanted not in MEASURES:
            hint = near_miss(wanted, MEASURES)
            known = ", ".join(sorted(MEASURES))
            raise Mistake("template-choice", name="unit", given=wanted, hint=hint, known=known)
        return c.localiser.unit(amount, wanted)

    return _numeric(c, given, "unit", write)


def change(c: Composer, series: Series) -> Made:
    """The change of the newest value on the one before: per cent, or points of shares."""
    if not isinstance(series, Series):
        expected = "a series, as by_indicator gives them"
        raise Mistake(
            "template-argument", name="change", given=type_word(series), expected=expected
        )
    if series.previous is None:
        return Markup("")
    new, old = chosen_of(series.newest).fact, chosen_of(series.previous).fact
    if new.quantity is None or old.quantity is None:
        return Markup("")
    now, before = new.quantity.value, old.quantity.value
    if now is None or before is None or {"value"} & (chosen_of(series.newest).withheld):
        return Markup("")
    if new.quantity.unit == SHARE:
        points = now - before
        shown = c.localiser.number(points, max_fraction=1, sign="always")
        text = c.localiser.plural(
            "{points} percentage point", "{points} percentage points", abs(points), points=shown
        )
        return c.put(tied(c, text, new, f"{points:f}", "data"))
    if before <= 0:
        return Markup("")
    ratio = round((now - before) / before, 4)
    sign = "+" if ratio > 0 else ""
    text = sign + c.localiser.percent(ratio, max_fraction=1)
    return c.put(tied(c, text, new, f"{ratio:f}", "data"))


# ---------------------------------------------------------------- time


def date(c: Composer, given: Entry | EdtfDate | dt.date, *, style: DateStyle = "long") -> Made:
    """A date at its own precision; of a fact, when it happened or applies."""
    if style not in _DATE_STYLES:
        hint, known = near_miss(style, _DATE_STYLES), ", ".join(_DATE_STYLES)
        raise Mistake("template-choice", name="style", given=style, hint=hint, known=known)
    if isinstance(given, Entry):
        chosen = chosen_of(given)
        if "period" in chosen.withheld:
            return c.put(*withheld_period(c))
        found = date_of(chosen)
        if found is None:
            return period(c, given)
        text = c.localiser.date(found, style=style)
        return c.put(tied(c, text, chosen.fact, found.text, "time"))
    if isinstance(given, EdtfDate | dt.date):
        return c.put(c.text(c.localiser.date(given, style=style)))
    expected = "a date or a fact"
    raise Mistake("template-argument", name="date", given=type_word(given), expected=expected)


_DATE_STYLES: Final[tuple[DateStyle, ...]] = ("long", "full", "medium", "short")


def period(c: Composer, given: Entry | Period) -> Made:
    """From when to when; of a fact, its own period, else its date."""
    if isinstance(given, Period):
        return c.put(c.text(c.localiser.period(given)))
    chosen = chosen_of(_fact(given, "period"))
    if "period" in chosen.withheld:
        return c.put(*withheld_period(c))
    text = moment_text(c.localiser, chosen)
    if not text:
        return Markup("")
    return c.put(tied(c, text, chosen.fact, exact_moment(chosen.fact), "time"))


def since(c: Composer, fact: Entry) -> Made:
    """ "since …": the start of what the fact states, when it is known."""
    chosen = chosen_of(_fact(fact, "since"))
    span = chosen.fact.validity.period or chosen.fact.moment.period
    if not span or span.start is None:
        return Markup("")
    shown = tied(c, c.localiser.date(span.start), chosen.fact, span.start.text, "time")
    return c.put(*c.message("since {date}", date=shown))


def validity(c: Composer, fact: Entry) -> Made:
    """From when to when the statement holds."""
    chosen = chosen_of(_fact(fact, "validity"))
    span = chosen.fact.validity.period
    if not span:
        return Markup("")
    text = c.localiser.period(span)
    return c.put(tied(c, text, chosen.fact, exact_period(span), "time"))


def age(c: Composer, fact: Entry) -> Made:
    """How old a fact is at the brief's date: "3 years"."""
    chosen = chosen_of(_fact(fact, "age"))
    if chosen.age_days is None:
        return Markup("")
    text = c.localiser.age(chosen.age_days)
    return c.put(tied(c, text, chosen.fact, f"P{chosen.age_days}D", "data"))


# ---------------------------------------------------------------- names


def name(c: Composer, given: Entry | Series | str) -> Made:
    """The name of a person, body or country by id; of a fact, what it measures."""
    if isinstance(given, Series):
        given = given.newest
    if isinstance(given, Entry):
        fact = chosen_of(given).fact
        return c.put(*(in_language(c, fact.name) or (c.text(fact.indicator or fact.id),)))
    return c.put(*name_of(c, _identifier(given, "name")))


def title(c: Composer, given: str) -> Made:
    """What a person is, in the reader's language."""
    return c.put(*person_title(c, person_of(c, _identifier(given, "title"))))


def formal_name(c: Composer, given: str) -> Made:
    """The formal name of a country; nothing where the house has none."""
    area = c.base.areas.get(_identifier(given, "formal_name"))
    return c.put(*in_language(c, area.formal_name)) if area else Markup("")


def capital(c: Composer, given: str) -> Made:
    """The capital of a country."""
    area = c.base.areas.get(_identifier(given, "capital"))
    return c.put(*in_language(c, area.capital)) if area else Markup("")


def _identifier(given: object, filter_name: str) -> str:
    if isinstance(given, str):
        return str(given)
    expected = "the id of a person, organisation or country"
    raise Mistake("template-argument", name=filter_name, given=type_word(given), expected=expected)


def in_area(c: Composer, area: str) -> Made:
    """ "in Iraq", "en Irak", "في العراق"."""
    return c.put(c.text(in_country(c.language, area, area_name(c, area))))


def of_area(c: Composer, area: str) -> Made:
    """ "of Iraq", "de l’Irak"."""
    return c.put(c.text(of_country(c.language, area, area_name(c, area))))


def term(c: Composer, identifier: str) -> Made:
    """A term in the form this house uses."""
    return c.put(*term_text(c, _identifier(identifier, "term")))


def language(c: Composer, tag: str) -> Made:
    """The name of a language by its tag."""
    return c.put(c.text(c.localiser.language_name(_identifier(tag, "language"))))


# ---------------------------------------------------------------- lists and messages


def listed(c: Composer, items: Iterable[Any]) -> Made:
    """Several values as one enumeration: "a, b and c"."""
    marks = [_printed(c, item) for item in items]
    marks = [mark for mark in marks if mark]
    if len(marks) < 2:
        return Markup("").join(marks)
    signs = [chr(0xE000 + number) for number in range(len(marks))]
    joined = c.localiser.list(signs)
    known = dict(zip(signs, marks, strict=True))
    return Markup("").join(known.get(char) or char for char in joined)


def names(c: Composer, identifiers: Iterable[str]) -> Made:
    """The names of several persons, bodies or countries as one enumeration."""
    return listed(c, [name(c, identifier) for identifier in identifiers])


def t(c: Composer, message: str, **values: Any) -> Made:
    """A message of the catalogues with its blanks filled."""
    return _filled(c, c.localiser.pattern(str(message)), values, message)


def tn(c: Composer, one: str, other: str, n: int, **values: Any) -> Made:
    """A message in the form that the number ``n`` asks for."""
    if isinstance(n, bool) or not isinstance(n, int | Decimal):
        raise Mistake("template-argument", name="tn", given=type_word(n), expected="a number")
    pattern = c.localiser.plural_pattern(str(one), str(other), n)
    return _filled(c, pattern, {"n": number(c, n), **values}, other)


def tp(c: Composer, context: str, message: str, **values: Any) -> Made:
    """A message that the same English words elsewhere do not share."""
    return _filled(c, c.localiser.pattern(str(message), str(context)), values, message)


def _filled(c: Composer, pattern: str, values: Mapping[str, Any], message: str) -> Made:
    parts: list[Markup] = []
    for piece in pieces(c.localiser.punctuate(pattern)):
        if not isinstance(piece, Blank):
            parts.append(c.put(Text(piece)))
            continue
        if piece.name not in values:
            raise Mistake("template-message-blank", message=message, blank=piece.name)
        parts.append(_printed(c, values[piece.name]))
    return Markup("").join(parts)


def _printed(c: Composer, given: Any) -> Markup:
    text = printable(given)
    return text if isinstance(text, Markup) else c.put(c.text(text))


@pass_context
def finalize(context: Context, given: Any) -> Markup:
    """What every ``{{ … }}`` goes through: marks pass, text is isolated, the rest refused."""
    if isinstance(given, Markup):
        return given
    text = printable(given)
    if isinstance(text, Markup):
        return text
    composer = CURRENT.get()
    return composer.put(composer.text(text)) if text else Markup("")


# ---------------------------------------------------------------- groups of facts


def by_indicator(c: Composer, facts: Iterable[Entry]) -> tuple[Series, ...]:
    """The facts of a need grouped by what they measure, newest first within each."""
    groups: dict[str, list[Entry]] = {}
    for fact in facts:
        entry = _fact(fact, "by_indicator")
        groups.setdefault(entry.indicator or entry.id, []).append(entry)
    return tuple(
        Series(key, some[0], some[1] if len(some) > 1 else None, tuple(some))
        for key, some in groups.items()
    )


def tagged(c: Composer, facts: Iterable[Entry], *tags: str) -> tuple[Entry, ...]:
    """The facts that have one of the tags."""
    return tuple(f for f in facts if any(tag in _fact(f, "tagged").tags for tag in tags))


def untagged(c: Composer, facts: Iterable[Entry], *tags: str) -> tuple[Entry, ...]:
    """The facts that have none of the tags."""
    return tuple(f for f in facts if not any(tag in _fact(f, "untagged").tags for tag in tags))


def of_kind(c: Composer, facts: Iterable[Entry], *kinds: str) -> tuple[Entry, ...]:
    """The facts of some kinds ("post", "plan")."""
    return tuple(f for f in facts if _fact(f, "of_kind").kind in kinds)


FILTERS: Final[Mapping[str, Function]] = {
    **{
        function.__name__: _bound(function)
        for function in (
            statement,
            cite,
            attribution,
            as_of,
            producer,
            source_title,
            value,
            number,
            compact,
            percent,
            currency,
            unit,
            change,
            date,
            period,
            since,
            validity,
            age,
            name,
            names,
            title,
            formal_name,
            capital,
            term,
            language,
            by_indicator,
            tagged,
            untagged,
            of_kind,
        )
    },
    "list": _bound(listed),
}
FUNCTIONS: Final[Mapping[str, Function]] = {
    function.__name__: _bound(function) for function in (t, tn, tp, in_area, of_area, term, sources)
}
