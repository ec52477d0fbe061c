"""``briefing facts --coverage``: how much of a source's texts was understood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.group import briefing
from tests.unit.facts.builder import Workspace, fact
from tests.unit.facts.shapes.test_factbook import INDEX, IRAQ, SOURCE


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with a Factbook of Iraq, one text of which cannot be understood."""
    workspace = Workspace(tmp_path)
    workspace.facts(fact())
    workspace.write("wfb/source.toml", SOURCE)
    workspace.write("wfb/index.csv", INDEX)
    waste = {"municipal solid waste generated annually": {"text": "5 tons"}}
    whole = {**IRAQ, "Environment": {"Waste and recycling": waste}}
    workspace.write("wfb/data/iz.json", json.dumps(whole, indent=2))
    (tmp_path / "briefings").mkdir()
    monkeypatch.chdir(tmp_path)
    return workspace


def said(*arguments: str) -> tuple[int, str]:
    arguments = ("facts", *arguments, "--coverage")
    result = CliRunner().invoke(briefing, arguments, standalone_mode=False)
    assert result.exception is None, result.exception
    return int(result.return_value), result.output


def test_an_officer_sees_what_was_understood_and_why_the_rest_was_not(place: Workspace) -> None:
    status, shown = said("IRQ")
    assert status == 0
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert lines == [
        "IRQ: 8 values from sources/wfb/data/iz.json, 2026-01-22",
        "8 read as values",
        "4 with a date of their own",
        "1 with the one date of their group",
        "3 with the date of the edition",
        "0 read as lists",
        "2 kept as text: the field has no figure of a known kind",
        "2 notes to other fields, kept as text",
        "0 said to be missing, or empty",
        "1 not understood, kept as text",
        "",
        "/Environment/Waste and recycling/municipal solid waste generated annually/text (line 34)",
        "“5 tons”",
        "The unit has several meanings, and the source does not say which. Found: “tons”.",
    ]


def test_a_script_gets_every_text_with_its_values(place: Workspace) -> None:
    status, shown = said("IRQ", "--json")
    assert status == 0
    (one,) = json.loads(shown)["files"]
    texts = {text["pointer"]: text for text in one["texts"]}
    assert len(texts) == sum(one["counts"].values()) == 13
    assert texts["/Geography/Coastline/text"]["values"] == [
        {
            "as_of": "2026-01-22",
            "currency": None,
            "indicator": "geography.coastline",
            "maximum": None,
            "minimum": None,
            "name": None,
            "note": None,
            "of": None,
            "qualifier": "exact",
            "unit": "kilometer",
            "value": "58",
        }
    ]
    assert texts["/Geography/Coastline/text"]["as_of_basis"] == "inferred"
    waste = texts["/Environment/Waste and recycling/municipal solid waste generated annually/text"]
    assert (waste["state"], waste["reason"], waste["found"]) == (
        "not_understood",
        "unit_ambiguous",
        "tons",
    )


def test_without_an_area_all_are_counted(place: Workspace) -> None:
    status, shown = said()
    assert status == 0
    assert shown.splitlines()[-1] == "Values: fewest 8, middle 8, average 8; 1 files."


def test_an_area_that_no_such_source_speaks_of_is_named(place: Workspace) -> None:
    assert said("CAN") == (0, "CAN: no source whose texts are read speaks of it.\n")


def test_a_broken_file_is_told_beside_the_others(place: Workspace) -> None:
    place.write("wfb/data/ca.json", '{"Geography": {')
    status, shown = said()
    assert status == 1
    assert "IRQ" in shown
    status, shown = said("IRQ")
    assert status == 0


MINISTRY = """\
title.en = "Official names"
languages = ["en"]
licence = "ours"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.list]
kind = "data_set"
title.en = "List"
as_of = "2026-03-01"

[[tables]]
files = "names.csv"
document = "list"
id_prefix = "mfa"
columns = { area = "code" }

[tables.names.short]
en = "name"
fr = "nom"
[tables.codes]
currency = "currency"
"""


def test_a_table_of_names_says_what_it_calls_a_country_and_what_it_lacks(
    place: Workspace,
) -> None:
    place.write("mfa/source.toml", MINISTRY)
    place.write("mfa/names.csv", "code,name,nom,currency\nIRQ,Irakistan,,IQD\n")
    _, shown = said("IRQ", "CAN")
    assert [" ".join(line.split()) for line in shown.splitlines()[-6:]] == [
        "IRQ: 2 names and codes from sources/mfa/names.csv",
        "Short name (en): Irakistan",
        "Currency (ISO 4217): IQD",
        "Empty for it: short (fr).",
        "CAN: no source whose texts are read speaks of it.",
        "CAN: no row in the table of names mfa.",
    ]
    _, shown = said()
    assert shown.splitlines()[-1] == (
        "Names and codes of 1 areas from sources/mfa/names.csv; it lacks short (fr) of 1."
    )
    _, shown = said("IRQ", "--json")
    (one,) = json.loads(shown)["names"]
    assert [(name["form"], name["text"], name["cell"]) for name in one["names"]] == [
        ("country.name.short.en", "Irakistan", "name"),
        ("country.code.currency", "IQD", "currency"),
    ]
    assert one["lacking"] == ["country.name.short.fr"]


def test_names_that_are_drafts_are_told_as_drafts(place: Workspace) -> None:
    head = "[tables.names.short]"
    draft = MINISTRY.replace(head, f'[tables.names]\nstate = "draft"\n{head}')
    place.write("mfa/source.toml", draft)
    place.write("mfa/names.csv", "code,name,nom,currency\nIRQ,Irakistan,Irak,\n")
    _, shown = said("IRQ")
    assert "Short name (fr): Irak (draft: serves no document)" in shown


def test_a_table_of_names_that_is_refused_is_not_said_to_lack_names(place: Workspace) -> None:
    place.write("mfa/source.toml", MINISTRY)
    place.write("mfa/names.csv", "code,name,nom,currency\nXX1,Irakistan,,IQD\n")
    status, shown = said("IRQ")
    assert status == 1
    assert "no row in the table" not in shown


CORRECTION = """\
[[correction]]
{place}
received = "{received}"
corrected = "{corrected}"
reason = "A slip of the source."
by = "A. Editor"
on = 2026-11-20
evidence = "The yearbook"
"""
COAST = 'file = "data/iz.json"\ncell = "/Geography/Coastline/text"'


@pytest.mark.parametrize(
    ("where", "received", "told"),
    [
        (COAST, "58 km", "data/iz.json /Geography/Coastline/text: “58 km” is read as “59 km”."),
        (
            COAST,
            "85 km",
            "data/iz.json /Geography/Coastline/text: the correction of “85 km” is not used: the "
            "source says otherwise.",
        ),
        (
            COAST.replace("Coastline", "Coast"),
            "58 km",
            "data/iz.json /Geography/Coast/text: the correction of “58 km” is about nothing that "
            "the source says.",
        ),
        (
            'area = "IRQ"\nindicator = "geography.coastline"',
            "58",
            "IRQ geography.coastline: “58” is read as “59”.",
        ),
    ],
)
def test_what_is_corrected_is_told(place: Workspace, where: str, received: str, told: str) -> None:
    corrected = "59 km" if "file" in where else "59"
    text = CORRECTION.format(place=where, received=received, corrected=corrected)
    place.write("wfb/corrections/coast.toml", text)
    _, shown = said("IRQ")
    words = " ".join(shown.split())
    who = "(A. Editor, 2026-11-20, sources/wfb/corrections/coast.toml, line 1)"
    assert f"Corrected: {told} A slip of the source. {who}" in words
    _, shown = said("IRQ", "--json")
    (file,) = json.loads(shown)["files"]
    (one,) = file["corrections"]
    assert (one["received"], one["corrected"], one["line"]) == (received, corrected, 1)
    (coast,) = [one for one in file["texts"] if one["pointer"] == "/Geography/Coastline/text"]
    read = "59" if told.startswith("data/iz.json /Geography/Coastline/text: “58") else "58"
    assert coast["values"][0]["value"] == read
