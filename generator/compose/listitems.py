"""Items of a list that a source gives as one: "Germany (11%)" among export partners."""

from __future__ import annotations

from generator.compose.composer import Composer
from generator.compose.names import bracketed, for_language, in_language, name_of
from generator.compose.values import figure_value
from generator.document.tree import Inline
from generator.facts.model import Listed
from generator.selection.model import Chosen


def item_words(c: Composer, chosen: Chosen, item: Listed) -> tuple[Inline, ...]:
    """One item, with what it amounts to in brackets.

    A country has the name that the house gives it; other names stand in a language they
    have, and that is marked.
    """
    if item.area:
        name = name_of(c, item.area)
    elif item.within:
        name = in_language(c, {tag: f"{item.within}: {text}" for tag, text in item.name.items()})
    else:
        name = in_language(c, item.name)
    if chosen.fact.quantity is None:
        return name
    return (*name, *bracketed(c, figure_value(c, chosen)))


def other_language(c: Composer, item: Listed) -> str | None:
    """The language in which an item is named, where that is not the document's."""
    found = None if item.area else for_language(item.name, c.language)
    return found[1] if found is not None and found[1] != c.language else None
