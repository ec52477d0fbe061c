"""Shorter forms: taken until the pages are kept, the same in every language, and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.budget import over_in_pack
from generator.build.fitting import Fitting, Fittings
from generator.compose.model import Template
from generator.editions.manifest import Shortened
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


LENGTHS = {"en-CA": 900, "fr-CA": 1200, "ar-IQ": 800, "es": 1150}
EVERY = ("en-CA", "fr-CA", "ar-IQ", "es")


def state(fitting: Fitting) -> tuple[int, tuple[str, ...]]:
    return fitting.step, fitting.trying


def tried(fitting: Fitting, *too_long: str) -> tuple[int, tuple[str, ...]]:
    """Where a fitting stands after what it tries was counted, with some languages too long."""
    pages = {language: 2 if language in too_long else 1 for language in fitting.trying}
    fitting.tried(pages, LENGTHS)
    return state(fitting)


def test_the_languages_with_most_text_stand_for_all_that_are_too_long() -> None:
    fitting = Fitting.begun(template(shorter=4), EVERY)
    assert state(fitting) == (0, EVERY)
    assert tried(fitting, "en-CA", "fr-CA", "es") == (1, ("fr-CA", "es"))
    assert tried(fitting, "es") == (2, ("es",))
    assert tried(fitting) == (2, ("en-CA", "fr-CA", "ar-IQ")), "the others are counted as well"
    assert tried(fitting, "ar-IQ") == (3, ("ar-IQ",))
    assert tried(fitting) == (3, ("en-CA", "fr-CA", "es"))
    assert tried(fitting) == (3, ())
    assert list(fitting.long) == ["en-CA", "fr-CA", "es", "ar-IQ"]


def test_the_shortest_form_is_counted_in_every_language() -> None:
    fitting = Fitting.begun(template(shorter=1), EVERY)
    assert tried(fitting, "fr-CA") == (1, ("fr-CA",))
    assert tried(fitting, "fr-CA") == (1, ("en-CA", "ar-IQ", "es"))
    assert tried(fitting) == (1, ())


def recalled(step: int, language: str) -> Fitting:
    fitting = Fitting.begun(template(shorter=3), EVERY)
    fitting.recall(Shortened("", step, language))
    return fitting


def test_the_form_of_the_last_edition_is_right_if_the_one_before_is_too_long() -> None:
    fitting = recalled(3, "es")
    assert state(fitting) == (3, EVERY)
    assert {one: fitting.step_of(one) for one in EVERY} == {one: 3 - (one == "es") for one in EVERY}
    assert tried(fitting, "es") == (3, ("es",)), "it is made as the others are"
    assert fitting.step_of("es") == 3
    assert fitting.expected
    assert tried(fitting) == (3, ())
    assert (list(fitting.long), fitting.last) == (["es"], "es")


def test_where_the_form_before_fits_now_the_search_begins_with_the_whole_form() -> None:
    fitting = recalled(2, "es")
    assert tried(fitting) == (0, EVERY)
    assert not fitting.expected
    assert tried(fitting, "es", "fr-CA") == (1, ("fr-CA", "es"))


def test_where_the_last_form_is_too_long_now_a_shorter_one_is_sought() -> None:
    fitting = recalled(2, "es")
    assert tried(fitting, "es", "ar-IQ") == (3, ("ar-IQ",))
    assert not fitting.expected
    assert tried(fitting) == (3, ("en-CA", "fr-CA", "es"))
    assert tried(fitting) == (3, ())


def test_what_stands_already_is_not_written_before_the_form_is_sure() -> None:
    fitting = recalled(2, "es")
    fitting.only_before()
    assert state(fitting) == (2, ("es",))
    assert tried(fitting, "es") == (2, EVERY)
    other = recalled(2, "es")
    other.only_before()
    assert tried(other) == (0, EVERY)


@pytest.mark.parametrize(("step", "language"), [(4, "es"), (0, "es"), (1, "de-DE")])
def test_a_form_that_there_is_no_more_is_not_recalled(step: int, language: str) -> None:
    assert state(recalled(step, language)) == (0, EVERY)


@given(
    st.dictionaries(st.sampled_from(EVERY), st.integers(0, 3), min_size=4, max_size=4),
    st.one_of(st.none(), st.tuples(st.integers(1, 3), st.sampled_from(EVERY))),
    st.booleans(),
)
def test_the_form_found_is_the_first_in_which_every_language_fits(
    needs: dict[str, int], last: tuple[int, str] | None, stands: bool
) -> None:
    """Whatever the last edition was, and whichever languages have most text."""
    fitting = recalled(*last) if last else Fitting.begun(template(shorter=3), EVERY)
    if stands:
        fitting.only_before()
    while fitting.trying:
        tried(fitting, *(one for one in EVERY if needs[one] > fitting.step_of(one)))
    assert fitting.step == max(needs.values())
    assert fitting.known == set(EVERY)


def test_after_an_edition_in_the_whole_form_that_form_is_expected() -> None:
    first, after = (
        Fittings.begun(template(shorter=3), (), EVERY),
        Fittings.begun(template(shorter=3), (), EVERY),
    )
    after.recall(())
    assert (first.searches("es"), after.searches("es")) == (True, False)
    after.tried({"": dict.fromkeys(EVERY, 2)}, {})
    assert after.searches("es"), "it has grown"


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
    fittings.tried({"": {}, "1": {"en-CA": 1, "fr-CA": 2}}, {})
    assert (list(fittings.trying), dict(fittings.steps())) == (["fr-CA"], {"1": 1})
    fittings.tried({"": {}, "1": {"en-CA": 1, "fr-CA": 1}}, {})
    assert (list(fittings.trying), dict(fittings.steps())) == (["en-CA"], {"1": 1})
    fittings.tried({"": {}, "1": {"en-CA": 1, "fr-CA": 1}}, {})
    assert (list(fittings.trying), dict(fittings.steps())) == ([], {"1": 1})
    assert fittings.made == (Shortened("1", 1, "fr-CA"),)
    begun = pack()
    begun.recall([*fittings.made, Shortened("7", 1, "fr-CA")])
    assert (list(begun.trying), dict(begun.steps())) == ([*LANGUAGES], {"1": 1})
    assert (dict(begun.steps("fr-CA")), begun.before) == ({}, frozenset({"fr-CA"}))


def test_a_brief_that_is_too_long_in_the_pack_alone_is_shortened_there() -> None:
    fittings = pack()
    fittings.tried({"1": {"en-CA": 1, "fr-CA": 1}}, {})
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
