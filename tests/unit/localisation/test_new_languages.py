"""Editorial rules of the languages beside English, French and Arabic."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.facts.dates import parse_edtf
from generator.facts.model import Period, Qualifier, Quantity
from generator.localisation import Localiser
from generator.localisation.locale import Locale

NB = "\u00a0"


@pytest.mark.parametrize(
    ("date", "since", "until"),
    [
        ("2016-06-09", "с 9 июня 2016 г.", "до 9 июня 2016 г."),
        ("2016-06", "с июня 2016 г.", "до июня 2016 г."),
        ("2016-03", "с марта 2016 г.", "до марта 2016 г."),
        ("2016-05", "с мая 2016 г.", "до мая 2016 г."),
        ("2016", "с 2016 г.", "до 2016 г."),
        ("2016-06~", "с приблизительно июня 2016 г.", "до приблизительно июня 2016 г."),
    ],
)
def test_russian_months_take_the_case_of_their_preposition(
    date: str, since: str, until: str
) -> None:
    russian, moment = Localiser("ru"), parse_edtf(date)
    assert spaced(russian.period(Period(moment, None))) == since
    assert spaced(russian.period(Period(None, moment))) == until


def test_russian_cases_of_other_words_and_of_quarters() -> None:
    russian = Localiser("ru")
    assert russian.governed("опубликовано в {date}", "date", "август 2016 г.") == "августе 2016 г."
    assert russian.governed("в {date}", "date", "март 2016 г.") == "марте 2016 г."
    assert russian.governed("в {date}", "date", "май 2016 г.") == "мае 2016 г."
    assert russian.governed("с {date}", "date", "1-й квартал 2016 г.") == "1-го квартала 2016 г."
    assert russian.governed("по состоянию на {date}", "date", "июнь 2016 г.") == "июнь 2016 г."
    assert Localiser("de").governed("seit {date}", "date", "Juni 2016") == "Juni 2016"


def spaced(text: str) -> str:
    return text.replace(NB, " ").replace("\u202f", " ")


@pytest.mark.parametrize("tag", ["ru", "fa", "ar-IQ", "he", "ur", "fr-CA", "en-GB", "de"])
def test_about_a_year_is_not_said_twice_beside_a_preposition(tag: str) -> None:
    localiser, moment = Localiser(tag), parse_edtf("2016~")
    about = localiser.date(moment)
    text = localiser.period(Period(moment, None))
    assert about in text
    for word in ("سال", "عام", "שנת", "г."):
        assert text.count(word) <= about.count(word)


def money(value: str, code: str, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity(Decimal(value), "currency", currency=code, qualifier=qualifier)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("ru", "десятки миллионов канадских долларов"),
        ("de", "Dutzende Millionen kanadische Dollar"),
        ("pt-BR", "dezenas de milhões de dólares canadenses"),
        ("es", "decenas de millones de dólares canadienses"),
        ("tr", "on milyonlarca Kanada doları"),
        ("zh", "数千万加拿大元"),
    ],
)
def test_money_that_nobody_counted(tag: str, said: str) -> None:
    assert Localiser(tag).quantity(money("1e7", "CAD", Qualifier.ORDER_OF_MAGNITUDE)) == said


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("de", "4,7 Milliarden kanadische Dollar"),
        ("pt-BR", "4,7 bilhões de dólares canadenses"),
        ("ru", "4,7 миллиарда канадских долларов"),
        ("zh", "47亿加拿大元"),
    ],
)
def test_names_of_currencies_inside_a_sentence(tag: str, said: str) -> None:
    assert spaced(Localiser(tag).quantity(money("4.7e9", "CAD"))) == said


def test_names_that_begin_with_a_name_keep_their_capital() -> None:
    assert spaced(Localiser("de").currency(5, "CHF")) == "5 Schweizer Franken"
    assert spaced(Localiser("de").currency(5, "USD")) == "5 US-Dollar"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en-CA", "268.9 billion US dollars"),
        ("ur-PK", "2.689 کھرب امریکی ڈالر"),
        ("zh-CN", "2689亿美元"),
        ("hi", "2.689 खरब यूएस डॉलर"),
    ],
)
def test_all_languages_show_the_same_figures_of_a_large_number(tag: str, said: str) -> None:
    assert spaced(Localiser(tag).compact_currency(Decimal("268.9e9"), "USD")) == said


@pytest.mark.parametrize(
    ("tag", "before", "after", "stop"),
    [
        ("zh-CN", "（", "）", "。"),
        ("ja", "（", "）", "。"),
        ("ur-PK", " (", ")", "۔"),
        ("fa-IR", " (", ")", "."),
        ("de-DE", " (", ")", "."),
    ],
)
def test_brackets_and_full_stops(tag: str, before: str, after: str, stop: str) -> None:
    localiser = Localiser(tag)
    assert localiser.brackets == (before, after)
    assert localiser.full_stop == stop


def test_a_conjunction_follows_the_word_that_is_read_after_it() -> None:
    signs, heard = ["\ue000", "\ue001"], ["español", "inglés"]
    assert Localiser("es").list(signs, heard=heard) == "\ue000 e \ue001"
    assert Localiser("es").list(signs, heard=["inglés", "español"]) == "\ue000 y \ue001"
    assert Localiser("he").list(signs, heard=["אנגלית", "טורקית"]) == "\ue000 ו\ue001"
    assert Localiser("he").list(signs, heard=["אנגלית", "NATO"]) == "\ue000 ו-\ue001"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("fa-IR", "رتبهٔ ۳ در جهان"),
        ("ur-PK", "دنیا میں درجہ 3"),
        ("he-IL", "מקום 3 בעולם"),
        ("ru-RU", "3-я позиция в мире"),
        ("es-ES", "3.ª posición mundial"),
    ],
)
def test_places_in_a_ranking(tag: str, said: str) -> None:
    assert Localiser(tag).quantity(Quantity(Decimal(3), "world_rank")) == said


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("ru", {"1": "1 год", "3": "3 года", "5": "5 лет", "21": "21 год", "1.5": "1,5 года"}),
        ("he", {"1": "שנה 1", "2": "שנתיים", "3": "3 שנים", "0.5": "שנה 0.5"}),
        ("es", {"1": "1 año", "2": "2 años", "1000000": "1 millón de años"}),
        ("pt-BR", {"1": "1 ano", "2": "2 anos", "1000000": "1 milhão de anos"}),
        ("tr", {"1": "1 yıl", "5": "5 yıl"}),
        ("de", {"1": "1 Jahr", "5": "5 Jahre"}),
        ("fa", {"1": "۱ سال", "5": "۵ سال"}),
        ("ur", {"1": "1 سال", "5": "5 سال"}),
        ("zh", {"1": "1年", "5": "5年"}),
    ],
)
def test_counted_nouns_in_their_forms(tag: str, forms: dict[str, str]) -> None:
    localiser = Localiser(tag)
    for number, said in forms.items():
        assert spaced(localiser.count("years", Decimal(number))) == said


@pytest.mark.parametrize(
    ("tag", "data", "writing"),
    [
        ("zh-CN", "zh-Hans-CN", "zh"),
        ("zh-SG", "zh-Hans-SG", "zh"),
        ("zh-TW", "zh-Hant-TW", "zh-Hant"),
        ("sr-RS", "sr-Cyrl-RS", "sr"),
        ("sr-Latn", "sr-Latn", "sr-Latn"),
        ("uz-UZ", "uz-Latn-UZ", "uz"),
        ("pa-PK", "pa-Arab-PK", "pa-Arab"),
        ("fr-CA", "fr-CA", "fr"),
    ],
)
def test_the_script_of_a_locale(tag: str, data: str, writing: str) -> None:
    locale = Locale.parse(tag)
    assert (locale.data, locale.writing) == (data, writing)
