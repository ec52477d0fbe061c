"""Scripts, and the fonts for each: shipped with the program, or how to bring them.

A house style names its fonts by use ("latin", "arabic", "hebrew", "chinese-simplified" …);
what it does not name has the family given here. Only shipped fonts, those of the packages
named here and those in the workspace's folder ``fonts/`` are ever used for pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

SHIPPED: Final = (
    "Noto Sans",
    "Noto Serif",
    "Noto Naskh Arabic",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Serif Hebrew",
    "Noto Sans Math",
    "Noto Sans Symbols2",
)

Slot = Literal["latin", "complex", "east-asian"]


@dataclass(frozen=True, slots=True)
class Script:
    """One use of fonts.

    use       name in house.toml and class in the pages; title in words.
    codes     ISO 15924 codes of the scripts that it serves.
    families  of the pages' font, the preferred one first.
    word      what Word asks its reader's machine for; slot: which of Word's fonts that is.
    package   name on PyPI of a package that brings the font; module: its import name.
    file      name of the font's file, for the folder ``fonts/``.
    width     of a letter in per cent of a line of text, about.
    """

    use: str
    title: str
    codes: tuple[str, ...]
    families: tuple[str, ...]
    word: str = "Arial"
    slot: Slot = "complex"
    package: str = ""
    file: str = ""
    width: float = 1.3

    @property
    def shipped(self) -> bool:
        """True when every copy of the program has a font for it."""
        return self.families[0] in SHIPPED

    @property
    def module(self) -> str:
        """The import name of its package, or ""."""
        return self.package.replace("-", "_")


def _chinese(part: str, title: str, code: str, short: str, word: str, package: str) -> Script:
    families = (f"Noto Sans {short}", f"Noto Sans CJK {short}", f"Source Han Sans {short}")
    file = f"NotoSans{short}-Regular.otf"
    return Script(part, title, (code,), families, word, "east-asian", package, file, 2.2)


def _noto(name: str, code: str, word: str, package: str = "", style: str = "Sans") -> Script:
    use, file = name.lower().replace(" ", "-"), name.replace(" ", "")
    family = f"Noto {style} {name}"
    return Script(
        use, name, (code,), (family,), word, package=package, file=f"Noto{style}{file}-Regular.ttf"
    )


_INDIC: Final = "Nirmala UI"
SCRIPTS: Final = (
    Script(
        "latin",
        "Latin, Greek and Cyrillic",
        ("Latn", "Grek", "Cyrl"),
        ("Noto Sans",),
        "Calibri",
        "latin",
        width=1.2,
    ),
    Script(
        "arabic", "Arabic", ("Arab", "Aran"), ("Noto Naskh Arabic", "Noto Sans Arabic"), width=1.15
    ),
    Script("hebrew", "Hebrew", ("Hebr",), ("Noto Sans Hebrew", "Noto Serif Hebrew"), width=1.15),
    _chinese(
        "chinese-simplified",
        "Chinese (Simplified)",
        "Hans",
        "SC",
        "Microsoft YaHei",
        "pylopdf-fonts-zh-cn",
    ),
    _chinese(
        "chinese-traditional",
        "Chinese (Traditional)",
        "Hant",
        "TC",
        "Microsoft JhengHei",
        "pylopdf-fonts-zh-tw",
    ),
    _chinese("japanese", "Japanese", "Jpan", "JP", "Yu Gothic", "pylopdf-fonts-jp"),
    _chinese("korean", "Korean", "Kore", "KR", "Malgun Gothic", "pylopdf-fonts-ko"),
    _noto("Devanagari", "Deva", _INDIC, "pylopdf-fonts-hi"),
    _noto("Thai", "Thai", "Leelawadee UI", "pylopdf-fonts-th"),
    _noto("Bengali", "Beng", _INDIC),
    _noto("Gurmukhi", "Guru", _INDIC),
    _noto("Gujarati", "Gujr", _INDIC),
    _noto("Oriya", "Orya", _INDIC),
    _noto("Tamil", "Taml", _INDIC),
    _noto("Telugu", "Telu", _INDIC),
    _noto("Kannada", "Knda", _INDIC),
    _noto("Malayalam", "Mlym", _INDIC),
    _noto("Sinhala", "Sinh", _INDIC),
    _noto("Lao", "Laoo", "Leelawadee UI"),
    _noto("Khmer", "Khmr", "Leelawadee UI"),
    _noto("Myanmar", "Mymr", "Myanmar Text"),
    _noto("Tibetan", "Tibt", "Microsoft Himalaya", style="Serif"),
    _noto("Armenian", "Armn", "Sylfaen"),
    _noto("Georgian", "Geor", "Sylfaen"),
    _noto("Ethiopic", "Ethi", "Ebrima"),
    _noto("Thaana", "Thaa", "MV Boli"),
    _noto("Syriac", "Syrc", "Estrangelo Edessa"),
    _noto("Mongolian", "Mong", "Mongolian Baiti"),
    _noto("Tifinagh", "Tfng", "Ebrima"),
    _noto("NKo", "Nkoo", "Ebrima"),
    _noto("Cherokee", "Cher", "Gadugi"),
    _noto("Vai", "Vaii", "Ebrima"),
    _noto("Yi", "Yiii", "Microsoft Yi Baiti"),
    _noto("Adlam", "Adlm", "Ebrima"),
)
"""The scripts that a brief can be written in."""

LATIN: Final = SCRIPTS[0]
_BY_USE: Final = {script.use: script for script in SCRIPTS}
_BY_CODE: Final = {code: script for script in SCRIPTS for code in script.codes}
# Characters that several languages share have one code in Unicode.
_SHARED: Final = {"Hani": "Hans", "Bopo": "Hant", "Hira": "Jpan", "Kana": "Jpan", "Hang": "Kore"}


def by_use(use: str) -> Script:
    """The script of that use. Raises KeyError."""
    return _BY_USE[use]


@cache
def by_code(code: str) -> Script | None:
    """The script of an ISO 15924 code, or None when the program knows no font for it."""
    return _BY_CODE.get(_SHARED.get(code, code))


def how_to_bring(script: Script) -> str:
    """What to do to have a font for a script, on every system."""
    folder = (
        f"put a font file of “{script.families[0]}”, such as {script.file}, "
        "into the folder fonts/ of the workspace"
    )
    if script.package:
        return f"Type: pip install {script.package}. Or {folder}."
    return f"{folder[0].upper()}{folder[1:]} (Debian has it in the package fonts-noto-core)."
