"""Files that must not be taken: what the officer reads, with file and unit, and nothing half in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.handoff import Import
from generator.translation import guarded
from generator.translation.formats import FORMATS
from tests.unit.translation.room import Room, outcomes, problems, translate

ONE = "desk.one.text.other"
OPENED = "افتتحت كندا مكتباً في {date}."
formats = pytest.mark.parametrize("form", list(FORMATS))


def spoilt(room: Room, form: str, spoil: Callable[[str], str | bytes]) -> tuple[Import, Path]:
    """Import a translated file after it was spoilt; nothing may have been written."""
    path = room.sent("ar", form)
    translate(path, {ONE: OPENED})
    content = spoil(path.read_text("utf-8"))
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = room.content()
    done = room.back(path)
    assert done.refused
    assert not done.written
    assert room.content() == before
    return done, path


def only(done: Import) -> str:
    """What the one problem says."""
    (problem,) = problems(done)
    return problem.what


# ---------------------------------------------------------------- files as a whole

NO_FORM = "The file is no XLIFF 1.2 or 2.0 and no PO file; it holds "
SLOTS = "The original has the slots {date}; the translation has "
UNSEEN = "The translation holds characters that nobody sees but that change how text is laid out: "
DOCTYPE = "The file holds a document type or entities, which a file of translations never needs."
BOMB = '<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("form", ["xliff1", "xliff2"])
@pytest.mark.parametrize(
    "doctype", [BOMB, OUTSIDE, '<!DOCTYPE xliff SYSTEM "http://x.test/x.dtd">']
)
def test_document_types_and_entities_are_refused(room: Room, form: str, doctype: str) -> None:
    done, path = spoilt(room, form, lambda text: text.replace("<xliff", f"{doctype}<xliff", 1))
    assert only(done) == DOCTYPE
    assert done.problems[0].where.file == room.workspace.shown(path)
    assert done.problems[0].where.line == 2


@pytest.mark.parametrize("form", ["xliff1", "xliff2"])
def test_a_cut_file_is_refused_whole(room: Room, form: str) -> None:
    done, _ = spoilt(room, form, lambda text: text[: len(text) * 2 // 3])
    assert done.problems[0].what.startswith("The file is damaged or was cut: ")
    assert done.problems[0].where.line


@pytest.mark.parametrize("form", ["xliff1", "xliff2"])
def test_undefined_entities_are_refused(room: Room, form: str) -> None:
    done, _ = spoilt(room, form, lambda text: text.replace("افتتحت", "&nbsp;افتتحت"))
    assert only(done) == "The file is damaged or was cut: it uses an entity that XML does not know."


def test_a_po_file_that_ends_inside_an_entry_is_refused(room: Room) -> None:
    done, _ = spoilt(room, "po", lambda text: text[: text.rindex("msgstr")])
    assert only(done) == "The PO file ends inside an entry: it was cut."
    done, _ = spoilt(Room(room.root / "b"), "po", lambda text: text.rstrip()[:-3])
    assert only(done) == "The PO file cannot be read from this line on."
    assert done.problems[0].where.line


@pytest.mark.parametrize(
    "header", ["", 'msgid ""\nmsgstr "nonsense"\n\n', 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n\n']
)
def test_a_po_file_without_a_sound_header_is_refused(room: Room, header: str) -> None:
    done, _ = spoilt(room, "po", lambda text: header + text[text.index("#.") :])
    assert only(done) == (
        "The PO file has no sound header, so nobody can tell its language and encoding."
    )


@formats
def test_another_encoding_is_refused(room: Room, form: str) -> None:
    def spoil(text: str) -> bytes:
        text = text.replace("UTF-8", "windows-1256").replace("utf-8", "windows-1256")
        return text.replace("“", "").replace("”", "").encode("windows-1256", "ignore")

    done, _ = spoilt(room, form, spoil)
    (problem,) = problems(done)
    assert problem.code in ("translate-not-utf8", "translate-encoding")

    other = Room(room.root / "b")
    name = "UTF-8" if form == "po" else "utf-8"
    done, _ = spoilt(
        other, form, lambda text: text.replace(name, "ISO-8859-6").replace("UTF-8", "ISO-8859-6")
    )
    assert only(done) == (
        "The file says that it is written in ISO-8859-6; only UTF-8 is read, because anything else"
        " loses letters in silence."
    )


@formats
def test_another_language_is_refused(room: Room, form: str) -> None:
    done, _ = spoilt(room, form, lambda text: language(text, "es"))
    assert only(done) == "No source keeps texts in the language “es”; there are: ar, en, fr."


@formats
def test_a_file_that_names_no_language_is_refused_unless_it_is_said(room: Room, form: str) -> None:
    path = room.sent("ar", form)
    translate(path, {ONE: OPENED})
    text = language(path.read_text("utf-8"), "")
    text = text.replace(' target-language=""', "").replace(' trgLang=""', "")
    path.write_text(text, "utf-8")
    assert only(room.back(path)) == (
        "The file does not say into which one language its texts are translated."
    )
    assert outcomes(room.back(path, language="ar", dry_run=True)) == {ONE: "accepted"}


def language(text: str, tag: str) -> str:
    """The file with another target language."""
    for old in ('target-language="ar"', 'trgLang="ar"', "Language: ar\\n"):
        text = text.replace(
            old, old.replace("ar", tag) if "L" not in old[:1] else f"Language: {tag}\\n"
        )
    return text.replace(f't{tag}get-language="{tag}"', f'target-language="{tag}"')


def test_what_was_said_and_what_the_file_says_must_agree(room: Room) -> None:
    path = room.sent("ar")
    done = room.back(path, language="fr")
    assert only(done) == "The file says that it is translated into “ar”, not into “fr”."


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<html></html>", f"{NO_FORM}<html>, version unknown."),
        ('<xliff version="3.0"/>', f"{NO_FORM}<xliff>, version 3.0."),
        ("hello\n", f"{NO_FORM}other text."),
        ('msgid "a"\nhello\n', "The PO file cannot be read from this line on."),
        ("", "The file holds nothing."),
        ("<a>" * 40 + "</a>" * 40, "The file is nested deeper than 32 elements."),
        ('<xliff version="1.2"/>', "The file is damaged or was cut: it holds no texts."),
    ],
)
def test_anything_else_is_refused(room: Room, content: str, what: str) -> None:
    path = room.root / "x.xlf"
    path.write_text(content, "utf-8")
    (problem,) = problems(room.back(path))
    assert problem.what == what


def test_a_file_that_is_no_text_is_refused(room: Room) -> None:
    path = room.root / "x.xlf"
    path.write_bytes(b"\x7fELF\x02\xd0")
    assert only(room.back(path)) == ("The text is not UTF-8: the byte 0xD0 does not belong there.")


def test_too_many_elements_are_refused(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "MOST_ELEMENTS", 20)
    done, _ = spoilt(room, "xliff2", lambda text: text)
    assert only(done) == "The file holds more than 20 elements."


def test_a_file_that_is_too_large_is_refused_unread(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "MOST_BYTES", 100)
    done, _ = spoilt(room, "xliff2", lambda text: text)
    assert [p.code for p in problems(done)] == ["file-large"]


# ---------------------------------------------------------------- units


@formats
@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("افتتحت كندا مكتباً.", SLOTS + "–."),
        ("مكتب {date} {date}.", SLOTS + "{date}, {date}."),
        ("مكتب {value} {date}.", SLOTS + "{value}, {date}."),
        ("مكتب {dat}.", SLOTS + "{dat}."),
        ("مكتب {date} ٣.", "Numbers differ from the original; lost: –; new: 3."),
        (
            "مكتب \u202e{date}.",
            UNSEEN + "U+202E RIGHT-TO-LEFT OVERRIDE.",
        ),
        (
            "مكتب \u2067{date}.",
            UNSEEN + "U+2067 RIGHT-TO-LEFT ISOLATE.",
        ),
        (
            "Ã©tÃ© {date}.",
            "Letters of the translation look damaged: the file was saved in one encoding"
            " and read in another.",
        ),
    ],
)
def test_a_unit_is_refused_with_its_reason(room: Room, form: str, words: str, what: str) -> None:
    path = room.sent("ar", form)
    translate(path, {ONE: words})
    before = room.content()
    done = room.back(path)
    errors = [p for p in problems(done) if p.severity.value == "error"]
    assert [p.what for p in errors] == [what]
    assert errors[0].where.file == room.workspace.shown(path)
    assert errors[0].where.record == ONE
    assert errors[0].where.line
    assert room.content() == before


def test_a_control_character_is_refused(room: Room) -> None:
    path = room.sent("ar", "po")
    translate(path, {ONE: "مكتب \x07{date}."})
    assert "U+0007" in problems(room.back(path))[0].what
    path = room.sent("ar", "xliff2")
    translate(path, {ONE: "مكتب @{date}."})
    path.write_text(path.read_text("utf-8").replace("@", '<cp hex="0007"/>'), "utf-8")
    assert "U+0007" in problems(room.back(path))[0].what


@formats
def test_a_text_over_the_limits_is_refused(room: Room, form: str) -> None:
    done = room.loop("ar", {ONE: "مكتب " * 5000 + "{date}."}, form)
    (problem,) = problems(done)
    assert problem.code == "text-long"
    assert outcomes(done) == {ONE: "refused"}


@formats
def test_a_unit_of_another_workspace_is_refused(room: Room, form: str) -> None:
    done, _ = spoilt(room, form, lambda text: text.replace("desk.one.", "desk.other."))
    (problem,) = problems(done)
    assert problem.what == "No text of this workspace has this id."
    assert problem.where.record == "desk.other.text.other"


@formats
def test_another_original_under_the_same_id_is_refused(room: Room, form: str) -> None:
    def spoil(text: str) -> str:
        return text.replace("Canada opened an office", "Norway opened an office")

    done, _ = spoilt(room, form, spoil)
    assert only(done) == "The original in the file is not the one in this workspace."


@formats
def test_a_unit_that_stands_twice_is_refused(room: Room, form: str) -> None:
    def spoil(text: str) -> str:
        begin, end = {
            "xliff1": ("<trans-unit", "</trans-unit>"),
            "xliff2": ("<unit", "</unit>"),
            "po": ("#.", '{date}."\n\n'),
        }[form]
        start = text.index(begin)
        stop = text.index(end, text.index("msgstr", start) if form == "po" else start) + len(end)
        unit = text[start:stop]
        assert ONE in unit
        return text.replace(unit, unit * 2)

    done, _ = spoilt(room, form, spoil)
    (problem, *_) = problems(done)
    assert problem.what.startswith("The unit stands several times in the file (lines ")
    assert problem.where.record == ONE


def test_codes_that_the_original_has_not_are_refused(room: Room) -> None:
    path = room.sent("ar", "xliff1")
    translate(path, {ONE: "مكتب @{date}."})
    text = path.read_text("utf-8").replace("@", '<g id="9">غامق</g>')
    path.write_text(text, "utf-8")
    problem = problems(room.back(path))[-1]
    assert problem.what == "The translation holds codes that the original has not: g."
    assert problem.severity.value == "error"


@formats
def test_a_translation_of_the_original_language_is_refused(room: Room, form: str) -> None:
    path = room.sent("ar", form)
    translate(path, {ONE: "Canada opened the office in {date}."})
    path.write_text(language(path.read_text("utf-8"), "en"), "utf-8")
    done = room.back(path)
    assert problems(done)[0].what == (
        "This language is the one the text was written in: it is the original, not a translation."
    )


def test_numbers_of_marked_texts_are_not_repeated(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.change("  stance: reported", "  marking: SECRET\n  stance: reported")
    path = room.sent("ar", ceiling="SECRET")
    translate(path, {ONE: "مكتب {date} ٧٧."})
    (problem,) = [p for p in problems(room.back(path)) if p.severity.value == "error"]
    assert problem.what == "Numbers differ from the original; lost: (withheld); new: (withheld)."
