"""Maps, flags and photographs in finished documents, before the outside checkers."""

from __future__ import annotations

import io
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from PIL import Image

from generator.document.tree import Document, Figure, Paragraph, Pixels, Text
from generator.drawing.letters import Typeface
from generator.flags.table import drawing
from generator.house.shipped import FAMILIES, folder
from generator.maps.drawing import Colours, draw
from generator.maps.labels import Lettering, Names, lettered
from generator.maps.locator import locate
from generator.writers.docx.writer import write_docx
from generator.writers.pdf import write_pdf
from tests.conformance import checkers
from tests.conformance.conftest import lint
from tests.conformance.reopened import as_reopened, as_written
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.pdf_reading import HOUSE

NAMES = {"en": "Russia", "fr": "Russie", "ar": "روسيا"}
FILES = tuple(str(folder() / names[0]) for names in FAMILIES.values())


def photograph(form: str, mode: str) -> Pixels:
    stream = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert(mode).save(stream, form)
    media = "image/png" if form == "PNG" else "image/jpeg"
    return Pixels(media, stream.getvalue(), 300, 200)  # type: ignore[arg-type]


def pictured(language: str) -> Document:
    """The sample with a map, a flag and photographs of each sort."""
    document, name = sample(language), NAMES[language]
    located = locate("natural-earth", "RUS")
    assert located is not None
    lettering = Lettering(Typeface(FILES, language), document.direction)
    names = lettered(located, Names(name, {"CHN": name}, (name, (37.62, 55.75))), lettering)
    assert len(names.labels) == 3
    drawn = draw(located, Colours.of({}), names.labels, names.dot)
    box = located.frame.box
    figures = [
        Figure((Text(name),), drawn, box.width, box.height, name, "map", "map"),
        Figure((), drawing("usa"), 24, 18, name, "flag", "flag"),
    ]
    for number, (form, mode) in enumerate((("PNG", "RGB"), ("PNG", "L"), ("JPEG", "RGB"))):
        shown = photograph(form, mode)
        figures.append(
            Figure((Text(name),), "", 60, 40, name, f"photo-{number}", "picture", pixels=shown)
        )
    small = Paragraph((Text(name),), "note")
    return replace(document, blocks=(*document.blocks, *figures, small))


def test_pdfs_with_pictures_pass_both_profiles(tmp_path: Path) -> None:
    paths = {language: tmp_path / f"{language}.pdf" for language in LANGUAGES}
    for language, path in paths.items():
        path.write_bytes(write_pdf(pictured(language), HOUSE))
    assert checkers.verapdf(paths.values(), tmp_path) == {path: [] for path in paths.values()}


def test_the_lints_of_pdf_and_word_find_nothing(tmp_path: Path, shared: Path) -> None:
    """As validate_pdf --strict and validate_docx --strict do."""
    pdf, word = lint(shared, "validate_pdf"), lint(shared, "validate_docx")
    for language in LANGUAGES:
        document = pictured(language)
        page, letter = tmp_path / f"{language}.pdf", tmp_path / f"{language}.docx"
        page.write_bytes(write_pdf(document, HOUSE))
        letter.write_bytes(write_docx(document, HOUSE))
        of_page = Namespace(
            ignore=None, lang=document.lang, ua="1", pdfa="3a", margin=5, min_chars=0,
            expect=None, profile=None, jar=None,
        )  # fmt: skip
        assert pdf.validate(str(page), of_page).items == []
        of_letter = Namespace(
            ignore={"RTL7"}, fixed_times=True, xsd=str(shared / "xsd"), sdk=None,
            lang=document.lang, render=False,
        )  # fmt: skip
        assert word.validate(str(letter), of_letter).items == []


def test_word_files_with_pictures_pass_the_sdk_and_open(tmp_path: Path) -> None:
    paths = {language: tmp_path / f"{language}.docx" for language in LANGUAGES}
    for language, path in paths.items():
        path.write_bytes(write_docx(pictured(language), HOUSE))
    assert checkers.open_xml_sdk(paths.values(), tmp_path) == {path: [] for path in paths.values()}
    made = checkers.libreoffice(list(paths.values()), tmp_path)
    for path in paths.values():
        assert as_reopened(made[path]) == as_written(path.read_bytes()), path.name
