"""All that is known about an area."""

from __future__ import annotations

from generator.facts.model import Kind, Stance
from generator.problems import codes
from generator.selection.reasons import SEVERITY, explained
from generator.selection.survey import survey
from tests.unit.selection.builder import (
    LEVELS,
    base,
    day,
    fact,
    money,
    reasons,
    selection,
    statistic,
)

FACTS = [
    fact("fresh", Kind.POSITION, "2024-11-30"),
    fact("due", Kind.POSITION, "2024-09-01"),
    fact("stale", Kind.POSITION, "2017"),
    fact("over", Kind.POST, "2017", valid="../2018"),
    fact("overdue", Kind.PLAN, "2017", when="2018"),
    fact("older", subject_key="state", as_of="2017"),
    fact("newer", subject_key="state", as_of="2024-11"),
    fact("later", as_of="2025"),
    fact(
        "claim",
        asserted_by=None,
        stance=Stance.ALLEGED,
    ),
    fact("jordan", countries=("JOR",)),
    fact("secret", marking="SECRET"),
    statistic("y2022", "2022", "1"),
    statistic("y2023", "2023", "2"),
]


def test_every_fact_of_the_area_has_a_row_with_its_standing() -> None:
    rows = survey(base(FACTS), "IRQ", day("2024-12-01"), LEVELS, "UNCLASSIFIED")
    assert {row.fact.id: (row.standing, row.by) for row in rows} == {
        "fresh": ("fresh", None),
        "due": ("due", None),
        "stale": ("stale", None),
        "over": ("expired", None),
        "overdue": ("expired", None),
        "older": ("superseded", "newer"),
        "newer": ("fresh", None),
        "later": ("not known yet", None),
        "claim": ("held", None),
        "y2022": ("superseded", "y2023"),
        "y2023": ("due", None),
    }


def test_a_row_says_how_old_from_where_and_why() -> None:
    rows = survey(base(FACTS), "IRQ", day("2024-12-01"), LEVELS, "UNCLASSIFIED")
    stale = next(row for row in rows if row.fact.id == "stale")
    assert (stale.age_days, stale.as_of, stale.origin) == (2527, "2017", "source/page")
    assert stale.why is None
    older = next(row for row in rows if row.fact.id == "older")
    assert older.why is not None
    assert older.why.what == "“older” is replaced by the newer “newer”."
    later = next(row for row in rows if row.fact.id == "later")
    assert later.age_days is None


def test_rows_show_conflicts() -> None:
    one = fact("one", Kind.COMMITMENT, quantity=money("1"), when="2020", subject_key="k")
    two = fact("two", Kind.COMMITMENT, quantity=money("2"), when="2020", subject_key="k")
    rows = survey(base([one, two]), "IRQ", day("2024-12-01"), LEVELS, "SECRET")
    assert {row.conflict for row in rows} == {"conflict-k"}


def test_every_reason_has_words() -> None:
    assert {f"held-{reason}" for reason in SEVERITY} <= codes()
    assert {code for code in codes() if code.startswith("held-")} == {
        f"held-{reason}" for reason in SEVERITY
    }


def test_a_held_fact_is_explained_with_its_place_and_never_with_its_content() -> None:
    secret = fact(
        "one", sentence="Nobody may read this.", as_of=None, file="sources/x.yaml", line=7
    )
    selected = selection(base([secret]))
    (held,) = selected.held
    problem = explained(held)
    assert str(problem.where) == "sources/x.yaml, line 7, one"
    assert "Nobody" not in problem.what + problem.remedy
    assert reasons(selected) == {"one": ("undated", None)}
