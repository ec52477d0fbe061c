"""What providers really changed between their publications, counted."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from generator.facts.model import Quantity
from generator.facts.refreshfile import RefreshSetup, Threshold
from generator.problems import Findings
from generator.refresh.compare import compare_facts, compare_fields
from generator.refresh.judging import Reading, read_state
from generator.refresh.jumps import Step, jump_between, new_periods
from generator.refresh.run import source_of
from generator.refresh.wording import Kind
from tests.unit.refresh.conftest import SOURCE

ROOT = Path(__file__).resolve().parents[3]
RECORDED = ROOT / "tests" / "recorded" / "factbook"
MATERIAL = ROOT.parent / "shared" / "data"
PAGE = (ROOT / "docs" / "refresh.md").read_text("utf-8")
needs_material = pytest.mark.skipif(not MATERIAL.is_dir(), reason="needs the shared material")
LOOKED_AT = {
    "le/Environment/International environmental agreements/signed, but not ratified": Kind.ADDED,
    "le/Economy/Exchange rates/Exchange rates 2018": Kind.REMOVED,
    "uz/Economy/Taxes and other revenues": Kind.VALUE,
    "le/Geography/Land use/agricultural land: arable land": Kind.VALUE,
    "le/Environment/Land use/agricultural land: permanent pasture": Kind.DATE,
    "uz/Transportation/Airports": Kind.DATE,
    "le/Government/Legal system": Kind.WORDING,
    "le/Communications/Broadcast media": Kind.WORDING,
    "le/Government/Administrative divisions": Kind.MARKUP,
    "uz/Government/Executive branch/election results": Kind.MARKUP,
}
FACTBOOK = """
language = "en"
as_of = "2025-01"

[[tables]]
shape = "factbook"
files = "received/latest/*.json"
index = "index.csv"
document = "data"
id_prefix = "fb"
"""
INDEX = """\
gec,iso3
ag,DZA
br,BRA
eg,EGY
fr,FRA
ja,JPN
le,LBN
mo,MAR
ni,NGA
sy,SYR
uk,GBR
us,USA
uz,UZB
"""
TABLE = """
[[tables]]
files = "received/latest/*.csv"
document = "data"
id_prefix = "wb"
columns = { area = "code", period = "year", value = "value" }
decimal_mark = "."
decimals = 18
"""


def told(name: str) -> list[int]:
    """The numbers that docs/refresh.md says, in the row of that name."""
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| {name} |")]
    return [int(cell) for cell in re.findall(r"\b[0-9]+\b", row.split("|", 2)[2])]


def in_order(counts: dict[str, int]) -> list[int]:
    return [counts[kind.value] for kind in Kind]


@pytest.mark.parametrize(
    ("before", "after"), [("2025-01-30", "2025-07-31"), ("2025-07-31", "2025-10-07")]
)
def test_two_entities_of_the_factbook(before: str, after: str) -> None:
    found = compare_fields(RECORDED / before, RECORDED / after)
    assert in_order(dict(found.counts)) == told(f"Lebanon, Uzbekistan, {before} to {after}")


def test_what_was_looked_at_by_eye() -> None:
    found = compare_fields(RECORDED / "2025-01-30", RECORDED / "2025-07-31")
    kinds = {change.id: change.kind for change in found.changes}
    for place, kind in LOOKED_AT.items():
        assert kinds[place] is kind, place


@needs_material
@pytest.mark.parametrize(
    ("before", "after"),
    [("2025-01-30", "2025-07-31"), ("2025-07-31", "2025-10-07"), ("2025-01-30", "2025-10-07")],
)
def test_twelve_entities_of_the_factbook(before: str, after: str) -> None:
    folder = MATERIAL / "factbook-history"
    found = compare_fields(folder / before, folder / after)
    assert in_order(dict(found.counts)) == told(f"World Factbook, 12 entities, {before} to {after}")
    back = Counter(
        change.kind for change in compare_fields(folder / after, folder / before).changes
    )
    there = Counter(change.kind for change in found.changes)
    assert back[Kind.ADDED] == there[Kind.REMOVED]
    assert {k: back[k] for k in (Kind.VALUE, Kind.DATE, Kind.WORDING, Kind.MARKUP)} == {
        k: there[k] for k in (Kind.VALUE, Kind.DATE, Kind.WORDING, Kind.MARKUP)
    }


@needs_material
@pytest.mark.parametrize(
    ("before", "after"), [("2025-01-30", "2025-07-31"), ("2025-07-31", "2025-10-07")]
)
def test_twelve_entities_of_the_factbook_as_facts(tmp_path: Path, before: str, after: str) -> None:
    folder = tmp_path / "sources" / "bank"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(SOURCE + FACTBOOK, "utf-8")
    (folder / "index.csv").write_text(INDEX, "utf-8")
    source = source_of(tmp_path, "bank", Findings())
    assert source is not None
    material = MATERIAL / "factbook-history"
    old, new = (read_state(source, material / date) for date in (before, after))
    assert old.is_sound
    assert new.is_sound
    counts = compare_facts(old.facts, new.facts).counts
    kept = counts["same"] + sum(
        counts[kind.value] for kind in (Kind.VALUE, Kind.DATE, Kind.WORDING, Kind.MARKUP)
    )
    assert kept + counts["removed"] == len(old.facts)
    assert kept + counts["added"] == len(new.facts)
    assert counts["same"] > 1500
    assert 50 < counts["changed value"] < 250
    dates = [
        change for change in compare_facts(old.facts, new.facts).changes if change.kind is Kind.DATE
    ]
    alone = [change for change in dates if old.facts[change.id].listed is None]
    assert 50 < len(alone) < 150
    assert len(dates) - len(alone) == {"2025-01-30": 239, "2025-07-31": 1}[before]
    assert counts["wording"] == 0  # typed facts have no words of the Factbook


@needs_material
@pytest.mark.parametrize(
    "code",
    [
        "BN.CAB.XOKA.CD",
        "FP.CPI.TOTL.ZG",
        "NE.EXP.GNFS.ZS",
        "NY.GDP.MKTP.CD",
        "NY.GDP.PCAP.CD",
        "SP.DYN.LE00.IN",
    ],
)
def test_three_publications_of_an_indicator(tmp_path: Path, code: str) -> None:
    dates = ("2025-12-17", "2026-04-01", "2026-07-01")
    states = [vintage(tmp_path, code, number, date) for number, date in enumerate(dates)]
    for number in (0, 1):
        found = compare_facts(states[number].facts, states[number + 1].facts)
        name = f"{code}, {dates[number]} to {dates[number + 1]}"
        assert in_order(dict(found.counts)) == told(name)


SETUP = RefreshSetup(())
JUMPS = {"BN.CAB.XOKA.CD": "none", "NE.EXP.GNFS.ZS": "sign factor", "SP.DYN.LE00.IN": "sign factor"}
"""What the World Bank's indicators say; of prices and money, what their unit says."""


@needs_material
def test_new_periods_of_real_publications_raise_no_false_alarm(tmp_path: Path) -> None:
    arrived = 0
    held: list[str] = []
    for code in sorted(p.stem for p in (MATERIAL / "indicator-vintages").glob("*.csv")):
        unit = "currency,USD" if code.startswith("NY.") else "percent,"
        words = JUMPS.get(code, "")
        states = [
            vintage(tmp_path / code, code, number, str(number), unit, words) for number in range(3)
        ]
        for old, new in pairwise(states):
            compared = compare_facts(old.facts, new.facts)
            arrived += compared.counts["added"]
            held += new_periods(Step(old.facts, new.facts, new.jumps), compared, {}, SETUP, "s")
    assert (arrived, held) == (2482, [])


@needs_material
@pytest.mark.parametrize(
    "code", ["SP.POP.TOTL", "NY.GDP.MKTP.CD", "AG.SRF.TOTL.K2", "NE.EXP.GNFS.ZS"]
)
def test_years_that_follow_each_other_are_told_as_the_page_says(code: str) -> None:
    series: dict[str, dict[int, Quantity]] = defaultdict(dict)
    with (MATERIAL / "indicators" / f"{code}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["value"]:
                series[row["code"]][int(row["year"])] = Quantity(Decimal(row["value"]), "x")
    words = ("sign", "factor")
    steps = [
        jump_between(years[a], years[b], Threshold(), words)
        for years in series.values()
        for a, b in pairwise(sorted(years))
        if b - a <= 3
    ]
    assert [len(steps), sum(map(bool, steps))] == told(f"{code}, 1990 to 2025")


def vintage(
    root: Path, code: str, number: int, date: str, unit: str = "percent,", jumps: str = ""
) -> Reading:
    """One publication, read as a source would."""
    folder = root / "sources" / "bank"
    state = folder / "received" / date
    state.mkdir(parents=True)
    (folder / "source.toml").write_text(SOURCE + TABLE, "utf-8")
    head = "code,unit,currency,decimals,jumps,name_en\n"
    (folder / "indicators.csv").write_text(f"{head}{code},{unit},1,{jumps},Indicator\n", "utf-8")
    with (MATERIAL / "indicator-vintages" / f"{code}.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    lines = [f"{row[0]},{row[1]},{row[2 + number]}\n" for row in rows]
    (state / f"{code}.csv").write_text("code,year,value\n" + "".join(lines), "utf-8")
    source = source_of(root, "bank", Findings())
    assert source is not None
    reading = read_state(source, state)
    assert list(reading.findings) == []
    return reading
