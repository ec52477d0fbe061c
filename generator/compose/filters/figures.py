"""Maps, flags and pictures: whole blocks, with all the words that belong to them."""

from __future__ import annotations

from markupsafe import Markup

from generator.compose import flags, maps, pictures
from generator.compose.composer import Composer
from generator.compose.filters.calls import country, fact_of
from generator.compose.filters.references import identifier
from generator.compose.views import Entry, chosen_of


def locator_map(c: Composer, id: str = "") -> Markup:
    """The locator map with its disclaimer, where the order or the house asks for one."""
    return c.put_blocks(*maps.locator_map(c, _name(c, id, "locator_map")))


def flag(c: Composer, code: str = "") -> Markup:
    """A country's flag on the day of the brief, where the order or the house asks for it."""
    area = country(c, code, "flag") if code else ""
    return c.put_blocks(*flags.flag(c, c.figure_id(), area))


def picture(c: Composer, fact: Entry, id: str = "") -> Markup:
    """The picture of a fact with its caption, its credit and the note of its source."""
    chosen = chosen_of(fact_of(fact, "picture"))
    blocks = pictures.picture(c, chosen, _name(c, id, "picture"))
    return c.put_blocks(*blocks, call=c.cite(chosen.fact)) if blocks else Markup("")


def _name(c: Composer, given: str, function: str) -> str:
    """The id an author gave, by which a reference finds the figure, or the next free one."""
    return c.figure_id() if given == "" else identifier(given, function)
