"""Marks before portions: the banner is the highest of them, and each is that of its facts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.compose.model import Meeting
from generator.document.tree import Document, Section, Span, Table, Text
from generator.document.walk import blocks, inlines, plain, printed_facts, tables
from generator.house import Level, MarkingScheme
from generator.house.marking import Caveat
from generator.proof.files import prove
from generator.writers.registry import writer
from tests.unit.compose.stage import PAGE, RELEASE, Stage, fact, needs
from tests.unit.writers.pdf_reading import house

LEVELS = ("UNCLASSIFIED", "CONFIDENTIAL", "SECRET")
PORTIONS = ("(U)", "(C)", "(S)")
SCHEME = MarkingScheme(
    tuple(
        Level(name, portion=mark.strip("()")) for name, mark in zip(LEVELS, PORTIONS, strict=True)
    ),
    position="top-bottom-center",
    translated=False,
    portions=True,
    handling="listed",
    separator="//",
    caveats=(Caveat("NOFORN", least="CONFIDENTIAL", portion="NF"),),
)
TEMPLATE = """\
<section id="all"><h2>Heading</h2>
<p>Words of the template.</p>
<ul>{% for f in facts.some %}<li>{{ f|statement }}{{ f|cite }}</li>{% endfor %}</ul>
<table class="chronology"><caption>Rows</caption><thead><tr><th>A</th><th>B</th></tr></thead>
<tbody>{% for f in facts.some %}<tr><td>Row</td><td>{{ f|statement }}</td></tr>{% endfor %}</tbody>
</table>
</section>
"""


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.house = replace(made.house, marking=SCHEME)
    made.write(TEMPLATE)
    return made


def facts_of(*markings: str) -> dict[str, object]:
    found = [
        fact(f"Statement {number}.", id=f"f-{number}", marking=marking,
             origin=RELEASE if number % 2 else PAGE)
        for number, marking in enumerate(markings)
    ]  # fmt: skip
    return needs(*found)  # type: ignore[return-value]


def composed(stage: Stage, *markings: str, language: str = "en-CA") -> Document:
    stage.needs = facts_of(*markings)  # type: ignore[assignment]
    highest = max(markings, key=LEVELS.index, default=LEVELS[0])
    stage.marking = highest
    return stage.document(language=language)


def portions(document: Document) -> Iterator[str]:
    for inline in inlines(document):
        if isinstance(inline, Span) and inline.role == "portion":
            yield plain(inline.children)


@given(
    st.lists(st.sampled_from(LEVELS), min_size=1, max_size=6),
    st.sampled_from(["en-CA", "fr-CA", "ar-IQ"]),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_banner_is_the_highest_of_the_portions(
    stage: Stage, markings: list[str], language: str
) -> None:
    document = composed(stage, *markings, language=language)
    marks = list(portions(document))
    highest = max(marks, key=PORTIONS.index)
    assert SCHEME.level(document.furniture.marking).portion == highest.strip("()")
    assert document.properties.marking == document.furniture.marking
    assert printed_facts(document) >= {f"f-{n}" for n in range(len(markings))}


def test_every_portion_bears_the_mark_of_the_facts_it_prints(stage: Stage) -> None:
    document = composed(stage, "UNCLASSIFIED", "SECRET", "CONFIDENTIAL")
    assert plain(document.title).startswith("(U)\u00a0Iraq")
    (section,) = document.blocks
    assert isinstance(section, Section)
    assert plain(section.heading.children) == "(U)\u00a0Heading"
    said = [plain(b.children) for b in blocks(document) if hasattr(b, "children")]
    assert said == [
        "(U)\u00a0Words of the template.",
        "(U)\u00a0Statement 0.",
        "(S)\u00a0Statement 1.",
        "(C)\u00a0Statement 2.",
    ]
    (table,) = tables(document)
    assert plain(table.caption) == "(S)\u00a0Rows"
    assert [plain(row.cells[0].children) for row in table.rows] == [
        "(U)\u00a0Row",
        "(S)\u00a0Row",
        "(C)\u00a0Row",
    ]
    # A note stands for all that is taken from it.
    assert [plain(note.children)[:3] for note in document.notes] == ["(C)", "(S)"]


def test_rows_of_one_level_have_one_mark_before_the_caption(stage: Stage) -> None:
    (table,) = tables(composed(stage, "SECRET", "SECRET"))
    assert plain(table.caption) == "(S)\u00a0Rows"
    assert [plain(row.cells[0].children) for row in table.rows] == ["Row", "Row"]


def test_controls_that_an_order_adds_stand_in_the_marks_they_bind(stage: Stage) -> None:
    stage.brief = replace(stage.brief, handling=({"": "NOFORN"},))
    document = composed(stage, "UNCLASSIFIED", "SECRET")
    assert plain(document.furniture.banner) == "SECRET//NOFORN"
    assert set(portions(document)) == {"(U)", "(S//NF)"}


def test_a_banner_above_every_portion_is_told(stage: Stage) -> None:
    assert composed(stage, "CONFIDENTIAL").furniture.marking == "CONFIDENTIAL"
    assert not [p for p in stage.composed().problems if p.code == "portions-below-marking"]
    stage.marking = "SECRET"  # of a fact that decided something and is not printed
    made = stage.composed()
    assert made.document.furniture.marking == "SECRET"
    (told,) = [p for p in made.problems if p.code == "portions-below-marking"]
    assert told.what == (
        "The brief is marked SECRET, and none of its portions is above CONFIDENTIAL: facts that "
        "are not printed decided what others say."
    )


def test_a_scheme_without_portions_has_no_marks(stage: Stage) -> None:
    stage.house = replace(stage.house, marking=replace(SCHEME, portions=False))
    assert list(portions(composed(stage, "SECRET"))) == []


@pytest.mark.parametrize("language", ["en-CA", "fr-CA", "ar-IQ"])
def test_marks_are_latin_and_isolated_and_read_back_in_every_format(
    stage: Stage, language: str
) -> None:
    document = composed(stage, "UNCLASSIFIED", "SECRET", language=language)
    rtl = document.direction == "rtl"
    for inline in inlines(document):
        if isinstance(inline, Span) and inline.role == "portion":
            assert inline.lang == (None if language == "en-CA" else "en")
            assert inline.direction == ("ltr" if rtl else None)
    style = replace(house("neutral"), marking=SCHEME)
    for format_name in ("pdf", "docx", "html"):
        content = writer(format_name)(document, style)
        assert prove(document, format_name, content).differences == ()
    other = replace(document, title=(Text(re.sub(r"^\(U\)", "(S)", plain(document.title))),))
    assert prove(other, "html", writer("html")(document, style)).differences != ()


def test_the_kinds_of_blocks_are_all_marked(stage: Stage) -> None:
    document = composed(stage, "SECRET")
    for block in blocks(document):
        if isinstance(block, Table):
            assert plain(block.caption).startswith("(")
        elif isinstance(block, Section):
            assert plain(block.heading.children).startswith("(")


@pytest.mark.parametrize("language", ["en-CA", "fr-CA", "ar-IQ"])
def test_what_prints_a_marked_meeting_bears_its_mark(stage: Stage, language: str) -> None:
    stage.write(
        '<section id="meeting"><h2>Heading</h2><p>In Arabic.</p></section>'
        '<section id="rest"><h2>Rest</h2><p>Words of the template.</p>'
        "<p>To take along: {{ brief.meeting.place }}.</p></section>"
    )
    stage.brief = replace(
        stage.brief,
        meeting=Meeting(
            date=dt.date(2024, 12, 3),
            place={"en": "At the Villa “Q”", "fr": "À la villa « Q »", "ar": "في دار «ق»"},
            title={"en": "A quiet talk", "fr": "Un entretien discret", "ar": "حديث هادئ"},
            marking="SECRET",
        ),
    )
    document = composed(stage, language=language)
    assert plain(document.subtitle).startswith("(S)")
    assert plain(document.title).startswith("(U)")
    marks = [plain(b.children)[:3] for b in blocks(document) if hasattr(b, "children")]
    assert marks == ["(S)", "(U)", "(S)"]
    told = [p.code for p in stage.composed(language=language).problems]
    assert "portions-below-marking" not in told


def test_a_meeting_without_a_marking_of_its_own_is_as_the_template(stage: Stage) -> None:
    stage.brief = replace(stage.brief, meeting=Meeting(title={"en": "A talk"}))
    assert plain(composed(stage).subtitle) == "(U)\u00a0A talk"
