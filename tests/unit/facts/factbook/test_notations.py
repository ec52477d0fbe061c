"""Notations of the Factbook as they really occur, and laws of reading them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.factbook.amounts import Amount, read_amount
from generator.facts.factbook.asof import read_as_of
from generator.facts.factbook.lists import read_by_sex, read_list, read_named
from generator.facts.factbook.markup import plain_text
from generator.facts.factbook.missing import is_missing
from generator.facts.factbook.reasons import NotUnderstoodError, Reason
from generator.facts.factbook.worddates import read_date
from generator.facts.model import Qualifier


def said(amount: Amount) -> tuple[str, str, str, str]:
    """Number (or bounds), unit or currency, base and date of an amount."""
    number = str(amount.value) if amount.value is not None else ""
    if amount.value is None:
        number = f"{amount.minimum}..{amount.maximum}"
    as_of = amount.as_of.text if amount.as_of else ""
    return number, amount.currency or amount.unit, amount.base, as_of


@pytest.mark.parametrize(
    ("text", "number", "unit", "base", "as_of"),
    [
        ("68,512,806 (2025 est.)", "68512806", "", "", "2025"),
        ("1.284 million sq km", "1284000", "square-kilometer", "", ""),
        ("-$30.334 billion (2023 est.)", "-30334000000", "USD", "", "2023"),
        ("$3.732 trillion (2024 est.)", "3732000000000", "USD", "", "2024"),
        ("$68,600 (FY2023/24)", "68600", "USD", "", "2023/2024"),
        ("12.3% of GDP (2021)", "12.3", "percent", "gdp", "2021"),
        ("14.8% national budget (2021 est.)", "14.8", "percent", "national budget", "2021"),
        ("23.1% (of GDP) (2023 est.)", "23.1", "percent", "gdp", "2023"),
        ("(2023 est.) less than 1", "1", "", "", "2023"),
        ("(less than 1%)", "1", "percent", "", ""),
        ("1,573.7 kt (2022-2024 est.)", "1573700", "metric-ton", "", "2022/2024"),
        ("2.157 million metric tonnes of CO2 (2023 est.)", "2157000", "metric-ton", "co2", "2023"),
        ("-1,401 metric tonnes of CO2 (2023 est.)", "-1401", "metric-ton", "co2", "2023"),
        ("5.35GW (2025 est.)", "5.35", "gigawatt", "", "2025"),
        ("151.463 million kW (2023 est.)", "151463000", "kilowatt", "", "2023"),
        ("80,000 bbl/day (2023 est.)", "80000", "barrel-per-day", "", "2023"),
        ("450.4 million Btu/person (2023)", "450400000", "british-thermal-unit", "person", "2023"),
        ("1.5% of population (2020-25 est.)", "1.5", "percent", "population", "2020/2025"),
        ("18.6 years (2017/18 est.)", "18.6", "years", "", "2017/2018"),
        ("-2 migrant(s)/100 population (2025)", "-2", "rate", "migrant(s)/100 population", "2025"),
        ("1.06 male(s)/female", "1.06", "rate", "male(s)/female", ""),
        ("7 deaths/1,000 births (July 2025 est.)", "7", "rate", "deaths/1,000 births", "2025-07"),
        ("11.44 liters of pure alcohol (2019 est.)", "11.44", "liter", "pure alcohol", "2019"),
        ("10-15% (2011-16 est.)", "10..15", "percent", "", "2011/2016"),
        ("19.2%-20.5% (2020)", "19.2..20.5", "percent", "", "2020"),
        ("$1.2-1.5 billion (2020)", "1200000000..1500000000", "USD", "", "2020"),
        ("10,360-25,900 sq km", "10360..25900", "square-kilometer", "", ""),
        ("89.43 million (2018) mt-km", "89430000", "metric-ton-kilometer", "", "2018"),
        ("5 (31 December 2023)", "5", "", "", "2023-12-31"),
        ("200 nm (does not apply to the Mediterranean Sea)", "200", "nautical-mile", "", ""),
        ("0 km (landlocked)", "0", "kilometer", "", ""),
        ("-0%", "0", "percent", "", ""),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_all_that_belongs_to_it(
    text: str, number: str, unit: str, base: str, as_of: str
) -> None:
    assert said(read_amount(plain_text(text))) == (
        number,
        unit,
        base,
        as_of,
    )


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("approximately 4,000", Qualifier.APPROXIMATELY),
        ("approx. 4,000 km", Qualifier.APPROXIMATELY),
        ("less than 1%", Qualifier.UP_TO),
        ("up to 30,000", Qualifier.UP_TO),
        ("more than 10 million", Qualifier.MORE_THAN),
        ("over 3", Qualifier.MORE_THAN),
        ("3", Qualifier.EXACT),
    ],
)
def test_words_of_comparison_qualify_the_number(text: str, qualifier: Qualifier) -> None:
    assert read_amount(text).qualifier is qualifier


def test_a_lowest_value_is_a_bound() -> None:
    amount = read_amount("at least 18 years (2020)")
    assert (amount.value, amount.minimum, amount.maximum) == (None, Decimal(18), None)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("9,251 sq km (of which 3,355 are in north Cyprus)", "of which 3,355 are in north Cyprus"),
        ("200 nm; note: the US does not recognize it", "the US does not recognize it"),
        ("$2.6 trillion (2022 est.) note: excluding grants", "excluding grants"),
        ("577 (all directly elected)", "all directly elected"),
        ("643 sq km ; 551 sq km (metropolitan France)", "551 sq km (metropolitan France)"),
    ],
)  # fmt: skip
def test_what_brackets_and_notes_say_stays_with_the_value(text: str, remark: str) -> None:
    assert read_amount(text).remark == remark


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 (2022 est.) less than 1", Reason.UNIT_UNKNOWN),
        ("approximately 40-50,000", Reason.RANGE_ORDER),
        ("900-1.2 billion", Reason.RANGE_ORDER),
        ("1 million to 3", Reason.RANGE_ORDER),
        ("15-10%", Reason.RANGE_ORDER),
        ("200 nm or to the edge of the continental margin", Reason.UNIT_UNKNOWN),
        ("1,23 km", Reason.NUMBER_FORM),
        ("1.234.567", Reason.NUMBER_FORM),
        ("12 M", Reason.UNIT_UNKNOWN),
        ("5.618 million tons (2024 est.)", Reason.UNIT_AMBIGUOUS),
        ("643,801 sq km ; 551,500 sq km", Reason.SEVERAL),
        ("1,497 km (2021) (2019)", Reason.TWO_DATES),
        ("5 km (2019", Reason.BRACKETS),
        ("5 km) 2019", Reason.BRACKETS),
        ("not specified", Reason.NO_NUMBER),
        ("formerly 5 km", Reason.WORDS),
        ("$5% (2020)", Reason.UNIT_UNKNOWN),
        ("1" + ",000" * 9, Reason.NUMBER_LARGE),
        ("5 " + "x" * 3000, Reason.LONG),
        ("", Reason.EMPTY),
    ],
)
def test_what_is_not_wholly_understood_is_refused_with_its_reason(
    text: str, reason: Reason
) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        read_amount(text)
    assert caught.value.reason is reason


def test_a_label_before_the_value_must_be_that_of_the_field() -> None:
    assert read_amount("urban: 99% of population", label="improved: urban").value == Decimal(99)
    with pytest.raises(NotUnderstoodError):
        read_amount("rural: 99% of population", label="improved: urban")


@given(
    whole=st.integers(0, 10**11),
    decimals=st.integers(0, 3),
    scale=st.sampled_from(["", "thousand", "million", "billion", "trillion"]),
    negative=st.booleans(),
    year=st.integers(1962, 2099),
)
def test_a_written_number_is_read_back_exactly(
    whole: int, decimals: int, scale: str, negative: bool, year: int
) -> None:
    number = Decimal(whole).scaleb(-decimals)
    text = f"{'-' if negative else ''}{number:,f} {scale} sq km ({year} est.)"
    amount = read_amount(text)
    tens = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}[scale]
    assert amount.value == number.scaleb(tens) * (-1 if negative else 1)
    assert (amount.unit, amount.as_of and amount.as_of.text) == ("square-kilometer", str(year))


@given(st.text(alphabet="0123456789,.()-%$ ;:abcdefghijklmnop\n", max_size=60))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    for read in (read_amount, read_list, read_named, read_by_sex, read_date):
        try:
            read(text)
        except NotUnderstoodError as error:
            assert error.reason in Reason  # noqa: PT017 - anything else would escape


@given(st.text(max_size=80))
def test_markup_never_leaves_what_a_browser_hides(text: str) -> None:
    marked = f"a<script>{text.replace('<', '')}</script>b<!-- {text.replace('-', '')} -->"
    assert plain_text(marked).split() == ["a", "b"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<strong>note:</strong>\xa0Includes 11", "note: Includes 11"),
        ("C&ocirc;te &amp;lt; <b>x</b>", "Côte &lt; x"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("a <br><br> b", "a\nb"),
        ("3 < 5 and 7 > 2", "3 < 5 and 7 > 2"),
        ("<script>alert(1)", ""),
        ("<img src=x onerror=alert(1)>5", "5"),
        ("a\u200bb\u202e", "ab"),
    ],
)
def test_html_becomes_plain_words(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2024 est.", "2024"),
        ("est. 2024", "2024"),
        ("July 2025 est.", "2025-07"),
        ("31 December 2023", "2023-12-31"),
        ("FY2023/24", "2023/2024"),
        ("FY 1999/00 est.", "1999/2000"),
        ("FY98/99", "1998/1999"),
        ("FY23", "2023/2023"),
        ("2011-16 est.", "2011/2016"),
        ("2019/21", "2019/2021"),
        ("1999-02", "1999/2002"),
        ("Q2 2020", "2020-34"),
        ("as of March 2021", "2021-03"),
        ("mid-year 2022", "2022"),
        ("mid-2022 est.", "2022"),
        ("end of 2022", "2022"),
    ],
)
def test_every_notation_of_a_date_is_one_date(text: str, edtf: str) -> None:
    found = read_as_of(text)
    assert found is not None
    assert found.text == edtf
    assert found.estimated == ("est" in text)


@pytest.mark.parametrize(
    "text", ["of GDP", "31 February 2023", "2024-2019", "13/2024", "capital", "July", "", "20245"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_as_of(text) is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("4 July 1776", "1776-07-04"),
        ("2 December 1971 (from the UK)", "1971-12-02"),
        ("10/7/2023", "2023-10-07"),
        ("10/3/2025 to 10/4/2025", "2025-10-03/2025-10-04"),
        ("10-12 December 2023", "2023-12-10/2023-12-12"),
        ("October 2032", "2032-10"),
        ("1238 (traditional founding date; never colonized)", "1238"),
        ("16 November 2025, with a runoff held on 14 December 2025", "2025-11-16"),
    ],
)
def test_dates_in_words_and_strokes(text: str, edtf: str) -> None:
    assert read_date(text).text == edtf


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("13/7/2023", Reason.DATE_FORM),
        ("45161", Reason.DATE_FORM),
        ("fall 2026", Reason.DATE_FORM),
        ("30 February 2020", Reason.DATE_FORM),
        ("by 28 January 2030", Reason.BOUND),
        ("no later than November 2025", Reason.BOUND),
        ("4 July 1776 (declared); 3 September 1783 (recognized)", Reason.SEVERAL),
    ],
)
def test_dates_that_are_not_certain_stay_text(text: str, reason: Reason) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        read_date(text)
    assert caught.value.reason is reason


def test_lists_give_each_name_its_value_and_share_their_date() -> None:
    borders = read_list("Andorra 55 km; Saudi Arabia 1,457 km")
    assert [(b.name, b.amount.value) for b in borders] == [
        ("Andorra", Decimal(55)),
        ("Saudi Arabia", Decimal(1457)),
    ]
    faiths = read_list("Muslim (official) 95% (Sunni 90%, Shia 5%), Christian 1% (2015 est.)")
    assert [(f.name, f.amount.value, f.amount.as_of and f.amount.as_of.text) for f in faiths] == [
        ("Muslim (official)", Decimal(95), "2015"),
        ("Christian", Decimal(1), "2015"),
    ]


@pytest.mark.parametrize("text", ["Shona 80%, 13 minority languages", "A 1%, A 2%", "Arab, Berber"])
def test_a_list_with_one_strange_item_is_no_list(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read_list(text)


def test_heights_and_numbers_by_sex() -> None:
    peak = read_named("Mount McKinley 6,190 m (highest point in North America)")
    assert (peak.name, peak.amount.value) == ("Mount McKinley", Decimal(6190))
    assert read_named("Rhone River delta -2 m").amount.value == Decimal(-2)
    share, men, women = read_by_sex("22% (2024 est.) (male 6,621,146/female 8,408,845)")
    assert (share.value, men.value, women.value) == (
        Decimal(22),
        Decimal(6621146),
        Decimal(8408845),
    )
    assert women.as_of is not None


def test_gaps_are_told_apart_from_statements() -> None:
    gaps = ["NA", "NA%", "n/a", "N/A", "NA (2020)", "total: NA", "-", "no data available"]
    assert all(is_missing(text) for text in gaps)
    assert not any(is_missing(text) for text in ("none", "Namibia", "0", "-5", "NATO"))
