"""PNG and JPEG: decoded whole, turned upright, and written anew without all that is not seen.

A photograph carries where and when it was taken, by whom and with what, and often a small
copy of what was cut off. None of that goes into a document: only pixels are kept.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps

from generator.limits import DEFAULT_LIMITS, Limits
from generator.pictures.kinds import check_size
from generator.pictures.model import Media, Raster, RefusedPicture, Remark

WIDEST: Final = 1950  # pixels: 165 mm at 300 to the inch
HIGHEST: Final = 2600
_QUALITY: Final = 90
_LARGE: Final = 1_500_000  # bytes: a PNG above it is written as JPEG
_TURNED: Final = 0x0112  # the Exif field that says how the camera was held
_FAILURES: Final = (
    OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, EOFError,
    AttributeError, MemoryError, struct.error, zlib.error, Image.DecompressionBombError,
    RuntimeError, Warning,
)  # fmt: skip


def read_raster(content: bytes, kind: str, limits: Limits = DEFAULT_LIMITS) -> Raster:
    """The pixels of a PNG or JPEG file. Raises ``RefusedPicture``."""
    check_size(content, "png" if kind == "png" else "jpeg", limits)
    remarks: list[Remark] = []
    image = _decoded(content, kind, remarks)
    try:
        image = _plain(_upright(image, remarks), remarks)
        if image.width > WIDEST or image.height > HIGHEST:
            image.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
        media, written = _written(image, kind)
    except _FAILURES as error:
        raise RefusedPicture("picture-broken", reason=_reason(error)) from None
    return Raster(media, written, image.width, image.height, tuple(remarks))


def _decoded(content: bytes, kind: str, remarks: list[Remark]) -> Any:
    """The whole picture in memory: one that is cut or damaged shows itself here."""
    names = ["PNG"] if kind == "png" else ["JPEG"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            if kind == "png":
                with Image.open(io.BytesIO(content), formats=names) as probe:
                    probe.verify()
            image = Image.open(io.BytesIO(content), formats=names)
            if getattr(image, "n_frames", 1) > 1 or getattr(image, "is_animated", False):
                remarks.append(Remark("picture-animated"))
            image.load()
    except _FAILURES as error:
        raise RefusedPicture("picture-broken", reason=_reason(error)) from None
    if kind == "jpeg" and not content.rstrip(b"\x00\r\n").endswith(b"\xff\xd9"):
        tail = content.rfind(b"\xff\xd9")
        if tail < 0:
            raise RefusedPicture("picture-broken", reason="its end is missing")
    return image


def _upright(image: Any, remarks: list[Remark]) -> Any:
    """Turned as the camera was held."""
    if image.getexif().get(_TURNED, 1) not in range(2, 9):
        return image
    remarks.append(Remark("picture-turned"))
    return ImageOps.exif_transpose(image)


def _plain(image: Any, remarks: list[Remark]) -> Any:
    """In grey or RGB with eight bits, on white."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":
        remarks.append(Remark("picture-sixteen-bits"))
        return _eight_bits(image)
    if image.mode == "CMYK":
        remarks.append(Remark("picture-cmyk"))
        return _to_srgb(image, profile) or image.convert("RGB")
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "#ffffffff")
        image = Image.alpha_composite(ground, image).convert("RGB")
    elif image.mode not in ("L", "RGB"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    return (_to_srgb(image, profile) if image.mode == "RGB" else None) or image


def _eight_bits(image: Any) -> Any:
    low, high = image.getextrema()
    if image.mode == "F" or low < 0 or high > 65535:
        raise RefusedPicture("picture-broken", reason="its grey values are not a picture’s")
    return image.convert("I").point([value >> 8 for value in range(65536)], "L")


def _to_srgb(image: Any, profile: bytes | None) -> Any:
    """The colours as the file's own profile means them; None when there is none that works."""
    if not profile:
        return None
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, *_FAILURES):
        return None


def _written(image: Any, kind: str) -> tuple[Media, bytes]:
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    if kind == "png":
        few = bare.getcolors(256)
        as_few = (
            bare.quantize(256, dither=Image.Dither.NONE) if few and bare.mode == "RGB" else bare
        )
        stream = io.BytesIO()
        as_few.save(stream, "PNG", compress_level=9)
        if stream.tell() <= _LARGE:
            return "image/png", stream.getvalue()
    stream = io.BytesIO()
    bare.save(stream, "JPEG", quality=_QUALITY, subsampling=0, dpi=(300, 300))
    return "image/jpeg", stream.getvalue()


def _reason(error: BaseException) -> str:
    """Why it cannot be decoded, in words without our own names."""
    text = str(error).lower()
    if "truncated" in text or "eof" in text or "not enough" in text or "end of" in text:
        return "its end is missing"
    if "crc" in text or "checksum" in text or "broken" in text or "corrupt" in text:
        return "a part of it is damaged"
    return "it cannot be decoded"
