"""The sandbox in which templates of colleagues run.

Templates may be wrong or stolen, so the language they get is small: values, tests, loops,
macros and includes, and our own filters. Arithmetic, methods, private names, mappings and
whatever can build text of any size are refused, where possible when the template is
loaded, with its line; the rest when it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, Final

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.compose import syntax
from generator.compose.literals import Asked, Unworded
from generator.compose.loader import FolderLoader
from generator.compose.meter import Meter
from generator.compose.mistakes import Mistake, near_miss

METER: Final[ContextVar[Meter]] = ContextVar("meter")

_TESTS: Final = frozenset({"none", "in", "eq", "ne", "lt", "le", "gt", "ge", "odd", "even"})
_SIMPLE_FILTERS: Final = frozenset({"length", "first", "last"})


class BriefEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with no more than a brief needs."""

    intercepted_binops = frozenset({"**", "*", "%", "+", "-", "/", "//"})

    def __init__(
        self,
        loader: FolderLoader,
        *,
        filters: Mapping[str, Callable[..., Any]],
        functions: Mapping[str, Callable[..., Any]],
        context_names: Iterable[str],
        finalize: Callable[[Context, Any], Any],
    ) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,
            cache_size=200,
        )
        plain = {name: self.filters[name] for name in _SIMPLE_FILTERS}
        self.filters = {**plain, **filters, syntax.EACH: _each}
        self.tests = {name: test for name, test in self.tests.items() if name in _TESTS}
        self.globals = dict(functions)
        self.context_names = frozenset(context_names)
        self.folders = loader
        self.uses: dict[str, tuple[str, ...]] = {}
        self.asked: dict[str, tuple[tuple[int, str, str], ...]] = {}
        self.needs: dict[str, tuple[tuple[int, str], ...]] = {}
        self.unworded: dict[str, tuple[Unworded, ...]] = {}
        self.messages: dict[str, tuple[Asked, ...]] = {}

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join what a macro or block produced, and count it."""
        pieces = list(parts)
        METER.get().produce(sum(map(len, pieces)))
        return "".join(pieces)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """No arithmetic: 3**(6*10**7) runs for 43 seconds and no signal stops it."""
        raise SecurityError(f"{operator} is not available here")

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """No arithmetic."""
        raise SecurityError(f"{operator} is not available here")

    intercepted_unops = frozenset({"+", "-"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No method calls on values; macros, ``loop`` and ``self`` stay."""
        ours = isinstance(obj, LoopContext | TemplateReference | BlockReference)
        if callable(value) and not isinstance(value, Macro) and not ours:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """``"{:>2000000000}".format`` is no method of text here."""
        return

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """The default gives an undefined value that prints nothing."""
        raise Mistake("template-not-allowed", name=attribute)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``facts.items`` is the facts of that need, never a method of a mapping."""
        if isinstance(obj, Mapping):
            return self._entry(obj, attribute)
        return self._defined(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``facts["posts"]``, ``rows[0]`` and slices."""
        if isinstance(obj, Mapping):
            return self._entry(obj, argument)
        return self._defined(obj, argument, super().getitem(obj, argument))

    def _entry(self, mapping: Mapping[Any, Any], name: Any) -> Any:
        if name in mapping:
            return mapping[name]
        raise Mistake(
            "template-entry-missing",
            name=name,
            hint=near_miss(str(name), mapping),
            known=", ".join(sorted(map(str, mapping))) or "nothing",
        )

    def _defined(self, obj: Any, name: Any, value: Any) -> Any:
        if not isinstance(value, Undefined):
            return value
        if isinstance(obj, Undefined):
            return value  # its own name is what is missing: let it say so
        known = [a for a in dir(obj) if not a.startswith("_") and not callable(getattr(obj, a))]
        raise Mistake("template-part-missing", name=name, hint=near_miss(str(name), known))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a macro or function, with a look at the clock."""
        METER.get().tick()
        return super().call(__context, __obj, *args, **kwargs)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
            syntax.check(self, tree, name or "", filename or "")
        except RecursionError:
            raise syntax.too_deep(self, source, filename or "") from None
        return tree


def _each(items: Iterable[Any]) -> Iterable[Any]:
    if isinstance(items, Undefined | str | Mapping) or not isinstance(items, Iterable):
        if isinstance(items, Undefined):
            return iter(items)
        raise Mistake("template-loop-over", given=type_word(items))
    return METER.get().each(items)


_TYPE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "NoneType": "nothing",
        "Decimal": "a number",
        "int": "a number",
        "float": "a number",
        "bool": "yes or no",
        "date": "a date",
        "EdtfDate": "a date",
        "Period": "a period",
        "Quantity": "a quantity",
        "Entry": "a fact",
        "str": "a text",
        "Markup": "a text",
        "tuple": "a list",
        "list": "a list",
        "dict": "a table of values",
        "mappingproxy": "a table of values",
    }
)


def type_word(value: object) -> str:
    """What a value is, in an author's words."""
    return _TYPE_WORDS.get(type(value).__name__, "something else")


def printable(value: Any) -> Markup | str:
    """Refuse what must not be printed as it stands; text passes."""
    if value is None:
        raise Mistake("template-nothing-to-print")
    if isinstance(value, str):
        return value
    if isinstance(value, Undefined):
        return str(value)  # strict: raises and names what is missing
    raise Mistake("template-unformatted", given=type_word(value), filter=_filter_for(value))


def _filter_for(value: object) -> str:
    words = {"a number": "number", "a date": "date", "a period": "period", "a list": "list"}
    return words.get(type_word(value), "statement")
