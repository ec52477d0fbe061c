"""PDF against bad input: nothing is fetched, nothing lost, nothing cut off in silence."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from generator.document.tree import (
    Block,
    Cell,
    Citation,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Value,
)
from generator.problems import Problem, ProblemsFound
from generator.writers.pdf import write_pdf
from generator.writers.pdf_engine import CSS, FETCHER, HTML, font_configuration, listening
from generator.writers.pdf_layout import Pages
from tests.bounds import ends
from tests.sample_tree import sample
from tests.unit.writers.docx_trees import documents
from tests.unit.writers.pdf_reading import HOUSE, File, bare, page_texts


def short(*blocks: Block, language: str = "en") -> Document:
    return replace(sample(language), notes=(), blocks=blocks)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text("Before "), Text(text), Text(" after.")))


def problems(document: Document) -> dict[str, Problem]:
    with pytest.raises(ProblemsFound) as raised:
        write_pdf(document, HOUSE)
    return {problem.code: problem for problem in raised.value.problems}


# ------------------------------------------------------------ fetching


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and what was asked of it."""
    asked: list[str] = []

    class Recorder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Recorder)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/canary", asked
    server.shutdown()
    server.server_close()


def test_no_markup_makes_the_engine_open_anything(
    shared: Path, tmp_path: Path, listener: tuple[str, list[str]]
) -> None:
    """The engine under our terms, given markup that no tree of ours can hold."""
    address, asked = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-in-a-file")
    vectors = (shared / "hostile" / "html" / "fetch_vectors.jsonl").read_text("utf-8")
    refused = 0
    for line in vectors.splitlines():
        for target in (secret.as_uri(), address, "data:text/html,canary-in-a-file"):
            markup = json.loads(line)["html"].replace("@@", target)
            try:
                with listening():
                    html = HTML(string=markup, url_fetcher=FETCHER, base_url=None)
                    content = html.write_pdf(
                        font_config=font_configuration.__wrapped__(), uncompressed_pdf=True
                    )
            except ProblemsFound as found:
                refused += found.problems[0].code == "fetch-refused"
            else:
                assert b"canary-in-a-file" not in content
    assert refused > 15
    assert not asked


def test_a_house_style_that_got_past_its_check_still_fetches_nothing(
    listener: tuple[str, list[str]],
) -> None:
    address, asked = listener
    house = replace(HOUSE, style_css=f"h1 {{ background: url({address}) }}")
    with pytest.raises(ProblemsFound) as raised:
        write_pdf(short(paragraph("x")), house)
    (problem,) = raised.value.problems
    assert problem.code == "fetch-refused"
    assert problem.values["address"] == address
    assert not asked


def test_what_the_engine_does_not_understand_is_a_problem_not_a_log_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    house = replace(HOUSE, style_css="h1 { colour: red }")
    with caplog.at_level(logging.DEBUG, "weasyprint"), pytest.raises(ProblemsFound) as raised:
        write_pdf(short(paragraph("x")), house)
    assert [problem.code for problem in raised.value.problems] == ["layout-warning"]
    assert "colour" in raised.value.problems[0].what
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


# ------------------------------------------------------------ text


def test_hostile_strings_are_printed_or_refused_in_words(shared: Path) -> None:
    lines = (shared / "hostile" / "strings" / "strings.jsonl").read_text("utf-8").splitlines()
    printed = 0
    for line in lines:
        case = json.loads(line)
        try:
            with ends(case["id"]):
                content = write_pdf(short(paragraph(case["text"])), HOUSE)
            whole = "".join(page_texts(content))
        except ProblemsFound as found:
            codes = {problem.code for problem in found.problems}
            assert codes <= {"glyph-missing", "character-not-writable", "word-too-long"}, case["id"]
        else:
            printed += 1
            assert bare("Before") in whole
            assert bare("after.") in whole
            if case["class"] not in {"bidi", "arabic"} and "bidi" not in case["id"]:
                assert bare(case["text"])[:200] in whole or "arabic" in case["id"], case["id"]
    assert printed > 40


@pytest.mark.parametrize(("character", "name"), [("中", "CJK UNIFIED"), ("🙂", "SLIGHTLY SMILING")])
def test_a_character_without_a_glyph_is_named_with_its_place(character: str, name: str) -> None:
    section = Section(Heading(1, "trade", (Text("Trade"),)), (paragraph(f"x {character} y"),))
    found = problems(short(section))["glyph-missing"]
    assert found.values["character"] == f"U+{ord(character):04X}"
    assert found.values["name"].startswith(name)
    assert found.where.field == "Trade"
    assert found.values["near"] == f"Before x {character} y after."
    assert found.where.record == "IRQ-CTY-2024-0001 (en-CA)"


def test_fonts_of_the_machine_are_not_used() -> None:
    """Devanagari is not shipped; most machines have a font for it."""
    found = problems(short(paragraph("नमस्ते")))["glyph-missing"]
    assert found.values["name"].startswith("DEVANAGARI")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_brackets_are_copied_as_written_beside_text_of_the_other_direction(language: str) -> None:
    texts = ("وزير (2024) قال", "call(1) [2]", "(c) {3}")
    pdf = File(short(*map(paragraph, texts), language=language))
    aloud = bare(pdf.read_aloud())
    assert all(bare(text) in aloud for text in texts)
    if language == "en":
        assert all(bare(text) in pdf.texts[0] for text in texts[1:])


def test_signs_that_figures_need_have_glyphs() -> None:
    signs = "− – — % ‰ € £ $ ± × ÷ ≤ ≥ ≈ → ← ↑ ↓ • ▪ ✓ № § ° ² ³ ½ « » “ ” ‘ ’ … ₂ ⅓"
    for language in ("en", "ar"):
        (page,) = File(short(paragraph(signs), language=language)).texts
        assert "€" in page


def test_cyrillic_greek_and_vietnamese_have_glyphs() -> None:
    text = "Министерство иностранных дел · Υπουργείο Εξωτερικών · Bộ Ngoại giao"
    (page,) = File(short(paragraph(text))).texts
    assert bare(text) in page


# ------------------------------------------------------------ layout


def table(*widths: float, rows: int = 1, text: str = "text") -> Table:
    row = Row(tuple(Cell((Value(text, "f", "1"),)) for _ in widths))
    head = Row(tuple(Cell((Text("Head"),), "col") for _ in widths))
    return Table((Text("Figures"),), widths, (head,), (row,) * rows)


def test_a_value_too_long_for_its_column_is_wrapped_not_cut() -> None:
    value = "1,234,567 square\u00a0kilometres\u00a0of\u00a0land\u00a0under\u00a0cultivation"
    pdf = File(short(table(80, 20, text=value)))
    assert "".join(pdf.texts).count(bare(value)) == 2


def test_a_note_is_called_behind_a_word_longer_than_a_line() -> None:
    address = "https://example.org/" + "a/" * 200
    (note, *_) = sample("en").notes
    called = Paragraph((Text(address), Citation(note.id)))
    (page,) = File(replace(short(called), notes=(note,))).texts
    assert bare(address) + note.label in page


def test_a_table_of_three_hundred_rows_repeats_its_head_and_ends() -> None:
    with ends():
        pdf = File(short(table(40, 20, 20, 20, rows=300)))
    assert len(pdf.texts) > 5
    assert all("Head" in text for text in pdf.texts)


def laid_out(markup: str) -> Any:
    with listening():
        html = HTML(string=markup, url_fetcher=FETCHER)
        return html.render(
            font_config=font_configuration(),
            stylesheets=[CSS(string="@page { size: 300px 300px; margin: 50px }")],
        )


def test_text_that_leaves_its_page_or_cell_is_found() -> None:
    wide = laid_out("<p style='white-space: nowrap'>" + "far over the edge " * 5)
    (found,) = Pages(wide).problems()
    assert found.code == "page-overflow"
    assert found.values["near"].startswith("far over the edge")
    low = laid_out("<div style='position: absolute; top: 280px'>below the page</div>")
    assert [problem.code for problem in Pages(low).problems()] == ["page-overflow"]
    cell = "<table style='table-layout: fixed; width: 100%'><td>x<td>" + "unbreakable" * 3
    assert Pages(laid_out(cell)).problems()
    assert not Pages(laid_out("<p>" + "fits on its lines " * 10)).problems()


def test_a_note_that_slips_to_another_page_is_found() -> None:
    document = laid_out("<p>text<span style='float: footnote'>note</span></p>")
    assert not Pages(document).problems()
    (page,) = document.pages
    root, *others = page._page_box.children
    page._page_box.children = (root,)  # as if the note's area had gone elsewhere
    found = Pages(document).problems()
    assert [problem.code for problem in found] == ["footnote-off-page"] * bool(others)


@pytest.mark.parametrize("ending", ["\n", " \n", "\n\n end", "\t\n \n"])
def test_line_ends_in_notes_are_spaces(ending: str) -> None:
    document = sample("en")
    first, *others = document.notes
    words = (Text("A note of some length "), Text(ending), Text("and its end."))
    changed = replace(document, notes=(replace(first, children=words), *others))
    assert "Anoteofsomelength" in bare("".join(page_texts(write_pdf(changed, HOUSE))))


@given(documents())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_tree_becomes_a_file_or_problems_with_words(document: Document) -> None:
    try:
        content = write_pdf(document, HOUSE)
    except ProblemsFound as found:
        for problem in found.problems:
            assert problem.what
            assert problem.remedy
            assert problem.code in {"glyph-missing", "page-overflow", "footnote-off-page"}
    else:
        assert content.startswith(b"%PDF-1.7")
        assert page_texts(content)
