from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.refused import RefusedError
from generator.facts.text import clean_text, code_points, same_key


def remarks(text: str) -> list[str]:
    return [code for code, _ in clean_text(text).remarks]


def test_text_comes_out_in_nfc() -> None:
    assert clean_text("Co\u0302te").text == "C\u00f4te"


def test_all_line_breaks_become_one_kind() -> None:
    assert clean_text("one\r\ntwo\rthree\nfour").text == "one\ntwo\nthree\nfour"
    assert clean_text("a\u2028b").text == "a\nb"
    assert remarks("a\u2028b") == ["text-line-separator"]


@pytest.mark.parametrize(
    "char",
    list("\x00\x07\x1b\x7f\x9b\ufeff\u202e\u2066\ufff9\ufffe\ue000\U000e0041\U000f0000\U0001fffe"),
)
def test_invisible_dangers_are_taken_out_and_named(char: str) -> None:
    cleaned = clean_text(f"a{char}b")
    assert cleaned.text == "ab"
    code, values = cleaned.remarks[0]
    assert code == "text-taken-out"
    assert f"U+{ord(char):04X}" in values["characters"]


@pytest.mark.parametrize(
    "char",
    [
        "\t",
        "\u200e",
        "\u200f",
        "\u061c",
        "\u200d",
        "\u200c",
        "\u00ad",
        "\u00a0",
        "\u202f",
        "\u200b",
    ],
)
def test_marks_that_writing_needs_are_kept(char: str) -> None:
    cleaned = clean_text(f"a{char}b")
    assert cleaned.text == f"a{char}b"
    assert cleaned.remarks == ()


@pytest.mark.parametrize("text", ["a\ud800b", "\udc00"])
def test_half_a_character_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="half of a character"):
        clean_text(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a " * 10_001, "text-long"),
        ("a\n" * 501, "text-breaks"),
        ("x" * 2001, "text-word"),
        ("Z" + "\u0300" * 40, "text-combining"),
    ],
)
def test_texts_beyond_a_limit_are_refused_with_limit_and_value(text: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        clean_text(text)
    assert caught.value.code == code
    assert caught.value.values["limit"] in str(caught.value)


@pytest.mark.parametrize("good", ["Côte d’Ivoire", "Irak", "العراق", "cafés", "Ärzte", "5 € – 7 %"])
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_text_read_in_the_wrong_encoding_is_noticed(good: str, wrong: str) -> None:
    assert remarks(good) == []
    if good.isascii():
        return
    try:
        garbled = good.encode().decode(wrong)
    except UnicodeDecodeError:
        return
    assert "text-mojibake" in remarks(garbled)


def test_ordinary_portuguese_and_romanian_are_no_mojibake() -> None:
    assert remarks("NÃO há, São Tomé, Â, ÎN ÎNTREGIME") == []


@given(st.text())
def test_cleaning_is_done_once(text: str) -> None:
    try:
        once = clean_text(text).text
    except RefusedError:
        return
    again = clean_text(once)
    assert again.text == once
    assert "text-taken-out" not in [code for code, _ in again.remarks]
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_nothing_is_changed_in_silence(text: str) -> None:
    try:
        cleaned = clean_text(text)
    except RefusedError:
        return
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert cleaned.text == plain or cleaned.remarks


def test_keys_are_compared_in_nfc_without_blanks() -> None:
    assert same_key(" e\u0301 ") == "\u00e9"
    assert code_points("aa\u202e") == "U+0061 LATIN SMALL LETTER A, U+202E RIGHT-TO-LEFT OVERRIDE"


def test_the_hostile_strings_are_kept_cleaned_or_refused_as_they_ask(shared: Path) -> None:
    rows = (shared / "hostile/strings/strings.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, rows):
        text, expected = row["text"], row["expect"]
        try:
            cleaned = clean_text(text)
        except RefusedError:
            assert expected in ("reject", "reject-or-clean", "bounded"), row["id"]
            continue
        assert expected != "reject", row["id"]
        plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
        if expected == "literal" and row["id"] != "nl-2028":
            assert cleaned.text == plain, row["id"]
        else:
            assert cleaned.text == plain or cleaned.remarks, row["id"]


def test_the_big_list_of_naughty_strings_is_kept_or_told(shared: Path) -> None:
    for text in json.loads((shared / "hostile/public/blns.json").read_text("utf-8")):
        try:
            cleaned = clean_text(text)
        except RefusedError:
            continue
        plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
        assert cleaned.text == plain or cleaned.remarks


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("\ufe8d\ufedf\ufecc\ufeae\ufe8d\ufed5", "\u0627\u0644\u0639\u0631\u0627\u0642"),  # Iraq
        ("\ufefb", "\u0644\u0627"),  # lam and alef in one
        ("\ufb8e", "\u06a9"),  # a letter of Persian
        ("a\ufe70b", "a\u064bb"),  # a lone mark, which had a place of its own
        ("\ufdf2", "\u0627\u0644\u0644\u0647"),
    ],
)
def test_shapes_of_old_printing_systems_become_letters_and_are_named(
    text: str, letters: str
) -> None:
    cleaned = clean_text(text)
    assert cleaned.text == letters
    (remark,) = cleaned.remarks
    assert remark[0] == "text-shapes"
    assert remark[1]["characters"].startswith("U+F")


def test_signs_that_are_no_letters_keep_their_shape() -> None:
    for sign in "\ufd3e\ufd3f\ufdfc\ufdfd":
        assert clean_text(f"a{sign}").text == f"a{sign}"


def test_the_tail_of_a_letter_goes() -> None:
    assert clean_text("سـ\ufe73").text == "سـ"


@given(st.text(st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF), max_size=30))
def test_no_shape_of_a_letter_is_left(text: str) -> None:
    cleaned = clean_text(text).text
    assert not [c for c in cleaned if 0xFE70 <= ord(c) <= 0xFEFC]
    assert clean_text(cleaned).text == cleaned
