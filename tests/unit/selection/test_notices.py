"""What an officer is told before the brief goes out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.facts.model import Confidence, FactBase, Kind, RelationType, Staleness
from generator.problems import Problem, Severity
from generator.selection.model import Need
from generator.selection.notices import notices
from tests.unit.selection.builder import (
    base,
    day,
    fact,
    moment,
    money,
    person,
    relation,
    ruling,
    selection,
)


def told(
    known: FactBase, code: str, need: Need | None = None, as_of: str = "2024-12-01", **more: Any
) -> list[Problem]:
    found = notices(selection(known, need, as_of, **more))
    return [problem for problem in found if problem.code == code]


def test_a_stale_fact_is_told_with_its_age_its_limit_and_its_place() -> None:
    old = fact("old", Kind.POSITION, "2024-06-01", file="sources/x/facts/a.yaml", line=12)
    (problem,) = told(base([old]), "fact-stale")
    assert "183 days old; its limit is 100 days" in problem.what
    assert str(problem.where) == "sources/x/facts/a.yaml, line 12, old"
    assert problem.severity is Severity.WARNING


def test_a_due_fact_is_worth_knowing_only() -> None:
    (problem,) = told(base([fact("due", Kind.POSITION, "2024-09-01")]), "fact-due")
    assert problem.severity is Severity.NOTICE
    assert "91 days old" in problem.what


def test_a_fact_whose_review_is_due_is_told_by_its_date() -> None:
    one = fact("one", Kind.POSITION, "2024-11-01", review_by=day("2024-11-15"))
    (problem,) = told(base([one]), "fact-review-due")
    assert "2024-11-15" in problem.what
    assert not told(base([one]), "fact-stale")


def test_a_fact_that_is_too_old_and_to_be_reviewed_is_told_by_its_age() -> None:
    one = fact("one", Kind.POSITION, "2024-01-01", review_by=day("2024-11-15"))
    assert told(base([one]), "fact-stale")
    assert not told(base([one]), "fact-review-due")


def test_a_fact_that_never_ages_is_still_told_when_its_review_is_due() -> None:
    one = fact("one", review_by=day("2024-11-15"), staleness=Staleness.NEVER)
    assert told(base([one]), "fact-review-due")


def test_a_plan_whose_date_is_near_is_told_apart() -> None:
    plan = fact("plan", Kind.PLAN, "2024-01-01", when="2024-12")
    assert told(base([plan]), "plan-due")
    assert not told(base([plan]), "fact-due")


def test_needs_that_must_be_answered_stop_the_brief() -> None:
    (problem,) = told(base([]), "need-unanswered", Need("posts", missing="must"))
    assert problem.severity is Severity.ERROR
    assert "“posts”" in problem.what
    assert "IRQ" in problem.what
    assert not told(base([]), "need-unanswered", Need("posts"))
    assert told(base([]), "need-empty", Need("posts"))


def test_errors_stand_before_warnings_and_warnings_before_notices() -> None:
    known = base([fact("old", Kind.POSITION, "2017"), fact("over", valid="../2018")])
    order = [p.severity for p in notices(selection(known))]
    assert order == sorted(order, key=_rank)
    assert set(order) == {Severity.WARNING, Severity.NOTICE}


def _rank(severity: Severity) -> int:
    return [Severity.ERROR, Severity.WARNING, Severity.NOTICE].index(severity)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (RelationType.NEEDS_REVIEW, "silent-evidence"),
        (RelationType.CONTRADICTS_EXTERNAL, "contradicted-elsewhere"),
        (RelationType.CLARIFY, "needs-clarity"),
        (RelationType.TRANSLATION_DIVERGENCE, "translation-differs"),
    ],
)
def test_what_editors_noted_is_told_by_its_id(kind: RelationType, code: str) -> None:
    known = base([fact("one")], relations=[relation(kind, "one", relation_id="rel-x")])
    (problem,) = told(known, code)
    assert "rel-x" in problem.what + problem.remedy
    assert "What an editor noted" not in problem.what + problem.remedy


@pytest.mark.parametrize("kind", [RelationType.TERMINOLOGY, RelationType.GAP, RelationType.STALE])
def test_other_notes_of_editors_are_for_editors(kind: RelationType) -> None:
    known = base([fact("one")], relations=[relation(kind, "one")])
    assert not notices(selection(known))


def test_notes_on_facts_that_do_not_print_are_not_told() -> None:
    late = fact("one", valid="../2018")
    known = base([late], relations=[relation(RelationType.NEEDS_REVIEW, "one")])
    assert not told(known, "silent-evidence")


def test_things_to_keep_apart_are_told_only_when_they_stand_together() -> None:
    apart = relation(RelationType.NOT_TO_BE_MERGED, "one", "two")
    known = base([fact("one"), fact("two", Kind.POST)], relations=[apart])
    assert told(known, "keep-apart")
    assert not told(known, "keep-apart", Need("posts", kinds=(Kind.POST,)))


def test_a_contradicted_fact_of_low_confidence_is_held_until_somebody_clears_it() -> None:
    doubtful = fact("one", confidence=Confidence.LOW)
    noted = relation(RelationType.CONTRADICTS_EXTERNAL, "one")
    assert told(base([doubtful], relations=[noted]), "held-contradicted-outside")
    cleared = replace(doubtful, cleared_by="The desk")
    assert not told(base([cleared], relations=[noted]), "held-contradicted-outside")
    assert not told(base([doubtful]), "held-contradicted-outside")


def test_a_date_that_editors_settled_is_no_contradiction_any_more() -> None:
    event = fact("event", Kind.EVENT, when="2024-08")
    noted = relation(RelationType.CONTRADICTS_EXTERNAL, "event")
    settled = replace(ruling("event"), agreed=moment("2024-08").date)
    known = base([event], relations=[noted], rulings=[settled])
    (problem,) = told(known, "dates-settled")
    assert "2024-08" in problem.what
    assert not told(known, "contradicted-elsewhere")


def test_dates_without_a_common_year_are_told_apart() -> None:
    one = fact("one", Kind.EVENT, when="2023-12-31", subject_key="launch")
    two = fact("two", Kind.EVENT, when="2024-01-01", subject_key="launch", producer="press")
    known = base([one, two])
    assert told(known, "dates-disagree-wholly")
    assert not told(known, "dates-disagree")


def test_no_notice_repeats_what_a_fact_says() -> None:
    secret = "Nobody may read this 4711."
    facts = [
        fact("a", Kind.POSITION, "2017", sentence=secret, people=("x",)),
        fact("b", Kind.COMMITMENT, quantity=money("4711", "XXX"), sentence=secret),
        fact("c", as_of=None, sentence=secret),
    ]
    known = base(facts, people=[person("x", name_status={"ar": "transliteration_unverified"})])
    said = "".join(p.what + p.remedy for p in notices(selection(known, draft=False)))
    assert said
    assert "4711" not in said
    assert "Nobody" not in said
