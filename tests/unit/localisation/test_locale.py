"""Locale tags: parsed once, canonical, with a fallback that is told."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.localisation.locale import Locale, UnknownLocale, likely_region, resolve
from generator.problems import Severity


def test_a_tag_is_parsed_once() -> None:
    assert Locale.parse("fr-CA") is Locale.parse("fr-CA")


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [("fr-ca", "fr-CA"), ("fr_CA", "fr-CA"), ("ZH-hant-tw", "zh-Hant-TW"), (" ar-IQ ", "ar-IQ")],
)
def test_case_and_separator_do_not_matter(tag: str, canonical: str) -> None:
    assert Locale.parse(tag).tag == canonical


def test_dari_is_the_persian_of_afghanistan() -> None:
    assert Locale.parse("prs").tag == "fa-AF"
    assert Locale.parse("kmr").tag == "ku"


@pytest.mark.parametrize(
    ("tag", "data"),
    [("zh-TW", "zh-Hant-TW"), ("sr-ME", "sr-Latn-ME"), ("ar-Arab-IQ", "ar-IQ"), ("fr-FR", "fr-FR")],
)
def test_data_is_found_where_cldr_keeps_it(tag: str, data: str) -> None:
    assert Locale.parse(tag).data == data


def test_direction_and_digits_follow_script_and_country() -> None:
    assert Locale.parse("ar-IQ").direction == "rtl"
    assert Locale.parse("ar-IQ").default_numbering == "arab"
    assert Locale.parse("ar-AE").default_numbering == "latn"
    assert Locale.parse("fa-IR").default_numbering == "arabext"
    assert Locale.parse("ar-EG-u-nu-latn").default_numbering == "latn"
    assert Locale.parse("uz-Arab").direction == "rtl"
    assert Locale.parse("uz").direction == "ltr"


@pytest.mark.parametrize(
    "tag", ["", "x", "fr-", "fr--CA", "../fr", "fr CA", "a" * 400, "fr-CA\n-x", "fr\u202e", "日本"]
)
def test_a_malformed_tag_is_refused_and_replaced_with_a_warning(tag: str) -> None:
    with pytest.raises(UnknownLocale):
        Locale.parse(tag)
    locale, problems = resolve(tag)
    assert locale.tag in ("en", "fr")
    assert [(p.code, p.severity) for p in problems] == [("locale-malformed", Severity.WARNING)]
    assert locale.tag in problems[0].what


@pytest.mark.parametrize(
    ("tag", "used"),
    [("ar-XX", "ar"), ("fr-IQ", "fr"), ("tet", "en"), ("bi-VU", "en"), ("sm", "en")],
)
def test_an_unknown_locale_falls_back_and_says_so(tag: str, used: str) -> None:
    locale, problems = resolve(tag)
    assert locale.tag == used
    assert problems[0].code == "locale-unknown"
    assert tag in problems[0].what
    assert used in problems[0].what


def test_the_default_is_used_last() -> None:
    locale, _ = resolve("tet", default="fr-CA")
    assert locale.tag == "fr-CA"


def test_arabic_without_a_country_is_noticed() -> None:
    locale, problems = resolve("ar")
    assert locale.tag == "ar"
    assert problems[0].code == "locale-without-country"
    assert problems[0].severity is Severity.NOTICE


def test_a_known_locale_has_nothing_to_tell() -> None:
    assert resolve("ar-IQ") == (Locale.parse("ar-IQ"), ())


def test_the_likely_country_of_a_bare_language() -> None:
    assert likely_region(Locale.parse("he")) == "IL"
    assert likely_region(Locale.parse("zh-Hant")) == "TW"


def test_an_unknown_locale_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(UnknownLocale("xx", "locale-unknown")))
    assert (error.tag, error.code) == ("xx", "locale-unknown")


def test_every_locale_of_babel_is_known() -> None:
    from babel import localedata

    unknown = [name for name in localedata.locale_identifiers() if "POSIX" not in name]
    for name in unknown:
        assert Locale.parse(name).data


def test_locales_cost_no_import_of_babel() -> None:
    code = (
        "import sys; from generator.localisation.locale import Locale; Locale.parse('ar-IQ'); "
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(max_size=30))
def test_resolving_never_fails(tag: str) -> None:
    locale, _ = resolve(tag)
    assert Locale.parse(locale.tag) is locale
