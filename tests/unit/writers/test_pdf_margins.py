"""Margins of pages: what stands in them keeps its distance from the edge of the paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.bilingual import bilingual
from generator.document.tree import Document, Text
from generator.proof.files import prove
from generator.writers.pdf import laid_out_pages, write_pdf
from generator.writers.pdf_margins import wider_margins
from tests.matrix import houses
from tests.rules import pdf
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import HOUSE, house

LONGEST = "PARLIAMENTARY-NOTE-" + "W" * 45
PLACES = ["top-right", "top-center", "top-bottom-center"]


def numbered(document: Document, number: str = LONGEST, position: str = "top-right") -> Document:
    furniture = replace(document.furniture, number=(Text(number),), position=position)
    return replace(document, furniture=furniture)


@pytest.mark.parametrize("position", PLACES)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", houses())
def test_the_longest_number_keeps_its_distance_from_the_edge(
    name: str, language: str, position: str
) -> None:
    style = replace(house(name), marking=HOUSE.marking)
    document = numbered(sample(language), position=position)
    content = write_pdf(document, style)
    assert pdf.broken(content, document.lang) == []
    assert prove(document, "pdf", content).differences == ()


def test_the_longest_number_keeps_its_distance_in_two_languages() -> None:
    both = bilingual(numbered(sample("fr")), numbered(sample("ar")), "side-by-side")
    assert pdf.broken(write_pdf(both, HOUSE), "fr") == []


def test_a_long_name_at_the_top_keeps_its_distance() -> None:
    document = sample("en", details=1)
    furniture = replace(document.furniture, organisation="Ministry of everything " * 24)
    assert pdf.broken(write_pdf(replace(document, furniture=furniture), HOUSE), "en") == []


def test_margins_stay_as_the_house_has_them_where_all_has_room() -> None:
    document = numbered(sample("en"), "IRQ-CTY-2024-0001")
    assert wider_margins(laid_out_pages(document, HOUSE, ()).pages) == ""
