"""The Word file as a whole: package, properties, styles, page, notes, fields, boxes, lists."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings

from generator.document.tree import (
    Block,
    Box,
    Cell,
    Citation,
    Contents,
    Document,
    Heading,
    Item,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
)
from generator.document.walk import headings, plain
from generator.house import HouseStyle
from generator.writers.docx.looks import SIDE
from tests.sample_tree import LANGUAGES, TAGS, sample
from tests.unit.writers.docx_reading import (
    HOUSE,
    MARKS,
    Word,
    broken_rules,
    paragraph_text,
    q,
    run_text,
    style_of,
    with_blocks,
    word,
    written,
)
from tests.unit.writers.docx_trees import documents

DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def say(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def section(title: str, *blocks: Block, level: int = 1, id: str = "") -> Section:
    return Section(Heading(level, id or title, (Text(title),)), blocks)


def styled(file: Word, style: str) -> list[str]:
    """Texts of the body's paragraphs of one style."""
    return [
        MARKS.sub("", paragraph_text(paragraph))
        for paragraph in file.body.iter(q("p"))
        if style_of(paragraph) == style
    ]


# ---------------------------------------------------------------- with the validators


@cache
def validator(shared: Path) -> ModuleType:
    path = shared / "tools" / "validate_docx.py"
    spec = importlib.util.spec_from_file_location("validate_docx", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.load_schema = cache(module.load_schema)  # type: ignore[attr-defined]
    return module


def findings(data: bytes, lang: str, shared: Path, folder: Path) -> list[str]:
    path = folder / "brief.docx"
    path.write_bytes(data)
    options = Namespace(
        ignore=None, fixed_times=True, xsd=str(shared / "xsd"), sdk=None, lang=lang, render=False
    )
    report = validator(shared).validate(str(path), options)
    return [f"{level} {code} {part}: {message}" for level, code, part, message in report.items]


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_validator_finds_nothing(
    language: str, draft: bool, shared: Path, tmp_path: Path
) -> None:
    data = word(sample(language, draft=draft)).data
    assert findings(data, TAGS[language], shared, tmp_path) == []


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(document=documents())
def test_any_document_fits_the_schema_and_its_references(
    document: Document, shared: Path, tmp_path: Path
) -> None:
    found = findings(word(document).data, document.lang, shared, tmp_path)
    structural = ("XSD", "PKG", "REF", "FLD", "RTL1 ", "RTL2", "RTL4", "RTL8", "RTL11")
    wrong = [line for line in found if line.split(" ", 1)[1].startswith(structural)]
    # RTL6 is left out: which way a table of letters from four scripts runs is a guess.
    # The checker reads hyphens of one line and tabs in headings, but not in the contents.
    names = "".join(plain(heading.children) for heading in headings(document))
    if set(names) & set("\t\u2011\u00ad\n"):
        wrong = [line for line in wrong if " FLD5 " not in line]
    assert [line for line in wrong if "link without text" not in line] == []


# ---------------------------------------------------------------- package


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_document_gives_the_same_bytes(language: str) -> None:
    assert written(language).data == written(language).data


def test_entries_have_fixed_dates_rights_and_order() -> None:
    with zipfile.ZipFile(io.BytesIO(written().data)) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries[:2]] == ["[Content_Types].xml", "_rels/.rels"]
    assert [e.filename for e in entries[2:]] == sorted(e.filename for e in entries[2:])
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(e.create_system, e.external_attr) for e in entries} == {(0, 0o600 << 16)}


def test_nothing_of_a_librarys_template_is_left() -> None:
    file = written()
    whole = b"".join(file.raw(name) for name in file.names)
    for trace in (b"python-docx", b"Macintosh", b"thumbnail", b"theme1"):
        assert trace not in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_keeps_the_rules_of_word(language: str) -> None:
    assert broken_rules(written(language)) == []


def test_core_properties_are_those_of_the_document() -> None:
    core = written("fr").xml("docProps/core.xml")
    found = {element.tag: element.text for element in core}
    assert found == {
        q("title", DC): "Irak : note d’information sur le pays",
        q("subject", DC): "Irak : note d’information sur le pays",
        q("creator", DC): "Affaires mondiales Canada",
        q("keywords", CP): "Irak, note d’information",
        q("lastModifiedBy", CP): "Affaires mondiales Canada",
        q("created", DCTERMS): "2024-12-01T00:00:00Z",
        q("modified", DCTERMS): "2024-12-01T00:00:00Z",
        q("language", DC): "fr-CA",
        q("category", CP): "UNCLASSIFIED",
        q("contentStatus", CP): "Draft",
    }


def test_edition_marking_and_data_hash_are_custom_properties() -> None:
    custom = written().xml("docProps/custom.xml")
    found = {element.get("name"): "".join(element.itertext()) for element in custom}
    assert found == {
        "Document number": "IRQ-CTY-2024-0001",
        "Edition": "1",
        "Marking": "UNCLASSIFIED",
        "Data as of": "2024-12-01",
        "Data hash": "0123456789abcdef" * 4,
    }


def test_properties_that_are_empty_are_left_out_and_long_titles_cut() -> None:
    document = sample("en")
    own = replace(document.properties, edition="", data_hash="", title="long " * 100)
    file = word(replace(document, properties=own))
    names = [element.get("name") for element in file.xml("docProps/custom.xml")]
    assert names == ["Document number", "Marking", "Data as of"]
    title = file.xml("docProps/core.xml").findtext(q("title", DC))
    assert title is not None
    assert len(title) == 255
    assert title.endswith("…")


def test_word_2013_mode_and_no_question_to_the_reader() -> None:
    settings_part = written().xml("word/settings.xml")
    modes = {c.get(q("name")): c.get(q("val")) for c in settings_part.iter(q("compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    assert settings_part.find(q("updateFields")) is None


@pytest.mark.parametrize(
    ("paper", "size"), [("letter", ("12240", "15840")), ("a4", ("11906", "16838"))]
)
def test_the_page_has_the_size_of_its_paper(paper: str, size: tuple[str, str]) -> None:
    page = next(written(paper=paper).body.iter(q("pgSz")))
    assert (page.get(q("w")), page.get(q("h"))) == size


# ---------------------------------------------------------------- styles


def test_colours_and_fonts_are_those_of_the_house() -> None:
    house = replace(HOUSE, colours={"accent": "#0A5"}, fonts={"word-latin": "Aptos"})
    file = word(sample("en"), house)
    heading = file.styles.find(f"{q('style')}[@{q('styleId')}='Heading1']")
    assert heading.find(f".//{q('color')}").get(q("val")) == "00AA55"
    fonts = [font.get(q("name")) for font in file.xml("word/fontTable.xml")]
    assert fonts == ["Aptos", "Arial"]


def test_the_colour_of_text_is_normal_s_and_no_default() -> None:
    # From the defaults, LibreOffice gives it to every run in a table, whatever its style says.
    styles = written().styles
    assert styles.find(f"{q('docDefaults')}//{q('color')}") is None
    normal = styles.find(f"{q('style')}[@{q('styleId')}='Normal']")
    assert normal.find(f"{q('rPr')}/{q('color')}") is not None


def test_the_rule_of_the_title_block_stands_under_a_title_without_subtitle() -> None:
    both, alone = word(sample("en")), word(replace(sample("en"), subtitle=()))
    assert styled(both, "Title")
    assert styled(both, "Subtitle")
    assert not styled(both, "TitleAlone")
    assert styled(alone, "TitleAlone") == styled(both, "Title")
    assert not styled(alone, "Title")
    style = alone.styles.find(f"{q('style')}[@{q('styleId')}='TitleAlone']")
    assert style.find(f"{q('pPr')}/{q('pBdr')}/{q('bottom')}") is not None


def test_headings_are_the_built_in_styles_with_their_level() -> None:
    file = written()
    for level in range(1, 5):
        style = file.styles.find(f"{q('style')}[@{q('styleId')}='Heading{level}']")
        assert style.find(q("name")).get(q("val")) == f"heading {level}"
        properties = style.find(q("pPr"))
        assert properties.find(q("outlineLvl")).get(q("val")) == str(level - 1)
        assert properties.find(q("keepNext")) is not None


def test_every_weight_and_size_is_set_for_complex_scripts_too() -> None:
    for run in written().styles.iter(q("rPr")):
        assert (run.find(q("b")) is None) is (run.find(q("bCs")) is None)
        assert (run.find(q("sz")) is None) is (run.find(q("szCs")) is None)


def test_a_house_without_colours_or_fonts_still_gives_a_file() -> None:
    bare = HouseStyle("bare", {}, {}, "a4", HOUSE.marking)
    assert broken_rules(word(sample("en"), bare)) == []


def test_a_section_that_starts_a_page_says_so_in_its_heading() -> None:
    document = with_blocks(section("a"), replace(section("b"), new_page=True))
    breaks = [
        paragraph_text(p)
        for p in word(document).body.iter(q("p"))
        if p.find(f"{q('pPr')}/{q('pageBreakBefore')}") is not None
    ]
    assert breaks == ["b"]


# ---------------------------------------------------------------- notes and links


def noted(*paragraphs: Paragraph, notes: int = 2) -> Document:
    some = tuple(
        Note(
            f"n{n}", n, str(n), (Text(f"Producer {n}, "), Link("https://example.org", (Text("x"),)))
        )
        for n in range(1, notes + 1)
    )
    return replace(sample("en"), blocks=paragraphs, notes=some)


def test_a_note_is_a_footnote_where_it_is_first_called() -> None:
    document = noted(Paragraph((Text("a"), Citation("n1"))), Paragraph((Text("b"), Citation("n2"))))
    file = word(document)
    assert [r.get(q("id")) for r in file.body.iter(q("footnoteReference"))] == ["1", "2"]
    notes = file.stories["word/footnotes.xml"].findall(q("footnote"))
    assert [n.get(q("type")) for n in notes[:2]] == ["separator", "continuationSeparator"]
    assert paragraph_text(notes[2].find(q("p"))).strip() == "Producer 1, x"
    assert notes[2].find(f".//{q('footnoteRef')}") is not None
    assert ("https://example.org", "External") in file.links("word/footnotes.xml").values()


def test_a_later_call_is_a_field_with_the_number_of_the_first() -> None:
    document = noted(
        Paragraph((Text("a"), Citation("n1"))),
        Paragraph((Text("b"), Citation("n2"))),
        Paragraph((Text("c"), Citation("n1", first=False))),
    )
    last = list(word(document).body.iter(q("p")))[-1]
    assert "".join(t.text or "" for t in last.iter(q("instrText"))) == " NOTEREF _Note1 \\f \\h "
    assert paragraph_text(last, notes=True) == "c1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_shown_are_the_labels_of_the_notes(language: str) -> None:
    document = sample(language)
    file = word(document)
    notes = file.stories["word/footnotes.xml"].findall(q("footnote"))[2:]
    assert [note.get(q("id")) for note in notes] == [note.label for note in document.notes]


def test_two_note_marks_in_a_row_are_kept_apart() -> None:
    document = noted(Paragraph((Text("a"), Citation("n1"), Citation("n2"))))
    last = list(word(document).body.iter(q("p")))[-1]
    assert paragraph_text(last, notes=True) == "a\u202f"


@pytest.mark.parametrize(
    ("before", "held"),
    [
        ("في آذار ٢٠٢٥.", True),
        ("٢٠١٠–٢٠٢٣", True),
        ("في 2025", True),
        ("بنمو 3%", True),
        ("خلال العام.", False),
        ("(٢٠٢٥) في العراق.", False),
    ],
)
def test_the_number_of_a_note_is_not_drawn_into_the_figure_before_it(
    before: str, held: bool
) -> None:
    blocks = tuple(
        Paragraph((Text(before), Citation("n1", first=first))) for first in (True, False)
    )
    file = word(replace(noted(*blocks, notes=1), lang="ar-IQ", direction="rtl"))
    for paragraph in list(file.body.iter(q("p")))[-2:]:
        runs = [t.text or "" for t in paragraph.iter(q("t"))]
        assert ("\u200f" in runs) is held


def test_a_document_without_notes_has_no_footnotes_part() -> None:
    file = word(with_blocks(say("a")))
    assert "word/footnotes.xml" not in file.names
    assert file.xml("word/settings.xml").find(q("footnotePr")) is None


def test_a_link_inside_the_document_leads_to_the_bookmark_of_its_heading_or_table() -> None:
    table = Table((Text("T"),), (100.0,), (), (Row((Cell((Text("x"),)),)),), id="t")
    links = Paragraph((Link("#s", (Text("1"),)), Link("#t", (Text("2"),))))
    file = word(with_blocks(section("A", links, table, id="s")))
    anchors = [link.get(q("anchor")) for link in file.body.iter(q("hyperlink"))]
    places = {
        start.get(q("name")): paragraph_text(start.getparent())
        for start in file.body.iter(q("bookmarkStart"))
    }
    assert [MARKS.sub("", places[anchor]) for anchor in anchors] == ["A", "Table\u00a01 – T"]


# ---------------------------------------------------------------- contents


def test_the_contents_show_the_headings_of_two_levels_without_page_numbers() -> None:
    document = with_blocks(
        Contents((Text("Contents"),)),
        section("A", section("B", section("C", level=3), level=2)),
        section("D"),
    )
    file = word(document)
    assert styled(file, "TOCHeading") == ["Contents"]
    assert styled(file, "TOC1") == ["A", "D"]
    assert styled(file, "TOC2") == ["B"]
    code = "".join(t.text or "" for t in file.body.iter(q("instrText")))
    assert code == ' TOC \\o "1-2" \\n \\h \\z '


def test_an_entry_of_the_contents_has_no_note_mark_and_no_link_of_its_own() -> None:
    heading = Heading(1, "h", (Link("https://example.org", (Text("Area"),)), Citation("n1")))
    document = replace(
        noted(notes=1), blocks=(Contents((Text("C"),)), Section(heading, (say("x"),)))
    )
    file = word(document)
    assert styled(file, "TOC1") == ["Area"]
    assert len(list(file.body.iter(q("footnoteReference")))) == 1
    entry = next(p for p in file.body.iter(q("p")) if style_of(p) == "TOC1")
    assert len(list(entry.iter(q("hyperlink")))) == 1


def test_contents_of_a_document_without_headings_are_left_out() -> None:
    file = word(with_blocks(Contents((Text("C"),)), say("x")))
    assert styled(file, "TOCHeading") == []


# ---------------------------------------------------------------- tables and boxes


def figures(**changes: object) -> Table:
    table = Table(
        caption=(Text("Main figures"),),
        widths=(50.0, 30.0, 20.0),
        head=(Row(tuple(Cell((Text(name),), "col") for name in "abc")),),
        rows=(Row((Cell((Text("x"),), "row"), Cell((Text("1"),), align="end"), Cell(()))),) * 2,
        summary="Three columns.",
        role="figures",
    )
    return replace(table, **changes)  # type: ignore[arg-type]


def test_a_table_says_its_title_and_description_and_repeats_its_header() -> None:
    table = next(word(with_blocks(figures())).body.iter(q("tbl")))
    properties = table.find(q("tblPr"))
    assert properties.find(q("tblCaption")).get(q("val")) == "Main figures"
    assert properties.find(q("tblDescription")).get(q("val")) == "Three columns."
    assert properties.find(q("tblLook")).get(q("val")) == "06A0"
    heads = [row.find(f".//{q('tblHeader')}") is not None for row in table.iter(q("tr"))]
    assert heads == [True, False, False]


def test_columns_are_fixed_and_fill_the_width_of_the_text() -> None:
    table = next(word(with_blocks(figures())).body.iter(q("tbl")))
    widths = [int(column.get(q("w"))) for column in table.iter(q("gridCol"))]
    assert sum(widths) == int(table.find(f".//{q('tblW')}").get(q("w"))) == 12240 - 2 * SIDE
    assert widths[0] > widths[1] > widths[2]
    assert table.find(f".//{q('tblLayout')}").get(q("type")) == "fixed"


def test_a_caption_counts_the_tables_with_a_field_and_keeps_with_its_table() -> None:
    file = word(with_blocks(figures(), say("between"), figures()))
    assert styled(file, "Caption") == ["Table\u00a01 – Main figures", "Table\u00a02 – Main figures"]
    codes = [t.text for t in file.body.iter(q("instrText"))]
    assert codes == [" SEQ Table \\* ARABIC "] * 2


def test_a_table_without_header_row_has_its_caption_as_one() -> None:
    file = word(with_blocks(figures(head=())))
    assert styled(file, "Caption") == []
    first = next(next(file.body.iter(q("tbl"))).iter(q("tr")))
    assert paragraph_text(first) == "Table\u00a01 – Main figures"
    assert first.find(f".//{q('tblHeader')}") is not None
    assert first.find(f".//{q('gridSpan')}").get(q("val")) == "3"


def test_two_tables_in_a_row_are_kept_apart_and_the_last_is_followed_by_a_paragraph() -> None:
    file = word(with_blocks(figures(head=()), figures(head=())))
    names = [child.tag.rsplit("}")[1] for child in file.body.find(q("body"))]
    assert names == ["p", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_number_columns_stand_at_the_end_in_both_directions() -> None:
    for language in ("en", "ar"):
        file = word(with_blocks(figures(), language=language))
        cells = [p for p in file.body.iter(q("p")) if MARKS.sub("", paragraph_text(p)) == "1"]
        assert {p.find(f".//{q('jc')}").get(q("val")) for p in cells} == {"end"}


def test_a_box_is_a_table_whose_header_row_is_its_title() -> None:
    box = Box("key-messages", (Text("Key"),), (say("a"), ListBlock((Item((say("b"),)),) * 2)))
    table = next(word(with_blocks(box)).body.iter(q("tbl")))
    rows = [
        (paragraph_text(row), row.find(f".//{q('tblHeader')}") is not None)
        for row in table.iter(q("tr"))
    ]
    assert rows == [("Key", True), ("a", False), ("b", False), ("b", False)]
    assert table.find(f".//{q('tblDescription')}").get(q("val")) == "Key"


def test_a_table_in_a_box_stands_between_the_parts_of_the_box() -> None:
    box = Box("background", (Text("Box"),), (say("a"), figures(), say("b")))
    file = word(with_blocks(box))
    shape = [paragraph_text(table.find(q("tr"))) for table in file.body.iter(q("tbl"))]
    assert shape == ["Box", "abc", "b"]
    assert broken_rules(file) == []


def test_a_box_keeps_its_distance_from_the_list_above_it_and_from_that_alone() -> None:
    box = Box("key-messages", (Text("Key messages"),), (say("a"),))
    one = ListBlock(ordered=False, items=(Item((say("item"),)),))
    assert len(styled(word(with_blocks(one, box, say("b"))), "Gap")) == 1
    assert len(styled(word(with_blocks(say("text"), box, say("b"))), "Gap")) == 0


def test_warnings_have_the_look_of_warnings() -> None:
    roles = ("conflict", "staleness", "warning", "to-say", "background", "meeting", "other")
    file = word(with_blocks(*(Box(role, (Text(role),), (say("x"),)) for role in roles)))
    styles = [t.get(q("val")) for t in file.body.iter(q("tblStyle"))]
    assert styles == [*["WarningBox"] * 3, "SayBox", "BackgroundBox", "MeetingBox", "BriefBox"]


# ---------------------------------------------------------------- lists


def numbers(file: Word) -> Iterator[tuple[str, str, str]]:
    for paragraph in file.body.iter(q("p")):
        number = paragraph.find(f"{q('pPr')}/{q('numPr')}")
        if number is not None:
            level, list_id = (number.find(q(name)).get(q("val")) for name in ("ilvl", "numId"))
            yield paragraph_text(paragraph), level, list_id


def test_each_numbered_list_starts_again_and_nested_ones_go_one_level_down() -> None:
    nested = ListBlock((Item((say("inner"),)),), ordered=True)
    outer = ListBlock((Item((say("one"), nested)), Item((say("two"),))), ordered=True)
    file = word(with_blocks(outer, ListBlock((Item((say("again"),)),), ordered=True)))
    assert list(numbers(file)) == [
        ("one", "0", "2"), ("inner", "1", "3"), ("two", "0", "2"), ("again", "0", "4"),
    ]  # fmt: skip
    starts = {
        n.get(q("numId")): n.find(q("lvlOverride")).get(q("ilvl"))
        for n in file.xml("word/numbering.xml").iter(q("num"))
        if n.find(q("lvlOverride")) is not None
    }
    assert starts == {"2": "0", "3": "1", "4": "0"}


def test_a_second_paragraph_of_an_item_has_no_mark_of_its_own() -> None:
    file = word(with_blocks(ListBlock((Item((say("one"), say("more"))),))))
    assert [text for text, _, _ in numbers(file)] == ["one"]
    assert styled(file, "ListContinue") == ["more"]


def test_marks_of_lists_start_where_both_directions_start() -> None:
    for language in ("en", "ar"):
        sides = {
            s.get(q("val")) for s in written(language).xml("word/numbering.xml").iter(q("lvlJc"))
        }
        assert sides == {"left"}


# ---------------------------------------------------------------- headers and footers


def line(root: object) -> str:
    return MARKS.sub("", "|".join(paragraph_text(p) for p in root.iter(q("p"))))  # type: ignore[attr-defined]


def test_the_marking_is_on_the_physical_right_in_both_directions() -> None:
    english = written("en").stories["word/headerFirst.xml"]
    assert line(english) == "Global Affairs Canada\tDRAFT\tUNCLASSIFIED"
    arabic = written("ar").stories["word/headerFirst.xml"]
    assert line(arabic) == "غير مصنف\tمسودة\tوزارة الشؤون العالمية الكندية"


LONG = "Ministério das Relações Exteriores do Canadá (Global Affairs Canada)"


@pytest.mark.parametrize(
    ("language", "name", "lines"),
    [
        ("en", LONG, f"\tDRAFT\tUNCLASSIFIED|{LONG}"),
        ("en", "外交部" * 9, f"\tDRAFT\tUNCLASSIFIED|{'外交部' * 9}"),
        ("ar", "وزارة " * 12, f"غير مصنف\tمسودة\t|\t\t{'وزارة ' * 12}"),
    ],
)
def test_a_long_name_stands_below_what_it_would_push_aside(
    language: str, name: str, lines: str
) -> None:
    """At a stop that a text has passed, the next one goes to another line."""
    furniture = replace(sample(language, draft=True).furniture, organisation=name)
    assert line(written(language, furniture=furniture).stories["word/header.xml"]) == lines
    clean = replace(furniture, draft="")
    (both,) = written(language, furniture=clean).stories["word/header.xml"].iter(q("p"))
    assert MARKS.sub("", paragraph_text(both)).count("\t") == 2


def test_behind_a_long_name_the_word_of_a_draft_keeps_its_line() -> None:
    furniture = replace(
        sample("en", draft=True).furniture, position="top-center", organisation=LONG
    )
    header = written("en", furniture=furniture).stories["word/header.xml"]
    assert line(header) == f"UNCLASSIFIED|{LONG}\tDRAFT"


def test_the_page_has_a_line_of_its_own_below_a_long_number() -> None:
    furniture = sample("ar").furniture
    short, long = (
        written("ar", furniture=replace(furniture, number=(Text(f"IRQ-{'PCK' * times}"),)))
        for times in (1, 15)
    )
    assert line(short.stories["word/footer.xml"]).count("|") == 0
    assert line(long.stories["word/footer.xml"]).count("|") == 1


def test_every_page_names_the_organisation_and_the_marking() -> None:
    file = written("en")
    named = sample("en").furniture.organisation
    assert named
    for part in ("word/header.xml", "word/header-first.xml"):
        if part in file.stories:
            assert line(file.stories[part]) == f"{named}\tDRAFT\tUNCLASSIFIED"
    assert file.body.find(f".//{q('sectPr')}/{q('titlePg')}") is not None


@pytest.mark.parametrize("position", ["top-center", "top-bottom-center"])
def test_a_centred_marking_stands_where_the_scheme_wants_it(position: str) -> None:
    furniture = replace(sample("en").furniture, position=position)
    file = written("en", furniture=furniture)
    top = next(file.stories["word/header.xml"].iter(q("p")))
    assert paragraph_text(top) == "UNCLASSIFIED"
    assert top.find(f".//{q('jc')}").get(q("val")) == "center"
    assert ("UNCLASSIFIED" in line(file.stories["word/footer.xml"])) is position.startswith(
        "top-bottom"
    )


def test_a_marking_in_another_language_is_not_turned_round() -> None:
    furniture = replace(sample("ar").furniture, marking="UNCLASSIFIED", marking_lang="en")
    header = written("ar", furniture=furniture).stories["word/header.xml"]
    run = next(run for run in header.iter(q("r")) if "UNCLASSIFIED" in run_text(run))
    assert run.find(f"{q('rPr')}/{q('rtl')}") is None
    assert run_text(run) == "\u200eUNCLASSIFIED\u200e"


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", "Document No.\u00a0IRQ-CTY-2024-0001\t\tPage 1 of 1"),
        ("fr", "Document n°\u00a0IRQ-CTY-2024-0001\t\tPage 1 de 1"),
        ("ar", "رقم الوثيقة\u00a0IRQ-CTY-2024-0001\t\tالصفحة 1 من 1"),
    ],
)
def test_the_footer_counts_pages_in_the_words_of_the_language(language: str, wanted: str) -> None:
    footer = written(language).stories["word/footer.xml"]
    number, page = wanted.split("\t\t")
    assert line(footer).startswith(number)
    assert line(footer).endswith(f"\t{page}")
    codes = [(t.text or "").strip() for t in footer.iter(q("instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_number_that_would_clash_with_the_dates_stands_below_them(language: str) -> None:
    def lines(number: str) -> list[str]:
        furniture = replace(sample(language).furniture, number=(Text(number),))
        footer = word(replace(sample(language), furniture=furniture)).stories["word/footer.xml"]
        return [line(paragraph) for paragraph in footer.iter(q("p"))]

    (short,) = lines("X-1")
    assert re.search("X-1.*\t", short)
    dates, page = lines("DEPARTMENT-DIRECTORATE-DIVISION-SECTION-" + "2024-" * 6)
    assert "\t" not in dates
    assert page == "\t" + short.rpartition("\t")[2]


def test_the_dates_stand_in_the_footer() -> None:
    footer = line(written("en").stories["word/footer.xml"])
    dates = "Issued 1 December 2024 · Data as of 1 December 2024"
    assert dates in re.sub(r"\s+", " ", footer)


def test_a_span_of_the_original_is_muted() -> None:
    block = Paragraph((Span((Text("Ébauche"),), "fr", role="original"), Text(" plain")))
    first, second = list(word(with_blocks(block)).body.iter(q("r")))[-2:]
    assert first.find(f".//{q('rStyle')}").get(q("val")) == "Muted"
    assert second.find(q("rPr")) is None
