"""Facts of several markings with canaries: refused without being quoted, or never read as open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.facts.builder import SOURCE, Workspace

LEVELS = ("Unclassified", "Protected A", "Protected B", "Confidential", "Secret")


def mapped(text: str) -> str:
    """The generic records in the fields of this program: the value becomes the text."""
    lines = []
    for line in text.splitlines():
        name, _, rest = line.lstrip("- ").partition(":")
        rest = rest.strip()
        if line.startswith("#") or not line.strip():
            continue
        if name == "country":
            lines.append(f"- kind: context\n  countries: [{rest}]")
        elif name == "key":
            lines.append(f"  id: {rest.replace('_', '-')}")
        elif name == "value":
            quoted = rest if rest.startswith('"') else f'"{rest}"'
            lines.append(f"  text: {{en: {quoted}}}")
        elif name in ("source", "alt", "caption"):
            lines.append(f"  {'locator' if name == 'source' else 'note'}: {rest}")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


@pytest.fixture
def kenya(workspace: Workspace) -> Workspace:
    """A source without a marking of its own, on a country the files speak of."""
    source = SOURCE.replace('marking = "UNCLASSIFIED"\n', "").replace('["en", "fr"]', '["en"]', 1)
    workspace.write(
        "page/source.toml",
        source.replace('title.fr = "Une source"\n', "").replace('title.fr = "Une page"\n', ""),
    )
    workspace.write("reference/areas.csv", "id,name_en\nKEN,Kenya\nIRQ,Iraq\n")
    return workspace


BAD = [
    "bad_empty_level.yaml",
    "bad_field_misspelt.yaml",
    "bad_level_no.yaml",
    "bad_lower_case.yaml",
    "bad_misspelt_level.yaml",
    "bad_no_level.yaml",
]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_marking_is_refused_and_its_record_never_quoted(
    kenya: Workspace, shared: Path, name: str
) -> None:
    kenya.facts(mapped((shared / "hostile/marking" / name).read_text("utf-8")))
    base = kenya.read(levels=LEVELS)
    assert list(base.facts) == ["open-fact"]
    assert kenya.errors
    told = " ".join(p.what + p.remedy + str(p.where) + str(p.as_json()) for p in kenya.findings)
    assert "CANARY" not in told


def test_sound_markings_are_kept_exactly(kenya: Workspace, shared: Path) -> None:
    kenya.facts(mapped((shared / "hostile/marking/valid.yaml").read_text("utf-8")))
    base = kenya.read(levels=LEVELS)
    assert kenya.errors == []
    told = " ".join(p.what for p in kenya.findings if p.where.record != "population")
    assert "(withheld)" in told  # the number of a secret fact stands in its text
    assert "777000111" not in told
    assert "CANARY" not in told
    assert {fact.marking for fact in base.facts.values()} == set(LEVELS)


def test_a_secret_repeated_in_the_open_is_a_warning(kenya: Workspace, shared: Path) -> None:
    kenya.facts(mapped((shared / "hostile/marking/mixed_note.yaml").read_text("utf-8")))
    kenya.read(levels=LEVELS)
    assert ("marking-repeated", "growth") in [(p.code, p.where.record) for p in kenya.findings]
    assert "CANARY" not in " ".join(p.what + p.remedy for p in kenya.findings)
