"""Drift in the shape of what is received is told by field."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.refresh.drift import Change, Drift, Profile, Written, drift_between, profile_of
from generator.refresh.report import Outcome
from tests.loopback import Asked, Reply, changed, page
from tests.unit.refresh.conftest import Place, codes


def drift(tmp_path: Path, old: object, new: object) -> tuple[Change, ...]:
    (tmp_path / "old.json").write_text(json.dumps(old), "utf-8")
    (tmp_path / "new.json").write_text(json.dumps(new), "utf-8")
    return drift_between(profile_of(tmp_path, ["old.json"]), profile_of(tmp_path, ["new.json"]))


ROWS: list[dict[str, Any]] = [
    {"date": "2024", "value": 1.5, "note": None},
    {"date": "2025", "value": None},
]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda row: row.pop("value"), Change(Drift.MISSING, "*.value")),
        (lambda row: row.update(source="x"), Change(Drift.NEW, "*.source")),
        (
            lambda row: row.update(year=row.pop("date")),
            Change(Drift.RENAMED, "*.date", "date", "year"),
        ),
        (
            lambda row: row.update(value="n/a"),
            Change(Drift.RETYPED, "*.value", "number", "text"),
        ),
    ],
)
def test_a_field_is_missing_new_renamed_or_of_another_type(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], expected: Change
) -> None:
    rows = [dict(row) for row in ROWS]
    for row in rows:
        change(row)
    assert drift(tmp_path, ROWS, rows) == (expected,)


def test_what_only_some_records_have_may_come_and_go(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if k != "note"} for row in ROWS]
    assert drift(tmp_path, ROWS, rows) == ()
    assert drift(tmp_path, rows, ROWS) == ()


def test_no_value_is_of_every_type(tmp_path: Path) -> None:
    assert drift(tmp_path, [{"a": 1}], [{"a": None}]) == ()
    assert drift(tmp_path, [{"a": 1}], [{"a": ""}]) == ()


def test_a_group_that_is_gone_is_told_once(tmp_path: Path) -> None:
    old = [{"country": {"id": "IQ", "value": "Iraq"}, "x": 1}]
    assert drift(tmp_path, old, [{"x": 1}]) == (Change(Drift.MISSING, "*.country"),)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("code,year\nIRQ,2024\n", Change(Drift.MISSING, "value")),
        ("code,jahr,value\nIRQ,2024,1.5\n", Change(Drift.RENAMED, "year", "year", "jahr")),
        ("code,year,value\nIRQ,2024,high\n", Change(Drift.RETYPED, "value", "number", "text")),
        ("code,year,value,flag\nIRQ,2024,1.5,A\n", Change(Drift.NEW, "flag")),
    ],
)
def test_columns_are_fields(tmp_path: Path, new: str, expected: Change) -> None:
    (tmp_path / "old.csv").write_text("code,year,value\nIRQ,2024,1.5\n", "utf-8")
    (tmp_path / "new.csv").write_text(new, "utf-8")
    found = drift_between(profile_of(tmp_path, ["old.csv"]), profile_of(tmp_path, ["new.csv"]))
    assert found == (expected,)


@pytest.mark.parametrize("encoding", ["windows-1252", "detect"])
def test_columns_are_read_as_their_source_says(tmp_path: Path, encoding: str) -> None:
    old = "Pays;Année;Recettes, en millions\nCôte d’Ivoire;2024;1\u00a0234,5\n"
    for name, text in {
        "old.csv": old,
        "new.csv": old.replace("Année", "Exercice").replace("1\u00a0234,5", "1'300,5"),
    }.items():
        (tmp_path / name).write_bytes(text.encode("windows-1252"))

    def profile(name: str) -> Profile:
        return profile_of(tmp_path, [name], written=lambda _: Written(encoding, ";"))

    assert drift_between(profile("old.csv"), profile("new.csv")) == (
        Change(Drift.RENAMED, "Année", "Année", "Exercice"),
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("x.csv", "code,year,value\nIRQ,2024,1.5\n", 'code,year,value\nIRQ,"20'),
        ("x.csv", "code,year,value\nIRQ,2024,1.5\n", ""),
        ("x.json", '[{"a": 1}]', '[{"a": 1'),
    ],
)
def test_of_what_cannot_be_read_at_all_no_field_is_told(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    (tmp_path / name).write_text(old, "utf-8")
    before = profile_of(tmp_path, [name])
    (tmp_path / name).write_text(new, "utf-8")
    assert before.fields
    assert drift_between(before, profile_of(tmp_path, [name])) == ()


def renaming(old: str, new: str) -> Callable[[Asked], Reply]:
    """The second state, with a field of every row renamed."""

    def change(value: list[Any]) -> None:
        for row in value[1]:
            row[new] = row.pop(old)

    return lambda asked: Reply(changed(page("2026-04-01", asked.indicator, asked.page), change))


def test_a_renamed_field_stops_a_refresh_until_it_is_accepted(place: Place) -> None:
    place.refresh()
    before = place.state
    place.server.answering = renaming("obs_status", "status")
    report = place.refresh()
    assert codes(report) == ["drift-renamed", "refresh-not-read", "refresh-refused"]
    assert report.problems[0].what == "The field “1.*.obs_status” is now called “status”."
    assert place.state == before
    assert (place.folder / "received" / ".refused" / "FP.CPI.TOTL.ZG-1.json").is_file()
    assert place.refresh(despite=frozenset({"drift"})).outcome is Outcome.NEW


def test_a_new_name_of_an_indicator_may_be_a_new_unit(place: Place) -> None:
    place.set_up('constant = ["1.*.indicator.value"]')
    place.refresh()

    def constant_prices(value: list[Any]) -> None:
        for row in value[1]:
            row["indicator"]["value"] = row["indicator"]["value"].replace(
                "current", "constant 2015"
            )

    place.server.answering = lambda asked: Reply(
        changed(page("2026-04-01", asked.indicator, asked.page), constant_prices)
    )
    report = place.refresh()
    assert report.problems[0].what == (
        "“GDP (current US$)” is now “GDP (constant 2015 US$)” (1.*.indicator.value): "
        "unit or definition may have changed."
    )
    assert report.outcome is Outcome.FAILED
