"""The values of a house style; reading them from ``house.toml`` is ``generator.house.read``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from generator.house.charts import AS_USUAL as AS_DRAWN
from generator.house.charts import ChartOptions
from generator.house.colours import HEX, READ_AS_TEXT, behind
from generator.house.families import Script
from generator.house.gate import OPEN, Gate
from generator.house.letterhead.model import Letterhead
from generator.house.marking import Level, MarkingScheme
from generator.house.pictures import NO_FLAG, NO_MAP, FlagOptions, MapOptions
from generator.house.producers import NO_RANKING, Producers
from generator.house.word import AS_USUAL, WordOptions

__all__ = ["HouseStyle", "Level", "MarkingScheme"]


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """One organisation's decisions. Mappings by language are by the primary subtag ("ar").

    digits      numbering system by language ("latn", "arab"); absent = the locale's default.
    calendars   by language: a calendar, or two as "gregorian+persian"; absent = Gregorian.
    months      by language: "default" or, for Arabic, "levant", "gulf", "dual".
    spelling    BCP 47 tag by language for words of ours that differ by country.
    terms       chosen form by term id, then language: {"iraq": {"fr": "Irak"}}.
    areas       name of a country by its code, then language, where the house writes another
                than CLDR: {"TUR": {"en": "Türkiye"}}.
    capitals    name of the capital of a country by its code, then language, where it is disputed or
                the house writes another; none by language: no capital is printed.
    currency    how amounts name their currency: "name" or "code".
    colours     hex values by use: "text", "muted", "accent", "rule", "box", "warning".
    fonts       family names by use: "latin", "latin-heading", "word-latin" and so on for each
                script of ``families.SCRIPTS``; what is absent has the script's own.
    font_files  files of fonts beside the shipped ones that pages may use.
    bodies      ids of the organisations that speak for the house: "own" in templates.
    masthead    "symbol": number, date and original language stand above the title.
    hyphenation languages whose words may be divided at the end of a line.
    fallback    what a missing translation does unless the order says: "show", "omit", "refuse".
    stale_translation, draft_translation, machine_translation
                what such a text does unless the order says: "mark", "show", "omit", "refuse";
                stale_translation None: refused where gaps are refused, else marked.
    letterhead, letterhead_rtl
                the house's own Word file, and its twin for right-to-left documents.
    letterhead_styles
                the letterhead's name of a style by ours, where they differ.
    table_rows  rows of a table that are printed, at most; None: as many as can be.
    producers   whose figures are preferred, where several publish the same.
    naming      id of the source that names the countries; "": the names that are shipped.
    word, map, flag, charts
                how Word files, maps, flags and charts are made, unless the order says.
    gate        what keeps a final edition back, unless the order says.
    """

    name: str
    title: Mapping[str, str]
    organisation: Mapping[str, str]
    paper: Literal["letter", "a4"]
    marking: MarkingScheme
    digits: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    calendars: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    months: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    spelling: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    areas: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    capitals: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    currency: Literal["name", "code"] = "name"
    colours: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fonts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    bodies: tuple[str, ...] = ()
    masthead: Literal["none", "symbol"] = "none"
    hyphenation: tuple[str, ...] = ()
    fallback: Literal["show", "omit", "refuse"] = "show"
    stale_translation: Literal["mark", "show", "omit", "refuse"] | None = None
    draft_translation: Literal["mark", "show", "omit", "refuse"] = "mark"
    machine_translation: Literal["mark", "show", "omit", "refuse"] = "mark"
    word: WordOptions = AS_USUAL
    map: MapOptions = NO_MAP
    flag: FlagOptions = NO_FLAG
    table_rows: int | None = None
    charts: ChartOptions = AS_DRAWN
    producers: Producers = NO_RANKING
    naming: str = ""
    gate: Gate = OPEN
    style_css: str = ""
    letterhead: Letterhead | None = None
    letterhead_rtl: Letterhead | None = None
    letterhead_styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    font_files: tuple[str, ...] = ()

    @property
    def watermark(self) -> str:
        """The colour of a word behind the text of a page."""
        colours = (self.colours.get(use, "") for use in READ_AS_TEXT)
        return behind(colour for colour in colours if HEX.match(colour))

    def family(self, use: str) -> str:
        """The family that the house names for a use of pages; "" leaves it to the script."""
        return self.fonts.get(use) or self.fonts.get(use.removesuffix("-heading"), "")

    def word_family(self, script: Script) -> str:
        """The family that Word asks its reader's machine for."""
        return self.fonts.get(f"word-{script.use}") or script.word
