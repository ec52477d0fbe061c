"""Documents on a house's letterhead: its look, our words, both directions."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from generator.document.tree import Document
from generator.document.wordrecord import NAMESPACE
from generator.house.letterhead.model import STYLE_NAMES, Letterhead
from generator.proof.files import prove
from generator.returned.reading import read_back
from generator.writers.docx.looks import looks
from generator.writers.docx.styles import styles_part
from generator.writers.docx.writer import write_docx
from generator.writers.docx.zipping import zipped
from tests.letterheads import (
    FOUR,
    WP,
    french,
    headed_by,
    paragraph,
    part,
    picture,
    png,
    rels,
    style,
    unzipped,
    word_file,
)
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.docx_reading import (
    HOUSE,
    Element,
    Word,
    broken_rules,
    paragraph_text,
    q,
    style_of,
)


def on(content: bytes, language: str = "en", document: Document | None = None) -> Word:
    house = replace(HOUSE, letterhead=Letterhead("reference.docx", content))
    return Word(write_docx(document or sample(language), house))


@cache
def made(name: str, language: str) -> Word:
    return on(FOUR[name](), language)


def styles(file: Word) -> dict[str, Element]:
    return {each.get(q("styleId")): each for each in file.xml("word/styles.xml").iter(q("style"))}


def text(file: Word, name: str) -> str:
    root = file.xml(name)
    lines = ("".join(t.text or "" for t in p.iter(q("t"))) for p in root.iter(q("p")))
    return "\n".join(lines).replace("\u00a0", " ")


def headed(inner: str, place: str = "header") -> bytes:
    kind = "hdr" if place == "header" else "ftr"
    return word_file(
        {f"{place}1.xml": part(kind, inner)},
        section=f'<w:{place}Reference w:type="default" r:id="rId1"/>',
    )


# ------------------------------------------------------------ every origin, every direction


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUR)
def test_files_on_every_letterhead_keep_the_rules(name: str, language: str) -> None:
    file = made(name, language)
    assert broken_rules(file) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUR)
def test_the_proof_finds_every_word_on_a_letterhead(name: str, language: str) -> None:
    letterhead = Letterhead(name, FOUR[name]())
    proof = prove(sample(language), "docx", made(name, language).data, letterhead)
    assert proof.differences == ()


@pytest.mark.parametrize("name", FOUR)
def test_the_same_letterhead_gives_the_same_bytes(name: str) -> None:
    assert on(FOUR[name](), "ar").data == made(name, "ar").data


def test_a_missing_marking_or_a_strange_word_is_found_by_the_proof() -> None:
    letterhead = Letterhead("x", french())
    document = sample("en")
    files = unzipped(made("french", "en").data)
    name = "word/header.xml"
    spoilt = {**files, name: files[name].replace(b"UNCLASSIFIED", b"SECRET")}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for entry, data in spoilt.items():
            archive.writestr(entry, data)
    told = prove(document, "docx", out.getvalue(), letterhead).differences
    assert [(one.wanted, one.found) for one in told][-1] == ("", "SECRET")
    assert told[0].wanted == "UNCLASSIFIED"


# ------------------------------------------------------------ styles


@pytest.mark.parametrize("between", ["<w:br/>", "<w:cr/>", "<w:tab/>", "<w:noBreakHyphen/>"])
@pytest.mark.parametrize("place", ["header", "footer"])
def test_lines_and_tabs_within_a_paragraph_part_the_words_of_a_letterhead(
    between: str, place: str
) -> None:
    run = f"<w:r><w:t>Republic of Valdonia</w:t>{between}<w:t>Ministry of Trade</w:t></w:r>"
    content = headed(f"<w:p>{run}</w:p>", place)
    for language in ("en", "ar"):
        file = on(content, language)
        proof = prove(sample(language), "docx", file.data, Letterhead("x", content))
        assert proof.differences == ()


@pytest.mark.parametrize("slot", ["organisation", "number", "issued", "draft", "marking", "page"])
def test_a_letterhead_may_place_our_words_twice(slot: str) -> None:
    run = f"<w:r><w:t>{{{slot}}}</w:t></w:r>"
    content = headed(f"<w:p>{run}<w:r><w:br/></w:r>{run}</w:p>")
    proof = prove(sample("fr"), "docx", on(content, "fr").data, Letterhead("x", content))
    assert proof.differences == ()


def test_styles_are_matched_by_name_whatever_their_ids_are() -> None:
    found = styles(made("french", "en"))
    heading = found["Heading1"]
    assert heading.find(q("name")).get(q("val")) == "heading 1"
    assert heading.find(f"{q('rPr')}/{q('color')}").get(q("val")) == "000091"
    assert "Titre1" not in found
    assert found["Header"].find(f"{q('rPr')}/{q('sz')}").get(q("val")) == "18"


def test_a_name_among_the_aliases_serves_and_is_kept() -> None:
    heading = styles(made("french", "en"))["Heading2"]
    assert heading.find(q("name")).get(q("val")) == "heading 2"
    assert heading.find(q("aliases")).get(q("val")) == "partie,Titre de partie"
    assert heading.find(f"{q('pPr')}/{q('outlineLvl')}").get(q("val")) == "1"


def test_a_style_of_another_name_gives_up_an_id_that_is_ours() -> None:
    found = styles(made("french", "en"))
    assert found["Heading3"].find(q("name")).get(q("val")) == "heading 3"
    assert found["Heading32"].find(q("name")).get(q("val")) == "Encadré"


def test_the_house_may_name_a_style_that_word_does_not_know() -> None:
    house = replace(
        HOUSE,
        letterhead=Letterhead("x", french()),
        letterhead_styles={"title": "Titre de la note"},
    )
    title = styles(Word(write_docx(sample("en"), house)))["Title"]
    assert title.find(f"{q('rPr')}/{q('sz')}").get(q("val")) == "44"


@pytest.mark.parametrize("name", FOUR)
def test_every_style_that_a_document_names_is_there(name: str) -> None:
    file = made(name, "fr")
    found = styles(file)
    named = {style_of(p) for p in file.xml("word/document.xml").iter(q("p"))}
    assert {"Title", "Heading1", "TableText", "ListBullet"} <= named
    assert named - {""} <= set(found)
    for each in found.values():
        for reference in ("basedOn", "next", "link"):
            other = each.find(q(reference))
            assert other is None or other.get(q("val")) in found


def test_added_styles_take_the_size_of_the_letterheads_text_and_not_its_indent() -> None:
    found = styles(made("french", "en"))
    cell = found["TableText"]
    assert cell.find(f"{q('rPr')}/{q('sz')}").get(q("val")) == "19"  # columns are for that
    note = found["FootnoteText"].find(f"{q('rPr')}/{q('sz')}").get(q("val"))
    assert note == "18"  # 16 by 22/20
    indent = cell.find(f"{q('pPr')}/{q('ind')}")
    assert indent.get(q("firstLine")) == "0"
    assert cell.find(f"{q('pPr')}/{q('jc')}").get(q("val")) == "left"


def test_a_title_without_a_subtitle_has_under_it_what_the_letterhead_has_under_both() -> None:
    line = '<w:bottom w:val="double" w:sz="6" w:space="1" w:color="005F8E"/>'
    under = f'<w:pPr><w:pBdr>{line}</w:pBdr><w:spacing w:after="333"/></w:pPr>'
    for more, look, after in ((under, "double", "333"), ("", None, None)):
        letterhead = word_file({"styles.xml": part("styles", style("Sub", "Subtitle", more=more))})
        block = styles(on(letterhead))["TitleAlone"].find(q("pPr"))
        border, room = block.find(f"{q('pBdr')}/{q('bottom')}"), block.find(q("spacing"))
        assert (None if border is None else border.get(q("val"))) == look
        assert (None if room is None else room.get(q("after"))) == after


def test_where_pages_begin_is_the_templates_and_ordinary_text_is_no_heading() -> None:
    begins = style("T1", "heading 1", more="<w:pPr><w:pageBreakBefore/></w:pPr>")
    level = '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
    normal = style("N", "Normal", more=level).replace("<w:style ", '<w:style w:default="1" ')
    found = styles(on(word_file({"styles.xml": part("styles", normal + begins)})))
    heading = found["Heading1"].find(q("pPr"))
    assert heading.find(q("pageBreakBefore")) is None
    assert heading.find(q("outlineLvl")).get(q("val")) == "0"
    assert found["Normal"].find(f"{q('pPr')}/{q('outlineLvl')}") is None


def test_a_marking_looks_as_its_scheme_says() -> None:
    pale = style("Marking", "Marking", '<w:color w:val="FEFEFE"/>', kind="character")
    file = on(word_file({"styles.xml": part("styles", pale)}))
    assert styles(file)["Marking"].find(f"{q('rPr')}/{q('color')}").get(q("val")) == "1A1A1A"


def test_the_names_that_a_house_may_give_are_known_to_the_writer() -> None:
    root: Element = etree.fromstring(styles_part(looks(sample("en"), HOUSE)).encode())
    ours = {
        each.find(q("name")).get(q("val")).casefold()
        for each in root.iter(q("style"))
        if each.get(q("default")) is None
    }
    assert {"normal", *ours} >= STYLE_NAMES


# ------------------------------------------------------------ headers, footers, paper


def test_paper_and_margins_are_the_letterheads() -> None:
    size = made("french", "en").xml("word/document.xml").find(f".//{q('pgSz')}")
    assert (size.get(q("w")), size.get(q("h"))) == ("11906", "16838")
    for table in made("french", "en").xml("word/document.xml").iter(q("tblW")):
        assert table.get(q("w")) == str(11906 - 1134 - 1701)


def test_margins_that_a_header_would_lie_over_are_those_that_give_way() -> None:
    section = '<w:pgMar w:top="-1440" w:right="1000" w:bottom="-900" w:left="1000"/>'
    file = on(word_file({"header1.xml": part("hdr", paragraph("Tall"))}, section=section))
    margins = file.xml("word/document.xml").find(f".//{q('pgMar')}")
    assert (margins.get(q("top")), margins.get(q("bottom"))) == ("1440", "900")


def boxed(inner: str) -> str:
    """A text box as Word writes it: as a shape of today, and as one of old."""
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f'<w:p><w:r><mc:AlternateContent {spaces}><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="1800000" cy="400000"/><wp:docPr id="7" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def test_our_words_in_a_text_box_are_read_once(tmp_path: Path) -> None:
    places = paragraph("{organisation}") + paragraph("{marking}") + paragraph("Room 12")
    letterhead = Letterhead("reference.docx", headed_by(boxed(places)))
    for language in ("en", "ar"):
        file = Word(write_docx(sample(language), replace(HOUSE, letterhead=letterhead)))
        assert prove(sample(language), "docx", file.data, letterhead).differences == ()
        said = [one.text for one in file.xml("customXml/item1.xml").iter(f"{{{NAMESPACE}}}text")]
        assert said.count(sample(language).furniture.organisation) == 1
        (tmp_path / "back.docx").write_bytes(file.data)
        assert read_back(tmp_path / "back.docx", "back.docx").changes == ()


def test_a_word_of_ours_may_stand_at_several_places_of_a_letterhead() -> None:
    places = "{organisation} – {marking} – {number}"
    both = (("header1.xml", "hdr"), ("footer1.xml", "ftr"))
    parts = {name: part(kind, paragraph(places)) for name, kind in both}
    section = "".join(
        f'<w:{kind}Reference w:type="default" r:id="rId{place}"/>'
        for place, kind in enumerate(("header", "footer"), 1)
    )
    letterhead = Letterhead("reference.docx", word_file(parts, section=section))
    document = sample("en")
    file = Word(write_docx(document, replace(HOUSE, letterhead=letterhead)))
    assert prove(document, "docx", file.data, letterhead).differences == ()
    strange = {name: file.raw(name) for name in file.names}
    strange["word/footer.xml"] = strange["word/footer.xml"].replace(b"UNCLASSIFIED", b"SECRET")
    assert prove(document, "docx", zipped(strange), letterhead).differences


def test_our_lines_join_what_the_letterhead_has() -> None:
    file = made("french", "en")
    header, footer = text(file, "word/header.xml"), text(file, "word/footer.xml")
    lines = header.split("\n")
    assert lines[0] == "Ministère de l’Europe et des Affaires étrangères"
    assert lines[1] == "Réf. : Document No. IRQ-CTY-2024-0001"
    assert lines[-1].endswith("UNCLASSIFIED")
    assert "Global Affairs Canada" not in header  # the letterhead says whose it is
    assert footer.index("Issued") < footer.index("37, quai d’Orsay")
    assert "IRQ-CTY" not in footer  # it stands in the header already
    assert "Page 1 of 1" not in footer  # the letterhead numbers pages itself


def test_the_first_page_has_its_own_header_and_the_others_theirs() -> None:
    file = made("dotx", "en")
    root = file.xml("word/document.xml")
    kinds = [each.get(q("type")) for each in root.iter(q("headerReference"))]
    assert kinds == ["default", "first"]
    assert root.find(f".//{q('titlePg')}") is not None
    first, rest = text(file, "word/headerFirst.xml"), text(file, "word/header.xml")
    assert first.strip() == "UNCLASSIFIED"
    assert rest.startswith("Foreign Ministry – continued")
    assert rest.rstrip().endswith("UNCLASSIFIED")
    assert "word/media/headerFirst1.png" in file.names
    footer = text(file, "word/footer.xml")
    assert "As of Data as of 1 December 2024; Page 1 of 1" in footer


def test_pictures_of_a_letterhead_are_decoration_and_its_watermark_stays() -> None:
    root = made("dotx", "en").xml("word/headerFirst.xml")
    pictures = list(root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessing"
                              "Drawing}docPr"))  # fmt: skip
    assert len(pictures) == 2
    assert len({each.get("id") for each in pictures}) == 2
    for each in pictures:
        assert b"decorative" in etree.tostring(each)
    assert b"SPECIMEN" in etree.tostring(root)


def test_a_logo_at_a_place_of_the_page_changes_sides_with_the_words_beside_it() -> None:
    """Programs count such a place from the right in a paragraph from right to left."""
    place = '<wp:positionH relativeFrom="page"><wp:posOffset>720000</wp:posOffset></wp:positionH>'
    line = f"<w:p>{picture(place=place)}<w:r><w:tab/><w:t>Ministry</w:t></w:r></w:p>"
    parts: dict[str, str | bytes] = {
        "header1.xml": part("hdr", line),
        "_rels/header1.xml.rels": rels({"rId1": ("image", "media/logo.png", False)}),
        "media/logo.png": png(),
    }
    section = '<w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
    drawn = f"{{{WP}}}anchor"
    for language, wanted in (("en", 720000), ("ar", 11906 * 635 - 720000 - 1080000)):
        root = on(word_file(parts, section=section), language).xml("word/header.xml")
        (anchor,) = root.iter(drawn)
        assert int(anchor.find(f"{{{WP}}}positionH/{{{WP}}}posOffset").text) == wanted
        holder = next(anchor.iterancestors(q("p")))
        assert holder.find(f"{q('pPr')}/{q('bidi')}[@{q('val')}='0']") is not None or (
            language == "en" and holder.find(f"{q('pPr')}/{q('bidi')}") is None
        )
        words = next(p for p in root.iter(q("p")) if "Ministry" in paragraph_text(p))
        bidi = words.find(f"{q('pPr')}/{q('bidi')}")
        assert (bidi is not None and bidi.get(q("val")) is None) is (language == "ar")


def test_even_pages_have_their_header_and_the_settings_say_so() -> None:
    content = word_file(
        {
            "header1.xml": part("hdr", paragraph("odd")),
            "header2.xml": part("hdr", paragraph("even")),
            "settings.xml": part("settings", "<w:evenAndOddHeaders/><w:mirrorMargins/>"),
        },
        section='<w:headerReference w:type="default" r:id="rId1"/>'
        '<w:headerReference w:type="even" r:id="rId2"/>',
    )
    file = on(content)
    assert text(file, "word/headerEven.xml").startswith("even")
    assert "UNCLASSIFIED" in text(file, "word/headerEven.xml")
    settings = file.xml("word/settings.xml")
    assert settings.find(q("evenAndOddHeaders")) is not None
    assert settings.find(q("mirrorMargins")) is not None
    assert broken_rules(file) == []


def test_an_empty_header_is_as_if_there_were_none() -> None:
    file = on(headed("<w:p/>"))
    assert "Global Affairs Canada" in text(file, "word/header.xml")


def test_a_slot_takes_the_look_of_its_run_but_a_marking_its_own() -> None:
    run = '<w:r><w:rPr><w:color w:val="777777"/><w:sz w:val="40"/></w:rPr><w:t>{}</w:t></w:r>'
    names = ("{organisation}", "{marking}")
    root = on(headed(f"<w:p>{''.join(run.format(n) for n in names)}</w:p>")).xml("word/header.xml")
    looks_of = {
        "".join(r.itertext()): {each.tag.split("}")[1] for each in r.find(q("rPr"))}
        for r in root.iter(q("r"))
        if "".join(r.itertext()).strip()
    }
    assert {"color", "sz", "szCs"} <= looks_of["Global Affairs Canada"]
    assert "sz" not in looks_of["UNCLASSIFIED"]
    assert "rStyle" in looks_of["UNCLASSIFIED"]


def test_a_marking_that_stands_twice_is_added_where_the_letterhead_has_no_place() -> None:
    document = sample("en")
    twice = replace(document.furniture, position="top-bottom-center")
    content = headed(paragraph("{marking}"))
    file = on(content, document=replace(document, furniture=twice))
    assert text(file, "word/header.xml").count("UNCLASSIFIED") == 1
    assert text(file, "word/footer.xml").count("UNCLASSIFIED") == 1


# ------------------------------------------------------------ right to left


def test_a_left_to_right_letterhead_is_mirrored_for_arabic() -> None:
    wide = '<w:jc w:val="right"/>'
    root = on(headed(paragraph("Ministry", more=wide) + paragraph("Left")), "ar").xml(
        "word/header.xml"
    )
    first, second = list(root.iter(q("p")))[:2]
    assert first.find(f"{q('pPr')}/{q('jc')}").get(q("val")) == "left"
    assert second.find(f"{q('pPr')}/{q('jc')}").get(q("val")) == "right"


def test_arabic_words_of_a_letterhead_stay_where_they_are() -> None:
    run = "<w:r><w:rPr><w:rtl/></w:rPr><w:t>وزارة الخارجية</w:t></w:r>"
    arabic = f"<w:p><w:pPr><w:bidi/></w:pPr>{run}</w:p>"
    latin = paragraph("Ministry")
    root = on(headed(arabic + latin), "ar").xml("word/header.xml")
    first, second = list(root.iter(q("p")))[:2]
    assert first.find(f"{q('pPr')}/{q('bidi')}") is not None
    assert first.find(f"{q('pPr')}/{q('jc')}") is None
    assert second.find(f"{q('pPr')}/{q('jc')}") is None  # on the left, as it was


def test_a_table_with_arabic_keeps_its_cells_in_their_places() -> None:
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Ministry", "وزارة"))
    table = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="5000"/></w:tblGrid>'
        f"<w:tr>{cells}</w:tr></w:tbl><w:p/>"
    )
    root = on(headed(table), "ar").xml("word/header.xml")
    assert root.find(f".//{q('bidiVisual')}") is not None
    assert ["".join(c.itertext()) for c in root.iter(q("tc"))] == ["وزارة", "Ministry"]
    assert [c.get(q("w")) for c in root.iter(q("gridCol"))] == ["5000", "3000"]


def test_a_right_to_left_twin_is_taken_for_right_to_left_documents() -> None:
    house = replace(
        HOUSE,
        letterhead=Letterhead("reference.docx", headed(paragraph("one"))),
        letterhead_rtl=Letterhead("reference-rtl.docx", headed(paragraph("two"))),
    )
    for language, word in (("en", "one"), ("ar", "two")):
        assert word in text(Word(write_docx(sample(language), house)), "word/header.xml")


def test_a_right_to_left_letterhead_serves_english_too() -> None:
    normal = style("Normal", "Normal", more="<w:pPr><w:bidi/></w:pPr>").replace(
        "<w:style ", '<w:style w:default="1" '
    )
    content = word_file(
        {
            "styles.xml": part("styles", normal),
            "header1.xml": part("hdr", paragraph("Ministry", more="<w:bidi/>")),
        },
        section='<w:headerReference w:type="default" r:id="rId2"/>',
    )
    file = on(content)
    assert styles(file)["Normal"].find(f"{q('pPr')}/{q('bidi')}") is None
    first = next(file.xml("word/header.xml").iter(q("p")))
    assert first.find(f"{q('pPr')}/{q('bidi')}") is None
    assert broken_rules(file) == []


def test_arabic_has_a_font_even_when_the_letterhead_has_none_for_it() -> None:
    defaults = (
        made("dotx", "ar").xml("word/styles.xml").find(f".//{q('rPrDefault')}//{q('rFonts')}")
    )
    assert defaults.get(q("cs")) == "Arial"
    assert defaults.get(q("cstheme")) is None
    kept = made("french", "ar").xml("word/styles.xml").find(f".//{q('rPrDefault')}//{q('rFonts')}")
    assert kept.get(q("cs")) == "Times New Roman"
