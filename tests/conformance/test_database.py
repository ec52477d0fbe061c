"""A real PostgreSQL server is asked for reading only, in time, and its answer is kept exactly."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pg8000.native
import pytest

from generator.facts.gridlayout import GridLayout
from generator.facts.queryresult import read_result
from generator.facts.refused import RefusedError
from generator.facts.shapes.sql import SqlLayout
from generator.refresh.database import receive
from tests.bounds import PATIENCE

TOOLS = os.environ.get("BRIEFING_CONFORMANCE", "")
pytestmark = pytest.mark.skipif(not TOOLS, reason="run by make conformance")


def _programs() -> Path:
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]


def _run(*command: str) -> None:
    """Run a program of the server; it refuses to be run by root."""
    as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_other, *command], check=True, capture_output=True, timeout=PATIENCE)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server of our own, with a table of people, for somebody who may write."""
    # Not below pytest's folder, which is shut to the server's own user.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    word = secrets.token_hex(12)
    secret = folder / "word"
    secret.write_text(word)
    secret.chmod(0o644)
    programs, data = _programs(), folder / "data"
    _run(
        str(programs / "initdb"), "-D", str(data), "-U", "officer", "--auth=scram-sha-256",
        f"--pwfile={secret}", "-E", "UTF8", "--locale=C",
    )  # fmt: skip
    control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-t", f"{PATIENCE:.0f}"]
    control += ["-l", str(folder / "log")]
    port = _started(control)
    try:
        _fill(port, word)
        yield f"postgresql://officer:{word}@127.0.0.1:{port}/postgres"
    finally:
        _run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _started(control: list[str]) -> int:
    """Start the server; gives its port. Another program may take a free one before it does."""
    for last in (False, False, False, True):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        try:
            _run(*control, "-o", options, "start")
        except subprocess.CalledProcessError:
            if last:
                raise
        else:
            break
    return port


def _fill(port: int, word: str) -> None:
    with pg8000.native.Connection(
        "officer", password=word, host="127.0.0.1", port=port, database="postgres"
    ) as database:
        database.run(
            "CREATE TABLE people (id integer PRIMARY KEY, country text, year date,"
            " value numeric, share double precision, note text)"
        )
        database.run(
            "INSERT INTO people VALUES"
            " (2, 'CIV', '2023-01-01', 28873034.50, 0.1, 'Côte d’Ivoire: 100 %'),"
            " (1, 'IRQ', '2023-01-01', 45074049, 28.1, 'العراق'),"
            " (3, 'CAN', '2024-12-31', NULL, 1e21, NULL)"
        )


def ask(address: str, statement: str = "", **more: object) -> bytes:
    grid = GridLayout({"area": "country", "period": "year", "value": "value"})
    what: dict[str, object] = {"table": "" if statement else "public.people", "key": ("id",)}
    settings = SqlLayout(grid, "PEOPLE", statement, **{**what, **more})  # type: ignore[arg-type]
    return receive(settings, {"PEOPLE": address})


def refused(address: str, statement: str, **more: object) -> RefusedError:
    with pytest.raises(RefusedError) as raised:
        ask(address, statement, **more)
    return raised.value


def people(address: str) -> list[tuple[str, ...]]:
    return list(read_result(ask(address)).rows)


def test_values_are_kept_exactly_and_in_the_order_of_the_key(address: str) -> None:
    assert people(address) == [
        ("1", "IRQ", "2023-01-01", "45074049", "28.1", "العراق"),
        ("2", "CIV", "2023-01-01", "28873034.50", "0.1", "Côte d’Ivoire: 100 %"),
        ("3", "CAN", "2024-12-31", "", "1e+21", ""),
    ]
    assert ask(address) == ask(address)


def test_a_question_may_hold_what_looks_like_a_place_for_a_value(address: str) -> None:
    statement = "SELECT id, note AS value FROM people WHERE note LIKE '%: 100 %' AND id = 2::int"
    assert read_result(ask(address, statement)).rows == (("2", "Côte d’Ivoire: 100 %"),)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM people",
        "SELECT 1 AS id; DELETE FROM people",
        "WITH gone AS (DELETE FROM people RETURNING id) SELECT id FROM gone",
        "SELECT id INTO others FROM people",
        "SELECT nextval('anything') AS id",
        "SELECT set_config('transaction_read_only', 'off', true) AS id",
        "COPY people TO '/tmp/people'",
        "COMMIT",
    ],
)
def test_nothing_but_reading_is_possible(address: str, statement: str) -> None:
    before = people(address)
    found = refused(address, statement)
    assert found.code in ("sql-statement", "sql-failed", "sql-type")
    assert people(address) == before


def test_an_answer_has_an_end_and_a_time(address: str) -> None:
    many = "SELECT n AS id FROM generate_series(1, 100000) AS n"
    assert refused(address, many, most_rows=5_000).code == "sql-rows"
    slow = refused(address, "SELECT 1 AS id, pg_sleep(30)::text AS value", seconds=1)
    assert (slow.code, slow.values["seconds"]) == ("sql-time", "1")


def test_what_the_server_says_is_told_without_the_password(address: str) -> None:
    found = refused(address, "SELECT id FROM peeple")
    assert str(found) == 'The database refused the question: relation "peeple" does not exist'
    word = address.split(":")[2].split("@")[0]
    wrong = address.replace(word, "another-word")
    found = refused(wrong, "SELECT 1 AS id")
    assert found.code == "sql-failed"
    assert "another-word" not in str(found)
    assert "password" in str(found)
