"""What is a change, and which sort of one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.changes import Change, Delta, Holding, What, delta
from generator.changes.model import Limit
from generator.facts.model import Fact, Kind, LocalText, Quantity, TextState
from generator.selection.model import Chosen, Freshness, Tense
from tests.unit.selection.builder import LEVELS, day, fact, statistic


def held(*facts: Fact | Chosen) -> Holding:
    some = tuple(one if isinstance(one, Chosen) else Chosen(one) for one in facts)
    return Holding("iraq", day("2024-12-01"), some)


def compared(before: Holding, after: Holding) -> list[tuple[What, str, str]]:
    return [_line(one) for one in delta(before, after, ("en", "fr")).told]


def _line(one: Change) -> tuple[What, str, str]:
    ids = (side.fact.id if side else "" for side in (one.before, one.after))
    return (one.what, *ids)  # type: ignore[return-value]


def test_a_fact_that_came_and_one_that_went() -> None:
    assert compared(held(fact("old")), held(fact("new"))) == [
        (What.ADDED, "", "new"),
        (What.REMOVED, "old", ""),
    ]


def test_another_number_under_the_same_id_is_a_value_that_changed() -> None:
    was, now = statistic("people", "2024", "850"), statistic("people", "2024", "900")
    found = delta(held(was), held(now), ("en",)).changes
    assert [(one.what, one.before.fact.quantity.value) for one in found] == [  # type: ignore[union-attr]
        (What.VALUE, Decimal("850"))
    ]


def test_a_newer_year_of_a_statistic_stands_beside_the_newest_before() -> None:
    old, new = statistic("p-2022", "2022", "1"), statistic("p-2023", "2023", "2")
    assert compared(held(old), held(new, old)) == [(What.FIGURE, "p-2022", "p-2023")]


def test_what_drops_out_of_a_series_at_its_far_end_is_no_news() -> None:
    years = [statistic(f"p-{year}", str(year), str(year)) for year in range(2019, 2024)]
    found = delta(held(*years[:4]), held(*years[1:]), ("en",))
    assert [_line(one) for one in found.told] == [(What.FIGURE, "p-2022", "p-2023")]
    assert [_line(one) for one in found.changes if one.minor] == [(What.REMOVED, "p-2019", "")]


def test_another_person_in_the_same_office() -> None:
    was = fact("pm-a", Kind.OFFICE_HOLDER, organisations=("gov",), people=("ali",))
    now = fact("pm-b", Kind.OFFICE_HOLDER, organisations=("gov",), people=("mona",))
    assert compared(held(was), held(now)) == [(What.HOLDER, "pm-a", "pm-b")]


def test_two_holders_of_like_offices_are_not_guessed_at() -> None:
    was = [fact(f"a{n}", Kind.OFFICE_HOLDER, organisations=("gov",)) for n in "12"]
    now = fact("b", Kind.OFFICE_HOLDER, organisations=("gov",))
    assert {what for what, _, _ in compared(held(*was), held(now))} == {What.ADDED, What.REMOVED}


def test_a_plan_that_an_event_confirms_is_fulfilled_whether_or_not_it_still_prints() -> None:
    plan = fact("closure", Kind.PLAN, when="2025-03")
    event = fact("closed", Kind.EVENT, when="2025-03-31", confirms=("closure",))
    assert compared(held(plan), held(event)) == [(What.FULFILLED, "closure", "closed")]
    assert compared(held(plan), held(plan, event)) == [(What.FULFILLED, "closure", "closed")]
    assert compared(held(event), held(plan)) == [(What.REOPENED, "closed", "closure")]


def test_what_supersedes_another_stands_in_its_place() -> None:
    new = fact("new", supersedes=("old",))
    assert compared(held(fact("old")), held(new)) == [(What.REPLACED, "old", "new")]


def test_what_ended_and_what_is_past_its_review_date() -> None:
    one = fact("office")
    past = Chosen(one, tense=Tense.PAST, freshness=Freshness.STALE)
    found = delta(held(one), held(past), ("en",)).changes
    assert [change.sorts for change in found] == [(What.ENDED, What.AGED)]
    due = Chosen(one, freshness=Freshness.DUE)
    assert compared(held(one), held(due)) == []


def test_the_original_in_other_words_is_wording_and_a_translation_is_not() -> None:
    was = fact("x", text={"en": LocalText({"other": "A."})})
    reworded = replace(was, text={"en": LocalText({"other": "B."})})
    assert compared(held(was), held(reworded)) == [(What.WORDING, "x", "x")]
    french = LocalText({"other": "C."}, TextState.MACHINE)
    translated = replace(was, text={**was.text, "fr": french})
    found = delta(held(was), held(translated), ("en", "fr", "ar")).changes
    assert [(one.what, one.languages) for one in found] == [(What.TRANSLATION, ("fr",))]


def test_only_a_translation_that_had_words_and_has_others_is_reworded() -> None:
    was = fact("x", text={"en": LocalText({"other": "A."}), "fr": _french("C.")})
    for now, sorts, languages, words in (
        ({"fr": _french("D.")}, (What.TRANSLATION,), ("fr",), ("fr",)),
        ({"fr": _french("C.", TextState.REVIEWED)}, (What.TRANSLATION,), ("fr",), ()),
        ({"fr": _french("C."), "ar": _french("E.")}, (What.TRANSLATION,), ("ar",), ()),
        ({}, (What.TRANSLATION,), ("fr",), ()),
        (
            {"en": LocalText({"other": "B."}), "fr": _french("D.")},
            (What.WORDING,),
            ("fr",),
            ("fr",),
        ),
    ):
        text = {"en": was.text["en"], **now}
        (found,) = delta(held(was), held(replace(was, text=text)), ("en", "fr", "ar")).changes
        assert (found.sorts[:1], found.languages, found.reworded) == (sorts, languages, words)


def test_of_what_is_over_before_and_now_the_past_form_counts() -> None:
    def over(past: str, present: str = "It is open.") -> Chosen:
        text = {
            "en": LocalText({"other": present}, past={"other": past}),
            "fr": LocalText({"other": present}, TextState.REVIEWED, past={"other": past}),
        }
        return Chosen(fact("x", text=text), tense=Tense.PAST)

    was = over("It was open.")
    (found,) = delta(held(was), held(over("It had been open.")), ("en", "fr")).changes
    assert found.sorts == (What.WORDING, What.TRANSLATION)
    assert found.reworded == ("fr",)
    assert compared(held(was), held(over("It was open.", "It stands open."))) == []


def _french(words: str, state: TextState = TextState.MACHINE) -> LocalText:
    return LocalText({"other": words}, state)


def test_what_nobody_reads_is_no_change() -> None:
    was = fact("x")
    assert compared(held(was), held(replace(was, note="seen", tags=("a",), version="2"))) == []


def test_a_fact_that_is_secret_today_leaves_no_trace_of_what_it_was() -> None:
    was = fact("x", quantity=Quantity(Decimal(850), "persons"))
    limit = Limit(LEVELS, LEVELS[0], {"x": LEVELS[-1]})
    found = delta(held(was, fact("y")), held(fact("y")), ("en",), limit)
    assert found == Delta(
        replace(found.before, facts=(Chosen(fact("y")),)), found.after, (), hidden=1
    )


def test_a_marking_that_the_house_does_not_know_counts_as_the_highest() -> None:
    limit = Limit(LEVELS, LEVELS[0])
    found = delta(held(fact("x", marking="Secret ")), held(), ("en",), limit)
    assert (found.changes, found.hidden) == ((), 1)
