"""References in templates: their words come from the numbers of the finished document."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.tree import Document, Link, Text
from generator.document.walk import inlines, plain
from generator.house.pictures import NO_MAP, with_map
from generator.problems import Problem, ProblemsFound
from tests.unit.compose.stage import Stage, chosen, fact, house

TABLE = '<table id="{0}"><caption>{{{{ t("Chronology") }}}}</caption><tbody>{1}</tbody></table>\n'
ROW = '<tr><th scope="row">{{ facts.posts|length|number }}</th></tr>'
SEE = '<p>{{ t("Contents") }} ({{ reference("second") }})</p>\n'


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates", {"posts": chosen(fact("A statement."))})


def tables(*names: str, row: str = ROW) -> str:
    return "".join(TABLE.format(name, row) for name in names)


def references(document: Document) -> list[Link]:
    return [one for one in inlines(document) if isinstance(one, Link) and one.numbered]


def refused(stage: Stage, text: str) -> Problem:
    with pytest.raises(ProblemsFound) as caught:
        stage.composed(text)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("language", "words"),
    [("en-CA", "Table\u00a02"), ("fr-CA", "Tableau\u00a02"), ("ar-IQ", "الجدول\u00a02")],
)
def test_a_reference_says_word_and_number_of_the_caption(
    stage: Stage, language: str, words: str
) -> None:
    document = stage.composed(SEE + tables("first", "second") + SEE, language).document
    assert references(document) == [Link("#second", (Text(words),), numbered=True)] * 2


def test_a_reference_has_the_digits_of_the_document(stage: Stage) -> None:
    stage.house = house(digits={"ar": "arab"})
    document = stage.composed(tables("first", "second") + SEE, "ar-IQ").document
    assert [plain(one.children) for one in references(document)] == ["الجدول\u00a0٢"]


def test_the_number_follows_the_order_of_the_document(stage: Stage) -> None:
    document = stage.composed(SEE + tables("second", "first")).document
    assert [plain(one.children) for one in references(document)] == ["Table\u00a01"]
    document = stage.composed(SEE + tables("gone", row="") + tables("a", "b", "second")).document
    assert [plain(one.children) for one in references(document)] == ["Table\u00a03"]


def test_a_reference_fills_a_blank_of_a_message(stage: Stage) -> None:
    text = '<p>{{ t("No. {number}", number=reference("second")) }}</p>' + tables("second")
    (block, _) = stage.composed(text).document.blocks
    assert plain(block.children) == "No. Table\u00a01"  # type: ignore[union-attr]


def test_an_unknown_id_is_told_with_its_line_and_the_near_miss(stage: Stage) -> None:
    problem = refused(stage, '<p>One.</p>\n<p>{{ reference("secnd") }}</p>' + tables("second"))
    assert (problem.code, problem.where.line) == ("template-reference-unknown", 2)
    assert (problem.where.file or "").endswith("test/brief.j2")
    assert problem.what == (
        "The reference leads to “secnd”, and no table or numbered figure of the document has"
        " that id. Did you mean “second”?"
    )
    assert problem.remedy == (
        'Correct the id, or give it to the table or figure: id="secnd". Known here: second.'
    )


def test_a_section_is_no_table(stage: Stage) -> None:
    text = '<section id="second"><h2>A</h2>' + SEE + "</section>"
    assert refused(stage, text).code == "template-reference-unknown"


def test_a_table_that_is_left_out_is_told(stage: Stage) -> None:
    problem = refused(stage, "\n" + SEE + tables("second", row=""))
    assert (problem.code, problem.where.line) == ("template-reference-left-out", 2)
    assert problem.what == (
        "The reference leads to “second”, which is left out because there is nothing to show in it."
    )


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ('reference("No Id")', "template-id-form"),
        ("reference(facts.posts)", "template-argument"),
        ("reference()", "template-arguments"),
    ],
)
def test_what_is_no_id_is_refused(stage: Stage, call: str, code: str) -> None:
    assert refused(stage, f"<p>{{{{ {call} }}}}</p>").code == code


def test_a_reference_stands_in_the_document_s_language(stage: Stage) -> None:
    text = '<p><span lang="fr">{{ reference("second") }}</span></p>' + tables("second")
    assert refused(stage, text).code == "template-reference-in-language"


MAP = """<section><h2>{{ t("Snapshot") }}</h2>
{% set map = locator_map(id="map") %}
{{ map }}{% if map %}<p>{{ t("Contents") }} ({{ reference("map") }})</p>{% endif %}
</section>"""


@pytest.mark.parametrize(("shown", "words"), [(True, ["Figure\u00a01"]), (False, [])])
def test_a_map_is_referred_to_where_it_is_shown(
    stage: Stage, shown: bool, words: list[str]
) -> None:
    stage.house = house(map=with_map(NO_MAP, {"show": shown, "boundaries": "natural-earth"}))
    text = '<p>{{ t("Contents") }}</p>' + MAP
    document = stage.composed(text).document
    assert [plain(one.children) for one in references(document)] == words


def test_an_id_of_a_map_and_a_table_is_given_once(stage: Stage) -> None:
    stage.house = house(map=with_map(NO_MAP, {"show": True, "boundaries": "natural-earth"}))
    assert refused(stage, tables("map") + MAP).code == "template-id-twice"
