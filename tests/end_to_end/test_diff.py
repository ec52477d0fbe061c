"""``briefing diff`` over editions, folders, days and languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.command import briefing, content
from tests.end_to_end.workspaces import ALL, SOURCE, Workspace
from tests.hostile.test_audiences import told, workspace


def fact(name: str, text: str, **more: object) -> dict[str, object]:
    return {"id": name, "kind": "context", "countries": ["KEN"], "text": {"en": text}, **more}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    work = Workspace(tmp_path_factory.mktemp("diff"))
    work.template("plain", ALL)
    work.order("kenya", languages='["en", "fr"]', formats='["html"]', missing_translation='"omit"')
    source = work.write("sources/page/source.toml", SOURCE.replace('["en"]', '["en", "fr"]'))
    assert b"fr" in source.read_bytes()
    for number in (850, 900):
        people = fact("people", "The port has {value} people.", value=number, unit="persons")
        road = fact("road", "The road is open.")
        road["text"] = {"en": "The road is open.", "fr": "La route est ouverte."}
        news = [fact("bridge", "The bridge is new.", as_of="2024-11-30")] if number == 900 else []
        facts = json.dumps([people, road, *news])
        work.write("sources/page/facts/facts.json", facts + "\n")
        briefing(work.root, "build", "kenya")
    return work


def test_an_edition_does_not_differ_from_itself(work: Workspace) -> None:
    said = briefing(work.root, "diff", "kenya/1", "kenya/1")
    assert "No changes." in said.out


def test_two_editions_by_name_folder_and_manifest(work: Workspace) -> None:
    folder = "briefings/kenya/0001"
    answers = {
        briefing(work.root, "diff", first, second, status=1).out
        for first in ("kenya/1", folder, f"{folder}/manifest.json", work.root / folder)
        for second in ("kenya/2", "kenya")
    }
    (out,) = answers
    for words in ("2 changes", "850", "900", "The bridge is new.", "[1] Global Affairs Canada"):
        assert words in out.replace("\u00a0", " ")


def test_an_edition_and_the_day_it_speaks_for_are_the_same(work: Workspace) -> None:
    assert "No changes." in briefing(work.root, "diff", "kenya/2", "kenya@2024-12-01").out
    out = briefing(work.root, "diff", "kenya@2024-11-01", "kenya@2024-12-01", status=1).out
    assert "The bridge is new." in out


def test_the_answer_in_another_language(work: Workspace) -> None:
    out = briefing(work.root, "diff", "kenya/1", "kenya/2", "--language", "ar-IQ", status=1).out
    assert "تغييران" in out


def test_two_languages_of_one_edition(work: Workspace) -> None:
    out = briefing(work.root, "diff", "kenya/2:en", "kenya/2:fr", status=1).out
    assert "Translations to look at" in out
    assert "The bridge is new." in out
    assert "road" not in out
    assert "No differences." in briefing(work.root, "diff", "kenya/2:en", "kenya/2:en").out


def test_exact_values_for_scripts(work: Workspace) -> None:
    found = briefing(work.root, "diff", "kenya/1", "kenya/2", "--json", status=1).json
    assert (found["a"], found["b"], found["exit_status"], found["hidden"]) == (
        "kenya/1", "kenya/2", 1, 0,
    )  # fmt: skip
    assert [(one["what"], one["after"]["id"]) for one in found["changes"]] == [
        ("value", "people"),
        ("added", "bridge"),
    ]
    value, _ = found["changes"]
    assert (value["before"]["value"]["value"], value["after"]["value"]["value"]) == ("850", "900")
    assert briefing(work.root, "diff", "kenya", "kenya", "--json").json["changes"] == []


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("kenya/7", "“kenya” has no edition 7. "),
        ("kanya/1", "no order “kanya”"),
        ("kenya/2@2024-12-01", "“kenya/2@2024-12-01” is neither an edition nor a day of an order."),
        ("kenya@2024-13-01", "“kenya@2024-13-01” is neither an edition nor a day of an order."),
        ("kenya/1:de", "“kenya/1:de” asks for the language de, which the edition does not have."),
        ("uganda", "“uganda” has no edition."),
        ("../x", "“../x” is neither an edition nor a day of an order."),
    ],
)
def test_trouble_ends_with_2_and_says_what_to_do(work: Workspace, first: str, words: str) -> None:
    said = briefing(work.root, "diff", first, "kenya", status=2)
    assert "Nothing was compared." in said.err
    assert words in said.words
    assert said.out == ""


def test_a_language_and_a_level_that_are_not_there(work: Workspace) -> None:
    said = briefing(work.root, "diff", "kenya/1", "kenya", "--language", "xx", status=2)
    assert "“xx”" in said.words
    said = briefing(work.root, "diff", "kenya/1", "kenya", "--ceiling", "SECRT", status=2)
    assert "“SECRT”" in said.words


def test_a_damaged_manifest_is_no_edition(work: Workspace, tmp_path: Path) -> None:
    data = (work.edition("kenya") / "manifest.json").read_bytes()
    (tmp_path / "manifest.json").write_bytes(data.replace(b"850", b"851"))
    said = briefing(work.root, "diff", tmp_path, "kenya", status=2)
    assert "it was changed after it was written" in said.words


def test_nothing_is_made_by_looking(work: Workspace) -> None:
    before = content(work.root / "briefings")
    briefing(work.root, "diff", "kenya/1", "kenya@2024-12-01", status=1)
    assert content(work.root / "briefings") == before


def test_a_screen_shows_nothing_above_the_level_that_is_asked_for(tmp_path: Path) -> None:
    work = workspace(tmp_path)
    briefing(work.root, "build", "kenya-minister")
    path = work.root / "sources/minister/facts/facts.yaml"
    path.write_text(path.read_text("utf-8").replace("7300334455", "7300339999"), "utf-8")
    briefing(work.root, "build", "kenya-minister")
    states = ("kenya-minister/1", "kenya-minister/2")
    for more in ((), ("--json",)):
        said = briefing(work.root, "diff", *states, *more)
        assert told(said.all) <= {"public"}
        assert "7300339999" not in said.all
    shown = briefing(work.root, "diff", *states, "--ceiling", "SECRET", status=1).out
    assert "7,300,334,455" in shown
    assert "7,300,339,999" in shown
    assert shown.startswith("SECRET")


def test_an_old_value_is_from_what_its_source_published_then(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    work.order("kenya", formats='["html"]')
    for day, number in (("2024-06-01", 850), ("2024-07-01", 900), ("2024-07-01", 950)):
        work.write("sources/page/source.toml", f'{SOURCE}published = "{day}"\n')
        people = fact("people", "The port has {value} people.", value=number, unit="persons")
        work.write("sources/page/facts/facts.json", json.dumps([people]) + "\n")
        briefing(work.root, "build", "kenya")
    out = briefing(work.root, "diff", "kenya/1", "kenya/2", status=1).out.replace("\u00a0", " ")
    assert "850 people. [1]" in out
    assert "900 people. [2]" in out
    old, new = (line for line in out.splitlines() if line.startswith("["))
    assert "published June 1, 2024" in old
    assert "published July 1, 2024" in new
    out = briefing(work.root, "diff", "kenya/2", "kenya/3", status=1).out
    assert "[2]" not in out


TABLE = """
[documents.data]
kind = "data_set"
language = "en"
title.en = "Data"

[[tables]]
files = "data/*.csv"
document = "data"
id_prefix = "st"
columns = { area = "code", period = "year", value = "value" }
decimal_mark = "."
decimals = 18
"""


NEED = 'indicators = ["RATE", "HEADS", "GDP"]\nseries = 9\n'


def test_numbers_that_print_as_they_did_are_counted_and_not_listed(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    work.template("figures", ALL.replace("f|statement", "f|value"), NEED)
    work.order("kenya", template='"figures"', formats='["html"]')
    work.source("stats", TABLE)
    work.write(
        "sources/stats/indicators.csv",
        "code,unit,currency,price_base,decimals,name_en\n"
        "RATE,percent,,,1,Inflation\nHEADS,persons,,,0,Population\nGDP,currency,USD,current,0,Output\n",
    )
    states = (
        {"RATE": ("6.12", "5.1"), "HEADS": ("800.2", "900"), "GDP": ("5123456789", "1")},
        {"RATE": ("6.14", "5.2"), "HEADS": ("800.4", "901"), "GDP": ("5123456799", "2")},
    )
    for state in states:
        for name, values in state.items():
            rows = "".join(f"KEN,{2022 + place},{v}\n" for place, v in enumerate(values))
            work.write(f"sources/stats/data/{name}.csv", f"code,year,value\n{rows}")
        briefing(work.root, "build", "kenya")
    for language, words in (
        ("en", "3 figures were revised too little to show in print."),
        ("fr", "3 chiffres ont été révisés, trop peu pour que cela se voie."),
        ("ar", "3 أرقام نُقّحت بقدر لا يظهر عند الطباعة."),
    ):
        said = briefing(work.root, "diff", "kenya/1", "kenya/2", "--language", language, status=1)
        listed = [line for line in said.out.splitlines() if " | " in line]
        assert len(listed) == 1 + 3, said.out
        assert words in said.out.replace("\u00a0", " ")
