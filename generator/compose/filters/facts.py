"""Statements of facts, their sources and dates."""

from __future__ import annotations

from markupsafe import Markup

from generator.compose.composer import Composer, NoteCall
from generator.compose.filters.calls import fact_of
from generator.compose.notes import (
    as_of_words,
    origin_of,
    producer_words,
    speaks_for_words,
    title_words,
)
from generator.compose.statements import attribution as attribution_parts
from generator.compose.statements import statement as statement_parts
from generator.compose.values import as_of_parts, tied
from generator.compose.views import Entry, Series, SourceUsed, chosen_by_id, chosen_of, entry_of
from generator.document.tree import Span
from generator.facts.model import Origin


def statement(
    c: Composer, fact: Entry, *, tags: bool = True, cite: bool = False, dated: bool = True
) -> Markup:
    """The fact's sentence, with attribution and as-of where they belong.

    cite   with the call of its note; a sentence that is left out leaves no call behind.
    dated  with a date in brackets; not where a column of the same table has the date.
    """
    chosen = chosen_of(fact_of(fact, "statement"))
    parts = statement_parts(c, chosen, tags=tags, dated=dated)
    return c.put(*parts, c.cite(chosen.fact)) if parts and cite else c.put(*parts)


def cite(c: Composer, fact: Entry | Series | SourceUsed) -> Markup:
    """A call of the note for the fact's source; where the house says so, of what confirms it."""
    if isinstance(fact, SourceUsed):
        return c.put(NoteCall(fact._key, fact.facts[0].id))
    if isinstance(fact, Series):
        fact = fact.newest
    chosen = chosen_of(fact_of(fact, "cite"))
    calls = [c.cite(chosen.fact)]
    if c.house.producers.confirmed == "all":
        others = (c.selection.others.get(name) for name in chosen.confirmed_by)
        calls += [c.cite(other) for other in others if other is not None]
    return c.put(*calls)


def attribution(c: Composer, fact: Entry) -> Markup:
    """Who stands behind the statement: "according to …"."""
    return c.put(*attribution_parts(c, chosen_of(fact_of(fact, "attribution")).fact))


def as_of(c: Composer, value: Entry | SourceUsed) -> Markup:
    """ "as of …" of a fact or of a source."""
    if isinstance(value, SourceUsed):
        return c.put(*as_of_words(c, origin_of(c, value._key)))
    fact = chosen_of(fact_of(value, "as_of")).fact
    date = fact.as_of or fact.origin.as_of
    if date is None:
        return Markup("")
    return c.put(Span(as_of_parts(c, date), fact=fact.id, role="as-of"))


def producer(c: Composer, value: Entry | SourceUsed) -> Markup:
    """Who published the document a fact is from."""
    return c.put(*producer_words(c, _origin(c, value, "producer")))


def source_title(c: Composer, value: Entry | SourceUsed) -> Markup:
    """The title of the document a fact is from, in quotation marks."""
    return c.put(*title_words(c, _origin(c, value, "source_title")))


def _origin(c: Composer, value: Entry | SourceUsed, name: str) -> Origin:
    if isinstance(value, SourceUsed):
        return origin_of(c, value._key)
    return chosen_of(fact_of(value, name)).fact.origin


def sources(c: Composer) -> tuple[SourceUsed, ...]:
    """The documents cited so far, in the order of their first call."""
    found = []
    for key, facts in c.called.items():
        entries = tuple(_entry(c, name) for name in facts)
        found.append(SourceUsed(entries, key))
    return tuple(found)


def _entry(c: Composer, name: str) -> Entry:
    """The view of a fact that was cited; a plan beside the chosen ones has no age."""
    chosen = chosen_by_id(c.selection, name)
    return Entry(id=name, kind="") if chosen is None else entry_of(chosen, c.selection)


def from_later(c: Composer) -> int:
    """How many facts cited so far come from documents later than the day of the brief."""
    day = c.brief.as_of
    count = 0
    for key, facts in c.called.items():
        origin = origin_of(c, key)
        date = origin.published or origin.as_of
        if date is not None and date.first > day:
            c.turns[date.first] = None
            count += len(facts)
    return count


def as_of_date(c: Composer, fact: Entry) -> Markup:
    """The date a fact speaks for, alone, as a table prints it."""
    known = chosen_of(fact_of(fact, "as_of_date")).fact
    date = known.as_of or known.origin.as_of
    if date is None:
        return Markup("")
    return c.put(tied(c, c.localiser.date(date), known, date.text, "time"))


def speaks_for(c: Composer, source: SourceUsed) -> Markup:
    """The date a source speaks for and how it is known, alone, as a table prints it."""
    return c.put(*speaks_for_words(c, origin_of(c, source._key)))
