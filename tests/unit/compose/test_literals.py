"""Words of a template itself: told with their line; what only names something is no word."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose.check import check_template
from generator.compose.template import read_template
from generator.problems import Findings, Problem, Severity
from tests.unit.compose.stage import Stage

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")


def found(stage: Stage, text: str) -> list[Problem]:
    stage.write(text)
    return list(check_template(stage.template()))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<h2>Key messages</h2>", 1, "Key messages"),
        ("<p>\n  {{ t('Sources') }}\n  as of\n</p>", 3, "as of"),
        ("<p>{# a comment #}caf&eacute;</p>", 1, "café"),
        ("<p>المصادر</p>", 1, "المصادر"),
        ("<p>来源</p>", 1, "来源"),
        ('<p>\n{{ "Draft" }}</p>', 2, "Draft"),
        ('<p>{{ "Yes" if brief.draft else "5" }}</p>', 1, "Yes"),
        ('<p>{{ ["Here", "5"]|list }}</p>', 1, "Here"),
        ('<p>{{ "In quotes"|quoted }}</p>', 1, "In quotes"),
        ('{% set head = "Head" %}\n<p>{{ head }}</p>', 2, "Head"),
        ('<p>{{ t("Source: {name}", name="Nobody") }}</p>', 1, "Nobody"),
        (
            '{% macro box(title) %}<p>{{ title }}</p>{% endmacro %}\n{{ box("Key messages") }}',
            2,
            "Key messages",
        ),
    ],
)
def test_words_of_the_template_itself(stage: Stage, text: str, line: int, words: str) -> None:
    (problem,) = found(stage, text)
    assert problem.severity is Severity.ERROR
    assert problem.where.file == "templates/test/brief.j2"
    assert problem.where.line == line
    assert problem.what == (
        f"The words “{words}” stand in the template itself, "
        "so documents in every language print them as they are."
    )
    assert problem.remedy == (
        'Write them as a message, t("…"), and put their translations into words.toml '
        "beside the template (docs/templates.md)."
    )


@pytest.mark.parametrize(
    "text",
    [
        "<p>{{ t('Sources') }}</p>",
        "<p>5 – 6 · {{ brief.issued|date }}</p>",
        '<p class="note">{{ brief.number }}&nbsp;</p>',
        '<p>{{ "IRQ"|name }}{{ "nato"|name }}{{ term("daesh") }}</p>',
        '<p>{{ brief.issued|date(style="short") }}</p>',
        '{% set area = "IRQ" %}<p>{{ area|name }}</p>',
        '{% macro one(id) %}<p>{{ id|name }}</p>{% endmacro %}{{ one("kathy-bunka") }}',
        '{% if brief.language == "fr" %}<p>5</p>{% endif %}',
        '<p>{{ tp("a day", "as of {date}", date=brief.issued|date) }}</p>',
        '<p>{{ tn("{n} source", "{n} sources", 3) }}</p>',
        '<section id="economy"><h2>{{ t("Economy") }}</h2></section>',
        '<p><a href="https://example.org/Key-Facts">{{ t("Sources") }}</a></p>',
    ],
)
def test_what_is_no_word_of_the_template(stage: Stage, text: str) -> None:
    assert found(stage, text) == []


@pytest.mark.parametrize("sign", ["; ", ", ", "(", "?", "“"])
def test_signs_that_languages_write_in_their_own_way(stage: Stage, sign: str) -> None:
    (problem,) = found(stage, f"<p>{{{{ brief.number }}}}{sign}{{{{ brief.number }}}}</p>")
    assert problem.severity is Severity.WARNING
    assert problem.what == (
        f"The sign “{sign.strip()}” stands in the template itself; "
        "Arabic, Chinese and other languages write it with signs of their own."
    )
    assert problem.remedy == (
        'Put it into the message that the text around it comes from: tp("…", "{name} ({date})", …).'
    )


def test_a_message_that_nobody_can_collect(stage: Stage) -> None:
    (problem,) = found(stage, "<p>\n{{ t(brief.number) }}</p>")
    assert (problem.code, problem.where.line) == ("template-message-computed", 2)
    assert problem.what == (
        "The message given to “t” is not written out, so that nobody can collect and translate it."
    )
    assert problem.remedy == (
        "Write the English text itself as the first argument, and what changes as blanks in it."
    )


def test_a_document_made_with_such_words_says_so(stage: Stage) -> None:
    composed = stage.composed("<p>Plain words</p>", "fr-CA")
    (problem,) = composed.problems
    assert (problem.code, problem.severity) == ("template-words-literal", Severity.WARNING)
    assert problem.where.line == 1


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in (ROOT / "templates").glob("*/template.toml"))
)
def test_no_template_of_ours_has_words_of_its_own(folder: Path) -> None:
    template = read_template(folder, Findings())
    assert template is not None
    assert [problem.what for problem in check_template(template)] == []
