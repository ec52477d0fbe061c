"""The translator's loop as an officer and a bureau go through it, and the page that tells it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml.html import fromstring

from generator.facts.model import LocalText
from generator.facts.translations import hash_of
from tests.end_to_end.command import ROOT, briefing
from tests.end_to_end.workspaces import Workspace
from tests.unit.translation.room import translate

PAGE = (ROOT / "docs" / "translation.md").read_text("utf-8")
UNIT = "page.embassy.text.other"
OLD, NEW = "كندا لها سفارة منذ {date}.", "كندا لها سفارة كبيرة منذ {date}."
STALE = "[ترجمة متقادمة]"
FACTS = """\
# Kept by the desk.
- id: embassy
  kind: context
  countries: [KEN]
  text:
    en: "Canada has an embassy since {date}."  # checked
    ar: "%s"
  date: 1966
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with one statement in English and Arabic and a brief in both."""
    made = Workspace(tmp_path)
    for name in ("page", "reference"):
        path = Path(tmp_path / f"sources/{name}/source.toml")
        languages = path.read_text("utf-8").replace('["en"]', '["en", "ar"]')
        made.write(f"sources/{name}/source.toml", languages)
    made.write("sources/page/facts/facts.yaml", FACTS % OLD)
    made.order("kenya", languages='["en", "ar"]', formats='["html"]')
    return made


def arabic(workspace: Workspace) -> str:
    """The Arabic page of the newest edition, without direction marks."""
    number = int(workspace.editions("kenya")[-1])
    page = next(workspace.edition("kenya", number).glob("*_ar.html"))
    text = " ".join(map(str, fromstring(page.read_bytes()).itertext()))
    return " ".join(re.sub("[\u200e\u200f\u061c]", "", text).split())


def standing(workspace: Workspace) -> dict[str, int]:
    """How the Arabic texts of the order stand, without states of which there are none."""
    said = briefing(
        workspace.root, "translate", "status", "--to", "ar", "--order", "kenya", "--json"
    )
    total = said.json["languages"]["ar"]["total"]
    return {state: count for state, count in total.items() if count}


@pytest.mark.parametrize("form", ["xliff2", "xliff1", "po"])
def test_a_changed_statement_goes_out_comes_back_and_prints(
    workspace: Workspace, form: str
) -> None:
    facts = workspace.root / "sources/page/facts/facts.yaml"
    original = LocalText({"other": "Canada has an embassy since {date}."})
    recorded = f"id,language,made_from\nembassy,ar,{hash_of(original)}\n"
    workspace.write("sources/page/translations.csv", recorded)
    assert standing(workspace) == {"reviewed": 1}
    facts.write_text(facts.read_text("utf-8").replace("an embassy", "a large embassy"), "utf-8")

    assert standing(workspace) == {"stale": 1}
    assert (
        "was made from wording that has changed since"
        in briefing(workspace.root, "build", "kenya").words
    )
    assert "كندا لها سفارة منذ" in arabic(workspace)

    words = ("translate", "export", "--to", "ar", "--only", "changed", "--order", "kenya")
    said = briefing(workspace.root, *words, "--format", form)
    name = f"translations/kenya-en-ar.{'po' if form == 'po' else 'xlf'}"
    assert said.out == f"{name}: 1 text from en into ar, up to UNCLASSIFIED\n"
    path = workspace.root / name
    translate(path, {UNIT: NEW})

    dry = briefing(workspace.root, "translate", "import", path, "--state", "reviewed", "--dry-run")
    assert "would be changed" in dry.out
    assert standing(workspace) == {"stale": 1}

    done = briefing(workspace.root, "translate", "import", path, "--state", "reviewed")
    assert "Units: 1 accepted, 0 refused, 0 untouched. Accepted ones are reviewed." in done.out
    assert standing(workspace) == {"reviewed": 1}
    assert facts.read_text("utf-8") == (FACTS % NEW).replace("an embassy", "a large embassy")

    told = briefing(workspace.root, "build", "kenya")
    assert "changed since" not in told.words
    assert "كندا لها سفارة كبيرة منذ" in arabic(workspace)
    nothing = briefing(workspace.root, "translate", "export", "--to", "ar", "--only", "changed")
    assert nothing.out.startswith("There is nothing to translate; no file was written.\n")


def test_a_draft_prints_with_its_mark_in_the_language(workspace: Workspace) -> None:
    """In all three formats: each is read back, and an edition with a difference is not made."""
    workspace.order("kenya", languages='["en", "ar"]', formats='["html", "docx", "pdf"]')
    briefing(workspace.root, "translate", "export", "--to", "ar", "--output", "out.xlf")
    translate(workspace.root / "out.xlf", {UNIT: NEW})
    briefing(workspace.root, "translate", "import", "out.xlf")
    said = briefing(workspace.root, "build", "kenya")
    assert "The text in Arabic is a draft that nobody has reviewed." in said.words
    assert "[نص لم يُراجَع]" in arabic(workspace)


def test_what_is_refused_is_said_with_file_line_and_unit(workspace: Workspace) -> None:
    briefing(workspace.root, "translate", "export", "--to", "ar", "--output", "out.xlf")
    translate(workspace.root / "out.xlf", {UNIT: "كندا لها سفارة منذ 1967."})
    said = briefing(workspace.root, "translate", "import", "out.xlf", status=1)
    assert said.out.startswith(f"refused   {UNIT}  line 4\n")
    assert "The original has the slots {date}; the translation has –." in said.words
    assert f"Where: out.xlf, line 4, {UNIT}" in said.words
    assert "No file was changed." in said.out


def test_scripts_read_the_same(workspace: Workspace) -> None:
    said = briefing(
        workspace.root,
        "translate",
        "export",
        "--to",
        "ar",
        "--output",
        "o.po",
        "--json",
        "--format",
        "po",
    )
    assert said.json["files"] == [
        {"file": "o.po", "from": "en", "to": "ar", "texts": 1, "units": 1}
    ]
    translate(workspace.root / "o.po", {UNIT: NEW})
    done = briefing(workspace.root, "translate", "import", "o.po", "--json").json
    assert (done["written"], done["state"]) == (True, "draft")
    assert [(unit["id"], unit["outcome"]) for unit in done["units"]] == [(UNIT, "accepted")]


# ---------------------------------------------------------------- the page


def commands() -> list[list[str]]:
    """The commands of the page, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert all(line.startswith("briefing ") for line in lines)
    return [line.split()[1:] for line in lines]


def test_the_commands_of_the_page_do_what_it_says(copy: Path) -> None:
    facts = copy / "sources/editor-desk/facts/erbil-office.yaml"
    text = facts.read_text("utf-8")
    facts.write_text(
        text.replace("Canada opened its office in Erbil", "Canada opened an office in Erbil"),
        "utf-8",
    )
    for words in commands():
        said = briefing(copy, *words)
        if words[:2] == ["translate", "export"]:
            assert "1 text from en into ar" in said.out
            unit = "editor-desk.ca-erbil-office-opened.text.other"
            translate(copy / "for-the-bureau.xlf", {unit: "افتتحت كندا مكتباً في أربيل عام {date}."})
        elif words[:2] == ["translate", "import"]:
            assert "1 accepted" in said.out
    assert "افتتحت كندا مكتباً في أربيل عام" in facts.read_text("utf-8")


def test_the_page_names_every_state_format_and_option() -> None:
    for word in ("original", "reviewed", "draft", "machine", "stale", "missing"):
        assert f"| {word} |" in PAGE
    for word in (
        "xliff2",
        "xliff1",
        "po",
        "--only changed",
        "--order",
        "--ceiling",
        "--dry-run",
        "--to",
    ):
        assert word in PAGE


def test_status_says_how_each_source_stands(copy: Path) -> None:
    said = briefing(copy, "translate", "status", "--json").json
    assert set(said["languages"]) == {"en", "fr", "ar"}
    desk = said["languages"]["ar"]["sources"]["editor-desk"]
    assert json.dumps(desk, sort_keys=True) == json.dumps(
        {"draft": 0, "machine": 0, "missing": 0, "original": 0, "reviewed": 19, "stale": 0},
        sort_keys=True,
    )


def test_a_language_that_no_source_keeps_is_refused_with_the_reason(workspace: Workspace) -> None:
    reference = workspace.root / "sources/reference/source.toml"
    text = reference.read_text("utf-8")
    assert '"ar"' in text
    reference.write_text(text.replace('"ar"', '"ar", "de"'), "utf-8")
    said = briefing(workspace.root, "translate", "export", "--to", "de", status=1)
    assert said.out.startswith("No source keeps this language yet; no file was written.")
    assert "Add the language to “languages” where they are wanted." in said.words
