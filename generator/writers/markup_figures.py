"""Figures as HTML elements, and the numbers before the captions of figures and tables."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from generator.document.tree import Document, Figure, Inline


def add_text(parent: Element, text: str) -> None:
    """Append ``text`` after whatever ``parent`` already holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class FigureMarkup(ABC):
    """What pages of both kinds know of figures. Subclasses say how a drawing is shown."""

    FIGURE = "figure"
    FIGURE_CAPTION = "figcaption"

    def __init__(self, document: Document) -> None:
        self.document = document
        self._figures = 0

    def figure(self, parent: Element, figure: Figure) -> None:
        """Append a figure: its caption, then the drawing."""
        element = SubElement(parent, self.FIGURE, {"class": f"figure {figure.role}".strip()})
        if figure.id:
            element.set("id", figure.id)
        if figure.caption:
            self._figures += 1
            caption = SubElement(element, self.FIGURE_CAPTION, {"class": "figure-caption"})
            self.numbered(caption, self.document.labels.figure, self._figures)
            add_text(caption, " – ")
            self.inlines(caption, figure.caption)
        self.drawing(element, figure)

    def numbered(self, caption: Element, word: str, place: int) -> None:
        """Append the number of a caption behind its word."""
        label = SubElement(caption, "span", {"class": "number"})
        self.beside_ideographs(label, f"{word}\u00a0{self.digits(place)}")

    @abstractmethod
    def drawing(self, parent: Element, figure: Figure) -> None:
        """Append the picture itself, with what stands for it in words."""

    @abstractmethod
    def inlines(self, parent: Element, children: Iterable[Inline]) -> None:
        """Append ``children`` to ``parent``."""

    @abstractmethod
    def beside_ideographs(self, parent: Element, text: str) -> None:
        """Append text; on East Asian pages Latin words and figures keep the Latin font."""

    @abstractmethod
    def digits(self, number: int) -> str:
        """A counting number in the document's digits."""
