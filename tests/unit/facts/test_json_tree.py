from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.readers.json_tree import json_tree, read_json_tree
from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table
from generator.problems import Findings
from tests.bounds import ends


def read(text: str) -> tuple[Node | None, list[tuple[str, int | None]]]:
    findings = Findings()
    tree = json_tree(text, "facts.json", findings)
    return tree, [(problem.code, problem.where.line) for problem in findings]


def plain(node: Node) -> Any:
    """The tree as Python values, numbers as text."""
    if isinstance(node, Table):
        return {key: plain(inner) for key, inner in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(inner) for inner in node.items]
    words = {"true": True, "false": False, "null": None}
    return words[node.text] if node.style in (Style.BOOLEAN, Style.NULL) else node.text


def test_numbers_stay_as_they_are_written() -> None:
    tree, _ = read('{"a": 12345678901234567890, "b": 0.1234567890123456789, "c": 1e400}')
    assert tree is not None
    assert list(plain(tree).values()) == ["12345678901234567890", "0.1234567890123456789", "1e400"]


def test_every_node_knows_its_line() -> None:
    tree, _ = read('{\n  "a": [1,\n    {"b": "x"}]\n}')
    assert isinstance(tree, Table)
    listed = tree.entries["a"]
    assert isinstance(listed, Sequence)
    inner = listed.items[1]
    assert isinstance(inner, Table)
    assert (inner.line, inner.column, inner.keys["b"]) == (3, 5, (3, 6))
    scalar = inner.entries["b"]
    assert isinstance(scalar, Scalar)
    assert scalar.style is Style.QUOTED


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{"gdp": 1,\n"gdp": 2}', "duplicate-key", 2),
        ('{"é": 1, "e\u0301": 2}', "duplicate-key", 1),
        ('[{"value": NaN}]', "json-not-finite", 1),
        ("[-Infinity]", "json-not-finite", 1),
        ('[{"a": 1},{"coun', "json-cut", 1),
        ('{"a": [1, 2', "json-cut", 1),
        ('{"a": "x\ty"}', "json-string", 1),
        ('["\\x"]', "json-string", 1),
        ("[1,]", "json-syntax", 1),
        ('{"a": 1,\n}', "json-syntax", 2),
        ("{'a': 1}", "json-syntax", 1),
        ("[01]", "json-syntax", 1),
        ("[1] [2]", "json-syntax", 1),
        ("[1}", "json-syntax", 1),
        ("", "file-empty", 1),
        ("[" * 100_000, "file-deep", 1),
        ('{"' + "k" * 201 + '": 1}', "key-long", 1),
    ],
)
def test_what_json_should_not_hold_is_refused_with_its_line(
    text: str, code: str, line: int
) -> None:
    tree, problems = read(text)
    assert tree is None
    assert problems == [(code, line)]


def test_a_mark_of_byte_order_is_no_content(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    tree = read_json_tree(path, Findings())
    assert tree is not None
    assert plain(tree) == {"a": "1"}


_JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(_JSON, st.booleans())
def test_what_the_standard_writer_writes_reads_back(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=1)
    tree, problems = read(text)
    assert problems == []
    assert tree is not None
    assert plain(tree) == value


@given(st.text(max_size=100))
def test_any_text_is_read_as_the_standard_reads_it_or_refused(text: str) -> None:
    tree, problems = read(text)
    assert (tree is None) == bool(problems)
    if tree is not None:
        json.loads(text)


def test_the_json_parsing_test_suite_is_read_rightly(shared: Path) -> None:
    rows = (shared / "hostile/public/json-test-suite.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, rows):
        content = base64.b64decode(row["b64"])
        try:
            text = content.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue  # refused before JSON is looked at
        with ends(row["id"]):
            tree, problems = read(text)
        if row["id"].startswith("n_"):
            assert tree is None, row["id"]
        elif row["id"].startswith("y_") and "duplicated_key" not in row["id"]:
            assert problems == [], row["id"]
            assert tree is not None, row["id"]
            expected = json.loads(text, parse_int=str, parse_float=str)
            assert plain(tree) == expected, row["id"]


def test_hostile_files_are_refused_or_read_rightly(shared: Path) -> None:
    expected = {
        "bom.json": None,
        "deep.json": "file-deep",
        "dup.json": "duplicate-key",
        "nan.json": "json-not-finite",
        "nul.json": None,  # the field takes the character out and says so
        "overflow.json": None,  # the field refuses the number
        "precision.json": None,
        "surrogate.json": None,  # the field refuses the text
        "truncated.json": "json-cut",
    }
    for path in sorted((shared / "hostile/json").iterdir()):
        findings = Findings()
        tree = read_json_tree(path, findings)
        codes = [problem.code for problem in findings]
        assert codes == ([expected[path.name]] if expected[path.name] else []), path.name
        assert (tree is None) == bool(codes)
