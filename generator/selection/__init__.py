"""Selection as of a date: which facts answer what a template asks for, and why the rest do not.

The package imports nothing until it is asked, so that listing orders stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.selection.choose import select

__all__ = ["select"]


def __getattr__(name: str) -> Any:
    if name == "select":
        from generator.selection.choose import select

        return select
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
