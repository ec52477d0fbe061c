"""A table of hundreds of rows, from sources to the edition: printed in part, there as a whole."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from generator.editions.manifest import read_manifest
from generator.editions.store import EditionStore
from tests.end_to_end.command import briefing, content
from tests.end_to_end.workspaces import Workspace, named

TABLE = """\
<section id="all"><h2>{{ t("Chronology") }}</h2>
<table><caption>{{ t("Chronology") }}</caption>
<thead><tr><th>{{ t("Subject") }}</th></tr></thead>
<tbody>{% for f in facts.all %}<tr><td>{{ f|statement }}{{ f|cite }}</td></tr>{% endfor %}</tbody>
</table></section>
"""
ROWS = 320
ORDER = "kenya"
FILE = "KENYA_UNCLASSIFIED_{}_table-1.csv"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("long"))
    texts = named([f"Row number {n}." for n in range(ROWS)], "row")
    made.facts({**texts, "row-000": "=HYPERLINK(1) is no row."})
    made.template("list", TABLE)
    made.order(ORDER, template='"list"', languages='["en", "fr"]', table_rows="40")
    briefing(made.root, "build", ORDER, "--issued", "2024-12-01")
    return made


def rows_of(data: bytes, separator: str) -> list[list[str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [*csv.reader(text, delimiter=separator)]


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("fr", ";")])
def test_every_row_is_in_the_file_beside_the_documents(
    work: Workspace, language: str, separator: str
) -> None:
    data = (work.edition(ORDER) / FILE.format(language)).read_bytes()
    about, _, *rows = rows_of(data, separator)
    assert about[0] in ("UNCLASSIFIED", "NON CLASSIFIÉ")
    assert len(rows) == ROWS
    assert {row[0] for row in rows if "Row number 319." in row[0]}
    assert [row[0][:12] for row in rows if "HYPERLINK" in row[0]] == ["'=HYPERLINK("]
    assert all("A page" in row[1] for row in rows)


def test_the_manifest_vouches_for_it(work: Workspace) -> None:
    folder = work.edition(ORDER)
    manifest = read_manifest((folder / "manifest.json").read_bytes())
    assert [table.language for table in manifest.tables] == ["en", "fr"]
    for table in manifest.tables:
        data = (folder / table.file).read_bytes()
        assert (table.size, table.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert (table.rows, table.printed) == (ROWS, 40)
    assert [table.separator + table.decimal for table in manifest.tables] == [",.", ";,"]
    assert len(manifest.facts) == ROWS, "rows that are not printed count for the record"


def test_the_pdf_holds_it_and_the_page_leads_to_it(work: Workspace) -> None:
    folder, name = work.edition(ORDER), FILE.format("en")
    data = (folder / name).read_bytes()
    (pdf,) = folder.glob("*_en.pdf")
    with pikepdf.open(pdf) as read:
        assert read.attachments[name].get_file().read_bytes() == data
        described = str(read.attachments[name].obj.Desc)
        related = {str(one.UF): str(one.AFRelationship) for one in read.Root.AF}
    assert described.startswith("Table 1 – Chronology")
    assert related[name] == "/Data"
    (page,) = folder.glob("*_en.html")
    assert f'<a href="{name}" type="text/csv">' in page.read_text("utf-8")
    (word,) = folder.glob("*_en.docx")
    with zipfile.ZipFile(word) as parts:
        main = parts.read("word/document.xml").decode()
        assert name not in parts.read("word/_rels/document.xml.rels").decode()
    assert name in re.sub("<[^>]+>", "", main)
    assert main.count("<w:tr>") == 41


def test_nothing_changes_while_nothing_changes(work: Workspace) -> None:
    before = content(work.edition(ORDER))
    said = briefing(work.root, "build", ORDER, "--issued", "2024-12-02")
    assert work.editions(ORDER) == ["0001"]
    assert "nothing has changed" in said.words
    briefing(work.root, "build", ORDER, "--issued", "2024-12-01", "--output", "other", fresh=True)
    assert content(work.root / "other" / ORDER / "0001").keys() == before.keys()
    again = content(work.root / "other" / ORDER / "0001")
    assert {n: d for n, d in again.items() if n != "manifest.json"} == {
        n: d for n, d in before.items() if n != "manifest.json"
    }


def test_a_changed_row_that_no_page_prints_makes_a_new_edition(
    work: Workspace, tmp_path: Path
) -> None:
    path = work.root / "sources/page/facts/facts.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Row number 319.", "Row number three hundred."), "utf-8")
    briefing(work.root, "build", ORDER, "--issued", "2024-12-01")
    path.write_text(text, "utf-8")
    assert work.editions(ORDER) == ["0001", "0002"]
    data = (work.edition(ORDER, 2) / FILE.format("en")).read_text("utf-8")
    assert "Row number three hundred." in data


def test_a_file_that_was_changed_damages_its_edition(work: Workspace, tmp_path: Path) -> None:
    path = work.edition(ORDER) / FILE.format("fr")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"319", b"318"))
    damaged = EditionStore(work.root / "briefings").verified(ORDER).damaged
    path.write_bytes(data)
    assert [p.values["edition"] for p in damaged] == ["0001"]
    assert path.name in damaged[0].values["reason"]
