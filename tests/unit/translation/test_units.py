"""Units, states and notes: what a translator gets for a text, and what stays behind."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from lxml import etree

from generator.problems import ProblemsFound
from generator.translation.formats import FORMATS
from generator.translation.model import Key
from tests.unit.translation.room import FACTS, SOURCE, Room, codes, outcomes, problems, translate

ONE = "desk.one.text.other"
PLURAL = """\
- id: boats
  kind: figure
  countries: [IRQ]
  text:
    en: {one: "{value} boat.", other: "{value} boats."}
    fr: {one: "{value} bateau.", many: "{value} de bateaux.", other: "{value} bateaux."}
  past: same
  value: 1200
  unit: persons
"""
ARABIC = {
    "zero": "{value} قارب.",
    "one": "قارب واحد.",
    "two": "قاربان.",
    "few": "{value} قوارب.",
    "many": "{value} قارباً.",
    "other": "{value} قارب.",
}
QUOTE = """\
- id: said
  kind: quote
  countries: [IRQ]
  asserted_by: gac
  document: spoken
  original: en
  text: {en: "The minister welcomed the visit."}
"""
SPOKEN = """\

[documents.spoken]
kind = "press_article"
language = "ar"
title.ar = "خبر"
as_of = "2024-06"
"""


def ids(path: Path) -> list[str]:
    """The ids of all units of an XLIFF 2 file."""
    tree = etree.parse(str(path))
    return [str(unit.get("id")) for unit in tree.iter("{*}unit")]


def notes(path: Path, identifier: str) -> dict[str, list[str]]:
    """The notes of a unit by category."""
    found: dict[str, list[str]] = {}
    for unit in etree.parse(str(path)).iter("{*}unit"):
        if unit.get("id") == identifier:
            for note in unit.iter("{*}note"):
                found.setdefault(str(note.get("category")), []).append(str(note.text))
    return found


def test_a_key_is_written_and_read() -> None:
    key = Key("desk", "a-fact", "past", "few")
    assert Key.parse(str(key)) == key
    for wrong in ("", "desk.a.text", "desk.a.name.other", "desk.A.text.other", "..text.other"):
        assert Key.parse(wrong) is None


# ---------------------------------------------------------------- plural forms


@pytest.mark.parametrize("form", list(FORMATS))
def test_each_plural_category_of_the_target_language_is_a_unit(tmp_path: Path, form: str) -> None:
    room = Room(tmp_path, PLURAL)
    texts = {f"desk.boats.text.{name}": words for name, words in ARABIC.items()}
    done = room.loop("ar", texts, form)
    assert outcomes(done) == dict.fromkeys(texts, "accepted")
    assert dict(room.fact("boats").text["ar"].forms) == ARABIC
    past = room.fact("boats").text["ar"].past
    assert past is not None  # "past: same" needs no units of its own
    assert dict(past) == ARABIC


def test_a_missing_plural_category_refuses_the_text(tmp_path: Path) -> None:
    room = Room(tmp_path, PLURAL)
    texts = {f"desk.boats.text.{name}": words for name, words in ARABIC.items() if name != "few"}
    done = room.loop("ar", texts)
    assert {p.what for p in problems(done)} == {
        "Not all forms of this text are translated; missing: text.few."
    }
    assert "ar" not in room.fact("boats").text


def test_only_a_form_for_one_number_may_leave_the_number_out(tmp_path: Path) -> None:
    room = Room(tmp_path, PLURAL)
    texts = {f"desk.boats.text.{name}": words for name, words in ARABIC.items()}
    done = room.loop("ar", {**texts, "desk.boats.text.few": "قوارب."})
    assert [p.code for p in problems(done) if p.where.record == "desk.boats.text.few"] == [
        "translate-slots"
    ]


def test_a_unit_says_which_numbers_its_form_is_for(tmp_path: Path) -> None:
    room = Room(tmp_path, PLURAL)
    path = room.sent("ar")
    told = notes(path, "desk.boats.text.few")["context"]
    assert "Plural form “few”: for numbers such as 3, 4, 5, 6, 7." in told
    assert "{value} stands for the number" in notes(path, "desk.boats.text.few")["slots"][0]


# ---------------------------------------------------------------- notes


def test_notes_say_what_a_translator_asks_for(room: Room) -> None:
    room.change(
        "Canada opened an office in {date}.", "Canada opened an office in {date}, said ISIL."
    )
    found = notes(room.sent("ar"), ONE)
    assert found["slots"] == [
        "{date} stands for the date, written as readers expect,"
        " such as “آذار/مارس 2014”. Keep it as it is."
    ]
    assert found["context"] == [
        "Kind of statement: event.",
        "Reported by Global Affairs Canada. From: A page.",
        "Marking: UNCLASSIFIED.",
        "The text here is not translated yet.",
    ]
    assert found["glossary"] == ["Canada = كندا", "ISIL = داعش"]
    assert found["length"] == ["At most about 90 characters."]


def test_what_is_for_background_only_says_so(room: Room) -> None:
    room.change("  stance: reported", "  disclosable: false\n  locator: p. 2\n  stance: reported")
    found = notes(room.sent("ar"), ONE)["context"]
    assert "Marking: UNCLASSIFIED; for background only, not to be disclosed." in found
    assert "Reported by Global Affairs Canada. From: A page (p. 2)." in found


def test_the_markings_are_those_of_the_house_that_the_orders_name(room: Room) -> None:
    room.change("  stance: reported", "  marking: RESTRICTED\n  stance: reported")
    order = 'template = "x"\nsubject = "IRQ"\nlanguages = ["ar"]\nhouse = "neutral"\n'
    (room.root / "briefings/one.toml").write_text(order, "utf-8")
    done = room.export("ar")
    assert [p.code for p in done.problems] == ["translate-above-ceiling"]


def test_the_past_tense_is_told(room: Room) -> None:
    found = notes(room.sent("ar"), "desk.two.past.other")
    assert "Past tense: printed after this has ended." in found["context"]


def test_the_state_of_the_text_is_told(room: Room) -> None:
    room.write("desk/translations.csv", "id,language,made_from\none,fr,000000000000\n")
    found = notes(room.sent("fr"), ONE)
    assert (
        "The text here is out of date: the original has changed since it was made."
        in (found["context"])
    )


# ---------------------------------------------------------------- what goes out


def test_nothing_above_the_ceiling_is_in_the_file(room: Room) -> None:
    room.change("  stance: reported", "  marking: SECRET\n  stance: reported")
    done = room.export("ar")
    (file,) = done.files
    content = file.path.read_text("utf-8")
    assert "opened" not in content
    assert "desk.one" not in content
    assert done.above == 1
    assert [p.what for p in done.problems] == [
        "1 texts stand above UNCLASSIFIED and are not in the file."
    ]
    file.path.unlink()
    secret = room.sent("ar", ceiling="SECRET")
    assert "desk.one" in secret.read_text("utf-8")
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600  # for its owner only


def test_an_unknown_marking_or_ceiling_lets_nothing_out(room: Room) -> None:
    with pytest.raises(ProblemsFound) as refused:
        room.export("ar", ceiling="Unclassified")
    assert [p.code for p in refused.value.problems] == ["ceiling-unknown"]
    assert not (room.root / "translations").exists()


def test_only_changed_sends_what_is_missing_or_outdated(room: Room) -> None:
    assert ids(room.sent("ar", only_changed=True)) == [ONE]
    assert room.export("fr", only_changed=True).files == ()


def test_a_quotation_is_not_sent_to_be_translated_back(tmp_path: Path) -> None:
    room = Room(tmp_path, FACTS + QUOTE)
    room.write("desk/source.toml", SOURCE + SPOKEN)
    for name in ("one", "two"):
        room.change(f"- id: {name}", f"- document: page\n  id: {name}")
    done = room.export("ar")
    assert [(p.code, p.where.record) for p in done.problems] == [("translate-spoken", "said")]
    (file,) = done.files
    assert "said" not in ids(file.path)
    french = room.sent("fr")
    assert "desk.said.text.other" in ids(french)
    text = french.read_text("utf-8").replace('trgLang="fr"', 'trgLang="ar"')
    french.write_text(text, "utf-8")
    translate(french, {"desk.said.text.other": "رحب الوزير بالزيارة."})
    back = room.back(french)
    assert [p.what for p in problems(back) if p.where.record == "desk.said.text.other"] == [
        "The quotation was spoken in this language; a translation back is never taken."
    ]


def test_texts_written_in_several_languages_go_out_as_several_files(room: Room) -> None:
    room.change("  kind: position\n", "  kind: position\n  original: fr\n")
    done = room.export("ar", output=room.root / "out.xlf")
    assert [(f.path.name, f.original, f.texts) for f in done.files] == [
        ("out-en.xlf", "en", 1),
        ("out-fr.xlf", "fr", 1),
    ]


def test_nothing_that_stands_there_is_overwritten(room: Room) -> None:
    path = room.sent("ar")
    before = path.read_bytes()
    with pytest.raises(ProblemsFound) as refused:
        room.export("ar")
    (problem,) = refused.value.problems
    assert problem.what == (
        "The file for the translator was not written:"
        " this name is taken, and nothing is overwritten."
    )
    assert path.read_bytes() == before


def test_a_language_that_no_source_keeps_is_refused(room: Room) -> None:
    with pytest.raises(ProblemsFound) as refused:
        room.export("es")
    assert [p.what for p in refused.value.problems] == [
        "No source keeps texts in the language “es”; there are: ar, en, fr."
    ]


def test_a_source_that_does_not_keep_the_language_is_named(room: Room) -> None:
    room.write("other/source.toml", SOURCE.replace('"en", "fr", "ar"', '"en"'))
    room.write(
        "other/facts/f.yaml", "- {id: z, kind: context, countries: [IRQ], text: {en: Only.}}\n"
    )
    done = room.export("ar")
    assert [(p.code, p.where.file) for p in done.problems] == [
        ("translate-unlisted", "sources/other/source.toml")
    ]


def test_the_language_of_a_country_is_kept_under_its_own(room: Room) -> None:
    path = room.sent("ar-IQ")
    assert 'trgLang="ar"' in path.read_text("utf-8")
    translate(path, {ONE: "افتتحت كندا مكتباً في {date}."})
    text = path.read_text("utf-8").replace('trgLang="ar"', 'trgLang="ar-IQ"')
    path.write_text(text, "utf-8")
    assert codes(room.back(path)) == []
    assert "ar" in room.fact("one").text
