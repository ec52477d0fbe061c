"""Orders of packs: what they take from whom, and every mistake in them, in the words told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.orders.order import Order, read_order
from generator.problems import Findings

BRIEF = """\
template = "country-brief"
subject = "IRQ"
number = "{number}"
languages = ["en-CA", "fr-CA", "ar-IQ"]
"""
PACK = """\
briefs = ["iraq", "syria"]
number = "PCK-1"
languages = ["fr-CA", "en-CA"]
formats = ["pdf"]
as_of = "2024-12-01"
house = "un"
"""
AT = "briefings/pack.toml, line 1, pack, field "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "briefings"
    folder.mkdir()
    for name in ("iraq", "syria"):
        (folder / f"{name}.toml").write_text(BRIEF.format(number=f"{name.upper()}-1"), "utf-8")
    (folder / "pack.toml").write_text(PACK, "utf-8")
    return folder


def read(folder: Path, name: str = "pack") -> tuple[Order | None, Findings]:
    findings = Findings()
    order = read_order(folder / f"{name}.toml", findings, shown_as=f"briefings/{name}.toml")
    return order, findings


def sound(folder: Path) -> Order:
    order, findings = read(folder)
    assert [problem.what for problem in findings] == []
    assert order is not None
    return order


def refused(folder: Path, name: str = "pack") -> list[str]:
    order, findings = read(folder, name)
    assert order is None
    return [f"{problem.where}: {problem.what}" for problem in findings.errors]


def change(folder: Path, old: str, new: str, name: str = "pack") -> None:
    path = folder / f"{name}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_pack_decides_and_each_brief_keeps_what_it_is_about(folder: Path) -> None:
    change(folder, "ar-IQ", 'ar-IQ"]\nformats = ["html"]\n# "', "iraq")
    order = sound(folder)
    assert order.pack is not None
    one, other = order.pack.parts
    assert (one.name, one.number, one.subject, one.template) == (
        "iraq",
        "IRAQ-1",
        "IRQ",
        "country-brief",
    )
    for part in (one, other):
        assert part.languages == ("fr-CA", "en-CA")
        assert (part.formats, part.house, part.as_of) == (("pdf",), "un", order.as_of)


def test_a_brief_without_a_meeting_has_that_of_the_pack(folder: Path) -> None:
    change(folder, 'house = "un"\n', '[meeting]\ndate = "2024-12-10"\n')
    change(folder, "ar-IQ", 'ar-IQ"]\n[meeting]\ndate = "2024-12-11"\n# "', "syria")
    pack = sound(folder).pack
    assert pack is not None
    one, other = pack.parts
    assert str(one.meeting and one.meeting.date) == "2024-12-10"
    assert str(other.meeting and other.meeting.date) == "2024-12-11"


def test_handling_of_the_pack_is_on_all_and_that_of_a_brief_on_it_and_the_whole(
    folder: Path,
) -> None:
    change(folder, 'house = "un"\n', 'handling = ["NOT FOR PRESS"]\n')
    change(folder, "ar-IQ", 'ar-IQ"]\nhandling = ["RECIPIENTS ONLY"]\n# "', "syria")
    order = sound(folder)
    assert order.pack is not None
    told = [[dict(one)[""] for one in part.handling] for part in (order, *order.pack.parts)]
    assert told == [
        ["NOT FOR PRESS", "RECIPIENTS ONLY"],
        ["NOT FOR PRESS"],
        ["RECIPIENTS ONLY", "NOT FOR PRESS"],
    ]


@pytest.mark.parametrize(
    ("separate", "out"),
    [
        ("", ["1", "1-A"]),
        ('separate = ["briefs"]', ["1"]),
        ('separate = ["annexes"]', ["1-A"]),
        ("separate = []", []),
    ],
)
def test_separate_says_what_goes_out_alone(folder: Path, separate: str, out: list[str]) -> None:
    change(folder, 'house = "un"', separate)
    pack = sound(folder).pack
    assert pack is not None
    assert [piece for piece in ("1", "1-A") if pack.goes_out(piece)] == out


def test_mistakes_of_a_pack_are_told_together(folder: Path) -> None:
    (folder / "other.toml").write_text(PACK.replace("PCK-1", "PCK-2"), "utf-8")
    change(folder, '"iraq", "syria"', '"iraq", "iraq", "siria", "pack", "other", "Bad Name"')
    change(folder, 'house = "un"', 'subject = "IRQ"\nseparate = ["brief"]')
    assert refused(folder) == [
        "briefings/pack.toml, line 6, pack, field subject: A pack has no subject of its own: "
        "each brief it names has one.",
        f"{AT}briefs: briefs names iraq twice.",
        f"{AT}briefs: The pack names the brief “Bad Name”, and there is no order of that name.",
        "briefings/pack.toml, line 7, pack, field separate: separate is “brief”; "
        "it can be briefs, annexes. "
        "Did you mean “briefs”?",
        f"{AT}briefs: The pack names the brief “siria”, "
        "and there is no order of that name. Did you mean “syria”?",
        f"{AT}briefs: The pack names itself, “pack”, among its briefs.",
        f"{AT}briefs: The pack names “other”, which is a pack too.",
    ]


def test_packs_that_name_each_other_are_refused_and_end(folder: Path) -> None:
    (folder / "other.toml").write_text('briefs = ["pack"]\nlanguages = ["en-CA"]\n', "utf-8")
    change(folder, '"syria"', '"other"')
    (told,) = refused(folder)
    assert told.endswith("The pack names “other”, which is a pack too.")
    (told,) = refused(folder, "other")
    assert told.endswith("The pack names “pack”, which is a pack too.")


def test_a_language_that_a_brief_is_not_ordered_in_is_named(folder: Path) -> None:
    change(folder, '"fr-CA", ', "", "syria")
    (told,) = refused(folder)
    assert told == (
        f"{AT}briefs: The pack is ordered in fr-CA, and its brief "
        "“syria” is not: that is ordered in en-CA, ar-IQ."
    )


def test_a_mistake_in_a_brief_is_told_with_the_pack_that_waits_for_it(folder: Path) -> None:
    change(folder, "IRQ", "IRAQ", "syria")
    told = refused(folder)
    assert told[0].startswith("briefings/syria.toml, line 2, syria, field subject:")
    assert told[1] == (
        f"{AT}briefs: The pack cannot be made: the order “syria” that it names has mistakes."
    )


@pytest.mark.parametrize("briefs", ["[]", '["iraq", 3]', '"iraq"'])
def test_a_pack_names_its_briefs_as_a_list(folder: Path, briefs: str) -> None:
    change(folder, '["iraq", "syria"]', briefs)
    assert refused(folder)


def test_a_pack_of_too_many_briefs_is_refused(folder: Path) -> None:
    for number in range(41):
        (folder / f"b{number}.toml").write_text(BRIEF.format(number=f"B-{number}"), "utf-8")
    change(folder, '"iraq", "syria"', ", ".join(f'"b{number}"' for number in range(41)))
    assert "The pack names 41 briefs; the limit is 40." in refused(folder)[0]
