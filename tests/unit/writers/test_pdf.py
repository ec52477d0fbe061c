"""PDF files: what they say of themselves, how they read, and that they never change."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from generator.document import walk
from generator.document.facts import facts_json
from generator.document.tree import (
    Cell,
    Citation,
    Document,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Value,
)
from generator.proof.files import prove
from generator.writers.pdf import write_pdf
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.pdf_reading import HOUSE, ROOT, File, bare, house

DRAFT = {"en": True, "fr": False, "ar": True}


@cache
def file(language: str) -> File:
    return File(sample(language, draft=DRAFT[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_language_title_and_how_to_show_it(language: str) -> None:
    pdf = file(language)
    assert str(pdf.root.Lang) == pdf.document.lang
    preferences = pdf.root.ViewerPreferences
    assert preferences.DisplayDocTitle is True
    assert preferences.get("/Direction") == ("/R2L" if language == "ar" else None)
    assert pdf.root.PageLabels.Nums[1].S == "/D"
    info = pdf.pdf.docinfo
    assert str(info.Title) == pdf.document.properties.title
    assert str(info.Author) == pdf.document.properties.author
    assert str(info.CreationDate) == str(info.ModDate) == "D:20241201000000Z"


@pytest.mark.parametrize("language", LANGUAGES)
def test_metadata_claim_pdf_a_3a_and_pdf_ua_1(language: str) -> None:
    metadata = file(language).pdf.open_metadata()
    assert metadata["pdfaid:part"] == "3"
    assert metadata["pdfaid:conformance"] == "A"
    assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_facts_are_attached_as_data(language: str) -> None:
    pdf = file(language)
    (spec,) = pdf.root.AF
    assert spec.AFRelationship == "/Data"
    assert str(spec.UF) == str(spec.F) == "facts.json"
    assert str(spec.Desc) == pdf.document.labels.facts_file
    content = spec.EF.F
    assert content.Subtype == "/application/json"
    assert content.read_bytes() == facts_json(pdf.document)
    issued = "D:20241201000000Z"
    assert str(content.Params.CreationDate) == str(content.Params.ModDate) == issued
    assert len(pdf.root.Names.EmbeddedFiles.Names) == 2


def test_a_document_without_a_name_for_the_facts_has_nothing_attached() -> None:
    document = sample("en")
    bare_labels = replace(document.labels, facts_file="")
    pdf = File(replace(document, labels=bare_labels))
    assert "/AF" not in pdf.root


@pytest.mark.parametrize("language", LANGUAGES)
def test_marking_organisation_and_number_stand_on_every_page(language: str) -> None:
    pdf = file(language)
    furniture = pdf.document.furniture
    for number, text in enumerate(pdf.texts, 1):
        assert bare(furniture.marking) in text
        assert bare(furniture.organisation) in text
        assert "2024-0001" in text
        page = furniture.page.format(page=number, pages=len(pdf.texts))
        assert bare(page) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_text_of_the_tree_is_on_the_pages(language: str) -> None:
    pdf = file(language)
    aloud = bare(pdf.read_aloud())
    *body, _, _, _, _ = walk.lines(pdf.document)  # the last four are the page's furniture
    summaries = {table.summary for table in walk.tables(pdf.document)}
    for _, children in body:
        for inline in children:
            if isinstance(inline, Text | Value) and inline.text not in summaries:
                assert bare(inline.text) in aloud


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outline_has_every_heading(language: str) -> None:
    pdf = file(language)
    with pdf.pdf.open_outline() as outline:
        titles = []
        for item in outline.root:
            titles += [item.title, *(child.title for child in item.children)]
    assert titles == [walk.plain(heading.children) for heading in walk.headings(pdf.document)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_cells_say_what_they_head(language: str) -> None:
    cells = file(language).elements("/TH")
    scopes = [str(cell.A.Scope) for cell in cells]
    assert scopes.count("/Column") == 2 + 4 + 2 + 2 + 2
    assert scopes.count("/Row") == len(scopes) - 12
    names = file(language).root.StructTreeRoot.IDTree.Names
    index = [bytes(name) for name in list(names)[::2]]
    assert index == sorted(index)
    assert len(index) == len(file(language).elements("/Note"))


def test_tables_say_their_summary() -> None:
    summaries = [table.get("/A") for table in file("fr").elements("/Table")]
    said = [str(each.Summary) for each in summaries if each is not None]
    assert said == [table.summary for table in walk.tables(sample("fr")) if table.summary]


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_are_notes_and_calls_lead_to_them(language: str) -> None:
    pdf = file(language)
    assert [str(note.ID) for note in pdf.elements("/Note")] == [
        f"doc-note-{n}" for n in range(1, 6)
    ]
    assert len(pdf.elements("/Lbl")) >= 5
    targets = {
        str(note.Dest)
        for page in pdf.pdf.pages
        for note in page.get("/Annots", [])
        if "/Dest" in note
    }
    assert {f"doc-note-{n}" for n in range(1, 6)} <= targets
    names = pdf.root.Names.Dests.Names
    assert targets <= {str(name) for name in list(names)[::2]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_area_belongs_to_a_link_and_has_words(language: str) -> None:
    pdf = file(language)
    areas = [note for page in pdf.pdf.pages for note in page.get("/Annots", [])]
    assert areas
    held = [
        kid.Obj.objgen
        for link in pdf.elements("/Link")
        for kid in link.K
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    ]
    assert sorted(held) == sorted(area.objgen for area in areas)
    for area in areas:
        left, low, right, high = (float(edge) for edge in area.Rect)
        assert abs(right - left) > 2
        assert abs(high - low) > 2
        assert str(area.Contents).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_painted_is_tagged_or_an_artifact(language: str) -> None:
    for instructions in file(language).contents():
        inside: list[str] = []
        for operands, operator in instructions:
            match str(operator):
                case "BDC" | "BMC":
                    inside.append(str(operands[0]))
                case "EMC":
                    inside.pop()
                case "Tj" | "TJ" | "f" | "S" | "B" | "Do":
                    assert inside, operator
        assert not inside


def test_page_furniture_and_the_draft_word_are_artifacts() -> None:
    pdf = file("en")
    (first, *_) = pdf.contents()
    artifacts = sum(1 for operands, _ in first if operands and str(operands[0]) == "/Artifact")
    assert artifacts >= 6
    slots = pdf.root.StructTreeRoot.ParentTree.Nums[1]
    # The null slots are the pieces that belong to no element.
    assert [slot for slot in slots if not isinstance(slot, pikepdf.Dictionary)]
    drawn = pdf.texts[0].count("DRAFT")
    assert drawn == 2  # across the page, and as text of the title


def test_arabic_is_spoken_in_reading_order() -> None:
    pdf = file("ar")
    spoken = bare(pdf.spoken())
    for wanted in (
        "تدعم كندا عراقاً موحداً ومستقراً ومتنوعاً",
        "الصيغة المتفق عليها",
        "إقليم كردستان العراق",
    ):
        assert bare(wanted) in spoken
    assert "\u2060" not in pdf.spoken()
    assert not file("en").elements("/Figure")


def test_text_in_another_language_says_so() -> None:
    languages = {str(element.Lang) for element in file("ar").elements() if "/Lang" in element}
    assert {"fr", "en"} <= languages
    assert languages <= {"fr", "en", "ar"}


def test_latin_names_and_signed_numbers_read_left_to_right_in_arabic() -> None:
    whole = bare(file("ar").read_aloud())
    for wanted in ("-3.4%", "+4.4%", "−1.5%", "2016–2022", "AbdulLatifRashid", "+9647701234567"):
        assert bare(wanted) in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_shipped_fonts_are_used_and_all_are_embedded(language: str) -> None:
    names = file(language).fonts()
    assert names
    assert all(name.startswith("Noto") for name in names)


def test_two_writes_give_the_same_bytes() -> None:
    document = sample("ar", draft=True)
    assert write_pdf(document, HOUSE) == file("ar").content


def test_another_process_on_another_machine_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from tests.sample_tree import sample; "
        "from tests.unit.writers.pdf_reading import HOUSE; "
        "from generator.writers.pdf import write_pdf; "
        "sys.stdout.buffer.write(write_pdf(sample('fr'), HOUSE))"
    )
    elsewhere: Mapping[str, str] = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Baghdad",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "FONTCONFIG_FILE": str(tmp_path / "none.conf"),
    }
    command = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(command, env=elsewhere, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == file("fr").content


def test_the_environment_is_left_as_it_was() -> None:
    assert file("en")
    folder = os.environ.get("FONTCONFIG_FILE", "")
    assert "writers" not in folder


def test_a_note_called_first_in_a_table_stands_on_its_page() -> None:
    document = sample("en")
    assert any(
        isinstance(inline, Citation) and inline.first
        for table in walk.tables(document)
        for row in table.rows
        for cell in row.cells
        for inline in cell.children
    )
    page = next(text for text in file("en").texts if "46,042,015" in text)
    assert bare("World Bank, World Development Indicators, 2023") in page


@pytest.mark.parametrize("rows", [5, 120])
def test_a_note_called_in_a_table_head_stands_on_the_tables_first_page(rows: int) -> None:
    document = sample("en")
    note = document.notes[0]
    head = Row((Cell((Text("A"), Citation(note.id)), "col"), Cell((Text("B"),), "col")))
    row = Row((Cell((Text("x"),)), Cell((Text("y"),))))
    table = Table((Text("Long"),), (50, 50), (head,), (row,) * rows)
    pdf = File(replace(document, blocks=(table,), notes=(note,)))
    assert [bare("Jordan and Lebanon") in text for text in pdf.texts].index(True) == 0
    assert "".join(pdf.texts).count(bare("Jordan and Lebanon")) == 1


def test_the_neutral_style_is_a4_with_the_documents_digits() -> None:
    document = sample("ar", digits="arab")
    furniture = replace(document.furniture, position="top-bottom-center")
    pdf = File(replace(document, paper="a4", furniture=furniture), house("neutral"))
    box = [float(edge) for edge in pdf.pdf.pages[0].MediaBox]
    assert box[2:] == pytest.approx([595.28, 841.89], abs=0.5)
    assert bare("الصفحة ٢ من") in pdf.texts[1]
    assert pdf.texts[1].count(bare("غير مصنف")) == 2
    assert bare("١. تأكيد إغلاق مكتب أربيل") in bare(pdf.read_aloud())


def test_annexes_start_a_page() -> None:
    page = next(text for text in reversed(file("en").texts) if bare("Annex A: chronology") in text)
    before = page.index(bare("Annex A: chronology"))
    assert "Erbil" not in page[:before]


def test_a_document_without_body_is_one_page() -> None:
    document = replace(sample("en"), blocks=(), notes=())
    pdf = File(document)
    assert len(pdf.texts) == 1
    assert bare("Iraq: country brief") in pdf.texts[0]


def test_a_long_word_is_cut_and_short_words_are_not() -> None:
    address = "https://example.org/" + "a-very-long-path/" * 12
    section = Section(
        next(walk.headings(sample("en"))),
        (Paragraph((Text(f"See {address} for more."),)),),
    )
    document = replace(sample("en"), blocks=(section,), notes=())
    (page,) = File(document).texts
    assert bare(address) in page


def _alone(*paragraphs: Paragraph, language: str = "en") -> Document:
    return replace(sample(language), blocks=paragraphs, notes=())


@pytest.mark.parametrize("word", ["A" * 150, "x/y" * 50, "-" * 80, "0123456789" * 12])
def test_what_follows_a_word_longer_than_lines_stands_right_behind_it(word: str) -> None:
    """The engine put it at the edge, or beyond, while the word was a block of its own."""
    behind = Value(".NET", "name", "NET", direction="ltr")
    for language in ("en", "ar"):
        document = _alone(
            Paragraph((Text(f"{word}, "), behind, Text(", and so on."))), language=language
        )
        content = write_pdf(document, HOUSE)
        assert prove(document, "pdf", content).differences == ()


def test_a_soft_hyphen_outside_of_words_is_not_drawn() -> None:
    ends = " ".join(["word, \u00adnext\u00ad"] * 60)
    (page,) = File(_alone(Paragraph((Text(ends),)))).texts
    assert "-" not in page.partition("word")[2].partition("IRQ")[0]


def test_a_joiner_beside_a_space_keeps_no_line_together() -> None:
    cells = tuple(
        Cell((Text("Республика«» \u2060объём, объём \u2060Республика"),)) for _ in range(6)
    )
    table = Table((Text("Narrow"),), (16.66,) * 5 + (16.7,), (), (Row(cells),))
    document = replace(sample("en"), blocks=(table,), notes=())
    assert prove(document, "pdf", write_pdf(document, HOUSE)).differences == ()


def test_heads_that_go_on_may_have_letters_that_share_a_shape() -> None:
    head = Row(tuple(Cell((Text(text),), "col") for text in ("ده، ښار", "څنګه، ټول")))
    rows = (Row((Cell((Text("یو"),)), Cell((Text("دوه"),)))),) * 60
    table = Table((Text("ټول"),), (50.0, 50.0), (head,), rows)
    document = replace(sample("ar"), blocks=(table,), notes=())
    assert prove(document, "pdf", write_pdf(document, HOUSE)).differences == ()


def test_the_shared_checker_finds_nothing(shared: Path, tmp_path: Path) -> None:
    for language in LANGUAGES:
        path = tmp_path / f"{language}.pdf"
        path.write_bytes(file(language).content)
        command = [sys.executable, str(shared / "tools" / "validate_pdf.py"), "--strict"]
        command += ["--lang", file(language).document.lang, "--pdfa", "3a", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
