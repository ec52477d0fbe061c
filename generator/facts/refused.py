"""A value that cannot be taken, as an exception that knows its wording.

Parsers of single values (dates, numbers, texts, codes) raise ``RefusedError``; whoever knows
the place turns it into a problem with file, line and field.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.problems import NOWHERE, Findings, Problem, Severity, Where


class RefusedError(ValueError):
    """A text that does not hold what its field needs.

    code    names the wording; values fill its placeholders. ``str()`` gives the words.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(code)

    def __str__(self) -> str:
        return Problem(self.code, NOWHERE, self.values).what


def note(
    findings: Findings,
    code: str,
    where: Where,
    values: Mapping[str, object],
    severity: Severity = Severity.ERROR,
) -> None:
    """Put a problem whose values are already in a mapping."""
    texts = {name: str(value) for name, value in values.items()}
    findings.put(Problem(code, where, MappingProxyType(texts), severity))
