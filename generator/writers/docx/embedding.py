"""Fonts that travel in the file: those that it names, of the families that we ship.

A font is hidden as the standard wants it: its first 32 bytes are combined with a GUID that
the table of fonts names. Whole fonts travel, so that whoever edits has every letter.
"""

from __future__ import annotations

import html
import re
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.house.families import SHIPPED
from generator.problems import Problem, ProblemsFound, Where
from generator.writers import fonts
from generator.writers.docx.package import TextPart, WordPackage
from generator.writers.docx.xml import R, quoted

_FOLDER: Final = Path(fonts.__file__).parent
_TYPE: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_SPACE: Final = uuid.UUID("4bb8b0a5-3c1e-5f0c-8a53-0f3a64f4b0de")
_HIDDEN: Final = 32
_LATIN: Final = re.compile(r'w:(?:ascii|hAnsi)="([^"]+)"')
_COMPLEX: Final = re.compile(r'w:cs="([^"]+)"')
_THEME: Final = re.compile(r'w:(?:ascii|hAnsi|cs)Theme="')
_FACES: Final = (("Regular", ""), ("Bold", "<w:b/>"), ("Italic", "<w:i/>"))


def embed(package: WordPackage) -> None:
    """Put the fonts that the finished parts of ``package`` name into it.

    Raises ``ProblemsFound`` when one of them may not travel, or is not known by name.
    """
    table = package.named("/word/fontTable.xml")
    texts = [package.named(f"/word/{name}.xml").blob.decode() for name in ("styles", "document")]
    families = _families(*texts)
    known = _embedded(table)
    strange = [name for name in families if name not in SHIPPED and name not in known]
    if strange:
        values = {"families": ", ".join(strange), "shipped": ", ".join(SHIPPED)}
        where = Where(field="word.embed_fonts")
        raise ProblemsFound([Problem("word-font-not-shipped", where, values)])
    whole = "".join(texts)
    xml = table.blob.decode()
    for family in families:
        if family not in known:
            xml = _with_faces(package, table, xml, family, whole)
    table.write(xml)


def _families(styles: str, document: str) -> list[str]:
    """The families in use: those for complex scripts only where there is such text."""
    found = [*_LATIN.findall(styles), *_LATIN.findall(document)]
    if "<w:rtl/>" in document or "<w:cs/>" in document:
        found += [*_COMPLEX.findall(styles), *_COMPLEX.findall(document)]
    if _THEME.search(styles):
        found.append("theme")
    return list(dict.fromkeys(html.unescape(name) for name in found))


def _embedded(table: TextPart) -> set[str]:
    """Families that a letterhead brings with it."""
    entries = re.findall(r'<w:font w:name="([^"]+)"[^>]*>(.*?)</w:font>', table.blob.decode())
    return {html.unescape(name) for name, inside in entries if "<w:embed" in inside}


def _with_faces(package: WordPackage, table: TextPart, xml: str, family: str, text: str) -> str:
    """The table of fonts with the faces of a family, which are put into the package."""
    faces = []
    for face, mark in _FACES:
        file = _FOLDER / f"{family.replace(' ', '')}-{face}.ttf"
        if not file.is_file() or mark not in text:
            continue
        data, key = hidden(file)
        id = f"rIdFont{len(table.relations) + 1}"
        name = f"/word/fonts/{file.stem}.odttf"
        package.attach(table, name, _TYPE, RT.FONT, id, data)
        faces.append(f'<w:embed{face} r:id="{id}" w:fontKey="{key}"/>')
    inside = "".join(faces)
    entry = f"<w:font w:name={quoted(family)}>"
    if "xmlns:r=" not in xml:
        xml = xml.replace("<w:fonts ", f'<w:fonts xmlns:r="{R}" ', 1)
    if entry not in xml:
        kind = '<w:charset w:val="00"/><w:family w:val="auto"/><w:pitch w:val="variable"/>'
        return xml.replace("</w:fonts>", f"{entry}{kind}{inside}</w:font></w:fonts>")
    start = xml.index(entry)
    end = xml.index("</w:font>", start)
    return f"{xml[:end]}{inside}{xml[end:]}"


@lru_cache(maxsize=16)
def hidden(file: Path) -> tuple[bytes, str]:
    """The bytes of a font as they travel, and the GUID that opens them."""
    data = bytearray(file.read_bytes())
    guid = str(uuid.uuid5(_SPACE, file.name)).upper()
    key = bytes.fromhex(guid.replace("-", ""))[::-1]
    for place in range(_HIDDEN):
        data[place] ^= key[place % 16]
    return bytes(data), f"{{{guid}}}"
