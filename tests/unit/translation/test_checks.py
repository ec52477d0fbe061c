"""Numbers, terms and letters of a translation against its original, in any language."""

from __future__ import annotations

import pytest

from generator.translation.checks import checked
from generator.translation.model import Key, Record, Unit
from generator.translation.notes import Glossary

NONE = Glossary({})


def found(
    source: str, target: str, languages: str = "en-ar", glossary: Glossary = NONE
) -> set[str]:
    """Codes of what is found."""
    original, language = languages.split("-")
    unit = Unit(
        Key("s", "f", "text", "other"),
        original,
        language,
        source,
        None,
        "missing",
        Record("0" * 12, "none"),
        "U",
        200,
        filled=frozenset({"period", "from", "to"}),
    )
    return {one.code for one in checked(unit, target, glossary).found}


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("It sent 1,200 people.", "أرسلت ١٬٢٠٠ شخص.", "en-ar"),
        ("It sent 1,200 people.", "۱٬۲۰۰ نفر فرستاد.", "en-fa"),
        ("It sent 1,200 people.", "Il a envoyé 1 200 personnes.", "en-fr"),
        ("It sent 1.5 million.", "Il a envoyé 1,5 million.", "en-fr"),
        ("It sent 1,200 people.", "उसने १,२०० लोगों को भेजा।", "en-hi"),
        ("It sent 1.2 million people.", "派出120万人。", "en-zh"),
        ("In June 2016 it left.", "2016年6月离开。", "en-zh"),
        ("2016年6月离开。", "It left in June 2016.", "zh-en"),
        ("In June 2016 it left.", "Он уехал в июне 2016 года.", "en-ru"),
        ("On 20 January 2022 it left.", "غادر في 20 كانون الثاني/يناير 2022.", "en-ar"),
        ("It has 2 offices.", "لها مكتبان.", "en-ar"),
        ("It has 3 offices.", "Elle a trois bureaux.", "en-fr"),
        ("It has three offices.", "Elle a 3 bureaux.", "en-fr"),
        ("From {from} to {to}.", "في الفترة {period}.", "en-ar"),
        ("In {period}.", "De {from} à {to}.", "en-fr"),
        ("Petition 441-00155.", "العريضة ٤٤١-٠٠١٥٥.", "en-ar"),
    ],
)
def test_the_same_numbers_in_any_writing_are_sound(
    source: str, target: str, languages: str
) -> None:
    assert found(source, target, languages) == set()


@pytest.mark.parametrize(
    ("source", "target", "languages", "code"),
    [
        ("It sent 1,200 people.", "أرسلت ١٬٣٠٠ شخص.", "en-ar", "translate-numbers"),
        ("It sent 1,200 people.", "أرسلت أشخاصاً.", "en-ar", "translate-numbers"),
        ("It sent 1.2 million people.", "派出130万人。", "en-zh", "translate-numbers"),
        ("In June 2016 it left.", "Он уехал в июне 2017 года.", "en-ru", "translate-numbers"),
        ("It has 3 offices.", "Elle a quatre bureaux.", "en-fr", "translate-numbers"),
        ("From {from} to {to}.", "في الفترة {from}.", "en-ar", "translate-slots"),
        ("Petition 441-00155.", "العريضة ٤٤١-٠٠١٥٦.", "en-ar", "translate-codes"),
        ("It left.", "It left.", "en-ar", "translate-script"),
        ("It left the country.", "It left the country.", "en-fr", "translate-same"),
        ("It left.", " Il est parti.\n", "en-fr", "translate-blanks"),
        ("It left.", "Il est parti. " * 20, "en-fr", "translate-long"),
        ("It left.", "Cote\u0301 \ufeff.", "en-fr", "translate-characters"),
        ("It left.", "غادر\u061c \u202b.", "en-ar", "translate-characters"),
        ("It left.", "\ud800 parti", "en-fr", "text-surrogate"),
    ],
)
def test_what_differs_is_found(source: str, target: str, languages: str, code: str) -> None:
    assert code in found(source, target, languages)


@pytest.mark.parametrize(
    ("source", "target", "sound"),
    [
        ("Iraq asked.", "طلب العراق.", True),
        ("Iraq asked.", "طلب الجانب العراقي.", True),
        ("Iraq asked.", "طلبت بغداد.", False),
        ("Iraqis asked.", "طلب المواطنون.", True),  # another word
        ("the Yazidis asked.", "طلب الإيزيديين.", True),
    ],
)
def test_names_and_terms_are_looked_for_as_texts_inflect_them(
    source: str, target: str, sound: bool
) -> None:
    words = Glossary({"Iraq": ("العراق",), "Yazidis": ("الإيزيديون",)})
    assert ("translate-term" not in found(source, target, glossary=words)) is sound


def test_a_term_is_known_behind_what_arabic_joins_to_it() -> None:
    words = Glossary({"عراق": ("Iraq",), "مالي": ("Mali",)}, loose=True)
    assert list(words.within("وللعراق موقف مالي")) == ["عراق", "مالي"]
    assert list(words.within("في الشمالي")) == []


def test_an_accented_letter_in_two_parts_is_joined() -> None:
    key, record = Key("s", "f", "text", "other"), Record("0" * 12, "none")
    unit = Unit(key, "en", "fr", "It.", None, "missing", record, "U", 80)
    assert checked(unit, "e\u0301.", NONE).text == "é."
