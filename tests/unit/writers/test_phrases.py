"""Left-to-right phrases inside right-to-left text, on the pages that isolate them."""

from __future__ import annotations

import dataclasses
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.tree import Paragraph, Span, Text, Value
from generator.writers.html import write_html
from generator.writers.pdf import write_pdf
from generator.writers.phrases import LRM, LTR_PHRASE, isolated, ltr_phrases, marked
from tests.sample_tree import sample
from tests.unit.writers.docx_reading import with_blocks
from tests.unit.writers.pdf_reading import house, page_texts

PHRASES = ["441-00155", "2016-2025", "2016–2025", "+3", "-3.4%", "24/7", "+964 770 123 4567"]
NAMES = ["World Bank", "https://example.org/a?b=1", "desk@example.org"]


@pytest.mark.parametrize("phrase", PHRASES + NAMES)
def test_a_phrase_is_cut_out_of_arabic_in_one_piece(phrase: str) -> None:
    assert list(isolated(f"نص {phrase}، نص")) == [("نص ", False), (phrase, True), ("، نص", False)]


def test_a_number_of_digits_alone_and_a_hyphen_after_arabic_stay_as_they_are() -> None:
    text = "عام 2017 وكوفيد-19"
    assert "".join(piece for piece, _ in isolated(text)) == text
    assert not any(ltr for _, ltr in isolated(text))


@pytest.mark.parametrize("phrase", PHRASES + NAMES)
def test_the_html_page_isolates_phrases_of_plain_text(phrase: str) -> None:
    document = with_blocks(Paragraph((Text(f"رقم {phrase} هنا"),)), language="ar")
    found = _bdi(write_html(document, house()))
    assert phrase in found


def test_what_has_a_direction_already_is_not_isolated_twice() -> None:
    span = Span((Text("441-00155"),), direction="ltr")
    value = Value("441-00156", "f", "441-00156", direction="ltr")
    document = with_blocks(Paragraph((Text("رقم "), span, value)), language="ar")
    page = _page(write_html(document, house()))
    assert len(page.xpath("//bdi[contains(., '441-00155')]")) == 1
    assert not page.xpath("//bdi[contains(., '441-00156')]")


def test_a_value_without_a_direction_is_isolated_inside() -> None:
    value = Value("الالتماس 441-00155", "f", "441-00155")
    document = with_blocks(Paragraph((value,)), language="ar")
    page = _page(write_html(document, house()))
    assert page.xpath("//data/bdi[@dir='ltr']/text()") == ["441-00155"]


def test_a_left_to_right_document_is_left_alone() -> None:
    document = with_blocks(Paragraph((Text("Petition 441-00155"),)))
    assert "441-00155" not in _bdi(write_html(document, house()))


def test_the_place_of_a_fact_keeps_its_order_by_marks() -> None:
    assert marked("الالتماس 441-00155، 2022") == f"الالتماس {LRM}441-00155{LRM}، 2022"
    document = with_blocks(Paragraph((Value("٣", "f", "3"),)), language="ar")
    document = dataclasses.replace(document, sources={"f": "رقم 441-00155"})
    page = _page(write_html(document, house()))
    assert page.xpath("//data[@data-fact='f']/@title") == [f"رقم {LRM}441-00155{LRM}"]


def test_a_pdf_prints_phrases_and_periods_of_notes_in_their_order() -> None:
    document = sample("ar")
    first, *others = document.notes
    note = dataclasses.replace(first, children=(Text("استراتيجية العراق 2016-2025، تقرير"),))
    text = Paragraph((Text("الالتماس 441-00155 إلى البرلمان"),))
    document = dataclasses.replace(document, blocks=(text, *document.blocks), notes=(note, *others))
    pages = "\n".join(page_texts(write_pdf(document, house()))).replace("\u2060", "")
    assert "441-00155" in pages
    assert "2016-2025" in pages


def _page(content: bytes) -> Any:
    return lxml.html.fromstring(content)


def _bdi(page: bytes) -> list[str]:
    return [element.text_content() for element in _page(page).xpath("//bdi[@dir='ltr']")]


@given(st.text(st.sampled_from("اب a1.2#@+\u2212±~<>$€%-(،٣\u200e\u200f\u061c\u00a0中é")))
def test_left_to_right_phrases_are_those_of_the_pattern(text: str) -> None:
    found = [(phrase.start(), phrase.end()) for phrase in LTR_PHRASE.finditer(text)]
    assert ltr_phrases(text) == found
