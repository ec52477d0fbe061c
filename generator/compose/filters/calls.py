"""How functions of the composer become filters and functions that Jinja can call."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, TypeAlias

from jinja2 import pass_context
from jinja2.runtime import Context

from generator.compose.composer import CURRENT, Composer
from generator.compose.environment import type_word
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.views import Entry

Function: TypeAlias = Callable[..., Any]


def bound(function: Function) -> Function:
    """Make a function of the composer one that Jinja can call.

    It takes Jinja's context so that Jinja never computes it ahead, for all languages.
    """

    @pass_context
    @wraps(function)
    def call(context: Context, *args: Any, **kwargs: Any) -> Any:
        try:
            return function(CURRENT.get(), *args, **kwargs)
        except TypeError:
            _check_call(function, args, kwargs)
            raise

    return call


def _check_call(function: Function, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Tell an author's wrong arguments from a fault of ours."""
    try:
        inspect.signature(function).bind(None, *args, **kwargs)
    except TypeError as error:
        raise Mistake("template-arguments", name=function.__name__, reason=error) from None


def fact_of(value: object, name: str) -> Entry:
    """The view of a fact, or a mistake that says what the filter was given."""
    if isinstance(value, Entry):
        return value
    raise Mistake("template-argument", name=name, given=type_word(value), expected="a fact")


def identifier(given: object, filter_name: str) -> str:
    """An id, or a mistake that says what the filter was given."""
    if isinstance(given, str):
        return str(given)
    expected = "the id of a person, organisation or country"
    raise Mistake("template-argument", name=filter_name, given=type_word(given), expected=expected)


def country(c: Composer, given: object, name: str) -> str:
    """The code of a country of the brief, or a mistake that says which there are."""
    area = identifier(given, name)
    countries = c.selection.request.countries
    if area not in countries:
        hint, known = near_miss(area, countries), ", ".join(countries)
        raise Mistake("template-choice", name=name, given=area, hint=hint, known=known)
    return area
