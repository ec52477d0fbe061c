"""Replies of the World Bank API, as they were recorded and as they can go wrong."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.readers.json_values import json_values, span_of
from generator.facts.refused import RefusedError
from generator.facts.schema import Place
from generator.facts.shapes import world_bank_api as api
from generator.facts.tablefile import TableFile
from generator.facts.tablesetup import TableSetup
from generator.problems import Findings
from tests.unit.facts.builder import Workspace
from tests.unit.facts.test_tables import SOURCE, read, statistics

__all__ = ["statistics"]

INDICATORS = (
    "code,unit,currency,price_base,decimals,staleness,tags,name_en,name_fr\n"
    "SP.POP.TOTL,persons,,,0,annual,,Population,Population\n"
    "NY.GDP.MKTP.CD,currency,USD,current,0,,,Output,Production\n"
    "NY.GDP.PCAP.CD,currency,USD,current,0,,,Output each,Production par tête\n"
    "FP.CPI.TOTL.ZG,percent,,,1,,,Prices,Prix\n"
    "SP.DYN.LE00.IN,years,,,1,,,Life,Vie\n"
)
SETUP = SOURCE.split("[[tables]]")[0].replace("published = 2026-07-01\n", "") + (
    '[[tables]]\nshape = "world-bank-api"\nfiles = "received/*"\ndocument = "data"\n'
    'id_prefix = "wb"\ndecimals = 18\n'
)


@pytest.fixture
def bank(statistics: Workspace, shared: Path) -> Workspace:
    """A workspace with a source of recorded replies, and every country of the data."""
    codes = (shared / "data/indicators/codes.csv").read_text("utf-8").splitlines()[1:]
    areas = {line.split(",")[0] for line in codes if ",economy," in line}
    rows = "".join(f"{code},{code}\n" for code in sorted(areas | {"IRQ", "CAN", "NAM"}))
    statistics.write("reference/areas.csv", "id,name_en\n" + rows)
    statistics.write("stats/source.toml", SETUP)
    statistics.write("stats/indicators.csv", INDICATORS)
    return statistics


def reply(rows: list[dict[str, Any]] | None, **head: object) -> bytes:
    number = len(rows or ())
    top = {"page": 1, "pages": 1, "per_page": "50", "total": number, "lastupdated": "2026-07-01"}
    return json.dumps([top | head, rows]).encode()


def row(area: str = "IRQ", year: str = "2023", value: object = 7, **more: object) -> dict[str, Any]:
    return {
        "indicator": {"id": "SP.POP.TOTL", "value": "Population, total"},
        "country": {"id": area[:2], "value": area},
        "countryiso3code": area,
        "date": year,
        "value": value,
        "unit": "",
        "obs_status": "",
        "decimal": 0,
    } | more


def put(bank: Workspace, content: bytes, name: str = "page1.json") -> None:
    bank.write(f"stats/received/{name}", content)


# ---------------------------------------------------------------- recorded replies


def test_a_recorded_reply_gives_its_values_of_its_day(bank: Workspace, shared: Path) -> None:
    folder = shared / "data/worldbank-api/recorded-2024-03-28"
    content = (folder / "country_FRA_indicator_NY.GDP.MKTP.CD.json").read_bytes()
    put(bank, content)
    found = read(bank)
    assert bank.codes == []
    assert "wb-ny-gdp-mktp-cd-fra-2023" not in found, "null is a missing value"
    fact = found["wb-ny-gdp-mktp-cd-fra-2022"]
    assert fact.quantity is not None
    assert str(fact.quantity.value) == "2779092236505.85"
    assert (str(fact.origin.as_of), fact.cell) == ("2024-03-28", "/1/1/value")
    place = api.locate(opened(content), fact.line, fact.cell)
    assert place is not None
    assert content[place.start : place.end] == b"2779092236505.85"


def test_all_pages_of_an_answer_are_read(bank: Workspace, shared: Path) -> None:
    folder = shared / "data/worldbank-api/reconstructed-2026-07-01"
    for path in folder.glob("*SP.POP.TOTL*"):
        put(bank, path.read_bytes(), path.name)
    found = read(bank)
    assert bank.codes == []
    assert len({fact.countries for fact in found.values()}) > 200
    assert not {"WLD", "EUU", "AFE"} & {fact.countries[0] for fact in found.values()}


@pytest.mark.parametrize("setting", ["", 'on_bad_rows = "leave-out"\n'])
def test_a_page_that_was_never_recorded_is_told_and_the_officer_decides(
    bank: Workspace, shared: Path, setting: str
) -> None:
    folder = shared / "data/worldbank-api/recorded-2024-03-28"
    name = "country_all_indicator_NY.GDP.PCAP.CD_page1of2.json.gz"
    put(bank, (folder / name).read_bytes(), name)
    bank.write("stats/source.toml", SETUP + setting)
    found = read(bank)
    missing = next(iter(bank.findings))
    assert missing.code == "wb-pages-missing"
    assert missing.what == "Of the 2 pages of the answer these are missing: 2."
    if setting:
        assert bank.codes == ["wb-pages-missing"]
        assert bank.errors == []
        assert len(found) > 5_000
    else:
        assert bank.codes == ["wb-pages-missing", "table-part-apart"]
        assert bank.errors == ["wb-pages-missing"]
        assert found == {}


def test_the_shapes_of_faults(bank: Workspace, shared: Path) -> None:
    folder = shared / "data/worldbank-api/shapes"
    put(bank, (folder / "invalid-indicator.json").read_bytes(), "a.json")
    put(bank, (folder / "no-data.json").read_bytes(), "b.json")
    assert read(bank) == {}
    assert bank.codes == ["wb-fault", "wb-no-data"]
    assert next(iter(bank.findings)).what == (
        "The service answered with a fault and not with data: "
        "“Invalid value: The provided parameter value is not valid”."
    )


HOSTILE = {
    "ok": [],
    "error-in-200": ["wb-fault"],
    "page-1-of-5": ["wb-pages-missing", "table-part-apart"],
    "latest-null": [],
    "null-list": ["wb-no-data"],
    "html-login": ["json-syntax"],
    "html-as-json": ["json-syntax"],
    "bom": ["wb-total"],
    "latin1": ["not-utf8"],
    "nan": ["json-not-finite"],
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_replies_are_read_rightly_or_refused(
    bank: Workspace, shared: Path, name: str
) -> None:
    lines = (shared / "hostile/api/replies.jsonl").read_text("utf-8").splitlines()
    found = next(one for one in map(json.loads, lines) if one["id"] == name)
    put(bank, base64.b64decode(found["body_b64"]))
    facts = read(bank)
    assert bank.codes == HOSTILE[name]
    values = {str(fact.as_of): str(fact.quantity.value) for fact in facts.values() if fact.quantity}
    if name in ("ok", "bom"):
        assert values["2023"] == {"ok": "55100586", "bom": "1"}[name]
    elif name == "latest-null":
        assert "None" not in values.values()
        assert "0" not in values.values()
        assert values
    else:
        assert values == {}


# ---------------------------------------------------------------- made ones


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (reply([row(value="7")]), ["number-form"]),
        (reply([row(value=True)]), ["number-form"]),
        (reply([row(year="23")]), ["date-form"]),
        (reply([row(area="QQQ")]), ["area-code-unknown"]),
        (reply([row(area="")]), ["code-area"]),
        (reply([{k: v for k, v in row().items() if k != "value"}]), ["wb-field"]),
        (reply([row()], page="x"), ["wb-head"]),
        (reply([row()], pages=10**8), ["wb-head"]),
        (b'[{"page":1,"page":2},[]]', ["json-twice"]),
        (b"{}", ["wb-form"]),
        (b"[" * 100_000, ["file-deep"]),
        (b"[1,2", ["json-cut"]),
        (gzip.compress(reply([row()]))[:-9], ["gzip-damaged"]),
        (gzip.compress(b" " * (101 << 20)), ["gzip-large"]),
    ],
)
def test_what_is_no_sound_reply_is_refused(
    bank: Workspace, content: bytes, codes: list[str]
) -> None:
    put(bank, content)
    assert read(bank) == {}
    assert bank.codes == codes


def test_groups_are_passed_over_and_numbers_may_be_texts_in_the_head(bank: Workspace) -> None:
    rows = [
        row("WLD"),
        row("", country={"id": "XD", "value": "High income"}),
        row("IRQ", value=1.50),
        row("CAN", value=None),
    ]
    put(bank, reply(rows, page="1", pages="1", total="4"))
    found = read(bank)
    assert {fact_id: str(f.quantity.value) for fact_id, f in found.items() if f.quantity} == {
        "wb-sp-pop-totl-irq-2023": "1.5"
    }
    assert bank.codes == []


def test_pages_of_two_days_are_not_one_answer(bank: Workspace) -> None:
    for number, day in ((1, "2026-07-01"), (2, "2026-07-02")):
        page = reply([row(year=str(2020 + number))], page=number, pages=2, total=2, lastupdated=day)
        put(bank, page, f"p{number}.json")
    assert read(bank) == {}
    assert bank.codes == ["wb-dates", "table-part-apart", "table-part-apart"]


def test_pages_hold_the_rows_they_promise(bank: Workspace) -> None:
    put(bank, reply([row()], total=2))
    assert len(read(bank)) == 1
    assert (bank.codes, bank.errors) == (["wb-total"], [])
    put(bank, reply([row()], pages=2, total=3))
    put(bank, reply([row(year="2022")], page=2, pages=2, total=3), "page2.json")
    assert read(bank) == {}
    assert bank.errors == ["wb-total"]


def test_a_page_that_is_there_twice_is_told(bank: Workspace) -> None:
    for name in ("a.json", "b.json"):
        put(bank, reply([row()]), name)
    assert read(bank) == {}
    assert bank.errors == ["wb-page-twice"]


def test_quarters_and_months(bank: Workspace) -> None:
    put(bank, reply([row(year="2024Q3"), row(year="2024M05", value=2)]))
    assert list(read(bank)) == ["wb-sp-pop-totl-irq-2024-35", "wb-sp-pop-totl-irq-2024-05"]


def test_a_status_becomes_a_tag(bank: Workspace) -> None:
    put(bank, reply([row(obs_status="E")]))
    assert read(bank)["wb-sp-pop-totl-irq-2023"].tags == ("estimated",)


def opened(content: bytes) -> TableFile:
    setup = TableSetup("*", "data", "wb", shape="world-bank-api")
    return TableFile(content, "page", setup, Place("page.json", Findings()))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(_JSON, st.sampled_from([None, 1]))
def test_every_value_is_found_by_its_pointer(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    for pointer, inner in _walk(value, ""):
        span = span_of(text, pointer)
        assert span is not None
        assert json.loads(text[span[0] : span[1]]) == inner
    assert span_of(text, "/nowhere/at/all") is None


def _walk(value: Any, pointer: str) -> list[tuple[str, Any]]:
    found = [(pointer, value)]
    pairs: list[tuple[Any, Any]] = list(value.items()) if isinstance(value, dict) else []
    for key, inner in list(enumerate(value)) if isinstance(value, list) else pairs:
        step = str(key).replace("~", "~0").replace("/", "~1")
        found += _walk(inner, f"{pointer}/{step}")
    return found


@given(st.text(max_size=40))
def test_any_text_is_json_or_refused(text: str) -> None:
    try:
        found = json_values(text)
    except RefusedError:
        return
    assert span_of(text, "") is not None or found is not None
