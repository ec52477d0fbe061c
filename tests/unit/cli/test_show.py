"""How problems and tables are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.show import display_width, plain, show_problems, table
from generator.problems import Problem, Severity, Where


def test_control_and_override_characters_never_reach_the_terminal() -> None:
    assert plain("a\x1b[31mb\u202ec\nd\u0007") == "a[31mbc d"


@given(st.text())
def test_plain_text_is_one_line_without_controls(text: str) -> None:
    assert not set(plain(text)) & {"\n", "\r", "\x1b", "\x00", "\u202e"}


def test_wide_letters_count_twice_and_marks_not_at_all() -> None:
    assert display_width("中") == 2
    assert display_width("e\u0301\u200f") == 1


def test_columns_line_up_and_the_last_one_wraps(capsys: pytest.CaptureFixture[str]) -> None:
    table(("id", "text"), [("a", "word " * 40), ("long-id", "x")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "id       text"
    assert lines[1].startswith("a        word")
    assert lines[2].startswith("         word")
    assert lines[-1] == "long-id  x"


def _problem(code: str, severity: Severity, name: str) -> Problem:
    return Problem(code, Where(record=name), {"area": name, "hint": ""}, severity)


def test_notices_of_one_kind_are_summed_up_and_warnings_never(
    capsys: pytest.CaptureFixture[str],
) -> None:
    notices = [_problem("survey-unknown-area", Severity.NOTICE, f"n{i}") for i in range(5)]
    warnings = [_problem("survey-unknown-area", Severity.WARNING, f"w{i}") for i in range(3)]
    show_problems([*notices, *warnings], err=False)
    said = capsys.readouterr().out
    assert "(4 more of this kind; --json lists them.)" in said
    assert said.index("w0") < said.index("w2") < said.index("n0")
    assert "n1" not in said


def test_what_to_do_is_said_once_for_problems_of_one_kind(
    capsys: pytest.CaptureFixture[str],
) -> None:
    problems = [_problem("survey-unknown-area", Severity.ERROR, f"e{i}") for i in range(3)]
    other = Problem("survey-unknown-area", Where(), {"area": "x", "hint": "Look."}, Severity.ERROR)
    show_problems([*problems, other], headline="Not done.", safe="All is safe.", err=False)
    said = capsys.readouterr().out
    assert said.count("Where: e") == 3
    assert said.count("To go on: Look.") == 1
    assert said.startswith("Not done.\n")
    assert said.endswith("All is safe.\n")


def test_the_same_words_are_said_once_with_all_their_places(
    capsys: pytest.CaptureFixture[str],
) -> None:
    orders = [Where(record=name) for name in ("kenya", "togo", "uganda")]
    fields = [Where("facts.yaml", line=line, record=f"f{line}") for line in (3, 7)]
    show_problems(
        [Problem("source-refuses", where, {"count": "1"}) for where in (*orders, *fields)],
        err=False,
    )
    lines = capsys.readouterr().out.splitlines()
    assert sum("Mistakes in the sources" in line for line in lines) == 1
    assert [line.strip() for line in lines if "Where:" in line] == [
        "Where: kenya, togo, uganda",
        "Where: facts.yaml, line 3, f3",
        "Where: facts.yaml, line 7, f7",
    ]
