from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.readers.toml_file import read_toml, toml_tree
from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table
from generator.problems import Findings
from tests.bounds import ends


def read(text: str) -> tuple[Table | None, list[tuple[str, int | None]]]:
    findings = Findings()
    tree = toml_tree(text, "order.toml", findings)
    return tree, [(problem.code, problem.where.line) for problem in findings]


def lines(node: Node, path: str = "") -> dict[str, int]:
    """Line of each key and list entry."""
    found: dict[str, int] = {}
    if isinstance(node, Table):
        for key, inner in node.entries.items():
            found[f"{path}{key}"] = node.keys[key][0]
            found |= lines(inner, f"{path}{key}.")
    elif isinstance(node, Sequence):
        for number, inner in enumerate(node.items):
            found[f"{path}{number}"] = inner.line
            found |= lines(inner, f"{path}{number}.")
    return found


def test_keys_and_entries_know_their_lines() -> None:
    tree, problems = read(
        'a = 1\n[x.y]\nk.l = "é"  # text\nlist = [\n  "a",\n  {q = 1, "w z" = [1,\n   2]},\n]\n'
        '[[docs]]\nid = "one"\n\n[[docs]]\nid = """\ntwo\nlines"""\nz = 3.50\n'
        "[docs.sub]\nd = 2024-02-01\n[docs.sub.'odd key']\n\"x.y\" = true\n"
    )
    assert problems == []
    assert tree is not None
    found = lines(tree)
    assert found == {
        "a": 1,
        "x": 2,
        "x.y": 2,
        "x.y.k": 3,
        "x.y.k.l": 3,
        "x.y.list": 4,
        "x.y.list.0": 5,
        "x.y.list.1": 6,
        "x.y.list.1.q": 6,
        "x.y.list.1.w z": 6,
        "x.y.list.1.w z.0": 6,
        "x.y.list.1.w z.1": 7,
        "docs": 9,
        "docs.0": 9,
        "docs.0.id": 10,
        "docs.1": 12,
        "docs.1.id": 13,
        "docs.1.z": 16,
        "docs.1.sub": 17,
        "docs.1.sub.d": 18,
        "docs.1.sub.odd key": 19,
        "docs.1.sub.odd key.x.y": 20,
    }


def test_values_stay_text_with_their_sort() -> None:
    tree, _ = read(
        'a = 1_000\nb = 3.50\nc = true\nd = 2024-02-01\ne = "x"\nf = 1979-05-27T07:32:00Z\n'
    )
    assert tree is not None
    found = {
        key: (node.text, node.style)
        for key, node in tree.entries.items()
        if isinstance(node, Scalar)
    }
    assert found == {
        "a": ("1000", Style.NUMBER),
        "b": ("3.50", Style.NUMBER),
        "c": ("true", Style.BOOLEAN),
        "d": ("2024-02-01", Style.DATE),
        "e": ("x", Style.QUOTED),
        "f": ("1979-05-27T07:32:00+00:00", Style.DATE),
    }


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a = 1\na = 2\n", "toml-twice", 2),
        ("[a]\n[a]\n", "toml-twice", 2),
        ("a = 2026-02-30\n", "toml-syntax", 1),
        ("a = [1,\n", "toml-syntax", 1),
        ("a = 'x\n", "toml-syntax", 1),
        (".".join("a" * 9) + " = 1\n", "toml-deep-key", 1),
        ("x = 1\n[" + ".".join("a" * 9) + "]\n", "toml-deep-key", 2),
        ("a = " + "[" * 40 + "]" * 40 + "\n", "file-deep", 1),
        ("a = " + "9" * 5000 + "\n", "toml-syntax", None),
    ],
)
def test_what_is_unsound_is_refused_with_its_line(text: str, code: str, line: int | None) -> None:
    tree, problems = read(text)
    assert tree is None
    assert problems == [(code, line)]


@pytest.mark.parametrize(
    "bomb",
    ["a." * 30_000 + "a = 1", "[" + "a." * 30_000 + "a]", "a = " + "[" * 60_000, "a={" * 20_000],
)
def test_a_bomb_costs_no_time(bomb: str) -> None:
    with ends():
        tree, problems = read(bomb)
    assert tree is None
    assert problems


_SCALARS = st.integers(-(10**9), 10**9) | st.booleans() | st.text("ab\"'#[]{}=.,é", max_size=8)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_written, value)) + "]"
    return "{" + ", ".join(f"{_written(key)} = {_written(v)}" for key, v in value.items()) + "}"


@given(
    st.dictionaries(
        st.text("ab.#[=' ", min_size=1, max_size=5),
        st.recursive(
            _SCALARS,
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text("xy", min_size=1, max_size=2), inner, max_size=3)
            ),
            max_leaves=6,
        ),
        max_size=5,
    )
)
def test_the_line_of_each_field_is_where_it_is_written(value: dict[str, Any]) -> None:
    text = ""
    expected = {}
    for key, inner in value.items():
        expected[key] = text.count("\n") + 1
        text += f"{_written(key)} = {_written(inner)}\n"
    assert tomllib.loads(text) == value
    tree, problems = read(text)
    assert problems == []
    assert tree is not None
    assert {key: place[0] for key, place in tree.keys.items()} == expected


@given(st.text(max_size=100))
def test_any_text_is_read_or_refused(text: str) -> None:
    tree, problems = read(text)
    assert (tree is None) == bool(problems)


def test_hostile_files_of_unsound_form_are_refused_with_their_line(shared: Path) -> None:
    expected = {
        "bad_date.toml": ("toml-syntax", 5),
        "dup_key.toml": ("toml-twice", 5),
        "not_utf8.toml": ("not-utf8", 5),
        "truncated.toml": ("toml-syntax", 4),
    }
    for path in sorted((shared / "hostile/toml").iterdir()):
        findings = Findings()
        tree = read_toml(path, findings)
        told = [(problem.code, problem.where.line) for problem in findings]
        assert told == ([expected[path.name]] if path.name in expected else []), path.name
        assert (tree is None) == bool(told)
