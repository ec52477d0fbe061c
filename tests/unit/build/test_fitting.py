"""Shorter forms: taken until the pages are kept, the same in every language, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.budget import over_in_pack
from generator.build.fitting import Fitting, Fittings
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


LANGUAGES = ("en-CA", "fr-CA")


def pack() -> Fittings:
    """A pack of a sheet of one page and of a brief that has no shorter form."""
    parts = (("sheet-order", template()), ("long-order", template(shorter=0, most=3)))
    return Fittings.begun(template(shorter=0, most=None), parts, LANGUAGES)


def test_of_a_pack_only_the_briefs_that_have_shorter_forms_are_tried_alone() -> None:
    fittings = pack()
    assert list(fittings.trying) == [*LANGUAGES]
    assert fittings.trials == (("en-CA", "pdf", "1"), ("fr-CA", "pdf", "1"))
    fittings.tried({"": {}, "1": {"en-CA": 1, "fr-CA": 2}})
    assert (list(fittings.trying), dict(fittings.steps)) == (["fr-CA"], {"1": 1})
    fittings.tried({"": {}, "1": {"en-CA": 1, "fr-CA": 1}})
    assert (list(fittings.trying), dict(fittings.steps)) == ([], {"1": 1})


def test_a_brief_that_is_too_long_in_the_pack_alone_is_shortened_there() -> None:
    fittings = pack()
    fittings.tried({"1": {"en-CA": 1, "fr-CA": 1}})
    whole = {"": {"en-CA": 9, "fr-CA": 9}, "1": {"en-CA": 2, "fr-CA": 1}, "2": {"en-CA": 7}}
    assert fittings.again(whole)
    assert not fittings.again({**whole, "1": {"en-CA": 1, "fr-CA": 1}})
    (told,) = fittings.told({"1": {"en-CA": 1, "fr-CA": 1}, "2": {"en-CA": 7}})
    assert told.severity is Severity.WARNING
    assert told.what == (
        "The whole form of “sheet-order” has more than 1 page(s) in en-CA: in this pack it is made "
        "in a shorter form in every language, step 1 of 2."
    )


def test_a_brief_that_never_fits_does_not_refuse_its_pack() -> None:
    fittings = pack()
    too_long = {"1": {"en-CA": 2}}
    assert fittings.again(too_long)
    assert fittings.again(too_long)
    assert not fittings.again(too_long)
    assert list(fittings.told(too_long)) == []


def test_what_takes_more_pages_in_the_pack_than_it_may_is_named() -> None:
    within, alone = {"en-CA": 4, "fr-CA": 3, "ar-IQ": 5}, {"en-CA": 3, "ar-IQ": 4}
    (told,) = over_in_pack(template(most=3), "“long-order” (2)", within, alone)
    assert told.severity is Severity.WARNING
    assert told.what == (
        "In en-CA, the brief “long-order” (2) takes 4 pages in this pack; the template “sheet” "
        "allows 3."
    )
