"""The flag of a country of the brief, on the day the brief speaks for."""

from __future__ import annotations

from typing import Final

from generator.compose.composer import Composer
from generator.compose.names import area_name
from generator.compose.values import as_of_parts
from generator.document.tree import Block, Figure
from generator.document.walk import plain
from generator.flags.table import NONE, Flag, drawing, flags_of, flags_on
from generator.problems import Severity, Where

ROLE: Final = "flag"
WIDE: Final = 24.0  # mm
HIGH: Final = 18.0


def flag(composer: Composer, identifier: str, code: str = "") -> tuple[Block, ...]:
    """The flag; nothing where none is asked for, known, or decided on.

    code  of the country; without one there is none in a brief about several.
    """
    countries = composer.selection.request.countries
    area = code or (countries[0] if len(countries) == 1 else "")
    if not composer.house.flag.show or not area:
        return ()
    found = _chosen(composer, area)
    if found is None:
        return ()
    if not found.drawing:
        _tell(composer, "flag-not-drawn", area=area, flag=found.id, basis=found.basis)
        return ()
    since = found.since or "before 2000"
    _tell(composer, "flag-shown", Severity.NOTICE, area=area, flag=found.id, since=since)
    date = plain(as_of_parts(composer, composer.day()))
    alt = composer.message("Flag: {area} ({date})", area=area_name(composer, area), date=date)
    return (
        Figure(
            caption=(),
            svg=drawing(found.id),
            width=WIDE,
            height=HIGH,
            alt=plain(alt),
            id=identifier,
            role=ROLE,
        ),
    )


def _chosen(composer: Composer, area: str) -> Flag | None:
    """The flag that the house means, or the only one there is; None with a word on why."""
    day = composer.day()
    claimed = flags_on(area, day)
    choice = composer.house.flag.choices.get(area)
    told = {"area": area, "day": day.isoformat(), "flags": ", ".join(f.id for f in claimed)}
    if choice == NONE:
        _tell(composer, "flag-left-out", Severity.NOTICE, **told)
        return None
    if choice is not None:
        return _named(composer, area, choice)
    if len(claimed) > 1:
        _tell(composer, "flag-contested", **told)
        return None
    if not claimed:
        _tell(composer, "flag-unknown", **told)
        return None
    return claimed[0]


def _named(composer: Composer, area: str, choice: str) -> Flag | None:
    """The flag that the house names, when it is one of the area on the day."""
    day = composer.day()
    known = {found.id: found for found in flags_of(area)}
    told = {"area": area, "flag": choice, "flags": ", ".join(known) or NONE}
    if choice not in known:
        _tell(composer, "flag-choice-unknown", Severity.ERROR, **told)
        return None
    if not known[choice].holds(day):
        _tell(composer, "flag-choice-day", day=day.isoformat(), **told)
        return None
    return known[choice]


def _tell(
    composer: Composer, code: str, severity: Severity = Severity.WARNING, /, **values: str
) -> None:
    where = Where(record=composer.brief.number)
    composer.findings.add(code, where, severity=severity, **values)
