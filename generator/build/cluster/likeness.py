"""What must be equal on two machines for a document to have the same bytes on both.

Versions tell what differs. A page in several scripts, laid out and written by each, tells
that something differs which no version names, such as another build of a system library.
"""

from __future__ import annotations

import hashlib
import platform
import sys
import unicodedata
import zlib
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from generator.document.tree import Document

CALL: Final = "generator.build.cluster.likeness:likeness"
_COLOURS: Final = dict.fromkeys(("text", "muted", "accent", "rule", "box", "warning"), "#1a1a1a")
_PROGRAM: Final = "the program itself"
_FONTS: Final = "pylopdf-fonts-"
_PAGES: Final = "a page for comparison as "
_SAMPLE: Final = (
    ("en-CA", "A page for comparison: fi, ffl, 1,234.5 — “quotes”, Straße, Ἀθῆναι, Київ"),
    ("ar-IQ", "صفحة للمقارنة: لا إله، ١٢٣٤، 1,234.5، شبّاك"),
    ("he-IL", "עמוד להשוואה: שָׁלוֹם 1,234.5"),
)


def likeness(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    """Done in a worker: what its documents depend on, by name in words."""
    from generator.build.digests import library_versions, program_digest

    found = {
        _PROGRAM: program_digest(),
        "the system": f"{sys.platform} {platform.machine()}",
        "Python": platform.python_version(),
        "Unicode": unicodedata.unidata_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "time zones": _time_zones(),
        "Pango": _layout_version(),
        # Packages of fonts need not be the same: fonts travel by content.
        **{n: v for n, v in library_versions().items() if not n.startswith(_FONTS)},
        **dict(_pages()),
    }
    return found, ()


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> tuple[str, ...]:
    """What differs, in words; versions first, and pages only where no version tells it.

    >>> differences({"Python": "3.11.4", "zlib": "1.3"}, {"Python": "3.12.1", "zlib": "1.3"})
    ('Python (3.12.1 instead of 3.11.4)',)
    """
    names = [name for name in {**here, **there} if here.get(name) != there.get(name)]
    named = [name for name in names if not name.startswith(_PAGES)]
    return tuple(_in_words(name, here, there) for name in named or names)


def _in_words(name: str, here: Mapping[str, str], there: Mapping[str, str]) -> str:
    if name == _PROGRAM or name.startswith(_PAGES):
        return name
    return f"{name} ({there.get(name) or 'none'} instead of {here.get(name) or 'none'})"


def _time_zones() -> str:
    """The release of the system's time zones, which come before those of the package."""
    for folder in zoneinfo.TZPATH:
        for name in ("tzdata.zi", "+VERSION"):
            path = Path(folder) / name
            if path.is_file():
                with path.open(encoding="utf-8", errors="replace") as file:
                    return file.readline().strip().removeprefix("# version ")
    return ""


def _layout_version() -> str:
    """The version of the system's library that lays out text."""
    import_module("generator.writers.pdf_engine")  # loads it as pages do
    number = int(import_module("weasyprint.text.fonts").pango.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _pages() -> Iterator[tuple[str, str]]:
    from generator.house.model import HouseStyle, Level, MarkingScheme
    from generator.writers.registry import writer

    names = {"en": "Comparison"}
    scheme = MarkingScheme((Level("UNCLASSIFIED", {"en": "UNCLASSIFIED"}),))
    house = HouseStyle("comparison", names, names, "a4", scheme, colours=_COLOURS)
    for name in ("pdf", "docx", "html"):
        total = hashlib.sha256()
        for language, text in _SAMPLE:
            total.update(writer(name)(_document(language, text), house))
        yield f"{_PAGES}{name.upper()}", total.hexdigest()


def _document(language: str, text: str) -> Document:
    from generator.document.tree import (
        Document,
        Furniture,
        Heading,
        Labels,
        Paragraph,
        Properties,
        Section,
        Text,
    )

    words = (Text(text),)
    furniture = Furniture(
        "UNCLASSIFIED", "en", "top-right", "{page}/{pages}", "latn", words, words, words
    )
    paragraphs = (Paragraph(words), Paragraph((Text(f"{text} " * 12),)))
    day = "2024-12-01"
    properties = Properties(
        text, "", "", (), f"{day}T00:00:00Z", day, "COMPARISON", "UNCLASSIFIED", "0" * 64, "1", ""
    )
    return Document(
        lang=language,
        direction="ltr" if language == "en-CA" else "rtl",
        paper="a4",
        title=words,
        subtitle=(),
        furniture=furniture,
        labels=Labels("Contents", "Notes", "Back", "Table"),
        properties=properties,
        blocks=(Section(Heading(1, "comparison", words), paragraphs),),
    )
