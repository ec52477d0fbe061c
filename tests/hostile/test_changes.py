"""Change notes below what they tell of: of what stands above, no byte is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.command import briefing, content
from tests.hostile.test_audiences import LEVELS, seen, told, workspace

NOTE = """\
template = "change-note"
number = "KEN-CHG-1"
languages = ["en", "fr", "ar-SY"]
ceiling = "{ceiling}"
[changes]
of = "kenya-minister"
"""
NEW = """
- id: {name}-news
  kind: context
  countries: [KEN]
  text:
    en: "News from {word}."
    fr: "Nouvelles de {word}."
    ar: "أخبار {word}."
"""


@pytest.mark.parametrize("level", LEVELS)
def test_a_note_tells_of_a_secret_edition_only_what_its_ceiling_allows(
    tmp_path: Path, level: str
) -> None:
    work = workspace(tmp_path)
    work.write("briefings/note.toml", NOTE.format(ceiling=LEVELS[level]))
    briefing(work.root, "build", "kenya-minister")
    for name, word in (("public", "Quollington"), ("minister", "Zarquemberg")):
        path = work.root / f"sources/{name}/facts/facts.yaml"
        path.write_text(path.read_text("utf-8") + NEW.format(name=name, word=word), "utf-8")
    # A statement goes from each level, and with it a number that stands nowhere else.
    for name in LEVELS:
        path = work.root / f"sources/{name}/facts/facts.yaml"
        text = path.read_text("utf-8")
        path.write_text(text[text.index(f"- id: {name}-rival") :], "utf-8")
    briefing(work.root, "build", "kenya-minister")
    said = briefing(work.root, "build", "note")
    allowed = set(list(LEVELS)[: list(LEVELS).index(level) + 1])
    found = seen(content(work.root / "briefings/note"))
    assert found <= allowed
    assert "public" in found
    assert (level == "minister") == ("minister" in found)
    assert told(said.all) <= {"public"}


def test_what_has_become_secret_does_not_leave_its_open_value(tmp_path: Path) -> None:
    work = workspace(tmp_path)
    work.write("briefings/note.toml", NOTE.format(ceiling=LEVELS["public"]))
    briefing(work.root, "build", "kenya-minister")
    path = work.root / "sources/public/facts/facts.yaml"
    text = path.read_text("utf-8")
    raised = text.replace("- id: public-figure\n", "- id: public-figure\n  marking: SECRET\n")
    path.write_text(raised.replace("4100112233", "4100119999"), "utf-8")
    briefing(work.root, "build", "kenya-minister")
    briefing(work.root, "build", "note")
    for name, data in content(work.root / "briefings/note").items():
        assert "public" not in seen({name: data}), name
        assert b"4100119999" not in data
