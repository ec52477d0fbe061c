"""What a document knows of its printed facts beside their words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.document.facts import facts_json
from generator.facts.dates import parse_edtf
from generator.facts.model import Kind, Moment
from tests.unit.compose.stage import PAGE, Stage, amount, fact, needs

VALUES = "{% for f in facts.some %}<p>{{ f|value }}{{ f|cite }}</p>{% endfor %}"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")


def test_a_record_says_unit_period_origin_and_place(stage: Stage) -> None:
    growth = fact(
        id="growth",
        kind=Kind.FIGURE,
        indicator="growth",
        quantity=amount("3.1", "percent"),
        moment=Moment(parse_edtf("2023")),
        locator="table 4",
    )
    stage.needs = needs(growth)
    record = stage.document(VALUES, "fr-CA").records["growth"]
    assert (record.kind, record.unit, record.period) == ("figure", "percent", "2023")
    origin = record.origin
    assert (origin.producer, origin.title) == ("Affaires mondiales Canada", "Le Canada en Irak")
    assert (origin.title_lang, origin.locator) == ("fr", "table 4")
    assert (origin.as_of, origin.retrieved, origin.url) == ("2017", "2024-11-22", PAGE.url)


def test_an_amount_without_currency_has_no_unit(stage: Stage) -> None:
    paid = fact(id="paid", quantity=amount("5", "currency", currency="XXX"))
    stage.needs = needs(paid)
    record = stage.document(VALUES).records["paid"]
    assert (record.unit, record.currency) == ("", "")


def test_facts_that_are_looked_at_and_not_printed_leave_no_trace(stage: Stage) -> None:
    shown = fact("One.", id="shown", quantity=amount("12", "persons"))
    hidden = fact("Two.", id="hidden-one", quantity=amount("987654", "persons"))
    stage.needs = needs(shown, hidden)
    text = "{% for f in facts.some if f.id == 'shown' %}<p>{{ f|value }}</p>{% endfor %}"
    content = facts_json(stage.document(text)).decode()
    assert "shown" in content
    assert "hidden-one" not in content
    assert "987654" not in content


def test_an_exact_value_is_never_rounded(stage: Stage) -> None:
    exact = Decimal("4012345678.125")
    aid = fact(id="aid", quantity=amount(str(exact), "currency", currency="CAD"))
    stage.needs = needs(aid)
    assert str(exact) in facts_json(stage.document(VALUES)).decode()
