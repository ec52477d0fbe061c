"""Lists that a source gives as one: the export partners of a country, each with its share."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from generator.compose.composer import Composer
from generator.compose.filters.calls import fact_of
from generator.compose.filters.wording import listed
from generator.compose.listitems import item_words, other_language
from generator.compose.mistakes import Mistake
from generator.compose.names import bracketed, language_remark
from generator.compose.views import Entry, chosen_of
from generator.facts.model import Listed
from generator.selection.model import Chosen


def itemised(c: Composer, facts: Iterable[Entry]) -> Markup:
    """The items of a list as one enumeration: "Germany (14%), Italy (9%) and Spain (8%)".

    Parts of an item are left out: beside it they would be counted twice. For what is named
    in another language only, that language is said once behind the list.
    """
    found = [chosen_of(fact_of(fact, "itemised")) for fact in facts]
    items = [(one, item) for one in found if not (item := _item_of(one)).within]
    enumeration = listed(c, [c.put(*item_words(c, one, item)) for one, item in items])
    others = dict.fromkeys(other_language(c, one.fact, item) for one, item in items)
    remarks = (bracketed(c, language_remark(c, language)) for language in others if language)
    return enumeration + Markup("").join(c.put(*remark) for remark in remarks)


def _item_of(chosen: Chosen) -> Listed:
    item = chosen.fact.listed
    if item is None:
        given, expected = f"“{chosen.fact.id}”", "facts that are items of a list"
        raise Mistake("template-argument", name="itemised", given=given, expected=expected)
    return item
