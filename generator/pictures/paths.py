"""The paths of SVG, in full, as moves, lines and curves in absolute coordinates."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from generator.pictures.matrix import NUMBER, Matrix, applied
from generator.pictures.model import RefusedPicture

Step: TypeAlias = tuple[str, tuple[float, ...]]
"""M, L, C or Z with absolute coordinates."""

_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_SPACES: Final = re.compile(r"[\s,]*")
_ROUND: Final = 0.5522847498


def steps(d: str, most: int) -> list[Step]:
    """The steps of a ``d`` attribute; ``RefusedPicture`` when it is no path."""
    pen = _Pen()
    for count, (letter, given) in enumerate(_commands(d)):
        if count > most:
            raise RefusedPicture("picture-svg-large", what="points", limit=most)
        if not pen.found and letter not in "Mm":
            raise _wrong(d)
        pen.draw(letter, given)
    return pen.found


def _wrong(d: str) -> RefusedPicture:
    return RefusedPicture("picture-svg", reason=f"a path reads “{d[:40]}”")


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    at, letter = _SPACES.match(d, 0).end(), ""  # type: ignore[union-attr]
    while at < len(d):
        if d[at].isalpha():
            letter, at = d[at], at + 1
            if letter.upper() not in _TAKES:
                raise _wrong(d[at - 1 :])
        elif not letter or letter in "Zz":
            raise _wrong(d[at:])
        elif letter in "Mm":
            letter = "l" if letter == "m" else "L"
        given, at = _given(d, at, letter.upper())
        yield letter, given


def _given(d: str, at: int, letter: str) -> tuple[list[float], int]:
    found: list[float] = []
    for place in range(_TAKES[letter]):
        at = _SPACES.match(d, at).end()  # type: ignore[union-attr]
        if letter == "A" and place in (3, 4) and d[at : at + 1] in ("0", "1"):
            found.append(float(d[at]))  # flags of an arc may stand without a space
            at += 1
            continue
        number = NUMBER.match(d, at)
        if number is None:
            raise _wrong(d[at:])
        value = float(number[0])
        if not math.isfinite(value) or abs(value) > 1e7:
            raise RefusedPicture("picture-svg", reason="a path holds a number beyond all measure")
        found.append(value)
        at = number.end()
    return found, _SPACES.match(d, at).end()  # type: ignore[union-attr]


class _Pen:
    """Where a path has come to."""

    def __init__(self) -> None:
        self.found: list[Step] = []
        self.at = self.start = (0.0, 0.0)
        self.handle: tuple[str, tuple[float, float]] = ("", (0.0, 0.0))

    def draw(self, letter: str, given: list[float]) -> None:
        upper = letter.upper()
        if letter.islower():
            given = self._absolute(upper, given)
        handle = ("", self.at)
        if upper == "Z":
            self.found.append(("Z", ()))
            self.at = self.start
        elif upper == "M":
            self._to("M", given)
            self.start = self.at
        elif upper in "LHV":
            x, y = self.at
            self._to(
                "L", given if upper == "L" else [given[0], y] if upper == "H" else [x, given[0]]
            )
        elif upper in "CS":
            if upper == "S":
                given = [*self._mirrored("C"), *given]
            handle = ("C", (given[2], given[3]))
            self._to("C", given)
        elif upper in "QT":
            if upper == "T":
                given = [*self._mirrored("Q"), *given]
            handle = ("Q", (given[0], given[1]))
            self._to("C", _cubic(self.at, given))
        else:
            for curve in _arc(self.at, given):
                self._to(*curve)
        self.handle = handle

    def _absolute(self, letter: str, given: list[float]) -> list[float]:
        x, y = self.at
        if letter in "HV":
            return [given[0] + (x if letter == "H" else y)]
        if letter == "A":
            return [*given[:5], given[5] + x, given[6] + y]
        return [n + (y if place % 2 else x) for place, n in enumerate(given)]

    def _mirrored(self, sort: str) -> tuple[float, float]:
        if self.handle[0] != sort:
            return self.at
        (x, y), (hx, hy) = self.at, self.handle[1]
        return 2 * x - hx, 2 * y - hy

    def _to(self, letter: str, given: Sequence[float]) -> None:
        self.found.append((letter, tuple(given)))
        self.at = (given[-2], given[-1])


def _cubic(at: tuple[float, float], curve: Sequence[float]) -> list[float]:
    (x, y), (hx, hy, ex, ey) = at, curve
    return [
        x + 2 / 3 * (hx - x),
        y + 2 / 3 * (hy - y),
        ex + 2 / 3 * (hx - ex),
        ey + 2 / 3 * (hy - ey),
        ex,
        ey,
    ]


def _arc(start: tuple[float, float], given: Sequence[float]) -> Iterator[tuple[str, list[float]]]:
    """An elliptical arc as curves of at most a quarter (SVG 2, appendix B.2.4)."""
    rx, ry, turn, large, sweep, ex, ey = given
    rx, ry = abs(rx), abs(ry)
    if (ex, ey) == start:
        return
    if not rx or not ry:
        yield "L", [ex, ey]
        return
    phi = math.radians(turn % 360)
    cos, sin = math.cos(phi), math.sin(phi)
    dx, dy = (start[0] - ex) / 2, (start[1] - ey) / 2
    x, y = cos * dx + sin * dy, -sin * dx + cos * dy
    grown = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    under = (rx * ry) ** 2 / ((rx * y) ** 2 + (ry * x) ** 2) - 1
    share = math.sqrt(max(0.0, under)) * (-1 if large == sweep else 1)
    mx, my = share * rx * y / ry, -share * ry * x / rx
    middle = (
        cos * mx - sin * my + (start[0] + ex) / 2,
        sin * mx + cos * my + (start[1] + ey) / 2,
    )
    first = math.atan2((y - my) / ry, (x - mx) / rx)
    whole = math.atan2((-y - my) / ry, (-x - mx) / rx) - first
    if sweep and whole < 0:
        whole += 2 * math.pi
    elif not sweep and whole > 0:
        whole -= 2 * math.pi
    ellipse: Matrix = (cos * rx, sin * rx, -sin * ry, cos * ry, *middle)
    parts = max(1, math.ceil(abs(whole) / (math.pi / 2) - 1e-9))
    for part in range(parts):
        yield "C", _quarter(ellipse, first + whole * part / parts, whole / parts)


def _quarter(ellipse: Matrix, start: float, by: float) -> list[float]:
    reach = 4 / 3 * math.tan(by / 4)
    end = start + by
    points = (
        (math.cos(start) - reach * math.sin(start), math.sin(start) + reach * math.cos(start)),
        (math.cos(end) + reach * math.sin(end), math.sin(end) - reach * math.cos(end)),
        (math.cos(end), math.sin(end)),
    )
    return [n for x, y in points for n in applied(ellipse, x, y)]


def ellipse(x: float, y: float, rx: float, ry: float) -> list[Step]:
    """The path around an ellipse."""
    h, v = rx * _ROUND, ry * _ROUND
    return [
        ("M", (x + rx, y)),
        ("C", (x + rx, y + v, x + h, y + ry, x, y + ry)),
        ("C", (x - h, y + ry, x - rx, y + v, x - rx, y)),
        ("C", (x - rx, y - v, x - h, y - ry, x, y - ry)),
        ("C", (x + h, y - ry, x + rx, y - v, x + rx, y)),
        ("Z", ()),
    ]


def rounded(x: float, y: float, width: float, height: float, rx: float, ry: float) -> list[Step]:
    """The path around a rectangle whose corners may be round."""
    right, low = x + width, y + height
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    if not rx or not ry:
        corners = ((right, y), (right, low), (x, low))
        return [("M", (x, y)), *(("L", corner) for corner in corners), ("Z", ())]
    h, v = rx * (1 - _ROUND), ry * (1 - _ROUND)
    return [
        ("M", (x + rx, y)),
        ("L", (right - rx, y)),
        ("C", (right - h, y, right, y + v, right, y + ry)),
        ("L", (right, low - ry)),
        ("C", (right, low - v, right - h, low, right - rx, low)),
        ("L", (x + rx, low)),
        ("C", (x + h, low, x, low - v, x, low - ry)),
        ("L", (x, y + ry)),
        ("C", (x, y + v, x + h, y, x + rx, y)),
        ("Z", ()),
    ]


def polygon(points: Sequence[float], *, closed: bool) -> list[Step]:
    """The path through some points, given as x and y in turn."""
    pairs = list(zip(points[::2], points[1::2], strict=False))
    if len(pairs) < 2:
        return []
    found: list[Step] = [("M", pairs[0]), *(("L", pair) for pair in pairs[1:])]
    return [*found, ("Z", ())] if closed else found


def moved(some: Sequence[Step], matrix: Matrix) -> list[Step]:
    """The same path under a transform."""
    return [
        (letter, tuple(n for x, y in _pairs(given) for n in applied(matrix, x, y)))
        for letter, given in some
    ]


def _pairs(given: Sequence[float]) -> Iterator[tuple[float, float]]:
    return zip(given[::2], given[1::2], strict=True)


def flattened(some: Sequence[Step], finest: float) -> list[list[tuple[float, float]]]:
    """The parts of a path as points, curves as short lines that leave them by ``finest``."""
    found: list[list[tuple[float, float]]] = []
    line: list[tuple[float, float]] = []
    for letter, given in some:
        if letter == "M":
            if len(line) > 1:
                found.append(line)
            line = [(given[0], given[1])]
        elif letter == "L":
            line.append((given[0], given[1]))
        elif letter == "C":
            line.extend(_curve(line[-1], given, finest))
        elif line:
            found.append(line)
            line = [line[0]]
    if len(line) > 1:
        found.append(line)
    return found


def _curve(
    start: tuple[float, float], given: Sequence[float], finest: float
) -> Iterator[tuple[float, float]]:
    points = [start, *_pairs(given)]
    bend = max(
        math.hypot(a[0] - 2 * b[0] + c[0], a[1] - 2 * b[1] + c[1])
        for a, b, c in (points[:3], points[1:])
    )
    parts = max(1, min(64, math.ceil(math.sqrt(0.75 * bend / finest))))
    for part in range(1, parts + 1):
        t, u = part / parts, 1 - part / parts
        weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        yield (
            sum(w * p[0] for w, p in zip(weights, points, strict=True)),
            sum(w * p[1] for w, p in zip(weights, points, strict=True)),
        )
