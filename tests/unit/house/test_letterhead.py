"""What a letterhead may be, what is left out of it, and what is mended."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.house.letterhead.model import Opened
from generator.house.letterhead.opening import open_letterhead
from generator.house.letterhead.package import ENTRIES, RefusedError
from generator.house.letterhead.read import read_letterheads
from generator.house.letterhead.stylesheet import by_id
from generator.house.letterhead.xml import serialized, val, w
from generator.house.read import read_house
from generator.problems import Findings, Severity
from tests.letterheads import (
    FOUR,
    MACROS,
    dotx,
    french,
    page_field,
    paragraph,
    part,
    picture,
    png,
    rels,
    style,
    unzipped,
    word_file,
    zipped,
)

HEADER = '<w:headerReference w:type="default" r:id="rId1"/>'
NORMAL = style("Normal", "Normal").replace("<w:style ", '<w:style w:default="1" ')


def headed(inner: str, **parts: str | bytes) -> bytes:
    """A letterhead with this header."""
    named = {name.replace("__", "/").replace("_dot_", "."): what for name, what in parts.items()}
    return word_file(
        {"header1.xml": part("hdr", inner), "styles.xml": part("styles", NORMAL), **named},
        section=HEADER,
    )


def styled(*styles: str) -> Opened:
    return open_letterhead(word_file({"styles.xml": part("styles", NORMAL + "".join(styles))}))


def codes(opened: Opened) -> set[str]:
    return {remark.code for remark in opened.remarks} - {"letterhead-one-script"}


def huge() -> bytes:
    """A picture of 3,600 million pixels in a few bytes."""
    return png(1, 1).replace(bytes((0, 0, 0, 1, 0, 0, 0, 1)), bytes((0, 0, 234, 96, 0, 0, 234, 96)))


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedError) as raised:
        open_letterhead(content)
    return raised.value.code


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    files = unzipped(content)
    assert old in files[name]
    return zipped({**files, name: files[name].replace(old, new, 1)})


# ------------------------------------------------------------ refused


def test_what_is_no_word_file_is_refused() -> None:
    assert refusal(b"") == "letterhead-not-word"
    assert refusal(b"hello") == "letterhead-not-word"
    assert refusal(french()[:-400]) == "letterhead-not-word"
    assert refusal(zipped({"a.txt": "a"})) == "letterhead-not-word"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert refusal(word_file({}, main=sheet)) == "letterhead-not-word"


def test_a_file_under_a_password_is_refused_as_such() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "letterhead-encrypted"
    locked = bytearray(french())
    at = locked.index(b"PK\x01\x02")
    while at >= 0:  # the bit that says "encrypted", in directory and entries
        locked[at + 8] |= 1
        at = locked.find(b"PK\x01\x02", at + 4)
    locked[6] |= 1
    assert refusal(bytes(locked)) == "letterhead-encrypted"


def test_macros_are_refused_by_type_by_name_and_by_part() -> None:
    assert refusal(word_file({}, main=MACROS)) == "letterhead-macros"
    assert refusal(word_file({"vbaProject.bin": b"x"})) == "letterhead-macros"
    hidden = changed(
        word_file({"other.bin": b"x"}),
        "[Content_Types].xml",
        b'ContentType="application/vnd.openxmlformats-officedocument.oleObject"',
        b'ContentType="application/vnd.ms-office.vbaProject"',
    )
    assert refusal(hidden) == "letterhead-macros"


def test_bombs_are_refused_while_they_are_unpacked() -> None:
    bomb = part("styles", NORMAL + "<!--" + " " * 30_000_000 + "-->")
    assert refusal(word_file({"styles.xml": bomb})) == "letterhead-bomb"
    many = {f"word/x{n}.xml": "" for n in range(ENTRIES)}
    assert refusal(zipped({**unzipped(french()), **many})) == "letterhead-entries"


def test_a_directory_that_lies_about_sizes_does_not_get_round_the_limit() -> None:
    content = bytearray(word_file({"styles.xml": part("styles", NORMAL + " " * 20_000_000)}))
    at = content.find(b"word/styles.xml", content.find(b"PK\x01\x02")) - 46
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert refusal(bytes(content)) in {"letterhead-bomb", "letterhead-not-word"}


@pytest.mark.parametrize("name", ["../x.xml", "/x.xml", "a\\..\\x.xml", "word/../../x.xml"])
def test_names_that_lead_out_of_the_package_are_refused(name: str) -> None:
    out = io.BytesIO(french())
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, "x")
    assert refusal(out.getvalue()) == "letterhead-entry-name"


def test_the_same_entry_twice_is_refused() -> None:
    files = unzipped(french())
    assert refusal(zipped({**files, "word/Styles.xml": files["word/styles.xml"]})) == (
        "letterhead-entry-twice"
    )


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://canary.invalid/"> %b;]>',
    ],
)
def test_document_types_and_entities_are_refused(declared: str) -> None:
    content = changed(french(), "word/styles.xml", b"\n<w:styles", declared.encode() + b"<w:styles")
    assert refusal(content) == "letterhead-part-damaged"
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{declared}<a/>'.encode("utf-16")
    assert refusal(word_file({"styles.xml": wide})) == "letterhead-part-damaged"


def test_broken_and_bottomless_parts_are_refused() -> None:
    assert refusal(word_file({"styles.xml": "<w:styles"})) == "letterhead-part-damaged"
    assert refusal(word_file({"styles.xml": part("fonts", "")})) == "letterhead-part-damaged"
    deep = "<w:p>" * 150 + "</w:p>" * 150
    assert refusal(headed(deep)) == "letterhead-part-damaged"
    files = unzipped(french())
    del files["word/document.xml"]
    assert refusal(zipped(files)) == "letterhead-not-word"


@pytest.mark.parametrize(
    "page",
    [
        '<w:pgSz w:w="0" w:h="15840"/>',
        '<w:pgSz w:w="99999" w:h="15840"/>',
        '<w:pgMar w:left="6000" w:right="6000" w:top="0" w:bottom="0"/>',
        '<w:pgMar w:left="-100" w:right="0" w:top="0" w:bottom="0"/>',
        '<w:pgMar w:left="0" w:right="0" w:top="9000" w:bottom="9000"/>',
    ],
)
def test_pages_on_which_nothing_can_be_set_are_refused(page: str) -> None:
    assert refusal(word_file({}, section=page)) == "letterhead-page"


# ------------------------------------------------------------ left out


def test_nothing_outside_the_file_is_kept_and_each_is_named() -> None:
    content = word_file(
        {
            "header1.xml": part("hdr", f"<w:p>{picture()}</w:p>" + paragraph("Head")),
            "styles.xml": part("styles", NORMAL),
            "_rels/header1.xml.rels": rels(
                {"rId1": ("image", "http://canary.invalid/a.png", True)}
            ),
        },
        section=HEADER,
        outside={"rId9": ("attachedTemplate", "file:///\\\\server\\share\\a.dotm", True)},
    )
    opened = open_letterhead(content)
    edge = opened.edges["header", "default"]
    assert not edge.media
    assert "<w:drawing" not in serialized(edge.root)
    told = {remark.what for remark in opened.remarks if remark.code == "letterhead-outside"}
    assert told == {"http://canary.invalid/a.png", "file:///\\\\server\\share\\a.dotm"}
    assert all(remark.danger for remark in opened.remarks)


def test_links_to_the_web_stay_and_links_to_shares_become_text() -> None:
    link = '<w:hyperlink r:id="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
    content = headed(
        f"<w:p>{link.format('rId1', 'web')}{link.format('rId2', 'share')}</w:p>",
        _rels__header1_dot_xml_dot_rels=rels(
            {
                "rId1": ("hyperlink", "https://example.org/", True),
                "rId2": ("hyperlink", "\\\\server\\share", True),
            }
        ),
    )
    opened = open_letterhead(content)
    edge = opened.edges["header", "default"]
    assert edge.links == {"rId1": "https://example.org/"}
    assert "".join(edge.root.itertext()) == "webshare"
    assert codes(opened) == {"letterhead-outside"}


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe", "letterhead-field-danger"),
        ("INCLUDEPICTURE http://canary.invalid/x.png", "letterhead-field-danger"),
        ("DATE \\@ dd.MM.yyyy", "letterhead-field"),
    ],
)
def test_fields_that_act_or_change_are_left_out_and_page_numbers_stay(
    field: str, code: str
) -> None:
    simple = f'<w:fldSimple w:instr=" {field} "><w:r><w:t>was</w:t></w:r></w:fldSimple>'
    for written in (page_field(field), simple):
        opened = open_letterhead(headed(f"<w:p>{written}{page_field()}</w:p>"))
        xml = serialized(opened.edges["header", "default"].root)
        assert field.split()[0] not in xml
        assert "was" not in xml
        assert " PAGE " in xml
        assert codes(opened) == {code}


def test_objects_changes_comments_and_hidden_words_are_left_out() -> None:
    inner = (
        "<w:p><w:r><w:object><o:OLEObject/></w:object></w:r>"
        '<w:ins w:id="1" w:author="a"><w:r><w:t>new </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del>'
        '<w:commentRangeStart w:id="0"/><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>'
        '<w:r><w:t>shown</w:t></w:r><w:bookmarkStart w:id="4" w:name="x"/></w:p>'
    )
    opened = open_letterhead(headed(inner))
    edge = opened.edges["header", "default"]
    assert "".join(edge.root.itertext()) == "new shown"
    assert "bookmark" not in serialized(edge.root)
    assert codes(opened) == {
        "letterhead-object", "letterhead-tracked", "letterhead-comments", "letterhead-hidden"
    }  # fmt: skip


@pytest.mark.parametrize("data", [b"<html>", b"", png()[:60], huge(), b"GIF89a"])
def test_pictures_that_are_broken_or_huge_are_left_out_by_name(data: bytes) -> None:
    opened = open_letterhead(
        headed(
            f"<w:p>{picture()}</w:p>",
            media__logo_dot_png=data,
            _rels__header1_dot_xml_dot_rels=rels({"rId1": ("image", "media/logo.png", False)}),
        )
    )
    assert not opened.edges["header", "default"].media
    (remark,) = opened.remarks
    assert (remark.code, remark.what) == ("letterhead-picture", "word/media/logo.png")


def test_slots_are_found_over_runs_and_in_content_controls() -> None:
    runs = (f"<w:r><w:t>{text}</w:t></w:r>" for text in ("No {nu", "mber", "} of"))
    split = f"<w:p>{''.join(runs)}</w:p>"
    control = (
        '<w:p><w:sdt><w:sdtPr><w:tag w:val="marking"/></w:sdtPr><w:sdtContent><w:r><w:t>Click'
        "</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    root = open_letterhead(headed(split + control)).edges["header", "default"].root
    assert [val(slot) for slot in root.iter(w("slot"))] == ["number", "marking"]
    assert "".join(root.itertext()) == "No  of"
    assert root.find(f".//{w('sdt')}") is None


def test_braces_that_name_nothing_stay_text() -> None:
    root = open_letterhead(headed(paragraph("{name} {page"))).edges["header", "default"].root
    assert "".join(root.itertext()) == "{name} {page"


# ------------------------------------------------------------ mended


def test_styles_that_go_in_circles_or_lead_nowhere_stand_alone() -> None:
    opened = styled(
        style("A", "A", more='<w:basedOn w:val="B"/>'),
        style("B", "B", more='<w:basedOn w:val="C"/>'),
        style("C", "C", more='<w:basedOn w:val="A"/><w:next w:val="Nowhere"/>'),
        style("D", "D", more='<w:basedOn w:val="D"/>'),
    )
    known = by_id(opened.styles)
    for one in known.values():
        seen = set()
        at = one
        while (based := at.find(w("basedOn"))) is not None:
            assert val(based) not in seen
            seen.add(val(based))
            at = known[val(based)]
    assert codes(opened) == {"letterhead-style-loop", "letterhead-style-lost"}


def test_styles_that_stand_twice_are_taken_once() -> None:
    opened = styled(style("A", "One"), style("A", "Two"), style("B", "one"), style("", "x"))
    assert set(by_id(opened.styles)) == {"Normal", "A"}
    assert codes(opened) == {"letterhead-style-twice", "letterhead-style-unnamed"}


def test_sides_and_sizes_are_written_as_every_reader_knows_them() -> None:
    opened = styled(
        style("A", "A", '<w:sz w:val="24"/><w:b/>', '<w:pPr><w:jc w:val="start"/></w:pPr>'),
        style("B", "B", '<w:sz w:val="-3"/>', '<w:pPr><w:jc w:val="end"/></w:pPr>'),
    )
    xml = serialized(opened.styles)
    assert 'w:val="start"' not in xml
    assert 'w:val="end"' not in xml
    a = by_id(opened.styles)["A"].find(w("rPr"))
    assert [child.tag for child in a] == [w("b"), w("bCs"), w("sz"), w("szCs")]
    assert codes(opened) == {"letterhead-side", "letterhead-size"}


def test_a_file_without_styles_is_taken_with_a_word() -> None:
    assert codes(open_letterhead(word_file({}))) == {"letterhead-no-styles"}


@pytest.mark.parametrize("name", FOUR)
def test_letterheads_of_every_origin_are_sound(name: str) -> None:
    opened = open_letterhead(FOUR[name]())
    assert not codes(opened)
    assert opened.styles is not None
    assert opened.edges


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5_000), st.integers(1, 255))
def test_any_flipped_byte_is_refused_or_changes_nothing_but_a_part(place: int, flip: int) -> None:
    content = bytearray(dotx())
    content[place % len(content)] ^= flip
    with contextlib.suppress(RefusedError):
        opened = open_letterhead(bytes(content))
        assert opened.page.text_width > 0


# ------------------------------------------------------------ in a house style


def test_the_files_of_a_house_are_found_and_told_apart(tmp_path: Path) -> None:
    findings = Findings()
    assert read_letterheads(tmp_path, "house/x", findings) == (None, None)
    (tmp_path / "reference.dotx").write_bytes(dotx())
    (tmp_path / "reference-rtl.docx").write_bytes(french())
    letterhead, twin = read_letterheads(tmp_path, "house/x", findings)
    assert letterhead is not None
    assert twin is not None
    assert (letterhead.name, twin.name) == ("reference.dotx", "reference-rtl.docx")
    assert not list(findings)
    (tmp_path / "reference.docx").write_bytes(french())
    (tmp_path / "reference-rtl.docm").write_bytes(b"x")
    assert read_letterheads(tmp_path, "house/x", findings)[0] is None
    assert {one.code for one in findings} == {"letterhead-two", "letterhead-ending"}


def test_a_house_with_an_unsound_letterhead_is_not_used(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "house" / "own"
    folder.mkdir(parents=True)
    for name in ("house.toml", "style.css"):
        (folder / name).write_bytes((root / "templates/house/neutral" / name).read_bytes())
    (folder / "reference.docx").write_bytes(word_file({"vbaProject.bin": b"x"}))
    findings = Findings()
    assert read_house(folder, findings) is None
    (problem,) = findings
    assert problem.code == "letterhead-macros"
    assert problem.where.file == "templates/house/own/reference.docx"
    assert problem.where.field == "word/vbaProject.bin"
    assert problem.remedy == "Save it in Word as .docx or .dotx, without macros."


def test_what_is_left_out_is_said_and_the_house_used(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("house.toml", "style.css"):
        (folder / name).write_bytes((root / "templates/house/neutral" / name).read_bytes())
    (folder / "reference.docx").write_bytes(headed(f"<w:p>{page_field('DATE')}</w:p>"))
    findings = Findings()
    house = read_house(folder, findings)
    assert house is not None
    assert house.letterhead is not None
    told = {one.code: one for one in findings}
    assert told["letterhead-field"].severity is Severity.WARNING
    assert "{issued}" in told["letterhead-field"].remedy


def test_the_house_says_which_style_is_which(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("house.toml", "style.css"):
        (folder / name).write_bytes((root / "templates/house/neutral" / name).read_bytes())
    text = (folder / "house.toml").read_text("utf-8")
    more = '\n[letterhead.styles]\n"Heading 1" = "Titre ministère"\n'
    (folder / "house.toml").write_text(text + more, "utf-8")
    house = read_house(folder, Findings())
    assert house is not None
    assert house.letterhead_styles == {"heading 1": "Titre ministère"}
    (folder / "house.toml").write_text(text + more + '"Headng 2" = "x"\n', "utf-8")
    findings = Findings()
    assert read_house(folder, findings) is None
    (problem,) = findings
    assert problem.what.endswith("Did you mean “heading 2”?")
