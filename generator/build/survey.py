"""What ``briefing facts`` shows: everything known about a country, in plain English.

The statements are written for a terminal, with their numbers and dates filled in; who
prints a brief never uses these texts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.build.areas_typed import typed_codes
from generator.build.attribution import touching
from generator.build.knownon import Concern, left_out, split_findings
from generator.build.orders.known import note_future
from generator.build.shelf import shelf_of
from generator.build.workspace import Workspace
from generator.facts.asknown import known_on as as_known
from generator.facts.model import Fact, FactBase, Kind, Listed
from generator.facts.slots import span, split
from generator.facts.sources import read_sources
from generator.facts.units import UNSTATED_CURRENCY
from generator.house.model import HouseStyle
from generator.house.producers import Producers
from generator.house.read import read_house
from generator.localisation import Localiser
from generator.localisation.locale import Locale
from generator.problems import Findings, Problem, ProblemsFound, Where
from generator.selection.ranking import check_producers
from generator.selection.survey import SurveyRow, survey
from generator.selection.values import Comparison

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One fact as shown: status on the day, age in days, source, statement.

    usable  it would print as current on that day (fresh, due or stale).
    why     why it would not print, in words, or "".
    beside  what other producers say of the same thing and time, and whether they agree.
    correction  what the source says instead, and why that is wrong, or "".
    """

    id: str
    kind: str
    status: str
    usable: bool
    age_days: int | None
    as_of: str
    source: str
    locator: str
    statement: str
    why: str
    beside: tuple[str, ...] = ()
    correction: str = ""

    def as_json(self) -> dict[str, object]:
        """Plain values for scripts."""
        return {
            "id": self.id,
            "kind": self.kind,
            "status": self.status,
            "usable": self.usable,
            "age_days": self.age_days,
            "as_of": self.as_of or None,
            "source": self.source,
            "locator": self.locator or None,
            "statement": self.statement,
            "why": self.why or None,
            "beside": list(self.beside),
            "correction": self.correction or None,
        }


@dataclass(frozen=True, slots=True)
class Survey:
    """All that is known about one area on a day."""

    area: str
    name: str
    rows: tuple[KnownFact, ...]
    above_ceiling: int
    notices: tuple[Problem, ...] = ()
    """Of what was known on a day: what is left out, and what nobody can say."""
    mistakes: tuple[Problem, ...] = ()
    """Of the sources, where they may hide facts about the area."""


def survey_areas(
    workspace: Workspace,
    areas: Sequence[str],
    *,
    as_of: dt.date,
    house: str,
    ceiling: str | None,
    known_on: dt.date | None = None,
    today: dt.date | None = None,
) -> tuple[Survey, ...]:
    """Every fact about each area at or below the ceiling, with its standing on the day.

    known_on  only what was known on that day, which is not after today; None: all on record.

    A fact about several areas stands under each of them.

    areas  each a code of ISO 3166-1, or a name.

    Raises ``ProblemsFound`` when an area, the house or the level is not known.
    """
    findings = Findings()
    note_future(known_on, today or as_of, findings)
    findings.stop_on_errors()
    style = _house(workspace, house, findings)
    levels = tuple(level.name for level in style.marking.levels)
    codes = typed_codes(workspace, areas)
    base = read_sources(
        workspace.root,
        findings,
        levels=levels,
        areas=codes,
        shelf=shelf_of(workspace),
        known_on=known_on,
    )
    limit = ceiling if ceiling is not None else levels[0]
    if limit not in levels:
        values = {"level": limit, "levels": ", ".join(levels)}
        raise ProblemsFound([Problem("survey-unknown-level", Where(), values)])
    check_producers(style.producers, base, f"templates/house/{style.name}/house.toml")
    localiser = Localiser.for_house(Locale.parse("en-CA"), style)
    past = None if known_on is None else as_known(base, known_on, today or as_of)
    known = base if past is None else past.base
    of_reading, states = split_findings(findings)
    surveys = tuple(
        replace(
            _survey(known, code, as_of, levels, limit, localiser, style.producers),
            mistakes=touching(of_reading, base, {code}, None),
        )
        for code in codes
    )
    if past is None or known_on is None:
        return surveys
    concerns = (Concern(frozenset({code}), "", levels, limit) for code in codes)
    return tuple(
        replace(one, notices=tuple(left_out(past, concern, known_on, states)))
        for one, concern in zip(surveys, concerns, strict=True)
    )


def _survey(
    base: FactBase,
    code: str,
    as_of: dt.date,
    levels: tuple[str, ...],
    limit: str,
    localiser: Localiser,
    producers: Producers,
) -> Survey:
    rows = survey(base, code, as_of, levels, limit, producers)
    every = survey(base, code, as_of, levels, levels[-1])
    return Survey(
        area=code,
        name=localiser.area_name(code),
        rows=tuple(_known(row, localiser) for row in rows),
        above_ceiling=len(every) - len(rows),
    )


def _house(workspace: Workspace, name: str, findings: Findings) -> HouseStyle:
    folder = workspace.house_folder(name)
    style = read_house(folder, findings) if folder else None
    if style is None:
        findings.stop_on_errors()
        values = {"house": name, "houses": ", ".join(workspace.house_names())}
        raise ProblemsFound([Problem("survey-unknown-house", Where(), values)])
    return style


def _known(row: SurveyRow, localiser: Localiser) -> KnownFact:
    fact = row.fact
    why = row.why
    return KnownFact(
        id=fact.id,
        kind=fact.kind.value,
        status=row.standing,
        usable=row.reason is None,
        age_days=row.age_days,
        as_of=row.as_of or "",
        source=row.origin,
        locator=fact.locator or "",
        statement=statement(fact, localiser),
        why=why.what if why else "",
        beside=tuple(_beside(other, how, localiser) for other, how in row.beside),
        correction=_correction(fact),
    )


def _beside(other: Fact, how: Comparison, localiser: Localiser) -> str:
    told = {Comparison.SAME: "Agrees", Comparison.DIFFERENT: "Disagrees"}
    word = told.get(how, "Cannot be compared")
    return f"{word}: {statement(other, localiser)} ({other.id})"


def _correction(fact: Fact) -> str:
    one = fact.correction
    if one is None:
        return ""
    return (
        f"Corrected: the source says “{one.received}”. {one.reason} "
        f"({one.by}, {one.on.isoformat()}, {one.file})"
    )


def statement(fact: Fact, localiser: Localiser) -> str:
    """The fact's English sentence with its slots filled, or name, period and value."""
    text = fact.text.get(LANGUAGE)
    if fact.kind is Kind.NAME:
        return _name(fact)
    if text is None:
        return _figure(fact, localiser)
    pieces = split(text.forms["other"])
    return "".join(
        part if kind == "text" else _filled(fact, part, localiser) for kind, part in pieces
    )


def _name(fact: Fact) -> str:
    """ "Short name (fr): Irak"."""
    about = fact.name.get(LANGUAGE) or fact.subject_key or fact.id
    language, text = next(iter(fact.text.items()))
    tagged = (fact.subject_key or "").endswith(f".{language}")
    return (
        f"{about} ({language}): {text.forms['other']}"
        if tagged
        else f"{about}: {text.forms['other']}"
    )


def _figure(fact: Fact, localiser: Localiser) -> str:
    name = fact.name.get(LANGUAGE) or fact.indicator or fact.id
    if fact.listed is not None:
        name = f"{name}, {_item_name(fact.listed, localiser)}"
    if fact.quantity is None and fact.listed is not None:
        return f"{name} ({fact.as_of.text if fact.as_of else '–'})"
    if fact.quantity is None:
        return f"{name}: {_when(fact, localiser) or '–'}"
    when = fact.moment.date or fact.as_of
    spoken = _when(fact, localiser) if fact.moment.period else (when.text if when else "")
    dated = f", {spoken}" if spoken else ""
    return f"{name}{dated}: {localiser.quantity(fact.quantity)}"


def _item_name(item: Listed, localiser: Localiser) -> str:
    """The item of a list, with what it is a part of."""
    name = localiser.area_name(item.area) if item.area else item.name.get(LANGUAGE, "")
    return f"{item.within}: {name}" if item.within else name


def _when(fact: Fact, localiser: Localiser) -> str:
    if fact.moment.period:
        return localiser.period(fact.moment.period)
    return localiser.date(fact.moment.date) if fact.moment.date else ""


def _filled(fact: Fact, slot: str, localiser: Localiser) -> str:
    from generator.compose.values import number_text

    quantity = fact.quantity
    if quantity is not None and slot in {"value", "minimum", "maximum"}:
        number = getattr(quantity, slot)
        if number is None:
            return "…"
        if quantity.currency == UNSTATED_CURRENCY:
            return f"{localiser.compact(number)} (currency not stated)"
        return number_text(localiser, number, quantity, "name")
    moment = fact.moment
    if slot == "date" and moment.date:
        return localiser.date(moment.date)
    if slot == "period" and moment.period:
        return localiser.period(moment.period)
    end = {"from": span(fact).start, "to": span(fact).end}.get(slot)
    return localiser.date(end) if end else "…"
