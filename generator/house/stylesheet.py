"""What a house's ``style.css`` may hold.

A style sheet comes from a colleague, may be wrong or stolen, and is read by an engine that
opens addresses and can be made to run for hours. So it may not name an address, hide
text, or use what the engine cannot bound. The figures are in the hardening notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import tinycss2

DEPTH: Final = 30
SPACES: Final = re.compile(r"\s+")
SMALLEST_FONT, LARGEST_FONT = 4.0, 72.0  # points
AT_RULES: Final = frozenset({"media", "page"})
FUNCTIONS: Final = frozenset(
    {
        "var", "calc", "min", "max", "rgb", "rgba", "hsl", "hsla", "counter", "counters",
        "string", "attr", "translate", "translatex", "translatey", "rotate", "scale",
        "not", "is", "where", "lang", "nth-child", "nth-of-type", "nth-last-child",
    }
)  # fmt: skip
HIDING: Final = re.compile(
    r"(display:none|visibility:(hidden|collapse)|opacity:0*\.?0*$|opacity:0%|clip|text-indent|"
    r"(-weasy-)?(columns|column-count|column-width)|float:footnote|position:(running|fixed)|"
    r"hyphenate-character|-weasy-|behavior|-moz-binding)"
)
BODY_FONT: Final = 10.0  # points; what "em" and the like are taken for
LENGTH: Final = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0}
HOUSE: Final = "--house-"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a style sheet may not hold: code of the problem, its line, what it was."""

    code: str
    line: int
    found: str


def check_css(css: str, known: Iterable[str]) -> Iterator[Finding]:
    """Everything in ``css`` that a house style may not hold.

    known  names that may stand in ``var(--house-…)``.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    yield from _rules(rules, frozenset(known), 1)


def _rules(rules: Iterable[Any], known: frozenset[str], depth: int) -> Iterator[Finding]:
    for rule in rules:
        if depth > DEPTH:
            yield Finding("house-css-nested", rule.source_line, str(DEPTH))
            return
        match rule.type:
            case "error":
                yield Finding("house-css-form", rule.source_line, rule.message)
            case "at-rule":
                yield from _at_rule(rule, known, depth)
            case "qualified-rule":
                yield from _values(rule.prelude, known, depth)
                yield from _block(rule.content, known, depth)


def _at_rule(rule: Any, known: frozenset[str], depth: int) -> Iterator[Finding]:
    name = rule.lower_at_keyword
    margin_box = depth > 1 and re.fullmatch(r"(top|bottom|left|right)-[a-z-]+|footnote", name)
    if name not in AT_RULES and not margin_box:
        yield Finding("house-css-rule", rule.source_line, f"@{name}")
        return
    yield from _values(rule.prelude, known, depth)
    if rule.content is None:
        return
    if name == "media":
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        yield from _rules(inner, known, depth + 1)
    else:
        yield from _block(rule.content, known, depth)


def _block(content: Any, known: frozenset[str], depth: int) -> Iterator[Finding]:
    if depth >= DEPTH:
        yield Finding("house-css-nested", content[0].source_line if content else 0, str(DEPTH))
        return
    for part in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if part.type != "declaration":
            yield from _rules([part], known, depth + 1)
            continue
        text = tinycss2.serialize(part.value).strip()
        written = f"{part.lower_name}:{SPACES.sub('', text.lower())}"
        if part.lower_name.startswith("--") or HIDING.match(written):
            yield Finding("house-css-property", part.source_line, f"{part.name}: {text}"[:60])
        if part.lower_name in {"font-size", "font"}:
            yield from _sizes(part)
        yield from _values(part.value, known, depth)


def _sizes(declaration: Any) -> Iterator[Finding]:
    for token in declaration.value:
        if token.type == "literal" and token.value == "/":
            return  # what follows in "font" is the height of a line
        if token.type == "dimension":
            points = token.value * LENGTH.get(token.lower_unit, BODY_FONT)
            if not SMALLEST_FONT <= points <= LARGEST_FONT:
                shown = f"{token.representation}{token.unit}"
                yield Finding("house-css-size", token.source_line, shown)


def _values(tokens: Iterable[Any], known: frozenset[str], depth: int) -> Iterator[Finding]:
    for token in tokens:
        if depth > DEPTH:
            yield Finding("house-css-nested", token.source_line, str(DEPTH))
            return
        match token.type:
            case "url" | "bad-url":
                yield Finding("house-css-address", token.source_line, "url(…)")
            case "function":
                yield from _function(token, known, depth)
            case "() block" | "[] block" | "{} block":
                yield from _values(token.content, known, depth + 1)
            case "error":
                yield Finding("house-css-form", token.source_line, token.message)


def _function(token: Any, known: frozenset[str], depth: int) -> Iterator[Finding]:
    name = token.lower_name
    text = tinycss2.serialize(token.arguments).strip()
    if name in {"url", "src", "image-set"}:
        yield Finding("house-css-address", token.source_line, f"{name}(…)")
    elif name not in FUNCTIONS or (name == "attr" and not re.fullmatch(r"[\w-]+", text)):
        yield Finding("house-css-function", token.source_line, f"{name}({text})"[:60])
    elif name == "var" and text.removeprefix(HOUSE) not in known:
        yield Finding("house-css-name", token.source_line, f"var({text})"[:60])
    else:
        yield from _values(token.arguments, known, depth + 1)
