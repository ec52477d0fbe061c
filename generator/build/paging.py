"""How many pages the PDFs of an edition have: the whole, and the briefs of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.build.budget import over_budget, over_in_pack
from generator.build.fitting import MEASURED
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.build.chosen import Chosen
    from generator.build.wished import Wished


class Paging:
    """The pages of what was written and read back.

    proven  what was told of each document; it grows while documents are written.
    """

    def __init__(self, chosen: Chosen, proven: Mapping[Wished, Mapping[str, Any]]) -> None:
        self._languages = chosen.wanted.languages
        self._parts = chosen.parts
        self._template = chosen.template
        self._proven = proven

    @property
    def by_piece(self) -> Mapping[str, Mapping[str, int]]:
        """Pages by piece and language; of a brief in a pack the most it takes, alone or there."""
        found: dict[str, Mapping[str, int]] = {"": self._counted("pages")}
        for place in range(1, len(self._parts) + 1):
            alone, within = self._counted("pages", str(place)), self._within(str(place))
            found[str(place)] = {
                language: max(alone.get(language, 0), within.get(language, 0))
                for language in self._languages
                if language in alone or language in within
            }
        return found

    def over(self, *, clean: bool) -> Iterator[Problem]:
        """What is longer or shorter than it may be, in the whole and in its parts."""
        templates = (self._template, *(part.template for part in self._parts))
        for place, template in enumerate(templates):
            pages, fronts = (self._counted(w, str(place or "")) for w in ("pages", "front"))
            yield from over_budget(template, pages, fronts, clean=clean)
            if place:
                name = f"“{self._parts[place - 1].order.name}” ({place})"
                yield from over_in_pack(template, name, self._within(str(place)), pages)

    def _counted(self, what: str, piece: str = "") -> Mapping[str, int]:
        """How many pages the PDF of each language has or has at its front, of one piece."""
        told = {
            language: self._proven.get((language, MEASURED, piece)) for language in self._languages
        }
        counts = {
            language: header.get("proof", {}).get(what, 0)
            for language, header in told.items()
            if header
        }
        return {language: pages for language, pages in counts.items() if pages}

    def _within(self, piece: str) -> Mapping[str, int]:
        """How many pages a brief takes in the PDF of its pack, by language."""
        found = {}
        for language in self._languages:
            header = self._proven.get((language, MEASURED, ""), {})
            if pages := header.get("parts", {}).get(f"part-{piece}"):
                found[language] = pages
        return found
