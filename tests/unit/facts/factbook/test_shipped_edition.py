"""The edition that ships with the program: 125 countries as received."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from generator.facts.dates import parse_edtf
from generator.facts.factbook.entity import Entity, EntityReader
from generator.facts.factbook.fields import field_table
from generator.facts.factbook.leaf import State
from generator.facts.model import Basis, Fact, FactBase
from generator.facts.readers.json_quick import json_tree_quick
from generator.facts.readers.tree import Table
from generator.facts.sources import read_sources
from generator.problems import Findings
from tests.bounds import ends

EDITION = parse_edtf("2026-01-22")


def entity(path: Path) -> Entity:
    findings = Findings()
    text = path.read_text("utf-8")
    tree = json_tree_quick(text, path.name, findings)
    assert isinstance(tree, Table)
    assert list(findings) == []
    return EntityReader(field_table(), EDITION).read(tree, text)


@pytest.fixture(scope="module")
def entities() -> dict[str, Entity]:
    folder = Path(__file__).parents[4] / "sources/world-factbook-2026-01/data"
    return {path.stem: entity(path) for path in sorted(folder.glob("*.json"))}


@pytest.fixture(scope="module")
def france() -> FactBase:
    return read_sources(Path(__file__).parents[4], Findings(), areas=["FRA"])


def test_every_country_has_sixty_typed_facts_and_more(entities: dict[str, Entity]) -> None:
    typed = {
        code: {(v.code, str(v.amount)) for x in one.leaves for v in x.values if x.is_typed}
        for code, one in entities.items()
    }
    counts = sorted(map(len, typed.values()))
    assert len(counts) == 125
    assert counts[0] >= 100
    assert mean(counts) >= 200


def test_every_value_has_a_date_and_every_leaf_its_place(entities: dict[str, Entity]) -> None:
    folder = Path(__file__).parents[4] / "sources/world-factbook-2026-01/data"
    for code, one in entities.items():
        assert one.faults == []
        whole = json.loads((folder / f"{code}.json").read_text("utf-8"))
        for leaf in one.leaves:
            found = whole
            for part in leaf.pointer[1:].split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            assert found == leaf.raw
            for value in leaf.values:
                assert value.date is not None or (value.amount and value.amount.as_of)


def test_nothing_of_a_file_is_lost(entities: dict[str, Entity]) -> None:
    def texts(node: object) -> int:
        return sum(map(texts, node.values())) if isinstance(node, dict) else 1

    folder = Path(__file__).parents[4] / "sources/world-factbook-2026-01/data"
    for code, one in entities.items():
        assert len(one.leaves) == texts(json.loads((folder / f"{code}.json").read_text("utf-8")))


def test_what_is_not_understood_is_little_and_has_a_reason(entities: dict[str, Entity]) -> None:
    states = Counter(x.state for one in entities.values() for x in one.leaves)
    assert states[State.NOT_UNDERSTOOD] < 0.02 * states[State.TYPED]
    for one in entities.values():
        for leaf in one.leaves:
            assert (leaf.reason is not None) == (leaf.state is State.NOT_UNDERSTOOD)


def told(fact: Fact) -> tuple[str, str, str]:
    quantity = fact.quantity
    assert quantity is not None
    return str(quantity.value), quantity.unit, str(fact.as_of)


def test_values_dates_and_places_are_those_of_the_source(france: FactBase) -> None:
    facts = france.facts
    population = facts["wfb-people-population-total-fra-2025"]
    assert told(population) == ("68512806", "persons", "2025")
    assert population.as_of_basis is Basis.STATED
    assert population.cell == "/People and Society/Population/total/text"
    assert population.tags == ("population", "estimated")
    men = facts["wfb-people-population-male-fra-2025"]
    assert (told(men), men.as_of_basis) == (("33627639", "persons", "2025"), Basis.IMPLIED)
    coast = facts["wfb-geography-coastline-fra"]
    assert (told(coast), coast.as_of_basis) == (
        ("4853", "kilometer", "2026-01-22"),
        Basis.INFERRED,
    )
    real = facts["wfb-economy-real-gdp-per-capita-fra-2024"].quantity
    assert real is not None
    assert (real.currency, real.price_base) == ("USD", "2021")
    rate = facts["wfb-economy-exchange-rate-fra-2024"].quantity
    assert rate is not None
    assert (str(rate.value), rate.unit, rate.currency) == ("0.924", "rate", "EUR")
    methane = facts["wfb-environment-methane-emissions-energy-fra-2022-2024"]
    assert methane.moment.period is not None
    assert str(methane.moment.period.first) == "2022-01-01"
    area = facts["wfb-geography-area-total-fra"]
    assert told(area)[0] == "643801"
    assert area.note == "551,500 sq km (metropolitan France)"


def test_only_the_file_of_the_country_is_read(france: FactBase) -> None:
    read = france.sources["world-factbook-2026-01"].files
    assert [name for name in read if name.endswith(".json")] == ["data/fr.json"]
    own = [one for one in france.facts.values() if one.id.startswith("wfb-")]
    assert {one.countries for one in own} == {("FRA",)}


@pytest.mark.parametrize("edition", ["2025-01-30", "2025-07-31", "2025-10-07"])
def test_earlier_editions_are_read_as_well(shared: Path, edition: str) -> None:
    folder = shared / "data/factbook-history" / edition
    read = [entity(path) for path in sorted(folder.glob("*.json"))]
    assert len(read) == 12
    for one in read:
        assert one.faults == []
        typed = sum(leaf.is_typed for leaf in one.leaves)
        assert typed > 200
        assert sum(leaf.reason is not None for leaf in one.leaves) < 0.04 * typed


def test_all_files_are_read_without_an_explosion() -> None:
    folder = Path(__file__).parents[4] / "sources/world-factbook-2026-01/data"
    with ends():
        for path in folder.glob("*.json"):
            entity(path)


def test_the_guide_gives_the_counts_as_they_are(entities: dict[str, Entity]) -> None:
    guide = (Path(__file__).parents[4] / "docs/factbook.md").read_text("utf-8")
    leaves = [leaf for one in entities.values() for leaf in one.leaves]
    states = Counter("note" if leaf.is_note else leaf.state.value for leaf in leaves)
    told = {
        "texts read as typed values": states["typed"],
        "texts read as lists, each item a value": states["listed"],
        "texts without a figure of a known kind, kept as text": states["text"],
        "notes": states["note"],
        "said to be missing": states["missing"],
        "not understood, each with its reason": states["not_understood"],
    }
    for words, count in told.items():
        assert f"| {words} | {count:,} |" in guide
    assert sum(told.values()) == len(leaves)
