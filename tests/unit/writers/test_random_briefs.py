"""Random briefs through every writer: all rules, and every word where it belongs.

A few of the two hundred; ``make conformance`` has all of them and the outside checkers too.
"""

from __future__ import annotations

import pytest

from generator.proof.files import prove
from generator.writers.registry import writer
from tests import random_briefs
from tests.later import PROVEN_WHOLE
from tests.rules import pdf, word
from tests.unit.writers.pdf_reading import HOUSE

WITH_PAGES = (1, 11, 16, 17, 18, 19, 27, 34, 48)
"""Briefs of which pages are laid out as well, which takes longest."""


def test_a_seed_gives_the_same_brief_and_another_seed_another() -> None:
    assert random_briefs.brief(3) == random_briefs.brief(3)
    assert random_briefs.brief(3) != random_briefs.brief(19)


@PROVEN_WHOLE
@pytest.mark.parametrize("seed", range(0, random_briefs.COUNT, 4))
def test_word_and_page_say_it_all_and_keep_the_rules(seed: int) -> None:
    document = random_briefs.brief(seed)
    content = writer("docx")(document, HOUSE)
    assert prove(document, "docx", content).differences == ()
    assert word.broken(content, document.lang) == []
    page = writer("html")(document, HOUSE)
    assert prove(document, "html", page).differences == ()


@PROVEN_WHOLE
@pytest.mark.parametrize("seed", WITH_PAGES)
def test_pages_say_it_all_and_keep_the_rules(seed: int) -> None:
    document = random_briefs.brief(seed)
    content = writer("pdf")(document, HOUSE)
    assert prove(document, "pdf", content).differences == ()
    assert pdf.broken(content, document.lang) == []
