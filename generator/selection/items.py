"""The event, visit or parliamentary item that a brief is about, and what belongs to it."""

from __future__ import annotations

from typing import Literal

from generator.facts.model import Fact
from generator.facts.parts import with_parts
from generator.selection.view import View


def of_item(view: View, item: str | None, what: Literal["itself", "parts"]) -> tuple[Fact, ...]:
    """The item itself, or its parts and their parts, in order of id.

    Only facts at or below the ceiling count: what belongs to an item by way of a fact above
    it does not, and an item above it has neither itself nor parts.
    """
    if item is None or item not in view.facts:
        return ()
    if what == "itself":
        return (view.facts[item],)
    found = with_parts(item, view.parts) - {item}
    return tuple(view.facts[name] for name in sorted(found))
