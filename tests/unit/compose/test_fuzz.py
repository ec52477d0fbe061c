"""Whatever an author writes: a document, or problems with the template's lines; nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.limits import DEFAULT_LIMITS
from generator.problems import Problem, ProblemsFound, wording
from tests.unit.compose.stage import Stage, amount, fact, needs

PIECES = (
    *("<p>", "</p>", "<section>", "</section>", "<h2>", "</h2>", "<ul>", "</ul>", "<li>", "</li>"),
    *("<table>", "</table>", "<caption>", "</caption>", "<tbody>", "</tbody>", "<tr>", "</tr>"),
    *("<td>", "</td>", "<th scope='row'>", "</th>", "<aside class='conflict'>", "</aside>"),
    *("<header>", "</header>", "<br>", "<strong>", "</strong>", "<a href='#x'>", "</a>", "<col>"),
    *("{% for f in facts.some %}", "{% endfor %}", "{% if 1 %}", "{% else %}", "{% endif %}"),
    *("{% set x %}", "{% endset %}", "{% macro m(a) %}", "{% endmacro %}", "{{ m('y') }}"),
    *(
        "{{ f|statement }}",
        "{{ f|cite }}",
        "{{ f|value }}",
        "{{ f }}",
        "{{ x }}",
        "{{ brief.area }}",
    ),
    *("{{ facts.some|by_indicator }}", "{{ facts.some[0]|date }}", "{{ facts.some[9]|date }}"),
    *("{{ 5|number }}", "{{ 5|value }}", "{{ none|name }}", "{{ 'IRQ'|name }}", "{{ t(5) }}"),
    *("{{ [1, 'a']|list }}", "{{ tn('a', 'b', 'c') }}", "{{ sources() }}", "{{ f.id }}", "{{"),
    *("}}", "{%", "%}", "{#", "#}", "<", ">", "&", "&amp;", "&nbsp;", "&#55;", '"', "'", "]]>"),
    *("text", " ", "\n", "é", "ع", "\u00a0", "\x07", "\u202e", "\ufdd0", "<?x?>", "<!-- -->"),
    *(
        "{{ facts.some|change }}",
        "{{ 1 if f }}",
        "{% include 'test/brief.j2' %}",
        "{{ loop.index }}",
    ),
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    record = fact("X {value}.", quantity=amount("5", "persons"), indicator="i")
    made = Stage(Path(tmp_path_factory.mktemp("fuzz")) / "templates", needs(record, fact("Y.")))
    made.limits = replace(DEFAULT_LIMITS, template_seconds=2.0, template_output=20_000)
    return made


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), max_size=14))
@example(["{% include 'test/brief.j2' %}"])
@example(["<p>", "{{ facts.some|by_indicator }}", "</p>"])
def test_any_template_is_composed_or_refused_with_words(stage: Stage, parts: list[str]) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        stage.composed("".join(parts))
    except ProblemsFound as found:
        problems = found.problems
    for problem in problems:
        assert problem.where.file is not None, problem
        words = wording(problem.code)
        blanks = {name for _, name, _, _ in Formatter().parse(words.what + words.remedy) if name}
        assert blanks <= problem.values.keys(), problem
        assert "generator." not in problem.what
        assert " at 0x" not in problem.what
