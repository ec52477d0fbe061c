"""From what a date should show ("yMMMMd") to the locale's pattern for it ("d 'de' MMMM 'de' y").

The candidates are CLDR's available formats and the four standard date formats. The one with
the same fields and the nearest widths is taken, and widened to the widths asked for.
Rule: Unicode TR 35 part 4, matching skeletons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from generator.localisation.cldr import store

Token = tuple[str, int]  # field letter and width; width 0 marks literal text
Pattern = tuple[Token, ...]

_NARROW, _SHORTER, _SHORT, _LONG, _NUMERIC, _DELTA = -0x101, -0x102, -0x103, -0x104, 0x100, 0x10
_EXTRA, _MISSING = 0x10000, 0x1000

# For each letter: its field, and how far it stands from the field's usual letter.
_LETTERS: Final[Mapping[str, tuple[str, int]]] = {
    "G": ("era", 0),
    "y": ("year", 0),
    "Y": ("year", 1),
    "Q": ("quarter", 0),
    "q": ("quarter", 1),
    "M": ("month", 0),
    "L": ("month", 1),
    "E": ("weekday", 0),
    "e": ("weekday", 1),
    "c": ("weekday", 2),
    "d": ("day", 0),
    "a": ("period", 0),
    "b": ("period", 1),
    "B": ("period", 3),
    "h": ("hour", 0),
    "K": ("hour", 1),
    "H": ("hour", 10),
    "k": ("hour", 11),
    "m": ("minute", 0),
    "s": ("second", 0),
    "z": ("zone", 0),
    "v": ("zone", 2),
    "V": ("zone", 3),
    "O": ("zone", 4),
}
_ALWAYS_NUMERIC: Final = frozenset("yYdhHkKms")
_TEXT_ONLY: Final = frozenset("GEabBzvVO")
_FIELDS: Final = "era year quarter month weekday day period hour minute second zone"
_ORDER: Final = tuple(_FIELDS.split())
_TIME: Final = frozenset({"period", "hour", "minute", "second", "zone"})
_CANONICAL: Final = ("G", "y", "Q", "M", "E", "d", "a", "H", "m", "s", "v")
_APPENDED: Final = {
    "era": "Era",
    "year": "Year",
    "quarter": "Quarter",
    "month": "Month",
    "weekday": "Day-Of-Week",
    "day": "Day",
    "hour": "Hour",
    "minute": "Minute",
    "second": "Second",
    "zone": "Timezone",
}


@cache
def tokens(pattern: str) -> Pattern:
    """A date pattern as fields and literal text; quotes are resolved."""
    found: list[Token] = []
    literal: list[str] = []
    place = 0

    def close() -> None:
        if literal:
            found.append(("".join(literal), 0))
            literal.clear()

    while place < len(pattern):
        character = pattern[place]
        if character == "'":
            end = pattern.find("'", place + 1)
            end = len(pattern) if end < 0 else end
            literal.append(pattern[place + 1 : end] or "'")
            place = end + 1
        elif character.isascii() and character.isalpha():
            close()
            width = 1
            while pattern[place + width : place + width + 1] == character:
                width += 1
            found.append((character, width))
            place += width
        else:
            literal.append(character)
            place += 1
    close()
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pattern that may serve, with the skeleton it was given under (None: a standard format)."""

    fields: Mapping[str, Token]
    pattern: Pattern
    given: bool


def fields_of(pattern: Iterable[Token]) -> dict[str, Token]:
    """The fields of a pattern or skeleton, by name."""
    return {
        _LETTERS[letter][0]: (letter, width)
        for letter, width in pattern
        if width and letter in _LETTERS
    }


def _kind(token: Token) -> int:
    letter, width = token
    delta = _LETTERS[letter][1] * _DELTA
    if letter in _ALWAYS_NUMERIC or (width < 3 and letter not in _TEXT_ONLY):
        return _NUMERIC + delta + width
    sized = {4: _LONG, 5: _NARROW, 6: _SHORTER}.get(width, _SHORT)
    return sized - delta


def _distance(wanted: Mapping[str, Token], offered: Mapping[str, Token]) -> int:
    total = 0
    for name in wanted.keys() | offered.keys():
        if name not in wanted:
            total += _EXTRA
        elif name not in offered:
            total += _MISSING
        else:
            total += abs(_kind(wanted[name]) - _kind(offered[name]))
    return total


@cache
def _candidates(locale: str) -> tuple[Candidate, ...]:
    dates = store.topic(locale, "dates")
    found: dict[str, Candidate] = {}
    for styles in (dates["date"], dates["time"]):
        for pattern in styles.values():
            compiled = tokens(pattern)
            fields = fields_of(compiled)
            key = "".join(letter * width for letter, width in sorted(fields.values()))
            found.setdefault(key, Candidate(fields, compiled, given=False))
    for letter in _CANONICAL:
        found.setdefault(
            letter, Candidate({_LETTERS[letter][0]: (letter, 1)}, ((letter, 1),), given=False)
        )
    for skeleton, pattern in dates["skeletons"].items():
        fields = fields_of(tokens(skeleton))
        key = "".join(letter * width for letter, width in sorted(fields.values()))
        found[key] = Candidate(fields, tokens(pattern), given=True)
    return tuple(found.values())


@cache
def best(locale: str, skeleton: str) -> Pattern:
    """The locale's pattern for a skeleton."""
    wanted = fields_of(tokens(skeleton))
    date = {name: token for name, token in wanted.items() if name not in _TIME}
    time = {name: token for name, token in wanted.items() if name in _TIME}
    if not (date and time):
        return _appended(locale, wanted)
    style = _glue_style(date)
    glue = tokens(
        store.topic(locale, "dates")["at" if style in ("full", "long") else "glue"][style]
    )
    return placed(glue, (_appended(locale, time), _appended(locale, date)))


def _glue_style(date: Mapping[str, Token]) -> str:
    width = date.get("month", ("M", 1))[1]
    if width == 4:
        return "full" if "weekday" in date else "long"
    return "medium" if width == 3 else "short"


def _appended(locale: str, wanted: Mapping[str, Token]) -> Pattern:
    """The best single pattern, with the fields it lacks appended one after another."""
    rest = dict(wanted)
    result: Pattern = ()
    while rest:
        choice = min(_candidates(locale), key=lambda one: _distance(rest, one.fields))
        part = _adjusted(choice, wanted)
        covered = [name for name in _ORDER if name in rest and name in choice.fields]
        if not covered:
            break
        if result:
            glue = store.topic(locale, "dates")["append"][_APPENDED[covered[0]]]
            part = placed(tokens(glue.replace("{2}", covered[0])), (result, part))
        result = part
        rest = {name: token for name, token in rest.items() if name not in covered}
    return result


def placed(glue: Pattern, parts: tuple[Pattern, Pattern]) -> Pattern:
    """``glue`` with pattern parts in place of {0} and {1}."""
    found: list[Token] = []
    for text, width in glue:
        if width:
            found.append((text, width))
            continue
        rest = text
        while rest:
            place = rest.find("{")
            if place < 0 or rest[place + 1 : place + 3] not in ("0}", "1}"):
                found.append((rest, 0))
                break
            if place:
                found.append((rest[:place], 0))
            found.extend(parts[int(rest[place + 1])])
            rest = rest[place + 3 :]
    return tuple(found)


def _adjusted(choice: Candidate, wanted: Mapping[str, Token]) -> Pattern:
    return tuple(_resized(token, choice, wanted) for token in choice.pattern)


def _resized(token: Token, choice: Candidate, wanted: Mapping[str, Token]) -> Token:
    letter, width = token
    name = _LETTERS[letter][0] if width and letter in _LETTERS else ""
    if name not in wanted:
        return token
    asked_letter, asked = wanted[name]
    if asked_letter == "E" and max(asked, width) < 4:  # one to three letters are the same
        return token
    size = asked
    if name in ("hour", "minute", "second"):
        size = width
    elif choice.given and asked_letter not in "ce":
        offered = choice.fields[name][1]
        numeric = _kind(token) > 0
        if offered == wanted[name][1] or numeric != (_kind(wanted[name]) > 0):
            size = width
    if name not in ("hour", "month", "weekday", "year"):
        letter = asked_letter
    return letter, size
