"""What a CSV table may look like, and what is found out and told."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.areacodes import SYSTEMS, _systems, area_named, iso3_of
from generator.facts.numbermarks import marks_of
from generator.facts.numbers import NumberForm, parse_number
from generator.facts.readers.encodings import likely_encoding
from generator.facts.refused import RefusedError
from tests.unit.facts.builder import Workspace
from tests.unit.facts.test_tables import SOURCE, read, setting, statistics, table

__all__ = ["statistics"]

COLUMNS = 'columns = { area = "country", period = "year", value = "value" }\n'
PLAIN = SOURCE.replace('decimal_mark = "."\n', "")


def source(statistics: Workspace, old: str, new: str, base: str = SOURCE) -> None:
    assert old in base
    statistics.write("stats/source.toml", base.replace(old, new))


def values(statistics: Workspace) -> dict[str, str]:
    found = read(statistics)
    return {fact_id: str(fact.quantity.value) for fact_id, fact in found.items() if fact.quantity}


# ---------------------------------------------------------------- wide tables


@pytest.mark.parametrize(
    ("periods", "header"),
    [
        ("2023..2024", "country,2023,2024,note"),
        ("{period} [YR*]", "country,2023 [YR2023],2024 [YR2024],note"),
        ("{period}", "country,2023,2024,note"),
        ("value {period}", "country,Value 2023,value 2024,note".replace("Value", "value")),
    ],
)
def test_years_may_stand_in_columns(statistics: Workspace, periods: str, header: str) -> None:
    wide = f'columns = {{ area = "country" }}\nperiods = "{periods}"\n'
    source(statistics, COLUMNS, wide)
    table(statistics, f"{header}\nIRQ,1,2,x\nCAN,,4.5,y\n")
    assert values(statistics) == {
        "st-pop-irq-2023": "1",
        "st-pop-irq-2024": "2",
        "st-pop-can-2024": "4.5",
    }
    found = read(statistics)["st-pop-can-2024"]
    assert (found.line, found.cell) == (3, header.split(",")[2])
    assert statistics.codes == []


def test_months_may_stand_in_columns(statistics: Workspace) -> None:
    source(statistics, COLUMNS, 'columns = { area = "country" }\nperiods = "{period}"\n')
    table(statistics, "country,2023-11,2023-12\nIRQ,1,2\n")
    assert list(values(statistics)) == ["st-pop-irq-2023-11", "st-pop-irq-2023-12"]


@pytest.mark.parametrize(
    ("setup", "code", "line"),
    [
        ('columns = { area = "country" }\nperiods = "2022..2024"\n', "table-no-column-near", 1),
        ('columns = { area = "country" }\nperiods = "FY{period}"\n', "table-no-period", 1),
        ('columns = { area = "country" }\nperiods = "2024..2022"\n', "table-periods", 17),
        ('columns = { area = "country" }\nperiods = "year"\n', "table-periods", 17),
        (COLUMNS + 'periods = "2023..2024"\n', "table-column-twice", 16),
    ],
)
def test_mistakes_about_periods_are_told(
    statistics: Workspace, setup: str, code: str, line: int
) -> None:
    source(statistics, COLUMNS, setup)
    table(statistics, "country,2023,2024\nIRQ,1,2\n")
    assert values(statistics) == {}
    assert code in statistics.errors
    assert next(p.where.line for p in statistics.findings if p.code == code) == line


def test_indicators_may_stand_in_columns(statistics: Workspace) -> None:
    many = 'columns = { area = "country", period = "year" }\n[tables.values]\n'
    source(statistics, COLUMNS, "", SOURCE)
    statistics.write(
        "stats/source.toml",
        SOURCE.replace(COLUMNS, "").rstrip() + "\n" + many + 'people = "POP"\nrate = "RATE"\n',
    )
    table(statistics, "country,year,people,rate\nIRQ,2023,10,0.5\nCAN,2023,,0.25\n")
    assert values(statistics) == {
        "st-pop-irq-2023": "10",
        "st-rate-irq-2023": "0.5",
        "st-rate-can-2023": "0.25",
    }


def test_only_some_rows_may_be_wanted(statistics: Workspace) -> None:
    setting(statistics, '[tables.only]\nsex = ["all", "T"]\n')
    table(statistics, "country,year,sex,value\nIRQ,2023,all,1\nIRQ,2023,f,0.5\nCAN,2023,T,7\n")
    assert values(statistics) == {"st-pop-irq-2023": "1", "st-pop-can-2023": "7"}


def test_a_value_may_be_about_two_countries(statistics: Workspace) -> None:
    source(statistics, 'area = "country"', 'area = "country", partner = "origin"')
    table(statistics, "country,origin,year,value\nIRQ,CAN,2023,1\nIRQ,IRQ,2023,2\n")
    found = read(statistics)
    assert found["st-pop-irq-can-2023"].countries == ("IRQ", "CAN")
    assert found["st-pop-irq-irq-2023"].countries == ("IRQ",)


def test_rows_may_be_parts_of_a_sum(statistics: Workspace) -> None:
    setting(statistics, 'add_up = true\nmissing = ["0"]\n')
    rows = "IRQ,2023,10\nCAN,2023,0\nIRQ,2023,5.5\nIRQ,2024,1\nIRQ,2023,2\n"
    table(statistics, "country,year,value\n" + rows)
    assert values(statistics) == {"st-pop-irq-2023": "17.5", "st-pop-irq-2024": "1"}
    found = read(statistics)
    assert (found["st-pop-irq-2023"].line, found["st-pop-irq-2023"].note) == (
        2,
        "Sum of 3 rows of the table",
    )
    assert found["st-pop-irq-2024"].note is None


def test_what_lies_ahead_is_told_as_a_forecast(statistics: Workspace) -> None:
    setting(statistics, 'forecast_after = "2023"\n')
    table(statistics, "country,year,value\nIRQ,2023,1\nIRQ,2024,2\nIRQ,2050,3\n")
    found = read(statistics)
    assert [one.tags for one in found.values()] == [
        ("people",),
        ("people", "forecast"),
        ("people", "forecast"),
    ]
    assert statistics.codes == []
    setting(statistics, "")
    read(statistics)
    assert statistics.errors == ["as-of-future"], "2050 in a table that has no forecasts"


# ---------------------------------------------------------------- marks, delimiters, encodings


@pytest.mark.parametrize(
    ("rows", "read_as", "told"),
    [
        (["12", "7"], ["12", "7"], []),
        (["1.5", "7"], ["1.5", "7"], ["table-mark-found"]),
        (["1,5", "7"], ["1.5", "7"], ["table-mark-found"]),
        (["1.234.567", "1.234"], ["1234567", "1234"], ["table-marks-found"]),
        (["1,234", "1,234,567.25"], ["1234", "1234567.25"], ["table-marks-found"]),
        (["1 234,5", "12"], ["1234.5", "12"], ["table-marks-found"]),
        (["1'234.5", "12"], ["1234.5", "12"], ["table-marks-found"]),
        (["1,234", "0.5"], ["1234", "0.5"], ["table-marks-found"]),
        (["0,125", "12"], ["0.125", "12"], ["table-mark-found"]),
    ],
)
def test_how_numbers_are_written_is_found_and_told(
    statistics: Workspace, rows: list[str], read_as: list[str], told: list[str]
) -> None:
    statistics.write("stats/source.toml", PLAIN)
    lines = [f'IRQ,{2025 - n},"{row}"' for n, row in enumerate(rows)]
    table(statistics, "country,year,value\n" + "\n".join(lines) + "\n")
    assert list(values(statistics).values()) == read_as
    assert statistics.codes == told
    assert statistics.errors == []


@pytest.mark.parametrize(
    "rows", [["1,234", "5,678"], ["1.234", "12"], ["1,5", "1.5"], ["1,234", "1 234"]]
)
def test_what_can_be_two_numbers_is_refused(statistics: Workspace, rows: list[str]) -> None:
    statistics.write("stats/source.toml", PLAIN)
    lines = [f'IRQ,{2025 - n},"{row}"' for n, row in enumerate(rows)]
    table(statistics, "country,year,value\n" + "\n".join(lines) + "\n")
    assert values(statistics) == {}
    assert statistics.errors


def test_the_words_for_marks_that_were_found(statistics: Workspace) -> None:
    statistics.write("stats/source.toml", PLAIN)
    table(statistics, 'country,year,value\nIRQ,2023,12\nIRQ,2024,"1.234,5"\n')
    read(statistics)
    (told,) = statistics.findings
    assert (told.where.line, told.where.field) == (3, "value")
    assert told.what == (
        "source.toml does not say how the numbers are written; all of them fit “.” between "
        "thousands and “,” before decimals, as in “1.234,5”."
    )
    assert told.remedy == (
        'Check that line, then state it: decimal_mark = "," and group_mark = "." under [[tables]].'
    )


@given(
    st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=8),
    st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'"), (".", "")]),
)
def test_found_marks_never_make_another_number(
    numbers: list[Decimal], marks: tuple[str, str]
) -> None:
    decimal, group = marks
    signs = {ord(","): group, ord("."): decimal}
    written = [f"{n:,.2f}".translate(signs) for n in numbers]
    found = marks_of((text, 1) for text in written).form("latn")
    assert found is not None
    form = found[0]
    assert [parse_number(text, form) for text in written] == numbers


@given(st.lists(st.text("0123456789.,' ", min_size=1, max_size=12), max_size=6))
def test_marks_are_found_only_where_they_cannot_be_two_things(texts: list[str]) -> None:
    found = marks_of((text, 1) for text in texts).form("latn")
    if found is None:
        return
    for other in (NumberForm(",", "."), NumberForm(".", ",")):
        read = []
        for text in texts:
            try:
                read.append((parse_number(text, found[0]), parse_number(text, other)))
            except (RefusedError, ArithmeticError):
                break
        else:
            if any(mark in text for text in texts for mark in ".,"):
                assert all(ours == theirs for ours, theirs in read)


def test_a_delimiter_is_found_by_the_columns_that_must_be_there(statistics: Workspace) -> None:
    table(statistics, "country;year;value\nIRQ;2023;1.5\n")
    assert values(statistics) == {"st-pop-irq-2023": "1.5"}
    assert [(p.code, p.severity.value) for p in statistics.findings] == [
        ("table-delimiter-found", "warning")
    ]
    table(statistics, "land;jahr;value\nIRQ;2023;1.5\n")
    assert values(statistics) == {}
    assert statistics.errors == ["csv-delimiter"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Côte d’Ivoire", "windows-1252"),
        ("São Tomé", "windows-1252"),
        ("Украина", "windows-1251"),
        ("مصر", "windows-1256"),
        ("مصر", "iso-8859-6"),
    ],
)
def test_an_encoding_is_found_by_the_names_of_countries(
    statistics: Workspace, text: str, encoding: str
) -> None:
    content = f"country,year,value,name\nIRQ,2023,1,{text}\n".encode(encoding)
    table(statistics, content)
    assert values(statistics) == {}
    assert statistics.errors == ["not-utf8-likely"]
    setting(statistics, 'encoding = "detect"\n')
    assert values(statistics) == {"st-pop-irq-2023": "1"}
    (told,) = statistics.findings
    assert (told.code, told.severity.value, told.where.line) == (
        "table-encoding-found",
        "warning",
        2,
    )
    assert encoding in told.what


def test_what_no_name_shows_is_not_guessed(statistics: Workspace) -> None:
    setting(statistics, 'encoding = "detect"\n')
    table(statistics, "country,year,value,name\nIRQ,2023,1,Größe\n".encode("windows-1252"))
    assert values(statistics) == {}
    assert statistics.errors == ["not-utf8"]


@given(st.binary(max_size=60))
def test_no_bytes_stop_the_search_for_an_encoding(content: bytes) -> None:
    found = likely_encoding(content)
    assert found is None or found[1] in content.decode(found[0])


# ---------------------------------------------------------------- code systems


@pytest.mark.parametrize(
    ("system", "code", "area"),
    [
        ("iso2", "IQ", "IRQ"),
        ("m49", "368", "IRQ"),
        ("gec", "IZ", "IRQ"),
        ("unhcr", "IRQ", "IRQ"),
        ("unhcr", "AUS", "AUT"),
        ("unhcr", "GFR", "DEU"),
        ("gec", "AU", "AUT"),
        ("gec", "AS", "AUS"),
        ("iso2", "NA", "NAM"),
        ("name", "Iran (Islamic Rep. of)", "IRN"),
        ("name", "Côte d'Ivoire", "CIV"),
    ],
)
def test_codes_of_other_systems_become_iso(
    statistics: Workspace, system: str, code: str, area: str
) -> None:
    statistics.write(
        "reference/areas.csv",
        f"id,name_en\nIRQ,Iraq\nCAN,Canada\n{area},X\n".replace("IRQ,X\n", ""),
    )
    setting(statistics, f'code_system = "{system}"\n')
    table(statistics, f'country,year,value\n"{code}",2023,1\n')
    assert list(values(statistics)) == [f"st-pop-{area.lower()}-2023"]
    assert statistics.codes == []


def test_zeros_that_a_spreadsheet_took_are_told_once(statistics: Workspace) -> None:
    statistics.write("reference/areas.csv", "id,name_en\nIRQ,Iraq\nCAN,Canada\nARG,A\nALB,B\n")
    setting(statistics, 'code_system = "m49"\n')
    table(statistics, "country,year,value\n32,2023,1\n8,2023,2\n368,2023,3\n")
    assert list(values(statistics)) == ["st-pop-arg-2023", "st-pop-alb-2023", "st-pop-irq-2023"]
    (told,) = statistics.findings
    assert (told.code, told.where.line, told.where.field) == ("table-zeros-lost", 2, "country")


@pytest.mark.parametrize(
    ("system", "code", "told"),
    [
        ("iso2", "IRQ", "area-code-of-other"),
        ("m49", "999", "area-code-unknown"),
        ("gec", "WE", "area-code-unknown"),
        ("iso2", "iq", "area-code-unknown"),
        ("name", "Canda", "area-name-near"),
        ("name", "Euro area", "area-name-unknown"),
        ("name", "Total", "area-name-unknown"),
    ],
)
def test_what_is_no_code_of_the_system_is_told(
    statistics: Workspace, system: str, code: str, told: str
) -> None:
    setting(statistics, f'code_system = "{system}"\n')
    table(statistics, f"country,year,value\n{code},2023,1\n")
    assert values(statistics) == {}
    assert [(p.code, p.where.line, p.where.field) for p in statistics.findings] == [
        (told, 2, "country")
    ]


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Irak", "IRQ"),
        ("Etats-Unis", "USA"),
        ("USA", "USA"),
        ("Royaume-Uni", "GBR"),
        ("Îles Malouines", "FLK"),
        ("Falkland Islands (Malvinas)", "FLK"),
        ("المملكة المتحدة", "GBR"),
        ("روسيا", "RUS"),
        ("Vereinigte Staaten", "USA"),
        ("Corée du Sud", "KOR"),
    ],
)
def test_countries_are_known_by_their_everyday_names_in_the_languages_of_the_program(
    name: str, area: str
) -> None:
    assert area_named(name) == area


def test_every_shipped_name_of_an_area_is_known_for_it(root: Path) -> None:
    with (root / "sources/reference/areas.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["id"] != "EUE"]
    kinds = [key for key in rows[0] if key.startswith(("name_", "formal_"))]
    for row in rows:
        for kind in kinds:
            if row[kind]:
                assert area_named(row[kind]) == row["id"], row[kind]


def test_the_nearest_name_is_told_as_it_is_spelt(statistics: Workspace) -> None:
    setting(statistics, 'code_system = "name"\n')
    table(statistics, "country,year,value\nCôte Ivore,2023,1\n")
    assert values(statistics) == {}
    (told,) = statistics.findings
    near = "the nearest is “Cote d'Ivoire” (CIV)."
    assert told.what == f"“Côte Ivore” is not known as the name of one country; {near}"


@pytest.mark.parametrize(
    ("number", "remark"),
    [("45074049 (p)", "(p)"), ("45074049*", "*"), ("45074049 e", "e"), ("45074049 [1]", "[1]")],
)
def test_a_remark_beside_a_number_is_named(statistics: Workspace, number: str, remark: str) -> None:
    table(statistics, f"country,year,value\nIRQ,2023,{number}\n")
    assert values(statistics) == {}
    (told,) = statistics.findings
    assert told.code == "number-remark"
    assert told.what == f"“{number}” is a number with a remark beside it: {remark}."


def test_codes_of_groups_are_left_out_in_the_words_of_the_table(statistics: Workspace) -> None:
    setting(statistics, 'code_system = "name"\nleave_out = ["World", "Euro area"]\n')
    table(statistics, "country,year,value\nWorld,2023,9\nIraq,2023,1\nEuro area,2023,2\n")
    assert list(values(statistics)) == ["st-pop-irq-2023"]


def test_austria_is_not_taken_for_australia(statistics: Workspace) -> None:
    """UNHCR's own AUS is Austria: the name beside the code shows it."""
    statistics.write(
        "reference/areas.csv", "id,name_en\nIRQ,I\nCAN,C\nAUS,Australia\nAUT,Austria\n"
    )
    source(statistics, 'area = "country"', 'area = "country", area_name = "name"')
    content = "country,name,year,value\nAUS,Austria,2023,1\nIRQ,Iraq,2023,2\n"
    table(statistics, content)
    assert values(statistics) == {}
    told = next(iter(statistics.findings))
    assert told.what == (
        "The code “AUS” is that of AUS, but the row names “Austria”, which is AUT."
    )
    assert 'code_system = "unhcr"' in told.remedy
    source(
        statistics,
        'area = "country"',
        'area = "country", area_name = "name"',
        SOURCE + 'code_system = "unhcr"\n',
    )
    table(statistics, content)
    assert list(values(statistics)) == ["st-pop-aut-2023", "st-pop-irq-2023"]


@pytest.mark.parametrize("system", SYSTEMS[:-1])
def test_every_code_of_a_system_has_one_country(system: str) -> None:
    for code, area in _systems()[system].items():
        assert iso3_of(code, system) == area


@pytest.mark.parametrize("area", ["XKX", "TWN", "PSE", "ESH", "VAT", "COD", "COG", "PRK", "KOR"])
def test_areas_that_others_mix_up_have_names_of_their_own(area: str) -> None:
    names = {"COD": "Congo, Dem. Rep.", "COG": "Congo, Rep.", "PRK": "Korea, Dem. People's Rep."}
    names |= {"KOR": "Korea, Rep.", "XKX": "Kosovo", "TWN": "Taiwan", "PSE": "West Bank and Gaza"}
    names |= {"ESH": "Western Sahara", "VAT": "Holy See"}
    assert area_named(names[area]) == area


@given(st.text(max_size=30), st.sampled_from(SYSTEMS))
def test_any_text_is_a_country_or_refused(text: str, system: str) -> None:
    try:
        found = iso3_of(text, system)
    except RefusedError:
        return
    assert len(found) == 3


# ---------------------------------------------------------------- series that have ended


def test_a_dead_series_in_a_fresh_file_is_told(statistics: Workspace) -> None:
    rows = "country,series,year,value\nIRQ,POP,2025,1\nIRQ,RATE,2013,2\nCAN,RATE,2014,3\n"
    source(statistics, 'value = "value" }', 'value = "value", indicator = "series" }')
    table(statistics, rows, "x.csv")
    assert len(values(statistics)) == 3
    (told,) = statistics.findings
    assert (told.code, told.severity.value) == ("table-series-ended", "warning")
    assert told.what == (
        "The newest value of “RATE” is of 2014, and its document came out in 2026: the series "
        "may have ended."
    )
