"""Words that a template brings itself, where the program's catalogues do not have them.

They stand before the catalogues: a ministry that calls "Key messages" otherwise says so in
its template. A value without rules, so that listing orders loads no locale data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

Key = tuple[str, str | None]
"""A message: its English words, the first form where there are several, and its context."""

Forms = Mapping[str, str]
"""What is printed by plural category; one text alone stands under "other"."""


class Doubt(NamedTuple):
    """A translation that nobody answers for today.

    text   the English words; state: "stale", "draft" or "machine"; line: of the message.
    """

    text: str
    language: str
    state: str
    line: int


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of one template: by message, then by language as it is written in the file.

    doubts  those translations that are out of date or not reviewed; they print all the same.
    """

    forms: Mapping[Key, Mapping[str, Forms]] = field(default_factory=lambda: MappingProxyType({}))
    doubts: tuple[Doubt, ...] = ()

    def form(self, tags: Iterable[str], key: Key, category: str = "other") -> str | None:
        """The words of a message in the first of ``tags`` that has them; None when none has."""
        given = self.forms.get(key)
        for tag in tags if given else ():
            if given and tag in given:
                return given[tag].get(category) or given[tag].get("other")
        return None


NONE: Final = OwnWords()
