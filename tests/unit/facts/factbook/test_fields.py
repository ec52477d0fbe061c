"""The table of fields and the indicators of the Factbook belong together."""

from __future__ import annotations

import csv
from importlib import resources

from generator.facts.factbook.fields import Form, compared, field_table, year_of
from generator.facts.indicators import read_indicators
from generator.facts.readers.csv_table import csv_table
from generator.facts.schema import Place
from generator.facts.units import MEASURES, UNITS
from generator.localisation import units
from generator.problems import Findings

LANGUAGES = ("en", "fr", "ar", "de", "es", "fa", "he", "pt", "ru", "tr", "ur", "zh")


def shipped() -> str:
    return resources.files("generator.facts.factbook").joinpath("indicators.csv").read_text("utf-8")


def test_the_indicators_are_sound_and_named_in_every_language() -> None:
    findings = Findings()
    table = csv_table(shipped(), "indicators.csv", findings)
    assert table is not None
    found = read_indicators(table, Place("indicators.csv", findings), LANGUAGES)
    assert list(findings) == []
    assert len(found) > 240
    for language in LANGUAGES:
        names = [indicator.name[language] for indicator in found.values()]
        assert len(set(names)) == len(names)
        if language in ("ar", "fa", "he", "ru", "ur", "zh"):
            assert not [name for name in names if name.isascii()]


def test_every_field_with_figures_leads_to_an_indicator_and_back() -> None:
    codes = {row["code"] for row in csv.DictReader(shipped().splitlines())}
    kinds = field_table().kinds.values()
    parts = {code for kind in kinds for code in kind.parts.values()}
    by_sex = {
        f"{kind.code}.{sex}"
        for kind in kinds
        if kind.form is Form.BY_SEX
        for sex in ("male", "female")
    }
    direct = {kind.code for kind in kinds if kind.form is not Form.TYPES}
    assert direct | parts | by_sex == codes


def test_units_of_fields_are_units_of_facts_and_can_be_written() -> None:
    for kind in field_table().kinds.values():
        unit = kind.unit or kind.counted
        assert not unit or unit in UNITS
        if unit in MEASURES:
            assert all(units.known(unit) for _ in LANGUAGES)


def test_names_of_fields_are_compared_without_case_blanks_and_year() -> None:
    assert compared("total ") == compared("Total")
    assert compared("Exports 2023") == "exports {year}"
    assert (year_of("Exports 2023"), year_of("Area 51")) == ("2023", "")
    kind = field_table().kind(("Geography", "Area", "total "))
    assert kind is not None
    assert kind.code == "geography.area.total"
