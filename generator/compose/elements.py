"""The elements a template may write: a small, documented set, and what each may hold.

``docs/templates.md`` is the author's view of this table. Everything else is refused with
the template's line. Values (numbers, dates, statements, notes) never stand as elements in a
template: filters put them in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _one_of(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the set.

    children   names of elements that may stand directly in it.
    text       True when text and values may stand directly in it.
    attributes name to the form its value must have.
    first      the element that must come first in it, or "".
    void       True for elements without content.
    """

    children: frozenset[str] = frozenset()
    text: bool = False
    attributes: Mapping[str, re.Pattern[str]] = field(default_factory=lambda: MappingProxyType({}))
    first: str = ""
    void: bool = False


PARAGRAPH_ROLES: Final = ("lead", "note", "draft", "empty-section")
LIST_ROLES: Final = ("to-say", "background")
FIGURE_ROLES: Final = ("chart",)
TABLE_ROLES: Final = (
    "snapshot",
    "figures",
    "comparison",
    "chronology",
    "if-raised",
    "contacts",
    "sources",
)
BOX_ROLES: Final = (
    "key-messages",
    "conflict",
    "staleness",
    "to-say",
    "background",
    "meeting",
    "warning",
    "changes",
)
HEADING_LEVELS: Final[Mapping[str, int]] = MappingProxyType({"h2": 1, "h3": 2, "h4": 3, "h5": 4})

ROOT: Final = "template"
"""The name of what holds a whole template's output; never written by authors."""

_INLINE = frozenset({"strong", "em", "a", "span", "br"})
_SPAN_INLINE = _INLINE - {"a"}
_TEXT_BLOCKS = frozenset({"p", "ul", "ol", "table", "figure"})
_FLOW = _TEXT_BLOCKS | {"aside", "section", "nav"}
ID: Final = _pattern(r"[a-z][a-z0-9-]{0,63}")
"""The form of an id that a template gives."""

_PERCENT = _pattern(r"(?:100|[1-9]?\d)(?:\.\d{1,2})?")
_HREF = _pattern(r"(?:https?://|mailto:)[^\s<>\"]+|#[a-z][a-z0-9-]{0,63}")
_LANGUAGE = _pattern(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ALIGN = _one_of("start", "end", "center")


def _element(
    children: frozenset[str] = frozenset(),
    *,
    text: bool = False,
    first: str = "",
    void: bool = False,
    **attributes: re.Pattern[str],
) -> Element:
    named = {name.rstrip("_"): form for name, form in attributes.items()}
    return Element(children, text, MappingProxyType(named), first, void)


ELEMENTS: Final[Mapping[str, Element]] = MappingProxyType(
    {
        ROOT: _element(_FLOW),
        "section": _element(
            _FLOW | HEADING_LEVELS.keys(), first="h", id=ID, class_=_one_of("new-page")
        ),
        **{name: _element(_INLINE, text=True) for name in HEADING_LEVELS},
        "p": _element(_INLINE, text=True, class_=_one_of(*PARAGRAPH_ROLES)),
        "ul": _element(frozenset({"li"}), class_=_one_of(*LIST_ROLES)),
        "ol": _element(frozenset({"li"}), class_=_one_of(*LIST_ROLES)),
        "li": _element(_INLINE | {"p", "ul", "ol"}, text=True),
        "table": _element(
            frozenset({"caption", "summary", "colgroup", "thead", "tbody"}),
            first="caption",
            id=ID,
            class_=_one_of(*TABLE_ROLES),
        ),
        "caption": _element(_INLINE, text=True),
        "summary": _element(text=True),
        "colgroup": _element(frozenset({"col"})),
        "col": _element(void=True, width=_PERCENT),
        "thead": _element(frozenset({"tr"})),
        "tbody": _element(frozenset({"tr"})),
        "tr": _element(frozenset({"th", "td"})),
        "th": _element(
            _INLINE,
            text=True,
            scope=_one_of("row", "col"),
            class_=_ALIGN,
            colspan=_pattern(r"[1-9]\d?"),
        ),
        "td": _element(_INLINE, text=True, class_=_ALIGN, colspan=_pattern(r"[1-9]\d?")),
        "figure": _element(frozenset({"figcaption"}), id=ID, class_=_one_of(*FIGURE_ROLES)),
        "figcaption": _element(_INLINE, text=True),
        "aside": _element(_TEXT_BLOCKS | {"header"}, first="header", class_=_one_of(*BOX_ROLES)),
        "header": _element(_INLINE, text=True),
        "nav": _element(class_=_one_of("contents")),
        "strong": _element(_INLINE, text=True),
        "em": _element(_INLINE, text=True),
        "a": _element(_SPAN_INLINE, text=True, href=_HREF),
        "span": _element(_INLINE, text=True, lang=_LANGUAGE, dir=_one_of("ltr", "rtl")),
        "br": _element(void=True),
    }
)

REQUIRED: Final[Mapping[str, str]] = MappingProxyType(
    {"a": "href", "col": "width", "aside": "class", "nav": "class"}
)
"""The attribute without which an element means nothing."""

BY_FILTER: Final[Mapping[str, str]] = MappingProxyType(
    {"time": "date", "data": "value", "cite": "cite", "sup": "cite", "q": "statement"}
)
"""Elements an author may reach for, and the filter or function that puts them in."""
