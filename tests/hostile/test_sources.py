"""Hostile files among the sources: told with file and line, and nothing published is touched."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.bounds import ends
from tests.end_to_end.command import Said, briefing, content
from tests.end_to_end.reading import Page
from tests.end_to_end.workspaces import Workspace, named

TABLE = """
[[tables]]
files = "table.csv"
document = "page"
id_prefix = "{name}"
indicator = "POP"
columns = {{ area = "country", period = "year", value = "value" }}
decimal_mark = "."
"""
INDICATORS = "code,unit,decimals,name_en\nPOP,persons,0,Population\n"
AREAS = (
    "id,name_en\nKEN,Kenya\nUGA,Uganda\nCIV,Côte d'Ivoire\nEGY,Egypt\nFRA,France\n"
    "NAM,Namibia\nNOR,Norway\n"
)

# What is expected as a value is read, or refused, which is fine too; by these it is read.
READ = {"csv/bom.csv", "csv/cr_only.csv", "csv/empty_lines.csv", "csv/utf16.csv"}
READ |= {"csv/newline_in_field.csv"}


@dataclass(frozen=True)
class Run:
    """Every hostile file in a source of its own, built at once beside a sound brief."""

    work: Workspace
    said: Said
    before: dict[str, bytes]
    checked: Said

    def of(self, source: str) -> list[dict[str, Any]]:
        """What was told about a source: a build reads tables for its countries alone."""
        start = f"sources/{source}/"
        problems: list[dict[str, Any]] = self.checked.json["problems"]
        return [p for p in problems if (p["file"] or "").startswith(start)]


def source_of(file: str) -> str:
    """The name of the source that a hostile file is put into."""
    return file.replace("/", "-").replace("_", "-").replace(".", "-")


def put(work: Workspace, file: str, data: bytes) -> None:
    """Put a file of facts or a table into a source of its own."""
    name = source_of(file)
    if file.endswith(".csv"):
        work.source(name, TABLE.format(name=name))
        work.write(f"sources/{name}/indicators.csv", INDICATORS)
        work.write(f"sources/{name}/table.csv", data)
    else:
        work.source(name)
        work.write(f"sources/{name}/facts/{Path(file).name}", data)


def run(root: Path, files: Iterator[tuple[str, bytes]]) -> Run:
    work = Workspace(root)
    work.write("sources/reference/areas.csv", AREAS)
    work.facts({"one": "A statement."})
    work.order("kenya", formats='["html"]')
    briefing(root, "build", "--quiet")
    before = content(work.root / "briefings")
    for file, data in files:
        put(work, file, data)
    with ends(root.name):
        said = briefing(root, "build", "--json", status=1, fresh=True)
    return Run(work, said, before, briefing(root, "check", "--json", status=1))


def listed(shared: Path) -> list[dict[str, Any]]:
    """What is expected of the project's own hostile files."""
    lines = (shared / "hostile/manifest.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["file"].split("/")[0] in ("yaml", "json", "csv")]


@pytest.fixture(scope="module")
def own(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    files = (
        (row["file"], (shared / "hostile" / row["file"]).read_bytes()) for row in listed(shared)
    )
    return run(tmp_path_factory.mktemp("own"), files)


def test_every_hostile_file_is_told_of_with_its_line(own: Run, shared: Path) -> None:
    for row in listed(shared):
        problems = own.of(source_of(row["file"]))
        if row["file"] in READ:
            assert problems == [], row["file"]
            continue
        assert problems, row["file"]
        assert all(p["remedy"] and p["what"] for p in problems), row["file"]
        if row["expect"] == "reject":
            assert "error" in {p["severity"] for p in problems}, row["file"]
        if row.get("line") and row["class"] != "typing":
            assert row["line"] in {p["line"] for p in problems}, (row["file"], problems)


def test_what_may_have_been_touched_is_refused_and_stands_as_it_was(own: Run) -> None:
    orders = {order["order"]: order for order in own.said.json["orders"]}
    assert {order["outcome"] for order in orders.values()} == {"refused"}
    assert content(own.work.root / "briefings") == own.before
    assert own.work.leavings() == []


def test_people_read_the_same(own: Run) -> None:
    said = briefing(own.work.root, "build", status=1)
    assert said.err.count("Where: sources/") > 60
    assert "Edition 1 of kenya is unchanged." in said.err
    assert "Edition 1 of uganda is unchanged." in said.err


@pytest.fixture(scope="module")
def public(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run(tmp_path_factory.mktemp("public"), _public(shared / "hostile" / "public"))


def _public(folder: Path) -> Iterator[tuple[str, bytes]]:
    def lines(name: str) -> list[dict[str, Any]]:
        rows = (folder / name).read_text("utf-8").splitlines()
        return [json.loads(row) for row in rows]

    for number, row in enumerate(lines("yaml-test-suite.jsonl")):
        text = next(value for key, value in row.items() if key.endswith("yaml"))
        yield f"yaml/{number:03d}.yaml", text.encode("utf-8", "surrogatepass")
    for number, row in enumerate(lines("json-test-suite.jsonl")):
        data = next(value for key, value in row.items() if "64" in key)
        yield f"json/{number:03d}.json", base64.b64decode(data)
    for number, row in enumerate(lines("csv-torture.jsonl")):
        data = next(value for key, value in row.items() if "64" in key)
        yield f"csv/{number:03d}.csv", base64.b64decode(data)
    yield "json/brackets.json", b"[" * 100_000
    yield "yaml/brackets.yaml", b"[" * 100_000
    yield "yaml/deep.yaml", b"".join(b" " * n + b"a:\n" for n in range(2000))
    yield "yaml/paragraph.yaml", b"- id: x\n  text: {en: " + b"mot " * 25_000 + b"}\n"
    yield "yaml/lines.yaml", b'- id: x\n  text: {en: "' + b"a\\n" * 9000 + b'"}\n'


def test_public_test_sets_crash_nothing_and_are_no_facts(public: Run) -> None:
    outcomes = {order["outcome"] for order in public.said.json["orders"]}
    assert outcomes == {"refused"}
    touched = {(p["file"] or "").split("/")[1] for p in public.said.json["problems"]}
    assert len(touched) > 780
    assert content(public.work.root / "briefings") == public.before


# ---------------------------------------------------------------- one mistake at a time

GOOD = "- id: two\n  kind: context\n  countries: [KEN]\n  text: {en: More.}\n"
MISTAKES = {
    "number": ("- id: x\n  kind: figure\n  countries: [KEN]\n  value: [55, 56]\n", 4),
    "date": (GOOD + "  date: 2023-02-30\n", 5),
    "field": (GOOD + "  valeu: 5\n", 5),
    "marking": (GOOD + "  marking: UNCLASIFIED\n", 5),
    "twice": (GOOD + GOOD.replace("- id: two", "- id: two "), 5),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two briefs that were built."""
    made = Workspace(tmp_path_factory.mktemp("built"))
    made.facts({"one": "A statement."})
    made.order("kenya", formats='["html"]')
    made.order("uganda", subject="UGA", formats='["html"]')
    briefing(made.root, "build", "--quiet")
    return made.root


@pytest.fixture
def work(built: Path, tmp_path: Path) -> Workspace:
    """A copy of it, to work in."""
    return Workspace.at(Path(shutil.copytree(built, tmp_path / "work")))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_refuses_one_country_and_the_other_is_built(work: Workspace, name: str) -> None:
    text, line = MISTAKES[name]
    work.write("sources/page/facts/more.yaml", text)
    work.facts({"calm": "All is still calm."}, source="calm", area="UGA")
    before = content(work.root / "briefings" / "kenya")
    said = briefing(work.root, "build", status=1)
    assert f"Where: sources/page/facts/more.yaml, line {line}" in said.err
    assert "The briefing kenya was not made." in said.err
    assert "Edition 1 of kenya is unchanged." in said.err
    assert "uganda: edition 2 made" in said.out
    assert content(work.root / "briefings" / "kenya") == before
    assert work.leavings() == []


def test_a_file_that_cannot_be_read_refuses_all_briefs_and_is_mended_by_going(
    work: Workspace,
) -> None:
    path = work.write("sources/page/facts/more.yaml", GOOD.encode() + b"  note: \xff\n")
    before = content(work.root / "briefings")
    said = briefing(work.root, "build", status=1)
    assert "Where: sources/page/facts/more.yaml, line 5" in said.err
    assert content(work.root / "briefings") == before
    path.unlink()
    assert "nothing has changed" in briefing(work.root, "build").out


# ---------------------------------------------------------------- never another value

AS_WRITTEN = [
    "NO",
    "no",
    "on",
    "12:30:45",
    "2:3",
    "010",
    "0044",
    "1.10",
    "1e9",
    ".nan",
    "0x1F",
    "~x",
]


def test_a_text_without_quotes_is_printed_as_written(work: Workspace) -> None:
    records = (
        f"- id: {name}\n  kind: context\n  countries: [KEN]\n  text:\n    en: {text}\n"
        for name, text in named(AS_WRITTEN, "t").items()
    )
    work.write("sources/page/facts/facts.json", "[]\n").unlink()
    work.write("sources/page/facts/plain.yaml", "".join(records))
    briefing(work.root, "build", "kenya", "--quiet")
    page = Page(work.edition("kenya", 2) / "KENYA_UNCLASSIFIED_en.html")
    assert page.statements == named(AS_WRITTEN, "t")


@pytest.mark.parametrize("text", ["Null", "null", "~", ""])
def test_a_text_that_looks_like_nothing_is_never_left_out_in_silence(
    work: Workspace, text: str
) -> None:
    record = f"- id: x\n  kind: context\n  countries: [KEN]\n  text:\n    en: {text}\n"
    work.write("sources/page/facts/plain.yaml", record)
    said = briefing(work.root, "build", "kenya", status=1)
    assert "Where: sources/page/facts/plain.yaml, line 5" in said.err


def test_what_a_comment_swallows_is_told(work: Workspace) -> None:
    record = "- id: x\n  kind: context\n  countries: [KEN]\n  text:\n    en: Priority #1 of all\n"
    work.write("sources/page/facts/plain.yaml", record)
    said = briefing(work.root, "build", "kenya")
    assert "Where: sources/page/facts/plain.yaml, line 5" in said.out
    assert "#" in said.out


def test_tables_in_other_encodings_print_the_same_number(shared: Path, work: Workspace) -> None:
    more = '\n[needs.pop]\nindicators = ["POP"]\nlimit = 9\n'
    work.template("plain", "<p>{% for f in facts.pop %}{{ f|value }} {% endfor %}</p>", more)
    for file in sorted(READ - {"csv/newline_in_field.csv"}):
        put(work, file, (shared / "hostile" / file).read_bytes())
    briefing(work.root, "build", "kenya", "--quiet")
    page = Page(work.edition("kenya", 2) / "KENYA_UNCLASSIFIED_en.html")
    values = {value.exact for value in page.values if value.fact != "one"}
    assert values == {"55100586"}
    assert "55,100,586" in page.text


def test_files_that_nobody_reads_are_told_and_never_opened(shared: Path, work: Workspace) -> None:
    files = [
        path
        for kind in ("xlsx", "docx", "images")
        for path in (shared / "hostile" / kind).iterdir()
    ]
    for path in files:
        work.write(f"sources/page/facts/{path.name}", path.read_bytes())
    with ends():
        said = briefing(work.root, "build", "--json", fresh=True)
    told = {Path(p["file"]).name for p in said.json["problems"] if p["code"] == "facts-suffix"}
    assert told == {path.name for path in files}
    assert {order["outcome"] for order in said.json["orders"]} == {"unchanged"}
