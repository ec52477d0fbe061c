"""The collector waits while a document is made, and takes what was left behind afterwards."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from generator.collector import paused


class Tied:
    """Something that ties itself to itself, so that only the collector can take it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(params=[True, False], ids=["runs", "does not run"])
def running(request: pytest.FixtureRequest) -> Iterator[bool]:
    before = gc.isenabled()
    runs = bool(request.param)
    (gc.enable if runs else gc.disable)()
    yield runs
    (gc.enable if before else gc.disable)()


def test_it_does_not_run_inside_and_is_as_before_behind(running: bool) -> None:
    with paused():
        assert not gc.isenabled()
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled() is running


def test_what_is_left_behind_is_taken_where_it_runs(running: bool) -> None:
    with paused():
        left = weakref.ref(Tied())
        assert left() is not None
    assert (left() is None) is running
    gc.collect()


def test_a_fault_inside_leaves_it_as_before(running: bool) -> None:
    with pytest.raises(ValueError, match="inside"), paused():
        raise ValueError("inside")
    assert gc.isenabled() is running
