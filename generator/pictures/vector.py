"""SVG made plain: every shape as a path in the closed vocabulary of drawings.

``use`` is resolved, transforms are carried out, clips by convex shapes are cut, a gradient
becomes the mean of its colours, and what shines through is mixed with white. Each such
change is remarked. What cannot be drawn so is refused: a picture that looks otherwise than
its maker meant is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from generator.drawing.svg import Canvas
from generator.drawing.svg import path as path_text
from generator.limits import DEFAULT_LIMITS, Limits
from generator.pictures.clips import (
    Polygon,
    clip_polygon,
    convex_pieces,
    inside_of,
    outlined,
)
from generator.pictures.matrix import Matrix, numbers, stretch, times, transform
from generator.pictures.model import RefusedPicture, Remark, Vector
from generator.pictures.paint import (
    MARKERS,
    Paint,
    blended,
    colour,
    length,
    local_name,
    marked,
    painted,
    properties,
)
from generator.pictures.paths import (
    Step,
    ellipse,
    flattened,
    moved,
    polygon,
    rounded,
    steps,
)
from generator.pictures.svgtree import SHAPES, Node, read_tree

WIDE: Final = 600.0
"""Units that a drawing is wide; two digits behind the point are then finer than any eye."""

_MOST: Final = 3_000_000  # characters of a drawing
_FINEST: Final = 1 / 12_000  # of the width
_PLAIN_MARKER: Final = frozenset(
    {"id", "markerWidth", "markerHeight", "markerUnits", "refX", "refY", "fill", "stroke"}
)
_GRADIENTS: Final = frozenset({"linearGradient", "radialGradient"})
Clips: TypeAlias = tuple[tuple[Polygon, ...], ...]
"""Each clip as convex pieces."""


def read_vector(content: bytes, limits: Limits = DEFAULT_LIMITS, *, wide: float = WIDE) -> Vector:
    """The drawing of an SVG file, ``wide`` units wide. Raises ``RefusedPicture``."""
    root = read_tree(content, limits)
    return _Reading(root, limits, wide).vector()


class _Reading:
    def __init__(self, root: Node, limits: Limits, wide: float) -> None:
        self._root = root
        self._wide = wide
        self._finest = wide * _FINEST
        self._limits = limits
        self._named = _named(root)
        self._count = 0
        self._points = 0
        self._remarks: dict[str, None] = {}
        self._box = _view_box(root)

    def vector(self) -> Vector:
        left, top, wide, high = self._box
        scale = self._wide / wide
        height = high * scale
        if not 1 / 30 <= high / wide <= 30:
            raise RefusedPicture("picture-svg", reason="it is a mere line: far longer than wide")
        self._canvas = Canvas(self._wide, height)
        frame: Polygon = [
            (0.0, 0.0),
            (self._wide, 0.0),
            (self._wide, height),
            (0.0, height),
        ]
        start: Matrix = (scale, 0.0, 0.0, scale, -left * scale, -top * scale)
        paint = self._paint(properties(self._root.attributes), Paint())
        self._inside(self._root.children, start, paint, ((frame,),), 0)
        svg = self._canvas.svg()
        if len(svg) > _MOST:
            raise RefusedPicture("picture-svg-large", what="characters", limit=_MOST)
        return Vector(svg, self._wide, height, tuple(Remark(code) for code in self._remarks))

    # ------------------------------------------------------------ elements

    def _inside(
        self, some: Iterable[Node], matrix: Matrix, above: Paint, clips: Clips, depth: int
    ) -> None:
        if depth > self._limits.svg_nesting:
            limit = self._limits.svg_nesting
            raise RefusedPicture("picture-svg-large", what="levels", limit=limit)
        for node in some:
            self._count += 1
            if self._count > self._limits.svg_elements:
                limit = self._limits.svg_elements
                raise RefusedPicture("picture-svg-large", what="elements", limit=limit)
            if node.name in ("g", "svg", "use") or node.name in SHAPES:
                self._element(node, matrix, above, clips, depth)

    def _element(self, node: Node, matrix: Matrix, above: Paint, clips: Clips, depth: int) -> None:
        given = properties(node.attributes)
        paint = self._paint(given, above)
        if paint.hidden:
            return
        matrix = times(matrix, transform(given.get("transform")))
        if (name := given.get("clip-path", "none")) != "none":
            clips = (*clips, self._clip(local_name(name), matrix))
        if node.name not in SHAPES and any(
            given.get(of, "none") != "none" for of in (*MARKERS, "marker")
        ):
            raise RefusedPicture("picture-svg", reason="it uses markers in a way not known here")
        if node.name == "g":
            self._inside(node.children, matrix, paint, clips, depth + 1)
        elif node.name == "svg":
            raise RefusedPicture("picture-svg", reason="it holds a drawing in a drawing")
        elif node.name == "use":
            self._use(given, matrix, paint, clips, depth)
        else:
            some = self._steps(node.name, given)
            self._shape(some, matrix, paint, clips)
            for name, corners in marked(given, some):
                self._marks(name, corners, matrix, paint, clips, depth)

    def _marks(
        self,
        name: str,
        corners: Sequence[tuple[float, float]],
        matrix: Matrix,
        paint: Paint,
        clips: Clips,
        depth: int,
    ) -> None:
        """A small drawing at each of some corners, cut to its own frame."""
        node = self._named.get(name)
        given = {} if node is None else properties(node.attributes)
        if node is None or node.name != "marker" or not _PLAIN_MARKER.issuperset(given):
            raise RefusedPicture("picture-svg", reason="it uses markers in a way not known here")
        by = 1.0 if given.get("markerUnits") == "userSpaceOnUse" else paint.width
        x, y = (length(given.get(of, "0")) for of in ("refX", "refY"))
        wide, high = (length(given.get(of, "3")) for of in ("markerWidth", "markerHeight"))
        own = painted(given, Paint(), self._one_colour)
        for at_x, at_y in corners:
            there = times(matrix, (by, 0.0, 0.0, by, at_x - x * by, at_y - y * by))
            frame = flattened(moved(rounded(x, y, wide, high, 0, 0), there), self._finest)
            self._inside(node.children, there, own, (*clips, tuple(frame)), depth + 1)

    def _use(
        self, given: Mapping[str, str], matrix: Matrix, paint: Paint, clips: Clips, depth: int
    ) -> None:
        href = given.get("href", "")
        if not href.startswith("#"):
            raise RefusedPicture("picture-svg", reason="it refers to something outside itself")
        target = self._named.get(href[1:])
        if target is None:
            raise RefusedPicture(
                "picture-svg", reason=f"it repeats “{href[:40]}”, which is not there"
            )
        if target.name == "symbol" or target.name == "svg":
            raise RefusedPicture("picture-svg", reason="it repeats a symbol")
        x, y = (length(given.get(name, "0")) for name in ("x", "y"))
        there = times(matrix, (1.0, 0.0, 0.0, 1.0, x, y))
        self._inside((target,), there, paint, clips, depth + 1)

    def _paint(self, given: Mapping[str, str], above: Paint) -> Paint:
        return painted(given, above, self._one_colour)

    def _one_colour(self, name: str) -> str:
        """The mean of a gradient's colours."""
        node, seen = self._named.get(name), set[str]()
        while node is not None and node.name in _GRADIENTS and not node.children:
            name = node.attributes.get("href", "")[1:]
            node = None if name in seen else self._named.get(name)
            seen.add(name)
        if node is None or node.name not in _GRADIENTS:
            raise RefusedPicture("picture-svg", reason="it is painted with what is not there")
        if node.attributes.get("spreadMethod", "pad") != "pad":
            raise RefusedPicture("picture-svg", reason="it repeats a gradient")
        self._remarks["picture-gradient"] = None
        stops = [properties(stop.attributes) for stop in node.children if stop.name == "stop"]
        found = [_stop(stop) for stop in stops]
        if not found:
            return ""
        means = (round(sum(int(c[n : n + 2], 16) for c in found) / len(found)) for n in (1, 3, 5))
        return "#" + "".join(f"{mean:02x}" for mean in means)

    # ------------------------------------------------------------ shapes

    def _steps(self, name: str, given: Mapping[str, str]) -> list[Step]:
        wide, high = self._box[2:]

        def size(of: str, whole: float) -> float:
            return length(given.get(of, "0"), whole)

        match name:
            case "path":
                return self._counted(steps(given.get("d", ""), self._limits.svg_points))
            case "rect":
                width, height = size("width", wide), size("height", high)
                if width <= 0 or height <= 0:
                    return []
                rx, ry = given.get("rx"), given.get("ry")
                radii = (length(rx or ry or "0", wide), length(ry or rx or "0", high))
                return rounded(size("x", wide), size("y", high), width, height, *radii)
            case "circle" | "ellipse":
                r = size("r", wide)
                h, v = (r, r) if name == "circle" else (size("rx", wide), size("ry", high))
                return ellipse(size("cx", wide), size("cy", high), h, v) if h > 0 < v else []
            case "line":
                ends = [size("x1", wide), size("y1", high), size("x2", wide), size("y2", high)]
                return polygon(ends, closed=False)
        points = numbers(given.get("points", ""), "points")
        return self._counted(polygon(points, closed=name == "polygon"))

    def _counted(self, some: list[Step]) -> list[Step]:
        self._points += len(some)
        if self._points > self._limits.svg_points:
            limit = self._limits.svg_points
            raise RefusedPicture("picture-svg-large", what="points", limit=limit)
        return some

    def _shape(self, some: list[Step], matrix: Matrix, paint: Paint, clips: Clips) -> None:
        there = moved(some, matrix)
        if not there:
            return
        fill = self._solid(paint.fill, paint.opacity * paint.fill_opacity)
        stroke = self._solid(paint.stroke, paint.opacity * paint.stroke_opacity)
        width = paint.width * stretch(matrix)
        if fill:
            d = self._cut(there, clips)
            if d:
                rule = {"fill_rule": "evenodd"} if paint.rule == "evenodd" else {}
                self._canvas.path(d, fill=fill, **rule)
        if stroke and width > 0:
            self._stroke(there, stroke, width, paint, matrix, clips)

    def _solid(self, colour: str, opacity: float) -> str:
        if not colour or opacity <= 0.01:
            return ""
        if opacity < 0.99:
            self._remarks["picture-opacity"] = None
            return blended(colour, opacity)
        return colour

    def _stroke(
        self,
        there: Sequence[Step],
        stroke: str,
        width: float,
        paint: Paint,
        matrix: Matrix,
        clips: Clips,
    ) -> None:
        if any(not _inside_one(there, clip, width / 2) for clip in clips[1:]):
            pieces = outlined(flattened(there, self._finest), width / 2)
            self._fill(pieces, clips, stroke)
            return
        look: dict[str, str | float] = {"fill": "none", "stroke": stroke, "stroke_width": width}
        if paint.cap == "round":
            look["stroke_linecap"] = "round"
        if paint.join == "round":
            look["stroke_linejoin"] = "round"
        if paint.dash:
            by = stretch(matrix)
            look["stroke_dasharray"] = " ".join(f"{step * by:.2f}" for step in paint.dash)
        self._canvas.path(path_text(there), **look)

    def _fill(self, parts: list[Polygon], clips: Clips, colour: str) -> None:
        """Polygons in one colour, each within the clips."""
        for clip in clips:
            parts = [cut for p in parts for piece in clip if len(cut := clip_polygon(p, piece)) > 2]
        d = "".join(path_text(polygon([n for p in part for n in p], closed=True)) for part in parts)
        if d:
            self._canvas.path(d, fill=colour)

    def _cut(self, there: Sequence[Step], clips: Clips) -> str:
        """The path within its clips; untouched where it lies inside them all."""
        cutting = [clip for clip in clips if not _inside_one(there, clip, 0.0)]
        if not cutting:
            return path_text(there)
        parts = flattened(there, self._finest)
        for clip in cutting:
            parts = [cut for p in parts for piece in clip if len(cut := clip_polygon(p, piece)) > 2]
        return "".join(
            path_text(polygon([n for p in part for n in p], closed=True)) for part in parts
        )

    def _clip(self, name: str, matrix: Matrix) -> tuple[Polygon, ...]:
        """The pieces of a clip; it is drawn where its user is."""
        node = self._named.get(name)
        if node is None or node.name != "clipPath":
            raise RefusedPicture("picture-svg", reason="it is cut by what is not there")
        given = properties(node.attributes)
        if (
            given.get("clipPathUnits", "userSpaceOnUse") != "userSpaceOnUse"
            or len(node.children) != 1
        ):
            raise RefusedPicture("picture-svg", reason="it is cut in a way that is not known here")
        shape = node.children[0]
        if shape.name not in SHAPES:
            raise RefusedPicture("picture-svg", reason="it is cut in a way that is not known here")
        own = properties(shape.attributes)
        there = times(
            times(matrix, transform(given.get("transform"))), transform(own.get("transform"))
        )
        parts = flattened(moved(self._steps(shape.name, own), there), self._finest)
        found = convex_pieces(parts[0]) if len(parts) == 1 else ()
        if not found:
            raise RefusedPicture("picture-svg", reason="it is cut by a shape of many corners")
        return found


def _inside_one(there: Sequence[Step], clip: Sequence[Polygon], away: float) -> bool:
    """Whether a path lies wholly in one piece of a clip."""
    points = [(x, y) for _, n in there for x, y in zip(n[::2], n[1::2], strict=True)]
    return any(inside_of(points, piece, away) for piece in clip)


def _named(root: Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in root.walk():
        if name := node.attributes.get("id"):
            found.setdefault(name, node)
    return found


def _view_box(root: Node) -> tuple[float, float, float, float]:
    if "viewBox" in root.attributes:
        box = numbers(root.attributes["viewBox"], "viewBox")
    else:
        sizes = (root.attributes.get(name, "") for name in ("width", "height"))
        box = [0.0, 0.0, *(length(size) for size in sizes)]
    if len(box) != 4 or min(box[2:]) <= 0 or max(map(abs, box)) > 1e6 or min(box[2:]) < 1e-3:
        raise RefusedPicture("picture-svg", reason="it does not say how large it is, or nonsense")
    left, top, wide, high = box
    return left, top, wide, high


def _stop(given: Mapping[str, str]) -> str:
    shown = colour(given.get("stop-color", "#000000"), "#000000") or "#ffffff"
    return blended(shown, min(1.0, max(0.0, length(given.get("stop-opacity", "1")))))
