"""Statements of documents with and without dates, as known on a day: what prints, what is told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import NOON, briefing
from tests.end_to_end.workspaces import ALL, Workspace

DOCUMENTS = """
[documents.early]
kind = "press_article"
title.en = "Early"
as_of = "2024-05"
published = "2024-05-02"

[documents.late]
kind = "press_article"
title.en = "Late"
as_of = "2024-05"
retrieved = 2024-08-10

[documents.sometime]
kind = "press_article"
title.en = "Sometime"
as_of = "2024-05"
published = "2024"
"""
SECRET = """
[documents.hidden]
kind = "report"
title.en = "Hidden"
as_of = "2024-05"
marking = "SECRET"
"""
TEXTS = {
    "early": "The gate opened.",
    "late": "The gate closed.",
    "sometime": "The gate was painted.",
    "page": "The gate is green.",
}
DAY = "2024-07-01"


class Gates(Workspace):
    """Kenya, of whose gate four documents tell: one early, one late, two of unknown days."""

    def put(self, hidden: str = "") -> None:
        """Write the facts; ``hidden`` is that of a document above the ceiling."""
        self.source("page", DOCUMENTS + SECRET)
        texts = {**TEXTS, "hidden": hidden} if hidden else TEXTS
        records = [
            {
                "id": f"gate-{name}", "kind": "context", "countries": ["KEN"],
                "text": {"en": text}, "document": name,
            }
            for name, text in texts.items()
        ]  # fmt: skip
        self.write("sources/page/facts/facts.json", json.dumps(records))

    def page(self, order: str = "kenya") -> str:
        """The text of the newest HTML document of an order."""
        folder = self.root / "briefings" / order / self.editions(order)[-1]
        written = next(folder.glob("*.html")).read_text("utf-8")
        return " ".join(re.sub(r"<[^>]+>|[\u200e\u2066-\u2069]", " ", written).split())

    def manifest(self, order: str = "kenya") -> Any:
        """The record of the newest edition of an order."""
        folder = self.root / "briefings" / order / self.editions(order)[-1]
        return json.loads((folder / "manifest.json").read_text("utf-8"))


@pytest.fixture
def gates(tmp_path: Path) -> Gates:
    found = Gates(tmp_path)
    found.put()
    found.order("kenya", formats='["html"]')
    return found


def test_only_what_was_surely_known_prints_and_the_rest_is_told(gates: Gates) -> None:
    made = briefing(gates.root, "build", "kenya", "--known-on", DAY)
    page = gates.page()
    assert "The gate opened." in page
    for text in ("closed", "painted", "green"):
        assert text not in page
    assert "Information as of December 1, 2024, as known on July 1, 2024" in page
    for told in (
        "Left out: 1 fact of 1 document that became known after 2024-07-01.",
        "Left out: 1 fact of “sometime”. It came out in 2024, and nobody can say whether that "
        "was by 2024-07-01.",
        "Left out: 1 fact of “page”. It says neither when it came out (published) nor when it "
        "was looked at (retrieved), so that nobody can say whether it was known on 2024-07-01.",
        "The brief speaks for 2024-12-01 and prints only what was known on 2024-07-01: what became "
        "known in between is not in it.",
        "Where: sources/page/source.toml, field documents.page",
        "Edition 1 is not as ordered: known_on 2024-07-01.",
    ):
        assert told in made.words
    codes = {one["code"] for one in gates.manifest()["notices"]}
    assert codes >= {"known-on-later", "known-on-unclear", "known-on-undated", "known-on-before"}
    listed = briefing(gates.root, "facts", "KEN", "--known-on", DAY).words
    assert "Kenya: 1 fact as of 1 July 2024, as known on 1 July 2024" in listed
    assert "Left out: 1 fact of “sometime”." in listed


def test_a_later_day_adds_what_became_known(gates: Gates) -> None:
    briefing(gates.root, "build", "kenya", "--known-on", "2024-08-10")
    assert "The gate opened." in gates.page()
    assert "The gate closed." in gates.page()
    briefing(gates.root, "build", "kenya", "--known-on", "2024-12-31")
    assert "The gate was painted." in gates.page()
    assert "The gate is green." not in gates.page()


def test_it_never_counts_as_the_latest_and_starts_no_change_marks(gates: Gates) -> None:
    gates.order("kenya", formats='["html"]', changes="{box = true}")
    briefing(gates.root, "build", "kenya")
    briefing(gates.root, "build", "kenya", "--known-on", DAY)
    latest = gates.root / "briefings/kenya/latest"
    assert latest.read_text("ascii").strip() == "0001"
    assert "no longer" not in gates.page().lower()
    assert "The gate closed." not in gates.page()
    assert "nothing has changed; edition 1 stands" in briefing(gates.root, "build", "kenya").words


def test_no_trace_is_left_of_what_stands_above_the_ceiling(gates: Gates) -> None:
    plain = briefing(gates.root, "build", "kenya", "--known-on", DAY, "--json").json
    gates.put(hidden="The gate has a secret door.")
    secret = briefing(gates.root, "build", "kenya", "--known-on", DAY, "--json").json
    without, with_it = (
        [p for p in said["orders"][0]["problems"] if p["code"].startswith("known-on")]
        for said in (plain, secret)
    )
    assert without == with_it
    assert "hidden" not in json.dumps(gates.manifest())
    assert "hidden" not in briefing(gates.root, "facts", "KEN", "--known-on", DAY).words


def test_a_new_state_of_knowledge_is_its_own_edition(gates: Gates) -> None:
    gates.order("kenya", formats='["html"]', known_on=DAY)
    gates.write("briefings/kenya.toml", _with_known_on(gates, f'"{DAY}"'))
    first = briefing(gates.root, "build", "kenya")
    assert "as known on 1 July 2024" in first.words
    record = gates.manifest()
    assert (record["known_on"], record["order"]["overrides"]) == (DAY, {})
    gates.write("briefings/kenya.toml", _with_known_on(gates, '"2024-08-10"'))
    second = briefing(gates.root, "build", "kenya")
    assert "the day of which only what was known prints is another" in second.words
    said = briefing(gates.root, "diff", "kenya/1", "kenya/2", status=1).words
    assert "as known on July 1, 2024" in said
    assert "as known on August 10, 2024" in said


def _with_known_on(gates: Gates, value: str) -> str:
    gates.order("kenya", formats='["html"]', known_on=value)
    return (gates.root / "briefings/kenya.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            '"today"',
            "known_on is “today”, which is not a day. Where: briefings/kenya.toml, line 6, kenya, "
            "field known_on To go on: Write a day as 2024-12-01.",
        ),
        ('"2024-12"', "known_on is “2024-12”, which is not a day."),
        (
            '"2026-11-23"',
            "What is known on 2026-11-23 cannot be told yet: the day of issue is 2026-11-22. "
            "Where: briefings/kenya.toml, line 6, kenya, field known_on To go on: Take an earlier "
            "day, or leave it out to print all that is on record.",
        ),
    ],
)
def test_a_day_of_an_order_that_cannot_be(gates: Gates, value: str, expected: str) -> None:
    gates.order("kenya", formats='["html"]', known_on=value)
    said = briefing(gates.root, "build", "kenya", status=1)
    assert expected in said.words
    assert "There was no earlier edition; nothing was lost." in said.words
    assert (
        expected.split(" To go on")[0].split(" Where")[0]
        in briefing(gates.root, "check", "kenya", status=1).words
    )


def test_an_order_of_today_is_what_was_known_that_day_on_every_later_one(gates: Gates) -> None:
    gates.order("kenya", formats='["html"]', as_of='"today"', known_on=f'"{DAY}"')
    briefing(gates.root, "build", "kenya")
    assert gates.manifest()["as_of"] == DAY
    later = {"SOURCE_DATE_EPOCH": str(int(NOON) + 86400 * 3)}
    assert "edition 1 stands" in briefing(gates.root, "build", "kenya", env=later).words
    assert "up to date" in briefing(gates.root, "plan", "kenya", env=later).words


def test_what_became_known_later_makes_no_new_edition_of_what_was_known(gates: Gates) -> None:
    gates.order("kenya", formats='["html"]', known_on=f'"{DAY}"')
    briefing(gates.root, "build", "kenya")
    gates.put()
    text = (gates.root / "sources/page/facts/facts.json").read_text().replace("closed", "shut")
    gates.write("sources/page/facts/facts.json", text)
    said = briefing(gates.root, "plan", "kenya", status=4).words
    assert "to be looked at" in said
    assert "edition 1 stands" in briefing(gates.root, "build", "kenya").words
    assert "up to date" in briefing(gates.root, "plan", "kenya").words


def test_a_brief_about_an_item_that_was_not_known_yet_is_refused(gates: Gates) -> None:
    gates.template("dialogue", ALL, 'item = "parts"\n')
    gates.order("talks", template='"dialogue"', formats='["html"]', item='"gate-late"')
    said = briefing(gates.root, "build", "talks", "--known-on", DAY, status=1)
    assert (
        "The item gate-late was not known on 2024-07-01, or nobody can say whether it was: its "
        "document came out later, or has no date." in said.words
    )


def test_a_note_that_compares_editions_has_no_day_of_knowledge(gates: Gates) -> None:
    briefing(gates.root, "build", "kenya")
    gates.write(
        "briefings/note.toml",
        'template = "change-note"\nlanguages = ["en"]\nformats = ["html"]\n'
        f'known_on = "{DAY}"\n[changes]\nof = "kenya"\n',
    )
    said = briefing(gates.root, "build", "note", status=1)
    assert (
        "A note that compares editions of “kenya” cannot be limited to what was known on "
        "2024-07-01: an edition holds what it printed." in said.words
    )
    gates.write(
        "briefings/note.toml",
        'template = "change-note"\nlanguages = ["en"]\nformats = ["html"]\n'
        'known_on = "2024-08-10"\n'
        '[changes]\nof = "kenya"\nbetween = ["2024-05-01", "2024-09-01"]\n',
    )
    briefing(gates.root, "build", "note")
    assert gates.manifest("note")["known_on"] == "2024-08-10"


@pytest.mark.parametrize("order", ["kenya"])
def test_every_format_says_it_in_every_language(gates: Gates, order: str) -> None:
    gates.order(order, languages='["en-CA", "fr-CA", "ar-IQ"]', known_on=f'"{DAY}"')
    briefing(gates.root, "build", order)
    folder = gates.edition(order)
    assert len([*folder.glob("*.pdf"), *folder.glob("*.docx"), *folder.glob("*.html")]) == 9
    proof = gates.manifest()["documents"]
    assert all(one["proof"]["lines"] > 0 for one in proof)
    words = {
        "en-CA": "as known on July 1, 2024",
        "fr-CA": "tels que connus le 1er juillet 2024",
        "ar-IQ": "كما كانت معروفة في 1 تموز/يوليو 2024",
    }
    for tag, said in words.items():
        text = next(folder.glob(f"*_{tag}.html")).read_text("utf-8")
        plain = re.sub(r"<[^>]+>|[\u200e\u2066-\u2069]", "", text).replace("\u00a0", " ")
        assert said in plain.replace("\u202f", " "), tag
        assert f'name="briefing.known-on" content="{DAY}"' in text
