"""Audiences of an order: what each gets, and what is told when one is written wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.orders.audiences import for_audiences
from generator.build.orders.order import read_order
from generator.problems import Findings
from tests.end_to_end.command import briefing, content
from tests.end_to_end.workspaces import Workspace

START = """\
template = "plain"
subject = "KEN"
languages = ["en"]
formats = ["html"]
as_of = "2024-12-01"
number = "KEN-1"
"""
THREE = """
[audiences.public]
ceiling = "UNCLASSIFIED"
audience = "to-say"

[audiences.minister]
ceiling = "SECRET"
number = "KEN-MIN-7"
languages = ["fr-CA"]
formats = ["pdf"]
handling = ["EYES ONLY"]
[audiences.minister.title]
en = "For the minister"
"""
FACTS = """\
- {id: said, kind: context, countries: [KEN], text: {en: "Said aloud."}}
- {id: kept, kind: context, countries: [KEN], text: {en: "Kept back."}, disclosable: false}
- {id: closed, kind: context, countries: [KEN], text: {en: "Not for all."}, marking: SECRET}
"""


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    work = Workspace(tmp_path)
    work.write("sources/page/facts/facts.yaml", FACTS)
    return work


def test_each_audience_is_an_order_of_its_own(work: Workspace) -> None:
    path = work.write("briefings/kenya.toml", START + THREE)
    findings = Findings()
    order = read_order(path, findings)
    assert order is not None
    assert not tuple(findings)
    public, minister = for_audiences(order)
    assert (public.name, public.number, public.ceiling, public.audience) == (
        "kenya-public",
        "KEN-1-PUBLIC",
        "UNCLASSIFIED",
        "to-say",
    )
    assert (public.languages, public.formats, public.readers) == (("en",), ("html",), "public")
    assert (minister.name, minister.number, minister.ceiling) == (
        "kenya-minister",
        "KEN-MIN-7",
        "SECRET",
    )
    assert (minister.languages, minister.formats) == (("fr-CA",), ("pdf",))
    assert minister.handling == ({"": "EYES ONLY"},)
    assert minister.title == {"en": "For the minister"}
    assert minister.audience is None
    assert for_audiences(public) == (public,)


def test_one_or_all_are_built_listed_and_found_unchanged(work: Workspace) -> None:
    audiences = THREE[: THREE.index("number")].replace('ceiling = "SECRET"\n', 'ceiling = "SECRET"')
    work.write("briefings/kenya.toml", START + audiences)
    briefing(work.root, "build", "kenya-public")
    assert (work.editions("kenya-public"), work.editions("kenya-minister")) == (["0001"], [])
    briefing(work.root, "build", "kenya")
    assert (work.editions("kenya-public"), work.editions("kenya-minister")) == (["0001"], ["0001"])
    assert work.editions("kenya") == []
    listed = briefing(work.root, "list", "--json").json["orders"]
    assert [(row["order"], row["edition"]) for row in listed] == [
        ("kenya-public", 1),
        ("kenya-minister", 1),
        ("uganda", None),
    ]
    page = next(work.edition("kenya-public").glob("KEN-1-PUBLIC_UNCLASSIFIED_en.html")).read_text()
    assert "Said aloud." in page
    assert "Kept back." not in page
    assert "Not for all." not in page
    page = next(work.edition("kenya-minister").glob("KEN-1-MINISTER_SECRET_en.html")).read_text()
    assert "Kept back." in page
    assert "Not for all." in page
    before = content(work.root / "briefings")
    again = briefing(work.root, "build", "kenya").words
    assert again.count("nothing has changed; edition 1 stands.") == 2
    assert content(work.root / "briefings") == before


@pytest.mark.parametrize(
    ("audiences", "what", "remedy"),
    [
        ("[audiences.public]\n", "The order does not say its audiences.public.ceiling.", ""),
        (
            '[audiences.public]\nceiling = "Secret"\n',
            "The house style has no marking “Secret”. Did you mean “SECRET”?",
            "Choose one of:",
        ),
        (
            '[audiences.Public]\nceiling = "SECRET"\n',
            "The audience “Public” has a name that cannot be used: the character “P” (U+0050);",
            "Name it shortly, such as public, delegation or minister",
        ),
        (
            '[audiences.public]\nceiling = "SECRET"\nheigth = 2\n',
            "An order has no field “audiences.public.heigth”.",
            "",
        ),
        (
            '[audiences.public]\nceiling = "SECRET"\naudience = "to say"\n',
            "audiences.public.audience is “to say”; it can be to-say, background.",
            "",
        ),
        (
            '[audiences.a]\nceiling = "SECRET"\nnumber = "X"\n'
            '[audiences.b]\nceiling = "SECRET"\nnumber = "X"\n',
            "The document number X is already that of briefings/kenya.toml.",
            "",
        ),
        ('audiences = "all"\n', "audiences is", "a table of its own"),
    ],
)
def test_an_audience_that_is_written_wrongly_is_refused(
    work: Workspace, audiences: str, what: str, remedy: str
) -> None:
    work.write("briefings/kenya.toml", START + audiences)
    said = briefing(work.root, "build", "kenya", status=1)
    assert what in said.words
    assert remedy in said.words


def test_an_audience_cannot_take_the_folder_of_another_order(work: Workspace) -> None:
    work.write("briefings/kenya.toml", START + THREE)
    work.order("kenya-public")
    said = briefing(work.root, "build", "kenya", status=1)
    assert (
        "The editions for this audience would lie in kenya-public/, the folder of another order."
        in said.words
    )


def test_a_name_that_no_audience_has_is_told(work: Workspace) -> None:
    work.write("briefings/kenya.toml", START + THREE)
    said = briefing(work.root, "build", "kenya-press", status=1)
    assert "There is no order “kenya-press”." in said.words


def test_a_meeting_raises_the_marking_or_is_left_out(work: Workspace) -> None:
    meeting = '\n[meeting]\nmarking = "PROTECTED A"\n[meeting.title]\nen = "A quiet talk"\n'
    audiences = "".join(
        f'\n[audiences.{name}]\nceiling = "{level}"\n'
        for name, level in {"public": "UNCLASSIFIED", "staff": "PROTECTED A"}.items()
    )
    work.write("briefings/kenya.toml", START + meeting + audiences)
    said = briefing(work.root, "build", "kenya")
    (public,) = work.edition("kenya-public").glob("*_UNCLASSIFIED_en.html")
    assert "A quiet talk" not in public.read_text()
    (staff,) = work.edition("kenya-staff").glob("*_PROTECTED-A_en.html")
    assert "A quiet talk" in staff.read_text()
    assert "A quiet talk" not in said.all
