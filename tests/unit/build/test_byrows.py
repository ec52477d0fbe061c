"""Reading the rows that have changed finds what reading the whole source finds."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.planning import snapshots
from generator.build.planning.byrows import by_rows, with_tables
from generator.build.planning.snapshots import Change, Snapshot, change_since, fact_version
from generator.facts.contents import Contents
from generator.facts.model import Fact
from generator.facts.sources import read_each
from generator.problems import Findings

AREAS = frozenset({"KEN", "UGA", "NOR"})
SETTINGS = """\
title.en = "Figures"
languages = ["en"]
licence = "ours"
marking = "UNCLASSIFIED"

[documents.set]
kind = "data_set"
language = "en"
title.en = "A set"
as_of = "2024-06"

[[tables]]
files = "data/*.csv"
document = "set"
id_prefix = "fig"
columns = { area = "code", period = "year", value = "value" }
decimal_mark = "."
leave_out = ["CHI"]
"""
INDICATORS = "code,unit,decimals,name_en\nX,persons,0,X\nY,percent,1,Y\n"
ROWS = ("KEN,2020,1", "KEN,2021,2", "UGA,2020,3", "FRA,2020,4", "CHI,2020,5", "NOR,2020,")


def source(root: Path, files: dict[str, str], settings: str = SETTINGS) -> dict[str, str]:
    """Write a source, and nothing that was there before; gives the hashes of its files."""
    folder = root / "sources" / "figures"
    for path in (folder / "data").glob("*"):
        path.unlink()
    for name, text in {"source.toml": settings, "indicators.csv": INDICATORS, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def table(rows: list[str] | tuple[str, ...], head: str = "code,year,value") -> str:
    return "\n".join([head, *rows]) + "\n"


def read(root: Path) -> tuple[Contents, bool]:
    """What the source holds, read whole, and whether it is sound."""
    findings = Findings()
    contents = read_each(root, ("figures",), findings, areas=AREAS)["figures"]
    assert contents is not None
    return contents, not findings.errors


def facts(contents: Contents) -> list[Fact]:
    return [one for one in contents.records if isinstance(one, Fact)]


def kept(root: Path, files: dict[str, str]) -> Snapshot:
    """The snapshot of the source as it is, by rows."""
    contents, sound = read(root)
    assert sound
    made = snapshots.snapshot_of(contents, AREAS)
    found = with_tables(made, facts(contents), root, "figures", files)
    assert found.every() == made.versions
    return found


def told(change: Change) -> dict[str, str]:
    return {fact.id: fact_version(fact) for fact in change.changed}


CORRECTION = """\
[[correction]]
area = "KEN"
indicator = "X"
period = "2019/2020"
received = "1"
corrected = "10"
reason = "A digit was lost."
by = "A. Editor"
on = 2026-11-20
evidence = "The yearbook"
"""
areas = st.sampled_from(["KEN", "UGA", "NOR", "FRA", "CHI", "XXX", ""])
years = st.sampled_from(["2019", "2020", "2021", "MMXX"])
values = st.sampled_from(["1", "2", "-3.5", "", "many"])
row = st.one_of(
    st.builds("{},{},{}".format, areas, years, values),
    st.sampled_from(["", "KEN,2020", "KEN,2020,1,1", '"KEN",2020,7']),
)


@given(
    before=st.lists(st.sampled_from(ROWS), unique=True, min_size=1),
    after=st.lists(st.one_of(st.sampled_from(ROWS), row), max_size=8),
    other=st.booleans(),
    corrected=st.booleans(),
)
def test_what_differs_by_rows_is_what_differs_in_the_whole(
    before: list[str], after: list[str], other: bool, corrected: bool
) -> None:
    with TemporaryDirectory() as place:
        root = Path(place)
        same = {"data/Y.csv": table(("KEN,2020,9", "UGA,2020,8"))}
        same |= {"corrections/one.toml": CORRECTION} if corrected else {}
        files = source(root, {"data/X.csv": table(before), **same})
        known = kept(root, files)
        names = {fact.id for fact in facts(read(root)[0])}
        files = source(root, {"data/X.csv": table(after), **(same if other else {})})
        findings = Findings()
        rows = by_rows(known, root, "figures", files, findings)
        contents, sound = read(root)
        if rows is None:
            simple = any(after) and '"' not in table(after)
            assert not (other and simple) or any(line.startswith(",") for line in after)
            return
        assert other
        assert sound == (not findings.errors)
        if not sound:
            return
        whole = change_since(Snapshot(AREAS, known.every()), contents)
        assert told(rows.change) == told(whole)
        assert {n for n in names if rows.change.is_gone(n)} == {
            n for n in names if whole.is_gone(n)
        }
        assert (rows.change.own, rows.change.measures) == (whole.own, whole.measures)
        assert rows.snapshot.every() == dict(snapshots.snapshot_of(contents, AREAS).versions)


@pytest.mark.parametrize(
    ("settings", "head"),
    [
        (SETTINGS.replace("A set", "Another set"), "code,year,value"),
        (SETTINGS.replace('["CHI"]', '["CHI", "FRA"]'), "code,year,value"),
        (SETTINGS.replace('"UNCLASSIFIED"', '"PROTECTED"'), "code,year,value"),
        (SETTINGS, "code,year,value,note"),
    ],
)
def test_a_source_that_says_otherwise_is_read_whole(
    tmp_path: Path, settings: str, head: str
) -> None:
    known = kept(tmp_path, source(tmp_path, {"data/X.csv": table(ROWS)}))
    assert known.rest
    files = source(tmp_path, {"data/X.csv": table(ROWS, head)}, settings)
    assert by_rows(known, tmp_path, "figures", files, Findings()) is None


def test_the_hash_that_is_stated_may_change_with_the_rows(tmp_path: Path) -> None:
    def stated(text: str) -> str:
        digest = hashlib.sha256(text.encode()).hexdigest()
        return f'{SETTINGS}[tables.sha256]\n"X.csv" = "{digest}"\n'

    first, second = table(ROWS), table((*ROWS, "UGA,2022,7"))
    known = kept(tmp_path, source(tmp_path, {"data/X.csv": first}, stated(first)))
    files = source(tmp_path, {"data/X.csv": second}, stated(second))
    rows = by_rows(known, tmp_path, "figures", files, Findings())
    assert rows is not None
    assert [*told(rows.change)] == ["fig-x-uga-2022"]
    files = source(tmp_path, {"data/X.csv": second}, stated(first))
    assert by_rows(known, tmp_path, "figures", files, Findings()) is None


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("corrections/one.toml", ""),
        ("corrections/one.toml", CORRECTION.replace('"10"', '"ten"')),
        (
            "corrections/one.toml",
            CORRECTION.replace(
                'area = "KEN"\nindicator = "X"\nperiod = "2019/2020"',
                'file = "data/X.csv"\ncell = "A1"',
            ),
        ),
        ("held.toml", ""),
    ],
)
def test_a_source_with_corrected_places_or_held_values_is_read_whole(
    tmp_path: Path, file: str, text: str
) -> None:
    source(tmp_path, {"data/X.csv": table(ROWS)})
    path = tmp_path / "sources/figures" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    files = source(tmp_path, {"data/X.csv": table(ROWS)})
    contents, _ = read(tmp_path)
    made = snapshots.snapshot_of(contents, AREAS)
    known = with_tables(made, facts(contents), tmp_path, "figures", files)
    files = source(tmp_path, {"data/X.csv": table(("KEN,2020,1", "KEN,2021,3", *ROWS[2:]))})
    findings = Findings()
    rows = by_rows(known, tmp_path, "figures", files, findings)
    assert rows is None or findings.errors


def test_only_the_rows_that_have_changed_are_read(tmp_path: Path) -> None:
    """A line that is wrong and as it was would be told if it were read."""
    known = kept(tmp_path, source(tmp_path, {"data/X.csv": table(ROWS)}))
    other = next(iter(known.tables.values())).groups["UGA"]
    files = source(tmp_path, {"data/X.csv": table(("KEN,2020,7", *ROWS[1:]))})
    rows = by_rows(known, tmp_path, "figures", files, Findings())
    assert rows is not None
    assert rows.snapshot.tables["data/X.csv"].groups["UGA"] is other
    assert [*told(rows.change)] == ["fig-x-ken-2020"]
