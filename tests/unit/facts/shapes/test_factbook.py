"""Files of the World Factbook as facts, and what is told when they are not as they should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.facts.model import Basis, Fact
from generator.facts.schema import Place
from generator.facts.shapes import factbook
from generator.facts.tablefile import TableFile
from generator.facts.tablesetup import TableSetup
from generator.problems import Findings
from tests.unit.facts.builder import Workspace, fact

SOURCE = """\
title.en = "The World Factbook"
languages = ["en", "fr"]
licence = "public domain"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.edition]
kind = "reference_work"
language = "en"
title.en = "The World Factbook"
as_of = "2026-01-22"

[[tables]]
shape = "factbook"
files = "data/*.json"
index = "index.csv"
document = "edition"
id_prefix = "wfb"
"""
INDEX = "gec,iso3,name\niz,IRQ,Iraq\nca,CAN,Canada\nxo,,Indian Ocean\n"
IRAQ = {
    "Introduction": {"Background": {"text": "Words."}},
    "Geography": {
        "Area": {
            "total ": {"text": "438,317 sq km"},
            "water": {"text": "950 sq km"},
            "note": "<b>note:</b> words",
        },
        "Coastline": {"text": "58 km"},
    },
    "People and Society": {
        "Population": {
            "total": {"text": "42,083,436 (2024 est.)"},
            "male": {"text": "21,193,356"},
        }
    },
    "Environment": {"Land use": {"forest": {"text": "2% (2023 est.)"}}},
    "Government": {"Independence": {"text": "3 October 1932 (from League of Nations mandate)"}},
    "Economy": {
        "Exports": {
            "Exports 2023": {"text": "$1.5 billion (2023 est.)"},
            "note": "data in 2021 dollars",
        },
        "Exchange rates": {
            "Currency": {"text": "Iraqi dinars (IQD) per US dollar -"},
            "Exchange rates 2024": {"text": "1,300 (2024 est.)"},
        },
    },
}  # fmt: skip


@pytest.fixture
def source(workspace: Workspace) -> Workspace:
    """A workspace with a Factbook of one country."""
    workspace.facts(fact())
    workspace.write("wfb/source.toml", SOURCE)
    workspace.write("wfb/index.csv", INDEX)
    workspace.write("wfb/data/iz.json", json.dumps(IRAQ, indent=2))
    return workspace


def read(source: Workspace, **options: object) -> dict[str, Fact]:
    facts = source.read(**options).facts
    return {one: found for one, found in facts.items() if one.startswith("wfb-")}


def changed(source: Workspace, change: dict[str, object], name: str = "iz") -> None:
    source.write(f"wfb/data/{name}.json", json.dumps({**IRAQ, **change}, indent=2))


def test_fields_become_facts_with_period_basis_and_place(source: Workspace) -> None:
    found = read(source)
    assert source.codes == []
    assert set(found) == {
        "wfb-geography-area-total-irq",
        "wfb-geography-area-water-irq",
        "wfb-geography-coastline-irq",
        "wfb-people-population-total-irq-2024",
        "wfb-people-population-male-irq-2024",
        "wfb-geography-land-use-forest-irq-2023",
        "wfb-government-independence-irq",
        "wfb-economy-exports-irq-2023",
        "wfb-economy-exchange-rate-irq-2024",
    }
    area = found["wfb-geography-area-total-irq"]
    assert (area.as_of_basis, str(area.as_of), area.line) == (Basis.INFERRED, "2026-01-22", 10)
    assert area.cell == "/Geography/Area/total /text"
    assert (area.name["en"], area.name["fr"], area.name["ar"]) == ("Area", "Superficie", "المساحة")
    free = found["wfb-government-independence-irq"]
    assert (free.quantity, str(free.moment.date)) == (None, "1932-10-03")
    assert free.note == "from League of Nations mandate"
    exports = found["wfb-economy-exports-irq-2023"].quantity
    assert exports is not None
    assert (str(exports.value), exports.price_base) == ("1500000000", "2021")


def test_amounts_are_in_the_prices_that_their_field_means(source: Workspace) -> None:
    economy = {
        "GDP (official exchange rate)": {"text": "$250 billion (2023 est.)"},
        "Reserves of foreign exchange and gold": {
            "Reserves of foreign exchange and gold 2023": {"text": "$9 billion (2023 est.)"},
            "note": "data in 2021 dollars",
        },
    }
    changed(source, {"Economy": economy})
    found = read(source)
    output = found["wfb-economy-gdp-official-exchange-rate-irq-2023"].quantity
    reserves = found["wfb-economy-reserves-irq-2023"].quantity
    assert output is not None
    assert (output.currency, output.price_base) == ("USD", "current")
    assert reserves is not None
    assert (reserves.currency, reserves.price_base) == ("USD", "2021")


def test_the_bytes_of_a_value_are_found_again(source: Workspace) -> None:
    content = (source.root / "sources/wfb/data/iz.json").read_bytes()
    setup = TableSetup("*.json", "edition", "wfb", shape="factbook")
    file = TableFile(content, "iz", setup, Place("iz.json", Findings()))
    for one in read(source).values():
        at = factbook.locate(file, one.line, one.cell)
        assert at is not None
        assert json.loads(content[at.start : at.end])
    assert factbook.locate(file, 1, "/Geography/Nothing/text") is None


def test_files_of_other_countries_are_not_opened(source: Workspace) -> None:
    source.write("wfb/data/ca.json", "this is no JSON")
    assert len(read(source, areas=["IRQ"])) == 9
    assert source.codes == []
    read(source)
    assert source.errors == ["json-syntax"]


def told(source: Workspace) -> list[str]:
    return [problem.what for problem in source.findings]


def test_places_of_the_wrong_type_are_told_and_the_rest_is_kept(source: Workspace) -> None:
    broken: dict[str, object] = {
        "Geography": {"Area": {"total ": {"text": 438317}, "water": {"text": "950 sq km"}}},
        "Government": ["a list"],
        "Energy": {"Coal": {"production": "5"}},
    }
    changed(source, broken)
    found = read(source)
    assert source.errors == ["factbook-leaf"] * 3
    assert "wfb-geography-area-water-irq" in found
    assert "wfb-people-population-total-irq-2024" in found
    words = " ".join(told(source))
    assert "At /Geography/Area/total /text stands a number" in words
    assert "At /Government stands a list" in words
    assert "At /Energy/Coal/production stands a text" in words


def test_a_source_may_have_them_left_out_with_a_warning(source: Workspace) -> None:
    source.write("wfb/source.toml", SOURCE + 'on_bad_rows = "leave-out"\n')
    changed(source, {"Energy": "text"})
    assert len(read(source)) == 9
    assert (source.codes, source.errors) == (["factbook-leaf"], [])


def test_a_renamed_section_is_told_with_what_it_was(source: Workspace) -> None:
    renamed = {"Geografy": IRAQ["Geography"]}
    source.write("wfb/data/iz.json", json.dumps(renamed))
    read(source)
    assert source.errors == ["factbook-section-near"]
    assert "“Geografy” is not known, and “geography” is missing" in told(source)[0]


def test_a_new_section_is_kept_as_text_and_noticed(source: Workspace) -> None:
    changed(source, {"Sports": {"Football": {"text": "popular"}}})
    assert len(read(source)) == 9
    assert (source.codes, source.errors) == (["factbook-section"], [])


@pytest.mark.parametrize(("name", "code"), [("qq", "factbook-code"), ("iza", "factbook-code-near")])
def test_a_file_that_the_index_does_not_know_is_nobodys(
    source: Workspace, name: str, code: str
) -> None:
    changed(source, {}, name)
    assert len(read(source)) == 9
    assert source.errors == [code]


def test_an_area_without_code_is_left_out_with_a_warning(source: Workspace) -> None:
    changed(source, {}, "xo")
    assert len(read(source)) == 9
    assert (source.codes, source.errors) == (["factbook-no-area"], [])


@pytest.mark.parametrize(
    ("index", "code"),
    [
        ("gec,iso3\niz,Irak\n", "factbook-index-area"),
        ("gec,iso3\niz,IRQ\niz,CAN\n", "factbook-index-twice"),
        ("gec,iso3\niz,IRQ\nca,IRQ\n", "factbook-index-twice"),
        ("gec,iso\niz,IRQ\n", "table-no-column-near"),
        ("gec\niz\n", "table-no-column"),
        ("", "file-empty"),
    ],
)
def test_an_unsound_index_gives_nobody_anothers_facts(
    source: Workspace, index: str, code: str
) -> None:
    source.write("wfb/index.csv", index)
    assert read(source) == {}
    assert source.errors == [code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"Geography": {', "json-cut"),
        ('{"a": NaN}', "json-not-finite"),
        ("[1, 2]", "factbook-form"),
        ('{"a":' * 40 + "1" + "}" * 40, "file-deep"),
        ('{"a": {"text": "x"}, "a": {"text": "y"}}', "duplicate-key"),
    ],
)
def test_a_broken_file_is_told_and_the_others_are_read(
    source: Workspace, content: str, code: str
) -> None:
    source.write("wfb/data/ca.json", content)
    base = source.read()
    assert len([one for one in base.facts if one.startswith("wfb-")]) == 9
    assert source.errors == [code]
    assert base.refused == {"sources/wfb/data/ca.json": {"CAN"}}


def test_one_indicator_with_two_values_is_none(source: Workspace) -> None:
    other = {"Land use": {"forest": {"text": "3% (2023 est.)"}}}
    changed(source, {"Geography": other})
    assert "wfb-geography-land-use-forest-irq-2023" not in read(source)


def test_hostile_markup_reaches_no_value(source: Workspace) -> None:
    changed(
        source, {"Geography": {"Coastline": {"text": "58 km <script>x()</script>(<b>2020</b>)"}}}
    )
    found = read(source)["wfb-geography-coastline-irq-2020"]
    assert found.note is None
    assert found.quantity is not None
    assert str(found.quantity.value) == "58"


def test_the_index_is_a_file_of_the_source_and_stays_inside(
    source: Workspace, tmp_path: Path
) -> None:
    source.write("wfb/source.toml", SOURCE.replace('"index.csv"', '"../../outside.csv"'))
    (tmp_path / "outside.csv").write_text(INDEX)
    assert read(source) == {}
    assert "file-outside" in source.errors


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("Coastline", "-5 km", False),
        ("Coastline", "5 m", False),
        ("Coastline", "5", False),
        ("Coastline", "5%", False),
        ("Coastline", "0 km (landlocked)", True),
    ],
)
def test_a_value_that_its_field_cannot_have_is_none(
    source: Workspace, field: str, text: str, kept: bool
) -> None:
    changed(source, {"Geography": {field: {"text": text}}})
    assert ("wfb-geography-coastline-irq" in read(source)) is kept
    assert source.codes == []


def test_a_year_in_the_name_and_another_in_the_text_is_no_value(source: Workspace) -> None:
    exports = {"Exports 2023": {"text": "$1 billion (2022 est.)"}, "Exports 2021": {"text": "$2"}}
    changed(source, {"Economy": {"Exports": exports}})
    found = [one for one in read(source) if "exports" in one]
    assert found == ["wfb-economy-exports-irq-2021"]


def test_a_date_after_the_edition_is_a_forecast_or_nothing(source: Workspace) -> None:
    areas = {"water": {"text": "5 sq km (2031)"}, "land": {"text": "6 sq km (2030 proj.)"}}
    changed(source, {"Geography": {"Area": areas}})
    found = read(source)
    assert not [one for one in found if "area-water" in one]
    assert found["wfb-geography-area-land-irq-2030"].tags == ("geography", "forecast")
