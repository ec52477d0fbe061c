"""A table of names, codes and currencies of countries as a source."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts import naming
from generator.facts.areacodes import codes_of
from generator.facts.model import Basis, FactBase, Kind, TextState
from generator.facts.namecells import without_article
from generator.facts.nearest_area import areas_near, exact_area
from tests.unit.facts.builder import LEVELS, Workspace, fact

SOURCE = """\
title.en = "Official names of countries"
languages = ["en", "fr"]
licence = "ours"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.list]
kind = "data_set"
language = "fr"
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
[tables.names.formal]
fr = "nom officiel"
[tables.names.in]
fr = "en"
[tables.names.of]
fr = "de"
[tables.names.articles]
en = ["the"]
fr = ["le", "la", "l'"]
[tables.codes]
m49 = "nombre"
currency = "monnaie"
"""
HEAD = "code,name,nom,nom officiel,en,de,nombre,monnaie\n"
IRAQ = "IQ,Iraq,Iraq (l’),la République d’Iraq,en Iraq,de l’Iraq,368,IQD\n"
NAMIBIA = "NA,Namibia,Namibie (la),,en Namibie,de la Namibie,516,NAD / ZAR\n"


@pytest.fixture
def table(workspace: Workspace) -> Workspace:
    workspace.facts(fact())
    workspace.write("mfa/source.toml", SOURCE)
    workspace.write("mfa/names.csv", HEAD + IRAQ + NAMIBIA)
    return workspace


def setting(table: Workspace, old: str, new: str) -> None:
    assert old in SOURCE
    table.write("mfa/source.toml", SOURCE.replace(old, new))


def names(base: FactBase) -> dict[str, str]:
    """The texts of all facts of names, by id."""
    return {
        fact_id: text.forms["other"]
        for fact_id, found in base.facts.items()
        if found.kind is Kind.NAME
        for text in found.text.values()
    }


def test_each_form_and_language_is_a_fact_with_its_cell(table: Workspace) -> None:
    base = table.read()
    assert table.codes == []
    assert names(base) == {
        "mfa-country-name-short-en-irq": "Iraq",
        "mfa-country-name-short-fr-irq": "Iraq",
        "mfa-country-name-formal-fr-irq": "République d’Iraq",
        "mfa-country-name-in-fr-irq": "en Iraq",
        "mfa-country-name-of-fr-irq": "de l’Iraq",
        "mfa-country-code-m49-irq": "368",
        "mfa-country-code-currency-irq-iqd": "IQD",
        "mfa-country-name-short-en-nam": "Namibia",
        "mfa-country-name-short-fr-nam": "Namibie",
        "mfa-country-name-in-fr-nam": "en Namibie",
        "mfa-country-name-of-fr-nam": "de la Namibie",
        "mfa-country-code-m49-nam": "516",
        "mfa-country-code-currency-nam-nad": "NAD",
        "mfa-country-code-currency-nam-zar": "ZAR",
    }
    found = base.facts["mfa-country-name-formal-fr-irq"]
    assert (found.file, found.line, found.cell) == ("sources/mfa/names.csv", 2, "nom officiel")
    assert (str(found.as_of), found.as_of_basis) == ("2026-03-01", Basis.INFERRED)
    assert found.text["fr"].state is TextState.ORIGINAL
    assert found.name["fr"] == "Nom officiel"
    assert found.countries == ("IRQ",)


def test_one_record_for_each_country_says_what_its_source_calls_it(table: Workspace) -> None:
    base = table.read()
    iraq = base.names["mfa/IRQ"]
    assert {form: dict(some) for form, some in iraq.forms.items()} == {
        "short": {"en": "Iraq", "fr": "Iraq"},
        "formal": {"fr": "République d’Iraq"},
        "in": {"fr": "en Iraq"},
        "of": {"fr": "de l’Iraq"},
    }
    assert base.names["mfa/NAM"].currencies == ("NAD", "ZAR")
    assert naming.naming_sources(base) == ("mfa",)


def test_the_chosen_source_names_the_countries(table: Workspace) -> None:
    base = naming.named_by(table.read(), "mfa", LEVELS)
    iraq = base.areas["IRQ"]
    assert (iraq.name["fr"], iraq.formal_name["fr"]) == ("Iraq", "République d’Iraq")
    assert (iraq.located["fr"], iraq.owned["fr"], iraq.currencies) == (
        "en Iraq",
        "de l’Iraq",
        ("IQD",),
    )
    assert base.areas["CAN"].name["fr"] == "Canada"
    assert not base.names
    other = naming.named_by(table.read(), "", LEVELS)
    assert other.areas["IRQ"].name["fr"] == "Irak"


def test_names_above_the_ceiling_serve_nobody(table: Workspace) -> None:
    setting(table, 'marking = "UNCLASSIFIED"', 'marking = "SECRET"')
    base = table.read()
    assert naming.named_by(base, "mfa", LEVELS[:1]).areas["IRQ"].name["fr"] == "Irak"
    assert naming.named_by(base, "mfa", LEVELS).areas["IRQ"].name["fr"] == "Iraq"


def test_names_that_are_drafts_are_kept_and_serve_nobody(table: Workspace) -> None:
    setting(table, "[tables.names.short]", '[tables.names]\nstate = "draft"\n[tables.names.short]')
    base = table.read()
    assert base.facts["mfa-country-name-short-fr-irq"].text["fr"].state is TextState.DRAFT
    assert not base.names["mfa/IRQ"].forms
    told = naming.differing(base, "mfa", ["IRQ"], ["fr"])
    assert [(one.form, one.theirs, one.shipped) for one in told] == [("short", "", "Irak")]


def test_where_it_differs_from_what_is_shipped_is_told(table: Workspace) -> None:
    told = naming.differing(table.read(), "mfa", ["IRQ", "CAN"], ["en", "fr"])
    assert [(one.area, one.language, one.theirs, one.shipped) for one in told] == [
        ("IRQ", "fr", "Iraq", "Irak"),
        ("CAN", "en", "", "Canada"),
        ("CAN", "fr", "", "Canada"),
    ]


def test_names_of_all_countries_are_read_where_the_facts_of_one_are(table: Workspace) -> None:
    base = table.read(areas=["IRQ"])
    assert {one.countries for one in base.facts.values() if one.kind is Kind.NAME} == {("IRQ",)}
    assert [*base.names] == ["mfa/IRQ", "mfa/NAM"]
    base = table.read(areas=[])
    assert [*base.facts] == ["one"]
    assert [*base.names] == ["mfa/IRQ", "mfa/NAM"]


def test_a_country_is_found_by_what_a_ministry_calls_it(table: Workspace) -> None:
    table.write(
        "mfa/names.csv",
        HEAD + "IQ,Mesopotamia,Mésopotamie,,,,,\nCA,The North,,,,,,\nNA,Irak,The North,,,,,\n",
    )
    base = table.read(areas=[])
    assert exact_area(base, "mesopotamie") == "IRQ"
    assert exact_area(base, "Irak") == "IRQ"  # the shipped name, whatever a table calls so
    assert exact_area(base, "the north") is None  # two are called so
    assert areas_near(base, "Mesopotamja")[0] == "IRQ"


def test_the_next_edition_of_a_table_has_the_same_facts(table: Workspace) -> None:
    first = table.read()
    table.write("mfa/names.csv", (HEAD + IRAQ + NAMIBIA).replace("Iraq (l’)", "Irak (l’)"))
    setting(table, "2026-03-01", "2026-09-01")
    second = table.read()
    assert names(first).keys() == names(second).keys()
    changed = {n for n, text in names(second).items() if names(first)[n] != text}
    assert changed == {"mfa-country-name-short-fr-irq"}
    assert first.digest != second.digest


def test_a_column_says_as_of_when_each_row_holds(table: Workspace) -> None:
    setting(table, '{ area = "code" }', '{ area = "code", period = "au" }')
    table.write(
        "mfa/names.csv", HEAD.replace("code,", "code,au,") + IRAQ.replace(",", ",2025-02,", 1)
    )
    found = table.read().facts["mfa-country-name-short-fr-irq"]
    assert (str(found.as_of), found.as_of_basis) == ("2025-02", Basis.STATED)


def test_a_workbook_is_read_the_same_way(table: Workspace) -> None:
    expected = names(table.read())
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD + IRAQ + NAMIBIA).splitlines():
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row.split(",")])
    out = io.BytesIO()
    book.save(out)
    table.write("mfa/names.xlsx", out.getvalue())
    (table.root / "sources/mfa/names.csv").unlink()
    setting(table, 'files = "names.csv"', 'files = "names.xlsx"\nshape = "xlsx"')
    base = table.read()
    assert names(base) == expected
    assert base.facts["mfa-country-name-short-fr-nam"].cell == "Sheet!C3"


# ---------------------------------------------------------------- wrong input


@pytest.mark.parametrize(
    ("row", "code", "line", "field"),
    [
        ("IQ,Iraq,Irak,,,,,\n", "name-twice", 4, "name"),
        ("XX,Nowhere,,,,,,\n", "area-code-unknown", 4, "code"),
        (",Namibia,,,,,,\n", "area-code-unknown", 4, "code"),
        ("CA,Canada,,,,,12X,\n", "name-code-form", 4, "nombre"),
        ("CA,Canada,,,,,,dollar\n", "code-currency", 4, "monnaie"),
        ('CA,"Can\nada",,,,,,\n', "name-form", 5, "name"),
        (f"CA,{'C' * 201},,,,,,\n", "name-form", 4, "name"),
    ],
)
def test_a_bad_row_is_told_with_its_cell(
    table: Workspace, row: str, code: str, line: int, field: str
) -> None:
    table.write("mfa/names.csv", HEAD + IRAQ + NAMIBIA + row)
    base = table.read()
    assert (code, line, field) in table.told()
    assert not names(base)
    assert not base.names
    setting(table, "code_system", 'on_bad_rows = "leave-out"\ncode_system')
    base = table.read()
    assert base.names["mfa/IRQ"].forms["short"]["fr"] == "Iraq"
    assert table.errors == []


def test_numbers_that_lost_their_zeros_are_mended_and_told(table: Workspace) -> None:
    table.write("mfa/names.csv", HEAD + "AF,Afghanistan,,,,,4,\n" + IRAQ)
    table.write("reference/areas.csv", "id,alpha2,name_en,name_fr\nIRQ,IQ,Iraq,Irak\nAFG,AF,A,A\n")
    assert names(table.read())["mfa-country-code-m49-afg"] == "004"
    assert table.told() == [("table-zeros-lost", 2, "nombre")]


def test_a_code_that_is_another_countrys_is_told(table: Workspace) -> None:
    table.write("mfa/names.csv", HEAD + IRAQ.replace("368", "364"))
    assert names(table.read())["mfa-country-code-m49-irq"] == "364"
    (problem,) = table.findings
    assert problem.code == "table-code-differs"
    assert "“364” as the code of IRQ in the system m49; the program knows “368”" in problem.what


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            '[tables.codes]\nm49 = "nombre"\ncurrency = "monnaie"',
            '[tables.codes]\nm49 = "name"',
            "names-column-twice",
        ),
        (
            'fr = "nom"\n[tables.names.formal]',
            'fra_ = "nom"\n[tables.names.formal]',
            "code-language",
        ),
        ("[tables.names.of]", "[tables.names.off]", "field-unknown-near"),
        (
            'columns = { area = "code" }',
            'columns = { area = "code", value = "name" }',
            "table-column-twice",
        ),
        (
            'columns = { area = "code" }',
            'columns = { area = "code" }\nvalues = { "name" = "POP" }',
            "table-column-twice",
        ),
        ('fr = "en"', 'fr = "dans"', "table-no-column"),
    ],
)
def test_mistakes_in_the_settings_are_told(table: Workspace, old: str, new: str, code: str) -> None:
    setting(table, old, new)
    table.read()
    assert code in table.errors


def test_a_table_that_names_no_column_is_told(table: Workspace) -> None:
    head, _, _ = SOURCE.partition("[tables.names.short]")
    table.write("mfa/source.toml", head + "[tables.names]\n")
    table.read()
    assert table.errors == ["names-none"]


# ---------------------------------------------------------------- articles, and laws


@pytest.mark.parametrize(
    ("name", "articles", "expected"),
    [
        ("Afghanistan (l')", ("l'",), "Afghanistan"),
        ("Iraq (l’)", ("l'",), "Iraq"),
        ("la République d’Iraq", ("la", "l'"), "République d’Iraq"),
        ("l'État du Qatar", ("l'",), "État du Qatar"),
        ("Laos", ("la", "l'"), "Laos"),
        ("Congo (Brazzaville)", ("le",), "Congo (Brazzaville)"),
        ("Bolivia (Plurinational State of)", ("the",), "Bolivia (Plurinational State of)"),
        ("The Gambia", ("the",), "The Gambia"),
        ("la", ("la",), "la"),
    ],
)
def test_stated_articles_are_left_out_and_nothing_else(
    name: str, articles: tuple[str, ...], expected: str
) -> None:
    assert without_article(name, articles) == expected


@given(st.text(min_size=1), st.sampled_from(["la", "le", "l'", "the"]))
def test_a_name_without_an_article_stays_as_it_is(name: str, article: str) -> None:
    bare = name.replace("(", "").replace("’", "'")
    if not bare.startswith(article):
        assert without_article(name.replace("(", ""), (article,)) == name.replace("(", "")


def test_codes_of_an_area_in_every_system() -> None:
    assert codes_of("AUT") == {
        "iso3": "AUT", "iso2": "AT", "m49": "040", "gec": "AU", "unhcr": "AUS"
    }  # fmt: skip
    assert codes_of("QQQ") == {}
