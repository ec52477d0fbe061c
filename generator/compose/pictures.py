"""The picture of a fact: what it shows, whose it is, and its words for those who cannot see it."""

from __future__ import annotations

from typing import Final

from generator.compose.composer import Composer
from generator.compose.names import for_language, foreign
from generator.compose.statements import statement
from generator.document.tree import Block, Figure, Inline, Paragraph, Pixels, Text
from generator.document.walk import plain
from generator.facts.model import Fact
from generator.facts.pictures import FOLDER, UNCLEARED, texts
from generator.limits import DEFAULT_LIMITS
from generator.pictures.model import Picture, Raster, RefusedPicture
from generator.pictures.read import read_picture
from generator.problems import Severity, Where
from generator.selection.model import Chosen

ROLE: Final = "picture"
WIDEST: Final = 110.0  # mm
HIGHEST: Final = 85.0
_DENSITY: Final = 150  # pixels to the inch: below, single pixels are seen


def picture(composer: Composer, chosen: Chosen, identifier: str) -> tuple[Block, ...]:
    """The picture with its caption and its credit; nothing for a fact without a file.

    A picture that must not print refuses the brief; one that nobody cleared is left out.
    """
    fact = chosen.fact
    if "file" not in fact.image:
        return ()
    if fact.image["rights"] == UNCLEARED and fact.cleared_by is None:
        _tell(composer, fact, "picture-not-cleared", Severity.WARNING)
        return ()
    read = _read(composer, fact)
    caption = statement(composer, chosen, dated=False)
    if read is None or not caption:
        return ()
    width, height = _size(read)
    pixels, svg = None, ""
    if isinstance(read, Raster):
        pixels = Pixels(read.media, read.content, read.width, read.height)
    else:
        svg = read.svg
    figure = Figure(
        caption=caption,
        svg=svg,
        width=width,
        height=height,
        alt=_alternative(composer, fact, caption),
        id=identifier,
        role=ROLE,
        pixels=pixels,
    )
    return figure, _credit(composer, fact)


def _read(composer: Composer, fact: Fact) -> Picture | None:
    file = fact.image["file"]
    content = composer.pictures.get(fact.image.get("sha256", ""))
    if content is None:
        _tell(composer, fact, "picture-gone", Severity.ERROR)
        return None
    try:
        read, remarks = read_picture(content, file, DEFAULT_LIMITS)
    except RefusedPicture as refused:
        _tell(composer, fact, refused.code, Severity.ERROR, **refused.values)
        return None
    for remark in remarks:
        _tell(composer, fact, remark.code, Severity.WARNING, **remark.values)
    return read


def _size(read: Picture) -> tuple[float, float]:
    """Millimetres: as large as its pixels bear, within the column."""
    natural = read.width / _DENSITY * 25.4 if isinstance(read, Raster) else WIDEST
    width = min(WIDEST, natural, HIGHEST * read.width / read.height)
    return round(width, 2), round(width * read.height / read.width, 2)


def _alternative(composer: Composer, fact: Fact, caption: tuple[Inline, ...]) -> str:
    """The words of the source, else what the caption says."""
    found = texts(fact.image, "alt")
    own = composer.localiser.fixed(found)
    if own is None and found:
        _tell(composer, fact, "picture-alt-missing", Severity.WARNING, language=composer.language)
    return composer.localiser.punctuate(own) if own else plain(caption)


def _credit(composer: Composer, fact: Fact) -> Paragraph:
    """The line that says whose it is."""
    given = texts(fact.image, "credit")
    shown: Inline
    if "" in given:
        shown = composer.text(given[""])
    else:
        text, language = for_language(given, composer.language) or ("", "en")
        same = language == composer.language
        shown = Text(text) if same else foreign(composer, text, language)
    words = composer.message("Credit: {credit}", credit=shown)
    return Paragraph(words, "note")


def _tell(composer: Composer, fact: Fact, code: str, severity: Severity, /, **values: str) -> None:
    file = fact.image["file"]
    where = Where(f"sources/{fact.origin.source}/{FOLDER}/{file}", record=fact.id)
    told = {"file": file, "credit": fact.image.get("credit", ""), **values}
    composer.findings.add(code, where, severity=severity, **told)
