"""Declared corrections of known mistakes in data as received: ``corrections/*.toml`` of a source.

Each says what was received (the guard) and what is used instead, with reason, person and day.
Where the source says something else by now, it was mended or changed: then the correction
does nothing, and whoever builds or checks is told to look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from generator.facts import codes
from generator.facts.dates import parse_edtf, parse_interval
from generator.facts.model import Correction, EdtfDate, Period
from generator.facts.numbers import parse_number
from generator.facts.observations import Observation
from generator.facts.readers.folder import files_below, shown
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Node, Table
from generator.facts.refused import RefusedError
from generator.facts.schema import Fields, Place
from generator.problems import Severity

FOLDER: Final = "corrections"


@dataclass(frozen=True, slots=True)
class Declared:
    """One correction as it is declared.

    area, indicator, period  which datum; period "" = whichever the source gives, "2013/2023" =
                each of that span.
    file, cell  or which place of a file, in the words of its shape; else "".
    corrected   what is used; None: the datum is left out.
    """

    place: Place
    line: int
    correction: Correction
    corrected: str | None
    area: str = ""
    indicator: str = ""
    period: str = ""
    file: str = ""
    cell: str = ""

    @property
    def datum(self) -> str:
        """What is corrected, for a message."""
        named = " ".join(filter(None, (self.area, self.indicator, self.period)))
        return named or f"{self.file} {self.cell}"

    def tell(self, code: str, severity: Severity = Severity.WARNING, **values: str) -> None:
        """Note a problem of the correction."""
        given = {"datum": self.datum, "received": self.correction.received, **values}
        if self.corrected is not None:
            given["corrected"] = self.corrected
        self.place.note(code, (self.line, 1), None, given, severity)


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a correction: whether its datum was there, and said something else by now."""

    declared: Declared
    met: bool
    outdated: bool

    @property
    def state(self) -> str:
        """In one word: "used", "outdated" or "unmet"."""
        return "unmet" if not self.met else "outdated" if self.outdated else "used"


@dataclass(slots=True)
class Corrections:
    """The corrections of one source, and what became of each.

    watching  nothing is corrected: it is only told what the source no longer has wrong.
    """

    declared: tuple[Declared, ...] = ()
    watching: bool = False
    _met: set[int] = field(default_factory=set)
    _told: set[int] = field(default_factory=set)
    _used: dict[tuple[str, str], Correction] = field(default_factory=dict)
    _by_datum: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _by_place: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, one in enumerate(self.declared):
            if one.file:
                self._by_place[one.file, one.cell] = number
            else:
                self._by_datum.setdefault((one.area, one.indicator), []).append(number)

    def text(self, file: str, cell: str, received: str) -> str | None:
        """What is read in place of a text: itself, or the corrected text; None leaves it out."""
        number = self._by_place.get((file, cell))
        if number is None:
            return received
        one = self.declared[number]
        self._met.add(number)
        if received.strip() != one.correction.received:
            self._outdated(number, received.strip())
            return received
        if self.watching:
            return received
        self._used[file, cell] = one.correction
        return one.corrected

    def at(self, file: str, cell: str) -> Correction | None:
        """The correction that was made at a place."""
        return self._used.get((file, cell)) if self._used else None

    def observation(self, seen: Observation) -> tuple[Observation | None, Correction | None]:
        """What is used in place of an observation, and the correction that says so."""
        for number in self._by_datum.get((seen.area, seen.indicator), ()):
            one = self.declared[number]
            if not _is_of(seen, one.period):
                continue
            self._met.add(number)
            if _is(seen, one.correction.received):
                return (seen, None) if self.watching else self._corrected(one, seen)
            self._outdated(number, said(seen))
        return seen, None

    def tell_unmet(self, areas: frozenset[str] | None) -> None:
        """Tell which corrections are about nothing that the source says.

        areas  those that were read; None = all.
        """
        for number, one in enumerate(self.declared):
            read = areas is None or (one.area in areas and not one.file)
            if read and number not in self._met:
                one.tell("correction-unmet")

    def became(self, areas: Collection[str], files: Collection[str]) -> Iterator[Became]:
        """What became of the corrections of some areas, and of places in some files.

        Complete once these have been read.
        """
        for number, one in enumerate(self.declared):
            if one.file in files if one.file else one.area in areas:
                yield Became(one, number in self._met, number in self._told)

    def _corrected(
        self, one: Declared, seen: Observation
    ) -> tuple[Observation | None, Correction | None]:
        if one.corrected is None:
            return None, one.correction
        made = _with(seen, one.corrected)
        if made is None:
            one.tell("correction-form", Severity.ERROR)
            return None, one.correction  # what is known to be wrong does not print
        return made, one.correction

    def _outdated(self, number: int, found: str) -> None:
        """Tell once that the source says something else than it did."""
        if number in self._told:
            return
        self._told.add(number)
        one = self.declared[number]
        mended = one.corrected is not None and found == one.corrected
        one.tell("correction-mended" if mended else "correction-changed", found=found)


def said(seen: Observation) -> str:
    """What an observation says, as a correction writes it."""
    if seen.happened is not None:
        return _when(seen.happened)
    if seen.value is not None:
        return f"{seen.value:f}"
    if seen.text is not None:
        return seen.text
    ends = (seen.minimum, seen.maximum)
    return "/".join(".." if end is None else f"{end:f}" for end in ends)


def _when(when: EdtfDate | Period) -> str:
    if isinstance(when, EdtfDate):
        return when.text
    return "/".join(".." if end is None else end.text for end in (when.start, when.end))


def _period(seen: Observation) -> str:
    if seen.span is not None:
        return _when(seen.span)
    return seen.period.text if seen.period else ""


def _is_of(seen: Observation, period: str) -> bool:
    """Whether an observation is of a period, or of one within a span of periods."""
    if not period or period == _period(seen):
        return True
    span = _span(period)
    if span is None or seen.span is not None or seen.period is None:
        return False
    first, last = span.first, span.last
    return (first is None or first <= seen.period.first) and (
        last is None or seen.period.last <= last
    )


@cache
def _span(text: str) -> Period | None:
    try:
        return parse_interval(text) if "/" in text else None
    except RefusedError:
        return None


def _is(seen: Observation, received: str) -> bool:
    """Whether an observation says what was received; 5 and 5.0 are one number."""
    number = _number(received) if seen.value is not None else None
    return seen.value == number if number is not None else said(seen) == received


def _with(seen: Observation, corrected: str) -> Observation | None:
    """The observation with another value; None when that is none of its sort."""
    if seen.text is not None:
        return seen._replace(text=corrected)
    if seen.happened is not None:
        when = _moment(corrected)
        return None if when is None else seen._replace(happened=when)
    number = _number(corrected)
    if number is None:
        return None
    return seen._replace(value=number, minimum=None, maximum=None)


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text)
    except RefusedError:
        return None


def _moment(text: str) -> EdtfDate | Period | None:
    try:
        return parse_interval(text) if "/" in text else parse_edtf(text)
    except RefusedError:
        return None


# ---------------------------------------------------------------- reading


def declared_in(source: Path, name: str, place: Place) -> Iterator[Declared]:
    """All corrections of the source in a folder, which messages call ``name``."""
    folder = source / FOLDER
    for path in files_below(folder, f"{name}/{FOLDER}", place.findings) if folder.is_dir() else ():
        file = path.relative_to(source).as_posix()
        if path.suffix == ".toml":
            yield from read_corrections(path, replace(place, file=f"{name}/{shown(file)}"))


def read_corrections(path: Path, place: Place) -> Iterator[Declared]:
    """The corrections of one file; mistakes go to the findings of ``place``."""
    tree = read_toml(path, place.findings, place.limits, name=place.file)
    if tree is None:
        return
    fields = Fields(tree, place)
    for node in fields.items("correction", required=True):
        if not isinstance(node, Table):
            place.note("agreement-entry", node, "correction", {"field": "correction"})
            continue
        found = _declared(node, place)
        if found is not None:
            yield found
    fields.finish()


def _declared(node: Node, place: Place) -> Declared | None:
    assert isinstance(node, Table)  # noqa: S101 - the caller has looked
    fields = Fields(node, place, "correction")
    by_place = "file" in fields or "cell" in fields
    file, cell = fields.text("file", required=by_place), fields.text("cell", required=by_place)
    area = fields.code("area", codes.AREA, "area", required=not by_place)
    indicator = fields.code("indicator", codes.INDICATOR, "indicator", required=not by_place)
    period = fields.text("period")
    if by_place and (area or indicator or period):
        fields.refuse("correction-twofold", "file")
    received = fields.text("received", required=True)
    leave_out = fields.boolean("leave_out")
    corrected = fields.text("corrected", required=not leave_out)
    if leave_out and corrected is not None:
        fields.refuse("correction-left-out", "corrected")
    reason, by = fields.text("reason", required=True), fields.text("by", required=True)
    on, evidence = fields.day("on", required=True), fields.text("evidence", required=True)
    if not fields.finish() or received is None or reason is None or by is None or on is None:
        return None
    correction = Correction(received, reason, by, on, evidence or "", place.file, node.line)
    return Declared(
        place,
        node.line,
        correction,
        None if leave_out else corrected,
        area or "",
        indicator or "",
        period or "",
        file or "",
        cell or "",
    )
