"""Why an edition is new, and what is said beside it."""

from __future__ import annotations

from dataclasses import replace

from generator.build.record import _change
from generator.editions.manifest import FactUsed, OriginUsed

FACT = FactUsed(
    "forces",
    "v1",
    "figure",
    OriginUsed("press", "article", {"en": "Article"}),
    "UNCLASSIFIED",
    value={"value": "850", "unit": "persons"},
    dates={"as_of": "2024"},
)


def test_an_open_change_is_told_with_old_and_new_values() -> None:
    now = replace(FACT, version="v2", value={"value": "900", "unit": "persons"})
    assert _change(FACT, now) == "forces: value 850 → 900"


def test_a_marked_change_is_told_by_its_field_alone() -> None:
    now = replace(FACT, version="v2", marking="SECRET", value={"value": "900", "unit": "persons"})
    assert _change(FACT, now) == "forces: value"


def test_a_date_that_appears_is_told() -> None:
    now = replace(FACT, version="v2", dates={"as_of": "2024", "date": "2024-06"})
    assert _change(FACT, now) == "forces: date none → 2024-06"


def test_another_wording_is_called_that() -> None:
    assert _change(FACT, replace(FACT, version="v2", text={"en": "new"})) == "forces: wording"
