"""Checks a template without facts: its files, and that it only looks at needs it states."""

from __future__ import annotations

from generator.compose.mistakes import Mistake, near_miss
from generator.compose.model import Template
from generator.compose.render import environment, load
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Problem, Where


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
    return tuple(found)
