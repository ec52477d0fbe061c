"""What stands in a font file: its families, the characters it has, whether it may be embedded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from generator.writers import fonts
from generator.writers.fonts.cmap import code_points

_RESTRICTED: Final = 0x0002
_NO_SUBSET: Final = 0x0100
_BITMAPS_ONLY: Final = 0x0200
_MODES: Final = 0x000F
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16


@dataclass(frozen=True, slots=True)
class FontFile:
    """One file of fonts.

    families    names of the families in it.
    characters  code points for which each of its fonts has a glyph.
    embeddable  False when its licence bits forbid what a PDF needs (OpenType, OS/2 fsType).
    """

    path: str
    families: frozenset[str]
    characters: frozenset[int]
    embeddable: bool


class UnreadableFont(ValueError):  # noqa: N818 - said in the user's words
    """Raised for a file that is no font."""


@cache
def read(path: str) -> FontFile:
    """What stands in the file. Raises UnreadableFont."""
    try:
        with Path(path).open("rb") as stream, _opened(stream, path) as file:
            found = list(getattr(file, "fonts", (file,)))
            return FontFile(
                path,
                frozenset(name for font in found for name in _families(font)),
                frozenset.intersection(*_characters(found)),
                all(_embeddable(font["OS/2"].fsType) for font in found),
            )
    except (OSError, TTLibError, KeyError, ValueError, EOFError) as error:
        raise UnreadableFont(f"{Path(path).name}: {error}") from error
    except Exception as error:  # a broken table fails in any way at all
        raise UnreadableFont(f"{Path(path).name}: {type(error).__name__}") from error


def _opened(stream: BinaryIO, path: str) -> Any:
    """One font or a collection."""
    if Path(path).suffix.lower() in (".ttc", ".otc"):
        return TTCollection(stream, lazy=True)
    return TTFont(stream, lazy=True)


def _characters(found: Iterable[Any]) -> list[frozenset[int]]:
    """The characters of each font; a table that fonts of a collection share is read once."""
    tables = {font.reader.tables["cmap"].offset: font for font in found}
    return [code_points(font.reader["cmap"]) for font in tables.values()]


def _families(font: Any) -> set[str]:
    names = font["name"]
    found = {names.getDebugName(kind) for kind in (_FAMILY, _TYPOGRAPHIC_FAMILY)}
    return {name for name in found if name}


def _embeddable(bits: int) -> bool:
    if bits & (_NO_SUBSET | _BITMAPS_ONLY):
        return False
    return bits & _MODES != _RESTRICTED


@cache
def shipped_characters() -> frozenset[int]:
    """Code points for which some shipped font has a glyph."""
    folder = fonts.folder()
    files = [file for family in fonts.FAMILIES.values() for file in family]
    return frozenset().union(*(read(str(folder / file)).characters for file in files))
