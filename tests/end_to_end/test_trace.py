"""``briefing trace``: from what a finished file prints to the bytes of the data as received."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import Said, briefing
from tests.end_to_end.workspaces import Workspace
from tests.loopback import Asked, Reply, serving

SOURCE = """
[[tables]]
files = "data/*.csv"
document = "page"
id_prefix = "st"
columns = { area = "code", period = "year", value = "value" }
decimal_mark = "."
"""
INDICATORS = "code,unit,decimals,name_en\nPOP,persons,0,People\nRATE,percent,1,Growth\n"
POP = "code,year,value\nKEN,2022,54027487\nKEN,2023,55100586\nNOR,2023,5519594\n"
RATE = "code,year,value\nKEN,2022,4.9\nKEN,2023,5.6\n"
ALL = """\
<section id="words"><h2>{{ t("Chronology") }}</h2>
  <ul>{% for f in facts.all %}<li>{{ f|statement }}{{ f|cite }}</li>{% endfor %}</ul></section>
<section id="figures"><h2>{{ t("Key figures") }}</h2>
  <table><caption>{{ t("Key figures") }}</caption>
  <thead><tr><th>{{ t("Indicator") }}</th><th>{{ t("Value") }}</th>
  <th>{{ t("Year") }}</th><th>{{ t("Change") }}</th></tr></thead>
  <tbody>{% for s in facts.numbers|by_indicator %}
  <tr><td>{{ s.newest|name }}</td><td>{{ s.newest|value }}{{ s.newest|cite }}</td>
  <td>{{ s.newest|date }}</td><td>{{ s|change }}</td></tr>{% endfor %}</tbody></table></section>
"""
MORE = """
kinds = ["context"]
[needs.numbers]
indicators = ["POP", "RATE"]
series = 2
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one edition in every form, made once."""
    found = Workspace(tmp_path_factory.mktemp("trace") / "home")
    found.source("page", SOURCE)
    found.write("sources/page/indicators.csv", INDICATORS)
    found.write("sources/page/data/POP.csv", POP)
    found.write("sources/page/data/RATE.csv", RATE)
    found.facts({"calm-ken": "Kenya was calm."}, date="2023-05")
    found.template("figures", ALL, MORE)
    found.order("kenya", template='"figures"', formats='["pdf", "docx", "html"]')
    briefing(found.root, "build", "kenya")
    return found.root


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(built, tmp_path / "home")
    return Workspace.at(tmp_path / "home")


def file(home: Workspace, form: str) -> Path:
    (found,) = home.edition("kenya").glob(f"*.{form}")
    return found


def trace(home: Workspace, *args: object) -> dict[str, Any]:
    found = briefing(home.root, "trace", *args, "--json").json
    assert isinstance(found, dict)
    return found


def facts(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["fact"]: one for one in told["facts"]}


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_every_text_of_a_finished_file_leads_to_its_bytes(home: Workspace, form: str) -> None:
    told = trace(home, file(home, form))
    assert told["as_published"] is True
    assert told["edition"] == "briefings/kenya/0001"
    found = facts(told)
    assert set(found) == {"calm-ken", "st-pop-ken-2023", "st-rate-ken-2023"}
    population = found["st-pop-ken-2023"]
    assert population["state"] == "same"
    assert (population["value"], population["unit"]) == ("55100586", "persons")
    assert "55,100,586 people" in [
        one["text"].replace("\xa0", " ") for one in population["printed"]
    ]
    (place,) = population["places"]
    assert (place["file"], place["line"], place["field"]) == (
        "sources/page/data/POP.csv",
        3,
        "value",
    )
    content = (home.root / place["file"]).read_bytes()
    assert content[place["start"] : place["end"]] == b"55100586"
    assert place["built"] == place["sha256"]
    pages = {one.get("page") for one in population["printed"]}
    assert pages == ({1} if form == "pdf" else {None})
    (said,) = (one for one in found["calm-ken"]["places"] if one["field"] == "text.en")
    assert said["content"] == '"Kenya was calm."'


def test_a_change_leads_to_both_values(home: Workspace) -> None:
    growth = facts(trace(home, file(home, "pdf"), "--page", "1"))["st-rate-ken-2023"]
    assert "0.7" in [one["exact"] for one in growth["printed"]]
    assert [(one["fact"], one["value"]) for one in growth["inputs"]] == [
        ("st-rate-ken-2023", "5.6"),
        ("st-rate-ken-2022", "4.9"),
    ]
    assert [one["places"][0]["line"] for one in growth["inputs"]] == [3, 2]


def test_one_fact_of_a_file_and_a_fact_of_the_sources(home: Workspace) -> None:
    told = trace(home, file(home, "docx"), "st-pop-ken-2023")
    assert set(facts(told)) == {"st-pop-ken-2023"}
    found = trace(home, "st-pop-ken-2022")
    assert found["value"] == "54027487"
    assert found["places"][0]["line"] == 2
    said = briefing(home.root, "trace", "st-pop-ken-2023").words
    assert "sources/page/data/POP.csv, line 3, value, bytes 43 to 51: 55100586" in said
    assert "The source says this today." in said


def test_a_file_that_was_moved_or_renamed_is_recognised(home: Workspace, tmp_path: Path) -> None:
    away = tmp_path / "Copy (2).pdf"
    shutil.copy(file(home, "pdf"), away)
    told = trace(home, away)
    assert (told["as_published"], told["edition"]) == (True, "briefings/kenya/0001")
    shutil.rmtree(home.edition("kenya"))
    told = trace(home, away)
    assert told["edition"] == ""
    assert facts(told)["st-pop-ken-2023"]["state"] == "same"
    said = briefing(home.root, "trace", away).words
    assert "No edition of this workspace is this one" in said


def test_what_the_source_says_now_is_told_beside_what_was_printed(home: Workspace) -> None:
    home.write("sources/page/data/POP.csv", POP.replace("55100586", "55339003"))
    found = facts(trace(home, file(home, "pdf")))["st-pop-ken-2023"]
    assert (found["state"], found["value"], found["now"]) == ("changed", "55100586", "55339003")
    (place,) = found["places"]
    assert place["built"] != place["sha256"]
    said = briefing(home.root, "trace", file(home, "pdf"), "st-pop-ken-2023").words
    assert "The file has changed since the edition was made." in said
    assert "The source says something else today: 55339003." in said
    home.write("sources/page/data/POP.csv", POP.replace("KEN,2023", "UGA,2023"))
    found = facts(trace(home, file(home, "docx")))["st-pop-ken-2023"]
    assert (found["state"], found["value"]) == ("gone", "55100586")
    assert found["places"][0]["line"] == 3
    home.write("sources/page/data/POP.csv", POP + "\n")
    found = facts(trace(home, file(home, "html")))["st-pop-ken-2023"]
    assert found["state"] == "same"
    assert found["places"][0]["built"] != found["places"][0]["sha256"]


def test_a_file_that_was_altered_says_so(home: Workspace) -> None:
    pdf, word = file(home, "pdf"), file(home, "docx")
    pdf.write_bytes(pdf.read_bytes() + b"\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    said = briefing(home.root, "trace", pdf)
    assert "something was written behind its end since, and is not traced" in said.words
    assert "55100586" in said.words
    parts = _parts(word)
    name = "word/document.xml"
    parts[name] = parts[name].replace(b"55,100,586", b"65,100,586")
    _write(word, parts)
    told = trace(home, word)
    assert (told["as_published"], told["edition"]) == (False, "briefings/kenya/0001")
    printed = facts(told)["st-pop-ken-2023"]["printed"]
    assert [one["now"] for one in printed if "now" in one] == ["65,100,586 people"]
    said = briefing(home.root, "trace", word)
    assert "changed by hand to “65,100,586 people”" in said.words


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write(path: Path, parts: dict[str, bytes]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(out.getvalue())


def test_what_cannot_be_traced_is_refused_in_words(home: Workspace, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.html"
    foreign.write_text("<!doctype html>\n<html><body>Nothing</body></html>", "utf-8")
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7\nnothing\n%%EOF\n")

    def refused(*args: object) -> Said:
        return briefing(home.root, "trace", *args, status=1)

    made = "This file was not made by this program: it carries no facts."
    assert made in refused(foreign).words
    assert "another program has written it anew, or it is damaged" in refused(other).words
    assert made in refused(home.root / "briefings/kenya.toml").words
    assert "There is no such file, and no fact is called so." in refused("none.pdf").words
    near = "There is no fact st-pop-ken-2032 up to the marking UNCLASSIFIED. Did you mean"
    assert near in refused("st-pop-ken-2032").words
    assert (
        "A file of the form “docx” has no pages" in refused(file(home, "docx"), "--page", 1).words
    )
    assert "There is no page 9; the file has 1." in refused(file(home, "pdf"), "--page", 9).words
    assert "does not print st-pop-ken-2020." in refused(file(home, "pdf"), "st-pop-ken-2020").words
    assert "There is no marking RED" in refused("st-pop-ken-2023", "--ceiling", "RED").words


def test_nothing_above_the_marking_is_told(home: Workspace) -> None:
    home.facts({"calm-ken": "Kenya was not calm."}, date="2023-05", marking="SECRET")
    found = facts(trace(home, file(home, "pdf")))["calm-ken"]
    assert found["state"] == "above"
    said = briefing(home.root, "trace", file(home, "pdf")).words
    assert "What the source says today stands above the marking of the file." in said
    assert "not calm" not in said
    said = briefing(home.root, "trace", "calm-ken", status=1).words
    assert "There is no fact calm-ken up to the marking UNCLASSIFIED." in said
    said = briefing(home.root, "trace", "calm-ken", "--ceiling", "SECRET").words
    assert "Kenya was not calm." in said


REFRESHED = """
[[tables]]
files = "received/latest/*.csv"
document = "page"
id_prefix = "got"
columns = {{ area = "code", period = "year", value = "value" }}
decimal_mark = "."

[refresh]
enabled = true
allow_loopback = true
pace_seconds = 0
content_type = "text/csv"

[[refresh.requests]]
address = "{address}/POP.csv"
file = "POP.csv"
"""


@pytest.fixture
def address() -> Iterator[str]:
    def answer(asked: Asked) -> Reply:
        return Reply(POP.encode(), media="text/csv")

    with serving(answer) as server:
        yield server.address


def test_what_a_refresh_brought_says_from_where_and_when(home: Workspace, address: str) -> None:
    home.source("page", REFRESHED.format(address=address))
    briefing(home.root, "refresh", "page")
    found = trace(home, "got-pop-ken-2023")
    (place,) = found["places"]
    assert place["file"].startswith("sources/page/received/")
    receipt = place["receipt"]
    assert (receipt["address"], receipt["licence"]) == (f"{address}/POP.csv", "ours")
    assert receipt["received"].startswith("20")
    assert receipt["sound"] is True
    path = home.root / place["file"]
    path.write_bytes(path.read_bytes() + b"\n")
    assert trace(home, "got-pop-ken-2023")["places"][0]["receipt"]["sound"] is False
    said = briefing(home.root, "trace", "got-pop-ken-2023").words
    assert "The file is not what was received: it was changed on this machine." in said


CORRECTION = """
[[correction]]
area = "KEN"
indicator = "POP"
period = "2023"
received = "55100586"
evidence = "The yearbook"
corrected = "55339003"
reason = "Two figures were exchanged."
by = "A. Editor"
on = 2026-11-22
"""


def test_a_corrected_value_leads_to_the_correction_and_to_what_was_received(
    home: Workspace,
) -> None:
    home.write("sources/page/corrections/people.toml", CORRECTION)
    found = trace(home, "st-pop-ken-2023")
    assert found["value"] == "55339003"
    declared, received = found["places"]
    assert (declared["file"], declared["line"]) == ("sources/page/corrections/people.toml", 8)
    content = (home.root / declared["file"]).read_bytes()
    assert content[declared["start"] : declared["end"]] == b"55339003"
    assert (received["line"], received["content"]) == (3, "55100586")
    said = briefing(home.root, "trace", "st-pop-ken-2023").words
    assert "Corrected: the source says" in said
    assert "Two figures were exchanged." in said
    assert "The source is corrected so today." in said
