"""What templates cannot do, with the words their authors read."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from generator.limits import DEFAULT_LIMITS
from generator.problems import Problem
from tests.bounds import ends
from tests.unit.compose.stage import Stage, chosen, fact, needs


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates", needs(fact("A statement.")))


def said(problems: tuple[Problem, ...]) -> str:
    return "\n".join(f"{p.where}: {p.what} {p.remedy}" for p in problems)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_hostile_template_is_refused_with_its_name_and_line(
    shared: Path, tmp_path: Path
) -> None:
    some = chosen(fact("note"))
    stage = Stage(
        tmp_path / "templates", dict.fromkeys(("population", "note", "url", "items"), some)
    )
    for row in rows(shared / "hostile" / "jinja" / "templates.jsonl"):
        with ends(row["id"]):
            problems = stage.problems(row["template"])
            words = said(problems)
        assert all(p.where.file == "templates/test/brief.j2" for p in problems), row["id"]
        assert all(p.where.line == 1 for p in problems), row["id"]
        for secret in ("0x", "root:", "generator.", str(tmp_path), "Traceback", "<class"):
            assert secret not in words, row["id"]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ populaton }}", "Nothing is called “populaton” here. Did you mean “facts.population”?"),
        ("{{ fact.some }}", "Nothing is called “fact” here. Did you mean “facts”?"),
        (
            "{{ facts.populatoin }}",
            "There is nothing called “populatoin” among: population. Did you mean “population”?",
        ),
        (
            "{% for f in facts.population %}<p>{{ f.tag }}</p>{% endfor %}",
            "It has no part called “tag”. Did you mean “tags”?",
        ),
        (
            "{{ facts.population|statment }}",
            "There is no filter “statment”. Did you mean “statement”?",
        ),
        ("{% if 1 is devisible %}{% endif %}", "There is no test “devisible”."),
        (
            "{{ facts.population }}",
            "“facts.population” gives a list, which is not printed as it stands.",
        ),
        (
            "{{ facts.population|length }}",
            "“facts.population|length” gives a number, which is not printed as it stands.",
        ),
        ("{{ brief.as_of }}", "“brief.as_of” gives a date, which is not printed as it stands."),
        (
            "{{ facts.population[0] }}",
            "“facts.population[0]” gives a fact, which is not printed as it stands.",
        ),
        ("{{ brief.meeting }}", "There is nothing to print for “brief.meeting”."),
        ("{{ none|number }}", "“number” cannot be used on nothing."),
        ("{{ 'x'|number }}", "“number” cannot be used on a text."),
        ("{{ 5|date }}", "“date” cannot be used on a number."),
        (
            "{{ 5|number(digit=1) }}",
            "“number” is given the wrong arguments: got an unexpected keyword argument 'digit'.",
        ),
        (
            "{{ brief.as_of|date(style='lang') }}",
            "“lang” is not a choice of style. Did you mean “long”?",
        ),
        (
            "{{ 5|unit('kilometre') }}",
            "“kilometre” is not a choice of unit. Did you mean “kilometer”?",
        ),
        (
            "{{ 'kathy-bunca'|name }}",
            "No person, organisation or country has the id “kathy-bunca”. Did "
            "you mean “kathy-bunka”?",
        ),
        ("{{ term('dash') }}", "No term has the id “dash”."),
        (
            "{{ t('as of {date}') }}",
            "The message “as of {date}” has a blank “date” that is not filled.",
        ),
        ("{{ brief.number() }}", "“brief.number()” is used wrongly: 'str' object is not callable."),
        ("{{ brief.area.lower() }}", "“lower” is not available in templates."),
        ("{{ brief._x }}", "The name “_x” begins with an underscore and is not for templates."),
        ("{{ brief['_x'] }}", "It has no part called “_x”."),
        ("{{ 'a' ~ 'b' }}", "Templates cannot use joining with ~."),
        ("{{ 1 + 1 }}", "Templates cannot use adding with +."),
        ("{% autoescape false %}{% endautoescape %}", "Templates cannot use {% autoescape %}."),
        ("{% filter upper %}x{% endfilter %}", "Templates cannot use {% filter %}."),
        ("{% for a in [1] recursive %}{% endfor %}", "Templates cannot use a recursive loop."),
        ("{% set facts = 1 %}", "“facts” is already the name of something all templates have."),
        (
            "{% macro t() %}{% endmacro %}",
            "“t” is already the name of something all templates have.",
        ),
        ("{% for c in 'abc' %}{% endfor %}", "The loop goes over a text, not over a list."),
        (
            "{% include 'shared/tabels.j2' %}",
            "There is no template “shared/tabels.j2”. Did you mean “shared/tables.j2”?",
        ),
        ("{% include brief.area %}", "The name of an included or imported template is computed."),
        ("{% include '../x.j2' %}", "“../x.j2” is not a name of a template."),
        ("{% include 'a/b.j2' ignore missing %}", "Templates cannot use “ignore missing”."),
        ("{% for f in %}{% endfor %}", "The template cannot be read: Expected an expression"),
    ],
)
def test_a_mistake_says_what_and_the_nearest_name(
    tmp_path: Path, template: str, words: str
) -> None:
    stage = Stage(tmp_path / "templates", {"population": chosen(fact("x"))})
    stage.write("", "shared/tables.j2")
    assert words in said(stage.problems(f"\n\n{template}"))
    assert stage.problems()[0].where.line == 3


def test_all_mistakes_of_a_template_are_told_together_in_order(stage: Stage) -> None:
    problems = stage.problems("<b>x</b>\n{{ x|int }}\n<p claas='x'>&foo;</p>\n{{ 1*1 }}")
    assert [(p.where.line, p.code) for p in problems] == [
        (1, "template-element-unknown"),
        (2, "template-name-unknown"),
        (2, "template-filter-unknown"),
        (3, "template-attribute-unknown"),
        (3, "template-entity-unknown"),
        (4, "template-construct"),
    ]


def test_a_mistake_in_an_included_template_is_placed_there(stage: Stage) -> None:
    stage.write("\n<p>{{ facts.none }}</p>", "shared/part.j2")
    (problem,) = stage.problems("{% include 'shared/part.j2' %}")
    assert str(problem.where) == "templates/shared/part.j2, line 2"


def test_a_macro_that_needs_the_facts_must_be_imported_with_context(stage: Stage) -> None:
    stage.write("{% macro m() %}<p>{{ brief.number }}</p>{% endmacro %}", "shared/part.j2")
    (problem,) = stage.problems("{% from 'shared/part.j2' import m %}{{ m() }}")
    assert "A name in “brief.number” has no value at this point." in problem.what
    assert "“with context”" in problem.remedy
    stage.document("{% from 'shared/part.j2' import m with context %}{{ m() }}")


def test_a_loop_without_end_is_stopped_by_the_clock(stage: Stage) -> None:
    stage.limits = dataclasses.replace(DEFAULT_LIMITS, template_seconds=0.3)
    stage.needs = {"some": stage.needs["some"] * 3000}
    loops = "{% for a in facts.some %}{% for b in facts.some %}{% for c in facts.some %}"
    with ends():
        (problem,) = stage.problems(loops + "{% endfor %}" * 3)
    assert problem.what == "The template needs more than 0.3 seconds."


def test_macros_that_double_their_text_are_stopped_by_the_output_limit(stage: Stage) -> None:
    double = "{% macro m(x, n) %}{% set y %}{{ x }}{{ x }}{% endset %}{{ m(y, n) }}{% endmacro %}"
    (problem,) = stage.problems(double + "{{ m('abcdefgh', 1) }}")
    assert problem.code in ("template-too-long", "template-calls-itself")


def test_output_in_a_loop_is_stopped_by_the_output_limit(stage: Stage) -> None:
    stage.limits = dataclasses.replace(DEFAULT_LIMITS, template_output=5000)
    stage.needs = {"some": stage.needs["some"] * 1000}
    (problem,) = stage.problems("{% for f in facts.some %}<p>12345678</p>{% endfor %}")
    assert problem.what == "The template produces more than 5000 characters."


def test_a_link_in_the_template_folder_is_refused(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text("secret", "utf-8")
    stage.write("{% include 'shared/secret.j2' %}")
    (tmp_path / "templates" / "shared").mkdir()
    (tmp_path / "templates" / "shared" / "secret.j2").symlink_to(tmp_path / "secret.j2")
    (problem,) = stage.problems()
    assert problem.what == "The template “shared/secret.j2” is a link to another place."


def test_a_linked_folder_is_refused(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "part.j2").write_text("<p>x</p>", "utf-8")
    stage.write("{% include 'shared/part.j2' %}")
    (tmp_path / "templates" / "shared").symlink_to(tmp_path / "elsewhere")
    (problem,) = stage.problems()
    assert problem.code == "template-is-link"


def test_a_template_that_is_too_big_is_refused(stage: Stage) -> None:
    stage.limits = dataclasses.replace(DEFAULT_LIMITS, template_file=100)
    (problem,) = stage.problems("<p>" + "x" * 200 + "</p>")
    assert problem.what == "The template has 207 bytes; at most 100 are read."


def test_a_template_in_another_encoding_is_refused_with_its_line(stage: Stage) -> None:
    stage.write("")
    (stage.folder / "test" / "brief.j2").write_bytes("<p>x</p>\n<p>é</p>".encode("cp1252"))
    (problem,) = stage.problems()
    assert str(problem.where) == "templates/test/brief.j2, line 2"
    assert problem.what == "The template is not in UTF-8 from this line on."


def test_hidden_direction_characters_in_a_template_are_refused(stage: Stage) -> None:
    (problem,) = stage.problems("<p>x</p>\n<p>a\u202eb</p>")
    assert str(problem.where) == "templates/test/brief.j2, line 2"
    assert problem.what == "The invisible character U+202E stands in this line."


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\U0001fffe", "template-invisible-character"),
        ("\ue000", "template-invisible-character"),
        ("\ufe8d", "template-arabic-shape"),
        ("\ufdfa", "template-arabic-shape"),
    ],
)
def test_characters_that_no_document_may_hold_are_named(stage: Stage, char: str, code: str) -> None:
    (problem,) = stage.problems(f"<p>x</p>\n<p>a{char}b</p>")
    assert (problem.code, problem.where.line) == (code, 2)
    assert f"U+{ord(char):04X}" in problem.what


def test_a_changed_template_is_read_again_though_its_time_is_the_same(stage: Stage) -> None:
    import os

    stage.document("<p>one</p>")
    path = stage.folder / "test" / "brief.j2"
    before = path.stat()
    path.write_text("<p>two</p>", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "two" in str(stage.document().blocks)


def test_names_set_in_one_rendering_are_gone_in_the_next(stage: Stage) -> None:
    stage.document("{% set x = 'here' %}<p>{{ x }}</p>")
    problems = stage.problems("<p>{{ x }}</p>")
    assert problems[0].code == "template-name-unknown"


@pytest.mark.parametrize("text", ["(" * 3000, "{% if 1 %}" * 90 + "{% endif %}" * 90])
def test_deep_nesting_is_refused_with_its_line(stage: Stage, text: str) -> None:
    (problem,) = stage.problems("\n" + (text if "{%" in text else "{{ " + text + " }}"))
    assert problem.what == "Statements or brackets are nested deeper than 24."
    assert problem.where.line == 2


def test_documents_can_be_composed_at_the_same_time(stage: Stage) -> None:
    from concurrent.futures import ThreadPoolExecutor

    stage.write("{% for f in facts.some %}<p>{{ f|statement }}{{ f|cite }}</p>{% endfor %}")
    languages = ["en-CA", "fr-CA", "ar-IQ"] * 6
    alone = [stage.document(language=language) for language in languages]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda language: stage.document(language=language), languages))
    assert together == alone


def test_a_fault_of_ours_is_not_blamed_on_the_template(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr("generator.compose.filters.facts.statement_parts", broken)
    with pytest.raises(ValueError, match="ours"):
        stage.document("{% for f in facts.some %}<p>{{ f|statement }}</p>{% endfor %}")
