"""Frozen records with slots, at a third of what a start of the program pays for each.

``dataclasses`` compiles six functions of a frozen class one by one, and its records set each
value by name. Here they are compiled together, and values go straight into their slots. What a
record is and does is the same, and every tool for dataclasses takes it for one.

A record of many fields, of which thousands of records say most alike, names in ``OWN_FIELDS``
those that stand in each. All others stand together in one tuple, which the records that agree
in them can hold together: ``generator.facts.openly`` and ``rows`` see to it.
"""

from __future__ import annotations

import dataclasses
import sys
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final

__all__ = ["COMMON", "dataclass", "in_common", "parts_of"]

_RECORD: Final = {"frozen": True, "slots": True}
_NEW: Final = object()
"""Stands for a value that is made anew for each record."""
_OWN: Final = "OWN_FIELDS"
COMMON: Final = "_common"
"""The slot of what a record may share with others: a tuple of all fields but its own."""

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(kind=None, /, **options):
        """As ``dataclasses.dataclass``; frozen classes with slots and no bases are made here."""
        if kind is None:
            return lambda given: dataclass(given, **options)
        if options != _RECORD or kind.__bases__ != (object,):
            return dataclasses.dataclass(kind, **options)
        return _record(kind)


def parts_of(kind: Any) -> tuple[str, ...]:
    """What a record consists of, in its order: its fields, or those of its own and ``COMMON``."""
    own = vars(kind).get(_OWN)
    return (*own, COMMON) if own else tuple(one.name for one in dataclasses.fields(kind))


def in_common(kind: Any) -> tuple[str, ...]:
    """The fields that stand in ``COMMON``, in its order; () where each stands by itself."""
    own = vars(kind).get(_OWN, ())
    return tuple(one.name for one in dataclasses.fields(kind) if own and one.name not in own)


def _record(kind: type) -> type:
    own = {name: value for name, value in vars(kind).items() if value is not None}
    is_divided = _OWN in own
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=not is_divided)(kind)
    made = _divided(made) if is_divided else made
    options = made.__dataclass_params__
    options.init = options.repr = options.eq = options.frozen = True
    fields = dataclasses.fields(made)
    if any(one.kw_only or not one.init or one.hash is not None for one in fields):
        raise TypeError(f"{kind.__qualname__} has fields that a record cannot have")
    methods = _compiled(made, fields) | _common(made, fields)
    for name, method in methods.items():
        if name not in own:
            method.__qualname__ = f"{made.__qualname__}.{name}"
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def _divided(kind: Any) -> type:
    """The class with slots for the fields of its own, and ways to all others."""
    names = {one.name for one in dataclasses.fields(kind)}
    if unknown := set(vars(kind)[_OWN]) - names:
        raise TypeError(f"{kind.__qualname__} has no fields {sorted(unknown)}")
    left_out = {*names, "__dict__", "__weakref__"}
    body = {name: value for name, value in vars(kind).items() if name not in left_out}
    lines = [f" def _{place}(self): return self.{COMMON}[{place}]"
             for place, _ in enumerate(in_common(kind))]  # fmt: skip
    found = ", ".join(f"_{place}" for place, _ in enumerate(lines))
    held: dict[str, Any] = {}
    # A compiled look at one place of a tuple is the quickest way there is.
    exec("\n".join(["def make():", *lines, f" return [{found}]"]), held)  # noqa: S102
    for name, way in zip(in_common(kind), held["make"](), strict=True):
        way.__name__ = name
        body[name] = property(way)
    made: type = type(kind)(kind.__name__, kind.__bases__, body | {"__slots__": parts_of(kind)})
    return made


def _compiled(made: Any, fields: tuple[dataclasses.Field[Any], ...]) -> dict[str, Any]:
    """What is written for one class: how it begins, and what it is equal to."""
    given: dict[str, Any] = {"_new": _NEW}
    takes, body, common = ["self"], [], ""
    parts = parts_of(made)
    for one in fields:
        name = one.name
        value = name
        if one.default_factory is not dataclasses.MISSING:
            given[f"_made_{name}"] = one.default_factory
            value = f"(_made_{name}() if {name} is _new else {name})"
            takes.append(f"{name}=_new")
        elif one.default is not dataclasses.MISSING:
            given[f"_default_{name}"] = one.default
            takes.append(f"{name}=_default_{name}")
        else:
            takes.append(name)
        if name in parts:
            given[f"_put_{name}"] = getattr(made, name).__set__
            body.append(f"  _put_{name}(self, {value})")
        else:
            common += f"{value}, "
    if common:
        given["_put_common"] = getattr(made, COMMON).__set__
        body.append(f"  _put_common(self, ({common}))")
    if hasattr(made, "__post_init__"):
        body.append("  self.__post_init__()")
    mine = "".join(f"self.{one.name}," for one in fields if one.compare)
    text = "\n".join(
        [
            f"def make({', '.join(given)}):",
            f" def __init__({', '.join(takes)}):",
            *(body or ["  pass"]),
            " def __eq__(self, other):",
            "  if other.__class__ is not self.__class__:",
            "   return NotImplemented",
            f"  return ({mine}) == ({mine.replace('self.', 'other.')})",
            " def __hash__(self):",
            f"  return hash(({mine}))",
            " return {'__init__': __init__, '__eq__': __eq__, '__hash__': __hash__}",
        ]
    )
    names: dict[str, Any] = {}
    # Nothing in the text is of anybody's but the names of fields, as in dataclasses.
    exec(text, sys.modules[made.__module__].__dict__, names)  # noqa: S102
    methods: dict[str, Any] = names["make"](**given)
    methods["__init__"].__annotations__ = {one.name: one.type for one in fields} | {"return": None}
    return methods


def _common(made: Any, fields: tuple[dataclasses.Field[Any], ...]) -> dict[str, Any]:
    """What is alike in all: how a record shows itself, that it is frozen, how it is packed."""
    shown = [one.name for one in fields if one.repr]
    names = [one.name for one in fields]
    parts = parts_of(made)
    puts = [getattr(made, name).__set__ for name in parts]

    @recursive_repr()
    def show(self: Any) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({values})"

    def put(self: Any, name: str, value: object) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        object.__setattr__(self, name, value)

    def remove(self: Any, name: str) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        object.__delattr__(self, name)

    def taken(self: Any) -> list[Any]:
        return [getattr(self, name) for name in parts]

    def given_back(self: Any, values: list[Any]) -> None:
        for place, value in zip(puts, values, strict=True):
            place(self, value)

    return {
        "__repr__": show,
        "__setattr__": put,
        "__delattr__": remove,
        "__getstate__": taken,
        "__setstate__": given_back,
    }
