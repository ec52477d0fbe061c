"""Checks a template without facts: its files, its needs, and that all its words are messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.compose.environment import BriefEnvironment
from generator.compose.literals import Kind
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.model import Template
from generator.compose.render import environment, load
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Problem, Severity, Where

_CODES: Final[Mapping[Kind, tuple[str, Severity]]] = {
    "words": ("template-words-literal", Severity.ERROR),
    "punctuation": ("template-punctuation-literal", Severity.WARNING),
    "computed": ("template-message-computed", Severity.ERROR),
}


def check_template(template: Template, limits: Limits = DEFAULT_LIMITS) -> tuple[Problem, ...]:
    """Everything that is wrong in the template's files, with file and line."""
    box = environment(template.roots, limits)
    names, problems = load(box, template.entry)
    stated = {need.name for need in template.needs}
    found = list(problems)
    for name in names:
        for line, asked in box.needs.get(name, ()):
            if asked not in stated:
                mistake = Mistake(
                    "template-entry-missing",
                    name=asked,
                    hint=near_miss(asked, stated),
                    known=", ".join(sorted(stated)) or "nothing",
                )
                found.append(mistake.at(Where(file=box.folders.shown(name), line=line)))
        found.extend(unworded(box, name))
    return tuple(found)


def unworded(box: BriefEnvironment, name: str) -> Iterator[Problem]:
    """What a template prints that no catalogue holds, so that it stays in one language."""
    for one in box.unworded.get(name, ()):
        code, severity = _CODES[one.kind]
        where = Where(file=box.folders.shown(name), line=one.line)
        yield Problem(code, where, {"text": one.text}, severity)
