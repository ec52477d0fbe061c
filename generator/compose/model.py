"""What composing takes and gives: frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from generator.changes.model import Delta
from generator.document.tree import Document
from generator.facts.model import EMPTY, EdtfDate, Fact
from generator.localisation.ownwords import NONE, OwnWords
from generator.problems import Problem
from generator.selection.model import Need
from generator.selection.texts import Doubtful, Missing

Countries: TypeAlias = Literal["one", "several", "any"]
"""For how many countries a template is."""


def _empty() -> Mapping[str, str]:
    return EMPTY


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting a brief is for, as the order says. Texts are per language ("fr").

    participants  ids of persons, those whom we meet; delegation: of those who come with us.
    language      tag of the language spoken, or None.
    begins        when it begins, with its zone; zone: the name of that (IANA).
    minutes       how long it lasts; interpretation: "none", "consecutive" …; None: not stated.
    agenda        titles of its items, per language.
    marking       the level of what is told of it; None: as all documents of the order.
    """

    date: EdtfDate | dt.date | None = None
    place: Mapping[str, str] = field(default_factory=_empty)
    title: Mapping[str, str] = field(default_factory=_empty)
    participants: tuple[str, ...] = ()
    language: str | None = None
    begins: dt.datetime | None = None
    zone: str = ""
    minutes: int | None = None
    interpretation: str | None = None
    delegation: tuple[str, ...] = ()
    agenda: tuple[Mapping[str, str], ...] = ()
    marking: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What the order says about one document.

    number   of the document, without language ("IRQ-CTY-2024-0001").
    issued   day of issue; as_of: the day the brief speaks for; known_on: the day of which it
             prints only what was known, None: all that is on record.
    edition  number of the edition as text, or "".
    title    instead of the template's, per language; may be empty.
    group    what several countries are called together, per language; may be empty.
    missing_translation, stale_translation, draft_translation, machine_translation
             what such a text does, instead of what the house says; None leaves it to the house.
    handling  what is added to the marking, by language; "" where it reads alike in all.
    watermark  whether the word of a draft stands across each page.
    texts     an officer's own texts, by slot; sections: those switched on or off.
    table_rows  rows of a table that are printed, at most; None leaves it to the house.
    people    ids of the persons it is about.
    languages  tags of all languages the brief is issued in; may be empty.
    data_hash  fingerprint of what the document was made from, for its properties.
    changes   what it tells the changes of, or what changed in it since its last edition;
    change_box, change_bars  how the document shows the latter.
    shorter   how many steps shorter than its whole form the template is to print itself.
    """

    number: str
    issued: dt.date
    as_of: dt.date
    edition: str = ""
    draft: bool = True
    title: Mapping[str, str] = field(default_factory=_empty)
    group: Mapping[str, str] = field(default_factory=_empty)
    meeting: Meeting | None = None
    missing_translation: Missing | None = None
    stale_translation: Doubtful | None = None
    draft_translation: Doubtful | None = None
    machine_translation: Doubtful | None = None
    data_hash: str = ""
    languages: tuple[str, ...] = ()
    handling: tuple[Mapping[str, str], ...] = ()
    watermark: bool = True
    table_rows: int | None = None
    texts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    sections: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    shorter: int = 0
    people: tuple[str, ...] = ()
    changes: Delta | None = None
    change_box: bool = False
    change_bars: bool = False
    known_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for an officer's own text.

    description  what belongs there, per language; longest: characters it should not exceed.
    title    what readers call the place, per language.
    needed    an order without a text for it is refused.
    to_say    what stands there may be said aloud; else it is background.
    headings  the text may hold headings, which stand under that of the section.
    """

    name: str
    description: Mapping[str, str] = field(default_factory=_empty)
    needed: bool = False
    longest: int | None = None
    to_say: bool = False
    headings: bool = True
    items: tuple[int, int] | None = None
    """How many items the text's lists may have together, at least and at most."""
    title: Mapping[str, str] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class Switch:
    """A section that an order may switch on or off.

    shown  what holds where the order says nothing.
    needs  names of the needs that it alone prints: switched off, nothing is chosen for them.
    """

    name: str
    description: Mapping[str, str] = field(default_factory=_empty)
    shown: bool = True
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of brief: what it is called, what it needs, and its Jinja files.

    title   per language; ``{area}`` stands for the country's name.
    roots   folders in which the names of its files are looked up, the first wins.
    entry   name of the file that is rendered ("country-brief/brief.j2").
    pages, words  budget: what the document should not exceed, or None.
    languages  those it is made for, as it says or as its titles are.
    own_words  messages that it brings itself (words.toml).
    table_rows  rows of a table that are printed, at most; None leaves it to the house.
    digest  SHA-256 of template.toml and every .j2 file it can use.
    countries  whether it is for a brief about one country, about several, or both.
    code    what it is called in document numbers, such as "CTY".
    shorter  in how many shorter forms it can print itself, to keep to its pages.
    first_page  what stands before the first section that begins a page is to fit on page one.
    meeting  it is made for a meeting: an order must name one that is not over.
    changes  it tells what changed in another order, which its order must name.
    slots, sections  what is left to the order: places for texts, sections on and off.
    """

    name: str
    title: Mapping[str, str]
    needs: tuple[Need, ...]
    entry: str
    roots: tuple[Path, ...]
    description: Mapping[str, str] = field(default_factory=_empty)
    audience: Literal["to-say", "background"] = "background"
    pages: tuple[int, int] | None = None
    words: int | None = None
    languages: tuple[str, ...] = ()
    own_words: OwnWords = NONE
    table_rows: int | None = None
    digest: str = ""
    countries: Countries = "one"
    code: str = "CTY"
    shorter: int = 0
    first_page: bool = False
    meeting: bool = False
    changes: bool = False
    slots: Mapping[str, Slot] = field(default_factory=lambda: MappingProxyType({}))
    sections: Mapping[str, Switch] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class PrintedTerm:
    """A term on which usage differs and that a document prints.

    id        of the term, or the code of a country whose name is contested.
    language  primary subtag; another than the document's where an original text prints.
    forms     those that print; others: those that sources also use and that do not.
    decided   the house style chose the form; else the first form of the term stands.
    facts     ids of the facts in whose sentences it prints.
    """

    id: str
    language: str
    forms: tuple[str, ...]
    others: tuple[str, ...] = ()
    contested: bool = False
    decided: bool = False
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A document and what an officer should look at in it.

    words  how many words it has, about; figures and names count as words.
    """

    document: Document
    problems: tuple[Problem, ...] = ()
    words: int = 0
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Ids of the facts whose source each note stands for, by the note's id."""
    terms: tuple[PrintedTerm, ...] = ()
    untranslated: frozenset[str] = frozenset()
    """Ids of the facts that have no text in the document's language."""
    omitted: frozenset[str] = frozenset()
    """Those of them whose statement is left out, by policy."""
    texts: Mapping[str, str] = field(default_factory=_empty)
    """The languages in which officer's texts print, by slot."""
    pieces: Mapping[str, Document] = field(default_factory=lambda: MappingProxyType({}))
    """Of a pack, the documents that also go out alone: "1" its first brief, "1-A" an annex."""
    named: Mapping[str, str] = field(default_factory=_empty)
    """The names of people, bodies and countries that print, by the id of whom they name."""
    until: dt.date | None = None
    """The first day on which it may print otherwise, speaking for that day; None: never."""
    read: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Ids of the persons, bodies and countries that it looked up, there or not."""
