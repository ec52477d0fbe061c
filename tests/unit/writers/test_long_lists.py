"""Lists of any length, nested ones, long words and long addresses keep to their page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.tree import (
    Block,
    Citation,
    Document,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Text,
)
from generator.proof.files import prove
from generator.writers.html import write_html
from generator.writers.pdf import write_pdf
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import HOUSE, house

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz Высокопревосходительство "
ADDRESS = (
    "https://www.example.org/reports/2024/a-path-with-hyphens/and_underscores?query=value#part"
)


def numbered(count: int, *inside: Block) -> ListBlock:
    """A numbered list whose last item but one holds more."""
    texts = (Paragraph((Text(f"item {place}"),)) for place in range(count))
    items = (
        Item((text, *(inside if place == count - 2 else ()))) for place, text in enumerate(texts)
    )
    return ListBlock(tuple(items), ordered=True)


def holding(language: str, digits: str, *blocks: Block) -> Document:
    document = sample(language, digits=digits)
    note = replace(document.notes[0], id="n", children=(Link(ADDRESS, (Text(ADDRESS),)),))
    call = Paragraph((Text(LONG * 4), Citation("n")))
    return replace(document, blocks=(*blocks, call), notes=(note,))


@pytest.mark.parametrize(("language", "digits"), [("en", "latn"), ("ar", "latn"), ("ar", "arab")])
@pytest.mark.parametrize("name", ["canada", "neutral"])
def test_numbers_of_any_width_stand_on_the_page(language: str, digits: str, name: str) -> None:
    lists = (numbered(9), numbered(10), numbered(100), numbered(12, numbered(11, numbered(101))))
    document = holding(language, digits, *lists)
    content = write_pdf(document, house(name))
    assert prove(document, "pdf", content).differences == ()


def test_a_list_makes_room_for_its_widest_number_in_both_kinds_of_page() -> None:
    document = holding("en", "latn", numbered(9), numbered(10), numbered(1000))
    page = write_html(document, HOUSE).decode()
    assert page.count("<ol>") == 2  # the short one and the notes
    assert page.count('<ol class="wide-2">') == 1
    assert page.count('<ol class="wide-4">') == 1
    assert prove(document, "html", page.encode()).differences == ()
