"""Names read back: whose name a text is, in the languages of a brief."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from generator.facts.model import Area, FactBase, Organisation, Person
from generator.proof.across import compared
from generator.proof.names import strangers
from tests.unit.writers.pdf_reading import HOUSE

BASE = FactBase(
    facts={},
    areas={
        "IRQ": Area("IRQ", {"en": "Iraq", "fr": "Irak", "ar": "العراق"}),
        "IRN": Area("IRN", {"en": "Iran", "fr": "Iran", "ar": "إيران"}),
        "NER": Area("NER", {"en": "Niger", "fr": "Niger"}),
        "NGA": Area("NGA", {"en": "Nigeria", "fr": "Nigéria"}),
    },
    organisations={
        "nato": Organisation("nato", "international_organisation", {"fr": "OTAN", "en": "NATO"}),
        "un": Organisation("un", "international_organisation", {"fr": "ONU", "en": "UN"}),
        "bank": Organisation("bank", "central_bank", {"fr": "Banque centrale de l'Iraq"}),
    },
    people={
        "one": Person("one", {"latin": "Qasim al-Araji", "ar": "قاسم الأعرجي"}, "m", {}),
        "two": Person("two", {"latin": "Evan Jabro"}, "f", {}),
    },
    terms={},
    relations=(),
    rulings=(),
    notes=(),
    sources={},
    digest="",
)


def found(name: str, text: str, tag: str = "fr-CA") -> list[tuple[str, str, str]]:
    return list(strangers(MappingProxyType({name: text}), BASE, HOUSE, tag))


@pytest.mark.parametrize(
    ("name", "text", "tag"),
    [
        ("IRQ", "l’Irak", "fr-CA"),
        ("IRQ", "العراق", "ar-IQ"),
        ("nato", "l’OTAN", "fr-CA"),
        ("nato", "NATO (in English)", "de-DE"),
        ("bank", "la Banque centrale de l’Irak", "fr-CA"),  # the house's form of the country
        ("one", "قاسم الأعرجي", "ar-IQ"),
        ("NER", "Нигер", "ru-RU"),
        ("NGA", "尼日利亚", "zh-CN"),
        ("unknown", "anything", "fr-CA"),
    ],
)
def test_a_name_is_that_of_whom_it_names(name: str, text: str, tag: str) -> None:
    assert found(name, text, tag) == []


@pytest.mark.parametrize(
    ("name", "text", "tag", "nearest"),
    [
        ("IRQ", "Iran", "fr-CA", "IRN"),
        ("IRQ", "إيران", "ar-IQ", "IRN"),
        ("nato", "ONU", "fr-CA", "un"),
        ("one", "Evan Jabro", "en-CA", "two"),
        ("NER", "Нигерия", "ru-RU", "NGA"),
    ],
)
def test_the_name_of_another_is_found(name: str, text: str, tag: str, nearest: str) -> None:
    assert found(name, text, tag) == [(name, text, nearest)]


def test_languages_name_the_same() -> None:
    def outline(language: str, names: list[str], *, whole: bool = True) -> dict[str, object]:
        return {
            "language": language,
            "sections": {},
            "omitted": [],
            "whole": whole,
            "names": names,
        }

    assert compared([outline("en", ["IRQ", "un"]), outline("fr", ["IRQ", "un"])]) == []
    (one,) = compared([outline("en", ["IRQ", "un"]), outline("fr", ["IRQ", "nato"])])
    assert (one.what, one.one, one.other) == ("names", "un", "nato")
    other = outline("de", ["IRQ"], whole=False)
    assert compared([outline("en", ["IRQ", "un"]), other]) == []
