"""What a fact said when it was printed and says now, as far as screens and logs may tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from generator.changes.aspects import dates_of, value_of
from generator.facts.discreet import is_open

if TYPE_CHECKING:
    from generator.editions.manifest import FactUsed
    from generator.facts.model import Fact

_LONGEST: Final = 80


def old_and_new(was: FactUsed | None, now: Fact, levels: Sequence[str]) -> tuple[str, str]:
    """The old and the new words of a changed fact; empty where nothing may or can be told.

    Numbers and dates exactly; where they are the same, the wording.
    """
    if was is None or not (is_open(was.marking, levels) and is_open(now.marking, levels)):
        return "", ""
    for old, new in (
        (was.value, value_of(now.quantity)),
        (was.dates, dates_of(now)),
        (was.text, _texts(now, was.text)),
    ):
        pairs = [*_differing(old, new)]
        if pairs:
            return tuple(", ".join(one) for one in zip(*pairs, strict=True))  # type: ignore[return-value]
    return "", ""


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted({*old, *new}):
        was, now = old.get(name, "none"), new.get(name, "none")
        if was != now:
            yield f"{name} {_short(was)}", f"{name} {_short(now)}"


def _texts(fact: Fact, printed: Mapping[str, str]) -> dict[str, str]:
    """The texts of a fact in the languages that an edition printed."""
    found = {}
    for language in printed:
        text = fact.text.get(language)
        if text is not None:
            found[language] = text.forms.get("other") or next(iter(text.forms.values()), "")
    return found


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
