"""Trials of templates, and new ones: what is made, what is refused, what is left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.build.template_setup import new_template
from generator.build.trial import Trial, checked
from generator.build.workspace import Workspace
from generator.problems import ProblemsFound
from tests.end_to_end.command import content
from tests.end_to_end.workspaces import Workspace as Work

TODAY = dt.date(2024, 12, 1)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    made = Work(tmp_path / "work")
    made.facts({"page-1": "Kenya has a coast."})
    return made


def workspace(work: Work) -> Workspace:
    return Workspace(work.root)


def without_state(work: Work) -> Mapping[str, bytes]:
    return {name: data for name, data in content(work.root).items() if "state/" not in name}


def told(work: Work, template: str, **choices: str) -> list[str]:
    return [
        f"{p.where}: {p.what}" for p in checked(workspace(work), template, today=TODAY, **choices)
    ]


def test_a_trial_takes_the_first_order_that_uses_the_template(work: Work) -> None:
    before = without_state(work)
    trial = Trial(workspace(work), "plain", today=TODAY)
    assert (trial.order, trial.languages) == ("uganda", ("en",))
    tried = trial.make(("en",), ("html",))
    assert "All is calm." in tried.files["en", "html"].read_text("utf-8")
    trial.close()
    assert not tried.files["en", "html"].exists()
    assert without_state(work) == before


def test_a_template_that_no_order_uses_is_tried_on_the_best_known_country(work: Work) -> None:
    work.facts({"a": "One.", "b": "Two."})
    work.template("spare", "<p>{{ brief.area|name }}</p>")
    trial = Trial(workspace(work), "spare", today=TODAY)
    assert (trial.order, trial.languages) == ("trial", ("en-CA", "fr-CA", "ar-IQ"))
    tried = trial.make(("fr-CA",), ("html",))
    assert "Kenya" in tried.files["fr-CA", "html"].read_text("utf-8")
    trial.close()


def test_a_country_can_be_asked_for(work: Work) -> None:
    trial = Trial(workspace(work), "plain", today=TODAY, area="NOR")
    assert "Norway" in trial.make(("en-CA",), ("html",)).files["en-CA", "html"].read_text("utf-8")
    trial.close()


@pytest.mark.parametrize(
    ("template", "choices", "what"),
    [
        ("plian", {}, "There is no template “plian”. Did you mean “plain”?"),
        ("plain", {"order": "ugande"}, "There is no order “ugande”. Did you mean “uganda”?"),
        ("plain", {"area": "KEM"}, "No one country has the code or the name “KEM”."),
    ],
)
def test_what_is_not_there_is_told_with_the_near_miss(
    work: Work, template: str, choices: dict[str, str], what: str
) -> None:
    with pytest.raises(ProblemsFound) as refused:
        Trial(workspace(work), template, today=TODAY, **choices)
    (problem,) = refused.value.problems
    assert problem.what.startswith(what.split(".")[0])


def test_mistakes_that_only_a_run_shows_are_told_with_their_line(work: Work) -> None:
    work.template(
        "plain", "<section id='a'><h2>{{ t('Chronology') }}</h2>\n{{ 5|quoted }}</section>"
    )
    (problem,) = told(work, "plain")
    assert problem.startswith("templates/plain/brief.j2, line 2")


def test_mistakes_in_the_files_are_all_told_at_once_and_once(work: Work) -> None:
    work.template("plain", "<p>{{ facts.al }}</p>\n<p>Words</p>\n<p>{{ t('Not there') }}</p>")
    assert told(work, "plain") == [
        "templates/plain/brief.j2, line 1: There is nothing called “al” among: all."
        " Did you mean “all”?",
        "templates/plain/brief.j2, line 2: The words “Words” stand in the template itself,"
        " so documents in every language print them as they are.",
        "templates/plain/brief.j2, line 3: The words “Not there” have no translation in: fr, ar.",
    ]


def test_remarks_on_facts_are_not_the_template_s(work: Work) -> None:
    work.template("plain", "<p>{% for f in facts.all %}{{ f|statement }}{% endfor %}</p>")
    trial = Trial(workspace(work), "plain", today=TODAY, area="UGA")
    codes = {problem.code for problem in trial.make(("ar-IQ",), ("html",)).problems}
    trial.close()
    assert "text-not-translated" in codes
    assert told(work, "plain", area="UGA") == []


def test_a_new_template_builds_and_one_that_is_there_is_left_alone(work: Work) -> None:
    made = new_template(workspace(work), "visit-note")
    assert [path.name for path in made] == ["brief.j2", "template.toml", "words.toml"]
    assert told(work, "visit-note") == []
    before = without_state(work)
    with pytest.raises(ProblemsFound) as refused:
        new_template(workspace(work), "visit-note")
    assert refused.value.problems[0].what == "The folder templates/visit-note is there already."
    assert without_state(work) == before


@pytest.mark.parametrize(
    "name", ["", "Visit", "visit_note", "-a", "a-", "../a", "shared", "house", "a" * 41, "ملف"]
)
def test_a_name_that_no_folder_should_have_is_refused(work: Work, name: str) -> None:
    before = without_state(work)
    with pytest.raises(ProblemsFound) as refused:
        new_template(workspace(work), name)
    assert "cannot be the name of a template" in refused.value.problems[0].what
    assert without_state(work) == before


def test_a_copy_has_the_files_of_the_other_under_its_own_name(work: Work) -> None:
    new_template(workspace(work), "my-brief", like="country-brief")
    text = (work.root / "templates/my-brief/brief.j2").read_text("utf-8")
    assert '{% include "my-brief/' in text
    assert '"country-brief/' not in text
    assert told(work, "my-brief", area="KEN") == []


def test_a_copy_of_what_is_not_there_is_refused(work: Work) -> None:
    with pytest.raises(ProblemsFound) as refused:
        new_template(workspace(work), "x", like="contry-brief")
    assert refused.value.problems[0].what == (
        "There is no template “contry-brief”. Did you mean “country-brief”?"
    )


def test_mistakes_that_only_a_trial_finds_are_told_beside_words_without_translation(
    work: Work,
) -> None:
    work.template("spare", '<p>{{ t("Rivers and lakes") }}</p><section><h2>{{ t("Sources") }}</h2>')
    assert told(work, "spare") == [
        "templates/spare/brief.j2, line 1: The words “Rivers and lakes” have no translation in: "
        "fr, ar.",
        "templates/spare/brief.j2, line 1: “<section>” is opened here and never closed.",
    ]


def test_of_a_file_that_cannot_be_read_no_words_are_called_unused(work: Work) -> None:
    work.template("spare", "{% if brief.draft %}<p>{{ t('Lakes') }}</p>")
    words = '[[words]]\nen = "Lakes"\nfr = "Lacs"\nar = "بحيرات"\n'
    work.write("templates/spare/words.toml", words)
    assert len(told(work, "spare")) == 1
