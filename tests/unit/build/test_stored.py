"""Facts in a manifest and back, whole or as older programs kept them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.record import _fact
from generator.build.stored import Nameable, kept_of, names_used, seal_of, whole_of
from generator.changes import delta
from generator.editions.manifest import read_manifest, write_manifest
from generator.facts.model import (
    Confidence,
    Fact,
    Kind,
    LocalText,
    Qualifier,
    Quantity,
    Source,
    Staleness,
    TextState,
)
from generator.selection.model import Chosen, Freshness, Tense
from tests.unit.editions.samples import manifest
from tests.unit.selection.builder import LEVELS, base, body, fact, person

RICH = fact(
    "irq-forces",
    Kind.PLAN,
    when="2024-05/2025-03",
    valid="2024/..",
    text={
        "en": LocalText({"one": "{value} soldier", "other": "{value} soldiers"}),
        "ar": LocalText({"other": "جنود"}, TextState.MACHINE, past={"other": "كان"}),
    },
    quantity=Quantity(Decimal("850.50"), "persons", qualifier=Qualifier.UP_TO, decimals=2),
    people=("ali",),
    organisations=("army",),
    staleness=Staleness.QUARTERLY,
    confidence=Confidence.LOW,
    review_by=dt.date(2025, 1, 2),
    confirms=("open", "secret"),
)
CHOSEN = Chosen(
    RICH,
    Freshness.STALE,
    31,
    Tense.PAST,
    withheld=frozenset({"value", "date"}),
    precision_text="2024-05",
)
chosen = st.builds(
    lambda when, number, freshness, forms: Chosen(
        fact("x", when=when, quantity=Quantity(number, "persons"), sentence=forms), freshness
    ),
    st.sampled_from([None, "2023", "2024-05~", "2022/2024-03", "2024-34"]),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.sampled_from(Freshness),
    st.text(),
)


def kept(*facts: Chosen, old: bool = False) -> object:
    used = tuple(
        replace(made, whole="") if old else made
        for made in (_fact(one.fact, one, ("en-CA",), {"open"}.__contains__) for one in facts)
    )
    return replace(manifest(), facts=used)


@given(chosen)
def test_a_fact_comes_back_from_a_manifest_as_it_was_chosen(one: Chosen) -> None:
    made = read_manifest(write_manifest(kept(one)))  # type: ignore[arg-type]
    assert kept_of(made).holding.facts == (one,)


def test_its_links_name_only_what_a_reader_of_the_edition_may_know() -> None:
    (back,) = kept_of(kept(CHOSEN)).holding.facts  # type: ignore[arg-type]
    assert back == replace(CHOSEN, fact=replace(RICH, confirms=("open",)))


def test_notes_of_editors_and_places_in_files_are_not_kept() -> None:
    noted = replace(
        RICH,
        note="ask Ali",
        file="sources/desk/x.yaml",
        image={"file": "x.png"},
        origin=replace(RICH.origin, note="seen"),
    )
    whole = whole_of(Chosen(noted), set().__contains__)
    for word in ("ask Ali", "x.yaml", "x.png", "seen", "secret"):
        assert word not in whole


def test_a_record_may_name_facts_up_to_its_own_marking() -> None:
    known = base([fact("open"), fact("secret", marking=LEVELS[2]), fact("odd", marking="Odd")])
    open_record, marked = Nameable(known, LEVELS[0], LEVELS), Nameable(known, LEVELS[2], LEVELS)
    names = ("open", "secret", "odd", "unknown")
    assert [name for name in names if open_record.may_name(name)] == ["open"]
    assert [name for name in names if marked.may_name(name)] == ["open", "secret", "odd"]


def test_persons_and_bodies_come_back_with_the_facts_that_name_them() -> None:
    known = base([RICH], organisations=[body("army"), body("navy")], people=[person("ali")])
    made = replace(manifest(), names=names_used([RICH], known))
    back = kept_of(read_manifest(write_manifest(made)))
    assert back.people == {"ali": person("ali")}
    assert back.organisations == {"army": body("army")}


def test_the_documents_of_facts_come_back_under_the_title_of_their_source() -> None:
    back = kept_of(manifest())
    assert list(back.sources) == ["gac"]
    assert isinstance(back.sources["gac"], Source)
    assert list(back.sources["gac"].origins) == ["000"]


class TestOlderManifests:
    def test_the_number_the_dates_and_the_texts_are_read(self) -> None:
        (back,) = kept_of(kept(CHOSEN, old=True)).holding.facts  # type: ignore[arg-type]
        assert back.fact.quantity == replace(RICH.quantity, decimals=None)  # type: ignore[type-var]
        assert (back.fact.moment, back.fact.validity.period) == (
            RICH.moment,
            RICH.validity.period,
        )
        assert back.fact.text == {"en": LocalText({"other": "{value} soldiers"})}
        assert (back.freshness, back.age_days) == (Freshness.STALE, 31)

    def test_a_fact_that_has_not_changed_since_is_read_from_the_sources(self) -> None:
        old = kept(CHOSEN, old=True)
        (back,) = kept_of(old, base([RICH])).holding.facts  # type: ignore[arg-type]
        assert back.fact == RICH

    def test_what_the_record_says_comes_before_what_the_sources_say_today(self) -> None:
        today = replace(RICH, version="2", quantity=None, people=("mona",))
        old = kept(CHOSEN, old=True)
        (back,) = kept_of(old, base([today])).holding.facts  # type: ignore[arg-type]
        assert back.fact.quantity is not None
        assert back.fact.people == ("mona",)

    def test_a_record_that_a_newer_program_wrote_is_read_as_far_as_it_can_be(self) -> None:
        (used,) = kept(CHOSEN).facts  # type: ignore[attr-defined]
        newer = replace(manifest(), facts=(replace(used, whole='{"fact":{"id":7}}'),))
        (back,) = kept_of(newer).holding.facts
        assert back.fact.id == "irq-forces"


def test_one_language_of_an_edition_has_the_facts_that_print_in_it() -> None:
    french = replace(
        _fact(fact("fr-only"), None, ("fr-CA",), set().__contains__),
    )
    made = replace(manifest(), facts=(*manifest().facts, french))
    assert [one.fact.id for one in kept_of(made, None, "fr-CA").holding.facts] == ["fr-only"]


def test_a_state_has_a_seal_of_its_facts_in_any_order() -> None:
    state = kept_of(kept(CHOSEN, Chosen(fact("b")))).holding  # type: ignore[arg-type]
    turned = replace(state, facts=state.facts[::-1])
    assert seal_of(state) == seal_of(turned)
    other: Fact = replace(fact("b"), version="other")
    assert seal_of(state) != seal_of(replace(state, facts=(CHOSEN, Chosen(other))))


@pytest.mark.parametrize("old", [False, True])
def test_an_edition_differs_in_nothing_from_its_own_record(old: bool) -> None:
    state = kept_of(kept(CHOSEN, Chosen(fact("b")), old=old)).holding  # type: ignore[arg-type]
    assert delta(state, state, ("en", "ar")).changes == ()
