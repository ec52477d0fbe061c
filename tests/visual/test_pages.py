"""Pages of the sample in every house style look as they did when somebody looked at them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from generator.document.tree import Document
from generator.house import HouseStyle
from generator.writers.pdf import write_pdf
from tests import matrix
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.pdf_reading import house
from tests.visual.looks import EXPECTED, SHARE, compare, drawn, judged, report

PAGES = 2


def dressed(name: str) -> HouseStyle:
    """A house style that knows the marking of the samples."""
    return replace(house(name), marking=house("canada").marking)


def document(language: str) -> Document:
    return sample(language, draft=True, details=1)


@pytest.mark.parametrize("name", matrix.houses())
def test_pages_look_as_they_were_accepted(name: str, tmp_path: Path) -> None:
    looks = []
    for language in LANGUAGES:
        pdf = tmp_path / f"{language}.pdf"
        pdf.write_bytes(write_pdf(document(language), dressed(name)))
        for number, picture in enumerate(drawn(pdf, PAGES), 1):
            looks.append(judged(f"pdf-{name}-{language}-{number}", picture))
    other = [look for look in looks if look is not None]
    assert len(looks) == len(LANGUAGES) * PAGES
    assert not other, report(other)


def test_no_picture_is_of_a_page_that_is_gone() -> None:
    names = {
        f"pdf-{name}-{language}-{number}"
        for name in matrix.houses()
        for language in LANGUAGES
        for number in range(1, PAGES + 1)
    }
    names |= {f"word-{name}-{language}-1" for name in matrix.houses() for language in LANGUAGES}
    assert {path.stem for path in EXPECTED.glob("*.png")} <= names
    assert sum(path.stat().st_size for path in EXPECTED.iterdir()) < 1_000_000


def page() -> Image.Image:
    return Image.open(EXPECTED / "pdf-canada-ar-1.png").convert("L")


def without(picture: Image.Image, top: int, height: int) -> Image.Image:
    """The page with a band of white over its text."""
    other = picture.copy()
    ImageDraw.Draw(other).rectangle((0, top, picture.width, top + height), 255)
    return other


def test_what_a_reader_would_see_is_seen() -> None:
    accepted = page()
    line = without(accepted, accepted.height // 2, 8)
    turned = accepted.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for other in (line, turned, _lower(accepted)):
        assert compare("x", other, accepted).share > SHARE


def _lower(picture: Image.Image) -> Image.Image:
    """The page with everything two pixels, half a line, further down."""
    return ImageChops.offset(picture, 0, 2)


def test_what_another_version_of_a_program_draws_is_let_pass() -> None:
    accepted = page()
    lighter = accepted.point(lambda level: min(255, level + 8))
    softer = accepted.resize((accepted.width * 2, accepted.height * 2)).resize(accepted.size)
    for other in (accepted, lighter, softer):
        assert compare("x", other, accepted).share <= SHARE


def test_the_report_shows_both_pictures_and_the_difference(tmp_path: Path) -> None:
    accepted = page()
    look = compare("name", _lower(accepted), accepted)
    said = report([look], tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text("utf-8")
    assert text.count("data:image/png;base64,") == 3
    assert "name" in said
    assert "make golden-accept" in said
