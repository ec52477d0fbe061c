"""Reading what a template asks for."""

from __future__ import annotations

import pytest

from generator.facts.model import Kind
from generator.facts.readers.toml_file import toml_tree
from generator.facts.readers.tree import Table
from generator.problems import Findings, ProblemsFound
from generator.selection.model import Need
from generator.selection.needs import needs_from_table, unanswerable
from tests.unit.selection.builder import base, body, fact, statistic


def read(text: str) -> tuple[tuple[Need, ...], Findings]:
    findings = Findings()
    tree = toml_tree(text, "template.toml", findings)
    assert tree is not None
    table = tree.entries["needs"]
    assert isinstance(table, Table)
    return needs_from_table(table, findings), findings


def test_every_field_is_read() -> None:
    needs, findings = read(
        """
        [needs.first]
        [needs.key_messages]
        kinds = ["position", "mandate"]
        tags = ["key_message"]
        without_tags = ["sanctions"]
        subject_keys = ["a-subject"]
        organisations = ["gac"]
        without_organisations = ["nato"]
        own = ["gac"]
        subject = "main"
        audience = "to-say"
        order = "own-first"
        freshness = "due"
        past = "yes"
        limit = 5
        dated = true
        each = true
        missing = "must"
        not_in = ["first"]
        [needs.population]
        indicators = ["SP.POP.TOTL"]
        series = 3
        """
    )
    assert not list(findings)
    assert needs == (
        Need("first"),
        Need(
            "key_messages",
            kinds=(Kind.POSITION, Kind.MANDATE),
            tags=("key_message",),
            without_tags=("sanctions",),
            subject_keys=("a-subject",),
            organisations=("gac",),
            without_organisations=("nato",),
            own=("gac",),
            subject="main",
            audience="to-say",
            order="own-first",
            freshness="due",
            past="yes",
            limit=5,
            dated=True,
            each=True,
            missing="must",
            not_in=("first",),
        ),
        Need("population", indicators=("SP.POP.TOTL",), series=3),
    )


def test_plain_values_are_read_alike() -> None:
    table = {"posts": {"kinds": ["post"], "limit": 2, "dated": True, "past": "yes"}}
    assert needs_from_table(table) == (
        Need("posts", kinds=(Kind.POST,), limit=2, dated=True, past="yes"),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('kinds = ["positon"]', "Did you mean “position”?"),
        ('order = "newst"', "newest"),
        ('frehsness = "due"', "freshness"),
        ('missing = "perhaps"', "must"),
        ("limit = 0", "is 0"),
        ("limit = -1", "-1"),
        ('limit = "two"', "two"),
        ("tags = [1]", "list of words"),
        ('dated = "yes"', "true or false"),
        ('not_in = ["frist"]', "Did you mean “first”?"),
        ('not_in = ["posts"]', "above it"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_near_word(line: str, words: str) -> None:
    needs, findings = read(f"[needs.first]\n[needs.posts]\n{line}\n")
    (problem,) = findings
    assert words in f"{problem.what} {problem.remedy}"
    assert problem.where.line == 3
    assert problem.where.file == "template.toml"
    assert [need.name for need in needs] == ["first"]


@pytest.mark.parametrize(
    ("text", "code"),
    [('[needs]\nposts = "post"', "need-no-table"), ("[needs.Key-Messages]", "need-name")],
)
def test_a_need_must_be_a_table_with_a_plain_name(text: str, code: str) -> None:
    needs, findings = read(text)
    assert not needs
    assert [problem.code for problem in findings] == [code]


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(ProblemsFound) as caught:
        needs_from_table({"one": {"kinds": ["x"], "past": "never"}, "two": {"limit": 0}})
    assert len(caught.value.problems) == 3


def test_codes_that_no_fact_has_are_noted_with_the_near_one() -> None:
    known = base(
        [statistic("one", "2023", "1"), fact("two", tags=("key_message",), subject_key="amount")],
        organisations=[body("nato")],
    )
    sound = Need(
        "sound",
        tags=("key_message",),
        indicators=("SP.POP.TOTL",),
        subject_keys=("amount",),
        organisations=("nato",),
    )
    assert not unanswerable([sound], known)
    (problem,) = unanswerable([Need("odd", indicators=("SP.POP.TOTAL",))], known)
    assert "SP.POP.TOTL" in problem.what
