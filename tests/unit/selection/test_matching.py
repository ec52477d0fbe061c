"""What a need asks for, and in which order it gets it."""

from __future__ import annotations

import pytest

from generator.facts.model import Kind
from generator.problems import ProblemsFound
from generator.selection import select
from generator.selection.model import Need
from tests.unit.selection.builder import base, chosen, fact, ids, reasons, request, selection

FACTS = [
    fact(
        "message", Kind.POSITION, "2024-01", tags=("key_message", "human_rights"), asserted_by="gac"
    ),
    fact("line", Kind.POSITION, "2024-02", tags=("responsive_line",), asserted_by="gov-iraq"),
    fact("visit", Kind.EVENT, "2024-03", when="2024-02", countries=("CAN", "IRQ")),
    fact("treaty", Kind.AGREEMENT, "2024-04", when="2016-05", organisations=("nato", "gac")),
    fact("remark", Kind.DOCUMENT, "2024-05"),
    fact("picture", Kind.IMAGE, "2024-05"),
    fact("jordan", Kind.CONTEXT, "2024-05", countries=("JOR",)),
    fact("keyed", Kind.CONTEXT, "2024-06", subject_key="amount"),
]


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        (Need("n"), ["keyed", "line", "visit", "message", "treaty"]),
        (Need("n", kinds=(Kind.POSITION,)), ["line", "message"]),
        (Need("n", kinds=(Kind.POSITION, Kind.EVENT)), ["line", "visit", "message"]),
        (Need("n", kinds=(Kind.DOCUMENT,)), ["remark"]),
        (Need("n", kinds=(Kind.IMAGE,)), ["picture"]),
        (Need("n", tags=("key_message", "nothing")), ["message"]),
        (Need("n", kinds=(Kind.POSITION,), without_tags=("human_rights",)), ["line"]),
        (Need("n", organisations=("nato",)), ["treaty"]),
        (Need("n", kinds=(Kind.AGREEMENT,), without_organisations=("gac",)), []),
        (Need("n", subject_keys=("amount",)), ["keyed"]),
        (Need("n", subject="main", dated=True), ["treaty"]),
        (Need("n", dated=True), ["visit", "treaty"]),
        (Need("n", dated=True, order="oldest"), ["treaty", "visit"]),
        (Need("n", kinds=(Kind.POSITION,), order="own-first", own=("gac",)), ["message", "line"]),
        (Need("n", limit=2), ["keyed", "line"]),
        (Need("n", dated=True, order="oldest", limit=1), ["visit"]),
    ],
)
def test_every_stated_condition_holds(need: Need, expected: list[str]) -> None:
    assert ids(chosen(base(FACTS), need)) == expected


def test_one_need_can_leave_out_what_another_has() -> None:
    first = Need("first", tags=("key_message",))
    rest = Need("rest", kinds=(Kind.POSITION,), not_in=("first",))
    found = select(base(FACTS), request(), [first, rest])
    assert ids(found.chosen["rest"]) == ["line"]
    assert not found.held


def test_what_one_need_holds_and_another_prints_is_not_held() -> None:
    needs = [Need("one", kinds=(Kind.POSITION,), limit=1), Need("two", kinds=(Kind.POSITION,))]
    assert not select(base(FACTS), request(), needs).held


def test_the_gravest_reason_is_told() -> None:
    over = fact("over", Kind.POST, "2017", valid="../2018")
    needs = [Need("now"), Need("then", past="only")]
    assert reasons(select(base([over]), request(), needs)) == {"over": ("needs-past-text", None)}


def test_needs_that_find_nothing_are_missing_but_have_an_entry() -> None:
    selected = selection(base(FACTS), Need("plans", kinds=(Kind.PLAN,)))
    assert selected.chosen == {"plans": ()}
    assert selected.missing == ("plans",)


def test_lines_to_say_leave_out_background() -> None:
    known = base([fact("open"), fact("closed", disclosable=False)])
    assert ids(chosen(known)) == ["closed", "open"]
    assert ids(chosen(known, Need("all", audience="to-say"))) == ["open"]
    assert ids(chosen(known, audience="to-say")) == ["open"]
    assert reasons(selection(known, audience="to-say")) == {"closed": ("background-only", None)}


def test_an_area_nobody_knows_is_refused_with_the_near_one() -> None:
    with pytest.raises(ProblemsFound) as caught:
        selection(base([]), area="IRK")
    (problem,) = caught.value.problems
    assert "IRQ" in problem.remedy


def test_a_chronology_goes_by_first_days_and_puts_the_coarser_date_first() -> None:
    dates = ["2022-03-25", "2024-06", "2022", "2024-01", "2024", "2022-03", "2021-12-31"]
    events = [fact(f"on-{when}", Kind.EVENT, "2024", when=when) for when in dates]
    events.append(fact("for-2024", Kind.EVENT, "2024", when="2024/2026"))
    assert ids(chosen(base(events), Need("n", order="oldest"))) == [
        "on-2021-12-31",
        "on-2022",
        "on-2022-03",
        "on-2022-03-25",
        "for-2024",
        "on-2024",
        "on-2024-01",
        "on-2024-06",
    ]


def test_a_plan_stands_in_a_chronology_by_the_same_rule() -> None:
    plan = fact("plan", Kind.PLAN, "2024", when="2025")
    event = fact("event", Kind.EVENT, "2024", when="2024-02")
    later = fact("later", Kind.PLAN, "2024", when="2025-03")
    assert ids(chosen(base([later, plan, event]), Need("n", order="oldest"))) == [
        "event",
        "plan",
        "later",
    ]


def test_a_date_on_which_sources_agree_only_coarsely_stands_by_what_prints() -> None:
    """Two reports of one visit, 27 and 28 August: "August 2024" prints, before 5 August."""
    one = fact("one", Kind.EVENT, "2024", when="2024-08-27", subject_key="visit")
    two = fact("two", Kind.EVENT, "2024", when="2024-08-28", subject_key="visit", producer="nato")
    other = fact("other", Kind.EVENT, "2024", when="2024-08-05")
    found = chosen(base([other, one, two]), Need("n", order="oldest"))
    assert [(o.fact.id, o.precision_text) for o in found][1] == ("other", None)
    assert found[0].precision_text == "2024-08"
