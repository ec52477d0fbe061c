"""What editions were made from: each thing once, whole or not at all."""

from __future__ import annotations

import enum
import os
import random
import time
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editions.canonical import NoDigestError, digest_of_value
from generator.editions.objects import LostError, Objects

NAME, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    found = Objects(tmp_path / ".editions" / "objects")
    with found.writing():
        found.put(NAME, b"content")
    return found


def path_of(objects: Objects, name: str = NAME) -> Path:
    return objects.root / name[:2] / name[2:]


def test_an_object_is_given_back_and_is_for_its_owner_alone(objects: Objects) -> None:
    assert objects.get(NAME) == b"content"
    assert list(objects.names()) == [NAME]
    assert path_of(objects).stat().st_mode & 0o077 == 0
    assert objects.root.stat().st_mode & 0o077 == 0
    with objects.writing():
        objects.put(NAME, b"something else")
    assert objects.get(NAME) == b"content"


@pytest.mark.parametrize("cut", [0, 30, 64, 70, -1])
def test_a_damaged_object_is_never_taken_for_what_it_was(objects: Objects, cut: int) -> None:
    path = path_of(objects)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(LostError, match="the part aaaaaaaaaaaa is damaged"):
        objects.get(NAME)
    path.unlink()
    with pytest.raises(LostError, match="is missing"):
        objects.get(NAME)
    with pytest.raises(LostError, match="is no name of a part"):
        objects.get("../../etc/passwd")


@given(st.integers(0, 63), st.integers(1, 255))
def test_any_changed_byte_is_noticed(tmp_path_factory: Any, place: int, change: int) -> None:
    found = Objects(tmp_path_factory.mktemp("o") / ".editions" / "objects")
    with found.writing():
        found.put(NAME, b"some content that is long enough to be worth packing" * 3)
    path = path_of(found)
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= change
    path.write_bytes(bytes(data))
    with pytest.raises(LostError):
        found.get(NAME)


def test_what_nobody_needs_goes_unless_somebody_asked_for_it_of_late(objects: Objects) -> None:
    with objects.writing():
        objects.put(OTHER, b"other")
        old = time.time() - 2 * 3600
        for name in (NAME, OTHER):
            os.utime(path_of(objects, name), (old, old))
        objects.put(OTHER, b"other")  # a build that is on its way needs it
        assert objects.sweep(set()) > 0
    assert list(objects.names()) == [OTHER]
    os.utime(path_of(objects, OTHER), (old, old))
    with objects.writing():
        assert objects.sweep({OTHER}) == 0
    assert list(objects.names()) == [OTHER]


def test_what_a_killed_writer_left_goes_with_the_next_one(objects: Objects) -> None:
    (objects.root / ".tmp-0123").write_bytes(b"half")
    with objects.writing():
        pass
    assert list(objects.root.glob(".tmp-*")) == []


# ---------------------------------------------------------------- one digest for equal values


@dataclass(frozen=True)
class Record:
    name: str
    value: object


PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.dates()
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=4)
        | st.builds(Record, st.text(max_size=3), inner)
    ),
    max_leaves=12,
)


def shuffled(value: Any, moves: random.Random) -> Any:
    """An equal value whose tables were filled in another order."""
    if isinstance(value, dict):
        items = list(value.items())
        moves.shuffle(items)
        return MappingProxyType({key: shuffled(item, moves) for key, item in items})
    if isinstance(value, tuple):
        return tuple(shuffled(item, moves) for item in value)
    if isinstance(value, Record):
        return Record(value.name, shuffled(value.value, moves))
    return value


@given(VALUES, st.randoms())
def test_equal_values_have_one_digest(value: Any, moves: random.Random) -> None:
    assert digest_of_value(value) == digest_of_value(shuffled(value, moves))


class Sides(enum.Flag):
    LEFT = 1
    RIGHT = 2
    BOTH = 3


def test_flags_are_told_by_all_that_they_hold() -> None:
    values = [Sides(0), Sides.LEFT, Sides.RIGHT, Sides.BOTH, 0, 1, "LEFT"]
    assert len({digest_of_value(value) for value in values}) == len(values)
    assert digest_of_value(Sides.LEFT | Sides.RIGHT) == digest_of_value(Sides.BOTH)


def test_what_differs_has_another_digest() -> None:
    values = [
        "1", 1, True, b"1", ("1",), (("1",),), {"1": "1"}, Record("1", "1"), frozenset({"1"}),
        Path("1"), None, zoneinfo.ZoneInfo("UTC"), ("1", "2"), ("12",),
    ]  # fmt: skip
    assert len({digest_of_value(value) for value in values}) == len(values)
    with pytest.raises(NoDigestError):
        digest_of_value(object())
