from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from generator.facts.model import Fact, Kind, Staleness
from tests.unit.facts.builder import Workspace, fact

INDICATORS = (
    "code,unit,currency,price_base,decimals,staleness,tags,name_en,name_fr\n"
    "POP,persons,,,0,annual,people,Population,Population\n"
    "GDP.CD,currency,USD,current,0,,economy,Output,Production\n"
    "RATE,percent,,,1,,,Rate,Taux\n"
)
SOURCE = """\
title.en = "Statistics"
languages = ["en", "fr"]
licence = "CC BY 4.0"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.data]
kind = "data_set"
title.en = "Data"
published = 2026-07-01

[[tables]]
files = "data/*.csv"
document = "data"
id_prefix = "st"
columns = { area = "country", period = "year", value = "value" }
decimal_mark = "."
"""


@pytest.fixture
def statistics(workspace: Workspace) -> Workspace:
    """A workspace with one statistical source and one sound statement."""
    workspace.facts(fact())
    workspace.write("stats/source.toml", SOURCE)
    workspace.write("stats/indicators.csv", INDICATORS)
    return workspace


def table(statistics: Workspace, content: str | bytes, name: str = "POP.csv") -> None:
    statistics.write(f"stats/data/{name}", content)


def setting(statistics: Workspace, text: str) -> None:
    statistics.write("stats/source.toml", SOURCE + text)


def read(statistics: Workspace, **options: object) -> dict[str, Fact]:
    facts = statistics.read(**options).facts
    return {fact_id: found for fact_id, found in facts.items() if found.indicator}


def test_each_cell_becomes_a_fact_with_a_telling_id(statistics: Workspace) -> None:
    table(statistics, "country,year,value\nIRQ,2023,45074049\nIRQ,2024,46042015\n")
    table(statistics, "country,year,value\nCAN,2023,2142471000000.5\n", "GDP.CD.csv")
    found = read(statistics)
    assert list(found) == ["st-gdp-cd-can-2023", "st-pop-irq-2023", "st-pop-irq-2024"]
    population = found["st-pop-irq-2024"]
    assert (population.kind, population.indicator, population.countries) == (
        Kind.FIGURE,
        "POP",
        ("IRQ",),
    )
    assert (str(population.as_of), str(population.moment.date)) == ("2024", "2024")
    assert (population.staleness, population.tags, population.line) == (
        Staleness.ANNUAL,
        ("people",),
        3,
    )
    assert dict(population.name) == {"en": "Population", "fr": "Population"}
    quantity = found["st-gdp-cd-can-2023"].quantity
    assert quantity is not None
    assert (quantity.value, quantity.currency, quantity.price_base, quantity.decimals) == (
        Decimal("2142471000000.5"),
        "USD",
        "current",
        0,
    )
    assert statistics.codes == []


def test_only_the_areas_asked_for_are_read(statistics: Workspace) -> None:
    content = "country,year,value\nIRQ,2023,1\nNAM,2023,2\nIRQ,2024,3\n"
    table(statistics, content)
    slow = read(statistics, areas=["IRQ"])
    digest = hashlib.sha256(content.encode()).hexdigest()
    setting(statistics, f'[tables.sha256]\n"POP.csv" = "{digest}"\n')
    quick = read(statistics, areas=["IRQ"])
    assert slow == quick
    assert [found.line for found in quick.values()] == [2, 4]
    assert [f.version for f in slow.values()] == [f.version for f in quick.values()]
    assert len(read(statistics)) == 3
    assert read(statistics, areas=[]) == {}


def test_a_file_that_is_not_the_recorded_one_is_refused(statistics: Workspace) -> None:
    setting(statistics, f'[tables.sha256]\n"POP.csv" = "{"0" * 64}"\n')
    table(statistics, "country,year,value\nIRQ,2023,1\n")
    assert read(statistics, areas=["IRQ"]) == {}
    assert statistics.errors == ["table-changed"]


def test_a_file_with_another_number_of_rows_is_refused(statistics: Workspace) -> None:
    setting(statistics, '[tables.rows]\n"POP.csv" = 3\n')
    table(statistics, "country,year,value\nIRQ,2023,1\nIRQ,2024,2\n")
    assert read(statistics) == {}
    assert statistics.errors == ["table-rows"]


def test_missing_values_are_missing_and_never_zero(statistics: Workspace) -> None:
    setting(statistics, 'missing = ["n/a", ".."]\n')
    table(statistics, "country,year,value\nIRQ,2021,\nIRQ,2022,n/a\nIRQ,2023,..\nIRQ,2024,0\n")
    found = read(statistics)
    assert list(found) == ["st-pop-irq-2024"]
    assert statistics.codes == []


def test_na_is_namibia_and_codes_keep_their_zeros(workspace: Workspace) -> None:
    workspace.facts(fact())
    assert workspace.read().areas["NAM"].alpha2 == "NA"


def test_codes_without_a_country_may_be_left_out_by_name(statistics: Workspace) -> None:
    setting(statistics, 'leave_out = ["CHI"]\n')
    table(statistics, "country,year,value\nCHI,2023,1\nIRQ,2023,2\n")
    assert list(read(statistics)) == ["st-pop-irq-2023"]
    assert statistics.codes == []


def test_a_status_becomes_a_tag(statistics: Workspace) -> None:
    columns = 'value = "value", status = "flag" }'
    statistics.write("stats/source.toml", SOURCE.replace('value = "value" }', columns))
    table(statistics, "country,year,value,flag\nIRQ,2023,1,E\nIRQ,2024,2,A\nIRQ,2022,3,Q\n")
    found = read(statistics)
    assert found["st-pop-irq-2023"].tags == ("people", "estimated")
    assert found["st-pop-irq-2024"].tags == ("people",)
    assert [(p.code, p.where.line) for p in statistics.findings] == [("status-unknown", 4)]


def test_a_table_may_name_its_indicators_in_a_column(statistics: Workspace) -> None:
    columns = 'value = "value", indicator = "series" }'
    statistics.write("stats/source.toml", SOURCE.replace('value = "value" }', columns))
    table(
        statistics,
        "country,series,year,value\nIRQ,POP,2023,1\nIRQ,RATE,2023,2\n",
        "x.csv",
    )
    assert list(read(statistics)) == ["st-pop-irq-2023", "st-rate-irq-2023"]
    table(statistics, "country,series,year,value\nIRQ,RAT,2023,2\nIRQ,RAT,2024,2\n", "x.csv")
    assert read(statistics) == {}
    assert [(p.code, p.where.line) for p in statistics.findings] == [("indicator-near", 2)]


MIXED = "country,year,value\nIRQ,2023,1\nNAM,2023,x\nIRQ,2022\nCAN,2024,3\nNAM,2022,y\n"


def test_good_rows_are_kept_apart_from_bad_ones_and_not_used(statistics: Workspace) -> None:
    table(statistics, MIXED)
    base = statistics.read()
    assert [fact_id for fact_id, one in base.facts.items() if one.indicator] == []
    assert [(p.code, p.where.line, p.severity.value) for p in statistics.findings] == [
        ("table-word", 3, "error"),
        ("csv-row-length", 4, "error"),
        ("table-word", 6, "error"),
        ("table-rows-apart", None, "warning"),
    ]
    apart = list(statistics.findings)[-1]
    assert apart.what == (
        "2 good rows are kept apart from 3 bad ones, and nothing of the file is used."
    )
    assert base.refused["sources/stats/data/POP.csv"] == {"IRQ", "NAM", "CAN"}


def test_a_source_may_have_bad_rows_left_out_and_that_is_said(statistics: Workspace) -> None:
    setting(statistics, 'on_bad_rows = "leave-out"\n')
    table(statistics, MIXED)
    assert list(read(statistics)) == ["st-pop-irq-2023", "st-pop-can-2024"]
    assert statistics.errors == []
    assert [(p.code, p.where.line, p.where.field) for p in statistics.findings] == [
        ("table-word", 3, "value"),
        ("csv-row-length", 4, None),
        ("table-word", 6, "value"),
        ("table-rows-left-out", None, None),
    ]
    assert list(statistics.findings)[-1].what == (
        "3 bad rows were left out, as source.toml says; the other 2 are used."
    )


def test_a_file_of_bad_rows_is_told_in_a_hundred_and_a_number(statistics: Workspace) -> None:
    table(statistics, "country,year,value\n" + "IRQ,2023,x\n" * 150)
    read(statistics)
    assert len(statistics.errors) == 100
    last = list(statistics.findings)[-1]
    assert last.what == "150 rows of the file are bad; the first 100 are named."


@pytest.mark.parametrize(
    ("content", "code", "line", "field"),
    [
        ("IRQ,2023,1e400\n", "number-large", 2, "value"),
        ("IRQ,2023,nan\n", "table-word", 2, "value"),
        ("IRQ,2023,1_000\n", "number-form", 2, "value"),
        ('IRQ,2023,"1,234"\n', "number-ambiguous", 2, "value"),
        ("IRQ,2023,١٢٣٤\n", "number-form", 2, "value"),
        ("IRQ,2023,0.1234567890123\n", "number-decimals", 2, "value"),
        ("IRQ,2023-02-30,1\n", "date-day", 2, "year"),
        ("IQ,2023,1\n", "code-area", 2, "country"),
        ("ІRQ,2023,1\n", "code-look-alike", 2, "country"),
        ("IRK,2023,1\n", "reference-near", 2, "countries"),
        ("IRQ,2023,1\nIRQ,2023,2\n", "id-twice", 3, None),
    ],
)
def test_a_bad_cell_is_told_with_its_line_and_column(
    statistics: Workspace, content: str, code: str, line: int, field: str | None
) -> None:
    table(statistics, "country,year,value\n" + content)
    read(statistics)
    assert [(p.code, p.where.line, p.where.field) for p in statistics.findings] == [
        (code, line, field)
    ]


def test_a_stated_form_of_numbers_is_followed(statistics: Workspace) -> None:
    changed = SOURCE.replace(
        'decimal_mark = "."', 'decimal_mark = ","\ngroup_mark = " "\ndelimiter = "semicolon"'
    )
    statistics.write("stats/source.toml", changed)
    table(statistics, "country;year;value\nIRQ;2023;1 234,5\n")
    quantity = read(statistics)["st-pop-irq-2023"].quantity
    assert quantity is not None
    assert quantity.value == Decimal("1234.5")


def test_a_named_encoding_is_used_and_never_guessed(statistics: Workspace) -> None:
    content = "country,year,value,note\nIRQ,2023,1,Côte\n".encode("windows-1252")
    table(statistics, content)
    assert read(statistics) == {}
    assert [(p.code, p.where.line) for p in statistics.findings] == [("not-utf8-likely", 2)]
    setting(statistics, 'encoding = "windows-1252"\n')
    assert list(read(statistics)) == ["st-pop-irq-2023"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('files = "data/*.csv"', 'files = "dat/*.csv"', "table-no-file"),
        ('files = "data/*.csv"', 'files = "../page/*.toml"', "table-no-file"),
        ('files = "data/*.csv"', 'files = "/etc/*"', "table-no-file"),
        ('area = "country"', 'area = "contry"', "table-no-column-near"),
        ('document = "data"', 'document = "dat"', "choice-near"),
        ('id_prefix = "st"\n', "", "field-missing"),
        ('decimal_mark = "."', 'decimal_mark = ";"', "choice-unknown"),
        ('value = "value" }', 'val = "value" }', "field-unknown-near"),
        ('id_prefix = "st"', 'id_prefix = "st"\nshape = "cvs"', "choice-near"),
        ('id_prefix = "st"', 'id_prefix = "st"\non_bad_rows = "skip"', "choice-unknown"),
    ],
)
def test_mistakes_in_the_setup_of_a_table_are_told(
    statistics: Workspace, old: str, new: str, code: str
) -> None:
    statistics.write("stats/source.toml", SOURCE.replace(old, new))
    table(statistics, "country,year,value\nIRQ,2023,1\n")
    read(statistics)
    assert code in statistics.codes


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("X,person,,,0,,,X,X\n", "choice-near"),
        ("X,currency,,,0,,,X,X\n", "field-missing"),
        ("X,percent,,,,,,X,X\n", "field-missing"),
        ("X,percent,,,1,,,X,\n", "field-missing"),
        ("POP,percent,,,1,,,X,X\n", "indicator-twice"),
    ],
)
def test_mistakes_in_indicators_are_told(statistics: Workspace, row: str, code: str) -> None:
    statistics.write("stats/indicators.csv", INDICATORS + row)
    table(statistics, "country,year,value\nIRQ,2023,1\n")
    read(statistics)
    assert statistics.errors == [code]


def test_tables_without_indicators_say_so(statistics: Workspace) -> None:
    (statistics.root / "sources/stats/indicators.csv").unlink()
    table(statistics, "country,year,value\nIRQ,2023,1\n")
    read(statistics)
    assert "indicators-missing" in statistics.codes


# ---------------------------------------------------------------- the hostile tables

HOSTILE = {
    "bom.csv": [],
    "cp1252.csv": [("not-utf8-likely", 2)],
    "cp1256.csv": [("not-utf8-likely", 2)],
    "cr_only.csv": [],
    "digits_arabic.csv": [("number-form", 2), ("number-form", 3), ("number-form", 4)],
    "dup_header.csv": [("csv-header-twice", 1)],
    "empty.csv": [("file-empty", None)],
    "empty_lines.csv": [],
    "field_200k.csv": [("csv-field-long", 2)],
    "float_words.csv": [
        ("table-word", 2),
        ("table-word", 3),
        ("number-large", 4),
        ("number-form", 5),
    ],
    "formula.csv": [("number-form", 2)],
    "header_only.csv": [("csv-no-rows", 1)],
    "long_row.csv": [("csv-row-length", 2)],
    "mojibake.csv": [("table-word", 2)],
    "namibia.csv": [("table-no-column", 1), ("table-no-column", 1)],
    "newline_in_field.csv": [],
    "nul.csv": [("csv-character", 2)],
    "semicolon.csv": [("table-delimiter-found", 1), ("number-form", 2)],
    "short_row.csv": [("csv-row-length", 2), ("table-rows-apart", None)],
    "space_after_comma.csv": [("csv-header-blank", 1), ("csv-header-blank", 1)],
    "thousands.csv": [
        ("number-ambiguous", 2),
        ("number-groups", 3),
        ("number-form", 4),
        ("number-ambiguous", 5),
    ],
    "truncated_last.csv": [("csv-cut", 5)],
    "unclosed_quote.csv": [("csv-quote", 2)],
    "utf16.csv": [],
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_tables_are_read_rightly_or_refused(
    statistics: Workspace, shared: Path, name: str
) -> None:
    extended = "reference/areas.csv"
    codes = ("IRQ", "CAN", "KEN", "CIV", "EGY", "NAM", "NOR", "FRA")
    statistics.write(extended, "id,name_en\n" + "".join(f"{code},{code}\n" for code in codes))
    setting(statistics, 'indicator = "POP"\n')
    table(statistics, (shared / "hostile/csv" / name).read_bytes())
    found = read(statistics)
    assert [(p.code, p.where.line) for p in statistics.findings] == HOSTILE[name]
    assert "one" in statistics.read().facts
    if name in ("bom.csv", "cr_only.csv", "empty_lines.csv", "utf16.csv"):
        quantity = found["st-pop-ken-2023"].quantity
        assert quantity is not None
        assert quantity.value == 55100586
    elif HOSTILE[name]:
        assert found == {}


def test_a_decimal_comma_in_a_semicolon_table_is_read_when_it_is_stated(
    statistics: Workspace, shared: Path
) -> None:
    changed = SOURCE.replace(
        'decimal_mark = "."', 'decimal_mark = ","\ndelimiter = "semicolon"\nindicator = "RATE"'
    )
    statistics.write("stats/source.toml", changed)
    statistics.write("reference/areas.csv", "id,name_en\nFRA,France\nIRQ,Iraq\nCAN,Canada\n")
    table(statistics, (shared / "hostile/csv/semicolon.csv").read_bytes())
    quantity = read(statistics)["st-rate-fra-2023"].quantity
    assert quantity is not None
    assert quantity.value == Decimal("1.5")


def test_text_in_the_wrong_encoding_inside_a_table_is_a_warning(
    workspace: Workspace, shared: Path
) -> None:
    garbled = (shared / "hostile/csv/mojibake.csv").read_text("utf-8").splitlines()[1].split(",")[2]
    workspace.facts(fact())
    workspace.write("reference/areas.csv", f"id,name_en\nIRQ,Iraq\nCAN,Canada\nCIV,{garbled}\n")
    workspace.read()
    assert [(p.code, p.where.line) for p in workspace.findings] == [("text-mojibake", 4)]


def test_a_word_for_no_value_is_to_be_listed(statistics: Workspace) -> None:
    table(statistics, "country,year,value\nIRQ,2023,#N/A\nCAN,2023,7\n")
    read(statistics)
    wrong = next(p for p in statistics.findings if p.code == "table-word")
    assert wrong.what == "“#N/A” is not a number."
    assert wrong.remedy == (
        "Write digits; or, where the word means that there is no value, state under [[tables]] of "
        'source.toml: missing = ["#N/A"].'
    )
    setting(statistics, 'missing = ["#N/A"]\n')
    assert list(read(statistics)) == ["st-pop-can-2023"]
