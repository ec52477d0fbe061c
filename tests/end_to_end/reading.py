"""What readers get from finished documents: the words and values of HTML, PDF and Word."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import docx
import pikepdf
from lxml import etree, html

from tests.unit.writers.pdf_reading import File, page_texts
from tests.unit.writers.pdf_reading import bare as without_looks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Printed(File):
    """A PDF file from outside, opened."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.root: Any = self.pdf.Root
        self.texts = page_texts(content)


def pdf_text(path: Path) -> str:
    """All text in reading order, as a screen reader gets it."""
    return Printed(path.read_bytes()).read_aloud()


def word_text(path: Path) -> str:
    """Body and notes of a Word file."""
    return "\n".join(word_paragraphs(path))


def word_paragraphs(path: Path) -> list[str]:
    """The paragraphs of the body and the notes of a Word file."""
    document = docx.Document(str(path))
    notes = [
        etree.fromstring(part.blob)
        for part in document.part.package.iter_parts()
        if part.partname.endswith("/footnotes.xml")
    ]
    stories = [document.element.body, *notes]
    return [_paragraph(p) for story in stories for p in story.iter(f"{W}p")]


def _paragraph(paragraph: Any) -> str:
    signs = {"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
    shapes = {f"{W}{name}": sign for name, sign in signs.items()}
    return "".join(
        node.text or "" if node.tag == f"{W}t" else shapes.get(node.tag, "")
        for node in paragraph.iter()
    )


def bare(text: str) -> str:
    """Without spaces and marks; a hyphen at which no line ends is a hyphen."""
    return without_looks(text.replace("\u2011", "-"))


@dataclass(frozen=True)
class Value:
    """A number or date in the text, with its fact and its exact value."""

    fact: str
    exact: str
    text: str


class Page:
    """An HTML file."""

    def __init__(self, path: Path) -> None:
        self.source = path.read_text("utf-8")
        parser = html.HTMLParser(encoding="utf-8")
        root: Any = html.document_fromstring(self.source.encode(), parser)
        # A drawing's words and data are text on the page alone: elsewhere they are properties.
        for element in root.xpath("//figure//svg | //figure//*[@class='for-listeners']"):
            element.drop_tree()
        self.root = root

    @cached_property
    def text(self) -> str:
        """The text between its header and its footer."""
        (main,) = self.root.iter("main")
        return str(main.text_content())

    @cached_property
    def values(self) -> list[Value]:
        """Numbers and dates in reading order."""
        found = []
        for element in self.root.iter("data", "time"):
            exact = element.get("value") or element.get("datetime") or ""
            found.append(Value(element.get("data-fact", ""), exact, str(element.text_content())))
        return found

    @cached_property
    def statements(self) -> dict[str, str]:
        """Sentences by the id of their fact."""
        return {
            element.get("data-fact", ""): str(element.text_content())
            for element in self.root.iter("span")
            if "statement" in (element.get("class") or "").split()
        }

    @property
    def facts(self) -> set[str]:
        """Ids of all facts on the page."""
        return {str(e.get("data-fact")) for e in self.root.iter() if e.get("data-fact")}


@dataclass(frozen=True)
class Brief:
    """The three documents of one language, as text without spaces and marks."""

    folder: Path
    language: str

    def _path(self, suffix: str) -> Path:
        (path,) = self.folder.glob(f"*_{self.language}.{suffix}")
        return path

    @cached_property
    def page(self) -> Page:
        """The HTML page."""
        return Page(self._path("html"))

    @cached_property
    def texts(self) -> dict[str, str]:
        """The bare text of each format."""
        return {
            "html": bare(self.page.text),
            "pdf": bare(pdf_text(self._path("pdf"))),
            "docx": bare(word_text(self._path("docx"))),
        }

    def says(self, sentence: str) -> set[str]:
        """The formats in which a sentence stands."""
        return {name for name, text in self.texts.items() if bare(sentence) in text}
