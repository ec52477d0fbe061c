"""Frozen records, made quickly: a million facts have fifty million fields.

A frozen record sets each field through its rule that nothing may be set, which takes five
to ten times as long. Here a record is made as its open twin, which has the same fields and no
rule, and then given its own type. What comes out cannot be told from the other. What many
records have in common (``generator.records``) stands once in memory for all of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any, Final, TypeVar, cast

from generator.records import COMMON, in_common, parts_of

T = TypeVar("T")

_MOST_COMMON: Final = 4096
"""Tuples that are looked through for one that says the same."""


@cache
def twin(kind: type) -> type:
    """A type with the same slots in the same order, whose fields can be set."""
    return type(f"Open{kind.__name__}", (), {"__slots__": parts_of(kind)})


@cache
def assembler(kind: type, varying: tuple[bool, ...]) -> Callable[..., Callable[..., Any]]:
    """Takes the parts that are the same in many records; gives what makes one of the others.

    varying  for each part of the record (``parts_of``) in order, whether it differs.
    """
    names = parts_of(kind)
    fixed = [name for name, differs in zip(names, varying, strict=True) if not differs]
    given = [name for name, differs in zip(names, varying, strict=True) if differs]
    sets = "\n".join(f"        self.{name} = {name}" for name in names)
    heads = ", ".join((*given, *(f"{name}={name}" for name in fixed)))
    held: dict[str, Any] = {"_twin": twin(kind), "_kind": kind}
    code = (
        f"def fixed({', '.join(fixed)}):\n    def make({heads}):\n        self = _twin()\n"
        f"{sets}\n        self.__class__ = _kind\n        return self\n    return make"
    )
    exec(code, held)  # noqa: S102 - the names of our own fields
    return cast("Callable[..., Callable[..., Any]]", held["fixed"])


def maker(kind: type[T]) -> Callable[..., T]:
    """What makes records of a frozen type without a ``__post_init__``, called as the type is.

    Defaults that are made anew each time in the type are made once here: they are all frozen.
    """
    fields = dataclasses.fields(cast(Any, kind))
    open_type = twin(cast(type, kind))
    held: dict[str, Any] = {"_twin": open_type, "_kind": kind}
    heads, shared = [], in_common(kind)
    for one in fields:
        if one.default is not dataclasses.MISSING:
            held[f"_{one.name}_"] = one.default
        elif one.default_factory is not dataclasses.MISSING:
            held[f"_{one.name}_"] = one.default_factory()
        else:
            heads.append(one.name)
            continue
        heads.append(f"{one.name}=_{one.name}_")
    sets = "\n".join(f"    self.{name} = {name}" for name in parts_of(kind))
    if shared:
        held["_once"] = _once()
        sets = f"    {COMMON} = _once(({', '.join(shared)},))\n{sets}"
    code = (
        f"def make({', '.join(heads)}):\n    self = _twin()\n{sets}\n"
        "    self.__class__ = _kind\n    return self"
    )
    exec(code, held)  # noqa: S102 - the names of our own fields
    return cast("Callable[..., T]", held["make"])


def _once() -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """What gives the same tuple for the very same values: those of the last thousands."""
    kept: dict[tuple[int, ...], tuple[Any, ...]] = {}

    def once(values: tuple[Any, ...]) -> tuple[Any, ...]:
        key = tuple(map(id, values))  # which stay theirs as long as the tuple holds them
        found = kept.get(key)
        if found is None:
            if len(kept) >= _MOST_COMMON:
                kept.clear()
            found = kept[key] = values
        return found

    return once
