"""SVG as a tree of known elements: nothing declared, nothing called, nothing fetched.

Only what draws shapes is taken. Words for machines (titles, descriptions, metadata, the
notes of drawing programs) are left out; what could run, load or hide something is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from generator.limits import Limits
from generator.pictures.model import RefusedPicture

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"

SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polygon", "polyline"})
_HOLDERS: Final = frozenset(
    {
        "svg",
        "g",
        "defs",
        "use",
        "symbol",
        "clipPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "marker",
    }
)
_SILENT: Final = frozenset({"title", "desc", "metadata"})
_REFUSED: Final[Mapping[str, str]] = {
    "script": "it holds a script",
    "foreignObject": "it holds a part of a web page",
    "image": "it holds another picture",
    "style": "it holds a style sheet; save it with “presentation attributes”",
    "text": "it holds letters; turn text into paths (outlines) first",
    "tspan": "it holds letters; turn text into paths (outlines) first",
    "a": "it holds a link",
    "animate": "it moves",
    "animateTransform": "it moves",
    "animateMotion": "it moves",
    "set": "it moves",
    "filter": "it uses filters",
    "mask": "it uses masks",
    "pattern": "it uses patterns",
    "switch": "it chooses between pictures",
    "iframe": "it holds a part of a web page",
}


@dataclass(slots=True)
class Node:
    """One element, without its namespace."""

    name: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The element and all in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_tree(content: bytes, limits: Limits) -> Node:
    """The root of an SVG file. Raises ``RefusedPicture``."""
    reader = _Reader(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.EntityDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise RefusedPicture("picture-svg", reason=f"it is no sound XML ({error})") from None
    except (LookupError, ValueError) as error:
        if isinstance(error, RefusedPicture):
            raise
        raise RefusedPicture("picture-svg", reason="its encoding is not known") from None
    if reader.root is None or reader.root.name != "svg":
        raise RefusedPicture("picture-svg", reason="it does not begin with “svg”")
    return reader.root


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self.root: Node | None = None
        self._limits = limits
        self._open: list[Node] = []
        self._silent = 0
        self._count = 0

    def doctype(self, *_: object) -> None:
        raise RefusedPicture("picture-svg", reason="it declares a document type or entities")

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise RefusedPicture("picture-svg", reason="it calls for a style sheet")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self._count += 1
        if self._count > self._limits.svg_elements:
            limit = self._limits.svg_elements
            raise RefusedPicture("picture-svg-large", what="elements", limit=limit)
        if len(self._open) + self._silent > self._limits.svg_nesting:
            limit = self._limits.svg_nesting
            raise RefusedPicture("picture-svg-large", what="levels", limit=limit)
        if self._silent or (space not in ("", SVG)) or local in _SILENT:
            self._silent += 1
            if space == SVG and local in _REFUSED:
                raise RefusedPicture("picture-svg", reason=_REFUSED[local])
            return
        if local not in SHAPES and local not in _HOLDERS:
            told = f"it holds “{local[:40]}”, which no plain drawing has"
            raise RefusedPicture("picture-svg", reason=_REFUSED.get(local, told))
        node = Node(local, dict(_plain(attributes)))
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, name: str) -> None:
        if self._silent:
            self._silent -= 1
        else:
            self._open.pop()


def _plain(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Attributes of SVG itself; those of drawing programs are left out."""
    for name, value in attributes.items():
        space, _, local = name.rpartition(" ")
        if space == XLINK and local == "href":
            yield "href", value
        elif space in ("", SVG):
            if local.lower().startswith("on"):
                raise RefusedPicture("picture-svg", reason=f"it holds a script (“{local[:20]}”)")
            yield local, value
