"""``agreement.toml``: what measures the same, how near is near enough, and how it differs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.facts.builder import Workspace, fact
from tests.unit.facts.test_tables import INDICATORS, SOURCE, table

FILE = "sources/stats/agreement.toml"
SAID = """\
[usual]
relative = 0.02
reason = "Rounding."

[[tolerance]]
indicators = ["POP"]
relative = 0.05
absolute = 10
periods = "within"
reason = "Projections."

[[same]]
indicator = "PEOPLE"
as = "POP"
factor = 1000

[same.difference]
en = "registered only"
fr = "enregistrés seulement"
"""


@pytest.fixture
def statistics(workspace: Workspace) -> Workspace:
    workspace.facts(fact())
    workspace.write("stats/source.toml", SOURCE)
    extra = "PEOPLE,persons,,,0,annual,people,People,Habitants\n"
    workspace.write("stats/indicators.csv", INDICATORS + extra)
    table(workspace, "country,year,value\nIRQ,2023,40\n")
    return workspace


def test_what_it_says_is_known_of_all_facts(statistics: Workspace) -> None:
    statistics.write("stats/agreement.toml", SAID)
    measures = statistics.read().measures
    assert statistics.codes == []
    assert measures.same("PEOPLE") == measures.same("POP") == ("POP", "PEOPLE")
    assert measures.factor("PEOPLE") == 1000
    tolerance = measures.tolerance("PEOPLE")
    assert (tolerance.relative, tolerance.absolute) == (Decimal("0.05"), Decimal(10))
    assert tolerance.within
    assert measures.tolerance("RATE").relative == Decimal("0.02")
    assert measures.differences["PEOPLE"]["fr"] == "enregistrés seulement"


def test_the_codes_of_all_indicators_are_known_whatever_is_read(statistics: Workspace) -> None:
    assert statistics.read(areas=["CAN"]).measures.codes == ("GDP.CD", "PEOPLE", "POP", "RATE")


def test_what_is_said_changes_the_digest(statistics: Workspace) -> None:
    before = statistics.read().digest
    statistics.write("stats/agreement.toml", SAID)
    assert statistics.read().digest != before


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("relative = 0.05\nabsolute = 10", "", "agreement-empty"),
        ("relative = 0.05", "relative = 5", "agreement-relative"),
        ("absolute = 10", "absolute = -1", "agreement-absolute"),
        ("factor = 1000", "factor = 0", "agreement-factor"),
        ('as = "POP"', 'as = "PEOPLE"', "agreement-itself"),
        ('periods = "within"', 'periods = "inside"', "choice-unknown"),
        ('reason = "Projections."\n', "", "field-missing"),
        ("[[same]]", "[[sam]]", "field-unknown-near"),
    ],
)
def test_mistakes_are_told_with_their_line(
    statistics: Workspace, old: str, new: str, code: str
) -> None:
    statistics.write("stats/agreement.toml", SAID.replace(old, new))
    statistics.read()
    problem = next(one for one in statistics.findings if one.code == code)
    assert (problem.where.file, bool(problem.where.line)) == (FILE, True)


def test_an_indicator_that_no_source_has_is_told_with_the_near_miss(statistics: Workspace) -> None:
    statistics.write("stats/agreement.toml", SAID.replace('["POP"]', '["POPS"]'))
    statistics.read()
    (problem,) = statistics.findings
    assert (problem.code, problem.where.line) == ("agreement-unknown-near", 5)
    assert problem.what == "No source describes the indicator “POPS”; did you mean “POP”?"
