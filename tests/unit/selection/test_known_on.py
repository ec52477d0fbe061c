"""Laws of briefs that print only what was known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.asknown import known_on
from generator.facts.dates import parse_edtf
from generator.facts.model import FactBase, Kind
from generator.selection import select
from generator.selection.model import Need, Request, Selection
from generator.selection.survey import survey
from tests.unit.selection.builder import LEVELS, base, fact, origin, ruling
from tests.unit.selection.test_laws import DAYS, bases

TODAY = dt.date(2027, 1, 1)
CURRENT = Need("now", past="no")
_published = st.sampled_from(["2016-03-01", "2020", "2024-06", "2024-11-30", "2025-04-02"])


@st.composite
def published(draw: st.DrawFn) -> FactBase:
    """Facts of documents that came out on different days."""
    known = draw(bases())
    dated = {
        name: replace(
            one, origin=replace(one.origin, document=name, published=parse_edtf(draw(_published)))
        )
        for name, one in known.facts.items()
    }
    return replace(known, facts=dated)


def choose(known: FactBase, as_of: dt.date) -> Selection:
    return select(known, Request("IRQ", as_of, LEVELS, LEVELS[-1]), (CURRENT,))


@settings(max_examples=100, deadline=None)
@given(published(), DAYS)
def test_known_today_is_as_without_a_day(known: FactBase, as_of: dt.date) -> None:
    assert choose(known_on(known, TODAY, TODAY).base, as_of) == choose(known, as_of)
    # every document had come out a year and more before: the day of knowledge takes nothing away
    late = known_on(known, TODAY - dt.timedelta(days=1), TODAY)
    assert not late.left
    assert (
        choose(late.base, as_of).chosen
        == choose(replace(known, rulings=late.base.rulings), as_of).chosen
    )


@settings(max_examples=150, deadline=None)
@given(published(), DAYS, DAYS, DAYS)
def test_more_knowledge_takes_a_fact_away_only_by_what_became_known(
    known: FactBase, as_of: dt.date, one: dt.date, other: dt.date
) -> None:
    early, late = (known_on(known, day, TODAY) for day in sorted((one, other)))
    printed = {c.fact.id for c in choose(early.base, as_of).chosen["now"]}
    printed -= {c.fact.id for c in choose(late.base, as_of).chosen["now"]}
    rows = {row.fact.id: row for row in survey(late.base, "IRQ", as_of, LEVELS, LEVELS[-1])}
    for name in printed:
        assert rows[name].reason is not None, name
        assert late.base.facts.keys() > early.base.facts.keys() or late.base.rulings


def test_what_replaced_a_statement_later_did_not_replace_it_yet() -> None:
    old = fact("old", Kind.POSITION, "2024-01", origin=origin(published=parse_edtf("2024-01-10")))
    new = fact(
        "new", Kind.POSITION, "2024-02", supersedes=("old",),
        origin=origin(published=parse_edtf("2024-09-01")),
    )  # fmt: skip
    known = base([old, new])
    as_of = dt.date(2024, 12, 1)

    def current(day: str) -> list[str]:
        found = known_on(known, dt.date.fromisoformat(day), TODAY)
        return [one.fact.id for one in choose(found.base, as_of).chosen["now"]]

    assert current("2024-08-31") == ["old"]
    assert current("2024-09-01") == ["new"]


def test_a_disagreement_is_open_until_it_was_ruled_on() -> None:
    origins = [origin(name, name, published=parse_edtf("2024-01")) for name in ("gac", "press")]
    one, other = (
        fact(f"by-{o.document}", Kind.POSITION, "2024-01", conflicts_with=(f"by-{p}",), origin=o)
        for o, p in zip(origins, ("press", "gac"), strict=True)
    )
    known = base([one, other], rulings=[ruling("by-gac", "by-press", on="2024-11-01")])
    for day, count in (("2024-10-31", 2), ("2024-11-01", 1)):
        found = known_on(known, dt.date.fromisoformat(day), TODAY)
        assert len(choose(found.base, dt.date(2024, 12, 1)).chosen["now"]) == count
