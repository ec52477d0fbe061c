"""One order for three audiences: of what one may not see, no byte is left in its folder.

Every level has facts with words, names, numbers and dates that stand nowhere else, in
three languages and two systems of digits; they are looked for in every byte of every file,
unpacked and decompressed, and in all that is said and kept.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import Said, briefing, content
from tests.end_to_end.workspaces import AREAS, Workspace
from tests.hostile.canaries import _pdf_texts

LEVELS = {"public": "UNCLASSIFIED", "delegation": "PROTECTED A", "minister": "SECRET"}
WORDS = {
    "public": ("Quollington", "Quollingtonne", "كوالنغتون"),
    "delegation": ("Brindlewick", "Brindlewique", "بريندلويك"),
    "minister": ("Zarquemberg", "Zarquembourg", "زاركمبرغ"),
}
PEOPLE = {
    "public": ("Ottoline Fennimark", "أوتولين فنيمارك"),
    "delegation": ("Cosimo Drayhurst", "كوزيمو دريهرست"),
    "minister": ("Isaura Velkonen", "إيساورا فلكونن"),
}
NUMBERS = {
    "public": ("4100112233", "4100112277", "1953"),
    "delegation": ("5200223344", "5200223377", "1967"),
    "minister": ("7300334455", "7300334477", "1978"),
}
"""Of each level: the number of a fact, that of a statistic, and a year."""

TEMPLATE = """

[slots.objectives]

[needs.series]
indicators = ["SP.POP.TOTL"]
subject = "main"
series = 9
"""
PAGE = """\
{% from "shared/charts.j2" import line_charts %}
{% from "shared/tables.j2" import figures, contacts, sources_used %}
{% from "shared/boxes.j2" import to_check %}
<section id="all">
  <h2>{{ t("Chronology") }}</h2>
  <ul>
  {% for f in facts.all %}<li>{{ f|statement }} {{ f.people|names }}{{ f|cite }}</li>{% endfor %}
  </ul>
  {{ figures(facts.series) }}
  {{ line_charts(facts.series) }}
  {{ sources_used(sources()) }}
  {{ to_check(aged, conflicts|unsettled, withheld()) }}
</section>
<section id="aims"><h2>{{ t("Key messages") }}</h2>{{ text("objectives") }}</section>
{% if brief.meeting is not none %}
<section id="people">
  <h2>{{ t("People at the meeting") }}</h2>
  {{ contacts(brief.meeting.participants) }}
</section>
{% endif %}
"""
SOURCE = """\
title.en = "Papers of {word}"
title.fr = "Documents de {french}"
title.ar = "أوراق {arabic}"
languages = ["en", "fr", "ar"]
licence = "for {word} alone"
marking = "{level}"
producer_name.en = "Office of {word}"

[documents.page]
kind = "report"
language = "en"
title.en = "A report on {word}"
title.fr = "Un rapport sur {french}"
title.ar = "تقرير عن {arabic}"
url = "https://example.org/{word}"
as_of = "2024-06"

[[tables]]
files = "data/*.csv"
document = "page"
id_prefix = "{name}"
columns = {{ area = "code", period = "year", value = "value" }}
decimal_mark = "."
"""
FACTS = """\
- id: {name}-figure
  kind: figure
  countries: [KEN]
  people: [{name}-person]
  subject: {name}-size
  text:
    en: "The host of {word} has {{value}} people since {{date}}."
    fr: "L'ost de {french} compte {{value}} personnes depuis {{date}}."
    ar: "يضم جمع {arabic} {{value}} شخص منذ {{date}}."
  value: {number}
  unit: persons
  date: {year}
  locator: "folio {word}"
  note: "Ask {word}."
  tags: [{name}_topic]
- id: {name}-rival
  kind: figure
  countries: [KEN]
  subject: shared-size
  period: 2020/2021
  text:
    en: "According to {word}, the port has {{value}} berths for people."
    fr: "Selon {french}, le port a {{value}} places."
    ar: "وفق {arabic} في الميناء {{value}} مكان."
  value: {rival}
  unit: persons
"""
RIVALS = {"public": "1100", "delegation": "1200", "minister": "1300"}
INDICATORS = """\
code,unit,decimals,name_en,name_fr,name_ar
SP.POP.TOTL,persons,0,Population,Population,السكان
"""
ORDER = """\
template = "plain"
subject = "KEN"
languages = ["en", "fr", "ar-SY"]
as_of = "2024-12-01"
number = "KEN-1"
digits = {ar = "arab"}

[word]
charts = "native"

[meeting]
date = "2024-12-10"
participants = ["minister-person"]
marking = "SECRET"
[meeting.title]
en = "Talk at Zarquemberg"

[text.objectives]
marking = "SECRET"
en = "Win Zarquemberg over."
fr = "Gagner Zarquembourg."
ar = "كسب زاركمبرغ."
"""
AUDIENCES = "".join(f'\n[audiences.{n}]\nceiling = "{level}"\n' for n, level in LEVELS.items())


def workspace(root: Path) -> Workspace:
    work = Workspace(root)
    work.write("sources/reference/areas.csv", AREAS)
    for name, (latin, arabic) in PEOPLE.items():
        word, french, in_arabic = WORDS[name]
        values = {
            "name": name,
            "word": word,
            "french": french,
            "arabic": in_arabic,
            "level": LEVELS[name],
            "number": NUMBERS[name][0],
            "year": NUMBERS[name][2],
            "rival": RIVALS[name],
        }
        work.write(f"sources/{name}/source.toml", SOURCE.format(**values))
        work.write(f"sources/{name}/facts/facts.yaml", FACTS.format(**values))
        rows = (f"KEN,{2010 + i},{NUMBERS[name][1]}\n" for i in _years(name))
        work.write(f"sources/{name}/data/SP.POP.TOTL.csv", f"code,year,value\n{''.join(rows)}")
        work.write(f"sources/{name}/indicators.csv", INDICATORS)
        work.write(
            f"sources/{name}/people.yaml",
            f'- id: {name}-person\n  name: {{latin: "{latin}", ar: "{arabic}"}}\n'
            f"  name_status: {{ar: attested}}\n  gender: f\n"
            "  title: {en: Envoy}\n",
        )
    work.template("plain", PAGE, TEMPLATE)
    work.write("briefings/kenya.toml", ORDER + AUDIENCES)
    return work


def _years(name: str) -> range:
    """Years of the statistics of a level: those of a higher one are newer."""
    place = list(LEVELS).index(name)
    return range(4 * place, 4 * place + 4)


class Run:
    """A workspace whose order was built for its three audiences."""

    def __init__(self, root: Path) -> None:
        self.work = workspace(root)
        self.said = briefing(root, "build")

    def folder(self, name: str) -> Path:
        return self.work.root / "briefings" / f"kenya-{name}"

    def manifest(self, name: str, number: int = 1) -> Any:
        path = self.folder(name) / f"{number:04d}" / "manifest.json"
        return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("audiences"))


# ---------------------------------------------------------------- looking at every byte


def texts(name: str, data: bytes, depth: int = 0) -> Iterator[str]:
    """Everything that can be read in a file, whatever it is packed in."""
    yield name
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        yield data.decode(encoding, "replace")
    if depth < 4 and data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for inside in package.namelist():
                part = package.read(inside)
                yield from texts(inside, part, depth + 1)
                yield re.sub(r"<[^>]*>", "", part.decode("utf-8", "replace"))
    elif depth < 4 and data[:2] == b"\x1f\x8b":
        yield from texts(name, gzip.decompress(data), depth + 1)
    elif data[:5] == b"%PDF-":
        yield from _pdf_texts(data)
    elif data[:2] in (b"\x78\x9c", b"\x78\xda"):
        yield from texts(name, zlib.decompress(data), depth + 1)
    if data.lstrip()[:5].lower() in (b"<!doc", b"<html"):
        yield re.sub(r"<[^>]*>", "", data.decode("utf-8", "replace"))


def figures(text: str) -> str:
    """A text with all digits as 0 to 9 and nothing between those of one number."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    return re.sub(r"(?<=\d)[\s.,'’٬٫\u00a0\u202f\u2009_]+(?=\d)", "", plain)


def seen(files: dict[str, bytes]) -> set[str]:
    """Of which levels there is anything in some files."""
    found: set[str] = set()
    for name, data in files.items():
        for text in texts(name, data):
            found |= told(text)
    return found


def told(text: str) -> set[str]:
    """Of which levels there is anything in a text."""
    number, lowered = figures(text), text.casefold()
    return {
        level
        for level in LEVELS
        if any(word.casefold() in lowered for word in (*WORDS[level], *PEOPLE[level]))
        or any(digits in number for digits in NUMBERS[level][:2])
    }


def test_what_is_looked_for_is_found_in_all_its_disguises() -> None:
    assert told("تضم ٧٬٣٠٠٬٣٣٤٬٤٥٥ شخصاً") == {"minister"}
    assert told("7\u202f300\u202f334\u202f455") == {"minister"}
    assert seen({"x.zip": _zipped("word/document.xml", "<w:t>Zarq</w:t><w:t>uemberg</w:t>")}) == {
        "minister"
    }
    assert told("nothing of it") == set()


def _zipped(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, text)
    return out.getvalue()


# ---------------------------------------------------------------- what each audience gets


@pytest.mark.parametrize("name", LEVELS)
def test_an_edition_holds_all_up_to_its_ceiling_and_no_byte_above_it(run: Run, name: str) -> None:
    files = content(run.folder(name))
    assert len(files) >= 9 + 2  # documents, manifest, latest
    allowed = set(list(LEVELS)[: list(LEVELS).index(name) + 1])
    assert seen(files) == allowed
    for suffix in (".pdf", ".docx", ".html"):  # each format says all that it may say
        some = {file: data for file, data in files.items() if file.endswith(suffix)}
        assert len(some) == 3
        assert seen(some) == allowed


def test_ids_of_what_is_hidden_do_not_leave_either(run: Run) -> None:
    for name in list(LEVELS)[:2]:
        hidden = [level for level in LEVELS if list(LEVELS).index(level) > list(LEVELS).index(name)]
        for data in content(run.folder(name)).values():
            for text in texts("", data):
                assert not any(f"{level}-figure" in text for level in hidden)


def test_every_document_bears_the_marking_of_the_highest_fact_it_prints(run: Run) -> None:
    for name, level in LEVELS.items():
        manifest = run.manifest(name)
        assert (manifest["marking"], manifest["ceiling"], manifest["audience"]) == (
            level,
            level,
            name,
        )
        signs = level.replace(" ", "-")
        assert all(
            d["file"].startswith(f"KEN-1-{name.upper()}_{signs}_") for d in manifest["documents"]
        )


def test_how_many_were_left_out_is_counted_and_told(run: Run) -> None:
    # Of each level two statements and four values of a statistic; a text and a meeting are secret.
    counts = {name: run.manifest(name)["above_ceiling"] for name in LEVELS}
    assert counts == {"public": 12 + 2, "delegation": 6 + 2, "minister": 0}
    assert "number of facts: 12." in run.said.words
    assert "number of facts: 6." in run.said.words


def test_nothing_above_the_lowest_level_is_said_or_kept(run: Run) -> None:
    root = run.work.root
    for said in (
        run.said,
        briefing(root, "build"),
        briefing(root, "build", "--json"),
        briefing(root, "check"),
        briefing(root, "check", "--json"),
        briefing(root, "list"),
        briefing(root, "list", "--json"),
    ):
        assert told(said.all) <= {"public"}
    assert seen(content(root / "state")) <= {"public"}


def test_translators_of_an_edition_get_nothing_above_its_ceiling(run: Run) -> None:
    root = run.work.root
    for name in LEVELS:
        before = set(content(root))
        briefing(root, "translate", "export", "--to", "fr", "--order", f"kenya-{name}")
        made = {f: data for f, data in content(root).items() if f not in before}
        assert made
        allowed = set(list(LEVELS)[: list(LEVELS).index(name) + 1])
        assert seen(made) <= allowed
        for file in made:
            (root / file).unlink()


def test_a_secret_that_changes_makes_no_new_public_edition(tmp_path: Path) -> None:
    run = Run(tmp_path)
    facts = tmp_path / "sources/minister/facts/facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("7300334455", "7300334466"), "utf-8")
    said: Said = briefing(tmp_path, "build", "kenya")
    assert {name: len(list(run.folder(name).glob("0*"))) for name in LEVELS} == {
        "public": 1,
        "delegation": 1,
        "minister": 2,
    }
    assert told(said.all) <= {"public"}
    assert "7300334466" not in figures(said.all)
    changed = briefing(tmp_path, "build", "kenya-public")
    assert "kenya-minister" not in changed.all
