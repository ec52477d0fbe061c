"""Reading PDF files back in tests: structure, text, fonts, and the rules every file must keep.

The rules are the ones that matter most to a reader who cannot see the page or reads from
right to left; the outside checkers hold the rest.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from generator.document.tree import Document
from generator.house import HouseStyle
from generator.house.read import read_house
from generator.problems import Findings
from generator.writers.pdf import write_pdf

ROOT = Path(__file__).resolve().parents[3]
MARKS = re.compile("[\\s\u200b-\u200f\u061c\u2060\u2066-\u2069\u00ad\ufffe]")


def house(name: str = "canada") -> HouseStyle:
    """A house style of the project."""
    found = read_house(ROOT / "templates" / "house" / name, Findings())
    assert found is not None
    return found


HOUSE = house()


def bare(text: str) -> str:
    """Text as readers compare it: compatibility forms, no spaces, no invisible marks."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text))


def page_texts(content: bytes) -> list[str]:
    """What a reader gets who copies each page, bare."""
    reader = pypdfium2.PdfDocument(content)
    try:
        return [bare(page.get_textpage().get_text_range()) for page in reader]
    finally:
        reader.close()


def unicode_map(font: Any) -> dict[str, str]:
    """What each glyph of a font stands for, by its four hexadecimal digits."""
    lines = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s+<([0-9a-fA-F]*)>\s*$", lines, re.MULTILINE)
    return {glyph.lower(): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def drawn_text(page: Any) -> dict[int, str]:
    """The text of each numbered piece of a page, glyph by glyph as drawn."""
    maps = {name: unicode_map(font) for name, font in page.Resources.Font.items()}
    texts: dict[int, str] = {}
    inside: list[int | None] = []
    current: dict[str, str] = {}
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        match str(operator):
            case "BDC":
                inside.append(operands[1].get("/MCID"))
            case "BMC":
                inside.append(None)
            case "EMC":
                inside.pop()
            case "Tf":
                current = maps[str(operands[0])]
            case "TJ" | "Tj" if inside and inside[-1] is not None:
                strings = operands[0] if str(operator) == "TJ" else operands
                codes = "".join(bytes(s).hex() for s in strings if isinstance(s, pikepdf.String))
                glyphs = (codes[at : at + 4] for at in range(0, len(codes), 4))
                text = "".join(current[glyph] for glyph in glyphs)
                texts[inside[-1]] = texts.get(inside[-1], "") + text
    return texts


class File:
    """One PDF, opened."""

    def __init__(self, document: Document, style: HouseStyle = HOUSE) -> None:
        self.document = document
        self.content = write_pdf(document, style)
        self.pdf = pikepdf.open(io.BytesIO(self.content))
        self.root: Any = self.pdf.Root
        self.texts = page_texts(self.content)

    def elements(self, role: str | None = None) -> list[Any]:
        """Structure elements in reading order, of one role or all."""
        found = self._walk(self.root.StructTreeRoot.K)
        return [element for element in found if role in (None, str(element.S))]

    def _walk(self, kids: Any) -> Iterator[Any]:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from self._walk(kid.get("/K", pikepdf.Array()))

    def spoken(self) -> str:
        """The replacement texts of the structure elements, in reading order."""
        return " ".join(str(e.ActualText) for e in self.elements() if "/ActualText" in e)

    def read_aloud(self) -> str:
        """All text in the order of the structure, as a screen reader gets it."""
        drawn = {
            (page.objgen, mcid): text
            for page in self.pdf.pages
            for mcid, text in drawn_text(page).items()
        }
        said: list[str] = []

        def hear(element: Any) -> None:
            if "/ActualText" in element:
                said.append(str(element.ActualText))
                return
            for kid in element.get("/K", []):
                if isinstance(kid, int):
                    said.append(drawn.get((element.Pg.objgen, kid), ""))
                elif kid.get("/Type") == "/MCR":
                    said.append(drawn.get((kid.Pg.objgen, int(kid.MCID)), ""))
                elif "/S" in kid:
                    hear(kid)

        hear(self.root.StructTreeRoot.K[0])
        return " ".join(said)

    def fonts(self) -> set[str]:
        """Names of the fonts, without the mark of the subset."""
        names = set()
        for thing in self.pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                assert any(key in thing for key in ("/FontFile2", "/FontFile3"))
                names.add(str(thing.FontName).removeprefix("/").split("+")[-1])
        return names

    def contents(self) -> Iterator[list[Any]]:
        """The instructions of each page."""
        for page in self.pdf.pages:
            yield list(pikepdf.parse_content_stream(page))
