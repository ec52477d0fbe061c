"""What a recipient has had before, and what has changed since: the values alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.changes.model import Delta
    from generator.document.tree import Block, Document
    from generator.editions.store import Edition


@dataclass(frozen=True, slots=True)
class Summary:
    """What changed. document: the same in words; it lists nothing when only form has changed."""

    before: Edition
    delta: Delta
    document: Document

    @property
    def lists(self) -> bool:
        """Whether there is a change that can be told in a line."""
        return any(_lists(block) for block in self.document.blocks)


@dataclass(frozen=True, slots=True)
class Since:
    """What a recipient has had before.

    first    nothing. summary: what changed since; None where there is nothing to compare with.
    """

    first: bool = True
    summary: Summary | None = None


def _lists(block: Block) -> bool:
    from generator.document.tree import Box, ListBlock

    if isinstance(block, Box):
        return any(_lists(inner) for inner in block.blocks)
    return isinstance(block, ListBlock) and bool(block.items)
