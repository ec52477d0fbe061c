"""Shorter forms: taken until the pages are kept, the same in every language, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.fitting import Fitting
from generator.compose.model import Template
from generator.problems import Severity


def template(shorter: int = 2, most: int | None = 1) -> Template:
    pages = (1, most) if most else None
    return Template("sheet", {}, (), "sheet/brief.j2", (Path(),), pages=pages, shorter=shorter)


def test_a_brief_that_keeps_to_its_pages_is_made_once() -> None:
    fitting = Fitting(template())
    assert not fitting.again({"en-CA": 1, "fr-CA": 1})
    assert fitting.step == 0
    assert list(fitting.told({"en-CA": 1, "fr-CA": 1})) == []


def test_one_language_that_is_too_long_shortens_all_and_is_named() -> None:
    fitting = Fitting(template())
    assert fitting.again({"en-CA": 1, "fr-CA": 2})
    assert fitting.again({"en-CA": 1, "ar-IQ": 2})
    assert not fitting.again({"en-CA": 1, "fr-CA": 1, "ar-IQ": 1})
    (told,) = fitting.told({"en-CA": 1, "fr-CA": 1, "ar-IQ": 1})
    assert told.severity is Severity.WARNING
    assert told.what == (
        "The whole form of “sheet” has more than 1 page(s) in fr-CA, ar-IQ: every language is made "
        "in a shorter form, step 2 of 2."
    )


def test_what_is_too_long_in_its_shortest_form_is_refused() -> None:
    fitting = Fitting(template(shorter=1))
    assert fitting.again({"fr-CA": 3})
    assert not fitting.again({"fr-CA": 2})
    (told,) = fitting.told({"fr-CA": 2, "en-CA": 1})
    assert told.severity is Severity.ERROR
    assert told.what == (
        "The PDF in fr-CA has 2 pages in the shortest form of “sheet”, which must not have more "
        "than 1. Nothing is published."
    )


@pytest.mark.parametrize("kind", [template(shorter=0), template(most=None)])
def test_templates_without_shorter_forms_are_left_alone(kind: Template) -> None:
    fitting = Fitting(kind)
    assert not fitting.counts
    assert not fitting.again({"en-CA": 9})
    assert list(fitting.told({"en-CA": 9})) == []


def state(fitting: Fitting) -> tuple[int, tuple[str, ...]]:
    return fitting.step, fitting.trying


def test_only_the_languages_that_are_too_long_are_tried_again() -> None:
    fitting = Fitting.begun(template(), ("en-CA", "fr-CA", "ar-IQ"))
    assert fitting.trying == ("en-CA", "fr-CA", "ar-IQ")
    fitting.tried({"en-CA": 1, "fr-CA": 2, "ar-IQ": 2})
    assert state(fitting) == (1, ("fr-CA", "ar-IQ"))
    fitting.tried({"fr-CA": 1, "ar-IQ": 2})
    assert state(fitting) == (2, ("ar-IQ",))
    fitting.tried({"ar-IQ": 1})
    assert state(fitting) == (2, ())


def test_nothing_is_tried_where_pages_do_not_count() -> None:
    assert Fitting.begun(template(shorter=0), ("en-CA",)).trying == ()
