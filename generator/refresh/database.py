"""Asks a database one question, for reading only, within a number of rows and a time.

The address of the database comes from an environment variable and is never written
anywhere: not into files, not into messages, not into logs.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from generator.facts.queryresult import text_of, written_result
from generator.facts.refused import RefusedError
from generator.facts.shapes.sql import SqlLayout, asked

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL

_BLOCK: Final = 1_000
_STEPS: Final = 10_000
"""Steps of SQLite between two looks at the clock."""
_COMMENTS: Final = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_READING: Final = re.compile(r"\s*(?:select|with|values|table)\b", re.IGNORECASE)
_ALLOWED: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)


def receive(settings: SqlLayout, environment: Mapping[str, str] = os.environ) -> bytes:
    """The answer of the database, as the bytes that are kept.

    Raises ``RefusedError``: no such variable, no such database, an answer that is too long or
    takes too long, and whatever the database says is wrong with the question.
    """
    address = environment.get(settings.connection, "")
    if not address:
        raise RefusedError("sql-no-variable", variable=settings.connection)
    try:
        import sqlalchemy
    except ImportError as error:
        raise RefusedError("sql-extra") from error
    try:
        url = sqlalchemy.make_url(address)
    except sqlalchemy.exc.ArgumentError:
        raise RefusedError("sql-address", variable=settings.connection) from None
    try:
        with _connected(url, settings) as connection:
            return _answer(connection, settings)
    except ImportError as error:
        raise RefusedError("sql-driver", kind=url.drivername) from error
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise _refused(error, url, settings) from None


def _answer(connection: Connection, settings: SqlLayout) -> bytes:
    import sqlalchemy

    deadline = time.monotonic() + settings.seconds
    if settings.table:
        name = [sqlalchemy.quoted_name(part, quote=True) for part in settings.table.split(".")]
        schema = name[0] if len(name) == 2 else None
        source = sqlalchemy.table(name[-1], schema=schema)
        question: Any = sqlalchemy.select(sqlalchemy.text("*")).select_from(source)
    else:
        question = _one_question(settings.statement)
    streamed = connection.execution_options(stream_results=True, max_row_buffer=_BLOCK)
    rows: list[list[str | None]] = []
    with streamed.execute(question) as result:
        columns = list(result.keys())
        while block := result.fetchmany(_BLOCK):
            for number, row in enumerate(block, len(rows) + 1):
                rows.append(_texts(row, columns, number))
            if len(rows) > settings.most_rows:
                raise RefusedError("sql-rows", limit=settings.most_rows)
            if time.monotonic() > deadline:
                raise RefusedError("sql-time", seconds=settings.seconds)
    return written_result(asked(settings), columns, _ordered(rows, columns, settings))


def _one_question(statement: str) -> Any:
    """The statement, when it only reads. Raises ``RefusedError``."""
    import sqlalchemy

    bare = _COMMENTS.sub(" ", statement).strip().rstrip(";")
    if not _READING.match(bare) or ";" in re.sub(r"'[^']*'", "", bare):
        raise RefusedError("sql-statement")
    return sqlalchemy.text(statement.strip().rstrip(";").replace(":", r"\:"))


def _texts(row: Sequence[object], columns: Sequence[str], number: int) -> list[str | None]:
    found = []
    for column, value in zip(columns, row, strict=True):
        try:
            found.append(text_of(value))
        except RefusedError as error:
            raise RefusedError(error.code, column=column, row=number, **error.values) from None
    return found


def _ordered(
    rows: list[list[str | None]], columns: Sequence[str], settings: SqlLayout
) -> list[list[str | None]]:
    """The rows in the order of their key: a database promises none."""
    places = {name.casefold(): number for number, name in enumerate(columns)}
    missing = [name for name in settings.key if name.casefold() not in places]
    if missing:
        raise RefusedError("sql-no-key", key=missing[0], known=", ".join(columns))
    numbers = [places[name.casefold()] for name in settings.key]
    keyed = sorted(rows, key=lambda row: [row[n] or "" for n in numbers])
    for before, row in pairwise(keyed):
        if all(before[n] == row[n] for n in numbers):
            shown = ", ".join(f"{columns[n]} = {row[n]}" for n in numbers)
            raise RefusedError("sql-key-twice", key=shown[:120])
    return keyed


# ------------------------------------------------------------ connections


@contextmanager
def _connected(url: URL, settings: SqlLayout) -> Iterator[Connection]:
    """A connection that can only read, and that gives up in time."""
    engine = _engine(url, settings)
    try:
        with engine.connect() as connection, connection.begin():
            if engine.dialect.name == "sqlite":
                _only_reading(connection)
            else:
                connection.exec_driver_sql("SET TRANSACTION READ ONLY")
                connection.exec_driver_sql(
                    f"SET LOCAL statement_timeout = {int(settings.seconds) * 1000}"
                )
            yield connection
    finally:
        engine.dispose()


def _engine(url: URL, settings: SqlLayout) -> Engine:
    import sqlalchemy
    from sqlalchemy.pool import NullPool

    kind = url.get_backend_name()
    if kind == "sqlite":
        path = Path(url.database or "")
        return sqlalchemy.create_engine(
            "sqlite://",
            creator=lambda: _sqlite(path, settings.seconds),
            poolclass=NullPool,
            hide_parameters=True,
        )
    if kind != "postgresql":
        raise RefusedError("sql-kind", kind=kind)
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+pg8000")
    return sqlalchemy.create_engine(url, poolclass=NullPool, hide_parameters=True)


def _sqlite(path: Path, seconds: int) -> sqlite3.Connection:
    """A file opened for reading, in which no statement can do anything else."""
    if not path.is_file():
        raise RefusedError("sql-no-file")
    address = f"{path.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    return connection


def _only_reading(connection: Connection) -> None:
    """From here on SQLite refuses all but reading; SQLAlchemy has asked what it needs to know."""
    driver: Any = connection.connection.dbapi_connection
    driver.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )


def _refused(error: Exception, url: URL, settings: SqlLayout) -> RefusedError:
    """What the database said, in one line and without its address."""
    said = str(getattr(error, "orig", None) or error)
    if "interrupted" in said or "statement timeout" in said:
        return RefusedError("sql-time", seconds=settings.seconds)
    if "not authorized" in said or "prohibited" in said:
        return RefusedError("sql-statement")
    found = re.search(r"'M': '((?:[^'\\]|\\.)*)'", said)  # pg8000 gives a table of fields
    said = found.group(1) if found else said.strip().split("\n", 1)[0]
    for secret in (url.password, url.render_as_string(hide_password=False)):
        if secret:
            said = said.replace(str(secret), "…")
    return RefusedError("sql-failed", reason=said[:200])
