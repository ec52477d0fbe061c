"""The script of a language tag, and the looks of pages in scripts that a style does not name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from generator.document.tree import Document, Span
from generator.document.walk import inlines, plain
from generator.house import HouseStyle
from generator.house.families import LATIN, SCRIPTS, Script, by_code
from generator.localisation.figures import figures
from generator.localisation.locale import resolve
from generator.localisation.locale import script_of as code_of
from generator.writers.fonts import stack

STYLED: Final = ("latin", "arabic")
"""The scripts that every house's style.css has rules for."""
COUNTED: Final = ("latn", "arab", "arabext")
"""The digits that the writers' own style sheets have rules for."""

_HEBREW: Final = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
# Word knows East Asian languages by country.
_EAST_ASIAN: Final = {
    "chinese-simplified": "zh-CN",
    "chinese-traditional": "zh-TW",
    "japanese": "ja-JP",
    "korean": "ko-KR",
}
# Fonts of readers' machines, for the page on a screen.
_SCREEN: Final = {
    "chinese-simplified": ("PingFang SC", "Microsoft YaHei"),
    "chinese-traditional": ("PingFang TC", "Microsoft JhengHei"),
    "japanese": ("Hiragino Sans", "Yu Gothic"),
    "korean": ("Apple SD Gothic Neo", "Malgun Gothic"),
}


@cache
def script_of(tag: str) -> Script:
    """The fonts' script of a language tag; Latin when the program knows no other.

    >>> script_of("zh-TW").use, script_of("fa").use
    ('chinese-traditional', 'arabic')
    """
    return by_code(code_of(resolve(tag)[0])) or LATIN


def east_asian_language(tag: str) -> str:
    """The tag that Word knows an East Asian language by; "" for other languages.

    >>> east_asian_language("zh-Hant-HK"), east_asian_language("zh"), east_asian_language("fr")
    ('zh-HK', 'zh-CN', '')
    """
    own = script_of(tag)
    country = tag.split("-")[-1]
    if own.use == "chinese-traditional" and country in ("HK", "MO"):
        return f"zh-{country}"
    return _EAST_ASIAN.get(own.use, "")


def right_to_left(text: str) -> str:
    """The class of right-to-left text whose language is not stated."""
    return "hebrew" if _HEBREW.search(text) else "arabic"


def uses(document: Document) -> tuple[str, ...]:
    """The scripts of a document and of what it says in other languages."""
    found = {script_of(document.lang).use}
    for inline in inlines(document):
        if isinstance(inline, Span) and inline.lang:
            found.add(script_of(inline.lang).use)
        if isinstance(inline, Span) and inline.direction == "rtl":
            found.add(right_to_left(plain(inline.children)))
    return tuple(script.use for script in SCRIPTS if script.use in found)


def script_css(document: Document, house: HouseStyle) -> str:
    """Rules for the scripts and digits of a document that style sheets have none for."""
    named = [use for use in uses(document) if use not in STYLED]
    rules = [_rules(use, house) for use in named]
    if document.furniture.digits not in COUNTED:
        rules.append(_counters(document.furniture.digits))
    return "".join(rules)


def _rules(use: str, house: HouseStyle) -> str:
    script = next(script for script in SCRIPTS if script.use == use)
    text, heading = families(script, house), families(script, house, "-heading")
    tops = ", ".join(f"html.{use} h{level}" for level in range(1, 6))
    rules = (
        f"html.{use} {{ font-family: {text} }}\n"
        f"{tops} {{ font-family: {heading} }}\n"
        f".in-{use} {{ font-family: {text}; font-style: normal }}\n"
        f"html.{use} em {{ font-style: normal; font-weight: bold }}\n"
    )
    if script.slot == "east-asian":
        latin = stack(house.family("latin") or "Noto Sans")
        latin_heading = stack(house.family("latin-heading") or "Noto Sans")
        inside = ", ".join(f"h{level} .latin-words" for level in range(1, 6))
        rules += (
            f"html.{use} {{ line-height: 1.5; text-align: start }}\n"
            f".latin-words {{ font-family: {latin} }}\n"
            f"{inside} {{ font-family: {latin_heading} }}\n"
        )
    return rules


def families(script: Script, house: HouseStyle, part: str = "") -> str:
    """The CSS list of families for a script: the house's, the usual ones, the screen's."""
    named = house.family(f"{script.use}{part}")
    return stack(*dict.fromkeys(filter(None, (named, *script.families, *_screen(script.use)))))


def _screen(use: str) -> Iterable[str]:
    return _SCREEN.get(use, ())


def _counters(name: str) -> str:
    """Page numbers, lists and contents in a set of digits of their own."""
    symbols = " ".join(f'"{digit}"' for digit in figures(name))
    style = f"digits-{name}"
    return (
        f"@counter-style {style} {{ system: numeric; symbols: {symbols}; suffix: '. ' }}\n"
        f".count-{name}::before {{ content: counter(page, {style}) }}\n"
        f".total-{name}::before {{ content: counter(pages, {style}) }}\n"
        f'.at-{name}::after {{ content: leader(". ") '
        f"target-counter(attr(href url), page, {style}) }}\n"
        f"html.digits-{name} ol {{ list-style-type: {style} }}\n"
    )
