"""What an order says of missing and doubtful translations shows in every format."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from docx import Document
from lxml.html import fromstring

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace

TEMPLATE = """\
{% from "shared/boxes.j2" import to_check %}
<section id="all">
  <h2>All</h2>
  <ul>{% for f in facts.all %}{% set said = f|statement(cite=true) %}
    {% if said %}<li>{{ said }}</li>{% endif %}{% endfor %}</ul>
  {{ to_check((), (), withheld()) }}
</section>
"""
STATES = ("reviewed", "draft", "machine", "stale", "missing")
LISTED = "are left out, because no text in this language may be printed:"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Five statements written in French; their English texts are in all states."""
    made = Workspace(tmp_path)
    source = Path(made.root / "sources/page/source.toml").read_text("utf-8")
    made.write(
        "sources/page/source.toml",
        source.replace('languages = ["en"]', 'languages = ["fr", "en"]\noriginal = "fr"'),
    )
    made.write("sources/page/facts/facts.json", json.dumps([record(state) for state in STATES]))
    made.template("checked", TEMPLATE)
    return made


def record(state: str) -> dict[str, object]:
    """A statement whose English text is in one state."""
    texts: dict[str, object] = {"fr": f"Original {state}."}
    if state == "stale":
        texts["en"] = {"text": "Text stale.", "made_from": "0" * 12}
    elif state != "missing":
        texts["en"] = {"text": f"Text {state}.", "state": state}
    return {"id": f"the-{state}", "kind": "context", "countries": ["KEN"], "text": texts}


def pages(folder: Path) -> dict[str, str]:
    """The text of the finished documents by format, blanks made one."""
    pdf = next(folder.glob("*.pdf"))
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    page = next(folder.glob("*.html"))
    word = Document(str(next(folder.glob("*.docx")))).element.body
    return {
        "pdf": " ".join(done.stdout.split()),
        "docx": " ".join("".join(word.itertext()).split()),
        "html": " ".join("".join(map(str, fromstring(page.read_bytes()).itertext())).split()),
    }


def build(workspace: Workspace, policy: str, status: int = 0) -> str:
    """Build the order under one policy for all states; gives what the officer is told."""
    fields = {f"{state}_translation": f'"{policy}"' for state in ("stale", "draft", "machine")}
    missing = "show" if policy == "mark" else policy
    workspace.order(
        "kenya",
        template='"checked"',
        missing_translation=f'"{missing}"',
        status='"clean"',
        **fields,
    )
    return briefing(workspace.root, "build", "kenya", status=status).words


def test_marks_stand_in_every_format_of_a_clean_document(workspace: Workspace) -> None:
    told = build(workspace, "mark")
    assert "is a draft that nobody has reviewed." in told
    for text in pages(workspace.edition("kenya")).values():
        assert "Text reviewed." in text
        assert "Original missing." in text
        for state, mark in (
            ("draft", "[text not reviewed]"),
            ("machine", "[machine translation]"),
            ("stale", "[translation out of date]"),
        ):
            assert f"Text {state}." in text
            assert mark in text


def test_what_is_left_out_is_listed_in_every_format_and_told(workspace: Workspace) -> None:
    told = build(workspace, "omit")
    assert "A statement has no text in English and was left out." in told
    for text in pages(workspace.edition("kenya")).values():
        assert "Text reviewed." in text
        assert f"4 statements {LISTED}" in text
        for state in ("draft", "machine", "stale", "missing"):
            assert f"the-{state}" in text
            assert f"the-{state}" in told
            assert f"Text {state}." not in text
            assert f"Original {state}." not in text


def test_originals_stand_in_with_their_language_in_every_format(workspace: Workspace) -> None:
    build(workspace, "show")
    for text in pages(workspace.edition("kenya")).values():
        assert text.count("(in French)") == 4
        assert "Text draft." not in text


def test_a_refusal_names_every_statement_and_makes_nothing(workspace: Workspace) -> None:
    told = build(workspace, "refuse", status=1)
    for state in ("draft", "machine", "stale", "missing"):
        assert f"the-{state}" in told
    assert workspace.editions("kenya") == []
