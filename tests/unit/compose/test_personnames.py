"""One spelling of a person's name on a page, whichever the source has."""

from __future__ import annotations

import pytest

from generator.compose.personnames import one_spelling
from generator.facts.model import Person

ARAJI = Person(
    "qasim-al-araji",
    {"latin": "Qasim al-Araji", "ar": "قاسم الأعرجي"},
    "m",
    {"en": "Adviser"},
    variants=("Qasim Al-Araji", "Al-Araji", "قاسم الاعرجي"),
)


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("fr", "Qasim Al-Araji a parlé.", "Qasim al-Araji a parlé."),
        ("fr", "La visite de Qasim Al-Araji.", "La visite de Qasim al-Araji."),
        ("fr", "Qasim al-Araji a parlé.", "Qasim al-Araji a parlé."),
        ("fr", "Selon « Qasim Al-Araji », oui.", "Selon « Qasim Al-Araji », oui."),
        ("en", "The Al-Arajis left.", "The Al-Arajis left."),
        ("ar", "قال قاسم الاعرجي ذلك.", "قال قاسم الأعرجي ذلك."),
        ("ar", "Qasim Al-Araji", "Qasim Al-Araji"),
        ("fa", "قاسم الاعرجي", "قاسم الاعرجي"),
    ],
)
def test_a_variant_becomes_the_name_but_not_in_the_words_of_others(
    language: str, text: str, printed: str
) -> None:
    assert one_spelling(text, [ARAJI], language) == printed


def test_a_name_that_begins_small_begins_a_sentence_with_a_capital() -> None:
    person = Person("one", {"latin": "al-Araji"}, "m", {"en": "A"}, variants=("El-Araji",))
    assert one_spelling("El-Araji met El-Araji.", [person], "en") == "Al-Araji met al-Araji."


def test_texts_about_others_stay() -> None:
    assert one_spelling("Qasim Al-Araji", [], "fr") == "Qasim Al-Araji"
