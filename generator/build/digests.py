"""What a build is made from, as digests of content: never times, paths or names of machines.

Standard library only, and nothing is parsed: the answer "nothing has changed" costs
little more than reading the files.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.facts.folderkey import Digester, digest_of_file

if TYPE_CHECKING:
    from generator.editions.manifest import Part

PACKAGE: Final = Path(__file__).resolve().parents[1]
FONTS: Final = PACKAGE / "writers" / "fonts"

# What takes part in making a document; another version may print another line break.
LIBRARIES: Final = frozenset(
    {
        "babel", "brotli", "cffi", "cssselect2", "fonttools", "hijridate", "jinja2", "lxml",
        "markdown-it-py", "markupsafe", "mdurl", "persiantools", "pillow", "pydyf",
        "pylopdf-fonts-hi", "pylopdf-fonts-jp", "pylopdf-fonts-ko", "pylopdf-fonts-th",
        "pylopdf-fonts-zh-cn", "pylopdf-fonts-zh-tw", "pyphen", "python-docx", "pyyaml",
        "tinycss2", "tinyhtml5", "tzdata", "uharfbuzz", "weasyprint", "webencodings", "zopfli",
    }
)  # fmt: skip
_DIST_INFO: Final = re.compile(r"(?P<name>.+)-(?P<version>[^-]+)\.dist-info")
_SKIPPED: Final = frozenset({"__pycache__", "packaged"})


def folder_digest(folder: Path, digest: Digester = digest_of_file) -> str:
    """SHA-256 over the names and contents of all files under a folder; "" when it is not there.

    digest  gives that of a file; see ``stamps``.
    """
    if not folder.is_dir():
        return ""
    total = hashlib.sha256()
    for name, path in sorted(_files(os.fspath(folder), "")):
        total.update(name.encode("utf-8", "surrogatepass") + b"\0")
        total.update(digest(path))
    return total.hexdigest()


def digest_of(*texts: str) -> str:
    """SHA-256 over several texts, in their order."""
    total = hashlib.sha256()
    for text in texts:
        total.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return total.hexdigest()


@cache
def program_digest() -> str:
    """SHA-256 of the program itself, with its catalogues, fonts and locale data."""
    return folder_digest(PACKAGE)


@cache
def writing_digest() -> str:
    """SHA-256 of all that turns a document tree into bytes: writers, fonts, libraries."""
    versions = [f"{name}={version}" for name, version in library_versions().items()]
    return digest_of(folder_digest(PACKAGE / "writers"), *versions)


@cache
def library_versions() -> Mapping[str, str]:
    """Versions of the libraries that take part, by name, as they are installed here."""
    found: dict[str, str] = {}
    for place in filter(None, sys.path):
        for entry in _names(Path(place)):
            match = _DIST_INFO.fullmatch(entry)
            name = re.sub(r"[-_.]+", "-", match["name"]).lower() if match else ""
            if match and name in LIBRARIES:
                found.setdefault(name, match["version"])
    return MappingProxyType(dict(sorted(found.items())))


def fonts(others: Mapping[str, str] = MappingProxyType({})) -> tuple[Part, ...]:
    """The fonts that documents are set in: those shipped, and ``others`` by name and SHA-256."""
    from generator.editions.manifest import Part  # takes time that a plan does not have

    shipped = {
        path.name: digest_of_file(os.fspath(path)).hex()
        for path in FONTS.iterdir()
        if path.suffix in {".ttf", ".otf"}
    }
    return tuple(Part(name, sha256) for name, sha256 in sorted({**others, **shipped}.items()))


@cache
def file_digest(path: str) -> str:
    """SHA-256 of one file, read once in the life of the process."""
    return digest_of_file(path).hex()


def forget_files() -> None:
    """Read files anew from now on: a process that builds again and again sees them change."""
    file_digest.cache_clear()


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def _files(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _SKIPPED:
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name, entry.path
