"""What a preview holds: the newest document of each language and format, made when asked for.

One trial at a time; a document that was made is given again until something changes. When
a change breaks the template, the last document that could be made stays to be looked at,
beside the mistakes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from generator.build.trial import Tried
from generator.problems import Problem

FORMATS: Final = ("html", "pdf", "docx")


class Trying(Protocol):
    """What makes documents: a ``Trial``."""

    languages: tuple[str, ...]

    def make(self, languages: Sequence[str], formats: Sequence[str]) -> Tried:
        """Build some of the documents."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One document as it is shown.

    content   None when none could ever be made.
    fresh     False: made before the last change, which could not be made.
    problems  what the template's author can mend; others: how many remarks on facts there are.
    version   which state of the files it was made from.
    """

    content: bytes | None
    fresh: bool
    problems: tuple[Problem, ...]
    others: int
    seconds: float
    version: int


class Bench:
    """The documents of a trial. Safe to use from several threads."""

    def __init__(self, trial: Trying, said: Callable[[str], None] = lambda text: None) -> None:
        self.languages = trial.languages
        self._trial = trial
        self._said = said
        self._making = threading.Lock()
        self._changed = threading.Condition()
        self._version = 1
        self._shown: dict[tuple[str, str], Shown] = {}

    @property
    def version(self) -> int:
        """Counts the changes."""
        return self._version

    def change(self) -> None:
        """Something was changed: what was made before is no longer the newest."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def wait(self, version: int, seconds: float) -> int:
        """The version, as soon as it is not ``version`` any more, or when the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version, seconds)
            return self._version

    def document(self, language: str, format_name: str) -> Shown:
        """The newest document, made now when a change came after the last one."""
        key = language, format_name
        with self._making:
            before = self._shown.get(key)
            if before is not None and before.version == self._version:
                return before
            version = self._version
            tried = self._trial.make((language,), (format_name,))
            path = tried.files.get(key)
            content = _read(path) if path else before.content if before else None
            told = tried.of_template
            others = len(tried.problems) - len(told)
            made = Shown(content, path is not None, told, others, tried.seconds, version)
            self._shown[key] = made
            self._said(_in_short(language, format_name, tried))
            return made


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _in_short(language: str, format_name: str, tried: Tried) -> str:
    mistakes = len(tried.errors)
    told = f"{mistakes} to mend" if mistakes else "made"
    return f"{language} {format_name}: {told}, {tried.seconds:.1f} s"
