"""Declared corrections of mistakes in the data, and what happens once a source is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts.model import Fact, FactBase
from generator.facts.sources import read_sources
from generator.problems import Findings, Severity
from tests.unit.facts.builder import Workspace, fact
from tests.unit.facts.test_tables import INDICATORS, SOURCE, read, table

DATA = "country,year,value\nIRQ,2023,-45074049\nIRQ,2024,46042015\nCAN,2023,40\n"
DECLARED = """\
[[correction]]
area = "IRQ"
indicator = "POP"
period = "2023"
received = "-45074049"
corrected = "45074049"
reason = "The sign is a mistake of transmission."
by = "A. Editor"
on = 2026-11-20
evidence = "The printed yearbook, page 3"
"""
FILE = "sources/stats/corrections/population.toml"


@pytest.fixture
def statistics(workspace: Workspace) -> Workspace:
    workspace.facts(fact())
    workspace.write("stats/source.toml", SOURCE)
    workspace.write("stats/indicators.csv", INDICATORS)
    table(workspace, DATA)
    return workspace


def declare(statistics: Workspace, text: str = DECLARED) -> dict[str, Fact]:
    statistics.write("stats/corrections/population.toml", text)
    return read(statistics)


def told(statistics: Workspace) -> list[tuple[str, Severity, str]]:
    return [
        (problem.code, problem.severity, problem.where.file or "")
        for problem in statistics.findings
        if problem.code.startswith("correction")
    ]


def test_the_corrected_value_is_used_and_says_what_was_received(statistics: Workspace) -> None:
    found = declare(statistics)["st-pop-irq-2023"]
    assert found.quantity is not None
    assert str(found.quantity.value) == "45074049"
    assert found.correction is not None
    assert (found.correction.received, found.correction.by) == ("-45074049", "A. Editor")
    assert (found.correction.file, found.correction.line) == (FILE, 1)
    assert (found.file, found.line, found.cell) == ("sources/stats/data/POP.csv", 2, "value")
    assert statistics.codes == []


def test_nothing_else_is_touched_and_the_version_tells_of_the_correction(
    statistics: Workspace,
) -> None:
    before = read(statistics)
    after = declare(statistics)
    changed = [name for name in before if before[name].version != after[name].version]
    assert changed == ["st-pop-irq-2023"]
    reworded = declare(statistics, DECLARED.replace("transmission", "copying"))
    assert reworded["st-pop-irq-2023"].version != after["st-pop-irq-2023"].version


@pytest.mark.parametrize(
    ("period", "corrected"),
    [
        ("2023/2025", ["2023", "2024"]),
        ("2023/..", ["2023", "2024"]),
        ("../2023", ["2023"]),
        ("2024/2025", ["2024"]),
        ("2023/2023-11", []),
        ("2025/2026", []),
    ],
)
def test_one_correction_may_be_of_each_period_of_a_span(
    statistics: Workspace, period: str, corrected: list[str]
) -> None:
    table(statistics, "country,year,value\nIRQ,2023,5\nIRQ,2024,5\nIRQ,2022,6\nCAN,2023,5\n")
    text = DECLARED.replace('"2023"', f'"{period}"').replace('"-45074049"', '"5"')
    found = declare(statistics, text)
    years = [one.as_of and one.as_of.text for one in found.values() if one.correction]
    assert years == corrected
    assert [code for code, _, _ in told(statistics) if code != "correction-changed"] == (
        [] if corrected else ["correction-unmet"]
    )


def test_a_datum_can_be_left_out(statistics: Workspace) -> None:
    text = DECLARED.replace('corrected = "45074049"', "leave_out = true")
    assert sorted(declare(statistics, text)) == ["st-pop-can-2023", "st-pop-irq-2024"]
    assert statistics.codes == []


@pytest.mark.parametrize(
    ("now", "code"),
    [("45074049", "correction-mended"), ("45074050", "correction-changed")],
)
def test_once_the_source_says_something_else_the_correction_does_nothing(
    statistics: Workspace, now: str, code: str
) -> None:
    table(statistics, DATA.replace("-45074049", now))
    found = declare(statistics)["st-pop-irq-2023"]
    assert found.quantity is not None
    assert str(found.quantity.value) == now
    assert found.correction is None
    assert told(statistics) == [(code, Severity.WARNING, FILE)]


def test_what_is_told_is_for_an_officer(statistics: Workspace) -> None:
    table(statistics, DATA.replace("-45074049", "45074050"))
    declare(statistics)
    (problem,) = [one for one in statistics.findings if one.code == "correction-changed"]
    assert problem.what == (
        "IRQ POP 2023: the correction of “-45074049” is not used, because the source now says "
        "“45074050”."
    )
    assert problem.remedy == (
        "Look whether the source was mended: then remove the correction. If it is still wrong, "
        "put the new value into received."
    )


def test_a_correction_of_nothing_is_told(statistics: Workspace) -> None:
    table(statistics, DATA.replace("IRQ,2023,-45074049\n", ""))
    declare(statistics)
    assert told(statistics) == [("correction-unmet", Severity.WARNING, FILE)]


def test_corrections_of_other_countries_are_nobodys_concern_in_a_brief(
    statistics: Workspace,
) -> None:
    statistics.write("stats/corrections/population.toml", DECLARED)
    read(statistics, areas=["CAN"])
    assert told(statistics) == []


def test_numbers_are_compared_as_numbers(statistics: Workspace) -> None:
    found = declare(statistics, DECLARED.replace('"-45074049"', '"-45074049.0"'))
    assert found["st-pop-irq-2023"].correction is not None


def test_what_cannot_be_corrected_so_is_told_and_does_not_print(statistics: Workspace) -> None:
    found = declare(statistics, DECLARED.replace('corrected = "45074049"', 'corrected = "many"'))
    assert "st-pop-irq-2023" not in found
    assert told(statistics) == [("correction-form", Severity.ERROR, FILE)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('reason = "The sign is a mistake of transmission."\n', "", "field-missing"),
        ("on = 2026-11-20\n", "", "field-missing"),
        ("on = 2026-11-20", 'on = "2026-11"', "date-day-needed"),
        ('by = "A. Editor"', 'bye = "A. Editor"', "field-unknown-near"),
        ('period = "2023"', 'file = "data/POP.csv"', "correction-twofold"),
        ('period = "2023"', "leave_out = true", "correction-left-out"),
        ('area = "IRQ"', 'area = "Iraq"', "code-area"),
    ],
)
def test_mistakes_in_a_correction_are_told_with_their_place(
    statistics: Workspace, old: str, new: str, code: str
) -> None:
    declare(statistics, DECLARED.replace(old, new))
    problem = next(one for one in statistics.findings if one.code == code)
    assert problem.where.file == FILE
    assert problem.where.line


def test_other_files_in_the_folder_are_told(statistics: Workspace) -> None:
    statistics.write("stats/corrections/list.csv", "a,b\n")
    read(statistics)
    assert told(statistics) == [
        ("corrections-suffix", Severity.WARNING, "sources/stats/corrections/list.csv")
    ]


# ---------------------------------------------------------------- those that ship


@pytest.fixture(scope="module")
def shipped() -> tuple[FactBase, Findings]:
    root = Path(__file__).resolve().parents[3]
    findings = Findings()
    areas = ["FRA", "BIH", "COD", "IRL", "JPN"]
    return read_sources(root, findings, areas=areas), findings


@pytest.mark.parametrize(
    ("chamber", "area", "date"),
    [
        ("lower", "fra", "2024-06-30/2024-07-07"),
        ("upper", "fra", "2023-09-24"),
        ("lower", "jpn", "2024-10-27"),
        ("upper", "jpn", "2025-07-20"),
        ("lower", "bih", "2022-10-02"),
        ("lower", "cod", "2023-12-20"),
        ("upper", "irl", "2025-01-29/2025-01-30"),
    ],
)
def test_exchanged_dates_of_chambers_stand_the_right_way_round(
    shipped: tuple[FactBase, Findings], chamber: str, area: str, date: str
) -> None:
    found = shipped[0].facts[f"wfb-government-{chamber}-chamber-last-election-{area}"]
    period = found.moment.period
    ends = (period.start, period.end) if period else (found.moment.date,)
    assert "/".join(end.text for end in ends if end) == date
    assert found.correction is not None
    assert found.cell.startswith("/Government/Legislative branch")
    assert found.line


def test_shipped_corrections_are_all_used(shipped: tuple[FactBase, Findings]) -> None:
    assert not [one.code for one in shipped[1]]
    assert sum(one.correction is not None for one in shipped[0].facts.values()) == 10
