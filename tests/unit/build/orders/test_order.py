"""Orders: what is read, and every mistake in an officer's words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.orders.order import Order, note_twins, read_order, read_orders
from generator.build.workspace import Workspace
from generator.facts.readers.toml_file import toml_tree
from generator.limits import Limits
from generator.problems import Findings

FULL = """\
template = "country-brief"
subject = "IRQ"
number = "IRQ-CTY-2024-0001"
status = "clean"
languages = ["en-CA", "ar-IQ"]
formats = ["docx"]
missing_translation = "refuse"
stale_translation = "show"
draft_translation = "mark"
machine_translation = "omit"
house = "neutral"
ceiling = "UNCLASSIFIED"
handling = ["RECIPIENTS ONLY", {en = "Desk only", fr = "Bureau seulement"}]
watermark = false
table_rows = 120
as_of = 2024-12-01
title = {en = "Iraq", ar = "العراق"}
digits = {ar = "arab"}
[word]
notes = "endnotes"
protection = "tracked"
charts = "native"
embed_fonts = true
[map]
show = true
boundaries = "natural-earth"
frame = [170, -25, -170, -10.5]
disclaimer = {en = "No position.", ar = "لا موقف."}
[charts]
table = true

[flag]
show = true
choices = {AFG = "afg-republic"}
[meeting]
date = "2024-12"
language = "ar-IQ"
participants = ["evan-faeq-jabro"]
[meeting.title]
en = "Meeting"
[meeting.place]
fr = "Bagdad"
"""
SMALL: Mapping[str, str] = {
    "template": '"country-brief"',
    "subject": '"IRQ"',
    "languages": '["en-CA"]',
}


def read(tmp_path: Path, text: str | bytes, name: str = "iraq") -> tuple[Order | None, Findings]:
    path = tmp_path / f"{name}.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    findings = Findings()
    return read_order(path, findings, shown_as=f"briefings/{name}.toml"), findings


def changed(tmp_path: Path, **changes: str) -> tuple[Order | None, Findings]:
    fields = dict(SMALL) | changes
    return read(tmp_path, "".join(f"{k} = {v}\n" for k, v in fields.items() if v))


def codes(findings: Findings) -> list[str]:
    return [problem.code for problem in findings]


def test_every_field_is_read(tmp_path: Path) -> None:
    order, findings = read(tmp_path, FULL)
    assert codes(findings) == []
    assert order is not None
    assert order.languages == ("en-CA", "ar-IQ")
    assert order.formats == ("docx",)
    assert order.as_of == dt.date(2024, 12, 1)
    assert (order.status, order.missing_translation, order.house) == ("clean", "refuse", "neutral")
    wanting = (order.stale_translation, order.draft_translation, order.machine_translation)
    assert wanting == ("show", "mark", "omit")
    assert order.digits == {"ar": "arab"}
    assert order.word == {
        "notes": "endnotes",
        "protection": "tracked",
        "charts": "native",
        "embed_fonts": True,
    }
    assert order.map == {
        "show": True,
        "boundaries": "natural-earth",
        "frame": (170.0, -25.0, -170.0, -10.5),
        "disclaimer": {"en": "No position.", "ar": "لا موقف."},
    }
    assert order.charts == {"table": True}
    assert order.flag == {"show": True, "choices": {"AFG": "afg-republic"}}
    assert order.title["ar"] == "العراق"
    meeting = order.meeting
    assert meeting is not None
    assert str(meeting.date) == "2024-12"
    assert meeting.participants == ("evan-faeq-jabro",)
    assert meeting.place == {"fr": "Bagdad"}
    assert order.where("subject").line == 2
    desk = {"en": "Desk only", "fr": "Bureau seulement"}
    assert order.handling == ({"": "RECIPIENTS ONLY"}, desk)
    assert order.watermark is False
    assert order.table_rows == 120


def test_several_countries_print_in_the_order_in_which_they_stand(tmp_path: Path) -> None:
    group = '{en = "Iraq and its neighbours", fr = "L’Irak et ses voisins"}'
    order, findings = changed(tmp_path, subject="", subjects='["SYR", "IRQ", "JOR"]', group=group)
    assert codes(findings) == []
    assert order is not None
    assert (order.subject, order.areas) == ("SYR", ("SYR", "IRQ", "JOR"))
    assert order.group == {"en": "Iraq and its neighbours", "fr": "L’Irak et ses voisins"}
    assert order.where("subjects").line == 3


def test_one_country_is_all_an_order_of_one_is_about(tmp_path: Path) -> None:
    order, _ = changed(tmp_path)
    assert order is not None
    assert (order.subject, order.subjects, order.areas) == ("IRQ", (), ("IRQ",))


def test_more_countries_than_a_brief_can_hold_are_refused(tmp_path: Path) -> None:
    many = [f"A{a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGH"]
    order, findings = changed(tmp_path, subject="", subjects=json.dumps(many))
    assert order is None
    assert codes(findings) == ["order-subjects-many"]
    assert [p.what for p in findings] == ["“subjects” names 64 countries; the limit is 60."]


@pytest.mark.parametrize(
    ("changes", "what", "remedy"),
    [
        (
            {"subject": '["IRQ", "SYR"]'},
            'subject is a list; it must be one country, such as "IRQ"; several stand in '
            'subjects = ["IRQ", "SYR"].',
            "Write it as the other orders do.",
        ),
        (
            {"subjects": '["IRQ", "SYR"]'},
            "The order gives “subject” and “subjects”.",
            "Keep one: “subject” for a brief about one country, “subjects” for one about several.",
        ),
        (
            {"subject": "", "subjects": '["JOR"]'},
            "“subjects” does not name two countries.",
            'Add the others, or write subject = "JOR" for a brief about one country.',
        ),
        (
            {"subject": "", "subjects": '["IRQ", "SYR", "IRQ"]'},
            "subjects names IRQ twice.",
            "Keep one of the two.",
        ),
        (
            {"group": '{en = "The region"}'},
            "“[group]” says what several countries are called together, and this order is about "
            "one.",
            "Take it out, or list the countries in “subjects”. “[title]” changes the title.",
        ),
    ],
)
def test_what_an_officer_reads_about_wrong_countries(
    tmp_path: Path, changes: dict[str, str], what: str, remedy: str
) -> None:
    _, findings = changed(tmp_path, **changes)
    assert [(p.what, p.remedy) for p in findings] == [(what, remedy)]


def test_what_is_left_out_has_a_safe_value(tmp_path: Path) -> None:
    order, _ = changed(tmp_path)
    assert order is not None
    assert order.as_of is None  # today
    assert order.status == "draft"
    assert order.ceiling is None  # the lowest level of the house
    assert order.formats == ("pdf", "docx", "html")
    assert order.number == "IRAQ"
    assert order.handling == ()
    assert order.watermark is True
    assert order.table_rows is None  # as the house style says


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({"template": ""}, "order-field-missing", 1),
        ({"handling": '"RECIPIENTS ONLY"'}, "order-field-shape", 4),
        ({"handling": "[true]"}, "order-field-shape", 4),
        ({"handling": '["A", "A"]'}, "order-twice", 4),
        ({"handling": '["A", "B", "C", "D", "E"]'}, "order-handling-many", 4),
        ({"handling": f'["{"A" * 61}"]'}, "order-field-long", 4),
        ({"handling": '[{english = "A"}]'}, "order-language-key", 4),
        ({"watermark": '"no"'}, "order-field-shape", 4),
        ({"table_rows": '"100"'}, "order-field-shape", 4),
        ({"table_rows": "0"}, "table-rows-limit", 4),
        ({"table_rows": "301"}, "table-rows-limit", 4),
        ({"table_rows": "-1"}, "order-field-shape", 4),
        ({"table_rows": "1.5"}, "order-field-shape", 4),
        ({"subject": ""}, "order-field-missing", 1),
        ({"languages": "[]"}, "order-no-languages", 3),
        ({"languages": '"en-CA"'}, "order-field-shape", 3),
        ({"languages": "[1]"}, "order-field-shape", 3),
        ({"languages": '["en-CA", "en-CA"]'}, "order-twice", 3),
        ({"languages": '["english"]'}, "order-language-form", 3),
        ({"languages": '["../x"]'}, "order-language-form", 3),
        ({"formats": "[]"}, "order-no-formats", 4),
        ({"formats": '["pdf", "odt"]'}, "order-choice", 4),
        ({"formats": '["pdf", "pdf"]'}, "order-twice", 4),
        ({"subject": '"irq"'}, "order-subject", 2),
        ({"subject": '"ІRQ"'}, "order-subject", 2),
        ({"subject": "true"}, "order-field-shape", 2),
        ({"subject": '["IRQ", "SYR"]'}, "order-field-shape", 2),
        ({"subjects": '["IRQ", "SYR"]'}, "order-subject-both", 4),
        ({"subject": "", "subjects": '"IRQ"'}, "order-field-shape", 3),
        ({"subject": "", "subjects": "[]"}, "order-subjects-few", 3),
        ({"subject": "", "subjects": '["IRQ"]'}, "order-subjects-few", 3),
        ({"subject": "", "subjects": '["IRQ", "syr"]'}, "order-subject", 3),
        ({"subject": "", "subjects": '["IRQ", "ЅYR"]'}, "order-subject", 3),
        ({"subject": "", "subjects": '["IRQ", 1]'}, "order-field-shape", 3),
        ({"subject": "", "subjects": '["IRQ", "SYR", "IRQ"]'}, "order-twice", 3),
        ({"group": '{en = "Iraq and its neighbours"}'}, "order-group-alone", 4),
        (
            {"subject": "", "subjects": '["IRQ", "SYR"]', "group": "{en = 1}"},
            "order-field-shape",
            4,
        ),
        (
            {"subject": "", "subjects": '["IRQ", "SYR"]', "group": '{Fr = "x"}'},
            "order-language-key",
            4,
        ),
        ({"template": '"../../etc"'}, "order-identifier", 1),
        ({"house": '"con/.."'}, "order-identifier", 4),
        ({"status": '"final"'}, "order-choice", 4),
        ({"as_of": '"yesterday"'}, "order-as-of", 4),
        ({"as_of": '"2024-12"'}, "order-as-of", 4),
        ({"as_of": "2024-12-01T10:00:00"}, "order-as-of", 4),
        ({"as_of": '"20241201"'}, "order-as-of", 4),
        ({"number": '"IRQ/1"'}, "order-number", 4),
        ({"number": '"NUL"'}, "order-number", 4),
        ({"number": '""'}, "order-field-empty", 4),
        ({"title": "{en = 5}"}, "order-field-shape", 4),
        ({"title": '{English = "x"}'}, "order-language-key", 4),
        ({"title": '{en = "a\\u202eb"}'}, "order-character", 4),
        ({"title": '{en = "a\\u0007b"}'}, "order-character", 4),
        ({"title": f'{{en = "{"x" * 501}"}}'}, "order-field-long", 4),
        ({"digits": '{ar = "roman"}'}, "digits-unknown", 4),
        ({"calendars": '{ar = "hijri"}'}, "order-choice", 4),
        ({"calendars": '{ar = "gregorian+gregorian"}'}, "order-choice", 4),
        ({"calendars": '{Arabic = "persian"}'}, "order-language-key", 4),
        ({"meeting": '{date = "2024-02-30"}'}, "order-meeting-date", 4),
        ({"meeting": '{language = "Arabic"}'}, "order-language-form", 4),
        ({"meeting": '{participants = ["Évan"]}'}, "order-identifier", 4),
        ({"meeting": '{room = "12"}'}, "order-unknown-field", 4),
        ({"meeting": '"tomorrow"'}, "order-field-shape", 4),
        ({"word": '{notes = "sidenotes"}'}, "order-choice", 4),
        ({"word": "{protection = true}"}, "order-field-shape", 4),
        ({"word": '{note = "endnotes"}'}, "order-unknown-field", 4),
        ({"word": '{embed_fonts = "yes"}'}, "order-field-shape", 4),
        ({"word": '"endnotes"'}, "order-field-shape", 4),
        ({"map": '{show = "yes"}'}, "order-field-shape", 4),
        ({"map": '{boundaries = "google"}'}, "order-choice", 4),
        ({"map": '{view = "nearby"}'}, "order-choice", 4),
        ({"map": '{disclaimer = {english = "x"}}'}, "order-language-key", 4),
        ({"map": "{frame = [1, 2, 3]}"}, "map-frame", 4),
        ({"map": "{frame = [10, 20, 10, 40]}"}, "map-frame", 4),
        ({"map": "{frame = [10, 40, 20, 30]}"}, "map-frame", 4),
        ({"map": "{frame = [10, -95, 20, 30]}"}, "map-frame", 4),
        ({"map": '{frame = ["10", 20, 30, 40]}'}, "map-frame", 4),
        ({"map": '{frame = "Iraq"}'}, "map-frame", 4),
        ({"map": "{boundary = 1}"}, "order-unknown-field", 4),
        ({"map": "true"}, "order-field-shape", 4),
        ({"flag": "{show = 1}"}, "order-field-shape", 4),
        ({"charts": '{table = "yes"}'}, "order-field-shape", 4),
        ({"charts": "{tables = true}"}, "order-unknown-field", 4),
        ({"flag": '{choices = {Afghanistan = "afg-republic"}}'}, "flag-choice-form", 4),
        ({"flag": '{choices = {AFG = "The Republic"}}'}, "flag-choice-form", 4),
        ({"flag": '{flag = "x"}'}, "order-unknown-field", 4),
        ({"langauges": '["fr-CA"]'}, "order-unknown-field", 4),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, changes: dict[str, str], code: str, line: int
) -> None:
    order, findings = changed(tmp_path, **changes)
    assert order is None
    assert codes(findings) == [code]
    (problem,) = findings
    assert problem.where.file == "briefings/iraq.toml"
    assert problem.where.line == line
    assert "?" not in problem.what.replace("”?", "")  # every placeholder is filled


def test_mistakes_in_the_options_of_word_are_told_in_an_officers_words(tmp_path: Path) -> None:
    _, findings = changed(
        tmp_path,
        word='{notes = "endnote", protection = "readonly", charts = "word", noets = "endnotes"}',
    )
    assert [problem.what for problem in findings] == [
        "word.notes is “endnote”; it can be footnotes, endnotes. Did you mean “endnotes”?",
        "word.protection is “readonly”; it can be none, tracked, zones.",
        "word.charts is “word”; it can be drawn, native.",
        "An order has no field “word.noets”. Did you mean “notes”?",
    ]


def test_all_mistakes_are_named_together(tmp_path: Path) -> None:
    _, findings = read(tmp_path, 'template = 1\nsubject = "x"\nlanguages = []\nfoo = 1\n')
    assert sorted(codes(findings)) == [
        "order-field-shape",
        "order-no-languages",
        "order-subject",
        "order-unknown-field",
    ]


def test_the_near_miss_is_named(tmp_path: Path) -> None:
    _, findings = changed(tmp_path, langauges='["fr-CA"]')
    assert "Did you mean “languages”?" in next(iter(findings)).what
    _, findings = changed(tmp_path, formats='["pfd"]')
    assert "Did you mean “pdf”?" in next(iter(findings)).what
    _, findings = changed(tmp_path, subject='"irq"')
    assert "Did you mean “IRQ”?" in next(iter(findings)).what


def test_a_look_alike_letter_is_shown_by_its_code_point(tmp_path: Path) -> None:
    _, findings = changed(tmp_path, subject='"ІRQ"')
    assert "U+0406" in next(iter(findings)).what


def test_two_orders_with_one_number_cannot_both_stand(tmp_path: Path) -> None:
    one, _ = read(tmp_path, FULL, "one")
    two, _ = read(tmp_path, FULL.replace("IRQ-CTY", "irq-cty"), "two")
    assert one is not None
    assert two is not None
    findings = Findings()
    assert note_twins(one, [], findings)
    assert not note_twins(two, [one], findings)
    assert codes(findings) == ["order-number-twice"]


def test_a_file_whose_name_is_no_id_is_refused(tmp_path: Path) -> None:
    for name in ("Iraq Brief", "con", "іraq"):
        order, findings = read(tmp_path, FULL, name)
        assert order is None
        assert codes(findings) == ["order-name"]


def test_an_order_is_not_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text(FULL)
    (tmp_path / "iraq.toml").symlink_to(tmp_path / "real.toml")
    findings = Findings()
    assert read_order(tmp_path / "iraq.toml", findings) is None
    assert codes(findings) == ["order-symlink"]


def test_a_huge_order_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "iraq.toml"
    path.write_text(FULL + "# " + "x" * 2000)
    findings = Findings()
    assert read_order(path, findings, Limits(order_file=1000)) is None
    assert codes(findings) == ["file-large"]


def test_a_long_chain_of_keys_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    order, findings = read(tmp_path, ".".join("a" * 30_000) + " = 1\n")
    assert order is None
    assert codes(findings) == ["toml-deep-key"]


GENERIC = {rb"cron = (.*)": rb"times = [\1]", rb"timezone =": b"zone ="}
"""Names of the hostile set, and ours."""


def test_every_hostile_order_comes_out_as_its_set_says(tmp_path: Path, shared: Path) -> None:
    lines = (shared / "hostile" / "manifest.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["file"].startswith("toml/")]
    assert len(rows) == 13
    for row in rows:
        name = Path(row["file"]).stem.replace("_", "-")
        content = (shared / "hostile" / row["file"]).read_bytes()
        for generic, ours in GENERIC.items():
            content = re.sub(generic, ours, content)
        order, findings = read(tmp_path, content, name)
        if row["class"] == "ok" or name == "unknown-language":
            # Whether a language has data is asked when the order is built.
            assert order is not None
            assert codes(findings) == []
            continue
        assert order is None, row
        assert findings.errors, row
        assert findings.errors[0].where.line == row.get("line", 1), row


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    from generator.build.orders import order as module
    from generator.build.orders.fields import Fields

    findings = Findings()
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    tree = toml_tree(text, "x.toml", findings)
    if tree is None:
        assert findings.errors
        return
    module._order(Fields(tree, "x.toml", "x", findings), "x", "x.toml", "", tree.keys, {})
    assert findings.errors  # no such text is an order


def test_a_name_that_no_order_has_is_said_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "iraq.toml").write_text(FULL)
    findings = Findings()
    assert read_orders(Workspace(tmp_path), ("irak",), findings) == ()
    assert "Did you mean “iraq”?" in next(iter(findings)).what
    assert len(read_orders(Workspace(tmp_path), (), findings)) == 1
    (tmp_path / "briefings" / "syria-country-brief.toml").write_text(FULL)
    findings = Findings()
    read_orders(Workspace(tmp_path), ("siria",), findings)
    assert "Did you mean “syria-country-brief”?" in next(iter(findings)).what
