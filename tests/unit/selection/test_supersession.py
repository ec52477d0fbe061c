"""What replaces what: by name, by plan, by time."""

from __future__ import annotations

import pytest

from generator.facts.model import Basis, Fact, Kind, RelationType, Stance
from generator.selection.model import Need, Tense
from generator.selection.notices import notices
from tests.unit.selection.builder import (
    base,
    body,
    chosen,
    fact,
    ids,
    reasons,
    relation,
    ruling,
    selection,
)

HISTORY = Need("all", past="yes", freshness="expired")


def old(**more: object) -> Fact:
    return fact("old", Kind.PROGRAMME, "2017", past="was", **more)  # type: ignore[arg-type]


def test_a_newer_statement_replaces_the_one_it_names() -> None:
    known = base([old(), fact("new", Kind.PROGRAMME, "2024", supersedes=("old",))])
    assert reasons(selection(known)) == {"old": ("superseded", "new")}


def test_it_works_from_either_side_and_from_an_editors_relation() -> None:
    new = fact("new", Kind.PROGRAMME, "2024")
    for known in (
        base([old(superseded_by=("new",)), new]),
        base([old(), new], relations=[relation(RelationType.SUPERSEDES, "new", "old")]),
    ):
        assert ids(chosen(known)) == ["new"]


def test_nothing_is_replaced_by_what_is_not_known_yet() -> None:
    known = base([old(), fact("new", Kind.PROGRAMME, "2024", supersedes=("old",))])
    assert ids(chosen(known, as_of="2023-12-31")) == ["old"]
    assert ids(chosen(known, as_of="2024-01-01")) == ["new"]


def test_two_facts_that_replace_each_other_both_stand() -> None:
    one = fact("one", supersedes=("two",))
    two = fact("two", supersedes=("one",))
    assert ids(chosen(base([one, two]))) == ["one", "two"]


def test_a_replaced_statement_prints_only_as_history() -> None:
    known = base([old(), fact("new", Kind.PROGRAMME, "2024", supersedes=("old",))])
    assert ids(chosen(known, Need("all", past="yes"))) == ["new"]
    found = chosen(known, HISTORY)
    assert [(one.fact.id, one.tense) for one in found] == [
        ("new", Tense.PRESENT),
        ("old", Tense.PAST),
    ]


def test_history_without_a_past_wording_stays_out() -> None:
    plain = fact("old", Kind.PROGRAMME, "2017")
    known = base([plain, fact("new", Kind.PROGRAMME, "2024", supersedes=("old",))])
    assert ids(chosen(known, HISTORY)) == ["new"]


@pytest.mark.parametrize(("as_of", "expected"), [("2017-12-31", ["plan"]), ("2018-01-01", [])])
def test_a_plan_prints_until_its_date(as_of: str, expected: list[str]) -> None:
    plan = fact("plan", Kind.PLAN, "2017", when="2017")
    assert ids(chosen(base([plan]), as_of=as_of)) == expected


def test_a_plan_that_came_true_gives_way_to_the_event() -> None:
    plan = fact("plan", Kind.PLAN, "2024", when="2025-03")
    event = fact("event", Kind.EVENT, "2025-02-10", when="2025-02-09", confirms=("plan",))
    selected = selection(base([plan, event]), as_of="2025-02-10")
    assert ids(selected.chosen["all"]) == ["event"]
    assert reasons(selected) == {"plan": ("plan-fulfilled", "event")}


def test_a_plan_whose_outcome_is_unknown_is_told_only_as_history_and_asked_about() -> None:
    plan = fact("plan", Kind.PLAN, "2017", when="2017", past="Canada planned it.")
    known = base([plan])
    assert not chosen(known, Need("all", past="yes"))
    (one,) = chosen(known, HISTORY)
    assert one.tense is Tense.PAST
    assert "plan-without-outcome" in {p.code for p in notices(selection(known, HISTORY))}


def test_a_plan_that_came_true_is_not_even_history() -> None:
    plan = fact("plan", Kind.PLAN, "2024", when="2024-05", past="Canada planned it.")
    event = fact("event", Kind.EVENT, "2024-05-02", when="2024-05-01", confirms=("plan",))
    assert ids(chosen(base([plan, event]), HISTORY)) == ["event"]


def test_a_claim_confirms_and_closes_nothing() -> None:
    post = fact("post", Kind.POST, "2017", organisations=("erbil",))
    plan = fact("plan", Kind.PLAN, "2024", when="2025-03", supersedes=("post",))
    claim = fact(
        "claim",
        Kind.EVENT,
        "2024-11",
        when="2024-11",
        confirms=("plan",),
        closes=("erbil",),
        stance=Stance.ALLEGED,
        asserted_by="petitioners",
    )
    assert set(ids(chosen(base([post, plan, claim])))) == {"post", "plan", "claim"}


def test_a_report_that_was_corrected_confirms_and_closes_nothing_any_more() -> None:
    post = fact("post", Kind.POST, "2017", organisations=("erbil",))
    plan = fact("plan", Kind.PLAN, "2024", when="2025-03", supersedes=("post",))
    report = fact(
        "report", Kind.EVENT, "2024-10", when="2024-10", confirms=("plan",), closes=("erbil",)
    )
    corrected = fact("corrected", Kind.EVENT, "2024-11", when="2024-10", supersedes=("report",))
    known = base([post, plan, report, corrected])
    need = Need("all", kinds=(Kind.POST, Kind.PLAN))
    assert ids(chosen(known, need, "2024-10-31")) == []
    assert set(ids(chosen(known, need, "2024-11-01"))) == {"post", "plan"}


def test_a_newer_plan_replaces_an_older_plan_at_once() -> None:
    first = fact("first", Kind.PLAN, "2023", when="2025-03")
    second = fact("second", Kind.PLAN, "2024", when="2025-09", supersedes=("first",))
    assert ids(chosen(base([first, second]))) == ["second"]


def test_a_plan_confirms_nothing() -> None:
    plan = fact("plan", Kind.PLAN, "2024", when="2024-10")
    other = fact("other", Kind.PLAN, "2024", when="2025-10", confirms=("plan",))
    assert reasons(selection(base([plan, other]))) == {"plan": ("plan-overdue", None)}


def test_the_end_of_a_body_ends_what_is_said_of_it() -> None:
    post = fact("post", Kind.POST, "2017", organisations=("erbil",), past="was")
    event = fact("event", Kind.EVENT, "2025-04-01", when="2025-03-31", closes=("erbil",))
    selected = selection(base([post, event], organisations=[body("erbil")]), as_of="2025-04-01")
    assert reasons(selected) == {"post": ("ended", "event")}


def test_a_closing_event_of_a_month_closes_when_the_month_is_over() -> None:
    post = fact("post", Kind.POST, "2017", organisations=("erbil",))
    event = fact("event", Kind.EVENT, "2025-03-01", when="2025-03", closes=("erbil",))
    known = base([post, event], organisations=[body("erbil")])
    need = Need("all", kinds=(Kind.POST,))
    assert ids(chosen(known, need, "2025-03-30")) == ["post"]
    assert ids(chosen(known, need, "2025-03-31")) == []


def test_an_implied_end_counts_where_no_plan_speaks_against_it() -> None:
    over = fact("over", Kind.POST, "2017", valid="../2025-03", basis=Basis.IMPLIED)
    assert reasons(selection(base([over]), as_of="2025-04-01")) == {"over": ("ended", None)}


def test_an_implied_end_waits_for_the_plan_it_comes_from() -> None:
    over = fact("over", Kind.POST, "2017", valid="../2025-03", basis=Basis.IMPLIED)
    plan = fact("plan", Kind.PLAN, "2024", when="2025-06", supersedes=("over",))
    (one, _) = chosen(base([over, plan]), Need("all", order="oldest"), "2025-04-01")
    assert (one.fact.id, one.announced) == ("over", ("plan",))


def test_a_ruling_can_hold_on_to_the_older_statement() -> None:
    first = fact("first", subject_key="length", as_of="2017")
    second = fact("second", subject_key="length", as_of="2024")
    known = base([first, second], rulings=[ruling("first", "second")])
    assert ids(chosen(known)) == ["first"]
