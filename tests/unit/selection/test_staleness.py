"""Ages and limits: the day before, on, and after each boundary."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.facts.model import Fact, Kind, Staleness
from generator.problems import Severity
from generator.selection.knowledge import age_days
from generator.selection.model import Freshness, Need
from generator.selection.notices import notices
from generator.selection.staleness import BY_CLASS, BY_KIND, freshness, limit_days
from tests.unit.selection.builder import (
    base,
    chosen,
    day,
    fact,
    ids,
    person,
    reasons,
    selection,
    statistic,
)


@pytest.mark.parametrize(
    ("kind", "limit"),
    [
        (Kind.OFFICE_HOLDER, 35),
        (Kind.POST, 100),
        (Kind.PROGRAMME, 100),
        (Kind.COMMITMENT, 100),
        (Kind.POSITION, 100),
        (Kind.LEGAL_STATUS, 400),
        (Kind.MANDATE, 200),
        (Kind.MEMBERSHIP, 200),
        (Kind.EVENT, None),
        (Kind.AGREEMENT, None),
        (Kind.QUOTE, None),
    ],
)
def test_the_limit_of_a_kind(kind: Kind, limit: int | None) -> None:
    assert limit_days(fact("one", kind)) == limit


def test_every_kind_and_every_class_has_a_limit_or_says_there_is_none() -> None:
    assert set(BY_KIND) == set(Kind)
    assert set(BY_CLASS) == set(Staleness)


def test_a_facts_own_class_counts_before_its_kind() -> None:
    assert limit_days(fact("one", Kind.OFFICE_HOLDER, staleness=Staleness.ANNUAL)) == 400
    assert limit_days(fact("one", Kind.OFFICE_HOLDER, staleness=Staleness.NEVER)) is None


def test_a_situation_ages_in_a_fortnight() -> None:
    assert limit_days(fact("one", Kind.CONTEXT, tags=("security_situation",))) == 14


@pytest.mark.parametrize(
    ("period", "limit"), [("2023", 400), ("2024-33", 200), ("2024-05", 60), ("2024-05-01", 60)]
)
def test_statistics_age_by_the_length_of_their_period(period: str, limit: int) -> None:
    assert limit_days(statistic("one", period, "1")) == limit


def test_a_statistic_keeps_its_own_class() -> None:
    assert limit_days(statistic("one", "2023", "1", staleness=Staleness.HALF_YEARLY)) == 200
    assert limit_days(statistic("one", "2023", "1", staleness=Staleness.MONTHLY)) == 60


def after(days: int) -> dt.date:
    return day("2024-06-01") + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "level"),
    [
        (0, Freshness.FRESH),
        (79, Freshness.FRESH),
        (80, Freshness.DUE),
        (99, Freshness.DUE),
        (100, Freshness.DUE),
        (101, Freshness.STALE),
    ],
)
def test_fresh_due_and_stale_change_on_their_day(days: int, level: Freshness) -> None:
    assert freshness(fact("one", Kind.POSITION), after(days)) is level


def test_age_counts_from_the_last_day_the_date_can_mean() -> None:
    assert age_days(fact("one", as_of="2017"), day("2018-01-10")) == 10
    assert age_days(fact("one", as_of="2017"), day("2017-06-15")) == 0


def test_a_stale_statement_prints_with_its_date_and_a_due_one_without() -> None:
    known = base([fact("one", Kind.POSITION)])
    (stale,) = chosen(known, as_of=after(101).isoformat())
    (due,) = chosen(known, as_of=after(100).isoformat())
    assert (stale.show_as_of, due.show_as_of) == (True, False)


def test_a_figure_that_can_age_always_prints_with_its_date() -> None:
    counted = fact("counted", Kind.FIGURE)
    settled = fact("settled", Kind.FIGURE, staleness=Staleness.NEVER)
    shown = {one.fact.id: one.show_as_of for one in chosen(base([counted, settled]))}
    assert shown == {"counted": True, "settled": False}


def test_a_review_date_that_passed_makes_a_fact_stale() -> None:
    reviewed = fact("one", Kind.POSITION, review_by=day("2024-06-10"))
    assert freshness(reviewed, day("2024-06-10")) is Freshness.FRESH
    assert freshness(reviewed, day("2024-06-11")) is Freshness.STALE


@pytest.mark.parametrize(
    ("worst", "expected"), [("fresh", []), ("due", []), ("stale", ["one"]), ("expired", ["one"])]
)
def test_a_need_says_how_old_is_too_old(worst: str, expected: list[str]) -> None:
    known = base([fact("one", Kind.POSITION)])
    need = Need("all", freshness=worst)  # type: ignore[arg-type]
    as_of = after(101).isoformat()
    assert ids(chosen(known, need, as_of)) == expected
    if not expected:
        assert reasons(selection(known, need, as_of)) == {"one": ("too-old", None)}


def plan() -> Fact:
    return fact("plan", Kind.PLAN, "2024-01-01", when="2025-03")


@pytest.mark.parametrize(
    ("as_of", "level"),
    [
        ("2024-12-01", Freshness.FRESH),
        ("2024-12-29", Freshness.FRESH),
        ("2024-12-30", Freshness.DUE),
        ("2025-03-31", Freshness.DUE),
        ("2025-04-01", Freshness.EXPIRED),
    ],
)
def test_a_plan_is_due_near_its_date_and_expired_after_it(as_of: str, level: Freshness) -> None:
    assert freshness(plan(), day(as_of)) is level


def test_a_plan_without_a_date_ages_like_a_position() -> None:
    undated = fact("plan", Kind.PLAN, "2024-06-01")
    assert freshness(undated, after(101)) is Freshness.STALE


def test_aged_facts_are_listed_oldest_first_and_once() -> None:
    old = fact("old", Kind.POSITION, "2017")
    older = fact("older", Kind.POSITION, "2011")
    fresh = fact("fresh", Kind.POSITION, "2024-11-30")
    selected = selection(base([old, older, fresh]))
    assert ids(selected.aged) == ["older", "old"]


FAST = [
    (fact("one", Kind.POSITION), 200),
    (fact("one", Kind.OFFICE_HOLDER), 70),
    (fact("one", Kind.COMMITMENT, tags=("key_message",)), 200),
    (fact("one", tags=("security_situation",)), 28),
    (fact("one", tags=("humanitarian_situation",)), 28),
]


@pytest.mark.parametrize(("one", "days"), FAST)
def test_a_clean_edition_holds_what_is_older_than_twice_its_limit(one: Fact, days: int) -> None:
    last, over = after(days).isoformat(), after(days + 1).isoformat()
    assert ids(chosen(base([one]), as_of=last, draft=False)) == ["one"]
    held = selection(base([one]), as_of=over, draft=False)
    assert reasons(held) == {"one": ("too-old-for-clean", None)}
    (problem,) = [p for p in notices(held) if p.code == "held-too-old-for-clean"]
    assert (problem.severity, problem.where.record) == (Severity.WARNING, "one")


@pytest.mark.parametrize(("one", "days"), FAST)
def test_a_draft_prints_it_with_its_date(one: Fact, days: int) -> None:
    (shown,) = chosen(base([one]), as_of=after(days + 1).isoformat())
    assert shown.show_as_of


def test_a_clean_edition_keeps_what_changes_slowly_and_what_has_happened() -> None:
    slow = [
        fact("context", Kind.CONTEXT),
        fact("event", Kind.EVENT, when="2020"),
        fact("never", Kind.POSITION, staleness=Staleness.NEVER),
    ]
    found = chosen(base(slow), as_of="2030-01-01", draft=False)
    assert set(ids(found)) == {"context", "event", "never"}


def test_an_unverified_name_warns_and_blocks_no_clean_edition() -> None:
    status = {"latin": "transliteration_unverified"}
    known = base([fact("one", people=("someone",))], people=[person("someone", name_status=status)])
    found = selection(known, draft=False)
    assert ids(found.chosen["all"]) == ["one"]
    assert [(p.code, p.severity) for p in notices(found)] == [("name-unverified", Severity.WARNING)]
