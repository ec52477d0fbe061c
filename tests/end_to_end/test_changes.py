"""Change notes from the order to the document, over editions that were given out."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import briefing, content
from tests.end_to_end.reading import pdf_text, word_text
from tests.end_to_end.workspaces import ALL, Workspace

NOTE = """\
template = "change-note"
number = "KEN-CHG-1"
languages = {languages}
formats = ["html", "docx", "pdf"]
house = "neutral"
[changes]
of = "kenya"
{more}
"""


def fact(name: str, text: str, **more: object) -> dict[str, object]:
    return {"id": name, "kind": "context", "countries": ["KEN"], "text": {"en": text}, **more}


def people(number: int) -> dict[str, object]:
    return fact("people", "The port has {value} people.", value=number, unit="persons")


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    work = Workspace(tmp_path)
    work.template("plain", ALL)
    work.order("kenya", languages='["en"]', formats='["html"]', number='"KEN-1"')
    work.source("page")
    put(work, people(850), fact("road", "The road is open."))
    note(work)
    return work


def put(work: Workspace, *facts: dict[str, object]) -> None:
    work.write("sources/page/facts/facts.json", json.dumps(facts, indent=1) + "\n")


def note(work: Workspace, more: str = "", languages: str = '["en"]') -> None:
    work.write("briefings/note.toml", NOTE.format(more=more, languages=languages))


def printed(work: Workspace, number: int = 1, suffix: str = "html") -> str:
    (path,) = work.edition("note", number).glob(f"*_en.{suffix}")
    if suffix == "pdf":
        return " ".join(pdf_text(path).split())
    text = word_text(path) if suffix == "docx" else re.sub("<[^>]*>", "", path.read_text("utf-8"))
    return " ".join(text.split())


def _words(page: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", page).split())


def manifest(work: Workspace, order: str, number: int = 1) -> Any:
    return json.loads((work.edition(order, number) / "manifest.json").read_text("utf-8"))


def test_brief_and_note_in_one_run_the_brief_first(work: Workspace) -> None:
    briefing(work.root, "build", "kenya")
    put(work, people(900), fact("bridge", "The bridge is new."))
    said = briefing(work.root, "build", "--json").json
    assert [one["order"] for one in said["orders"]] == ["kenya", "note", "uganda"]
    for suffix in ("html", "docx", "pdf"):
        text = printed(work, suffix=suffix)
        for words in ("3 changes", "850", "900", "The bridge is new.", "The road is open."):
            assert words in text, suffix
    made = manifest(work, "note")
    assert made["compared"]["order"] == "kenya"
    assert [made["compared"][side]["edition"] for side in ("before", "after")] == [1, 2]
    ids = {one["id"]: one["value"].get("value") for one in made["facts"]}
    assert ids == {"people": "900", "people--was": "850", "bridge": None, "road": None}


def test_the_old_value_comes_from_the_edition_and_not_from_what_sources_say_now(
    work: Workspace,
) -> None:
    for number in (850, 900, 950):
        put(work, people(number))
        briefing(work.root, "build", "kenya")
    note(work, "since = 1\nuntil = 2")
    briefing(work.root, "build", "note")
    text = printed(work)
    assert "850" in text
    assert "900" in text
    assert "950" not in text
    note(work, "since = 1")
    briefing(work.root, "build", "note")
    assert "950" in printed(work, 2)


def test_nothing_changed_is_said_and_nothing_is_made_twice(work: Workspace) -> None:
    briefing(work.root, "build", "kenya")
    note(work, "since = 1")
    briefing(work.root, "build", "note")
    assert "No changes." in printed(work)
    before = content(work.edition("note"))
    assert "nothing has changed" in briefing(work.root, "build", "note").words
    assert work.editions("note") == ["0001"]
    # A new edition of the brief is another thing to tell of.
    put(work, people(900))
    briefing(work.root, "build")
    assert work.editions("note") == ["0001", "0002"]
    assert content(work.edition("note")) == before


def test_the_same_bytes_from_the_same_editions(work: Workspace, tmp_path: Path) -> None:
    briefing(work.root, "build", "kenya")
    put(work, people(900))
    briefing(work.root, "build", "kenya")
    made = []
    for name in ("one", "two"):
        briefing(work.root, "build", "note", "--output", tmp_path / name, fresh=True)
        made.append(content(tmp_path / name))
    assert made[0] == made[1]


def test_without_editions_an_officer_is_told_what_to_do(work: Workspace) -> None:
    said = briefing(work.root, "build", "note", status=1).words
    assert "There is nothing to compare yet: “kenya” has no edition." in said
    assert "Build it with “briefing build kenya”" in said
    assert "between = [" in said
    assert not work.edition("note").exists()
    briefing(work.root, "build", "kenya")
    said = briefing(work.root, "build", "note", status=1).words
    assert "“kenya” has one edition, 1, and no other before it." in said


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("since = 7", "“kenya” has no edition 7. "),
        ("since = 2\nuntil = 1", "begin with edition 2 of “kenya” and to end with edition 1"),
        ('since = "2020-01-01"', "“kenya” has no edition issued on 2020-01-01 or before."),
    ],
)
def test_editions_that_are_not_there(work: Workspace, more: str, words: str) -> None:
    for number in (850, 900):
        put(work, people(number))
        briefing(work.root, "build", "kenya")
    note(work, more)
    assert words in briefing(work.root, "build", "note", status=1).words


def test_templates_and_orders_that_do_not_go_together(work: Workspace) -> None:
    work.order("kenya", template='"change-note"', number='"KEN-1"')
    said = briefing(work.root, "build", "kenya", status=1).words
    assert "tells what changed in another order, and this order does not say in which." in said
    text = NOTE.replace("change-note", "plain").format(more="", languages='["en"]')
    work.order("kenya", number='"KEN-1"')
    work.write("briefings/note.toml", text)
    said = briefing(work.root, "build", "note", status=1).words
    assert "the template “plain” is not made for that." in said


def test_two_days_need_no_edition(work: Workspace) -> None:
    plan = fact("plan", "The office will close in {date}.", kind="plan", date="2025-03")
    event = fact(
        "closed",
        "The office closed on {date}.",
        kind="event",
        date="2025-03-31",
        as_of="2025-04-01",
        confirms=["plan"],
    )
    put(work, {**plan, "as_of": "2024-06"}, event)
    note(work, 'between = ["2024-12-01", "2025-04-15"]')
    briefing(work.root, "build", "note")
    text = printed(work)
    assert "Plans carried out" in text
    assert "The office closed on" in text
    assert "Announced: The office will close in" in text
    assert manifest(work, "note")["as_of"] == "2025-04-15"


class TestInTheBriefItself:
    """``[changes] box = true`` and ``bars = true`` in the order of a brief."""

    @pytest.fixture
    def marked(self, work: Workspace) -> Workspace:
        work.order("kenya", languages='["en", "ar-IQ"]', number='"KEN-1"')
        path = work.root / "briefings/kenya.toml"
        text = path.read_text("utf-8") + "[changes]\nbox = true\nbars = true\n"
        path.write_text(text, "utf-8")
        (work.root / "briefings/note.toml").unlink()
        return work

    def html(self, work: Workspace, number: int) -> str:
        (path,) = work.edition("kenya", number).glob("*_en.html")
        return path.read_text("utf-8")

    def test_a_first_edition_has_no_marks(self, marked: Workspace) -> None:
        briefing(marked.root, "build", "kenya")
        assert "Changed since" not in self.html(marked, 1)
        assert 'class="changed"' not in self.html(marked, 1)

    def test_the_next_says_what_changed_since_and_marks_it(self, marked: Workspace) -> None:
        briefing(marked.root, "build", "kenya")
        road = fact("road", "The road is open.")
        put(marked, people(900), fact("bridge", "The bridge is new."), road)
        briefing(marked.root, "build", "kenya")
        text = self.html(marked, 2)
        assert "Changed since edition" in text
        assert "New: " in text
        assert text.count('class="changed"') == 2
        for line in re.findall(r'<div class="changed">.*?</div>', text, re.DOTALL):
            assert "people" in line or "bridge" in line
        (word,) = marked.edition("kenya", 2).glob("*_ar-IQ.docx")
        with zipfile.ZipFile(word) as package:
            body = package.read("word/document.xml").decode()
        assert body.count("<w:pBdr><w:left ") == 2
        assert "<w:pBdr><w:right " not in body
        made = manifest(marked, "kenya", 2)
        assert [one["id"] for one in made["facts"]] == ["bridge", "people", "road"]

    def test_what_did_not_change_makes_no_edition_and_no_marks(self, marked: Workspace) -> None:
        briefing(marked.root, "build", "kenya")
        put(marked, people(900))
        briefing(marked.root, "build", "kenya")
        path = marked.root / "briefings/kenya.toml"
        path.write_text(f"# seen\n{path.read_text('utf-8')}", "utf-8")
        assert "nothing has changed" in briefing(marked.root, "build", "kenya").words
        assert marked.editions("kenya") == ["0001", "0002"]

    def test_a_translation_in_other_words_is_told_and_marked_where_it_is_read(
        self, marked: Workspace
    ) -> None:
        def road(arabic: str) -> dict[str, object]:
            texts = {"en": "The road is open.", "ar": arabic}
            return {**fact("road", ""), "text": texts}

        path = marked.root / "sources/page/source.toml"
        path.write_text(path.read_text("utf-8").replace('["en"]', '["en", "ar"]'), "utf-8")
        put(marked, people(850), road("الطريق مفتوح."))
        note(marked, languages='["en", "ar-IQ"]')
        briefing(marked.root, "build", "kenya")
        put(marked, people(850), road("الطريق مفتوح الآن."))
        briefing(marked.root, "build")
        assert "New wording (Arabic): The road is open." in _words(self.html(marked, 2))
        assert "1 statement has another translation" in printed(marked)
        assert "New wording (Arabic): The road is open." in printed(marked)
        (arabic,) = marked.edition("kenya", 2).glob("*_ar-IQ.html")
        assert "صياغة جديدة (العربية): الطريق مفتوح الآن." in _words(arabic.read_text("utf-8"))
        assert self.html(marked, 2).count('class="changed"') == 0
        assert arabic.read_text("utf-8").count('class="changed"') == 1
        said = briefing(marked.root, "diff", "kenya/1:en", "kenya/2:en", status=0).words
        assert "No changes." in said
        said = briefing(marked.root, "diff", "kenya/1:ar-IQ", "kenya/2:ar-IQ", status=1).words
        assert "New wording (Arabic): The road is open." in said

    def test_marks_are_the_same_bytes_each_time(self, marked: Workspace, tmp_path: Path) -> None:
        briefing(marked.root, "build", "kenya")
        put(marked, people(900))
        made = []
        for name in ("one", "two"):
            leave = shutil.ignore_patterns("one", "two")
            shutil.copytree(marked.root, tmp_path / name, ignore=leave)
            briefing(tmp_path / name, "build", "kenya", fresh=True)
            made.append(content(tmp_path / name / "briefings/kenya/0002"))
        assert made[0] == made[1]


class TestInAPack:
    """``[changes]`` of a pack: a box on its cover, bars in each of its briefs."""

    @pytest.fixture
    def pack(self, work: Workspace) -> Workspace:
        (work.root / "briefings/note.toml").unlink()
        languages = 'languages = ["en", "ar"]'
        for name, more in (("kenya", "[changes]\nbox = true\n"), ("uganda", "")):
            path = work.root / f"briefings/{name}.toml"
            path.write_text(path.read_text("utf-8").replace('languages = ["en"]', languages) + more)
        order = (
            f'briefs = ["kenya", "uganda"]\nnumber = "PCK-1"\n{languages}\n'
            'house = "neutral"\n[changes]\nbox = true\nbars = true\n'
            '[bilingual]\nlanguages = ["en", "ar"]\n'
        )
        work.write("briefings/pack.toml", order)
        briefing(work.root, "build", "pack")
        road = fact("road", "The road is open.")
        put(work, people(900), fact("bridge", "The bridge is new."), road)
        return work

    def html(self, work: Workspace, name: str, number: int = 2) -> str:
        return (work.edition("pack", number) / f"{name}.html").read_text("utf-8")

    def test_the_cover_tells_of_all_briefs_and_bars_stand_in_them(self, pack: Workspace) -> None:
        assert "Changed since" not in self.html(pack, "PCK-1_UNCLASSIFIED_en", 1)
        briefing(pack.root, "build", "pack")
        whole = self.html(pack, "PCK-1_UNCLASSIFIED_en")
        assert whole.count("Changed since edition") == 1
        assert whole.index("Changed since edition") < whole.index("Briefs in this pack")
        assert whole.count('class="changed"') == 2
        alone = self.html(pack, "PCK-1-1_UNCLASSIFIED_en")
        assert "Changed since edition" not in alone
        assert alone.count('class="changed"') == 2
        assert 'class="changed"' not in self.html(pack, "PCK-1-2_UNCLASSIFIED_en")
        both = self.html(pack, "PCK-1_UNCLASSIFIED_en-ar-side-by-side")
        assert both.count("Changed since edition") == 1
        assert both.count('class="changed"') == 4
        (word,) = pack.edition("pack", 2).glob("PCK-1_*_ar.docx")
        with zipfile.ZipFile(word) as package:
            body = package.read("word/document.xml").decode()
        assert body.count("<w:pBdr><w:left ") == 2

    def test_an_edition_of_a_pack_keeps_what_its_briefs_print(self, pack: Workspace) -> None:
        briefing(pack.root, "build", "pack")
        ids = [one["id"] for one in manifest(pack, "pack", 2)["facts"]]
        assert not [name for name in ids if "--was" in name]
        path = pack.root / "briefings/pack.toml"
        path.write_text(f"# seen\n{path.read_text('utf-8')}", "utf-8")
        assert "nothing has changed" in briefing(pack.root, "build", "pack").words
        assert pack.editions("pack") == ["0001", "0002"]

    def test_without_changes_in_its_order_a_pack_shows_none(self, pack: Workspace) -> None:
        path = pack.root / "briefings/pack.toml"
        path.write_text(path.read_text("utf-8").replace("box = true\nbars = true", "box = false"))
        briefing(pack.root, "build", "pack")
        assert "Changed since" not in self.html(pack, "PCK-1_UNCLASSIFIED_en")
        assert 'class="changed"' not in self.html(pack, "PCK-1_UNCLASSIFIED_en")

    def test_a_box_alone_puts_no_bars_into_briefs(self, pack: Workspace) -> None:
        path = pack.root / "briefings/pack.toml"
        path.write_text(path.read_text("utf-8").replace("bars = true\n", ""))
        briefing(pack.root, "build", "pack")
        assert "Changed since" in self.html(pack, "PCK-1_UNCLASSIFIED_en")
        assert 'class="changed"' not in self.html(pack, "PCK-1_UNCLASSIFIED_en")
