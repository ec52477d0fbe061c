"""The tables that ship with the program say what their producers say, of the right country."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from generator.facts import shapes
from generator.facts.contents import Contents
from generator.facts.indicators import read_indicators
from generator.facts.model import Fact
from generator.facts.readers.csv_table import csv_table
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile, read_source_file
from generator.facts.tablefile import TableFile
from generator.facts.tables import TableReader
from generator.problems import Findings

CONNECTORS = ("unhcr-displacement", "undp-hdi", "gapminder-population")


def connector(root: Path, name: str) -> tuple[SourceFile, dict[str, Fact]]:
    """The facts of one source, read whole."""
    findings, folder = Findings(), root / "sources" / name
    place = Place(f"sources/{name}/source.toml", findings)
    source = read_source_file(folder, place.file, place)
    assert source is not None
    table = csv_table((folder / "indicators.csv").read_text("utf-8"), "indicators.csv", findings)
    assert table is not None
    indicators = read_indicators(table, place, source.languages)
    reader = TableReader(source, place, indicators, Contents(source))
    facts = {fact.id: fact for setup in source.tables for fact in reader.facts(setup)}
    assert list(findings) == []
    return source, facts


def rows(root: Path, file: str) -> list[dict[str, str]]:
    with (root / "sources" / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("name", CONNECTORS)
def test_every_indicator_has_a_name_of_its_own_in_every_language(root: Path, name: str) -> None:
    _, facts = connector(root, name)
    names = {fact.indicator: fact.name for fact in facts.values()}
    for language in ("en", "fr", "ar", "de", "es", "fa", "he", "pt", "ru", "tr", "ur", "zh"):
        said = [name[language] for name in names.values()]
        assert len(set(said)) == len(said)


def test_refugees_are_summed_by_asylum_and_by_origin(root: Path) -> None:
    _, facts = connector(root, "unhcr-displacement")
    table = rows(root, "unhcr-displacement/data/unhcr-population-2023-2025.csv")
    sums: dict[str, int] = defaultdict(int)
    for row in table:
        for area, where in ((row["asylum_iso3"], "in"), (row["origin_iso3"], "out")):
            sums[f"unhcr-unhcr-ref-{where}-{area.lower()}-{row['year']}"] += int(row["refugees"])
    left_out = ("-xxa-", "-unk-", "-srb-", "-tib-", "-xxx-")
    expected = {
        key: value for key, value in sums.items() if value and not any(c in key for c in left_out)
    }
    found = {
        key: int(fact.quantity.value)
        for key, fact in facts.items()
        if "unhcr-ref" in key and fact.quantity and fact.quantity.value is not None
    }
    assert found == expected


def test_austria_and_australia_have_their_own_refugees(root: Path) -> None:
    _, facts = connector(root, "unhcr-displacement")
    table = rows(root, "unhcr-displacement/data/unhcr-population-2023-2025.csv")
    for area, name in (("AUT", "Austria"), ("AUS", "Australia")):
        by_name = sum(
            int(r["refugees"]) for r in table if r["asylum_name"] == name and r["year"] == "2025"
        )
        quantity = facts[f"unhcr-unhcr-ref-in-{area.lower()}-2025"].quantity
        assert quantity is not None
        assert quantity.value == by_name


def test_what_has_not_been_yet_is_a_forecast(root: Path) -> None:
    _, facts = connector(root, "gapminder-population")
    for fact in facts.values():
        assert fact.as_of is not None
        assert ("forecast" in fact.tags) == (fact.as_of.first.year > 2023)


@pytest.mark.parametrize("name", CONNECTORS)
def test_every_value_is_found_again_in_the_data_as_published(root: Path, name: str) -> None:
    source, facts = connector(root, name)
    setups = {Path(setup.files).name: setup for setup in source.tables}
    for fact in list(facts.values())[:: max(1, len(facts) // 40)]:
        path = root / fact.file
        setup = setups[path.name]
        content = path.read_bytes()
        file = TableFile(content, path.stem, setup, Place(fact.file, Findings()))
        at = shapes.module(setup.shape).locate(file, fact.line, fact.cell)
        assert at is not None
        assert at.start is not None
        written = content[at.start : at.end].decode()
        assert written in content.decode().splitlines()[fact.line - 1].split(",")
        if fact.note is None:
            assert fact.quantity is not None
            assert str(fact.quantity.value) == written
