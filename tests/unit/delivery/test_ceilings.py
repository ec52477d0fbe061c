"""Who may have what: ceilings in the scheme of an edition's own house style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.delivery.ceilings import above, banner, ceiling_of
from generator.house.marking import Caveat, Level, MarkingScheme
from generator.house.model import HouseStyle

LEVELS = ("OPEN", "INTERNAL", "SECRET")
SCHEME = MarkingScheme(
    (
        Level("OPEN", {"en": "OPEN", "fr": "OUVERT"}),
        Level("INTERNAL", {"en": "INTERNAL", "fr": "INTERNE"}),
        Level("SECRET", {"en": "SECRET"}),
    ),
    lowest="omit",
    handling="free",
    caveats=(Caveat("EYES ONLY", {"en": "EYES ONLY", "fr": "PERSONNEL"}, least="INTERNAL"),),
)
HOUSE = HouseStyle("ours", {}, {}, "a4", SCHEME)


@pytest.mark.parametrize(
    ("stated", "recipients", "channels"),
    [
        ({}, "OPEN", None),
        ({"": "SECRET"}, "SECRET", "SECRET"),
        ({"ours": "INTERNAL", "theirs": "TOP"}, "INTERNAL", "INTERNAL"),
        ({"theirs": "TOP"}, "OPEN", "OPEN"),
    ],
)
def test_without_a_ceiling_recipients_have_the_lowest_and_channels_none(
    stated: dict[str, str], recipients: str, channels: str | None
) -> None:
    assert ceiling_of(stated, HOUSE, usual=True) == recipients
    assert ceiling_of(stated, HOUSE, usual=False) == channels


@given(st.sampled_from(LEVELS) | st.text(max_size=8), st.sampled_from(LEVELS) | st.text(max_size=8))
def test_only_what_the_scheme_surely_places_below_passes(marking: str, ceiling: str) -> None:
    passes = not above(marking, ceiling, SCHEME)
    known = marking in LEVELS and ceiling in LEVELS
    assert passes == (known and LEVELS.index(marking) <= LEVELS.index(ceiling))


@pytest.mark.parametrize(
    ("marking", "handling", "language", "printed"),
    [
        ("OPEN", (), "en", ""),
        ("INTERNAL", (), "fr", "INTERNE"),
        ("SECRET", (), "fr", "SECRET"),
        ("INTERNAL", ({"": "EYES ONLY"},), "fr", "INTERNE – PERSONNEL"),
        ("OPEN", ({"": "EYES ONLY"},), "en", ""),
        ("OPEN", ({"en": "FOR ANA", "fr": "POUR ANA"},), "fr", "OUVERT – POUR ANA"),
    ],
)
def test_the_marking_is_printed_as_the_scheme_says(
    marking: str, handling: tuple[dict[str, str], ...], language: str, printed: str
) -> None:
    assert banner(SCHEME, marking, handling, language) == printed
