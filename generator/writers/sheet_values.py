"""Single values of a style sheet, for writers that have no use for the sheet itself.

Only what plain selectors say: a house's sheets name each kind of element by one of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import tinycss2

_SPACE: Final = re.compile(r"\s+")
_SIDES: Final = ("top", "right", "bottom", "left")
_BOX: Final = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
_POINTS: Final = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LENGTH: Final = re.compile(r"(-?[\d.]+)(pt|px|mm|cm|in)?\Z")
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")
_INLINE: Final = {"inline-start": "left", "inline-end": "right"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A line beside an element: width in points and colour; a width of 0 is none."""

    width: float = 0.0
    colour: str = ""


@dataclass(slots=True)
class SheetValues:
    """What a sheet says on paper, by selector and property, the last word winning."""

    css: str
    _found: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._read(tinycss2.parse_stylesheet(self.css, skip_comments=True, skip_whitespace=True))

    def value(self, name: str, *selectors: str, otherwise: str = "") -> str:
        """A property of an element that these selectors fit, the weakest named first."""
        found = otherwise
        for selector in selectors:
            found = self._found.get(selector, {}).get(name, found)
        return found

    def points(self, name: str, *selectors: str) -> float:
        """A length in points; 0 where there is none or it is relative."""
        length = _LENGTH.match(self.value(name, *selectors))
        return float(length[1]) * _POINTS[length[2] or "pt"] if length else 0.0

    def ratio(self, name: str, *selectors: str) -> float:
        """A number without unit, or a size in em or rem; 1 where there is none."""
        found = re.match(r"([\d.]+)(r?em)?\Z", self.value(name, *selectors))
        return float(found[1]) if found else 1.0

    def margin(self, side: str, *selectors: str) -> float:
        """A margin in points."""
        return self.points(f"margin-{side}", *selectors)

    def rule(self, side: str, *selectors: str) -> Rule:
        """The line at one side."""
        width = self.points(f"border-{side}-width", *selectors)
        return Rule(width, self.value(f"border-{side}-color", *selectors))

    def _read(self, rules: list[Any]) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                selectors = tinycss2.serialize(rule.prelude).split(",")
                for selector in selectors:
                    self._put(_SPACE.sub(" ", selector).strip(), rule.content)
            elif rule.type == "at-rule" and rule.lower_at_keyword == "page":
                self._put(f"@page{tinycss2.serialize(rule.prelude).strip()}", rule.content)
            elif rule.type == "at-rule" and tinycss2.serialize(rule.prelude).strip() == "print":
                inner = tinycss2.parse_rule_list(rule.content, True, True)
                self._read(inner)

    def _put(self, selector: str, content: list[Any]) -> None:
        place = self._found.setdefault(selector, {})
        for part in tinycss2.parse_blocks_contents(content, True, True):
            if part.type == "declaration":
                value = _SPACE.sub(" ", tinycss2.serialize(part.value)).strip()
                place.update(_long(part.lower_name, value))


def _long(name: str, value: str) -> dict[str, str]:
    """A shorthand as the properties that it stands for."""
    for inline, side in _INLINE.items():
        name = name.replace(inline, side)
    parts = value.split()
    if name in {"margin", "padding"} and len(parts) in _BOX:
        at = _BOX[len(parts)]
        return {f"{name}-{side}": parts[at[n]] for n, side in enumerate(_SIDES)}
    if name == "border" or name.removeprefix("border-") in _SIDES:
        sides = _SIDES if name == "border" else (name.removeprefix("border-"),)
        width = next((part for part in parts if _LENGTH.match(part)), "0")
        colour = next((part for part in parts if _COLOUR.match(part)), "")
        found = {}
        for side in sides:
            found[f"border-{side}-width"], found[f"border-{side}-color"] = width, colour
        return found
    return {name: value}
