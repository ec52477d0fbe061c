"""From a fact to the bytes it was read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.gridlayout import GridLayout
from generator.facts.observations import Locator
from generator.facts.readers.csv_cells import cell_spans, raw_records
from generator.facts.schema import Place
from generator.facts.shapes import csv
from generator.facts.tablefile import TableFile
from generator.facts.tablesetup import TableSetup
from generator.problems import Findings
from tests.unit.facts.builder import Workspace
from tests.unit.facts.test_tables import SOURCE, read, statistics, table

__all__ = ["statistics"]


def opened(content: bytes, *, delimiter: str = ",", encoding: str = "utf-8") -> TableFile:
    layout = csv.CsvLayout(GridLayout({}), delimiter, encoding)
    setup = TableSetup("*.csv", "data", "st", layout=layout)
    return TableFile(content, "POP", setup, Place("POP.csv", Findings()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_value_is_found_again_in_the_bytes_as_received(
    statistics: Workspace, encoding: str
) -> None:
    rows = 'country,note,year,value\r\nIRQ,"à la\nligne, là",2023,"1234.5"\r\nCAN,é,2024,7\r\n'
    content = rows.encode(encoding)
    stated = f'encoding = "{encoding}"\n' if encoding.startswith("win") else ""
    statistics.write("stats/source.toml", SOURCE + stated)
    table(statistics, content)
    found = read(statistics)
    for fact_id, written in (("st-pop-irq-2023", '"1234.5"'), ("st-pop-can-2024", "7")):
        fact = found[fact_id]
        at = csv.locate(
            opened(content, encoding="windows-1252" if stated else "utf-8"), fact.line, fact.cell
        )
        assert at is not None
        plain = {"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
        assert content[at.start : at.end].decode(plain) == written


@pytest.mark.parametrize(("line", "cell"), [(2, "other"), (3, "value"), (9, "value")])
def test_a_place_that_is_not_there_is_not_found(line: int, cell: str) -> None:
    assert csv.locate(opened(b'country,value\nIRQ,1\n\nCAN,"2\n3"\n'), line, cell) is None


def test_the_line_of_a_record_is_the_one_it_ends_on() -> None:
    file = opened(b'country,value\nCAN,"2\n3"\n')
    assert csv.locate(file, 3, "VALUE") == Locator(3, "VALUE", 18, 23)


@given(
    st.lists(
        st.lists(st.text('ab,;"\n é', max_size=6), min_size=2, max_size=4), min_size=1, max_size=5
    ),
    st.sampled_from([",", ";"]),
)
def test_cells_stand_where_they_are_said_to(rows: list[list[str]], delimiter: str) -> None:
    import csv as standard
    import io

    out = io.StringIO()
    standard.writer(out, delimiter=delimiter, quoting=standard.QUOTE_ALL).writerows(rows)
    text = out.getvalue()
    found = []
    for begin, record, _ in raw_records(text, delimiter):
        spans = cell_spans(record, delimiter)
        found.append([text[begin + a + 1 : begin + b - 1].replace('""', '"') for a, b in spans])
    assert found == [row for row in rows if any(row)]


def test_a_pattern_never_leaves_the_folder(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("stats/source.toml", SOURCE.replace('"data/*.csv"', '"data/../../x.csv"'))
    workspace.read()
    assert "table-no-file" in workspace.codes
