"""Pages over and under the budget of a template are told and never cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.budget import over_budget
from generator.compose.model import Template
from generator.problems import Severity


def template(pages: tuple[int, int] | None) -> Template:
    return Template("note", {}, (), "note/brief.j2", (Path("templates"),), pages=pages)


@pytest.mark.parametrize("pages", [None, (2, 4), (1, 4)])
def test_within_the_budget_nothing_is_told(pages: tuple[int, int] | None) -> None:
    assert [*over_budget(template(pages), {"en": 2, "ar": 4}, {}, clean=False)] == []


def test_each_language_over_the_budget_is_told_with_what_to_do() -> None:
    (long,) = over_budget(template((2, 4)), {"en": 4, "ar": 6}, {}, clean=False)
    assert long.severity is Severity.WARNING
    assert str(long.where) == "templates/note/template.toml, field budget.pages_max"
    assert long.what == (
        "The PDF in ar has more pages than the template “note” allows: 6; the most is 4."
    )
    assert long.remedy.startswith("It is published whole. To shorten it, let the template ask for")


def test_under_the_budget_facts_may_be_missing() -> None:
    (short,) = over_budget(template((2, 4)), {"fr": 1}, {}, clean=False)
    assert short.code == "budget-pages-under"
    assert short.what == (
        "The PDF in fr has fewer pages than the template “note” expects: 1; the least is 2."
    )
