"""The gate before a final edition, and the list of what it will hold against the next."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import ALL, SOURCE, Workspace

NEED = 'freshness = "expired"\npast = "yes"\n'


def fact(name: str, **more: object) -> dict[str, object]:
    text = {"en": f"The statement {name}.", "fr": f"L'énoncé {name}."}
    return {"id": name, "kind": "context", "countries": ["KEN"], "text": text, **more}


STALE = fact("old-port", review_by="2024-10-01")
LATER = fact("new-port", review_by="2024-12-05")
PLAN = fact(
    "bridge-plan",
    kind="plan",
    date="2024-08",
    as_of="2024-06",
    text={"en": "A bridge is to open.", "fr": "Un pont doit ouvrir."},
    past={"en": "A bridge was to open.", "fr": "Un pont devait ouvrir."},
)
ENGLISH = fact("road", text={"en": "The road is open."})
SOUND = fact("quiet")
PEOPLE = [
    fact("people-one", value=800, unit="persons", conflicts_with=["people-two"]),
    fact("people-two", value=900, unit="persons"),
]


def workspace(root: Path, facts: list[dict[str, object]], gate: str, **order: str) -> Workspace:
    work = Workspace(root)
    work.template("plain", ALL, NEED)
    work.write("sources/page/source.toml", SOURCE.replace('["en"]', '["en", "fr"]'))
    work.write("sources/page/facts/facts.json", json.dumps(facts) + "\n")
    fields = {
        "languages": '["en", "fr"]',
        "formats": '["html", "docx"]',
        "status": '"clean"',
        **order,
    }
    path = work.order("kenya", **fields)
    path.write_text(f"{path.read_text()}[gate]\n{gate}\n")
    return work


def manifest(work: Workspace) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((work.edition("kenya") / "manifest.json").read_text())
    return found


CASES = {
    "stale": ([SOUND, STALE], ["old-port"], "older than their limit"),
    "expired": ([SOUND, PLAN], ["bridge-plan"], "plans whose day has passed"),
    "untranslated": ([SOUND, ENGLISH], ["road"], "not translated"),
    "conflicting": ([SOUND, *PEOPLE], ["people-one", "people-two"], "nobody has ruled on"),
}


@pytest.mark.parametrize("kind", CASES)
def test_facts_to_doubt_make_a_draft_that_says_why(kind: str, tmp_path: Path) -> None:
    facts, names, words = CASES[kind]
    work = workspace(tmp_path, facts, f'{kind} = "draft"')
    said = briefing(work.root, "build", "kenya")
    assert "This edition is a draft, although the order asks for a final one" in said.words
    assert words in said.words
    made = manifest(work)
    assert made["status"] == "draft"
    assert made["gate"] == [{"kind": kind, "facts": names}]
    page = next(work.edition("kenya").glob("*_en.html")).read_text()
    assert re.search(r'<p class="draft"[^>]*>DRAFT', page)
    assert "nothing has changed" in briefing(work.root, "build", "kenya").words


@pytest.mark.parametrize("kind", [name for name in CASES if name != "conflicting"])
def test_the_same_facts_refuse_the_edition(kind: str, tmp_path: Path) -> None:
    facts, names, words = CASES[kind]
    work = workspace(tmp_path, facts, f'{kind} = "refuse"')
    said = briefing(work.root, "build", "kenya", status=1)
    assert "No final edition was made" in said.words
    assert f"{words}" in said.words
    assert f"is {len(names)}: {', '.join(names)}." in said.words
    assert f"let the order make a draft of it: {kind} = “draft”" in said.words or (
        f'{kind} = "draft" under [gate]' in said.words
    )
    assert work.editions("kenya") == []


@pytest.mark.parametrize("kind", [name for name in CASES if name != "conflicting"])
def test_without_a_policy_they_print_as_ever(kind: str, tmp_path: Path) -> None:
    work = workspace(tmp_path, CASES[kind][0], "")
    briefing(work.root, "build", "kenya")
    assert manifest(work)["status"] == "clean"
    assert manifest(work)["gate"] == []


def test_a_conflict_refuses_unless_the_order_says_otherwise(tmp_path: Path) -> None:
    work = workspace(tmp_path, [SOUND, *PEOPLE], "")
    said = briefing(work.root, "build", "kenya", status=1)
    assert "no editor has decided" in said.words
    order = work.root / "briefings" / "kenya.toml"
    order.write_text(order.read_text() + 'conflicting = "allow"\n')
    said = briefing(work.root, "build", "kenya", status=1)
    assert "“allow”" in said.words
    assert "draft, refuse" in said.words


def test_what_refuses_outweighs_what_makes_a_draft(tmp_path: Path) -> None:
    gate = 'conflicting = "draft"\nuntranslated = "draft"\nstale = "refuse"'
    work = workspace(tmp_path, [STALE, ENGLISH, *PEOPLE], gate)
    said = briefing(work.root, "build", "kenya", status=1)
    assert "is 1: old-port." in said.words
    assert work.editions("kenya") == []


def test_every_reason_for_a_draft_is_told_together(tmp_path: Path) -> None:
    gate = "\n".join(f'{kind} = "draft"' for kind in CASES)
    facts = [SOUND, STALE, PLAN, ENGLISH, *PEOPLE]
    work = workspace(tmp_path, facts, gate)
    said = briefing(work.root, "build", "kenya")
    assert said.words.count("This edition is a draft") == 4
    assert {one["kind"]: one["facts"] for one in manifest(work)["gate"]} == {
        kind: names for kind, (_, names, _) in CASES.items()
    }


def test_a_fact_that_does_not_print_keeps_nothing_back(tmp_path: Path) -> None:
    work = workspace(tmp_path, [SOUND, STALE], 'stale = "refuse"')
    only = ALL.replace("facts.all %}", "facts.all if f.id == 'quiet' %}")
    work.template("plain", only, NEED)
    briefing(work.root, "build", "kenya")
    assert manifest(work)["status"] == "clean"


def test_a_draft_is_no_business_of_the_gate(tmp_path: Path) -> None:
    work = workspace(tmp_path, [SOUND, STALE], 'stale = "refuse"', status='"draft"')
    briefing(work.root, "build", "kenya")
    assert manifest(work)["gate"] == []


def test_a_pack_is_a_draft_as_soon_as_one_brief_must_be(tmp_path: Path) -> None:
    work = workspace(tmp_path, [SOUND, *PEOPLE], "")
    work.write(
        "briefings/both.toml",
        'briefs = ["uganda", "kenya"]\nlanguages = ["en"]\nformats = ["html"]\n'
        'status = "clean"\nas_of = "2024-12-01"\n[gate]\nconflicting = "draft"\n',
    )
    said = briefing(work.root, "build", "both")
    assert "This edition is a draft" in said.words
    made = json.loads((work.edition("both") / "manifest.json").read_text())
    assert (made["status"], [one["kind"] for one in made["gate"]]) == ("draft", ["conflicting"])


MEETING = {"status": '"draft"'}


def with_meeting(work: Workspace, day: str) -> None:
    order = work.root / "briefings" / "kenya.toml"
    order.write_text(f'{order.read_text()}\n[meeting]\ndate = "{day}"\n')


def test_the_officer_hears_before_the_meeting_what_will_be_stale_at_it(tmp_path: Path) -> None:
    plan = {**PLAN, "id": "later-plan", "date": "2024-12-03"}
    work = workspace(tmp_path, [SOUND, LATER, STALE, plan], "", status='"draft"')
    with_meeting(work, "2024-12-10")
    said = briefing(work.root, "build", "kenya")
    assert "older than it at the meeting of 2024-12-10; number of facts: 1: new-port." in said.words
    assert "past at the meeting of 2024-12-10; number of facts: 1: later-plan." in said.words


def test_health_lists_what_is_doubtful_now_and_until_the_meeting(tmp_path: Path) -> None:
    facts = [SOUND, LATER, STALE, PLAN, ENGLISH, *PEOPLE]
    work = workspace(tmp_path, facts, 'stale = "draft"\nuntranslated = "draft"')
    with_meeting(work, "2024-12-10")
    (kenya,) = briefing(work.root, "health", "kenya", "--json", status=1).json["orders"]
    found = {(one["kind"], one["state"], one["fact"]): one for one in kenya["ailments"]}
    assert set(found) == {
        ("stale", "now", "old-port"),
        ("stale", "soon", "new-port"),
        ("expired", "now", "bridge-plan"),
        ("untranslated", "now", "road"),
        ("conflicting", "now", "people-one"),
        ("conflicting", "now", "people-two"),
    }
    assert found["stale", "now", "old-port"]["since"] == "2024-10-02"
    assert found["stale", "soon", "new-port"]["since"] == "2024-12-06"
    assert found["untranslated", "now", "road"]["languages"] == ["fr"]
    assert found["conflicting", "now", "people-one"]["with_facts"] == ["people-two"]
    assert (kenya["verdict"], kenya["until"]) == ("refused", "2024-12-10")


def test_health_is_told_in_words_and_as_a_page(tmp_path: Path) -> None:
    work = workspace(tmp_path, [SOUND, STALE, ENGLISH], 'stale = "draft"')
    said = briefing(work.root, "health", "kenya", "--page", "health.html", status=1)
    assert (
        "kenya: a final edition is ordered; the gate makes a draft of a final edition" in said.out
    )
    assert "its day of review has passed; stale since 2024-10-02" in said.words
    assert "no reviewed text for fr" in said.words
    page = (work.root / "health.html").read_text()
    for words in ("<code>old-port</code>", "<code>road</code>", "a final edition is ordered"):
        assert words in page
    for statement in ("The statement old-port", "The road is open"):
        assert statement not in page + said.all
    assert "http" not in page.replace("http-equiv", "")


def test_health_of_sound_facts_is_no_refusal(tmp_path: Path) -> None:
    work = workspace(tmp_path, [SOUND], 'stale = "refuse"')
    said = briefing(work.root, "health")
    assert "a final edition is ordered; a final edition can be made" in said.out
    assert "uganda: a draft is ordered" in said.out


def test_facts_above_the_ceiling_are_not_named(tmp_path: Path) -> None:
    secret = fact("secret-port", review_by="2024-10-01", marking="SECRET")
    work = workspace(tmp_path, [SOUND, secret], 'stale = "refuse"')
    said = briefing(work.root, "health", "kenya", "--page", "health.html")
    assert "secret-port" not in said.all + (work.root / "health.html").read_text()
    briefing(work.root, "build", "kenya")
