"""Boundary files: read exactly, or refused with a reason."""

from __future__ import annotations

import contextlib
import copy
import gzip
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.maps.sets import DATA, SETS
from generator.maps.topology import BadBoundaries, read_topology

# Two squares that share a side, quantised: the shared side is arc 0, and B uses it backwards.
SMALL: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    "arcs": [
        [[4, 0], [0, 4]],
        [[4, 4], [-4, 0], [0, -4], [4, 0]],
        [[4, 0], [4, 0], [0, 4], [-4, 0]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "001", "properties": {"name": "A"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "properties": {"name": "B"}, "arcs": [[[~0, 2]]]},
            ],
        }
    },
}


def changed(path: list[Any], value: Any) -> str:
    tree = copy.deepcopy(SMALL)
    inner = tree
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return json.dumps(tree)


def test_steps_are_added_up_and_brought_to_degrees() -> None:
    topology = read_topology(json.dumps(SMALL))
    assert topology.arcs[0] == ((12.0, 20.0), (12.0, 22.0))
    assert topology.arcs[1] == ((12.0, 22.0), (10.0, 22.0), (10.0, 20.0), (12.0, 20.0))
    assert [(r.code, r.name, r.parts) for r in topology.regions] == [
        ("001", "A", (((0, 1),),)),
        ("", "B", (((-1, 2),),)),
    ]


def test_without_a_transform_points_are_degrees_themselves() -> None:
    tree = copy.deepcopy(SMALL)
    del tree["transform"]
    tree["arcs"] = [[[1, 1], [2, 1], [2, 2], [1, 1]]]
    tree["objects"]["countries"]["geometries"] = [
        {"type": "Polygon", "id": 7, "properties": {}, "arcs": [[0]]}
    ]
    topology = read_topology(json.dumps(tree))
    assert topology.arcs == (((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)),)
    assert (topology.regions[0].code, topology.regions[0].name) == ("7", "?")


GEOMETRY = ["objects", "countries", "geometries", 0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ('{"type": "Topology", "arcs": [[[NaN, 1], [1, 1]]]}', "it is no JSON: NaN is no number"),
        ("[]", "it is no topology"),
        (changed(["type"], "FeatureCollection"), "it is no topology"),
        (changed(["objects"], {}), "it has no collection “countries”"),
        (changed(["objects", "countries", "geometries"], []), "it has no collection “countries”"),
        (changed(["transform"], 3), "its transform is no table"),
        (changed(["transform", "scale"], [1]), "scale is no pair of numbers"),
        (changed(["transform", "scale"], [1e300, 1]), "scale is no pair of numbers"),
        (changed(["transform", "scale"], [90, 90]), "arc 0 leaves the world"),
        (changed(["arcs"], []), "it has no arcs"),
        (changed(["arcs", 1], [[1, 2]]), "arc 1 has fewer than two points"),
        (changed(["arcs", 0, 1], ["1", 2]), "a point of arc 0 is no pair of numbers"),
        (changed(["arcs", 0, 1], [True, 2]), "a point of arc 0 is no pair of numbers"),
        (changed(["arcs", 0, 1], [0, 3]), "a ring of “A” does not close"),
        (changed([*GEOMETRY, "type"], "Point"), "“A” is a Point, not a polygon"),
        (changed([*GEOMETRY, "arcs"], None), "“A” has no rings"),
        (changed([*GEOMETRY, "arcs"], [[]]), "“A” has an empty ring"),
        (changed([*GEOMETRY, "arcs"], [[0, 9]]), "“A” uses arc 9, which is not there"),
        (changed([*GEOMETRY, "arcs"], [[0, -4]]), "“A” uses arc -4, which is not there"),
        (changed([*GEOMETRY, "arcs"], [[0, False]]), "“A” uses arc False, which is not there"),
        (changed(GEOMETRY, 5), "a country is no table"),
    ],
)
def test_what_does_not_hold_together_is_refused(content: str, reason: str) -> None:
    with pytest.raises(BadBoundaries) as refused:
        read_topology(content)
    assert reason in str(refused.value)


@given(st.data())
def test_any_change_of_the_tree_gives_a_topology_or_a_reason(data: st.DataObject) -> None:
    tree = copy.deepcopy(SMALL)
    inner: Any = tree
    while isinstance(inner, dict | list) and inner:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(inner[key], dict | list) or data.draw(st.booleans()):
            inner[key] = data.draw(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([])
            )
            break
        inner = inner[key]
    with contextlib.suppress(BadBoundaries):  # any other error fails
        topology = read_topology(json.dumps(tree))
        assert all(abs(x) <= 180 and abs(y) <= 90 for arc in topology.arcs for x, y in arc)


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_cut_set_is_refused(name: str) -> None:
    content = gzip.decompress((DATA / f"{name}.topojson.gz").read_bytes())
    with pytest.raises(BadBoundaries):
        read_topology(content[: len(content) // 2])
