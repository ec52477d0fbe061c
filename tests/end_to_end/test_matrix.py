"""Every template in every house style: each file keeps every rule, and the formats say the same.

English, French and Arabic in each pair, and every other language in one of them; the outside
checkers have all languages in all pairs (``make conformance``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import matrix, same_text
from tests.later import PROVEN_WHOLE
from tests.matrix import Made, Pair
from tests.rules import pdf, word

ALWAYS = ("en", "fr", "ar")
PAGELESS = ("zh",)
"""Languages for which pages need fonts that do not come with the project."""


def languages(pair: Pair) -> list[str]:
    """The languages that a pair is built in; together the pairs have all of them."""
    others = [tag for tag in matrix.languages() if tag not in ALWAYS]
    place, count = matrix.pairs().index(pair), len(matrix.pairs())
    return [*ALWAYS, *others[place::count]]


def told(made: Made) -> Iterator[str]:
    """What is wrong with the files of a language."""
    content = {form: path.read_bytes() for form, path in made.files.items()}
    for finding in word.broken(content["docx"], made.language):
        yield f"{made.language} Word {finding}"
    said = same_text.of_word(content["docx"])
    if same_text.of_page(content["html"]) != said:
        yield f"{made.language}: the page and the Word file say different things"
    if "pdf" in content:
        for finding in pdf.broken(content["pdf"], made.language):
            yield f"{made.language} PDF {finding}"
        draft = same_text.draft_word(content["html"])
        if same_text.of_pdf(content["pdf"], draft) != said:
            yield f"{made.language}: the PDF and the Word file say different things"


@PROVEN_WHOLE
@pytest.mark.parametrize("pair", matrix.pairs(), ids=str)
def test_every_file_keeps_every_rule_and_all_formats_say_the_same(
    pair: Pair, tmp_path: Path
) -> None:
    home = matrix.workspace(tmp_path)
    tags = languages(pair)
    paged = [tag for tag in tags if tag not in PAGELESS]
    made = matrix.build(home, pair, paged)
    if paged != tags:
        rest = [tag for tag in tags if tag in PAGELESS]
        made += matrix.build(home, pair, rest, ("docx", "html"))
    assert [each.language for each in made] == [*paged, *(t for t in tags if t not in paged)]
    assert [line for each in made for line in told(each)] == []


def test_the_pairs_together_have_all_languages() -> None:
    seen = {tag for pair in matrix.pairs() for tag in languages(pair)}
    assert seen == set(matrix.languages())
    assert len(matrix.pairs()) == len(matrix.templates()) * len(matrix.houses()) >= 2


def test_a_word_that_one_format_lacks_is_seen(tmp_path: Path) -> None:
    pair = matrix.Pair("country-brief", "canada")
    made, *_ = matrix.build(matrix.workspace(tmp_path), pair, ["en"])
    page = made.files["html"].read_bytes()
    said = same_text.of_page(page)
    assert len(said.body) > 1000
    assert len(said.notes) > 5
    assert same_text.of_word(made.files["docx"].read_bytes()) == said
    less = re.sub(rb"Baghdad", b"", page, count=1)
    assert same_text.of_page(less) != said
    assert list(told(made)) == []
