"""Runs of one direction, and every rule of right-to-left Word files."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.tree import Cell, Emphasis, Paragraph, Row, Span, Table, Text, Value
from generator.house.word import WordOptions
from generator.problems import ProblemsFound
from generator.writers.docx.direction import Piece, mostly_rtl, settled, split
from generator.writers.phrases import LRM, RLM
from tests.sample_tree import sample
from tests.script_samples import in_script
from tests.unit.writers.docx_reading import (
    HOUSE,
    MARKS,
    broken_rules,
    q,
    run_text,
    with_blocks,
    word,
    written,
)

ALPHABET = st.sampled_from("aB7é9 .,-–%+()/:سلامعليكم٣٤،؛؟«»\u00a0\u202f\u200e\u200f")


def pieces(text: str, base: str = "rtl", inner: str = "rtl") -> list[tuple[str, bool]]:
    return [tuple(piece) for piece in split(text, base, inner)]  # type: ignore[arg-type, misc]


def ltr(text: str) -> tuple[str, bool]:
    return (f"{LRM}{text}{LRM}", False)


@pytest.mark.parametrize(
    "phrase",
    [
        "NATO",
        "World Bank Group",
        "2019–2023",
        "-3.4%",
        "−3.4%",
        "+964 770 123 4567",
        "US$4 billion",
        "$4.5",
        "441-00155",
        "iraq.desk@example.org",
        "https://example.org/a?b=1#c",
        ".NET",
        "C++",
        "46\u00a0042\u202f015",
        "Bronisław Źródło",
    ],
)
def test_a_latin_phrase_or_number_in_arabic_is_one_marked_run(phrase: str) -> None:
    assert pieces(f"نص {phrase}، نص") == [("نص ", True), ltr(phrase), ("، نص", True)]


def test_the_full_stop_after_a_number_belongs_to_the_arabic_sentence() -> None:
    assert pieces("عام 2023.") == [("عام ", True), ltr("2023"), (".", True)]


def test_marks_that_are_there_already_are_not_doubled() -> None:
    assert pieces(f"نص {LRM}-3.4{LRM}%{LRM} نص")[1] == (f"{LRM}-3.4{LRM}%{LRM}", False)


def test_arabic_indic_digits_stay_with_the_arabic_letters() -> None:
    assert pieces("عام ٢٠٢٣") == [("عام ٢٠٢٣", True)]


def test_text_that_must_be_laid_out_left_to_right_is_one_run() -> None:
    assert pieces("Shell plc. (1,200)", inner="ltr") == [ltr("Shell plc. (1,200)")]


def test_an_arabic_phrase_in_english_is_one_run_with_its_numbers() -> None:
    found = pieces("Resolution قرار مجلس الأمن 2367 لعام ٢٠١٧ of 2017", "ltr", "ltr")
    assert found == [
        ("Resolution ", False),
        ("قرار مجلس الأمن 2367 لعام ٢٠١٧", True),
        (" of 2017", False),
    ]


def test_figures_of_both_kinds_in_english_are_runs_of_their_own() -> None:
    """A run from right to left may hold figures with the digits 0-9 beside letters alone."""
    found = pieces("at ١٢:٣٠ – 14. ١٢:٣٠, or 12:30 ؟", "ltr", "ltr")
    assert [(text, rtl) for text, rtl in found if rtl and re.search("[0-9]", text)] == []
    assert "".join(text for text, _ in found) == "at ١٢:٣٠ – 14. ١٢:٣٠, or 12:30 ؟"
    assert {text.strip() for text, rtl in found if rtl} >= {"١٢:٣٠"}


def test_arabic_that_is_set_right_to_left_in_english_keeps_its_last_full_stop() -> None:
    assert pieces("قرار 2367.", "ltr", "rtl") == [(f"قرار 2367.{RLM}", True)]


def test_a_separator_between_two_latin_names_in_arabic_keeps_them_apart() -> None:
    row = [Piece(f"{LRM}NATO{LRM}", False), Piece("، ", True), Piece(f"{LRM}UN{LRM}", False)]
    assert settled(row, "rtl")[1] == Piece(f"{RLM}، ", True)


def test_what_follows_arabic_in_english_is_not_drawn_into_it() -> None:
    row = [Piece("قرار", True), Piece(" 12 (a)", False)]
    assert settled(row, "ltr")[1] == Piece(f"{LRM} 12 (a)", False)
    assert settled([row[0], Piece(" of 12", False)], "ltr")[1] == Piece(" of 12", False)


def test_a_note_call_between_two_pieces_does_not_hide_one_from_the_other() -> None:
    before = Piece(f"{LRM}NATO{LRM}", False)
    assert settled([Piece(" – ", True)], "rtl", before) == [Piece(f"{RLM} – ", True)]


@given(st.text(ALPHABET), st.sampled_from(["ltr", "rtl"]), st.sampled_from(["ltr", "rtl"]))
def test_splitting_keeps_every_letter_in_its_place(text: str, base: str, inner: str) -> None:
    found = "".join(piece for piece, _ in pieces(text, base, inner))
    assert MARKS.sub("", found) == MARKS.sub("", text)


@given(st.text(ALPHABET), st.sampled_from(["ltr", "rtl"]), st.sampled_from(["ltr", "rtl"]))
def test_no_piece_mixes_letters_of_two_directions(text: str, base: str, inner: str) -> None:
    for piece, rtl in pieces(text, base, inner):
        kinds = {unicodedata.bidirectional(character) for character in piece}
        assert not (kinds & {"AL"} and re.search("[A-Za-zé]", piece))
        if "AL" in kinds or "AN" in kinds:
            assert rtl
        if re.search("[A-Za-zé]", piece):
            assert not rtl
        if base == "rtl" and rtl:
            assert not re.search("[0-9]", piece)


def test_counting_letters_decides_whether_a_text_is_arabic() -> None:
    assert mostly_rtl("بغداد (IRQ)")
    assert not mostly_rtl("Baghdad (بغداد)")
    assert not mostly_rtl("2023")


@pytest.mark.parametrize("digits", ["latn", "arab"])
def test_an_arabic_file_keeps_every_rule_of_right_to_left_files(digits: str) -> None:
    assert broken_rules(word(sample("ar", draft=True, digits=digits))) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_left_to_right_file_has_no_trace_of_the_other_direction(language: str) -> None:
    file = written(language)
    assert not list(file.body.iter(q("bidiVisual")))
    for paragraph in file.body.iter(q("p")):
        bidi = paragraph.find(f"{q('pPr')}/{q('bidi')}")
        assert bidi is None
    arabic = [
        run_text(run) for run in file.body.iter(q("r")) if run.find(f".//{q('rtl')}") is not None
    ]
    assert len(arabic) == 1
    assert "تدعم كندا" in arabic[0]


def test_an_arabic_run_in_english_says_its_language() -> None:
    file = written("en")
    run = next(run for run in file.body.iter(q("r")) if run.find(f".//{q('rtl')}") is not None)
    assert run.find(f"{q('rPr')}/{q('lang')}").get(q("bidi")) == "ar"


def test_a_french_span_in_arabic_says_its_language() -> None:
    file = written("ar")
    runs = [run for run in file.body.iter(q("r")) if "IMPACT" in run_text(run)]
    assert [run.find(f"{q('rPr')}/{q('lang')}").get(q("val")) for run in runs] == ["fr"]


def test_default_language_and_direction_are_those_of_the_document() -> None:
    file = written("ar")
    lang = file.styles.find(f".//{q('rPrDefault')}//{q('lang')}")
    assert (lang.get(q("val")), lang.get(q("bidi"))) == ("en-CA", "ar-IQ")
    fonts = file.styles.find(f".//{q('rPrDefault')}//{q('rFonts')}")
    assert (fonts.get(q("ascii")), fonts.get(q("cs"))) == ("Calibri", "Arial")
    normal = file.styles.find(f"{q('style')}[@{q('styleId')}='Normal']")
    assert normal.find(f"{q('pPr')}/{q('bidi')}") is not None
    theme = file.xml("word/settings.xml").find(q("themeFontLang"))
    assert theme.get(q("bidi")) == "ar-IQ"


def test_stress_is_weight_on_arabic_letters_and_slant_on_latin_ones() -> None:
    block = Paragraph((Emphasis((Text("نص NATO نص"),)),))
    runs = list(word(with_blocks(block, language="ar")).body.iter(q("r")))
    looks = {run_text(run): [child.tag for child in run.find(q("rPr"))] for run in runs[-3:]}
    assert looks[f"{LRM}NATO{LRM}"] == [q("i"), q("iCs")]
    assert looks["نص "] == [q("b"), q("bCs"), q("rtl")]


def test_a_whole_arabic_paragraph_in_english_reads_from_the_right() -> None:
    quote = Paragraph((Span((Text("تدعم كندا عراقاً موحداً."),), "ar", "rtl"),))
    paragraph = list(word(with_blocks(quote)).body.iter(q("p")))[-1]
    assert paragraph.find(f"{q('pPr')}/{q('bidi')}") is not None
    assert paragraph.find(f"{q('pPr')}/{q('jc')}") is None


def test_a_remark_behind_an_arabic_sentence_stays_one_phrase() -> None:
    sentence = Span((Text("لا تزال هناك تحديات كثيرة في العراق."),), lang="ar", role="original")
    remark = (Text(" ("), Text("auf "), Text("Arabisch"), Text(")"))
    body = word(with_blocks(Paragraph((sentence, *remark)))).body
    texts = [run_text(run) for run in body.iter(q("r"))]
    assert f"{LRM}(auf Arabisch){LRM}" in texts


def test_an_arabic_cell_in_english_stays_at_the_edge_of_its_column() -> None:
    name = Cell((Span((Text("عبد اللطيف رشيد"),), "ar", "rtl"),))
    table = Table(
        (Text("Names"),), (100.0,), (Row((Cell((Text("Name"),), "col"),)),), (Row((name,)),)
    )
    paragraph = next(
        p
        for p in word(with_blocks(table)).body.iter(q("p"))
        if p.find(f".//{q('rtl')}") is not None
    )
    assert paragraph.find(f"{q('pPr')}/{q('jc')}").get(q("val")) == "end"


def test_a_value_with_a_direction_is_one_run_in_arabic() -> None:
    value = Value("1,234.50 US$", "f", "1234.50", "data", "ltr")
    document = with_blocks(Paragraph((Text("بلغ "), value, Text(" العام"))), language="ar")
    file = word(document)
    runs = [run_text(run) for run in file.body.iter(q("r"))]
    at = runs.index("1,234.50 US$")
    assert (runs[at - 1], runs[at + 1]) == (LRM, LRM)  # around the control
    plain = word(document, replace(HOUSE, word=WordOptions(facts="plain")))
    assert f"{LRM}1,234.50 US${LRM}" in [run_text(run) for run in plain.body.iter(q("r"))]


@pytest.mark.parametrize("sign", ["\u2066", "\u2067", "\u2068", "\u202e"])
def test_signs_that_isolate_or_turn_text_are_refused(sign: str) -> None:
    block = Paragraph((Text(f"نص {sign}عربي\u2069 نص"),))
    with pytest.raises(ProblemsFound, match="character-not-writable"):
        word(with_blocks(block, language="ar"))


@pytest.mark.parametrize(
    ("tag", "default", "latin"), [("zh-CN", "zh-CN", "en-CA"), ("zh-TW", "zh-TW", "en-CA"),
                                  ("tr", "tr", None), ("he", "en-CA", None)],
)  # fmt: skip
def test_the_defaults_name_the_language_of_the_document(
    tag: str, default: str, latin: str | None
) -> None:
    """A Chinese document is Chinese from its defaults on; its Latin words are English."""
    styles = word(in_script(tag)).styles
    languages = styles.find(f"{q('docDefaults')}/{q('rPrDefault')}/{q('rPr')}/{q('lang')}")
    assert languages.get(q("val")) == default
    normal = styles.find(f"{q('style')}[@{q('styleId')}='Normal']/{q('rPr')}/{q('lang')}")
    assert (None if normal is None else normal.get(q("val"))) == latin
