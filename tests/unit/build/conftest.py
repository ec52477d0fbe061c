"""A workspace for tests of a build, and workers for them that are there at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.workers import launcher
from tests.end_to_end.command import ROOT, environment
from tests.end_to_end.warm import warm
from tests.unit.build import fake_parts


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A workspace with one source and the order "iraq"."""
    return fake_parts.workspace(tmp_path / "work", "iraq")


@pytest.fixture(scope="module")
def warm_workers() -> Iterator[None]:
    """Builds in this process have workers from one that has loaded the program already.

    Loading it in a fresh Python takes as long as most of these builds.
    """
    helper = warm(ROOT, environment())
    if helper is None:
        yield
        return
    makers = helper.makers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(launcher, "subprocess", makers)
        yield
    makers.close()
