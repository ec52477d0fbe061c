"""The check of a parsed template, before any of it runs; all its mistakes together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from jinja2 import nodes

from generator.compose.literals import literals, messages
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.slotsused import asked
from generator.compose.statictext import checked_text
from generator.problems import Findings, ProblemsFound, Where

if TYPE_CHECKING:
    from generator.compose.environment import BriefEnvironment

EACH: Final = " each"
"""Name of the filter put around what loops go over; its space keeps authors from writing it."""

MAX_NESTING: Final = 24

_ALLOWED: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Macro,
    nodes.CallBlock,
    nodes.Assign,
    nodes.AssignBlock,
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
    nodes.Block,
    nodes.With,
    nodes.Name,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
    nodes.Keyword,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Pair,
    nodes.Scope,
)
_WORDS: Final = {
    "Concat": "joining with ~",
    "Add": "adding with +",
    "Sub": "subtracting with -",
    "Mul": "multiplying with *",
    "Div": "dividing with /",
    "FloorDiv": "dividing with //",
    "Mod": "the operator %",
    "Pow": "the operator **",
    "Neg": "a number with a minus sign",
    "Pos": "a number with a plus sign",
    "Dict": "a mapping written with { }",
    "FilterBlock": "{% filter %}",
    "ScopedEvalContextModifier": "{% autoescape %}",
    "NSRef": "a namespace",
}
_STATEMENTS: Final = (
    nodes.For,
    nodes.If,
    nodes.Macro,
    nodes.CallBlock,
    nodes.With,
    nodes.Block,
    nodes.AssignBlock,
)
_OPENING: Final = frozenset({"if", "for", "macro", "call", "filter", "with", "block", "autoescape"})
_GIVEN: Final = frozenset({"loop", "caller", "varargs", "kwargs", "self", "super"})
"""Names that Jinja defines where they mean something."""

Line: TypeAlias = tuple[int, nodes.Node]
Found: TypeAlias = Iterator[tuple[int, Mistake]]
_User: TypeAlias = nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends


def too_deep(environment: BriefEnvironment, source: str, shown: str) -> Mistake:
    """Where a text is nested so deep that the parser gave up."""
    depth = brackets = 0
    previous = ""
    mistake = Mistake("template-nested-too-deep", limit=MAX_NESTING)
    for line, sort, value in environment.lex(source):
        if sort == "name" and previous == "block_begin":
            if value in _OPENING:
                depth += 1
            elif value.startswith("end"):
                depth -= 1
        elif sort == "operator" and value in "([{":
            brackets += 1
        elif sort == "operator" and value in ")]}":
            brackets -= 1
        if max(depth, brackets) > MAX_NESTING:
            return mistake.placed(shown, line)
        if sort != "whitespace":
            previous = sort
    return mistake.placed(shown, None)


def check(environment: BriefEnvironment, tree: nodes.Template, name: str, shown: str) -> None:
    """Check the whole template and prepare it to run; raises ``ProblemsFound`` with all mistakes.

    The text between Jinja tags is replaced by its checked form, and what loops go over
    is wrapped so that each turn looks at the clock.
    """
    found: list[tuple[int, Mistake]] = []
    lines = list(_lined(tree, 1, 0, found))
    found += _constructs(lines)
    found += _names(environment, lines)
    found += _filters(environment, lines)
    found += _templates(environment, lines)
    unworded = tuple(literals(lines, frozenset(environment.globals)))
    for line, node in lines:
        if isinstance(node, nodes.TemplateData):
            node.data = checked_text(node.data, name, line, found)
    if found:
        findings = Findings()
        for line, mistake in sorted(found, key=lambda pair: pair[0]):
            findings.put(mistake.at(Where(file=shown, line=line)))
        raise ProblemsFound(findings)
    environment.uses[name] = _templates_used(lines)
    environment.needs[name] = _needs_used(lines)
    environment.asked[name] = asked(lines)
    environment.unworded[name] = unworded
    environment.messages[name] = tuple(messages(lines))
    for line, node in lines:
        if isinstance(node, nodes.For):
            node.iter = nodes.Filter(node.iter, EACH, [], [], None, None, lineno=line)


def _lined(
    node: nodes.Node, line: int, depth: int, found: list[tuple[int, Mistake]]
) -> Iterator[Line]:
    """Every node with its line; some have none of their own."""
    line = node.lineno or _line_within(node) or line
    if isinstance(node, _STATEMENTS):
        depth += 1
        if depth == MAX_NESTING + 1:
            found.append((line, Mistake("template-nested-too-deep", limit=MAX_NESTING)))
    yield line, node
    for child in node.iter_child_nodes():
        yield from _lined(child, line, depth, found)


def _line_within(node: nodes.Node) -> int | None:
    for child in node.iter_child_nodes():
        line = child.lineno or _line_within(child)
        if line:
            return line
    return None


def _constructs(lines: Sequence[Line]) -> Found:
    for line, node in lines:
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield line, Mistake("template-private-name", name=node.attr)
        elif isinstance(node, nodes.For) and node.recursive:
            yield line, Mistake("template-construct", construct="a recursive loop")
        elif isinstance(node, nodes.Include) and node.ignore_missing:
            yield line, Mistake("template-construct", construct="“ignore missing”")
        elif not isinstance(node, _ALLOWED):
            sort = type(node).__name__
            yield line, Mistake("template-construct", construct=_WORDS.get(sort) or f"“{sort}”")


def _names(environment: BriefEnvironment, lines: Sequence[Line]) -> Found:
    """Names that are taken, and names that nothing defines.

    A name counts as defined when any place of the template does so; where it has no value
    at the place of its use, the rendering says so.
    """
    known = environment.context_names | environment.globals.keys()
    own: set[str] = set()
    for line, node in lines:
        if isinstance(node, nodes.Name) and node.ctx in ("store", "param"):
            own.add(node.name)
            if node.ctx == "store" and node.name in known:
                yield line, Mistake("template-name-taken", name=node.name)
        elif isinstance(node, nodes.Macro):
            own.add(node.name)
            if node.name in known:
                yield line, Mistake("template-name-taken", name=node.name)
        elif isinstance(node, nodes.Import):
            own.add(node.target)
        elif isinstance(node, nodes.FromImport):
            own |= {name if isinstance(name, str) else name[1] for name in node.names}
    for line, node in lines:
        if isinstance(node, nodes.Name) and node.ctx == "load":
            name = node.name
            if name not in known and name not in own and name not in _GIVEN:
                hint = near_miss(name, known | own)
                yield line, Mistake("template-name-unknown", name=name, hint=hint)


def _filters(environment: BriefEnvironment, lines: Sequence[Line]) -> Found:
    for line, node in lines:
        if isinstance(node, nodes.Filter):
            code, known = "template-filter-unknown", environment.filters.keys()
        elif isinstance(node, nodes.Test):
            code, known = "template-test-unknown", environment.tests.keys()
        else:
            continue
        if node.name not in known:
            names = sorted(name for name in known if " " not in name)
            hint = near_miss(node.name, names)
            yield line, Mistake(code, name=node.name, hint=hint, known=", ".join(names))


def _templates(environment: BriefEnvironment, lines: Sequence[Line]) -> Found:
    there: list[str] | None = None
    for line, node in lines:
        if not isinstance(node, _User):
            continue
        wanted = _constant(node)
        if wanted is None:
            yield line, Mistake("template-name-computed")
            continue
        try:
            environment.folders.check_name(wanted)
        except Mistake as mistake:
            yield line, mistake
            continue
        there = environment.folders.list_templates() if there is None else there
        if wanted not in there:
            yield line, environment.folders.missing(wanted)


def _constant(node: _User) -> str | None:
    name = node.template
    return name.value if isinstance(name, nodes.Const) and isinstance(name.value, str) else None


def _templates_used(lines: Sequence[Line]) -> tuple[str, ...]:
    """Names of the templates that this one includes, imports or extends."""
    found = (_constant(node) for _, node in lines if isinstance(node, _User))
    return tuple(name for name in found if name is not None)


def _needs_used(lines: Sequence[Line]) -> tuple[tuple[int, str], ...]:
    """The needs a template looks at (``facts.<need>``), each with its line."""
    return tuple(
        (line, node.attr)
        for line, node in lines
        if isinstance(node, nodes.Getattr) and _holds_needs(node.node)
    )


def _holds_needs(node: nodes.Expr) -> bool:
    """Whether it is ``facts``, or ``facts_of(…)``."""
    if isinstance(node, nodes.Call):
        return isinstance(node.node, nodes.Name) and node.node.name == "facts_of"
    return isinstance(node, nodes.Name) and node.name == "facts"
