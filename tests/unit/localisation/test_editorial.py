"""What national style asks for beyond CLDR: grammar round numbers, spacing, articles, marks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.facts.model import Qualifier, Quantity
from generator.localisation import Localiser
from generator.localisation.locale import Locale
from generator.localisation.punctuation import punctuate
from generator.localisation.quantities import AmountWithheld

NB, NNB = "\u00a0", "\u202f"
BILLION = 1_000_000_000


def money(value: int | str, code: str = "CAD", qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity(Decimal(value), "currency", qualifier=qualifier, currency=code)


def counted(value: int | str, unit: str, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity(Decimal(value), unit, qualifier=qualifier)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en-CA", f"more than 4{NB}billion Canadian dollars"),
        ("fr-CA", f"plus de 4{NB}milliards de dollars canadiens"),
        ("ar-IQ", f"أكثر من ٤{NB}مليارات دولار كندي"),
    ],
)
def test_what_a_source_qualified_stays_qualified(tag: str, text: str) -> None:
    assert Localiser(tag).quantity(money(4 * BILLION, qualifier=Qualifier.MORE_THAN)) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en-CA", "millions of people"),
        ("fr-CA", "des millions de personnes"),
        ("ar-IQ", "ملايين الأشخاص"),
    ],
)
def test_what_nobody_counted_has_no_figure(tag: str, text: str) -> None:
    quantity = counted(1_000_000, "persons", Qualifier.ORDER_OF_MAGNITUDE)
    assert Localiser(tag).quantity(quantity) == text


def test_magnitudes_of_money_name_the_currency() -> None:
    many = money(BILLION, "EUR", Qualifier.ORDER_OF_MAGNITUDE)
    assert Localiser("fr-CA").quantity(many) == "des milliards d’euros"
    dollars = money(BILLION, "CAD", Qualifier.ORDER_OF_MAGNITUDE)
    assert Localiser("ar-IQ").quantity(dollars) == "مليارات الدولارات الكندية"


def test_millions_take_a_preposition_in_words_and_in_figures() -> None:
    french = Localiser("fr-FR")
    assert french.compact_currency(4 * BILLION, "EUR") == f"4{NB}milliards d’euros"
    assert french.compact_currency(45_000, "EUR") == f"45{NB}mille euros"
    assert french.currency(1_000_000, "CAD") == f"1{NNB}000{NNB}000{NB}de dollars canadiens"
    assert french.currency(1_500_000, "CAD") == f"1{NNB}500{NNB}000{NB}dollars canadiens"
    assert Localiser("es-MX").compact_currency(4 * BILLION, "CAD") == (
        f"4{NB}mil{NB}millones de dólares canadienses"
    )
    assert Localiser("it").compact_currency(2_000_000, "EUR") == f"2{NB}milioni di euro"


def test_counted_nouns_follow_large_numbers_in_words() -> None:
    people = counted(4_000_000, "persons")
    assert Localiser("en-CA").quantity(people) == f"4{NB}million{NB}people"
    assert Localiser("fr-CA").quantity(people) == f"4{NB}millions{NB}de personnes"
    assert Localiser("ar-IQ").quantity(people) == f"٤{NB}ملايين{NB}شخص"


def test_large_numbers_that_words_would_round_stay_in_figures() -> None:
    assert Localiser("en-CA").count("persons", 4_123_456) == f"4,123,456{NB}people"


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "سنة واحدة"),
        (2, "سنتان"),
        (3, f"٣{NB}سنوات"),
        (10, f"١٠{NB}سنوات"),
        (11, f"١١{NB}سنة"),
        (99, f"٩٩{NB}سنة"),
        (100, f"١٠٠{NB}سنة"),
        (103, f"١٠٣{NB}سنوات"),
    ],
)
def test_arabic_counts_years_in_six_forms(n: int, text: str) -> None:
    assert Localiser("ar-IQ").count("years", n) == text


def test_arabic_accusative_after_eleven() -> None:
    assert Localiser("ar-IQ", "latn").count("persons", 850) == f"850{NB}شخصًا"
    assert Localiser("ar-IQ", "latn").count("persons", 1200) == f"1,200{NB}شخص"


def test_french_zero_and_fractions_below_two_are_singular() -> None:
    french = Localiser("fr-CA")
    assert french.count("persons", 0) == f"0{NB}personne"
    assert french.count("years", Decimal("1.5")) == f"1,5{NB}an"
    assert Localiser("en-CA").count("years", Decimal("1.0")) == f"1.0{NB}years"


def test_ranges_and_bounds() -> None:
    english = Localiser("en-CA")
    both = Quantity(None, "persons", Decimal(10), Decimal(20))
    assert english.quantity(both) == f"10–20{NB}people"
    assert english.quantity(Quantity(None, "persons", Decimal(10))) == f"at least 10{NB}people"
    assert english.quantity(Quantity(None, "persons", None, Decimal(20))) == f"up to 20{NB}people"
    negative = Quantity(None, "percent", Decimal(-5), Decimal(-3))
    assert english.quantity(negative) == "-5% to -3%"
    assert english.quantity(Quantity(None, "percent", Decimal(3), Decimal(5))) == "3% – 5%"


def test_a_rank_is_an_ordinal() -> None:
    rank = counted(31, "world_rank")
    assert Localiser("en-CA").quantity(rank) == "31st in the world"
    assert Localiser("fr-CA").quantity(counted(1, "world_rank")) == "1re au monde"


def test_money_without_currency_is_never_printed() -> None:
    for quantity in (money(5, "XXX"), Quantity(Decimal(5), "currency"), Quantity(None, "persons")):
        with pytest.raises(AmountWithheld):
            Localiser("en-CA").quantity(quantity)


def test_a_measure_stays_with_its_number() -> None:
    area = counted(435050, "square-kilometer")
    assert Localiser("fr-CA").quantity(area) == f"435{NB}050{NB}kilomètres carrés"
    assert Localiser("ar-IQ").quantity(area) == f"٤٣٥٬٠٥٠{NB}كيلومتر مربع"


def test_whole_amounts_have_no_empty_decimals() -> None:
    assert Localiser("en-CA").currency(500, "CAD") == f"500{NB}Canadian dollars"
    assert Localiser("en-CA").currency(Decimal("500.5"), "CAD") == f"500.50{NB}Canadian dollars"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr-FR", f"Quoi{NNB}? Oui{NNB}! «{NB}Le mot{NB}»{NNB}; voici{NB}: fin."),
        ("fr-CA", f"Quoi? Oui! «{NB}Le mot{NB}»; voici{NB}: fin."),
        ("fr-CH", f"Quoi{NNB}? Oui{NNB}! «{NNB}Le mot{NNB}»{NNB}; voici{NNB}: fin."),
    ],
)
def test_french_spacing_differs_by_country(tag: str, text: str) -> None:
    locale = Locale.parse(tag)
    assert punctuate(locale, "Quoi ? Oui! «Le mot» ; voici: fin.") == text
    assert punctuate(locale, text) == text


def test_addresses_times_and_codes_are_left_alone() -> None:
    locale = Locale.parse("fr-FR")
    for text in (
        "https://example.org/a?b=1;c!d",
        "www.example.org/?q=a;b",
        "à 14:05",
        "a.b+c@example.org",
        "rapport 3:1",
        "`x ? y : z;`",
    ):
        assert punctuate(locale, text) == text


def test_numbers_stay_with_what_they_count() -> None:
    assert punctuate(Locale.parse("fr-CA"), "n° 5, p. 3, M. Trudeau, le XXe siècle, 9 février") == (
        f"n°{NB}5, p.{NB}3, M.{NB}Trudeau, le XXe{NB}siècle, 9{NB}février"
    )
    assert punctuate(Locale.parse("fr-CA"), "en 2016 250 personnes et 10 000 km") == (
        f"en 2016 250{NB}personnes et 10{NB}000{NB}km"
    )
    assert punctuate(Locale.parse("en-CA"), "4 billion, 5 things") == f"4{NB}billion, 5 things"


def test_arabic_text_has_arabic_marks_and_latin_text_keeps_its_own() -> None:
    assert punctuate(Locale.parse("ar-IQ"), "العراق, سوريا; ماذا? Shell, plc; yes?") == (
        "العراق، سوريا؛ ماذا؟ Shell, plc; yes?"
    )


def test_spacing_is_off_with_the_switch() -> None:
    assert Localiser("fr-FR", editorial=False).punctuate("Quoi ?") == "Quoi ?"


def test_quotation_marks_of_print() -> None:
    assert Localiser("fr-CA").quote("mot") == f"«{NB}mot{NB}»"
    assert Localiser("fr-CA").quote("mot", inner=True) == "“mot”"
    assert Localiser("fr-CH").quote("mot", inner=True) == "‹mot›"
    assert Localiser("en-CA").quote("word") == "“word”"
    assert Localiser("ar-IQ").quote("كلمة") == "«كلمة»"
    assert Localiser("de").quote("Wort") == "„Wort“"


@pytest.mark.parametrize(
    ("area", "inside", "of", "plain"),
    [
        ("IRQ", "en Irak", "de l’Irak", "l’Irak"),
        ("LBN", "au Liban", "du Liban", "le Liban"),
        ("USA", "aux États-Unis", "des États-Unis", "les États-Unis"),
        ("SYR", "en Syrie", "de la Syrie", "la Syrie"),
        ("JOR", "en Jordanie", "de la Jordanie", "la Jordanie"),
        ("YEM", "au Yémen", "du Yémen", "le Yémen"),
        ("CUB", "à Cuba", "de Cuba", "Cuba"),
        ("ISR", "en Israël", "d’Israël", "Israël"),
        ("HTI", "en Haïti", "d’Haïti", "Haïti"),
        ("HND", "au Honduras", "du Honduras", "le Honduras"),
        ("HUN", "en Hongrie", "de la Hongrie", "la Hongrie"),
        ("BRB", "à la Barbade", "de la Barbade", "la Barbade"),
        ("MLT", "à Malte", "de Malte", "Malte"),
        ("IRN", "en Iran", "de l’Iran", "l’Iran"),
        ("PSE", "en Palestine", "de la Palestine", "la Palestine"),
        ("OMN", "à Oman", "d’Oman", "Oman"),
    ],
)
def test_french_countries_take_their_article(area: str, inside: str, of: str, plain: str) -> None:
    french = Localiser("fr-CA")
    assert (french.area_in(area), french.area_of(area), french.area_in_text(area)) == (
        inside,
        of,
        plain,
    )


def test_english_countries_with_an_article() -> None:
    english = Localiser("en-CA")
    assert english.area_in("USA") == "in the United States"
    assert english.area_of("IRQ") == "of Iraq"
    assert english.area_name("USA") == "United States"
    assert Localiser("ar-IQ").area_in("IRQ") == "في العراق"


def test_a_house_name_takes_the_article_of_its_country() -> None:
    assert Localiser("fr-CA").area_in("IRQ", "Iraq") == "en Iraq"


def test_a_language_without_rules_gives_the_name() -> None:
    assert Localiser("sw").area_in("IRQ") == "Iraki"
    assert Localiser("ru").area_in("SLB") == "Соломоновы о-ва"
    assert Localiser("tr").area_in("CIV") == "Côte d’Ivoire"


def test_ordinals_in_words_where_figures_are_not_used() -> None:
    assert Localiser("ar-IQ").ordinal(1) == "الأول"
    assert Localiser("ar-IQ").ordinal(3, "feminine") == "الثالثة"
    assert Localiser("ar-IQ").ordinal(31) == "٣١"
    assert Localiser("ru").ordinal(1) == "1-й"
    assert Localiser("fr-CA").ordinal(1, "feminine") == "1re"


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("Shell plc.", True),
        ("+964 770 123 4567", True),
        ("-1,234.5", True),
        ("2019–2022", True),
        ("3.1%", True),
        ("2024", False),
        ("1,234.5", False),
        ("٢٠١٩–٢٠٢٢", False),
        ("العراق", False),
        ("شركة Shell", False),
        ("", False),
    ],
)
def test_what_must_be_laid_out_left_to_right(text: str, isolated: bool) -> None:
    assert Localiser("ar-IQ").isolates(text) is isolated
    assert Localiser("fr-CA").isolates(text) is False


def test_arabic_money_agrees_with_its_number() -> None:
    arabic = Localiser("ar-IQ", "latn")
    assert [arabic.currency(n, "CAD") for n in (3, 11, 100, 500)] == [
        f"3{NB}دولارات كندية",
        f"11{NB}دولارًا كنديًا",
        f"100{NB}دولار كندي",
        f"500{NB}دولار كندي",
    ]
    assert arabic.currency(5, "SYP") == f"5{NB}ليرات سورية"
    assert arabic.currency(12, "SYP") == f"12{NB}ليرة سورية"
    assert arabic.currency(5, "EUR") == f"5{NB}يورو"
