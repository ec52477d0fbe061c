"""Work that all workers of a run share: the first that needs it does it, the others wait for it."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

import pytest

from generator.editions.lock import locked

PATIENCE: Final = 3600.0
"""Seconds that a worker waits for another: all documents and checkers take some minutes."""


class Factory(Protocol):
    """What gives the folder of a run or of one of its workers, as pytest's own factory does."""

    def getbasetemp(self) -> Path: ...


def once(factory: Factory, name: str, make: Callable[[Path], Any]) -> Any:
    """What ``make`` gives, in JSON's types, made once in a run in a folder that is given to it.

    When it fails, every test that needs it fails with the same words, and it is not tried again.
    """
    folder = folder_of(factory, name)
    folder.mkdir(exist_ok=True)
    kept = folder.with_name(f"{folder.name}.json")
    with locked(folder, wait=PATIENCE):
        if not kept.exists():
            kept.write_text(json.dumps(_tried(make, folder)), "utf-8")
    made = json.loads(kept.read_text("utf-8"))
    if "failed" in made:
        pytest.fail(made["failed"], pytrace=False)
    return made["made"]


def folder_of(factory: Factory, name: str) -> Path:
    """The folder that ``make`` was given, the same for all workers of a run."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the folder of the run, above those of its workers
    return base / f"once-{name}"


def _tried(make: Callable[[Path], Any], folder: Path) -> dict[str, Any]:
    try:
        return {"made": make(folder)}
    except Exception:
        return {"failed": traceback.format_exc()}
