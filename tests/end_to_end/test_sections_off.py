"""Sections that an order switches off: nothing is chosen for them, and so nothing is told of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fromstring

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace

NEEDS = """
[needs.secret]
tags = ["closed"]

[sections.annex]
needs = ["secret"]
"""
TEMPLATE = """\
<section id="one"><h2>{{ t("Chronology") }}</h2>
  <ul>{% for f in facts.all %}<li>{{ f|statement }}{{ f|cite }}</li>{% endfor %}</ul>
</section>
{% if brief.sections.annex %}
<section id="annex"><h2>{{ t("Economy") }}</h2>
  <ul>{% for f in facts.secret %}<li>{{ f|statement }}{{ f|cite }}</li>{% endfor %}</ul>
</section>
{% endif %}
<p>{{ tn("{n} source", "{n} sources", facts.secret|length) }}</p>
"""
OFF = "[sections]\nannex = false\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.template("note", TEMPLATE, 'without_tags = ["closed"]\n' + NEEDS)
    made.facts({"open": "It is open."})
    made.source("other")
    made.facts({"shut": "It is shut."}, source="other", tags=["closed"], marking="PROTECTED A")
    return made


def made(workspace: Workspace, more: str) -> tuple[dict[str, Any], str]:
    """The manifest and the page of an order."""
    path = workspace.order("kenya", template='"note"', ceiling='"PROTECTED A"')
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    briefing(workspace.root, "build", "kenya")
    folder = workspace.edition("kenya", int(workspace.editions("kenya")[-1]))
    tree = fromstring(next(folder.glob("*.html")).read_bytes())
    page = " ".join("".join(map(str, tree.itertext())).split())
    return json.loads((folder / "manifest.json").read_text("utf-8")), page


def test_what_only_a_section_that_is_off_prints_is_not_chosen(workspace: Workspace) -> None:
    manifest, page = made(workspace, "")
    assert "It is shut." in page
    assert manifest["marking"] == "PROTECTED A"
    manifest, page = made(workspace, OFF)
    assert manifest["marking"] == "UNCLASSIFIED"
    assert "shut" not in page
    assert "shut" not in json.dumps(manifest)
    assert "open" in json.dumps(manifest)
    assert "0 sources" in page


def test_a_need_that_two_sections_print_is_chosen_for_the_one_that_is_on(
    workspace: Workspace,
) -> None:
    both = NEEDS + '\n[sections.other]\nneeds = ["secret"]\n'
    workspace.template("note", TEMPLATE, 'without_tags = ["closed"]\n' + both)
    manifest, page = made(workspace, OFF)
    assert "1 source" in page
    assert manifest["marking"] == "PROTECTED A"


def test_a_section_names_needs_of_its_template(workspace: Workspace) -> None:
    wrong = NEEDS.replace('needs = ["secret"]', 'needs = ["secret", "secrets"]')
    workspace.template("note", TEMPLATE, 'without_tags = ["closed"]\n' + wrong)
    done = briefing(workspace.root, "check", status=1)
    assert (
        "The field “sections.annex.needs” must be a list of names of needs of this template. "
        "Did you mean “secret”?" in done.words
    )
