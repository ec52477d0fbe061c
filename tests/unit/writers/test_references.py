"""References to tables and figures: the words of the caption, a field in Word, a link elsewhere."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from generator.document.numbering import numbered
from generator.document.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Link,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from generator.drawing.svg import Canvas
from generator.localisation.figures import in_figures
from generator.problems import ProblemsFound
from generator.proof.files import prove
from generator.proof.trouble import UnreadableError
from generator.proof.word_text import read_word
from generator.writers.docx.writer import write_docx
from generator.writers.docx.zipping import zipped
from generator.writers.html import write_html
from generator.writers.registry import FORMATS, writer
from tests.rules import word
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.docx_reading import Element, Word, q
from tests.unit.writers.pdf_reading import HOUSE, bare, page_texts

MARKS = re.compile("[\u200e\u200f]")
NAMES = ("one", "two", "picture")


def drawing() -> str:
    canvas = Canvas(40, 20)
    canvas.rect(0, 0, 40, 20, fill="#f4f4f2")
    return canvas.svg()


def table(name: str, caption: str) -> Table:
    row = Row((Cell((Text("a"),)), Cell((Text("b"),))))
    return Table((Text(caption),), (50, 50), (), (row,), id=name)


def reference(document: Document, name: str) -> Link:
    found = numbered(document)[name]
    words = found.words(in_figures(found.number, document.furniture.digits))
    return Link(f"#{name}", (Text(words),), numbered=True)


def referring(language: str, digits: str = "latn") -> Document:
    """Two tables and a figure, each referred to before and after it."""
    base = sample(language)
    caption = {"en": "Trade", "fr": "Commerce", "ar": "التجارة"}[language]
    figure = Figure((Text(caption),), drawing(), 40, 20, caption, id="picture", role="chart")
    named: tuple[Block, ...] = (table("one", caption), figure, table("two", caption))
    furniture = replace(base.furniture, digits=digits)
    labels = replace(base.labels, figure={"en": "Figure", "fr": "Figure", "ar": "الشكل"}[language])
    bare_document = replace(base, blocks=named, notes=(), furniture=furniture, labels=labels)
    see = Paragraph(
        tuple(
            part
            for name in NAMES
            for part in (Text(f"{caption} ("), reference(bare_document, name), Text("), "))
        )
    )
    heading = Heading(1, "trade", (Text(caption),))
    return replace(bare_document, blocks=(Section(heading, (see, *named, see)),))


CASES = [*((language, "latn") for language in LANGUAGES), ("ar", "arab")]


def words_of(document: Document) -> list[str]:
    return ["".join(t.text for t in reference(document, n).children) for n in NAMES]  # type: ignore[union-attr]


def referred(root: Element) -> list[tuple[str, str]]:
    """The bookmark and the stored result of each REF field."""
    found: list[tuple[str, str]] = []
    name, shown, within = "", "", False
    for node in root.iter(q("instrText"), q("fldChar"), q("t")):
        if node.tag == q("instrText"):
            code = (node.text or "").split()
            name = code[1] if code[0] == "REF" else ""
            assert not name or code[2:] == ["\\h"]
        elif node.tag == q("t"):
            shown += (node.text or "") if within else ""
        elif node.get(q("fldCharType")) == "separate":
            within = bool(name)
        elif node.get(q("fldCharType")) == "end" and name:
            found.append((name, shown))
            name, shown, within = "", "", False
    return found


def between(root: Element, name: str) -> str:
    """The text that a bookmark holds."""
    (start,) = (m for m in root.iter(q("bookmarkStart")) if m.get(q("name")) == name)
    held, within = "", False
    for node in start.getparent().iter():
        if node is start:
            within = True
        elif node.tag == q("bookmarkEnd") and node.get(q("id")) == start.get(q("id")):
            within = False
        elif within and node.tag == q("t"):
            held += node.text or ""
    return held


@pytest.mark.parametrize(("language", "digits"), CASES)
def test_word_refers_by_fields_that_hold_what_their_bookmark_holds(
    language: str, digits: str
) -> None:
    document = referring(language, digits)
    root = Word(write_docx(document, HOUSE)).body
    fields = referred(root)
    plain = [MARKS.sub("", shown) for _, shown in fields]
    assert plain == words_of(document) * 2
    assert len({name for name, _ in fields}) == 3
    for name, shown in fields:
        assert MARKS.sub("", between(root, name)) == MARKS.sub("", shown)


@pytest.mark.parametrize(("language", "digits"), CASES)
def test_files_with_references_keep_every_rule(language: str, digits: str) -> None:
    document = referring(language, digits)
    assert [*word.broken(write_docx(document, HOUSE), document.lang)] == []


def test_fields_of_digits_of_the_script_run_from_right_to_left() -> None:
    def shaped(digits: str) -> set[bool]:
        root = Word(write_docx(referring("ar", digits), HOUSE)).body
        codes = (c for c in root.iter(q("instrText")) if (c.text or "").split()[0] == "REF")
        return {c.getparent().find(f"{q('rPr')}/{q('rtl')}") is not None for c in codes}

    assert shaped("arab") == {True}
    assert shaped("latn") == {False}


def test_captions_that_nothing_refers_to_have_no_bookmark_of_their_number() -> None:
    document = replace(referring("en"), blocks=(table("one", "Trade"),))
    assert b"_Ref" not in Word(write_docx(document, HOUSE)).raw("word/document.xml")


@pytest.mark.parametrize(("language", "digits"), CASES)
def test_pages_link_to_the_caption_with_its_words(language: str, digits: str) -> None:
    document = referring(language, digits)
    page = etree.fromstring(write_html(document, HOUSE), etree.XMLParser(resolve_entities=False))
    links = [a for a in page.iter("{*}a", "a") if (a.get("href") or "")[1:] in NAMES]
    assert ["".join(map(str, a.itertext())) for a in links] == words_of(document) * 2
    ids = {element.get("id") for element in page.iter()}
    assert ids.issuperset(NAMES)
    numbers = ["".join(map(str, e.itertext())) for e in page.iter() if e.get("class") == "number"]
    assert sorted(numbers) == sorted(words_of(document))


@pytest.mark.parametrize(("language", "digits"), CASES)
@pytest.mark.parametrize("form", FORMATS)
def test_the_proof_reads_references_back(language: str, digits: str, form: str) -> None:
    document = referring(language, digits)
    content = writer(form)(document, HOUSE)
    assert prove(document, form, content).differences == ()


def test_a_pdf_holds_links_to_the_captions() -> None:
    import pikepdf

    content = writer("pdf")(referring("en"), HOUSE)
    with pikepdf.open(io.BytesIO(content)) as file:
        links = [
            annotation
            for page in file.pages
            for annotation in page.get("/Annots", [])
            if annotation.Subtype == "/Link"
        ]
        assert len(links) == 6
        assert all("/Dest" in link or "/A" in link for link in links)
    assert bare("(Table 2)") in "".join(page_texts(content))


def test_a_reference_with_other_words_than_its_caption_is_never_written() -> None:
    document = referring("en")
    wrong = Paragraph((Link("#two", (Text("Table\u00a01"),), numbered=True),))
    with pytest.raises(ProblemsFound) as caught:
        write_docx(replace(document, blocks=(*document.blocks, wrong)), HOUSE)
    (problem,) = caught.value.problems
    assert problem.what == (
        "A reference to “#two” says “Table\u00a01”; the caption there says “Table\u00a02”."
    )


def changed(content: bytes, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    assert old in text
    parts["word/document.xml"] = text.replace(old, new, 1).encode()
    return zipped(parts)


def test_the_proof_sees_a_field_that_leads_to_another_caption() -> None:
    content = write_docx(referring("en"), HOUSE)
    assert read_word(content)
    with pytest.raises(UnreadableError, match="cross-reference"):
        read_word(changed(content, "REF _Ref100001 ", "REF _Ref100002 "))
    with pytest.raises(UnreadableError, match="cross-reference"):
        read_word(changed(content, "REF _Ref100001 ", "REF _Gone "))
