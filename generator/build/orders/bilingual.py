"""Bilingual editions: two languages of an order in one file, beside those of one language."""

from __future__ import annotations

from typing import Final

from generator.build.orders.fields import Fields, near
from generator.document.layouts import Layout
from generator.records import dataclass

LAYOUTS: Final[tuple[Layout, ...]] = ("side-by-side", "tumble", "tumble-print")
FORMATS_OF: Final = {
    "side-by-side": ("pdf", "docx", "html"),
    "tumble": ("pdf", "docx"),
    "tumble-print": ("pdf",),
}
"""A page for screens has no halves, and only pages of paper can lie as they are printed."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Two languages of an order, the first one first, and the layouts they are made in."""

    languages: tuple[str, str]
    layouts: tuple[Layout, ...]

    def pieces(self, language: str, made: tuple[str, ...]) -> tuple[str, ...]:
        """The bilingual files that belong to a language: those that it comes first in.

        made  the languages that are made; both are needed.
        """
        first, other = self.languages
        return self.layouts if language == first and other in made else ()


def read_bilingual(fields: Fields, languages: tuple[str, ...]) -> Bilingual | None:
    """The bilingual edition that an order asks for; None where it asks for none."""
    inner = fields.inside("bilingual")
    if inner is None:
        return None
    listed = inner.texts("languages") or ()
    tags = [tag for tag, _ in listed]
    if len(set(tags)) != 2 or len(tags) != 2:
        inner.note("bilingual-two", "languages", count=len(set(tags)))
    for tag, line in listed:
        if tag not in languages:
            inner.note(
                "bilingual-language",
                "languages",
                line,
                value=tag,
                hint=near(tag, languages),
                languages=", ".join(languages),
            )
    found = tuple(
        layout
        for value, line in inner.texts("layouts") or ()
        for layout in LAYOUTS
        if inner.one_of("layouts", value, LAYOUTS, line) == layout
    )
    inner.finish()
    if len(tags) != 2:
        return None
    return Bilingual((tags[0], tags[1]), tuple(dict.fromkeys(found)) or LAYOUTS[:1])
