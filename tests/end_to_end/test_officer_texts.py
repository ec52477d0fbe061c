"""An officer's own texts, from the order to every format and back."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fromstring

from generator.writers.docx.zipping import zipped
from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace

SLOTS = """
[slots.objectives]
description.en = "What the meeting is for."
needed = true
use = "to-say"
headings = false

[slots.scenario]
longest = 200

[sections.annex]
shown = false
"""
TEMPLATE = """\
<section id="one"><h2>{{ t("Chronology") }}</h2>
  <aside class="key-messages"><header>{{ t("Key messages") }}</header>
  {{ text("objectives") }}</aside>
</section>
{% if has_text("scenario") %}
<section id="two"><h2>{{ t("Economy") }}</h2>{{ text("scenario") }}</section>
{% endif %}
{% if brief.sections.annex %}
<section id="annex"><h2>{{ t("Sources") }}</h2><p>{{ t("Contents") }}</p></section>
{% endif %}
"""
ENGLISH = '[text.objectives]\nen = """\n- Agree on **3** visits in 2025.\n- Thank them.\n"""\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.template("note", TEMPLATE, SLOTS)
    return made


def order(workspace: Workspace, texts: str, **fields: str) -> None:
    path = workspace.order("kenya", template='"note"', **fields)
    path.write_text(path.read_text("utf-8") + texts, "utf-8")


def page(workspace: Workspace, language: str = "en", number: int = 1) -> str:
    file = next(workspace.edition("kenya", number).glob(f"*_{language}.html"))
    return " ".join("".join(map(str, fromstring(file.read_bytes()).itertext())).split())


def manifest(workspace: Workspace, number: int = 1) -> Any:
    file = workspace.edition("kenya", number) / "manifest.json"
    return json.loads(file.read_text("utf-8"))


def codes(workspace: Workspace, status: int = 1) -> list[tuple[str, int | None]]:
    done = briefing(workspace.root, "check", "--json", status=status)
    problems = json.loads(done.out)["problems"]
    return [(p["code"], p["line"]) for p in problems if p["severity"] == "error"]


def test_a_text_stands_in_all_formats_in_the_digits_of_its_language(workspace: Workspace) -> None:
    arabic = '[text.objectives]\nen = "Agree on 3 visits."\nar = "الاتفاق على 3 زيارات."\n'
    order(workspace, arabic, languages='["en", "ar-IQ"]', digits='{ar = "arab"}')
    briefing(workspace.root, "build", "kenya")
    assert "الاتفاق على ٣ زيارات." in page(workspace, "ar-IQ")
    assert "Agree on 3 visits." in page(workspace)
    (text,) = manifest(workspace)["texts"]
    assert text["printed"] == {"ar-IQ": "ar", "en": "en"}
    assert text["states"] == {"ar": "reviewed", "en": "original"}
    assert text["text"]["ar"] == "الاتفاق على 3 زيارات."


def test_another_text_makes_another_edition_and_the_same_none(workspace: Workspace) -> None:
    order(workspace, ENGLISH)
    briefing(workspace.root, "build", "kenya")
    briefing(workspace.root, "build", "kenya")
    assert workspace.editions("kenya") == ["0001", "latest"][:1]
    order(workspace, ENGLISH.replace("Thank", "Warn"))
    told = briefing(workspace.root, "build", "kenya").words
    assert "texts of the order changed (objectives)" in told
    assert "Warn them." in page(workspace, number=2)


def test_sections_are_switched_by_the_order(workspace: Workspace) -> None:
    order(workspace, ENGLISH)
    briefing(workspace.root, "build", "kenya")
    order(workspace, ENGLISH + "[sections]\nannex = true\n")
    briefing(workspace.root, "build", "kenya")
    shown = [
        'id="annex"' in next(workspace.edition("kenya", n).glob("*.html")).read_text("utf-8")
        for n in (1, 2)
    ]
    assert shown == [False, True]


def test_all_that_is_wrong_is_told_together(workspace: Workspace) -> None:
    order(
        workspace,
        '[text.objective]\nen = "x"\n[text.scenario]\nen = """\n# A\n\n<b>x</b>\n\n> y\n"""\n'
        "[sections]\nanexes = true\nchronology = true\n",
    )
    found = codes(workspace)
    assert found == [
        ("order-text-slot", 5),
        ("order-text-html", 11),
        ("order-text-quotation", 13),
        ("order-text-needed", None),
        ("order-section", 15),
        ("order-section", 15),
    ]
    words = briefing(workspace.root, "build", "kenya", status=1).words
    assert "Did you mean “objectives”?" in words
    assert "Did you mean “annex”?" in words
    assert "needs a text for its slot “objectives”: What the meeting is for." in words


def test_a_template_that_names_an_unknown_slot_is_told_without_running(
    workspace: Workspace,
) -> None:
    workspace.template(
        "note",
        '<section><h2>{{ t("Economy") }}</h2>{{ text("scenaro") }}</section>'
        "{% if brief.sections.anex %}{% endif %}",
        SLOTS,
    )
    order(workspace, ENGLISH)
    assert ("template-slot-unknown", 1) in codes(workspace)
    assert ("template-section-unknown", 1) in codes(workspace)


MARKED = ENGLISH + '[text.scenario]\nmarking = "PROTECTED A"\nen = "Canary words."\n'


def test_a_marked_text_raises_the_marking_and_stays_below_the_ceiling(workspace: Workspace) -> None:
    order(workspace, MARKED, ceiling='"PROTECTED B"', formats='["html", "docx", "pdf"]')
    briefing(workspace.root, "build", "kenya")
    assert manifest(workspace)["marking"] == "PROTECTED A"
    assert "Canary words." in page(workspace)
    order(workspace, MARKED, formats='["html", "docx", "pdf"]')
    told = briefing(workspace.root, "build", "kenya")
    assert "Texts of the order that are left out" in told.words
    second = workspace.edition("kenya", 2)
    assert manifest(workspace, 2)["marking"] == "UNCLASSIFIED"
    for file in second.iterdir():
        data = file.read_bytes()
        if file.suffix == ".docx":
            with zipfile.ZipFile(file) as whole:
                data += b"".join(whole.read(name) for name in whole.namelist())
        assert b"Canary" not in data
        assert b"scenario" not in data


@pytest.mark.parametrize(
    ("policy", "status", "seen"),
    [("show", 0, "Agree"), ("omit", 0, ""), ("refuse", 1, "")],
)
def test_a_missing_translation_does_as_the_order_says(
    workspace: Workspace, policy: str, status: int, seen: str
) -> None:
    order(
        workspace,
        ENGLISH,
        languages='["en", "fr-CA"]',
        missing_translation=f'"{policy}"',
    )
    told = briefing(workspace.root, "build", "kenya", status=status).words
    assert "objectives" in told
    if status == 0:
        assert ("Agree" in page(workspace, "fr-CA")) is bool(seen)
        assert ("en anglais" in page(workspace, "fr-CA")) is bool(seen)


def test_doubtful_translations_are_marked(workspace: Workspace) -> None:
    texts = ENGLISH + 'fr = "- Convenir de 3 visites en 2025."\nstate.fr = "machine"\n'
    order(workspace, texts, languages='["en", "fr-CA"]')
    briefing(workspace.root, "build", "kenya")
    assert "[traduction automatique]" in page(workspace, "fr-CA")


def test_other_numbers_in_one_language_are_told_and_stop_nothing(workspace: Workspace) -> None:
    texts = ENGLISH + 'fr = "- Convenir de 4 visites en 2025."\n'
    order(workspace, texts, languages='["en", "fr-CA"]')
    told = briefing(workspace.root, "build", "kenya").words
    assert "says other numbers in fr-CA (4) than in en (3)" in told
    assert workspace.editions("kenya") == ["0001"]


def test_word_leaves_the_text_to_the_officer_and_finds_what_was_changed(
    workspace: Workspace,
) -> None:
    scenario = '[text.scenario]\nen = """\n## Arrival\n\nAt the gate.\n"""\n'
    order(workspace, ENGLISH + scenario, formats='["docx"]', word='{protection = "zones"}')
    briefing(workspace.root, "build", "kenya")
    file = next(workspace.edition("kenya").glob("*.docx"))
    with zipfile.ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    body = parts["word/document.xml"].decode()
    free = re.findall(r"<w:permStart.*?<w:permEnd", body)
    plain = " ".join(re.sub(r"<[^>]+>", "", piece.split(">", 1)[1]) for piece in free)
    for words in ("Thank them.", "Arrival", "At the gate."):
        assert words in plain
    changed = body.replace("Thank them.", "Warn them at once.").replace(
        "At the gate.", "At the door, at noon."
    )
    back = workspace.root / "back.docx"
    back.write_bytes(zipped({**parts, "word/document.xml": changed.encode()}))
    told = briefing(workspace.root, "read", str(back), "--changes").words
    assert "Sentence changed in the officer's text “objectives”" in told
    assert "in the officer's text “scenario”" in told
    assert "now: “At the door, at noon.”" in told
