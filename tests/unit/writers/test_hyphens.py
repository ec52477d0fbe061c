"""Words divided at the ends of lines: in the house's languages, and read whole."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.tree import (
    Cell,
    Document,
    Heading,
    Inline,
    Link,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    Value,
)
from generator.house import HouseStyle
from generator.house.manners import HYPHENATED
from generator.proof.files import prove
from generator.proof.pdf_text import read_pdf
from generator.writers.docx.writer import write_docx
from generator.writers.html import write_html
from generator.writers.hyphens import divides
from generator.writers.pdf import write_pdf
from tests.sample_tree import sample
from tests.unit.writers.docx_reading import Word, broken_rules, q, style_of
from tests.unit.writers.pdf_reading import house

SOFT = "\u00ad"
WORDS = {
    "de": "Entwicklungszusammenarbeit Verwaltungsvorschriften Sicherheitsratsresolutionen über",
    "ru": "здравоохранение сотрудничество межправительственный государственных",
    "fr": "gouvernementalisation constitutionnellement développement internationaux",
    "en": "internationalisation responsibilities humanitarian administration",
}


def dividing(*languages: str) -> HouseStyle:
    return replace(house("canada"), hyphenation=languages)


def document(lang: str, *children: Inline, narrow: float = 20) -> Document:
    """The inlines as a heading, as a paragraph, and in a narrow and a wide column."""
    row = Row((Cell(children, "row"), Cell(children, None)))
    table = Table((Text("12"),), (narrow, 100 - narrow), (), (row,))
    section = Section(Heading(1, "h", children), (Paragraph(children), table))
    made = replace(sample("en"), lang=lang, blocks=(section,), notes=(), facts={})
    return replace(made, sources={}, titles={}, records={})


def body(made: Document, style: HouseStyle) -> str:
    return "".join(read_pdf(write_pdf(made, style)).body)


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("language", WORDS)
def test_words_are_divided_in_the_languages_of_the_house_alone(language: str) -> None:
    made = document(language, Text(f"{WORDS[language]} " * 8))
    assert SOFT in body(made, dividing(language))
    assert SOFT not in body(made, dividing())
    other = "fr" if language != "fr" else "de"
    assert SOFT not in body(made, dividing(other))


def test_a_divided_word_is_spoken_whole_beside_letters_from_right_to_left() -> None:
    """What is drawn from right to left is read from the structure, its whole line with it."""
    made = document(
        "de", Text("Verwaltungsvorschriften (٪١٢) Entwicklungszusammenarbeit عراق " * 6)
    )
    content = write_pdf(made, dividing("de"))
    assert prove(made, "pdf", content).differences == ()


@pytest.mark.parametrize("language", WORDS)
def test_a_divided_word_is_copied_whole(language: str) -> None:
    content = write_pdf(document(language, Text(f"{WORDS[language]} " * 8)), dividing(language))
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    whole = re.sub("[\u00ad\ufffe]\\s*", "", text)
    assert whole.count(WORDS[language].split()[0]) == 4 * 8


def test_a_word_is_divided_where_its_language_divides_it() -> None:
    said = body(document("de", Text(f"{WORDS['de']} " * 8)), dividing("de"))
    parts = set(re.findall(rf"\w+{SOFT}\w+", said))
    allowed = {
        "Ent", "wick", "lungs", "zu", "sam", "men", "ar", "beit", "Ver", "wal", "tungs", "vor",
        "schrif", "ten", "Si", "cher", "heits", "rats", "re", "so", "lu", "tio", "nen",
    }  # fmt: skip
    syllables = "|".join(sorted(allowed, key=len, reverse=True))
    assert parts
    for part in parts:
        for half in part.split(SOFT):
            assert re.fullmatch(f"({syllables})+", half), part


def test_headings_names_and_other_languages_stay_whole() -> None:
    word = "Entwicklungszusammenarbeit"
    long = f"{word} " * 12
    heading = document("de", Text(long))
    only = replace(heading, blocks=(Section(Heading(1, "h", (Text(long),)), ()),))
    assert SOFT not in body(only, dividing("de"))
    for kept in (
        Span((Text(f"{WORDS['en']} " * 8),), lang="en"),
        Value("Verwaltungszusammenarbeitsvorschriften " * 3, "x", "x", "data"),
        Link("https://example.org/", (Text(long),)),
    ):
        assert SOFT not in body(document("de", kept, narrow=45), dividing("de", "en"))


def test_a_hyphen_that_is_written_stays_one() -> None:
    """Also the hyphen U+2010, which looks like the sign that divides a word."""
    said = body(document("de", Text("Nordrhein\u2010Westfalen und Moyen-Orient ")), dividing("de"))
    assert said.count("Nordrhein-") == 4
    assert said.count("Moyen-") == 4


@given(
    language=st.sampled_from(sorted(WORDS)),
    words=st.lists(st.sampled_from(" ".join(WORDS.values()).split()), min_size=1, max_size=40),
    joined=st.sampled_from([" ", "-", "\u2010", " – ", "/"]),
    narrow=st.floats(8, 50),
)
@settings(max_examples=25, deadline=None)
def test_what_is_divided_is_proved_like_all_else(
    language: str, words: list[str], joined: str, narrow: float
) -> None:
    text = "".join(word + (joined if n % 3 else " ") for n, word in enumerate(words))
    made = document(language, Text(text.strip()), narrow=narrow)
    style = dividing(*WORDS)
    letterhead = style.letterhead
    for form, content in (
        ("pdf", write_pdf(made, style)),
        ("docx", write_docx(made, style)),
        ("html", write_html(made, style)),
    ):
        assert prove(made, form, content, letterhead if form == "docx" else None).differences == ()


# ---------------------------------------------------------------- Word and HTML


def test_word_divides_by_itself_but_not_headings() -> None:
    made = document("de-DE", Text(WORDS["de"]))
    word = Word(write_docx(made, dividing("de")))
    names = [child.tag.split("}")[1] for child in word.xml("word/settings.xml")]
    assert names.index("defaultTabStop") + 1 == names.index("autoHyphenation")
    whole = {
        style_of(paragraph)
        for paragraph in word.body.iter(q("p"))
        if paragraph.find(f"{q('pPr')}/{q('suppressAutoHyphens')}") is not None
    }
    assert {"Title", "Heading1"} <= whole <= {"Title", "Subtitle", "Heading1", "Caption"}
    assert broken_rules(word) == []
    plain = Word(write_docx(made, dividing("fr")))
    assert b"autoHyphenation" not in plain.raw("word/settings.xml")
    assert b"suppressAutoHyphens" not in plain.raw("word/document.xml")


def test_the_page_on_a_screen_divides_in_the_same_languages() -> None:
    made = document("ru", Text(WORDS["ru"]))
    assert b"hyphens: auto" in write_html(made, dividing("ru"))
    assert b"hyphens: auto" not in write_html(made, dividing("de"))
    assert SOFT.encode() not in write_html(made, dividing("ru"))


# ---------------------------------------------------------------- languages


def test_every_language_that_can_be_chosen_has_a_dictionary() -> None:
    """And all that have one can be chosen whose letters the shipped fonts have."""
    pyphen = importlib.import_module("pyphen")

    others = {"as", "kn", "mr", "or", "pa", "sa", "te", "th"}
    known = {name for name in pyphen.LANGUAGES if "_" not in name}
    assert known - others - {"sq"} == HYPHENATED - {"sq"}
    assert all(pyphen.language_fallback(language) for language in HYPHENATED)


def test_a_country_s_form_of_a_language_is_divided_too() -> None:
    style = dividing("de")
    assert divides(style, "de-AT")
    assert not divides(style, "den")
