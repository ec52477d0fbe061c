"""How problems and values are shown in a terminal: the same words everywhere.

Facts are untrusted text: everything printed goes through ``plain``, so that no control
character of a fact reaches the terminal.
"""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import click

from generator.problems import Problem, Severity, Where

MARKS = {
    Severity.ERROR: ("✗", "red"),
    Severity.WARNING: ("!", "yellow"),
    Severity.NOTICE: ("·", "cyan"),
}
WIDTH = 100


def plain(text: str) -> str:
    """``text`` without control and override characters, on one line."""
    return "".join(
        " " if char in "\n\t" else char
        for char in text
        if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}
        if not "\u202a" <= char <= "\u202e"
    )


def show_problems(
    problems: Sequence[Problem], *, headline: str = "", safe: str = "", err: bool = True
) -> None:
    """Print a headline, every problem with its place and remedy, and what is still safe.

    Errors and warnings are all printed; what to do is said once for those of one kind. Of
    several notices of one kind, and of texts that one language lacks, the first is printed,
    with the number of the others: a list nobody reads to the end hides what matters.
    """
    if headline:
        click.secho(plain(headline), bold=True, err=err)
    for group in _alike(_nearest_first(problems)):
        _show_group(group, err=err)
    if safe:
        click.echo(plain(safe), err=err)


def show_json(value: object) -> None:
    """Print a value for scripts."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print columns, each as wide as its widest cell; the last one wraps."""
    body = [[plain(cell) for cell in row] for row in rows]
    widths = [
        max(display_width(line[column]) for line in [list(head), *body])
        for column in range(len(head))
    ]
    room = max(20, WIDTH - sum(widths[:-1]) - 2 * (len(widths) - 1))
    widths[-1] = min(widths[-1], room)
    click.secho(_line(head, widths), bold=True)
    for row in body:
        first, *more = textwrap.wrap(row[-1], room) or [""]
        click.echo(_line([*row[:-1], first], widths))
        for rest in more:
            click.echo(_line([*[""] * (len(row) - 1), rest], widths))


def display_width(text: str) -> int:
    """Columns a terminal needs for ``text``: wide letters count twice, marks not at all."""
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(char) in {"W", "F"}
        else 1
        for char in text
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell + " " * (width - display_width(cell))
        for cell, width in zip(cells, widths, strict=True)
    ]
    return "  ".join(padded).rstrip()


_MANY: Final = frozenset({"text-not-translated", "text-not-translated-omitted"})


def _nearest_first(problems: Sequence[Problem]) -> list[Problem]:
    order = list(Severity)
    return sorted(problems, key=lambda problem: order.index(problem.severity))


def _alike(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Problems grouped where kind and remedy are the same; groups in order of their first."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        key = (problem.severity.value, problem.code, problem.remedy)
        if _is_folded(problem):
            key = (problem.severity.value, problem.code, problem.values.get("language", ""))
        groups.setdefault(key, []).append(problem)
    return list(groups.values())


def _is_folded(problem: Problem) -> bool:
    """Whether one of a kind stands for all: notices, and texts that a language lacks."""
    return problem.severity is Severity.NOTICE or (
        problem.severity is Severity.WARNING and problem.code in _MANY
    )


def _show_group(group: Sequence[Problem], *, err: bool) -> None:
    """One kind of problem: each with its place, and once what to do."""
    first = group[0]
    mark, colour = MARKS[first.severity]
    notice = _is_folded(first)
    more = f" ({len(group) - 1} more of this kind; --json lists them.)"
    for told, places in _told(group[:1] if notice else group):
        what = plain(told) + (more if notice and len(group) > 1 else "")
        click.echo(f" {click.style(mark, fg=colour)} ", nl=False, err=err)
        click.echo(_wrapped(what, 3), err=err)
        for place in places:
            click.echo(_wrapped(f"Where: {plain(place)}", 5, first=True), err=err)
    if first.remedy:
        advice = f"To go on: {plain(first.remedy)}"
        click.echo(_wrapped(advice, 5, first=True, tail=f"[{first.code}]"), err=err)


def _told(problems: Sequence[Problem]) -> Iterator[tuple[str, list[str]]]:
    """What each problem says, the same words once, with their places: names alone in one line."""
    said: dict[str, list[Where]] = {}
    for problem in problems:
        said.setdefault(problem.what, []).append(problem.where)
    for what, places in said.items():
        names = [place.record for place in places if place == Where(record=place.record)]
        others = [str(place) for place in places if place != Where(record=place.record)]
        joined = ", ".join(name for name in names if name)
        yield what, [place for place in (joined, *others) if place]


def _wrapped(text: str, indent: int, *, first: bool = False, tail: str = "") -> str:
    whole = f"{text}  {tail}" if tail else text
    lines = textwrap.wrap(whole, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    pad = " " * indent
    shown = ("\n" + pad).join(lines)
    return pad + shown if first else shown


def wrapped(text: str, indent: int) -> str:
    """``text`` as an indented paragraph."""
    return _wrapped(text, indent, first=True)
