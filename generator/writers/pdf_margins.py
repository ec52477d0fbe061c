"""Room at the edges of pages: margins follow what stands in them.

A long document number or name takes a second line in the margin. What stands in a margin stands
in its middle, so the margin grows until the text keeps its distance from the edge of the paper.
"""

from __future__ import annotations

from typing import Any, Final

from generator.writers.pdf_engine import boxes

_CLEAR: Final = 5.5
"""Millimetres between text and the edge of the paper: printers leave the last five blank."""

_PIXELS: Final = 96 / 25.4


def wider_margins(document: Any) -> str:
    """Rules for margins that are too low for what stands in them; "" where all are high enough."""
    wanted: dict[str, float] = {}
    for page in document.pages:
        sheet = page._page_box
        for box in sheet.children:
            if not isinstance(box, boxes.MarginBox):
                continue
            side = box.at_keyword.lstrip("@").partition("-")[0]
            if side not in ("top", "bottom"):
                continue
            needed = sum(child.margin_height() for child in box.children) + 2 * _CLEAR * _PIXELS
            if needed > getattr(sheet, f"margin_{side}") + 1:
                wanted[side] = max(needed, wanted.get(side, 0))
    # It stands above the house's own rules for its first page.
    rules = (
        f"margin-{side}: {needed / _PIXELS:.2f}mm !important" for side, needed in wanted.items()
    )
    return f"@page {{ {'; '.join(sorted(rules))} }}" if wanted else ""
