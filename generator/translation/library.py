"""The library that knows the formats of translators, loaded only when a file is at hand.

translate-toolkit stands under the GPL and is an optional extra: everything else of this
program works without it.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Final

from generator.problems import Problem, ProblemsFound

EXTRA: Final = "translation"
_STORAGE: Final = "translate.storage"


def storage(name: str) -> ModuleType:
    """The module of the library for one format: "xliff", "xliff2", "pypo".

    Raises ``ProblemsFound`` (translate-library-missing) where it is not installed.
    """
    try:
        return importlib.import_module(f"{_STORAGE}.{name}")
    except ImportError as error:
        raise ProblemsFound([Problem("translate-library-missing")]) from error
