from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts import translations
from generator.facts.inventory import inventory
from generator.facts.model import TextState
from tests.unit.facts.builder import Workspace, fact


def test_a_translation_is_stale_once_its_original_has_changed(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.facts(fact() + fact(id="two"))
    folder = workspace.root / "sources/page"
    assert translations.main([str(folder)]) == 0
    assert capsys.readouterr().out == "page: 2 facts recorded, 0 texts were stale\n"
    workspace.facts(fact(en="Another sentence.") + fact(id="two", fr="Une phrase corrigée."))
    facts = workspace.read().facts
    assert facts["one"].text["fr"].state is TextState.STALE
    assert facts["two"].text["fr"].state is TextState.REVIEWED
    assert [(p.code, p.where.record, p.where.field) for p in workspace.findings] == [
        ("translation-stale", "one", "text.fr")
    ]
    translations.main([str(folder)])
    assert "1 texts were stale" in capsys.readouterr().out
    assert workspace.read().facts["one"].text["fr"].state is TextState.REVIEWED
    assert workspace.codes == []


def test_a_text_may_carry_the_hash_of_its_original_itself(workspace: Workspace) -> None:
    record = (
        "- id: one\n  kind: context\n  countries: [IRQ]\n  text:\n    en: A sentence.\n"
        "    fr: {text: Une phrase., made_from: 000000000000}\n"
    )
    workspace.facts(record)
    found = workspace.read().facts["one"].text["fr"]
    assert (found.state, found.made_from) == (TextState.STALE, "000000000000")


def test_a_change_of_the_past_tense_counts_as_well(workspace: Workspace) -> None:
    workspace.facts(fact("past: {en: It was., fr: Ce fut.}"))
    before = translations.hash_of(workspace.read().facts["one"].text["en"])
    workspace.facts(fact("past: {en: It had been., fr: Ce fut.}"))
    after = translations.hash_of(workspace.read().facts["one"].text["en"])
    assert before != after
    assert len(before) == 12


def test_mistakes_in_the_record_of_translations_are_told(workspace: Workspace) -> None:
    workspace.facts(fact())
    workspace.write(
        "page/translations.csv", "id,language,made_from\none,fr,xyz\none,FR,0123456789ab\n"
    )
    workspace.read()
    assert [(p.code, p.where.line) for p in workspace.findings] == [
        ("code-hash", 2),
        ("code-language", 3),
    ]


def test_an_inventory_counts_by_source_and_language(workspace: Workspace) -> None:
    workspace.facts(
        fact("as_of: 2016") + fact("countries2: x", id="bad") + fact("as_of: 2024-05-01", id="two")
    )
    workspace.write(
        "page/facts/more.yaml", "- {id: three, kind: context, countries: [CAN], text: {en: A.}}\n"
    )
    base = workspace.read()
    count = inventory(base, workspace.findings)
    page = next(source for source in count.sources if source.id == "page")
    assert (page.statements, page.statistics, page.documents, page.areas) == (3, 0, 1, 2)
    assert dict(page.languages) == {"en": 3, "fr": 2}
    assert (str(page.oldest), str(page.newest)) == ("2016", "2024-06")
    assert (page.errors, page.warnings) == (1, 0)
    assert (count.statements, count.areas, count.organisations, count.people) == (3, 3, 2, 2)
    assert count.digest == base.digest


def test_recording_leaves_no_half_written_file(workspace: Workspace) -> None:
    workspace.facts(fact())
    folder = workspace.root / "sources/page"
    translations.main([str(folder)])
    assert sorted(path.name for path in Path(folder).iterdir()) == [
        "facts",
        "source.toml",
        "translations.csv",
    ]
