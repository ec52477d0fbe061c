"""Pages as pictures, compared with those that were looked at and accepted.

Small grey pictures, blurred before they are compared: another version of the program that
draws them, or of a font's hinting, moves edges by less than a pixel, while a line that is
missing, a column that is turned or a colour that is lost changes areas.
"""

from __future__ import annotations

import base64
import html
import io
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageFilter

EXPECTED: Final = Path(__file__).with_name("expected")
REPORT: Final = Path(__file__).resolve().parents[2] / "visual-report.html"
RESOLUTION: Final = 40
"""Dots per inch: a line of text is about six pixels high."""
BLUR: Final = 1.5
"""Pixels."""
SEEN: Final = 16
"""Levels of grey out of 255 that a blurred pixel may differ by."""
SHARE: Final = 0.002
"""Part of the page that may differ by more: some words' worth of pixels."""


@dataclass(frozen=True, slots=True)
class Look:
    """How far a page is from the accepted one; the pictures as PNG."""

    name: str
    share: float
    accepted: bytes
    found: bytes
    difference: bytes


def drawn(pdf: Path, pages: int) -> list[Image.Image]:
    """The first pages of a PDF as small grey pictures."""
    command = ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-png", "-l", str(pages), str(pdf)]
    subprocess.run([*command, str(pdf.with_suffix(""))], check=True)
    found = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))[:pages]
    return [Image.open(path).convert("L") for path in found]


def compare(name: str, found: Image.Image, accepted: Image.Image) -> Look:
    """The share of the page that looks other than it did."""
    size = accepted.size
    same = found if found.size == size else found.resize(size)
    blurred = [picture.filter(ImageFilter.GaussianBlur(BLUR)) for picture in (same, accepted)]
    difference = ImageChops.difference(*blurred)
    other = sum(difference.histogram()[SEEN:])
    share = 1.0 if abs(found.width - size[0]) > 1 else other / (size[0] * size[1])
    shown = difference.point(lambda level: 255 - min(255, 4 * level))
    return Look(name, share, png(accepted), png(found), png(shown))


def png(picture: Image.Image) -> bytes:
    """A picture of sixteen greys as the bytes of a PNG, which is small."""
    stream = io.BytesIO()
    picture.quantize(16).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def judged(name: str, found: Image.Image, share: float = SHARE) -> Look | None:
    """None for a page that looks as accepted, else how it looks; accepts it when asked to.

    share  part of the page that may look different.
    """
    path = EXPECTED / f"{name}.png"
    if os.environ.get("BRIEFING_ACCEPT"):
        look = compare(name, found, Image.open(path).convert("L")) if path.is_file() else None
        if look is None or look.share > share:
            EXPECTED.mkdir(exist_ok=True)
            path.write_bytes(png(found))
        return None
    if not path.is_file():
        return Look(name, 1.0, b"", png(found), b"")
    look = compare(name, found, Image.open(path).convert("L"))
    return look if look.share > share else None


def report(looks: list[Look], path: Path = REPORT) -> str:
    """Write a page that shows the pictures side by side; gives what to say of it."""
    rows = "".join(
        f"<h2>{html.escape(look.name)}: {look.share:.2%} differs</h2><p>"
        + "".join(
            f'<img alt="{what}" title="{what}" src="data:image/png;base64,'
            f'{base64.b64encode(picture).decode()}">'
            for what, picture in (
                ("accepted", look.accepted), ("now", look.found), ("difference", look.difference)
            )
        )
        + "</p>"
        for look in looks
    )  # fmt: skip
    style = "img{border:1px solid;margin:4px;width:30%}body{font-family:sans-serif}"
    page = f'<!doctype html><meta charset="utf-8"><title>Pages</title><style>{style}</style>'
    path.write_text(f"{page}<h1>Accepted, now, difference</h1>{rows}", encoding="utf-8")
    names = ", ".join(look.name for look in looks)
    return f"{names}: see {path}; to accept them: make golden-accept"
