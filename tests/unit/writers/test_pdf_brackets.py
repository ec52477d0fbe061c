"""Brackets of numbers inside text of the other direction are read as they were written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.tree import Heading, Paragraph, Section, Span, Text, Value
from generator.proof.files import prove
from generator.writers.pdf import write_pdf
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.pdf_reading import HOUSE


@pytest.mark.parametrize(
    "number", ["(−1.5)", "[1]", "(12)", "«4»", "(٪١٢)", "+٩٦٤ ٧٧٠", "3 (of 4)"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_brackets_keep_their_side(language: str, number: str) -> None:
    other, direction = ("fa", "rtl") if language != "ar" else ("en", "ltr")
    said = "عراق در خاورمیانه " if direction == "rtl" else "Iraq lies "
    inner = (Text(said), Value(number, "f", "1"), Text(" "), Text(number))
    line = Paragraph((Text("x "), Span(inner, other, direction), Text(f" {number} y")))  # type: ignore[arg-type]
    written = replace(
        sample(language), blocks=(Section(Heading(1, "h", (Text("Head"),)), (line,)),), notes=()
    )
    assert prove(written, "pdf", write_pdf(written, HOUSE)).differences == ()
