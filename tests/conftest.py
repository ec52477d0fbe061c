"""Fixtures for all tests."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from generator.build.workers import launcher
from tests.end_to_end.command import environment
from tests.end_to_end.warm import warm

ROOT = Path(__file__).resolve().parents[1]

# How long an example takes says how busy the machine is, not whether the code is right.
# Whether a change lands depends on the change: it meets the same examples whenever it is tested.
# `make explore` looks for new ones.
settings.register_profile("same examples", deadline=None, derandomize=True)
settings.register_profile("new examples", deadline=None)
settings.load_profile("new examples" if "BRIEFING_EXPLORE" in os.environ else "same examples")


def pytest_collection_finish() -> None:
    """What is loaded by now, ten thousand tests and their modules, stays to the end.

    The layout engine collects cycles after every few documents: it need not look at all this.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material beside the project; tests that need it skip without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared material is not here")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder, which is a working workspace."""
    return ROOT


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
