"""An officer's texts on their way to the translator and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace
from tests.unit.translation.room import translate

SLOTS = "\n[slots.objectives]\nheadings = false\n[slots.press]\n"
TEMPLATE = """\
<section id="one"><h2>{{ t("Chronology") }}</h2>
  {{ text("objectives") }}{{ text("press") }}
</section>
"""
ENGLISH = "- Agree on **3** visits.\n- Thank them.\n"
FRENCH = "- Convenir de **3** visites.\n- Les remercier.\n"
ORDER = f'''
# Kept by the desk.
[text.objectives]
en = """
{ENGLISH}"""
[text.press]
en = "Said."      # one line
fr = "Dit."
'''


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.template("note", TEMPLATE, SLOTS)
    path = made.order("kenya", template='"note"', languages='["en", "fr-CA"]', formats='["html"]')
    path.write_text(path.read_text("utf-8") + ORDER, "utf-8")
    return made


def standing(workspace: Workspace) -> dict[str, int]:
    said = briefing(workspace.root, "translate", "status", "--order", "kenya", "--json")
    counts = said.json["languages"]["fr-CA"]["sources"]["kenya"]
    return {state: n for state, n in counts.items() if n}


def export(workspace: Workspace, form: str = "xliff2") -> Path:
    path = workspace.root / ("out.po" if form == "po" else "out.xlf")
    briefing(
        workspace.root,
        *("translate", "export", "--to", "fr", "--order", "kenya"),
        *("--output", path, "--format", form),
    )
    return path


@pytest.mark.parametrize("form", ["xliff2", "xliff1", "po"])
def test_texts_go_out_come_back_and_print(workspace: Workspace, form: str) -> None:
    assert standing(workspace) == {"missing": 1, "reviewed": 1}
    path = export(workspace, form)
    told = path.read_text("utf-8")
    assert "Text of an officer for" in told
    translate(path, {"kenya.kenya--objectives.text.other": FRENCH})
    done = briefing(workspace.root, "translate", "import", path, "--state", "reviewed")
    assert "accepted" in done.words
    file = workspace.root / "briefings/kenya.text/objectives.fr.md"
    assert file.read_text("utf-8") == FRENCH
    assert standing(workspace) == {"reviewed": 2}
    briefing(workspace.root, "build", "kenya")
    page = next(workspace.edition("kenya").glob("*_fr-CA.html")).read_text("utf-8")
    assert "Les remercier." in page


def test_a_text_in_the_order_is_replaced_where_it_stands(workspace: Workspace) -> None:
    path = export(workspace)
    translate(path, {"kenya.kenya--press.text.other": 'Dit aux médias.\nEt "plus" \\ ainsi.'})
    briefing(workspace.root, "translate", "import", path, "--state", "draft")
    order = (workspace.root / "briefings/kenya.toml").read_text("utf-8")
    assert 'fr = """\nDit aux médias.\nEt "plus" \\\\ ainsi.\n"""' in order
    assert "# Kept by the desk." in order
    assert "# one line" in order
    assert standing(workspace) == {"missing": 1, "draft": 1}


def test_a_changed_original_makes_its_translation_stale(workspace: Workspace) -> None:
    path = export(workspace)
    translate(path, {"kenya.kenya--press.text.other": "Exprimé."})
    briefing(workspace.root, "translate", "import", path, "--state", "reviewed")
    order = workspace.root / "briefings/kenya.toml"
    order.write_text(order.read_text("utf-8").replace('"Said."', '"Said aloud."'), "utf-8")
    assert standing(workspace) == {"missing": 1, "stale": 1}
    told = briefing(workspace.root, "build", "kenya").words
    assert "kenya--press" in told
    page = next(workspace.edition("kenya").glob("*_fr-CA.html")).read_text("utf-8")
    assert "[traduction périmée]" in page or "traduction" in page


def test_what_no_text_may_hold_is_refused(workspace: Workspace) -> None:
    path = export(workspace)
    texts = {
        "kenya.kenya--press.text.other": "Dit <b>fort</b>.",
        "kenya.kenya--objectives.text.other": "- Convenir de **4** visites.\n",
    }
    translate(path, texts)
    done = briefing(workspace.root, "translate", "import", path, "--json", status=1)
    units = {unit["id"]: unit for unit in json.loads(done.out)["units"]}
    codes = {
        name.split("--")[1].split(".")[0]: {p["code"] for p in unit["problems"]}
        for name, unit in units.items()
    }
    assert "order-text-html" in codes["press"]
    assert {"translate-numbers", "translate-markdown-build"} <= codes["objectives"]
    assert not (workspace.root / "briefings/kenya.text").exists()
