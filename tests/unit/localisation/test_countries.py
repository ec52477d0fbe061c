"""Countries inside sentences: articles, cases and endings, or the bare name without a rule."""

from __future__ import annotations

import pytest

from generator.localisation import Localiser
from generator.localisation.cldr import store


@pytest.mark.parametrize(
    ("language", "area", "inside", "of"),
    [
        ("es", "IRQ", "en Irak", "de Irak"),
        ("es", "LBN", "en el Líbano", "del Líbano"),
        ("es", "SLV", "en El Salvador", "de El Salvador"),
        ("es", "ARE", "en los Emiratos Árabes Unidos", "de los Emiratos Árabes Unidos"),
        ("es", "FLK", "en las Islas Malvinas", "de las Islas Malvinas"),
        ("pt-BR", "IRQ", "no Iraque", "do Iraque"),
        ("pt-BR", "FRA", "na França", "da França"),
        ("pt-BR", "USA", "nos Estados Unidos", "dos Estados Unidos"),
        ("pt-BR", "PHL", "nas Filipinas", "das Filipinas"),
        ("pt-BR", "ISR", "em Israel", "de Israel"),
        ("pt-BR", "KHM", "no Camboja", "do Camboja"),
        ("de", "IRQ", "im Irak", "des Irak"),
        ("de", "TUR", "in der Türkei", "der Türkei"),
        ("de", "USA", "in den Vereinigten Staaten", "der Vereinigten Staaten"),
        ("de", "GBR", "im Vereinigten Königreich", "des Vereinigten Königreichs"),
        ("de", "MDV", "auf den Malediven", "der Malediven"),
        ("de", "FRA", "in Frankreich", "von Frankreich"),
        ("ru", "IRQ", "в Ираке", "Ирака"),
        ("ru", "FRA", "во Франции", "Франции"),
        ("ru", "VNM", "во Вьетнаме", "Вьетнама"),
        ("ru", "SAU", "в Саудовской Аравии", "Саудовской Аравии"),
        ("ru", "EGY", "в Египте", "Египта"),
        ("ru", "CUB", "на Кубе", "Кубы"),
        ("ru", "BIH", "в Боснии и Герцеговине", "Боснии и Герцеговины"),
        ("ru", "PNG", "в Папуа — Новой Гвинее", "Папуа — Новой Гвинеи"),
        ("ru", "MLI", "в Мали", "Мали"),
        ("ru", "TLS", "в Восточном Тиморе", "Восточного Тимора"),
        ("tr", "IRQ", "Irak’ta", "Irak’ın"),
        ("tr", "JOR", "Ürdün’de", "Ürdün’ün"),
        ("tr", "SYR", "Suriye’de", "Suriye’nin"),
        ("tr", "ARE", "Birleşik Arap Emirlikleri’nde", "Birleşik Arap Emirlikleri’nin"),
        ("tr", "NPL", "Nepal’de", "Nepal’in"),
        ("tr", "LBY", "Libya’da", "Libya’nın"),
        ("he", "IRQ", "בעיראק", "של עיראק"),
        ("he", "HTI", "בהאיטי", "של האיטי"),
        ("he", "DOM", "ברפובליקה הדומיניקנית", "של הרפובליקה הדומיניקנית"),
        ("fa", "IRQ", "در عراق", "عراق"),
        ("ur", "IRQ", "عراق میں", "عراق"),
        ("zh", "IRQ", "在伊拉克", "伊拉克"),
        ("en", "EUE", "in the European Union", "of the European Union"),
        ("fr", "EUE", "dans l’Union européenne", "de l’Union européenne"),
        ("ar", "EUE", "في الاتحاد الأوروبي", "الاتحاد الأوروبي"),
        ("es", "EUE", "en la Unión Europea", "de la Unión Europea"),
        ("pt-BR", "EUE", "na União Europeia", "da União Europeia"),
        ("de", "EUE", "in der Europäischen Union", "der Europäischen Union"),
        ("ru", "EUE", "в Европейском союзе", "Европейского союза"),
        ("tr", "EUE", "Avrupa Birliği’nde", "Avrupa Birliği’nin"),
        ("he", "EUE", "באיחוד האירופי", "של האיחוד האירופי"),
        ("fa", "EUE", "در اتحادیهٔ اروپا", "اتحادیهٔ اروپا"),
        ("zh", "EUE", "在欧盟", "欧盟"),
    ],
)
def test_a_country_in_a_sentence(language: str, area: str, inside: str, of: str) -> None:
    localiser = Localiser(language)
    assert localiser.area_in(area) == inside
    assert localiser.area_of(area) == of


@pytest.mark.parametrize(
    ("language", "area", "bare"),
    [
        ("ru", "SLB", "Соломоновы о-ва"),
        ("ru", "MMR", "Мьянма (Бирма)"),
        ("tr", "CIV", "Côte d’Ivoire"),
        ("tr", "SMR", "San Marino"),
        ("de", "VGB", "Britische Jungferninseln"),
        ("de", "VCT", "St. Vincent und die Grenadinen"),
        ("sw", "IRQ", "Iraki"),
    ],
)
def test_a_name_that_no_rule_fits_stays_bare(language: str, area: str, bare: str) -> None:
    assert Localiser(language).area_in(area) == bare
    assert Localiser(language).area_of(area) == bare


def test_a_house_that_writes_another_name_keeps_its_name() -> None:
    assert Localiser("de").area_in("USA", "USA") == "in USA"
    assert Localiser("es").area_of("LBN", "Líbano") == "del Líbano"
    assert Localiser("ru").area_in("IRQ", "Республика Ирак") != "в Республике Ираке"


def test_every_country_has_an_answer_that_holds_its_name_or_a_form_of_it() -> None:
    for language in ("es", "pt", "de", "ru", "tr", "he", "fa", "ur", "zh"):
        localiser = Localiser(language)
        for area in store.common()["alpha3"]:
            assert localiser.area_in(area).strip()
            assert "None" not in localiser.area_in(area) + localiser.area_of(area)


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fr", "pt", "ru"])
def test_the_union_has_no_adjective_for_european_means_more(language: str) -> None:
    assert Localiser(language).area_adjective("EUE") is None
