"""Blocks that are put in whole: sections in them take the level of the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.compose.anchors import Anchors
from generator.compose.elements import HEADING_LEVELS
from generator.compose.mistakes import Mistake
from generator.document.tree import Block, ListBlock, Paragraph, Section


def is_text(blocks: Iterable[Block]) -> bool:
    """Whether blocks are running text, which may stand in a box too."""
    return all(isinstance(block, Paragraph | ListBlock | Section) for block in blocks)


def placed(
    blocks: tuple[Block, ...], depth: int, anchors: Anchors, *, in_box: bool
) -> tuple[Block, ...]:
    """Blocks with the headings in them at the level of their place.

    depth   how many sections are open there; anchors take the ids of those put in.

    Raises ``Mistake`` where no heading may stand, or none so deep.
    """
    if in_box and any(isinstance(block, Section) for block in blocks):
        raise Mistake("template-text-headings-in-box")
    limit = max(HEADING_LEVELS.values())
    if depth + _deepest(blocks) > limit:
        raise Mistake("template-sections-too-deep", limit=limit)
    for name in _ids(blocks):
        anchors.take(name)
    return tuple(_lowered(block, depth) for block in blocks)


def _ids(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.heading.id
            yield from _ids(block.blocks)


def _deepest(blocks: Iterable[Block]) -> int:
    """How many levels of sections blocks have."""
    inner = [1 + _deepest(block.blocks) for block in blocks if isinstance(block, Section)]
    return max(inner, default=0)


def _lowered(block: Block, by: int) -> Block:
    """A block whose headings stand so many levels lower."""
    if not isinstance(block, Section):
        return block
    heading = replace(block.heading, level=block.heading.level + by)
    return replace(block, heading=heading, blocks=tuple(_lowered(one, by) for one in block.blocks))
