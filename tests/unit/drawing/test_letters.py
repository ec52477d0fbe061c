"""Labels as outlines: joined Arabic, fonts by letter, widths."""

from __future__ import annotations

import pytest

from generator.drawing.letters import LetterMissing, Typeface
from generator.drawing.svg import Canvas, read
from generator.house.shipped import FAMILIES, folder

LATIN = str(folder() / FAMILIES["Noto Sans"][0])
ARABIC = str(folder() / FAMILIES["Noto Naskh Arabic"][0])
MATH = str(folder() / FAMILIES["Noto Sans Math"][0])
FACE = Typeface((LATIN, ARABIC, MATH), "ar")


def test_arabic_letters_join() -> None:
    """Joined letters are narrower than the same letters each by itself."""
    word = FACE.written("بببب", "rtl").width
    assert 0.3 < word < 0.8 * 4 * FACE.written("ب", "rtl").width


def test_text_that_runs_against_the_line_is_placed_in_order() -> None:
    """The number stands left of the word, which is read first."""
    word = FACE.written("عام", "rtl").width
    whole = FACE.written("عام 2024", "rtl")
    number = FACE.written("2024", "rtl").width
    first = min(numbers[0] for letter, numbers in whole.steps if letter == "M")
    assert first < number
    assert whole.width == pytest.approx(word + number + FACE.written(" ", "rtl").width, rel=0.1)


def test_a_letter_comes_from_the_first_font_that_has_it() -> None:
    assert FACE.written("−5", "ltr").width > FACE.written("5", "ltr").width  # from Math


def test_spaces_that_a_font_lacks_are_spaces() -> None:
    math = Typeface((MATH,))  # has the minus and hardly more
    assert math.written("−\u202f−", "ltr").width == pytest.approx(
        2 * math.written("−", "ltr").width, rel=0.9
    )


def test_a_letter_that_no_font_has_is_told() -> None:
    with pytest.raises(LetterMissing, match="中"):
        FACE.written("中", "ltr")


def test_the_path_is_of_the_vocabulary_and_stands_where_it_should() -> None:
    canvas = Canvas(50, 20)
    canvas.path(FACE.written("Ägypten مصر 12%", "ltr").path(5, 15, 4), fill="#000000")
    (shape,) = read(canvas.svg()).shapes
    xs = [n for _, numbers in shape.steps for n in numbers[::2]]
    ys = [n for _, numbers in shape.steps for n in numbers[1::2]]
    assert 4.9 < min(xs) < 6
    assert max(xs) < 5 + 4 * FACE.written("Ägypten مصر 12%", "ltr").width
    assert 10 < min(ys) < 15 < max(ys) < 17
