"""Finished files are read back by other means than they were written."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings

from generator.document.tree import Document, Paragraph, Text
from generator.problems import ProblemsFound
from generator.proof.files import prove
from generator.proof.pdf_objects import PdfObjects
from generator.proof.pdf_text import read_pdf
from generator.proof.trouble import UnreadableError
from generator.writers.docx.zipping import zipped
from generator.writers.registry import FORMATS, writer
from tests.sample_tree import LANGUAGES, sample
from tests.unit.proof.long_tree import long_document
from tests.unit.writers.docx_trees import documents
from tests.unit.writers.pdf_reading import HOUSE, bare, page_texts


@pytest.fixture(scope="module")
def written() -> dict[tuple[str, str], bytes]:
    return {
        (language, name): writer(name)(sample(language), HOUSE)
        for language in LANGUAGES
        for name in FORMATS
    }


def test_accents_piled_up_are_let_pass_and_the_lines_around_them_are_not() -> None:
    pile = "to f̘̣̬ẹ̥̩̽͗l͖͔͚ i͓͚̦͠t"
    texts = ("The force has 40 men.", f"A pile: {pile}.", "It has 7 posts.")
    blocks = tuple(Paragraph((Text(text),)) for text in texts)
    document = dataclasses.replace(sample("en"), blocks=blocks, notes=())
    content = writer("pdf")(document, HOUSE)
    assert prove(document, "pdf", content).differences == ()
    other = (blocks[0], blocks[1], Paragraph((Text("It has 8 posts."),)))
    changed = dataclasses.replace(document, blocks=other)
    (difference,) = prove(changed, "pdf", content).differences
    assert "8 posts" in difference.wanted


@pytest.mark.parametrize("text", ["\u00ad", "\u200f", "\u00a0\u00ad\u061c", "\u200b"])
@pytest.mark.parametrize("name", ["html", "docx"])
def test_a_line_that_nobody_sees_is_no_difference(name: str, text: str) -> None:
    blocks = (Paragraph((Text("Before."),)), Paragraph((Text(text),)), Paragraph((Text("After."),)))
    document = dataclasses.replace(sample("ar"), blocks=blocks, notes=())
    assert prove(document, name, writer(name)(document, HOUSE)).differences == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_says_what_it_should(
    written: dict[tuple[str, str], bytes], language: str, name: str
) -> None:
    proof = prove(sample(language), name, written[language, name])
    assert proof.differences == ()
    assert proof.lines > 120


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_long_tables_and_paragraphs_over_many_pages_say_what_they_should(
    language: str, name: str
) -> None:
    document = long_document(language)
    assert prove(document, name, writer(name)(document, HOUSE)).differences == ()


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_another_language_differs_everywhere(
    written: dict[tuple[str, str], bytes], name: str
) -> None:
    assert prove(sample("fr"), name, written["en", name]).differences


@given(documents())
@settings(max_examples=60, deadline=None)
def test_any_tree_is_read_back_from_page_and_word(document: Document) -> None:
    for name in ("html", "docx"):
        assert prove(document, name, writer(name)(document, HOUSE)).differences == ()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    "text",
    [
        *("0\u05d00", "12\u05d1\u05d234", "0\u05d01\u05d12", "1\u0628\u06282"),
        *("435\u061f!, €1,200.50, est", "7\u060c (12), \u0628 +34; x"),
        *("0\u0660\u05d0x", "12\u0663\u0664\u0628", "\u0628\u066112x", "\u06f01\u05d0"),
    ],
)
def test_figures_on_both_sides_of_right_to_left_letters_are_read_back(
    language: str, text: str
) -> None:
    """From left to right the figures meet on the page: "0א0" is drawn as "00" and the letter."""
    body = (Paragraph((Text(text),)), Paragraph((Text(f"A {text} Z"),)))
    document = dataclasses.replace(sample(language), blocks=body, notes=())
    content = writer("pdf")(document, HOUSE)
    assert prove(document, "pdf", content).differences == ()


@pytest.mark.parametrize("name", FORMATS)
def test_a_tab_in_the_number_of_a_document_parts_nothing(name: str) -> None:
    english = sample("en")
    number = (Text("No. 12\t, of 13"),)
    document = dataclasses.replace(
        english, furniture=dataclasses.replace(english.furniture, number=number)
    )
    content = writer(name)(document, HOUSE)
    assert prove(document, name, content).differences == ()
    other = dataclasses.replace(english.furniture, number=(Text("No. 12\t, of 14"),))
    changed = dataclasses.replace(english, furniture=other)
    assert prove(changed, name, content).differences != ()


def test_figures_that_are_others_on_the_page_are_told() -> None:
    document = dataclasses.replace(
        sample("en"), blocks=(Paragraph((Text("12\u05d1\u05d234"),)),), notes=()
    )
    content = writer("pdf")(document, HOUSE)
    other = dataclasses.replace(
        sample("en"), blocks=(Paragraph((Text("13\u05d1\u05d224"),)),), notes=()
    )
    assert prove(other, "pdf", content).differences != ()


@given(documents())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_tree_is_read_back_from_the_pdf(document: Document) -> None:
    try:
        content = writer("pdf")(document, HOUSE)
    except ProblemsFound:
        return
    assert prove(document, "pdf", content).differences == ()


# ---------------------------------------------------------------- the PDF's own reader


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_own_reader_finds_what_a_library_finds(
    written: dict[tuple[str, str], bytes], language: str
) -> None:
    content = written[language, "pdf"]
    read = read_pdf(content)
    drawn = sorted(bare("".join((*read.body, *read.notes, *read.pages))))
    library = sorted(bare("".join(page_texts(content))))
    # List marks are left out; brackets in Arabic are told as written, not as drawn.
    for sign in "•()«»1234567890.٠١٢٣٤٥٦٧٨٩":
        drawn = [char for char in drawn if char != sign]
        library = [char for char in library if char != sign]
    assert abs(len(drawn) - len(library)) < len(library) / 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_own_reader_finds_the_objects_that_a_library_finds(
    written: dict[tuple[str, str], bytes], language: str
) -> None:
    content = written[language, "pdf"]
    objects = PdfObjects(content)
    with pikepdf.open(io.BytesIO(content)) as library:
        for number in range(1, len(library.objects) + 1):
            theirs = library.get_object(number, 0)
            if isinstance(theirs, pikepdf.Dictionary) and "/StructElem" in str(theirs.get("/Type")):
                ours = objects._number(number)
                assert ours["/S"] == str(theirs.S)
                assert len(ours.get("/K", [])) == len(theirs.get("/K", []))
                if "/ActualText" in theirs:
                    assert ours["/ActualText"].decode("utf-16-be", "replace")[1:] == str(
                        theirs.ActualText
                    ) or ours["/ActualText"].decode("latin-1") == str(theirs.ActualText)


def repacked(content: bytes, change: tuple[bytes, bytes]) -> bytes:
    """The PDF with bytes of its streams changed, written anew by a library."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            stream = page.Contents
            stream.write(stream.read_bytes().replace(*change))
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=False)
    return out.getvalue()


def glyph_of(content: bytes, figure: str) -> dict[str, list[str]]:
    """Glyphs that stand for a figure, by font."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = {name: font for page in pdf.pages for name, font in page.Resources.Font.items()}
        found: dict[str, list[str]] = {}
        for name, font in fonts.items():
            table = font.ToUnicode.read_bytes().decode()
            code = f"{ord(figure):04x}"
            pairs = re.findall(r"<([0-9a-f]{4})>\s*<([0-9a-f]+)>", table)
            found[name] = [glyph for glyph, text in pairs if text == code]
    return found


def test_another_glyph_on_a_page_is_found(written: dict[tuple[str, str], bytes]) -> None:
    content = written["en", "pdf"]
    fives = {g for glyphs in glyph_of(content, "5").values() for g in glyphs}
    sixes = {g for glyphs in glyph_of(content, "6").values() for g in glyphs}
    five, six = min(fives), min(sixes)
    changed = repacked(content, (five.encode(), six.encode()))
    assert prove(sample("en"), "pdf", repacked(content, (b"\0", b"\0"))).differences == ()
    found = prove(sample("en"), "pdf", changed).differences
    assert found
    assert "5" in found[0].wanted


def test_a_glyph_that_reads_as_another_figure_is_found(
    written: dict[tuple[str, str], bytes],
) -> None:
    content = written["en", "pdf"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        other = {b" <0035>": b" <0036>", b" <0036>": b" <0035>"}
        for font in pdf.pages[0].Resources.Font.values():
            table = font.ToUnicode.read_bytes()
            swapped = re.sub(rb" <003[56]>(?=\s*\n)", lambda found: other[found[0]], table)
            font.ToUnicode.write(swapped)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(UnreadableError, match=r"the figure [56] is drawn as [56]"):
        prove(sample("en"), "pdf", out.getvalue())


def test_arabic_letters_that_the_page_draws_otherwise_are_found(
    written: dict[tuple[str, str], bytes],
) -> None:
    with pikepdf.open(io.BytesIO(written["ar", "pdf"])) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ActualText" in thing:
                text = str(thing.ActualText)
                thing.ActualText = pikepdf.String(text.replace("العراق", "العراف"))
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert prove(sample("ar"), "pdf", out.getvalue()).differences


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"startxref", b"startyref", "the file has no end"),
        (b"%PDF-1.7", b"%PXF-1.7", "the file has no end"),
    ],
)
def test_a_damaged_pdf_is_unreadable(
    written: dict[tuple[str, str], bytes], old: bytes, new: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_pdf(written["en", "pdf"].replace(old, new))


def test_a_pdf_that_is_cut_anywhere_is_unreadable(written: dict[tuple[str, str], bytes]) -> None:
    content = written["en", "pdf"]
    for place in range(200, len(content), len(content) // 40):
        with pytest.raises(UnreadableError):
            prove(sample("en"), "pdf", content[:place])


def test_a_flipped_byte_of_what_is_read_is_found(written: dict[tuple[str, str], bytes]) -> None:
    content = written["en", "pdf"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = [page.obj.Contents.read_raw_bytes() for page in pdf.pages]
    assert pages
    for drawn in pages:
        start = content.index(drawn)
        for place in range(start + 4, start + len(drawn), max(1, len(drawn) // 10)):
            flipped = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
            try:
                assert prove(sample("en"), "pdf", flipped).differences, place
            except UnreadableError as error:
                assert str(error)  # noqa: PT017 - either answer stops the edition


# ---------------------------------------------------------------- Word and HTML


def reworked(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The Word file with bytes of one part changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new, 1)
    return zipped(parts)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"46,042,015", b"46,042,051"),
        ("word/document.xml", b'<w:footnoteReference w:id="2"/>', b""),
        ("word/footnotes.xml", b"202", b"203"),
        ("word/header.xml", b"UNCLASSIFIED", b"PROTECTED A"),
        ("word/footer.xml", b"IRQ", b"IRN"),
    ],
)
def test_a_changed_word_file_is_found(
    written: dict[tuple[str, str], bytes], part: str, old: bytes, new: bytes
) -> None:
    changed = reworked(written["en", "docx"], part, old, new)
    assert prove(sample("en"), "docx", changed).differences


def test_a_word_file_with_an_added_sentence_is_found(
    written: dict[tuple[str, str], bytes],
) -> None:
    added = b"<w:p><w:r><w:t>One more.</w:t></w:r></w:p><w:sectPr>"
    changed = reworked(written["en", "docx"], "word/document.xml", b"<w:sectPr>", added)
    (found,) = prove(sample("en"), "docx", changed).differences
    assert (found.wanted, found.found) == ("", "One more.")


def test_a_word_file_without_a_part_is_unreadable(
    written: dict[tuple[str, str], bytes],
) -> None:
    with pytest.raises(UnreadableError, match="it is no whole Word file"):
        prove(sample("en"), "docx", written["en", "docx"][:-100])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"46,042,015", b"46,042,051"),
        (b"</main>", b"<p>More.</p></main>"),
        (b">UNCLASSIFIED<", b">PROTECTED A<"),
    ],
)
def test_a_changed_page_is_found(
    written: dict[tuple[str, str], bytes], old: bytes, new: bytes
) -> None:
    content = written["en", "html"]
    assert old in content
    assert prove(sample("en"), "html", content.replace(old, new, 1)).differences


def test_a_page_that_hides_text_is_unreadable(written: dict[tuple[str, str], bytes]) -> None:
    hidden = written["en", "html"].replace(b"</main>", b"<script>1</script></main>")
    with pytest.raises(UnreadableError, match="it hides text"):
        prove(sample("en"), "html", hidden)


def test_a_lost_paragraph_of_the_document_is_named_by_its_place(
    written: dict[tuple[str, str], bytes],
) -> None:
    document = sample("en")
    longer = dataclasses.replace(document, blocks=(*document.blocks, document.blocks[-1]))
    for name in FORMATS:
        (found, *_) = prove(longer, name, written["en", name]).differences
        assert found.place
        assert found.wanted


def test_streams_are_unpacked_whole() -> None:
    from generator.proof.pdf_objects import Stream

    packed = zlib.compress(b"text")
    table = {"/Filter": "/FlateDecode"}
    assert Stream(table, packed).data() == b"text"
    with pytest.raises(UnreadableError, match="a stream is cut"):
        Stream(table, packed[:-3]).data()
    with pytest.raises(UnreadableError, match="packed by /LZWDecode"):
        Stream({"/Filter": "/LZWDecode"}, packed).data()


def test_facts_attached_to_a_pdf_are_compared(written: dict[tuple[str, str], bytes]) -> None:
    document = sample("en")
    record = dataclasses.replace(document.records["irq-population"], unit="households")
    told = dataclasses.replace(document, records={"irq-population": record})
    (difference,) = prove(told, "pdf", written["en", "pdf"]).differences
    assert difference.place == document.labels.facts_file
    assert '"unit": "households"' in difference.wanted
    assert '"unit": "persons"' in difference.found
    silent = dataclasses.replace(document.labels, facts_file="")
    bare_document = dataclasses.replace(document, labels=silent)
    (difference,) = prove(bare_document, "pdf", written["en", "pdf"]).differences
    assert (difference.wanted, difference.found) == ("", "facts.json")
