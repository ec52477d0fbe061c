"""Runs a template, within its limits, and reads what it made into blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NoReturn

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from generator.compose.composer import CURRENT, Composer
from generator.compose.environment import METER, BriefEnvironment
from generator.compose.filters.registry import FILTERS, FUNCTIONS
from generator.compose.filters.wording import finalize
from generator.compose.loader import FolderLoader
from generator.compose.meter import Meter
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.syntax import too_deep
from generator.compose.treebuilder import TreeBuilder
from generator.document.tree import Block
from generator.limits import DEFAULT_LIMITS, Limits
from generator.localisation.marks import N_
from generator.problems import Problem, ProblemsFound, Where

CONTEXT_NAMES: Final = ("facts", "brief", "conflicts", "aged", "parts", "changes")
"""What every template is given; ``docs/templates.md`` explains each."""

_EXPRESSION: Final = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}|\{%-?\s*(.*?)\s*-?%\}")
_UNDEFINED: Final = re.compile(r"'([A-Za-z_][A-Za-z0-9_]*)' is undefined")
_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+|generator\.[\w.]*|jinja2\.[\w.]*")


@lru_cache(maxsize=16)
def environment(roots: tuple[Path, ...], limits: Limits = DEFAULT_LIMITS) -> BriefEnvironment:
    """The sandbox over some template folders; kept, with its compiled templates."""
    return BriefEnvironment(
        FolderLoader(roots, limits),
        filters=FILTERS,
        functions=FUNCTIONS,
        context_names=CONTEXT_NAMES,
        finalize=finalize,
    )


def render(
    box: BriefEnvironment,
    entry: str,
    context: Mapping[str, Any],
    composer: Composer,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Block, ...]:
    """The blocks of a template; raises ``ProblemsFound`` with the template's lines."""
    meter = Meter(limits.template_seconds, limits.template_output)
    contents = composer.words(N_("Contents"))
    builder = TreeBuilder(
        composer.resolve,
        box.folders.shown,
        contents,
        limits,
        blocks=composer.blocks,
        unprinted=composer.unprinted,
    )
    tokens = METER.set(meter), CURRENT.set(composer)
    try:
        _run(box, entry, context, builder, meter)
        return builder.blocks()
    except ProblemsFound as found:
        raise ProblemsFound(_hinted(problem, context) for problem in found.problems) from None
    except Mistake as mistake:
        raise ProblemsFound([mistake.at(Where(file=box.folders.shown(entry)))]) from None
    finally:
        METER.reset(tokens[0])
        CURRENT.reset(tokens[1])


def _hinted(problem: Problem, context: Mapping[str, Any]) -> Problem:
    """A wrong name may be that of a need without its ``facts.``."""
    if problem.code != "template-name-unknown" or problem.values.get("hint"):
        return problem
    needs = [f"facts.{name}" for name in context.get("facts", ())]
    hint = near_miss(problem.values["name"], needs)
    return replace(problem, values={**problem.values, "hint": hint})


def load(box: BriefEnvironment, entry: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Read and check a template and all that it includes: their names, and what is wrong."""
    seen: list[str] = []
    wanted = [entry]
    problems: list[Problem] = []
    while wanted:
        name = wanted.pop(0)
        if name in seen:
            continue
        seen.append(name)
        try:
            _get(box, name)
        except ProblemsFound as found:
            problems.extend(found.problems)
        except Mistake as mistake:
            problems.append(mistake.at(Where(file=box.folders.shown(name))))
        else:
            wanted += box.uses.get(name, ())
    return tuple(seen), tuple(problems)


def _get(box: BriefEnvironment, name: str) -> Any:
    shown = box.folders.shown(name)
    try:
        return box.get_template(name)
    except TemplateSyntaxError as error:
        file = box.folders.shown(error.name or name)
        message = _clean(error.message or "")
        raise Mistake("template-syntax", message=message).placed(file, error.lineno) from None
    except TemplateNotFound as error:
        raise box.folders.missing(str(error.name or name)) from None
    except (RecursionError, MemoryError, SyntaxError):
        raise too_deep(box, box.folders.source(name), shown) from None


def _run(
    box: BriefEnvironment,
    entry: str,
    context: Mapping[str, Any],
    builder: TreeBuilder,
    meter: Meter,
) -> None:
    template = _get(box, entry)
    scope = template.new_context(dict(context))
    try:
        for chunk in template.root_render_func(scope):
            meter.produce(len(chunk))
            builder.feed(chunk)
    except ProblemsFound:
        raise
    except Mistake as mistake:
        _place(box, mistake)
        raise
    except Exception as error:
        _explain(box, error)


def _explain(box: BriefEnvironment, error: Exception) -> NoReturn:
    """Turn what Jinja raised into a mistake with its place; faults of ours pass unchanged."""
    found, innermost = _where(error.__traceback__)
    if isinstance(error, UndefinedError):
        name = _UNDEFINED.search(str(error))
        hint = near_miss(name[1], CONTEXT_NAMES) if name and name[1] not in CONTEXT_NAMES else ""
        mistake = Mistake("template-name-empty", hint=hint, name=name[1] if name else "")
    elif isinstance(error, SecurityError):
        mistake = Mistake("template-not-allowed", name=_clean(str(error)))
    elif isinstance(error, RecursionError):
        mistake = Mistake("template-calls-itself")
    elif isinstance(error, TemplateSyntaxError | TemplateNotFound):
        _get(box, getattr(error, "name", "") or "")
        raise error
    elif innermost and isinstance(error, TypeError | ValueError | LookupError | ArithmeticError):
        mistake = Mistake("template-call-wrong", reason=_clean(str(error)))
    else:
        raise error
    _place(box, mistake, found)
    raise mistake from None


def _place(box: BriefEnvironment, mistake: Mistake, found: tuple[str, int] | None = None) -> None:
    if found is None:
        found, _ = _where(mistake.__traceback__)
    if found is None:
        return
    name, line = found
    if mistake.where is None:
        mistake.placed(box.folders.shown(name), line)
    mistake.values.setdefault("expression", _expression(box.folders.source(name), line, mistake))


def _where(trace: TracebackType | None) -> tuple[tuple[str, int] | None, bool]:
    """The innermost line of a template being run, and whether the error arose on it."""
    found: tuple[str, int] | None = None
    innermost = False
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        innermost = template is not None
        if template is not None:
            found = (template.name, template.get_corresponding_lineno(trace.tb_lineno))
        elif trace.tb_frame.f_globals.get("__name__", "").startswith("jinja2."):
            innermost = found is not None
        trace = trace.tb_next
    return found, innermost


def _expression(source: str, line: int, mistake: Mistake) -> str:
    """What stands between the braces on a line of a template, or the line."""
    name = mistake.values.get("name", "")
    lines = source.split("\n")
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    found = [m[1] or m[2] or "" for m in _EXPRESSION.finditer(text)]
    found = [expression for expression in found if name in expression]
    return (found[0] if len(found) == 1 else text)[:120]


def _clean(message: str) -> str:
    """A message of Jinja's without our module names and memory addresses."""
    return _ADDRESS.sub("", message).strip().rstrip(".")[:200]
