"""Charts of briefs about several countries, and the data of a chart as a printed table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.compose.model import Composed
from generator.document.tree import Figure, Table
from generator.document.walk import blocks, figures, inlines_of, plain, tables
from generator.facts.model import Fact, Qualifier
from generator.house.charts import ChartOptions
from generator.proof.files import prove
from generator.selection.model import Chosen
from generator.writers.registry import FORMATS, writer
from tests.unit.compose.stage import Stage, amount, house
from tests.unit.compose.test_charts import SHARED, codes, series, value
from tests.unit.writers.pdf_reading import HOUSE

MACROS = '{% from "shared/charts.j2" import line_charts, country_lines, country_comparisons %}'
FIGURE = (
    '<figure class="chart"><figcaption>{{ brief.area|name }}</figcaption>'
    "{{ facts.some|by_indicator|chart(ARGS) }}</figure>"
)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path / "templates", areas=("IRQ", "JOR", "LBN", "SYR"))
    made.write(SHARED.read_text("utf-8"), "shared/charts.j2")
    return made


def of(area: str, *numbers: str | None, **changes: Any) -> list[Fact]:
    found = series(*numbers, **{"countries": (area,), **changes})
    return [replace(one, id=f"{area.lower()}-{one.id}") for one in found]


def composed(stage: Stage, facts: Sequence[Fact], text: str, language: str = "en-CA") -> Composed:
    stage.needs = {"some": tuple(Chosen(one) for one in reversed(facts))}
    return stage.composed(MACROS + text, language)


def figure(made: Composed) -> Figure:
    (found,) = figures(made.document)
    return found


def rows(table: Table) -> list[list[str]]:
    return [[plain(cell.children) for cell in row.cells] for row in table.rows]


LINES = "{{ country_lines(facts.some) }}"
COMPARED = "{{ country_comparisons(facts.some) }}"


# ---------------------------------------------------------------- lines


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en-CA", ["Iraq", "Lebanon", "Jordan"]),
        ("fr-CA", ["Irak", "Liban", "Jordanie"]),
        ("ar-IQ", ["العراق", "لبنان", "الأردن"]),
    ],
)
def test_each_country_has_a_line_with_its_name_in_the_reader_s_language(
    stage: Stage, language: str, names: list[str]
) -> None:
    facts = [*of("JOR", "3", "2", "4"), *of("LBN", "1", "2", "3"), *of("IRQ", "1", "2", "3")]
    found = figure(composed(stage, facts, LINES, language))
    assert found.chart is not None
    assert sorted(one.name for one in found.chart.series) == sorted(names)
    assert found.data is not None
    assert [plain(cell.children) for cell in found.data.head[0].cells][1:] == [
        one.name for one in found.chart.series
    ]


def test_a_country_with_too_few_values_is_named_and_not_drawn(stage: Stage) -> None:
    made = composed(stage, [*of("IRQ", "1", "2", "3"), *of("JOR", "7", "8")], LINES)
    found = figure(made)
    assert found.chart is not None
    assert [one.name for one in found.chart.series] == ["Iraq"]
    note = made.document.blocks[1]
    assert plain(note.children) == (  # type: ignore[union-attr]
        "Not drawn, because too few values are known: Jordan, Lebanon and Syria."
    )


def test_when_all_countries_are_drawn_there_is_nothing_to_say(stage: Stage) -> None:
    facts = [fact for area in stage.areas for fact in of(area, "1", "2", "3")]
    made = composed(stage, facts, LINES)
    assert len(made.document.blocks) == 1


def test_indicators_have_a_chart_each_and_countries_of_other_units_are_left_out(
    stage: Stage,
) -> None:
    people: dict[str, Any] = {"indicator": "PEOPLE", "name": {"en": "People"}, "unit": "people"}
    facts = [
        *of("IRQ", "1", "2", "3"),
        *of("JOR", "1", "2", "3", unit="people"),
        *of("IRQ", "5", "6", "7", **people),
        *of("JOR", "5", "6", "7", **people),
    ]
    made = composed(stage, facts, LINES)
    found = [[one.name for one in f.chart.series] for f in figures(made.document) if f.chart]
    assert [len(names) for names in found] == [1, 2] or [len(names) for names in found] == [2, 1]
    assert "chart-series-left-out" in codes(made)


def test_months_and_years_do_not_share_an_axis(stage: Stage) -> None:
    months = [
        replace(value(f"2022-{n:02}", str(n)), id=f"m{n}", countries=("JOR",)) for n in (1, 2, 3)
    ]
    made = composed(stage, [*of("IRQ", "1", "2", "3"), *months], LINES)
    found = figure(made)
    assert found.chart is not None
    assert len(found.chart.series) == 1
    (problem,) = [one for one in made.problems if one.code == "chart-series-left-out"]
    assert "percent month" in problem.what or "percent year" in problem.what


def test_several_indicators_of_several_countries_have_both_names(stage: Stage) -> None:
    prices: dict[str, Any] = {"indicator": "PRICES", "name": {"en": "Prices"}}
    facts = [*of("IRQ", "1", "2", "3"), *of("JOR", "1", "2", "3", **prices)]
    found = figure(composed(stage, facts, FIGURE.replace("ARGS", "")))
    assert found.chart is not None
    names = sorted(one.name for one in found.chart.series)
    assert names == ["Iraq: Growth", "Jordan: Prices"]


# ---------------------------------------------------------------- comparisons


def test_a_comparison_names_countries_without_a_value_and_draws_no_bar_of_nothing(
    stage: Stage,
) -> None:
    found = figure(composed(stage, [*of("IRQ", "1", "2"), *of("JOR", "3", "0.0")], COMPARED))
    assert found.chart is not None
    (bars,) = found.chart.series
    assert dict(zip(found.chart.categories, (p.exact for p in bars.points), strict=True)) == {
        "Iraq": "2",
        "Jordan": "0.0",
        "Lebanon (no value)": "",
        "Syria (no value)": "",
    }
    assert found.alt.endswith("No value: Lebanon and Syria.")
    assert found.data is not None
    assert rows(found.data)[2:] == [["Lebanon", "no value", ""], ["Syria", "no value", ""]]
    assert plain(found.data.head[0].cells[0].children) == "Country"
    assert plain(found.caption) == "Growth, 2021"


def test_years_stand_with_the_names_where_they_differ(stage: Stage) -> None:
    facts = [*of("IRQ", "1", "2", "3"), *of("JOR", "3", "4")]
    found = figure(composed(stage, facts, COMPARED))
    assert found.chart is not None
    assert set(found.chart.categories[:2]) == {"Iraq (2022)", "Jordan (2021)"}
    assert plain(found.caption) == "Growth, 2021–2022"


def test_only_what_a_comparison_shows_is_printed_and_cited(stage: Stage) -> None:
    older = replace(value("2020", "1").origin, document="older")
    facts = of("IRQ", "1", "2", "3")
    facts[0] = replace(facts[0], origin=older)
    made = composed(stage, facts, COMPARED)
    assert set(made.document.facts) == {facts[-1].id}
    assert len(made.document.notes) == 1


# ---------------------------------------------------------------- the data in print


TABLED = FIGURE.replace("ARGS", "table=true")


@pytest.mark.parametrize("language", ["en-CA", "fr-CA", "ar-IQ"])
def test_the_data_stand_below_the_drawing_in_every_format(stage: Stage, language: str) -> None:
    facts = [*of("IRQ", "1", None, "3"), *of("JOR", "1", "2", "3")]
    made = composed(stage, facts, TABLED, language)
    drawn, table = blocks(made.document)
    assert isinstance(drawn, Figure)
    assert isinstance(table, Table)
    assert drawn.data is None
    assert len(table.rows) == 3
    assert set(made.document.facts) == {fact.id for fact in facts}
    for format in FORMATS:
        content = writer(format)(made.document, HOUSE)
        assert prove(made.document, format, content).differences == ()


def test_the_table_has_the_caption_of_the_figure_without_its_notes(stage: Stage) -> None:
    made = composed(stage, of("IRQ", "1", "2", "3"), "{{ line_charts(facts.some, table=true) }}")
    (table,) = tables(made.document)
    assert plain(table.caption) == "Data: Growth, 2020–2022"
    names = [type(one).__name__ for one in inlines_of(table.caption)]
    assert "Citation" not in names


@pytest.mark.parametrize(
    ("chosen", "argument", "printed"),
    [
        (False, "", False),
        (True, "", True),
        (True, "table=false", False),
        (False, "table=true", True),
        (True, "table=none", True),
    ],
)
def test_order_and_house_choose_where_the_template_says_nothing(
    stage: Stage, chosen: bool, argument: str, printed: bool
) -> None:
    stage.house = replace(house(), charts=ChartOptions(table=chosen))
    made = composed(stage, of("IRQ", "1", "2", "3"), FIGURE.replace("ARGS", argument))
    assert bool([*tables(made.document)]) is printed


def test_estimated_and_projected_values_say_so_in_the_table(stage: Stage) -> None:
    facts = of("IRQ", "1", "2", "3")
    published = replace(facts[0].origin, published=value("2021", "1").moment.date, as_of=None)
    facts = [replace(one, origin=published) for one in facts]
    vague = amount("1", "percent", decimals=1, qualifier=Qualifier.APPROXIMATELY)
    facts[0] = replace(facts[0], quantity=vague)
    made = composed(stage, facts, TABLED)
    (table,) = tables(made.document)
    assert [row[1] for row in rows(table)] == [
        "about 1.0% (estimated)",
        "2.0%",
        "3.0% (projected)",
    ]


def test_a_long_table_is_not_printed_but_kept_and_the_officer_is_told(stage: Stage) -> None:
    facts = of("IRQ", *(str(n % 7) for n in range(90)), first=1900)
    made = composed(stage, facts, TABLED)
    found = figure(made)
    assert [*tables(made.document)] == []
    assert found.data is not None
    assert len(found.data.rows) == 90
    (problem,) = [one for one in made.problems if one.code == "chart-table-long"]
    assert problem.what == (
        "The data of a chart of “Growth” are not printed below it: they have 90 rows, and at "
        "most 60 are printed."
    )


def test_table_is_true_or_false(stage: Stage) -> None:
    stage.needs = {"some": tuple(Chosen(one) for one in of("IRQ", "1", "2", "3"))}
    (problem,) = stage.problems(FIGURE.replace("ARGS", "table='yes'"))
    assert problem.code == "template-argument"


# ---------------------------------------------------------------- long series


def test_thousands_of_points_are_drawn_with_their_gaps_and_make_a_file(stage: Stage) -> None:
    facts = [
        replace(value(f"{1800 + n // 12}-{n % 12 + 1:02}", str(n % 13)), id=f"m{n}")
        for n in range(2400)
        if n not in (1500, 1501)
    ]
    made = composed(stage, facts, LINES)
    found = figure(made)
    assert found.chart is not None
    points = found.chart.series[0].points
    assert len(points) == 2400
    assert [n for n, point in enumerate(points) if not point.exact] == [1500, 1501]
    assert "No value for January 1925 and February 1925." in "".join(found.alt)
    for format in FORMATS:
        content = writer(format)(made.document, HOUSE)
        assert prove(made.document, format, content).differences == ()


def test_many_gaps_are_counted_and_not_named_one_by_one(stage: Stage) -> None:
    facts = [one for n, one in enumerate(of("IRQ", *"123456789" * 6)) if n % 2 == 0]
    found = figure(composed(stage, facts, LINES))
    assert found.alt.endswith("Periods without a value: 26.")
