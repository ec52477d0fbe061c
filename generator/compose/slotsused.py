"""Which slots and sections a template names: ``text("scenario")``, ``brief.sections.annexes``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from jinja2 import nodes

from generator.compose.mistakes import Mistake, near_miss

Asked: TypeAlias = tuple[int, str, str]
"""Line, "slot" or "section", and the name."""

SLOT: Final = "slot"
SECTION: Final = "section"
_FUNCTIONS: Final = frozenset({"text", "has_text"})
_CODES: Final[Mapping[str, str]] = {
    SLOT: "template-slot-unknown",
    SECTION: "template-section-unknown",
}


def asked(lines: Sequence[tuple[int, nodes.Node]]) -> tuple[Asked, ...]:
    """The slots and sections that stand in a template by name, each with its line."""
    return tuple(_asked(lines))


def _asked(lines: Sequence[tuple[int, nodes.Node]]) -> Iterator[Asked]:
    for line, node in lines:
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            first = node.args[0] if node.args else None
            if node.node.name in _FUNCTIONS and isinstance(first, nodes.Const):
                yield line, SLOT, str(first.value)
        elif isinstance(node, nodes.Getattr) and _is_sections(node.node):
            yield line, SECTION, node.attr


def _is_sections(node: nodes.Node) -> bool:
    """``brief.sections``."""
    return (
        isinstance(node, nodes.Getattr)
        and node.attr == "sections"
        and isinstance(node.node, nodes.Name)
        and node.node.name == "brief"
    )


def unknown(
    named: Sequence[Asked], known: Mapping[str, Mapping[str, object]]
) -> Iterator[tuple[int, Mistake]]:
    """A mistake for each name that template.toml does not declare; ``known`` by sort."""
    for line, sort, name in named:
        if name not in known[sort]:
            hint, told = near_miss(name, known[sort]), ", ".join(known[sort]) or "none"
            yield line, Mistake(_CODES[sort], name=name, hint=hint, known=told)
