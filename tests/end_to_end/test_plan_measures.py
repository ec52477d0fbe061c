"""What sources say of indicators that measure the same is a reason of the plan, and of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.planning.model import TO_CHECK, UP_TO_DATE
from generator.build.report import Outcome
from tests.end_to_end.test_plan import make, only, order, outcomes, plan
from tests.end_to_end.test_refreshed_briefs import FIGURES
from tests.end_to_end.workspaces import ORGANISATIONS, SOURCE, Workspace

TABLES = """\
[[tables]]
files = "data/*.csv"
document = "page"
id_prefix = "{prefix}"
columns = {{ area = "code", period = "year", value = "value" }}
decimal_mark = "."
"""
HEAD = "code,unit,decimals,name_en,same_as\n"
BUREAUS = """\
- {id: bureau-one, kind: ministry, name: {en: Bureau of Rates}}
- {id: bureau-two, kind: ministry, name: {en: Bureau of Paces}}
"""
AGREEMENT = """\
[usual]
relative = {relative}
reason = "What is revised in a year."
"""


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    """Two producers of one figure, 4 % apart, and one order that prints no figures."""
    made = Workspace(tmp_path / "work")
    made.write("sources/reference/organisations.yaml", ORGANISATIONS + BUREAUS)
    for name, code, same, value in (("one", "RATE", "", "100"), ("two", "PACE", "RATE", "104")):
        source = SOURCE.replace('producer = "gac"', f'producer = "bureau-{name}"')
        made.write(f"sources/{name}/source.toml", source + TABLES.format(prefix=name))
        made.write(f"sources/{name}/indicators.csv", f"{HEAD}{code},percent,1,Rate,{same}\n")
        made.write(f"sources/{name}/data/{code}.csv", f"code,year,value\nKEN,2023,{value}\n")
    made.write("sources/reference/agreement.toml", AGREEMENT.format(relative="0.05"))
    made.template("figures", FIGURES, 'indicators = ["RATE"]\n')
    made.order("kenya", template='"figures"', formats='["html"]')
    assert set(outcomes(make(made)).values()) == {Outcome.PUBLISHED}
    assert plan(made).due == ()
    return made


def figures(work: Workspace, edition: int) -> str:
    return next(work.edition("kenya", edition).glob("*.html")).read_text("utf-8")


def test_a_narrower_agreement_is_a_reason_to_look_and_prints_both_where_they_disagree(
    work: Workspace,
) -> None:
    assert "104" not in figures(work, 1)
    work.write("sources/reference/agreement.toml", AGREEMENT.format(relative="0.01"))
    why = only(order(work))
    assert (why.what, why.name, why.certain) == ("measures", "reference", False)
    assert order(work).state == TO_CHECK
    assert order(work, "uganda").state == UP_TO_DATE
    assert outcomes(make(work)) == {"kenya": Outcome.PUBLISHED, "uganda": Outcome.UNCHANGED}
    assert "104" in figures(work, 2)
    assert plan(work).due == ()


def test_an_agreement_that_changes_nothing_printed_makes_no_edition(work: Workspace) -> None:
    work.write("sources/reference/agreement.toml", AGREEMENT.format(relative="0.06"))
    assert only(order(work)).what == "measures"
    assert set(outcomes(make(work)).values()) == {Outcome.UNCHANGED}
    assert plan(work).due == ()
    assert work.editions("kenya") == ["0001"]


def test_an_indicator_that_measures_the_same_no_more_is_a_reason(work: Workspace) -> None:
    work.write("sources/two/indicators.csv", f"{HEAD}PACE,percent,1,Rate,\n")
    reasons = [(why.what, why.name) for why in order(work).reasons]
    assert ("measures", "two") in reasons
    assert not order(work, "uganda").due
