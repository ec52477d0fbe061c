"""The house's words: what is exchanged, what stays, and what grammar asks for."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.terms import wording
from generator.facts.model import FactBase, Organisation, Term
from tests.unit.compose.stage import house

IRAQ = Term(
    "iraq",
    {"en": ("Iraq",), "fr": ("Irak", "Iraq"), "ar": ("العراق", "جمهورية العراق")},
    related={
        "fr": {
            "Irak": ("irakien", "irakienne", "irakiens", "irakiennes"),
            "Iraq": ("iraquien", "iraquienne", "iraquiens", "iraquiennes"),
        }
    },
)
DAESH = Term(
    "daesh",
    {
        "en": ("Daesh", "ISIL"),
        "fr": ("Daech", "EIIL"),
        "ar": ("داعش", "تنظيم داعش"),
        "zh": ("达伊沙", "伊斯兰国"),
    },
)
ELSEWHERE = Term("elsewhere", {"fr": ("combats", "affrontements")}, countries=("KAZ",))
EVENTS = Term("events", {"fr": ("manifestations", "événements")}, interchangeable=False)
BODIES = (
    Organisation("nato-mission", "mission", {"fr": "mission OTAN en Iraq"}),
    Organisation("gov", "government", {"fr": "gouvernement de l'Iraq"}),
)


def written(text: str, language: str, terms: Mapping[str, Mapping[str, str]]) -> str:
    """The text in a house with those choices."""
    found = FactBase(
        facts={},
        areas={},
        organisations={body.id: body for body in BODIES},
        people={},
        terms={term.id: term for term in (IRAQ, DAESH, EVENTS, ELSEWHERE)},
        relations=(),
        rulings=(),
        notes=(),
        sources={},
        digest=str(terms),
    )
    return wording(found, house(terms=terms), language, ("IRQ",))(text)


@pytest.mark.parametrize(
    ("form", "before", "after"),
    [
        ("Irak", "L’Iraq et l’Iraq.", "L’Irak et l’Irak."),
        ("Iraq", "L’Irak aide les forces irakiennes.", "L’Iraq aide les forces iraquiennes."),
        ("Iraq", "Irakiens et Irakiennes", "Iraquiens et Iraquiennes"),
        ("Irak", "le peuple iraquien", "le peuple irakien"),
        ("Irak", "La mission OTAN en Iraq aide l’Iraq.", "La mission OTAN en Iraq aide l’Irak."),
        ("Irak", "La MISSION OTAN EN IRAQ", "La MISSION OTAN EN IRAQ"),
        ("Irak", "le gouvernement de l’Iraq", "le gouvernement de l’Irak"),
        ("Irak", "Il dit : « L’Iraq vaincra », à propos de l’Iraq.", None),
        ("Irak", "Iraquois et Iraqi", "Iraquois et Iraqi"),
    ],
)
def test_forms_and_derived_words_follow_the_house(
    form: str, before: str, after: str | None
) -> None:
    found = written(before, "fr", {"iraq": {"fr": form}})
    assert found == (after or "Il dit : « L’Iraq vaincra », à propos de l’Irak.")


@pytest.mark.parametrize(
    ("form", "before", "after"),
    [
        ("Daech", "La lutte contre l’EIIL", "La lutte contre l’EIIL"),  # le or la: nobody knows
        ("Daech", "les combattants d’EIIL", "les combattants de Daech"),
        ("Daech", "parce qu’EIIL recule", "parce que Daech recule"),
        ("Daech", "D’EIIL à Daech", "De Daech à Daech"),
        ("EIIL", "les combattants de Daech", "les combattants d’EIIL"),
        ("EIIL", "parce que Daech recule; contre Daech", "parce qu’EIIL recule; contre EIIL"),
    ],
)
def test_french_elides_as_the_new_word_asks(form: str, before: str, after: str) -> None:
    assert written(before, "fr", {"daesh": {"fr": form}}) == after


@pytest.mark.parametrize(
    ("term", "form", "before", "after"),
    [
        ("daesh", "داعش", "محاربة تنظيم داعش وداعش", "محاربة داعش وداعش"),
        ("daesh", "تنظيم داعش", "محاربة تنظيم داعش وداعش", "محاربة تنظيم داعش وتنظيم داعش"),
        ("daesh", "تنظيم داعش", "التصدي لداعش", "التصدي لتنظيم داعش"),
        ("iraq", "جمهورية العراق", "دعم للعراق وللعراق", "دعم لجمهورية العراق ولجمهورية العراق"),
        ("iraq", "العراق", "دعم لجمهورية العراق", "دعم للعراق"),
        ("iraq", "العراق", "في جمهورية العراق", "في العراق"),
    ],
)
def test_arabic_words_keep_what_is_written_before_them(
    term: str, form: str, before: str, after: str
) -> None:
    assert written(before, "ar", {term: {"ar": form}}) == after


def test_a_language_without_spaces_has_its_words_found() -> None:
    assert written("打击伊斯兰国的行动", "zh", {"daesh": {"zh": "达伊沙"}}) == "打击达伊沙的行动"


def test_forms_that_differ_in_meaning_are_never_exchanged() -> None:
    text = "Les événements de janvier"
    assert written(text, "fr", {"events": {"fr": "manifestations"}}) == text


def test_a_term_of_one_country_is_none_in_briefs_on_others() -> None:
    text = "Les affrontements"
    assert written(text, "fr", {"elsewhere": {"fr": "combats"}}) == text


@given(st.text(alphabet="aIrqkienD’ «»ècuhELs.", max_size=60), st.sampled_from(["Irak", "Iraq"]))
def test_writing_twice_changes_nothing_more(text: str, form: str) -> None:
    terms = {"iraq": {"fr": form}, "daesh": {"fr": "Daech"}}
    once = written(text, "fr", terms)
    assert written(once, "fr", terms) == once
