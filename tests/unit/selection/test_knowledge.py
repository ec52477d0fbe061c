"""What is known at a day."""

from __future__ import annotations

import pytest

from generator.facts.dates import parse_edtf
from generator.facts.model import Basis, Kind
from generator.selection.knowledge import is_known, known_from
from generator.selection.model import Need
from tests.unit.selection.builder import (
    base,
    chosen,
    day,
    fact,
    ids,
    origin,
    reasons,
    selection,
    statistic,
)


@pytest.mark.parametrize(
    ("as_of", "first"),
    [
        ("2024", "2024-01-01"),
        ("2024-08", "2024-08-01"),
        ("2024-34", "2024-04-01"),
        ("2024-08-27", "2024-08-27"),
    ],
)
def test_a_fact_is_known_from_the_first_day_its_date_can_mean(as_of: str, first: str) -> None:
    assert known_from(fact("one", as_of=as_of)) == day(first)


def test_what_was_not_known_does_not_exist_for_the_brief() -> None:
    known = base([fact("later", as_of="2024-12-02")])
    selected = selection(known, as_of="2024-12-01")
    assert not selected.chosen["all"]
    assert not selected.held
    assert ids(chosen(known, as_of="2024-12-02")) == ["later"]


def test_a_statistic_is_known_once_its_year_has_ended() -> None:
    assert not is_known(statistic("one", "2023", "1"), day("2023-12-30"))
    assert is_known(statistic("one", "2023", "1"), day("2023-12-31"))


def test_a_state_with_a_stated_beginning_is_known_from_it() -> None:
    mission = fact("mission", Kind.MANDATE, "2024-08", valid="2018/..")
    assert not is_known(mission, day("2017-12-31"))
    assert is_known(mission, day("2018-01-01"))


@pytest.mark.parametrize(
    ("kind", "basis"), [(Kind.MANDATE, Basis.IMPLIED), (Kind.POSITION, Basis.STATED)]
)
def test_other_beginnings_make_nothing_known_early(kind: Kind, basis: Basis) -> None:
    assert not is_known(
        fact("one", kind, "2024-08", valid="2018/..", basis=basis), day("2020-01-01")
    )


def test_what_becomes_known_stays_known_when_its_validity_ends() -> None:
    minister = fact("minister", Kind.OFFICE_HOLDER, "2024", valid="2018/2020")
    assert is_known(minister, day("2019-05-01"))
    assert is_known(minister, day("2022-05-01"))


def test_a_fact_without_its_own_date_speaks_for_its_documents() -> None:
    dated = fact("one", as_of=None, origin=origin(as_of=parse_edtf("2022-03-25")))
    published = fact("two", as_of=None, origin=origin(published=parse_edtf("2022-04")))
    assert known_from(dated) == day("2022-03-25")
    assert known_from(published) == day("2022-04-01")


def test_a_fact_that_nothing_dates_is_held_and_named() -> None:
    assert reasons(selection(base([fact("one", as_of=None)]))) == {"one": ("undated", None)}


def test_what_has_not_happened_yet_is_held() -> None:
    meeting = fact("meeting", Kind.EVENT, "2024", when="2024-12-02")
    known = base([meeting])
    assert reasons(selection(known, as_of="2024-12-01")) == {"meeting": ("not-yet", None)}
    assert ids(chosen(known, as_of="2024-12-02")) == ["meeting"]


def test_what_is_not_valid_yet_is_held() -> None:
    minister = fact("minister", Kind.OFFICE_HOLDER, "2024-11", valid="2025-01-01/..")
    known = base([minister])
    assert reasons(selection(known, as_of="2024-12-31")) == {"minister": ("not-yet", None)}
    assert ids(chosen(known, as_of="2025-01-01")) == ["minister"]


@pytest.mark.parametrize(("as_of", "expected"), [("2025-03-31", ["one"]), ("2025-04-01", [])])
def test_validity_lasts_until_the_last_day_its_end_can_mean(
    as_of: str, expected: list[str]
) -> None:
    strategy = fact("one", Kind.PROGRAMME, "2024", valid="../2025-03")
    assert ids(chosen(base([strategy]), as_of=as_of)) == expected


def test_sections_on_the_past_can_ask_for_nothing_else() -> None:
    over = fact("over", Kind.PROGRAMME, "2024", valid="../2024-06", past="ended")
    lasting = fact("lasting", Kind.PROGRAMME, "2024-11")
    known = base([over, lasting])
    assert ids(chosen(known, Need("all", past="only"))) == ["over"]
    assert ids(chosen(known, Need("all", past="yes"))) == ["lasting", "over"]
    assert ids(chosen(known, Need("all", past="no"))) == ["lasting"]
