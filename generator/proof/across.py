"""Whether the languages of a brief say the same: facts, values, numbers and dates.

Each language is laid beside the first. What may differ is let pass: the order within a
list or a table, which the language may sort; a statement that the policy leaves out where
it is not translated; numbers in words. Everything else stops the edition, but for what an
officer's own texts say: that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from generator.localisation.reading.agreement import is_date, is_length, read_edtf
from generator.localisation.reading.running import Said
from generator.localisation.reading.words import unread

Outline = Mapping[str, Any]

NOTES: Final = "notes"
"""The section of an outline that holds the source notes."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What two languages say differently.

    what    "missing", "order", "value", "numbers", "loose", "calls", "names" or "officer".
    place   heading, caption or box title in the first of the two languages.
    fact    id of the fact, or the slot of an officer's text, or "".
    one, other  what each says, in words that may repeat content.
    """

    what: str
    languages: tuple[str, str]
    place: str
    fact: str
    one: str
    other: str


def compared(outlines: Sequence[Outline]) -> list[Disagreement]:
    """Lay every outline beside the first."""
    if len(outlines) < 2:
        return []
    first, *others = outlines
    omitted = frozenset(fact for outline in outlines for fact in outline["omitted"])
    left_out = _with_neighbours(outlines, omitted)
    return [one for other in others for one in _Pair(first, other, left_out).differences()]


def _with_neighbours(outlines: Sequence[Outline], omitted: frozenset[str]) -> frozenset[str]:
    """The facts left out, and those that share a line with them: it may be gone as a whole."""
    if not omitted:
        return omitted
    found = set(omitted)
    for outline in outlines:
        for section in outline["sections"].values():
            units = (unit for group in section["groups"] for unit in group)
            for unit in units:
                if omitted.intersection(unit["facts"]):
                    found.update(unit["facts"])
    return frozenset(found)


class _Pair:
    def __init__(self, first: Outline, second: Outline, omitted: frozenset[str]) -> None:
        self._sections = first["sections"], second["sections"]
        self._languages = first["language"], second["language"]
        self._texts = first.get("texts", {}), second.get("texts", {})
        self._named = first.get("names", ()), second.get("names", ())
        self._omitted = omitted
        # A document that lacks translations says how many; it says so nowhere else.
        self._whole = first["whole"] and second["whole"]

    def differences(self) -> Iterator[Disagreement]:
        if self._whole and not self._omitted:
            yield from self._names()
        yield from self._officers()
        ours, theirs = self._sections
        for name in (*ours, *(name for name in theirs if name not in ours)):
            empty = {"place": "", "groups": [], "loose": []}
            if name == NOTES and self._omitted:
                continue  # a note of what is left out is not called
            yield from self._section(ours.get(name, empty), theirs.get(name, empty))
        shared = [name for name in ours if name in theirs]
        if not self._omitted and shared != [name for name in theirs if name in ours]:
            yield self._told("order", "", "", "", "")

    def _told(self, what: str, place: str, fact: str, one: str, other: str) -> Disagreement:
        return Disagreement(what, self._languages, place, fact, one, other)

    def _names(self) -> Iterator[Disagreement]:
        """Both name the same people, bodies and countries."""
        mine, other = (set(names) for names in self._named)
        if mine != other:
            yield self._told(
                "names",
                "",
                "",
                ", ".join(sorted(mine - other)) or "-",
                ", ".join(sorted(other - mine)) or "-",
            )

    def _officers(self) -> Iterator[Disagreement]:
        """What an officer's own texts say; a text that one language leaves out is not compared."""
        ours, theirs = self._texts
        for slot, text in ours.items():
            if slot not in theirs:
                continue
            found = differing(Said.of(text["said"]), Said.of(theirs[slot]["said"]))
            if found is not None:
                yield self._told("officer", text["place"], slot, *found)

    # ------------------------------------------------------------ sections

    def _section(
        self, ours: Mapping[str, Any], theirs: Mapping[str, Any]
    ) -> Iterator[Disagreement]:
        place = ours["place"] or theirs["place"]
        rows = [self._units(section) for section in (ours, theirs)]
        keys = [Counter(key for key, _ in row) for row in rows]
        missing = [
            (fact, side)
            for side, lacking in enumerate((keys[1] - keys[0], keys[0] - keys[1]))
            for key in lacking
            for fact in key
        ]
        if missing:
            yield from self._missing(missing, rows, place)
        elif not self._omitted and self._order(ours) != self._order(theirs):
            yield self._told("order", place, "", "", "")
        by_key: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
        for key, unit in rows[1]:
            by_key.setdefault(key, []).append(unit)
        for key, unit in rows[0]:
            if by_key.get(key):
                yield from self._unit(unit, by_key[key].pop(0))
        if self._whole and not self._omitted:
            yield from self._loose(ours, theirs, place)

    def _units(self, section: Mapping[str, Any]) -> list[tuple[tuple[str, ...], Mapping[str, Any]]]:
        return [
            (tuple(sorted(unit["facts"])), unit)
            for group in section["groups"]
            for unit in group
            if not self._omitted.intersection(unit["facts"])
        ]

    def _order(self, section: Mapping[str, Any]) -> list[list[tuple[str, ...]]]:
        """The groups in order; within a list or table the language may sort."""
        return [sorted(tuple(sorted(unit["facts"])) for unit in g) for g in section["groups"]]

    def _missing(
        self,
        missing: Sequence[tuple[str, int]],
        rows: Sequence[Sequence[tuple[tuple[str, ...], Mapping[str, Any]]]],
        place: str,
    ) -> Iterator[Disagreement]:
        """Facts that one side has and the other has not, or not in the same line."""
        counts = [Counter(fact for key, _ in row for fact in key) for row in rows]
        told = set()
        for fact, _ in missing:
            ours, theirs = (count[fact] for count in counts)
            if fact not in told:
                told.add(fact)
                yield self._told("missing", place, fact, str(ours), str(theirs))

    def _loose(
        self, ours: Mapping[str, Any], theirs: Mapping[str, Any], place: str
    ) -> Iterator[Disagreement]:
        """What headings, captions and lines without facts say, for the section as a whole."""
        said = [
            Said.together([Said.of(one) for one in section["loose"]], language.split("-")[0])
            for section, language in zip((ours, theirs), self._languages, strict=True)
        ]
        found = differing(*said)
        if found is not None:
            yield self._told("loose", place, "", *found)

    # ------------------------------------------------------------ units

    def _unit(self, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Disagreement]:
        place = ours["place"]
        values = [
            Counter((v[0], end) for v in unit["values"] for end in _ends(v[1]))
            for unit in (ours, theirs)
        ]
        for (fact, exact), _ in sorted((values[0] - values[1]).items()):
            others = [e for (f, e) in values[1] - values[0] if f == fact]
            yield self._told("value", place, fact, exact, ", ".join(others) or "–")
        fact = ours["facts"][0]
        found = differing(Said.of(ours["said"]), Said.of(theirs["said"]))
        if found is not None:
            yield self._told("numbers", place, fact, *found)
        if ours["calls"] != theirs["calls"]:
            told = (", ".join(unit["calls"]) or "–" for unit in (ours, theirs))
            yield self._told("calls", place, fact, *told)
        for one, other in zip_longest(
            sorted(ours["statements"], key=_by_fact), sorted(theirs["statements"], key=_by_fact)
        ):
            if one is not None and other is not None:
                yield from self._statement(one, other, place)

    def _statement(
        self, one: Mapping[str, Any], other: Mapping[str, Any], place: str
    ) -> Iterator[Disagreement]:
        exact = [{end for v in said["values"] for end in _ends(v[0])} for said in (one, other)]
        here, there = exact[0] - exact[1], exact[1] - exact[0]
        if here and there:
            told = ", ".join(sorted(here)), ", ".join(sorted(there))
            yield self._told("value", place, one["fact"], *told)
            return
        readings = [_readings(said) for said in (one, other)]
        found = [differing(a, b) for a in readings[0] for b in readings[1]]
        if all(difference is not None for difference in found) and found[0] is not None:
            yield self._told("numbers", place, one["fact"], *found[0])


def _ends(exact: str) -> list[str]:
    """The two ends of a period or range: one language may name it, another both its ends."""
    return exact.split("/")


def _by_fact(statement: Mapping[str, Any]) -> str:
    return str(statement["fact"])


def _readings(statement: Mapping[str, Any]) -> list[Said]:
    """What a statement says: its literal text with the exact values, or as it is shown.

    A translator may write in figures what the original has as a slot; then the number as
    it is shown counts.
    """
    literal = Said.of(statement["literal"])
    if not statement["values"]:
        return [literal]
    firm = dict(literal.firm)
    for exact, _ in statement["values"]:
        for atom in atoms(exact):
            firm[atom] = 1
    whole = Said(literal.language, firm, literal.soft, literal.quiet, literal.days)
    return [whole, Said.of(statement["shown"])]


def atoms(exact: str) -> Iterator[str]:
    """The numbers and months of an exact value, as a running text says them.

    >>> list(atoms("2016-06-20")), list(atoms("10/15.5"))
    (['2016', 'M6', '20'], ['10', '15.5'])
    """
    if is_length(exact):
        return
    for part in exact.split("/"):
        day = read_edtf(part) if is_date(exact) else None
        if part in ("", ".."):
            continue
        if day is None or not is_date(exact):
            yield _normal(part)
            continue
        yield str(day.year)
        if day.month is not None:
            yield f"M{day.month}"
        if day.day is not None:
            yield str(day.day)


def _normal(number: str) -> str:
    whole, mark, fraction = number.partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole}{mark}{fraction}" if fraction else whole


# ---------------------------------------------------------------- running texts


def differing(one: Said, other: Said) -> tuple[str, str] | None:
    """What two texts say differently in numbers, each side's own; None when they agree."""
    here, there = _only(one, other), _only(other, one)
    if here and there:
        return _told(here), _told(there)
    here = [n for n in here if not _may_be_words(n, other.language)]
    there = [n for n in there if not _may_be_words(n, one.language)]
    if here or there:
        return _told(here), _told(there)
    for sort in sorted(one.quiet.keys() & other.quiet.keys()):
        ours, theirs = set(one.quiet[sort]), set(other.quiet[sort])
        left, right = ours - theirs, theirs - ours
        left = {n for n in left if not set(n.split("-")) <= set(other.firm)}
        right = {n for n in right if not set(n.split("-")) <= set(one.firm)}
        if left and right:
            return _told(sorted(left)), _told(sorted(right))
    if len(one.days) == len(other.days) and set(one.days) != set(other.days):
        return _told(one.days), _told(other.days)
    return None


def _only(one: Said, other: Said) -> list[str]:
    """Numbers in figures that the other text says neither in figures nor in words."""
    return sorted(n for n in one.firm if n not in other.firm and n not in other.soft)


_MONTH: Final = "M"


def _may_be_words(number: str, language: str) -> bool:
    return number.isdecimal() and unread(language, int(number))


def _told(numbers: Iterable[str]) -> str:
    return ", ".join(_worded(number) for number in numbers) or "–"


def _worded(number: str) -> str:
    return f"month {number[1:]}" if number.startswith(_MONTH) else number
