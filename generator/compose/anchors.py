"""The ids of a document that is being read, and the references to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.compose.mistakes import Mistake, near_miss
from generator.document.tree import Inline, Link


class Anchors:
    """What has an id, what of it is printed with a number, and where it is referred to."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._numbered: dict[str, None] = {}
        self._left_out: dict[str, None] = {}
        self._references: list[tuple[str, str]] = []

    def take(self, name: str) -> None:
        """Note an id; raises ``Mistake`` when something else has it."""
        if name in self._ids:
            raise Mistake("template-id-twice", name=name)
        self._ids.add(name)

    def numbered(self, name: str, *, printed: bool) -> None:
        """Note whether the table or figure with an id is printed with its number."""
        (self._numbered if printed else self._left_out)[name] = None

    def referred(self, inlines: Iterable[Inline], at: str) -> None:
        """Note the references among some inlines that stand at a place of a template."""
        for inline in inlines:
            if isinstance(inline, Link) and inline.numbered:
                self._references.append((inline.href.removeprefix("#"), at))

    def check(self, place: Callable[[Mistake, str], Mistake]) -> None:
        """Raise a ``Mistake`` for the first reference that leads to nothing with a number."""
        for name, at in self._references:
            if name in self._left_out:
                raise place(Mistake("template-reference-left-out", name=name), at)
            if name not in self._numbered:
                hint = near_miss(name, (*self._numbered, *self._left_out))
                known = ", ".join(self._numbered) or "none"
                mistake = Mistake("template-reference-unknown", name=name, hint=hint, known=known)
                raise place(mistake, at)
