"""Laws of comparing two states, whatever facts they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.changes.compare import delta
from generator.changes.model import Delta, Holding, Limit
from generator.facts.model import Kind, LocalText, Quantity, TextState
from generator.selection.model import Chosen, Freshness, Tense
from tests.unit.selection.builder import LEVELS, day, fact

NAMES = tuple(f"fact-{letter}" for letter in "abcdef")
LANGUAGES = ("en", "fr")

texts = st.fixed_dictionaries(
    {"en": st.sampled_from(["One.", "Two."]).map(lambda text: LocalText({"other": text}))},
    optional={
        "fr": st.builds(
            lambda text, state: LocalText({"other": text}, state),
            st.sampled_from(["Un.", "Deux."]),
            st.sampled_from([TextState.REVIEWED, TextState.MACHINE]),
        )
    },
)
links = st.lists(st.sampled_from(NAMES), max_size=2).map(tuple)
facts = st.builds(
    lambda kind, when, more: fact("fact-a", kind, when=when, **more),
    st.sampled_from([Kind.PLAN, Kind.EVENT, Kind.OFFICE_HOLDER, Kind.CONTEXT]),
    st.sampled_from([None, "2023", "2024-05", "2022/2024"]),
    st.fixed_dictionaries(
        {
            "text": texts,
            "marking": st.sampled_from(LEVELS),
            "quantity": st.none()
            | st.sampled_from(["1", "2"]).map(lambda n: Quantity(Decimal(n), "persons")),
            "indicator": st.none() | st.sampled_from(["GDP", "POP"]),
            "subject_key": st.none() | st.sampled_from(["office", "border"]),
            "organisations": st.sampled_from([(), ("gov",)]),
            "people": st.sampled_from([(), ("ali",), ("mona",)]),
            "confirms": links,
            "supersedes": links,
        }
    ),
)
chosen = st.builds(
    Chosen,
    facts,
    st.sampled_from(Freshness),
    tense=st.sampled_from(Tense),
    conflict=st.sampled_from([None, "a dispute"]),
)


@st.composite
def holdings(draw: st.DrawFn) -> Holding:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    some = tuple(
        replace(one, fact=replace(one.fact, id=name))
        for name, one in ((name, draw(chosen)) for name in names)
    )
    return Holding("iraq", day("2024-12-01"), some)


def told(found: Delta) -> list[tuple[str, ...]]:
    return sorted(
        (
            *(sort.value for sort in one.sorts),
            one.before.fact.id if one.before else "",
            one.after.fact.id if one.after else "",
            str(one.minor),
            *one.languages,
        )
        for one in found.changes
    )


@given(holdings())
def test_a_state_differs_in_nothing_from_itself(state: Holding) -> None:
    assert delta(state, state, LANGUAGES).changes == ()


@given(holdings(), holdings())
def test_read_the_other_way_round_the_changes_are_turned_round(a: Holding, b: Holding) -> None:
    forth, back = delta(a, b, LANGUAGES), delta(b, a, LANGUAGES)
    # The gravest sort of a change may differ by direction; the set of sorts may not.
    assert _sets(forth.mirrored()) == _sets(back)


def _sets(found: Delta) -> list[tuple[str, ...]]:
    return sorted((*sorted(line[:-3]), *line[-3:]) for line in told(found))


@given(holdings(), st.randoms())
def test_the_order_of_facts_changes_nothing_but_the_order(state: Holding, random: object) -> None:
    turned = replace(state, facts=state.facts[::-1])
    assert delta(state, turned, LANGUAGES).changes == ()


@given(holdings(), holdings())
def test_every_fact_of_one_state_alone_is_in_exactly_one_change(a: Holding, b: Holding) -> None:
    found = delta(a, b, LANGUAGES).changes
    mine, theirs = _ids(a.facts), _ids(b.facts)
    for name in mine ^ theirs:
        sides = [
            one
            for one in found
            for side in (one.before, one.after)
            if side and side.fact.id == name
        ]
        assert len(sides) == 1


@given(holdings(), holdings(), st.sampled_from(LEVELS))
def test_what_is_above_the_ceiling_on_either_side_is_in_no_change(
    a: Holding, b: Holding, ceiling: str
) -> None:
    found = delta(a, b, LANGUAGES, Limit(LEVELS, ceiling))
    top = LEVELS.index(ceiling)
    high = {one.fact.id for one in (*a.facts, *b.facts) if LEVELS.index(one.fact.marking) > top}
    sides = [side for one in found.changes for side in (one.before, one.after) if side]
    assert high.isdisjoint(side.fact.id for side in sides)
    assert high.isdisjoint(_ids(found.before.facts) | _ids(found.after.facts))
    assert found.hidden == len(high)


def _ids(some: Sequence[Chosen]) -> set[str]:
    return {one.fact.id for one in some}
