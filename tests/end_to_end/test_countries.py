"""Orders about several countries, from ``briefing new`` to the record of the edition."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.editions.manifest import read_manifest
from generator.editions.plain import digest
from tests.end_to_end.command import briefing
from tests.matrix import workspace

TOML = """\
countries = "several"
code = "REG"
[title]
en = "Region: {area}"
fr = "Région : {area}"
ar = "المنطقة: {area}"
[needs.people]
indicators = ["SP.POP.TOTL"]
series = 1
each = true
[needs.shared]
kinds = ["commitment"]
subject = "several"
"""
BRIEF = """\
<section><h2>{{ subject_name() }}</h2>
{% for code in brief.areas %}
<p>{{ code|name }} {{ facts_of(code).people|length|number }}</p>
{% endfor %}
<ul>{% for f in facts.shared %}<li>{{ f|statement(cite=true) }}</li>{% endfor %}</ul>
</section>
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = workspace(tmp_path_factory.mktemp("region"))
    folder = made / "templates" / "region"
    folder.mkdir()
    (folder / "template.toml").write_text(TOML, "utf-8")
    (folder / "brief.j2").write_text(BRIEF, "utf-8")
    return made


def test_an_order_about_three_countries_is_written_listed_and_made(work: Path) -> None:
    said = briefing(work, "new", "irq", "JOR", "LBN", "--template", "region")
    assert "Written: briefings/irq-jor-lbn-region.toml" in said.out
    path = work / "briefings" / "irq-jor-lbn-region.toml"
    path.write_text(path.read_text("utf-8") + '[group]\nen = "Iraq and two neighbours"\n', "utf-8")
    assert "IRQ, JOR, LBN" in briefing(work, "list").out
    (row,) = briefing(work, "list", "--json").json["orders"]
    assert (row["subject"], row["subjects"]) == ("IRQ", ["IRQ", "JOR", "LBN"])
    briefing(work, "build", path.stem)
    made = work / "briefings" / path.stem / "0001"
    plain = json.loads((made / "manifest.json").read_text("utf-8"))
    assert (plain["subject"], plain["subjects"]) == ("IRQ", ["IRQ", "JOR", "LBN"])
    assert plain["number"] == "REG-2026-0001"
    (english,) = made.glob("*_en-CA.html")
    (french,) = made.glob("*_fr-CA.html")
    assert "Region: Iraq and two neighbours" in english.read_text("utf-8")
    assert "Région\u00a0: Irak, Jordanie et Liban" in french.read_text("utf-8")


def test_the_record_of_an_edition_before_there_were_several_is_still_read(work: Path) -> None:
    briefing(work, "new", "IRQ")
    briefing(work, "build", "irq-country-brief", "--languages", "en-CA", "--formats", "html")
    data = (work / "briefings/irq-country-brief/0001/manifest.json").read_bytes()
    assert read_manifest(data).subjects == ()
    plain = json.loads(data)
    del plain["subjects"], plain["seal"]
    old = json.dumps({**plain, "seal": digest(plain)}).encode()
    assert read_manifest(old).subject == "IRQ"


def test_facts_about_several_countries_stand_under_each(work: Path) -> None:
    said = briefing(work, "facts", "jor", "LBN")
    assert said.out.index("Jordan: ") < said.out.index("Lebanon: ")
    both = briefing(work, "facts", "JOR", "LBN", "--json").json["areas"]
    assert [found["area"] for found in both] == ["JOR", "LBN"]
    assert briefing(work, "facts", "LBN", "--json").json == both[1]
    refused = briefing(work, "facts", "JRO", "LBN", "XYZ", status=1)
    assert "No one country has the code or the name “JRO”" in refused.words
    assert "No one country has the code or the name “XYZ”" in refused.words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            'template = "region"\nsubjects = ["IRQ", "JRO", "LBM"]\n',
            (
                "The sources know no country “JRO”. Did you mean “JOR”?",
                "The sources know no country “LBM”. Did you mean “LBN”?",
            ),
        ),
        (
            'template = "region"\nsubject = "IRQ"\n',
            (
                "The template “region” is for several countries, and the order names one.",
                'Write them as subjects = ["IRQ", "JOR"], or choose a template for one country: '
                "biography-sheet, change-note, country-brief",
            ),
        ),
        (
            'template = "country-brief"\nsubjects = ["IRQ", "LBN"]\n',
            (
                "The template “country-brief” is for one country, and the order names 2.",
                "Write an order for each country, or choose a template for several: ",
            ),
        ),
    ],
)
def test_wrong_countries_are_told_together_with_their_line(
    work: Path, fields: str, words: tuple[str, ...]
) -> None:
    path = work / "briefings" / "wrong.toml"
    path.write_text(f'{fields}languages = ["en-CA"]\n', "utf-8")
    try:
        said = briefing(work, "check", "wrong", status=1)
    finally:
        path.unlink()
    for some in words:
        assert some in said.words
    line = 2 if "JRO" in fields else 1
    assert f"briefings/wrong.toml, line {line}" in said.words
