"""Briefs about one item: the item itself, and what belongs to it."""

from __future__ import annotations

import pytest

from generator.facts.model import Kind
from generator.problems import Findings
from generator.selection.model import Need
from generator.selection.needs import needs_from_table
from tests.unit.selection.builder import base, chosen, fact, ids

ITSELF = Need("n", item="itself")
PARTS = Need("n", item="parts")
FACTS = [
    fact("visit", Kind.EVENT, when="2024-05"),
    fact("talk", Kind.EVENT, when="2024-05", part_of=("visit",)),
    fact("quote", Kind.QUOTE, when="2024-05", part_of=("talk",)),
    fact("abroad", Kind.POSITION, countries=("JOR",), part_of=("visit",)),
    fact("apart", Kind.POSITION),
]


def test_the_item_itself_is_one_fact() -> None:
    assert ids(chosen(base(FACTS), ITSELF, item="visit")) == ["visit"]


def test_its_parts_are_those_of_its_parts_too_whatever_country_they_name() -> None:
    assert sorted(ids(chosen(base(FACTS), PARTS, item="visit"))) == ["abroad", "quote", "talk"]
    main = Need("n", item="parts", subject="main")
    assert sorted(ids(chosen(base(FACTS), main, item="visit"))) == ["quote", "talk"]


def test_the_other_conditions_of_a_need_hold_as_well() -> None:
    quotes = Need("n", item="parts", kinds=(Kind.QUOTE,))
    assert ids(chosen(base(FACTS), quotes, item="visit")) == ["quote"]


@pytest.mark.parametrize("item", [None, "nothing"])
def test_without_an_item_there_is_nothing(item: str | None) -> None:
    assert chosen(base(FACTS), ITSELF, item=item) == []
    assert chosen(base(FACTS), PARTS, item=item) == []


def test_a_part_that_hangs_on_a_hidden_fact_is_no_part() -> None:
    hidden = [
        f if f.id != "talk" else fact("talk", marking="SECRET", part_of=("visit",)) for f in FACTS
    ]
    assert ids(chosen(base(hidden), PARTS, item="visit", ceiling="PROTECTED A")) == ["abroad"]


def test_a_hidden_item_has_neither_itself_nor_parts() -> None:
    hidden = [fact("visit", Kind.EVENT, marking="SECRET"), *FACTS[1:]]
    for need in (ITSELF, PARTS):
        assert chosen(base(hidden), need, item="visit", ceiling="PROTECTED A") == []


def test_a_need_says_it_in_one_of_two_words() -> None:
    findings = Findings()
    (need,) = needs_from_table({"all": {"item": "parts"}}, findings)
    assert need.item == "parts"
    needs_from_table({"all": {"item": "part"}}, findings)
    (problem,) = findings
    assert "parts" in problem.what
