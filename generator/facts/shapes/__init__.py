"""Shapes of data: one module each, found by its name.

A new source is one folder under ``sources/``. A new shape is one module in this package:
``world_bank_api.py`` is the shape "world-bank-api", and nothing else has to know of it. What
a module must have is said in ``generator.facts.observations.Shape``. Modules are imported
when a source needs them, for some bring heavy libraries.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.facts.indicators import Indicator
    from generator.facts.observations import FileSet, Shape
    from generator.facts.tablefile import TableFile

DEFAULT: Final = "csv"
HEAD: Final = ""
"""The key of what stands before the first group of a divided file."""

Groups: TypeAlias = "Mapping[str, Sequence[tuple[int, bytes]]]"
"""The lines of each group with their numbers; under ``HEAD`` what stands before them."""


@cache
def names() -> tuple[str, ...]:
    """The shapes there are, by name.

    >>> "csv" in names()
    True
    """
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name.replace("_", "-") for name in found if not name.startswith("_")))


def module(name: str) -> Shape:
    """The module of a shape. ``KeyError`` for a name that ``names`` does not give."""
    if name not in names():
        raise KeyError(name)
    return cast("Shape", importlib.import_module(f"{__name__}.{name.replace('-', '_')}"))


def several(name: str) -> FileSet | None:
    """The module of a shape whose files belong together, such as one file for each country."""
    found = module(name)
    return cast("FileSet", found) if hasattr(found, "chosen") else None


def known_indicators(name: str) -> Mapping[str, Indicator]:
    """The indicators that a shape knows by itself; {} when each source must say its own."""
    known = getattr(module(name), "indicators", None)
    return {} if known is None else cast("Mapping[str, Indicator]", known())


def knows_indicators(name: str) -> bool:
    """Whether a source of that shape needs no ``indicators.csv``."""
    return hasattr(module(name), "indicators")


def can_divide(name: str) -> bool:
    """Whether files of that shape may be read by groups of lines."""
    return hasattr(module(name), "divided")


def divided(file: TableFile) -> Groups | None:
    """The groups of lines that each stand for themselves; None where they do not."""
    found = getattr(module(file.setup.shape), "divided", None)
    return None if found is None else cast("Groups | None", found(file))
