"""The report of terms: what a document prints, where, and whether its house chose it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.compose.model import Composed, PrintedTerm
from generator.facts.model import Area, LocalText, Term, TextState
from generator.problems import Severity
from generator.selection.model import Chosen
from tests.unit.compose import stage as stages
from tests.unit.compose.stage import Stage, fact, house

ALL = "{% for f in facts.some %}<p>{{ f|statement(cite=true) }}</p>{% endfor %}"
TERMS = (
    Term("iraq", {"en": ("Iraq",), "fr": ("Irak", "Iraq"), "ar": ("العراق",)}, contested=True),
    Term("daesh", {"en": ("Daesh", "ISIL"), "fr": ("Daech",)}, contested=True),
    Term("city", {"en": ("Erbil", "Irbil"), "fr": ("Erbil",)}),
)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.fixture(autouse=True)
def terms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "TERMS", TERMS)


def composed(stage: Stage, *texts: Mapping[str, str], tag: str = "en-CA") -> Composed:
    facts = [Chosen(fact(text, id=f"f-{n}")) for n, text in enumerate(texts, 1)]
    stage.needs = {"some": tuple(facts)}
    stage.write(ALL)
    return stage.composed(language=tag)


def decisions(found: Composed) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Forms and whether the house chose, by term; without the country of the title."""
    return {term.id: (term.forms, term.decided) for term in found.terms if term.id != "iraq"}


def codes(found: Composed) -> dict[str, list[str]]:
    """Codes of problems by term, those of terms only."""
    by_term: dict[str, list[str]] = {}
    for problem in found.problems:
        if problem.code.startswith("term"):
            by_term.setdefault(problem.where.record or "", []).append(problem.code)
    return by_term


def test_every_contested_term_is_reported_with_its_facts(stage: Stage) -> None:
    stage.house = house(terms={"iraq": {"en": "Iraq", "fr": "Irak"}})
    found = composed(stage, {"en": "Iraq fights ISIL."}, {"en": "ISIL and Iraq in Erbil."})
    assert found.terms == (
        PrintedTerm("city", "en", ("Erbil",), ("Irbil",), facts=("f-2",)),
        PrintedTerm("daesh", "en", ("ISIL",), ("Daesh",), contested=True, facts=("f-1", "f-2")),
        PrintedTerm("iraq", "en", ("Iraq",), contested=True, decided=True, facts=("f-1", "f-2")),
    )
    assert codes(found) == {"daesh": ["term-undecided"], "iraq": ["term-contested"]}
    told = {problem.code: problem for problem in found.problems}
    assert told["term-undecided"].severity is Severity.WARNING
    assert told["term-undecided"].what == (
        "“ISIL” stands for a contested term (daesh) in English, and the house style canada "
        "decides nothing on it."
    )
    assert told["term-undecided"].remedy == (
        "Choose a form in [terms.daesh] of its house.toml. It prints in f-1, f-2."
    )
    assert told["term-contested"].severity is Severity.NOTICE
    assert told["term-contested"].what == (
        "“Iraq” stands for a contested term (iraq) in English; the house style canada decided "
        "on it."
    )


def test_two_forms_of_one_term_are_told(stage: Stage) -> None:
    found = composed(stage, {"en": "Daesh was here."}, {"en": "ISIL was there."})
    assert codes(found)["daesh"] == ["terms-mixed", "term-undecided"]
    assert found.problems[0].what == (
        "The document in English writes one term (daesh) in different ways: “Daesh”, “ISIL”."
    )


def test_official_names_quotations_and_titles_of_sources_do_not_count(stage: Stage) -> None:
    stage.house = house(terms={"iraq": {"fr": "Irak"}})
    found = composed(
        stage, {"fr": "La mission OTAN en Iraq dit : « L’Iraq avance ». L’Irak aussi."}, tag="fr-CA"
    )
    assert [(term.id, term.forms) for term in found.terms] == [("iraq", ("Irak",))]


def test_a_text_shown_in_its_original_language_counts_in_that_language(stage: Stage) -> None:
    record = replace(
        fact(""), text={"en": LocalText({"other": "ISIL in Iraq."}, TextState.ORIGINAL)}
    )
    stage.needs = {"some": (Chosen(record),)}
    stage.write(ALL)
    found = stage.composed(language="fr-CA")
    in_english = {term.id for term in found.terms if term.language == "en"}
    assert in_english == {"daesh", "iraq"}
    assert [t.id for t in found.terms if t.language == "fr"] == ["iraq"]  # the title


def test_a_word_that_is_only_mentioned_is_not_used(stage: Stage) -> None:
    stage.write(
        "{% for f in facts.some %}<p>{{ f|statement }}</p>{% endfor %}"
        "<p>{% for x in terms_used() %}{{ x.chosen|mentioned }}: {{ x.others|mentioned }}"
        "{% if x.contested %} (contested){% endif %}. {% endfor %}</p>"
    )
    stage.needs = {"some": (Chosen(fact({"en": "ISIL in Iraq."})),)}
    found = stage.composed()
    assert [term.forms for term in found.terms if term.id == "daesh"] == [("ISIL",)]
    assert "terms-mixed" not in [problem.code for problem in found.problems]


def test_a_contested_country_is_reported_and_named_as_the_house_says(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    taiwan = Area("TWN", {"en": "Taiwan", "fr": "Taïwan"}, contested=True)
    monkeypatch.setattr(stages, "AREAS", (*stages.AREAS, taiwan))
    stage.write('<p>{{ "TWN"|name }}</p>')
    found = stage.composed()
    assert decisions(found) == {"TWN": (("Taiwan",), False)}
    stage.house = house(areas={"TWN": {"en": "Taiwan, province of China"}})
    found = stage.composed()
    assert decisions(found) == {"TWN": (("Taiwan, province of China",), True)}
    assert codes(found)["TWN"] == ["term-contested"]


def test_a_country_that_nobody_contests_is_not_reported(stage: Stage) -> None:
    stage.write('<p>{{ "LBN"|name }}</p>')
    assert decisions(stage.composed()) == {}


def test_a_form_of_the_house_s_own_is_reported_like_the_others(stage: Stage) -> None:
    stage.house = house(terms={"daesh": {"en": "the militants"}})
    found = composed(stage, {"en": "ISIL was here."})
    assert decisions(found)["daesh"] == (("the militants",), True)
    assert codes(found)["daesh"] == ["term-contested"]
