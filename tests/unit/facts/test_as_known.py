"""What was known on a day: by the dates of documents, states as received, corrections, rulings."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts import received
from generator.facts.asknown import Left, known_on, why_left
from generator.facts.dates import parse_edtf
from generator.facts.inuse import HELD, Held, InUse, overlay_of, written_held
from generator.facts.model import Fact
from generator.facts.sources import read_sources
from generator.problems import Findings, Severity
from tests.unit.facts.builder import TODAY, Workspace, fact
from tests.unit.facts.test_corrections import DATA, DECLARED
from tests.unit.facts.test_tables import INDICATORS, SOURCE, table
from tests.unit.selection import builder as made

DAY = dt.date(2024, 8, 15)


def told(**dates: str | None) -> Fact:
    """A fact of a document with some dates."""
    published, spoken = dates.get("published"), dates.get("as_of")
    retrieved = dates.get("retrieved")
    origin = made.origin(
        published=parse_edtf(published) if published else None,
        retrieved=dt.date.fromisoformat(retrieved) if retrieved else None,
        as_of=parse_edtf(spoken) if spoken else None,
    )
    return made.fact("one", as_of=None, origin=origin)


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ({"published": "2024-08-14"}, None),
        ({"published": "2024-08-15"}, None),
        ({"published": "2024-08-16"}, Left.LATER),
        ({"published": "2024-07"}, None),
        ({"published": "2024-08"}, Left.UNCLEAR),
        ({"published": "2024"}, Left.UNCLEAR),
        ({"published": "2024-09"}, Left.LATER),
        ({"published": "2024", "retrieved": "2024-08-01"}, None),
        ({"published": "2024", "retrieved": "2026-11-22"}, Left.UNCLEAR),
        ({"published": "2016", "retrieved": "2026-11-22"}, None),
        ({"retrieved": "2024-08-15"}, None),
        ({"retrieved": "2024-08-16"}, Left.LATER),
        ({}, Left.UNDATED),
        ({"as_of": "2024-08"}, Left.UNDATED),
        ({"as_of": "2011"}, Left.UNDATED),
        ({"as_of": "2024-08-16"}, Left.LATER),
        ({"as_of": "2025"}, Left.LATER),
    ],
)
def test_a_document_is_known_from_when_it_surely_was(
    dates: dict[str, str], why: Left | None
) -> None:
    assert why_left(told(**dates), DAY) is why


def test_the_period_of_a_figure_does_not_date_its_document() -> None:
    forecast = made.statistic("pop", "2050", "10", origin=made.origin())
    assert why_left(forecast, DAY) is Left.UNDATED


def test_what_was_received_is_known_by_the_state_that_was_read() -> None:
    one = made.statistic(
        "pop", "2023", "10", origin=made.origin(), file="sources/source/received/20240101/POP.csv"
    )
    assert why_left(one, DAY) is None
    beside = made.statistic("pop", "2023", "10", origin=made.origin(), file="sources/source/x.csv")
    assert why_left(beside, DAY) is Left.UNDATED


def test_today_all_that_is_on_record_is_known() -> None:
    base = made.base([told()], rulings=[made.ruling("one", "two", on="2099-01-01")])
    found = known_on(base, TODAY, TODAY)
    assert found.base is base
    assert not found.left
    assert not found.rulings


def test_rulings_of_later_days_do_not_count() -> None:
    early = made.ruling("a", "b", on="2024-08-15", ruling_id="early")
    late = made.ruling("a", "b", on="2024-08-16", ruling_id="late")
    found = known_on(made.base([], rulings=[early, late]), DAY, TODAY)
    assert (found.base.rulings, found.rulings) == ((early,), (late,))


DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2027, 1, 1))
DATES = st.none() | st.sampled_from(["2023", "2024-08", "2024-08-16", "2025-01", "2026-01-22"])
LOOKS = st.none() | DAYS.map(dt.date.isoformat)


@given(st.lists(st.tuples(DATES, LOOKS, DATES), max_size=6), DAYS, DAYS)
def test_a_later_day_knows_all_that_an_earlier_one_knew(
    documents: list[tuple[str | None, str | None, str | None]], one: dt.date, other: dt.date
) -> None:
    dated = [told(published=p, retrieved=r, as_of=a) for p, r, a in documents]
    named = [made.fact(f"f{n}", as_of=None, origin=f.origin) for n, f in enumerate(dated)]
    base = made.base(named)
    early, late = sorted((one, other))
    before, after = (known_on(base, day, TODAY) for day in (early, late))
    assert before.base.facts.keys() <= after.base.facts.keys()
    for found in (before, after):
        assert found.base.facts.keys() | found.left.keys() == base.facts.keys()
        assert not found.base.facts.keys() & found.left.keys()
    for name, known in after.base.facts.items():
        published, retrieved = known.origin.published, known.origin.retrieved
        dates = [published.last if published else None, retrieved]
        assert late >= TODAY or min(day for day in dates if day) <= late, name


# ---------------------------------------------------------------- states as received


def states(folder: Path, *names: str, latest: str = "", **before: str) -> Path:
    """Empty states of a source, of which the last, or another, is in use."""
    for name in names:
        place = folder / received.FOLDER / name
        place.mkdir(parents=True)
        said = {"made": name[:16], "before": before.get(f"s{name[:8]}", "")}
        (place / received.RECORD).write_text(json.dumps(said))
    (folder / received.FOLDER / received.LATEST).write_text(f"{latest or names[-1]}\n")
    return folder


A, B, C = "20260401T060000Z", "20260501T060000Z", "20260701T060000Z"


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-03-31", None),
        ("2026-04-01", A),
        ("2026-04-30", A),
        ("2026-05-01", B),
        ("2026-07-01", C),
        ("2030-01-01", C),
    ],
)
def test_the_state_of_a_day_is_the_last_one_made_by_then(
    tmp_path: Path, day: str, state: str | None
) -> None:
    found = received.in_use_on(states(tmp_path, A, B, C), dt.date.fromisoformat(day))
    assert (found.state.name if found.state else None) == state
    assert (found.first, found.lost, found.missing, found.withdrawn) == (A, "", "", "")


@pytest.mark.parametrize(
    ("day", "state", "lost", "missing"),
    [
        ("2026-04-15", A, "", B),
        ("2026-05-01", None, B, ""),
        ("2026-06-30", None, B, ""),
        ("2026-07-01", C, "", ""),
    ],
)
def test_a_state_that_was_archived_is_missed(
    tmp_path: Path, day: str, state: str | None, lost: str, missing: str
) -> None:
    folder = states(tmp_path, A, C, s20260701=B)
    found = received.in_use_on(folder, dt.date.fromisoformat(day))
    assert (found.state.name if found.state else None) == state
    assert (found.lost, found.missing) == (lost, missing)


def test_a_state_that_is_not_in_use_today_is_not_taken(tmp_path: Path) -> None:
    folder = states(tmp_path, A, B, C, latest=B)
    found = received.in_use_on(folder, dt.date(2026, 8, 1))
    assert found.state is not None
    assert (found.state.name, found.withdrawn) == (B, C)
    assert received.in_use_on(folder, dt.date(2026, 6, 30)).withdrawn == ""


def test_a_state_without_a_sound_record_is_dated_by_its_name(tmp_path: Path) -> None:
    folder = states(tmp_path, A, "2026-free", latest=A)
    (folder / received.FOLDER / A / received.RECORD).write_text("{broken")
    found = received.in_use_on(folder, dt.date(2026, 12, 1))
    assert found.state is not None
    assert found.state.name == A


def test_a_decision_of_a_later_day_had_not_been_taken(tmp_path: Path) -> None:
    folder = states(tmp_path, A)
    entry = Held(
        "f", "sign", InUse(value=Decimal(-1)), Decimal(6), decision="accepted",
        by="A. Editor", on=dt.date(2026, 4, 9), reason="Asked.",
    )  # fmt: skip
    (folder / HELD).write_bytes(written_held([entry]))

    def decided(on: dt.date | None) -> str:
        overlay = overlay_of(folder, "sources/x", Findings(), received.latest(folder), on)
        return overlay.held["f"].decision

    assert decided(None) == "accepted"
    assert decided(dt.date(2026, 4, 9)) == "accepted"
    assert decided(dt.date(2026, 4, 8)) == ""


# ---------------------------------------------------------------- reading


def test_a_correction_of_a_later_day_had_not_been_made(workspace: Workspace) -> None:
    workspace.facts(fact())
    workspace.write("stats/source.toml", SOURCE)
    workspace.write("stats/indicators.csv", INDICATORS)
    table(workspace, DATA)
    workspace.write("stats/corrections/population.toml", DECLARED)

    def value(day: dt.date | None) -> str:
        found = read_sources(workspace.root, Findings(), known_on=day)
        quantity = found.facts["st-pop-irq-2023"].quantity
        assert quantity is not None
        return str(quantity.value)

    assert value(None) == value(dt.date(2026, 11, 20)) == "45074049"
    assert value(dt.date(2026, 11, 19)) == "-45074049"


RECEIVED = SOURCE.replace("data/*.csv", "received/latest/*.csv")


def test_figures_are_read_from_the_state_of_the_day_and_nothing_is_kept(
    workspace: Workspace,
) -> None:
    workspace.facts(fact())
    workspace.write("stats/source.toml", RECEIVED)
    workspace.write("stats/indicators.csv", INDICATORS)
    folder = states(workspace.root / "sources" / "stats", A, B)
    for name, number in ((A, "1000"), (B, "2000")):
        text = f"country,year,value\nIRQ,2023,{number}\n"
        (folder / received.FOLDER / name / "POP.csv").write_text(text)

    def value(day: dt.date | None) -> str:
        found = read_sources(workspace.root, Findings(), known_on=day)
        one = found.facts.get("st-pop-irq-2023")
        return str(one.quantity.value) if one and one.quantity else ""

    assert [value(None), value(dt.date(2026, 4, 30)), value(dt.date(2026, 3, 1))] == [
        "2000", "1000", "",
    ]  # fmt: skip
    findings = Findings()
    read_sources(workspace.root, findings, known_on=dt.date(2026, 3, 1))
    problems = [p for p in findings if p.code.startswith("known-on")]
    assert [(p.code, p.severity) for p in problems] == [("known-on-state-none", Severity.NOTICE)]
