"""Orders of change notes: what they take from the order they follow, and every mistake."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.build.orders.changes import Changes, followers_last, follows
from generator.build.orders.order import Order, read_order
from generator.problems import Findings

BRIEF = """\
template = "country-brief"
{subject}
number = "{number}"
languages = ["en-CA", "fr-CA", "ar-IQ"]
"""
NOTE = """\
template = "change-note"
number = "CHG-1"
languages = ["en-CA"]
[changes]
of = "iraq"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "briefings"
    folder.mkdir()
    (folder / "iraq.toml").write_text(BRIEF.format(number="IRQ-1", subject='subject = "IRQ"'))
    (folder / "note.toml").write_text(NOTE, "utf-8")
    return folder


def read(folder: Path, name: str = "note") -> tuple[Order | None, Findings]:
    findings = Findings()
    order = read_order(folder / f"{name}.toml", findings, shown_as=f"briefings/{name}.toml")
    return order, findings


def sound(folder: Path, name: str = "note") -> Order:
    order, findings = read(folder, name)
    assert [problem.what for problem in findings] == []
    assert order is not None
    return order


def changes(folder: Path, more: str, of: str = "iraq") -> Changes:
    text = NOTE.replace('"iraq"', f'"{of}"') + more
    (folder / "note.toml").write_text(text, "utf-8")
    found = sound(folder).changes
    assert found is not None
    return found


def refused(folder: Path, text: str) -> list[str]:
    (folder / "note.toml").write_text(text, "utf-8")
    order, findings = read(folder)
    assert order is None
    return [f"{problem.where}: {problem.what}" for problem in findings.errors]


def test_a_note_is_about_what_the_order_is_about_that_it_follows(folder: Path) -> None:
    several = 'subjects = ["SYR", "JOR"]\ngroup.en = "Both"'
    (folder / "iraq.toml").write_text(BRIEF.format(number="IRQ-1", subject=several))
    order = sound(folder)
    assert (order.subject, order.subjects, order.areas) == ("SYR", ("SYR", "JOR"), ("SYR", "JOR"))
    assert order.group == {"en": "Both"}
    assert follows(order)
    assert order.changes is not None
    assert order.changes.followed == sound(folder, "iraq")


@pytest.mark.parametrize(
    ("more", "since"),
    [
        ("", "previous"),
        ("since = 3", 3),
        ('since = "previous"', "previous"),
        ('since = "2025-01-15"', dt.date(2025, 1, 15)),
        ("since = 2025-01-15", dt.date(2025, 1, 15)),
    ],
)
def test_where_a_note_begins(folder: Path, more: str, since: object) -> None:
    assert changes(folder, more).since == since


def test_two_days_in_place_of_editions(folder: Path) -> None:
    found = changes(folder, 'between = ["2024-12-01", "2025-04-15"]')
    assert found.between == (dt.date(2024, 12, 1), dt.date(2025, 4, 15))
    assert sound(folder).as_of == dt.date(2025, 4, 15)


def test_a_note_may_follow_one_audience_and_a_pack(folder: Path) -> None:
    text = BRIEF.format(number="IRQ-1", subject='subject = "IRQ"')
    (folder / "iraq.toml").write_text(text + '[audiences.public]\nceiling = "UNCLASSIFIED"\n')
    found = changes(folder, "", "iraq-public").followed
    assert found is not None
    assert (found.name, found.readers) == ("iraq-public", "public")
    (folder / "iraq.toml").write_text(text)
    pack = 'briefs = ["iraq"]\nnumber = "P-1"\nlanguages = ["en-CA"]\n'
    (folder / "pack.toml").write_text(pack)
    assert changes(folder, "", "pack").followed is not None
    assert sound(folder).areas == ("IRQ",)


def test_a_brief_may_show_its_own_changes(folder: Path) -> None:
    path = folder / "iraq.toml"
    path.write_text(path.read_text() + "[changes]\nbox = true\nbars = true\n")
    order = sound(folder, "iraq")
    assert order.changes == Changes(box=True, bars=True)
    assert not follows(order)


def test_notes_are_made_after_what_they_follow(folder: Path) -> None:
    note, brief = sound(folder), sound(folder, "iraq")
    assert list(followers_last([note, brief])) == [[brief], [note]]


AT = "briefings/note.toml, line {line}, note, field {field}: "


@pytest.mark.parametrize(
    ("more", "line", "field", "what"),
    [
        (
            'since = "prevous"', 6, "changes.since",
            "changes.since is “prevous”, which is neither an edition, nor a day, nor “previous”."
            " Did you mean “previous”?",
        ),
        (
            'between = ["2025-04-15", "2024-12-01"]', 6, "changes.between",
            "changes.between is “2025-04-15, 2024-12-01”, which is not two days, the earlier"
            " first.",
        ),
        (
            'between = ["2024-12-01"]', 6, "changes.between",
            "changes.between is “2024-12-01”, which is not two days, the earlier first.",
        ),
        (
            'since = 2\nbetween = ["2024-12-01", "2025-04-15"]', 6, "changes.since",
            "The change note has “changes.since”, an edition, and “changes.between”, two days.",
        ),
        (
            "box = true", 6, "changes.box",
            "“changes.box” marks changes inside a brief, and this order is of a change note, which"
            " holds nothing else.",
        ),
        ("off = 1", 6, "changes.off", "There is no field “changes.off” here. Did you mean “of”?"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_table(folder: Path, more: str, line: int, field: str, what: str) -> None:
    found = refused(folder, NOTE + more)
    assert found[0].startswith(AT.format(line=line, field=field)), found
    if field != "changes.off":
        assert found == [AT.format(line=line, field=field) + what]


def test_all_mistakes_come_together(folder: Path) -> None:
    text = 'subject = "IRQ"\nas_of = "today"\n' + NOTE.replace("iraq", "irak")
    assert refused(folder, text) == [
        AT.format(line=1, field="subject")
        + "A change note has no subject of its own: it is that of the order “irak” that it"
        " follows.",
        AT.format(line=2, field="as_of")
        + "A change note has no as_of of its own: it is that of the order “irak” that it follows.",
        AT.format(line=7, field="changes.of")
        + "The change note follows the order “irak”, and there is no order of that name."
        " Did you mean “iraq”?",
    ]


def test_an_order_that_is_not_there(folder: Path) -> None:
    assert refused(folder, NOTE.replace("iraq", "irak")) == [
        AT.format(line=5, field="changes.of")
        + "The change note follows the order “irak”, and there is no order of that name."
        " Did you mean “iraq”?"
    ]
    assert refused(folder, NOTE.replace("iraq", "note")) == [
        AT.format(line=5, field="changes.of")
        + "The change note follows the order “note”, and there is no order of that name."
    ]


def test_a_note_of_a_note_and_of_all_audiences_at_once(folder: Path) -> None:
    (folder / "other.toml").write_text(NOTE.replace("CHG-1", "CHG-2"), "utf-8")
    assert refused(folder, NOTE.replace("iraq", "other")) == [
        AT.format(line=5, field="changes.of")
        + "The change note follows “other”, which is a change note itself."
    ]
    path = folder / "iraq.toml"
    path.write_text(path.read_text() + '[audiences.public]\nceiling = "UNCLASSIFIED"\n')
    assert refused(folder, NOTE) == [
        AT.format(line=5, field="changes.of")
        + "The change note follows “iraq”, of which there are editions for several audiences."
    ]


def test_what_to_compare_without_an_order_to_follow(folder: Path) -> None:
    text = NOTE.replace('of = "iraq"', "since = 2")
    found = refused(folder, text)
    assert (
        AT.format(line=5, field="changes.since")
        + "“changes.since” says what a change note compares, and the order does not say which"
        " order it follows."
    ) in found


def test_a_pack_holds_no_change_note(folder: Path) -> None:
    pack = 'briefs = ["iraq", "note"]\nnumber = "P-1"\nlanguages = ["en-CA"]\n'
    (folder / "pack.toml").write_text(pack, "utf-8")
    order, findings = read(folder, "pack")
    assert order is None
    assert [problem.what for problem in findings.errors] == [
        "The pack names “note”, which is a change note: it tells of editions and goes out alone."
    ]
