"""Photographs: read whole, made plain, and free of what nobody sees; or refused with a reason."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from generator.limits import Limits
from generator.pictures.model import Raster, RefusedPicture
from generator.pictures.raster import HIGHEST, WIDEST
from generator.pictures.read import read_picture

RED = (200, 30, 30)


def photo(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """A red picture with a black corner at the top left."""
    image = Image.new("RGB", size, RED)
    image.paste((0, 0, 0), (0, 0, size[0] // 4, size[1] // 4))
    return image


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def read(
    content: bytes, name: str = "a.png", limits: Limits | None = None
) -> tuple[Raster, list[str]]:
    picture, remarks = read_picture(content, name, limits or Limits())
    assert isinstance(picture, Raster)
    return picture, [remark.code for remark in remarks]


def shown(raster: Raster) -> Image.Image:
    image = Image.open(io.BytesIO(raster.content))
    image.load()
    assert image.size == (raster.width, raster.height)
    return image


def refused(content: bytes, name: str = "a.png", limits: Limits | None = None) -> RefusedPicture:
    with pytest.raises(RefusedPicture) as found:
        read_picture(content, name, limits or Limits())
    return found.value


# ---------------------------------------------------------------- what prints


def test_a_png_keeps_every_pixel() -> None:
    raster, remarks = read(saved(photo(), "PNG"))
    assert (raster.media, remarks) == ("image/png", [])
    assert shown(raster).convert("RGB").tobytes() == photo().tobytes()


def test_a_jpeg_stays_one() -> None:
    raster, remarks = read(saved(photo(), "JPEG"), "a.jpg")
    assert (raster.media, remarks) == ("image/jpeg", [])
    assert shown(raster).mode == "RGB"


def test_nothing_stays_that_cannot_be_seen() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of A. Person"
    exif[0x8825] = {1: "N", 2: (33.0, 20.0, 0.0)}
    jpeg = saved(photo(), "JPEG", exif=exif, comment=b"secret comment")
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "A. Person")
    png = saved(photo(), "PNG", pnginfo=info, exif=exif)
    for content, name in ((jpeg, "a.jpg"), (png, "a.png")):
        assert b"Person" in content
        written = read(content, name)[0].content
        for trace in (b"Person", b"secret", b"Exif", b"Author", b"eXIf", b"tEXt"):
            assert trace not in written


@pytest.mark.parametrize("turn", range(2, 9))
def test_a_turned_photograph_is_printed_upright(turn: int) -> None:
    """Whatever way the camera was held, the black corner is where the photographer saw it."""
    undo = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    image = photo()
    for step in undo[turn]:
        image = image.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = turn
    raster, remarks = read(saved(image, "JPEG", exif=exif, quality=95), "a.jpg")
    assert remarks == ["picture-turned"]
    upright = shown(raster)
    assert upright.size == (40, 20)
    corner, other = upright.getpixel((2, 1)), upright.getpixel((37, 17))
    assert max(corner) < 60  # type: ignore[arg-type]
    assert other[0] > 150  # type: ignore[index]


def test_the_colours_of_a_press_are_brought_to_the_screen_s() -> None:
    raster, remarks = read(saved(photo().convert("CMYK"), "JPEG", quality=95), "a.jpg")
    assert remarks == ["picture-cmyk"]
    red = shown(raster).getpixel((30, 15))
    assert red[0] > red[1] + 80  # type: ignore[index]


def test_many_shades_of_grey_become_256_in_the_same_order() -> None:
    image = Image.new("I;16", (4, 1))
    for place, value in enumerate((0, 20_000, 40_000, 65_535)):
        image.putpixel((place, 0), value)
    raster, remarks = read(saved(image, "PNG"))
    assert remarks == ["picture-sixteen-bits"]
    assert list(shown(raster).tobytes()) == [0, 20_000 >> 8, 40_000 >> 8, 255]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr"])
def test_every_mode_becomes_grey_or_rgb_of_eight_bits(mode: str) -> None:
    image = photo().convert(mode)
    content = saved(image, "JPEG" if mode in ("CMYK", "YCbCr") else "PNG")
    raster, _ = read(content, "a.jpg" if mode in ("CMYK", "YCbCr") else "a.png")
    assert shown(raster).mode in ("L", "RGB", "P")


def test_what_shines_through_stands_on_white() -> None:
    image = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    image.putpixel((1, 0), (200, 0, 0, 255))
    raster, _ = read(saved(image, "PNG"))
    assert shown(raster).convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_a_profile_is_used_and_then_left_out() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raster, _ = read(saved(photo(), "JPEG", icc_profile=profile, quality=95), "a.jpg")
    assert b"ICC_PROFILE" not in raster.content
    broken, _ = read(saved(photo(), "JPEG", icc_profile=b"no profile at all"), "a.jpg")
    assert shown(broken).size == (40, 20)


def test_a_moving_picture_stands_still_and_says_so() -> None:
    frames = [photo(), Image.new("RGB", (40, 20), "white")]
    content = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    raster, remarks = read(content)
    assert remarks == ["picture-animated"]
    assert shown(raster).convert("RGB").getpixel((30, 15)) == RED


def test_a_large_picture_is_made_as_small_as_paper_needs() -> None:
    raster, _ = read(saved(Image.new("RGB", (4000, 1000), RED), "PNG"))
    assert (raster.width, raster.height) == (WIDEST, round(WIDEST / 4))
    tall, _ = read(saved(Image.new("L", (100, 8000), 9), "PNG"))
    assert tall.height == HIGHEST


def test_a_wrong_ending_is_told_and_the_content_counts() -> None:
    raster, remarks = read(saved(photo(), "JPEG"), "logo.png")
    assert (raster.media, remarks) == ("image/jpeg", ["picture-ending"])


def test_the_same_picture_gives_the_same_bytes() -> None:
    content = saved(photo((300, 200)), "JPEG")
    assert read(content, "a.jpg")[0].content == read(content, "a.jpg")[0].content


# ---------------------------------------------------------------- what is refused


def header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "picture-empty"),
        (b"<!DOCTYPE html><html><svg/></html>", "picture-kind"),
        (b"GIF89a" + b"\0" * 20, "picture-kind"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture-kind"),
        (b"\0\0\0\x18ftypheic", "picture-kind"),
        (b"%PDF-1.7", "picture-kind"),
        (b"PK\x03\x04", "picture-kind"),
        (b"just words", "picture-unknown"),
        (header(60_000, 60_000), "picture-pixels"),
        (header(60_000, 10), "picture-pixels"),
        (header(5_001, 5_000), "picture-pixels"),
        (header(0, 0), "picture-no-size"),
        (header(20, 20), "picture-broken"),
        (b"\x89PNG\r\n\x1a\n", "picture-broken"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture-broken"),
        (b"\xff\xd8\xff" + bytes(range(256)), "picture-broken"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, code: str) -> None:
    assert refused(content).code == code


def test_a_file_too_large_is_not_even_looked_at() -> None:
    found = refused(saved(photo(), "PNG"), limits=Limits(picture_file=10))
    assert found.code == "picture-large"
    assert found.values["limit"] == "10"


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_cut_picture_is_refused_wherever_it_is_cut(form: str) -> None:
    noisy = Image.effect_noise((60, 60), 90).convert("RGB")
    content = saved(noisy, form)
    for share in range(5, 100, 5):
        cut = content[: len(content) * share // 100]
        assert refused(cut, "a.png" if form == "PNG" else "a.jpg").code == "picture-broken"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_png_prints_right_or_is_refused(data: st.DataObject) -> None:
    """Each part has a check sum: a flipped byte is found, or changes nothing that is seen."""
    content = bytearray(saved(photo(), "PNG"))
    place = data.draw(st.integers(8, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    try:
        raster, _ = read(bytes(content))
    except RefusedPicture as found:
        assert found.code in ("picture-broken", "picture-pixels", "picture-no-size")  # noqa: PT017
    else:
        assert shown(raster).convert("RGB").tobytes() == photo().tobytes()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg "]))
def test_any_bytes_are_refused_in_words(content: bytes, start: bytes) -> None:
    assert refused(start + content).code.startswith("picture-")
