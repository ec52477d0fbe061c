"""Marking schemes: the levels a house knows, and how each is printed.

A scheme is read from a file of its own or from the house style (``generator.house.schemes``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

Position: TypeAlias = Literal["top-right", "top-center", "top-bottom-center", "top-bottom-right"]

POSITIONS: Final = ("top-right", "top-center", "top-bottom-center", "top-bottom-right")
OWN_LANGUAGE: Final = "en"
"""Language of what is never translated: every scheme that says so has English words."""

_NOT_FILE: Final = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_WORD: Final = 40


def _none() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a marking scheme. name is the exact text facts and orders use.

    label    as printed, by language; empty where labels are never translated.
    portion  the mark of a paragraph of this level, without brackets: "S".
    colour, background  as ``#rrggbb``; "" is the house's text on white.
    file     the level in file names; "" makes it of the name.
    """

    name: str
    label: Mapping[str, str] = field(default_factory=_none)
    portion: str = ""
    colour: str = ""
    background: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Caveat:
    """What an order may add to a level: a handling instruction, a descriptor, a caveat.

    least    the lowest level it goes with; "" is the lowest of the scheme.
    portion  what it adds to the marks of portions: "NF".
    """

    name: str
    label: Mapping[str, str] = field(default_factory=_none)
    least: str = ""
    portion: str = ""


@dataclass(frozen=True, slots=True)
class MarkingScheme:
    """A closed, ordered list of handling levels, lowest first, and how they are printed.

    position    right is physical right, in every language.
    name        of its file; "" where the house writes its levels itself.
    size        the least size in points; 0 leaves it to the house's style sheet.
    translated  False: labels are printed as they are named, in every language.
    lowest      "print", or "omit": a document of the lowest level bears no banner.
    portions    a mark stands before each paragraph, title, caption and item.
    handling    what an order may add: nothing, one of ``caveats``, or words of its own too.
    separator   stands between the level and what is added to it.
    """

    levels: tuple[Level, ...]
    position: Position = "top-right"
    name: str = ""
    size: float = 0.0
    translated: bool = True
    capitals: bool = False
    lowest: Literal["print", "omit"] = "print"
    portions: bool = False
    handling: Literal["none", "listed", "free"] = "none"
    caveats: tuple[Caveat, ...] = ()
    separator: str = " – "

    def rank(self, name: str) -> int | None:
        """Place of ``name`` in the list, from 0; None when the scheme has no such level."""
        for rank, level in enumerate(self.levels):
            if level.name == name:
                return rank
        return None

    def level(self, name: str) -> Level:
        """The level of that name; the highest when the scheme has no such level."""
        rank = self.rank(name)
        return self.highest if rank is None else self.levels[rank]

    @property
    def highest(self) -> Level:
        """The last level of the list."""
        return self.levels[-1]

    def is_printed(self, name: str) -> bool:
        """Whether a document of this level bears a banner."""
        return self.lowest == "print" or self.rank(name) != 0

    def in_file_names(self, name: str) -> str:
        """A level as it may stand in a file name on every system; levels stay apart.

        >>> names = ("PROTECTED A", "TLP:AMBER+STRICT", "TRÈS SECRET", "سري")
        >>> scheme = MarkingScheme(tuple(Level(name) for name in names))
        >>> [scheme.in_file_names(name) for name in names]
        ['PROTECTED-A', 'TLP-AMBER-STRICT', 'TRES-SECRET', 'LEVEL-4']
        """
        words = [level.file or _file_word(level.name) for level in self.levels]
        rank = self.rank(name)
        place = len(self.levels) - 1 if rank is None else rank
        word = words[place]
        folded = [one.casefold() for one in words]
        if word and folded.count(word.casefold()) == 1:
            return word
        word = f"LEVEL-{place + 1}"
        while word.casefold() in folded:
            word += "-X"
        return word


def _file_word(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NOT_FILE.sub("-", plain).strip("-")[:_LONGEST_WORD].strip("-")
