"""The place of a fact holds what was received, in every shape of data."""

from __future__ import annotations

import gzip
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.facts.model import Fact, FactBase
from generator.facts.queryresult import written_result
from generator.facts.sources import read_sources
from generator.problems import Findings
from generator.tracing.model import Place
from generator.tracing.places import Places
from tests.end_to_end.workspaces import Workspace

AREAS = ("IRQ", "JOR", "FRA")
MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

TABLE = """
[[tables]]
files = "{files}"
document = "page"
id_prefix = "st"
{more}
"""
INDICATORS = "code,unit,decimals,name_en\nPOP,persons,0,People\n"
COLUMNS = 'columns = { area = "code", period = "year", value = "value" }\nindicator = "POP"\n'
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False)


@pytest.fixture(scope="module")
def shipped(root: Path) -> FactBase:
    return read_sources(root, Findings(), areas=AREAS)


def bytes_at(root: Path, place: Place) -> bytes:
    content = (root / place.file).read_bytes()
    if place.inside == "gzip":
        content = gzip.decompress(content)
    assert place.start is not None
    return content[place.start : place.end]


def spoken(number: Decimal) -> str:
    """The digits of a number that stand in any notation of it."""
    return re.sub(r"\D", "", f"{number:f}").strip("0")


@MANY
@given(st.integers(0, 10**9))
def test_every_shipped_fact_is_found_in_the_data_as_received(
    root: Path, shipped: FactBase, number: int
) -> None:
    name = sorted(shipped.facts)[number % len(shipped.facts)]
    fact = shipped.facts[name]
    places = Places(root).of(fact)
    assert places, name
    for place in places:
        assert bytes_at(root, place).decode() == place.content or len(place.content) == 2000
    if fact.correction is not None:
        assert fact.correction.received in " ".join(place.content for place in places)
    elif not fact.cell:
        said = " ".join(place.content for place in places)
        assert all(str(one.value) in said for one in [fact.quantity] if one and one.value)
    elif len(places) > 1:
        total = sum(Decimal(bytes_at(root, place).decode()) for place in places)
        assert fact.quantity is not None
        assert total == fact.quantity.value
    elif fact.quantity and fact.quantity.value:
        written = re.sub(r"\D", "", bytes_at(root, places[0]).decode())
        assert spoken(fact.quantity.value) in written


def only_fact(workspace: Workspace) -> Fact:
    findings = Findings()
    base = read_sources(workspace.root, findings)
    assert not findings.errors, list(findings)
    (fact,) = (one for one in base.facts.values() if one.id.startswith("st-"))
    return fact


def place_of(workspace: Workspace) -> tuple[Place, Decimal]:
    fact = only_fact(workspace)
    (place,) = Places(workspace.root).of(fact)
    assert fact.quantity is not None
    assert fact.quantity.value is not None
    return place, fact.quantity.value


def prepared(folder: Path, files: str, more: str) -> Workspace:
    workspace = Workspace(folder)
    workspace.source("page", TABLE.format(files=files, more=more))
    workspace.write("sources/page/indicators.csv", INDICATORS)
    return workspace


@MANY
@given(
    number=NUMBERS,
    delimiter=st.sampled_from([("comma", ","), ("semicolon", ";"), ("tab", "\t")]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1252"]),
    before=st.text("aé", max_size=5),
    quoted=st.booleans(),
)
def test_a_cell_of_a_text_in_any_encoding(
    tmp_path: Path,
    number: Decimal,
    delimiter: tuple[str, str],
    encoding: str,
    before: str,
    quoted: bool,
) -> None:
    name, mark = delimiter
    stated = "" if encoding == "utf-8-sig" else f'encoding = "{encoding}"\n'
    more = f'{COLUMNS}shape = "csv"\ndecimal_mark = "."\ndelimiter = "{name}"\n{stated}'
    workspace = prepared(tmp_path, "data/*.csv", more)
    written = f'"{number}"' if quoted else f"{number}"
    rows = [("name", "code", "year", "value"), (before, "KEN", "2023", written)]
    text = "".join(mark.join(row) + "\r\n" for row in rows)
    workspace.write("sources/page/data/t.csv", text.encode(encoding))
    place, value = place_of(workspace)
    kept = encoding if encoding != "utf-16" else "utf-16-le"
    assert bytes_at(tmp_path, place).decode(kept).strip('"') == str(number)
    assert value == number
    assert (place.line, place.field) == (2, "value")


@MANY
@given(number=st.integers(-(10**14), 10**14), row=st.integers(2, 9))
def test_a_cell_of_a_workbook(tmp_path: Path, number: int, row: int) -> None:
    workspace = prepared(tmp_path, "data/*.xlsx", f'{COLUMNS}shape = "xlsx"\n')
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "People"
    for column, text in enumerate(("code", "year", "value"), 1):
        sheet.cell(1, column, text)
    for column, item in enumerate(("KEN", 2023, number), 1):
        sheet.cell(row, column, item)
    out = io.BytesIO()
    book.save(out)
    workspace.write("sources/page/data/t.xlsx", out.getvalue())
    place, value = place_of(workspace)
    assert (place.field, place.line, place.inside) == (f"People!C{row}", row, "xlsx")
    assert place.content == str(number)
    assert value == number
    assert place.start is None


@MANY
@given(number=NUMBERS, key=st.integers(1, 10**6))
def test_a_row_of_the_answer_of_a_database(tmp_path: Path, number: Decimal, key: int) -> None:
    more = f'{COLUMNS}shape = "sql"\nconnection = "DATABASE"\ntable = "people"\nkey = ["id"]\n'
    workspace = prepared(tmp_path, "received/latest/people.json", more)
    columns = ("id", "code", "year", "value")
    row = (str(key), "KEN", "2023", str(number))
    answer = written_result("table people", columns, [row])
    workspace.write("sources/page/received/20260101T000000Z/people.json", answer)
    workspace.write("sources/page/received/latest", "20260101T000000Z\n")
    place, value = place_of(workspace)
    assert place.field == f"id={key}/value"
    assert json.loads(bytes_at(tmp_path, place)) == str(number)
    assert value == number


@MANY
@given(number=NUMBERS, packed=st.booleans(), others=st.integers(0, 3))
def test_a_value_of_a_service(tmp_path: Path, number: Decimal, packed: bool, others: int) -> None:
    workspace = prepared(tmp_path, "data/*", 'shape = "world-bank-api"\n')
    row = {
        "indicator": {"id": "POP"},
        "country": {"id": "KE"},
        "countryiso3code": "KEN",
        "date": "2023",
        "value": "@",
    }
    empty = {**row, "date": "1999", "value": None}
    rows = [*[empty] * others, row]
    head = {"page": 1, "pages": 1, "per_page": "50", "total": len(rows), "lastupdated": ""}
    text = json.dumps([head, rows]).replace('"@"', str(number)).encode()
    (tmp_path / "sources/page/data").mkdir(exist_ok=True)
    for path in (tmp_path / "sources/page/data").iterdir():
        path.unlink()
    name = "t.json.gz" if packed else "t.json"
    workspace.write(f"sources/page/data/{name}", gzip.compress(text) if packed else text)
    place, value = place_of(workspace)
    assert place.field == f"/1/{others}/value"
    assert bytes_at(tmp_path, place).decode() == str(number)
    assert place.inside == ("gzip" if packed else "")
    assert value == number


@MANY
@given(
    number=NUMBERS,
    form=st.sampled_from(["facts.yaml", "facts.json"]),
    others=st.lists(st.text("aé\u0661 ", min_size=1), max_size=3),
)
def test_a_field_of_an_entry(tmp_path: Path, number: Decimal, form: str, others: list[str]) -> None:
    workspace = Workspace(tmp_path)
    records = [
        {"id": f"other-{at}", "kind": "context", "countries": ["KEN"], "text": {"en": f"x{text}"}}
        for at, text in enumerate(others)
    ]
    for path in (tmp_path / "sources/page").glob("facts/*"):
        path.unlink()
    text = json.dumps(records, ensure_ascii=False)[:-1] + (", " if records else "")
    text += (
        f'{{"id": "st-it", "kind": "context", "countries": ["KEN"], "value": {number},\n '
        '"unit": "persons", "date": "2023", "text": {"en": "There are {value} in {date}."}}]'
    )
    workspace.write(f"sources/page/facts/{form}", text.encode())
    fact = only_fact(workspace)
    found = {place.field: bytes_at(tmp_path, place).decode() for place in Places(tmp_path).of(fact)}
    assert found["value"] == str(number)
    assert found["date"] == '"2023"'
    assert found["text.en"] == '"There are {value} in {date}."'
    assert fact.quantity is not None
    assert fact.quantity.value == number


def test_a_field_that_stands_in_the_defaults_or_with_the_document(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write(
        "sources/page/facts/f.yaml",
        "defaults:\n  countries: [KEN]\n  as_of: 2023-05\nfacts:\n"
        "  - id: st-it\n    kind: context\n    text: {en: It is.}\n",
    )
    fact = only_fact(workspace)
    found = {one.field: (one.line, one.content) for one in Places(tmp_path).of(fact)}
    assert found == {"defaults.as_of": (3, "2023-05"), "text.en": (7, "It is.")}
    workspace.write(
        "sources/page/facts/f.yaml",
        "- id: st-it\n  kind: context\n  countries: [KEN]\n  text: {en: It is.}\n",
    )
    places = Places(tmp_path).of(only_fact(workspace))
    assert [(one.file, one.field, one.content) for one in places] == [
        ("sources/page/source.toml", "documents.page.as_of", "2024-06"),
        ("sources/page/facts/f.yaml", "text.en", "It is."),
    ]


def test_a_place_that_is_gone_is_no_place(tmp_path: Path) -> None:
    workspace = prepared(tmp_path, "data/*.csv", f'{COLUMNS}decimal_mark = "."\n')
    workspace.write("sources/page/data/t.csv", "code,year,value\nKEN,2023,5\n")
    fact = only_fact(workspace)
    workspace.write("sources/page/data/t.csv", "code,year\nKEN,2023\n")
    assert Places(tmp_path).of(fact) == ()
    (tmp_path / "sources/page/data/t.csv").unlink()
    assert Places(tmp_path).of(fact) == ()
