"""Of a table that was read before only the rows that are new or wanted are looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.rowgroups import SoundTables, group_digests, is_simple, sound_tables
from generator.facts.schema import Place
from generator.facts.shapes.csv import observations
from generator.facts.sourcefile import read_source_file
from generator.facts.tablefile import TableFile
from generator.problems import Findings
from tests.unit.facts.builder import Workspace
from tests.unit.facts.test_tables import INDICATORS, SOURCE

HEAD = "country,year,value\n"
ROWS = "IRQ,2023,1\nIRQ,2024,2\nCAN,2023,3\nNAM,2023,4\nFJI,2023,5\n"
AREAS = st.sampled_from(["IRQ", "CAN", "NAM"])
TABLE = st.lists(st.tuples(AREAS, st.sampled_from("12345")), max_size=8)


def lines(rows: list[tuple[str, str]]) -> str:
    return HEAD + "".join(f"{area},2023,{value}\n" for area, value in rows)


@pytest.mark.parametrize(
    ("content", "simple"),
    [
        (HEAD + ROWS, True),
        (HEAD, True),
        (HEAD + ROWS + "\n", True),
        (HEAD + "Iraq,2023,1\n", False),
        (HEAD + "irq,2023,1\n", False),
        (HEAD + " IRQ,2023,1\n", False),
        (HEAD + "IRQ\n", False),
        (HEAD + "IRQA,2023,1\n", False),
        (HEAD + '"IRQ",2023,1\n', False),
    ],
)
def test_a_table_is_simple_when_each_row_begins_with_the_code_of_its_area(
    content: str, simple: bool
) -> None:
    assert is_simple(content.encode()) is simple


@given(TABLE, TABLE)
def test_a_digest_is_the_same_exactly_when_head_and_rows_of_the_area_are(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    old, new = (group_digests(lines(rows).encode()) for rows in (before, after))
    for area in ("IRQ", "CAN", "NAM"):
        then, now = ([v for a, v in rows if a == area] for rows in (before, after))
        assert (old.get(area) == new.get(area)) is (then == now)
    other = group_digests(lines(after).replace("value", "count").encode())
    assert not {*new.values()} & {*other.values()}


def test_what_is_packed_is_read_back_and_what_is_damaged_knows_no_table() -> None:
    sound = SoundTables({"b" * 64: ("1" * 32, "2" * 32), "a" * 64: ()})
    assert sound_tables(sound.packed()) == sound
    assert sound.groups == {"1" * 32, "2" * 32}
    assert sound_tables(b"") == SoundTables()
    assert "a" * 64 not in sound_tables(b"\xff\x00 nothing\n\n").files


def opened(workspace: Workspace, content: str, known: str, areas: set[str]) -> TableFile:
    """A table of which rows were read before."""
    workspace.write("stats/source.toml", SOURCE)
    workspace.write("stats/indicators.csv", INDICATORS)
    folder = workspace.root / "sources/stats"
    source = read_source_file(folder, "source.toml", Place("source.toml", Findings()))
    assert source is not None
    before = frozenset(group_digests(known.encode()).values())
    file = TableFile(
        content.encode(), "POP", source.tables[0], Place("POP.csv", Findings()), known=before
    )
    return replace(file, areas=frozenset(areas))


@pytest.mark.parametrize(
    ("content", "areas", "looked", "seen"),
    [
        (HEAD + ROWS, set(), 5, 0),  # nothing is to be read: then all is looked at, as ever
        (HEAD + ROWS, {"NAM"}, 1, 1),
        (HEAD + ROWS.replace("CAN,2023,3", "CAN,2023,9"), {"NAM"}, 2, 1),
        (HEAD + ROWS.replace("IRQ,2024,2", "IRQ,2024,9"), {"NAM"}, 3, 1),
        (HEAD + ROWS.replace("IRQ,2024,2\n", ""), {"NAM"}, 2, 1),
        (HEAD + ROWS + "KEN,2023,7\n", {"NAM", "IRQ"}, 4, 3),
        (HEAD.replace("value", "value ") + ROWS, {"NAM"}, 0, 0),
        (HEAD + ROWS.replace("IRQ", "Irq"), {"NAM"}, 5, 1),
        (HEAD + ROWS.replace("CAN,2023,3", '"CAN",2023,3'), {"NAM"}, 5, 1),
        (HEAD + ROWS + "KEN;2023;7\n", {"NAM"}, 6, 1),  # told for its length, as ever
        (HEAD + ROWS + "KEN|2023,7,8\n", {"NAM"}, 6, 1),
        ("\n" + HEAD + ROWS, {"NAM"}, 5, 1),
    ],
)
def test_only_rows_that_are_new_or_wanted_are_looked_at(
    workspace: Workspace, content: str, areas: set[str], looked: int, seen: int
) -> None:
    file = opened(workspace, content, HEAD + ROWS, areas)
    assert len([*observations(file)]) == seen
    assert file.records == looked


def test_lines_are_those_of_the_file_and_new_rows_without_form_are_told(
    workspace: Workspace,
) -> None:
    content = HEAD + ROWS.replace("CAN,2023,3", "CAN,2023,3,x") + "KEN,2023,7\n"
    file = opened(workspace, content, HEAD + ROWS, {"FJI"})
    (found,) = observations(file)
    assert (found.area, found.locator.line) == ("FJI", 6)
    (problem,) = file.place.findings
    assert (problem.code, problem.where.line) == ("csv-row-length", 4)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "file-empty"),
        (HEAD, "csv-no-rows"),
        (HEAD + ROWS[:-1], "csv-cut"),
        (HEAD + ROWS.replace("3\n", "3\x00\n"), "csv-character"),
        (HEAD + ROWS.replace("CAN,2023,3", f"CAN,2023,{'3' * 20_001}"), "csv-field-long"),
    ],
)
def test_a_file_that_is_unsound_as_a_whole_is_refused_whatever_is_known_of_it(
    workspace: Workspace, content: str, code: str
) -> None:
    file = opened(workspace, content, HEAD + ROWS, {"NAM"})
    assert len([*observations(file)]) <= 1  # before it is known that it is unsound
    assert [problem.code for problem in file.place.findings] == [code]
    assert file.unsound
