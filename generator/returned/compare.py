"""What differs between the texts of a file as they were generated and as they are now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

from generator.document.wordrecord import HYPHEN
from generator.returned.record import Record, RecordedText, Spot
from generator.returned.story import FoundText

Kind: TypeAlias = Literal["value", "sentence", "added", "removed", "moved", "header"]

_UNSEEN: Final = re.compile("[\u200b\u200e\u200f\u061c\u2060\u00ad\ufeff]")
_MARKS: Final = "\u200e\u200f\u061c"
_SPACE: Final = re.compile(r"\s+")
_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCE: Final = re.compile(r"(?<=[.!?؟۔。！？…])[»”\"’)]*\s+|(?<=[。！？])")
_ALIKE: Final = 0.5
"""How alike two paragraphs must be to be one that was changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was generated.

    facts   ids of the facts concerned: of the value, or of the statements in the sentence.
    before, after  the texts; "" where there is none. near  the paragraph, as it is now.
    slot    of the officer's text that it belongs to, or "".
    """

    kind: Kind
    before: str
    after: str
    facts: tuple[str, ...] = ()
    near: str = ""
    slot: str = ""


def seen(text: str) -> str:
    """A text as a reader sees it: without marks of direction, all spaces alike.

    >>> seen("4\\N{NO-BREAK SPACE}% \\N{LEFT-TO-RIGHT MARK}")
    '4 %'
    """
    return _SPACE.sub(" ", _UNSEEN.sub("", text).replace("\u2011", "-")).strip()


def compared(
    record: Record, recorded: Sequence[RecordedText], found: Sequence[FoundText]
) -> Iterator[Change]:
    """The changes of one part of the file, in order."""
    was = [(text, seen(text.text)) for text in recorded]
    now = [(text, seen(text.text)) for text in found]
    was = [pair for pair in was if pair[1]]
    now = [pair for pair in now if pair[1]]
    lost: list[tuple[RecordedText, str]] = []
    new: list[tuple[str, str]] = []
    pairs: list[Change] = []
    matcher = SequenceMatcher(None, [t for _, t in was], [t for _, t in now], autojunk=False)
    for step, first, last, low, high in matcher.get_opcodes():
        if step == "equal":
            continue
        gone, come = was[first:last], now[low:high]
        slot = _slot_at(was, first)
        for old, fresh in _paired(gone, come):
            slot = slot if old is None else old[0].slot
            if old is None:
                new.append((fresh[1] if fresh else "", slot))
            elif fresh is None:
                lost.append(old)
            else:
                changes = _changed(record, old[0], fresh[0])
                pairs.extend(replace(change, slot=slot) for change in changes)
    yield from pairs
    for text, said in lost:
        moved = next((one for one in new if one[0] == said), None)
        if moved is not None:
            new.remove(moved)
            yield Change("moved", said, said, _facts_of(text), slot=text.slot)
        else:
            yield Change("removed", said, "", _facts_of(text), slot=text.slot)
    yield from (Change("added", "", said, slot=slot) for said, slot in new)


def _slot_at(recorded: Sequence[tuple[RecordedText, str]], place: int) -> str:
    """The slot to which a paragraph belongs that is written before the one at ``place``.

    Who writes on behind a text goes on with it; who writes before its first line begins it.
    """
    before = recorded[place - 1][0].slot if place else ""
    after = recorded[place][0].slot if place < len(recorded) else ""
    return before or after


def edges_compared(recorded: Sequence[str], found: Sequence[str]) -> Iterator[Change]:
    """What headers and footers say that they did not, and what they no longer say."""
    was = {seen(text) for text in recorded} - {""}
    now = {seen(piece) for text in found for piece in text.split("\t")} - {""}
    for text in sorted(was - now):
        yield Change("header", text, "")
    for text in sorted(now - was):
        yield Change("header", "", text)


# ---------------------------------------------------------------- which paragraph is which

_Old: TypeAlias = tuple[RecordedText, str]
_New: TypeAlias = tuple[FoundText, str]


def _paired(
    gone: Sequence[_Old], come: Sequence[_New]
) -> Iterator[tuple[_Old | None, _New | None]]:
    """Paragraphs that are changed ones of each other, in order; the others alone."""
    at = 0
    for old in gone:
        best, likest = None, _ALIKE
        for place in range(at, len(come)):
            alike = _alike(old[1], come[place][1])
            if alike > likest:
                best, likest = place, alike
        if best is None:
            yield old, None
            continue
        yield from ((None, come[place]) for place in range(at, best))
        yield old, come[best]
        at = best + 1
    yield from ((None, fresh) for fresh in come[at:])


def _alike(one: str, other: str) -> float:
    if len(one) <= _SHORT and len(other) <= _SHORT and _ends(one) == _ends(other):
        return 0.51  # "46,042,015" and "47" in a cell of their own
    return SequenceMatcher(None, _TOKEN.findall(one), _TOKEN.findall(other), autojunk=False).ratio()


_SHORT: Final = 40


def _ends(text: str) -> str:
    """What kind of text a short one is: a figure or words."""
    return "figure" if any(char.isdigit() for char in text) else "words"


# ---------------------------------------------------------------- what changed in a paragraph


def _changed(record: Record, old: RecordedText, new: FoundText) -> Iterator[Change]:
    before, after = old.text, new.text
    follow = _Follow(before, after)
    near = seen(after)
    expected = before
    for spot, (start, end) in reversed(_places(record, old, new, follow)):
        value = record.values[int(spot.name) - 1]
        now = seen(after[start:end])
        if now != seen(value.printed):
            expected = f"{expected[: spot.start]}{after[start:end]}{expected[spot.end :]}"
            yield Change("value", seen(value.printed), now, (value.fact,), near)
    if seen(expected) != near:
        yield from _sentences(old, expected, after, near)


def _places(
    record: Record, old: RecordedText, new: FoundText, follow: _Follow
) -> list[tuple[Spot, tuple[int, int]]]:
    """Where each printed value stands now: in its control, or where its text went."""
    left: dict[str, list[tuple[int, int]]] = {}
    for control in new.controls:
        fact = record.tags.get(control.tag, "")
        left.setdefault(fact, []).append((control.start, control.end))
    text = new.text
    wanted: dict[str, int] = {}
    for spot in old.values:
        fact = record.values[int(spot.name) - 1].fact
        wanted[fact] = wanted.get(fact, 0) + 1
    found = []
    for spot in old.values:
        fact = record.values[int(spot.name) - 1].fact
        ranges = left.get(fact, [])
        if len(ranges) >= wanted[fact]:
            printed = old.text[spot.start : spot.end]
            found.append((spot, _with_hyphens(text, printed, *ranges.pop(0))))
            wanted[fact] -= 1
        else:
            found.append((spot, (follow.start(spot.start), follow.end(spot.end))))
    return found


def _with_hyphens(text: str, printed: str, start: int, end: int) -> tuple[int, int]:
    """Where a value stands whose no-break hyphens at its ends are beside its control."""
    before, behind = text[:start].rstrip(_MARKS), text[end:].lstrip(_MARKS)
    if printed.lstrip(_MARKS).startswith(HYPHEN) and before.endswith(HYPHEN):
        start = len(before) - 1
    if printed.rstrip(_MARKS).endswith(HYPHEN) and behind.startswith(HYPHEN):
        end = len(text) - len(behind) + 1
    return start, end


class _Follow:
    """Where a place of one text is in another that was made from it, word by word."""

    def __init__(self, before: str, after: str) -> None:
        one, other = _TOKEN.findall(before), _TOKEN.findall(after)
        steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        self._steps = [
            (step == "equal", _size(one, i), _size(one, k), _size(other, m), _size(other, n))
            for step, i, k, m, n in steps
        ]

    def start(self, place: int) -> int:
        """Where what starts at ``place`` starts now."""
        for same, low, high, low2, _ in self._steps:
            if low <= place < high:
                return low2 + place - low if same else low2
        return self._steps[-1][4] if self._steps else 0

    def end(self, place: int) -> int:
        """Where what ends at ``place`` ends now."""
        for same, low, high, low2, high2 in self._steps:
            if low < place <= high:
                return low2 + place - low if same else high2
        return 0


def _size(tokens: Sequence[str], count: int) -> int:
    return sum(map(len, tokens[:count]))


def _sentences(old: RecordedText, before: str, after: str, near: str) -> Iterator[Change]:
    """The sentences that differ; ``before`` has the values that are there now."""
    was, now = _split(before), _split(after)
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for step, first, last, low, high in matcher.get_opcodes():
        if step == "equal":
            continue
        for place in range(max(last - first, high - low)):
            one = was[first + place] if first + place < last else ""
            other = now[low + place] if low + place < high else ""
            facts = _stating(old, one)
            if one and other:
                yield Change("sentence", one, other, facts, near)
            elif one:
                yield Change("removed", one, "", facts, near)
            else:
                yield Change("added", "", other, (), near)


def _split(text: str) -> list[str]:
    return [sentence for part in _SENTENCE.split(seen(text)) if part and (sentence := part.strip())]


def _stating(old: RecordedText, sentence: str) -> tuple[str, ...]:
    """The facts whose statements a sentence of the paragraph holds, or is part of."""
    found = []
    for spot in old.statements:
        said = seen(old.text[spot.start : spot.end])
        shared = SequenceMatcher(None, said, sentence, autojunk=False).find_longest_match()
        if shared.size >= min(len(said), len(sentence)) * _ALIKE and spot.name not in found:
            found.append(spot.name)
    return tuple(found)


def _facts_of(text: RecordedText) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spot.name for spot in text.statements))
