"""References to tables and figures of the same document."""

from __future__ import annotations

from markupsafe import Markup

from generator.compose.composer import Composer
from generator.compose.elements import ID
from generator.compose.environment import type_word
from generator.compose.mistakes import Mistake
from generator.document.tree import Link


def reference(c: Composer, id: str) -> Markup:
    """A reference to a table or figure by its id: "Table 2", in the document's words.

    What it says is made from the numbers of the finished document.
    """
    return c.put(Link(f"#{identifier(id, 'reference')}", (), numbered=True))


def identifier(given: object, name: str) -> str:
    """The id of a table or figure, or a mistake that says what was given."""
    if not isinstance(given, str):
        expected = "the id of a table or figure"
        raise Mistake("template-argument", name=name, given=type_word(given), expected=expected)
    if not ID.fullmatch(given):
        raise Mistake("template-id-form", name=given)
    return str(given)
