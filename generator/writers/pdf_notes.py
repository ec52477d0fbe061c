"""Notes stay on the page of their call: the engine gives none of them up for a line.

Where a line does not fit above the notes of its page, WeasyPrint first tries to push those
notes to the next page, wherever they are called. Here the line goes on instead. A note that
itself finds no room under its line is pushed still, and its line with it.
"""

from __future__ import annotations

from typing import Any, Final

PLACE: Final = "data-place"
"""What says the how many-th of its document a note is, by its first call."""


class KeptNotes(list[Any]):
    """The notes of a page. Asked whether there are any, it says no.

    Only who looks for notes to give up asks this list so.
    """

    def __bool__(self) -> bool:
        return False


def keep_notes(engine: Any) -> None:
    """Let the engine's class of layouts keep the notes of each page."""
    lay_out_area = engine._update_footnote_area

    def kept(layout: Any) -> KeptNotes:
        found: KeptNotes = layout.__dict__["kept"]
        return found

    def keep(layout: Any, notes: list[Any]) -> None:
        layout.__dict__["kept"] = KeptNotes(notes)

    def update(layout: Any) -> bool:
        """Lay out the area of the notes, which asks as well, from a plain list."""
        notes = layout.__dict__["kept"]
        layout.__dict__["kept"] = [*notes]
        overflow: bool = lay_out_area(layout)
        layout.__dict__["kept"] = notes
        return overflow

    engine.current_page_footnotes = property(kept, keep)
    engine._update_footnote_area = update
