"""The transforms of SVG as matrices."""

from __future__ import annotations

import math
import re
from typing import Final, TypeAlias

from generator.pictures.model import RefusedPicture

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""a b c d e f: x becomes ax + cy + e, y becomes bx + dy + f."""

SAME: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_CALL: Final = re.compile(r"\s*,?\s*(\w+)\s*\(([^()]*)\)\s*")
_TAKES: Final = {
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewX": (1,),
    "skewY": (1,),
}


def numbers(text: str, what: str) -> list[float]:
    """The numbers in a list of them."""
    found = [float(n) for n in NUMBER.findall(text)]
    if NUMBER.sub("", text).strip(" \t\r\n,"):
        raise RefusedPicture("picture-svg", reason=f"{what} holds “{text[:40]}”")
    if any(not math.isfinite(n) or abs(n) > 1e7 for n in found):
        raise RefusedPicture("picture-svg", reason=f"{what} holds a number beyond all measure")
    return found


def transform(text: str | None) -> Matrix:
    """The matrix of a ``transform`` attribute."""
    matrix, at = SAME, 0
    text = (text or "").strip()
    while at < len(text):
        call = _CALL.match(text, at)
        if call is None or call[1] not in _TAKES:
            raise RefusedPicture("picture-svg", reason=f"transform is “{text[at : at + 40]}”")
        given = numbers(call[2], "transform")
        if len(given) not in _TAKES[call[1]]:
            raise RefusedPicture("picture-svg", reason=f"transform is “{call[0][:40].strip()}”")
        matrix = times(matrix, _one(call[1], given))
        at = call.end()
    return matrix


def _one(name: str, given: list[float]) -> Matrix:
    match name:
        case "matrix":
            a, b, c, d, e, f = given
            return a, b, c, d, e, f
        case "translate":
            return 1.0, 0.0, 0.0, 1.0, given[0], given[1] if len(given) > 1 else 0.0
        case "scale":
            return given[0], 0.0, 0.0, given[-1], 0.0, 0.0
        case "skewX":
            return 1.0, 0.0, math.tan(math.radians(given[0])), 1.0, 0.0, 0.0
        case "skewY":
            return 1.0, math.tan(math.radians(given[0])), 0.0, 1.0, 0.0, 0.0
    cos, sin = math.cos(math.radians(given[0])), math.sin(math.radians(given[0]))
    turn: Matrix = (cos, sin, -sin, cos, 0.0, 0.0)
    if len(given) == 1:
        return turn
    x, y = given[1:]
    return times(times((1.0, 0.0, 0.0, 1.0, x, y), turn), (1.0, 0.0, 0.0, 1.0, -x, -y))


def times(one: Matrix, other: Matrix) -> Matrix:
    """First ``other``, then ``one``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point goes."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def stretch(matrix: Matrix) -> float:
    """How much wider a line becomes, in the mean of both directions."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))
