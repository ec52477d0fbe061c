"""Officers' own texts in two states: new, others, gone."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from generator.changes import Holding, delta
from generator.changes.model import Limit
from generator.changes.texts import HeldText, TextChange, TextWhat, text_changes

LEVELS = ("OPEN", "SECRET")
WORDS = st.text("ab -\n", max_size=12)
TEXTS = st.lists(
    st.builds(
        HeldText,
        slot=st.sampled_from(["objectives", "scenario", "1.press_line"]),
        marking=st.sampled_from(LEVELS),
        original=st.just("en"),
        text=st.dictionaries(st.sampled_from(["en", "fr", "ar"]), WORDS, min_size=1),
    ),
    max_size=3,
    unique_by=lambda one: one.slot,
)


def text(slot: str = "objectives", marking: str = "OPEN", **words: str) -> HeldText:
    return HeldText(slot, marking, "en", words)


def told(
    before: list[HeldText], after: list[HeldText]
) -> list[tuple[TextWhat, str, tuple[str, ...]]]:
    return [(one.what, one.slot, one.languages) for one in text_changes(before, after)]


def test_a_text_that_came_one_that_went_and_one_that_is_another() -> None:
    before = [text("press_line", en="No comment."), text(en="- Agree.")]
    after = [text("scenario", en="At ten."), text(en="- Agree on one contact.")]
    assert told(before, after) == [
        (TextWhat.CHANGED, "objectives", ("en",)),
        (TextWhat.REMOVED, "press_line", ()),
        (TextWhat.ADDED, "scenario", ()),
    ]


def test_another_line_break_in_a_paragraph_is_none_and_another_item_is_one() -> None:
    assert told([text(en="One line\nand more.\n")], [text(en="One  line and more.")]) == []
    assert told([text(en="- One\n- two")], [text(en="- One - two")]) != []
    assert told([text(en="One\n\ntwo")], [text(en="One two")]) != []


def test_a_translation_that_was_added_is_none_and_one_in_other_words_is_one() -> None:
    assert told([text(en="Agree.")], [text(en="Agree.", fr="Convenir.")]) == []
    before, after = text(en="Agree.", fr="Convenir."), text(en="Agree.", fr="S’entendre.")
    assert told([before], [after]) == [(TextWhat.CHANGED, "objectives", ("fr",))]


def test_texts_above_the_ceiling_in_either_state_are_counted_and_not_told() -> None:
    day = dt.date(2024, 12, 1)
    before = Holding("note", day, (), texts=(text(en="Secret plan.", marking="SECRET"),))
    after = Holding("note", day, (), texts=(text(en="Open plan."),))
    found = delta(before, after, ("en",), Limit(LEVELS, "OPEN"))
    assert (found.texts, found.hidden, found.differs) == ((), 1, False)
    assert found.before.texts == found.after.texts == ()
    assert delta(before, after, ("en",), Limit(LEVELS, "SECRET")).differs


@given(TEXTS)
def test_a_state_differs_in_no_text_from_itself(texts: list[HeldText]) -> None:
    assert text_changes(texts, texts) == ()


@given(TEXTS, TEXTS)
def test_read_the_other_way_round_it_is_the_same_turned_round(
    first: list[HeldText], second: list[HeldText]
) -> None:
    def turned(changes: tuple[TextChange, ...]) -> tuple[TextChange, ...]:
        return tuple(one.mirrored() for one in changes)

    assert text_changes(second, first) == turned(text_changes(first, second))
