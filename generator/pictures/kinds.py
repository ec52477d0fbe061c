"""What a file is, by its first bytes, and how large it says it is: before anything decodes it."""

from __future__ import annotations

import struct
from typing import Final, Literal, TypeAlias

from generator.limits import Limits
from generator.pictures.model import RefusedPicture

Kind: TypeAlias = Literal["png", "jpeg", "svg"]

PNG: Final = b"\x89PNG\r\n\x1a\n"
ENDINGS: Final = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "svg": "svg"}

_OTHERS: Final = {
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP",
    b"8BPS": "Photoshop",
    b"%!PS": "PostScript",
    b"\x00\x00\x01\x00": "ICO",
    b"\x1f\x8b": "compressed (gzip)",
}
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def kind_of(content: bytes) -> Kind:
    """PNG, JPEG or SVG; ``RefusedPicture`` for everything else."""
    if not content:
        raise RefusedPicture("picture-empty")
    if content.startswith(PNG):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = head.startswith((b"<!doctype html", b"<html"))
    if head.startswith(b"<") and not page and b"<svg" in content.lower():
        return "svg"
    for start, name in _OTHERS.items():
        if content.startswith(start):
            raise RefusedPicture("picture-kind", found=name)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        raise RefusedPicture("picture-kind", found="WebP")
    if content[4:8] == b"ftyp":
        raise RefusedPicture("picture-kind", found="HEIC or AVIF")
    if head.startswith(b"<"):
        raise RefusedPicture("picture-kind", found="HTML or XML")
    raise RefusedPicture("picture-unknown")


def check_size(content: bytes, kind: Kind, limits: Limits) -> None:
    """Refuse by the sizes that the file states: memory is not spent on a bomb."""
    width, height = (_png_size if kind == "png" else _jpeg_size)(content)
    if width < 1 or height < 1:
        raise RefusedPicture("picture-no-size", width=width, height=height)
    if width * height > limits.picture_pixels or max(width, height) > limits.picture_side:
        raise RefusedPicture(
            "picture-pixels",
            width=width,
            height=height,
            limit=limits.picture_pixels // 1_000_000,
            side=limits.picture_side,
        )


def _png_size(content: bytes) -> tuple[int, int]:
    if len(content) < 33 or content[12:16] != b"IHDR":
        raise RefusedPicture("picture-broken", reason="its beginning is cut or damaged")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            break
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _BARE:
            at += 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4])
        if marker in _FRAMES and at + 9 <= len(content):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        if length < 2 or marker in (0xD9, 0xDA):
            break
        at += 2 + length
    raise RefusedPicture("picture-broken", reason="its beginning is cut or damaged")
