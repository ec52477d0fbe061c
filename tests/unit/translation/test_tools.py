"""Files that real translation tools have written come back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.facts.model import TextState
from generator.translation import library
from tests.unit.translation.room import Room, codes, outcomes, problems, translate

ONE = "desk.one.text.other"
OPENED = "افتتحت كندا مكتباً في {date}."


def run(tool: str, *arguments: object) -> None:
    """Run one of translate-toolkit's own commands."""
    command = Path(sys.executable).with_name(tool)
    done = subprocess.run(
        [command, "--progress=none", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def edit_po(path: Path, words: str) -> None:
    """Translate the one entry of a PO file that speaks of an office, as an editor does."""
    store = library.storage("pypo").pofile.parsefile(str(path))
    (unit,) = [u for u in store.units if "opened an office" in str(u.source)]
    unit.target = words
    unit.markfuzzy(False)
    store.savefile(str(path))


def test_xliff_made_into_po_edited_and_sent_back(room: Room) -> None:
    path = room.sent("ar", "xliff1")
    po = path.with_suffix(".po")
    run("xliff2po", path, po)
    assert "msgctxt" not in po.read_text("utf-8")  # the converter keeps no ids
    edit_po(po, OPENED)
    done = room.back(po, language="ar")
    assert (outcomes(done), codes(done)) == ({ONE: "accepted"}, [])
    assert room.fact("one").text["ar"].forms["other"] == OPENED


def test_po_made_into_xliff_and_back(room: Room) -> None:
    path = room.sent("ar", "po")
    xliff, back = path.with_suffix(".xlf"), path.with_name("back.po")
    run("po2xliff", path, xliff)
    run("xliff2po", xliff, back)
    edit_po(back, OPENED)
    assert outcomes(room.back(back)) == {ONE: "accepted"}


def test_po_made_into_xliff_and_edited_there(room: Room) -> None:
    path = room.sent("ar", "po")
    xliff = path.with_suffix(".xlf")
    run("po2xliff", path, xliff)
    store = library.storage("xliff").Xliff1File.parsefile(str(xliff))
    (unit,) = [u for u in store.units if "opened an office" in str(u.source)]
    unit.target = OPENED
    unit.markfuzzy(False)
    store.savefile(str(xliff))
    assert outcomes(room.back(xliff)) == {ONE: "accepted"}


@pytest.mark.parametrize(("form", "suffix"), [("xliff1", ".xlf"), ("po", ".po")])
def test_a_translation_memory_fills_a_new_export(room: Room, form: str, suffix: str) -> None:
    old = room.sent("ar", form)
    translate(old, {ONE: OPENED})
    memory = old.rename(old.with_name(f"memory{suffix}"))
    new, filled = room.sent("ar", form), old.with_name(f"filled{suffix}")
    run("pretranslate", "-i", new, "-t", memory, "-o", filled)
    done = room.back(filled, "draft")
    assert outcomes(done) == {ONE: "accepted"}
    assert room.fact("one").text["ar"].forms["other"] == OPENED
    assert room.fact("one").text["ar"].state is TextState.DRAFT


@pytest.mark.parametrize(
    ("form", "module", "store"),
    [
        ("xliff1", "xliff", "Xliff1File"),
        ("xliff2", "xliff2", "Xliff2File"),
        ("po", "pypo", "pofile"),
    ],
)
def test_the_toolkit_reads_and_writes_our_files_in_its_own_style(
    room: Room, form: str, module: str, store: str
) -> None:
    path = room.sent("ar", form)
    kind = getattr(library.storage(module), store)
    opened = kind.parsefile(str(path))
    (unit,) = [u for u in opened.units if "opened an office" in str(u.source)]
    assert unit.istranslatable()
    unit.target = OPENED
    unit.markfuzzy(False)
    opened.savefile(str(path))
    assert outcomes(room.back(path)) == {ONE: "accepted"}
    assert room.fact("one").text["ar"].forms["other"] == OPENED


def test_a_unit_that_a_tool_has_cut_into_segments_is_put_together(room: Room) -> None:
    room.change("Canada opened an office in {date}.", "Canada came. It opened an office in {date}.")
    path = room.sent("ar")
    text = path.read_text("utf-8")
    begin, end = text.index("<segment>"), text.index("</segment>") + len("</segment>")
    code = '<ph id="1" dataRef="d1"/>'
    cut = (
        '<segment id="s1"><source>Canada came.</source><target>جاءت كندا.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        f'<segment id="s2" state="final"><source>It opened an office in {code}.</source>'
        f"<target>وافتتحت مكتباً في {code}.</target></segment>"
    )
    path.write_text(text[:begin] + cut + text[end:], "utf-8")
    done = room.back(path)
    assert (outcomes(done), codes(done)) == ({ONE: "accepted"}, [])
    assert room.fact("one").text["ar"].forms["other"] == "جاءت كندا. وافتتحت مكتباً في {date}."


def test_half_a_unit_that_was_cut_is_not_taken(room: Room) -> None:
    path = room.sent("ar")
    text = path.read_text("utf-8")
    begin, end = text.index("<segment>"), text.index("</segment>") + len("</segment>")
    code = '<ph id="1" dataRef="d1"/>'
    cut = (
        "<segment><source>Canada opened an office</source>"
        "<target>افتتحت كندا مكتباً</target></segment>"
        f"<segment><source> in {code}.</source></segment>"
    )
    path.write_text(text[:begin] + cut + text[end:], "utf-8")
    before = room.content()
    assert outcomes(room.back(path)) == {}
    assert room.content() == before


@pytest.mark.parametrize(
    "code", ['<x id="1"/>', '<ph id="1"/>', '<ph id="9">{date}</ph>', "{date}"]
)
def test_a_slot_comes_back_however_a_tool_writes_it(room: Room, code: str) -> None:
    path = room.sent("ar", "xliff1")
    translate(path, {ONE: "مكتب كندا في @."})
    path.write_text(path.read_text("utf-8").replace("@", code), "utf-8")
    done = room.back(path)
    assert (outcomes(done), codes(done)) == ({ONE: "accepted"}, [])
    assert room.fact("one").text["ar"].forms["other"] == "مكتب كندا في {date}."


def test_a_slot_that_a_tool_has_lost_is_told(room: Room) -> None:
    path = room.sent("ar", "xliff1")
    translate(path, {ONE: "مكتب كندا في @."})
    path.write_text(path.read_text("utf-8").replace("@", '<x id="7"/>'), "utf-8")
    assert [p.what for p in problems(room.back(path))] == [
        "The original has the slots {date}; the translation has –.",
        "The translation holds codes that the original has not: x 7.",
    ]


def test_reindented_and_commented_files_come_back(room: Room) -> None:
    path = room.sent("ar", "xliff2")
    translate(path, {ONE: OPENED})
    text = path.read_text("utf-8")
    text = text.replace("<target>افتتحت", "<target>\n        <!-- tool -->افتتحت")
    text = text.replace(".</target>", ".\n      </target>")
    path.write_text(text, "utf-8")
    done = room.back(path)
    assert outcomes(done) == {ONE: "accepted"}
    assert codes(done) == ["translate-blanks"]
    assert room.fact("one").text["ar"].forms["other"] == OPENED


@pytest.mark.parametrize("form", ["xliff1", "xliff2"])
def test_a_tool_may_save_as_utf_16(room: Room, form: str) -> None:
    path = room.sent("ar", form)
    translate(path, {ONE: OPENED})
    text = path.read_text("utf-8").replace("UTF-8", "utf-16").replace("utf-8", "utf-16")
    path.write_bytes(text.encode("utf-16"))
    assert outcomes(room.back(path)) == {ONE: "accepted"}


def test_the_state_of_a_target_may_be_said_in_any_of_the_usual_ways(room: Room) -> None:
    for number, (attributes, unit, taken) in enumerate(
        [
            ("", 'approved="yes"', True),
            ('state="signed-off"', "", True),
            ("", "", True),
            ('state="new"', "", False),
            ('state="needs-adaptation"', 'approved="no"', False),
        ]
    ):
        path = room.sent("ar", "xliff1", output=room.root / f"{number}.xlf")
        text = path.read_text("utf-8")
        at = text.index("</source>", text.index(ONE)) + len("</source>")
        words = f"<target {attributes}>مكتب كندا في {{date}}.</target>"
        text = text[:at] + words + text[at:]
        path.write_text(text.replace(f'id="{ONE}"', f'id="{ONE}" {unit}'), "utf-8")
        expected = "accepted" if taken else "refused"
        assert outcomes(room.back(path, dry_run=True)) == {ONE: expected}
