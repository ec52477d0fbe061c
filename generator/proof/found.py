"""What a proof gives: how much was read in a file, and where it differs from its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a file does not say what it should.

    place   heading, caption or box title; fact: id of the statement there, or "".
    wanted, found  what should stand there and what does, shortened.
    """

    place: str
    fact: str
    wanted: str
    found: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was read in one file, and where it differs. pages: of a PDF, at its front, by part."""

    lines: int
    differences: tuple[Difference, ...] = ()
    pages: int = 0
    front: int = 0
    parts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
