"""Names on a map: as outlines, in the frame, none over another and none on other land.

The country's own name comes first, then its capital with a dot, then the names of its
neighbours, then of the largest others. A name that has no place is left out; which ones
stand there is told, for those who listen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Final

from generator.drawing.letters import Direction, LetterMissing, Typeface
from generator.maps.drawing import DOT, HALO, Label
from generator.maps.locator import RING, Locator, Shape
from generator.maps.plane import Box, Point, box_of, holds, middle, thinned
from generator.maps.sphere import Place

OWN: Final = 3.7  # mm: size of letters
OTHER: Final = 2.7
TOWN: Final = 2.7
MOST: Final = 14  # names beside the country's own
_SMALLEST: Final = 22.0  # mm² of a country that is named
_SQUEEZE: Final = 2.5  # words are wide: room is looked for along the line
_EDGE: Final = 1.2
_APART: Final = 0.7
_GAP: Final = 0.8  # between a dot and its name
_STEPS: Final = 5  # places looked at on either side of a country's middle
_TRIED: Final = 12  # places of the country's name that are tried with the capital
_COLUMNS, _ROWS = 7, 3  # points of a name that are looked at
_SPILL: Final = 0.2  # share of a name that may lie on land that is not its own
_NEARBY: Final = 1.5  # mm: how near a country a name at sea must stand, and no other
_COARSE: Final = 0.4  # mm: as exact as names need the land


@dataclass(frozen=True, slots=True)
class Lettering:
    """How names are written: fonts, direction of the document, and a scale of sizes."""

    typeface: Typeface
    direction: Direction
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Names:
    """What may be written: the country's name, its capital, and other areas by code.

    own   "" for none. capital: its name and place, or None.
    """

    own: str
    others: Mapping[str, str]
    capital: tuple[str, Place] | None = None


@dataclass(frozen=True, slots=True)
class Lettered:
    """What is written: labels, the other areas they name, the dot of the capital.

    missing  letters that no font has; the names with them are left out.
    """

    labels: tuple[Label, ...] = ()
    named: tuple[str, ...] = ()
    dot: Point | None = None
    missing: tuple[str, ...] = ()


def lettered(located: Locator, names: Names, lettering: Lettering) -> Lettered:
    """The names that find a place."""
    return _Placing(located, lettering).placed(names)


@dataclass(frozen=True, slots=True)
class _Word:
    """A name with its size, and where its ink lies, seen from the start of its line."""

    text: str
    size: float
    ink: Box

    def at(self, point: Point, anchored: str) -> Box:
        """Where the ink lies when it stands at a point, in the middle of its height."""
        width, height = self.ink.width, self.ink.height
        left = point[0] - {"start": 0.0, "middle": width / 2, "end": width}[anchored]
        top = point[1] - height / 2
        return Box(left, top, left + width, top + height)


class _Placing:
    """Finds a place for one name after the other."""

    def __init__(self, located: Locator, lettering: Lettering) -> None:
        self.located = located
        self.lettering = lettering
        self.subject = tuple(map(_coarse, located.subject))
        self.land = {area: tuple(map(_coarse, some)) for area, some in located.land}
        self.inner = located.frame.box.grown(-_EDGE - HALO / 2)
        self.taken = [_around(mark, RING) for mark in located.marks]
        self.dot: Point | None = None
        self.labels: list[Label] = []
        self.missing: dict[str, None] = {}

    def placed(self, names: Names) -> Lettered:
        """All names, the most wanted first."""
        self._country(names)
        named: list[str] = []
        for area, shape in self._ranked(names.others):
            if len(named) == MOST:
                break
            word = self._word(names.others[area], OTHER)
            if word is not None and self._inside(word, area, shape):
                named.append(area)
        return Lettered(tuple(self.labels), tuple(named), self.dot, tuple(self.missing))

    # ------------------------------------------------------------ the country

    def _country(self, names: Names) -> None:
        """The country's name, and its capital where a place is left for both."""
        own = self._word(names.own, OWN) if names.own else None
        town = self._word(names.capital[0], TOWN) if names.capital else None
        self.dot = self._dot(names.capital[1]) if names.capital and town else None
        places: list[Box | None] = [] if own is None else [*self._own_places(own)]
        pairs = []
        for box in places or [None]:
            pairs += [(cost, box, beside) for cost, beside in self._town_places(town, box)]
            if pairs and min(pairs, key=itemgetter(0))[0] == 0:
                break
        if pairs:
            _, box, beside = min(pairs, key=itemgetter(0))
            self._write(own, box)
            self._write(town, beside)
            return
        self.dot = None
        if places:
            self._write(own, places[0])

    def _dot(self, place: Place) -> Point | None:
        """Where the capital lies; a country with a ring is too small for a dot."""
        at = self.located.frame.seen(place)
        room = self.inner.grown(-DOT)
        return at if at is not None and room.holds(at) and not self.located.marks else None

    def _own_places(self, word: _Word) -> list[Box]:
        """Where the country's name may stand: inside it, else beside it, best at sea."""
        if self.subject and not self.located.marks:
            largest = max(self.subject, key=lambda shape: shape.size)
            found = []
            for box in self._middles(word, largest):
                if self._free(box) and self._share(box, (largest,)) >= 1 - _SPILL / 2:
                    found.append(box)
                if len(found) == _TRIED:
                    break
            if found:
                return sorted(found, key=lambda box: self._share(box, (largest,)) < 1)
            around = box_of(largest.rings[0])
        elif self.located.marks:
            around = _around(self.located.marks[0], RING)
        else:
            return []
        free = [box for box in self._around(word, around) if self._free(box)]
        return sorted(free, key=lambda box: self._share(box, self._all_land()))

    def _town_places(self, word: _Word | None, own: Box | None) -> Iterator[tuple[int, Box]]:
        """Where the capital's name may stand, the country's standing at ``own``, with a cost.

        It is read best where all behind it is alike: on the country, or off it at sea.
        """
        if word is None or self.dot is None:
            return
        taken = self.taken if own is None else [*self.taken, own]
        foreign = [shape for some in self.land.values() for shape in some]
        for box in self._beside(word, _around(self.dot, DOT), _GAP):
            if self._fits(box, taken):
                mixed = 0 < self._share(box, self.subject) < 1
                yield 2 * (self._share(box, foreign) > 0) + mixed, box

    def _middles(self, word: _Word, shape: Shape) -> Iterator[Box]:
        """Places of a name over a shape: at its middle first, then farther away."""
        at = _middle(shape)
        yield word.at(at, "middle")
        around = box_of(shape.rings[0])
        across, down = around.width / 2 / _STEPS, around.height / 2 / _STEPS
        steps = [(n, m) for n in range(-_STEPS, _STEPS + 1) for m in range(-_STEPS, _STEPS + 1)]
        for n, m in sorted(steps, key=lambda step: (abs(step[0]) + abs(step[1]), step)):
            if n or m:
                yield word.at((at[0] + n * across, at[1] + m * down), "middle")

    def _beside(self, word: _Word, box: Box, gap: float) -> Iterator[Box]:
        """Places around a box, the best first; what is read from the right stands left of it."""
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        sides = [word.at((box.right + gap, y), "start"), word.at((box.left - gap, y), "end")]
        yield from sides if self.lettering.direction == "ltr" else reversed(sides)
        half = word.ink.height / 2 + gap
        yield word.at((x, box.top - half), "middle")
        yield word.at((x, box.bottom + half), "middle")

    def _around(self, word: _Word, box: Box) -> Iterator[Box]:
        """Places around a country, near it before farther away."""
        for gap in (1.2, 4.0):
            yield from self._beside(word, box, gap)
            for share in (0.25, 0.75, 0.0, 1.0):
                y = box.top + share * box.height
                yield word.at((box.right + gap, y), "start")
                yield word.at((box.left - gap, y), "end")

    # ------------------------------------------------------------ the others

    def _ranked(self, names: Mapping[str, str]) -> list[tuple[str, Shape]]:
        """The areas that may be named, with their largest shape: neighbours, then by size."""
        found = [
            (area, max(shapes, key=lambda shape: shape.size))
            for area, shapes in self.land.items()
            if names.get(area)
        ]
        seen = [(area, shape) for area, shape in found if shape.size >= _SMALLEST]
        beside = self.located.beside
        return sorted(seen, key=lambda one: (one[0] not in beside, -one[1].size, one[0]))

    def _inside(self, word: _Word, area: str, shape: Shape) -> bool:
        """Write a name over its country where it spills little, else beside it at sea."""
        others = [one for code, some in self.land.items() if code != area for one in some]
        for box in islice(self._middles(word, shape), _TRIED):
            centre = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
            if (
                self._free(box)
                and holds(shape.rings, centre)
                and self._share(box, others) <= _SPILL
                and not self._share(box, self.subject)
            ):
                self._write(word, box)
                return True
        for box in self._beside(word, box_of(shape.rings[0]), _GAP):
            near = box.grown(_NEARBY)
            foreign = self._share(near, [*others, *self.subject])
            if self._free(box) and not foreign and self._share(near, (shape,)):
                self._write(word, box)
                return True
        return False

    # ------------------------------------------------------------ room

    def _word(self, text: str, size: float) -> _Word | None:
        """A name ready to be placed; None, and told, where a letter is missing."""
        try:
            written = self.lettering.typeface.written(text, self.lettering.direction)
        except LetterMissing as missing:
            self.missing[str(missing)] = None
            return None
        size *= self.lettering.scale
        points = [
            (size * numbers[n], -size * numbers[n + 1])
            for _, numbers in written.steps
            for n in range(0, len(numbers), 2)
        ]
        return _Word(text, size, box_of(points)) if points else None

    def _write(self, word: _Word | None, box: Box | None) -> None:
        if word is None or box is None:
            return
        written = self.lettering.typeface.written(word.text, self.lettering.direction)
        x, y = box.left - word.ink.left, box.top - word.ink.top
        on = self._share(box, self.subject) == 1.0
        self.labels.append(Label(written.path(x, y, word.size), box, on))
        self.taken.append(box)

    def _free(self, box: Box) -> bool:
        """Whether a place is in the frame, and no name's and no dot's."""
        dots = [] if self.dot is None else [_around(self.dot, DOT)]
        return self._fits(box, [*self.taken, *dots])

    def _fits(self, box: Box, taken: Sequence[Box]) -> bool:
        grown = box.grown(_APART)
        return box.within(self.inner) and not any(grown.meets(other) for other in taken)

    def _share(self, box: Box, shapes: Sequence[Shape]) -> float:
        """The share of some points of a place that lie on shapes."""
        near = [shape for shape in shapes if box.meets(box_of(shape.rings[0]))]
        points = [
            (box.left + box.width * n / (_COLUMNS - 1), box.top + box.height * m / (_ROWS - 1))
            for n in range(_COLUMNS)
            for m in range(_ROWS)
        ]
        held = sum(any(holds(shape.rings, at) for shape in near) for at in points)
        return held / len(points)

    def _all_land(self) -> list[Shape]:
        land = (shape for some in self.land.values() for shape in some)
        return [*self.subject, *land]


@lru_cache(maxsize=1024)
def _coarse(shape: Shape) -> Shape:
    return Shape(tuple(thinned(ring, _COARSE) for ring in shape.rings))


@lru_cache(maxsize=1024)
def _middle(shape: Shape) -> Point:
    """Where there is most room in a shape for a word."""
    return middle(shape.rings, _SQUEEZE)[0]


def _around(at: Point, radius: float) -> Box:
    return Box(at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius)
