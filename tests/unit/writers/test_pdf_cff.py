"""Glyphs of CID-keyed fonts get the numbers by which a PDF asks for them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import calcChecksum

from generator.document.tree import Paragraph, Text
from generator.writers.pdf_cff import renumbered
from tests.made_fonts import make_font
from tests.script_samples import in_script
from tests.unit.writers.pdf_reading import HOUSE, File


def cid_font(letters: str, cids: list[int]) -> bytes:
    """An OpenType font with CFF outlines whose glyphs have the numbers ``cids``."""
    names = [".notdef", *(f"cid{cid:05d}" for cid in cids)]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(dict(zip(map(ord, letters), names[1:], strict=True)))
    shapes = {}
    for place, name in enumerate(names):
        pen = T2CharStringPen(500 + place, None)
        pen.moveTo((0, 0))
        pen.lineTo((0, 500 + place))
        pen.lineTo((500, 0))
        pen.closePath()
        shapes[name] = pen.getCharString()
    builder.setupCFF("TestHan", {}, shapes, {})
    builder.setupHorizontalMetrics({name: (500 + n, 0) for n, name in enumerate(names)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Noto Sans SC", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    top = builder.font["CFF "].cff.topDictIndex[0]
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = max(cids) + 1
    private = FontDict()
    private.Private = top.Private
    del top.Private
    top.FDArray = FDArrayIndex()
    top.FDArray.append(private)
    top.FDSelect = FDSelect()
    top.FDSelect.format = 3
    top.FDSelect.gidArray = [0] * len(names)
    top.CharStrings.fdArray = top.FDArray
    top.CharStrings.fdSelect = top.FDSelect
    stream = io.BytesIO()
    builder.save(stream)
    return stream.getvalue()


def numbers(font: bytes) -> list[str]:
    order: list[str] = TTFont(io.BytesIO(font)).getGlyphOrder()
    return order


@pytest.mark.parametrize(
    "cids",
    [[7], [7, 9], [3, 4, 5], list(range(2, 200)), list(range(2, 900, 2)), list(range(2, 700))],
)
def test_any_numbering_becomes_the_plain_one_and_nothing_else_is_changed(cids: list[int]) -> None:
    letters = "".join(chr(0x4E00 + n) for n in range(len(cids)))
    font = cid_font(letters, cids)
    assert numbers(font)[1:] == [f"cid{cid:05d}" for cid in cids]
    after = renumbered(font)
    assert numbers(after)[1:] == [f"cid{n:05d}" for n in range(1, len(cids) + 1)]
    assert len(after) == len(font)
    assert calcChecksum(after) == 0xB1B0AFBA
    before, now = (TTFont(io.BytesIO(content)) for content in (font, after))
    for one, other in zip(before.getGlyphOrder(), now.getGlyphOrder(), strict=True):
        shapes = (f["CFF "].cff.topDictIndex[0].CharStrings for f in (before, now))
        first, second = (s[name] for s, name in zip(shapes, (one, other), strict=True))
        first.decompile(), second.decompile()
        assert first.program == second.program
    assert renumbered(after) == after


def test_other_fonts_are_left_as_they_are(tmp_path: Path) -> None:
    plain = make_font(tmp_path / "a.ttf", "A", "abc").read_bytes()
    assert renumbered(plain) == plain


def test_a_document_in_such_a_font_holds_the_glyphs_it_asks_for(tmp_path: Path) -> None:
    text = "伊拉克共和国"
    path = tmp_path / "sc.otf"
    path.write_bytes(cid_font(text, [100, 90, 80, 70, 60, 50]))
    document = replace(in_script("tr"), lang="zh-CN", blocks=(Paragraph((Text(text),)),), notes=())
    pdf = File(document, replace(HOUSE, font_files=(str(path),)))
    streams = [
        item.read_bytes()
        for item in pdf.pdf.objects
        if hasattr(item, "read_bytes") and str(item.get("/Subtype", "")) == "/OpenType"
    ]
    assert streams
    for font in streams:
        order = numbers(font)
        assert order[1:] == [f"cid{n:05d}" for n in range(1, len(order))]
    assert text in pdf.read_aloud()
