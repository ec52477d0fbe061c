"""Reads the marking scheme of a house: a file that it names, or levels of its own.

A scheme that comes with the program, or that a workspace has under ``templates/marking/``,
is its owner's rule: a house that names it may change colours, take a larger size and, where
the scheme lets it, leave the lowest level unmarked. Everything else it takes whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, cast

from generator.facts.codes import ID, near
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Table
from generator.facts.schema import Fields, Place
from generator.house.colours import HEX, TEXT_CONTRAST, contrast
from generator.house.marking import POSITIONS, Caveat, Level, MarkingScheme, Position
from generator.house.scheme_files import scheme_file, scheme_names
from generator.house.wordings import wordings

WHITE: Final = "#ffffff"
HANDLING: Final = ("none", "listed", "free")
OVERRIDES: Final = ("lowest", "size", "colours")
"""What a house that names a scheme may say beside it."""

LARGEST: Final = 36
"""Points: a larger marking leaves no room for a text."""

_LOWEST: Final = ("print", "optional", "omit")


@dataclass(frozen=True, slots=True)
class _Read:
    """A scheme as its file says it. optional: a house may leave the lowest level unmarked."""

    scheme: MarkingScheme
    optional: bool = False


def read_marking(fields: Fields, house: Path) -> MarkingScheme:
    """The scheme in the field ``marking`` of a house style; problems are noted in ``fields``."""
    inner = fields.table_of("marking", required=True)
    if inner is None:
        return MarkingScheme(())
    scheme = _named(inner, house) if "scheme" in inner else _scheme(inner).scheme
    fields.sound = inner.finish() and fields.sound
    return scheme


# ---------------------------------------------------------------- a scheme that is named


def _named(inner: Fields, house: Path) -> MarkingScheme:
    name = inner.code("scheme", ID, "id") or ""
    clash = [one for one in inner.table.entries if one not in ("scheme", *OVERRIDES)]
    for one in clash:
        inner.asked[one] = None
        inner.refuse("house-marking-clash", one, inner.table.keys[one], scheme=name)
    file = scheme_file(house, name) if name else None
    if file is None:
        for one in OVERRIDES:
            inner.asked[one] = None
        if name:
            known = scheme_names(house)
            meant = near(name, known)
            hint = f" Did you mean “{meant}”?" if meant else ""
            inner.refuse(
                "house-marking-unknown", "scheme", scheme=name, known=", ".join(known), hint=hint
            )
        return MarkingScheme(())
    read = _from_file(file, inner.place)
    if read is None:
        inner.sound = False
        return MarkingScheme(())
    return _changed(inner, replace(read, scheme=replace(read.scheme, name=name)))


def _from_file(file: Path, place: Place) -> _Read | None:
    shown = "/".join(file.parts[-3:])
    table = read_toml(file, place.findings, place.limits, name=shown)
    if table is None:
        return None
    fields = Fields(table, Place(shown, place.findings, place.limits))
    read = _scheme(fields)
    return read if fields.finish() else None


def _changed(inner: Fields, read: _Read) -> MarkingScheme:
    """The scheme with what the house says otherwise, as far as the scheme lets it."""
    scheme = read.scheme
    lowest = inner.word("lowest", ("print", "omit")) or scheme.lowest
    if lowest == "omit" and not read.optional:
        level = scheme.levels[0].name
        inner.refuse("house-marking-lowest", "lowest", scheme=scheme.name, level=level)
    size = _size(inner)
    if size and size < scheme.size:
        least = f"{scheme.size:g}"
        inner.refuse("house-marking-size", "size", value=f"{size:g}", least=least)
    return replace(
        scheme,
        lowest=cast(Literal["print", "omit"], lowest),
        size=max(size, scheme.size),
        levels=_recoloured(inner, scheme),
    )


def _recoloured(inner: Fields, scheme: MarkingScheme) -> tuple[Level, ...]:
    colours = inner.table_of("colours")
    if colours is None:
        return scheme.levels
    names = [level.name for level in scheme.levels]
    changed = {}
    for key in colours.table.entries:
        if key not in names:
            colours.asked[key] = None
            meant = near(key, names)
            hint = f" Did you mean “{meant}”?" if meant else ""
            at = colours.table.keys[key]
            colours.refuse("house-marking-level", key, at, level=key, hint=hint)
        elif (level := colours.table_of(key)) is not None:
            own = scheme.level(key)
            colour, background = _colours(level, own.colour, own.background)
            changed[key] = replace(own, colour=colour, background=background)
            colours.sound = level.finish() and colours.sound
    inner.sound = colours.finish() and inner.sound
    return tuple(changed.get(level.name, level) for level in scheme.levels)


# ---------------------------------------------------------------- a scheme that is written


def _scheme(fields: Fields) -> _Read:
    translated = fields.boolean("translated", default=True)
    capitals = fields.boolean("capitals")
    portions = fields.boolean("portions")
    position = fields.word("position", POSITIONS) or "top-right"
    lowest = fields.word("lowest", _LOWEST) or "print"
    handling = fields.word("handling", HANDLING) or "none"
    words = _Words(translated, capitals)
    levels = _levels(fields, words, portions=portions)
    scheme = MarkingScheme(
        levels=levels,
        position=cast(Position, position),
        size=_size(fields),
        translated=translated,
        capitals=capitals,
        lowest="omit" if lowest == "omit" else "print",
        portions=portions,
        handling=cast(Literal["none", "listed", "free"], handling),
        caveats=_caveats(fields, words, levels),
        separator=_separator(fields),
    )
    return _Read(scheme, optional=lowest != "print")


@dataclass(frozen=True, slots=True)
class _Words:
    """How the words of a scheme are given."""

    translated: bool
    capitals: bool

    def of(self, record: Fields, name: str) -> Mapping[str, str]:
        """The labels of a level or caveat, by language; {} where they are not translated."""
        if not self.translated:
            if "label" in record:
                record.asked["label"] = None
                record.refuse("house-marking-label", "label", level=name)
            label: Mapping[str, str] = {}
        else:
            label = wordings(record, "label")
        for language, text in label.items() if label else (("", name),):
            if self.capitals and text != text.upper():
                node = record.table.entries.get("label" if language else "name")
                at = node.entries[language] if isinstance(node, Table) else node
                record.refuse("house-marking-capitals", "label", at, value=text)
        return label


def _levels(fields: Fields, words: _Words, *, portions: bool) -> tuple[Level, ...]:
    levels: list[Level] = []
    for node in fields.items("levels", required=True):
        if not isinstance(node, Table):
            fields.refuse("house-level-form", "levels", node)
            continue
        record = fields.inner("levels", node)
        name = record.text("name", required=True) or ""
        if name in {known.name for known in levels}:
            record.refuse("house-level-twice", "name", level=name)
        label = words.of(record, name)
        portion = record.text("portion", required=portions) or ""
        if portion and portion in {known.portion for known in levels}:
            record.refuse("house-level-twice", "portion", level=portion)
        colour, background = _colours(record)
        file = record.code("file", ID, "id") or ""
        levels.append(Level(name, label, portion, colour, background, file.upper()))
        fields.sound = record.finish() and fields.sound
    return tuple(levels)


def _caveats(fields: Fields, words: _Words, levels: tuple[Level, ...]) -> tuple[Caveat, ...]:
    known = tuple(level.name for level in levels)
    caveats: list[Caveat] = []
    for node in fields.items("caveats"):
        if not isinstance(node, Table):
            fields.refuse("house-level-form", "caveats", node)
            continue
        record = fields.inner("caveats", node)
        name = record.text("name", required=True) or ""
        if name in {one.name for one in caveats}:
            record.refuse("house-level-twice", "name", level=name)
        label = words.of(record, name)
        least = record.word("from", known) or ""
        caveats.append(Caveat(name, label, least, record.text("portion") or ""))
        fields.sound = record.finish() and fields.sound
    return tuple(caveats)


def _colours(record: Fields, colour: str = "", background: str = "") -> tuple[str, str]:
    """Text and ground of a level, as far apart as text must be (4.5 to 1)."""
    given = {"colour": colour, "background": background}
    for use in given:
        text = record.text(use, required=use == "colour" and "background" in record and not colour)
        if text is not None and HEX.match(text):
            given[use] = text.lower()
        elif text is not None:
            record.refuse("house-colour-form", use, value=text[:20])
    colour, behind = given["colour"], given["background"] or WHITE
    if colour and record.sound and (found := contrast(colour, behind)) < TEXT_CONTRAST:
        use = "colour" if "colour" in record else "background"
        record.refuse("house-marking-contrast", use, colour=colour, behind=behind, contrast=found)
    return colour, given["background"]


def _size(fields: Fields) -> float:
    number = fields.number("size")
    if number is None:
        return 0.0
    if not 6 <= number <= LARGEST:
        fields.refuse("house-marking-points", "size", value=f"{number:f}", most=LARGEST)
        return 0.0
    return float(number)


def _separator(fields: Fields) -> str:
    text = fields.text("separator")
    return MarkingScheme(()).separator if text is None else text
