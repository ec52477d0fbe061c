"""What is kept of sources between runs: nothing that changed, is wrong or is marked."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.facts import parcel, sources
from generator.facts.folderkey import Digester, digest_of_file, folder_key
from generator.facts.kept import WHOLE, Entry
from generator.facts.model import FactBase
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile, read_source_file
from generator.facts.wholes import KeptFacts
from generator.limits import Limits
from generator.selection.known import known
from tests.unit.facts.builder import Workspace, fact
from tests.unit.facts.test_naming import HEAD as NAMED
from tests.unit.facts.test_naming import IRAQ, NAMIBIA
from tests.unit.facts.test_naming import SOURCE as NAMES
from tests.unit.facts.test_tables import INDICATORS
from tests.unit.facts.test_tables import SOURCE as STATISTICS


class Shelf:
    """A shelf in memory that counts."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], Entry] = {}
        self.taken: list[str] = []

    def take(self, wanted: Sequence[tuple[str, str]]) -> list[Entry | None]:
        """What was put there."""
        self.taken += [name for name, key in wanted if (name, key) in self.held]
        return [self.held.get(one) for one in wanted]

    def put(self, name: str, key: str, entry: Entry, line: str) -> None:
        """Keep an entry."""
        self.held[name, key] = entry

    @contextmanager
    def digests(self) -> Iterator[Digester]:
        """Every file is read."""
        yield digest_of_file

    @property
    def names(self) -> set[str]:
        """The sources of which something is kept."""
        return {name for name, _ in self.held}

    def lose(self, name: str) -> None:
        """Forget everything under a name."""
        self.held = {place: entry for place, entry in self.held.items() if place[0] != name}


ALL = ["page", "reference", WHOLE]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def assert_same(base: FactBase, other: FactBase) -> None:
    """Equal in all that is compared, and in what is not: place, version, order."""
    assert base == other
    assert list(base.facts) == list(other.facts)
    assert [repr(fact) for fact in base.facts.values()] == [
        repr(fact) for fact in other.facts.values()
    ]
    assert repr(base.sources) == repr(other.sources)


def read(workspace: Workspace, shelf: Shelf, **options: object) -> FactBase:
    """Read with the shelf; it says afresh what was taken from it."""
    shelf.taken = []
    return workspace.read(shelf=shelf, **options)


def test_what_did_not_change_is_taken_from_the_shelf_and_is_the_same(
    workspace: Workspace, shelf: Shelf
) -> None:
    workspace.facts(fact())
    plain = workspace.read()
    first = read(workspace, shelf)
    assert (shelf.taken, shelf.names) == ([], {*ALL})
    second = read(workspace, shelf)
    assert shelf.taken == ALL
    shelf.lose(WHOLE)
    third = read(workspace, shelf)
    assert shelf.taken == ["page", "reference"]
    for base in (first, second, third):
        assert_same(base, plain)


def test_a_changed_added_or_removed_file_is_read(workspace: Workspace, shelf: Shelf) -> None:
    workspace.facts(fact())
    read(workspace, shelf)
    workspace.facts(fact(en="Another sentence."))
    base = read(workspace, shelf)
    assert shelf.taken == ["reference"]
    assert base.facts["one"].text["en"].forms["other"] == "Another sentence."
    workspace.facts(fact(id="two"), "more.yaml")
    assert set(read(workspace, shelf).facts) == {"one", "two"}
    (workspace.root / "sources/page/facts/more.yaml").unlink()
    assert set(read(workspace, shelf).facts) == {"one"}


def test_only_tables_are_read_anew_for_other_areas(workspace: Workspace, shelf: Shelf) -> None:
    workspace.facts(fact())
    workspace.write("stats/source.toml", STATISTICS)
    workspace.write("stats/indicators.csv", INDICATORS)
    workspace.write("stats/data/POP.csv", "country,year,value\nIRQ,2023,1\nCAN,2023,2\n")
    read(workspace, shelf, areas=("IRQ",))
    base = read(workspace, shelf, areas=("IRQ", "CAN"))
    assert shelf.taken == ["page", "reference", "stats/sound"]
    assert_same(base, workspace.read(areas=("IRQ", "CAN")))
    read(workspace, shelf, areas=("CAN", "IRQ"))
    assert shelf.taken == ["page", "reference", "stats", WHOLE]
    base = read(workspace, shelf, areas=("IRQ",))
    assert_same(base, workspace.read(areas=("IRQ",)))
    read(workspace, shelf, areas=None)
    assert shelf.taken == ["page", "reference"]


FIRST = (
    "IRQ",
    "CAN",
    "NAM",
    "IRQ",
    "ROU",
    "ROM",
    "irq",
    " CAN",
    "IRQ ",
    "\u00a0IRQ",
    '"CAN"',
    "WLD",
)
CELLS = st.tuples(
    st.sampled_from(FIRST),
    st.sampled_from(["2022", "2023", "2022", "2023", "2024", "20x"]),
    st.sampled_from(["1", "2.5", "3", "4", "", "1,2", "x"]),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=2)
SOME = st.sampled_from([("IRQ",), ("CAN", "IRQ"), ("NAM",), ("ROU",), ("NAM",), None])
STEPS = st.lists(st.tuples(st.integers(0, 1), SOME), min_size=2, max_size=5)
BLANK = [("IRQ ", "2022", "1"), ("CAN", "2022", "1")]
OTHER = [("ROM", "2022", "1"), ("CAN", "2022", "1")]
TWICE = [(0, ("NAM",)), (0, ("IRQ",)), (0, ("ROU",))]


@example([BLANK], TWICE, "")
@example([OTHER], TWICE, "")
@settings(max_examples=40)  # each reads and writes many files
@given(TABLES, STEPS, st.sampled_from(["", 'on_bad_rows = "leave-out"\n']))
def test_with_a_shelf_tables_give_what_they_give_without_whatever_was_read_before(
    tmp_path_factory: pytest.TempPathFactory,
    tables: list[list[tuple[str, ...]]],
    steps: list[tuple[int, tuple[str, ...] | None]],
    more: str,
) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("tables"))
    shelf = Shelf()
    workspace.write("stats/source.toml", STATISTICS + more)
    workspace.write("stats/indicators.csv", INDICATORS)
    for number, areas in steps:
        rows = tables[number] if number < len(tables) else [("IRQ", "2021", "1")]
        lines = [",".join(row) for row in (("country", "year", "value"), *rows)]
        workspace.write("stats/data/POP.csv", "\n".join(lines) + "\n")
        base = workspace.read(shelf=shelf, areas=areas)
        found = list(workspace.findings)
        plain = workspace.read(areas=areas)
        assert found == list(workspace.findings)
        assert_same(base, plain)


CODES = st.sampled_from(["IRQ", "CAN", "NAM", "FJI", "NAM;7", "FJI|2000", "CAN\t"])
VALUES = st.sampled_from(["1", "2", "3", "4", "", "x", "5,6"])
EDITS = st.lists(
    st.tuples(st.integers(0, 7), st.one_of(st.none(), st.tuples(CODES, VALUES))),
    min_size=1,
    max_size=2,
)
CORRECTED = (
    '[[correction]]\narea = "CAN"\nindicator = "POP"\nreceived = "2"\ncorrected = "20"\n'
    'reason = "A slip."\nby = "Desk"\non = 2026-11-01\nevidence = "The yearbook"\n'
)


@settings(max_examples=40)  # each reads and writes many files
@given(st.lists(EDITS, min_size=2, max_size=5), st.sampled_from(["", CORRECTED]), st.booleans())
def test_a_table_that_changes_row_by_row_is_read_as_if_it_were_new(
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[list[tuple[int, tuple[str, str] | None]]],
    correction: str,
    left_out: bool,
) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("rows"))
    shelf = Shelf()
    more = 'on_bad_rows = "leave-out"\n' if left_out else ""
    workspace.write("stats/source.toml", STATISTICS + more)
    workspace.write("stats/indicators.csv", INDICATORS)
    if correction:
        workspace.write("stats/corrections/pop.toml", correction)
    rows: list[tuple[str, str]] = [("IRQ", "1"), ("CAN", "2"), ("NAM", "3"), ("FJI", "4")]
    for edits in ([], *changes):
        for place, row in edits:
            rows[place : place + 1] = [] if row is None else [row]
        lines = (f"{area},{2000 + number},{value}\n" for number, (area, value) in enumerate(rows))
        workspace.write("stats/data/POP.csv", "country,year,value\n" + "".join(lines))
        base = workspace.read(shelf=shelf, areas=("IRQ", "CAN"))
        found = list(workspace.findings)
        plain = workspace.read(areas=("IRQ", "CAN"))
        assert found == list(workspace.findings)
        assert_same(base, plain)


def test_a_file_trusted_for_its_hash_vouches_for_no_row_of_another(
    workspace: Workspace, shelf: Shelf
) -> None:
    bad = "country,year,value\nIRQ,2023,1\nKEN,2003,4,oops\n"
    stated = f'sha256 = {{ "POP.csv" = "{hashlib.sha256(bad.encode()).hexdigest()}" }}\n'
    workspace.write("stats/source.toml", STATISTICS + stated)
    workspace.write("stats/indicators.csv", INDICATORS)
    workspace.write("stats/data/POP.csv", bad)
    read(workspace, shelf, areas=("IRQ",))
    assert workspace.codes == []  # whoever stated the hash has seen it
    workspace.write("stats/data/RATE.csv", bad.replace("IRQ,2023,1", "IRQ,2023,2"))
    base = read(workspace, shelf, areas=("IRQ",))
    assert "csv-row-length" in workspace.codes
    assert_same(base, workspace.read(areas=("IRQ",)))


@pytest.mark.parametrize("key", ["tables", '"t\\u0061bles"', '"\\x74ables"'])
def test_tables_are_found_however_their_name_is_written(
    workspace: Workspace, shelf: Shelf, key: str
) -> None:
    workspace.write("stats/source.toml", STATISTICS.replace("tables", key))
    workspace.write("stats/indicators.csv", INDICATORS)
    workspace.write("stats/data/POP.csv", "country,year,value\nIRQ,2023,1\nCAN,2023,2\n")
    first = read(workspace, shelf, areas=("IRQ",))
    other = read(workspace, shelf, areas=("CAN",))
    assert "stats" not in shelf.taken
    assert_same(first, workspace.read(areas=("IRQ",)))
    assert_same(other, workspace.read(areas=("CAN",)))


def test_other_levels_or_limits_are_read_for_themselves(workspace: Workspace, shelf: Shelf) -> None:
    workspace.facts(fact())
    read(workspace, shelf)
    read(workspace, shelf, levels=("UNCLASSIFIED", "SECRET"))
    assert shelf.taken == []
    read(workspace, shelf, limits=Limits(facts=99))
    assert shelf.taken == []
    read(workspace, shelf)
    assert shelf.taken == ALL


def test_a_source_with_a_mistake_is_read_and_told_each_time(
    workspace: Workspace, shelf: Shelf
) -> None:
    workspace.facts(fact() + "- id: two\n  kind: nonsense\n")
    read(workspace, shelf)
    told = workspace.told()
    assert told
    read(workspace, shelf)
    assert (shelf.taken, workspace.told()) == (["reference"], told)


def test_warnings_are_told_again(workspace: Workspace, shelf: Shelf) -> None:
    record = (
        "- id: one\n  kind: context\n  countries: [IRQ]\n  text:\n    en: A sentence.\n"
        "    fr: {text: Une phrase., made_from: 000000000000}\n"
    )
    workspace.facts(record)
    read(workspace, shelf)
    told = workspace.told()
    read(workspace, shelf)
    assert shelf.taken == ALL
    assert workspace.told() == told
    shelf.lose(WHOLE)
    read(workspace, shelf)
    assert workspace.told() == told
    assert workspace.codes == ["translation-stale"]


@pytest.mark.parametrize("level", ["SECRET", "SECRTE"])
def test_nothing_above_the_lowest_marking_is_kept(
    workspace: Workspace, shelf: Shelf, level: str
) -> None:
    workspace.facts(fact() + fact(f"marking: {level}", id="two"))
    read(workspace, shelf)
    assert shelf.names == {"reference"}


@pytest.mark.parametrize("whole", [True, False])
def test_bytes_that_are_no_parcel_are_passed_over(
    workspace: Workspace, shelf: Shelf, whole: bool
) -> None:
    workspace.facts(fact())
    plain = read(workspace, shelf, areas=("IRQ",))
    bad = b"\x80\x05cos\nsystem\n(S'false'\ntR."
    for place, entry in list(shelf.held.items()):
        damaged = [Entry(bad, entry.parts), Entry(b"", entry.parts), Entry(parcel.pack(()), {})]
        if place[0] == "page":
            damaged += [
                Entry(entry.head, {}),
                Entry(entry.head, {"=": entry.parts["="]}),
                *(Entry(entry.head, {**entry.parts, part: bad}) for part in entry.parts),
                *(Entry(entry.head, {**entry.parts, part: b""}) for part in entry.parts),
            ]
        for wrong in damaged:
            shelf.held[place] = wrong
            if not whole:
                shelf.lose(WHOLE)
            assert_same(read(workspace, shelf, areas=("IRQ",)), plain)


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    workspace: Workspace, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.facts(fact())

    def changing(folder: Path, name: str, place: Place) -> SourceFile | None:
        found = read_source_file(folder, name, place)
        if folder.name == "page":
            workspace.facts(fact(en="Changed meanwhile."))
        return found

    monkeypatch.setattr(sources, "read_source_file", changing)
    read(workspace, shelf)
    assert shelf.names == {"reference"}


def test_a_folder_with_a_link_has_no_key(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("[]")
    key = folder_key(tmp_path)
    (tmp_path / "empty").mkdir()
    assert folder_key(tmp_path) not in (key, None)
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert folder_key(tmp_path) is None
    assert folder_key(tmp_path / "nowhere") is None


def test_ids_that_stand_twice_are_told_for_a_hundred_and_then_counted(
    workspace: Workspace, shelf: Shelf
) -> None:
    records = "".join(fact(id=f"f-{number}") for number in range(150))
    workspace.facts(records)
    workspace.facts(records, "more.yaml")
    for _ in range(2):
        read(workspace, shelf)
        assert workspace.codes.count("id-twice") == 100
        assert workspace.codes.count("ids-twice-many") == 1


def test_who_replaces_whom_is_kept(workspace: Workspace, shelf: Shelf) -> None:
    workspace.facts(fact(id="old") + fact("supersedes: [old]", id="new"))
    plain = workspace.read()
    assert plain.facts["old"].superseded_by == ("new",)
    for areas in (None, ("IRQ",)):
        for _ in range(2):
            assert_same(read(workspace, shelf, areas=areas), plain)
        assert shelf.taken == ALL


def test_a_day_before_the_newest_record_is_checked_anew(workspace: Workspace, shelf: Shelf) -> None:
    workspace.facts(fact('as_of: "2026-11-20"'))
    read(workspace, shelf)
    for today, codes in ((20, []), (19, ["as-of-future"]), (None, []), (21, [])):
        day = None if today is None else dt.date(2026, 11, today)
        read(workspace, shelf, today=day)
        assert workspace.codes == codes, today


def test_a_mistake_between_sources_is_told_each_time(workspace: Workspace, shelf: Shelf) -> None:
    workspace.facts(fact("supersedes: [nowhere]"))
    for _ in range(2):
        read(workspace, shelf)
        assert "reference-unknown" in {*workspace.codes} | {
            code.replace("near", "unknown") for code in workspace.codes
        }
    assert shelf.names == {"page", "reference"}
    assert shelf.taken == ["page", "reference"]


def test_a_new_file_beside_the_sources_is_told(workspace: Workspace, shelf: Shelf) -> None:
    workspace.facts(fact())
    read(workspace, shelf)
    workspace.write("stray.yaml", "[]")
    for _ in range(2):
        read(workspace, shelf)
        assert workspace.codes == ["source-not-folder"]
    assert shelf.taken == ALL
    workspace.write("other/source.toml", "nonsense")
    read(workspace, shelf)
    assert workspace.errors


def test_facts_of_tables_are_opened_for_their_area_alone(
    workspace: Workspace, shelf: Shelf
) -> None:
    workspace.facts(fact())
    workspace.write("table/source.toml", TABLE)
    workspace.write("table/indicators.csv", "code,unit,decimals,name_en\nX,percent,1,X\n")
    cells = "".join(f"{area},X,{year},1.50\n" for area in ("IRQ", "CAN") for year in (2023, 2024))
    workspace.write("table/data/x.csv", "area,indicator,year,value\n" + cells)
    plain = workspace.read()
    assert workspace.codes == []
    read(workspace, shelf)
    base = read(workspace, shelf)
    assert isinstance(base.facts, KeptFacts)
    assert len(base.facts) == 5
    assert [str(f.quantity.value) for f in base.facts.about("CAN") if f.quantity] == ["1.50"] * 2
    assert [f.id for f in base.facts.about("CAN")] == ["x-x-can-2023", "x-x-can-2024"]
    assert [f.id for f in base.facts.about("IRQ")] == ["one", "x-x-irq-2023", "x-x-irq-2024"]
    assert [*base.facts.about("NAM")] == []
    assert_same(base, plain)
    assert parcel.unpack(parcel.pack(base)) == plain


def test_a_value_about_two_areas_is_found_from_both(workspace: Workspace, shelf: Shelf) -> None:
    partnered = TABLE.replace('value = "value"', 'value = "value", partner = "from"')
    workspace.facts(fact())
    workspace.write("table/source.toml", partnered)
    workspace.write("table/indicators.csv", "code,unit,decimals,name_en\nX,persons,0,X\n")
    cells = "IRQ,X,2023,5,CAN\nCAN,X,2023,6,IRQ\nNAM,X,2023,7,IRQ\nCAN,X,2023,8,CAN\n"
    workspace.write("table/data/x.csv", "area,indicator,year,value,from\n" + cells)
    plain = workspace.read()
    assert workspace.codes == []
    assert len(plain.facts) == 5
    read(workspace, shelf)
    base = read(workspace, shelf)
    assert isinstance(base.facts, KeptFacts)
    for area in ("IRQ", "CAN", "NAM", "UGA"):
        found = {one.id: one for one in base.facts.about(area)}
        assert found == {i: one for i, one in plain.facts.items() if area in one.countries}
        for day in (dt.date(2023, 6, 1), dt.date(2026, 1, 1)):
            assert known(base, area, day) == known(plain, area, day)
    assert len(known(plain, "IRQ", dt.date(2026, 1, 1))) == 4
    assert [one.id for one in known(plain, "IRQ", dt.date(2023, 12, 30))] == []


TABLE = """\
title.en = "A table"
languages = ["en"]
licence = "as published"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.data]
kind = "data_set"
title.en = "A table"
published = "2025-07-01"

[[tables]]
files = "data/*.csv"
document = "data"
id_prefix = "x"
decimal_mark = "."
columns = { area = "area", indicator = "indicator", period = "year", value = "value" }
"""


def test_names_of_countries_are_kept_too(workspace: Workspace, shelf: Shelf) -> None:
    workspace.write("mfa/source.toml", NAMES)
    workspace.write("mfa/names.csv", NAMED + IRAQ + NAMIBIA)
    plain = workspace.read()
    read(workspace, shelf)
    base = read(workspace, shelf)
    assert shelf.taken == ["mfa", *ALL]
    assert_same(base, plain)
    assert base.names == plain.names
    assert [*base.names] == ["mfa/IRQ", "mfa/NAM"]
