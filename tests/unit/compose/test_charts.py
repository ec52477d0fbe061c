"""Charts of series: what is plotted, what is left out and told, and their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.compose.model import Composed
from generator.document.tree import Figure, Table, Value
from generator.document.walk import described, figures, inlines_of, plain
from generator.facts.dates import parse_edtf
from generator.facts.model import Fact, Kind, Moment, Qualifier
from generator.house.families import by_use
from generator.house.shipped import label_files
from generator.selection.model import Chosen
from tests.unit.compose.stage import PAGE, RELEASE, Stage, amount, fact, house

LINES = '{% from "shared/charts.j2" import line_charts %}{{ line_charts(facts.some) }}'
TOGETHER = (
    '<figure class="chart"><figcaption>{{ brief.area|name }}</figcaption>'
    "{{ facts.some|by_indicator|chart(kind='KIND') }}</figure>"
)
SHARED = Path(__file__).resolve().parents[3] / "templates" / "shared" / "charts.j2"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path / "templates")
    made.write(SHARED.read_text("utf-8"), "shared/charts.j2")
    return made


def value(year: str, number: str, unit: str = "percent", **changes: Any) -> Fact:
    given: dict[str, Any] = {
        "kind": Kind.FIGURE,
        "indicator": "GROWTH",
        "name": {"en": "Growth", "fr": "Croissance", "ar": "النمو"},
        "quantity": amount(number, unit, decimals=1),
        "moment": Moment(date=parse_edtf(year)),
        "id": f"growth-{year}-{changes.get('indicator', '')}",
        "origin": KNOWN,
    }
    return fact(**{**given, **changes})


KNOWN = replace(PAGE, published=parse_edtf("2030"), as_of=None)
"""An origin after all periods of these tests: its values are neither estimated nor projected."""


def series(*numbers: str | None, first: int = 2020, **changes: Any) -> list[Fact]:
    years = enumerate(numbers, first)
    return [value(str(year), number, **changes) for year, number in years if number is not None]


def composed(
    stage: Stage, facts: Iterable[Fact | Chosen], text: str = LINES, language: str = "en-CA"
) -> Composed:
    some = [one if isinstance(one, Chosen) else Chosen(one) for one in facts]
    stage.needs = {"some": tuple(reversed(some))}
    return stage.composed(text, language)


def figure(of: Composed) -> Figure:
    (found,) = figures(of.document)
    return found


def points(of: Figure) -> list[str]:
    assert of.chart is not None
    return [point.exact for point in of.chart.series[0].points]


def codes(of: Composed) -> list[str]:
    return [problem.code for problem in of.problems]


# ---------------------------------------------------------------- what is plotted


def test_a_chart_has_its_caption_source_words_and_data(stage: Stage) -> None:
    made = composed(stage, series("1.5", "7.0", "-3.4"))
    chart = figure(made)
    assert plain(chart.caption) == "Growth, 2020–2022"
    (note,) = made.document.notes
    assert note.origin == "house/page" or note.origin.startswith(PAGE.source)
    assert chart.alt == (
        "Line chart: Growth, 2020–2022. "
        "Growth: first 1.5% (2020), last −3.4% (2022), highest 7.0% (2021), lowest −3.4% (2022)."
    )
    assert described(chart).endswith("2020: 1.5% · 2021: 7.0% · 2022: −3.4%")
    assert points(chart) == ["1.5", "7.0", "-3.4"]


def test_every_value_stays_tied_to_its_fact_and_counts_as_printed(stage: Stage) -> None:
    facts = series("1.5", "7.0", "-3.4")
    made = composed(stage, facts)
    data = figure(made).data
    assert data is not None
    cells = [cell for row in data.rows for cell in row.cells]
    found = [one for cell in cells for one in inlines_of(cell.children) if isinstance(one, Value)]
    assert [(one.fact, one.exact) for one in found[1::2]] == [
        ("growth-2020-", "1.5"),
        ("growth-2021-", "7.0"),
        ("growth-2022-", "-3.4"),
    ]
    assert set(made.document.facts) == {one.id for one in facts}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr-CA", "Graphique en courbes\u00a0: Croissance, 2020\u2009–\u20092022."),
        ("ar-IQ", "رسم بياني خطي: النمو، 2020–2022."),
    ],
)
def test_words_and_values_are_those_of_the_document(
    stage: Stage, language: str, words: str
) -> None:
    made = composed(stage, series("1.5", "7.0", "-3.4"), language=language)
    chart = figure(made)
    assert "".join(chart.alt.split()).startswith("".join(words.split()))
    assert chart.chart is not None
    assert chart.data is not None
    shown = [plain(row.cells[1].children) for row in chart.data.rows]
    assert [point.text for point in chart.chart.series[0].points] == shown


def test_fewer_than_three_periods_print_nothing(stage: Stage) -> None:
    made = composed(stage, series("1.5", "7.0"))
    assert made.document.blocks == ()
    assert made.document.notes == ()


def test_a_year_without_a_value_is_a_gap_in_every_form(stage: Stage) -> None:
    chart = figure(composed(stage, series("1", None, "3", "4")))
    assert points(chart) == ["1", "", "3", "4"]
    assert chart.alt.endswith("No value for 2021.")
    assert chart.data is not None
    assert len(chart.data.rows) == 3


@pytest.mark.parametrize(
    ("dates", "count"),
    [(("2020-01", "2020-02", "2020-05"), 5), (("2020-33", "2020-36", "2021-33"), 5)],
    ids=["months", "quarters"],
)
def test_gaps_of_months_and_quarters(stage: Stage, dates: tuple[str, ...], count: int) -> None:
    facts = [value(date, str(place)) for place, date in enumerate(dates)]
    found = points(figure(composed(stage, facts)))
    assert len(found) == count
    assert found.count("") == count - 3


def test_what_is_not_exact_is_estimated_and_what_is_to_come_projected(stage: Stage) -> None:
    published = replace(PAGE, published=parse_edtf("2021-12-31"), as_of=None)
    facts = series("1", "2", "3", origin=published)
    vague = amount("1", "percent", qualifier=Qualifier.APPROXIMATELY)
    facts[0] = replace(facts[0], quantity=vague)
    chart = figure(composed(stage, facts)).chart
    assert chart is not None
    assert [point.status for point in chart.series[0].points] == ["estimated", "", "projected"]
    assert chart.legend == (("estimated", "Estimated"), ("projected", "Projected"))


# ---------------------------------------------------------------- what is not mixed


def test_values_of_another_producer_are_left_out_and_told(stage: Stage) -> None:
    facts = [value("2019", "99", origin=RELEASE), *series("1", "2", "3")]
    assert RELEASE.producer != PAGE.producer
    made = composed(stage, facts)
    assert points(figure(made)) == ["1", "2", "3"]
    (problem,) = [one for one in made.problems if one.code == "chart-series-mixed"]
    assert "leaves out 1 values" in problem.what
    assert len(made.document.notes) == 1


def test_values_of_days_are_left_out_and_told_once(stage: Stage) -> None:
    days = [value(f"2021-03-{day:02}", str(day)) for day in range(1, 6)]
    made = composed(stage, [*days, *series("1", "2", "3")])
    assert points(figure(made)) == ["1", "2", "3"]
    (problem,) = [one for one in made.problems if one.code == "chart-value-period"]
    assert problem.what == (
        "A chart of “Growth” leaves out 5 values: a chart shows years, quarters and months, and "
        "they are of other periods, such as days."
    )


@pytest.mark.parametrize(
    "other",
    [
        amount("99", "currency", currency="USD"),
        amount("99", "percent", price_base="constant-2015"),
    ],
    ids=["unit", "prices"],
)
def test_values_of_another_kind_are_left_out_and_told(stage: Stage, other: Any) -> None:
    made = composed(stage, [value("2019", "1", quantity=other), *series("1", "2", "3")])
    assert points(figure(made)) == ["1", "2", "3"]
    assert "chart-series-mixed" in codes(made)


def test_a_disputed_or_withheld_value_is_a_gap_and_told(stage: Stage) -> None:
    facts = series("1", "2", "3", "4")
    some = [Chosen(one) for one in facts]
    some[1] = Chosen(facts[1], conflict="c1")
    made = composed(stage, some)
    assert points(figure(made)) == ["1", "", "3", "4"]
    assert "chart-value-unsettled" in codes(made)
    some[1] = Chosen(facts[1], withheld=frozenset({"value"}))
    assert points(figure(composed(stage, some))) == ["1", "", "3", "4"]


def test_series_of_another_unit_do_not_share_an_axis(stage: Stage) -> None:
    money = series("5", "6", "7", unit="persons", indicator="PEOPLE", name={"en": "People"})
    facts = [*money, *series("1", "2", "3")]
    made = composed(stage, facts, TOGETHER.replace("KIND", "line"))
    chart = figure(made).chart
    assert chart is not None
    assert len(chart.series) == 1
    assert "chart-series-left-out" in codes(made)


# ---------------------------------------------------------------- kinds


@pytest.mark.parametrize("kind", ["line", "bar", "comparison"])
@pytest.mark.parametrize("language", ["en-CA", "ar-IQ"])
def test_several_series_of_one_measure(stage: Stage, kind: str, language: str) -> None:
    other: dict[str, Any] = {
        "indicator": "PRICES",
        "name": {"en": "Prices", "fr": "Prix", "ar": "الأسعار"},
    }
    facts = [*series("1", "2", "3"), *series("4", "5", **other)]
    made = composed(stage, facts, TOGETHER.replace("KIND", kind), language)
    found = figure(made)
    assert found.chart is not None
    assert found.data is not None
    names = found.chart.categories if kind == "comparison" else [s.name for s in found.chart.series]
    assert len(names) == 2
    assert len(found.data.rows) == (2 if kind == "comparison" else 3)
    assert found.svg.startswith("<svg ")


def test_a_comparison_takes_the_newest_value_of_each_with_its_period(stage: Stage) -> None:
    other: dict[str, Any] = {"indicator": "PRICES", "name": {"en": "Prices"}}
    facts = [*series("1", "2", "3"), *series("4", "5", **other)]
    found = figure(composed(stage, facts, TOGETHER.replace("KIND", "comparison")))
    assert found.data is not None
    rows = [[plain(cell.children) for cell in row.cells] for row in found.data.rows]
    assert sorted(rows) == [["Growth", "3.0%", "2022"], ["Prices", "5.0%", "2021"]]


# ---------------------------------------------------------------- mistakes and fonts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<p>{{ facts.some|by_indicator|chart }}</p>", "template-figure-outside"),
        ("{{ facts.some|by_indicator|chart }}", "template-figure-outside"),
        (TOGETHER.replace("KIND", "lines"), "template-choice"),
        ("<figure>{{ facts.some|chart }}</figure>", "template-argument"),
        ("<figure>{{ facts.some|by_indicator|chart(height=7) }}</figure>", "template-argument"),
        (
            "<figure>{{ facts.some|by_indicator|chart }}"
            "{{ facts.some|by_indicator|chart }}</figure>",
            "template-figure-twice",
        ),
        ("<figure><svg/></figure>", "template-element-unknown"),
    ],
)
def test_mistakes_are_told_with_their_line(stage: Stage, text: str, code: str) -> None:
    stage.needs = {"some": tuple(Chosen(one) for one in series("1", "2", "3"))}
    (problem,) = stage.problems(text)
    assert problem.code == code
    assert problem.where.line == (None if text.startswith("{{") else 1)


def test_without_a_font_for_its_letters_the_data_stand_as_a_table(stage: Stage) -> None:
    name = {"en": "Growth 中", "fr": "x", "ar": "x"}
    made = composed(stage, series("1", "2", "3", name=name), TOGETHER.replace("KIND", "comparison"))
    (table,) = made.document.blocks
    assert isinstance(table, Table)
    assert plain(table.caption) == "Iraq"
    assert [plain(cell.children) for cell in table.rows[0].cells] == ["Growth 中", "3.0%", "2022"]
    assert set(made.document.facts) == {"growth-2022-"}
    (problem,) = [one for one in made.problems if one.code == "chart-letter-missing"]
    assert "no font has the letter “中” U+4E2D" in problem.what


def test_an_east_asian_document_looks_its_letters_up_in_the_fonts_it_brings() -> None:
    brought = replace(house(), font_files=("/fonts/NotoSansSC-Regular.otf",))
    assert label_files(brought, by_use("chinese-simplified"))[-1] == "/fonts/NotoSansSC-Regular.otf"


@pytest.mark.parametrize(("height", "most"), [(25, 5), (30, 7), (48, 8)])
def test_a_low_chart_names_fewer_values(stage: Stage, height: int, most: int) -> None:
    text = LINES.replace("facts.some)", f"facts.some, height={height})")
    found = figure(composed(stage, series("-20.7", "5.6", "3.1", "1.9"), text))
    assert found.chart is not None
    ticks = [float(exact) for exact, _ in found.chart.ticks]
    assert 3 <= len(ticks) <= most
    assert ticks[0] <= -20.7
    assert ticks[-1] >= 5.6


# ---------------------------------------------------------------- the axis


@pytest.mark.parametrize("language", ["en-CA", "fr-CA", "ar-EG", "zh-Hans-CN", "ur-PK"])
@pytest.mark.parametrize(
    ("numbers", "unit"),
    [
        (("0.0012", "0.0031", "0.0008"), "percent"),
        (("1000100", "1000300", "1000200"), "people"),
        (("228000100000", "228000300000", "228000200000"), "currency"),
        (("0.00001", "0.00003", "0.00002"), "people"),
        (("12005", "12015", "12010"), "people"),
    ],
    ids=["tiny shares", "near a million", "near billions", "tiny", "near ten thousand"],
)
def test_no_two_ticks_of_an_axis_say_the_same(
    stage: Stage, numbers: tuple[str, ...], unit: str, language: str
) -> None:
    money = {"currency": "USD"} if unit == "currency" else {}
    name = dict.fromkeys(("en", "fr", "ar", "zh", "ur"), "Growth")
    facts = [
        value(str(2020 + n), "1", quantity=amount(number, unit, **money), name=name)
        for n, number in enumerate(numbers)
    ]
    made = composed(stage, facts, language=language)
    chart = [one.chart for one in figures(made.document)]
    if language.startswith("zh") and not chart:
        return  # no font for its letters here: the data stand as a table
    (found,) = chart
    assert found is not None
    texts = [text for _, text in found.ticks]
    assert len(set(texts)) == len(texts)
