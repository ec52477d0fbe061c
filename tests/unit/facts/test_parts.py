"""What belongs to an event, a visit or a parliamentary item."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.parts import circles, with_parts
from tests.unit.facts.builder import FACT, Workspace
from tests.unit.selection.builder import fact

ITEM = FACT.format(id="visit", en="A visit took place.", fr="Une visite a eu lieu.")
PART = FACT.format(id="talk", en="A talk was held.", fr="Un entretien a eu lieu.")


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def indented(*records: str) -> str:
    return "".join(f"  {line}\n" for record in records for line in record.splitlines())


def test_a_fact_says_what_it_is_a_part_of(work: Workspace) -> None:
    work.facts(ITEM + PART + "  part_of: [visit]\n")
    found = work.read().facts
    assert work.codes == []
    assert found["talk"].part_of == ("visit",)
    assert found["visit"].part_of == ()


def test_defaults_say_it_for_a_file_and_never_of_the_item_itself(work: Workspace) -> None:
    work.facts("defaults:\n  part_of: [visit]\nfacts:\n" + indented(ITEM, PART))
    found = work.read().facts
    assert work.codes == []
    assert found["talk"].part_of == ("visit",)
    assert found["visit"].part_of == ()


def test_a_record_can_leave_what_the_defaults_say(work: Workspace) -> None:
    work.facts("defaults:\n  part_of: [visit]\nfacts:\n" + indented(ITEM, PART + "  part_of: []\n"))
    assert work.read().facts["talk"].part_of == ()


def test_the_link_is_part_of_what_a_fact_says(work: Workspace) -> None:
    work.facts(ITEM + PART)
    before = work.read().facts["talk"].version
    work.facts(ITEM + PART + "  part_of: [visit]\n")
    assert work.read().facts["talk"].version != before


def test_an_item_that_nobody_knows_is_told_with_the_near_one(work: Workspace) -> None:
    work.facts(ITEM + PART + "  part_of: [visits]\n")
    work.read()
    (problem,) = work.findings
    assert (problem.code, problem.where.field) == ("reference-near", "part_of")
    assert "did you mean “visit”?" in problem.what


def test_a_fact_that_names_itself_is_refused(work: Workspace) -> None:
    work.facts(ITEM + "  part_of: [visit]\n" + PART)
    work.read()
    assert work.told() == [("reference-self", 1, "part_of")]


def test_a_circle_is_told_with_its_way(work: Workspace) -> None:
    third = FACT.format(id="speech", en="A speech was made.", fr="Un discours a été fait.")
    work.facts(f"{ITEM}  part_of: [speech]\n{PART}  part_of: [visit]\n{third}  part_of: [talk]\n")
    work.read()
    (problem,) = work.findings
    assert problem.what == (
        "Facts are parts of each other in a circle: speech → talk → visit → speech."
    )
    assert problem.remedy == (
        "Remove the link that is wrong: part_of names the event or item that a fact belongs to."
    )


LINKS = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3), max_size=6
)


@given(LINKS)
def test_there_is_a_circle_exactly_when_something_is_below_itself(
    links: dict[str, list[str]],
) -> None:
    facts = {name: fact(name, part_of=tuple(links.get(name, ()))) for name in "abcdef"}
    below: dict[str, tuple[str, ...]] = {
        whole: tuple(name for name, one in facts.items() if whole in one.part_of) for whole in facts
    }
    looped = any(
        whole in with_parts(part, below) for whole, parts in below.items() for part in parts
    )
    found = list(circles(facts))
    assert bool(found) == looped
    for circle in found:
        assert circle[0] == circle[-1]
        for part, whole in pairwise(circle):
            assert whole in facts[part].part_of
