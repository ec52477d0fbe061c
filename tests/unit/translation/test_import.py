"""What comes back is put where it belongs, and nothing else is touched."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from generator.facts.model import TextState
from generator.facts.translations import hash_of
from generator.problems import Severity
from generator.translation.formats import FORMATS
from tests.unit.translation.room import (
    FACTS,
    SOURCE,
    Room,
    as_json,
    codes,
    outcomes,
    problems,
    translate,
)

ONE = "desk.one.text.other"
TWO = "desk.two.text.other"
PAST = "desk.two.past.other"
OPENED = "افتتحت كندا مكتباً في {date}."
formats = pytest.mark.parametrize("form", list(FORMATS))


def difference(before: str, after: str) -> list[str]:
    """The lines that differ."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


@formats
def test_a_new_translation_is_put_behind_its_neighbours_and_recorded(room: Room, form: str) -> None:
    done = room.loop("ar", {ONE: OPENED}, form)
    assert outcomes(done) == {ONE: "accepted"}
    assert codes(done) == []
    assert difference(FACTS, room.text) == [f'+     ar: "{OPENED}"']
    assert done.files == ("sources/desk/facts/facts.yaml", "sources/desk/translations.csv")
    fact = room.fact("one")
    assert fact.text["ar"].state is TextState.REVIEWED
    assert fact.text["ar"].made_from == hash_of(fact.text["en"])
    records = (room.root / "sources/desk/translations.csv").read_text("utf-8")
    assert records == f"id,language,made_from\none,ar,{hash_of(fact.text['en'])}\n"


@formats
def test_what_is_imported_as_a_draft_says_so_and_can_be_confirmed(room: Room, form: str) -> None:
    room.loop("ar", {ONE: OPENED}, form, state="draft")
    assert f'    ar: {{text: "{OPENED}", state: draft}}\n' in room.text
    assert room.fact("one").text["ar"].state is TextState.DRAFT
    done = room.loop("ar", {ONE: OPENED}, form)
    assert outcomes(done) == {ONE: "accepted"}
    assert f'    ar: {{text: "{OPENED}", state: reviewed}}\n' in room.text
    assert room.fact("one").text["ar"].state is TextState.REVIEWED


@formats
def test_a_changed_original_makes_it_stale_and_goes_out_alone(room: Room, form: str) -> None:
    room.loop("ar", {ONE: OPENED}, form)
    room.loop("fr", {TWO: "Le Canada a une ambassade ici.", PAST: "Le Canada en avait une."}, form)
    room.change("opened an office", "opened a large office")
    assert room.fact("one").text["ar"].state is TextState.STALE
    path = room.sent("ar", form, only_changed=True)
    assert path.read_text("utf-8").count("desk.one.text.other, original") == 1
    assert "desk.two" not in path.read_text("utf-8")
    translate(path, {ONE: "افتتحت كندا مكتباً كبيراً في {date}."})
    assert outcomes(room.back(path)) == {ONE: "accepted"}
    assert room.fact("one").text["ar"].state is TextState.REVIEWED


@formats
def test_an_old_translation_can_be_confirmed_for_a_new_original(room: Room, form: str) -> None:
    room.loop("ar", {ONE: OPENED}, form)
    room.change("Canada opened an office in {date}.", "Canada opened one office in {date}.")
    path = room.sent("ar", form)
    assert outcomes(room.back(path)) == {}  # nobody has looked at it
    before = room.text
    translate(path, {ONE: OPENED})
    assert outcomes(room.back(path)) == {ONE: "accepted"}
    assert room.text == before
    assert room.fact("one").text["ar"].state is TextState.REVIEWED


@formats
def test_a_file_that_nobody_changed_changes_nothing(room: Room, form: str) -> None:
    before = room.content()
    done = room.loop("fr", {}, form)
    assert outcomes(done) == {}
    assert not done.written
    assert room.content() == before


@formats
def test_quotes_comments_and_layout_stay(room: Room, form: str) -> None:
    room.loop("fr", {TWO: "L'ambassade.", PAST: "Il y en avait une."}, form)
    assert difference(FACTS, room.text) == [
        "-     fr: 'Le Canada a une ambassade.'",
        "+     fr: 'L''ambassade.'",
        "-     fr: 'Le Canada avait une ambassade.'",
        "+     fr: 'Il y en avait une.'",
    ]


def test_forms_of_one_text_stand_or_fall_together(room: Room) -> None:
    before = room.content()
    done = room.loop("fr", {TWO: "Le Canada a {value} ambassade.", PAST: "Le Canada en avait."})
    assert outcomes(done) == {TWO: "refused", PAST: "refused"}
    assert [(p.code, p.where.record) for p in problems(done)] == [
        ("translate-slots", TWO),
        ("translate-beside-refused", PAST),
    ]
    assert room.content() == before


def test_sound_texts_are_taken_and_the_others_refused(room: Room) -> None:
    done = room.loop("fr", {ONE: "Le Canada a ouvert.", TWO: "Une.", PAST: "Il en avait une."})
    assert outcomes(done) == {ONE: "refused", TWO: "accepted", PAST: "accepted"}
    assert done.refused
    assert done.written
    assert "{date}" in room.fact("one").text["fr"].forms["other"]
    assert room.fact("two").text["fr"].forms["other"] == "Une."


def test_a_text_of_which_a_form_is_missing_is_refused(room: Room) -> None:
    room.change('    ar: "لكندا سفارة."\n', "")
    room.change('    ar: "كان لكندا سفارة."\n', "")
    done = room.loop("ar", {TWO: "لكندا سفارة."})
    (problem,) = problems(done)
    assert problem.what == "Not all forms of this text are translated; missing: past.other."
    assert outcomes(done) == {TWO: "refused"}


def test_a_reviewed_form_may_stay_beside_a_new_one(room: Room) -> None:
    done = room.loop("fr", {TWO: "Le Canada a une ambassade à Bagdad."})
    assert outcomes(done) == {TWO: "accepted"}
    past = room.fact("two").text["fr"].past
    assert past is not None
    assert past["other"] == "Le Canada avait une ambassade."


# ---------------------------------------------------------------- what is older


@formats
def test_what_was_made_from_an_older_original_is_refused(room: Room, form: str) -> None:
    path = room.sent("ar", form)
    translate(path, {ONE: OPENED})
    room.change("opened an office", "closed an office")
    before = room.content()
    done = room.back(path)
    (problem,) = problems(done)
    assert problem.what == "The original has changed since the file was exported."
    assert problem.where.record == ONE
    assert problem.where.line
    assert room.content() == before


@formats
def test_what_would_replace_a_newer_translation_is_refused(room: Room, form: str) -> None:
    path = room.sent("fr", form)
    translate(path, {ONE: "Le Canada ouvrit un bureau en {date}."})
    room.change("Le Canada a ouvert un bureau", "Le Canada a inauguré un bureau")
    done = room.back(path)
    (problem,) = problems(done)
    assert problem.what == (
        "The translation was changed here since the file was exported; what came back is older."
    )
    assert "inauguré" in room.text


def test_without_its_record_a_unit_replaces_only_what_is_outdated(room: Room) -> None:
    path = room.sent("fr")
    translate(path, {ONE: "Le Canada ouvrit un bureau en {date}."})
    path.write_text(path.read_text("utf-8").replace("Record (leave", "(leave"), "utf-8")
    done = room.back(path)
    assert codes(done) == ["translate-age-unknown"]
    room.write("desk/translations.csv", "id,language,made_from\none,fr,000000000000\n")
    assert outcomes(room.back(path)) == {ONE: "accepted"}


def test_a_second_import_of_one_file_changes_nothing(room: Room) -> None:
    path = room.sent("ar")
    translate(path, {ONE: OPENED})
    room.back(path)
    before = room.content()
    done = room.back(path)
    assert outcomes(done) == {}
    assert room.content() == before


# ---------------------------------------------------------------- states


@formats
def test_unfinished_work_is_taken_only_as_a_draft(room: Room, form: str) -> None:
    path = room.sent("ar", form)
    translate(path, {ONE: OPENED}, finished=False)
    done = room.back(path)
    (problem,) = problems(done)
    assert problem.what == (
        "The file marks the translation as unfinished (fuzzy, or in need of review)."
    )
    assert outcomes(room.back(path, "draft")) == {ONE: "accepted"}
    assert room.fact("one").text["ar"].state is TextState.DRAFT


def test_where_drafts_are_usual_a_reviewed_text_says_so(room: Room) -> None:
    room.write(
        "desk/source.toml", SOURCE.replace('original = "en"', 'original = "en"\nstate = "draft"')
    )
    room.loop("ar", {ONE: OPENED})
    assert f'    ar: {{text: "{OPENED}", state: reviewed}}\n' in room.text


def test_a_text_that_keeps_its_own_hash_gets_the_new_one_there(room: Room) -> None:
    old = "Le Canada a ouvert un bureau en {date}."
    room.change(f'fr: "{old}"', f'fr: {{text: "{old}", made_from: "000000000000", state: machine}}')
    room.loop("fr", {ONE: "Le Canada a ouvert son bureau en {date}."})
    now = hash_of(room.fact("one").text["en"])
    assert f'bureau en {{date}}.", made_from: "{now}", state: reviewed}}' in room.text
    assert not (room.root / "sources/desk/translations.csv").exists()


# ---------------------------------------------------------------- other files


def test_a_dry_run_says_the_same_and_writes_nothing(room: Room) -> None:
    path = room.sent("fr")
    translate(path, {ONE: "Le Canada a ouvert.", TWO: "Une.", PAST: "Il en avait une."})
    before = room.content()
    dry = room.back(path, dry_run=True)
    assert room.content() == before
    assert not dry.written
    assert not (room.root / "state").exists()
    done = room.back(path)
    assert (done.verdicts, done.files) == (dry.verdicts, dry.files)


def test_json_is_edited_in_place_as_well(tmp_path: Path) -> None:
    records = [
        {
            "id": "one",
            "kind": "event",
            "countries": ["IRQ"],
            "text": {"en": "Canada opened an office in {date}.", "fr": "Un bureau, {date}."},
            "date": "2014-03",
        }
    ]
    room = Room(tmp_path, as_json(records), "facts.json")
    room.loop("ar", {ONE: 'افتتحت "كندا" مكتباً في {date}.'}, state="draft")
    assert '"ar": {"text": "افتتحت \\"كندا\\" مكتباً في {date}.", "state": "draft"}' in room.text
    assert room.fact("one").text["ar"].forms["other"] == 'افتتحت "كندا" مكتباً في {date}.'
    removed = [line for line in difference(as_json(records), room.text) if line[0] == "-"]
    assert removed == ['-       "fr": "Un bureau, {date}."']  # a comma was put behind it


def test_json_that_cannot_be_edited_in_one_place_is_refused_by_name(tmp_path: Path) -> None:
    record = '{"id": "one", "kind": "context", "countries": ["IRQ"], "text": {"en": "%s A."}}'
    halves = "\\ud83d\\ude00"
    room = Room(tmp_path, f"[{record % halves}]\n", "facts.json")
    before = room.content()
    done = room.loop("ar", {ONE: "\U0001f600 أ."})
    (problem,) = problems(done)
    assert problem.what.startswith("The file that holds the text is written in a way that cannot")
    assert "sources/desk/facts/facts.json" in problem.remedy
    assert room.content() == before


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_marks_and_line_breaks_of_a_file_stay(tmp_path: Path, mark: bytes, newline: str) -> None:
    room = Room(tmp_path)
    room.file.write_bytes(mark + FACTS.replace("\n", newline).encode())
    room.loop("ar", {ONE: OPENED})
    content = room.file.read_bytes()
    assert content.startswith(mark + b"# What")
    assert content.count(b"\r\n") == (content.count(b"\n") if newline == "\r\n" else 0)
    assert room.fact("one").text["ar"].forms["other"] == OPENED


def test_rows_of_other_translations_stay_as_they_are(room: Room) -> None:
    rows = (
        "id,language,made_from\nalpha,fr,0123456789ab\none,fr,111111111111\nzulu,fr,0123456789ab\n"
    )
    room.write("desk/translations.csv", rows)
    room.loop("ar", {ONE: OPENED})
    now = hash_of(room.fact("one").text["en"])
    records = (room.root / "sources/desk/translations.csv").read_text("utf-8")
    assert records == rows.replace("zulu", f"one,ar,{now}\nzulu")


def test_an_unreadable_record_of_translations_refuses_the_source(room: Room) -> None:
    path = room.sent("ar")
    translate(path, {ONE: OPENED})
    room.write("desk/translations.csv", 'id,language,made_from\none,"fr,1\n')
    before = room.content()
    done = room.back(path)
    assert "translate-records" in codes(done)
    assert room.content() == before


def test_warnings_are_told_and_do_not_refuse(room: Room) -> None:
    done = room.loop("ar", {ONE: "The Canadian office opened in {date}."})
    assert outcomes(done) == {ONE: "accepted"}
    assert {(p.code, p.severity) for p in problems(done)} == {
        ("translate-term", Severity.WARNING),
        ("translate-script", Severity.WARNING),
    }
