"""A small stage for tests of compose: a few records, a house, and templates in a folder."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.compose.brief import Brief, compose
from generator.compose.model import Composed, Template
from generator.compose.render import environment
from generator.document.tree import Document
from generator.facts.dates import parse_edtf
from generator.facts.model import (
    Area,
    Basis,
    Fact,
    FactBase,
    Kind,
    LocalText,
    Organisation,
    Origin,
    Person,
    Quantity,
    Source,
    Term,
)
from generator.house.model import HouseStyle, Level, MarkingScheme
from generator.limits import DEFAULT_LIMITS, Limits
from generator.localisation import Localiser
from generator.problems import Problem, ProblemsFound
from generator.selection.model import Chosen, Conflict, Request, Selection

DAY = dt.date(2024, 12, 1)

PAGE = Origin(
    source="web",
    document="page",
    title={"en": "Canada in Iraq", "fr": "Le Canada en Irak", "ar": "كندا في العراق"},
    producer="gac",
    as_of=parse_edtf("2017"),
    as_of_basis=Basis.INFERRED,
    retrieved=dt.date(2024, 11, 22),
    url="https://example.org/iraq?a=1&b=2",
)
RELEASE = Origin(
    source="nato",
    document="release",
    title={"en": "NATO and Iraq launch a dialogue"},
    producer="nato",
    as_of=parse_edtf("2024-08"),
    as_of_basis=Basis.EXTERNAL,
)
PETITION = Origin(
    source="house",
    document="petition",
    title={"en": "Petition 441-00155", "fr": "Pétition 441-00155", "ar": "العريضة 441-00155"},
    producer="commons",
    kind="parliamentary_petition",
    as_of=parse_edtf("2022-03-25"),
    as_of_basis=Basis.STATED,
)
ORIGINS = (PAGE, RELEASE, PETITION)

BODIES = (
    Organisation(
        "gac",
        "ministry",
        {
            "en": "Global Affairs Canada",
            "fr": "Affaires mondiales Canada",
            "ar": "وزارة الشؤون العالمية الكندية",
        },
    ),
    Organisation(
        "nato", "international_organisation", {"en": "NATO", "fr": "OTAN", "ar": "حلف الناتو"}
    ),
    Organisation(
        "commons",
        "parliament",
        {
            "en": "House of Commons of Canada",
            "fr": "Chambre des communes du Canada",
            "ar": "مجلس العموم الكندي",
        },
    ),
    Organisation(
        "signatories",
        "group",
        {
            "en": "Signatories of petition 441-00155",
            "fr": "Signataires de la pétition 441-00155",
            "ar": "الموقعون على العريضة 441-00155",
        },
    ),
    Organisation(
        "nmi",
        "mission",
        {"en": "NATO Mission Iraq", "fr": "mission OTAN en Iraq", "ar": "بعثة الناتو في العراق"},
    ),
)
PEOPLE = (
    Person(
        "kathy-bunka",
        {"latin": "Kathy Bunka", "ar": "كاثي بونكا"},
        "f",
        {
            "en": "Ambassador of Canada to Iraq",
            "fr": "ambassadrice du Canada en Irak",
            "ar": "سفيرة كندا لدى العراق",
        },
        {"ar": "in_source"},
    ),
    Person(
        "rob-oliphant",
        {"latin": "Rob Oliphant", "ar": "روب أوليفانت"},
        "m",
        {"en": "Signatory", "fr": "signataire", "ar": "موقّع"},
        {"ar": "transliteration_unverified"},
    ),
    Person(
        "adviser",
        {},
        "unknown",
        {
            "en": "Adviser to the Prime Minister",
            "fr": "conseiller du premier ministre",
            "ar": "مستشار",
        },
        {"ar": "not_named"},
    ),
)
AREAS = (
    Area(
        "IRQ",
        {"en": "Iraq", "fr": "Irak", "ar": "العراق"},
        {"en": "Republic of Iraq", "fr": "République d'Irak", "ar": "جمهورية العراق"},
        {"en": "Baghdad", "fr": "Bagdad", "ar": "بغداد"},
    ),
    Area("LBN", {"en": "Lebanon", "fr": "Liban", "ar": "لبنان"}),
)
TERMS = (
    Term("iraq", {"en": ("Iraq",), "fr": ("Irak", "Iraq"), "ar": ("العراق",)}),
    Term("daesh", {"en": ("Daesh",), "fr": ("Daech",), "ar": ("داعش", "تنظيم داعش")}),
)


def house(**changes: Any) -> HouseStyle:
    """A house that writes Irak and has two levels of marking."""
    made = HouseStyle(
        name="canada",
        title={"en": "Canada"},
        organisation={
            "en": "Global Affairs Canada",
            "fr": "Affaires mondiales Canada",
            "ar": "الشؤون العالمية",
        },
        paper="letter",
        marking=MarkingScheme(
            (
                Level(
                    "UNCLASSIFIED",
                    {"en": "UNCLASSIFIED", "fr": "NON CLASSIFIÉ", "ar": "غير مصنف"},
                ),
                Level("SECRET", {"en": "SECRET", "fr": "SECRET", "ar": "سري"}),
            )
        ),
        digits={"ar": "latn"},
        months={"ar": "dual"},
        spelling={"en": "en-CA", "fr": "fr-CA", "ar": "ar-IQ"},
        terms={"iraq": {"fr": "Irak"}},
    )
    return replace(made, **changes)


_COUNTER = itertools.count(1)


def fact(text: Mapping[str, str] | str = "Canada has an embassy.", /, **fields: Any) -> Fact:
    """A fact about Iraq; a bare text is its text in all three languages."""
    texts = dict.fromkeys(("en", "fr", "ar"), text) if isinstance(text, str) else dict(text)
    given: dict[str, Any] = {
        "id": f"fact-{next(_COUNTER)}",
        "kind": Kind.CONTEXT,
        "countries": ("IRQ",),
        "text": {language: LocalText({"other": words}) for language, words in texts.items()},
        "origin": PAGE,
        "marking": "UNCLASSIFIED",
        "version": "0" * 64,
    }
    return Fact(**{**given, **fields})


def amount(number: str, unit: str, **fields: Any) -> Quantity:
    """A quantity from text."""
    return Quantity(Decimal(number), unit, **fields)


@dataclass
class Stage:
    """Composes one template over some chosen facts."""

    folder: Path
    needs: Mapping[str, tuple[Chosen, ...]] = field(default_factory=dict)
    house: HouseStyle = field(default_factory=house)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    others: Mapping[str, Fact] = field(default_factory=dict)
    brief: Brief = field(default_factory=lambda: Brief("IRQ-CTY-2024-0001", DAY, DAY))
    limits: Limits = DEFAULT_LIMITS
    marking: str = "UNCLASSIFIED"
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    areas: tuple[str, ...] = ("IRQ",)
    by_area: Mapping[str, Mapping[str, tuple[Chosen, ...]]] = field(default_factory=dict)

    def write(self, text: str, name: str = "test/brief.j2") -> None:
        """Put a template into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def template(self) -> Template:
        """The template as its toml would give it."""
        title = {"en": "{area}: country brief", "fr": "{area} : note", "ar": "{area}: موجز"}
        return Template("test", title, (), "test/brief.j2", (self.folder,))

    def base(self) -> FactBase:
        """Everything known."""
        chosen = [c.fact for some in self.needs.values() for c in some]
        chosen += [c.fact for conflict in self.conflicts.values() for c in conflict.chosen]
        chosen += self.others.values()
        sources: dict[str, dict[str, Origin]] = {}
        for origin in (*ORIGINS, *(f.origin for f in chosen)):
            sources.setdefault(origin.source, {})[origin.document] = origin
        return FactBase(
            facts={f.id: f for f in chosen},
            areas={a.id: a for a in AREAS},
            organisations={o.id: o for o in BODIES},
            people={p.id: p for p in PEOPLE},
            terms={t.id: t for t in TERMS},
            relations=(),
            rulings=(),
            notes=(),
            sources={
                name: Source(name, {}, "", "UNCLASSIFIED", origins=origins)
                for name, origins in sources.items()
            },
            digest=f"base-{next(_COUNTER)}",  # what is kept by digest is of no other base
        )

    def selection(self) -> Selection:
        """The chosen facts as selection gives them."""
        levels = tuple(level.name for level in self.house.marking.levels)
        return Selection(
            request=Request(
                self.areas[0],
                DAY,
                levels,
                "UNCLASSIFIED",
                draft=self.brief.draft,
                beside=self.areas[1:],
            ),
            chosen=MappingProxyType(dict(self.needs)),
            conflicts=MappingProxyType(dict(self.conflicts)),
            others=MappingProxyType(dict(self.others)),
            marking=self.marking,
            by_area=MappingProxyType(dict(self.by_area)),
        )

    def composed(self, text: str | None = None, language: str = "en-CA") -> Composed:
        """Compose ``text`` as the template; the folder's own when None."""
        if text is not None:
            self.write(text)
        localiser = Localiser.for_house(language, self.house)
        return compose(
            self.template(),
            self.selection(),
            self.base(),
            self.house,
            localiser,
            self.brief,
            self.limits,
            pictures=self.pictures,
        )

    def document(self, text: str | None = None, language: str = "en-CA") -> Document:
        """The document."""
        return self.composed(text, language).document

    def problems(self, text: str | None = None, language: str = "en-CA") -> tuple[Problem, ...]:
        """The problems for which composing is refused; none is a failure of the test."""
        try:
            self.composed(text, language)
        except ProblemsFound as found:
            return found.problems
        raise AssertionError("nothing was refused")


def chosen(*facts: Fact, **fields: Any) -> tuple[Chosen, ...]:
    """Facts as chosen ones."""
    return tuple(Chosen(f, **fields) for f in facts)


def needs(*facts: Fact, **fields: Any) -> dict[str, tuple[Chosen, ...]]:
    """One need called ``some`` with the facts."""
    return {"some": chosen(*facts, **fields)}


def forget(roots: Iterable[Path]) -> None:
    """Drop the kept sandbox of some folders."""
    _ = tuple(roots)
    environment.cache_clear()
