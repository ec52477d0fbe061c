"""The quick reader gives what the careful one gives."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.readers.json_quick import json_tree_quick
from generator.facts.readers.json_tree import json_tree
from generator.facts.readers.tree import Node, Scalar, Table
from generator.problems import Findings


def placed(node: Node | None) -> object:
    """A tree as plain values with the places of keys and texts."""
    if node is None or isinstance(node, Scalar):
        return node
    if isinstance(node, Table):
        return [(key, node.keys[key], placed(inner)) for key, inner in node.entries.items()]
    return [placed(inner) for inner in node.items]


def both(text: str) -> list[tuple[object, list[str]]]:
    found = []
    for read in (json_tree_quick, json_tree):
        findings = Findings()
        tree = placed(read(text, "a.json", findings))
        found.append((tree, [str(problem) for problem in findings]))
    return found


_TEXTS = st.text(max_size=12)
_VALUES = st.recursive(
    _TEXTS | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=12,
)


@given(_VALUES, st.sampled_from([None, 1, 4]), st.booleans())
def test_it_gives_the_same_tree_with_the_same_places(
    value: object, indent: int | None, ascii_only: bool
) -> None:
    quick, careful = both(json.dumps(value, indent=indent, ensure_ascii=ascii_only))
    assert quick == careful


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "b"',
        '{"a": NaN}',
        '{"a": "", "a ": ""}',
        "",
        "[" * 60,
        '{"a": 1e400}',
        '"\t"',
        "{} 1",
    ],
)
def test_it_tells_the_same_of_what_is_wrong(text: str) -> None:
    quick, careful = both(text)
    assert quick == careful
