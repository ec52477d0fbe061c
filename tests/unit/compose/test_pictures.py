"""The picture of a fact in a brief: with caption, credit and source, or not at all."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.document.tree import Citation, Figure, Paragraph
from generator.document.walk import blocks, inlines_of, plain
from generator.facts.model import Fact, Kind
from generator.problems import Problem, Severity
from tests.unit.compose.stage import Stage, fact, needs

PAGE = (
    '<section><h2>{{ t("Snapshot") }}</h2><p>x</p>'
    "{% for f in facts.some %}{{ picture(f) }}{% endfor %}</section>"
)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">'
    b'<rect width="4" height="2" fill="#123456"/></svg>'
)


def png(size: tuple[int, int] = (600, 300)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, (20, 90, 160)).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")


def shown(stage: Stage, content: bytes, file: str = "gate.png", **image: str) -> Fact:
    """A fact with a picture, whose file the stage has."""
    sha256 = hashlib.sha256(content).hexdigest()
    stage.pictures = {sha256: content}
    texts = {
        "en": "People queue at the gate.",
        "fr": "Des personnes font la queue à la porte.",
        "ar": "أشخاص ينتظرون عند البوابة.",
    }
    given = {"credit": "© A. Person", "rights": "CC BY 4.0", "file": file, "sha256": sha256}
    found = fact(texts, id="gate-photo", kind=Kind.IMAGE, image={**given, **image})
    stage.needs = needs(found)
    return found


def figure(stage: Stage, language: str = "en-CA") -> tuple[Figure, Paragraph]:
    found = list(blocks(stage.document(PAGE, language)))
    place = next(n for n, block in enumerate(found) if isinstance(block, Figure))
    one, line = found[place], found[place + 1]
    assert isinstance(one, Figure)
    assert isinstance(line, Paragraph)
    return one, line


def refused(stage: Stage) -> Problem:
    (problem,) = stage.problems(PAGE)
    return problem


@pytest.mark.parametrize(
    ("language", "caption", "credit"),
    [
        ("en-CA", "People queue at the gate.", "Credit: © A. Person"),
        ("fr-CA", "Des personnes font la queue à la porte.", "Crédit\u00a0: © A. Person"),
        ("ar-IQ", "أشخاص ينتظرون عند البوابة.", "المصدر: © A. Person"),
    ],
)
def test_a_picture_prints_with_caption_credit_and_note(
    stage: Stage, language: str, caption: str, credit: str
) -> None:
    shown(stage, png())
    one, line = figure(stage, language)
    assert one.pixels is not None
    assert (plain(one.caption), plain(line.children), line.role) == (caption, credit, "note")
    assert (one.alt, one.role, one.svg) == (caption, "picture", "")
    assert [i for i in inlines_of(line.children) if isinstance(i, Citation)]
    assert "gate-photo" in stage.document(PAGE, language).facts


def test_alternative_text_is_that_of_the_source_in_the_language(stage: Stage) -> None:
    shown(stage, png(), **{"alt.en": "A long queue of lorries."})
    assert figure(stage)[0].alt == "A long queue of lorries."
    assert figure(stage, "fr-CA")[0].alt == "Des personnes font la queue à la porte."
    told = {p.code for p in stage.composed(PAGE, "fr-CA").problems}
    assert "picture-alt-missing" in told


def test_a_credit_may_be_given_by_language(stage: Stage) -> None:
    found = shown(stage, png())
    image: dict[str, Any] = dict(found.image)
    del image["credit"]
    image |= {"credit.en": "Photo by A.", "credit.ar": "تصوير أ."}
    stage.needs = needs(fact(found.text["en"].forms["other"], image=image, kind=Kind.IMAGE))
    assert plain(figure(stage, "ar-IQ")[1].children) == "المصدر: تصوير أ."


def test_a_drawing_prints_as_shapes(stage: Stage) -> None:
    shown(stage, SVG, "logo.svg")
    one, _ = figure(stage)
    assert one.pixels is None
    assert "#123456" in one.svg
    assert one.width / one.height == pytest.approx(2, rel=0.01)


@pytest.mark.parametrize(
    ("size", "wide", "high"),
    [((600, 300), 101.6, 50.8), ((3000, 1000), 110, 36.67), ((100, 50), 16.93, 8.47),
     ((500, 2000), 21.25, 85)],
)  # fmt: skip
def test_a_picture_is_as_large_as_its_pixels_and_the_page_bear(
    stage: Stage, size: tuple[int, int], wide: float, high: float
) -> None:
    shown(stage, png(size))
    one, _ = figure(stage)
    assert [one.width, one.height] == pytest.approx([wide, high], abs=0.1)


def test_a_picture_that_nobody_cleared_is_left_out_and_named(stage: Stage) -> None:
    shown(stage, png(), rights="all_rights_reserved_unless_cleared")
    composed = stage.composed(PAGE)
    assert not [b for b in blocks(composed.document) if isinstance(b, Figure)]
    (problem,) = [p for p in composed.problems if p.code.startswith("picture-")]
    assert (problem.code, problem.severity) == ("picture-not-cleared", Severity.WARNING)
    assert "© A. Person" in problem.what


def test_a_fact_without_a_file_prints_nothing(stage: Stage) -> None:
    image = {"credit": "x", "rights": "y"}
    stage.needs = needs(fact(kind=Kind.IMAGE, image=image))
    assert not [b for b in blocks(stage.document(PAGE)) if isinstance(b, Figure)]


def test_a_broken_picture_refuses_the_brief_and_says_which(stage: Stage) -> None:
    shown(stage, png()[:60])
    problem = refused(stage)
    assert problem.code == "picture-broken"
    assert problem.where.file == "sources/web/pictures/gate.png"
    assert problem.where.record == "gate-photo"
    assert problem.what.startswith("The picture cannot be read whole: ")


def test_a_picture_that_changed_since_it_was_read_refuses_the_brief(stage: Stage) -> None:
    shown(stage, png(), sha256="0" * 64)
    assert refused(stage).code == "picture-gone"


def test_what_was_changed_is_told(stage: Stage) -> None:
    shown(stage, png(), "gate.jpg")
    told = {p.code: p for p in stage.composed(PAGE).problems}
    assert told["picture-ending"].what == (
        "The picture ends in “.jpg” and is PNG; it is printed as what it is."
    )
