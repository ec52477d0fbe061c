from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table
from generator.facts.readers.yaml_tree import read_yaml_tree, yaml_tree
from generator.limits import Limits
from generator.problems import Findings
from tests.bounds import ends


def read(text: str) -> tuple[Node | None, list[tuple[str, int | None]]]:
    findings = Findings()
    tree = yaml_tree(text, "facts.yaml", findings)
    return tree, [(problem.code, problem.where.line) for problem in findings]


def plain(node: Node) -> Any:
    """The tree as lists, dictionaries and texts."""
    if isinstance(node, Table):
        return {key: plain(inner) for key, inner in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(inner) for inner in node.items]
    return node.text


@pytest.mark.parametrize(
    "text", ["NO", "no", "12:30:45", "010", "0o17", "1.10", "1e9", ".nan", "Null"]
)
def test_a_scalar_stays_the_text_it_is(text: str) -> None:
    tree, problems = read(f"- {text}\n")
    assert tree is not None
    assert plain(tree) == [text]
    assert problems == []


def test_every_node_knows_its_line_and_key() -> None:
    tree, _ = read('a: 1\nb:\n  - x\n  - {c: "d"}\n')
    assert isinstance(tree, Table)
    assert tree.keys == {"a": (1, 1), "b": (2, 1)}
    listed = tree.entries["b"]
    assert isinstance(listed, Sequence)
    inner = listed.items[1]
    assert isinstance(inner, Table)
    scalar = inner.entries["c"]
    assert isinstance(scalar, Scalar)
    assert (scalar.line, scalar.style) == (4, Style.QUOTED)


def test_empty_values_are_not_texts() -> None:
    tree, _ = read("a:\nb: ~\nc: ''\n")
    assert isinstance(tree, Table)
    styles = [node.style for node in tree.entries.values() if isinstance(node, Scalar)]
    assert styles == [Style.NULL, Style.NULL, Style.QUOTED]


def test_a_comment_behind_a_text_is_remembered() -> None:
    tree, _ = read("a: Priority #1 of the visit\nb: 'see # 4' # really\nc: x\n")
    assert isinstance(tree, Table)
    lost = [node.lost for node in tree.entries.values() if isinstance(node, Scalar)]
    assert lost == ["1 of the visit", "", ""]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\na: 2\n", "duplicate-key", 2),
        ("é: 1\ne\u0301: 2\n", "duplicate-key", 2),
        ("a: 1\n'a ': 2\n", "duplicate-key", 2),
        ("x:\n  <<: {a: 1}\n", "yaml-merge", 2),
        ("a: &x 1\n", "yaml-anchor", 1),
        ("a: *x\n", "yaml-alias", 1),
        ("a: !env HOME\n", "yaml-tag", 1),
        ("a: !!str 1\n", "yaml-tag", 1),
        ("a: 1\n---\nb: 2\n", "yaml-second-document", 2),
        ("%YAML 1.1\n---\na: 1\n", "yaml-directive", 1),
        ("note: {{ name }}\n", "yaml-key", 1),
        ("? [a, b]\n: 1\n", "yaml-key", 1),
        ("note: Warning: talks\n", "yaml-colon", 1),
        ("a:\n\tb: 1\n", "yaml-tab", 2),
        ('a: 1\nb: "open\nc: 2\n', "yaml-quote", 2),
        ("a: [1, 2\nb: 3\n", "yaml-syntax", 2),
        ("a: b\x07c\n", "yaml-character", 1),
        ("", "file-empty", None),
        ("# only a comment\n", "file-empty", None),
        ("[" * 40 + "]" * 40, "file-deep", 1),
        (f"{'k' * 201}: 1\n", "key-long", 1),
    ],
)
def test_what_yaml_should_not_hold_is_refused_with_its_line(
    text: str, code: str, line: int | None
) -> None:
    tree, problems = read(text)
    assert tree is None
    assert (code, line) in problems


def test_all_refusals_of_a_file_come_together() -> None:
    _, problems = read("a: 1\na: 2\nb: !x y\nc: *z\n")
    assert [code for code, _ in problems] == ["duplicate-key", "yaml-tag", "yaml-alias"]


@pytest.mark.parametrize("bomb", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "? " * 50_000])
def test_nesting_ends_at_the_limit_and_at_once(bomb: str) -> None:
    with ends():
        tree, problems = read(bomb)
    assert tree is None
    assert problems[-1][0] in ("file-deep", "yaml-syntax", "yaml-key")


def test_the_size_limit_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_text("a: 1\n" * 100)
    findings = Findings()
    assert read_yaml_tree(path, findings, Limits(facts_file=100), name="big.yaml") is None
    problem = next(iter(findings))
    assert (problem.code, problem.where.file) == ("file-large", "big.yaml")
    assert "500" in problem.what


_KEYS = st.text("abcdef", min_size=1, max_size=8)
_TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(_KEYS, _TREES, min_size=1, max_size=4))
def test_what_is_written_in_quotes_reads_back(value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False)
    tree, problems = read(text)
    assert problems == []
    assert tree is not None
    assert plain(tree) == value


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    tree, problems = read(text)
    assert (tree is None) == bool(problems)


HOSTILE_REFUSED = {
    "alias_bomb.yaml": "yaml-anchor",
    "alias_recursive.yaml": "yaml-anchor",
    "colon_in_text.yaml": "yaml-colon",
    "ctrl_raw.yaml": "yaml-character",
    "deep_list_60k.yaml": "file-deep",
    "deep_list_900.yaml": "file-deep",
    "dup_key.yaml": "duplicate-key",
    "dup_nested.yaml": "duplicate-key",
    "empty.yaml": "file-empty",
    "latin1_bytes.yaml": "not-utf8",
    "only_comment.yaml": "file-empty",
    "python_tag.yaml": "yaml-tag",
    "surrogate_escape.yaml": "yaml-syntax",
    "tab_indent.yaml": "yaml-tab",
    "template_unquoted.yaml": "yaml-key",
    "two_documents.yaml": "yaml-second-document",
    "unknown_tag.yaml": "yaml-tag",
}
"""What the form alone refuses; the rest is for the fields to judge."""


def test_hostile_files_are_refused_by_their_form_with_the_line_they_name(shared: Path) -> None:
    folder = shared / "hostile"
    rows = [json.loads(row) for row in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        if not row["file"].startswith("yaml/"):
            continue
        findings = Findings()
        with ends(row["file"]):
            tree = read_yaml_tree(folder / row["file"], findings)
        name = row["file"].removeprefix("yaml/")
        if name in HOSTILE_REFUSED:
            assert tree is None, name
            codes = [problem.code for problem in findings]
            assert HOSTILE_REFUSED[name] in codes, name
            if "line" in row:
                assert row["line"] in [problem.where.line for problem in findings], name
        else:
            assert tree is not None, name
            assert len(findings) == 0, name


def _agrees(node: Node, expected: Any) -> bool:
    """Whether a tree says the same as the JSON form of a test, as far as text can."""
    if isinstance(expected, dict):
        if not isinstance(node, Table) or len(node.entries) != len(expected):
            return False
        found = {key.strip(): inner for key, inner in expected.items()}
        return all(
            key in found and _agrees(inner, found[key]) for key, inner in node.entries.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(node, Sequence)
            and len(node.items) == len(expected)
            and all(map(_agrees, node.items, expected))
        )
    if not isinstance(node, Scalar):
        return False
    if expected is None:
        return node.style is Style.NULL or node.text in ("null", "~")
    if isinstance(expected, bool):
        return node.text.lower() == str(expected).lower()
    if isinstance(expected, (int, float)):
        return not node.text.isalpha()
    return bool(node.text == expected)


def test_the_yaml_test_suite_gives_no_wrong_value(shared: Path) -> None:
    rows = (shared / "hostile/public/yaml-test-suite.jsonl").read_text("utf-8").splitlines()
    read_rightly = 0
    for row in map(json.loads, rows):
        tree, problems = read(row["yaml"])
        if tree is None:
            assert problems, row["id"]
            continue
        if row["must_fail"] or "json_text" not in row or not row["json_text"].strip():
            continue
        try:
            expected = json.loads(row["json_text"])
        except json.JSONDecodeError:  # several documents
            continue
        assert _agrees(tree, expected), row["id"]
        read_rightly += 1
    assert read_rightly > 100
