"""Checks the markup an author wrote and notes, in each tag, where it stands.

This runs once when a template is loaded, on the text between its Jinja tags. Start tags
get an ``at`` attribute, end tags a processing instruction before them, both with template
and line: so that a mistake that only shows when the parts are put together (an element
left open by a macro, text outside a paragraph) is reported where the author can mend it.
"""

from __future__ import annotations

import html.entities
import re
from typing import Final

from generator.compose.elements import BY_FILTER, ELEMENTS, REQUIRED, ROOT, Element
from generator.compose.loader import REFUSED
from generator.compose.mistakes import Mistake, near_miss

AT: Final = "at"
"""Name of the attribute, and target of the processing instruction, that hold the place."""

_ATTRIBUTE: Final = re.compile(r"""([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_TAG: Final = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)"""
    r"""(?P<attributes>(?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)"""
    r"""\s*(?P<empty>/?)>"""
)
_REFERENCE: Final = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,32}));")
_SPECIAL: Final = re.compile(r"[<>&]")
_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_HINTS: Final = {
    "href": "an address that begins with https://, http://, mailto: or #",
    "id": "a short name of lower-case letters, digits and hyphens",
    "width": "a share in per cent, such as 40 or 33.3",
    "colspan": "a number from 1 to 99",
    "lang": "a language tag, such as fr or ar-IQ",
}


def place(template: str, line: int) -> str:
    """Write a place for the markers: ``country-brief/brief.j2:12``."""
    return f"{template}:{line}"


def read_place(text: str) -> tuple[str, int]:
    """Give back the template and line of ``place``."""
    template, _, line = text.rpartition(":")
    return template, int(line)


def checked_text(text: str, template: str, line: int, found: list[tuple[int, Mistake]]) -> str:
    """Give the same markup, well-formed and with its places; mistakes go to ``found``.

    text      one stretch of a template between two Jinja tags, whose first line is ``line``.
    template  its name, free of characters that mean something in markup.
    """
    parts: list[str] = []
    position = 0
    opening = text.partition("<")[0]
    if opening.strip():  # text before any tag: what holds it may be far away
        start = line + opening[: len(opening) - len(opening.lstrip())].count("\n")
        parts.append(f"<?{AT} {place(template, start)}?>")
    while (hit := _SPECIAL.search(text, position)) is not None:
        parts.append(text[position : hit.start()])
        here = line + text.count("\n", 0, hit.start())
        try:
            written, position = _special(text, hit.start(), template, here)
        except Mistake as mistake:
            found.append((here, mistake))
            written, position = "", _after(text, hit.start())
        parts.append(written)
    parts.append(text[position:])
    return "".join(parts)


def _after(text: str, start: int) -> int:
    """Where to go on after a mistake: behind the tag when it ends, else behind the sign."""
    if text[start] == "<":
        end = text.find(">", start)
        return end + 1 if end >= 0 else len(text)
    return start + 1


def _special(text: str, start: int, template: str, line: int) -> tuple[str, int]:
    sign = text[start]
    if sign == ">":
        return "&gt;", start + 1
    if sign == "&":
        return _reference(text, start)
    tag = _TAG.match(text, start)
    if tag is None:
        raise _broken_tag(text, start)
    return _tag(tag, template, line), tag.end()


def _reference(text: str, start: int) -> tuple[str, int]:
    found = _REFERENCE.match(text, start)
    if found is None:
        raise Mistake("template-bare-ampersand", text=_excerpt(text, start))
    decimal, hexadecimal, name = found.groups()
    if name is not None:
        character = html.entities.html5.get(f"{name};")
        if character is None:
            known = (k.rstrip(";") for k in html.entities.html5)
            raise Mistake("template-entity-unknown", name=name, hint=near_miss(name, known))
    else:
        character = _character(int(decimal) if decimal else int(hexadecimal, 16))
    return "".join(_ESCAPED.get(c, c) for c in character), found.end()


def _character(code: int) -> str:
    known = 0 < code <= 0xD7FF or 0xE000 <= code <= 0x10FFFF
    if not known or REFUSED.search(chr(code)):
        raise Mistake("template-character-refused", code=f"U+{code:04X}")
    return chr(code)


def _broken_tag(text: str, start: int) -> Mistake:
    if text.startswith("<!--", start):
        return Mistake("template-comment")
    if text.startswith(("<!", "<?"), start):
        return Mistake("template-declaration", text=_excerpt(text, start))
    if not re.match(r"</?[A-Za-z]", text[start : start + 3]):
        return Mistake("template-bare-less-than", text=_excerpt(text, start))
    if text.find(">", start) < 0:
        return Mistake("template-tag-cut", text=_excerpt(text, start))
    return Mistake("template-tag-malformed", text=_excerpt(text, start))


def _excerpt(text: str, start: int) -> str:
    return text[start : start + 40].split("\n", 1)[0].rstrip()


def _tag(tag: re.Match[str], template: str, line: int) -> str:
    name = tag["name"]
    element = ELEMENTS.get(name)
    if element is None or name == ROOT:
        raise _unknown_element(name)
    if tag["close"]:
        if tag["attributes"] or tag["empty"]:
            raise Mistake("template-tag-malformed", text=tag[0])
        # "<br></br>" is well-formed; the start tag was written as empty already.
        end = "" if element.void else f"</{name}>"
        return f"<?{AT} {place(template, line)}?>{end}"
    attributes = _attributes(name, element, tag["attributes"])
    empty = "/" if tag["empty"] or element.void else ""
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<{name} {AT}="{place(template, line)}"{written}{empty}>'


def _unknown_element(name: str) -> Mistake:
    if name.lower() in BY_FILTER:
        return Mistake("template-element-by-filter", element=name, name=BY_FILTER[name.lower()])
    known = sorted(ELEMENTS.keys() - {ROOT})
    return Mistake(
        "template-element-unknown",
        element=name,
        hint=near_miss(name, known),
        known=", ".join(known),
    )


def _attributes(name: str, element: Element, text: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(text):
        key, value = found[1], found[2] if found[2] is not None else found[3]
        form = element.attributes.get(key)
        if form is None:
            raise _unknown_attribute(name, element, key)
        if key in given:
            raise Mistake("template-attribute-twice", element=name, attribute=key)
        value = html.unescape(value)
        if not form.fullmatch(value):
            raise Mistake(
                "template-attribute-value",
                element=name,
                attribute=key,
                value=value,
                expected=_HINTS.get(key) or "one of " + form.pattern.replace("|", ", "),
            )
        given[key] = "".join(_ESCAPED.get(c, c) for c in value)
    required = REQUIRED.get(name)
    if required and required not in given:
        raise Mistake("template-attribute-missing", element=name, attribute=required)
    return given


def _unknown_attribute(name: str, element: Element, key: str) -> Mistake:
    if not element.attributes:
        return Mistake("template-attribute-none", element=name, attribute=key)
    return Mistake(
        "template-attribute-unknown",
        element=name,
        attribute=key,
        hint=near_miss(key, element.attributes),
        known=", ".join(element.attributes),
    )
