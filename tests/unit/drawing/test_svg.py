"""The closed vocabulary of drawings: what is written is read, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.drawing.svg import NAMESPACE, BadDrawing, Canvas, Look, number, path, read

START = f'<svg xmlns="{NAMESPACE}" viewBox="0 0 10 10">'


def inside(content: str) -> str:
    return f"{START}{content}</svg>"


def test_a_canvas_gives_what_is_read_back() -> None:
    canvas = Canvas(40, 20)
    canvas.rect(1, 2, 3, 4, fill="#112233")
    canvas.circle(5, 5, 2, fill="none", stroke="#445566", stroke_width=0.5)
    canvas.path("M0 0L4 4", fill="none", stroke="#000000", stroke_dasharray="2 1")
    drawing = read(canvas.svg())
    assert (drawing.width, drawing.height) == (40, 20)
    box, ring, line = drawing.shapes
    assert box.look == Look(fill="#112233")
    assert box.steps[0] == ("M", (1, 2))
    assert box.steps[2] == ("L", (4, 6))
    assert (ring.look.fill, ring.look.stroke, ring.look.width) == ("", "#445566", 0.5)
    assert line.look.dash == (2, 1)
    assert line.steps == (("M", (0, 0)), ("L", (4, 4)))


def test_a_group_hands_its_look_down() -> None:
    (shape,) = read(
        inside('<g fill="#ff0000"><g stroke="#00ff00"><path d="M0 0H5V5Z"/></g></g>')
    ).shapes
    assert (shape.look.fill, shape.look.stroke) == ("#ff0000", "#00ff00")
    assert [letter for letter, _ in shape.steps] == ["M", "L", "L", "Z"]
    assert shape.steps[2] == ("L", (5, 5))


def test_quadratic_curves_become_cubic_ones() -> None:
    (shape,) = read(inside('<path d="M0 0Q3 6 6 0"/>')).shapes
    assert shape.steps[1] == ("C", (2, 4, 4, 4, 6, 0))


@pytest.mark.parametrize(
    ("svg", "words"),
    [
        (inside("<text>x</text>"), "element “text”"),
        (inside("<script/>"), "element “script”"),
        (inside('<image href="http://example.org/a.png"/>'), "element “image”"),
        (inside('<use href="#a"/>'), "element “use”"),
        (inside("<style>path{fill:red}</style>"), "element “style”"),
        (inside("<foreignObject/>"), "element “foreignObject”"),
        (inside('<path d="M0 0L1 1" onclick="x()"/>'), "attribute “onclick”"),
        (inside('<path d="M0 0L1 1" style="fill:red"/>'), "attribute “style”"),
        (inside('<path d="M0 0L1 1" transform="scale(2)"/>'), "attribute “transform”"),
        (inside('<path d="M0 0L1 1" fill="url(#a)"/>'), "colour “url(#a)”"),
        (inside('<path d="M0 0L1 1" fill="red"/>'), "colour “red”"),
        (inside('<path d="M0 0A1 1 0 0 0 2 2"/>'), "a path holds “A”"),
        (inside('<path d="M0 0l1 1"/>'), "a path holds “l”"),
        (inside('<path d="L1 1"/>'), "does not begin with M"),
        (inside('<path d="M0 0L1"/>'), "too few numbers for L"),
        (inside('<path d="M0 0L"/>'), "too few numbers for L"),
        (inside('<path d="M0 0ZL1 1 3"/>'), "too few numbers for L"),
        (inside('<path d="1 1"/>'), "a number without a letter"),
        (inside('<path d="M0 0Z1 1"/>'), "a number without a letter"),
        (inside('<path d="M0 0L1e9 1"/>'), "a path holds “e”"),
        (inside('<rect x="1" y="1" width="-2" height="2"/>'), "width is negative"),
        (inside('<rect x="1" y="1" height="2"/>'), "width is “”, not a number"),
        (inside('<circle cx="1" cy="1" r="2px"/>'), "r is “2px”, not a number"),
        (inside('<path d="M0 0L1 1" stroke-dasharray="0 0"/>'), "a dash needs pairs"),
        (inside('<path d="M0 0L1 1" stroke-linecap="square"/>'), "stroke-linecap is “square”"),
        (inside('<path d="M0 0L1 1"><g/></path>'), "path holds something"),
        (inside("<g>" * 10 + "</g>" * 10), "nested too deep"),
        (inside('<x:path xmlns:x="urn:x" d="M0 0"/>'), "“path” is not of SVG"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + inside("&a;"), "declares or refers"),
        ('<?xml-stylesheet href="x"?>' + inside(""), "declares or refers"),
        ('<svg viewBox="0 0 10 10"/>', "“svg” is not of SVG"),
        (f'<g xmlns="{NAMESPACE}"/>', "begins with “g”"),
        (f'<svg xmlns="{NAMESPACE}" viewBox="1 0 10 10"/>', "viewBox"),
        (f'<svg xmlns="{NAMESPACE}" viewBox="0 0 0 10"/>', "viewBox"),
        (f'<svg xmlns="{NAMESPACE}" viewBox="0 0 9 9" onload="x()"/>', "attribute “onload”"),
        (START, "no XML"),
        ("", "no XML"),
    ],
)
def test_everything_else_is_refused_with_its_reason(svg: str, words: str) -> None:
    with pytest.raises(BadDrawing) as refused:
        read(svg)
    assert words in str(refused.value)


def test_a_drawing_without_end_is_refused() -> None:
    with pytest.raises(BadDrawing, match="the limit is 4000000"):
        read(inside(" " * 4_000_001))


@given(st.floats(-9_999_999, 9_999_999))
def test_a_written_coordinate_is_read_and_close(value: float) -> None:
    canvas = Canvas(10, 10)
    canvas.path(path([("M", (value, 0)), ("L", (0, value))]))
    (shape,) = read(canvas.svg()).shapes
    assert abs(shape.steps[0][1][0] - value) <= 0.005 + 1e-9 * abs(value)
    assert "e" not in number(value)
