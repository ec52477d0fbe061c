"""Laws that hold for any facts: order, ceilings, days and what does not concern the brief."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.model import Confidence, Fact, FactBase, Kind, Quantity, RelationType, Stance
from generator.selection import select
from generator.selection.knowledge import is_known
from generator.selection.markings import rank
from generator.selection.model import Need, Request, Selection
from generator.selection.notices import notices
from generator.selection.snapshot import fingerprint, snapshot
from tests.unit.selection.builder import LEVELS, base, body, fact, relation, ruling, statistic

NAMES = [f"f{number}" for number in range(9)]
NEEDS = (
    Need("now"),
    Need("history", past="yes", freshness="expired", order="oldest"),
    Need("dated", dated=True, limit=2),
    Need("population", indicators=("SP.POP.TOTL",), series=2),
)
DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2026, 12, 31))

_dates = st.sampled_from(["2016", "2017", "2024", "2024-06", "2024-06-15", "2025-03", "2025-03-31"])
_periods = st.sampled_from(["2016/2022", "2016/2025", "2017/2018", "../2024-06", "2024/.."])
_names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)


@st.composite
def facts(draw: st.DrawFn, fact_id: str) -> Fact:
    if draw(st.integers(0, 4)) == 0:
        year, number = draw(st.sampled_from(["2022", "2023", "2024"])), draw(st.sampled_from("12"))
        producer = draw(st.sampled_from(["wb", "un"]))
        marking = draw(st.sampled_from([*LEVELS, "?"]))
        return statistic(fact_id, year, number, producer, marking=marking)
    stance = draw(st.sampled_from([Stance.ASSERTED, Stance.ASSERTED, Stance.ALLEGED]))
    given_fields: dict[str, Any] = {
        "when": draw(st.none() | _dates | _periods),
        "valid": draw(st.none() | _periods),
        "producer": draw(st.sampled_from(["gac", "press", None])),
        "past": draw(st.none() | st.just("was")),
        "marking": draw(st.sampled_from([*LEVELS, "?"])),
        "subject_key": draw(st.sampled_from([None, "k", "l"])),
        "quantity": draw(
            st.none()
            | st.builds(Quantity, st.sampled_from([Decimal(1), Decimal(2)]), st.just("persons"))
        ),
        "stance": stance,
        "asserted_by": draw(st.sampled_from([None, "gac"])),
        "confidence": draw(st.sampled_from(Confidence)),
        "organisations": draw(st.sampled_from([(), ("erbil",), ("nmi",)])),
        "countries": draw(st.sampled_from([("IRQ",), ("CAN", "IRQ"), ("JOR",)])),
        "supersedes": draw(_names),
        "conflicts_with": draw(_names),
        "confirms": draw(_names),
        "closes": draw(st.sampled_from([(), (), ("erbil",)])),
    }
    kind = draw(st.sampled_from([Kind.POST, Kind.PLAN, Kind.EVENT, Kind.COMMITMENT, Kind.POSITION]))
    return fact(fact_id, kind, draw(st.none() | _dates), **given_fields)


@st.composite
def bases(draw: st.DrawFn) -> FactBase:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, unique=True))
    some = [draw(facts(name)) for name in names]
    pair = draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True) | st.none())
    kind = draw(
        st.sampled_from(
            [RelationType.NOT_TO_BE_MERGED, RelationType.CONTRADICTS, RelationType.SUPERSEDES]
        )
    )
    return base(
        some,
        organisations=[body("erbil"), body("nmi", "2015/2024-06")],
        relations=[relation(kind, *pair)] if pair and draw(st.booleans()) else (),
        rulings=[ruling(*pair)] if pair and draw(st.booleans()) else (),
    )


def choose(known: FactBase, as_of: dt.date, ceiling: str = LEVELS[-1]) -> Selection:
    return select(known, Request("IRQ", as_of, LEVELS, ceiling), NEEDS)


def below(known: FactBase, ceiling: str) -> FactBase:
    """The base as somebody sees it who was never shown more than the ceiling allows."""
    top = LEVELS.index(ceiling)
    kept = {i: one for i, one in known.facts.items() if rank(one.marking, LEVELS) <= top}
    return replace(
        known,
        facts=kept,
        relations=tuple(r for r in known.relations if kept.keys() >= set(r.facts)),
        rulings=tuple(r for r in known.rulings if kept.keys() >= {r.prefers, *r.over}),
    )


def without_count(selected: Selection) -> Selection:
    return replace(selected, above_ceiling=0)


@settings(max_examples=100, deadline=None)
@given(bases(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(
    known: FactBase, as_of: dt.date, random: Any
) -> None:
    shuffled = list(known.facts.items())
    random.shuffle(shuffled)
    assert choose(known, as_of) == choose(replace(known, facts=dict(shuffled)), as_of)


@settings(max_examples=100, deadline=None)
@given(bases(), DAYS, st.sampled_from(LEVELS))
def test_what_lies_above_the_ceiling_might_as_well_not_exist(
    known: FactBase, as_of: dt.date, ceiling: str
) -> None:
    assert without_count(choose(known, as_of, ceiling)) == choose(
        below(known, ceiling), as_of, ceiling
    )


@settings(max_examples=60, deadline=None)
@given(bases(), DAYS)
def test_no_ceiling_gives_out_more_than_it_allows(known: FactBase, as_of: dt.date) -> None:
    for top, ceiling in enumerate(LEVELS):
        selected = choose(known, as_of, ceiling)
        given_out = [one.fact for group in selected.chosen.values() for one in group]
        given_out += [*selected.others.values(), *(held.fact for held in selected.held)]
        assert all(rank(one.marking, LEVELS) <= top for one in given_out)
        assert rank(selected.marking, LEVELS) <= top


@settings(max_examples=60, deadline=None)
@given(bases(), DAYS)
def test_a_fact_about_another_country_changes_nothing(known: FactBase, as_of: dt.date) -> None:
    unrelated = fact("unrelated", Kind.POST, "2024", countries=("JOR",), subject_key="elsewhere")
    more = replace(known, facts={**known.facts, "unrelated": unrelated})
    assert choose(known, as_of) == choose(more, as_of)


@settings(max_examples=60, deadline=None)
@given(bases(), DAYS)
def test_what_is_not_known_yet_might_as_well_not_exist(known: FactBase, as_of: dt.date) -> None:
    kept = {i: one for i, one in known.facts.items() if one.as_of is None or is_known(one, as_of)}
    seen = replace(
        known,
        facts=kept,
        relations=tuple(r for r in known.relations if kept.keys() >= set(r.facts)),
        rulings=tuple(r for r in known.rulings if kept.keys() >= {r.prefers, *r.over}),
    )
    if len(seen.relations) == len(known.relations) and len(seen.rulings) == len(known.rulings):
        assert choose(known, as_of).chosen == choose(seen, as_of).chosen


@given(bases(), DAYS, st.integers(0, 1000))
def test_what_is_known_stays_known(known: FactBase, as_of: dt.date, days: int) -> None:
    later = as_of + dt.timedelta(days=days)
    for one in known.facts.values():
        assert is_known(one, later) or not is_known(one, as_of)


@settings(max_examples=60, deadline=None)
@given(bases(), DAYS)
def test_every_fact_is_chosen_or_held_at_most_once(known: FactBase, as_of: dt.date) -> None:
    selected = choose(known, as_of)
    printed = {one.fact.id for group in selected.chosen.values() for one in group}
    held = [one.fact.id for one in selected.held]
    assert len(held) == len(set(held))
    assert printed.isdisjoint(held)
    for group in selected.chosen.values():
        assert len({one.fact.id for one in group}) == len(group)


@settings(max_examples=60, deadline=None)
@given(bases(), DAYS)
def test_everything_that_is_named_is_given_out(known: FactBase, as_of: dt.date) -> None:
    selected = choose(known, as_of)
    printed = {one.fact.id: one for group in selected.chosen.values() for one in group}
    out = printed.keys() | selected.others.keys()
    for one in printed.values():
        assert out >= {*one.announced, *one.confirmed_by}
        assert one.conflict is None or one.conflict in selected.conflicts
    assert [entry.id for entry in snapshot(selected, known)] == sorted(out)
    for problem in notices(selected):
        assert problem.what
        assert problem.remedy


@settings(max_examples=100, deadline=None)
@given(bases(), DAYS)
def test_choosing_twice_gives_the_same(known: FactBase, as_of: dt.date) -> None:
    first, second = choose(known, as_of), choose(known, as_of)
    assert first == second
    assert fingerprint(snapshot(first, known)) == fingerprint(snapshot(second, known))
