"""Messages, enumerations, and what every printed expression goes through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from generator.compose.composer import CURRENT, Blank, Composer, pieces
from generator.compose.environment import printable, type_word
from generator.compose.filters.naming import language, name
from generator.compose.filters.numbers import number
from generator.compose.mistakes import Mistake
from generator.document.tree import Span, Text


def listed(c: Composer, items: Iterable[Any]) -> Markup:
    """Several values as one enumeration: "a, b and c"."""
    marks = [_printed(c, item) for item in items]
    marks = [mark for mark in marks if mark]
    if len(marks) < 2:
        return Markup("").join(marks)
    signs = [chr(0xE000 + number) for number in range(len(marks))]
    joined = c.localiser.list(signs, heard=[c.heard(mark) for mark in marks])
    known = dict(zip(signs, marks, strict=True))
    return Markup("").join(known.get(char) or char for char in joined)


def mentioned(c: Composer, given: str | Iterable[str]) -> Markup:
    """Words that are spoken of and not used, such as other forms of a term: "a, b and c"."""
    words = [given] if isinstance(given, str) else list(given)
    return listed(c, [c.put(Span((c.text(word),), role="mention")) for word in words])


def names(c: Composer, identifiers: Iterable[str]) -> Markup:
    """The names of several persons, bodies or countries as one enumeration."""
    return listed(c, [name(c, identifier) for identifier in identifiers])


def quoted(c: Composer, text: str) -> Markup:
    """A text in the quotation marks of the language; nothing stays nothing."""
    if not text:
        return Markup("")
    opening, _, closing = c.localiser.quote("\ufdd0").partition("\ufdd0")
    return c.put(Text(opening)) + _printed(c, text) + c.put(Text(closing))


def languages(c: Composer, tags: Iterable[str]) -> Markup:
    """The names of several languages as one enumeration."""
    return listed(c, [language(c, tag) for tag in tags])


def t(c: Composer, message: str, **values: Any) -> Markup:
    """A message of the catalogues with its blanks filled."""
    return _filled(c, c.localiser.pattern(str(message)), values, message)


def tn(c: Composer, one: str, other: str, n: int, **values: Any) -> Markup:
    """A message in the form that the number ``n`` asks for."""
    if isinstance(n, bool) or not isinstance(n, int | Decimal):
        raise Mistake("template-argument", name="tn", given=type_word(n), expected="a number")
    pattern = c.localiser.plural_pattern(str(one), str(other), n)
    return _filled(c, pattern, {"n": number(c, n), **values}, other)


def tp(c: Composer, context: str, message: str, **values: Any) -> Markup:
    """A message that the same English words elsewhere do not share."""
    return _filled(c, c.localiser.pattern(str(message), str(context)), values, message)


def _filled(c: Composer, pattern: str, values: Mapping[str, Any], message: str) -> Markup:
    parts: list[Markup] = []
    for piece in pieces(c.localiser.punctuate(pattern)):
        if not isinstance(piece, Blank):
            parts.append(c.put(Text(piece)))
            continue
        if piece.name not in values:
            raise Mistake("template-message-blank", message=message, blank=piece.name)
        parts.append(_printed(c, values[piece.name]))
    return Markup("").join(parts)


def _printed(c: Composer, given: Any) -> Markup:
    text = printable(given)
    if isinstance(text, Markup):
        return text
    return c.put(c.text(text)) if text else Markup("")


@pass_context
def finalize(context: Context, given: Any) -> Markup:
    """What every ``{{ … }}`` goes through: marks pass, text is isolated, the rest refused."""
    if isinstance(given, Markup):
        return given
    text = printable(given)
    if isinstance(text, Markup):
        return text
    composer = CURRENT.get()
    return composer.put(composer.text(text)) if text else Markup("")
