"""Fonts by script: which letters they have, which files a document takes, what is missing."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from generator.document.tree import Document, Heading, Paragraph, Section, Span, Text, Value
from generator.document.walk import plain
from generator.house.families import SCRIPTS, SHIPPED, by_code, by_use
from generator.house.read import MORE_FONTS
from generator.problems import Problem, ProblemsFound
from generator.writers import fonts
from generator.writers.docx.writer import write_docx
from generator.writers.fonts.choice import choose
from generator.writers.fonts.cmap import code_points
from generator.writers.fonts.faces import UnreadableFont, read, shipped_characters
from generator.writers.html import write_html
from generator.writers.pdf import write_pdf
from generator.writers.scripts import script_css, script_of
from tests.made_fonts import make_font
from tests.script_samples import SENTENCES, in_script
from tests.unit.writers.pdf_reading import HOUSE, File, bare

# Every letter of the alphabet, with the marks that printed text uses.
ALPHABETS = {
    "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیةًٌٍَُِّْٔ",
    "ur": "اأآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھءیئےۂۓةًَُِّٰؐؑؒؓ",
    "ps": "آاأءبټپتثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼهةوؤیيېۍئًٌٍَُِّْٰٔ",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهھەیێء",
    "ug": "ئابپتجچخدرزژسشغفقكگڭلمنوۇۆۈۋەېىي",
    "sd": "اآبٻپڀتٺٿٽثجڄڃچڇحخدڌڏڊڍذرڙزسشصضطظعغفڦقڪکگڳڱلمنڻوهھءي",
    "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשתְֱֲֳִֵֶַָֹֻּׁׂ־׳״₪",
    "ru": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя№₽",
    "uk": "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ₴",
    "kk": "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸",
    "sr": "ЂђЈјЉљЊњЋћЏџ",
    "el": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΆΈΉΊΌΎΏ·",
    "tr": "ÇĞİIÖŞÜçğıiöşü₺",
    "pl": "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
    "vi": "ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ₫",
    "az": "ƏəĞğİıÖöŞşÜü₼",
    "ha": "ƁɓƊɗƘƙƳƴ₦",
}


@pytest.mark.parametrize("language", ALPHABETS)
def test_the_shipped_font_of_a_language_has_its_whole_alphabet(language: str) -> None:
    family = script_of(language).families[0]
    for file in fonts.FAMILIES[family][:2]:
        has = read(str(fonts.folder() / file)).characters
        others = shipped_characters() if language in ("he",) else has
        missing = [letter for letter in ALPHABETS[language] if ord(letter) not in has | others]
        assert missing == [], file
    assert {ord(letter) for letter in ALPHABETS[language]} <= shipped_characters()


def test_spaces_marks_and_signs_that_texts_hold_have_a_glyph_somewhere() -> None:
    assert {ord(sign) for sign in "\u00a0\u202f\u2009\u2011\u2212–—…“”«»„‹›·№€£¥₪₺₽₹ʻʿ"} <= (
        shipped_characters()
    )


def test_characters_are_those_that_fonttools_reads() -> None:
    for path in sorted(fonts.folder().glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            assert read(str(path)).characters == frozenset(font.getBestCmap()), path.name


@given(st.binary(max_size=80))
def test_a_broken_table_of_characters_is_refused_or_read(table: bytes) -> None:
    with suppress(ValueError, struct.error):
        assert all(0 <= code <= 0x10FFFF for code in islice(code_points(table), 100))


def test_shipped_fonts_may_be_embedded() -> None:
    for files in fonts.FAMILIES.values():
        assert all(read(str(fonts.folder() / file)).embeddable for file in files)


@pytest.mark.parametrize(
    ("tag", "use"),
    [
        ("fr-CA", "latin"), ("el", "latin"), ("sr", "latin"), ("fa-AF", "arabic"),
        ("ckb", "arabic"), ("pa-PK", "arabic"), ("pa", "gurmukhi"), ("he", "hebrew"),
        ("yi", "hebrew"), ("zh", "chinese-simplified"), ("zh-HK", "chinese-traditional"),
        ("ja", "japanese"), ("ko", "korean"), ("hi", "devanagari"), ("hy", "armenian"),
        ("ka", "georgian"), ("am", "ethiopic"), ("th", "thai"), ("xx", "latin"),
    ],
)  # fmt: skip
def test_a_language_is_set_in_the_fonts_of_its_script(tag: str, use: str) -> None:
    assert script_of(tag).use == use


def test_every_script_has_a_name_of_its_own_and_a_way_to_a_font() -> None:
    assert len({script.use for script in SCRIPTS}) == len(SCRIPTS)
    for script in SCRIPTS:
        assert script.shipped == (script.families[0] in SHIPPED)
        assert script.shipped or script.file
        assert all(by_code(code) is script for code in script.codes)
        assert script.use in ("latin", "arabic") or script.use in MORE_FONTS


# ---------------------------------------------------------------- pages


def short(text: str, lang: str = "en-CA", fact: str = "") -> Document:
    inside = Span((Text(text),), fact=fact, role="statement") if fact else Text(text)
    section = Section(Heading(1, "trade", (Text("Trade"),)), (Paragraph((inside,)),))
    return replace(in_script("tr"), lang=lang, direction="ltr", blocks=(section,), notes=())


def refused(document: Document, house: object = HOUSE) -> list[Problem]:
    with pytest.raises(ProblemsFound) as raised:
        write_pdf(document, house)  # type: ignore[arg-type]
    return list(raised.value.problems)


@pytest.mark.parametrize("tag", ["he", "fa", "ur", "ps", "ckb", "ru", "uk", "el", "vi"])
def test_a_whole_document_in_a_shipped_script_is_printed(tag: str) -> None:
    document = in_script(tag)
    pdf = File(document)
    first = bare(SENTENCES[tag])[:12]
    assert first in bare(pdf.read_aloud())
    assert choose(document, HOUSE).files == ()


def test_hebrew_pages_are_set_in_the_hebrew_font() -> None:
    pdf = File(in_script("he"))
    named = {str(font.BaseFont) for page in pdf.pdf.pages for font in page.Resources.Font.values()}
    assert any("Noto-Sans-Hebrew" in name for name in named)
    assert any("Hebrew-Bold" in name for name in named)


def test_a_character_of_a_fact_is_named_with_the_fact_and_the_font_that_would_bring_it() -> None:
    (problem,) = refused(short("नाम", fact="irq-name"))[:1]
    assert problem.code == "glyph-missing"
    assert problem.what == (
        "The character “न” U+0928 (DEVANAGARI LETTER NA) is in none of the fonts for pages"
        " (in “नाम”; it comes from the fact irq-name)."
    )
    assert problem.remedy == (
        "Write it otherwise, or bring a font that has it. Type: pip install pylopdf-fonts-hi."
        " Or put a font file of “Noto Sans Devanagari”, such as NotoSansDevanagari-Regular.ttf,"
        " into the folder fonts/ of the workspace."
    )
    assert problem.where.field == "Trade"


def test_a_character_of_a_template_is_told_from_one_of_a_fact() -> None:
    (problem,) = refused(short("\N{RUNIC LETTER FEHU FEOH FE F}"))
    assert "it comes from an order, a template, a house style or a message" in problem.what
    assert problem.remedy == "Write it otherwise, or bring a font that has it."


def test_a_value_without_a_glyph_is_named_with_its_fact() -> None:
    document = short("x")
    (section,) = document.blocks
    assert isinstance(section, Section)
    value = Value("३", "irq-population", "3")
    held = replace(section, blocks=(Paragraph((Text("n "), value)),))
    (problem,) = refused(replace(document, blocks=(held,)))
    assert problem.values["from"] == "the fact irq-population"


def test_no_false_alarm_for_what_is_not_drawn_or_put_together() -> None:
    marks = "e\u0301 \u00ad \u200d \u200c \u200e \u200f \u2060 می\u200cشود \ufe0f x\u0323\u0302 ﷺ"
    assert write_pdf(short(marks), HOUSE).startswith(b"%PDF")


def test_a_document_in_a_script_without_a_font_says_so_once() -> None:
    (problem,) = refused(in_script("zh-CN"))
    assert problem.code == "font-missing"
    assert problem.what.startswith(
        "There is no font for Chinese (Simplified), in which the document is written;"
        " characters without one: "
    )
    assert problem.remedy == (
        "Type: pip install pylopdf-fonts-zh-cn. Or put a font file of “Noto Sans SC”, such as"
        " NotoSansSC-Regular.otf, into the folder fonts/ of the workspace."
    )


def chinese(folder: Path, family: str = "Noto Sans SC", **options: object) -> str:
    letters = SENTENCES["zh-CN"] + SENTENCES["zh-TW"]
    name = f"{family.replace(' ', '')}.ttf"
    return str(make_font(folder / name, family, letters, **options))  # type: ignore[arg-type]


def test_a_font_of_the_workspace_serves_its_script_and_latin_words_keep_theirs(
    tmp_path: Path,
) -> None:
    house = replace(HOUSE, font_files=(chinese(tmp_path),))
    document = in_script("zh-CN")
    chosen = choose(document, house)
    assert chosen.files == house.font_files
    assert chosen.problems == ()
    pdf = File(document, house)
    assert bare("伊拉克共和国位于中东") in bare(pdf.read_aloud())
    named = {str(font.BaseFont) for page in pdf.pdf.pages for font in page.Resources.Font.values()}
    assert any("Noto-Sans-SC" in name for name in named)
    assert any(name.endswith("+Noto-Sans") for name in named)
    html = write_html(document, house).decode()
    assert '<span class="latin-words">' in html
    assert ".in-chinese-simplified" in html
    assert '"Noto Sans SC"' in html


def test_a_font_nobody_needs_is_not_taken(tmp_path: Path) -> None:
    house = replace(HOUSE, font_files=(chinese(tmp_path),))
    assert choose(in_script("fa"), house).files == ()
    assert choose(short("only the name 伊拉克 of a fact"), house).files == house.font_files


def test_the_family_that_a_house_names_wins(tmp_path: Path) -> None:
    usual, named = chinese(tmp_path), chinese(tmp_path, "House Song")
    house = replace(
        HOUSE,
        font_files=(usual, named),
        fonts={**HOUSE.fonts, "chinese-simplified": "House Song"},
    )
    assert choose(in_script("zh-CN"), house).files == (named,)
    assert '"House Song", "Noto Sans SC"' in script_css(in_script("zh-CN"), house)


@pytest.mark.parametrize("bits", [0x0002, 0x0100, 0x0200])
def test_a_font_whose_licence_forbids_it_is_not_put_into_a_document(
    tmp_path: Path, bits: int
) -> None:
    house = replace(HOUSE, font_files=(chinese(tmp_path, licence_bits=bits),))
    (problem,) = refused(in_script("zh-CN"), house)
    assert problem.what == (
        "The licence of the font file NotoSansSC.ttf does not allow it to be put into a document."
    )


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0" + b"\xff" * 300)
    with pytest.raises(UnreadableFont):
        read(str(broken))
    house = replace(HOUSE, font_files=(str(broken), chinese(tmp_path)))
    (problem,) = refused(in_script("zh-CN"), house)
    assert problem.code == "font-unreadable"
    assert problem.where.file == "fonts/broken.ttf"


def test_digits_of_any_system_count_pages_lists_and_contents(tmp_path: Path) -> None:
    digits = "०१२३४५६७८९"
    font = make_font(tmp_path / "d.ttf", "Noto Sans Devanagari", digits)
    house = replace(HOUSE, font_files=(str(font),))
    document = in_script("tr", digits="deva")
    pdf = File(document, house)
    pages = len(pdf.texts)
    shown = f"Page {digits[1]} of {digits[pages]}".replace(" ", "")
    assert shown in pdf.texts[0].replace(" ", "")
    assert any(digit in pdf.texts[0] for digit in digits)


# ---------------------------------------------------------------- Word


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(f"word/{name}.xml").decode()


@pytest.mark.parametrize(
    ("tag", "east_asian", "complex_script", "language"),
    [
        ("zh-CN", "Microsoft YaHei", "Arial", 'w:val="zh-CN" w:eastAsia="zh-CN"'),
        ("zh-TW", "Microsoft JhengHei", "Arial", 'w:val="zh-TW" w:eastAsia="zh-TW"'),
        ("he", "Calibri", "Arial", 'w:bidi="he"'),
        ("ru", "Calibri", "Arial", 'w:val="ru"'),
    ],
)
def test_word_asks_for_a_font_of_each_script(
    tag: str, east_asian: str, complex_script: str, language: str
) -> None:
    data = write_docx(in_script(tag), HOUSE)
    styles = part(data, "styles")
    assert f'w:eastAsia="{east_asian}"' in styles
    assert f'w:cs="{complex_script}"' in styles
    assert language in styles
    body = part(data, "document")
    assert ('w:hint="eastAsia"' in body) == (tag.startswith("zh"))


def test_a_span_in_chinese_says_so_to_word() -> None:
    document = short("x")
    held = Paragraph((Span((Text("伊拉克"),), lang="zh-Hant"),))
    document = replace(document, blocks=(held,))
    body = part(write_docx(document, HOUSE), "document")
    assert '<w:lang w:eastAsia="zh-TW"/>' in body
    assert plain(held.children) in body


def test_named_uses_are_known() -> None:
    assert by_use("hebrew").title == "Hebrew"
    with pytest.raises(KeyError):
        by_use("runic")
