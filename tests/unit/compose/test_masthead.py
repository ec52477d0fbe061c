"""The lines above the title: symbol, date and original language, where the house has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.dump import dump
from generator.document.walk import plain
from generator.proof.files import prove
from generator.writers.registry import FORMATS, writer
from tests.unit.compose.stage import Stage
from tests.unit.writers.pdf_reading import HOUSE


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.write("<p>Text.</p>")
    made.house = replace(made.house, masthead="symbol")
    made.brief = replace(made.brief, languages=("fr-CA", "en-CA"))
    return made


@pytest.mark.parametrize(
    ("language", "original"),
    [
        ("en-CA", "Original: French"),
        ("fr-CA", "Original\N{NARROW NO-BREAK SPACE}: français"),
        ("ar-IQ", "اللغة الأصلية: الفرنسية"),
    ],
)
def test_the_first_language_of_an_order_is_the_original(
    stage: Stage, language: str, original: str
) -> None:
    document = stage.document(language=language)
    symbol, issued, last = map(plain, document.masthead)
    assert symbol == stage.brief.number
    assert issued == plain(document.furniture.issued)
    assert last.replace("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}") == original
    assert dump(document).count("\nmasthead ") == 3


def test_a_house_without_a_masthead_prints_none(stage: Stage) -> None:
    stage.house = replace(stage.house, masthead="none")
    assert stage.document().masthead == ()


@pytest.mark.parametrize("language", ["en-CA", "ar-IQ"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_prints_it_above_the_title_and_the_proof_reads_it(
    stage: Stage, name: str, language: str
) -> None:
    document = stage.document(language=language)
    content = writer(name)(document, HOUSE)
    assert prove(document, name, content).differences == ()
    other = (document.masthead[0], document.masthead[2], document.masthead[1])
    assert prove(replace(document, masthead=other), name, content).differences
