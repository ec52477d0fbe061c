"""The files of long tables are read back by other means than they were written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.tablefiles import table_files
from generator.document.tree import (
    Cell,
    Citation,
    Document,
    Rest,
    Row,
    Signs,
    Strong,
    Table,
    Text,
    Value,
)
from generator.proof.table_text import prove_table
from generator.proof.trouble import UnreadableError
from tests.sample_tree import LANGUAGES, sample

NASTY = st.text(st.sampled_from("=+-@＝,;'\" \t\u200e\u00a0012.%aب|\u2028"), max_size=10)


def long(document: Document, texts: list[str]) -> tuple[Document, Table]:
    note = document.notes[0]
    rows = tuple(
        Row((
            Cell((Text(text), Citation(note.id, first=False)), "row"),
            Cell((Strong((Value(f"{n} km", f"fact-{n}", f"-{n}.5"),)), Text(" and "),
                  Value("in 2024", f"year-{n}", "2024", "time"))),
            Cell(()),
        ))
        for n, text in enumerate(texts)
    )  # fmt: skip
    head = (Row((Cell((Text("=Name"),), "col"), Cell((Text("Value"),), "col", colspan=2))),)
    rest = Rest(rows[1:], "rows.csv", ("UNCLASSIFIED", "=All"), (replace(note, id="file-note-1"),))
    table = Table((Text("All, or “most”"),), (40.0, 40.0, 20.0), head, rows[:1], rest=rest)
    return replace(document, blocks=(table,)), table


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("signs", [Signs(), Signs(";", ",")])
def test_a_finished_file_says_what_its_table_says(language: str, signs: Signs) -> None:
    document, table = long(replace(sample(language), signs=signs), ["a", "=b", "c;-d"])
    proof = prove_table(document, 1, table, table_files(document)["rows.csv"])
    assert (proof.lines, proof.differences) == (5, ())


@given(st.lists(NASTY, min_size=2, max_size=4), st.sampled_from([Signs(), Signs(";", ",")]))
def test_whatever_the_cells_say(texts: list[str], signs: Signs) -> None:
    document, table = long(replace(sample("en"), signs=signs), texts)
    assert prove_table(document, 1, table, table_files(document)["rows.csv"]).differences == ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("-1.5", "-1.4", 4),
        ("-1.5", "1.5", 4),
        ("'=b", "=b", 4),
        ("'=b", "'=c", 4),
        ("fact-2", "fact-3", 5),
        ("UNCLASSIFIED", "SECRET", 1),
        ("Value", "Number", 2),
        ("2 km and in 2024", "", 5),
    ],
)
def test_one_sign_that_differs_is_found(old: str, new: str, line: int) -> None:
    document, table = long(sample("en"), ["a", "=b", "c"])
    content = table_files(document)["rows.csv"].decode()
    assert old in content
    lines = content.split("\r\n")
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    proof = prove_table(document, 1, table, "\r\n".join(lines).encode())
    assert [one.place for one in proof.differences] == [f"Table 1 – All, or “most”, line {line}"]


def test_a_row_too_few_or_too_many_is_found() -> None:
    document, table = long(sample("en"), ["a", "b", "c"])
    lines = table_files(document)["rows.csv"].split(b"\r\n")
    fewer = b"\r\n".join([*lines[:-2], b""])
    more = b"\r\n".join([*lines[:-1], lines[-2], b""])
    assert prove_table(document, 1, table, fewer).differences[0].wanted == "c"
    assert prove_table(document, 1, table, more).differences[0].found == "c"


@pytest.mark.parametrize("content", [b"a,b", b"\xef\xbb\xbf\xff", b'\xef\xbb\xbf"a', b""])
def test_what_is_no_such_file_is_unreadable(content: bytes) -> None:
    document, table = long(sample("en"), ["a", "b"])
    with pytest.raises(UnreadableError):
        prove_table(document, 1, table, content)
