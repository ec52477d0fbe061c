"""Packs, built with everything real: one document of several, and each alone."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from generator.build.report import BuildReport, OrderReport, Outcome, Settings
from generator.build.run import build
from generator.build.workspace import Workspace as Place
from generator.editions.manifest import Manifest, read_manifest
from generator.proof.page_text import read_page
from generator.proof.pdf_text import read_pdf
from generator.proof.word_text import CALL, read_word
from tests.end_to_end.workspaces import Workspace, named

pytestmark = pytest.mark.usefixtures("warm_workers")
TODAY = dt.date(2024, 12, 5)
ANNEXED = """\
<section id="all">
  <h2>{{ t("Chronology") }}</h2>
  <ul>{% for f in facts.all %}<li>{{ f|statement }}{{ f|cite }}</li>{% endfor %}</ul>
  <p>{{ reference("dates") }}</p>
</section>
<section id="annex" class="new-page">
  <h2>{{ t("Sources") }}</h2>
  <table id="dates"><caption>{{ t("Date") }}</caption><colgroup><col width="100"/></colgroup>
  <tbody>{% for f in facts.all %}<tr><td>{{ f|statement }}{{ f|cite }}</td></tr>{% endfor %}</tbody>
  </table>
</section>
"""
PACK = """\
briefs = ["kenya", "uganda"]
number = "PCK-1"
languages = ["en"]
as_of = "2024-12-01"
house = "neutral"
"""


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    work = Workspace(tmp_path / "work")
    work.template("annexed", ANNEXED)
    work.facts(named(["First of Kenya.", "Second of Kenya."], "ken"))
    work.order("kenya", template='"annexed"', number='"KEN-1"', formats='["html"]')
    work.order("uganda", subject="UGA", number='"UGA-1"', formats='["html"]')
    work.write("briefings/pack.toml", PACK)
    return work


def make(work: Workspace, **settings: Any) -> BuildReport:
    return build(Place(work.root), ("pack",), Settings(today=TODAY, jobs=2, **settings))


def only(report: BuildReport) -> OrderReport:
    (order,) = report.orders
    return order


def made(work: Workspace, edition: int = 1) -> tuple[Path, Manifest]:
    folder = work.edition("pack", edition)
    return folder, read_manifest((folder / "manifest.json").read_bytes())


def test_a_pack_is_one_document_and_its_briefs_and_annexes_alone(work: Workspace) -> None:
    report = only(make(work))
    assert [p.what for p in report.errors] == []
    folder, manifest = made(work)
    names = sorted(path.name for path in folder.glob("*.html"))
    assert names == [
        "PCK-1-1-A_UNCLASSIFIED_en.html",
        "PCK-1-1_UNCLASSIFIED_en.html",
        "PCK-1-2_UNCLASSIFIED_en.html",
        "PCK-1_UNCLASSIFIED_en.html",
    ]
    assert {(d.format, d.piece) for d in manifest.documents} == {
        (name, piece) for name in ("pdf", "docx", "html") for piece in ("", "1", "1-A", "2")
    }
    assert (manifest.subject, manifest.subjects) == ("KEN", ("KEN", "UGA"))
    assert [b.subjects for b in manifest.briefs] == [("KEN",), ("UGA",)]
    assert [(b.order, b.number, b.template.name) for b in manifest.briefs] == [
        ("kenya", "KEN-1", "annexed"),
        ("uganda", "UGA-1", "plain"),
    ]
    assert {fact.id for fact in manifest.facts} == {"ken-000", "ken-001", "calm"}
    assert not work.editions("kenya")
    assert not work.editions("uganda")


def test_all_formats_say_parts_running_numbers_and_one_list_of_sources(work: Workspace) -> None:
    make(work, formats=("pdf", "docx", "html"))
    folder, _ = made(work)
    page = read_page((folder / "PCK-1_UNCLASSIFIED_en.html").read_bytes())
    pdf = read_pdf((folder / "PCK-1_UNCLASSIFIED_en.pdf").read_bytes())
    word = read_word((folder / "PCK-1_UNCLASSIFIED_en.docx").read_bytes())
    told = {"html": page, "pdf": "".join(pdf.body), "docx": "\n".join(word.body)}
    for text in told.values():
        for words in ("Meeting pack", "Part 1 – Kenya", "Part 2 – Uganda", "Sources of all parts"):
            assert words in text.replace("\u2060", "")
        assert text.count("“A page”") == 2  # one note for each source, however often it is cited
    assert pdf.notes == word.notes == ()
    assert len(pdf.pages) == 5  # cover, brief, its annex, brief, sources
    assert all(f"Page {n} of 5" in page for n, page in enumerate(pdf.pages, 1))
    assert f"{CALL}1" in told["docx"]
    assert f"{CALL}2" in told["docx"]


def test_an_annex_alone_has_its_number_and_title_and_counts_its_own_tables(
    work: Workspace,
) -> None:
    make(work, formats=("html",))
    folder, _ = made(work)
    annex = read_page((folder / "PCK-1-1-A_UNCLASSIFIED_en.html").read_bytes())
    whole = read_page((folder / "PCK-1_UNCLASSIFIED_en.html").read_bytes())
    assert "No. PCK-1-1-A" in annex
    assert "Kenya: all that is known" in annex
    assert "Table\u00a01 – Date" in annex
    assert "Table\u00a02 – Date" in whole  # behind the table of the cover
    assert "First of Kenya." in annex
    assert "All is calm." not in annex


def test_nothing_changed_makes_no_edition_and_a_change_in_one_brief_does(work: Workspace) -> None:
    make(work)
    again = only(make(work))
    assert again.outcome is Outcome.UNCHANGED
    work.facts({"calm": "All is quiet."}, source="calm", area="UGA")
    report = only(make(work))
    assert (report.outcome, report.edition) == (Outcome.PUBLISHED, 2)
    assert any("calm" in reason.items for reason in report.reasons)


def test_a_changed_order_of_a_brief_is_seen(work: Workspace) -> None:
    make(work)
    work.order("uganda", subject="UGA", number='"UGA-2"', formats='["html"]')
    report = only(make(work))
    assert (report.outcome, report.edition) == (Outcome.PUBLISHED, 2)


def test_a_part_of_a_pack_never_counts_as_the_latest(work: Workspace) -> None:
    make(work)
    report = only(make(work, formats=("html",)))
    assert report.outcome is Outcome.UNCHANGED  # the first edition holds it
    report = only(make(work, as_of=dt.date(2024, 11, 1)))
    assert (report.outcome, report.as_ordered) == (Outcome.PUBLISHED, False)
    assert (work.root / "briefings" / "pack" / "latest").read_text().strip() == "0001"


def test_the_same_pack_has_the_same_bytes_everywhere(work: Workspace, tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    for output in (first, second):
        make(work, output=output)
    one, other = (
        {path.name: path.read_bytes() for path in (output / "pack" / "0001").iterdir()}
        for output in (first, second)
    )
    assert one == other


@pytest.mark.parametrize(
    ("pack", "brief", "printed"),
    [("PROTECTED A", "PROTECTED A", True), ("PROTECTED A", "", False), ("", "PROTECTED A", False)],
)
def test_the_lower_ceiling_of_pack_and_brief_counts(
    work: Workspace, pack: str, brief: str, printed: bool
) -> None:
    work.facts({"kept": "A kept matter."}, source="page", area="KEN", marking="PROTECTED A")
    ceiling = f'ceiling = "{pack}"\n' if pack else ""
    work.write("briefings/pack.toml", PACK.replace("neutral", "canada") + ceiling)
    work.order("kenya", **({"ceiling": f'"{brief}"'} if brief else {}))
    report = only(make(work, formats=("html",)))
    assert [p.what for p in report.errors] == []
    folder, manifest = made(work)
    assert (manifest.marking == "PROTECTED A") is printed
    text = "".join(read_page(path.read_bytes()) for path in folder.glob("*.html"))
    assert ("A kept matter." in text) is printed
    marks = {p.name.split("_")[0]: p.name.split("_")[1] for p in folder.glob("*.html")}
    assert marks["PCK-1"] == marks["PCK-1-1"] == ("PROTECTED-A" if printed else "UNCLASSIFIED")
    assert marks["PCK-1-2"] == "UNCLASSIFIED"


def test_a_brief_that_cannot_be_chosen_refuses_the_pack_and_nothing_else(work: Workspace) -> None:
    make(work)
    work.order("uganda", subject="UGX", number='"UGA-1"')
    report = build(Place(work.root), (), Settings(today=TODAY, jobs=2))
    outcomes = {order.order: order.outcome for order in report.orders}
    assert outcomes == {
        "kenya": Outcome.PUBLISHED,
        "pack": Outcome.REFUSED,
        "uganda": Outcome.REFUSED,
    }
    pack = next(order for order in report.orders if order.order == "pack")
    assert [p.code for p in pack.errors] == ["order-subject-unknown", "pack-brief-refused"]
    assert pack.last_good == 1


def test_a_workspace_may_have_a_cover_of_its_own(work: Workspace) -> None:
    work.write(
        "templates/shared/pack.j2",
        "{% for part in parts %}<p>{{ part.place }}: {{ part.title }}"
        '{% if part.annexes > 0 %}, {{ t("Sources") }}{% endif %}'
        "</p>{% endfor %}",
    )
    assert [p.what for p in only(make(work, formats=("html",))).errors] == []
    folder, _ = made(work)
    text = read_page((folder / "PCK-1_UNCLASSIFIED_en.html").read_bytes())
    assert "1: Kenya: all that is known, Sources" in text
    assert "2: Uganda: all that is known" in text


def test_the_facts_inside_the_pdf_are_those_of_all_parts_once(work: Workspace) -> None:
    make(work, formats=("pdf",))
    folder, _ = made(work)
    read = read_pdf((folder / "PCK-1_UNCLASSIFIED_en.pdf").read_bytes())
    facts = json.loads(read.files["facts.json"])["facts"]
    assert [fact["id"] for fact in facts] == ["ken-000", "ken-001", "calm"]


# ---------------------------------------------------------------- two languages in one file

BILINGUAL = """\
template = "annexed"
subject = "KEN"
number = "KEN-1"
languages = ["en", "fr"]
as_of = "2024-12-01"
house = "neutral"
[bilingual]
languages = ["en", "fr"]
layouts = ["side-by-side", "tumble"]
"""


def test_an_order_makes_two_languages_in_one_file_too(work: Workspace) -> None:
    work.write("briefings/kenya.toml", BILINGUAL)
    place = Place(work.root)
    (report,) = build(place, ("kenya",), Settings(today=TODAY, jobs=2)).orders
    assert [p.what for p in report.errors] == []
    names = {path.name for path in work.edition("kenya").iterdir()}
    start = "KEN-1_UNCLASSIFIED_en-fr"
    assert {name for name in names if name.startswith(start)} == {
        *(f"{start}-side-by-side.{name}" for name in ("pdf", "docx", "html")),
        *(f"{start}-tumble.{name}" for name in ("pdf", "docx")),
    }
    page = read_page((work.edition("kenya") / f"{start}-side-by-side.html").read_bytes())
    assert page.index("Chronology") < page.index("Chronologie") < page.index("First of Kenya.")
    (again,) = build(place, ("kenya",), Settings(today=TODAY, jobs=2)).orders
    assert again.outcome is Outcome.UNCHANGED
    part = Settings(today=TODAY, jobs=2, languages=("en",), output=work.root / "part")
    (report,) = build(place, ("kenya",), part).orders
    assert {file.piece for file in report.files} == {""}


def test_a_pack_may_be_bilingual(work: Workspace) -> None:
    for name, area in (("kenya", "KEN"), ("uganda", "UGA")):
        work.order(name, subject=area, number=f'"{area}-1"', languages='["en", "fr"]')
    pack = PACK.replace('["en"]', '["fr", "en"]') + '[bilingual]\nlanguages = ["fr", "en"]\n'
    work.write("briefings/pack.toml", pack)
    report = only(make(work, formats=("pdf", "docx")))
    assert [p.what for p in report.errors] == []
    pieces = {(file.format, file.piece) for file in report.files if file.piece == "side-by-side"}
    assert pieces == {("pdf", "side-by-side"), ("docx", "side-by-side")}


def test_a_brief_made_in_the_same_run_as_its_pack_says_what_its_own_order_says(
    work: Workspace,
) -> None:
    settings = Settings(today=TODAY, jobs=1, formats=("html",), output=work.root / "run")
    names = ("kenya", "pack", "uganda")
    reports = build(Place(work.root), names, settings).orders
    assert [p.what for report in reports for p in report.errors] == []
    for name, number in (("kenya", "KEN-1"), ("uganda", "UGA-1")):
        (file,) = (work.root / "run" / name / "0001").glob("*.html")
        text = file.read_text("utf-8")
        assert number in text
        assert "PCK-1" not in text
    (alone,) = (work.root / "run" / "pack" / "0001").glob("PCK-1-1_*.html")
    assert "PCK-1-1" in alone.read_text("utf-8")
