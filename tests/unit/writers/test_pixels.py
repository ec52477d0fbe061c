"""Photographs in all formats: embedded once, with their words, and nothing fetched."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from generator.document.dump import fingerprint
from generator.document.tree import Document, Figure, Pixels, Text
from generator.problems import ProblemsFound
from generator.proof.files import prove
from generator.writers.checks import check
from generator.writers.registry import FORMATS, writer
from tests.sample_tree import LANGUAGES
from tests.unit.writers.docx_reading import Word, broken_rules, with_blocks
from tests.unit.writers.pdf_reading import HOUSE

ALT = {"en": "A gate.", "fr": "Une porte.", "ar": "بوابة."}


def pixels(form: str = "PNG", mode: str = "RGB", colour: str = "#1f4e6b") -> Pixels:
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), colour).convert(mode).save(stream, form)
    media = "image/png" if form == "PNG" else "image/jpeg"
    return Pixels(media, stream.getvalue(), 60, 40)  # type: ignore[arg-type]


def photograph(language: str, shown: Pixels) -> Figure:
    return Figure(
        (Text(ALT[language]),), "", 60, 40, ALT[language], "photo", "picture", pixels=shown
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_prints_it_and_reads_back_what_it_says(
    name: str, form: str, language: str
) -> None:
    document = with_blocks(photograph(language, pixels(form)), language=language)
    content = writer(name)(document, HOUSE)
    assert content == writer(name)(document, HOUSE)
    assert prove(document, name, content).differences == ()


def twice(shown: Pixels) -> Document:
    one = photograph("en", shown)
    return with_blocks(one, dataclasses.replace(one, id="again"))


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGB"), ("PNG", "L"), ("PNG", "P"), ("JPEG", "L")]
)
def test_word_holds_each_file_once_as_it_is(form: str, mode: str) -> None:
    shown = pixels(form, mode)
    content = writer("docx")(twice(shown), HOUSE)
    assert broken_rules(Word(content)) == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert [package.read(name) for name in media] == [shown.content]


def test_pdf_holds_the_picture_itself_once() -> None:
    content = writer("pdf")(twice(pixels("JPEG")), HOUSE)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = {image.objgen for page in pdf.pages for image in page.get_images().values()}
    assert len(found) == 1


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_pdf_a_allows_no_picture_to_be_interpolated(form: str) -> None:
    content = writer("pdf")(twice(pixels(form)), HOUSE)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [image for page in pdf.pages for image in page.get_images().values()]
        assert found
        assert [bool(image.get("/Interpolate", False)) for image in found] == [False] * len(found)


def test_the_page_holds_the_picture_and_allows_no_other_address() -> None:
    page = writer("html")(twice(pixels()), HOUSE).decode()
    assert page.count('src="data:image/png;base64,') == 2
    assert "img-src data:" in page
    assert 'alt="A gate."' in page
    assert "img-src" not in writer("html")(with_blocks(), HOUSE).decode()


def test_another_picture_is_another_document() -> None:
    documents = [twice(pixels(colour=colour)) for colour in ("#1f4e6b", "#1f4e6c")]
    assert len({fingerprint(document) for document in documents}) == 2


def test_what_is_not_the_picture_it_says_it_is_cannot_be_written() -> None:
    wrong = dataclasses.replace(pixels(), content=b"<svg/>")
    with pytest.raises(ProblemsFound) as refused:
        check(twice(wrong), HOUSE)
    assert {problem.code for problem in refused.value.problems} == {"figure-not-drawable"}
