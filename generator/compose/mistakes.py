"""How a mistake in a template travels from where it is noticed to the officer's words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from types import MappingProxyType

from generator.problems import Problem, Severity, Where


class Mistake(Exception):  # noqa: N818 - it is the author's, not an error of the program
    """Something a template's author must mend: a code of the wordings and its values.

    The place is added by whoever knows it: the check of the template's text, or the
    rendering, which finds it among the lines being executed.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        self.where: Where | None = None
        super().__init__(code)

    def placed(self, file: str, line: int | None) -> Mistake:
        """The same mistake with its place, for those who raise it and know."""
        self.where = Where(file=file, line=line)
        return self

    def at(self, where: Where) -> Problem:
        """The problem, an error, at its own place when it has one, else at ``where``."""
        values = MappingProxyType(dict(self.values))
        return Problem(self.code, self.where or where, values, Severity.ERROR)


def near_miss(name: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known name, or "".

    >>> near_miss("populaton", ["population", "capital"])
    ' Did you mean “population”?'
    >>> near_miss("xyz", ["population"])
    ''
    """
    candidates = [str(k) for k in known]
    found = difflib.get_close_matches(name, candidates, n=1, cutoff=0.7)
    if not found:
        ends = {k.rsplit(".", 1)[-1]: k for k in candidates}
        found = [ends[e] for e in difflib.get_close_matches(name, ends, n=1, cutoff=0.7)]
    return f" Did you mean “{found[0]}”?" if found else ""
