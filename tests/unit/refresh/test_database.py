"""A real database is asked, and its answer is read like every other table."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.gridlayout import GridLayout
from generator.facts.queryresult import read_result, text_of, written_result
from generator.facts.refused import RefusedError
from generator.facts.schema import Place
from generator.facts.shapes import sql
from generator.facts.shapes.sql import SqlLayout
from generator.facts.tablefile import TableFile
from generator.facts.tablesetup import TableSetup
from generator.problems import Findings
from generator.refresh.database import receive
from generator.refresh.report import Outcome, SourceReport
from generator.refresh.run import Means, Options, refresh
from tests.unit.facts.builder import Workspace, fact
from tests.unit.facts.test_tables import INDICATORS, SOURCE

ROWS = [(1, "IRQ", 2023, 45074049), (2, "CAN", 2023, None), (3, "CAN", 2024, 41_000_000)]
SETUP = (
    SOURCE.split("[[tables]]")[0]
    + """
[refresh]
enabled = true

[[tables]]
shape = "sql"
files = "received/latest/people.json"
document = "data"
id_prefix = "st"
indicator = "POP"
connection = "PEOPLE_DATABASE"
table = "people"
key = ["id"]
columns = { area = "country", period = "year", value = "value" }
"""
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A file of SQLite with a table of people."""
    path = tmp_path / "people.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE people (id, country TEXT, year INTEGER, value)")
        connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?)", reversed(ROWS))
    connection.close()
    return path


def asking(statement: str = "", **more: object) -> SqlLayout:
    settings: dict[str, object] = {"table": "" if statement else "people", "key": ("id",), **more}
    grid = GridLayout({"area": "country", "period": "year", "value": "value"})
    return SqlLayout(grid, "PEOPLE_DATABASE", statement, **settings)  # type: ignore[arg-type]


def ask(database: Path, settings: SqlLayout) -> bytes:
    return receive(settings, {"PEOPLE_DATABASE": f"sqlite:///{database}"})


def refused(database: Path, settings: SqlLayout) -> RefusedError:
    with pytest.raises(RefusedError) as raised:
        ask(database, settings)
    return raised.value


# ---------------------------------------------------------------- asking


def test_an_answer_has_its_columns_and_rows_in_the_order_of_the_key(database: Path) -> None:
    answer = ask(database, asking())
    result = read_result(answer)
    assert result.asked == "table people"
    assert result.columns == ("id", "country", "year", "value")
    assert result.rows[0] == ("1", "IRQ", "2023", "45074049")
    assert result.rows[1][3] == ""
    assert ask(database, asking()) == answer
    again = "SELECT id, country, year, value FROM people ORDER BY value DESC -- as you like;"
    assert read_result(ask(database, asking(again))).rows == result.rows


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM people",
        "INSERT INTO people VALUES (4, 'X', 1, 1)",
        "SELECT 1; DELETE FROM people",
        "WITH x AS (SELECT 1) DELETE FROM people",
        "ATTACH 'other.sqlite' AS other",
        "PRAGMA writable_schema = 1",
        "SELECT load_extension('x')",
        "SELECT writefile('x', 'y')",
        "VACUUM INTO 'copy.sqlite'",
    ],
)
def test_nothing_but_reading_is_possible(database: Path, statement: str) -> None:
    before = database.read_bytes()
    assert refused(database, asking(statement)).code in ("sql-statement", "sql-failed")
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir() if "sqlite" in path.name] == [
        "people.sqlite"
    ]


def test_an_answer_has_an_end_and_a_time(database: Path) -> None:
    endless = "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n"
    assert refused(database, asking(endless, most_rows=5_000)).code == "sql-rows"
    slow = endless.replace("SELECT id FROM n", "SELECT max(id) AS id FROM n")
    found = refused(database, asking(slow, seconds=1))
    assert (found.code, found.values["seconds"]) == ("sql-time", "1")


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("SELECT country FROM people", "sql-no-key"),
        ("SELECT 1 AS id FROM people", "sql-key-twice"),
        ("SELECT 1 AS id, x'00' AS value", "sql-type"),
        ("SELECT id FROM peeple", "sql-failed"),
    ],
)
def test_what_cannot_be_kept_is_told(database: Path, statement: str, code: str) -> None:
    assert refused(database, asking(statement)).code == code


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "sql-no-variable"),
        ("nonsense", "sql-address"),
        ("sqlite:////nowhere/at/all.sqlite", "sql-no-file"),
        ("mysql://reader:secret@host/name", "sql-kind"),
        ("postgresql+psycopg2://reader:secret@host/name", "sql-driver"),
        ("postgresql://reader:secret@127.0.0.1:9/name", "sql-failed"),
    ],
)
def test_a_database_that_cannot_be_asked_is_told_without_its_address(
    address: str, code: str
) -> None:
    with pytest.raises(RefusedError) as raised:
        receive(asking(), {"PEOPLE_DATABASE": address})
    assert raised.value.code == code
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is None or "secret" not in repr(raised.value.__cause__)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12)))
def test_numbers_are_kept_exactly(value: Decimal) -> None:
    kept = written_result("x", ["id"], [[text_of(value)]])
    assert Decimal(read_result(kept).rows[0][0]) == value


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=5)), min_size=2, max_size=2)))
def test_an_answer_is_read_as_it_was_written(rows: list[list[str | None]]) -> None:
    found = read_result(written_result("x", ["a", "b"], rows))
    assert [list(row) for row in found.rows] == [[cell or "" for cell in row] for row in rows]


# ---------------------------------------------------------------- as a source


@pytest.fixture
def people(tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with the database as a source."""
    monkeypatch.setenv("PEOPLE_DATABASE", f"sqlite:///{database}")
    workspace = Workspace(tmp_path)
    workspace.facts(fact())
    workspace.write("stats/source.toml", SETUP)
    workspace.write("stats/indicators.csv", INDICATORS)
    return workspace


def bring(workspace: Workspace) -> SourceReport:
    (report,) = refresh(workspace.root, Options(names=("stats",)), Means())
    return report


def figures(workspace: Workspace) -> dict[str, str]:
    found = workspace.read().facts
    return {key: str(one.quantity.value) for key, one in found.items() if one.quantity}


def test_a_source_is_read_from_what_was_received_and_never_from_the_database(
    people: Workspace, database: Path
) -> None:
    assert figures(people) == {}
    assert people.codes == ["received-nothing"]
    assert bring(people).outcome is Outcome.NEW
    database.unlink()
    assert figures(people) == {"st-pop-irq-2023": "45074049", "st-pop-can-2024": "41000000"}
    assert people.codes == []
    one = people.read().facts["st-pop-can-2024"]
    assert one.cell == "id=3/value"
    content = (people.root / one.file).read_bytes()
    settings = asking()
    setup = TableSetup("x", "data", "st", shape="sql", layout=settings)
    place = sql.locate(TableFile(content, "x", setup, Place("x", Findings())), one.line, one.cell)
    assert place is not None
    assert content[place.start : place.end] == b'"41000000"'


def test_what_a_database_refuses_replaces_nothing(people: Workspace, database: Path) -> None:
    bring(people)
    before = figures(people)
    assert bring(people).outcome is Outcome.UNCHANGED
    database.unlink()
    report = bring(people)
    assert report.outcome is Outcome.FAILED
    assert [problem.code for problem in report.problems] == ["sql-no-file"]
    assert figures(people) == before


NAMES = """
[tables.names.short]
en = "name"
fr = "nom"
[tables.codes]
currency = "currency"
"""


def test_a_database_may_say_what_countries_are_called(people: Workspace, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE names (code, name, nom, currency)")
        rows = [("NA", "Namibia", "Namibie", "NAD, ZAR"), ("IQ", "Iraq", None, "IQD")]
        connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", rows)
    connection.close()
    setup = SETUP.replace('indicator = "POP"\n', 'code_system = "iso2"\n')
    setup = setup.replace('table = "people"\nkey = ["id"]', 'table = "names"\nkey = ["code"]')
    head = setup.split("columns =", 1)[0]
    people.write("stats/source.toml", f'{head}columns = {{ area = "code" }}\n{NAMES}')
    (people.root / "sources/stats/indicators.csv").unlink()
    assert bring(people).outcome is Outcome.NEW
    base = people.read()
    assert people.codes == []
    assert {form: dict(some) for form, some in base.names["stats/NAM"].forms.items()} == {
        "short": {"en": "Namibia", "fr": "Namibie"}
    }
    assert base.names["stats/NAM"].currencies == ("NAD", "ZAR")
    assert base.names["stats/IRQ"].forms["short"] == {"en": "Iraq"}
    found = base.facts["st-country-name-short-fr-nam"]
    assert (found.cell, found.text["fr"].forms["other"]) == ("code=NA/nom", "Namibie")
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE names SET nom = 'la Namibie' WHERE code = 'NA'")
    connection.close()
    report = bring(people)
    assert report.outcome is Outcome.NEW
    assert people.read().names["stats/NAM"].forms["short"]["fr"] == "la Namibie"


def test_no_file_holds_the_address_of_the_database(
    people: Workspace, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(people)
    for path in (people.root / "sources/stats/received").rglob("*"):
        if path.is_file():
            assert str(database).encode() not in path.read_bytes()


def test_another_question_needs_another_answer(people: Workspace) -> None:
    bring(people)
    asked = 'query = "SELECT id, country, year, value FROM people WHERE year = 2023"'
    people.write("stats/source.toml", SETUP.replace('table = "people"', asked))
    assert figures(people) == {}
    assert people.errors == ["sql-other-query"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('table = "people"', "", "sql-what"),
        ('table = "people"', 'table = "people"\nquery = "SELECT 1"', "sql-what"),
        ('table = "people"', 'table = "people; DROP"', "code-sql-name"),
        ("PEOPLE_DATABASE", "postgresql://reader:x@host", "code-variable"),
        ('key = ["id"]', "", "field-missing"),
        ('key = ["id"]', 'key = ["id"]\nseconds = 0', "sql-limit"),
        ("received/latest/people.json", "data/*.json", "sql-file"),
    ],
)
def test_mistakes_in_the_setup_are_told(people: Workspace, old: str, new: str, code: str) -> None:
    people.write("stats/source.toml", SETUP.replace(old, new))
    people.read()
    assert code in people.errors


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{}", "sql-form"),
        (b"[", "json-cut"),
        (b"\xff", "not-utf8"),
        (b'{"form": "query-result-1", "asked": "x", "columns": ["a"], "rows": [[1]]}', "sql-row"),
        (b'{"form": "query-result-1", "asked": "x", "columns": [1], "rows": []}', "sql-form"),
    ],
)
def test_what_is_no_answer_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as raised:
        read_result(content)
    assert raised.value.code == code
