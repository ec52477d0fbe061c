"""The check of a parsed template, before any of it runs; all its mistakes together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from generator.compose.mistakes import Mistake, near_miss
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
_OPENING: Final = frozenset({"if", "for", "macro", "call", "filter", "with", "block", "autoescape"})


def check_nesting(environment: BriefEnvironment, source: str, shown: str) -> None:
    """Refuse what is nested too deep, before a parser that calls itself sees it."""
    depth = brackets = 0
    previous = ""
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
            mistake = Mistake("template-nested-too-deep", limit=MAX_NESTING)
            raise mistake.placed(shown, line)
        if sort != "whitespace":
            previous = sort


def check(environment: BriefEnvironment, tree: nodes.Template, name: str, shown: str) -> None:
    """Check the whole template and prepare it to run; raises ``ProblemsFound`` with all mistakes.

    The text between Jinja tags is replaced by its checked form, and what loops go over
    is wrapped so that each turn looks at the clock.
    """
    found: list[tuple[int, Mistake]] = []
    found += _constructs(tree)
    found += _filters(environment, tree)
    if not found:  # the search for names stumbles over what was just refused
        found += _names(environment, tree)
    found += _templates(environment, tree)
    for data in tree.find_all(nodes.TemplateData):
        data.data = checked_text(data.data, name, data.lineno, found)
    if found:
        findings = Findings()
        for line, mistake in sorted(found, key=lambda pair: pair[0]):
            findings.put(mistake.at(Where(file=shown, line=line)))
        raise ProblemsFound(findings)
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, EACH, [], [], None, None, lineno=loop.lineno)


def _constructs(tree: nodes.Template) -> Iterator[tuple[int, Mistake]]:
    for line, node in _lined(tree, 1):
        word = _WORDS.get(type(node).__name__)
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield line, Mistake("template-private-name", name=node.attr)
        elif isinstance(node, nodes.For) and node.recursive:
            yield line, Mistake("template-construct", construct="a recursive loop")
        elif isinstance(node, nodes.Include) and node.ignore_missing:
            yield line, Mistake("template-construct", construct="“ignore missing”")
        elif not isinstance(node, _ALLOWED):
            construct = word or f"“{type(node).__name__}”"
            yield line, Mistake("template-construct", construct=construct)


def _lined(node: nodes.Node, line: int) -> Iterator[tuple[int, nodes.Node]]:
    """Every node with its line; some have none of their own."""
    own = node.lineno or next((n.lineno for n in _all(node) if n.lineno), None)
    line = own or line
    yield line, node
    for child in node.iter_child_nodes():
        yield from _lined(child, line)


def _all(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _all(child)


def _names(environment: BriefEnvironment, tree: nodes.Template) -> Iterator[tuple[int, Mistake]]:
    known = environment.context_names | environment.globals.keys()
    for node in _all(tree):
        named = isinstance(node, nodes.Macro) or (
            isinstance(node, nodes.Name) and node.ctx == "store"
        )
        if named and node.name in known:  # type: ignore[attr-defined]
            yield node.lineno, Mistake("template-name-taken", name=node.name)  # type: ignore[attr-defined]
    unknown = find_undeclared_variables(tree) - known
    for node in tree.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            hint = near_miss(node.name, known)
            yield node.lineno, Mistake("template-name-unknown", name=node.name, hint=hint)


def _filters(environment: BriefEnvironment, tree: nodes.Template) -> Iterator[tuple[int, Mistake]]:
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        filtering = isinstance(node, nodes.Filter)
        known = environment.filters if filtering else environment.tests
        if node.name in known:
            continue
        names = sorted(name for name in known if " " not in name)
        yield (
            node.lineno,
            Mistake(
                "template-filter-unknown" if filtering else "template-test-unknown",
                name=node.name,
                hint=near_miss(node.name, names),
                known=", ".join(names),
            ),
        )


_User = nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends


def _users(tree: nodes.Template) -> Iterator[_User]:
    for node in _all(tree):
        if isinstance(node, _User):
            yield node


def templates_used(tree: nodes.Template) -> tuple[str, ...]:
    """Names of the templates that this one includes, imports or extends."""
    found = [node.template for node in _users(tree)]
    return tuple(n.value for n in found if isinstance(n, nodes.Const) and isinstance(n.value, str))


def needs_used(tree: nodes.Template) -> tuple[tuple[int, str], ...]:
    """The needs a template looks at (``facts.<need>``), each with its line."""
    return tuple(
        (node.lineno, node.attr)
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "facts"
    )


def _templates(
    environment: BriefEnvironment, tree: nodes.Template
) -> Iterator[tuple[int, Mistake]]:
    there = None
    for node in _users(tree):
        if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
            yield node.lineno, Mistake("template-name-computed")
            continue
        there = environment.folders.list_templates() if there is None else there
        wanted = node.template.value
        try:
            environment.folders.check_name(wanted)
        except Mistake as mistake:
            yield node.lineno, mistake
            continue
        if wanted not in there:
            yield node.lineno, environment.folders.missing(wanted)
