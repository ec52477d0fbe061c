"""Disagreements: who takes part, what is shown, what settles them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.facts.model import Confidence, Fact, Kind, Qualifier, Quantity, RelationType
from generator.selection.model import Need
from generator.selection.notices import notices
from generator.selection.values import Comparison, compare
from tests.unit.selection.builder import (
    base,
    chosen,
    fact,
    ids,
    money,
    reasons,
    relation,
    ruling,
    selection,
)


def pledge(fact_id: str, amount: str, period: str = "2016/2025", **more: Any) -> Fact:
    given = {"when": period, "subject_key": "pledge", "quantity": money(amount), **more}
    return fact(fact_id, Kind.COMMITMENT, **given)


def test_one_producer_may_revise_its_own_figure() -> None:
    first = pledge("first", "1.6e9", "2016/2019", as_of="2016-02")
    second = pledge("second", "2e9", "2016/2019", as_of="2017-05")
    selected = selection(base([first, second]))
    assert not selected.conflicts
    assert reasons(selected)["first"] == ("superseded", "second")


def test_one_producer_that_says_two_things_at_once_disagrees_with_itself() -> None:
    known = base([pledge("one", "1"), pledge("two", "2")])
    assert list(selection(known).conflicts) == ["conflict-pledge"]


def test_a_newer_figure_of_another_producer_settles_nothing() -> None:
    known = base([pledge("one", "1", as_of="2020"), pledge("two", "2", producer="press")])
    assert list(selection(known).conflicts) == ["conflict-pledge"]


def test_documents_without_a_publisher_are_voices_of_their_own() -> None:
    known = base([pledge("one", "1", as_of="2020"), pledge("two", "2", producer=None)])
    assert list(selection(known).conflicts) == ["conflict-pledge"]


def test_a_period_that_ended_still_disagrees() -> None:
    over = pledge("over", "4e9", "2016/2022", valid="2016/2022", producer="press", past="was")
    lasting = pledge("lasting", "4.7e9", valid="2016/2025")
    selected = selection(base([over, lasting]))
    assert ids(selected.chosen["all"]) == ["lasting"]
    assert ids(selected.conflicts["conflict-pledge"].chosen) == ["lasting", "over"]


def test_three_values_are_one_conflict() -> None:
    known = base([pledge("a", "1"), pledge("b", "2", producer="x"), pledge("c", "3", producer="y")])
    (conflict,) = selection(known).conflicts.values()
    assert sorted(ids(conflict.chosen)) == ["a", "b", "c"]


def test_another_currency_is_another_value() -> None:
    known = base([pledge("a", "4.7e9"), pledge("b", "3.4e9", quantity=money("3.4e9", "USD"))])
    assert list(selection(known).conflicts) == ["conflict-pledge"]


def test_counts_of_different_days_do_not_disagree() -> None:
    one = fact("one", Kind.FIGURE, when="2016-12", subject_key="votes", quantity=money("1"))
    two = fact(
        "two", Kind.FIGURE, when="2017-12", subject_key="votes", quantity=money("2"), producer="x"
    )
    assert sorted(ids(chosen(base([one, two])))) == ["one", "two"]


def test_values_of_different_units_cannot_disagree() -> None:
    years = pledge("years", "1", quantity=Quantity(Decimal(9), "years"), producer="x")
    selected = selection(base([pledge("amount", "1"), years]))
    assert not selected.conflicts
    assert sorted(ids(selected.chosen["all"])) == ["amount", "years"]


def test_editors_can_note_a_conflict_that_fields_do_not_show() -> None:
    one, two = fact("one", conflicts_with=("two",)), fact("two")
    assert list(selection(base([one, two])).conflicts) == ["conflict-one"]
    noted = relation(RelationType.CONTRADICTS, "one", "three")
    known = base([fact("one"), fact("three")], relations=[noted])
    assert list(selection(known).conflicts) == ["conflict-one"]


def test_a_noted_conflict_ends_when_one_side_is_replaced() -> None:
    one, two = fact("one", conflicts_with=("two",)), fact("two")
    newer = fact("newer", supersedes=("two",))
    assert not selection(base([one, two, newer])).conflicts


def test_a_conflict_that_no_need_touches_is_not_shown() -> None:
    known = base([pledge("a", "1"), pledge("b", "2", producer="x")])
    assert not selection(known, Need("posts", kinds=(Kind.POST,))).conflicts


def test_facts_of_one_conflict_stand_together_and_count_once_for_the_limit() -> None:
    known = base(
        [
            pledge("a", "1", "2020/2026", as_of="2024-01"),
            pledge("b", "2", "2016/2025", as_of="2024-01", producer="x"),
            fact("other", Kind.COMMITMENT, "2024-03", when="2018"),
        ]
    )
    assert ids(chosen(known, Need("all", limit=2))) == ["a", "b", "other"]
    assert ids(chosen(known, Need("all", limit=1))) == ["a", "b"]
    assert reasons(selection(known, Need("all", limit=1))) == {"other": ("over-limit", None)}


def test_a_ruling_over_one_side_leaves_the_other_open() -> None:
    known = base(
        [pledge("a", "1"), pledge("b", "2", producer="x"), pledge("c", "3", producer="y")],
        rulings=[ruling("a", "b")],
    )
    (conflict,) = selection(known).conflicts.values()
    assert conflict.ruling is None
    assert ids(conflict.chosen) == ["a", "c"]


def test_the_latest_ruling_counts() -> None:
    known = base(
        [pledge("a", "1"), pledge("b", "2", producer="x")],
        rulings=[
            ruling("a", "b", on="2024-01-01", ruling_id="first"),
            ruling("b", "a", on="2024-02-01", ruling_id="second"),
        ],
    )
    assert ids(chosen(known)) == ["b"]


def test_a_ruling_for_a_fact_that_is_not_known_decides_nothing() -> None:
    later = pledge("later", "3", as_of="2025-01")
    known = base(
        [pledge("a", "1"), pledge("b", "2", producer="x"), later], rulings=[ruling("later", "a")]
    )
    assert ids(selection(known).conflicts["conflict-pledge"].chosen) == ["a", "b"]


def test_ministers_who_differ_at_the_same_time_disagree_and_a_later_one_follows() -> None:
    def minister(name: str, as_of: str, **more: Any) -> Fact:
        given = {"subject_key": "minister", "people": (name,), **more}
        return fact(name, Kind.OFFICE_HOLDER, as_of, **given)

    same_time = base([minister("a", "2024-08"), minister("b", "2024", producer="press")])
    assert list(selection(same_time).conflicts) == ["conflict-minister"]
    later = base([minister("a", "2023"), minister("b", "2024", producer="press")])
    assert reasons(selection(later)) == {"a": ("superseded", "b")}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (money("4e9"), money("4000000000.00"), True),
        (money("4e9"), money("4.7e9"), False),
        (money("4e9"), money("4e9", qualifier=Qualifier.MORE_THAN), False),
        (money("4e9"), money("4e9", qualifier=Qualifier.APPROXIMATELY), True),
        (money("45504560"), money("45500000"), True),
        (money("45504560"), money("45600000"), False),
        (money("1.6e9"), money("2e9"), False),
        (money("0"), money("1"), False),
        (Quantity(None, "persons", Decimal(1)), Quantity(None, "persons", Decimal(1)), True),
        (Quantity(None, "persons", Decimal(1)), Quantity(None, "persons", Decimal(2)), False),
    ],
)
def test_when_two_numbers_are_the_same(one: Quantity, other: Quantity, *, same: bool) -> None:
    a, b = pledge("a", "1", quantity=one), pledge("b", "1", quantity=other)
    expected = Comparison.SAME if same else Comparison.DIFFERENT
    assert compare(a, b) is expected
    assert compare(b, a) is expected


def test_a_clean_edition_is_blocked_only_by_what_prints() -> None:
    over = pledge("over", "4e9", "2016/2022", valid="2016/2022", producer="press")
    other = pledge("other", "3e9", "2016/2022", valid="2016/2022", producer="x")
    found = notices(selection(base([over, other]), draft=False))
    assert [p.code for p in found if p.code.startswith("conflict")] == ["conflict-open"]


def report(fact_id: str, when: str, **more: Any) -> Fact:
    given = {"when": when, "subject_key": "launch", "producer": fact_id, **more}
    return fact(fact_id, Kind.EVENT, **given)


def test_the_report_that_gives_only_what_all_agree_on_prints_where_days_differ() -> None:
    known = base([report("a", "2024-08-27"), report("b", "2024-08-28"), report("month", "2024-08")])
    selected = selection(known)
    (one,) = selected.chosen["all"]
    assert (one.fact.id, one.precision_text) == ("month", "2024-08")
    assert reasons(selected) == {
        "a": ("date-disagrees", "month"),
        "b": ("date-disagrees", "month"),
    }


def test_a_coarser_report_than_all_agree_on_does_not() -> None:
    known = base([report("a", "2024-08-27"), report("b", "2024-08-28"), report("year", "2024")])
    (one,) = chosen(known)
    assert (one.fact.id, one.precision_text) == ("a", "2024-08")
    assert one.confirmed_by == ("year",)


def test_the_surer_report_of_an_event_leads_not_the_newer_one() -> None:
    unsure = report("a", "2024-08-27", as_of="2024-10", confidence=Confidence.LOW)
    sure = report("b", "2024-08-28", as_of="2024-09")
    assert ids(chosen(base([unsure, sure]))) == ["b"]


def test_a_ruling_on_dates_is_a_settled_conflict_of_dates() -> None:
    known = base([report("a", "2024-08-27"), report("b", "2024-08-28")], rulings=[ruling("a", "b")])
    (conflict,) = selection(known).conflicts.values()
    assert conflict.what == "date"
    assert conflict.ruling is not None
    (one,) = chosen(known)
    assert (one.fact.id, one.precision_text, one.withheld) == ("a", None, frozenset())


def test_a_settled_conflict_no_longer_marks_what_prints() -> None:
    known = base([pledge("a", "1"), pledge("b", "2", producer="x")], rulings=[ruling("a", "b")])
    (one,) = chosen(known)
    assert one.conflict is None


@pytest.mark.parametrize(("as_of", "expected"), [("2019-12-31", ["one"]), ("2020-01-01", [])])
def test_a_pledge_ends_with_the_period_it_is_for(as_of: str, expected: list[str]) -> None:
    one = pledge("one", "1", "2016/2019", as_of="2016")
    assert ids(chosen(base([one]), as_of=as_of)) == expected


def test_a_validity_of_its_own_counts_before_the_period() -> None:
    one = pledge("one", "1", "2016/2019", as_of="2016", valid="2016/..")
    assert ids(chosen(base([one]))) == ["one"]


def test_statements_without_values_follow_each_other_by_time_only_for_one_period() -> None:
    first = pledge("first", "1", "2016/2025", quantity=None, as_of="2016")
    amount = pledge("amount", "1", "2016/2025", as_of="2020")
    assert ids(chosen(base([first, amount]))) == ["amount"]
    later = pledge("later", "1", "2016/2025", quantity=None, as_of="2021")
    assert ids(chosen(base([amount, later]))) == ["later"]
    overlapping = pledge("overlapping", "1", "2016/2025", quantity=None, as_of="2020-06")
    assert sorted(ids(chosen(base([amount, overlapping])))) == ["amount", "overlapping"]
