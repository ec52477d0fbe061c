"""Items of a list that a source gives as one: "Germany (11%)" among export partners."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.compose.composer import Composer
from generator.compose.itemnames import with_own_name
from generator.compose.names import bracketed, for_language, in_language, name_of
from generator.compose.values import figure_value
from generator.document.tree import Inline
from generator.facts.model import Fact, Listed
from generator.selection.model import Chosen


def item_words(c: Composer, chosen: Chosen, item: Listed) -> tuple[Inline, ...]:
    """One item, with what it amounts to in brackets.

    A country has the name that the house gives it, and what CLDR or the catalogues know by its
    very words the name they have; other names stand in a language they have, and that is marked.
    """
    name = name_of(c, item.area) if item.area else in_language(c, _texts(c, chosen.fact, item))
    if chosen.fact.quantity is None:
        return name
    return (*name, *bracketed(c, figure_value(c, chosen)))


def other_language(c: Composer, fact: Fact, item: Listed) -> str | None:
    """The language in which an item is named, where that is not the document's."""
    found = None if item.area else for_language(_texts(c, fact, item), c.language)
    return found[1] if found is not None and found[1] != c.language else None


def _texts(c: Composer, fact: Fact, item: Listed) -> Mapping[str, str]:
    """The name by language; of a part, with the name of what it is a part of before it.

    A part is named in the reader's language only where both are: "Muslim: sunnites" is neither.
    """
    indicator = fact.indicator or ""
    own = with_own_name(c.localiser, indicator, item.name, c.language)
    if not item.within:
        return own
    within = with_own_name(c.localiser, indicator, {"en": item.within}, c.language)
    both = c.language in own and c.language in within
    if both and c.language not in item.name:
        return MappingProxyType({c.language: f"{within[c.language]}: {own[c.language]}"})
    return MappingProxyType({tag: f"{item.within}: {text}" for tag, text in item.name.items()})
