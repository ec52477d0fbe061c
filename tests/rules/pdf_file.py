"""A PDF opened for the rules: its structure tree, the marked content of its pages, its text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeAlias

import pikepdf

from tests.rules.finding import right_to_left

# Objects of a PDF may be missing; a rule that follows a missing one fails by itself.
Thing: TypeAlias = Any
STANDARD: Final = frozenset(
    [
        "Document",
        "DocumentFragment",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "Aside",
        "Title",
        "FENote",
        "Sub",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "P",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Em",
        "Strong",
        "Figure",
        "Formula",
        "Form",
        "Artifact",
    ]
)
_PAINTS: Final = frozenset(
    [
        "Tj",
        "TJ",
        "'",
        '"',
        "S",
        "s",
        "f",
        "F",
        "f*",
        "B",
        "B*",
        "b",
        "b*",
        "sh",
        "Do",
        "INLINE IMAGE",
    ]
)
_LOOKED_AT: Final = " ".join(("BMC", "BDC", "EMC", "BI", "ID", "EI", *sorted(_PAINTS)))
"""Operators of a page that the rules ask about; how pikepdf is told to pass over the others."""


@dataclass(slots=True)
class Node:
    """An element of the structure. kind is its standard role; places are (page, MCID)."""

    thing: Thing
    kind: str
    parent: Node | None
    kids: list[Node] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    objects: list[Thing] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def inside(self, *kinds: str) -> Node | None:
        """The nearest element of some kind that this one stands in."""
        above = self.parent
        while above is not None and above.kind not in kinds:
            above = above.parent
        return above

    def attribute(self, owner: str, name: str) -> Thing:
        """An attribute of the element, or None."""
        given = self.thing.get("/A", pikepdf.Array())
        for each in given if isinstance(given, pikepdf.Array) else [given]:
            if each.get("/O") == f"/{owner}" and f"/{name}" in each:
                return each[f"/{name}"]
        return None

    @property
    def drawn(self) -> bool:
        """Whether anything on a page belongs to it."""
        return any(node.places or node.objects for node in self.walk())

    @property
    def place(self) -> str:
        """Where it starts, in words."""
        pages = [page for node in self.walk() for page, _ in node.places]
        return f"page {min(pages)}" if pages else "structure"


@dataclass(slots=True)
class Drawn:
    """The marked content of a page: numbers in the order of painting, and what is amiss."""

    order: list[int] = field(default_factory=list)
    bare: int = 0
    nested: list[int] = field(default_factory=list)
    balance: int = 0


class PdfFile:
    """A PDF in memory. ``language`` is the one it should have."""

    def __init__(self, content: bytes, language: str) -> None:
        self.content = content
        self.language = language
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.root: Thing = self.pdf.Root
        self.rtl = right_to_left(language)
        self.pages = {page.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        self.unknown: list[str] = []
        self.twice: list[str] = []
        self.strays: list[str] = []

    @cached_property
    def top(self) -> Node:
        """The root of the structure."""
        root = self.root.get("/StructTreeRoot", pikepdf.Dictionary())
        roles = {str(key): str(role) for key, role in root.get("/RoleMap", {}).items()}
        top = Node(root, "StructTreeRoot", None)
        self._fill(top, root.get("/K"), None, roles, set())
        return top

    @cached_property
    def nodes(self) -> list[Node]:
        """Every element in order."""
        return list(self.top.walk())[1:]

    def of(self, *kinds: str) -> list[Node]:
        """The elements of some kinds."""
        return [node for node in self.nodes if node.kind in kinds]

    def _fill(
        self, node: Node, kids: Thing, page: Thing, roles: dict[str, str], seen: set[Thing]
    ) -> None:
        if kids is None:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                self._mark(node, page, kid)
            elif kid.get("/Type") == "/MCR":
                self._mark(node, kid.get("/Pg", page), int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                node.objects.append(kid.Obj)
            elif "/S" in kid:
                if kid.objgen in seen:
                    self.twice.append(str(kid.S))
                    continue
                seen.add(kid.objgen)
                role = str(kid.S)
                role = role if role[1:] in STANDARD else roles.get(role, role)
                if role[1:] not in STANDARD:
                    self.unknown.append(role)
                below = Node(kid, role[1:], node)
                node.kids.append(below)
                self._fill(below, kid.get("/K"), kid.get("/Pg", page), roles, seen)

    def _mark(self, node: Node, page: Thing, number: int) -> None:
        place = None if page is None else self.pages.get(page.objgen)
        if place is None:
            self.strays.append(f"content {number} of {node.kind}")
        else:
            node.places.append((place, number))

    @cached_property
    def owners(self) -> dict[tuple[int, int], Node]:
        """The element of each piece of marked content."""
        return {place: node for node in self.nodes for place in node.places}

    @cached_property
    def parents(self) -> dict[int, Thing]:
        """The parent tree by its numbers."""
        return {int(key): value for key, value in pairs(self.top.thing.get("/ParentTree"), "/Nums")}

    @cached_property
    def drawn(self) -> list[Drawn]:
        """The marked content of every page."""
        return [_drawn(page) for page in self.pdf.pages]


def pairs(tree: Thing, name: str) -> Iterator[tuple[Thing, Thing]]:
    """Keys and values of a name tree or a number tree."""
    if tree is None:
        return
    listed = tree.get(name, [])
    for at in range(0, len(listed), 2):
        yield listed[at], listed[at + 1]
    for kid in tree.get("/Kids", []):
        yield from pairs(kid, name)


def _drawn(page: Thing) -> Drawn:
    found = Drawn()
    stack: list[bool] = []  # whether each open piece is an artifact or numbered
    named = page.get("/Resources", {}).get("/Properties", {})
    instructions: Thing = pikepdf.parse_content_stream(page, _LOOKED_AT)
    for instruction in instructions:
        word = str(instruction.operator)
        if word in ("BMC", "BDC"):
            operands = instruction.operands  # made when asked for, which takes time
            marks = operands[1] if word == "BDC" else {}
            marks = named.get(str(marks), {}) if isinstance(marks, pikepdf.Name) else marks
            number = marks.get("/MCID")
            if number is not None:
                found.order.append(int(number))
                if any(stack):
                    found.nested.append(int(number))
            stack.append(number is not None or str(operands[0]) == "/Artifact")
        elif word == "EMC":
            found.balance = min(found.balance, len(stack) - 1)
            stack = stack[:-1]
        elif word in _PAINTS and not any(stack):
            found.bare += 1
    found.balance = found.balance or len(stack)
    return found
