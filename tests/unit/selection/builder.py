"""Hand-made facts for the tests of selection: short to write, nothing read from files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from generator.facts.dates import parse_edtf, parse_interval
from generator.facts.model import (
    Area,
    Basis,
    Fact,
    FactBase,
    Kind,
    LocalText,
    Moment,
    Organisation,
    Origin,
    Person,
    Quantity,
    Relation,
    RelationType,
    Ruling,
    Validity,
)
from generator.selection import select
from generator.selection.model import Chosen, Need, Request, Selection

LEVELS = ("UNCLASSIFIED", "PROTECTED A", "SECRET")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def texts(sentence: str = "A statement.", past: str | None = None) -> dict[str, LocalText]:
    forms = {"other": past} if past else None
    return {"en": LocalText({"other": sentence}, past=forms)}


def validity(interval: str | None, basis: Basis = Basis.STATED) -> Validity:
    return Validity(parse_interval(interval), basis) if interval else Validity()


def moment(when: str | None) -> Moment:
    if when is None:
        return Moment()
    if "/" in when:
        return Moment(period=parse_interval(when))
    return Moment(date=parse_edtf(when))


def money(amount: str, currency: str | None = "CAD", **more: Any) -> Quantity:
    return Quantity(Decimal(amount), "currency", currency=currency, **more)


def origin(producer: str | None = "gac", document: str = "page", **more: Any) -> Origin:
    return Origin(
        source="source", document=document, title={"en": "A page"}, producer=producer, **more
    )


def fact(
    fact_id: str,
    kind: Kind = Kind.CONTEXT,
    as_of: str | None = "2024-06-01",
    *,
    when: str | None = None,
    valid: str | None = None,
    basis: Basis = Basis.STATED,
    producer: str | None = "gac",
    past: str | None = None,
    sentence: str = "A statement.",
    **more: Any,
) -> Fact:
    given: dict[str, Any] = {
        "countries": ("IRQ",),
        "text": texts(sentence, past),
        "origin": origin(producer),
        "marking": LEVELS[0],
        "as_of": parse_edtf(as_of) if as_of else None,
        "moment": moment(when),
        "validity": validity(valid, basis),
        "version": f"version of {fact_id}",
    }
    return Fact(id=fact_id, kind=kind, **{**given, **more})


def statistic(
    fact_id: str, year: str, number: str, producer: str = "world-bank", **more: Any
) -> Fact:
    quantity = Quantity(Decimal(number), "persons")
    more = {"indicator": "SP.POP.TOTL", "quantity": quantity, **more}
    return fact(fact_id, Kind.FIGURE, year, producer=producer, **more)


def relation(kind: RelationType, *facts: str, relation_id: str = "rel") -> Relation:
    return Relation(relation_id, kind, facts, "What an editor noted.")


def ruling(prefers: str, *over: str, on: str = "2024-11-01", ruling_id: str = "ruling") -> Ruling:
    return Ruling(ruling_id, prefers, over, "The desk", day(on), "The newer page says so.")


def body(body_id: str, valid: str | None = None, basis: Basis = Basis.STATED) -> Organisation:
    return Organisation(body_id, "post", {"en": body_id}, validity=validity(valid, basis))


def person(person_id: str, **more: Any) -> Person:
    return Person(person_id, {"latin": person_id}, "f", {}, **more)


def base(
    facts: Iterable[Fact],
    *,
    organisations: Iterable[Organisation] = (),
    people: Iterable[Person] = (),
    relations: Iterable[Relation] = (),
    rulings: Iterable[Ruling] = (),
) -> FactBase:
    return FactBase(
        facts={one.id: one for one in facts},
        areas={code: Area(code, {"en": code}) for code in ("IRQ", "JOR")},
        organisations={one.id: one for one in organisations},
        people={one.id: one for one in people},
        terms={},
        relations=tuple(relations),
        rulings=tuple(rulings),
        notes=(),
        sources={},
        digest="",
    )


def request(as_of: str = "2024-12-01", **more: Any) -> Request:
    given = {"area": "IRQ", "levels": LEVELS, "ceiling": LEVELS[-1]}
    return Request(as_of=day(as_of), **{**given, **more})


def chosen(
    known: FactBase, need: Need | None = None, as_of: str = "2024-12-01", **more: Any
) -> list[Chosen]:
    """What one need gets; by default everything that may print as current."""
    return list(selection(known, need, as_of, **more).chosen[(need or Need("all")).name])


def selection(
    known: FactBase, need: Need | None = None, as_of: str = "2024-12-01", **more: Any
) -> Selection:
    return select(known, request(as_of, **more), [need or Need("all")])


def ids(some: Iterable[Chosen]) -> list[str]:
    return [one.fact.id for one in some]


def reasons(selected: Selection) -> dict[str, tuple[str, str | None]]:
    """Why facts were held, by id."""
    return {held.fact.id: (held.reason, held.by) for held in selected.held}
