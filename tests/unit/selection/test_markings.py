"""Markings: what lies above the ceiling leaves no trace in what is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.facts.model import FactBase, Kind, LocalText, RelationType
from generator.problems import ProblemsFound
from generator.selection.markings import rank
from generator.selection.model import Need, Tense
from generator.selection.notices import notices
from generator.selection.snapshot import snapshot
from generator.selection.survey import survey
from tests.unit.selection.builder import (
    LEVELS,
    base,
    body,
    chosen,
    day,
    fact,
    ids,
    money,
    origin,
    relation,
    ruling,
    selection,
    statistic,
)

CANARY = "canary"
EVERYTHING = [
    Need("all", past="yes", freshness="expired"),
    Need("figures", indicators=("SP.POP.TOTL",), series=5),
]


def canaries(level: str) -> FactBase:
    """A base in which every content of a fact, relation and ruling names its level."""
    word = f"{CANARY}-{level.lower().replace(' ', '-')}"
    number = level.lower().replace(" ", "-")
    texts = {"en": LocalText({"other": word}, past={"other": word})}
    hidden: dict[str, Any] = {
        "marking": level,
        "text": texts,
        "note": word,
        "locator": word,
        "origin": replace(origin(), title={"en": word}, note=word, url=word),
    }
    facts = [
        fact(f"a-{number}", Kind.POST, "2017", organisations=("erbil",), **hidden),
        fact(f"b-{number}", Kind.PLAN, "2024", when="2025-03", supersedes=("open",), **hidden),
        fact(f"c-{number}", Kind.EVENT, "2024", when="2024", closes=("erbil",), **hidden),
        fact(f"d-{number}", subject_key="key", as_of="2024-09", **hidden),
        statistic(f"e-{number}", "2023", "7", **hidden),
    ]
    return base(
        facts,
        organisations=[body("erbil")],
        relations=[
            replace(
                relation(RelationType.NEEDS_REVIEW, f"a-{number}", relation_id=f"rel-{number}"),
                statement=word,
                rule=word,
            )
        ],
        rulings=[replace(ruling(f"a-{number}", f"b-{number}", ruling_id=number), reason=word)],
    )


def all_levels() -> FactBase:
    bases = [canaries(level) for level in (*LEVELS, "secret ", "UNKNOWN")]
    return replace(
        bases[0],
        facts={name: one for some in bases for name, one in some.facts.items()},
        relations=tuple(one for some in bases for one in some.relations),
        rulings=tuple(one for some in bases for one in some.rulings),
    )


@pytest.mark.parametrize("ceiling", LEVELS)
@pytest.mark.parametrize("as_of", ["2017-06-15", "2024-12-01", "2025-04-15"])
def test_no_canary_above_the_ceiling_is_in_anything_that_comes_out(
    ceiling: str, as_of: str
) -> None:
    known = all_levels()
    selected = selection(known, EVERYTHING[0], as_of, ceiling=ceiling)
    rows = survey(known, "IRQ", day(as_of), LEVELS, ceiling)
    said = [f"{p.what} {p.remedy} {p.where}" for p in notices(selected)]
    out = repr((selected, rows, snapshot(selected, known), said))
    for level in LEVELS[LEVELS.index(ceiling) + 1 :]:
        assert f"{CANARY}-{level.lower().replace(' ', '-')}" not in out
    if ceiling != LEVELS[-1]:
        assert f"{CANARY}-unknown" not in out
        assert f"{CANARY}-secret" not in out


@pytest.mark.parametrize("ceiling", LEVELS)
def test_the_canaries_at_the_ceiling_are_there(ceiling: str) -> None:
    out = repr(selection(all_levels(), EVERYTHING[0], ceiling=ceiling))
    assert f"{CANARY}-{ceiling.lower().replace(' ', '-')}" in out


def test_levels_are_compared_exactly_and_unknown_ones_are_the_highest() -> None:
    assert rank("PROTECTED A", LEVELS) == 1
    for marking in ("protected a", "PROTECTED\u00a0A", "PROTECTED А", "", "?"):
        assert rank(marking, LEVELS) == 2


def test_an_unknown_marking_is_held_below_the_top_and_named_at_the_top() -> None:
    known = base([fact("odd", marking="PROTECTED a")])
    assert not chosen(known, ceiling="PROTECTED A")
    assert selection(known, ceiling="PROTECTED A").above_ceiling == 1
    at_the_top = selection(known, ceiling="SECRET")
    assert ids(at_the_top.chosen["all"]) == ["odd"]
    assert at_the_top.marking == "SECRET"
    assert "fact-marking-unknown" in {p.code for p in notices(at_the_top)}


def test_a_ceiling_the_house_does_not_have_is_refused_with_the_near_one() -> None:
    with pytest.raises(ProblemsFound) as caught:
        selection(base([]), ceiling="PROTECTED B")
    (problem,) = caught.value.problems
    assert "PROTECTED A" in problem.what


def test_the_marking_is_the_highest_of_what_is_given_out() -> None:
    open_fact = fact("open")
    protected = fact("protected", Kind.POST, marking="PROTECTED A")
    known = base([open_fact, protected])
    assert selection(known).marking == "PROTECTED A"
    assert selection(known, Need("all", kinds=(Kind.CONTEXT,))).marking == "UNCLASSIFIED"
    assert selection(base([])).marking == "UNCLASSIFIED"


def test_the_other_side_of_a_conflict_and_announced_plans_raise_the_marking() -> None:
    more: dict[str, Any] = {"subject_key": "k", "when": "2020/2021"}
    one = fact("one", Kind.COMMITMENT, quantity=money("1"), **more)
    two = replace(one, id="two", quantity=money("2"), marking="SECRET", kind=Kind.COMMITMENT)
    assert selection(base([one, two]), Need("all", limit=1)).marking == "SECRET"
    post = fact("post", Kind.POST)
    plan = fact("plan", Kind.PLAN, when="2025-03", supersedes=("post",), marking="SECRET")
    assert selection(base([post, plan]), Need("all", kinds=(Kind.POST,))).marking == "SECRET"


def test_a_secret_event_does_not_change_the_tense_of_an_open_statement() -> None:
    post = fact("post", Kind.POST, "2017", organisations=("erbil",), past="was")
    event = fact("event", Kind.EVENT, when="2024-05", closes=("erbil",), marking="SECRET")
    known = base([post, event], organisations=[body("erbil")])
    need = Need("all", kinds=(Kind.POST,), past="yes")
    assert chosen(known, need, ceiling="UNCLASSIFIED")[0].tense is Tense.PRESENT
    assert chosen(known, need, ceiling="SECRET")[0].tense is Tense.PAST
