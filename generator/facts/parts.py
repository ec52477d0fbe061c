"""What a fact belongs to: the event, visit or parliamentary item that it is a part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.facts import codes
from generator.facts.model import Fact
from generator.facts.readers.tree import Scalar
from generator.facts.schema import Fields

FIELD = "part_of"


def part_of(fields: Fields) -> tuple[str, ...]:
    """Ids of what a record belongs to.

    The defaults of a file also hold for the record that they name, which stands in the same
    file as its parts: nothing is a part of itself because of them.
    """
    named = fields.codes(FIELD, codes.ID, "id")
    if FIELD not in fields.inherited:
        return named
    own = fields.table.entries.get("id")
    return tuple(name for name in named if not (isinstance(own, Scalar) and own.text == name))


def circles(facts: Mapping[str, Fact]) -> Iterator[tuple[str, ...]]:
    """Facts that are parts of each other in a circle; each circle once, from its first id."""
    done: set[str] = set()
    for start in sorted(name for name, fact in facts.items() if fact.part_of):
        if start not in done:
            yield from _circles_from(start, facts, done)


def _circles_from(
    start: str, facts: Mapping[str, Fact], done: set[str]
) -> Iterator[tuple[str, ...]]:
    """Follow every link once, without calling itself: chains may be long."""
    path: list[str] = [start]
    ahead: list[Iterator[str]] = [_wholes(start, facts)]
    while path:
        following = next(ahead[-1], None)
        if following is None:
            done.add(path.pop())
            ahead.pop()
        elif following in path:
            yield _from_first(path[path.index(following) :])
        elif following not in done:
            path.append(following)
            ahead.append(_wholes(following, facts))


def _wholes(name: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    return (other for other in facts[name].part_of if other in facts)


def _from_first(circle: list[str]) -> tuple[str, ...]:
    first = circle.index(min(circle))
    return (*circle[first:], *circle[:first], circle[first])


def parts_by_whole(facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """By id of an item, the ids of the facts that say they belong to it."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        for whole in fact.part_of:
            found.setdefault(whole, []).append(fact.id)
    return {whole: tuple(parts) for whole, parts in found.items()}


def with_parts(item: str, below: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The id of an item with those of all its parts, and of their parts."""
    found = {item}
    ahead = [item]
    while ahead:
        for part in below.get(ahead.pop(), ()):
            if part not in found:
                found.add(part)
                ahead.append(part)
    return frozenset(found)
