"""The closed vocabulary of drawings, as text and as shapes.

A drawing in a document is SVG of very few words: filled and stroked paths, rectangles and
circles in groups, colours as ``#rrggbb``, coordinates in the units of its view box. It
holds no text (letters are outlines), no style, no script and no address, so it looks the
same in a browser, in Word and in a PDF, and can do nothing else. ``read`` takes exactly
this and refuses all else; ``Canvas`` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal, TypeAlias
from xml.etree.ElementTree import Element, ParseError, fromstring

Step: TypeAlias = tuple[str, tuple[float, ...]]
"""One step of a path: M, L, C or Z with absolute coordinates."""

NAMESPACE: Final = "http://www.w3.org/2000/svg"
COLOUR: Final = re.compile(r"#[0-9a-f]{6}\Z")
LARGEST: Final = 4_000_000  # characters of one drawing

_NUMBER: Final = re.compile(r"-?(?:\d{1,7}(?:\.\d{1,6})?|\.\d{1,6})")
_PATH: Final = re.compile(rf"[MLHVCQZ]|{_NUMBER.pattern}|[\s,]+|(.)")
_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}
_LOOK: Final = frozenset(
    {
        "fill",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
    }
)
_OWN: Final = {
    "g": frozenset[str](),
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height"}),
    "circle": frozenset({"cx", "cy", "r"}),
}
_WORDS: Final = {
    "fill-rule": frozenset({"nonzero", "evenodd"}),
    "stroke-linecap": frozenset({"butt", "round"}),
    "stroke-linejoin": frozenset({"miter", "round"}),
}
_CIRCLE: Final = 0.5522847498  # of the radius: the handles of a quarter of a circle
_DEEPEST: Final = 8


class BadDrawing(ValueError):  # noqa: N818 - said in the user's words
    """Raised for what is not in the vocabulary; the text says what it is."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is drawn. fill and stroke are "#rrggbb" or "" for none."""

    fill: str = "#000000"
    rule: Literal["nonzero", "evenodd"] = "nonzero"
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "butt"
    join: Literal["miter", "round"] = "miter"


@dataclass(frozen=True, slots=True)
class Shape:
    """One path with its look."""

    steps: tuple[Step, ...]
    look: Look


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a drawing shows: shapes from back to front, in a box from (0, 0)."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


# ---------------------------------------------------------------- reading


@lru_cache(maxsize=64)
def read(svg: str) -> Drawing:
    """The shapes of a drawing. Raises ``BadDrawing`` for everything outside the vocabulary."""
    root = element(svg)
    box = [_number(part, "viewBox") for part in root.get("viewBox", "").split()]
    if len(box) != 4 or box[:2] != [0, 0] or min(box[2:]) <= 0:
        raise BadDrawing("its viewBox is not “0 0 width height”")
    unknown = set(root.attrib) - {"viewBox"}
    if unknown:
        raise BadDrawing(f"svg has the attribute “{min(unknown)}”")
    shapes = tuple(_inside(root, Look(), 0))
    return Drawing(box[2], box[3], shapes)


def element(svg: str) -> Element:
    """The root element of a drawing, its names without their namespace; not checked further."""
    if len(svg) > LARGEST:
        raise BadDrawing(f"it has {len(svg)} characters; the limit is {LARGEST}")
    if "<!" in svg or "<?" in svg or "&" in svg:
        raise BadDrawing("it declares or refers to something")
    try:
        root = fromstring(svg)  # noqa: S314 - what declares or refers is refused above
    except ParseError as error:
        raise BadDrawing(f"it is no XML: {error}") from error
    for one in root.iter():
        space, _, name = str(one.tag).rpartition("}")
        if space != f"{{{NAMESPACE}":
            raise BadDrawing(f"“{name}” is not of SVG")
        one.tag = name
        one.text = one.tail = None
    if root.tag != "svg":
        raise BadDrawing(f"it begins with “{root.tag}”")
    return root


def _inside(parent: Element, look: Look, depth: int) -> Iterator[Shape]:
    if depth > _DEEPEST:
        raise BadDrawing("its groups are nested too deep")
    for child in parent:
        own = _OWN.get(child.tag)
        if own is None:
            raise BadDrawing(f"it holds the element “{child.tag}”")
        unknown = set(child.attrib) - own - _LOOK
        if unknown:
            raise BadDrawing(f"{child.tag} has the attribute “{min(unknown)}”")
        there = _look(child.attrib, look)
        if child.tag == "g":
            yield from _inside(child, there, depth + 1)
        else:
            if len(child):
                raise BadDrawing(f"{child.tag} holds something")
            yield Shape(_steps(child), there)


def _look(attributes: Mapping[str, str], above: Look) -> Look:
    for name, allowed in _WORDS.items():
        if attributes.get(name, min(allowed)) not in allowed:
            raise BadDrawing(f"{name} is “{attributes[name][:40]}”")
    if not _LOOK.intersection(attributes):
        return above
    dash = attributes.get("stroke-dasharray")
    steps = () if dash in (None, "none") else tuple(_size(part, "dash") for part in _split(dash))
    if steps and (len(steps) % 2 or not sum(steps)):
        raise BadDrawing("a dash needs pairs of lengths")
    width = attributes.get("stroke-width")
    return Look(
        fill=_colour(attributes["fill"]) if "fill" in attributes else above.fill,
        rule=attributes.get("fill-rule", above.rule),  # type: ignore[arg-type]
        stroke=_colour(attributes["stroke"]) if "stroke" in attributes else above.stroke,
        width=above.width if width is None else _size(width, "stroke-width"),
        dash=above.dash if dash is None else steps,
        cap=attributes.get("stroke-linecap", above.cap),  # type: ignore[arg-type]
        join=attributes.get("stroke-linejoin", above.join),  # type: ignore[arg-type]
    )


def _split(text: str | None) -> list[str]:
    return (text or "").replace(",", " ").split()


def _colour(text: str) -> str:
    if text == "none":
        return ""
    if not COLOUR.match(text):
        raise BadDrawing(f"the colour “{text[:40]}” is not written as #rrggbb")
    return text


def _number(text: str, name: str) -> float:
    if not _NUMBER.fullmatch(text.strip()):
        raise BadDrawing(f"{name} is “{text[:40]}”, not a number")
    return float(text)


def _size(text: str, name: str) -> float:
    number = _number(text, name)
    if number < 0:
        raise BadDrawing(f"{name} is negative")
    return number


def _steps(shape: Element) -> tuple[Step, ...]:
    if shape.tag == "path":
        return _path(shape.get("d", ""))
    if shape.tag == "rect":
        x, y = (_number(shape.get(name, "0"), name) for name in ("x", "y"))
        width, height = (_size(shape.get(name, ""), name) for name in ("width", "height"))
        return rectangle(x, y, width, height)
    x, y = (_number(shape.get(name, "0"), name) for name in ("cx", "cy"))
    return circle(x, y, _size(shape.get("r", ""), "r"))


@lru_cache(maxsize=2048)
def _path(d: str) -> tuple[Step, ...]:
    """The steps of a path; H, V and Q become L and C."""
    steps: list[Step] = []
    at = start = (0.0, 0.0)
    for letter, numbers in _commands(d):
        if not steps and letter != "M":
            raise BadDrawing("a path does not begin with M")
        if letter == "Z":
            steps.append(("Z", ()))
            at = start
            continue
        if letter == "H":
            letter, numbers = "L", (numbers[0], at[1])
        elif letter == "V":
            letter, numbers = "L", (at[0], numbers[0])
        elif letter == "Q":
            letter, numbers = "C", _cubic(at, numbers)
        steps.append((letter, numbers))
        at = (numbers[-2], numbers[-1])
        if letter == "M":
            start = at
    return tuple(steps)


def _commands(d: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    letter, used = "", False
    numbers: list[float] = []
    for found in _PATH.finditer(d):
        token = found[0]
        if found[1] is not None:
            raise BadDrawing(f"a path holds “{token}”")
        if token in _TAKES:
            if numbers or (letter and letter != "Z" and not used):
                raise BadDrawing(f"a path has too few numbers for {letter}")
            letter, numbers, used = token, [], False
            if letter == "Z":
                yield "Z", ()
        elif not token.strip(" ,\t\n\r"):
            continue
        else:
            numbers.append(float(token))
            if len(numbers) == _TAKES.get(letter, -1):
                yield ("L" if letter == "M" and used else letter), tuple(numbers)
                numbers, used = [], True
            elif not letter or letter == "Z":
                raise BadDrawing("a path has a number without a letter")
    if numbers or (letter and letter != "Z" and not used):
        raise BadDrawing(f"a path has too few numbers for {letter}")


def _cubic(at: tuple[float, float], curve: tuple[float, ...]) -> tuple[float, ...]:
    x, y, end_x, end_y = curve
    return (
        at[0] + 2 / 3 * (x - at[0]),
        at[1] + 2 / 3 * (y - at[1]),
        end_x + 2 / 3 * (x - end_x),
        end_y + 2 / 3 * (y - end_y),
        end_x,
        end_y,
    )


def rectangle(x: float, y: float, width: float, height: float) -> tuple[Step, ...]:
    """The path around a rectangle."""
    right, low = x + width, y + height
    corners = ((right, y), (right, low), (x, low))
    return (("M", (x, y)), *(("L", corner) for corner in corners), ("Z", ()))


def circle(x: float, y: float, r: float) -> tuple[Step, ...]:
    """The path around a circle, as four curves."""
    k = r * _CIRCLE
    return (
        ("M", (x + r, y)),
        ("C", (x + r, y + k, x + k, y + r, x, y + r)),
        ("C", (x - k, y + r, x - r, y + k, x - r, y)),
        ("C", (x - r, y - k, x - k, y - r, x, y - r)),
        ("C", (x + k, y - r, x + r, y - k, x + r, y)),
        ("Z", ()),
    )


# ---------------------------------------------------------------- writing


def number(value: float) -> str:
    """A coordinate with at most two digits after the point.

    >>> number(12.5), number(-0.001), number(3)
    ('12.5', '0', '3')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def path(steps: Iterable[Step]) -> str:
    """The steps as the text of a ``d`` attribute."""
    return "".join(f"{letter}{' '.join(map(number, numbers))}" for letter, numbers in steps)


@dataclass(slots=True)
class Canvas:
    """Writes a drawing, from back to front."""

    width: float
    height: float
    _parts: list[str] = field(default_factory=list)

    def path(self, d: str, **look: str | float) -> None:
        """Append a path; ``look`` are attributes, such as fill="#112233", stroke_width=0.5."""
        self._add("path", {"d": d}, look)

    def rect(self, x: float, y: float, width: float, height: float, **look: str | float) -> None:
        """Append a rectangle."""
        sizes = {"x": x, "y": y, "width": width, "height": height}
        self._add("rect", {name: number(size) for name, size in sizes.items()}, look)

    def circle(self, x: float, y: float, r: float, **look: str | float) -> None:
        """Append a circle."""
        sizes = {"cx": x, "cy": y, "r": r}
        self._add("circle", {name: number(size) for name, size in sizes.items()}, look)

    def svg(self) -> str:
        """The whole drawing."""
        box = f"0 0 {number(self.width)} {number(self.height)}"
        inside = "".join(self._parts)
        return f'<svg xmlns="{NAMESPACE}" viewBox="{box}">{inside}</svg>'

    def _add(self, tag: str, own: Mapping[str, str], look: Mapping[str, str | float]) -> None:
        parts = dict(own)
        for name, value in look.items():
            text = value if isinstance(value, str) else number(value)
            parts[name.replace("_", "-")] = text
        written = "".join(f' {name}="{value}"' for name, value in parts.items())
        self._parts.append(f"<{tag}{written}/>")
