"""The meeting note and the biography sheet on data of their own, as an officer orders them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fromstring

from tests.end_to_end.command import ROOT, briefing
from tests.end_to_end.workspaces import Workspace

PEOPLE = """\
- id: amina-odhiambo
  name: {latin: "Amina Odhiambo", ar: "أمينة أوديامبو"}
  name_status: {ar: attested}
  gender: f
  title: {en: "Minister of Water"}
  pronunciation: {en: "ah-MEE-na oh-dee-AM-bo"}
  address: {en: "Minister"}
  languages: [sw, en]
- id: named-in-claims
  name: {latin: "Named Inclaims"}
  gender: m
  title: {en: "Witness"}
  vulnerable: true
"""
FACTS: list[dict[str, Any]] = [
    {
        "id": "office",
        "kind": "office_holder",
        "people": ["amina-odhiambo"],
        "text": {"en": "Amina Odhiambo is minister of water."},
        "valid": "2021-05/..",
        "as_of": "2024-11-20",
    },
    {
        "id": "met",
        "kind": "event",
        "people": ["amina-odhiambo", "named-in-claims"],
        "tags": ["meeting"],
        "disclosable": False,
        "text": {"en": "The two sides met in Nairobi ({date})."},
        "date": "2024-03-04",
    },
    {
        "id": "dam",
        "kind": "context",
        "tags": ["dams", "sensitive"],
        "people": ["amina-odhiambo"],
        "text": {"en": "The dam is disputed."},
        "as_of": "2024-11-20",
    },
]
MEETING = """
[meeting]
date = "2024-12-10"
time = "14:00"
zone = "Africa/Nairobi"
minutes = 30
language = "sw"
participants = ["amina-odhiambo", "named-in-claims"]
title.en = "Meeting on water"
place.en = "Nairobi"
[[meeting.agenda]]
title.en = "The dam"
topics = ["dams"]
[text.objectives]
en = "- Agree on the dam."
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.write("sources/reference/people.yaml", PEOPLE)
    facts = [{"countries": ["KEN"], **one} for one in FACTS]
    made.write("sources/page/facts/facts.json", json.dumps(facts))
    for name in ("meeting-note", "biography-sheet", "shared"):
        shutil.copytree(ROOT / "templates" / name, tmp_path / "templates" / name)
    return made


def order(workspace: Workspace, more: str, **fields: str) -> None:
    path = workspace.order("kenya", formats='["html"]', **fields)
    path.write_text(path.read_text("utf-8") + more, "utf-8")


def rows(workspace: Workspace) -> dict[str, str]:
    """What the tables of two columns and more say, by their first cell."""
    page = fromstring(next(workspace.edition("kenya").glob("*.html")).read_bytes())
    found = {}
    for row in page.iter("tr"):
        cells = [" ".join("".join(map(str, cell.itertext())).split()) for cell in row]
        found[cells[0]] = cells[1]
    return found


def test_page_one_says_who_when_where_and_in_which_language(workspace: Workspace) -> None:
    order(workspace, MEETING, template='"meeting-note"')
    briefing(workspace.root, "build", "kenya")
    said = rows(workspace)
    assert said["With"] == "Amina Odhiambo, Minister of WaterNamed Inclaims, Witness"
    assert said["When"] == "December 10, 202414:00 – 14:30 (local time, Nairobi) · 30 minutes"
    assert (said["Where"], said["Language"]) == ("Nairobi", "Swahili")


def test_a_biography_says_what_is_known_and_of_vulnerable_persons_nothing(
    workspace: Workspace,
) -> None:
    order(workspace, MEETING, template='"meeting-note"')
    told = briefing(workspace.root, "build", "kenya").words
    said = rows(workspace)
    assert said["Name in Arabic script"] == "أمينة أوديامبو"
    assert said["Pronunciation"] == "ah-MEE-na oh-dee-AM-bo"
    assert said["Form of address"] == "Minister"
    assert said["Languages"] == "Swahili and English"
    assert said["Office"].startswith("Amina Odhiambo is minister of water.")
    assert said["In office"] == "since May 2021"
    assert said["Last meeting"].startswith("The two sides met in Nairobi (March 4, 2024)")
    assert said["Sensitive point"].startswith("The dam is disputed.")
    page = next(workspace.edition("kenya").glob("*.html")).read_text("utf-8")
    assert page.count("Inclaims") == 1  # on the line of the meeting, and nowhere else
    assert "named-in-claims is named in claims" in told


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Amina Odhiambo has been minister of water since {from}.", None),
        ("Amina Odhiambo is minister of water.", "since May 2021"),
    ],
)
def test_since_when_is_said_once(workspace: Workspace, text: str, row: str | None) -> None:
    facts = [{**one, "countries": ["KEN"]} for one in FACTS]
    facts[0]["text"] = {"en": text}
    workspace.write("sources/page/facts/facts.json", json.dumps(facts))
    order(workspace, MEETING, template='"meeting-note"')
    briefing(workspace.root, "build", "kenya")
    said = rows(workspace)
    assert said["Office"].startswith("Amina Odhiambo")
    assert said.get("In office") == row


def test_points_stand_under_the_item_whose_topics_they_have(workspace: Workspace) -> None:
    order(workspace, MEETING, template='"meeting-note"')
    briefing(workspace.root, "build", "kenya")
    text = next(workspace.edition("kenya").glob("*.html")).read_text("utf-8")
    assert text.index("The dam is disputed.") > text.index(">The dam<")


def problems(workspace: Workspace) -> list[tuple[str, str | None, str]]:
    done = briefing(workspace.root, "check", "--json", status=1)
    return [
        (p["code"], p["field"], p["what"])
        for p in json.loads(done.out)["problems"]
        if p["severity"] == "error"
    ]


def test_what_a_meeting_note_lacks_is_told_together(workspace: Workspace) -> None:
    more = MEETING.replace("2024-12-10", "2024-11-10").replace(
        '"amina-odhiambo"', '"amina-odhiamb"'
    )
    order(workspace, more.replace('["dams"]', '["dam"]'), template='"meeting-note"')
    found = problems(workspace)
    assert [code for code, _, _ in found] == [
        "order-person-unknown",
        "order-meeting-past",
        "order-topic-unknown",
    ]
    assert [field for _, field, _ in found] == [
        "meeting.participants",
        "meeting.date",
        "meeting.agenda",
    ]
    assert "Did you mean “amina-odhiambo”?" in found[0][2]
    assert "over on 2024-12-01" in found[1][2]
    assert "Did you mean “dams”?" in found[2][2]


def test_a_meeting_above_the_ceiling_is_not_told_in_a_note_about_nothing_else(
    workspace: Workspace,
) -> None:
    secret = MEETING.replace("[meeting]", '[meeting]\nmarking = "PROTECTED A"')
    order(workspace, secret, template='"meeting-note"')
    done = briefing(workspace.root, "build", "kenya", status=1)
    assert "The meeting is marked above the ceiling of the order" in done.words
    order(workspace, secret, template='"meeting-note"', ceiling='"PROTECTED A"')
    briefing(workspace.root, "build", "kenya")
    assert rows(workspace)["Where"] == "Nairobi"


def test_a_meeting_note_needs_a_meeting_and_its_objectives(workspace: Workspace) -> None:
    order(workspace, "", template='"meeting-note"')
    assert {code for code, _, _ in problems(workspace)} == {
        "order-meeting-missing",
        "order-text-needed",
    }


def test_biographies_are_of_the_persons_asked_in_their_order(workspace: Workspace) -> None:
    order(workspace, 'people = ["amina-odhiambo"]\n', template='"biography-sheet"')
    briefing(workspace.root, "build", "kenya")
    assert rows(workspace)["Function"] == "Minister of Water"


def test_no_biography_is_made_of_a_vulnerable_person_nor_of_nobody(workspace: Workspace) -> None:
    order(workspace, 'people = ["named-in-claims"]\n', template='"biography-sheet"')
    assert [code for code, _, _ in problems(workspace)] == ["order-person-vulnerable"]
    order(workspace, "", template='"biography-sheet"')
    assert [code for code, _, _ in problems(workspace)] == ["order-people-missing"]


@pytest.mark.parametrize(("status", "ends"), [("draft", 0), ("clean", 1)])
def test_page_one_is_never_more_than_one_page(workspace: Workspace, status: str, ends: int) -> None:
    lines = "".join(f"- Objective with some words in it, number {n}.\n" for n in range(60))
    more = MEETING.replace('en = "- Agree on the dam."', f'en = """\n{lines}"""')
    path = workspace.order(
        "kenya", template='"meeting-note"', formats='["pdf"]', status=f'"{status}"'
    )
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    told = briefing(workspace.root, "build", "kenya", status=ends).words
    assert "keeps for the first page takes 2 pages" in told
    assert ("The text for “objectives” has" in told) is (status == "draft")
    assert workspace.editions("kenya") == (["0001"] if status == "draft" else [])
