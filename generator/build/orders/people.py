"""Persons whom an order names: those it is about, and those at its meeting."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.build.orders.fields import near, shown
from generator.problems import Findings, Severity

if TYPE_CHECKING:
    from generator.build.orders.order import Order
    from generator.compose.model import Template
    from generator.facts.model import FactBase

ASKED = "asked"
PARTICIPANTS = "participants"


def people_of(order: Order) -> Mapping[str, tuple[str, ...]]:
    """The persons of whom needs speak, by their word."""
    meeting = order.meeting
    there = (*meeting.participants, *meeting.delegation) if meeting else ()
    return MappingProxyType({ASKED: order.people, PARTICIPANTS: tuple(dict.fromkeys(there))})


def check_people(order: Order, template: Template, base: FactBase, findings: Findings) -> None:
    """Note persons whom no source knows, and those of whom no biography may be written."""
    named = {
        "people": order.people,
        "meeting.participants": order.meeting.participants if order.meeting else (),
        "meeting.delegation": order.meeting.delegation if order.meeting else (),
    }
    for field, persons in named.items():
        where = order.where(field)
        for person in persons:
            known = base.people.get(person)
            if known is None:
                choices = ", ".join(sorted(base.people)[:20])
                hint = near(person, base.people)
                findings.add(
                    "order-person-unknown", where, value=shown(person), hint=hint, choices=choices
                )
            elif known.vulnerable:
                severity = Severity.ERROR if field == "people" else Severity.WARNING
                findings.add("order-person-vulnerable", where, severity=severity, value=person)
    if not order.people and any(ASKED in need.people for need in template.needs):
        findings.add("order-people-missing", order.where("people"), template=template.name)
