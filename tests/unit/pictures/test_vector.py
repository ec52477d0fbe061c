"""SVG made plain: the same shapes, or a reason why not."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.drawing.raster import png
from generator.drawing.svg import Shape, read
from generator.limits import Limits
from generator.pictures.matrix import applied, times, transform
from generator.pictures.model import RefusedPicture, Vector
from generator.pictures.paths import flattened, steps
from generator.pictures.read import read_picture
from generator.pictures.vector import read_vector

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"'


def vector(inside: str, attributes: str = "") -> Vector:
    return read_vector(f"{HEAD} {attributes}>{inside}</svg>".encode(), wide=100.0)


def shapes(inside: str, attributes: str = "") -> tuple[Shape, ...]:
    return read(vector(inside, attributes).svg).shapes


def corners(shape: Shape) -> list[tuple[float, float]]:
    return [(round(n[-2], 1), round(n[-1], 1)) for _, n in shape.steps if n]


def reason(content: str | bytes, limits: Limits | None = None) -> str:
    with pytest.raises(RefusedPicture) as refused:
        read_vector(content.encode() if isinstance(content, str) else content, limits or Limits())
    return f"{refused.value.code}: {refused.value.values}"


# ---------------------------------------------------------------- shapes


@pytest.mark.parametrize(
    "inside",
    [
        '<rect x="10" y="5" width="30" height="20"/>',
        '<path d="M10 5h30v20H10z"/>',
        '<path d="m10,5 30,0 0,20-30,0Z"/>',
        '<polygon points="10,5 40,5 40,25 10,25"/>',
        '<g transform="translate(10 5)"><rect width="30" height="20"/></g>',
        '<rect width="15" height="10" transform="translate(10,5) scale(2)"/>',
        '<rect width="30" height="20" transform="matrix(1 0 0 1 10 5)"/>',
        '<defs><rect id="a" width="30" height="20"/></defs><use href="#a" x="10" y="5"/>',
        '<rect x="10%" y="10%" width="30%" height="40%"/>',
        '<clipPath id="c"><path d="M10 5h30v20H10z"/></clipPath>'
        '<rect width="100" height="50" clip-path="url(#c)"/>',
    ],
)
def test_one_rectangle_however_it_is_written(inside: str) -> None:
    (shape,) = shapes(inside)
    assert sorted(set(corners(shape))) == [(10, 5), (10, 25), (40, 5), (40, 25)]
    assert shape.look.fill == "#000000"


def test_what_lies_outside_the_view_box_is_cut_away() -> None:
    (shape,) = shapes('<rect x="-50" y="10" width="500" height="10"/>')
    assert sorted(set(corners(shape))) == [(0, 10), (0, 20), (100, 10), (100, 20)]


def test_a_view_box_that_begins_elsewhere_is_moved_to_the_corner() -> None:
    content = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="50 50 10 10">'
        '<rect x="50" y="50" width="5" height="5"/></svg>'
    )
    (shape,) = read(read_vector(content.encode(), wide=10.0).svg).shapes
    assert sorted(set(corners(shape))) == [(0, 0), (0, 5), (5, 0), (5, 5)]


def test_colours_come_from_attributes_styles_and_what_is_above() -> None:
    found = shapes(
        '<g fill="red"><path d="M0 0h1v1z"/><path d="M0 0h1v1z" style="fill:#0f0"/></g>'
        '<path d="M0 0h1v1z" fill="rgb(0, 0, 255)"/><path d="M0 0h1v1z" fill="currentColor"/>',
        'color="#123456"',
    )
    assert [shape.look.fill for shape in found] == ["#ff0000", "#00ff00", "#0000ff", "#123456"]


def test_what_is_hidden_or_empty_is_not_drawn() -> None:
    inside = (
        '<g display="none"><rect width="9" height="9"/></g><rect width="9" height="9" opacity="0"/>'
        '<rect width="0" height="9"/><rect width="9" height="9" fill="none"/><circle r="0"/>'
        '<title>words</title><metadata xmlns:x="y"><x:z>1</x:z></metadata>'
    )
    assert shapes(inside) == ()


def test_a_gradient_and_what_shines_through_are_made_plain_and_remarked() -> None:
    found = vector(
        '<linearGradient id="g"><stop stop-color="#000"/><stop stop-color="#fff" offset="1"/>'
        '</linearGradient><rect width="9" height="9" fill="url(#g)"/>'
        '<rect width="9" height="9" fill="#000000" fill-opacity="0.5"/>'
    )
    assert [shape.look.fill for shape in read(found.svg).shapes] == ["#808080", "#808080"]
    assert [remark.code for remark in found.remarks] == ["picture-gradient", "picture-opacity"]


def test_lines_keep_their_width_under_a_transform() -> None:
    (shape,) = shapes('<g transform="scale(3)"><path d="M1 1h9" stroke="#000" fill="none"/></g>')
    assert shape.look.width == pytest.approx(3)


def test_a_line_that_is_cut_becomes_a_shape_inside_the_cut() -> None:
    found = shapes(
        '<clipPath id="c"><rect width="50" height="50"/></clipPath>'
        '<path d="M0 10H100" stroke="#000" stroke-width="4" fill="none" clip-path="url(#c)"/>'
    )
    (shape,) = [shape for shape in found if shape.look.fill and not shape.look.stroke]
    xs, ys = zip(*corners(shape), strict=True)
    assert (min(xs), max(xs), min(ys), max(ys)) == (0, 50, 8, 12)


def test_markers_stand_at_the_corners() -> None:
    marker = '<marker id="m" markerWidth="2" markerHeight="2"><path d="M0 0h2v2H0z"/></marker>'
    found = shapes(marker + '<path fill="none" marker-mid="url(#m)" d="M0 0L10 10L20 10L30 0"/>')
    assert [min(corners(shape)) for shape in found] == [(10, 10), (20, 10)]


# ---------------------------------------------------------------- laws

numbers = st.floats(-100, 100, allow_nan=False).map(lambda n: round(n, 3))


@given(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=8), st.booleans())
def test_relative_and_absolute_paths_are_the_same(
    points: list[tuple[float, float]], closed: bool
) -> None:
    end = "Z" if closed else ""
    absolute = "M" + "L".join(f"{x} {y}" for x, y in points) + end
    (x, y), relative = points[0], [f"m{points[0][0]},{points[0][1]}"]
    for next_x, next_y in points[1:]:
        relative.append(f"l{next_x - x:.6f},{next_y - y:.6f}")
        x, y = next_x, next_y
    one, other = steps(absolute, 99), steps("".join(relative) + end.lower(), 99)
    assert [letter for letter, _ in one] == [letter for letter, _ in other]
    for (_, a), (_, b) in zip(one, other, strict=True):
        assert a == pytest.approx(b, abs=1e-3)


@given(
    st.floats(1, 50),
    st.floats(1, 50),
    st.floats(0, 360),
    st.floats(0, 6.28),
    st.floats(0.1, 6.1),
)
def test_arcs_lie_on_their_ellipse(
    rx: float, ry: float, turn: float, start: float, sweep: float
) -> None:
    phi = math.radians(turn)

    def on(angle: float) -> tuple[float, float]:
        x, y = rx * math.cos(angle), ry * math.sin(angle)
        return x * math.cos(phi) - y * math.sin(phi), x * math.sin(phi) + y * math.cos(phi)

    (x, y), (to_x, to_y) = on(start), on(start + sweep)
    large = int(sweep > math.pi)
    d = f"M{x:.9f} {y:.9f}A{rx:.9f} {ry:.9f} {turn:.9f} {large} 1 {to_x:.9f} {to_y:.9f}"
    (line,) = flattened(steps(d, 99), 0.01)
    for px, py in line:
        a, b = px * math.cos(phi) + py * math.sin(phi), py * math.cos(phi) - px * math.sin(phi)
        assert math.hypot(a / rx, b / ry) == pytest.approx(1, abs=0.02)


@given(numbers, numbers, numbers, numbers, st.floats(-180, 180))
def test_transforms_are_carried_out_from_the_right(
    x: float, y: float, tx: float, ty: float, turn: float
) -> None:
    both = transform(f"translate({tx} {ty}) rotate({turn:.6f})")
    first = applied(transform(f"rotate({turn:.6f})"), x, y)
    assert applied(both, x, y) == pytest.approx((first[0] + tx, first[1] + ty), abs=1e-6)
    assert times(both, transform("")) == both


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<metadata><script>alert(1)</script></metadata>", "script"),
        ('<rect width="1" height="1" onclick="x()"/>', "script"),
        ('<image href="http://canary.invalid/a.png"/>', "another picture"),
        ("<foreignObject><p>x</p></foreignObject>", "web page"),
        ("<style>@import url(http://canary.invalid)</style>", "style sheet"),
        ("<text>Letters</text>", "letters"),
        ('<a href="http://canary.invalid"><rect width="1" height="1"/></a>', "link"),
        ('<use href="http://canary.invalid/a.svg#x"/>', "outside itself"),
        ('<use href="data:image/svg+xml,x#y"/>', "outside itself"),
        ('<use href="#nothing"/>', "not there"),
        ('<rect width="1" height="1" fill="url(http://canary.invalid)"/>', "outside itself"),
        ('<rect width="1" height="1" style="fill:url(file:///etc/passwd)"/>', "outside itself"),
        ('<rect width="1" height="1" fill="url(#nothing)"/>', "not there"),
        ('<rect width="1" height="1" filter="url(#f)"/>', "filter"),
        ('<rect width="1" height="1" mask="url(#f)"/>', "mask"),
        ("<pattern/>", "patterns"),
        ('<rect width="1" height="1"><animate/></rect>', "moves"),
        ('<rect width="1" height="1" fill="blurple"/>', "colour"),
        ('<path d="M0 0 bogus"/>', "a path reads"),
        ('<path d="L1 1"/>', "a path reads"),
        ('<path d="M0 0L1e99 0"/>', "measure"),
        ('<rect width="9e99" height="1"/>', "measure"),
        ('<rect width="1" height="1" transform="spin(3)"/>', "transform"),
        ('<radialGradient id="g" spreadMethod="repeat"><stop/></radialGradient>'
         '<rect width="1" height="1" fill="url(#g)"/>', "repeats a gradient"),
        ("<svg/>", "drawing in a drawing"),
        ("<unheardOf/>", "no plain drawing has"),
    ],
)  # fmt: skip
def test_what_could_act_or_cannot_be_drawn_is_refused(inside: str, why: str) -> None:
    assert why in reason(f"{HEAD}>{inside}</svg>")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', "declares"),
        ('<?xml-stylesheet href="x"?><svg xmlns="http://www.w3.org/2000/svg"/>', "style sheet"),
        ("<svg", "no sound XML"),
        ("<html/>", "no plain drawing has"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "not known"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>', "how large"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e300 1"/>', "measure"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1"/>', "mere line"),
        (
            b'<?xml version="1.0" encoding="bogus"?><svg xmlns="http://www.w3.org/2000/svg"/>',
            "encoding",
        ),
    ],
)
def test_a_file_that_is_no_sound_drawing_is_refused(content: str | bytes, why: str) -> None:
    assert why in reason(content)


def test_bombs_end_soon() -> None:
    deep = "<g>" * 200 + "</g>" * 200
    assert "levels" in reason(f"{HEAD}>{deep}</svg>")
    doubled = '<g id="a0"><rect width="1" height="1"/></g>' + "".join(
        f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>' for n in range(1, 25)
    )
    assert "picture-svg-large" in reason(f"{HEAD}>{doubled}</svg>")
    loop = '<g id="a"><use href="#a"/></g>'
    assert "picture-svg-large" in reason(f"{HEAD}>{loop}</svg>")
    many = "<rect/>" * 6000
    assert "elements" in reason(f"{HEAD}>{many}</svg>")
    long = "M0 0" + "h1" * 300_000
    assert "points" in reason(f'{HEAD}><path d="{long}"/></svg>')


_WORDS = ["svg", "g", "path", "rect", "use", "clipPath", "defs", "circle", "stop", "marker"]


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.sampled_from(_WORDS).map(lambda name: f"<{name}/>"),
        lambda inner: st.tuples(
            st.sampled_from(_WORDS),
            st.sampled_from(["", ' id="a"', ' href="#a"', ' fill="url(#a)"', ' d="M0 0L9 9z"',
                             ' clip-path="url(#a)"', ' width="5" height="5"', ' r="3"',
                             ' stroke="#f00" stroke-width="2"', ' transform="rotate(30)"']),
            st.lists(inner, max_size=3),
        ).map(lambda t: f"<{t[0]}{t[1]}>{''.join(t[2])}</{t[0]}>"),
        max_leaves=12,
    )
)  # fmt: skip
def test_any_tree_of_known_elements_is_drawn_or_refused(inside: str) -> None:
    try:
        found = read_vector(f"{HEAD}>{inside}</svg>".encode())
    except RefusedPicture:
        return
    drawing = read(found.svg)
    assert drawing.width > 0
    assert drawing.height > 0


# ---------------------------------------------------------------- the shared samples


def test_hostile_pictures_are_refused_in_words(shared: Path) -> None:
    folder = shared / "hostile" / "images"
    for path in sorted(folder.iterdir()):
        with pytest.raises(RefusedPicture) as refused:
            read_picture(path.read_bytes(), path.name)
        assert refused.value.code.startswith("picture-"), path.name


def test_a_flag_keeps_its_colours_and_their_shares(shared: Path) -> None:
    content = (shared / "data" / "flags" / "fr.svg").read_bytes()
    image = Image.open(io.BytesIO(png(read_vector(content).svg, 90))).convert("RGB")
    counted = {colour: count for count, colour in image.getcolors(1000) or []}
    bands = [(0, 0, 145), (255, 255, 255), (225, 0, 15)]
    shares = [counted.get(band, 0) / (image.width * image.height) for band in bands]
    assert shares == pytest.approx([1 / 3] * 3, abs=0.03)
