"""A ministry's own table of names as the naming source of a house and of an order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.end_to_end.command import briefing
from tests.matrix import workspace

SOURCE = """\
title.en = "Official names of countries"
languages = ["en"]
licence = "ours"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.list]
kind = "data_set"
title.en = "List of official names"
as_of = "2026-03-01"

[[tables]]
files = "names.csv"
document = "list"
id_prefix = "mfa"
code_system = "iso2"
columns = { area = "code" }

[tables.names.short]
en = "name"
fr = "nom"
[tables.names.capital]
fr = "capitale"
[tables.codes]
currency = "currency"
"""
NAMES = (
    "code,name,nom,capitale,currency\n"
    "FR,French Republic (France),La France,Paris-sur-Seine,EUR\n"
    "NA,Namibia,La Namibie,,NAD\n"
    "DE,Germany,L’Allemagne fédérale,,EUR\n"
)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    found = workspace(tmp_path)
    folder = found / "sources" / "mfa-names"
    folder.mkdir()
    (folder / "source.toml").write_text(SOURCE, "utf-8")
    (folder / "names.csv").write_text(NAMES, "utf-8")
    briefing(found, "new", "FRA", "--languages", "en-CA,fr-CA")
    order = found / "briefings" / "fra-country-brief.toml"
    plain = re.sub(r"^as_of.*$", 'as_of = "2026-07-15"', order.read_text("utf-8"), flags=re.M)
    order.write_text(re.sub(r"^formats.*$", 'formats = ["html"]', plain, flags=re.M), "utf-8")
    return found


def built(work: Path) -> dict[str, str]:
    """The text of the newest pages, by language."""
    briefing(work, "build", "fra-country-brief")
    newest = max((work / "briefings" / "fra-country-brief").glob("[0-9]*"))
    return {
        path.stem[-5:]: " ".join(re.sub(r"<[^>]+>", " ", path.read_text("utf-8")).split())
        for path in newest.glob("*.html")
    }


def choose(work: Path, line: str) -> None:
    order = work / "briefings" / "fra-country-brief.toml"
    order.write_text(f"{line}\n{order.read_text('utf-8')}", "utf-8")


def test_the_order_has_its_countries_named_by_the_table(work: Path) -> None:
    plain = built(work)
    assert "Monnaie" not in plain["fr-CA"]
    assert "Paris-sur-Seine" not in plain["fr-CA"]
    choose(work, 'naming = "mfa-names"')
    said = briefing(work, "build", "fra-country-brief")
    words = said.words
    assert "mfa-names calls FRA “La France” in “fr”; the shipped name is “France”." in words
    chosen = built(work)
    assert "French Republic (France) at a glance" in chosen["en-CA"]
    assert "Capitale Paris-sur-Seine" in chosen["fr-CA"]
    assert "Monnaie euro" in chosen["fr-CA"]
    assert "Currency Euro" in chosen["en-CA"]
    assert "L’Allemagne fédérale" in chosen["fr-CA"]  # a country beside the one of the brief
    assert "L’Allemagne fédérale" not in plain["fr-CA"]


def test_what_changes_in_the_table_makes_the_brief_due(work: Path) -> None:
    choose(work, 'naming = "mfa-names"')
    built(work)
    table = work / "sources" / "mfa-names" / "names.csv"
    table.write_text(NAMES.replace("L’Allemagne fédérale", "L’Allemagne"), "utf-8")
    said = briefing(work, "plan", "fra-country-brief", status=4)
    assert "the entry of the country mfa-names/DEU (mfa-names) is new or changed" in said.words
    assert "L’Allemagne fédérale" not in built(work)["fr-CA"]


def test_a_fact_of_a_name_leads_to_its_cell(work: Path) -> None:
    said = briefing(work, "trace", "mfa-country-name-short-fr-deu")
    assert "sources/mfa-names/names.csv, line 4, nom, bytes " in said.words
    assert "L’Allemagne fédérale The source says this today." in said.words
    listed = briefing(work, "facts", "NAM")
    assert "Short name (fr): La Namibie" in listed.words
    assert "Currency (ISO 4217): NAD" in listed.words


def test_an_unknown_naming_source_is_refused(work: Path) -> None:
    choose(work, 'naming = "mfa-name"')
    said = briefing(work, "build", "fra-country-brief", status=1)
    assert (
        "“mfa-name” is no source of names of countries. Did you mean “mfa-names”?"
        " Where: briefings/fra-country-brief.toml, line 1, fra-country-brief, field naming"
    ) in said.words
    assert "there are: mfa-names. Without “naming” the shipped names print." in said.words


def test_the_house_chooses_for_all_its_orders(work: Path) -> None:
    house = work / "templates" / "house" / "canada" / "house.toml"
    house.write_text('naming = "mfa-names"\n' + house.read_text("utf-8"), "utf-8")
    order = work / "briefings" / "fra-country-brief.toml"
    assert 'house = "canada"' in order.read_text("utf-8")
    assert "Capitale Paris-sur-Seine" in built(work)["fr-CA"]
