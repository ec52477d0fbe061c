"""Language tags as people write them: judged, and the one that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.orders.checks import check_language
from generator.localisation.locale import Locale
from generator.localisation.tags import CANONICAL, judged, meant
from generator.problems import Findings, Severity, Where

WHERE = Where(field="languages")


@pytest.mark.parametrize(
    "tag",
    ["fr-CA", "en", "zh-CN", "zh-Hans-CN", "zh-Hant", "sr-ME", "es-419", "ca-ES-valencia", "he-IL"],
)
def test_canonical_tags_with_data_are_good(tag: str) -> None:
    assert judged(tag).verdict == "good"


@pytest.mark.parametrize(
    ("tag", "what"),
    [
        ("en_US", "“en_US” is not written as a language tag. Did you mean “en-US”?"),
        ("EN-us", "“EN-us” is not written as a language tag. Did you mean “en-US”?"),
        ("english", "“english” is not written as a language tag. Did you mean “en”?"),
        ("French", "“French” is not written as a language tag. Did you mean “fr”?"),
        ("fr_CA.UTF-8", "“fr_CA.UTF-8” is not written as a language tag. Did you mean “fr-CA”?"),
        ("../../etc", "“../../etc” is not written as a language tag."),
        ("", "“” is not written as a language tag."),
        ("fr\u202e", "“fr\\u202e” is not written as a language tag."),
        ("a" * 400, f"“{'a' * 59}…” is not written as a language tag."),
        (
            "ar-IQ-u-nu-latn",
            "“ar-IQ-u-nu-latn” holds a Unicode extension, which an order does not take."
            " Did you mean “ar-IQ”?",
        ),
        ("iw", "“iw” is an older tag of a language. Did you mean “he”?"),
        ("in-ID", "“in-ID” is an older tag of a language. Did you mean “id-ID”?"),
        ("prs", "“prs” is an older tag of a language. Did you mean “fa-AF”?"),
        ("xx", "There is no locale data for the language “xx” of “xx”."),
        ("tet", "There is no locale data for the language “tet” of “tet”."),
        ("fr-ZZ", "“fr-ZZ” names the country “ZZ”, and there is none of that code."
         " Did you mean “fr”?"),
        ("en-UK", "“en-UK” names the country “UK”, and there is none of that code."
         " Did you mean “en-GB”?"),
        ("fr-Cyrl", "There is no locale data for “fr-Cyrl”: the language is not known in the"
         " script “Cyrl”. Did you mean “fr”?"),
    ],
)  # fmt: skip
def test_a_tag_that_is_refused_says_why_and_what_was_meant(tag: str, what: str) -> None:
    findings = Findings()
    check_language(tag, WHERE, findings)
    (problem,) = findings
    assert problem.what == what
    assert problem.severity is Severity.ERROR
    assert problem.where == WHERE


@pytest.mark.parametrize(
    ("tag", "used"), [("fr-IQ", "fr"), ("zh-Hans-FR", "zh-Hans"), ("sw-IQ", "sw")]
)
def test_a_country_without_data_takes_its_languages_and_says_so(tag: str, used: str) -> None:
    findings = Findings()
    check_language(tag, WHERE, findings)
    (problem,) = findings
    assert problem.severity is Severity.WARNING
    assert problem.what == (
        f"There is no locale data for “{tag}”; numbers, dates and names are written as in “{used}”."
    )


def test_arabic_of_no_country_is_noticed() -> None:
    findings = Findings()
    check_language("ar", WHERE, findings)
    assert [problem.code for problem in findings] == ["locale-without-country"]


@given(st.text(max_size=80))
def test_any_text_is_judged_and_what_is_meant_is_canonical(tag: str) -> None:
    found = judged(tag)
    if found.meant:
        assert CANONICAL.fullmatch(found.meant)
        assert Locale.parse(found.meant).tag == found.meant
    if found.verdict in ("good", "bare"):
        assert Locale.parse(tag)
    assert meant(tag) == "" or judged(meant(tag)).verdict in ("good", "bare")
