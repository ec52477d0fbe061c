"""Words that stand in a template itself, where every language would print them as they are.

Found are text between tags, strings that an expression prints, and strings that a message
or a macro is given to print. A string that only names something (an id, a code, a class)
is not printed and stays. Letters are the mark of words; commas, brackets and the like are
told apart, since Arabic and Chinese have their own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from jinja2 import nodes

from generator.facts import codes

Kind: TypeAlias = Literal["words", "punctuation", "computed"]

_TAG: Final = re.compile(r"<[^<>]*>")
_LETTER: Final = re.compile(r"[^\W\d_]")
_NATIONAL: Final = re.compile(r"[,;:?!.()\[\]«»“”„‘’\"']")
_MESSAGES: Final = {"t": (0,), "tn": (0, 1), "tp": (0, 1)}
"""Functions of messages, and the places of their fixed texts."""

_PRINTING: Final = frozenset({"quoted", "list"})
"""Filters that print the text they are given; others take it for an id."""

_CODES: Final = (codes.ID, codes.TAG, codes.AREA, codes.CURRENCY, codes.LANGUAGE)


@dataclass(frozen=True, slots=True)
class Unworded:
    """Something that no catalogue holds.

    kind  "words"; "punctuation", which some languages write with other signs; "computed",
          a message that is not written out, so that nobody can collect it.
    """

    line: int
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that a template prints: its English words and context.

    other  the words for several where it is counted; None where it has one form.
    """

    line: int
    text: str
    context: str | None
    other: str | None = None

    @property
    def counted(self) -> bool:
        """Whether it has plural forms."""
        return self.other is not None


def messages(lines: Sequence[tuple[int, nodes.Node]]) -> Iterator[Asked]:
    """The messages of a parsed template that are written out, in order."""
    for line, node in lines:
        match node:
            case nodes.Call(node=nodes.Name(name="t"), args=[nodes.Const(value=str(text)), *_]):
                yield Asked(line, text, None)
            case nodes.Call(
                node=nodes.Name(name="tn"),
                args=[nodes.Const(value=str(text)), nodes.Const(value=str(other)), *_],
            ):
                yield Asked(line, text, None, other)
            case nodes.Call(
                node=nodes.Name(name="tp"),
                args=[nodes.Const(value=str(context)), nodes.Const(value=str(text)), *_],
            ):
                yield Asked(line, text, context)


def literals(
    lines: Sequence[tuple[int, nodes.Node]], functions: frozenset[str]
) -> Iterator[Unworded]:
    """Everything in a parsed template that languages would share.

    lines      every node with its line.
    functions  names of the functions that are not macros.
    """
    assigned = _assigned(lines)
    for line, node in lines:
        match node:
            case nodes.TemplateData():
                yield from _text(line, node.data)
            case nodes.Output():
                for child in node.nodes:
                    if not isinstance(child, nodes.TemplateData):
                        yield from _printed(child.lineno or line, child, assigned)
            case nodes.Call(node=nodes.Name(name=name)):
                yield from _call(line, node, name, functions, assigned)


def _assigned(lines: Sequence[tuple[int, nodes.Node]]) -> dict[str, str]:
    """Strings that names stand for."""
    return {
        node.target.name: node.node.value
        for _, node in lines
        if isinstance(node, nodes.Assign)
        and isinstance(node.target, nodes.Name)
        and isinstance(node.node, nodes.Const)
        and isinstance(node.node.value, str)
    }


def _text(line: int, data: str) -> Iterator[Unworded]:
    position = 0
    for tag in (*_TAG.finditer(data), None):
        end = tag.start() if tag else len(data)
        piece = data[position:end]
        lead = len(piece) - len(piece.lstrip())
        start = line + data.count("\n", 0, position + lead)
        yield from _found(start, html.unescape(piece))
        position = tag.end() if tag else end


def _printed(line: int, node: nodes.Node, assigned: dict[str, str]) -> Iterator[Unworded]:
    """Strings that come out where ``node`` is printed."""
    match node:
        case nodes.Const(value=str() as text):
            yield from _found(line, text)
        case nodes.Name(name=name) if name in assigned:
            yield from _found(line, assigned[name])
        case nodes.CondExpr():
            for branch in (node.expr1, node.expr2):
                if branch is not None:
                    yield from _printed(line, branch, assigned)
        case nodes.Filter(name=name) if name in _PRINTING and node.node is not None:
            yield from _printed(line, node.node, assigned)
        case nodes.List(items=items) | nodes.Tuple(items=items):
            for item in items:
                yield from _printed(line, item, assigned)


def _call(
    line: int,
    node: nodes.Call,
    name: str,
    functions: frozenset[str],
    assigned: dict[str, str],
) -> Iterator[Unworded]:
    if name in _MESSAGES:
        for place in _MESSAGES[name]:
            argument = node.args[place] if place < len(node.args) else None
            if argument is not None and not isinstance(argument, nodes.Const):
                yield Unworded(line, "computed", name)
        for keyword in node.kwargs:
            yield from _printed(line, keyword.value, assigned)
    elif name not in functions:
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            if isinstance(argument, nodes.Const) and _is_prose(argument.value):
                yield from _found(line, str(argument.value))


def _is_prose(value: object) -> bool:
    """True for a text that is no id or code, so that a macro can only mean to print it."""
    return isinstance(value, str) and not any(form.fullmatch(value) for form in _CODES)


def _found(line: int, text: str) -> Iterator[Unworded]:
    shown = " ".join(text.split())
    if _LETTER.search(shown):
        yield Unworded(line, "words", shown if len(shown) <= 60 else f"{shown[:59]}…")
    elif _NATIONAL.search(shown):
        yield Unworded(line, "punctuation", shown)
