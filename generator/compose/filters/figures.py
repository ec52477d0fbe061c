"""Maps, flags and pictures: whole blocks, with all the words that belong to them."""

from __future__ import annotations

from markupsafe import Markup

from generator.compose import flags, maps, pictures
from generator.compose.composer import Composer
from generator.compose.filters.calls import fact_of
from generator.compose.views import Entry, chosen_of


def locator_map(c: Composer) -> Markup:
    """The locator map with its disclaimer, where the order or the house asks for one."""
    return c.put_blocks(*maps.locator_map(c, c.figure_id()))


def flag(c: Composer) -> Markup:
    """The country's flag on the day of the brief, where the order or the house asks for it."""
    return c.put_blocks(*flags.flag(c, c.figure_id()))


def picture(c: Composer, fact: Entry) -> Markup:
    """The picture of a fact with its caption, its credit and the note of its source."""
    chosen = chosen_of(fact_of(fact, "picture"))
    blocks = pictures.picture(c, chosen, c.figure_id())
    return c.put_blocks(*blocks, call=c.cite(chosen.fact)) if blocks else Markup("")
