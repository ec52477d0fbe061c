"""The first hour of a new user: a workspace, a brief, another country, mistakes on the way."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.end_to_end.command import briefing, content
from tests.end_to_end.conftest import ORDER, Home

LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")
FORMATS = ("pdf", "docx", "html")
NINE = sorted(
    f"IRQ-CTY-2024-0001_UNCLASSIFIED_{tag}.{name}" for tag in LANGUAGES for name in FORMATS
)


# ---------------------------------------------------------------- a workspace that builds


def test_init_says_what_it_made_and_what_comes_next(home: Home) -> None:
    assert "Made a workspace in my briefs" in home.init.out
    assert "Next: cd my briefs, then “briefing build”." in home.init.out
    assert (home.folder / "briefings" / f"{ORDER}.toml").is_file()


def test_init_leaves_a_folder_alone_that_holds_anything(home: Home) -> None:
    before = content(home.folder)
    said = briefing(home.folder.parent, "init", home.folder.name, status=1)
    assert "README.md" in said.err
    assert content(home.folder) == before


def test_the_first_build_makes_nine_documents_and_a_record(home: Home) -> None:
    made = home.editions / "0001"
    assert sorted(path.name for path in made.iterdir()) == sorted([*NINE, "manifest.json"])
    assert (home.editions / "latest").read_text() == "0001\n"
    for path in made.glob("*.pdf"):
        assert path.read_bytes().startswith(b"%PDF-1.7")
    for path in made.glob("*.docx"):
        assert zipfile.ZipFile(path).testzip() is None
    for path in made.glob("*.html"):
        assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    assert {d["file"]: d["sha256"] for d in manifest["documents"]} == {
        name: hashlib.sha256((made / name).read_bytes()).hexdigest() for name in NINE
    }


def test_the_build_says_where_the_files_are_and_what_to_look_at(home: Home) -> None:
    for name in NINE:
        assert f"briefings/{ORDER}/0001/{name}" in home.build.out
    assert "as of 1 December 2024, issued 22 November 2026, marking UNCLASSIFIED" in home.build.out
    assert "What an officer should look at before using it:" in home.build.out
    for code in ("conflict-open", "fact-stale", "held-contradiction", "withheld-value"):
        assert f"[{code}]" in home.build.out


def but_state(folder: Path) -> dict[str, bytes]:
    """Every file but those of the state, which say when files were looked at."""
    return {name: data for name, data in content(folder).items() if not name.startswith("state/")}


def test_a_build_without_a_change_makes_no_edition_and_says_so(home: Home) -> None:
    before = but_state(home.folder)
    said = briefing(home.folder, "build")
    assert f"{ORDER}: nothing has changed; edition 1 stands." in said.out
    assert "[conflict-open]" in said.out
    assert but_state(home.folder) == before


def test_two_builds_on_one_day_give_the_same_bytes_wherever_they_run(
    home: Home, tmp_path: Path
) -> None:
    elsewhere = {"TZ": "Asia/Baghdad", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7", "LANG": "ar_IQ"}
    later = {"SOURCE_DATE_EPOCH": "1795391999"}  # the last second of that day
    briefing(tmp_path, "init", "b", env=elsewhere)
    briefing(tmp_path / "b", "build", ORDER, "--jobs", 1, env={**elsewhere, **later})
    assert content(tmp_path / "b" / "briefings" / ORDER) == content(home.editions)


def test_an_order_is_found_by_its_path_and_from_a_folder_inside(home: Home) -> None:
    said = briefing(home.folder / "sources", "build", f"../briefings/{ORDER}.toml", "--quiet")
    assert said.all == ""
    listed = briefing(home.folder.parent, "-C", home.folder.name, "list")
    assert ORDER in listed.out


# ---------------------------------------------------------------- looking around


def test_list_shows_orders_and_their_latest_editions(home: Home) -> None:
    line = briefing(home.folder, "list").out.splitlines()[1]
    assert re.split(r"\s{2,}", line) == [
        ORDER,
        "country-brief",
        "IRQ",
        "en-CA, fr-CA, ar-IQ",
        f"briefings/{ORDER}/0001",
    ]
    (row,) = briefing(home.folder, "list", "--json").json["orders"]
    assert (row["order"], row["edition"]) == (ORDER, 1)


def test_facts_shows_what_was_known_on_a_day(home: Home) -> None:
    said = briefing(home.folder, "facts", "IRQ", "--as-of", "2024-12-01").out
    assert said.startswith("Iraq: ")
    assert "ca-erbil-office-closure" in said
    assert "ca-erbil-office-closed" not in said
    rows = briefing(home.folder, "facts", "IRQ", "--as-of", "2025-04-15", "--json", "--all").json
    assert "ca-erbil-office-closed" in {row["id"] for row in rows["facts"]}


def test_facts_about_an_unknown_country_are_refused_with_the_nearest(home: Home) -> None:
    said = briefing(home.folder, "facts", "IRK", status=1)
    assert "IRK" in said.err
    assert "IRQ" in said.err


def test_check_finds_no_mistake_in_what_comes_with_the_program(home: Home) -> None:
    found = briefing(home.folder, "check", "--json").json
    assert "error" not in {problem["severity"] for problem in found["problems"]}


def test_doctor_looks_at_the_machine_inside_and_outside_a_workspace(
    home: Home, tmp_path: Path
) -> None:
    checks = briefing(home.folder, "doctor", "--json").json
    assert {check["state"] for check in checks} <= {"ok", "warning"}
    said = briefing(tmp_path, "doctor").out
    assert "✓ fonts" in said
    assert "To go on: Make one with “briefing init FOLDER”" in said


def test_the_result_of_a_build_can_be_read_by_a_script(home: Home) -> None:
    said = briefing(home.folder, "build", "--json")
    assert said.err == ""
    assert said.json["exit_status"] == 0
    (order,) = said.json["orders"]
    assert order["outcome"] == "unchanged"
    assert sorted(Path(file["path"]).name for file in order["files"]) == NINE
    assert all((home.folder / file["path"]).is_file() for file in order["files"])


# ---------------------------------------------------------------- other countries, other wishes


@pytest.mark.parametrize(("area", "words"), [("JOR", "Jordan"), ("FJI", "Fiji")])
def test_an_order_for_another_country_is_written_and_builds(
    copy: Path, area: str, words: str
) -> None:
    name = f"{area.lower()}-country-brief"
    assert f"Next: look at it, then “briefing build {name}”." in briefing(copy, "new", area).out
    briefing(copy, "build", name)
    made = sorted((copy / "briefings" / name / "0001").glob("*.html"))
    assert len(made) == 2
    assert f"<h1>{words}: country brief</h1>" in made[0].read_text("utf-8")
    again = briefing(copy, "new", area, status=1)
    assert f"briefings/{name}.toml" in again.err


def test_a_country_without_any_fact_is_not_ordered_in_vain(copy: Path) -> None:
    said = briefing(copy, "new", "XYZ", status=1)
    assert "XYZ" in said.err
    assert sorted(p.name for p in (copy / "briefings").glob("*.toml")) == [f"{ORDER}.toml"]


def test_a_part_as_of_another_day_is_an_edition_that_is_never_the_latest(copy: Path) -> None:
    wishes = ("--languages", "fr-CA", "--formats", "html,docx", "--as-of", "2025-04-15")
    said = briefing(copy, "build", ORDER, *wishes)
    assert "edition 2 made" in said.out
    assert "not as ordered" in said.out
    made = copy / "briefings" / ORDER / "0002"
    assert sorted(path.name for path in made.iterdir()) == [
        "IRQ-CTY-2024-0001_UNCLASSIFIED_fr-CA.docx",
        "IRQ-CTY-2024-0001_UNCLASSIFIED_fr-CA.html",
        "manifest.json",
    ]
    assert (made.parent / "latest").read_text() == "0001\n"
    assert f"briefings/{ORDER}/0001" in briefing(copy, "list").out
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    assert manifest["order"]["overrides"].keys() == {"as_of", "formats", "languages"}


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        (("--languages", "de-DE"), "de-DE"),
        (("--languages", "fr"), "fr-CA"),
        (("--formats", "pdf", "--languages", "en-CA,ku-IQ"), "ku-IQ"),
    ],
)
def test_a_wish_that_the_order_does_not_hold_is_refused_with_what_it_does(
    home: Home, wishes: tuple[str, ...], words: str
) -> None:
    before = content(home.folder / "briefings")
    said = briefing(home.folder, "build", *wishes, status=1)
    assert words in said.words
    assert "Edition 1 of iraq-country-brief is unchanged." in said.err
    assert content(home.folder / "briefings") == before


def test_a_fact_that_changes_the_night_before_changes_the_documents(copy: Path) -> None:
    facts = copy / "sources/gac-middle-east-engagement/facts/iraq.yaml"
    old = "designed and carried out by Iraqis"
    text = facts.read_text("utf-8")
    assert old in text
    facts.write_text(text.replace(old, "found by Iraqis"), "utf-8")
    said = briefing(copy, "build")
    assert "edition 2 made" in said.out
    assert "New because: facts changed (ca-iraq-iraqi-led" in said.words
    page = copy / "briefings" / ORDER / "0002/IRQ-CTY-2024-0001_UNCLASSIFIED_en-CA.html"
    assert "found by Iraqis" in page.read_text("utf-8")
    assert (copy / "briefings" / ORDER / "latest").read_text() == "0002\n"


# ---------------------------------------------------------------- slips


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("bild",), "Did you mean “build”?"),
        (("build", "--as-of", "1/12/2024"), "“1/12/2024” is not a day. Write it as 2025-04-15."),
        (("build", "--as-of", "2025-02-30"), "“2025-02-30” is not a day"),
        (("build", "--format", "pdf"), "--formats"),
        (("build", "--formats", "pdf,,odt"), "There is no “odt”. Choose among pdf, docx, html."),
        (("build", "--jobs", "0"), "--jobs"),
        (("new",), "AREA"),
        (("facts", "IRQ", "--as-off", "2024-01-01"), "--as-of"),
        (("-C", "README.md", "list"), "README.md"),
        (("-C", "nowhere", "list"), "nowhere"),
    ],
)
def test_a_slip_on_the_command_line_is_status_2_with_the_right_word(
    home: Home, args: tuple[str, ...], words: str
) -> None:
    said = briefing(home.folder, *args, status=2)
    assert words in said.words
    assert said.out == ""


def test_a_misspelt_order_is_answered_with_the_nearest_and_the_others_are_built(
    home: Home,
) -> None:
    said = briefing(home.folder, "build", "iraq-contry-brief", ORDER, status=1)
    assert "Did you mean “iraq-country-brief”?" in said.words
    assert "nothing has changed; edition 1 stands." in said.out


def test_outside_a_workspace_the_way_in_is_shown(tmp_path: Path) -> None:
    for args in (("build",), ("list",), ("facts", "IRQ"), ("new", "IRQ"), ("check",)):
        said = briefing(tmp_path, *args, status=1)
        assert "briefing init" in said.err
    assert list(tmp_path.iterdir()) == []
