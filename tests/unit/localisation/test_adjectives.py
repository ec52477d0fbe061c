"""Adjectives of countries: the rows, the rules, and forms that everyone knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from generator.localisation import Localiser, iberian
from generator.localisation.adjectives import languages_known, table
from generator.localisation.agreement import TWO_GENDERS, Case, Gender, cases, genders
from generator.localisation.french import feminine, plural
from tests.unit.localisation.known_adjectives import (
    ARABIC,
    AREAS,
    ENGLISH,
    FRENCH,
    GERMAN,
    PORTUGUESE,
    RUSSIAN,
    SPANISH,
)

TAGS = ("en", "fr", "ar", "es", "pt", "pt-PT", "de", "ru")
LETTERS = {
    "en": r"[A-ZÅ][a-zãçé]+(?:[ -][A-Z][a-zé]+)*",
    "fr": r"[a-zàâäåçèéêëîïôöûü]+(?:-[a-zéè]+)*",
    "es": r"[a-záéíñóúü]+",
    "pt": r"[a-zãáâçéêíóôõú]+(?:-[a-zêé]+)*",
    "de": r"[a-zåäöüã]+(?:-[a-zé]+)?[iy]sche[mnrs]?|deutsche[mnrs]?",
    "ru": r"[а-я]+(?:-[а-я]+)?(?:с|ц)к(?:ий|ая|ое|ие|ой|ого|ому|им|ом|ую|их|ими)",
    "ar": r"(?:[ء-غف-ي\u064f]+ )?[ء-غف-ي\u064f]+",
}
# Two countries whose adjective is the same in good usage.
SHARED = {
    "en": {"Congolese", "Dominican"},
    "fr": {"congolais"},
    "ar": {"كونغولي"},
    "es": {"congoleño"},
    "pt": {"congolês"},
    "de": {"kongolesischer"},
    "ru": {"конголезский"},
}


def forms(tag: str, area: str) -> list[str | None]:
    """Every form that the language has."""
    localiser = Localiser(tag)
    language = localiser.locale.language
    return [
        localiser.area_adjective(area, gender=gender, plural=many, definite=definite, case=case)
        for gender, many, definite, case in product(
            genders(language), (False, True), (False, True), cases(language) or ("nominative",)
        )
    ]


def test_the_list_of_the_standard_is_whole() -> None:
    assert len(set(AREAS)) == 250


@pytest.mark.parametrize("tag", languages_known())
def test_every_area_has_one_row_in_the_order_of_codes(tag: str) -> None:
    assert tuple(table(tag)) == AREAS


@pytest.mark.parametrize("tag", TAGS)
def test_every_area_has_all_forms_or_none(tag: str) -> None:
    for area in AREAS:
        found = forms(tag, area)
        assert all(found) or not any(found), area


@pytest.mark.parametrize("tag", TAGS)
def test_no_form_has_a_stray_character(tag: str) -> None:
    letters = re.compile(LETTERS[tag.partition("-")[0]])
    for area in AREAS:
        for form in forms(tag, area):
            assert form is None or letters.fullmatch(form), (area, form)


@pytest.mark.parametrize("tag", TAGS)
def test_no_two_countries_share_an_adjective_unawares(tag: str) -> None:
    found = Counter(Localiser(tag).area_adjective(area) for area in AREAS)
    shared = {form for form, times in found.items() if form and times > 1}
    assert shared == SHARED[tag.partition("-")[0]]


@pytest.mark.parametrize(
    ("tag", "to_feminine", "to_plural"),
    [
        ("fr", feminine, plural),
        ("pt", iberian.portuguese_feminine, iberian.portuguese_plural),
    ],
)
def test_no_row_states_what_a_rule_gives(
    tag: str, to_feminine: Callable[[str], str], to_plural: Callable[[str], str]
) -> None:
    for area, row in table(tag).items():
        assert row.feminine != to_feminine(row.masculine) or not row.masculine, area
        assert row.plural != to_plural(row.masculine) or not row.masculine, area
        if row.feminine_plural:
            assert row.feminine_plural != to_plural(row.feminine), area


def test_the_file_of_a_country_holds_only_what_differs() -> None:
    assert [area for area, row in table("pt-PT").items() if row == table("pt")[area]] == []
    assert table("pt-PT").keys() <= set(AREAS)
    assert all(row.masculine for row in table("pt-PT").values())


# ---------------------------------------------------------------- forms that everyone knows

KINDS: tuple[tuple[Gender, bool], ...] = (
    ("masculine", False),
    ("feminine", False),
    ("masculine", True),
    ("feminine", True),
)


def rows(text: str) -> list[list[str]]:
    return [row.split() for row in text.split("/")]


def test_the_samples_are_large_enough() -> None:
    samples = (ENGLISH, FRENCH, ARABIC, SPANISH, PORTUGUESE, GERMAN, RUSSIAN)
    assert all(len(rows(sample)) >= 40 for sample in samples)


def test_english_does_not_change() -> None:
    for area, *words in rows(ENGLISH):
        assert set(forms("en-CA", area)) == {" ".join(words)}


@pytest.mark.parametrize(
    ("tag", "sample"), [("fr-CA", FRENCH), ("es-MX", SPANISH), ("pt-BR", PORTUGUESE)]
)
def test_gender_and_number(tag: str, sample: str) -> None:
    localiser = Localiser(tag)
    for area, *expected in rows(sample):
        found = [localiser.area_adjective(area, gender=g, plural=many) for g, many in KINDS]
        assert found == expected, area


def test_arabic_gender_and_article() -> None:
    localiser = Localiser("ar-IQ")
    for area, masculine, feminine_form in rows(ARABIC):
        assert localiser.area_adjective(area) == masculine
        assert localiser.area_adjective(area, gender="feminine") == feminine_form
        assert localiser.area_adjective(area, definite=True) == f"ال{masculine}"
        both = localiser.area_adjective(area, gender="feminine", definite=True)
        assert both == f"ال{feminine_form}"


def test_things_in_the_plural_are_feminine_in_arabic() -> None:
    localiser = Localiser("ar-IQ")
    for gender in TWO_GENDERS:
        found = localiser.area_adjective("IRQ", gender=gender, plural=True, definite=True)
        assert found == "العراقية"


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("KOR", ("كوري جنوبي", "كورية جنوبية", "الكوري الجنوبي", "الكورية الجنوبية")),
        ("GNQ", ("غيني استوائي", "غينية استوائية", "الغيني الاستوائي", "الغينية الاستوائية")),
        ("ZAF", ("جنوب أفريقي", "جنوب أفريقية", "الجنوب أفريقي", "الجنوب أفريقية")),
    ],
)
def test_arabic_adjectives_of_two_words(area: str, expected: tuple[str, ...]) -> None:
    localiser = Localiser("ar")
    found = [
        localiser.area_adjective(area, gender=gender, definite=definite)
        for definite in (False, True)
        for gender in TWO_GENDERS
    ]
    assert tuple(found) == expected


def test_every_arabic_adjective_ends_as_a_relative_one_does() -> None:
    for row in table("ar").values():
        assert not row.masculine or row.masculine.endswith("ي")
        assert not row.masculine.startswith("ال")


def test_german_has_the_ending_of_its_gender() -> None:
    localiser = Localiser("de-DE")
    for area, stem in rows(GERMAN):
        assert localiser.area_adjective(area, gender="feminine", definite=True) == f"{stem}e"
        assert localiser.area_adjective(area) == f"{stem}er"


def test_russian_as_dictionaries_give_it() -> None:
    localiser = Localiser("ru-RU")
    for area, masculine in rows(RUSSIAN):
        assert localiser.area_adjective(area) == masculine
        neuter = localiser.area_adjective(area, gender="neuter")
        assert neuter == f"{masculine.removesuffix('ий')}ое"


@pytest.mark.parametrize(
    ("case", "alone", "after_article"),
    [
        (
            "nominative",
            "irakischer irakische irakisches irakische",
            "irakische irakische irakische irakischen",
        ),
        (
            "genitive",
            "irakischen irakischer irakischen irakischer",
            "irakischen irakischen irakischen irakischen",
        ),
        (
            "dative",
            "irakischem irakischer irakischem irakischen",
            "irakischen irakischen irakischen irakischen",
        ),
        (
            "accusative",
            "irakischen irakische irakisches irakische",
            "irakischen irakische irakische irakischen",
        ),
    ],
)
def test_german_declension(case: Case, alone: str, after_article: str) -> None:
    assert declined("de", case, definite=False) == alone.split()
    assert declined("de", case, definite=True) == after_article.split()


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("nominative", "иракский иракская иракское иракские"),
        ("genitive", "иракского иракской иракского иракских"),
        ("dative", "иракскому иракской иракскому иракским"),
        ("accusative", "иракский иракскую иракское иракские"),
        ("instrumental", "иракским иракской иракским иракскими"),
        ("prepositional", "иракском иракской иракском иракских"),
    ],
)
def test_russian_declension(case: Case, expected: str) -> None:
    for definite in (False, True):
        assert declined("ru", case, definite=definite) == expected.split()


def declined(tag: str, case: Case, *, definite: bool) -> list[str | None]:
    localiser = Localiser(tag)
    singular = [
        localiser.area_adjective("IRQ", gender=gender, definite=definite, case=case)
        for gender in genders(tag)
    ]
    plurals = {
        localiser.area_adjective("IRQ", gender=g, plural=True, definite=definite, case=case)
        for g in genders(tag)
    }
    (in_plural,) = plurals
    return [*singular, in_plural]


def test_case_is_not_shown_where_a_language_does_not_write_it() -> None:
    for tag, expected in (("en", "Iraqi"), ("fr", "irakien"), ("ar", "عراقي")):
        assert Localiser(tag).area_adjective("IRQ", case="genitive") == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pt", "palestina"),
        ("pt-BR", "palestina"),
        ("pt-PT", "palestiniana"),
        ("pt-AO", "palestiniana"),
    ],
)
def test_countries_of_one_language_may_differ(tag: str, expected: str) -> None:
    assert Localiser(tag).area_adjective("PSE", gender="feminine") == expected


# ---------------------------------------------------------------- none, rather than invented


def test_the_page_on_languages_says_how_many_are_known(root: Path) -> None:
    page = (root / "docs" / "localisation.md").read_text("utf-8")
    told: dict[str, int] = {}
    for tags, numbers in re.findall(
        r"^\| ([a-z ]+) \| ([0-9, ]+)(?: of 250 areas)? \|", page, re.M
    ):
        told |= zip(tags.split(), map(int, numbers.split(",")), strict=True)
    known = {tag: sum(bool(row.masculine) for row in table(tag).values()) for tag in told}
    assert told == known
    assert told.keys() == set(languages_known())


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("area", ["MKD", "ESH", "BVT", "UMI"])
def test_what_has_no_adjective_has_none(tag: str, area: str) -> None:
    assert Localiser(tag).area_adjective(area) is None


def test_a_language_or_country_that_is_not_known_has_none() -> None:
    assert Localiser("sw").area_adjective("IRQ") is None
    assert Localiser("fr").area_adjective("QQQ") is None


def test_a_gender_or_case_that_a_language_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="masculine, feminine, not 'neuter'"):
        Localiser("fr").area_adjective("IRQ", gender="neuter")
    with pytest.raises(ValueError, match="dative, accusative, not 'instrumental'"):
        Localiser("de").area_adjective("MKD", case="instrumental")
    with pytest.raises(ValueError, match="masculine, feminine, not 'femenine'"):
        Localiser("fr").area_adjective("IRQ", gender="femenine")  # type: ignore[arg-type]


def test_kosovo_has_its_name_under_the_code_that_producers_use() -> None:
    assert Localiser("fr").area_name("XKX") == "Kosovo"
    assert Localiser("fr").area_of("XKX") == "du Kosovo"


# ---------------------------------------------------------------- rules on words of no country


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("européen", "européenne"),
        ("romain", "romaine"),
        ("catalan", "catalane"),
        ("breton", "bretonne"),
        ("québécois", "québécoise"),
        ("basque", "basque"),
        ("génois", "génoise"),
    ],
)
def test_french_feminine(word: str, expected: str) -> None:
    assert feminine(word) == expected
    assert plural(expected) == expected + "s"


@pytest.mark.parametrize(
    ("word", "her", "they"),
    [
        ("catalán", "catalana", "catalanes"),
        ("europeo", "europea", "europeos"),
        ("andaluz", "andaluz", "andaluces"),
        ("vascón", "vascona", "vascones"),
        ("mallorquín", "mallorquina", "mallorquines"),
        ("hindú", "hindú", "hindúes"),
        ("árabe", "árabe", "árabes"),
    ],
)
def test_spanish_rules(word: str, her: str, they: str) -> None:
    assert (iberian.spanish_feminine(word), iberian.spanish_plural(word)) == (her, they)


@pytest.mark.parametrize(
    ("word", "her", "they"),
    [
        ("europeu", "europeia", "europeus"),
        ("bretão", "bretã", "bretões"),
        ("escocês", "escocesa", "escoceses"),
        ("provençal", "provençal", "provençais"),
        ("basco", "basca", "bascos"),
        ("árabe", "árabe", "árabes"),
    ],
)
def test_portuguese_rules(word: str, her: str, they: str) -> None:
    assert (iberian.portuguese_feminine(word), iberian.portuguese_plural(word)) == (her, they)
