"""Numbers, money, measures and lists as readers expect them, editorial rules off."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.facts.units import MEASURES
from generator.localisation import Localiser
from generator.localisation.numbers import rounded
from generator.localisation.units import UnitNotNamed

NB, NNB = "\u00a0", "\u202f"


def plain(tag: str, numbering: str | None = None) -> Localiser:
    return Localiser(tag, numbering, editorial=False)


def test_ties_are_rounded_to_the_even_neighbour() -> None:
    assert [plain("en").number(Decimal(x), max_fraction=0) for x in ("0.5", "1.5", "2.5")] == [
        "0",
        "2",
        "2",
    ]


def test_without_a_limit_all_digits_of_the_value_are_kept() -> None:
    assert plain("en").number(Decimal("12.500")) == "12.500"
    assert plain("fr-CA").number(Decimal("1E+6")) == f"1{NB}000{NB}000"


def test_a_number_that_rounds_to_zero_has_no_sign() -> None:
    assert plain("en").number(Decimal("-0.001"), max_fraction=1) == "0"


def test_digits_and_signs_are_of_one_system() -> None:
    assert plain("ar-IQ").number(Decimal("-1234.5")) == "\u061c-١٬٢٣٤٫٥"
    assert plain("ar-IQ", "latn").number(Decimal("-1234.5")) == "\u200e-1,234.5"
    assert plain("fr", "arab").number(Decimal("1234.5")) == "١٬٢٣٤٫٥"


def test_an_unknown_numbering_system_is_refused() -> None:
    with pytest.raises(KeyError):
        Localiser("fr", "roman")


def test_numbers_that_are_none_are_refused() -> None:
    for text in ("NaN", "Infinity", "-Infinity"):
        with pytest.raises(ValueError, match="not a finite number"):
            plain("en").number(Decimal(text))


def test_very_large_and_very_small_numbers_are_exact() -> None:
    assert plain("en").number(Decimal(10**30 + 1)).replace(",", "") == str(10**30 + 1)
    assert plain("en").number(Decimal("1E-20")) == "0." + "0" * 19 + "1"


def test_a_letter_symbol_stands_apart_from_the_digits() -> None:
    assert plain("en").currency(250000, "IQD", display="symbol") == f"IQD{NB}250,000"
    assert plain("en").currency(5, "USD", display="symbol") == "$5.00"


def test_the_name_of_a_currency_follows_the_number_as_shown() -> None:
    assert plain("en").currency(1, "CAD") == "1.00 Canadian dollars"
    assert plain("en").currency(1, "CAD", max_fraction=0) == "1 Canadian dollar"


def test_an_unknown_currency_is_named_by_its_code() -> None:
    assert plain("en").currency(5, "QQQ") == "5.00 QQQ"


def test_swiss_french_money_has_a_decimal_point() -> None:
    assert plain("fr-CH").currency(Decimal("1.5"), "CHF", display="code") == f"1.50{NB}CHF"
    assert plain("fr-CH").number(Decimal("1.5")) == "1,5"


def test_rounding_up_to_the_next_power_uses_its_word() -> None:
    assert plain("fr").compact(999_999, max_fraction=0) == "1 million"
    assert plain("en").compact(999_999_999, length="short", max_fraction=0) == "1B"


def test_amounts_in_words_keep_the_sign() -> None:
    assert plain("en").compact(-4_000_000_000) == "-4 billion"


def test_ratios_of_units_are_put_together() -> None:
    assert plain("en").unit(5, "kilogram-per-hectare", "short") == "5 kg/ha"
    assert plain("en").unit(3, "liter-per-day") == "3 liters per day"


def test_every_measure_of_facts_has_a_name() -> None:
    for unit in MEASURES:
        assert "{0}" not in plain("ar-IQ").unit(3, unit)
    assert plain("en-CA").unit(3, "metric-ton") == "3 tonnes"


def test_a_unit_without_name_is_refused() -> None:
    with pytest.raises(UnitNotNamed):
        plain("en").unit(5, "smoot")
    with pytest.raises(UnitNotNamed):
        plain("en").unit(5, "smoot-per-year")


def test_lists_of_no_and_one_item() -> None:
    assert plain("fr").list([]) == ""
    assert plain("fr").list(["Irak"]) == "Irak"


def test_text_with_braces_is_only_text_in_a_list() -> None:
    assert plain("en").list(["{1}", "{0}", "{1} and {0}"]) == "{1}, {0}, and {1} and {0}"


def test_spanish_conjunctions_change_before_their_own_sound() -> None:
    assert plain("es").list(["España", "Italia"]) == "España e Italia"
    assert plain("es").list(["nieve", "hielo"]) == "nieve y hielo"
    assert plain("es").list(["Uruguay", "Oman"], "or") == "Uruguay u Oman"
    assert plain("es").list(["7", "8"], "or") == "7 u 8"


def test_an_unknown_area_is_given_by_its_code() -> None:
    assert plain("fr").area_name("IRQ") == "Irak"
    assert plain("fr").area_name("XYZ") == "XYZ"


def test_names_are_sorted_as_dictionaries_do() -> None:
    assert plain("fr").sort(["Zambie", "Égypte", "Côte d’Ivoire", "Croatie", "Corée"]) == [
        "Corée",
        "Côte d’Ivoire",
        "Croatie",
        "Égypte",
        "Zambie",
    ]
    assert plain("sv").sort(["Österrike", "Zambia", "Åland"]) == ["Zambia", "Åland", "Österrike"]
    assert plain("fr-CA").sort(["côté", "coté", "cote", "côte"]) == ["cote", "côte", "coté", "côté"]
    assert plain("zh").sort(["中国", "Canada", "阿富汗"]) == ["阿富汗", "中国", "Canada"]


def test_characters_of_no_known_order_are_still_sorted() -> None:
    assert plain("en").sort(["𠀀", "b", "丂", "a"]) == ["a", "b", "丂", "𠀀"]


@pytest.mark.parametrize(
    ("value", "minimum", "maximum", "shown"),
    [
        ("1.50", 0, 3, "1.5"),
        ("1.50", 0, None, "1.50"),
        ("1.5", 2, 2, "1.50"),
        ("1E+3", 0, 0, "1000"),
        ("0.000", 0, 3, "0"),
    ],
)
def test_a_value_is_rounded_to_what_is_shown(
    value: str, minimum: int, maximum: int | None, shown: str
) -> None:
    assert str(rounded(Decimal(value), minimum, maximum)) == shown
