"""Tables that count in thousands or millions: facts hold the full number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.refused import RefusedError
from generator.facts.scales import in_full, power_of
from generator.limits import DEFAULT_LIMITS
from tests.unit.facts.builder import Workspace
from tests.unit.facts.test_table_layouts import COLUMNS, source, values
from tests.unit.facts.test_tables import read, setting, statistics, table

__all__ = ["statistics"]

SCALED = COLUMNS.replace('value = "value"', 'value = "value", scale = "scale"')


def test_a_whole_table_may_count_in_millions(statistics: Workspace) -> None:
    setting(statistics, 'scale = "million"\n')
    table(statistics, "country,year,value\nIRQ,2023,43.5\nCAN,2023,40.1234567\n")
    assert values(statistics) == {
        "st-pop-irq-2023": "43500000",
        "st-pop-can-2023": "40123456.7",
    }
    found = read(statistics)
    decimals = [found[f"st-pop-{area}-2023"].quantity.decimals for area in ("irq", "can")]  # type: ignore[union-attr]
    assert decimals == [0, 1]
    assert (found["st-pop-irq-2023"].line, found["st-pop-irq-2023"].cell) == (2, "value")


def test_each_row_may_say_in_what_it_counts(statistics: Workspace) -> None:
    source(statistics, COLUMNS, SCALED)
    rows = ("2020,1,Units", "2021,2.5,Millions", "2022,3,9", "2023,4,", "2024,5,milliers")
    table(statistics, "country,year,value,scale\n" + "".join(f"IRQ,{row}\n" for row in rows))
    assert values(statistics) == {
        "st-pop-irq-2020": "1",
        "st-pop-irq-2021": "2500000",
        "st-pop-irq-2022": "3000000000",
        "st-pop-irq-2023": "4",
        "st-pop-irq-2024": "5000",
    }


def test_what_a_row_counts_in_is_never_guessed(statistics: Workspace) -> None:
    source(statistics, COLUMNS, SCALED)
    table(statistics, "country,year,value,scale\nIRQ,2023,1,Dozens\nIRQ,2024,2,1000\n")
    assert values(statistics) == {}
    wrong = [p for p in statistics.findings if p.code == "table-scale-unknown"]
    assert [(p.where.line, p.where.field) for p in wrong] == [(2, "scale"), (3, "scale")]
    assert wrong[0].what == "“Dozens” does not say in what the number counts."
    assert wrong[0].remedy == (
        "Write units, thousands, millions or billions, or the power of ten: 0, 3, 6 or 9."
    )


@pytest.mark.parametrize("cell", ["billions", "Billion", "TRILLIONS"])
def test_billions_are_of_one_size_in_english_alone(cell: str) -> None:
    assert power_of(cell, "en") in (9, 12)
    for language in ("fr", "de", "es"):
        with pytest.raises(RefusedError) as refused:
            power_of(cell, language)
        assert refused.value.code == "table-scale-long"


def test_the_scale_is_stated_once(statistics: Workspace) -> None:
    source(statistics, COLUMNS, SCALED + 'scale = "thousand"\n')
    table(statistics, "country,year,value,scale\nIRQ,2023,1,Units\n")
    assert values(statistics) == {}
    assert "table-scale-twice" in statistics.errors


def test_a_number_beyond_the_limits_is_refused(statistics: Workspace) -> None:
    setting(statistics, 'scale = "trillion"\n')
    table(statistics, "country,year,value\nIRQ,2023,99999999999999\n")
    assert values(statistics) == {}
    assert "number-large" in statistics.errors


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-999, max_value=999),
    st.integers(0, 12),
)
def test_the_full_number_is_exact_and_plain(value: Decimal, power: int) -> None:
    full, decimals = in_full(value, power, DEFAULT_LIMITS)
    assert full == value * 10**power
    assert "E" not in str(full)
    assert decimals == max(0, 6 - power)
