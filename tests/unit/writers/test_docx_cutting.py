"""Where text is cut around a printed value: places are counted without marks of direction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.writers.docx.cutting import _index
from generator.writers.docx.direction import MARKS

TEXTS = st.text(st.sampled_from("اب1 " + MARKS), max_size=12)


@given(TEXTS, st.integers(-1, 13), st.booleans())
def test_a_place_counts_only_what_is_no_mark(text: str, count: int, behind: bool) -> None:
    place = _index(text, count, behind=behind)
    before = [char for char in text[:place] if char not in MARKS]
    rest = text[place:].strip(MARKS)
    assert len(before) == max(0, min(count, sum(char not in MARKS for char in text)))
    if behind:
        assert rest or place in (0, len(text))
        assert not rest or place == 0 or text[place - 1] not in MARKS
    else:
        assert place == len(text) or text[place] not in MARKS
