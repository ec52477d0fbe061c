"""What can go wrong, as data.

A ``Problem`` says *which* problem it is (its code), *where* it is and the values that
the wording needs. One table per stage under ``wordings/`` holds the words, keyed by
code, so that the command line and the documents say the same thing and the words can
be translated like any catalogue. Nothing here knows how problems are shown.

Wordings are TOML, one table per code::

    [yaml-duplicate-key]
    what = "The key “{key}” stands twice in the same record."
    remedy = "Keep one of the two."

Placeholders are filled from ``Problem.values``; all values are text.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cache
from types import MappingProxyType

from generator.records import dataclass


class Severity(enum.Enum):
    """How much a problem stops."""

    ERROR = "error"  # the brief, file or command it touches is refused
    WARNING = "warning"  # built all the same; an officer should look
    NOTICE = "notice"  # worth knowing, nothing to mend


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a problem, as far as it is known.

    file    path as the user would type it, with forward slashes, relative to the workspace.
    line    1-based line of that file; column 1-based.
    record  id of the fact, order, source or template concerned.
    field   dotted name of the field, such as ``as_of.value``; or a cell, such as ``B7``.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    record: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        parts = []
        if self.file:
            parts.append(self.file if self.line is None else f"{self.file}, line {self.line}")
        elif self.line is not None:
            parts.append(f"line {self.line}")
        if self.record:
            parts.append(self.record)
        if self.field:
            parts.append(f"field {self.field}")
        return ", ".join(parts)


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or worth a look. Words come from the table, by code."""

    code: str
    where: Where = NOWHERE
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    severity: Severity = Severity.ERROR

    @property
    def what(self) -> str:
        """What is wrong, one sentence."""
        return _filled(wording(self.code).what, self.values)

    @property
    def remedy(self) -> str:
        """What to do about it, one sentence."""
        return _filled(wording(self.code).remedy, self.values)

    def as_json(self) -> dict[str, object]:
        """Plain values for ``--json``: code, severity, words and place."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "what": self.what,
            "remedy": self.remedy,
            "file": self.where.file,
            "line": self.where.line,
            "record": self.where.record,
            "field": self.where.field,
        }


class ProblemsFound(Exception):  # noqa: N818 -- it carries findings, it is not one error
    """Raised where work cannot go on; carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.code} ({p.where})" for p in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return (ProblemsFound, (self.problems,))


class Findings:
    """Collects the problems of a run, in the order found, without repeats."""

    def __init__(self) -> None:
        self._problems: dict[tuple[object, ...], Problem] = {}

    def add(
        self,
        code: str,
        where: Where = NOWHERE,
        *,
        severity: Severity = Severity.ERROR,
        **values: object,
    ) -> None:
        """Note one problem; ``values`` fill the placeholders of its wording."""
        texts = {name: str(value) for name, value in values.items()}
        self.put(Problem(code, where, MappingProxyType(texts), severity))

    def put(self, problem: Problem) -> None:
        """Note a problem that was made elsewhere; the graver of two equal ones stays."""
        key = (problem.code, problem.where, tuple(sorted(problem.values.items())))
        known = self._problems.get(key)
        if known is None or problem.severity is Severity.ERROR:
            self._problems[key] = problem

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note several."""
        for problem in problems:
            self.put(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems.values())

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those that refuse what they touch."""
        return tuple(p for p in self if p.severity is Severity.ERROR)

    def stop_on_errors(self) -> None:
        """Raise ``ProblemsFound`` with the errors, when there are any."""
        if self.errors:
            raise ProblemsFound(self.errors)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for one code."""

    what: str
    remedy: str


def wording(code: str) -> Wording:
    """The words for ``code``; ``KeyError`` when no table has it (a fault of ours)."""
    return _wordings()[code]


def codes() -> frozenset[str]:
    """Every code that has words."""
    return frozenset(_wordings())


@cache
def _wordings() -> Mapping[str, Wording]:
    import tomllib  # where nothing is wrong, no word is needed, and no time for it
    from importlib import resources

    table: dict[str, Wording] = {}
    folder = resources.files(__package__) / "wordings"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".toml"):
            continue
        for code, words in tomllib.loads(entry.read_text("utf-8")).items():
            if code in table:
                raise KeyError(f"two wordings for {code}")
            table[code] = Wording(words["what"], words["remedy"])
    return MappingProxyType(table)


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    return pattern.format_map(_Known(values))
