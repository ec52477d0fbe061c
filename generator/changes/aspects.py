"""In what two states of one fact differ, and what in a fact is compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.changes.model import What
from generator.facts.model import Fact, LocalText, Quantity
from generator.selection.model import Chosen, Freshness, Tense
from generator.selection.texts import doubts, original_language

_PAST_REVIEW = (Freshness.STALE, Freshness.EXPIRED)


def value_of(quantity: Quantity | None) -> Mapping[str, str]:
    """A number exactly as text, with what it is a number of."""
    if quantity is None:
        return {}
    stated = {
        "value": quantity.value,
        "minimum": quantity.minimum,
        "maximum": quantity.maximum,
        "unit": quantity.unit,
        "currency": quantity.currency,
        "price_base": quantity.price_base,
        "qualifier": quantity.qualifier.value,
    }
    return {name: str(value) for name, value in stated.items() if value is not None}


def dates_of(fact: Fact) -> Mapping[str, str]:
    """The dates of a fact as EDTF text, as far as it has them."""
    period, valid = fact.moment.period, fact.validity.period
    stated = {
        "date": fact.moment.date,
        "from": period.start if period else None,
        "to": period.end if period else None,
        "valid_from": valid.start,
        "valid_to": valid.end,
        "as_of": fact.as_of,
    }
    return {name: str(date) for name, date in stated.items() if date is not None}


def aspects(before: Chosen, after: Chosen, languages: Sequence[str]) -> tuple[What, ...]:
    """In what one fact, or one and its successor, differ as a reader sees it, gravest first."""
    return tuple(_aspects(before, after, languages))


def _aspects(before: Chosen, after: Chosen, languages: Sequence[str]) -> Iterator[What]:
    was, now = before.fact, after.fact
    if value_of(was.quantity) != value_of(now.quantity):
        yield What.VALUE
    if _days(before) != _days(after):
        yield What.DATE
    if set(was.people) != set(now.people):
        yield What.PEOPLE
    past = _past(before, after)
    if _original(was, past) != _original(now, past):
        yield What.WORDING
    if (before.tense, after.tense) == (Tense.PRESENT, Tense.PAST):
        yield What.ENDED
    if (before.tense, after.tense) == (Tense.PAST, Tense.PRESENT):
        yield What.RESUMED
    if (before.conflict is None) != (after.conflict is None):
        yield What.DISPUTED if before.conflict is None else What.SETTLED
    if _from(was) != _from(now):
        yield What.SOURCE
    if _is_old(before) != _is_old(after):
        yield What.AGED if _is_old(after) else What.RENEWED
    if translated(before, after, languages):
        yield What.TRANSLATION


def translated(before: Chosen, after: Chosen, languages: Sequence[str]) -> tuple[str, ...]:
    """The languages of which the translation is another, or stands in another state."""
    was, now, past = before.fact, after.fact, _past(before, after)
    originals = {original_language(was), original_language(now)}
    return tuple(
        language
        for language in languages
        if language not in originals and _state(was, language, past) != _state(now, language, past)
    )


def reworded(before: Chosen, after: Chosen, languages: Sequence[str]) -> tuple[str, ...]:
    """Those of some languages in which a statement had words before, and has others now."""
    past = _past(before, after)
    return tuple(
        language
        for language in languages
        if (was := before.fact.text.get(language)) is not None
        and (now := after.fact.text.get(language)) is not None
        and _words(was, past) != _words(now, past)
    )


def _days(chosen: Chosen) -> Mapping[str, str]:
    """The dates that print; how a date is worded where sources differ is one of them."""
    found = {name: text for name, text in dates_of(chosen.fact).items() if name != "as_of"}
    return found if chosen.precision_text is None else {**found, "date": chosen.precision_text}


def _past(before: Chosen, after: Chosen) -> bool:
    """Whether it is the past form that was read before and is read now."""
    return before.tense is after.tense is Tense.PAST


def _words(text: LocalText, past: bool) -> Mapping[str, str]:
    return dict((text.past or text.forms) if past else text.forms)


def _original(fact: Fact, past: bool) -> Mapping[str, str]:
    """Its wording as it was first written; where no text says which that is, all of them."""
    text = fact.text.get(original_language(fact) or "")
    if text is not None:
        return _words(text, past)
    return {language: _words(text, past)["other"] for language, text in fact.text.items()}


def _state(fact: Fact, language: str, past: bool) -> tuple[object, ...]:
    """The wording of a language and what there is to doubt about it."""
    text: LocalText | None = fact.text.get(language)
    if text is None:
        return ()
    return (_words(text, past), doubts(fact, language))


def _from(fact: Fact) -> tuple[str, ...]:
    origin = fact.origin
    return (origin.source, origin.document, str(fact.as_of or origin.as_of or ""))


def _is_old(chosen: Chosen) -> bool:
    return chosen.freshness in _PAST_REVIEW
