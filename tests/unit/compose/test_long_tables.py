"""Tables of thousands of rows: the first are printed, and all of them go into a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.compose.model import Template
from generator.document.dump import dump, fingerprint
from generator.document.tablefiles import table_files
from generator.document.tree import BESIDE, Document, Inline, Link, Paragraph, Rest, Table
from generator.document.walk import blocks, inlines_of, tables
from generator.document.walk import plain as as_printed
from generator.facts.model import Kind
from generator.house import Level, MarkingScheme
from generator.limits import DEFAULT_LIMITS
from generator.localisation.catalogue_files import LANGUAGES
from tests.unit.compose.stage import PAGE, RELEASE, Stage, amount, fact, needs

TEMPLATE = """\
<section id="all"><h2>Heading</h2>
<table id="long"><caption>Rows</caption>
<thead><tr><th>{{ t("Indicator") }}</th><th>{{ t("Value") }}</th></tr></thead>
<tbody>{% for f in facts.some %}
<tr><td>{{ f|statement }}{{ f|cite }}</td><td>{{ f|value }}</td></tr>
{% endfor %}</tbody></table>
<p>After it {{ facts.some[0]|cite }}.</p>
</section>
"""
ROWS = 12
NAME = "IRQ-CTY-2024-0001_UNCLASSIFIED_en-CA_table-1.csv"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    found = [
        fact(f"Statement {n}.", id=f"f-{n:02}", kind=Kind.FIGURE,
             quantity=amount(f"-{n}.5", "percent"), origin=PAGE if n < 6 else RELEASE)
        for n in range(ROWS)
    ]  # fmt: skip
    made = Stage(tmp_path, needs=needs(*found))
    made.limits = replace(DEFAULT_LIMITS, table_rows=5)
    made.write(TEMPLATE)
    return made


def the_table(document: Document) -> tuple[Table, Rest]:
    (table,) = tables(document)
    assert table.rest is not None
    return table, table.rest


def plain(children: tuple[Inline, ...]) -> str:
    return as_printed(children).replace("\u00a0", " ")


def lines(content: bytes, separator: str = ",") -> list[list[str]]:
    text = content.decode("utf-8-sig").replace("\u00a0", " ")
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=separator)]


def test_the_first_rows_are_printed_and_the_caption_says_so(stage: Stage) -> None:
    table, rest = the_table(stage.document())
    assert (len(table.rows), len(rest.rows)) == (5, ROWS - 5)
    assert plain(table.caption) == "Rows (the first 5 of 12 rows)"
    assert plain(table.rows[-1].cells[0].children) == "Statement 4."
    assert plain(rest.rows[0].cells[0].children) == "Statement 5."


def test_after_it_stands_where_the_whole_is(stage: Stage) -> None:
    found = [*blocks(stage.document())]
    place = next(at for at, block in enumerate(found) if isinstance(block, Table))
    note = found[place + 1]
    assert isinstance(note, Paragraph)
    assert note.role == "note"
    assert plain(note.children) == (
        "The table has 12 rows; the first 5 are printed here. The whole of it is in the file"
        f" {NAME}, which goes with this document."
    )
    links = [one for one in inlines_of(note.children) if isinstance(one, Link)]
    assert [link.href for link in links] == [f"{BESIDE}{NAME}"]


def test_a_table_that_fits_is_whole(stage: Stage) -> None:
    stage.limits = replace(DEFAULT_LIMITS, table_rows=ROWS)
    (table,) = tables(stage.document())
    assert table.rest is None
    assert plain(table.caption) == "Rows"
    assert table_files(stage.document()) == {}


def test_the_file_has_every_row_as_printed_and_exactly_with_sources_and_facts(
    stage: Stage,
) -> None:
    document = stage.document()
    ((name, content),) = table_files(document).items()
    assert name == NAME
    about, heads, *rows = lines(content)
    assert about[0] == "UNCLASSIFIED"
    assert "Table 1 – Rows (the first 5 of 12 rows)" in about
    assert heads == ["Indicator", "Value", "Value (exact value)", "Sources", "Facts"]
    assert len(rows) == ROWS
    assert [row[0] for row in rows] == [f"Statement {n}." for n in range(ROWS)]
    assert [row[2] for row in rows] == [f"-{n}.5" for n in range(ROWS)]
    assert [row[4] for row in rows] == [f"f-{n:02}" for n in range(ROWS)]
    assert "Canada in Iraq" in rows[5][3]
    assert "NATO and Iraq launch" in rows[6][3]


def test_a_source_that_only_the_file_needs_is_no_note_of_the_document(stage: Stage) -> None:
    document = stage.document()
    _, rest = the_table(document)
    assert [note.origin for note in document.notes] == ["web/page"]
    assert [note.origin for note in rest.notes] == ["web/page", "nato/release"]


def test_facts_of_the_file_count_for_the_record_of_facts(stage: Stage) -> None:
    document = stage.document()
    assert set(document.facts) == {f"f-{n:02}" for n in range(ROWS)}
    assert "f-11" not in document.records, "what no page prints needs no record of its own"


def test_the_fingerprint_tells_rows_that_are_not_printed(stage: Stage) -> None:
    before = stage.document()
    stage.write(TEMPLATE.replace("{{ f|value }}", "{{ f|value }}{% if loop.last %} x{% endif %}"))
    after = stage.document()
    assert fingerprint(before) != fingerprint(after)
    assert f"rest 7 {NAME}" in dump(before)


@pytest.mark.parametrize("language", [folder.name for folder in sorted(LANGUAGES.glob("??"))])
def test_every_language_says_it_in_its_own_words(stage: Stage, language: str) -> None:
    document = stage.document(language=language)
    table, rest = the_table(document)
    caption = plain(table.caption)
    english = "the first" in caption
    assert english is (language == "en")
    assert rest.file.endswith(f"_{language}_table-1.csv")
    digits = {"fa": "۱۲"}.get(language, "12")
    found = [*blocks(document)]
    words = plain(found[found.index(table) + 1].children)  # type: ignore[union-attr]
    assert digits in caption
    assert digits in words
    assert rest.file in words


@pytest.mark.parametrize(
    ("language", "separator", "exact"),
    [("en-CA", ",", "-1.5"), ("fr-CA", ";", "-1,5"), ("ar-IQ", ";", "-1.5")],
)
def test_signs_are_those_of_the_language(
    stage: Stage, language: str, separator: str, exact: str
) -> None:
    (content,) = table_files(stage.document(language=language)).values()
    assert lines(content, separator)[3][2] == exact


def limits_of(stage: Stage) -> Iterator[int]:
    yield len(the_table(stage.document())[0].rows)


def test_house_template_and_order_may_lower_the_limit_and_none_may_raise_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stage.template()
    shown: list[int] = []
    for house, template, order in ((3, None, None), (None, 2, None), (4, 3, 1), (9, 9, 9)):
        stage.house = replace(stage.house, table_rows=house)
        stage.brief = replace(stage.brief, table_rows=order)
        made: Template = replace(whole, table_rows=template)
        monkeypatch.setattr(stage, "template", lambda made=made: made)
        shown += limits_of(stage)
    assert shown == [3, 2, 1, 5]


def test_rows_without_end_are_refused(stage: Stage) -> None:
    stage.limits = replace(DEFAULT_LIMITS, table_rows=2, table_all_rows=ROWS - 1)
    (problem,) = stage.problems()
    assert problem.code == "template-table-too-long"
    assert problem.where.line == 5
    assert problem.what == (
        "This table has more than 11 rows; a file that goes with the document holds no more."
    )


def test_a_file_without_end_is_refused(stage: Stage) -> None:
    stage.limits = replace(DEFAULT_LIMITS, table_rows=2, table_file=500)
    (problem,) = stage.problems()
    assert problem.code == "table-file-large"
    assert problem.where.field == NAME
    assert "the limit is 500" in problem.what


def test_columns_without_end_are_refused(stage: Stage) -> None:
    cells = "<td>x</td>" * 51
    wide = f"<table><caption>Wide</caption><tbody><tr>{cells}</tr></tbody></table>"
    (problem,) = stage.problems(wide)
    assert problem.what == "This table has 51 columns; 50 can be laid out."


def test_each_portion_of_the_file_has_its_mark(stage: Stage) -> None:
    levels = (Level("UNCLASSIFIED", portion="U"), Level("SECRET", portion="S"))
    scheme = MarkingScheme(levels, translated=False, portions=True)
    stage.house = replace(stage.house, marking=scheme)
    stage.marking = "SECRET"
    found = stage.needs["some"]
    secret = replace(found[-1], fact=replace(found[-1].fact, marking="SECRET"))
    stage.needs = {"some": (*found[:-1], secret)}
    document = stage.document()
    ((name, content),) = table_files(document).items()
    about, _, *rows = lines(content)
    assert name == "IRQ-CTY-2024-0001_SECRET_en-CA_table-1.csv"
    assert about[0] == "SECRET"
    assert rows[0][0].startswith("(U)")
    assert rows[-1][0].startswith("(S)")
    assert plain(the_table(document)[0].caption).startswith("(S)")
