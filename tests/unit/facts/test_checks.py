from __future__ import annotations

import pytest

from generator.problems import Severity
from tests.unit.facts.builder import Workspace, fact


def warned(workspace: Workspace) -> list[tuple[str, str | None]]:
    return [(p.code, p.where.record) for p in workspace.findings]


def test_a_value_out_of_proportion_is_a_warning(workspace: Workspace) -> None:
    workspace.facts(fact("value: 55100586000000", "unit: persons", en="{value}.", fr="{value}."))
    assert workspace.read().facts
    assert warned(workspace) == [("value-implausible", "one")]


def test_a_length_that_is_not_the_length_of_its_period_is_a_warning(workspace: Workspace) -> None:
    stated = ("unit: years", "period: 2016/2022")
    workspace.facts(
        fact("value: 5", *stated, en="{value}.", fr="{value}.")
        + fact("value: 6", *stated, id="two", en="{value}.", fr="{value}.")
        + fact("value: 7", *stated, id="three", en="{value}.", fr="{value}.")
    )
    workspace.read()
    assert warned(workspace) == [("duration-contradicts", "one")]


def test_a_contradiction_that_an_editor_has_noted_is_told_no_more(workspace: Workspace) -> None:
    workspace.facts(
        fact("value: 5", "unit: years", "period: 2016/2022", en="{value}.", fr="{value}.")
    )
    workspace.write(
        "page/relations.yaml",
        "- {id: rel, type: internal_inconsistency, facts: [one], statement: Not five years.}\n",
    )
    assert workspace.read().relations[0].id == "rel"
    assert workspace.codes == []


@pytest.mark.parametrize(
    "closing",
    [
        "- {id: office, kind: diplomatic_post, name: {en: O}, valid: ../2025-03}\n",
        "event",
    ],
)
def test_statements_on_what_is_closed_need_a_past_tense(workspace: Workspace, closing: str) -> None:
    told = fact("organisations: [office]")
    past = fact("organisations: [office]", "past: same", id="two")
    event = fact("closes: [office]", id="three").replace("kind: position", "kind: event")
    if closing == "event":
        workspace.facts(told + past + event)
    else:
        workspace.facts(told + past)
        gac = "- {id: gac, kind: ministry, name: {en: G}}\n"
        workspace.write("reference/organisations.yaml", gac + closing)
    workspace.read()
    assert warned(workspace) == [("past-missing", "one")]


def test_a_statement_whose_own_end_was_concluded_needs_a_past_tense(workspace: Workspace) -> None:
    workspace.facts(
        fact("valid: ../2025-03", "valid_basis: implied")
        + fact("valid: ../2025-03", "valid_basis: implied", "past: same", id="two")
    )
    workspace.read()
    assert warned(workspace) == [("past-missing", "one")]


def test_a_person_named_in_claims_is_for_the_background_or_cleared(workspace: Workspace) -> None:
    workspace.facts(
        fact("people: [john-roe]")
        + fact("people: [john-roe]", "disclosable: false", id="two")
        + fact("people: [john-roe]", "cleared_by: A. Editor", "cleared_on: 2026-01-01", id="three")
    )
    workspace.read()
    assert warned(workspace) == [("person-vulnerable", "one")]


@pytest.mark.parametrize(
    ("file", "record", "code"),
    [
        ("relations.yaml", "{id: r, type: gap, facts: [onee], statement: S.}", "reference-near"),
        ("relations.yaml", "{id: r, type: gpa, facts: [one], statement: S.}", "choice-near"),
        ("notes.yaml", "{id: n, facts: [zzz], finding: F.}", "reference-unknown"),
        ("notes.yaml", "{id: n, facts: [one], finding: F., url: 'javascript:x'}", "code-url"),
        ("rulings.yaml", "{id: r, prefers: one, by: A, on: 2024, reason: R.}", "date-day-needed"),
        (
            "rulings.yaml",
            "{id: r, prefers: onne, by: A, on: 2024-01-01, reason: R.}",
            "reference-near",
        ),
        (
            "organisations.yaml",
            "{id: x, kind: ministry, name: {en: X}, country: IRK}",
            "reference-near",
        ),
        (
            "organisations.yaml",
            "{id: x, kind: ministry, name: {en: X}, parent: gca}",
            "reference-near",
        ),
        ("organisations.yaml", "{id: gac, kind: ministry, name: {en: X}}", "id-twice"),
        ("people.yaml", "{id: p, name: {latin: P}, gender: x, title: {en: T}}", "choice-unknown"),
        ("people.yaml", "{id: p, name: {greek: P}, gender: f, title: {en: T}}", "field-unknown"),
        ("terms.yaml", "{id: t, forms: {en: [A], xx: [B]}}", "field-unknown"),
        ("terms.yaml", "just words", "record-form"),
    ],
)
def test_mistakes_in_the_other_files_are_told(
    workspace: Workspace, file: str, record: str, code: str
) -> None:
    workspace.facts(fact())
    workspace.write(f"page/{file}", f"- {record}\n")
    base = workspace.read()
    assert code in workspace.codes
    assert "one" in base.facts
    problem = next(p for p in workspace.findings if p.code == code)
    assert problem.where.file == f"sources/page/{file}" or code == "id-twice"


def test_words_of_a_marked_fact_in_another_are_a_warning(workspace: Workspace) -> None:
    workspace.facts(
        fact("marking: SECRET", en="The secret assessment.", fr="L'appréciation.")
        + fact("note: 'As said: The secret assessment.'", id="two")
        + fact(id="three")
    )
    workspace.read()
    assert warned(workspace) == [("marking-repeated", "two")]
    assert "secret assessment" not in next(iter(workspace.findings)).what


NAMED = "- {id: p, name: {latin: P Q}, gender: f, title: {en: Agent}}\n"


def test_names_in_a_source_with_a_higher_marking_are_a_warning(workspace: Workspace) -> None:
    secret = workspace.root / "sources/page/source.toml"
    workspace.write("page/people.yaml", NAMED)
    workspace.facts(fact())
    workspace.read()
    assert workspace.codes == []
    marked = secret.read_text("utf-8").replace('marking = "UNCLASSIFIED"', 'marking = "SECRET"', 1)
    assert "SECRET" in marked
    workspace.write("page/source.toml", marked)
    workspace.read()
    (problem,) = workspace.findings
    assert problem.code == "names-unmarked"
    assert problem.where.file == "sources/page/people.yaml"
    assert "SECRET" in problem.what
    assert "P Q" not in problem.what


def test_a_country_that_no_source_describes_is_told_and_its_fact_left_out(
    workspace: Workspace,
) -> None:
    workspace.facts(fact().replace("IRQ", "IRK") + fact(id="two"))
    base = workspace.read()
    assert list(base.facts) == ["two"]
    assert workspace.errors == ["reference-near"]


def test_facts_of_the_future_are_only_told_when_a_clock_is_given(workspace: Workspace) -> None:
    workspace.facts(fact("as_of: 2030"))
    workspace.read(today=None)
    assert workspace.codes == []
    workspace.read()
    assert workspace.codes == ["as-of-future"]
    assert workspace.findings.errors[0].severity is Severity.ERROR


def test_ids_that_an_unreadable_file_may_define_are_told_once(workspace: Workspace) -> None:
    workspace.facts(fact("organisations: [gac]"))
    workspace.facts(fact("organisations: [office, gac]").replace("id: one", "id: two"), "b.yaml")
    workspace.write("reference/organisations.yaml", "- id: gac\n\tkind: ministry\n")
    workspace.read()
    assert not {"reference-unknown", "reference-near"} & set(workspace.codes)
    assert workspace.codes.count("yaml-tab") == 1
    assert workspace.codes.count("references-unchecked") == 1


def test_ids_of_another_sort_are_checked_all_the_same(workspace: Workspace) -> None:
    workspace.facts(fact("people: [jane-do]"))
    workspace.write("reference/organisations.yaml", "- id: gac\n\tkind: ministry\n")
    workspace.read()
    assert "reference-near" in workspace.codes
