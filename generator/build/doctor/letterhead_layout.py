"""What the doctor of letterheads says of direction, paper, places for our words and losses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.build.doctor.letterhead_words import State, Told
from generator.house.letterhead.model import SLOTS, Opened
from generator.house.letterhead.xml import WP, Element, val, w
from generator.house.model import HouseStyle
from generator.problems import Problem, Where
from generator.writers.docx.letterhead.ground import reads_right_to_left
from generator.writers.docx.looks import PAPERS
from generator.writers.phrases import RTL_LETTER
from generator.writers.styles import house_css

NEAR: Final = 115  # twips, two millimetres: less is not seen beside the PDF
"""Differences of margins that are not told."""


# ---------------------------------------------------------------- direction


def direction(
    opened: Opened, house: HouseStyle | None, *, twin: bool, alone: bool
) -> Iterator[Told]:
    """What of a letterhead turns over for the other direction, and what does not."""
    rtl = reads_right_to_left(opened)
    if twin and not rtl:
        yield Told(
            "note",
            "direction",
            "It is meant for right-to-left documents, and its text goes from left to right.",
            "It is mirrored. In Word, set the style Normal to “Right-to-left text direction”.",
        )
    lone = house is None or house.letterhead_rtl is None
    if not twin and lone:
        name = "reference.docx" if alone else "reference-rtl.docx"
        way = "left-to-right" if rtl else "right-to-left"
        then = (
            "Paragraphs, tables and pictures of headers and footers are mirrored, and styles get"
            " the direction, the sizes and the weight of Arabic."
        )
        if not rtl and name != "reference.docx":
            then += f" A file {name} in the folder is taken instead."
        yield Told("note", "direction", f"There is no {way} twin of it.", then)
    stays = sorted({each for edge in opened.edges.values() for each in _unmirrored(edge.root)})
    if stays and (twin or lone):
        yield Told(
            "note",
            "direction",
            f"In headers or footers, these do not mirror: {', '.join(stays)}.",
            "They stay where they are in documents of the other direction. Use tables, tab"
            " stops and pictures with a place on the page, or make a twin.",
        )
    words = "".join(
        text.text or "" for edge in opened.edges.values() for text in edge.root.iter(w("t"))
    )
    if RTL_LETTER.search(words):
        yield Told(
            "ok",
            "direction",
            "Headers or footers with words in Arabic or Hebrew are left as"
            " they are laid out, in both directions.",
        )


def _unmirrored(root: Element) -> Iterator[str]:
    if any(
        "position:absolute" in shape.get("style", "").replace(" ", "")
        and "position-horizontal:center" not in shape.get("style", "")
        for shape in root.iter("{urn:schemas-microsoft-com:vml}shape")
    ):
        yield "shapes of the old kind (VML) at a fixed place"
    if root.find(f".//{w('framePr')}") is not None:
        yield "text frames"
    for position in root.iter(f"{{{WP}}}positionH"):
        if position.get("relativeFrom") in {"character", "insideMargin", "outsideMargin"}:
            yield "pictures placed by a letter or by inner and outer margins"
    for text in root.iter(w("t")):
        if "    " in (text.text or ""):
            yield "text moved with spaces"


# ---------------------------------------------------------------- paper


def paper(opened: Opened, house: HouseStyle | None) -> Iterator[Told]:
    """Paper and margins beside those of the house."""
    page = opened.page
    size = f"{_mm(page.width)} × {_mm(page.height)} mm"
    if house is None:
        yield Told("ok", "paper", f"The paper is {size}, the text {_mm(page.text_width)} mm wide.")
        return
    width, height = PAPERS[house.paper]
    if abs(page.width - width) > NEAR or abs(page.height - height) > NEAR:
        yield Told(
            "mend",
            "paper",
            f"The paper is {size}; that of house.toml is {house.paper}.",
            "Word files follow the letterhead and PDF files house.toml. Make them the same.",
        )
    else:
        yield Told("ok", "paper", f"The paper is that of house.toml: {house.paper}.")
    margins = css_margins(house)
    own = {"top": page.top, "right": page.right, "bottom": page.bottom, "left": page.left}
    other = [
        f"{side} {_mm(abs(own[side]))} mm, PDF {_mm(margins[side])} mm"
        for side in own
        if side in margins and abs(abs(own[side]) - margins[side]) > NEAR
    ]
    if other:
        yield Told(
            "note",
            "paper",
            f"Margins differ from those of style.css: {'; '.join(other)}.",
            "Word files follow the letterhead and PDF files the @page rule of style.css.",
        )


_PAGE_RULE: Final = re.compile(r"@page\s*\{([^{}]*)")
_LENGTH: Final = re.compile(r"([\d.]+)(mm|cm|in|pt)\Z")
_TWIPS: Final = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0}
_SIDES: Final = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}


def css_margins(house: HouseStyle) -> dict[str, int]:
    """The margins of PDF pages in twips, as the sheets of a house set them last."""
    found: dict[str, int] = {}
    for rule in _PAGE_RULE.finditer(house_css(house)):
        for declaration in rule[1].split(";"):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            lengths = [_LENGTH.match(each) for each in value.split()]
            if name == "margin" and len(lengths) in _SIDES:
                for side, at in zip(
                    ("top", "right", "bottom", "left"), _SIDES[len(lengths)], strict=True
                ):
                    if (length := lengths[at]) is not None:
                        found[side] = round(float(length[1]) * _TWIPS[length[2]])
    return found


def _mm(twips: int) -> str:
    return f"{twips * 25.4 / 1440:.0f}"


# ---------------------------------------------------------------- places for our words, what goes


def places(opened: Opened) -> Iterator[Told]:
    """Which of our words have a place, and what is written like one and is none."""
    here = {val(slot) for edge in opened.edges.values() for slot in edge.root.iter(w("slot"))}
    kinds = [("first page", opened.title_page), ("even pages", opened.even)]
    own = [name for name, there in kinds if there]
    if own:
        yield Told("ok", "places", f"Headers of their own: {', '.join(own)}.")
    if here:
        named_slots = ", ".join(f"{{{name}}}" for name in SLOTS if name in here)
        yield Told("ok", "places", f"It has places for: {named_slots}.")
    rest = [name for name in SLOTS if name not in here]
    if rest:
        yield Told(
            "note",
            "places",
            f"It has no place for: {', '.join(rest)}.",
            "Lines of the program's own are added on every page: the marking under the header,"
            " number, dates and page above the footer. To place one, write it in braces, such as"
            " {marking}, where it shall stand, or use a content control of that tag.",
        )
    for edge in opened.edges.values():
        text = "".join(each.text or "" for each in edge.root.iter(w("t")))
        for strange in re.findall(r"\{\{?[^{}]{1,40}\}\}?|\{%[^{}]{0,40}%\}", text):
            yield Told(
                "mend",
                "places",
                f"“{strange}” in a header or footer is no place that is filled.",
                f"It would be printed as it is. Places are: {', '.join(SLOTS)}.",
            )


def left_out(opened: Opened) -> Iterator[Told]:
    """What is not taken over."""
    if opened.body:
        yield Told(
            "note",
            "left out",
            "There is text in the body of the file.",
            "It is left out: the brief stands there.",
        )
    for remark in opened.remarks:
        problem = Problem(remark.code, Where(field=remark.part), {"what": remark.what})
        state: State = "mend" if remark.danger else "note"
        yield Told(state, "left out", f"{problem.what} ({remark.part})", problem.remedy)
