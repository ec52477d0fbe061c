"""Tables that do not begin on the first line of their CSV file, or end before its last."""

from __future__ import annotations

import pytest

from generator.facts.gridlayout import GridLayout
from generator.facts.readers.csv_frame import Frame, joined
from generator.facts.schema import Place
from generator.facts.shapes import csv
from generator.facts.tablefile import TableFile
from generator.facts.tablesetup import TableSetup
from generator.problems import Findings
from tests.unit.facts.builder import Workspace
from tests.unit.facts.test_tables import read, setting, statistics, table

__all__ = ["statistics"]

WORLD_BANK = """\
"Data Source","World Development Indicators",

"Last Updated Date","2026-07-01",

"country","year","value",
"IRQ","2022","44070551",
"IRQ","2023","45074049",
"""
OFFICE = """\
Inhabitants by country,,
country,year,value
IRQ,2022,44070551
IRQ,2023,45074049
Total,2023,45074049
"Source: census, and estimates.",,
"""


def found(statistics: Workspace) -> dict[str, str]:
    read_facts = read(statistics).items()
    return {name: str(fact.quantity.value) for name, fact in read_facts if fact.quantity}


BOTH = {"st-pop-irq-2022": "44070551", "st-pop-irq-2023": "45074049"}


def test_a_header_may_stand_under_other_lines(statistics: Workspace) -> None:
    setting(statistics, "header_rows = [5]\n")
    table(statistics, WORLD_BANK)
    assert found(statistics) == BOTH
    assert statistics.codes == []


def test_notes_and_totals_below_the_table_are_not_read(statistics: Workspace) -> None:
    setting(statistics, "header_rows = [2]\nlast_row = 4\n")
    table(statistics, OFFICE)
    assert found(statistics) == BOTH
    assert statistics.codes == []


def test_lines_of_a_fact_are_those_of_the_file(statistics: Workspace) -> None:
    setting(statistics, "header_rows = [5]\n")
    table(statistics, WORLD_BANK)
    assert [fact.line for fact in read(statistics).values()] == [6, 7]


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        ("", "csv-header-empty", 1),
        ("header_rows = [4]\n", "table-no-column", 4),
        ("header_rows = [40]\n", "csv-header-missing", 40),
        ("header_rows = [0]\n", "xlsx-header-rows", None),
        ("header_rows = [5, 2]\n", "xlsx-header-rows", None),
    ],
)
def test_a_header_that_is_not_there_is_told_with_what_to_write(
    statistics: Workspace, settings: str, code: str, line: int | None
) -> None:
    setting(statistics, settings)
    table(statistics, WORLD_BANK)
    assert read(statistics) == {}
    told = statistics.findings
    assert code in [one.code for one in told]
    assert any("header_rows" in one.remedy for one in told)
    if line is not None:
        assert [one.where.line for one in told if one.code == code][:1] == [line]


def test_a_header_of_two_lines_is_joined_as_its_cells_were_merged() -> None:
    upper = ("Country", "Exports", "", "Imports", "")
    lower = ("", "2023", "2024", "2023", "2024")
    assert joined([upper, lower]) == (
        "Country",
        "Exports 2023",
        "Exports 2024",
        "Imports 2023",
        "Imports 2024",
    )
    assert joined([lower]) == lower


def test_a_value_under_other_lines_is_found_in_the_bytes_as_received(
    statistics: Workspace,
) -> None:
    setting(statistics, "header_rows = [5]\n")
    table(statistics, WORLD_BANK)
    fact = read(statistics)["st-pop-irq-2023"]
    layout = csv.CsvLayout(GridLayout({}), ",", frame=Frame((5,)))
    setup = TableSetup("*.csv", "data", "st", layout=layout)
    file = TableFile(WORLD_BANK.encode(), "POP", setup, Place("POP.csv", Findings()))
    at = csv.locate(file, fact.line, fact.cell)
    assert at is not None
    assert WORLD_BANK.encode()[at.start : at.end] == b'"45074049"'
